/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * progress.h: one line on standard error that says how far a long run has come: if that is a
 * terminal, and after a second. It is gone at the end, and whenever something else is printed.
 */
#ifndef LINT_PROGRESS_H
#define LINT_PROGRESS_H

#include "print.h"

#include <stdint.h>

struct progress {
    bool is_wanted;
    bool is_french;
    bool is_shown;
    int64_t due; /* from when on there is a line, in milliseconds of a steady clock */
};

void progress_begin(struct progress *progress, const struct options *options);
void progress_show(struct progress *progress, const struct tally *tally);

/* Before something is printed, and at the end. */
void progress_clear(struct progress *progress);

#endif
