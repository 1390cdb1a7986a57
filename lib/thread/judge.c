/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/business.h"
#include "thread/duties.h"

#include <assert.h>

enum { LINE = 500, WORDS = 5 };

/* ---- One duty ------------------------------------------------------------------------------ */

poise_duty poise__duty_of(const struct poise__session *s, uint32_t index, uint32_t kind)
{
    const struct poise__post *post = &s->posts[index];

    return (poise_duty){
        .size = sizeof(poise_duty),
        .kind = kind,
        .message = index,
        .other = POISE_MESSAGE_NONE,
        .version = post->versions ? post->versions - 1 : 0,
        .since = post->message->at,
        .due = POISE_TIME_NONE,
        .id = post->message->id,
    };
}

static bool is_settled(uint32_t state)
{
    return state == POISE_STATE_MET || state == POISE_STATE_PAID || state == POISE_STATE_DONE ||
           state == POISE_STATE_ALLOW;
}

/* Where the summary counts duties of a kind and state, or NULL. */
static uint32_t *counter_of(poise_thread_summary *summary, const poise_duty *duty)
{
    const bool is_apology = duty->kind == POISE_DUTY_APOLOGY;

    if (duty->kind > POISE_DUTY_REMOVAL) return NULL;
    switch (duty->state) {
    case POISE_STATE_OPEN: return &summary->response_open;
    case POISE_STATE_MET: return &summary->response_met;
    case POISE_STATE_LATE: return &summary->response_late;
    case POISE_STATE_OVERDUE:
        return is_apology ? &summary->apology_overdue : &summary->response_overdue;
    case POISE_STATE_OWED: return &summary->apology_owed;
    case POISE_STATE_PAID: return &summary->apology_paid;
    case POISE_STATE_ALLOW: return &summary->removal_allow;
    case POISE_STATE_NEED: return &summary->removal_need;
    case POISE_STATE_DENY: return &summary->removal_deny;
    default:
        assert(duty->state == POISE_STATE_UNKNOWN);
        return is_apology ? &summary->apology_unknown : &summary->response_unknown;
    }
}

poise_status poise__duty_add(struct poise__session *s, const poise_duty *duty)
{
    poise_thread_summary *summary = s->summary;

    assert(summary);
    uint32_t *counter = counter_of(summary, duty);
    if (poise__array_push(&s->thread->duties, &s->thread->alloc, duty) != POISE_OK)
        return POISE_E_NOMEM;
    if (counter) ++*counter;
    summary->duty_count++;
    summary->attention += !is_settled(duty->state);
    return POISE_OK;
}

/* ---- All duties ---------------------------------------------------------------------------- */

static poise_status message_add(struct poise__session *s, uint32_t index)
{
    poise_status st = poise__response_add(s, index);

    if (st == POISE_OK) st = poise__apology_add(s, index);
    if (st == POISE_OK) st = poise__removal_add(s, index);
    if (st == POISE_OK) st = poise__complaint_add(s, index);
    return st == POISE_OK ? poise__reply_add(s, index) : st;
}

static poise_status session_run(struct poise__session *s, struct poise__thread_fault *fault)
{
    uint32_t twin;

    if (poise__posts_make(s, &twin) != POISE_OK) return POISE_E_NOMEM;
    if (twin != POISE__NOBODY) {
        *fault = (struct poise__thread_fault){ POISE__FAULT_MESSAGE, twin, 0,
                                               "has the id of an earlier message" };
        return POISE_E_ARG;
    }
    if (poise__business_sum(s) != POISE_OK || poise__apologies_scan(s) != POISE_OK)
        return POISE_E_NOMEM;
    poise__responses_scan(s);
    poise__replies_scan(s);
    poise__coverage_sum(s, s->summary);
    poise_status st = POISE_OK;
    for (uint32_t i = 0; st == POISE_OK && i < s->input->message_count; i++)
        if (s->posts[i].here) st = message_add(s, i);
    return st;
}

/* ---- The thread ---------------------------------------------------------------------------- */

/* What is not said is as usual. */
static poise_thread_input input_complete(const poise_thread_input *input)
{
    static const char *const threat[] = { "insulting.threat" };
    static const char *const obscenity[] = { "insulting.profanity_directed" };
    static const poise_ground grounds[] = {
        { sizeof grounds[0], 1, "threat", threat },
        { sizeof grounds[0], 1, "obscenity", obscenity },
    };
    poise_thread_input complete = *input;

    if (!complete.line) complete.line = LINE;
    if (!complete.words) complete.words = WORDS;
    if (!complete.grounds) {
        complete.grounds = grounds;
        complete.ground_count = 2;
    }
    return complete;
}

poise_status poise__thread_judge(poise_thread *thread, const poise_thread_input *input,
                                 poise_thread_summary *summary, struct poise__thread_fault *fault)
{
    *fault = (struct poise__thread_fault){ .in = POISE__FAULT_NONE };
    *summary = (poise_thread_summary){ .size = sizeof *summary };
    thread->duties.count = 0;
    if (!poise__thread_check(input, fault)) return POISE_E_ARG;
    const poise_thread_input complete = input_complete(input);
    struct poise__session s = { .input = &complete, .thread = thread, .summary = summary };
    poise_status st = session_run(&s, fault);
    if (st != POISE_OK) poise__thread_empty(thread);
    return st;
}

void poise__thread_empty(poise_thread *thread)
{
    thread->duties.count = 0;
    poise__arena_reset(&thread->arena);
}

void poise__thread_init(poise_thread *thread, const poise_alloc *alloc)
{
    thread->alloc = *alloc;
    poise__arena_init(&thread->arena, alloc);
    poise__decision_init(&thread->decision, alloc);
    poise__array_init(&thread->duties, sizeof(poise_duty));
}

void poise__thread_release(poise_thread *thread)
{
    poise__array_release(&thread->duties, &thread->alloc);
    poise__decision_release(&thread->decision);
    poise__arena_release(&thread->arena);
}
