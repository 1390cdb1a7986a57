/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/tables.h"

#include <string.h>

#include "media/chars.h"

static const char *const tlds[] = {
#include "tlds_table.h"
};

static const char *const shorteners[] = {
#include "shorteners_table.h"
};

static const struct poise__host_row hosts[] = {
#include "hosts_table.h"
};

static const struct poise__extension_row extensions[] = {
#include "extensions_table.h"
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* Names longer than this stand in no table. */
enum { NAME_MAX_BYTES = 64 };

/* The first member of every row is its name. */
static const void *table_find(const void *table, size_t count, size_t size,
                              struct poise__slice name)
{
    size_t low = 0;
    char key[NAME_MAX_BYTES + 1];

    if (name.len == 0 || name.len > NAME_MAX_BYTES) return NULL;
    for (size_t i = 0; i < name.len; i++) key[i] = poise__lower(name.data[i]);
    key[name.len] = '\0';
    for (size_t high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        const char *row = (const char *)table + middle * size, *its_name;
        memcpy(&its_name, row, sizeof its_name);
        int order = strcmp(key, its_name);
        if (order == 0) return row;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

bool poise__table_has_tld(struct poise__slice name)
{
    return table_find(tlds, COUNT(tlds), sizeof tlds[0], name) != NULL;
}

const struct poise__extension_row *poise__table_extension(struct poise__slice name)
{
    return table_find(extensions, COUNT(extensions), sizeof extensions[0], name);
}

/* One label after another is taken from the front: the longest entry wins. */
uint32_t poise__table_host(struct poise__slice host)
{
    while (host.len > 0) {
        const struct poise__host_row *row = table_find(hosts, COUNT(hosts), sizeof hosts[0], host);
        if (row) return row->kind;
        if (table_find(shorteners, COUNT(shorteners), sizeof shorteners[0], host))
            return POISE_MEDIA_SHORTENER;
        const char *dot = memchr(host.data, '.', host.len);
        if (!dot) break;
        host.len -= (size_t)(dot + 1 - host.data);
        host.data = dot + 1;
    }
    return POISE_MEDIA_UNKNOWN;
}

uint32_t poise__table_type(struct poise__slice type)
{
    static const struct {
        const char *prefix;
        uint32_t kind;
    } families[] = { { "image/", POISE_MEDIA_IMAGE },
                     { "video/", POISE_MEDIA_VIDEO },
                     { "audio/", POISE_MEDIA_AUDIO } };

    for (size_t i = 0; i < COUNT(families); i++)
        if (poise__text_has(type, 0, families[i].prefix)) return families[i].kind;
    for (size_t i = 0; i < COUNT(extensions); i++)
        if (poise__slice_is(type, extensions[i].type)) return extensions[i].kind;
    if (poise__text_has(type, 0, "text/")) return POISE_MEDIA_DOCUMENT;
    return POISE_MEDIA_UNKNOWN;
}
