/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* nested.h: the URLs that a URL carries inside, as redirectors, proxies and log-in pages have them. */
#ifndef POISE_MEDIA_NESTED_H
#define POISE_MEDIA_NESTED_H

#include "media/url/url.h"

/* How deep URLs within URLs are followed, and how often one may be escaped. */
enum { POISE__NESTED_DEPTH = 3, POISE__NESTED_ESCAPES = 3 };

/* What is still to be read of one URL. */
struct poise__nested_frame {
    struct poise__url url;
    struct poise__slice part;  /* what is left of the path, query or fragment */
    struct poise__slice piece; /* what is left of the parameter, or of the path */
    char *copy;                /* the piece with escapes undone, once there are some */
    uint32_t parts;            /* how many parts have been begun */
    uint32_t escapes;          /* how often the piece has been undone */
};

struct poise__nested {
    struct poise__arena *strings;
    struct poise__nested_frame frames[POISE__NESTED_DEPTH];
    uint32_t open;  /* frames */
    uint32_t depth; /* of the URL found last: 1 for one that stands in the first */
    poise_status status;
};

/*
 * Walk the URLs inside a URL, each before those inside it. Linear in the URL's length: those of one
 * depth do not overlap.
 */
void poise__nested_init(struct poise__nested *nested, struct poise__arena *strings,
                        const struct poise__url *url);

/* The next one, in parts. False at the end, or with nested->status when memory is out. */
bool poise__nested_next(struct poise__nested *nested, struct poise__url *url);

#endif
