/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * business.h: when so many business seconds are over. The caller says when business is; after the
 * last interval nothing is known, before the first there is none.
 */
#ifndef POISE_THREAD_BUSINESS_H
#define POISE_THREAD_BUSINESS_H

#include "thread/posts.h"

/* The last moment at which something is in time. */
struct poise__deadline {
    int64_t at;      /* POISE_TIME_NONE: there is none, or it is not known */
    int64_t horizon; /* up to here it is in time for certain */
};

/* Count what lies before each interval. Errors: POISE_E_NOMEM. */
poise_status poise__business_sum(struct poise__session *s);

/* seconds: of business after since; 0: there is no deadline. */
struct poise__deadline poise__business_deadline(const struct poise__session *s, int64_t since,
                                                int64_t seconds);

/* Whether at is in time; unknown when the intervals end before they tell. */
enum poise__truth poise__deadline_met(const struct poise__deadline *deadline, int64_t at);

#endif
