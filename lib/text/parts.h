/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* parts.h: the steps of poise__text_read, in the order in which they run. Errors: POISE_E_NOMEM. */
#ifndef POISE_TEXT_PARTS_H
#define POISE_TEXT_PARTS_H

#include "base/utf8.h"
#include "text/text.h"

poise_status poise__view_build(struct poise__text *text);     /* view, runs, faults */
poise_status poise__region_find(struct poise__text *text);    /* regions */
poise_status poise__token_split(struct poise__text *text);    /* tokens */
poise_status poise__sentence_split(struct poise__text *text); /* sentences */

#endif
