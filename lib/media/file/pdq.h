/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * pdq.h: perceptual hashes of pictures, and lists of those that must never go out.
 *
 * A list is searched from end to end, which is fast enough for a million (tests/bench) and needs no
 * index. The first halves of all hashes lie together: those alone tell nearly all pictures apart,
 * and memory that is not read costs nothing. Hashes chosen to be near in their first halves only
 * take four times as long, and none take longer.
 */
#ifndef POISE_MEDIA_PDQ_H
#define POISE_MEDIA_PDQ_H

#include "base/memory.h"
#include "base/records.h"

#include <poise/pdq.h>

/* 256 bits; the first hexadecimal digit is the top of the first word. */
struct poise__pdq {
    uint64_t words[4];
};

/*
 * Up to which distance two pictures count as the same, and from which quality on a hash says enough
 * of its picture to be compared: what Meta's own programs take (facebook/ThreatExchange,
 * python-threatexchange/threatexchange/signal_type/pdq: PDQ_CONFIDENT_MATCH_THRESHOLD and
 * QUALITY_THRESHOLD).
 */
enum { POISE__PDQ_DISTANCE_MAX = 31, POISE__PDQ_QUALITY_MIN = 50 };

/* Read exactly POISE__PDQ_DIGITS hexadecimal digits of either case. False, and *hash as it was, for
 * all else. */
bool poise__pdq_parse(const char *digits, size_t len, struct poise__pdq *hash);

/* In how many bits two hashes differ: 0 to 256. */
uint32_t poise__pdq_distance(const struct poise__pdq *a, const struct poise__pdq *b);

/* One hash on the list is the same item of both arrays; each item is two words. */
struct poise__pdq_list {
    struct poise__array heads; /* words 0 and 1 */
    struct poise__array tails; /* words 2 and 3 */
};

void poise__pdq_list_init(struct poise__pdq_list *list);
void poise__pdq_list_release(struct poise__pdq_list *list, const poise_alloc *alloc);

/* Errors: POISE_E_NOMEM, with the list as it was. */
poise_status poise__pdq_list_add(struct poise__pdq_list *list, const poise_alloc *alloc,
                                 const struct poise__pdq *hash);

/* Whether a hash of the list lies within POISE__PDQ_DISTANCE_MAX. Readers may share a list. */
bool poise__pdq_list_has(const struct poise__pdq_list *list, const struct poise__pdq *hash);

/*
 * Hash a picture, which must be one that lib/api has accepted: width and height from 1 to
 * POISE_PIXELS_SIDE_MAX, 1, 3 or 4 channels, a stride that holds a row, data that holds all rows.
 * Errors: POISE_E_NOMEM.
 */
poise_status poise__pdq_hash(const poise_alloc *alloc, const poise_pixels *pixels, poise_pdq *out);

#endif
