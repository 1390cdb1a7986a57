/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * media.h: what a reply attaches, embeds or links, and the contacts that it offers.
 *
 * links        one forward scan over the original bytes, linear for every input
 * url          the parts of a URL, and its canonical form
 * kinds        what a host, an extension or a type says of the content (lib/tables)
 * attachments  bytes against name and type; each is read once or twice, nothing is inflated
 * magic        libmagic's second opinion (one file; optional)
 */
#ifndef POISE_MEDIA_MEDIA_H
#define POISE_MEDIA_MEDIA_H

#include "base/memory.h"
#include "base/records.h"
#include "text/text.h"

/* The caller's lists, prepared once for a checker. NULL stands for empty lists. */
struct poise__media_lists;

struct poise__magic; /* a libmagic handle; NULL when not asked for */

/*
 * Errors: POISE_E_NOMEM; POISE_E_ARG for an entry that is none of what its list may hold, and then
 * *error says which.
 */
poise_status poise__media_lists_new(const poise_alloc *alloc, const poise_checker_options *options,
                                    struct poise__media_lists **lists, poise_error *error);
void poise__media_lists_free(struct poise__media_lists *lists);

/* path: libmagic's database, NULL for the one found at build. Errors: POISE_E_NOMEM, POISE_E_MAGIC,
 * POISE_E_UNSUPPORTED. The database, and nothing after it, is read here. Where malloc fails libmagic
 * may abort: file/magic.c. */
poise_status poise__magic_new(const poise_alloc *alloc, const char *path,
                              struct poise__magic **magic);
void poise__magic_free(struct poise__magic *magic);

struct poise__media_input {
    const struct poise__text *text; /* read; in placeholders only flagged links count */
    struct poise__slice reply_to;   /* the customer's message: what is carried over from it */
    const char *const *reported;    /* posts that somebody reported: likewise */
    uint32_t reported_count;
    const poise_attachment *attachments; /* of the layout of today */
    uint32_t attachment_count;
    const struct poise__media_lists *lists; /* may be NULL */
    struct poise__magic *magic;             /* may be NULL */
};

/* What was found, by position, attachments last. Scratch that empties itself. */
struct poise__media_set {
    poise_alloc alloc;
    struct poise__arena strings;  /* what target, type and value point into */
    struct poise__array media;    /* of struct poise__media */
    struct poise__array contacts; /* of struct poise__contact */
    struct poise__array carried;  /* private to lib/media */
};

void poise__media_init(struct poise__media_set *set, const poise_alloc *alloc);
void poise__media_release(struct poise__media_set *set);

/* Errors: POISE_E_NOMEM. */
poise_status poise__media_find(struct poise__media_set *set,
                               const struct poise__media_input *input);

#endif
