/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/sort.h"

#include <string.h>

static int names_compare(const struct poise__name *a, const struct poise__name *b)
{
    int order = strcmp(a->text, b->text);

    if (order) return order;
    if (a->owner != b->owner) return a->owner < b->owner ? -1 : 1;
    return a->origin < b->origin ? -1 : a->origin > b->origin;
}

static void names_sift(struct poise__name *names, uint32_t root, uint32_t count)
{
    struct poise__name moving = names[root];

    while (root < count / 2) {
        uint32_t child = 2 * root + 1;
        if (child + 1 < count && names_compare(&names[child], &names[child + 1]) < 0) child++;
        if (names_compare(&moving, &names[child]) >= 0) break;
        names[root] = names[child];
        root = child;
    }
    names[root] = moving;
}

void poise__names_sort(struct poise__name *names, uint32_t count)
{
    for (uint32_t root = count / 2; root-- > 0;) names_sift(names, root, count);
    for (uint32_t end = count; end-- > 1;) {
        struct poise__name greatest = names[0];
        names[0] = names[end];
        names[end] = greatest;
        names_sift(names, 0, end);
    }
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
