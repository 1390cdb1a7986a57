/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * tone.h: what the tests of lib/tone share: a text is judged with the packs of data/, and its
 * signals are spelt as "name_calling 900 <stupid>, explicit 450 <sorry>".
 */
#ifndef POISE_TESTS_TONE_H
#define POISE_TESTS_TONE_H

#include "unit.h"

#include "base/rules.h"
#include "pack/tables.h"
#include "tone/tone.h"

#include <stdio.h>

extern const poise_pack poise__pack_small;
extern const poise_pack poise__pack_french;
extern const poise_pack poise__pack_learned; /* a handful of features */

struct judged {
    struct poise__text text;
    struct poise__tone_scratch scratch;
    struct poise__tone tone;
};

static inline void judged_init(struct judged *j, const poise_alloc *wanted)
{
    poise_alloc alloc;

    poise__alloc_init(&alloc, wanted);
    poise__text_init(&j->text, &alloc);
    poise__tone_init(&j->scratch, &alloc);
}

static inline void judged_release(struct judged *j)
{
    poise__tone_release(&j->scratch);
    poise__text_release(&j->text);
}

static inline poise_status judge_bytes(struct judged *j, const char *bytes, size_t len)
{
    const poise_pack *packs[] = { &poise__pack_small, &poise__pack_french };
    poise_status st = poise__text_read(&j->text, (struct poise__slice){ bytes, len });

    if (st != POISE_OK) return st;
    return poise__tone_judge(&j->scratch, &j->text, packs, 2, POISE_LANGUAGE_EN, &j->tone);
}

/* The signals of an axis and its rest are the sum behind its score. */
static inline void check_sums(const struct judged *j, const poise_pack *curves)
{
    for (uint32_t axis = 0; axis < POISE__AXES; axis++) {
        int64_t sum = j->tone.rest[axis];
        for (uint32_t i = 0; i < j->tone.signal_count; i++) sum += j->tone.signals[i].weights[axis];
        assert_int_equal(poise__pack_calibrate(curves, axis, sum), j->tone.scores[axis]);
    }
}

/* What always holds of a judged text of len bytes. */
static inline void check_invariants(const struct judged *j, size_t len)
{
    for (uint32_t i = 0; i < j->tone.signal_count; i++) {
        const struct poise__signal *s = &j->tone.signals[i];
        assert_true(s->where.begin < s->where.end && s->where.end <= len);
        assert_true(i == 0 || s[-1].where.begin <= s->where.begin);
        assert_in_range(s->strength, 1, 1000);
    }
    check_sums(j, &poise__pack_small); /* one curve */
}

static inline void spell_signals(const struct judged *j, const char *text, char *out, size_t size)
{
    size_t at = 0;

    out[0] = '\0';
    for (uint32_t i = 0; i < j->tone.signal_count && at < size; i++) {
        const struct poise__signal *s = &j->tone.signals[i];
        at += (size_t)snprintf(out + at, size - at, "%s%s %u <%.*s>", i ? ", " : "",
                               strchr(poise__rule_at(s->rule)->code, '.') + 1,
                               (unsigned)s->strength, (int)(s->where.end - s->where.begin),
                               text + s->where.begin);
    }
}

/* Judge a text and compare its signals. */
static inline void expect(const char *text, const char *signals)
{
    struct judged j;
    char spelt[1000];

    judged_init(&j, NULL);
    assert_int_equal(judge_bytes(&j, text, strlen(text)), POISE_OK);
    check_invariants(&j, strlen(text));
    spell_signals(&j, text, spelt, sizeof spelt);
    assert_string_equal(spelt, signals);
    judged_release(&j);
}

#endif
