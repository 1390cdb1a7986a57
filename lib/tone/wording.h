/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * wording.h: what a model reads of a text, as hashes that a pack may have weights for.
 *
 * terms    one number a token: its letters without accents, or what kind of token it is
 * grams    the terms that end at a place, in order: one, two, three, or two with others between
 * pieces   two to five letters of a word, for words that the model does not know
 * facts    what holds of the whole text: how long it is, which signal follows which
 *
 * The trainer reads the same hashes through lib/tools/features.c, so that there is one extractor.
 * lib/tools/compile_pack.py computes them from names; a test compares the two.
 */
#ifndef POISE_TONE_WORDING_H
#define POISE_TONE_WORDING_H

#include "tone/sentence.h"

/* Terms that are no word's. FORMAT.md has their names. */
enum {
    POISE__TERM_TEXT = 1, /* before the first token of the text */
    POISE__TERM_BEGIN,    /* before the first token of any other sentence */
    POISE__TERM_END,      /* behind the last token of a sentence */
    POISE__TERM_NUMBER,
    POISE__TERM_OPAQUE,
    POISE__TERM_QUOTED,   /* a run of somebody else's words */
    POISE__TERM_DROPPED,  /* a look-alike, or a signal that its surroundings forbid or soften */
    POISE__TERM_CONSUMED, /* words of a non-apology */
    POISE__TERM_QUOTE     /* a quotation mark of any shape */
};

enum {
    POISE__GRAMS_MAX = 5, /* grams that end at one place */
    POISE__GRAM_BACK = 3, /* places that a gram looks back */
    POISE__PIECE_MIN = 2, /* letters of a piece */
    POISE__PIECE_MAX = 5,
    POISE__PIECE_BYTES = 40 /* of a word that are cut into pieces */
};

/* A term and the token that it stands for: the first of a run, the nearest to a sentence's end. */
struct poise__term {
    uint32_t hash;
    uint32_t token;
};

/* The terms at place - back and place, and all between them unless gapped. */
struct poise__gram {
    uint32_t hash;
    uint8_t back;
    bool gapped;
};

/*
 * Append the terms of a sentence, its marks included; none for one that is quoted from end to end.
 * Errors: POISE_E_NOMEM.
 */
poise_status poise__wording_terms(struct poise__array *terms, const poise_alloc *alloc,
                                  const struct poise__text *text,
                                  const struct poise__tone_sentence *sentence);

/* The grams that end at a place of the terms of one sentence; the first is the term alone. */
uint32_t poise__wording_grams(const struct poise__term *terms, uint32_t place,
                              struct poise__gram grams[POISE__GRAMS_MAX]);

/* A word with its ends marked as < and >, and where its pieces begin and end in it. */
struct poise__pieces {
    uint8_t bytes[POISE__PIECE_BYTES + 2];
    uint32_t len;
    uint32_t begin; /* the piece that was given last */
    uint32_t end;
    uint32_t hash; /* of its bytes, before it is mixed */
};

void poise__wording_cut(struct poise__pieces *pieces, const uint8_t *word, uint32_t len);

/* The next piece: its hash is written. False when there is none. */
bool poise__wording_piece(struct poise__pieces *pieces, uint32_t *hash);

/* Facts. length is in tokens. */
uint32_t poise__wording_length(uint32_t length);
uint32_t poise__wording_order(uint32_t first_rule, uint32_t second_rule);

#endif
