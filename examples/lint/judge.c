/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "judge.h"

#include "document.h"
#include "memory.h"

#include <stdio.h>

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

int judge_begin(struct judge *judge, const struct options *options)
{
    poise_error error = { .size = sizeof error };
    poise_checker_options checker = { .size = sizeof checker,
                                      .error = &error,
                                      .message_language = options->messages,
                                      .own = options->own.items,
                                      .own_count = (uint32_t)options->own.count,
                                      .magic = options->magic,
                                      .flagged = options->flagged.items,
                                      .flagged_count = (uint32_t)options->flagged.count };
    poise_status status;

    *judge = (struct judge){ .language = options->language };
    if (options->policy != NULL) {
        int failed = policy_load(judge, options);
        if (failed >= 0) {
            judge_end(judge);
            return failed;
        }
        checker.policy = judge->policy;
    }
    status = poise_checker_new(NULL, &checker, &judge->checker);
    if (status == POISE_OK) status = poise_report_new(NULL, &judge->report);
    if (status == POISE_OK) return -1;
    fprintf(stderr, "poise: %s\n", error.message[0] ? error.message : poise_status_name(status));
    judge_end(judge);
    return status == POISE_E_ARG ? EXIT_USAGE : EXIT_INTERNAL;
}

poise_status judge_draft(struct judge *judge, poise_draft draft)
{
    draft.language = judge->language;
    return poise_check(judge->checker, &draft, judge->report);
}

poise_status judge_check(struct judge *judge, const char *text, size_t len)
{
    return judge_draft(judge,
                       (poise_draft){ .size = sizeof(poise_draft), .text = text, .text_len = len });
}

void judge_end(struct judge *judge)
{
    poise_report_free(judge->report);
    poise_checker_free(judge->checker);
    poise_policy_free(judge->policy);
    for (size_t i = 0; i < JUDGE_DOCUMENTS; i++) document_release(&judge->documents[i]);
    *judge = (struct judge){ 0 };
}
