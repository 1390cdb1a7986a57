/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* carried.h: the links of the customer's message and of reported posts, to be known again in the
 * reply. */
#ifndef POISE_MEDIA_CARRIED_H
#define POISE_MEDIA_CARRIED_H

#include "base/memory.h"
#include "base/records.h"

/* Add to an array of strings (strings.h) the keys (struct poise__canonical) of the links of a message and of
 * the URLs inside them. Errors: POISE_E_NOMEM. */
poise_status poise__carried_add(struct poise__array *keys, struct poise__arena *strings,
                                struct poise__slice message);

#endif
