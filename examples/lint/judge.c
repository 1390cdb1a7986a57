/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "judge.h"

#include "document.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>

/* In the order of poise_error.input. */
static bool documents_load(struct judge *judge, const struct options *options)
{
    const char *const paths[JUDGE_DOCUMENTS] = { options->policy, options->roster, options->signers,
                                                 options->revoked };

    for (size_t i = 0; i < JUDGE_DOCUMENTS; i++)
        if (paths[i] != NULL && !document_load(&judge->documents[i], paths[i])) return false;
    return true;
}

static int policy_load(struct judge *judge, const struct options *options)
{
    struct document *documents = judge->documents;
    poise_error error = { .size = sizeof error };
    poise_status status;

    if (!documents_load(judge, options)) return EXIT_USAGE;
    /* Who judges no records needs to know nobody's keys, whatever the policy requires of them. */
    if (documents[2].text == NULL &&
        (options->command == COMMAND_LINT || options->command == COMMAND_APPROVE))
        documents[2].text = "";
    const poise_policy_source source = { .size = sizeof source,
                                         .policy = documents[0].text,
                                         .policy_len = documents[0].len,
                                         .roster = documents[1].text,
                                         .roster_len = documents[1].len,
                                         .signers = documents[2].text,
                                         .signers_len = documents[2].len,
                                         .revoked = documents[3].text,
                                         .revoked_len = documents[3].len };
    status = poise_policy_parse(NULL, &source, &error, &judge->policy);
    if (error.message[0] != '\0' && error.input < JUDGE_DOCUMENTS)
        document_say(&documents[error.input], &error);
    if (status == POISE_OK) return -1;
    return status == POISE_E_NOMEM || status == POISE_E_CRYPTO ? EXIT_INTERNAL : EXIT_USAGE;
}

/* -1: go on. */
static int checker_make(struct judge *judge, const struct options *options)
{
    poise_error error = { .size = sizeof error };
    const poise_checker_options checker = { .size = sizeof checker,
                                            .error = &error,
                                            .policy = judge->policy,
                                            .message_language = options->messages,
                                            .own = options->own.items,
                                            .own_count = (uint32_t)options->own.count,
                                            .magic = options->magic,
                                            .flagged = options->flagged.items,
                                            .flagged_count = (uint32_t)options->flagged.count };
    poise_status status = poise_checker_new(NULL, &checker, &judge->checker);

    if (status == POISE_OK) status = poise_report_new(NULL, &judge->report);
    if (status == POISE_OK) return -1;
    fprintf(stderr, "poise: %s\n", error.message[0] ? error.message : poise_status_name(status));
    judge_end(judge);
    return status == POISE_E_ARG ? EXIT_USAGE : EXIT_INTERNAL;
}

int judge_begin(struct judge *judge, const struct options *options)
{
    *judge = (struct judge){ .language = options->language };
    if (options->policy != NULL) {
        int failed = policy_load(judge, options);
        if (failed >= 0) {
            judge_end(judge);
            return failed;
        }
    }
    return checker_make(judge, options);
}

int judge_twin(struct judge *judge, const struct judge *other, const struct options *options)
{
    *judge = (struct judge){ .language = other->language,
                             .policy = other->policy,
                             .is_twin = true };
    return checker_make(judge, options);
}

poise_status judge_draft(struct judge *judge, poise_draft draft)
{
    draft.language = judge->language;
    return poise_check(judge->checker, &draft, judge->report);
}

poise_attachment *judge_attachments(const struct reply *reply)
{
    poise_attachment *list;

    if (reply->attached_count == 0) return NULL;
    list = memory_resize(NULL, reply->attached_count * sizeof *list);
    for (size_t i = 0; i < reply->attached_count; i++) {
        const struct attached *file = &reply->attached[i];
        list[i] = (poise_attachment){ .size = sizeof *list,
                                      .name = file->name,
                                      .type = file->type,
                                      .data = file->data,
                                      .data_len = file->len };
    }
    return list;
}

poise_status judge_reply(struct judge *judge, const struct reply *reply, poise_report *report)
{
    poise_attachment *attachments = judge_attachments(reply);
    const poise_draft draft = { .size = sizeof draft,
                                .text = reply->text,
                                .text_len = reply->len,
                                .attachments = attachments,
                                .attachment_count = (uint32_t)reply->attached_count,
                                .language = judge->language };
    poise_status status = poise_check(judge->checker, &draft, report);

    free(attachments);
    return status;
}

void judge_end(struct judge *judge)
{
    poise_report_free(judge->report);
    poise_checker_free(judge->checker);
    if (!judge->is_twin) poise_policy_free(judge->policy);
    for (size_t i = 0; i < JUDGE_DOCUMENTS; i++) document_release(&judge->documents[i]);
    *judge = (struct judge){ 0 };
}
