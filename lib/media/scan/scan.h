/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * scan.h: one forward pass over a text that yields its links, addresses, numbers and file names.
 *
 * The pass leaps from anchor to anchor, the bytes that no address is without: a dot between letters,
 * a colon, an at sign, brackets, digits, and what may be spelt in their place. From an anchor it
 * looks back to where the word begins, never further than the end of what was read before, and then
 * reads forward.
 *
 * Linear for every input: a run of labels, a chain of digits and the body of a link are each read
 * a fixed number of times, and looking back is bounded. Allocates nothing.
 */
#ifndef POISE_MEDIA_SCAN_H
#define POISE_MEDIA_SCAN_H

#include "media/scan/link.h"

enum { POISE__BRACKETS_MAX = 64 }; /* square brackets in brackets; deeper ones are plain text */

struct poise__scan {
    struct poise__slice text;
    uint32_t at;         /* what is before has been read */
    uint32_t floor;      /* end of the last link */
    uint32_t run;        /* end of the last run of labels that was none */
    uint32_t digits;     /* end of the last chain of digits that was no number to call */
    bool any_number;     /* digits count as a number to call though no word says so */
    uint32_t target;     /* where markup says that a link begins; UINT32_MAX: nowhere */
    uint32_t target_end; /* where markup says that it ends; 0: does not say */
    bool target_embed;   /* and whether it is shown without a click */
    bool target_named;   /* and whether the words for it follow */
    bool in_tag;         /* inside <…> */
    bool tag_embed;      /* of an element that shows what it names */
    uint32_t value_end;  /* of the quoted value of an attribute */
    uint32_t depth;      /* open square brackets */
    uint64_t images;     /* bit per open bracket, the innermost lowest: it began with "![" */
    poise_span label;    /* the words of the link whose target comes next */
    uint32_t anchor;     /* where the link begins whose words are being read; UINT32_MAX: none */
    uint32_t opens[POISE__BRACKETS_MAX]; /* where the open brackets stand */
};

/* The byte at `at`, zero at the end. */
static inline unsigned char poise__scan_byte(const struct poise__scan *scan, uint32_t at)
{
    return at < scan->text.len ? (unsigned char)scan->text.data[at] : '\0';
}

void poise__scan_init(struct poise__scan *scan, struct poise__slice text);

/* The next link. False at the end. */
bool poise__scan_next(struct poise__scan *scan, struct poise__link *link);

/* The end of the number to call that begins at `at`, or `at`. Sets *chain to the end of the chain
 * of digits there. Never an order number, date, price or account. any: see poise__scan.any_number. */
uint32_t poise__phone_end(struct poise__slice text, uint32_t at, bool any, uint32_t *chain);

#endif
