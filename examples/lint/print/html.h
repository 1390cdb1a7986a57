/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * html.h: the parts of the page that --format html writes. Markup goes into buffers; whatever comes
 * from a file goes through html_text or html_quoted on its way.
 */
#ifndef LINT_HTML_H
#define LINT_HTML_H

#include "finding.h"
#include "memory.h"

#include <poise/poise.h>

/* ---- Words: html_words.c ------------------------------------------------------------------- */

/* Our own words are markup already: they have none of the characters that need escaping. */
struct html_words {
    const char *language; /* of the page */
    const char *title;
    const char *skip;
    const char *help;
    const char *help_scores;
    const char *help_marks;
    const char *help_people;
    const char *good; /* what the calm colour stands for */
    const char *filters;
    const char *all;
    const char *search;
    const char *hide_clean;
    const char *shown;
    const char *about_files;
    const char *to_look_at;
    const char *clean;
    const char *shares[5]; /* replies by the worst that there is in each, clean ones last */
    const char *files;
    const char *replies;
    const char *severities[POISE_SEVERITY_ERROR + 1];
    const char *counts[POISE_SEVERITY_ERROR + 1]; /* "errors" */
    const char *suppressed_count;
    const char *known_count;
    const char *waiting_count;
    const char *denied_count;
    const char *unread_count;
    const char *unread; /* one file of them */
    const char *decisions[POISE_DECISION_ALLOW_OVERRIDE + 1];
    const char *axes[4]; /* defensive, insulting, apologetic, remedy */
    const char *over;    /* the line at 500 */
    const char *under;
    const char *have; /* takes two numbers: so many of so many people */
    const char *impossible;
    const char *suppressed; /* "suppressed: " */
    const char *known;
    const char *unnamed; /* takes a number: a reply that has only a line */
    const char *place;   /* takes a line and a column */
    const char *quotes[2];
    const char *media; /* the heading of links, files and contacts */
    const char *kinds[POISE_MEDIA_FILENAME_MENTION + 1];
    const char *vias[POISE_VIA_ATTACHMENT + 1];
    const char *contacts[POISE_CONTACT_PHONE + 1];
    const char *own;
};

const struct html_words *html_words(uint32_t language);

/* What a bit of poise_media.flags says, NULL behind the last one; *is_bad: somebody should look. */
const char *html_flag(uint32_t bit, uint32_t language, bool *is_bad);

/* ---- Text: html_text.c --------------------------------------------------------------------- */

/* Markup, as it is. */
void html_put(struct buffer *out, const char *markup);

/* Markup with numbers and words of our own in it; bounded by HTML_FORMAT_MAX bytes. */
enum { HTML_FORMAT_MAX = 512 };
void html_format(struct buffer *out, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* Words of somebody else between tags: escaped; what nobody would see is named in a small label, and
 * bytes that are no UTF-8 are U+FFFD. Line ends are line feeds. */
void html_text(struct buffer *out, const char *text, size_t len);

/* The first most bytes of such words in one line. */
void html_line(struct buffer *out, const char *text, size_t len, size_t most);

/* Such words inside the quotes of an attribute. */
void html_quoted(struct buffer *out, const char *text);

/* Where spans overlap the highest one gives the colour and the link. */
enum html_level { HTML_GOOD, HTML_CLOSED, HTML_INFO, HTML_WARNING, HTML_ERROR, HTML_LEVELS };

struct html_span {
    poise_span where;
    enum html_level level;
    size_t finding;    /* which one of the reply is linked; not with HTML_GOOD */
    const char *title; /* borrowed */
    /* Set by html_spans: numbers of the pieces that the words were cut into, from 1, first to last;
     * 0: it marks no words. */
    size_t first;
    size_t last;
};

/* The text, cut where a span begins or ends. reply numbers the card. */
void html_spans(struct buffer *out, const struct reply *text, struct html_span *spans, size_t count,
                size_t reply);

/* ---- Cards: html_card.c -------------------------------------------------------------------- */

/* What decides where a card stands and how it is found. */
struct html_card {
    size_t number; /* in the order of the files, from 1 */
    size_t begin;  /* bytes of the buffer with all cards */
    size_t end;
    size_t severities[POISE_SEVERITY_ERROR + 1]; /* open findings */
    uint32_t score;                              /* the worse one of defensive and insulting */
    bool is_denied;
    bool is_waiting;
};

/* Nothing in it asks for a look. */
bool html_card_is_clean(const struct html_card *card);

/* Adds one card to out; its number is set already. */
void html_card(struct buffer *out, const struct checked *checked, uint32_t language,
               struct html_card *card);

/* What a file as a whole is told of, if anything. */
void html_file(struct buffer *out, const struct source *source, const struct findings *findings,
               uint32_t language);

#endif
