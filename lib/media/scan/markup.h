/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* markup.h: where Markdown, HTML and BBCode say that an address stands. */
#ifndef POISE_MEDIA_MARKUP_H
#define POISE_MEDIA_MARKUP_H

#include "media/scan/scan.h"

/* Read the mark at scan->at, if it is one, and move behind it. */
bool poise__markup_step(struct poise__scan *scan);

#endif
