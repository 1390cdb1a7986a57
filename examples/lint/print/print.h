/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * print.h: what was found, for people and for programs. A printer is told things in the order in
 * which they are found, and writes them then if its format allows it.
 */
#ifndef LINT_PRINT_H
#define LINT_PRINT_H

#include "finding.h"
#include "options.h"
#include "unicode.h"
#include "walk.h"

#include <stdio.h>

/* What the whole run came to. */
struct tally {
    size_t files;
    size_t replies;
    size_t severities[POISE_SEVERITY_ERROR + 1]; /* open findings, by severity */
    size_t suppressed;
    size_t known;   /* to the baseline */
    size_t waiting; /* replies that the policy wants approved */
    size_t denied;  /* replies that it denies */
    size_t unread;  /* files that could not be read, or not all of them */
};

void tally_add(struct tally *tally, const struct findings *findings);
void tally_reply(struct tally *tally, const struct checked *checked);

/* EXIT_FINDINGS when something reaches --fail-on, there are too many warnings, or a reply is denied. */
int tally_status(const struct tally *tally, const struct options *options);

struct printer;
struct entry;

/* NULL where a format has nothing to do. */
struct printer_kind {
    void (*begin)(struct printer *printer);
    void (*file_begin)(struct printer *printer, struct source *source);

    /* For formats that are lists of what entry.h calls entries: each of them by itself, in place of
     * reply and file_end where these are NULL. */
    void (*entry)(struct printer *printer, const struct entry *entry);
    bool takes_quiet; /* entries that are suppressed or known too */

    void (*reply)(struct printer *printer, const struct checked *checked);

    /* findings are about the file as a whole, by position; what could not be read is in
     * source->problems, which were all said on standard error already. */
    void (*file_end)(struct printer *printer, struct source *source,
                     const struct findings *findings);
    void (*end)(struct printer *printer, const struct tally *tally);
};

struct printer {
    const struct printer_kind *kind;
    const struct options *options;
    FILE *out;
    void *state; /* the kind's own: made in begin, freed in end */
    bool colored;
};

extern const struct printer_kind print_text, print_json, print_jsonl, print_sarif, print_junit,
    print_checkstyle, print_github, print_gitlab, print_unix, print_html;

/* What --format and --report ask for. */
struct printers {
    struct printer *items;
    size_t count;
};

/* False when a report cannot be written to its file, which was then said: one that is read in this
 * run, or that another report is written to, is left as it is. */
bool printers_begin(struct printers *printers, const struct options *options,
                    const struct paths *inputs);
void printers_file_begin(struct printers *printers, struct source *source);
void printers_reply(struct printers *printers, const struct checked *checked);
void printers_file_end(struct printers *printers, struct source *source,
                       const struct findings *findings);

/* False when something could not be written, which was then said. */
bool printers_end(struct printers *printers, const struct tally *tally);

/* One on standard output, for commands that print a single reply. */
struct printer text_printer(const struct options *options);

/* A reply with its findings and scores, whatever they are. */
void text_reply(struct printer *printer, const struct checked *checked);

/* The words behind the scores, good ones too. */
void text_signals(struct printer *printer, const struct checked *checked);

#endif
