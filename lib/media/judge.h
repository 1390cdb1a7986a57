/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* judge.h: what a link is and what the lists say of it, itself and the URLs that it carries inside. */
#ifndef POISE_MEDIA_JUDGE_H
#define POISE_MEDIA_JUDGE_H

#include "media/lists/lists.h"
#include "media/url/url.h"

struct poise__judge {
    struct poise__arena *strings;
    const struct poise__media_lists *lists; /* may be NULL */
    const struct poise__array *carried;     /* strings, sorted */
};

/* Sets media->kind and adds to media->flags. Errors: POISE_E_NOMEM. */
poise_status poise__judge_link(const struct poise__judge *judge, const struct poise__url *url,
                               struct poise__media *media);

#endif
