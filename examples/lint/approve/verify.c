/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "verify.h"

#include "audit.h"
#include "commands.h"
#include "memory.h"
#include "moment.h"
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Who wrote it -------------------------------------------------------------------------- */

static struct extent reply_where(const struct reply *reply)
{
    const struct run *last = reply->run_count > 0 ? &reply->runs[reply->run_count - 1] : NULL;

    return (struct extent){ reply->begin,
                            last != NULL ? last->from + last->from_len : reply->begin };
}

/* ---- Records ------------------------------------------------------------------------------- */

static void records_take(struct case_ *c, const struct sidecar *sidecar)
{
    for (size_t i = 0; i < sidecar->count; i++) {
        if (strcmp(sidecar->items[i].approval.draft_id, c->identity) != 0) continue;
        c->records = memory_grow(c->records, c->count, &c->record_cap,
                                 sizeof(const struct record *));
        c->approvals = memory_grow(c->approvals, c->count, &c->approval_cap, sizeof *c->approvals);
        c->records[c->count] = &sidecar->items[i];
        c->approvals[c->count] = sidecar->items[i].approval;
        c->approvals[c->count++].verified = 1;
    }
}

/* ---- A reply ------------------------------------------------------------------------------- */

static poise_status case_judge(struct verifying *v, struct case_ *c)
{
    poise_draft draft = canned_draft(&c->canned);

    draft.author = c->authors.author;
    draft.editors = c->authors.editors;
    draft.editor_count = (uint32_t)c->authors.editor_count;
    draft.approvals = c->approvals;
    draft.approval_count = (uint32_t)c->count;
    draft.now = v->now;
    return judge_draft(&v->judge, draft);
}

static void case_count(struct verifying *v, const struct case_ *c)
{
    v->tally.replies++;
    if (c->summary.decision == POISE_DECISION_NEED) v->tally.waiting++;
    if (c->summary.decision == POISE_DECISION_DENY) v->tally.denied++;
}

static void case_audit(struct verifying *v, struct file *file, const struct case_ *c)
{
    char *entry = verify_entry(v, file, c);

    if (audit_add(&v->audit, entry, strlen(entry)) != POISE_OK) v->failed = true;
    free(entry);
}

static void case_release(struct case_ *c)
{
    canned_release(&c->canned);
    git_authors_release(&c->authors);
    free(c->records);
    free(c->approvals);
}

static void reply_verify(struct verifying *v, struct file *file, size_t index)
{
    const struct reply *reply = &file->replies.items[index];
    struct case_ c = { .reply = reply, .summary = { .size = sizeof(poise_summary) } };
    struct extent where = reply_where(reply);
    poise_status status = POISE_E_NOMEM;

    c.identity = file->identities[index];
    if (v->options->git)
        git_authors(&file->git, where.begin, where.end, &c.authors);
    else
        c.authors.author = v->options->author;
    records_take(&c, &file->sidecar);
    if (canned_make(&c.canned, reply, c.identity, sidecar_types(&file->sidecar, c.identity)))
        status = case_judge(v, &c);
    if (status == POISE_OK) status = poise_report_summary(v->judge.report, &c.summary);
    if (status == POISE_E_TOO_LONG) {
        source_problem(&file->source, reply->begin, "this reply is longer than %u bytes",
                       POISE_TEXT_MAX);
    } else if (status != POISE_OK) {
        fprintf(stderr, "poise: %s: %s\n", file->source.path, poise_status_name(status));
        v->failed = true;
    } else {
        case_count(v, &c);
        verify_print(v, file, &c);
        if (v->options->audit != NULL) case_audit(v, file, &c);
    }
    case_release(&c);
}

/* ---- A file -------------------------------------------------------------------------------- */

static bool is_stale(const struct file *file, const char *draft)
{
    for (size_t i = 0; i < file->replies.count; i++)
        if (strcmp(file->identities[i], draft) == 0) return false;
    return true;
}

static void stale_find(struct file *file)
{
    for (size_t i = 0; i < file->sidecar.count; i++) {
        if (!is_stale(file, file->sidecar.items[i].approval.draft_id)) continue;
        file->stale = memory_grow(file->stale, file->stale_count, &file->stale_cap,
                                  sizeof(const struct record *));
        file->stale[file->stale_count++] = &file->sidecar.items[i];
    }
}

static void file_verify(struct verifying *v, const char *path)
{
    struct file file = { 0 };
    bool ok = replies_load(v->options, &file.source, path, &file.replies);

    if (ok && strcmp(path, SOURCE_STDIN) != 0) ok = sidecar_load(&file.sidecar, path);
    if (ok && v->options->git) ok = git_blame(&file.git, &file.source);
    file.identities = canned_identities(&file.replies);
    if (ok) stale_find(&file);
    verify_file_begin(v, &file);
    for (size_t i = 0; ok && !v->failed && i < file.replies.count; i++) reply_verify(v, &file, i);
    verify_file_end(v, &file);
    v->tally.files++;
    v->tally.stale += file.stale_count;
    if (!ok || file.source.problem_count > 0) v->tally.unread++;
    free(file.stale);
    git_release(&file.git);
    sidecar_release(&file.sidecar);
    canned_identities_release(file.identities, &file.replies);
    replies_release(&file.replies);
    source_release(&file.source);
}

static int paths_verify(struct verifying *v)
{
    struct paths paths = { 0 };

    paths_find(v->options, &paths);
    verify_begin(v);
    for (size_t i = 0; !v->failed && i < paths.count; i++) {
        if (v->options->git && strcmp(paths.items[i], SOURCE_STDIN) == 0) {
            fputs("poise: git knows no standard input; say who wrote it with --author\n", stderr);
            v->tally.unread++;
        } else {
            file_verify(v, paths.items[i]);
        }
    }
    verify_end(v);
    if (paths.failed) v->tally.unread++;
    paths_release(&paths);
    if (v->failed) return EXIT_INTERNAL;
    if (v->tally.unread > 0) return EXIT_USAGE;
    return v->tally.waiting + v->tally.denied > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
}

int verify_run(const struct options *options)
{
    struct verifying v = { .options = options };
    int status = judge_begin(&v.judge, options);

    if (status >= 0) return status;
    v.now = moment_or_now(options->now);
    if (options->audit != NULL) status = audit_open(&v.audit, options->audit);
    if (status <= 0) {
        status = paths_verify(&v);
        if (options->audit != NULL && !audit_write(&v.audit)) status = EXIT_INTERNAL;
    }
    if (options->audit != NULL) audit_close(&v.audit);
    judge_end(&v.judge);
    return status;
}
