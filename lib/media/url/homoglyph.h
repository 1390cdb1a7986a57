/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* homoglyph.h: hosts that look like another one, by the rules of Unicode TR39. */
#ifndef POISE_MEDIA_HOMOGLYPH_H
#define POISE_MEDIA_HOMOGLYPH_H

#include "media/url/idna.h"

/*
 * Does a label mix scripts that no language mixes, or is it made of letters that all look like a
 * to z, under a suffix that its own script does not explain? Names of one language in its own
 * letters are neither.
 */
bool poise__homoglyph_in(const struct poise__idna *idna);

#endif
