/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "commands.h"
#include "filter.h"

static poise_status request_answer(void *ctx, const char *request, size_t len, poise_write_fn write,
                                   void *write_ctx)
{
    (void)ctx;
    return poise_decide_json(NULL, request, len, write, write_ctx);
}

int decide_run(const struct options *options)
{
    const struct filter_kind kind = { request_answer, NULL, "" };

    return options->jsonl ? filter_run(&kind) : filter_once(&kind);
}
