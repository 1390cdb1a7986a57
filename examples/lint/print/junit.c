/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * The XML that runners of JUnit write: a suite for each file, a case for each reply, and one more of
 * a file of which something is to be said as a whole. Counts stand in front of what they count, so
 * the document is kept until the end: some hundred bytes a reply and finding.
 */
#include "entry.h"
#include "memory.h"
#include "rule.h"
#include "stream.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

struct counts {
    size_t tests;
    size_t failures;
    size_t errors;
};

struct state {
    struct stream suites;
    struct counts total;
    struct stream cases; /* of this file */
    struct counts counts;

    /* Of this case; lines that a person can click on. */
    struct stream errors;  /* elements */
    struct stream failing; /* lines: at or above --fail-on */
    struct stream passing; /* lines: below it */
    struct stream failure; /* the attributes of the first of failing */
};

static void begin(struct printer *printer)
{
    printer->state = memory_resize(NULL, sizeof(struct state));
    *(struct state *)printer->state = (struct state){ 0 };
}

static void file_begin(struct printer *printer, struct source *source)
{
    (void)source;
    ((struct state *)printer->state)->counts = (struct counts){ 0 };
}

static void line_print(FILE *out, const struct printer *printer, const struct entry *entry)
{
    text_safely(out, entry->path);
    if (entry->begin.line > 0) fprintf(out, ":%zu:%zu", entry->begin.line, entry->begin.column);
    fprintf(out, ": %s: ", severity_name(entry->severity, printer->options->messages));
    text_safely(out, entry->words);
    fprintf(out, " [%s]\n", entry->code);
}

static void attributes_print(FILE *out, const struct entry *entry)
{
    xml_attribute(out, "type", entry->code);
    xml_attribute(out, "message", entry->words);
}

static void error_print(struct state *state, const struct printer *printer,
                        const struct entry *entry)
{
    FILE *out = stream_file(&state->errors);
    struct stream line = { 0 };

    line_print(stream_file(&line), printer, entry);
    fputs("<error", out);
    attributes_print(out, entry);
    fputs(">", out);
    xml_text(out, stream_text(&line));
    fputs("</error>\n", out);
    stream_release(&line);
}

static void print(struct printer *printer, const struct entry *entry)
{
    struct state *state = printer->state;

    if (entry_is_unread(entry)) {
        error_print(state, printer, entry);
    } else if (entry->severity < printer->options->fail_on) {
        line_print(stream_file(&state->passing), printer, entry);
    } else {
        if (stream_is_empty(&state->failing)) attributes_print(stream_file(&state->failure), entry);
        line_print(stream_file(&state->failing), printer, entry);
    }
}

/* Nothing to say is a case that passes. */
static bool case_is_clean(struct state *state)
{
    return stream_is_empty(&state->errors) && stream_is_empty(&state->failing) &&
           stream_is_empty(&state->passing);
}

static void case_end(struct state *state, const char *path, const char *name)
{
    FILE *out = stream_file(&state->cases);

    state->counts.tests++;
    state->counts.errors += !stream_is_empty(&state->errors);
    state->counts.failures += !stream_is_empty(&state->failing);
    fputs("<testcase", out);
    xml_attribute(out, "name", name);
    xml_attribute(out, "classname", path);
    fputs(case_is_clean(state) ? "/>\n" : ">\n", out);
    if (case_is_clean(state)) return;
    stream_move(&state->errors, out);
    if (!stream_is_empty(&state->failing)) {
        fputs("<failure", out);
        stream_move(&state->failure, out);
        fputs(">", out);
        xml_text(out, stream_text(&state->failing));
        fputs("</failure>\n", out);
        stream_release(&state->failing);
    }
    if (!stream_is_empty(&state->passing)) {
        fputs("<system-out>", out);
        xml_text(out, stream_text(&state->passing));
        fputs("</system-out>\n", out);
        stream_release(&state->passing);
    }
    fputs("</testcase>\n", out);
}

static void reply(struct printer *printer, const struct checked *checked)
{
    struct state *state = printer->state;
    char line[32];

    snprintf(line, sizeof line, "line %zu", checked->place.line);
    entries_of_reply(printer, checked);
    case_end(state, entry_path(checked->source),
             checked->reply->name != NULL ? checked->reply->name : line);
}

static void counts_print(FILE *out, const struct counts *counts)
{
    xml_number(out, "tests", counts->tests);
    xml_number(out, "failures", counts->failures);
    xml_number(out, "errors", counts->errors);
}

static void file_end(struct printer *printer, struct source *source,
                     const struct findings *findings)
{
    struct state *state = printer->state;
    FILE *out = stream_file(&state->suites);

    entries_of_file(printer, source, findings);
    if (!case_is_clean(state)) case_end(state, entry_path(source), "file");
    fputs("<testsuite", out);
    xml_attribute(out, "name", entry_path(source));
    counts_print(out, &state->counts);
    fputs(">\n", out);
    stream_move(&state->cases, out);
    fputs("</testsuite>\n", out);
    state->total.tests += state->counts.tests;
    state->total.failures += state->counts.failures;
    state->total.errors += state->counts.errors;
}

static void end(struct printer *printer, const struct tally *tally)
{
    struct state *state = printer->state;

    (void)tally;
    xml_declare(printer->out);
    fputs("<testsuites name=\"poise\"", printer->out);
    counts_print(printer->out, &state->total);
    fputs(">\n", printer->out);
    stream_move(&state->suites, printer->out);
    fputs("</testsuites>\n", printer->out);
    free(state);
}

const struct printer_kind print_junit = { .begin = begin,
                                          .file_begin = file_begin,
                                          .entry = print,
                                          .reply = reply,
                                          .file_end = file_end,
                                          .end = end };
