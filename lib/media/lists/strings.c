/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/lists/strings.h"

#include <stdlib.h>
#include <string.h>

static int strings_compare(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void poise__strings_sort(struct poise__array *strings)
{
    poise__sort(strings->data, strings->count, strings->item_size, strings_compare);
}

bool poise__strings_has(const struct poise__array *strings, const char *text)
{
    return strings->count > 0 && bsearch(&text, strings->data, strings->count, strings->item_size,
                                         strings_compare) != NULL;
}
