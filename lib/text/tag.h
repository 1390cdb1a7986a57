/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * tag.h: a tag of HTML or BBCode, and those of its attributes that people read: a picture's words
 * for who does not see it, a title that shows under the pointer, a hint in an empty field.
 *
 * No tag holds the begin of another, so a row of unclosed ones is read in linear time.
 */
#ifndef POISE_TEXT_TAG_H
#define POISE_TEXT_TAG_H

#include <stdbool.h>

#include <poise/check.h>

struct poise__tag {
    const uint8_t *bytes; /* of the text that holds it, len of them */
    uint32_t len;
    uint8_t open; /* the marks around it: < and >, or [ and ] */
    uint8_t close;
    bool shows;  /* it has an attribute that people read */
    uint32_t at; /* the next attribute */
    uint32_t end;
};

struct poise__attribute {
    poise_span name;
    poise_span value; /* without its quotes; empty when there is none */
};

/* Is this the name, in small letters, whatever the case of its own? */
bool poise__tag_is(const char *wanted, const uint8_t *name, uint32_t len);

/* bare: also where it stands alone in its brackets, and so might be something to fill in. */
bool poise__tag_is_html(const uint8_t *name, uint32_t len);
bool poise__tag_is_bare(const uint8_t *name, uint32_t len);
bool poise__tag_is_bbcode(const uint8_t *name, uint32_t len);

/* Stand before the first attribute of a tag whose name ends at a place. The caller has set bytes, len
 * and the marks. False when the tag does not close. */
bool poise__tag_open(struct poise__tag *tag, uint32_t name_end);

/* The next attribute; false at the end of the tag. */
bool poise__tag_next(struct poise__tag *tag, struct poise__attribute *attribute);

/* Is the value read out or shown to people? */
bool poise__tag_shows(const struct poise__tag *tag, const struct poise__attribute *attribute);

#endif
