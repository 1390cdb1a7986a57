/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "keys.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

void keys_add(struct keys *keys, const char *text, size_t len, size_t offset)
{
    keys->items = memory_grow(keys->items, keys->count, &keys->cap, sizeof *keys->items);
    keys->items[keys->count++] = (struct key){ memory_copy(text, len), len, offset };
}

static int key_order(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);

    if (order != 0) return order;
    if (a->len != b->len) return a->len < b->len ? -1 : 1;
    return a->offset < b->offset ? -1 : 1;
}

static void keys_drop(struct keys *keys, size_t first)
{
    for (size_t i = first; i < keys->count; i++) free(keys->items[i].text);
    keys->count = first;
}

/* With two members of one name it would depend on the reader which of them is sent. */
void keys_close(struct keys *keys, size_t first, struct source *source)
{
    size_t count = keys->count - first;
    struct key *items;

    if (count == 0) return;
    items = keys->items + first;
    qsort(items, count, sizeof *items, key_order);
    for (size_t i = 1; i < count; i++)
        if (items[i].len == items[i - 1].len &&
            memcmp(items[i].text, items[i - 1].text, items[i].len) == 0)
            source_problem(source, items[i].offset, "the key \"%.80s\" appears twice",
                           items[i].text);
    keys_drop(keys, first);
}

void keys_release(struct keys *keys)
{
    keys_drop(keys, 0);
    free(keys->items);
    *keys = (struct keys){ 0 };
}
