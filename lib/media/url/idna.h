/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * idna.h: international host names by UTS 46, not transitional, without the rules for hyphens: what
 * browsers do. What the rules forbid is told, not refused, so that a bad host can still be compared.
 */
#ifndef POISE_MEDIA_IDNA_H
#define POISE_MEDIA_IDNA_H

#include <stdbool.h>
#include <stdint.h>

/* Code points that a host is read up to. DNS knows none beyond 253, but sorting marks and punycode
 * are quadratic, so there is a bound for the others too. */
enum { POISE__HOST_POINTS = 512 };

/* A host in Unicode: folded, composed, its xn-- labels read, with plain dots between labels. */
struct poise__idna {
    int32_t points[POISE__HOST_POINTS];
    uint32_t count;
    bool is_bad; /* something in it is forbidden */
};

/* Read the code points of a host. False when they do not fit; then the result is no host. */
bool poise__idna_read(const int32_t *host, uint32_t count, struct poise__idna *idna);

/* The ASCII form. False when it does not fit. */
bool poise__idna_ascii(const struct poise__idna *idna, char *out, uint32_t cap, uint32_t *len);

/* The end of the label that begins at `at`: a dot or the end. */
uint32_t poise__idna_label_end(const struct poise__idna *idna, uint32_t at);

#endif
