/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/request.h"

#include "base/json_write.h"

#include <assert.h>

/* ---- The answer ---------------------------------------------------------------------------- */

static const char *kind_name(uint32_t kind)
{
    static const char *const names[] = {
        [POISE_DUTY_RESPONSE] = "response", [POISE_DUTY_APOLOGY] = "apology",
        [POISE_DUTY_REMOVAL] = "removal",   [POISE_DUTY_OWN_IT] = "own_it",
        [POISE_DUTY_CHANNEL] = "channel",   [POISE_DUTY_CONTACT] = "contact",
        [POISE_DUTY_POINTER] = "pointer",   [POISE_DUTY_SCAPEGOAT] = "scapegoat",
    };

    assert(kind < sizeof names / sizeof names[0]);
    return names[kind];
}

static const char *state_name(uint32_t state)
{
    static const char *const names[] = {
        [POISE_STATE_UNKNOWN] = "unknown", [POISE_STATE_OPEN] = "open",
        [POISE_STATE_OVERDUE] = "overdue", [POISE_STATE_MET] = "met",
        [POISE_STATE_LATE] = "late",       [POISE_STATE_OWED] = "owed",
        [POISE_STATE_PAID] = "paid",       [POISE_STATE_ALLOW] = "allow",
        [POISE_STATE_NEED] = "need",       [POISE_STATE_DENY] = "deny",
        [POISE_STATE_DONE] = "done",       [POISE_STATE_MISSING] = "missing",
        [POISE_STATE_FOUND] = "found",
    };

    assert(state < sizeof names / sizeof names[0]);
    return names[state];
}

static json_t *duty_json(const poise_duty *duty, const poise_message *messages)
{
    json_t *item = json_pack("{s:s, s:s, s:s, s:I, s:I}", "message", duty->id, "kind",
                             kind_name(duty->kind), "state", state_name(duty->state), "version",
                             (json_int_t)duty->version, "since", (json_int_t)duty->since);

    if (duty->kind <= POISE_DUTY_APOLOGY) {
        item = poise__json_set(
            item, "due", duty->due == POISE_TIME_NONE ? json_null() : json_integer(duty->due));
        item = poise__json_set(item, "by",
                               duty->other == POISE_MESSAGE_NONE
                                   ? json_null()
                                   : json_string(messages[duty->other].id));
    }
    if (duty->kind == POISE_DUTY_REMOVAL) {
        item = poise__json_set(item, "done", json_boolean(duty->done));
        item = poise__json_set(item, "have", json_integer(duty->have));
        item = poise__json_set(item, "want", json_integer(duty->want));
        item = poise__json_set(item, "digest", poise__json_optional(duty->digest));
    }
    if (duty->where.end) {
        item = poise__json_set(item, "start", json_integer(duty->where.begin));
        item = poise__json_set(item, "end", json_integer(duty->where.end));
    }
    return poise__json_set(item, "reason", json_string(duty->reason));
}

static json_t *coverage_part(uint32_t answered, uint32_t total)
{
    return json_pack("{s:I, s:I}", "answered", (json_int_t)answered, "total", (json_int_t)total);
}

static json_t *per_mille_part(uint32_t answered, uint32_t total, int32_t per_mille)
{
    return poise__json_set(coverage_part(answered, total), "per_mille",
                           per_mille < 0 ? json_null() : json_integer(per_mille));
}

static json_t *coverage_json(const poise_thread_summary *s)
{
    json_t *coverage = json_object();

    coverage = poise__json_set(
        coverage, "positive",
        per_mille_part(s->positive_answered, s->positive_total, s->positive_per_mille));
    coverage = poise__json_set(
        coverage, "negative",
        per_mille_part(s->negative_answered, s->negative_total, s->negative_per_mille));
    coverage = poise__json_set(coverage, "gap", s->has_gap ? json_integer(s->gap) : json_null());
    coverage = poise__json_set(coverage, "neutral",
                               coverage_part(s->neutral_answered, s->neutral_total));
    return poise__json_set(coverage, "unknown",
                           coverage_part(s->unknown_answered, s->unknown_total));
}

static json_t *summary_json(const poise_thread_summary *s)
{
    json_t *summary = json_pack("{s:I}", "attention", (json_int_t)s->attention);

    summary = poise__json_set(
        summary, "responses",
        json_pack("{s:I, s:I, s:I, s:I, s:I}", "met", (json_int_t)s->response_met, "late",
                  (json_int_t)s->response_late, "open", (json_int_t)s->response_open, "overdue",
                  (json_int_t)s->response_overdue, "unknown", (json_int_t)s->response_unknown));
    summary = poise__json_set(summary, "apologies",
                              json_pack("{s:I, s:I, s:I, s:I}", "paid", (json_int_t)s->apology_paid,
                                        "owed", (json_int_t)s->apology_owed, "overdue",
                                        (json_int_t)s->apology_overdue, "unknown",
                                        (json_int_t)s->apology_unknown));
    summary = poise__json_set(summary, "removals",
                              json_pack("{s:I, s:I, s:I}", "allow", (json_int_t)s->removal_allow,
                                        "need", (json_int_t)s->removal_need, "deny",
                                        (json_int_t)s->removal_deny));
    return poise__json_set(summary, "coverage", coverage_json(s));
}

static json_t *answer_json(const poise_thread *thread, const poise_thread_input *input,
                           const poise_thread_summary *summary)
{
    const poise_duty *duties = thread->duties.data;
    json_t *list = json_array();
    json_t *answer = poise__json_set(json_object(), "summary", summary_json(summary));

    for (uint32_t i = 0; list && i < thread->duties.count; i++)
        if (json_array_append_new(list, duty_json(&duties[i], input->messages)) != 0) {
            json_decref(list);
            list = NULL;
        }
    return poise__json_set(answer, "duties", list);
}

/* ---- The request --------------------------------------------------------------------------- */

static json_t *request_answer(struct poise__asking *asking, const json_t *request)
{
    struct poise__thread_request r = { .asking = asking };
    poise_thread thread;
    poise_thread_summary summary;
    struct poise__thread_fault fault;
    json_t *answer = NULL;

    if (poise__thread_request_read(&r, request) != POISE_OK) return NULL;
    poise__thread_init(&thread, &asking->arena.alloc);
    poise_status st = poise__thread_judge(&thread, &r.input, &summary, &fault);
    if (st == POISE_OK) answer = answer_json(&thread, &r.input, &summary);
    if (st == POISE_E_ARG) {
        poise__thread_request_fault(&r, &fault);
    } else if (st == POISE_E_CRYPTO) {
        asking->reader.failure = POISE_E_CRYPTO;
        poise__json_fail(&asking->reader, "no hash function");
    } else if (!answer) {
        poise__json_no_memory(&asking->reader);
    }
    poise__thread_release(&thread);
    return answer;
}

poise_status poise__thread_json(const poise_alloc *alloc, struct poise__slice text,
                                poise_write_fn write, void *ctx)
{
    return poise__asking_run(alloc, text, request_answer, write, ctx);
}
