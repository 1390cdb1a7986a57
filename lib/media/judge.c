/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/judge.h"

#include "media/url/canonical.h"
#include "media/lists/strings.h"
#include "media/kind.h"
#include "media/url/nested.h"

/* What the lists say of one URL: OWN, FLAGGED, CARRIED_OVER; and the flags of its host. */
static poise_status judge_place(const struct poise__judge *judge, const struct poise__url *url,
                                uint32_t *flags)
{
    struct poise__canonical canonical;

    if (!poise__url_canonical(judge->strings, url, &canonical)) return POISE_E_NOMEM;
    *flags = canonical.flags;
    if (poise__lists_own(judge->lists, &canonical)) *flags |= POISE_MEDIA_OWN;
    if (poise__lists_flagged(judge->lists, &canonical)) *flags |= POISE_MEDIA_FLAGGED;
    if (!(*flags & POISE_MEDIA_OWN) && poise__strings_has(judge->carried, canonical.key))
        *flags |= POISE_MEDIA_CARRIED_OVER;
    return POISE_OK;
}

/* A link leads where the URLs inside it do: what they are listed for it is listed for, and it is what
 * the innermost is, unless its own path names a medium. */
static poise_status judge_nested(const struct poise__judge *judge, const struct poise__url *url,
                                 struct poise__media *media)
{
    const uint32_t listed = POISE_MEDIA_FLAGGED | POISE_MEDIA_CARRIED_OVER;
    struct poise__nested nested;
    struct poise__url inner;
    uint32_t innermost = 0;

    poise__nested_init(&nested, judge->strings, url);
    while (poise__nested_next(&nested, &inner)) {
        uint32_t flags;
        if (inner.host.len == 0 && !poise__url_is_script(inner.scheme)) continue;
        poise_status st = judge_place(judge, &inner, &flags);
        if (st != POISE_OK) return st;
        media->flags |= POISE_MEDIA_REDIRECTOR | (flags & listed);
        if (nested.depth <= innermost) continue;
        innermost = nested.depth;
        media->kind = poise__kind_of_redirect(url, poise__kind_of_url(&inner));
    }
    return nested.status;
}

poise_status poise__judge_link(const struct poise__judge *judge, const struct poise__url *url,
                               struct poise__media *media)
{
    uint32_t flags;
    poise_status st = judge_place(judge, url, &flags);

    if (st != POISE_OK) return st;
    media->flags |= flags;
    media->kind = poise__kind_of_url(url);
    if (media->kind == POISE_MEDIA_SHORTENER) media->flags |= POISE_MEDIA_SHORTENED;
    if (url->user.len > 0) media->flags |= POISE_MEDIA_USERINFO;
    if (url->host.len > 0) st = judge_nested(judge, url, media);
    if (st != POISE_OK) return st;
    if (media->kind == POISE_MEDIA_SHORTENER) media->flags |= POISE_MEDIA_SHORTENED;
    /* What forwards to anywhere leads nowhere of the brand's, wherever it begins; a backslash ends a
     * host to browsers, and stands before a dot to those who disarm links. */
    if (media->flags & (POISE_MEDIA_REDIRECTOR | POISE_MEDIA_SHORTENED | POISE_MEDIA_BACKSLASH))
        media->flags &= ~(uint32_t)POISE_MEDIA_OWN;
    if (media->flags & (POISE_MEDIA_OWN | POISE_MEDIA_FLAGGED))
        media->flags &= ~(uint32_t)POISE_MEDIA_MAYBE;
    return POISE_OK;
}
