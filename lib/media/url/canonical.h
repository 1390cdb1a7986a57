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
    const char *text; /* "http://host/path?query", terminated */
    const char *key;  /* the same from the host on: where it leads, whatever the scheme. All of it
                         when there is no host */
    uint32_t host_len;
    uint32_t flags; /* of poise__host_read */
};

/* False when memory is out. */
bool poise__url_canonical(struct poise__arena *arena, const struct poise__url *url,
                          struct poise__canonical *canonical);

#endif
