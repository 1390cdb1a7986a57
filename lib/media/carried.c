/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "carried.h"

#include <string.h>

#include "scan.h"
#include "url.h"

/* Sink key i in a heap of count. */
static void heap_sink(const char **keys, uint32_t i, uint32_t count)
{
    for (uint32_t child; (child = 2 * i + 1) < count; i = child) {
        if (child + 1 < count && strcmp(keys[child], keys[child + 1]) < 0) child++;
        if (strcmp(keys[i], keys[child]) >= 0) return;
        const char *kept = keys[i];
        keys[i] = keys[child];
        keys[child] = kept;
    }
}

/* Not qsort, which may ask another allocator for memory and be quadratic. */
static void keys_sort(const char **keys, uint32_t count)
{
    for (uint32_t i = count / 2; i > 0; i--) heap_sink(keys, i - 1, count);
    for (uint32_t end = count; end > 1; end--) {
        const char *last = keys[end - 1];
        keys[end - 1] = keys[0];
        keys[0] = last;
        heap_sink(keys, 0, end - 1);
    }
}

poise_status poise__carried_fill(struct poise__array *keys, struct poise__arena *strings,
                                 struct poise__slice message)
{
    struct poise__scan scan;
    struct poise__link link;

    poise__scan_init(&scan, message);
    while (poise__scan_next(&scan, &link)) {
        struct poise__url url;
        if (link.shape != POISE__LINK_URL && link.shape != POISE__LINK_DATA) continue;
        struct poise__slice raw = { message.data + link.where.begin,
                                    link.where.end - link.where.begin };
        char *clean = poise__url_clean(strings, raw);
        if (!clean) return POISE_E_NOMEM;
        poise__url_split((struct poise__slice){ clean, strlen(clean) }, &url);
        const char *key = poise__url_key(strings, &url);
        if (!key) return POISE_E_NOMEM;
        poise_status st = poise__array_push(keys, &strings->alloc, &key);
        if (st != POISE_OK) return st;
    }
    keys_sort(keys->data, keys->count);
    return POISE_OK;
}

bool poise__carried_has(const struct poise__array *keys, const char *key)
{
    const char *const *sorted = keys->data;
    uint32_t low = 0, high = keys->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(key, sorted[middle]);
        if (order == 0) return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}
