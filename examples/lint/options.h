/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * options.h: the command line. Options stand anywhere; `--` ends them; a value follows `=` or is the
 * next word.
 */
#ifndef LINT_OPTIONS_H
#define LINT_OPTIONS_H

#include "readers.h"

#include <poise/poise.h>

enum command {
    COMMAND_LINT,
    COMMAND_CHECK,
    COMMAND_DECIDE,
    COMMAND_DIGEST,
    COMMAND_APPROVE,
    COMMAND_VERIFY,
    COMMAND_AUDIT,
    COMMAND_THREAD,
    COMMAND_RULES,
    COMMAND_EXPLAIN
};
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum output { OUTPUT_TEXT, OUTPUT_JSON };

struct words {
    const char **items; /* borrowed from argv */
    size_t count;
    size_t cap;
};

struct options {
    enum command command;
    enum output output;
    enum color color;
    enum format as;    /* FORMAT_UNKNOWN: by the name of each file */
    uint32_t fail_on;  /* POISE_SEVERITY_* */
    uint32_t language; /* POISE_LANGUAGE_*: hint for the drafts */
    uint32_t messages; /* POISE_LANGUAGE_*: of what is printed */
    bool jsonl;
    bool magic;
    bool git;
    uint32_t verdict; /* POISE_VERDICT_* */
    int64_t now;      /* 0: not said */
    const char *policy;
    const char *roster;
    const char *signers;
    const char *revoked;
    const char *reply;
    const char *by;
    const char *reason;
    const char *key;
    const char *author;
    const char *audit;
    const char *head;
    struct words placeholders; /* "name=type" */
    struct words own;
    struct words flagged;
    struct words operands;
};

extern const char usage_text[];

/* -1: go on; otherwise the exit status, and help, version or what was wrong has been printed. */
int options_read(int argc, char **argv, struct options *options);

void options_release(struct options *options);

/* The word that was probably meant, or NULL. */
const char *options_nearest(const char *word, const char *const *candidates, size_t count);

#endif
