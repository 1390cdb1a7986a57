/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* path.h: names of files, put together and told apart. What is returned is to be freed. */
#ifndef LINT_PATH_H
#define LINT_PATH_H

#include "memory.h"

/* "folder/name", with one slash between. */
char *path_join(const char *folder, const char *name);

/* Append a name to a folder in the same way; to nothing it is the name alone. */
void path_extend(struct buffer *folder, const char *name);

/* The folder that a file is in: "." for a bare name. */
char *path_folder(const char *path);

/* Behind the last slash; borrowed. */
const char *path_base(const char *path);

/* From the root of the file system on, by names alone: links stay. NULL: nobody can tell. */
char *path_whole(const char *path);

/* What a file is called from a folder that has this whole path; NULL when it is not in there. */
char *path_below(const char *folder, const char *path);

/* Append a path, or another word, as a shell reads it back. */
void path_quote(struct buffer *line, const char *word);

/* "poise: PATH: WORDS" on standard error. Who names a file may not speak for this program. */
void path_say(const char *path, const char *words);

#endif
