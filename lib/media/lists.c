/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/lists.h"

#include <string.h>

#include "media/chars.h"
#include "media/url.h"

enum { ENTRY_PLACE, ENTRY_ADDRESS, ENTRY_NUMBER };

/* A place is a host with a path that begins with a slash; "/" stands for all of the host. */
struct entry {
    uint32_t kind;
    uint32_t host_len;
    const char *text;
};

struct poise__media_lists {
    poise_alloc alloc;
    struct poise__arena strings;
    struct poise__array own;     /* of struct entry; places first and sorted */
    struct poise__array flagged; /* likewise */
};

/* ---- Making ------------------------------------------------------------------------------- */

/* Digits of a number without what only the way of dialling adds; 0 when it is no number. */
static uint32_t number_digits(const char *text, char *out, uint32_t room)
{
    uint32_t count = 0;

    for (; *text; text++) {
        if (poise__is_digit((unsigned char)*text)) {
            if (count == room) return 0;
            out[count++] = *text;
        } else if (!strchr("+ ().-/", *text) && (unsigned char)*text < 0x80) {
            return 0;
        }
    }
    return count;
}

static poise_status entry_of_place(struct poise__arena *arena, const char *text, size_t len,
                                   struct entry *entry)
{
    struct poise__url url;
    char *clean = poise__url_clean(arena, (struct poise__slice){ text, len });

    if (!clean) return POISE_E_NOMEM;
    poise__url_split((struct poise__slice){ clean, strlen(clean) }, &url);
    if (url.host.len == 0 || !memchr(url.host.data, '.', url.host.len)) {
        uint32_t address;
        if (url.host.len == 0 || !poise__url_host_address(url.host, &address)) return POISE_E_ARG;
    }
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] <= ' ') return POISE_E_ARG;
    char *key = poise__url_key(arena, &url);
    if (!key) return POISE_E_NOMEM;
    *entry = (struct entry){ ENTRY_PLACE, (uint32_t)strcspn(key, "/"), key };
    return POISE_OK;
}

static poise_status entry_of(struct poise__arena *arena, const char *text, struct entry *entry)
{
    enum { NUMBER_MAX = 20, NUMBER_MIN = 3 };
    char digits[NUMBER_MAX];
    size_t len = text ? strlen(text) : 0;
    char *copy;

    if (len == 0) return POISE_E_ARG;
    uint32_t count = number_digits(text, digits, NUMBER_MAX);
    bool is_number = count >= NUMBER_MIN;
    /* Dotted numbers are an address host; a number to call has no three dots that fit. */
    uint32_t address;
    if (is_number && memchr(text, '.', len) &&
        poise__url_host_address((struct poise__slice){ text, len }, &address))
        is_number = false;
    if (!is_number && (!memchr(text, '@', len) || memchr(text, '/', len)))
        return entry_of_place(arena, text, len, entry);
    copy = is_number ? poise__arena_copy(arena, digits, count)
                     : poise__arena_copy(arena, text, len);
    if (!copy) return POISE_E_NOMEM;
    if (!is_number && (copy[0] == '@' || copy[len - 1] == '@')) return POISE_E_ARG;
    for (size_t i = 0; copy[i]; i++) copy[i] = poise__lower(copy[i]);
    *entry = (struct entry){ is_number ? ENTRY_NUMBER : ENTRY_ADDRESS, 0, copy };
    return POISE_OK;
}

/* Places come first, by host and then path, so that those of one host lie together. */
static int entry_order(const struct entry *a, const struct entry *b)
{
    uint32_t shared = a->host_len < b->host_len ? a->host_len : b->host_len;
    int order;

    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->kind != ENTRY_PLACE) return strcmp(a->text, b->text);
    order = memcmp(a->text, b->text, shared);
    if (order == 0 && a->host_len != b->host_len) return a->host_len < b->host_len ? -1 : 1;
    return order ? order : strcmp(a->text + shared, b->text + shared);
}

static int entries_compare(const void *left, const void *right)
{
    return entry_order(left, right);
}

static poise_status entries_fill(struct poise__media_lists *lists, struct poise__array *array,
                                 const char *const *texts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct entry entry;
        poise_status st = entry_of(&lists->strings, texts[i], &entry);
        if (st == POISE_OK) st = poise__array_push(array, &lists->alloc, &entry);
        if (st != POISE_OK) return st;
    }
    poise__sort(array->data, array->count, array->item_size, entries_compare);
    return POISE_OK;
}

poise_status poise__media_lists_new(const poise_alloc *alloc, const poise_checker_options *options,
                                    struct poise__media_lists **out)
{
    struct poise__media_lists *lists = poise__acquire_zero(alloc, sizeof *lists);
    poise_status st;

    if (!lists) return POISE_E_NOMEM;
    lists->alloc = *alloc;
    poise__arena_init(&lists->strings, alloc);
    poise__array_init(&lists->own, sizeof(struct entry));
    poise__array_init(&lists->flagged, sizeof(struct entry));
    st = entries_fill(lists, &lists->own, options->own, options->own_count);
    if (st == POISE_OK)
        st = entries_fill(lists, &lists->flagged, options->flagged, options->flagged_count);
    /* Nothing but places can be flagged. */
    for (uint32_t i = 0; st == POISE_OK && i < lists->flagged.count; i++)
        if (((struct entry *)lists->flagged.data)[i].kind != ENTRY_PLACE) st = POISE_E_ARG;
    if (st != POISE_OK) {
        poise__media_lists_free(lists);
        return st;
    }
    *out = lists;
    return POISE_OK;
}

void poise__media_lists_free(struct poise__media_lists *lists)
{
    if (!lists) return;
    poise_alloc alloc = lists->alloc;
    poise__array_release(&lists->own, &alloc);
    poise__array_release(&lists->flagged, &alloc);
    poise__arena_release(&lists->strings);
    poise__release(&alloc, lists, sizeof *lists);
}

/* ---- Asking ------------------------------------------------------------------------------- */

/* The first entry that does not come before the probe. */
static uint32_t lower_bound(const struct poise__array *array, const struct entry *probe)
{
    const struct entry *entries = array->data;
    uint32_t low = 0, high = array->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (entry_order(&entries[middle], probe) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is path this prefix or below it? Both begin with a slash. */
static bool is_below(const char *path, const char *prefix)
{
    size_t len = strlen(prefix);

    if (strncmp(path, prefix, len) != 0) return false;
    return path[len] == '\0' || prefix[len - 1] == '/' || strchr("/?", path[len]);
}

static bool has_host(const struct poise__array *array, const char *host, uint32_t host_len,
                     const char *path)
{
    const struct entry *entries = array->data;
    char probe_text[256 + 1];

    if (host_len >= sizeof probe_text) return false;
    memcpy(probe_text, host, host_len);
    probe_text[host_len] = '\0';
    struct entry probe = { ENTRY_PLACE, host_len, probe_text };
    for (uint32_t i = lower_bound(array, &probe); i < array->count; i++) {
        const struct entry *entry = &entries[i];
        if (entry->kind != ENTRY_PLACE || entry->host_len != host_len) return false;
        if (memcmp(entry->text, host, host_len) != 0) return false;
        if (is_below(path, entry->text + host_len)) return true;
    }
    return false;
}

/* The host and each of its parents. A host over 256 bytes is none that DNS knows. */
static bool has_place(const struct poise__array *array, const char *key)
{
    uint32_t len = (uint32_t)strcspn(key, "/");
    const char *path = key + len;

    if (array->count == 0 || len > 256) return false;
    for (const char *host = key; host < path;) {
        if (has_host(array, host, (uint32_t)(path - host), path)) return true;
        const char *dot = memchr(host, '.', (size_t)(path - host));
        if (!dot) return false;
        host = dot + 1;
    }
    return false;
}

bool poise__lists_own_key(const struct poise__media_lists *lists, const char *key)
{
    return lists && has_place(&lists->own, key);
}

bool poise__lists_flagged_key(const struct poise__media_lists *lists, const char *key)
{
    return lists && has_place(&lists->flagged, key);
}

bool poise__lists_own_address(const struct poise__media_lists *lists, const char *address)
{
    const struct entry *entries;
    const char *at = strrchr(address, '@');
    struct entry probe = { ENTRY_ADDRESS, 0, address };

    if (!lists || lists->own.count == 0) return false;
    entries = lists->own.data;
    uint32_t i = lower_bound(&lists->own, &probe);
    if (i < lists->own.count && entries[i].kind == ENTRY_ADDRESS &&
        strcmp(entries[i].text, address) == 0)
        return true;
    if (!at) return false;
    for (const char *host = at + 1; host;) {
        if (has_host(&lists->own, host, (uint32_t)strlen(host), "/")) return true;
        host = strchr(host, '.');
        if (host) host++;
    }
    return false;
}

/* The digits that every way of dialling a number shares: neither zeros nor plus in front. */
static const char *significant(const char *number)
{
    while (*number == '+' || *number == '0') number++;
    return number;
}

static bool is_same_number(const char *a, const char *b)
{
    enum { SHARED_MIN = 8, COUNTRY_MAX = 3 };
    size_t a_len, b_len;

    a = significant(a);
    b = significant(b);
    a_len = strlen(a);
    b_len = strlen(b);
    if (a_len < b_len) return is_same_number(b, a);
    if (a_len == b_len) return strcmp(a, b) == 0;
    return b_len >= SHARED_MIN && a_len - b_len <= COUNTRY_MAX && strcmp(a + a_len - b_len, b) == 0;
}

bool poise__lists_own_number(const struct poise__media_lists *lists, const char *number)
{
    for (uint32_t i = 0; lists && i < lists->own.count; i++) {
        const struct entry *entry = &((const struct entry *)lists->own.data)[i];
        if (entry->kind == ENTRY_NUMBER && is_same_number(number, entry->text)) return true;
    }
    return false;
}
