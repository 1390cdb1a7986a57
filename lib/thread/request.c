/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/request.h"

#include "base/duration.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- How it is judged ---------------------------------------------------------------------- */

static void grounds_read(struct poise__asking *a, const json_t *duties, poise_thread_input *input)
{
    const json_t *grounds = NULL;

    if (poise__json_get_object(&a->reader, duties, "grounds", &grounds) != POISE_OK || !grounds)
        return;
    poise_ground *items = poise__asking_take(a, json_object_size(grounds), sizeof *items);
    if (!items) return;
    poise__json_enter_key(&a->reader, "grounds");
    for (void *at = json_object_iter((json_t *)grounds); at;
         at = json_object_iter_next((json_t *)grounds, at)) {
        poise_ground *ground = &items[input->ground_count++];
        ground->size = sizeof *ground;
        ground->name = json_object_iter_key(at);
        poise__asking_strings(a, grounds, ground->name, &ground->codes, &ground->code_count);
    }
    poise__json_leave(&a->reader);
    input->grounds = items;
}

static void duties_read(struct poise__asking *a, const json_t *request, poise_thread_input *input)
{
    static const char *const keys[] = { "response", "apology", "line", "words", "grounds" };
    const json_t *duties = NULL;

    if (poise__json_get_object(&a->reader, request, "duties", &duties) != POISE_OK || !duties)
        return;
    poise__json_enter_key(&a->reader, "duties");
    poise__json_check_keys(&a->reader, duties, keys, COUNT(keys));
    poise__json_get_duration(&a->reader, duties, "response", 1, &input->response_due);
    poise__json_get_duration(&a->reader, duties, "apology", 1, &input->apology_due);
    poise__member_number(a, duties, "line", POISE__SCORE_MAX, &input->line);
    poise__member_number(a, duties, "words", UINT32_MAX, &input->words);
    grounds_read(a, duties, input);
    poise__json_leave(&a->reader);
}

static void interval_read(struct poise__asking *a, const json_t *object, void *item)
{
    static const char *const keys[] = { "from", "until" };
    poise_interval *interval = item;

    poise__json_check_keys(&a->reader, object, keys, COUNT(keys));
    poise__member_time(a, object, "from", true, &interval->from);
    poise__member_time(a, object, "until", true, &interval->until);
}

static void message_read(struct poise__asking *a, const json_t *object, void *item)
{
    poise__message_read(a, object, item);
}

/* ---- All of it ----------------------------------------------------------------------------- */

/* Without a policy nobody is known; a roster alone says who people are and not who may. */
static void policy_read(struct poise__thread_request *r, const json_t *request)
{
    if (!json_object_get(request, "policy") && !json_object_get(request, "roster") &&
        !json_object_get(request, "signers") && !json_object_get(request, "revoked"))
        return;
    poise__asking_policy(r->asking, request);
    if (r->asking->reader.status == POISE_OK) poise__asking_signers(r->asking, request);
    r->input.policy = r->asking->policy;
}

poise_status poise__thread_request_read(struct poise__thread_request *r, const json_t *request)
{
    static const char *const keys[] = { "policy", "roster",   "signers", "revoked",
                                        "duties", "business", "now",     "messages" };
    struct poise__asking *a = r->asking;
    poise_thread_input *input = &r->input;

    *input = (poise_thread_input){ .size = sizeof *input };
    if (!json_is_object(request)) return poise__json_fail(&a->reader, "a request is an object");
    poise__json_check_keys(&a->reader, request, keys, COUNT(keys));
    if (a->reader.status == POISE_OK) policy_read(r, request);
    if (a->reader.status != POISE_OK) return a->reader.status;
    poise__member_time(a, request, "now", true, &input->now);
    duties_read(a, request, input);
    input->business = poise__member_items(a, request, "business", sizeof *input->business,
                                          interval_read, &input->business_count);
    input->messages = poise__member_items(a, request, "messages", sizeof *input->messages,
                                          message_read, &input->message_count);
    if (!json_object_get(request, "messages"))
        poise__json_fail(&a->reader, "\"messages\" must be there");
    return a->reader.status;
}

void poise__thread_request_fault(struct poise__thread_request *r,
                                 const struct poise__thread_fault *fault)
{
    struct poise__json_reader *reader = &r->asking->reader;

    switch (fault->in) {
    case POISE__FAULT_BUSINESS:
        poise__json_enter_key(reader, "business");
        poise__json_enter_index(reader, fault->index);
        poise__json_fail(reader, "interval %u %s", fault->index, fault->what);
        break;
    case POISE__FAULT_GROUND:
        poise__json_enter_key(reader, "duties");
        poise__json_enter_key(reader, "grounds");
        poise__json_fail(reader, "ground \"%.60s\" %s", r->input.grounds[fault->index].name,
                         fault->what);
        break;
    case POISE__FAULT_VERSION:
    case POISE__FAULT_MESSAGE:
        poise__json_enter_key(reader, "messages");
        poise__json_enter_index(reader, fault->index);
        if (fault->in == POISE__FAULT_VERSION) {
            poise__json_enter_key(reader, "versions");
            poise__json_enter_index(reader, fault->version);
            poise__json_fail(reader, "version %u of message %u %s", fault->version, fault->index,
                             fault->what);
        } else {
            poise__json_fail(reader, "message %u %s", fault->index, fault->what);
        }
        break;
    default: poise__json_fail(reader, "%s", fault->what);
    }
}
