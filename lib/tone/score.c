/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone/model.h"
#include "tone/wording.h"

#include "base/rules.h"

enum {
    YES = 500,            /* the score that is the line between "no" and "yes" */
    REMEDY = POISE__AXES, /* the weight behind those of the axes */
    DAMPED_MOST = 3       /* halvings: a code that comes again counts no less than an eighth */
};

/* Thousandths of a weight, rounded towards zero. |result| is at most |weight|. */
static int32_t contribution(uint32_t strength, int16_t weight)
{
    return (int32_t)strength * weight / 1000;
}

static poise_span span_of(const struct poise__text *text, const struct poise__tone_match *m)
{
    const struct poise__token *tokens = text->tokens.data;

    return poise__text_origin(text, tokens[m->first].begin, tokens[m->last].end);
}

/* Whether a match still counts. What is pending at the end of the text was never taken back. */
static bool counts(const struct poise__tone_match *m)
{
    return m->strength > 0 && !m->pending;
}

/* What it says that one signal follows another is said by the second. */
static void add_order(const poise_pack *pack, uint32_t first, uint32_t second, int32_t *weights)
{
    int32_t adds[POISE__AXES];

    poise__model_fact(pack, poise__wording_order(first, second), adds);
    for (uint32_t axis = 0; axis < POISE__AXES; axis++) weights[axis] += adds[axis];
}

/* Longer first where two begin together. */
static int signal_compare(const void *left, const void *right)
{
    const struct poise__signal *a = left, *b = right;

    if (a->where.begin != b->where.begin) return a->where.begin < b->where.begin ? -1 : 1;
    if (a->where.end != b->where.end) return a->where.end > b->where.end ? -1 : 1;
    if (a->rule != b->rule) return a->rule < b->rule ? -1 : 1;
    return a->strength > b->strength ? -1 : a->strength < b->strength;
}

/* In the order in which their signals are shown, which is that in which they are counted. */
static int match_compare(const void *left, const void *right)
{
    const struct poise__tone_match *a = left, *b = right;

    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->last != b->last) return a->last > b->last ? -1 : 1;
    if (a->rule != b->rule) return a->rule < b->rule ? -1 : 1;
    return a->strength > b->strength ? -1 : a->strength < b->strength;
}

/* The signals of the cues, and what they and the order in which they stand add. */
static poise_status score_cues(struct poise__tone_scratch *scratch, const struct poise__text *text,
                               const poise_pack *const *packs, int64_t *sums)
{
    const struct poise__tone_match *matches = scratch->matches.data, *before = NULL;
    uint8_t seen[POISE__RULE_COUNT] = { 0 };
    poise_status st = POISE_OK;

    poise__sort(scratch->matches.data, scratch->matches.count, scratch->matches.item_size,
                match_compare);
    for (uint32_t i = 0; i < scratch->matches.count && st == POISE_OK; i++) {
        const struct poise__tone_match *m = &matches[i];
        if (!counts(m)) continue;

        /* What is said again says less of the whole, and is as strong where it stands. */
        const uint32_t damped = (uint32_t)m->strength >> seen[m->rule];
        if (seen[m->rule] < DAMPED_MOST) seen[m->rule]++;
        const int16_t *weights = poise__pack_weights(packs[m->pack], m->rule);
        struct poise__signal signal = { span_of(text, m), m->rule, m->strength, { 0 } };
        for (uint32_t axis = 0; axis < POISE__AXES; axis++)
            signal.weights[axis] = contribution(damped, weights[axis]);
        if (before) add_order(packs[m->pack], before->rule, m->rule, signal.weights);
        before = m;
        for (uint32_t axis = 0; axis < POISE__AXES; axis++) sums[axis] += signal.weights[axis];
        sums[REMEDY] += contribution(damped, weights[REMEDY]);
        st = poise__array_push(&scratch->signals, &scratch->alloc, &signal);
    }
    return st;
}

poise_status poise__tone_score(struct poise__tone_scratch *scratch, const struct poise__text *text,
                               const poise_pack *const *packs, const poise_pack *curves,
                               struct poise__model *model, struct poise__tone *tone)
{
    int64_t sums[POISE__AXES + 1] = { 0 };
    int32_t length[POISE__AXES];
    uint32_t scores[POISE__AXES];
    poise_status st = score_cues(scratch, text, packs, sums);

    poise__model_fact(curves, poise__wording_length(model->length), length);
    for (uint32_t axis = 0; axis < POISE__AXES && st == POISE_OK; axis++) {
        model->rest[axis] += length[axis];
        scores[axis] = poise__pack_calibrate(curves, axis, sums[axis] + model->rest[axis]);
        if (scores[axis] >= YES) st = poise__model_show(model, scratch, axis);
    }
    if (st != POISE_OK) return st;
    poise__sort(scratch->signals.data, scratch->signals.count, scratch->signals.item_size,
                signal_compare);
    for (uint32_t axis = 0; axis < POISE__AXES; axis++) {
        tone->scores[axis] = scores[axis];
        tone->rest[axis] = (int32_t)model->rest[axis];
    }
    tone->remedy = poise__pack_calibrate(curves, REMEDY, sums[REMEDY]);
    tone->signals = scratch->signals.data;
    tone->signal_count = scratch->signals.count;
    return POISE_OK;
}
