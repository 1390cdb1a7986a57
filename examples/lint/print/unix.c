/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* A line for each: `path:line:column: words [Error/rule]`, for editors and scripts. */
#include "entry.h"
#include "memory.h"

#include <stdlib.h>

static void begin(struct printer *printer)
{
    printer->state = memory_resize(NULL, sizeof(size_t));
    *(size_t *)printer->state = 0;
}

static void print(struct printer *printer, const struct entry *entry)
{
    static const char *const severities[] = { "", "Info", "Warning", "Error" };

    text_safely(printer->out, entry->path);
    fprintf(printer->out, ":%zu:%zu: ", entry->begin.line, entry->begin.column);
    text_safely(printer->out, entry->words);
    fprintf(printer->out, " [%s/%s]\n", severities[entry->severity], entry->code);
    ++*(size_t *)printer->state;
}

static void end(struct printer *printer, const struct tally *tally)
{
    size_t count = *(size_t *)printer->state;

    (void)tally;
    if (count > 0) fprintf(printer->out, "\n%zu problem%s\n", count, count == 1 ? "" : "s");
    free(printer->state);
}

const struct printer_kind print_unix = { .begin = begin, .entry = print, .end = end };
