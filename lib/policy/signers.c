/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/signers.h"

#include <string.h>

/* ---- Life ---------------------------------------------------------------------------------- */

void poise__signers_init(struct poise__signers *signers, const poise_alloc *alloc)
{
    signers->alloc = *alloc;
    poise__arena_init(&signers->strings, alloc);
    poise__array_init(&signers->signers, sizeof(struct poise__signer));
    poise__array_init(&signers->revoked, POISE__KEY_BYTES);
}

void poise__signers_release(struct poise__signers *signers)
{
    poise__array_release(&signers->signers, &signers->alloc);
    poise__array_release(&signers->revoked, &signers->alloc);
    poise__arena_release(&signers->strings);
}

/* ---- Patterns ------------------------------------------------------------------------------ */

/* Only the last * is ever tried again, so the cost is the product of the lengths. */
static bool pattern_matches(struct poise__slice pattern, struct poise__slice text)
{
    size_t p = 0, t = 0, after_star = 0, tried = 0;

    while (t < text.len) {
        if (p < pattern.len && pattern.data[p] == '*') {
            after_star = ++p;
            tried = t;
        } else if (p < pattern.len && (pattern.data[p] == '?' || pattern.data[p] == text.data[t])) {
            p++;
            t++;
        } else if (after_star) {
            p = after_star;
            t = ++tried;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.data[p] == '*') p++;
    return p == pattern.len;
}

/* One of the patterns matches, and no negated one does. */
static bool list_matches(struct poise__slice list, struct poise__slice text)
{
    bool found = false;

    for (size_t at = 0; at <= list.len;) {
        const char *comma = memchr(list.data + at, ',', list.len - at);
        const size_t end = comma ? (size_t)(comma - list.data) : list.len;
        const bool negated = at < end && list.data[at] == '!';
        struct poise__slice pattern = { list.data + at + negated, end - at - negated };
        if (pattern_matches(pattern, text)) {
            if (negated) return false;
            found = true;
        }
        at = end + 1;
    }
    return found;
}

/* ---- Looking up ---------------------------------------------------------------------------- */

/* The first item whose key is not below it; each item has a key at this offset. */
static uint32_t key_find(const struct poise__array *items, size_t offset, const uint8_t *key)
{
    uint32_t low = 0, high = items->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *item = (const char *)items->data + (size_t)middle * items->item_size;
        if (memcmp(item + offset, key, POISE__KEY_BYTES) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool poise__signers_revoked(const struct poise__signers *signers, const uint8_t *key)
{
    const uint8_t *keys = signers->revoked.data;
    uint32_t at = key_find(&signers->revoked, 0, key);

    return at < signers->revoked.count &&
           memcmp(keys + (size_t)at * POISE__KEY_BYTES, key, POISE__KEY_BYTES) == 0;
}

/* How near a line comes; the last one is a line that lets it pass. */
enum { NO_LINE, AUTHORITY, NAMESPACE, NOT_YET, EXPIRED, PASSES };

static int signer_judge(const struct poise__signer *line, const struct poise__signing *s)
{
    if (!list_matches(line->principals, s->principal)) return NO_LINE;
    if (line->authority) return AUTHORITY;
    if (line->namespaces.data && !list_matches(line->namespaces, s->signed_for)) return NAMESPACE;
    if (s->at < line->after) return NOT_YET;
    return s->at > line->before ? EXPIRED : PASSES;
}

const char *poise__signers_refuse(const struct poise__signers *signers,
                                  const struct poise__signing *signing, int64_t *before)
{
    static const char *const reasons[] = {
        [NO_LINE] = "its key is none of this person's",
        [AUTHORITY] = "its key may sign certificates only",
        [NAMESPACE] = "its key may not sign in this namespace",
        [NOT_YET] = "its key was not valid yet",
        [EXPIRED] = "its key had expired",
        [PASSES] = NULL,
    };
    const struct poise__signer *lines = signers->signers.data;
    uint32_t first = key_find(&signers->signers, offsetof(struct poise__signer, key), signing->key);
    int nearest = NO_LINE;

    *before = INT64_MIN;
    for (uint32_t i = first; i < signers->signers.count; i++) {
        if (memcmp(lines[i].key, signing->key, POISE__KEY_BYTES) != 0) break;
        int judged = signer_judge(&lines[i], signing);
        if (judged > nearest) nearest = judged;
        if (judged == PASSES && lines[i].before > *before) *before = lines[i].before;
    }
    return reasons[nearest];
}
