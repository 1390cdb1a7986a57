/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* duration.h: how long something lasts and when it is, as people write it in JSON. */
#ifndef POISE_BASE_DURATION_H
#define POISE_BASE_DURATION_H

#include "base/calendar.h"
#include "base/json.h"

/*
 * A member that is seconds, or text like "90s", "15m", "24h", "7d", which may say a thousand years.
 * A missing member leaves *seconds as it was; less than `least` is a failure at its place.
 */
poise_status poise__json_get_duration(struct poise__json_reader *reader, const json_t *object,
                                      const char *key, int64_t least, int64_t *seconds);

/* A value that is seconds since 1970, or a time of RFC 3339: *seconds is written when it is good. */
enum poise__time poise__json_time(const json_t *value, int64_t *seconds);

#endif
