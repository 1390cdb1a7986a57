/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* sink.h: a write function that keeps what it is given, and can refuse. */
#ifndef POISE_TESTS_SINK_H
#define POISE_TESTS_SINK_H

#include <poise/base.h>

#include <string.h>

struct sink {
    char text[65536];
    size_t len;
    size_t refuse_after; /* bytes; 0: never */
};

static inline int sink_write(void *ctx, const char *bytes, size_t len)
{
    struct sink *sink = ctx;

    if (sink->refuse_after && sink->len + len > sink->refuse_after) return 1;
    if (len >= sizeof sink->text - sink->len) return 1;
    memcpy(sink->text + sink->len, bytes, len);
    sink->len += len;
    sink->text[sink->len] = '\0';
    return 0;
}

#endif
