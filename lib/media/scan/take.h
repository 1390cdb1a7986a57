/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * take.h: what begins at a place of a text. Each function takes the link that begins there, or says
 * false and leaves the scan where it is.
 */
#ifndef POISE_MEDIA_TAKE_H
#define POISE_MEDIA_TAKE_H

#include "media/scan/name.h"
#include "media/scan/scan.h"

/* Take [begin, end) as a link; the scan goes on behind it. Adds what its letters hide to the flags.
 * Always true. */
bool poise__take(struct poise__scan *scan, uint32_t begin, uint32_t end, uint32_t shape,
                 struct poise__link *link);

/* A web address whose scheme begins at `begin` and is followed by `after`. */
bool poise__take_web(struct poise__scan *scan, uint32_t begin, uint32_t after,
                     struct poise__link *link);

/* What has a scheme that ends at `colon` and begins not before `floor`. */
bool poise__take_scheme(struct poise__scan *scan, uint32_t colon, uint32_t floor,
                        struct poise__link *link);

/* An address of mail. The mailbox is [begin, sign). */
bool poise__take_address(struct poise__scan *scan, uint32_t begin, uint32_t sign,
                         struct poise__link *link);

/* Where the mailbox begins that ends at `at`, or `at`. Bounded. */
uint32_t poise__local_begin(const struct poise__scan *scan, uint32_t at);

/* The at sign that ends the mailbox of which a part ends at `at`, or `at`. Bounded. */
uint32_t poise__local_end(const struct poise__scan *scan, uint32_t at);

/* A host without a scheme, or the name of a file. */
bool poise__take_bare(struct poise__scan *scan, const struct poise__name *name,
                      struct poise__link *link);

#endif
