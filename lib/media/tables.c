/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/tables.h"

#include <string.h>

#include "media/chars.h"

struct path_row {
    const char *pattern;
    uint32_t kind;
};

struct type_row {
    const char *name;
    uint32_t kind;
};

#include "extensions_table.h"
#include "hosts_table.h"
#include "tlds_table.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* ---- The index, as compile_tables.py lays it out ------------------------------------------- */

struct index {
    const uint32_t *slots; /* at most half are taken, so every search meets an empty one */
    uint32_t mask;
    const void *rows; /* the first member of each is its name */
    size_t row_size;
};

#define INDEX(table)                                                                               \
    (struct index)                                                                                 \
    {                                                                                              \
        table##_slots, COUNT(table##_slots) - 1, table, sizeof(table)[0]                           \
    }

static const uint32_t hash_start = 2166136261u;

/* FNV-1a; a name is hashed from its last byte to its first. */
static uint32_t hash_step(uint32_t hash, char c)
{
    return (hash ^ (unsigned char)poise__lower(c)) * 16777619u;
}

static const void *index_find(struct index index, struct poise__slice name, uint32_t hash)
{
    for (uint32_t at = hash & index.mask;; at = (at + 1) & index.mask) {
        uint32_t slot = index.slots[at];
        const char *row, *its_name;
        if (slot == 0) return NULL;
        if ((slot ^ hash) >> 16) continue;
        row = (const char *)index.rows + ((slot & 0xFFFF) - 1) * index.row_size;
        memcpy(&its_name, row, sizeof its_name);
        if (poise__slice_is(name, its_name)) return row;
    }
}

static const void *table_find(struct index index, struct poise__slice name)
{
    enum { LONGEST_NAME = 128 };
    uint32_t hash = hash_start;

    if (name.len > LONGEST_NAME) return NULL;
    for (size_t i = name.len; i > 0; i--) hash = hash_step(hash, name.data[i - 1]);
    return index_find(index, name, hash);
}

/* ---- Look-ups ----------------------------------------------------------------------------- */

bool poise__table_has_tld(struct poise__slice name)
{
    return table_find(INDEX(tlds), name) != NULL;
}

const struct poise__extension_row *poise__table_extension(struct poise__slice name)
{
    return table_find(INDEX(extensions), name);
}

/* All parents are met on the way to the front: the last one found is the longest. */
const struct poise__host_row *poise__table_host_row(struct poise__slice host)
{
    const struct poise__host_row *longest = NULL, *row;
    uint32_t hash = hash_start;

    if (host.len > 0 && host.data[host.len - 1] == '.') host.len--;
    for (size_t i = host.len; i > 0; i--) {
        struct poise__slice parent = { host.data + i - 1, host.len - i + 1 };
        hash = hash_step(hash, *parent.data);
        if (i > 1 && host.data[i - 2] != '.') continue;
        row = index_find(INDEX(hosts), parent, hash);
        if (row) longest = row;
    }
    return longest;
}

uint32_t poise__table_host(struct poise__slice host)
{
    const struct poise__host_row *row = poise__table_host_row(host);

    return row ? row->kind : POISE_MEDIA_UNKNOWN;
}

static bool path_lies_under(struct poise__slice path, const char *pattern)
{
    size_t at = 0;

    for (; *pattern; pattern++) {
        size_t begin = at;
        if (*pattern == '*')
            while (at < path.len && path.data[at] != '/') at++;
        else if (at < path.len && poise__lower(path.data[at]) == *pattern)
            at++;
        if (at == begin) return false;
    }
    return at == path.len || path.data[at] == '/';
}

uint32_t poise__table_path(const struct poise__host_row *row, struct poise__slice path)
{
    for (uint32_t i = 0; i < row->paths; i++) {
        const struct path_row *under = &paths[row->first_path + i];
        if (path_lies_under(path, under->pattern)) return under->kind;
    }
    return POISE_MEDIA_UNKNOWN;
}

uint32_t poise__table_type(struct poise__slice type)
{
    static const struct type_row families[] = {
        { "image/", POISE_MEDIA_IMAGE },    { "video/", POISE_MEDIA_VIDEO },
        { "audio/", POISE_MEDIA_AUDIO },    { "text/", POISE_MEDIA_DOCUMENT },
        { "model/", POISE_MEDIA_DOCUMENT }, { "font/", POISE_MEDIA_DOCUMENT },
    };
    const struct type_row *row = table_find(INDEX(types), type);

    if (row) return row->kind;
    for (size_t i = 0; i < COUNT(families); i++)
        if (poise__text_has(type, 0, families[i].name)) return families[i].kind;
    return POISE_MEDIA_UNKNOWN;
}
