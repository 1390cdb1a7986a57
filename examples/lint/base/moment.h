/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* moment.h: times, in seconds since 1970-01-01 UTC. */
#ifndef LINT_MOMENT_H
#define LINT_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

/* 2026-01-31T12:00:00Z, or a number of seconds; never 0. */
bool moment_read(const char *text, int64_t *moment);

/* As 2026-01-31T12:00:00Z, or as a number when it is none of a year from 0 to 9999. */
void moment_write(int64_t moment, char text[32]);

/* What was said, or if it is 0 what the clock says. */
int64_t moment_or_now(int64_t said);

#endif
