/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* suite_rows.h: cases that other projects wrote, read from $POISE_SUITES/media, one JSON object a
 * line. Strings may hold zero bytes: {"hex": …} spells those that JSON cannot. */
#ifndef POISE_TESTS_SUITE_ROWS_H
#define POISE_TESTS_SUITE_ROWS_H

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

enum { SUITE_LINE_MAX = 1 << 20 };

static inline void each_suite_row(const char *name, void (*row_fn)(const json_t *row, void *ctx),
                                  void *ctx)
{
    char path[1024], *line = malloc(SUITE_LINE_MAX);

    snprintf(path, sizeof path, "%s/media/%s.jsonl", getenv("POISE_SUITES"), name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_non_null(line);
    while (fgets(line, SUITE_LINE_MAX, file)) {
        json_t *row = json_loads(line, JSON_ALLOW_NUL, NULL);
        if (!row) continue; /* a lone surrogate, which no UTF-8 has */
        row_fn(row, ctx);
        json_decref(row);
    }
    free(line);
    fclose(file);
}

static inline const char *row_text(const json_t *row, const char *key)
{
    const char *text = json_string_value(json_object_get(row, key));

    return text ? text : "";
}

/* {"s": text} or {"hex": digits} into out. Returns the length. */
static inline size_t row_bytes(const json_t *value, char *out, size_t room)
{
    const json_t *text = json_object_get(value, "s");
    const char *hex = row_text(value, "hex");
    size_t len = text ? json_string_length(text) : strlen(hex) / 2;

    assert_true(len < room);
    if (text) memcpy(out, json_string_value(text), len);
    for (size_t i = 0; !text && i < len; i++) {
        char digits[3] = { hex[2 * i], hex[2 * i + 1], '\0' };
        out[i] = (char)strtol(digits, NULL, 16);
    }
    out[len] = '\0';
    return len;
}

#endif
