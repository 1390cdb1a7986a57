/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* batch.h: replies that are judged at once, by as many threads as are wanted. */
#ifndef LINT_BATCH_H
#define LINT_BATCH_H

#include "judge.h"
#include "reply.h"

#include <stdatomic.h>

struct file;

struct slot {
    struct file *file;
    struct reply reply;
    poise_report *report; /* made when first needed, and used again in the next batch */
    poise_status status;
    bool is_end; /* no reply: the file ends here */
};

struct worker {
    struct batch *batch;
    struct judge judge;
};

struct batch {
    struct slot *slots;
    size_t count;
    size_t bytes; /* of the replies */
    struct worker *workers;
    unsigned worker_count;
    atomic_size_t next; /* the slot that nobody judges yet */
};

/* -1: go on; otherwise the exit status. */
int batch_begin(struct batch *batch, const struct judge *judge, const struct options *options);

/* The reply is taken over. */
void batch_add(struct batch *batch, struct file *file, struct reply reply);
void batch_add_end(struct batch *batch, struct file *file);
bool batch_is_full(const struct batch *batch);

/* Fills status and report of each slot that is a reply. */
void batch_judge(struct batch *batch);

/* Frees the replies; the reports stay. */
void batch_clear(struct batch *batch);
void batch_end(struct batch *batch);

#endif
