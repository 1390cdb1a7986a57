/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * attach.h: an attachment's bytes against its name and type: what it is (format.h), whether that is
 * what it claims to be (claim.h), and libmagic's word where our own checks have none (magic.h).
 */
#ifndef POISE_MEDIA_ATTACH_H
#define POISE_MEDIA_ATTACH_H

#include "media/media.h"

/* Fill kind, flags, target and type. Strings come from the arena or are constant.
 * Errors: POISE_E_NOMEM. */
poise_status poise__attach_judge(struct poise__arena *strings, const poise_attachment *attachment,
                                 struct poise__magic *magic, struct poise__media *media);

#endif
