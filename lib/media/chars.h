/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* chars.h: what a character may do in a link. */
#ifndef POISE_MEDIA_CHARS_H
#define POISE_MEDIA_CHARS_H

#include "base/ascii.h"
#include "base/records.h"

/* What a character is to the link scanner. */
enum {
    POISE__CHAR_SPACE, /* white space, a control or a byte that is no UTF-8: ends everything */
    POISE__CHAR_PUNCTUATION, /* ends a word; beyond ASCII it ends a link too */
    POISE__CHAR_WORD,        /* letter, digit or mark */
    POISE__CHAR_SYMBOL,      /* emoji and the like: may stand in a link that has a scheme */
    POISE__CHAR_INVISIBLE    /* zero-width and bidi: inside a link, never at its ends */
};

/* The kind of the character at `at` and, in *len, its bytes. at < text.len. */
int poise__char_kind(struct poise__slice text, uint32_t at, uint32_t *len);

/* The code point at `at` and, in *len, its bytes; -1 and 1 for a byte that is no UTF-8. */
int32_t poise__char_decode(struct poise__slice text, uint32_t at, uint32_t *len);

bool poise__char_is_invisible(int32_t c);

/* The ideographic, full-width and half-width full stops, which browsers take for a dot. */
bool poise__char_is_wide_dot(int32_t c);

/* The plain small letter or digit behind a full-width, mathematical or circled one; the small letter
 * otherwise. */
int32_t poise__char_plain(int32_t c);

/* A letter of a script that writes without spaces: what follows an address touches it. */
bool poise__char_is_unspaced(int32_t c);

/* Is what stands at `at` this word, ASCII letters in any case? The word is in lower case. */
bool poise__text_has(struct poise__slice text, uint32_t at, const char *word);

/* Are the bytes this word, ASCII letters in any case? */
bool poise__slice_is(struct poise__slice bytes, const char *word);

#endif
