/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * options.h: the command line. Options stand anywhere; `--` ends them; a value follows `=` or is the
 * next word. One table says what each option is called, takes and does: reading, --help, completions,
 * the manual page and poise.yaml all come from it.
 */
#ifndef LINT_OPTIONS_H
#define LINT_OPTIONS_H

#include "readers.h"

#include <poise/poise.h>

#include <stdio.h>

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
    COMMAND_EXPLAIN,
    COMMAND_INIT,
    COMMAND_COMPLETIONS,
    COMMAND_MANUAL,
    COMMAND_COUNT
};

enum option {
    OPTION_FORMAT,
    OPTION_REPORT,
    OPTION_FAIL_ON,
    OPTION_MAX_WARNINGS,
    OPTION_VERBOSE,
    OPTION_AS,
    OPTION_FIELD,
    OPTION_EXCLUDE,
    OPTION_NO_IGNORE,
    OPTION_FILES_FROM,
    OPTION_LIST_FILES,
    OPTION_STDIN_FILENAME,
    OPTION_BASELINE,
    OPTION_WRITE_BASELINE,
    OPTION_PRUNE_BASELINE,
    OPTION_CONFIG,
    OPTION_NO_CONFIG,
    OPTION_PRINT_CONFIG,
    OPTION_JOBS,
    OPTION_POLICY,
    OPTION_ROSTER,
    OPTION_OWN,
    OPTION_FLAGGED,
    OPTION_LANG,
    OPTION_MESSAGES,
    OPTION_COLOR,
    OPTION_JSONL,
    OPTION_MAGIC,
    OPTION_BY,
    OPTION_REPLY,
    OPTION_VERDICT,
    OPTION_REASON,
    OPTION_KEY,
    OPTION_PLACEHOLDER,
    OPTION_NOW,
    OPTION_GIT,
    OPTION_AUTHOR,
    OPTION_SIGNERS,
    OPTION_REVOKED,
    OPTION_AUDIT,
    OPTION_HEAD,
    OPTION_COUNT
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum output {
    OUTPUT_TEXT,
    OUTPUT_JSON,
    OUTPUT_JSONL,
    OUTPUT_SARIF,
    OUTPUT_JUNIT,
    OUTPUT_CHECKSTYLE,
    OUTPUT_GITHUB,
    OUTPUT_GITLAB,
    OUTPUT_UNIX,
    OUTPUT_HTML
};

struct choice {
    const char *word; /* NULL ends a list */
    int value;
};

struct option_row {
    const char *name;             /* "--fail-on" */
    char letter;                  /* 'j' for -j; 0: none */
    unsigned commands;            /* 1 << COMMAND_…: those that take it */
    const struct choice *choices; /* NULL: any word */
    const char
        *value; /* what a value is called in the help; NULL with choices, or if it takes none */
    const char *help;    /* one or two sentences, without breaks */
    const char *heading; /* of the help, above this row; NULL: as above */
};

/* What a command is given besides options. */
enum operand { OPERAND_NONE, OPERAND_PATH, OPERAND_RULE };

struct command_row {
    const char *name;
    const char *usage; /* "poise lint [PATH…]" */
    const char *help;
    enum operand operand;
    const char *words; /* "append verify": one of these comes first; NULL: none does */
};

extern const struct option_row option_table[OPTION_COUNT];    /* in the order of enum option */
extern const struct command_row command_table[COMMAND_COUNT]; /* in the order of enum command */

/* Whether a value follows. */
bool option_has_value(enum option option);

/* Whether a command takes it. */
bool option_is_of(enum option option, enum command command);

struct words {
    const char **items; /* borrowed */
    size_t count;
    size_t cap;
};

/* --report: what is written beside that which is printed. */
struct report_file {
    enum output output;
    const char *path;
};

/* Something that was said, in order: poise.yaml first. */
struct setting {
    enum option option;
    const char *word; /* NULL: the option takes none */
    size_t from;      /* byte of poise.yaml; SIZE_MAX: the command line */
};

struct config;

struct options {
    enum command command;
    uint64_t said; /* 1 << OPTION_…: those of the command line */
    enum output output;
    enum color color;
    enum format as;      /* FORMAT_UNKNOWN: by the name of each file */
    uint32_t fail_on;    /* POISE_SEVERITY_* */
    uint32_t language;   /* POISE_LANGUAGE_*: hint for the drafts */
    uint32_t messages;   /* POISE_LANGUAGE_*: of what is printed */
    uint32_t verdict;    /* POISE_VERDICT_* */
    int64_t now;         /* 0: not said */
    size_t max_warnings; /* SIZE_MAX: any number */
    unsigned jobs;       /* 0: as many as there are processors */
    bool verbose;
    bool no_ignore;
    bool list_files;
    bool write_baseline;
    bool prune_baseline;
    bool no_config;
    bool print_config;
    bool jsonl;
    bool magic;
    bool git;
    const char *files_from;
    const char *stdin_filename;
    const char *baseline;
    const char *config;
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
    struct words fields;       /* names of members and columns, and JSON pointers */
    struct words exclude;      /* patterns as in .gitignore */
    struct words placeholders; /* "name=type" */
    struct words own;
    struct words flagged;
    struct words operands;
    struct report_file *reports;
    size_t report_count;
    size_t report_cap;
    struct setting *settings;
    size_t setting_count;
    size_t setting_cap;
    struct config *configured; /* poise.yaml as it was read; NULL: none. See config.h */
    const char *config_root;   /* the folder it is in, as seen from here; NULL: none */
    size_t exclude_configured; /* so many patterns, the first ones, are from there, and about paths
                                  below config_root; the others are about paths below this folder */
};

/* The command line on top of poise.yaml. -1: go on; otherwise the exit status, and help, version, the
 * configuration or what was wrong has been printed. */
int options_read(int argc, char **argv, struct options *options);

/* Set one option by a word, which is borrowed; NULL for an option that takes none. NULL: done;
 * otherwise what is wrong with the word, and *nearest is the one that was meant, if there is one. */
const char *options_set(struct options *options, enum option option, const char *word,
                        const char **nearest);

/* Keep what was said; the word is borrowed. */
void options_note(struct options *options, enum option option, const char *word, size_t from);

void options_release(struct options *options);

void words_add(struct words *words, const char *word);

/* Say what is wrong with which word, and what was probably meant unless that is NULL. Returns
 * EXIT_USAGE. */
int options_wrong(const char *what, const char *word, const char *nearest);

/* The word that was probably meant, or NULL. */
const char *options_nearest(const char *word, const char *const *candidates, size_t count);

/* The help, of one command or (COMMAND_COUNT) all of it. */
void usage_print(FILE *out, enum command command);

#endif
