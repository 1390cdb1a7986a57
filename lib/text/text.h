/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * text.h: the original bytes, read once into what the other modules work on.
 *
 * view       normalised UTF-8: NFKC, case folded, invisible characters removed, curly apostrophes
 *            made straight. Words are compared here and nowhere else.
 * map        from a byte of the view to the bytes of the original that it came from
 * tokens     words, numbers, punctuation and opaque words, in view bytes: in the order of the text,
 *            then those of attributes that people read, as no tag parts the words around it
 * sentences  runs of tokens
 * regions    parts of the original that are somebody else's words or no words at all
 * faults     bytes that are no UTF-8 and characters that have no business in a reply
 *
 * All of it lies in arrays that are emptied and filled again by each poise__text_read, so a warm
 * struct poise__text allocates nothing.
 */
#ifndef POISE_TEXT_TEXT_H
#define POISE_TEXT_TEXT_H

#include "base/memory.h"
#include "base/records.h"

/*
 * A stretch in which view and original advance together. Where same is set each view byte comes
 * from one original byte, in step; otherwise the whole stretch of the view comes from the whole
 * stretch of the original, to the next run. Runs are sorted; both members rise, view never falls.
 */
struct poise__run {
    uint32_t view;
    uint32_t origin;
    bool same;
};

enum {
    POISE__TOKEN_WORD,        /* letters, with inner apostrophes; an elided "l'" is its own word */
    POISE__TOKEN_NUMBER,      /* digits with inner . , : / and the like */
    POISE__TOKEN_PUNCTUATION, /* one of . , ; : ! ? ( ) quotes, dashes between spaces, "..." */
    POISE__TOKEN_SYMBOL,      /* emoji and everything else that is visible */
    POISE__TOKEN_OPAQUE       /* a whole URL, mention, placeholder or piece of code */
};

enum {
    POISE__TOKEN_QUOTED = 1 << 0,  /* in a quotation or a quoted line: somebody else's words */
    POISE__TOKEN_CAPITAL = 1 << 1, /* the original begins with a capital letter */
    POISE__TOKEN_SHOUTED = 1 << 2, /* two or more letters, all capitals */
    POISE__TOKEN_SPACED = 1 << 3,  /* white space stands before it */
    POISE__TOKEN_APART = 1 << 4    /* the first of an attribute's */
};

struct poise__token {
    uint32_t begin; /* bytes of the view */
    uint32_t end;
    uint32_t hash; /* poise__text_hash of the view bytes */
    uint8_t kind;
    uint8_t flags;
    uint8_t mark; /* for punctuation its character, '.' for "...", '"' for every quote; else 0 */
    uint8_t pad;
};

_Static_assert(sizeof(struct poise__token) == 16, "four tokens to a cache line");

/* A sentence ends at . ! ? or an ellipsis, at a blank line, at a list item, at a quoted line,
 * before and behind an attribute. */
struct poise__sentence {
    uint32_t first; /* tokens first to last, last not included; the end mark belongs to it */
    uint32_t last;
    bool question;
    bool exclaimed;
};

enum {
    POISE__REGION_QUOTE,       /* between marks or tags, a line with > before it, an old message */
    POISE__REGION_CODE,        /* between back-ticks, or a fenced block */
    POISE__REGION_URL,         /* an address of a page or a mailbox */
    POISE__REGION_MENTION,     /* @name, #tag */
    POISE__REGION_PLACEHOLDER, /* {{name}}, %{order}, [NAME] and the like */
    POISE__REGION_MARKUP,      /* a tag of HTML or BBCode: no token at all */
    POISE__REGION_ATTRIBUTE    /* the part of a tag that people read: behind the text */
};

/* In bytes of the original. Sorted by begin; only a quote, a tag and an attribute may contain others. */
struct poise__region {
    poise_span where;
    uint32_t kind;
};

/* In bytes of the original, sorted. rule: POISE__RULE_TEXT_INVALID_UTF8 or …_CONTROL_CHARACTER. */
struct poise__fault {
    poise_span where;
    uint16_t rule;
};

struct poise__text {
    poise_alloc alloc;
    struct poise__slice origin;
    struct poise__array view;      /* of uint8_t; 16 zero bytes stand behind the last */
    struct poise__array runs;      /* of struct poise__run */
    struct poise__array tokens;    /* of struct poise__token */
    struct poise__array sentences; /* of struct poise__sentence */
    struct poise__array regions;   /* of struct poise__region */
    struct poise__array faults;    /* of struct poise__fault */
};

void poise__text_init(struct poise__text *text, const poise_alloc *alloc);
void poise__text_release(struct poise__text *text);

/*
 * Read an original of at most POISE_TEXT_MAX bytes, which must live as long as what was read from
 * it is used. Linear in len for every input. Errors: POISE_E_NOMEM.
 */
poise_status poise__text_read(struct poise__text *text, struct poise__slice origin);

/* The original bytes behind view bytes begin to end: the smallest span of whole characters. */
poise_span poise__text_origin(const struct poise__text *text, uint32_t begin, uint32_t end);

/* A byte of a text, at most its length, in the units of poise_place. Linear in offset. */
poise_place poise__text_place(struct poise__slice text, uint32_t offset);

/* The hash of a word's view bytes: 32-bit FNV-1a, the same that compile_pack.py computes. */
uint32_t poise__text_hash(const uint8_t *bytes, size_t len);

#endif
