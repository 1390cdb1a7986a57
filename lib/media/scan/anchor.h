/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * anchor.h: the bytes that no address is without. Nearly all of a reply holds none, so this is what
 * the link scan costs: sixteen bytes are looked at in one go.
 */
#ifndef POISE_MEDIA_ANCHOR_H
#define POISE_MEDIA_ANCHOR_H

#include "base/records.h"

enum {
    POISE__ANCHOR_NONE,
    POISE__ANCHOR_WORD, /* of a mark that is said: "dot", "-point-" */
    POISE__ANCHOR_DOT,
    POISE__ANCHOR_COLON,
    POISE__ANCHOR_SIGN,
    POISE__ANCHOR_BRACKET,
    POISE__ANCHOR_MARKUP,
    POISE__ANCHOR_DIGIT,
    POISE__ANCHOR_HIDDEN,
    POISE__ANCHOR_BACKSLASH,
    POISE__ANCHOR_DASHES, /* the lead byte of quotes and dashes, and of signs that look like ours */
    POISE__ANCHOR_WIDE    /* the lead bytes of full-width signs */
};

/* What the byte at `at` may begin, whatever stands around it. */
uint8_t poise__anchor_at(struct poise__slice text, uint32_t at);

/* The next place in [at, end) where something may begin, or end. Linear. */
uint32_t poise__anchor_next(struct poise__slice text, uint32_t at, uint32_t end);

#endif
