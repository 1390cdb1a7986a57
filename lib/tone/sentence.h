/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * sentence.h: what the stages of tone hand to each other: one sentence, in the words of the pack
 * that judges it, and the cues that were found there.
 *
 * Bound: a cue covers at most 64 words, each with at most POISE__TONE_PASSED marks before it and
 * POISE__TONE_PARTS tokens of a disguise, so a look at all tokens of all matches is linear in the
 * text.
 */
#ifndef POISE_TONE_SENTENCE_H
#define POISE_TONE_SENTENCE_H

#include "tone/tone.h"

enum {
    POISE__TONE_PASSED = 2, /* marks in a row that a run passes over */
    POISE__TONE_PARTS = 128 /* tokens of a disguised word */
};

/* Word numbers that no pack uses: marks that patterns cannot ask for. */
enum {
    POISE__TONE_QUOTE = 13, /* passed over, like a comma */
    POISE__TONE_BREAK = 14, /* a dash, a bracket: ends a match and a clause */
    POISE__TONE_PART = 15   /* belongs to the disguised word that began before it */
};

/* What stands on a token; filled by the scope stage. */
enum {
    POISE__TONE_GUARD = 1 << 0,
    POISE__TONE_NEGATION = 1 << 1,
    POISE__TONE_SELF = 1 << 2,
    POISE__TONE_CONTRAST = 1 << 3,   /* its first token only: where a clause begins */
    POISE__TONE_DISCLAIMER = 1 << 4, /* its last token only: what follows is disclaimed */
    POISE__TONE_REPORTED = 1 << 5,   /* likewise */
    POISE__TONE_CONSUMED = 1 << 6,
    POISE__TONE_ADDRESSEE = 1 << 7,
    POISE__TONE_DROPPED = 1 << 8 /* a signal that its surroundings forbid or soften */
};

struct poise__tone_word {
    uint16_t number; /* in one pack */
    uint8_t evidence;
    uint16_t marks;
};

struct poise__tone_match {
    uint32_t first; /* tokens first to last, last included */
    uint32_t last;
    uint16_t cue;
    uint16_t rule;
    uint16_t strength; /* 0: dropped */
    uint8_t kind;
    uint8_t scope;
    uint8_t pack;
    bool pending; /* disclaimed, unless the next sentence opens with a contrast */
};

struct poise__tone_sentence {
    const poise_pack *pack;
    const struct poise__token *tokens; /* of the whole text, as are words and the indices */
    struct poise__tone_word *words;
    uint32_t first; /* tokens first to last, last not included */
    uint32_t last;
    uint8_t pack_index;
    bool question;
};

struct poise__model;

/* What one sentence tells the next. */
struct poise__tone_carry {
    uint32_t begin; /* the first match that is kept of the sentence before */
    bool apology;   /* it apologised */
};

/*
 * Give disguised words their numbers; words lie pack by pack, each for all tokens. Linear in the
 * text, and marks that stand inside a disguise are parts of it: "b!tch" is one word.
 */
void poise__tone_unveil(const struct poise__text *text, const poise_pack *const *packs,
                        uint32_t pack_count, struct poise__tone_word *words);

/* Whether a token is inside of a word that some pack reads in disguise; words as above. */
bool poise__tone_is_part(const struct poise__tone_word *words, uint32_t pack_count,
                         uint32_t token_count, uint32_t token);

/* Append the longest match of each cue at each place, in order of their first tokens. */
poise_status poise__tone_match(struct poise__tone_scratch *scratch,
                               const struct poise__tone_sentence *sentence);

/* Keep of the matches from begin on the signals that count, and settle what was pending before. */
void poise__tone_scope(struct poise__tone_scratch *scratch,
                       const struct poise__tone_sentence *sentence, uint32_t begin,
                       struct poise__tone_carry *carry);

/* Turn the matches that were kept into signals with their weights, and the sums into scores. */
poise_status poise__tone_score(struct poise__tone_scratch *scratch, const struct poise__text *text,
                               const poise_pack *const *packs, const poise_pack *curves,
                               struct poise__model *model, struct poise__tone *tone);

#endif
