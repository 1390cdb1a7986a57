/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "lint.h"

#include "commands.h"
#include "config.h"
#include "memory.h"
#include "path.h"
#include "walk.h"

#include <stdlib.h>

/* ---- Printing, in order -------------------------------------------------------------------- */

static void file_begin(struct lint *lint, struct file *file)
{
    if (file->is_begun) return;
    printers_file_begin(&lint->printers, &file->source);
    baseline_file_begin(&lint->baseline, &file->source);
    file->is_begun = true;
}

static void file_end(struct lint *lint, struct file *file)
{
    file_begin(lint, file);
    template_end(&lint->templates, &file->template, &file->source, &file->findings);
    config_severities(lint->options->configured, &file->findings);
    suppressions_end(&file->suppressions);
    /* Once more, for those on suppressions; what is off must not use one up. */
    config_severities(lint->options->configured, &file->findings);
    baseline_apply(&lint->baseline, &file->source, NULL, &file->findings);
    baseline_file_end(&lint->baseline, file->source.problem_count == 0);
    findings_sort(&file->findings);
    tally_add(&lint->tally, &file->findings);
    printers_file_end(&lint->printers, &file->source, &file->findings);
    lint->tally.files++;
    if (file->source.problem_count > 0) lint->tally.unread++;
    suppressions_release(&file->suppressions);
    findings_release(&file->findings);
    replies_release(&file->replies);
    source_release(&file->source);
    free(file);
}

static void reply_end(struct lint *lint, struct slot *slot)
{
    struct file *file = slot->file;

    file_begin(lint, file);
    if (slot->status != POISE_OK)
        suppressions_apply(&file->suppressions, &slot->reply, &(struct findings){ 0 });
    if (slot->status == POISE_E_TOO_LONG) {
        source_problem(&file->source, slot->reply.begin, "this reply is longer than %u bytes",
                       POISE_TEXT_MAX);
    } else if (slot->status != POISE_OK) {
        path_say(file->source.path, poise_status_name(slot->status));
        lint->failed = true;
    } else {
        checked_make(&lint->checked, &file->source, &slot->reply, slot->report);
        template_check(&lint->templates, &file->template, &lint->checked);
        config_severities(lint->options->configured, &lint->checked.findings);
        suppressions_apply(&file->suppressions, &slot->reply, &lint->checked.findings);
        baseline_apply(&lint->baseline, &file->source, slot->reply.name, &lint->checked.findings);
        findings_sort(&lint->checked.findings);
        tally_reply(&lint->tally, &lint->checked);
        printers_reply(&lint->printers, &lint->checked);
    }
}

static void batch_finish(struct lint *lint)
{
    batch_judge(&lint->batch);
    progress_clear(&lint->progress);
    for (size_t i = 0; i < lint->batch.count; i++) {
        struct slot *slot = &lint->batch.slots[i];
        if (slot->is_end)
            file_end(lint, slot->file);
        else
            reply_end(lint, slot);
    }
    batch_clear(&lint->batch);
    progress_show(&lint->progress, &lint->tally);
}

/* ---- Reading ------------------------------------------------------------------------------- */

struct taker {
    struct lint *lint;
    struct file *file;
};

static void replies_take(void *ctx, struct replies *replies, size_t count)
{
    struct taker *taker = ctx;

    for (size_t i = 0; i < count; i++) {
        if (batch_is_full(&taker->lint->batch)) batch_finish(taker->lint);
        batch_add(&taker->lint->batch, taker->file, replies->items[i]);
    }
    replies_drop(replies, count);
}

static void file_lint(struct lint *lint, const char *path)
{
    struct file *file = memory_resize(NULL, sizeof *file);
    struct taker taker = { lint, file };

    *file = (struct file){ .replies = { .take = replies_take, .take_ctx = &taker },
                           .suppressions = { .source = &file->source,
                                             .findings = &file->findings,
                                             .language = lint->options->messages } };
    replies_load(lint->options, &file->source, path, &file->replies);
    replies_take(&taker, &file->replies, file->replies.count);
    if (batch_is_full(&lint->batch)) batch_finish(lint);
    batch_add_end(&lint->batch, file);
}

/* The baseline is a file of its own, behind all others, when it lists what is gone. */
static void stale_print(struct lint *lint, struct findings *stale)
{
    config_severities(lint->options->configured, stale);
    if (stale->count > 0) {
        tally_add(&lint->tally, stale);
        printers_file_begin(&lint->printers, &lint->baseline.source);
        printers_file_end(&lint->printers, &lint->baseline.source, stale);
    }
    findings_release(stale);
}

/* Nothing that is printed is as severe as the exit status says. */
static void warnings_say(const struct tally *tally, const struct options *options)
{
    size_t count = tally->severities[POISE_SEVERITY_WARNING];

    if (count > options->max_warnings)
        fprintf(stderr,
                options->messages == POISE_LANGUAGE_FR
                    ? "poise : avertissements %zu, plus que --max-warnings %zu\n"
                    : "poise: warnings %zu, more than --max-warnings %zu\n",
                count, options->max_warnings);
}

static int paths_lint(struct lint *lint, const struct paths *paths)
{
    struct findings stale = { 0 };
    int status = EXIT_INTERNAL;

    progress_begin(&lint->progress, lint->options);
    for (size_t i = 0; !lint->failed && i < paths->count; i++) file_lint(lint, paths->items[i]);
    batch_finish(lint);
    progress_clear(&lint->progress);
    /* A folder that cannot be listed, say, holds files that nobody can count. */
    if (paths->failed) lint->tally.unread++;
    if (!lint->failed) status = baseline_finish(&lint->baseline, &stale);
    stale_print(lint, &stale);
    if (!printers_end(&lint->printers, &lint->tally)) return EXIT_INTERNAL;
    if (status >= 0) return status;
    if (lint->tally.unread > 0) return EXIT_USAGE;
    warnings_say(&lint->tally, lint->options);
    return tally_status(&lint->tally, lint->options);
}

static int files_lint(struct lint *lint, const struct options *options, const struct paths *paths)
{
    int status = judge_begin(&lint->judge, options);

    if (status >= 0) return status;
    status = baseline_begin(&lint->baseline, options);
    if (status < 0) status = batch_begin(&lint->batch, &lint->judge, options);
    if (status < 0) {
        status = EXIT_USAGE;
        template_begin(&lint->templates, options->messages);
        if (printers_begin(&lint->printers, options, paths)) status = paths_lint(lint, paths);
        template_run_end(&lint->templates);
        findings_release(&lint->checked.findings);
        batch_end(&lint->batch);
    }
    baseline_release(&lint->baseline);
    judge_end(&lint->judge);
    return status;
}

int lint_run(const struct options *options)
{
    struct lint lint = { .options = options };
    struct paths paths = { 0 };
    int status;

    paths_find(options, &paths);
    status = options->list_files ? paths_print(options, &paths)
                                 : files_lint(&lint, options, &paths);
    paths_release(&paths);
    return status;
}
