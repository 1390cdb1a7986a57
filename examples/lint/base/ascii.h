/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* ascii.h: kinds of bytes, whatever the locale. */
#ifndef LINT_ASCII_H
#define LINT_ASCII_H

#include <stdbool.h>

static inline bool ascii_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool ascii_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* A letter, or a byte of a character that ASCII lacks. */
static inline bool ascii_is_letter_or_beyond(char byte)
{
    return ascii_is_letter(byte) || (byte & 0x80) != 0;
}

static inline bool ascii_is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static inline char ascii_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

#endif
