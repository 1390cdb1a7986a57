/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "lint.h"

#include "commands.h"
#include "config.h"
#include "memory.h"
#include "walk.h"

#include <stdlib.h>

/* ---- Printing, in order -------------------------------------------------------------------- */

static void file_begin(struct lint *lint, struct file *file)
{
    if (!file->is_begun) printers_file_begin(&lint->printers, &file->source);
    file->is_begun = true;
}

static void file_end(struct lint *lint, struct file *file)
{
    file_begin(lint, file);
    config_severities(lint->options->configured, &file->findings);
    findings_sort(&file->findings);
    tally_add(&lint->tally, &file->findings);
    printers_file_end(&lint->printers, &file->source, &file->findings);
    lint->tally.files++;
    if (file->source.problem_count > 0) lint->tally.unread++;
    findings_release(&file->findings);
    replies_release(&file->replies);
    source_release(&file->source);
    free(file);
}

static void reply_end(struct lint *lint, struct slot *slot)
{
    struct file *file = slot->file;

    file_begin(lint, file);
    if (slot->status == POISE_E_TOO_LONG) {
        source_problem(&file->source, slot->reply.begin, "this reply is longer than %u bytes",
                       POISE_TEXT_MAX);
    } else if (slot->status != POISE_OK) {
        fprintf(stderr, "poise: %s: %s\n", file->source.path, poise_status_name(slot->status));
        lint->failed = true;
    } else {
        checked_make(&lint->checked, &file->source, &slot->reply, slot->report);
        config_severities(lint->options->configured, &lint->checked.findings);
        findings_sort(&lint->checked.findings);
        tally_reply(&lint->tally, &lint->checked);
        printers_reply(&lint->printers, &lint->checked);
    }
}

static void batch_finish(struct lint *lint)
{
    batch_judge(&lint->batch);
    for (size_t i = 0; i < lint->batch.count; i++) {
        struct slot *slot = &lint->batch.slots[i];
        if (slot->is_end)
            file_end(lint, slot->file);
        else
            reply_end(lint, slot);
    }
    batch_clear(&lint->batch);
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

    *file = (struct file){ .replies = { .take = replies_take, .take_ctx = &taker } };
    if (source_load(&file->source, path))
        replies_read(lint->options, &file->source, path, &file->replies);
    replies_take(&taker, &file->replies, file->replies.count);
    if (batch_is_full(&lint->batch)) batch_finish(lint);
    batch_add_end(&lint->batch, file);
}

static int paths_lint(struct lint *lint, const struct paths *paths)
{
    bool written;

    for (size_t i = 0; !lint->failed && i < paths->count; i++) file_lint(lint, paths->items[i]);
    batch_finish(lint);
    written = printers_end(&lint->printers, &lint->tally);
    if (lint->failed || !written) return EXIT_INTERNAL;
    return paths->failed ? EXIT_USAGE : tally_status(&lint->tally, lint->options);
}

int lint_run(const struct options *options)
{
    struct lint lint = { .options = options };
    struct paths paths = { 0 };
    int status = judge_begin(&lint.judge, options);

    if (status >= 0) return status;
    status = batch_begin(&lint.batch, &lint.judge, options);
    if (status < 0) {
        status = EXIT_USAGE;
        paths_find(options, &paths);
        if (printers_begin(&lint.printers, options)) status = paths_lint(&lint, &paths);
        walk_release(&paths);
        findings_release(&lint.checked.findings);
        batch_end(&lint.batch);
    }
    judge_end(&lint.judge);
    return status;
}
