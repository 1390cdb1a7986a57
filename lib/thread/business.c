/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/business.h"

poise_status poise__business_sum(struct poise__session *s)
{
    const poise_interval *all = s->input->business;
    int64_t sum = 0;

    s->business = poise__arena_take(&s->thread->arena,
                                    ((size_t)s->input->business_count + 1) * sizeof *s->business);
    if (!s->business) return POISE_E_NOMEM;
    for (uint32_t i = 0; i < s->input->business_count; i++) {
        s->business[i] = sum;
        sum += all[i].until - all[i].from;
    }
    s->business[s->input->business_count] = sum;
    return POISE_OK;
}

/* Business seconds before a moment. */
static int64_t business_before(const struct poise__session *s, int64_t at)
{
    const poise_interval *all = s->input->business;
    uint32_t low = 0, high = s->input->business_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all[middle].until <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == s->input->business_count || at <= all[low].from) return s->business[low];
    return s->business[low] + (at - all[low].from);
}

/* The moment at which the sum is reached, which is in (0, sum of all]. */
static int64_t business_reached(const struct poise__session *s, int64_t sum)
{
    uint32_t low = 0, high = s->input->business_count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (s->business[middle] < sum)
            low = middle;
        else
            high = middle;
    }
    return s->input->business[low].from + (sum - s->business[low]);
}

struct poise__deadline poise__business_deadline(const struct poise__session *s, int64_t since,
                                                int64_t seconds)
{
    const uint32_t count = s->input->business_count;

    if (seconds == 0) return (struct poise__deadline){ POISE_TIME_NONE, INT64_MAX };
    if (!s->input->business) return (struct poise__deadline){ since + seconds, since + seconds };
    const int64_t sum = business_before(s, since) + seconds;
    if (sum <= s->business[count]) {
        const int64_t at = business_reached(s, sum);
        return (struct poise__deadline){ at, at };
    }
    return (struct poise__deadline){ POISE_TIME_NONE,
                                     count ? s->input->business[count - 1].until : INT64_MIN };
}

enum poise__truth poise__deadline_met(const struct poise__deadline *deadline, int64_t at)
{
    if (at <= deadline->horizon) return POISE__TRUE;
    return deadline->at == POISE_TIME_NONE ? POISE__UNKNOWN : POISE__FALSE;
}
