/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "api/checker.h"
#include "api/structs.h"

#include "policy/facts.h"

#include <sodium.h>
#include <stdio.h>

/* ---- Errors -------------------------------------------------------------------------------- */

poise_status poise__error_give(poise_error *theirs, const poise_error *own, poise_status status)
{
    if (!theirs) return status;
    poise_error given = *own;
    given.status = status;
    if (status != POISE_OK && !given.message[0])
        snprintf(given.message, sizeof given.message, "%s", poise__failure_text(status));
    poise__struct_write(theirs, &given, sizeof given, sizeof given);
    return status;
}

poise_status poise__error_check(const poise_error *theirs)
{
    poise_error own;

    return theirs ? poise__struct_read(&own, sizeof own, sizeof own, theirs) : POISE_OK;
}

/* ---- Making one ---------------------------------------------------------------------------- */

static poise_status accept_options(const poise_checker_options *theirs,
                                   poise_checker_options *options)
{
    *options = (poise_checker_options){ .size = sizeof *options };
    if (!theirs) return POISE_OK;
    poise_status st = poise__struct_read(options, sizeof *options, sizeof *options, theirs);
    if (st != POISE_OK) return st;
    options->size = sizeof *options;
    if (options->message_language > POISE_LANGUAGE_FR || options->pack_count > POISE__PACKS_MAX ||
        options->magic > 1 || (!options->own && options->own_count) ||
        (!options->flagged && options->flagged_count))
        return POISE_E_ARG;
    return poise__error_check(options->error);
}

static poise_status checker_take_packs(poise_checker *checker, const poise_checker_options *options)
{
    checker->pack_count = options->packs ? options->pack_count : poise__pack_builtin_count();
    if (checker->pack_count > POISE__PACKS_MAX) return POISE_E_ARG;
    for (uint32_t i = 0; i < checker->pack_count; i++) {
        checker->packs[i] = options->packs ? options->packs[i] : poise__pack_builtin(i);
        if (!checker->packs[i]) return POISE_E_ARG;
    }
    return POISE_OK;
}

static void checker_init(poise_checker *checker, const poise_alloc *alloc)
{
    checker->alloc = *alloc;
    poise__arena_init(&checker->arena, alloc);
    poise__text_init(&checker->text, alloc);
    poise__tone_init(&checker->tone, alloc);
    poise__media_init(&checker->media, alloc);
    poise__array_init(&checker->findings, sizeof(struct poise__finding));
    poise__decision_init(&checker->decision, alloc);
    poise__array_init(&checker->values, sizeof(poise_span));
    poise__request_init(&checker->request, alloc);
    poise__report_init(&checker->report, alloc);
}

poise_status poise_checker_new(const poise_alloc *alloc, const poise_checker_options *theirs,
                               poise_checker **out)
{
    poise_alloc own_alloc;
    poise_checker_options options;
    poise_error error = { .size = sizeof error };

    if (!out) return POISE_E_ARG;
    *out = NULL;
    if (!poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    poise_status st = accept_options(theirs, &options);
    if (st != POISE_OK) return st;
    if (sodium_init() < 0) return POISE_E_CRYPTO;

    poise_checker *checker = poise__acquire_zero(&own_alloc, sizeof *checker);
    if (!checker) return POISE_E_NOMEM;
    checker_init(checker, &own_alloc);
    checker->policy = options.policy;
    checker->message_language = options.message_language;
    checker->own_known = options.own_count > 0;
    st = checker_take_packs(checker, &options);
    if (st == POISE_OK) st = poise__media_lists_new(&own_alloc, &options, &checker->lists, &error);
    if (st == POISE_OK && options.magic)
        st = poise__magic_new(&own_alloc, options.magic_path, &checker->magic);
    if (st == POISE_OK)
        *out = checker;
    else
        poise_checker_free(checker);
    return poise__error_give(options.error, &error, st);
}

void poise_checker_free(poise_checker *checker)
{
    if (!checker) return;
    poise__report_release(&checker->report);
    poise__request_release(&checker->request);
    poise__array_release(&checker->values, &checker->alloc);
    poise__decision_release(&checker->decision);
    poise__array_release(&checker->findings, &checker->alloc);
    poise__media_release(&checker->media);
    poise__tone_release(&checker->tone);
    poise__text_release(&checker->text);
    poise__arena_release(&checker->arena);
    poise__magic_free(checker->magic);
    poise__media_lists_free(checker->lists);
    poise_alloc alloc = checker->alloc;
    poise__release(&alloc, checker, sizeof *checker);
}

/* ---- Running it ---------------------------------------------------------------------------- */

static poise_status run_media(poise_checker *checker, const poise_draft *draft)
{
    const struct poise__media_input input = {
        .text = &checker->text,
        .reply_to = { draft->reply_to_text, (size_t)draft->reply_to_len },
        .reported = draft->reported,
        .reported_count = draft->reported_count,
        .attachments = draft->attachments,
        .attachment_count = draft->attachment_count,
        .lists = checker->lists,
        .magic = checker->magic,
    };

    return poise__media_find(&checker->media, &input);
}

poise_status poise__checker_look(poise_checker *checker, const poise_draft *draft,
                                 struct poise__results *results)
{
    struct poise__slice origin = { draft->text, (size_t)draft->text_len };

    poise_status st = poise__text_read(&checker->text, origin);
    if (st == POISE_OK) st = run_media(checker, draft);
    if (st == POISE_OK)
        st = poise__tone_judge(&checker->tone, &checker->text, checker->packs, checker->pack_count,
                               draft->language, &checker->judged);
    if (st != POISE_OK) return st;
    *results = (struct poise__results){
        .text = &checker->text,
        .tone = &checker->judged,
        .media = checker->media.media.data,
        .media_count = checker->media.media.count,
        .contacts = checker->media.contacts.data,
        .contact_count = checker->media.contacts.count,
        .attachment_count = draft->attachment_count,
        .own_known = checker->own_known,
    };
    return poise__findings_make(&checker->findings, &checker->alloc, results);
}

static struct poise__evidence evidence_of(const poise_checker *checker, const poise_draft *draft,
                                          const struct poise__results *results)
{
    return (struct poise__evidence){
        .draft = draft,
        .tone = checker->pack_count ? results->tone : NULL,
        .media = results->media,
        .media_count = results->media_count,
        .contacts = results->contacts,
        .contact_count = results->contact_count,
        .findings = checker->findings.data,
        .finding_count = checker->findings.count,
    };
}

static struct poise__case case_of(const poise_draft *draft, const struct poise__facts *facts,
                                  const char *digest, const struct poise__cover *cover)
{
    return (struct poise__case){
        .facts = facts,
        .draft_id = draft->id,
        .author = draft->author,
        .editors = draft->editors,
        .editor_count = draft->editor_count,
        .digest = digest,
        .template_id = draft->template_ ? draft->template_->id : NULL,
        .template_digest = draft->template_ && !cover->fault ? cover->digest : NULL,
        .template_fault = cover->fault,
        .approvals = draft->approvals,
        .approval_count = draft->approval_count,
        .since = draft->since,
        .now = draft->now,
        .timed = draft->now != 0,
    };
}

/* Decide, and put the verdict into the report. */
static poise_status run_policy(poise_checker *checker, const poise_draft *draft,
                               const struct poise__results *results,
                               const struct poise__cover *cover, poise_report *report)
{
    const struct poise__evidence evidence = evidence_of(checker, draft, results);
    struct poise__decision *decision = &checker->decision;
    struct poise__facts facts;

    if (!checker->policy) return POISE_OK;
    poise_status st = poise__facts_gather(&checker->arena, &evidence, &facts);
    if (st != POISE_OK) return st;
    const struct poise__case its_case = case_of(draft, &facts, report->digest, cover);
    st = poise__policy_decide(checker->policy, &its_case, decision);
    if (st != POISE_OK) return st;
    const poise_ticket ticket = poise__ticket_of(checker->policy, &its_case, decision);
    const struct poise__verdict verdict = {
        .outcome = decision->outcome,
        .needs = decision->needs.data,
        .need_count = decision->needs.count,
        .reasons = decision->reasons.data,
        .reason_count = decision->reasons.count,
        .records = decision->dispositions.data,
        .record_count = decision->dispositions.count,
        .record_name = poise__record_name,
        .ticket = poise__decision_allows(decision) ? &ticket : NULL,
    };
    return poise__report_judge(report, &verdict);
}

poise_status poise__checker_run(poise_checker *checker, const poise_draft *draft,
                                poise_report *report)
{
    struct poise__cover cover = { .fault = NULL };
    struct poise__results results;
    poise_status st = POISE_OK;

    if (draft->template_ && checker->policy) st = poise__cover_expect(checker, draft, &cover);
    if (st == POISE_OK) st = poise__checker_look(checker, draft, &results);
    if (st == POISE_OK && draft->template_) poise__cover_compare(&cover, checker, &results);
    if (st == POISE_OK) st = poise__digest_draft(draft, report->digest);
    if (st == POISE_OK)
        st = poise__report_fill(report, &results, &checker->findings, checker->message_language);
    if (st == POISE_OK) st = run_policy(checker, draft, &results, &cover, report);
    if (st != POISE_OK) poise__report_reset(report);
    return st;
}

poise_status poise_check(poise_checker *checker, const poise_draft *theirs, poise_report *report)
{
    poise_draft draft;

    if (!report) return POISE_E_ARG;
    poise__report_reset(report);
    if (!checker || !theirs) return POISE_E_ARG;
    poise__arena_reset(&checker->arena);
    poise_status st = poise__draft_accept(&checker->arena, theirs, &draft);
    return st == POISE_OK ? poise__checker_run(checker, &draft, report) : st;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static poise_status check_request(poise_checker *checker, struct poise__slice text,
                                  poise_error *error)
{
    poise_draft draft;

    if (text.len > POISE_REQUEST_MAX) return POISE_E_TOO_LONG;
    poise_status st = poise__request_read(&checker->request, text, error);
    if (st != POISE_OK) return st;
    poise__arena_reset(&checker->arena);
    st = poise__draft_accept(&checker->arena, &checker->request.draft, &draft);
    return st == POISE_OK ? poise__checker_run(checker, &draft, &checker->report) : st;
}

const char *poise__failure_text(poise_status status)
{
    switch (status) {
    case POISE_E_TOO_LONG:
        return "too long: a text or a document may have 16 MiB, a request 64 MiB";
    case POISE_E_NOMEM: return "out of memory";
    default: return poise_status_name(status);
    }
}

poise_status poise_check_json(poise_checker *checker, const char *request, size_t len,
                              poise_write_fn write, void *ctx)
{
    poise_error error = { .size = sizeof error };

    if (!checker || (!request && len) || !write) return POISE_E_ARG;
    poise__report_reset(&checker->report);
    checker->request.id = NULL;
    poise_status st = check_request(checker, (struct poise__slice){ request, len }, &error);
    if (st == POISE_OK)
        return poise__report_write(&checker->report, checker->request.id, write, ctx);
    if (error.status == POISE_OK) {
        error.status = st;
        snprintf(error.message, sizeof error.message, "%s", poise__failure_text(st));
    }
    poise_status written = poise__error_write(&error, checker->request.id, write, ctx);
    return written == POISE_E_WRITE ? written : st;
}
