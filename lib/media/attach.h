/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * attach.h: an attachment's bytes against its name and type. Reads are bounded: the first and last
 * kilobytes, a directory's first entries. Nothing is inflated or decoded.
 */
#ifndef POISE_MEDIA_ATTACH_H
#define POISE_MEDIA_ATTACH_H

#include "media/media.h"

/* Fill kind, flags, target and type. Strings come from the arena or are constant.
 * Errors: POISE_E_NOMEM. */
poise_status poise__attach_judge(struct poise__arena *strings, const poise_attachment *attachment,
                                 struct poise__magic *magic, struct poise__media *media);

#endif
