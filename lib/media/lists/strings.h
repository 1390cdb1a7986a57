/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* strings.h: sets of terminated strings, as arrays of const char *. */
#ifndef POISE_MEDIA_STRINGS_H
#define POISE_MEDIA_STRINGS_H

#include "base/memory.h"

/* Once all are there, and before any is asked for. */
void poise__strings_sort(struct poise__array *strings);

bool poise__strings_has(const struct poise__array *strings, const char *text);

#endif
