/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* active.h: which rules of a policy apply to a reply, and are therefore shown to its approver. */
#ifndef LINT_ACTIVE_H
#define LINT_ACTIVE_H

#include "document.h"

#include <poise/poise.h>

#include <jansson.h>

struct active {
    json_t *policy; /* what names borrow from */
    const char **names;
    size_t count;
    size_t cap;
};

/* By the reasons of a report under that policy. */
void active_find(struct active *active, const struct document *policy, const poise_report *report);
void active_release(struct active *active);

#endif
