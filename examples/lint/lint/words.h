/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* words.h: what words of English and French mean around the parts of a canned reply that vary. */
#ifndef LINT_WORDS_H
#define LINT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WORD_THING = 1 << 0, /* has a number of its own: order, dossier */
    WORD_WEAK =
        1 << 1, /* so, but only behind "your" or with a sign for "number": return, contrat */
    WORD_NUMBER = 1 << 2,   /* number, n°, ref */
    WORD_IS = 1 << 3,       /* is, est */
    WORD_DATED = 1 << 4,    /* has a day of its own, as things have: message, achat */
    WORD_EXAMPLE = 1 << 5,  /* what comes is an example or a form */
    WORD_MODAL = 1 << 6,    /* "order" is a verb behind it: to, can, please */
    WORD_GREETING = 1 << 7, /* hi, bonjour */
    WORD_TITLE = 1 << 8,    /* mr, madame */
    WORD_NOBODY = 1 << 9,   /* greeted without being a name: team, client */
    WORD_MONTH = 1 << 10,
    WORD_YOURS = 1 << 11, /* the customer's: your, votre */
    WORD_OURS = 1 << 12,  /* the brand's: our, contact */
    WORD_CURRENCY = 1 << 13,
    WORD_RATE = 1 << 14,  /* behind an amount it makes a rule: per, maximum */
    WORD_ASK = 1 << 15,   /* speaks to the author of a reply: insert, your */
    WORD_FILL = 1 << 16,  /* so, unless it is the name of a button: add, enter */
    WORD_BLANK = 1 << 17, /* what is filled in: name, numero */
    WORD_LINK = 1 << 18,  /* stands between those: of, du */
    WORD_PRESS = 1 << 19, /* what comes is a button: click, menu */
    WORD_ROLE = 1 << 20,  /* an address with this is nobody's own: info, contact */
    WORD_MAIL = 1 << 21,  /* gives addresses to anybody: gmail */
    WORD_SENT = 1 << 22,  /* what comes is where something went: sent, envoye */
    WORD_OPENS = 1 << 23, /* a phrase of phrases_amount */
    WORD_CARD = 1 << 24,  /* a phrase of phrases_ending */
    WORD_RANGE = 1 << 25  /* behind a day it makes a rule: onwards */
};

/* A longer word means nothing here. */
enum { WORD_LEN = 24 };

struct word {
    char text[WORD_LEN];
    uint32_t flags;
};

/* All words that mean something, by their bytes. */
struct lexicon {
    struct word *items;
    size_t count;
    size_t cap;
};

void lexicon_make(struct lexicon *lexicon);
void lexicon_release(struct lexicon *lexicon);

/* WORD_… of a folded word, or 0. */
uint32_t lexicon_flags(const struct lexicon *lexicon, const char *text);

/* Small letters without accents, terminated; a word that does not fit becomes "". */
void word_fold(const char *text, size_t len, char word[WORD_LEN]);

/* Append the first character so, at most four bytes; returns how many it was made from. len must
 * not be 0. */
size_t word_fold_one(const char *text, size_t len, char *folded, size_t *folded_len);

/* "<b>" is a tag and no placeholder. */
bool word_is_element(const char *word);

/* Phrases before what belongs to one case. Words as folded, with a space between. */
struct phrase {
    const char *words;
    bool wants_cents; /* a round amount may be a rule */
};

extern const struct phrase phrases_amount[];  /* a refund; words NULL ends the list */
extern const struct phrase phrases_dated[];   /* between a thing and its day */
extern const struct phrase phrases_ending[];  /* the last digits of a card */
extern const struct phrase phrases_to_fill[]; /* of a gap, anywhere in it */

#endif
