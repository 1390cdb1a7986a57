/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* case_file.h: reads case files; README.md beside it describes them. */
#ifndef POISE_TESTS_CASE_FILE_H
#define POISE_TESTS_CASE_FILE_H

#include <poise/poise.h>

#include <stdbool.h>

enum { CASE_TEXT = 65536, CASE_LINES = 64, CASE_FACTS = 64, CASE_LIST = 16, CASE_COLUMNS = 4096 };

/* A line that must hold, as it was written. */
struct fact {
    uint32_t line; /* of the file */
    char sign;     /* '^', '!' or '=' */
    char words[256];
    poise_span where; /* '^' */
    uint32_t low, high;
};

/* Everything of one case; pointers point into `store` or the file. */
struct test_case {
    char text[CASE_TEXT];
    uint32_t text_len;
    poise_span lines[CASE_LINES]; /* of the text, without line feeds */
    uint32_t line_count;
    struct fact facts[CASE_FACTS];
    uint32_t fact_count;
    uint32_t language;
    const char *own[CASE_LIST];
    uint32_t own_count;
    const char *flagged[CASE_LIST];
    uint32_t flagged_count;
    poise_attachment attachments[CASE_LIST];
    uint32_t attachment_count;
    const char *reply_to;
    uint32_t reply_to_len;
    char store[4 * CASE_TEXT];
    uint32_t stored;
    uint32_t columns
        [CASE_COLUMNS]; /* byte of the text at each column of the last line, its end included */
    uint32_t column_count;
};

/*
 * Read the next case from *at, a terminated string, whose first line is number *line; both are
 * moved on. False at the end of the file. A line that is none ends the program with its place.
 */
bool case_next(const char *path, const char **at, uint32_t *line, struct test_case *c);

#endif
