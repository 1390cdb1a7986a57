/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * audit.h: a hash chain in a file. It is locked from open to close, verified in full before anything
 * is added, and what is added is written at once.
 */
#ifndef LINT_AUDIT_H
#define LINT_AUDIT_H

#include "memory.h"

#include <poise/poise.h>

#include <jansson.h>
#include <stdbool.h>

struct audit_log {
    const char *path;
    int file;
    size_t len; /* of the file as it was opened */
    poise_audit chain;
    struct buffer lines; /* to be written */
};

/* EXIT_CLEAN, and then it must be closed; otherwise the exit status, and what is wrong was said. */
int audit_open(struct audit_log *log, const char *path);

poise_status audit_add(struct audit_log *log, const char *entry, size_t len);

/* False when not all of it could be written, which was then said; then none of it is there. */
bool audit_write(struct audit_log *log);

void audit_close(struct audit_log *log);

#endif
