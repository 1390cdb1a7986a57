/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* ascii.h: classes of bytes, whatever the locale. Nothing beyond ASCII is in any of them. */
#ifndef POISE_BASE_ASCII_H
#define POISE_BASE_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline bool poise__is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static inline bool poise__is_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool poise__is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || poise__is_upper(c);
}

static inline bool poise__is_hex(unsigned char c)
{
    return poise__is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Whether all of a text is hexadecimal digits. */
static inline bool poise__is_hex_text(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!poise__is_hex((unsigned char)text[i])) return false;
    return true;
}

static inline char poise__lower(char c)
{
    return poise__is_upper((unsigned char)c) ? (char)(c + ('a' - 'A')) : c;
}

/* The value of a hexadecimal digit, which `c` is. */
static inline unsigned poise__hex_value(char c)
{
    return (unsigned)(poise__is_digit((unsigned char)c) ? c - '0' : poise__lower(c) - 'a' + 10);
}

#endif
