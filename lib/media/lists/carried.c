/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/lists/carried.h"

#include <string.h>

#include "media/url/canonical.h"
#include "media/url/nested.h"
#include "media/scan/scan.h"

static poise_status add_key(struct poise__array *keys, struct poise__arena *strings,
                            const struct poise__url *url)
{
    struct poise__canonical canonical;

    if (!poise__url_canonical(strings, url, &canonical)) return POISE_E_NOMEM;
    return poise__array_push(keys, &strings->alloc, &canonical.key);
}

/* A link, and what it leads on to. */
static poise_status add_link(struct poise__array *keys, struct poise__arena *strings,
                             struct poise__slice raw)
{
    struct poise__nested nested;
    struct poise__url url, inner;
    char *clean = poise__url_clean(strings, raw);

    if (!clean) return POISE_E_NOMEM;
    poise__url_split((struct poise__slice){ clean, strlen(clean) }, &url);
    poise_status st = add_key(keys, strings, &url);
    if (url.host.len == 0) return st;
    poise__nested_init(&nested, strings, &url);
    while (st == POISE_OK && poise__nested_next(&nested, &inner))
        st = add_key(keys, strings, &inner);
    return st == POISE_OK ? nested.status : st;
}

poise_status poise__carried_add(struct poise__array *keys, struct poise__arena *strings,
                                struct poise__slice message)
{
    struct poise__scan scan;
    struct poise__link link;

    poise__scan_init(&scan, message);
    while (poise__scan_next(&scan, &link)) {
        if (link.shape != POISE__LINK_URL && link.shape != POISE__LINK_DATA) continue;
        struct poise__slice raw = { message.data + link.where.begin,
                                    link.where.end - link.where.begin };
        poise_status st = add_link(keys, strings, raw);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}
