/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * spell.h: the many ways in which people write the dot, colon, slash and at sign of an address, so
 * that programs do not see it, or so that nobody clicks it. The scanner and the cleaner read them
 * here, so that what is found is what is cleaned.
 */
#ifndef POISE_MEDIA_SPELL_H
#define POISE_MEDIA_SPELL_H

#include "base/records.h"

struct poise__mark {
    const char *means; /* ".", ":", "/", "@", "-", "_", "//", ":/" or "://" */
    uint32_t len;      /* its bytes in the text */
    uint32_t flags;    /* POISE_MEDIA_OBFUSCATED, when it is not the plain sign */
};

/*
 * The mark at `at`, which is inside the text: plain, wide ("。", "：", "／", "＠", "\\"), in brackets
 * with a word or sign ("[.]", "(dot)", "{at}", "[://]"), or as an entity ("&#46;", "&sol;"). False
 * when none stands there.
 */
bool poise__mark_read(struct poise__slice text, uint32_t at, struct poise__mark *mark);

/* The bytes of a mark that means this sign and nothing more; 0 when none stands at `at`, which may
 * be the end. Adds to *flags. */
uint32_t poise__mark_of(struct poise__slice text, uint32_t at, char sign, uint32_t *flags);

/* The ASCII character that an escape ("%68") or an entity ("&#104;") at `at` stands for, and its
 * bytes in *len; 0 when none does. */
char poise__hidden_char(struct poise__slice text, uint32_t at, uint32_t *len);

/* An entity at `at` that stands for nothing that is seen in an address: "&shy;", "&Tab;". */
bool poise__hidden_invisible(struct poise__slice text, uint32_t at, uint32_t *len);

/*
 * A mark that is said apart: between spaces (" dot ", " point ", " slash ", " arobase ", " . ",
 * " [dot] "), or between two hyphens or underscores. `at` is the space or hyphen in front; the
 * spaces behind are not counted. Words alone: whether an address is meant is for the surroundings to
 * tell.
 */
bool poise__said_mark(struct poise__slice text, uint32_t at, struct poise__mark *mark);

/* The end of a few spaces, tabs or no-break spaces at `at`. */
uint32_t poise__skip_blanks(struct poise__slice text, uint32_t at);

/* The end of zero-width and bidi characters at `at`. Sets POISE_MEDIA_INVISIBLE when there are any. */
uint32_t poise__skip_invisible(struct poise__slice text, uint32_t at, uint32_t *flags);

#endif
