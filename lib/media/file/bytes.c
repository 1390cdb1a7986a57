/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* bytes.c: searches. All stand on memchr, which C libraries make many times faster than a loop. */
#include "media/file/bytes.h"

#include "media/chars.h"

bool poise__begins_with(struct poise__slice bytes, size_t at, const char *const *words)
{
    for (; *words; words++)
        if (poise__text_has(bytes, (uint32_t)at, *words)) return true;
    return false;
}

size_t poise__find_byte(struct poise__slice bytes, size_t at, char byte)
{
    const char *found = at < bytes.len ? memchr(bytes.data + at, byte, bytes.len - at) : NULL;

    return found ? (size_t)(found - bytes.data) : bytes.len;
}

bool poise__find_bytes(struct poise__slice bytes, const char *what, size_t len, size_t rare,
                       size_t *at)
{
    for (size_t i = *at + rare; (i = poise__find_byte(bytes, i, what[rare])) < bytes.len; i++)
        if (poise__bytes_at(bytes, i - rare, what, len)) {
            *at = i - rare;
            return true;
        }
    return false;
}

bool poise__find_word(struct poise__slice bytes, const char *word, size_t *at)
{
    for (uint32_t i = 0; i < bytes.len; i++) {
        if (poise__lower(bytes.data[i]) != word[0] || !poise__text_has(bytes, i, word)) continue;
        *at = i;
        return true;
    }
    return false;
}
