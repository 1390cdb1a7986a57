/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* bytes.h: reads of a file's bytes that know where it ends: behind its end there are zeros. */
#ifndef POISE_MEDIA_BYTES_H
#define POISE_MEDIA_BYTES_H

#include <string.h>

#include "base/records.h"

/* How much of either end is searched where no structure leads further. */
enum { POISE__LOOK_MAX = 65536 };

static inline unsigned poise__u8(struct poise__slice bytes, size_t at)
{
    return at < bytes.len ? (unsigned char)bytes.data[at] : 0;
}

static inline uint32_t poise__le16(struct poise__slice bytes, size_t at)
{
    return poise__u8(bytes, at) | poise__u8(bytes, at + 1) << 8;
}

static inline uint32_t poise__be16(struct poise__slice bytes, size_t at)
{
    return poise__u8(bytes, at) << 8 | poise__u8(bytes, at + 1);
}

static inline uint32_t poise__le32(struct poise__slice bytes, size_t at)
{
    return poise__le16(bytes, at) | poise__le16(bytes, at + 2) << 16;
}

static inline uint32_t poise__be32(struct poise__slice bytes, size_t at)
{
    return poise__be16(bytes, at) << 16 | poise__be16(bytes, at + 2);
}

static inline uint64_t poise__le64(struct poise__slice bytes, size_t at)
{
    return poise__le32(bytes, at) | (uint64_t)poise__le32(bytes, at + 4) << 32;
}

static inline uint64_t poise__be64(struct poise__slice bytes, size_t at)
{
    return (uint64_t)poise__be32(bytes, at) << 32 | poise__be32(bytes, at + 4);
}

/* Do these bytes stand at `at`? */
static inline bool poise__bytes_at(struct poise__slice bytes, size_t at, const char *what,
                                   size_t len)
{
    return at <= bytes.len && len <= bytes.len - at && memcmp(bytes.data + at, what, len) == 0;
}

/* The same for a literal, zeros in it included. */
#define POISE__AT(bytes, at, literal) poise__bytes_at(bytes, at, literal, sizeof(literal) - 1)

/* A part of the bytes, cut where they end. */
static inline struct poise__slice poise__part(struct poise__slice bytes, size_t at, size_t len)
{
    if (at > bytes.len) at = bytes.len;
    if (len > bytes.len - at) len = bytes.len - at;
    return (struct poise__slice){ bytes.len ? bytes.data + at : bytes.data, len };
}

static inline struct poise__slice poise__front(struct poise__slice bytes)
{
    return poise__part(bytes, 0, POISE__LOOK_MAX);
}

static inline struct poise__slice poise__tail(struct poise__slice bytes)
{
    return bytes.len > POISE__LOOK_MAX
               ? poise__part(bytes, bytes.len - POISE__LOOK_MAX, POISE__LOOK_MAX)
               : bytes;
}

/* White space between words. */
static inline bool poise__is_blank(unsigned c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A control that no text has. */
static inline bool poise__is_control(unsigned c)
{
    return (c < ' ' && !poise__is_blank(c) && c != 0x1B && c != 0x1A) || c == 0x7F;
}

/* Behind the white space at `at`. */
static inline size_t poise__skip_space(struct poise__slice bytes, size_t at)
{
    while (at < bytes.len && poise__is_blank((unsigned char)bytes.data[at])) at++;
    return at;
}

/* Does one of the words stand at `at`, ASCII letters in any case? They are in lower case, and NULL
 * ends them. */
bool poise__begins_with(struct poise__slice bytes, size_t at, const char *const *words);

/* Where a byte stands from `at` on; bytes.len when nowhere. */
size_t poise__find_byte(struct poise__slice bytes, size_t at, char byte);

/*
 * Where bytes stand, from *at on; false when nowhere. rare: the index in `what` of the byte to look
 * for first, the one that files hold least of.
 */
bool poise__find_bytes(struct poise__slice bytes, const char *what, size_t len, size_t rare,
                       size_t *at);

/* Where a word stands, ASCII letters in any case; false when nowhere. The word is lower case. */
bool poise__find_word(struct poise__slice bytes, const char *word, size_t *at);

#endif
