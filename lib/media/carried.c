/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/carried.h"

#include <string.h>

#include "media/scan.h"
#include "media/url.h"

static int keys_compare(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
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
    poise__sort(keys->data, keys->count, keys->item_size, keys_compare);
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
