/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* content.h: lists of files by the SHA-256 of their bytes. */
#ifndef POISE_MEDIA_CONTENT_H
#define POISE_MEDIA_CONTENT_H

#include "base/memory.h"
#include "base/records.h"

enum { POISE__CONTENT_BYTES = 32, POISE__CONTENT_DIGITS = 64 };

struct poise__content {
    uint8_t bytes[POISE__CONTENT_BYTES];
};

/* Read exactly 64 hexadecimal digits of either case. */
bool poise__content_parse(struct poise__slice digits, struct poise__content *content);

/* Sort a filled array of struct poise__content; then it may be asked. */
void poise__contents_sort(struct poise__array *contents);

/* Are these bytes in the list? Hashes nothing for an empty list. */
bool poise__contents_has(const struct poise__array *contents, const void *data, uint64_t len);

#endif
