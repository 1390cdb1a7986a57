/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* parts.h: the steps of poise__text_read, in the order in which they run. Errors: POISE_E_NOMEM. */
#ifndef POISE_TEXT_PARTS_H
#define POISE_TEXT_PARTS_H

#include "text/text.h"

poise_status poise__view_build(struct poise__text *text);     /* view, runs, faults */
poise_status poise__region_find(struct poise__text *text);    /* regions */
poise_status poise__token_split(struct poise__text *text);    /* tokens */
poise_status poise__sentence_split(struct poise__text *text); /* sentences */

/*
 * One character at the front of at least one byte: its length, and its code point or -1. Ill-formed
 * bytes are taken by maximal subpart, as Unicode 3.9 recommends. The length is never 0.
 */
uint32_t poise__utf8_take(const uint8_t *bytes, size_t len, int32_t *point);

#endif
