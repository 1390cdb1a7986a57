/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * json_filter.c: one JSON request a line in, one answer a line out, through the entry point DOOR. For
 * policy_model.py and thread_model.py.
 */
#include "thread/thread.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1 << 26 };

static int print(void *ctx, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, ctx) != len;
}

int main(void)
{
    char *line = malloc(LINE_MAX_BYTES);
    poise_alloc heap;

    if (!line || !poise__alloc_init(&heap, NULL)) return 1;
    while (fgets(line, LINE_MAX_BYTES, stdin)) {
        struct poise__slice request = { line, strcspn(line, "\n") };
        poise_status status = DOOR(&heap, request, print, stdout);
        if (status == POISE_E_WRITE || status == POISE_E_NOMEM) break;
    }
    free(line);
    return ferror(stdin) || fclose(stdout);
}
