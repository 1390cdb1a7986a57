/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * tone.h: how defensive, insulting and apologetic a text is, and which words make it so.
 *
 * disguise words that people hide are read as what they look like
 * match    one pass of each sentence through the automaton of its language
 * scope    who says it of whom: negation, quotation, reported speech, target, apology
 * wording  what words say that no cue knows, by their order and their letters
 * model    what the pack has learned that wording adds
 * score    integer sums of what the remaining signals weigh, calibrated by the pack
 *
 * Invariant: the weights of the signals of an axis and its rest add up to the sum that was
 * calibrated.
 */
#ifndef POISE_TONE_TONE_H
#define POISE_TONE_TONE_H

#include "base/memory.h"
#include "base/records.h"
#include "pack/pack.h"
#include "text/text.h"

enum { POISE__PACKS_MAX = 8 };

/* A sentence as it was judged: tokens first to last, last not included, by the words of a pack. */
struct poise__tone_judged {
    uint32_t first;
    uint32_t last;
    uint32_t pack;
};

/* Scratch; empty it never, it does so itself. */
struct poise__tone_scratch {
    poise_alloc alloc;
    struct poise__array matches;   /* private to lib/tone */
    struct poise__array words;     /* private to lib/tone */
    struct poise__array terms;     /* private to lib/tone */
    struct poise__array evidence;  /* private to lib/tone */
    struct poise__array passages;  /* private to lib/tone */
    struct poise__array sentences; /* of struct poise__tone_judged, for the trainer */
    struct poise__array signals;   /* of struct poise__signal: what poise__tone_judge gives out */
};

void poise__tone_init(struct poise__tone_scratch *scratch, const poise_alloc *alloc);
void poise__tone_release(struct poise__tone_scratch *scratch);

/*
 * Judge a text that was read. hint: POISE_LANGUAGE_* for sentences that give nothing away.
 * The signals are borrowed from scratch. Errors: POISE_E_NOMEM.
 */
poise_status poise__tone_judge(struct poise__tone_scratch *scratch, const struct poise__text *text,
                               const poise_pack *const *packs, uint32_t pack_count, uint32_t hint,
                               struct poise__tone *tone);

#endif
