/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "commands.h"
#include "config.h"
#include "filter.h"
#include "judge.h"
#include "memory.h"
#include "print.h"

#include <stdio.h>

static poise_status request_answer(void *ctx, const char *request, size_t len, poise_write_fn write,
                                   void *write_ctx)
{
    const struct judge *judge = ctx;

    return poise_check_json(judge->checker, request, len, write, write_ctx);
}

static int draft_check(struct judge *judge, const struct options *options, struct source *source)
{
    struct printer printer = text_printer(options);
    struct checked checked = { 0 };
    struct tally tally = { 0 };
    struct reply reply = { .begin = source->start };
    poise_status status;

    reply_add(&reply, source->data, source->len, 0, source->len);
    status = judge_reply(judge, &reply, judge->report);
    if (status == POISE_OK) {
        checked_make(&checked, source, &reply, judge->report);
        config_severities(options->configured, &checked.findings);
        tally_reply(&tally, &checked);
        text_signals(&printer, &checked);
        text_reply(&printer, &checked);
        findings_release(&checked.findings);
    } else {
        fprintf(stderr, "poise: <stdin>: %s\n", poise_status_name(status));
    }
    reply_release(&reply);
    if (status != POISE_OK) return status == POISE_E_TOO_LONG ? EXIT_USAGE : EXIT_INTERNAL;
    return tally_status(&tally, options);
}

int check_run(const struct options *options)
{
    struct judge judge;
    struct source source = { 0 };
    int status = judge_begin(&judge, options);

    if (status >= 0) return status;
    if (options->jsonl)
        status = filter_run(&(struct filter_kind){ request_answer, &judge, "\"id\":null," });
    else if (source_load(&source, SOURCE_STDIN))
        status = draft_check(&judge, options, &source);
    else
        status = EXIT_USAGE;
    source_release(&source);
    judge_end(&judge);
    return status;
}
