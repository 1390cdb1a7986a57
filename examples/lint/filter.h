/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* filter.h: standard input line by line, one answer a line, in order, whatever the line is. */
#ifndef LINT_FILTER_H
#define LINT_FILTER_H

#include <poise/poise.h>

/* Answers one request with one line, as poise_check_json does. */
typedef poise_status (*filter_answer)(void *ctx, const char *request, size_t len,
                                      poise_write_fn write, void *write_ctx);

struct filter_kind {
    filter_answer answer;
    void *ctx;
    const char *head; /* of a line that the library never saw: what stands before "error" */
};

/* Returns the exit status. */
int filter_run(const struct filter_kind *kind);

/* One request, which is all of the input; the exit status says whether it was one. */
int filter_once(const struct filter_kind *kind);

#endif
