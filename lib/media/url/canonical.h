/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* canonical.h: the one form in which links are compared, whoever's list they stand on. */
#ifndef POISE_MEDIA_CANONICAL_H
#define POISE_MEDIA_CANONICAL_H

#include "base/memory.h"
#include "media/url/url.h"

/*
 * The canonical form of Google Safe Browsing, with IDNA on top: escapes undone and then made again
 * for what needs them, no user, port and fragment, the host of poise__host_read, dot segments and
 * runs of slashes resolved in the path, the query as it is.
 */
struct poise__canonical {
    const char *key;   /* "host/path?query", terminated: where it leads, whatever the scheme. With
                          the scheme in front when there is no host */
    const char *asked; /* the same as a browser asks for it: path and query keep their escapes and
                          empty segments. What vouches must not undo what no browser would */
    uint32_t host_len;
    uint32_t flags; /* of poise__host_read */
    bool is_page;   /* of http, https or no scheme */
};

/* False when memory is out. */
bool poise__url_canonical(struct poise__arena *arena, const struct poise__url *url,
                          struct poise__canonical *canonical);

#endif
