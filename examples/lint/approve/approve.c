/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * Informed approval: what the approver is shown, findings and rules, is what the record says that they
 * were shown.
 */
#include "active.h"
#include "canned.h"
#include "commands.h"
#include "judge.h"
#include "memory.h"
#include "moment.h"
#include "print.h"
#include "sidecar.h"
#include "sign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct approving {
    const struct options *options;
    struct judge judge;
    struct source source;
    struct replies replies;
    char **identities; /* of the replies */
    struct types types;
    struct printer printer;
};

/* ---- Which reply --------------------------------------------------------------------------- */

static void replies_list(struct approving *a)
{
    for (size_t i = 0; i < a->replies.count; i++)
        fprintf(stderr, "  #%zu  line %zu  %s\n", i + 1,
                source_place(&a->source, a->replies.items[i].begin).line, a->identities[i]);
}

/* By name first: "#3" is the name of none. Returns the count of replies when it is none. */
static size_t reply_find(const struct approving *a, const char *wanted)
{
    for (size_t i = 0; i < a->replies.count; i++)
        if (strcmp(a->identities[i], wanted) == 0) return i;
    if (wanted[0] == '#') wanted++;
    for (size_t i = 0; i < a->replies.count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (strcmp(number, wanted) == 0) return i;
    }
    return a->replies.count;
}

/* Returns the count of replies when nothing was chosen, and says why. */
static size_t reply_choose(struct approving *a)
{
    size_t chosen = 0;

    if (a->options->reply != NULL)
        chosen = reply_find(a, a->options->reply);
    else if (a->replies.count != 1)
        chosen = a->replies.count;
    if (chosen < a->replies.count) return chosen;
    if (a->replies.count == 0) {
        source_refuse(&a->source, "there is no reply in it to approve");
    } else if (a->options->reply != NULL) {
        fprintf(stderr, "poise: no reply of this name or number: %s. There are:\n",
                a->options->reply);
        replies_list(a);
    } else {
        fprintf(stderr, "poise: several replies; say which with --reply:\n");
        replies_list(a);
    }
    return a->replies.count;
}

/* ---- The record ---------------------------------------------------------------------------- */

static bool types_are_used(const struct approving *a, const struct canned *canned)
{
    for (size_t i = 0; i < a->types.count; i++) {
        bool used = false;
        for (size_t k = 0; k < canned->used.count; k++)
            used |= strcmp(canned->used.items[k].name, a->types.items[i].name) == 0;
        if (used) continue;
        fprintf(stderr, "poise: the reply has no placeholder {{%s}}\n", a->types.items[i].name);
        return false;
    }
    return true;
}

static bool can_be_approved(struct approving *a, const struct canned *canned)
{
    if (canned->fault == NULL && a->options->verdict == POISE_VERDICT_OVERRIDE &&
        canned->used.count > 0) {
        source_problem(&a->source, canned->reply->begin,
                       "an override is for exact bytes, and what will be filled in is not known");
        return false;
    }
    if (canned->fault == NULL) return types_are_used(a, canned);
    source_problem(&a->source, canned->reply->begin,
                   "it %s %s: say what may stand there with --placeholder NAME=TYPE", canned->fault,
                   canned->detail);
    return false;
}

static void placeholders_show(const struct canned *canned)
{
    for (size_t i = 0; i < canned->used.count; i++)
        printf("%s{{%s}} is a %s", i > 0 ? ", " : "", canned->used.items[i].name,
               types_word(canned->used.items[i].type));
    if (canned->used.count > 0) fputs("\n", stdout);
}

static void rules_show(const struct active *active)
{
    fputs("Rules that apply:", stdout);
    for (size_t i = 0; i < active->count; i++) {
        fputs(i > 0 ? ", " : " ", stdout);
        text_safely(stdout, active->names[i]);
    }
    puts(active->count > 0 ? "" : " none");
}

/* What the library would make of the record tells a name that nobody has, before it is written. */
static bool is_heard(struct approving *a, const struct canned *canned, poise_approval approval)
{
    poise_draft draft = canned_draft(canned);
    const char *became;

    approval.verified = 1;
    draft.now = approval.at;
    draft.approvals = &approval;
    draft.approval_count = 1;
    if (judge_draft(&a->judge, draft) != POISE_OK) return true;
    became = poise_report_record(a->judge.report, 0);
    if (became != NULL && strcmp(became, "UNKNOWN_PERSON") == 0)
        fprintf(stderr, "poise: nobody in %s is called %s\n", a->options->roster, approval.by);
    else if (became != NULL && strcmp(became, "NO_OVERRIDE") == 0)
        fprintf(stderr, "poise: the policy grants %s no override, or asks for a longer reason\n",
                approval.by);
    else
        return true;
    return false;
}

static int record_write(struct approving *a, const struct canned *canned,
                        const struct active *active)
{
    poise_approval approval = { .size = sizeof approval,
                                .verdict = a->options->verdict,
                                .at = moment_or_now(a->options->now),
                                .by = a->options->by,
                                .digest = canned->digest,
                                .policy_digest = poise_policy_digest(a->judge.policy),
                                .draft_id = canned->identity,
                                .rules = active->names,
                                .rule_count = (uint32_t)active->count,
                                .reason = a->options->reason };
    struct buffer signature = { 0 };
    poise_draft draft = canned_draft(canned);
    char exact[65];
    bool ok = true;

    /* An override never binds to a template. */
    if (approval.verdict == POISE_VERDICT_OVERRIDE) {
        if (poise_draft_digest(&draft, exact) != POISE_OK) return EXIT_INTERNAL;
        approval.digest = exact;
    }
    ok = is_heard(a, canned, approval);
    if (ok && a->options->key != NULL) {
        ok = sign_approval(&approval, a->options->key, &signature);
        approval.signature = signature.data;
    }
    if (ok) {
        char *line = sidecar_line(&approval, &canned->used);
        ok = sidecar_append(a->source.path, line);
        free(line);
    }
    buffer_release(&signature);
    if (!ok) return EXIT_USAGE;
    printf("%s by ", sidecar_verdict(approval.verdict));
    text_safely(stdout, approval.by);
    printf(", %s: %s\n", approval.signature != NULL ? "signed" : "not signed", approval.digest);
    return EXIT_CLEAN;
}

/* Shows the findings where they stand in the file, then decides as poise verify will. */
static int reply_approve(struct approving *a, const struct canned *canned)
{
    const struct reply *reply = canned->reply;
    poise_draft draft = canned_draft(canned);
    struct active active;
    poise_status status;
    int result;

    draft.now = moment_or_now(a->options->now);
    status = judge_reply(&a->judge, reply, a->judge.report);
    if (status == POISE_OK) {
        struct checked checked = { 0 };
        checked_make(&checked, &a->source, reply, a->judge.report);
        text_reply(&a->printer, &checked);
        findings_release(&checked.findings);
    }
    if (status == POISE_OK) status = judge_draft(&a->judge, draft);
    if (status != POISE_OK) {
        fprintf(stderr, "poise: %s: %s\n", a->source.path, poise_status_name(status));
        return status == POISE_E_TOO_LONG ? EXIT_USAGE : EXIT_INTERNAL;
    }
    active_find(&active, &a->judge.documents[0], a->judge.report);
    placeholders_show(canned);
    rules_show(&active);
    result = record_write(a, canned, &active);
    active_release(&active);
    return result;
}

static int file_approve(struct approving *a)
{
    struct sidecar sidecar;
    struct canned canned = { 0 };
    const char *identity;
    size_t chosen;
    int result = EXIT_USAGE;

    replies_read(a->options, &a->source, a->options->operands.items[0], &a->replies);
    if (a->source.problem_count > 0) return EXIT_USAGE;
    a->identities = canned_identities(&a->replies);
    chosen = reply_choose(a);
    if (chosen == a->replies.count) return EXIT_USAGE;
    identity = a->identities[chosen];
    /* Read before anybody is asked for a passphrase, and again when the record is appended. */
    if (sidecar_load(&sidecar, a->source.path)) {
        const struct types *types = a->types.count > 0 ? &a->types
                                                       : sidecar_types(&sidecar, identity);
        if (canned_make(&canned, &a->replies.items[chosen], identity, types) &&
            can_be_approved(a, &canned))
            result = reply_approve(a, &canned);
    }
    canned_release(&canned);
    sidecar_release(&sidecar);
    return result;
}

int approve_run(const struct options *options)
{
    struct approving a = { .options = options, .printer = text_printer(options) };
    const char *path = options->operands.items[0];
    int status = EXIT_USAGE;
    bool ok = types_read(&a.types, &options->placeholders);

    if (ok && strcmp(path, SOURCE_STDIN) == 0) {
        fputs("poise: approve a file: standard input has nowhere to keep the record\n", stderr);
        ok = false;
    }
    if (ok) status = judge_begin(&a.judge, options);
    if (ok && status < 0) {
        status = source_load(&a.source, path) ? file_approve(&a) : EXIT_USAGE;
        judge_end(&a.judge);
    }
    canned_identities_release(a.identities, &a.replies);
    replies_release(&a.replies);
    source_release(&a.source);
    types_release(&a.types);
    return status;
}
