/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/lists/places.h"

#include <string.h>

/* The end, a slash and a question mark come before all else, so that what lies below an entry
 * follows it at once: "/a", "/a/b", "/a?b", then "/a-b". */
static unsigned rank(char c)
{
    switch (c) {
    case '\0': return 0;
    case '/': return 1;
    case '?': return 2;
    default: return 3u + (unsigned char)c;
    }
}

static int path_order(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return (int)rank(*a) - (int)rank(*b);
}

static int place_order(const struct poise__place *a, const struct poise__place *b)
{
    uint32_t shared = a->host_len < b->host_len ? a->host_len : b->host_len;
    int order = memcmp(a->key, b->key, shared);

    if (order) return order;
    if (a->host_len != b->host_len) return a->host_len < b->host_len ? -1 : 1;
    return path_order(a->key + shared, b->key + shared);
}

static int places_compare(const void *left, const void *right)
{
    return place_order(left, right);
}

/* Is a path this entry's or below it? Both begin with a slash. */
static bool is_below(const char *path, const char *entry)
{
    size_t len = strlen(entry);

    if (strncmp(path, entry, len) != 0) return false;
    if (path[len] == '\0') return true;
    if (memchr(entry, '?', len)) return false;
    return entry[len - 1] == '/' || path[len] == '/' || path[len] == '?';
}

static bool covers(const struct poise__place *entry, const struct poise__place *place)
{
    return entry->host_len == place->host_len &&
           memcmp(entry->key, place->key, place->host_len) == 0 &&
           is_below(place->key + place->host_len, entry->key + entry->host_len);
}

/* Once sorted, what is covered follows what covers it; without it, the last entry before a place is
 * the only one that can cover that. */
void poise__places_sort(struct poise__array *places)
{
    struct poise__place *items = places->data;
    uint32_t kept = 0;

    poise__sort(items, places->count, places->item_size, places_compare);
    for (uint32_t i = 0; i < places->count; i++)
        if (kept == 0 || !covers(&items[kept - 1], &items[i])) items[kept++] = items[i];
    places->count = kept;
}

static bool has_at_host(const struct poise__array *places, const struct poise__place *place)
{
    const struct poise__place *items = places->data;
    uint32_t low = 0, high = places->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (place_order(&items[middle], place) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && covers(&items[low - 1], place);
}

bool poise__places_has(const struct poise__array *places, const struct poise__place *place,
                       bool only_host)
{
    struct poise__place at = *place;

    if (places->count == 0) return false;
    while (at.host_len > 0) {
        if (has_at_host(places, &at)) return true;
        const char *dot = only_host ? NULL : memchr(at.key, '.', at.host_len);
        if (!dot) return false;
        at.host_len -= (uint32_t)(dot + 1 - at.key);
        at.key = dot + 1;
    }
    return false;
}
