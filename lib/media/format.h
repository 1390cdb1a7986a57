/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* format.h: what a file's bytes are, by signatures and a bounded look into containers. */
#ifndef POISE_MEDIA_FORMAT_H
#define POISE_MEDIA_FORMAT_H

#include "base/records.h"

/* Formats that are looked into, or compared in their own way. */
enum {
    POISE__FORMAT_OTHER,
    POISE__FORMAT_PNG,
    POISE__FORMAT_JPEG,
    POISE__FORMAT_GIF,
    POISE__FORMAT_PDF,
    POISE__FORMAT_ZIP,    /* of nothing that is known */
    POISE__FORMAT_OFFICE, /* a document in a ZIP */
    POISE__FORMAT_OLE,    /* doc, xls, ppt, msg, msi */
    POISE__FORMAT_SVG,
    POISE__FORMAT_TEXT
};

struct poise__format {
    const char *type; /* MIME; NULL: not known */
    uint32_t kind;
    uint32_t form;  /* POISE__FORMAT_* */
    uint32_t flags; /* POISE_MEDIA_ACTIVE, POISE_MEDIA_TRAILING */
};

/* Reads some kilobytes at either end. */
void poise__format_of(struct poise__slice bytes, struct poise__format *format);

/* ---- Shared by the files that look inside -------------------------------------------------- */

/* How much of either end is searched. */
enum { POISE__LOOK_MAX = 65536 };

struct poise__slice poise__front(struct poise__slice bytes);
struct poise__slice poise__tail(struct poise__slice bytes);

/* Do these bytes stand at `at`? */
bool poise__bytes_at(struct poise__slice bytes, size_t at, const char *what, size_t len);

/* Where a word stands, ASCII letters in any case; false when nowhere. Linear. */
bool poise__find_word(struct poise__slice bytes, const char *word, size_t *at);

/* A ZIP's directory: is there one at the end of these bytes? */
bool poise__zip_is_at_tail(struct poise__slice bytes);

/* What a ZIP holds: replaces type, kind and form, adds flags. */
void poise__zip_look(struct poise__slice bytes, struct poise__format *format);

#endif
