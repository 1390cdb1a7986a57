/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * places.h: lists of hosts and of what lies below a path, in the manner of Safe Browsing's host
 * suffixes and path prefixes, but without their bounds: an entry counts for every subdomain and for
 * everything below its path. An entry with a query counts for just that.
 */
#ifndef POISE_MEDIA_PLACES_H
#define POISE_MEDIA_PLACES_H

#include "base/memory.h"

/* A canonical key, "host/path?query", that outlives the list. */
struct poise__place {
    const char *key;
    uint32_t host_len;
};

/* Sort a filled array of struct poise__place and drop what another entry covers; then it may be
 * asked. */
void poise__places_sort(struct poise__array *places);

/* Is the place of a key, or one above it, in the list? only_host: its host has no parents. A search
 * for each label of the host. */
bool poise__places_has(const struct poise__array *places, const struct poise__place *place,
                       bool only_host);

#endif
