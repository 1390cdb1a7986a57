/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* child.h: other programs, found in PATH and started without a shell. argv ends with NULL. */
#ifndef LINT_CHILD_H
#define LINT_CHILD_H

#include "memory.h"

#include <stdbool.h>

/* What a program that could not be started "exits" with; why was said. */
enum { CHILD_FAILED = -1 };

/* Its standard output is added to out, its standard input is empty; quiet: what it says of errors is
 * dropped. Returns its exit status. */
int child_read(const char *const *argv, const char *const *environment, bool quiet,
               struct buffer *out);

/* With our own terminal, so that it can ask; what it prints goes to standard error. */
int child_run(const char *const *argv);

#endif
