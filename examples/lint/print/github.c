/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* Workflow commands, which GitHub turns into annotations. It shows the first MOST of each kind that
 * a step prints and drops the others without a word. */
#include "entry.h"
#include "memory.h"
#include "stream.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 10 };

struct kind {
    struct stream lines; /* of the first MOST */
    size_t count;
};

struct state {
    struct kind kinds[POISE_SEVERITY_ERROR + 1]; /* by severity */
};

static void begin(struct printer *printer)
{
    printer->state = memory_resize(NULL, sizeof(struct state));
    *(struct state *)printer->state = (struct state){ 0 };
}

/* As GitHub reads them back: in a property `:` and `,` are escaped too. Whatever else could steer a
 * terminal becomes U+FFFD. */
static void escape(FILE *out, const char *text, const char *escaped)
{
    size_t len = strlen(text), at = 0;
    long code;

    while (at < len) {
        size_t used = unicode_next(text + at, len - at, &code);
        if (strchr(escaped, text[at]) != NULL)
            fprintf(out, "%%%02lX", (unsigned long)code);
        else if (code == '\t' || unicode_is_drawn(code))
            fwrite(text + at, 1, used, out);
        else
            fputs("\xEF\xBF\xBD", out);
        at += used;
    }
}

/* GitHub takes columns for those of one line. */
static void place_print(FILE *out, const struct entry *entry)
{
    if (entry->begin.line == 0) return;
    fprintf(out, ",line=%zu,endLine=%zu", entry->begin.line, entry->end.line);
    if (entry->begin.line == entry->end.line)
        fprintf(out, ",col=%zu,endColumn=%zu", entry->begin.column, entry->end.column);
}

static void print(struct printer *printer, const struct entry *entry)
{
    static const char *const commands[] = { "debug", "notice", "warning", "error" };
    struct kind *kind = &((struct state *)printer->state)->kinds[entry->severity];
    FILE *out;

    if (kind->count++ >= MOST) return;
    out = stream_file(&kind->lines);
    fprintf(out, "::%s file=", commands[entry->severity]);
    escape(out, entry->path, "%\r\n:,");
    place_print(out, entry);
    fprintf(out, ",title=%s::", entry->code);
    escape(out, entry->words, "%\r\n");
    fputs("\n", out);
}

static size_t dropped(const struct kind *kind)
{
    return kind->count > MOST ? kind->count - MOST : 0;
}

static void end(struct printer *printer, const struct tally *tally)
{
    struct state *state = printer->state;
    size_t drops[POISE_SEVERITY_ERROR + 1], total = 0;
    const char *format = "poise: not shown, as GitHub takes %d of each kind in a step: errors %zu, "
                         "warnings %zu, info %zu\n";

    (void)tally;
    if (printer->options->messages == POISE_LANGUAGE_FR)
        format = "poise : non affichés, car GitHub en prend %d de chaque sorte par étape : "
                 "erreurs %zu, avertissements %zu, infos %zu\n";
    for (size_t severity = POISE_SEVERITY_ERROR; severity > 0; severity--) {
        stream_move(&state->kinds[severity].lines, printer->out);
        drops[severity] = dropped(&state->kinds[severity]);
        total += drops[severity];
    }
    if (total > 0)
        fprintf(printer->out, format, MOST, drops[POISE_SEVERITY_ERROR],
                drops[POISE_SEVERITY_WARNING], drops[POISE_SEVERITY_INFO]);
    free(state);
}

const struct printer_kind print_github = { .begin = begin, .entry = print, .end = end };
