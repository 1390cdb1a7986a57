/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * pack.h: one language's data, checked when it is opened and only read after that. FORMAT.md in
 * lib/packs says what the sources mean; lib/tools/compile_pack.py, whose head describes the binary
 * format, compiles them.
 *
 * The cues of a pack are a few deterministic automata over word numbers, for one alone would be
 * many times as large. A run of each starts at a token and follows one edge a token, so matching
 * costs at most POISE__PACK_STARTS × run_max steps a token.
 */
#ifndef POISE_PACK_PACK_H
#define POISE_PACK_PACK_H

#include "base/memory.h"
#include "base/records.h"

#include <poise/pack.h>

/* Word numbers below POISE__WORD_FIRST are classes of tokens; a pack's own words follow. */
enum {
    POISE__WORD_UNKNOWN = 0, /* a word that the pack does not know */
    POISE__WORD_NUMBER = 1,
    POISE__WORD_OPAQUE = 2,
    POISE__WORD_BEGIN = 3, /* before the first token of a sentence */
    POISE__WORD_END = 4,   /* behind its last */
    POISE__WORD_COMMA = 5,
    POISE__WORD_EXCLAMATION = 6,
    POISE__WORD_QUESTION = 7,
    POISE__WORD_COLON = 8,
    POISE__WORD_SEMICOLON = 9,
    POISE__WORD_ELLIPSIS = 10,
    POISE__WORD_STOP = 11, /* a full stop */
    POISE__WORD_SYMBOL = 12,
    POISE__WORD_FIRST = 16
};

#define POISE__STATE_NONE 0u

enum { POISE__PACK_STARTS = 8 }; /* automata, at most */

enum { POISE__PACK_UNIT = 50 }; /* thousandths of a sum that a model's weight of 1 stands for */

/* What a cue is: a signal, or a frame that changes the signals around it. FORMAT.md explains each. */
enum {
    POISE__CUE_SIGNAL,
    POISE__CUE_NEGATION,   /* not, never, ne … pas */
    POISE__CUE_DISCLAIMER, /* "I am not saying that": undone by a contrast that follows */
    POISE__CUE_CONTRAST,   /* but, however, mais */
    POISE__CUE_REPORTED,   /* "you wrote that": what follows is somebody else's */
    POISE__CUE_SELF,       /* the writer is the target */
    POISE__CUE_ADDRESSEE,  /* the reader is meant: you, vous */
    POISE__CUE_GUARD       /* a look-alike: signals that touch it are none */
};

/* What a signal asks of its surroundings; FORMAT.md names these bits. */
enum {
    POISE__SCOPE_NEGATABLE = 1 << 0,  /* "neg" */
    POISE__SCOPE_ADDRESSED = 1 << 1,  /* "you" */
    POISE__SCOPE_NOT_SELF = 1 << 2,   /* "not-self" */
    POISE__SCOPE_NOT_ASKED = 1 << 3,  /* "not-asked" */
    POISE__SCOPE_NO_APOLOGY = 1 << 4, /* "no-apology" */
    POISE__SCOPE_CONSUMES = 1 << 5,   /* "consumes" */
    POISE__SCOPE_EVEN_QUOTED = 1 << 6 /* "even-quoted" */
};

struct poise__cue {
    uint16_t rule;     /* index for poise__rule_at; meaningless for a frame */
    uint16_t strength; /* 0 to 1000 */
    uint8_t kind;      /* POISE__CUE_* */
    uint8_t scope;     /* POISE__SCOPE_* */
};

/* Which language a word belongs to: how much seeing it says that the sentence is of this pack. */
struct poise__word {
    uint32_t number;  /* POISE__WORD_UNKNOWN when the pack does not know the word */
    uint8_t evidence; /* 0 to 3 */
    bool hidden;      /* people disguise it; FORMAT.md says more */
};

/* The word number of a token's view bytes. hash is poise__text_hash of them. */
struct poise__word poise__pack_word(const poise_pack *pack, const uint8_t *bytes, size_t len,
                                    uint32_t hash);

/*
 * The hidden word that a mask stands for: view bytes with a '*' for each letter that is not shown,
 * the first of them shown. open: any number of letters may follow. Linear in the hidden words.
 */
struct poise__word poise__pack_unmask(const poise_pack *pack, const uint8_t *mask, size_t len,
                                      bool open);

/* The states in which runs that begin with a word stand behind it: *count, some POISE__STATE_NONE. */
const uint16_t *poise__pack_starts(const poise_pack *pack, uint32_t word, uint32_t *count);

/* The state that a word leads to from another, or POISE__STATE_NONE. */
uint32_t poise__pack_step(const poise_pack *pack, uint32_t state, uint32_t word);

/* The cues that are complete in a state: *count indices for poise__pack_cue. */
const uint16_t *poise__pack_accepts(const poise_pack *pack, uint32_t state, uint32_t *count);

struct poise__cue poise__pack_cue(const poise_pack *pack, uint32_t index);

/* The longest run of the automaton, in tokens: at most 64. */
uint32_t poise__pack_run_max(const poise_pack *pack);

/* What a signal of full strength adds to each axis, in thousandths; remedy is the fourth. */
const int16_t *poise__pack_weights(const poise_pack *pack, uint32_t rule);

/*
 * What a feature of tone/wording.h adds to defensive, insulting and apologetic, in units of
 * POISE__PACK_UNIT; NULL when the pack has learned nothing of it.
 */
const int8_t *poise__pack_feature(const poise_pack *pack, uint32_t hash);

/* Whether the pack carries a model at all. */
bool poise__pack_has_model(const poise_pack *pack);

/* The calibrated score, 0 to 1000, of a sum of contributions. axis: POISE__DEFENSIVE … or 3, remedy. */
uint32_t poise__pack_calibrate(const poise_pack *pack, uint32_t axis, int64_t sum);

/* POISE_LANGUAGE_* that the pack's tag names, or POISE_LANGUAGE_AUTO. */
uint32_t poise__pack_language(const poise_pack *pack);

/*
 * The bodies of <poise/pack.h>; the caller has checked the arguments. bytes are copied, and what
 * they claim is believed only after it was checked, so that no later look-up can leave the pack.
 * error may be NULL. Errors: POISE_E_NOMEM, POISE_E_PACK_FORMAT, POISE_E_PACK_VERSION.
 */
poise_status poise__pack_open(const poise_alloc *alloc, const void *bytes, size_t len,
                              poise_error *error, poise_pack **pack);
void poise__pack_free(poise_pack *pack);
uint32_t poise__pack_builtin_count(void);
const poise_pack *poise__pack_builtin(uint32_t index);

/* Fill in everything but the size. */
void poise__pack_info(const poise_pack *pack, poise_pack_info *info);

#endif
