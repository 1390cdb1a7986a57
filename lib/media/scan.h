/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * scan.h: one forward pass over a text that yields its links, addresses, numbers and file names.
 *
 * Linear for every input: a run of labels, a chain of digits and the body of a link are each read
 * a fixed number of times, and looking back is bounded. Allocates nothing.
 */
#ifndef POISE_MEDIA_SCAN_H
#define POISE_MEDIA_SCAN_H

#include "media/link.h"

struct poise__scan {
    struct poise__slice text;
    uint32_t at;       /* what is before has been read */
    uint32_t floor;    /* end of the last link */
    uint32_t digits;   /* end of the last chain of digits that was no number to call */
    uint32_t target;   /* where markup says that a link begins; UINT32_MAX: nowhere */
    bool target_embed; /* and whether it is shown without a click */
    bool in_tag;       /* inside <…> */
    bool tag_embed;    /* of an element that shows what it names */
    uint32_t depth;    /* open square brackets */
    uint64_t images;   /* bit per open bracket, the innermost lowest: it began with "![" */
};

void poise__scan_init(struct poise__scan *scan, struct poise__slice text);

/* The next link. False at the end. */
bool poise__scan_next(struct poise__scan *scan, struct poise__link *link);

/* The end of the number to call that begins at `at`, or `at`. Sets *chain to the end of the chain
 * of digits there. Never an order number, date, price or account. */
uint32_t poise__phone_end(struct poise__slice text, uint32_t at, uint32_t *chain);

#endif
