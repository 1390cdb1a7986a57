/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* verify.h: canned replies and what people said of them, judged and printed. */
#ifndef LINT_VERIFY_H
#define LINT_VERIFY_H

#include "audit.h"
#include "canned.h"
#include "git.h"
#include "judge.h"
#include "sidecar.h"

struct file {
    struct source source;
    struct replies replies;
    char **identities; /* of the replies */
    struct sidecar sidecar;
    struct git_file git;
    const struct record **stale; /* of replies that are no longer there */
    size_t stale_count;
    size_t stale_cap;
};

/* A reply, who wrote it, and what was said of it. */
struct case_ {
    const struct reply *reply;
    const char *identity;
    struct canned canned;
    struct git_authors authors;
    const struct record **records;
    poise_approval *approvals; /* of the records, in their order */
    size_t count;
    size_t record_cap;
    size_t approval_cap;
    poise_summary summary;
};

struct verify_tally {
    size_t files;
    size_t replies;
    size_t waiting;
    size_t denied;
    size_t stale;
    size_t unread;
};

struct verifying {
    const struct options *options;
    struct judge judge;
    struct audit_log audit;
    struct verify_tally tally;
    int64_t now;
    bool failed; /* memory or the library, which was said */
    bool has_file;
    bool has_reply;
};

/* What is printed, in this order; the case's report is in the judge. */
void verify_begin(struct verifying *v);
void verify_file_begin(struct verifying *v, struct file *file);
void verify_print(struct verifying *v, struct file *file, const struct case_ *c);
void verify_file_end(struct verifying *v, struct file *file);
void verify_end(struct verifying *v);

/* The decision as an entry of an audit log; allocated. */
char *verify_entry(struct verifying *v, struct file *file, const struct case_ *c);

#endif
