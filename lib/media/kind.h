/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* kind.h: what a link leads to, told from the link alone. */
#ifndef POISE_MEDIA_KIND_H
#define POISE_MEDIA_KIND_H

#include "media/url/url.h"

uint32_t poise__kind_of_url(const struct poise__url *url);

/* The kind of a URL that leads on to one of kind `target`. */
uint32_t poise__kind_of_redirect(const struct poise__url *url, uint32_t target);

/* The extension of the last segment of a path or of a file's name; empty when it has none. */
struct poise__slice poise__kind_extension(struct poise__slice path);

/* The type of a data: URL, "text/plain" when it names none. */
struct poise__slice poise__kind_data_type(const struct poise__url *url);

#endif
