/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "judge.h"

#include "document.h"
#include "memory.h"

#include <stdio.h>

static int policy_load(struct judge *judge, const struct options *options)
{
    poise_error error = { .size = sizeof error };
    int status = EXIT_USAGE;

    if (document_load(&judge->policy_text, options->policy) &&
        (options->roster == NULL || document_load(&judge->roster_text, options->roster))) {
        poise_policy_source source = { .size = sizeof source,
                                       .policy = judge->policy_text.text,
                                       .policy_len = judge->policy_text.len,
                                       .roster = judge->roster_text.text,
                                       .roster_len = judge->roster_text.len };
        status = -1;
        if (poise_policy_parse(NULL, &source, &error, &judge->policy) != POISE_OK)
            status = error.status == POISE_E_NOMEM ? EXIT_INTERNAL : EXIT_USAGE;
        if (error.message[0] != '\0')
            document_say(error.input == 1 ? &judge->roster_text : &judge->policy_text, &error);
    }
    return status;
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
    document_release(&judge->policy_text);
    document_release(&judge->roster_text);
    *judge = (struct judge){ 0 };
}
