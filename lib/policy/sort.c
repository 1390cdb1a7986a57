/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/sort.h"

#include "base/memory.h"

#include <string.h>

static int names_compare(const void *left, const void *right)
{
    const struct poise__name *a = left, *b = right;
    int order = strcmp(a->text, b->text);

    if (order) return order;
    if (a->owner != b->owner) return a->owner < b->owner ? -1 : 1;
    return a->origin < b->origin ? -1 : a->origin > b->origin;
}

void poise__names_sort(struct poise__name *names, uint32_t count)
{
    poise__sort(names, count, sizeof *names, names_compare);
}

uint32_t poise__names_find(const struct poise__name *names, uint32_t count, const char *text)
{
    uint32_t low = 0, high = count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(names[middle].text, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && strcmp(names[low].text, text) == 0 ? names[low].owner : POISE__NOBODY;
}

const struct poise__name *poise__names_clash(const struct poise__name *names, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (names[i].owner != names[i - 1].owner && strcmp(names[i].text, names[i - 1].text) == 0)
            return &names[i];
    return NULL;
}
