/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* link.h: what a link is, and where one that has begun ends. */
#ifndef POISE_MEDIA_LINK_H
#define POISE_MEDIA_LINK_H

#include "base/records.h"

enum {
    POISE__LINK_URL,
    POISE__LINK_DATA,
    POISE__LINK_EMAIL,
    POISE__LINK_PHONE,
    POISE__LINK_FILE,    /* the name of a file */
    POISE__LINK_UNLIKELY /* words that lack a space, most likely; a host, if a list says so */
};

/* What the scanner finds. where covers what a person would click. */
struct poise__link {
    poise_span where;
    uint32_t shape;   /* POISE__LINK_* */
    uint32_t flags;   /* POISE_MEDIA_MAYBE, OBFUSCATED, INVISIBLE, BAD_HOST, by the spelling */
    bool embed;       /* shown without a click */
    poise_span words; /* where the words stand whose target this is; empty: not told */
    uint32_t target;  /* where the target begins among whose words this stands; UINT32_MAX: none */
};

/* The end of the host part that begins at `at`, user and port included; `at` when there is none. */
uint32_t poise__authority_end(struct poise__slice text, uint32_t at, uint32_t *flags);

/* The end of the path, query and fragment that go on at `at`, without what is the sentence's:
 * closing punctuation, unopened brackets, quotes. Returns `from` when nothing is added. */
uint32_t poise__body_end(struct poise__slice text, uint32_t at, uint32_t from, uint32_t *flags);

/* The end of ":8080" at `at`, or `at`. */
uint32_t poise__port_end(struct poise__slice text, uint32_t at);

#endif
