/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * walk.h: which files to read. Folders are walked in order of names, without dot files, without what
 * ignore files and --exclude leave out, and without files that are something else than replies: the
 * policy, records, the baseline. A link to a folder is followed only when it is named itself, so
 * there is no loop.
 */
#ifndef LINT_WALK_H
#define LINT_WALK_H

#include "options.h"

#include <sys/stat.h>

struct paths {
    char **items;
    size_t count;
    size_t cap;
    size_t skipped;  /* files in folders of a kind that is not read */
    size_t excluded; /* named, and left out */
    bool failed;     /* a folder or a list could not be read, which was then said */
};

/* By the ending of its name. */
enum format walk_format(const char *path);

/* By --as, then by poise.yaml, then by the ending of its name. */
enum format walk_format_of(const struct options *options, const char *path);

/* What the operands and --files-from name, or this folder, each file once. A path that does not exist
 * is among them, to fail where it is read. */
void paths_collect(const struct options *options, struct paths *paths);

/* The same, and says how much was left out. */
void paths_find(const struct options *options, struct paths *paths);

/* --list-files: print them instead of reading them. Returns the exit status. */
int paths_print(const struct options *options, const struct paths *paths);

/* Whether this run reads a file: for its replies, or because an option names it. */
bool paths_hold(const struct options *options, const struct paths *paths,
                const struct stat *status);

void paths_release(struct paths *paths);

#endif
