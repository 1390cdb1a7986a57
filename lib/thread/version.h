/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * version.h: what a version says, in three values. What speaks for the brand, an apology or a
 * ground, needs strength on the line; what speaks against it counts however faint it is.
 */
#ifndef POISE_THREAD_VERSION_H
#define POISE_THREAD_VERSION_H

#include "thread/posts.h"

/* version may be NULL: nothing is known. */
enum poise__truth poise__version_insults(const struct poise__session *s,
                                         const poise_message_version *version);
enum poise__truth poise__version_apologises(const struct poise__session *s,
                                            const poise_message_version *version);
enum poise__truth poise__version_remedies(const struct poise__session *s,
                                          const poise_message_version *version);

/* An apology that pays: it takes something back, without conditions and without another insult. */
bool poise__version_pays(const struct poise__session *s, const poise_message_version *version);

/* Offers a contact of the brand's. */
enum poise__truth poise__version_offers(const poise_message_version *version);

/* Sends the reader elsewhere and says nothing of its own. */
enum poise__truth poise__version_is_pointer(const struct poise__session *s,
                                            const poise_message_version *version);

/* Where a code first stands with a span of its own, in signals of this strength, or in findings. */
bool poise__version_shows(const poise_message_version *version, const char *code, uint32_t strength,
                          poise_span *where);

static inline enum poise__truth poise__truth_and(enum poise__truth a, enum poise__truth b)
{
    return a < b ? a : b;
}

static inline enum poise__truth poise__truth_or(enum poise__truth a, enum poise__truth b)
{
    return a > b ? a : b;
}

#endif
