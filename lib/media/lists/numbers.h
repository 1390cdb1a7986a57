/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* numbers.h: lists of numbers to call. With and without country code is the same number. */
#ifndef POISE_MEDIA_NUMBERS_H
#define POISE_MEDIA_NUMBERS_H

#include "base/memory.h"
#include "base/records.h"

/* The significant digits of a number, last one first, so that a country code comes at the end. */
struct poise__number {
    char digits[20];
    uint8_t len;
    uint8_t cut; /* digits that were left out: a country code, perhaps */
};

/* Read a number as people write it. False when it has other characters, or too few digits or too
 * many. */
bool poise__number_read(struct poise__slice text, struct poise__number *number);

/* Errors: POISE_E_NOMEM. */
poise_status poise__numbers_add(struct poise__array *numbers, const poise_alloc *alloc,
                                const struct poise__number *number);

/* Sort an array that has been filled; then it may be asked. */
void poise__numbers_sort(struct poise__array *numbers);

bool poise__numbers_has(const struct poise__array *numbers, const struct poise__number *number);

#endif
