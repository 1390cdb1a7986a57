/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "batch.h"

#include "memory.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* A batch ends with the reply that makes it so large. */
enum { SLOTS = 256, BYTES = 4 * 1024 * 1024 };

/* Fewer replies than this for a thread are not worth its start. */
enum { WORTH = 16 };

static unsigned jobs_of(const struct options *options)
{
    enum { MOST = 16 };
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (options->jobs > 0) return options->jobs;
    if (processors < 1) return 1;
    return processors > MOST ? MOST : (unsigned)processors;
}

int batch_begin(struct batch *batch, const struct judge *judge, const struct options *options)
{
    unsigned jobs = jobs_of(options);

    *batch = (struct batch){ .slots = memory_resize(NULL, SLOTS * sizeof *batch->slots) };
    for (size_t i = 0; i < SLOTS; i++) batch->slots[i] = (struct slot){ 0 };
    batch->workers = memory_resize(NULL, jobs * sizeof *batch->workers);
    while (batch->worker_count < jobs) {
        struct worker *worker = &batch->workers[batch->worker_count];
        int status = judge_twin(&worker->judge, judge, options);

        worker->batch = batch;
        if (status >= 0) {
            batch_end(batch);
            return status;
        }
        batch->worker_count++;
    }
    return -1;
}

void batch_add(struct batch *batch, struct file *file, struct reply reply)
{
    struct slot *slot = &batch->slots[batch->count++];

    slot->file = file;
    slot->reply = reply;
    slot->is_end = false;
    batch->bytes += reply.len;
}

void batch_add_end(struct batch *batch, struct file *file)
{
    struct slot *slot = &batch->slots[batch->count++];

    slot->file = file;
    slot->is_end = true;
}

bool batch_is_full(const struct batch *batch)
{
    return batch->count == SLOTS || batch->bytes >= BYTES;
}

static struct slot *slot_take(struct batch *batch)
{
    size_t index = atomic_fetch_add(&batch->next, 1);

    return index < batch->count ? &batch->slots[index] : NULL;
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct slot *slot;

    while ((slot = slot_take(worker->batch)) != NULL) {
        if (slot->is_end) continue;
        slot->status = slot->report == NULL ? poise_report_new(NULL, &slot->report) : POISE_OK;
        if (slot->status == POISE_OK)
            slot->status = judge_reply(&worker->judge, &slot->reply, slot->report);
    }
    return NULL;
}

void batch_judge(struct batch *batch)
{
    pthread_t threads[256];
    unsigned started = 0;

    batch->next = 0;
    /* This thread is the first worker, and all of them if no other can be started. */
    while (started + 1 < batch->worker_count && (size_t)(started + 1) * WORTH < batch->count &&
           pthread_create(&threads[started], NULL, work, &batch->workers[started + 1]) == 0)
        started++;
    work(&batch->workers[0]);
    for (unsigned i = 0; i < started; i++) pthread_join(threads[i], NULL);
}

void batch_clear(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        if (!batch->slots[i].is_end) reply_release(&batch->slots[i].reply);
    batch->count = 0;
    batch->bytes = 0;
}

void batch_end(struct batch *batch)
{
    batch_clear(batch);
    for (size_t i = 0; i < SLOTS; i++) poise_report_free(batch->slots[i].report);
    for (unsigned i = 0; i < batch->worker_count; i++) judge_end(&batch->workers[i].judge);
    free(batch->slots);
    free(batch->workers);
    *batch = (struct batch){ 0 };
}
