/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* unicode.h: characters in and out of UTF-8, and how wide a terminal draws them. */
#ifndef LINT_UNICODE_H
#define LINT_UNICODE_H

#include <stddef.h>
#include <stdio.h>

/* The length in bytes of the character at text, at least 1; *code is its code point, or -1 when
 * the byte is no part of valid UTF-8. len must not be 0. */
size_t unicode_next(const char *text, size_t len, long *code);

/* Columns that a character takes: 0, 1 or 2. What could steer the terminal, or is no character, is
 * drawn as one replacement character. */
size_t unicode_width(long code);
int unicode_is_drawn(long code);

/* Columns of a terminated text. */
size_t unicode_text_width(const char *text);

/* The value of count hexadecimal digits. */
long unicode_hex(const char *digits, size_t count);

/* text stands at the u of a JSON or YAML escape of four digits, which another that completes a
 * surrogate pair may follow. Returns the length of what was read, backslashes between included,
 * and writes at most four bytes. */
size_t unicode_escape(const char *text, size_t len, char *bytes, size_t *bytes_len);

/* UTF-8 of a code point; what is none becomes U+FFFD. */
size_t unicode_put(long code, char *bytes);

/* Words in lines under each other from the column indent on, where the first is already, up to a
 * width, and a line feed. */
void text_wrap(FILE *out, const char *text, size_t indent, size_t width);

/* A text in one line, without what could steer a terminal. */
void text_safely(FILE *out, const char *text);

#endif
