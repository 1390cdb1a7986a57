/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* url.h: a link as a browser would read it: cleaned, in parts, and in one form for comparisons. */
#ifndef POISE_MEDIA_URL_H
#define POISE_MEDIA_URL_H

#include "base/memory.h"
#include "base/records.h"

/* Parts of a cleaned URL; empty where it has none. Delimiters belong to no part. */
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

/* The parts of a cleaned URL; a host without a scheme is understood. */
void poise__url_split(struct poise__slice clean, struct poise__url *url);

/* What the parts say: POISE_MEDIA_USERINFO, IP_HOST, MIXED_SCRIPT, PUNYCODE, REDIRECTOR. */
uint32_t poise__url_flags(const struct poise__url *url);

/*
 * Two links that lead to the same place have the same key: host, path and query, with escapes
 * undone, dot segments resolved, address hosts in dotted form; without scheme, user, port and
 * fragment, as lists of addresses have it. NULL when memory is out.
 */
char *poise__url_key(struct poise__arena *arena, const struct poise__url *url);

/* The value of a numeric host ("127.0.0.1", "0x7f.1", "2130706433") into *address. */
bool poise__url_host_address(struct poise__slice host, uint32_t *address);

#endif
