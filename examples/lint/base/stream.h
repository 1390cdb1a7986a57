/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* stream.h: text that is written now and printed later. */
#ifndef LINT_STREAM_H
#define LINT_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* All zero: nothing was written. */
struct stream {
    FILE *file;
    char *data;
    size_t len;
};

/* Where to write; opened when first asked for. */
FILE *stream_file(struct stream *stream);

/* What was written so far, terminated; lives until more is written. */
const char *stream_text(struct stream *stream);

bool stream_is_empty(struct stream *stream);

/* Write it all to out and begin anew. */
void stream_move(struct stream *stream, FILE *out);
void stream_release(struct stream *stream);

#endif
