/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* thread.c: the duties over a conversation, as thread.h promises them. */
#include "api/checker.h"
#include "api/structs.h"

#include "thread/thread.h"

#include <stdio.h>

/* ---- Arguments ----------------------------------------------------------------------------- */

static poise_status accept_version(struct poise__arena *arena, poise_message_version *version)
{
    const void *items;
    poise_status st = poise__structs_accept(arena, version->signals, version->signal_count,
                                            sizeof *version->signals, &items);

    if (st != POISE_OK) return st;
    version->signals = items;
    st = poise__structs_accept(arena, version->findings, version->finding_count,
                               sizeof *version->findings, &items);
    if (st != POISE_OK) return st;
    version->findings = items;
    st = poise__structs_accept(arena, version->contacts, version->contact_count,
                               sizeof *version->contacts, &items);
    if (st != POISE_OK) return st;
    version->contacts = items;
    for (uint32_t i = 0; i < version->signal_count; i++)
        if (!version->signals[i].code) return POISE_E_ARG;
    for (uint32_t i = 0; i < version->finding_count; i++)
        if (!version->findings[i].code) return POISE_E_ARG;
    return version->known >> 7 ? POISE_E_ARG : POISE_OK;
}

static poise_status accept_removal(struct poise__arena *arena, poise_message *message)
{
    poise_removal *own;

    if (!message->removal) return POISE_OK;
    if (!(own = poise__arena_take(arena, sizeof *own))) return POISE_E_NOMEM;
    poise_status st = poise__struct_read(own, sizeof *own, sizeof *own, message->removal);
    if (st == POISE_OK) st = poise__strings_check(own->criticised, own->criticised_count);
    if (st == POISE_OK)
        st = poise__approvals_accept(arena, own->approvals, own->approval_count, &own->approvals);
    message->removal = own;
    return st;
}

static poise_status accept_message(struct poise__arena *arena, poise_message *message)
{
    const void *versions;

    if (!message->id || !message->place) return POISE_E_ARG;
    poise_status st = poise__structs_accept(arena, message->versions, message->version_count,
                                            sizeof *message->versions, &versions);
    for (uint32_t i = 0; st == POISE_OK && i < message->version_count; i++)
        st = accept_version(arena, (poise_message_version *)versions + i);
    message->versions = versions;
    return st == POISE_OK ? accept_removal(arena, message) : st;
}

static poise_status accept_grounds(struct poise__arena *arena, poise_thread_input *input)
{
    const void *grounds;

    if (!input->grounds) return input->ground_count ? POISE_E_ARG : POISE_OK;
    poise_status st = poise__structs_accept(arena, input->grounds, input->ground_count,
                                            sizeof *input->grounds, &grounds);
    if (st != POISE_OK) return st;
    if (input->ground_count) input->grounds = grounds;
    for (uint32_t i = 0; st == POISE_OK && i < input->ground_count; i++) {
        const poise_ground *ground = &input->grounds[i];
        st = ground->name ? poise__strings_check(ground->codes, ground->code_count) : POISE_E_ARG;
    }
    return st;
}

/* The caller's input in the layout of today. fault->index: the message that was looked at last. */
static poise_status accept_input(struct poise__arena *arena, poise_thread_input *input,
                                 struct poise__thread_fault *fault)
{
    const void *messages;

    if (!input->business && input->business_count) return POISE_E_ARG;
    poise_status st = accept_grounds(arena, input);
    if (st == POISE_OK)
        st = poise__structs_accept(arena, input->messages, input->message_count,
                                   sizeof *input->messages, &messages);
    if (st != POISE_OK) return st;
    fault->in = POISE__FAULT_MESSAGE;
    fault->what = "lacks an id, a place, or something that it counts";
    for (uint32_t i = 0; st == POISE_OK && i < input->message_count; i++) {
        fault->index = i;
        st = accept_message(arena, (poise_message *)messages + i);
    }
    input->messages = messages;
    return st;
}

/* ---- What was wrong ------------------------------------------------------------------------ */

static void fault_tell(poise_error *error, const struct poise__thread_fault *fault)
{
    static const char *const what[] = {
        [POISE__FAULT_MESSAGE] = "message",
        [POISE__FAULT_VERSION] = "message",
        [POISE__FAULT_BUSINESS] = "interval",
        [POISE__FAULT_GROUND] = "ground",
    };

    error->offset = fault->index;
    if (fault->in == POISE__FAULT_INPUT)
        snprintf(error->message, sizeof error->message, "%s", fault->what);
    else if (fault->in == POISE__FAULT_VERSION)
        snprintf(error->message, sizeof error->message, "version %u of message %u %s",
                 fault->version, fault->index, fault->what);
    else if (fault->in != POISE__FAULT_NONE)
        snprintf(error->message, sizeof error->message, "%s %u %s", what[fault->in], fault->index,
                 fault->what);
}

/* ---- The calls ----------------------------------------------------------------------------- */

poise_status poise_thread_new(const poise_alloc *alloc, poise_thread **thread)
{
    poise_alloc own_alloc;

    if (!thread) return POISE_E_ARG;
    *thread = NULL;
    if (!poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    poise_thread *made = poise__acquire(&own_alloc, sizeof *made);
    if (!made) return POISE_E_NOMEM;
    poise__thread_init(made, &own_alloc);
    *thread = made;
    return POISE_OK;
}

void poise_thread_free(poise_thread *thread)
{
    if (!thread) return;
    poise_alloc alloc = thread->alloc;
    poise__thread_release(thread);
    poise__release(&alloc, thread, sizeof *thread);
}

poise_status poise_thread_judge(poise_thread *thread, const poise_thread_input *theirs,
                                poise_thread_summary *summary)
{
    poise_thread_input input;
    poise_thread_summary own = { .size = sizeof own };
    poise_error error = { .size = sizeof error };
    struct poise__thread_fault fault = { .in = POISE__FAULT_NONE };

    if (!thread || !theirs) return POISE_E_ARG;
    poise__thread_empty(thread);
    poise_status st = poise__struct_read(&input, sizeof input, sizeof input, theirs);
    if (st == POISE_OK) st = poise__error_check(input.error);
    if (st == POISE_OK && summary) st = poise__struct_write(summary, &own, sizeof own, sizeof own);
    if (st != POISE_OK) return st;
    st = accept_input(&thread->arena, &input, &fault);
    if (st == POISE_OK) st = poise__thread_judge(thread, &input, &own, &fault);
    if (st == POISE_E_ARG) fault_tell(&error, &fault);
    if (st != POISE_OK) poise__thread_empty(thread);
    if (st == POISE_OK && summary) poise__struct_write(summary, &own, sizeof own, sizeof own);
    return poise__error_give(input.error, &error, st);
}

poise_status poise_thread_duty(const poise_thread *thread, uint32_t index, poise_duty *duty)
{
    if (!thread || !duty) return POISE_E_ARG;
    if (index >= thread->duties.count) return POISE_E_RANGE;
    const poise_duty *own = (const poise_duty *)thread->duties.data + index;
    return poise__struct_write(duty, own, sizeof *own, sizeof *own);
}

poise_status poise_thread_json(const poise_alloc *alloc, const char *request, size_t len,
                               poise_write_fn write, void *ctx)
{
    poise_alloc own_alloc;

    if ((!request && len) || !write || !poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    return poise__thread_json(&own_alloc, (struct poise__slice){ request, len }, write, ctx);
}
