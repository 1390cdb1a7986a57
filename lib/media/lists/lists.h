/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* lists.h: what belongs to the brand, what must never go out. Judged on parsed parts, never on a
 * part of a string. A look-up costs the logarithm of the list, that of a picture a pass over it. */
#ifndef POISE_MEDIA_LISTS_H
#define POISE_MEDIA_LISTS_H

#include "media/url/canonical.h"
#include "media/media.h"

/* lists may be NULL in all of these: an empty list has nobody on it. */

/* Only a page of the web is anybody's own, and none at a host that the rules for names forbid. Own is
 * what lies below an entry in both forms of a URL, flagged what does in either. */
bool poise__lists_own(const struct poise__media_lists *lists,
                      const struct poise__canonical *canonical);
bool poise__lists_flagged(const struct poise__media_lists *lists,
                          const struct poise__canonical *canonical);

/* value: an address or number by its kind, POISE_CONTACT_*; any bytes. An address at a listed host is
 * listed too. */
bool poise__lists_own_contact(const struct poise__media_lists *lists, uint32_t kind,
                              struct poise__slice value);
bool poise__lists_flagged_contact(const struct poise__media_lists *lists, uint32_t kind,
                                  struct poise__slice value);

/* Does the own list say which contacts of this kind (POISE_CONTACT_*) are the brand's? */
bool poise__lists_vouch(const struct poise__media_lists *lists, uint32_t kind);

/* Are the bytes of an attachment flagged, or a picture that looks like it? */
bool poise__lists_flagged_content(const struct poise__media_lists *lists,
                                  const poise_attachment *attachment);

#endif
