/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* lists.h: what belongs to the brand, what must never go out. Judged on parsed parts, never on a
 * part of a string. */
#ifndef POISE_MEDIA_LISTS_H
#define POISE_MEDIA_LISTS_H

#include "media/media.h"

/* lists may be NULL in all of these: an empty list has nobody on it. key: of poise__url_key. */
bool poise__lists_own_key(const struct poise__media_lists *lists, const char *key);
bool poise__lists_flagged_key(const struct poise__media_lists *lists, const char *key);

/* address: in lower case. An address at a host of the brand is the brand's. */
bool poise__lists_own_address(const struct poise__media_lists *lists, const char *address);

/* number: digits, perhaps behind a plus. With and without country code is the same number. */
bool poise__lists_own_number(const struct poise__media_lists *lists, const char *number);

#endif
