/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * shape.h: a disguised word as a reader sees it: "1d10t", "idiooot", "id**t" and "idiot" with a
 * Cyrillic letter are all shapes of "idiot". A shape is made of the view and looked up in a pack.
 *
 * Bound: a shape holds at most POISE__SHAPE_MAX bytes and is looked up in at most 32 spellings.
 */
#ifndef POISE_TONE_SHAPE_H
#define POISE_TONE_SHAPE_H

#include "pack/pack.h"

enum { POISE__SHAPE_MAX = 64 };

struct poise__shape {
    uint8_t text[POISE__SHAPE_MAX]; /* letters, and a '*' for each that is not shown */
    uint32_t len;
    uint32_t chars;
    uint32_t letters; /* plain ones of the view */
    uint32_t stars;
    uint64_t either; /* bit of each byte that reads as i and as l */
    bool bare;       /* accents are taken off: set before the first letter is added */
    bool digits;     /* some stand for letters */
    bool signs;      /* likewise */
    bool foreign;    /* letters of other scripts, or marks on top of letters */
    bool broken;     /* it holds what can be no part of a word, or too much */
};

/* What is odd in a word of the view. Ordinary words, of whatever accents French has, are not. */
enum {
    POISE__ODD_DIGIT = 1 << 0,
    POISE__ODD_STRETCH = 1 << 1, /* a letter thrice in a row */
    POISE__ODD_LETTER = 1 << 2   /* one that neither English nor French uses */
};

unsigned poise__shape_oddness(const uint8_t *bytes, uint32_t len);

/* Add what bytes of the view look like. */
void poise__shape_add(struct poise__shape *shape, const uint8_t *bytes, uint32_t len);

/* Whether a sign of the view may stand for a letter, or for one that is not shown. */
bool poise__shape_is_sign(const uint8_t *bytes, uint32_t len);

/* The word of a pack that a shape without stars has: a hidden one, or any if there is no doubt. */
struct poise__word poise__shape_word(const struct poise__shape *shape, const poise_pack *pack);

#endif
