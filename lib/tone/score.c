/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone/sentence.h"

#include "base/rules.h"

enum {
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

poise_status poise__tone_score(struct poise__tone_scratch *scratch, const struct poise__text *text,
                               const poise_pack *const *packs, const poise_pack *curves,
                               struct poise__tone *tone)
{
    const struct poise__tone_match *matches = scratch->matches.data;
    uint8_t seen[POISE__RULE_COUNT] = { 0 };
    int64_t sums[POISE__AXES + 1] = { 0 };

    for (uint32_t i = 0; i < scratch->matches.count; i++) {
        const struct poise__tone_match *m = &matches[i];
        if (!counts(m)) continue;

        /* What is said again says less of the whole, and is as strong where it stands. */
        uint32_t damped = (uint32_t)m->strength >> seen[m->rule];
        if (seen[m->rule] < DAMPED_MOST) seen[m->rule]++;
        const int16_t *weights = poise__pack_weights(packs[m->pack], m->rule);
        struct poise__signal signal = { span_of(text, m), m->rule, m->strength, { 0 } };
        for (uint32_t axis = 0; axis < POISE__AXES; axis++) {
            signal.weights[axis] = contribution(damped, weights[axis]);
            sums[axis] += signal.weights[axis];
        }
        sums[REMEDY] += contribution(damped, weights[REMEDY]);
        poise_status st = poise__array_push(&scratch->signals, &scratch->alloc, &signal);
        if (st != POISE_OK) return st;
    }
    for (uint32_t axis = 0; axis < POISE__AXES; axis++)
        tone->scores[axis] = poise__pack_calibrate(curves, axis, sums[axis]);
    tone->remedy = poise__pack_calibrate(curves, REMEDY, sums[REMEDY]);
    tone->signals = scratch->signals.data;
    tone->signal_count = scratch->signals.count;
    return POISE_OK;
}
