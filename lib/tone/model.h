/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * model.h: what the wording adds to the axes beyond the cues, as far as a pack carries a model.
 *
 * A model is linear: each feature of wording.h has a weight for each axis. What a feature weighs is
 * laid on the words that it covers; the sum is divided by the square root of the text's length, so
 * that long texts are judged by what they are like and not by how much they say. The stretch of a
 * sentence that speaks most for an axis becomes a signal of it.
 */
#ifndef POISE_TONE_MODEL_H
#define POISE_TONE_MODEL_H

#include "tone/sentence.h"

/* What speaks for each axis on one token. */
struct poise__evidence {
    int32_t axes[POISE__AXES]; /* in sixths of a pack's unit */
};

/* A stretch of words that speaks for an axis. */
struct poise__passage {
    uint32_t first; /* tokens, last included */
    uint32_t last;
    uint32_t axis;
    int64_t adds;
};

struct poise__model {
    const struct poise__text *text;
    uint32_t length; /* poise__model_length */
    uint32_t divider;
    int64_t rest[POISE__AXES]; /* what was added and is in no signal */
};

/* The tokens that are the writer's own. */
uint32_t poise__model_length(const struct poise__text *text);

void poise__model_begin(struct poise__model *model, const struct poise__text *text);

/* Weigh a sentence into the rest, and note its passages. Errors: POISE_E_NOMEM. */
poise_status poise__model_sentence(struct poise__model *model, struct poise__tone_scratch *scratch,
                                   const struct poise__tone_sentence *sentence);

/* Make the passages of an axis signals, and take them out of its rest. Errors: POISE_E_NOMEM. */
poise_status poise__model_show(struct poise__model *model, struct poise__tone_scratch *scratch,
                               uint32_t axis);

/* What a fact adds to each axis. */
void poise__model_fact(const poise_pack *pack, uint32_t hash, int32_t adds[POISE__AXES]);

#endif
