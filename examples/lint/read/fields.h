/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * fields.h: which values of a JSON or YAML document are replies, and what they are called. A reader
 * calls it for each thing it meets, in order. A reply is complete when the element of the outermost
 * list around it ends, and is given away then if somebody takes replies, so that memory is bounded
 * by an element and not by the document.
 */
#ifndef LINT_FIELDS_H
#define LINT_FIELDS_H

#include "keys.h"
#include "memory.h"
#include "reply.h"
#include "source.h"

struct words;

/* What a value is, by its key or by the list that it stands in. */
enum role {
    ROLE_OTHER,
    ROLE_REPLY,
    ROLE_NAMED,       /* a reply that its key names, in a map of replies */
    ROLE_REMARK,      /* a reply if its map has no other */
    ROLE_FIELD,       /* "field" of a Zendesk action, which says what its */
    ROLE_VALUE,       /* "value" is */
    ROLE_ATTACHMENTS, /* the list, and what is in it */
    ROLE_NOTE,        /* to this program, see struct note */
    ROLE_NOTHING      /* never a reply, nor anything in it */
};

struct frame {
    enum role role;
    bool is_map;
    bool has_key;    /* of a map: the next thing is a value */
    bool is_part;    /* its replies, attachments and titles are those of the map around it */
    bool has_reply;  /* in it or in what is in it */
    bool is_comment; /* of a map: it is a Zendesk action that sends its value */
    bool has_note;
    size_t owner; /* the frame of the map that attachments go to */
    size_t first_reply;
    size_t first_key;
    size_t first_note;
    size_t path_len;
    size_t begin; /* in the file */
    size_t item;  /* of a list: the next index */
    char *name;   /* of a map: its title, if it has one */
    int name_rank;
    struct replies remarks; /* of a map, until it is known whether they are replies */
    struct replies values;
    struct reply files; /* only what is attached to it counts */
};

/* Indices of replies, in order. */
struct indices {
    size_t *items;
    size_t count;
    size_t cap;
};

struct fields {
    struct source *source;
    struct replies *replies;   /* replies, and as long as there is none all other strings */
    const struct words *names; /* those of --field */
    struct frame *frames;
    size_t depth;
    size_t frame_cap;
    size_t list_depth;       /* of the outermost list that is open; 0: there is none */
    struct keys keys;        /* of all open maps */
    struct indices untitled; /* replies that no map around them has named yet */
    struct indices bare;     /* replies that no map around them has given its attachments yet */
    struct buffer path;      /* JSON pointer of the thing that comes */
    enum role role;          /* by the key before it */
    size_t attached;         /* bytes of attachments that were copied */
    bool has_reply;    /* one of the members has the name of a reply: other strings are none */
    bool only_text;    /* no value so far was a number or the like */
    bool is_locale;    /* it maps languages to their texts */
    bool is_catalogue; /* by its first key: translations of a program, whose names say nothing */
};

void fields_begin(struct fields *fields, struct source *source, struct replies *replies,
                  const struct words *names);
bool fields_wants_key(const struct fields *fields);
void fields_key(struct fields *fields, const char *text, size_t len, size_t offset);

/* begin and end: of the map or list in the file. */
void fields_open(struct fields *fields, bool is_map, size_t begin);
void fields_close(struct fields *fields, size_t end);

/* A string; the reply is taken over. False when it is certainly no reply by its place. */
bool fields_text(struct fields *fields, struct reply reply);

/* A number or the like; a value that is absent or stands elsewhere does not count. True when a text
 * in its place would certainly be a reply. */
bool fields_other(struct fields *fields, bool counts);

/* Keeps what is a reply, also of a document that turned out to be broken, and frees all else. */
void fields_end(struct fields *fields);

#endif
