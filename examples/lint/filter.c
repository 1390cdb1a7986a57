/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "filter.h"

#include "memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The longest line that the library takes; what is longer is not even kept. */
#define LINE_MAX_BYTES ((size_t)4 * POISE_TEXT_MAX)

struct filter {
    const struct filter_kind *kind;
    struct buffer line;   /* of the input, so far */
    struct buffer answer; /* to it */
    size_t dropped;       /* bytes of an over-long line that were not kept */
    size_t lines;
    size_t refused;
};

/* Of a line that the library never saw, or could not answer. */
static void error_print(const struct filter *filter, poise_status status, size_t offset,
                        const char *message)
{
    printf("{%s\"error\":{\"status\":\"%s\",\"offset\":%zu,\"line\":0,\"column\":0,"
           "\"message\":\"%s\"}}\n",
           filter->kind->head, poise_status_name(status), offset, message);
}

/* One line in, one line out, whatever is in it: a blank line is a request that is none. */
static void line_answer(struct filter *filter)
{
    poise_status status;

    buffer_cut(&filter->answer, 0);
    filter->lines++;
    if (filter->dropped > 0) {
        status = POISE_E_TOO_LONG;
        error_print(filter, status, LINE_MAX_BYTES, "a line is at most 64 MiB long");
    } else {
        status = filter->kind->answer(filter->kind->ctx,
                                      filter->line.data != NULL ? filter->line.data : "",
                                      filter->line.len, buffer_write, &filter->answer);
        if (filter->answer.len > 0)
            fwrite(filter->answer.data, 1, filter->answer.len, stdout);
        else
            error_print(filter, status, 0, "no answer");
    }
    if (status != POISE_OK) filter->refused++;
    buffer_cut(&filter->line, 0);
    filter->dropped = 0;
}

static void bytes_take(struct filter *filter, const char *bytes, size_t len)
{
    size_t room = LINE_MAX_BYTES - filter->line.len;
    size_t kept = len < room ? len : room;

    buffer_add(&filter->line, bytes, kept);
    filter->dropped += len - kept;
}

static void block_take(struct filter *filter, const char *block, size_t len)
{
    while (len > 0) {
        const char *end = memchr(block, '\n', len);
        size_t part = end != NULL ? (size_t)(end - block) : len;

        bytes_take(filter, block, part);
        if (end == NULL) return;
        line_answer(filter);
        block += part + 1;
        len -= part + 1;
    }
}

/* What is answered is written before the filter waits for more, so a program that asks line by line
 * gets its answers line by line, and a file is still written in blocks. */
int filter_run(const struct filter_kind *kind)
{
    struct filter filter = { .kind = kind };
    char block[65536];
    ssize_t got;

    do {
        fflush(stdout);
        got = read(STDIN_FILENO, block, sizeof block);
        if (got > 0) block_take(&filter, block, (size_t)got);
    } while (!ferror(stdout) && (got > 0 || (got < 0 && errno == EINTR)));
    if (filter.line.len > 0 || filter.dropped > 0) line_answer(&filter);
    if (got < 0) fprintf(stderr, "poise: <stdin>: %s\n", strerror(errno));
    if (filter.refused > 0)
        fprintf(stderr, "poise: %zu of %zu lines were refused\n", filter.refused, filter.lines);
    buffer_release(&filter.line);
    buffer_release(&filter.answer);
    return got < 0 ? EXIT_USAGE : EXIT_CLEAN;
}

int filter_once(const struct filter_kind *kind)
{
    struct filter filter = { .kind = kind };
    char block[65536];
    ssize_t got;

    do {
        got = read(STDIN_FILENO, block, sizeof block);
        if (got > 0) bytes_take(&filter, block, (size_t)got);
    } while (got > 0 || (got < 0 && errno == EINTR));
    if (got < 0)
        fprintf(stderr, "poise: <stdin>: %s\n", strerror(errno));
    else
        line_answer(&filter);
    buffer_release(&filter.line);
    buffer_release(&filter.answer);
    return got < 0 || filter.refused > 0 ? EXIT_USAGE : EXIT_CLEAN;
}
