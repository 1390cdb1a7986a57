/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/lists/content.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/ascii.h"

_Static_assert(POISE__CONTENT_BYTES == crypto_hash_sha256_BYTES, "a content is a SHA-256");

bool poise__content_parse(struct poise__slice digits, struct poise__content *content)
{
    if (digits.len != POISE__CONTENT_DIGITS || !poise__is_hex_text(digits.data, digits.len))
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        unsigned value = poise__hex_value(digits.data[i]);
        uint8_t *byte = &content->bytes[i / 2];
        *byte = (uint8_t)(i % 2 ? *byte | value : value << 4);
    }
    return true;
}

static int contents_compare(const void *left, const void *right)
{
    return memcmp(left, right, POISE__CONTENT_BYTES);
}

void poise__contents_sort(struct poise__array *contents)
{
    poise__sort(contents->data, contents->count, contents->item_size, contents_compare);
}

bool poise__contents_has(const struct poise__array *contents, const void *data, uint64_t len)
{
    uint8_t hash[crypto_hash_sha256_BYTES];

    if (contents->count == 0) return false;
    crypto_hash_sha256(hash, data, len);
    return bsearch(hash, contents->data, contents->count, contents->item_size, contents_compare) !=
           NULL;
}
