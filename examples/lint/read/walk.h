/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* walk.h: which files to lint. */
#ifndef LINT_WALK_H
#define LINT_WALK_H

#include "options.h"

struct paths {
    char **items;
    size_t count;
    size_t cap;
    size_t skipped; /* files in folders of a kind that is not read */
    bool failed;    /* a folder could not be read, which was then said */
};

/* By the ending of its name. */
enum format walk_format(const char *path);

/* By --as, then by poise.yaml, then by the ending of its name. */
enum format walk_format_of(const struct options *options, const char *path);

/* Appends the operand, or what is in it if it is a folder: sorted, without dot files, without the
 * policy, the roster, poise.yaml and what is named there. A link to a folder is followed only when it is the operand itself, so there
 * is no loop. An operand that does not exist is appended too, to fail where it is read. */
void walk(const char *operand, const struct options *options, struct paths *paths);

/* What the operands name, or this folder; says what was left out. */
void paths_find(const struct options *options, struct paths *paths);

void walk_release(struct paths *paths);

#endif
