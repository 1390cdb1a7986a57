/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * reply.h: a canned reply, and the way back from each byte of its text to the file. Escapes,
 * indentation and folded lines make the two differ.
 */
#ifndef LINT_REPLY_H
#define LINT_REPLY_H

#include "source.h"

#include <poise/base.h>

#include <stdbool.h>
#include <stddef.h>

/* Text from byte `text` up to the next run was made from from_len bytes of the file at from. When
 * the two lengths are the same they are the same bytes; otherwise the run is one escape or fold. */
struct run {
    size_t text;
    size_t from;
    size_t from_len;
};

/* A file that goes with the reply. All owned; NULL: not said. */
struct attached {
    char *name;
    char *type; /* MIME */
    char *data;
    size_t len;
};

struct reply {
    char *name; /* NULL: it has none */
    char *text;
    size_t len;
    size_t cap;
    struct run *runs;
    size_t run_count;
    size_t run_cap;
    size_t begin; /* where it starts in the file, also when it is empty */
    struct attached *attached;
    size_t attached_count;
    size_t attached_cap;
    bool is_field; /* its key says that it is a reply; see fields.h */
};

struct replies {
    struct reply *items;
    size_t count;
    size_t cap;
    size_t dropped;  /* so far; see replies_drop */
    size_t left_out; /* sentences in members that are no replies by their names */

    /* Who does not want to keep them all takes the first count out, which are complete; what is
     * behind them moves to the front. NULL: they stay. */
    void (*take)(void *ctx, struct replies *replies, size_t count);
    void *take_ctx;
};

/* Append len bytes that were made from from_len bytes of the file at from. */
void reply_add(struct reply *reply, const char *bytes, size_t len, size_t from, size_t from_len);

/* The same, but of a text that the library refuses for its length no more is kept than shows that. */
void reply_add_bounded(struct reply *reply, const char *bytes, size_t len, size_t from,
                       size_t from_len);

/* The bytes of the file that a span of the text was made from. */
struct extent reply_extent(const struct reply *reply, poise_span where);

/* The way back. False when no words of the text were made from just these bytes. */
bool reply_span(const struct reply *reply, struct extent extent, poise_span *where);

/* The strings are taken over. */
void reply_attach(struct reply *reply, struct attached attached);

/* Whether somebody might have written it to be read: four words or more. */
bool reply_is_sentence(const struct reply *reply);

/* True when there is nothing in it but white space. */
bool reply_is_blank(const struct reply *reply);

/* Drop white space at the end. */
void reply_trim(struct reply *reply);

/* What a person called it: its first line, without the spaces around it and at most 256 bytes of it;
 * NULL if that is empty. */
char *reply_title(const char *text, size_t len);

void reply_release(struct reply *reply);

/* Append; the list owns the reply from then on. */
void replies_add(struct replies *replies, struct reply reply);

/* Somebody takes replies, and so many have come together that it is worth while. */
bool replies_are_due(const struct replies *replies);

/* Forget the first count, which belong to somebody else by now. */
void replies_drop(struct replies *replies, size_t count);

/* Drop all but the first count. */
void replies_clear(struct replies *replies, size_t count);
void replies_release(struct replies *replies);

#endif
