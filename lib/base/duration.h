/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* duration.h: how long something lasts, as people write it in policies. */
#ifndef POISE_BASE_DURATION_H
#define POISE_BASE_DURATION_H

#include "base/json.h"

/*
 * A member that is seconds, or text like "90s", "15m", "24h", "7d", which may say a thousand years.
 * A missing member leaves *seconds as it was; less than `least` is a failure at its place.
 */
poise_status poise__json_get_duration(struct poise__json_reader *reader, const json_t *object,
                                      const char *key, int64_t least, int64_t *seconds);

#endif
