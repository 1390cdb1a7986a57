/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* commands.h: what `poise` does. Each returns its exit status. */
#ifndef LINT_COMMANDS_H
#define LINT_COMMANDS_H

#include "options.h"

int lint_run(const struct options *options);
int check_run(const struct options *options);
int decide_run(const struct options *options);
int digest_run(const struct options *options);
int approve_run(const struct options *options);
int verify_run(const struct options *options);
int audit_run(const struct options *options);
int thread_run(const struct options *options);
int rules_run(const struct options *options);
int explain_run(const struct options *options);
int init_run(const struct options *options);
int completions_run(const struct options *options);
int manual_run(const struct options *options);

#endif
