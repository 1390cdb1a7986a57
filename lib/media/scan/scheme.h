/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* scheme.h: what stands before the colon of an address, plainly or in disguise. */
#ifndef POISE_MEDIA_SCHEME_H
#define POISE_MEDIA_SCHEME_H

#include "base/records.h"

/* How a scheme goes on behind its colon. */
enum {
    POISE__SCHEME_NONE,
    POISE__SCHEME_WEB,    /* "//", then a host */
    POISE__SCHEME_PATH,   /* "//", then anything */
    POISE__SCHEME_MAIL,   /* an address */
    POISE__SCHEME_PHONE,  /* a number */
    POISE__SCHEME_DATA,   /* a type and bytes */
    POISE__SCHEME_SCRIPT, /* javascript: and the like */
    POISE__SCHEME_PART    /* cid: */
};

/*
 * The scheme that ends at `colon`, where a mark that means a colon must stand (spell.h). Sets
 * *begin, and *after to what follows the colon and its slashes. floor: where looking back ends.
 */
uint32_t poise__scheme_before(struct poise__slice text, uint32_t colon, uint32_t floor,
                              uint32_t *begin, uint32_t *after, uint32_t *flags);

/* A web scheme and its slashes, of which the escape or entity at `at` is a part: "%68ttps%3A//",
 * "https&#58;//". */
bool poise__scheme_hidden(struct poise__slice text, uint32_t at, uint32_t floor, uint32_t *begin,
                          uint32_t *after);

enum { POISE__SCHEME_MAX = 32 }; /* bytes of the longest that is read */

/* May the character stand in a scheme, or cross out one of its letters? */
bool poise__scheme_has_char(int32_t c);

/* What a scheme in small letters means: "http" for "hxxp". Lives as long as `name`; NULL when it is
 * none. slashes: whether two follow its colon. */
const char *poise__scheme_name(const char *name, bool slashes);

/* May nothing stand for the host of this scheme, as in "file:///home"? */
bool poise__scheme_is_path(const char *name);

#endif
