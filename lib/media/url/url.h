/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* url.h: a link as a browser would read it: cleaned, and in parts. canonical.h: in the form in which
 * it is compared. */
#ifndef POISE_MEDIA_URL_H
#define POISE_MEDIA_URL_H

#include "base/memory.h"
#include "base/records.h"

/* Internet Explorer's limit, which many programs have taken over: a link that is longer is flagged,
 * and the end of its user name or of what encloses it is not looked for farther. */
enum { POISE__URL_LONG = 2083 };

/* Parts of a cleaned URL; empty where it has none. Delimiters belong to no part.
 * A query that is there but empty has data. */
struct poise__url {
    struct poise__slice scheme;
    struct poise__slice user;
    struct poise__slice host;
    struct poise__slice path; /* with its first slash; all behind the colon when there is no host */
    struct poise__slice query;
    struct poise__slice fragment;
};

/* Obfuscation undone, invisible characters removed, scheme and host in lower case. Terminated.
 * NULL when memory is out. */
char *poise__url_clean(struct poise__arena *arena, struct poise__slice raw);

/* The parts of a cleaned URL; a host without a scheme is understood, behind two
 * slashes of either kind too. */
void poise__url_split(struct poise__slice clean, struct poise__url *url);

/* javascript: and vbscript: have no host, whatever follows. */
bool poise__url_is_script(struct poise__slice scheme);

/* What only the spelling of a link in the text shows: POISE_MEDIA_BACKSLASH, TOO_LONG, BIDI. */
uint32_t poise__url_spelling(struct poise__slice raw);

#endif
