/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* poise: a linter for replies to customers. README.md beside this file describes it. */
#include "commands.h"
#include "memory.h"
#include "source.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int run(const struct options *options)
{
    switch (options->command) {
    case COMMAND_LINT: return lint_run(options);
    case COMMAND_CHECK: return check_run(options);
    case COMMAND_DECIDE: return decide_run(options);
    case COMMAND_DIGEST: return digest_run(options);
    case COMMAND_APPROVE: return approve_run(options);
    case COMMAND_VERIFY: return verify_run(options);
    case COMMAND_AUDIT: return audit_run(options);
    case COMMAND_THREAD: return thread_run(options);
    case COMMAND_RULES: return rules_run(options);
    case COMMAND_EXPLAIN: return explain_run(options);
    case COMMAND_INIT: return init_run(options);
    case COMMAND_COMPLETIONS: return completions_run(options);
    case COMMAND_MANUAL: return manual_run(options);
    case COMMAND_COUNT: break;
    }
    return EXIT_INTERNAL;
}

int main(int argc, char **argv)
{
    struct options options;
    int status;

    /* jansson calls a text that it has no memory for invalid, so it must never run out. */
    json_set_alloc_funcs(memory_acquire, free);
    source_guard();
    status = options_read(argc, argv, &options);
    if (status < 0) status = run(&options);
    options_release(&options);
    /* What was not written was not said: a full disk is no clean run. */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "poise: <stdout>: %s\n", strerror(errno));
        return EXIT_INTERNAL;
    }
    return status;
}
