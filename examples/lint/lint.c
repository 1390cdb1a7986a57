/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "commands.h"
#include "judge.h"
#include "memory.h"
#include "print.h"
#include "walk.h"

#include <stdio.h>

struct lint {
    const struct options *options;
    struct judge judge;
    struct text_printer text;
    struct json_printer json;
    struct tally tally;
};

void tally_add(struct tally *tally, const poise_report *report)
{
    uint32_t count = poise_report_count(report, POISE_COUNT_FINDINGS);
    poise_summary summary = { .size = sizeof summary };

    tally->replies++;
    for (uint32_t i = 0; i < count; i++) {
        poise_finding finding = { .size = sizeof finding };
        if (poise_report_finding(report, i, &finding) == POISE_OK &&
            finding.severity <= POISE_SEVERITY_ERROR)
            tally->severities[finding.severity]++;
    }
    if (poise_report_summary(report, &summary) != POISE_OK) return;
    if (summary.decision == POISE_DECISION_NEED) tally->waiting++;
    if (summary.decision == POISE_DECISION_DENY) tally->denied++;
}

int tally_status(const struct tally *tally, uint32_t fail_on)
{
    if (tally->unread > 0) return EXIT_USAGE;
    if (tally->denied > 0) return EXIT_FINDINGS;
    for (uint32_t severity = fail_on; severity <= POISE_SEVERITY_ERROR; severity++)
        if (tally->severities[severity] > 0) return EXIT_FINDINGS;
    return EXIT_CLEAN;
}

/* True when the run can go on. */
static bool reply_check(struct lint *lint, struct source *source, const struct reply *reply)
{
    poise_status status = judge_check(&lint->judge, reply->text, reply->len);

    if (status == POISE_E_TOO_LONG) {
        source_problem(source, reply->begin, "this reply is longer than %u bytes", POISE_TEXT_MAX);
        return true;
    }
    if (status != POISE_OK) {
        fprintf(stderr, "poise: %s: %s\n", source->path, poise_status_name(status));
        return false;
    }
    tally_add(&lint->tally, lint->judge.report);
    if (lint->options->output == OUTPUT_JSON)
        json_reply(&lint->json, source, reply, lint->judge.report);
    else
        text_reply(&lint->text, source, reply, lint->judge.report);
    return true;
}

static bool file_lint(struct lint *lint, const char *path)
{
    struct source source;
    struct replies replies = { 0 };
    bool ok = true;

    if (source_load(&source, path)) replies_read(lint->options, &source, path, &replies);
    if (lint->options->output == OUTPUT_JSON) json_file(&lint->json, &source);
    for (size_t i = 0; ok && i < replies.count; i++)
        ok = reply_check(lint, &source, &replies.items[i]);
    if (lint->options->output == OUTPUT_JSON) json_file_end(&source);
    lint->tally.files++;
    if (source.problem_count > 0) lint->tally.unread++;
    replies_release(&replies);
    source_release(&source);
    return ok;
}

static int paths_lint(struct lint *lint, const struct paths *paths)
{
    bool ok = true;

    if (lint->options->output == OUTPUT_JSON) json_begin(&lint->json);
    for (size_t i = 0; ok && i < paths->count; i++) ok = file_lint(lint, paths->items[i]);
    if (lint->options->output == OUTPUT_JSON)
        json_end(&lint->tally);
    else
        text_summary(&lint->text, &lint->tally);
    if (!ok) return EXIT_INTERNAL;
    return paths->failed ? EXIT_USAGE : tally_status(&lint->tally, lint->options->fail_on);
}

int lint_run(const struct options *options)
{
    struct lint lint = { .options = options, .text = text_printer(options) };
    struct paths paths = { 0 };
    int status = judge_begin(&lint.judge, options);

    if (status >= 0) return status;
    paths_find(options, &paths);
    status = paths_lint(&lint, &paths);
    walk_release(&paths);
    judge_end(&lint.judge);
    return status;
}
