/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* print.h: what was found, for people and for programs. Both print on standard output. */
#ifndef LINT_PRINT_H
#define LINT_PRINT_H

#include "options.h"
#include "reply.h"
#include "source.h"

/* What the whole run came to. */
struct tally {
    size_t files;
    size_t replies;
    size_t severities[POISE_SEVERITY_ERROR + 1]; /* findings, by severity */
    size_t waiting;                              /* replies that the policy wants approved */
    size_t denied;                               /* replies that it denies */
    size_t unread; /* files that could not be read, or not all of them */
};

void tally_add(struct tally *tally, const poise_report *report);

struct text_printer {
    uint32_t language; /* POISE_LANGUAGE_*: of the words around the library's */
    bool colored;
};

/* A text in one line, without what could steer the terminal. */
void text_safely(const char *text);

struct text_printer text_printer(const struct options *options);
void text_reply(const struct text_printer *printer, struct source *source,
                const struct reply *reply, const poise_report *report);

/* The words behind the scores, good ones too. */
void text_signals(const struct text_printer *printer, struct source *source,
                  const struct reply *reply, const poise_report *report);
void text_summary(const struct text_printer *printer, const struct tally *tally);

/* One document: a begin, files with their replies, an end. */
struct json_printer {
    bool has_file;
    bool has_reply;
};

void json_begin(struct json_printer *printer);
void json_file(struct json_printer *printer, struct source *source);
void json_reply(struct json_printer *printer, struct source *source, const struct reply *reply,
                const poise_report *report);
void json_file_end(const struct source *source);
void json_end(const struct tally *tally);

#endif
