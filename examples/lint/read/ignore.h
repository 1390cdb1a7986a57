/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * ignore.h: what patterns in the language of .gitignore leave out. They work on bytes, as git's do.
 */
#ifndef LINT_IGNORE_H
#define LINT_IGNORE_H

#include <stdbool.h>
#include <stddef.h>

/* Who says what to leave out. */
enum ignore_kind {
    IGNORE_GIT = 1,    /* .gitignore */
    IGNORE_POISE = 2,  /* .poiseignore */
    IGNORE_EXCLUDE = 4 /* --exclude, and the configuration */
};

struct pattern {
    const char *text; /* borrowed from the list */
    bool is_negated;
    bool is_path;   /* about a path from the base, not about a name at any depth */
    bool is_folder; /* matches folders alone */
};

/* Patterns that are relative to one folder; the last that matches decides. */
struct patterns {
    enum ignore_kind kind;
    char *base; /* absolute, without a slash at its end: "" is the root */
    char *bytes;
    struct pattern *items;
    size_t count;
    size_t cap;
};

/* A later list wins over an earlier one, and each exclude wins over each file. */
struct ignore {
    struct patterns *excludes;
    size_t exclude_count;
    size_t exclude_cap;
    struct patterns *files;
    size_t file_count;
    size_t file_cap;
};

/* Whether a path matches one pattern; linear in the product of their lengths. */
bool ignore_matches(const char *pattern, const char *path);

/* Words that were said somewhere, each a pattern relative to the absolute folder base. */
void ignore_exclude(struct ignore *ignore, const char *base, const char *const *words,
                    size_t count);

/* The .gitignore and .poiseignore of an absolute folder, if there are any. False when one cannot be
 * read, which was then said. */
bool ignore_load(struct ignore *ignore, const char *folder);

/* Forget all but the first count files. */
void ignore_cut(struct ignore *ignore, size_t count);

/* Whether one of these kinds leaves out an absolute path by itself: whether a folder above it is
 * left out was asked before. A path outside of a list's base is known by its name alone. */
bool ignore_has(const struct ignore *ignore, const char *path, bool is_folder, unsigned kinds);

void ignore_release(struct ignore *ignore);

#endif
