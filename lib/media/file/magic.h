/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* magic.h: libmagic's second opinion. */
#ifndef POISE_MEDIA_MAGIC_H
#define POISE_MEDIA_MAGIC_H

#include "media/media.h"

/*
 * The MIME type that libmagic sees in the first bytes, copied into the arena; NULL when it knows
 * none. Errors: POISE_E_NOMEM, the arena's or its own. Where malloc fails it may also abort: magic.c.
 */
poise_status poise__magic_ask(struct poise__magic *magic, struct poise__slice bytes,
                              struct poise__arena *strings, const char **type);

#endif
