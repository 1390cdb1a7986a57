/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * fields.h: which values of a JSON or YAML document are replies, and what they are called. A reader
 * calls it for each thing it meets, in order.
 */
#ifndef LINT_FIELDS_H
#define LINT_FIELDS_H

#include "memory.h"
#include "reply.h"
#include "source.h"

struct frame {
    size_t first_reply;
    size_t first_key;
    size_t path_len;
    size_t item; /* of a list: the next index */
    char *name;  /* of a map: its title, if it has one */
    int name_rank;
    bool is_map;
    bool has_key; /* of a map: the next thing is a value */
    bool is_text; /* what is in it is a reply whatever its key */
};

struct key {
    char *text;
    size_t len;
    size_t offset;
};

struct fields {
    struct source *source;
    struct replies *replies;
    struct frame *frames;
    size_t depth;
    size_t frame_cap;
    struct key *keys; /* of all open maps */
    size_t key_count;
    size_t key_cap;
    size_t *untitled; /* replies that no map around them has named yet, in order */
    size_t untitled_count;
    size_t untitled_cap;
    struct buffer path; /* JSON pointer of the thing that comes */
    bool is_text;       /* the key before it is that of a reply */
    bool only_text;     /* no value so far was a number or the like */
    bool is_locale;     /* it maps languages to their texts */
};

/* Names of members and columns. A rank is higher the better, 0 for no title. */
bool field_is_text(const char *key, size_t len);
int field_title_rank(const char *key, size_t len);

void fields_begin(struct fields *fields, struct source *source, struct replies *replies);
bool fields_wants_key(const struct fields *fields);
void fields_key(struct fields *fields, const char *text, size_t len, size_t offset);
void fields_open(struct fields *fields, bool is_map);
void fields_close(struct fields *fields);

/* A string; the reply is taken over. */
void fields_text(struct fields *fields, struct reply reply);

/* A number or the like; a value that is absent or stands elsewhere does not count. */
void fields_other(struct fields *fields, bool counts);

/* Keeps what is a reply, or nothing if the document was refused, and frees all else. */
void fields_end(struct fields *fields);

#endif
