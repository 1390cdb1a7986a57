/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "entry.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

const char *entry_path(const struct source *source)
{
    const char *path = source->path;

    while (path[0] == '.' && path[1] == '/' && path[2] != '\0') {
        path += 2;
        while (*path == '/' && path[1] != '\0') path++;
    }
    return path;
}

bool entry_is_unread(const struct entry *entry)
{
    return strcmp(entry->code, ENTRY_UNREAD) == 0;
}

/* Two sentences in one text. */
static char *join(const char *first, const char *second)
{
    struct buffer words = { 0 };

    buffer_add(&words, first, strlen(first));
    if (second != NULL && *second != '\0') {
        buffer_add(&words, " ", 1);
        buffer_add(&words, second, strlen(second));
    }
    return words.data;
}

static void print_findings(struct printer *printer, const struct findings *findings,
                           struct entry entry)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        char *words;

        if (!printer->kind->takes_quiet && !finding_is_open(finding)) continue;
        words = join(finding->message, finding->hint);
        entry.code = finding->code;
        entry.severity = finding->severity;
        entry.words = words;
        entry.begin = finding->begin;
        entry.end = finding->end;
        entry.finding = finding;
        printer->kind->entry(printer, &entry);
        free(words);
    }
}

static const char *denial(const struct printer *printer, const struct checked *checked)
{
    const char *reason = poise_report_reason(checked->report, 0);

    if (reason != NULL) return reason;
    return printer->options->messages == POISE_LANGUAGE_FR ? "La politique refuse cette réponse."
                                                           : "The policy denies this reply.";
}

void entries_of_reply(struct printer *printer, const struct checked *checked)
{
    struct entry entry = { .path = entry_path(checked->source), .reply = checked->reply->name };

    print_findings(printer, &checked->findings, entry);
    if (checked->summary.decision != POISE_DECISION_DENY) return;
    entry.code = ENTRY_DENIED;
    entry.severity = POISE_SEVERITY_ERROR;
    entry.words = denial(printer, checked);
    entry.begin = entry.end = checked->place;
    printer->kind->entry(printer, &entry);
}

void entries_of_file(struct printer *printer, const struct source *source,
                     const struct findings *findings)
{
    struct entry entry = { .path = entry_path(source) };

    print_findings(printer, findings, entry);
    for (size_t i = 0; i < source->problem_count; i++) {
        const struct problem *problem = &source->problems[i];
        struct entry unread = { .path = entry.path,
                                .code = ENTRY_UNREAD,
                                .severity = POISE_SEVERITY_ERROR,
                                .words = problem->message,
                                .begin = problem->place,
                                .end = problem->place };
        printer->kind->entry(printer, &unread);
    }
}
