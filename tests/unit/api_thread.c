/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* api_thread.c: the duties over a conversation through the public door. */
#include "unit.h"

#include <poise/poise.h>

#include <stdbool.h>
#include <stdio.h>

/* A conversation in which everything can be wrong. */
struct scene {
    poise_signal signals[1];
    poise_finding findings[1];
    poise_contact contacts[1];
    poise_message_version versions[1];
    poise_approval approvals[1];
    const char *criticised[1];
    poise_removal removal;
    poise_message messages[3];
    poise_interval business[2];
    const char *codes[1];
    poise_ground grounds[1];
    poise_error error;
    poise_thread_input input;
};

static poise_message message_of(uint32_t sender, const char *id, const char *parent, int64_t at)
{
    return (poise_message){ .size = sizeof(poise_message),
                            .direction = sender == POISE_SENDER_CUSTOMER ? POISE_DIRECTION_IN
                                                                         : POISE_DIRECTION_OUT,
                            .sender = sender,
                            .is_public = 1,
                            .at = at,
                            .id = id,
                            .parent = parent,
                            .place = "p" };
}

static void set_up(struct scene *c)
{
    memset(c, 0, sizeof *c);
    c->signals[0] = (poise_signal){
        .size = sizeof(poise_signal), .strength = 900, .where = { 0, 5 }, .code = "insulting.threat"
    };
    c->findings[0] = (poise_finding){ .size = sizeof(poise_finding), .code = "media.flagged" };
    c->contacts[0] = (poise_contact){ .size = sizeof(poise_contact), .own = 1 };
    c->versions[0] = (poise_message_version){ .size = sizeof(poise_message_version),
                                              .known = POISE_KNOWN_REPORT,
                                              .digest = "D",
                                              .signals = c->signals,
                                              .findings = c->findings,
                                              .contacts = c->contacts,
                                              .signal_count = 1,
                                              .finding_count = 1,
                                              .contact_count = 1 };
    c->approvals[0] = (poise_approval){ .size = sizeof(poise_approval),
                                        .verdict = POISE_VERDICT_APPROVE,
                                        .by = "ana",
                                        .digest = "x",
                                        .verified = 1 };
    c->criticised[0] = "own";
    c->removal = (poise_removal){ .size = sizeof c->removal,
                                  .how = POISE_REMOVAL_HIDDEN,
                                  .at = 50,
                                  .ground = "menace",
                                  .criticised = c->criticised,
                                  .approvals = c->approvals,
                                  .criticised_count = 1,
                                  .approval_count = 1 };
    c->messages[0] = message_of(POISE_SENDER_CUSTOMER, "m", NULL, 0);
    c->messages[0].removal = &c->removal;
    c->messages[0].versions = c->versions;
    c->messages[0].version_count = 1;
    c->messages[1] = message_of(POISE_SENDER_HUMAN, "r", "m", 15);
    c->messages[2] = message_of(POISE_SENDER_CUSTOMER, "n", NULL, 20);
    c->business[0] = (poise_interval){ 0, 10 };
    c->business[1] = (poise_interval){ 12, 1000 };
    c->codes[0] = "insulting.threat";
    c->grounds[0] = (poise_ground){ sizeof(poise_ground), 1, "menace", c->codes };
    c->error.size = sizeof c->error;
    c->input = (poise_thread_input){ .size = sizeof c->input,
                                     .message_count = 3,
                                     .business_count = 2,
                                     .ground_count = 1,
                                     .now = 100,
                                     .response_due = 13,
                                     .messages = c->messages,
                                     .business = c->business,
                                     .grounds = c->grounds,
                                     .error = &c->error };
}

static poise_status judge(struct scene *c, poise_thread_summary *summary)
{
    poise_thread *thread = NULL;

    assert_int_equal(poise_thread_new(NULL, &thread), POISE_OK);
    poise_status st = poise_thread_judge(thread, &c->input, summary);
    poise_thread_free(thread);
    return st;
}

/* ---- What comes out ------------------------------------------------------------------------ */

static void duties_come_in_the_order_of_messages(void **state)
{
    struct scene c;
    poise_thread *thread = NULL;
    poise_thread_summary summary = { .size = sizeof summary };
    poise_duty duty = { .size = sizeof duty };
    uint32_t last = 0, i = 0;

    (void)state;
    set_up(&c);
    assert_int_equal(poise_thread_new(NULL, &thread), POISE_OK);
    assert_int_equal(poise_thread_duty(thread, 0, &duty), POISE_E_RANGE);
    assert_int_equal(poise_thread_judge(thread, &c.input, &summary), POISE_OK);
    assert_int_equal(summary.response_met, 1);
    assert_int_equal(summary.response_overdue, 1);
    assert_int_equal(summary.apology_unknown, 1);
    assert_int_equal(summary.removal_need, 1);
    assert_int_equal(summary.unknown_total, 2);
    assert_int_equal(summary.unknown_answered, 1);
    for (; poise_thread_duty(thread, i, &duty) == POISE_OK; i++) {
        assert_true(duty.message >= last);
        last = duty.message;
        assert_string_equal(duty.id, c.messages[duty.message].id);
        assert_non_null(duty.reason);
    }
    assert_int_equal(i, summary.duty_count);
    assert_int_equal(poise_thread_duty(thread, 1, &duty), POISE_OK);
    assert_int_equal(duty.kind, POISE_DUTY_REMOVAL);
    assert_int_equal(duty.state, POISE_STATE_NEED);
    assert_int_equal(duty.where.end, 5);
    assert_int_equal(duty.done, 1);
    assert_int_equal(strlen(duty.digest), 64);
    poise_duty absurd = { .size = 3 };
    assert_int_equal(poise_thread_duty(thread, 0, &absurd), POISE_E_STRUCT_SIZE);
    assert_int_equal(poise_thread_duty(thread, 0, NULL), POISE_E_ARG);
    assert_int_equal(poise_thread_duty(NULL, 0, &duty), POISE_E_ARG);
    /* A failure leaves nothing of what was there. */
    c.messages[2].id = "m";
    assert_int_equal(poise_thread_judge(thread, &c.input, NULL), POISE_E_ARG);
    assert_int_equal(poise_thread_duty(thread, 0, &duty), POISE_E_RANGE);
    poise_thread_free(thread);
}

/* ---- What goes in -------------------------------------------------------------------------- */

struct wrong {
    void (*spoil)(struct scene *c);
    poise_status status;
    const char *message;
};

#define SPOIL(name, change)                                                                        \
    static void name(struct scene *c)                                                              \
    {                                                                                              \
        change;                                                                                    \
    }
SPOIL(nothing, (void)c)
SPOIL(size, c->input.size = 3)
SPOIL(error_size, c->error.size = 3)
SPOIL(no_business, c->input.business = NULL)
SPOIL(no_grounds, c->input.grounds = NULL)
SPOIL(usual_grounds, (c->input.grounds = NULL, c->input.ground_count = 0))
SPOIL(empty_grounds, c->input.ground_count = 0)
SPOIL(ground_size, c->grounds[0].size = 3)
SPOIL(ground_name, c->grounds[0].name = NULL)
SPOIL(ground_codes, c->grounds[0].codes = NULL)
SPOIL(ground_code, c->codes[0] = "insulting")
SPOIL(no_messages, c->input.messages = NULL)
SPOIL(message_size, c->messages[0].size = 3)
SPOIL(no_id, c->messages[1].id = NULL)
SPOIL(no_place, c->messages[1].place = NULL)
SPOIL(same_id, c->messages[2].id = "r")
SPOIL(no_versions, c->messages[0].versions = NULL)
SPOIL(no_signals, c->versions[0].signals = NULL)
SPOIL(no_findings, c->versions[0].findings = NULL)
SPOIL(no_contacts, c->versions[0].contacts = NULL)
SPOIL(signal_code, c->signals[0].code = NULL)
SPOIL(finding_code, c->findings[0].code = NULL)
SPOIL(known, c->versions[0].known = 128)
SPOIL(signal_rule, c->signals[0].code = "x")
SPOIL(finding_rule, c->findings[0].code = "x")
SPOIL(strength, c->signals[0].strength = 1001)
SPOIL(insulting, c->versions[0].insulting = 1001)
SPOIL(apologetic, c->versions[0].apologetic = 1001)
SPOIL(remedy, c->versions[0].remedy = 1001)
SPOIL(removal_size, c->removal.size = 3)
SPOIL(criticised, c->removal.criticised = NULL)
SPOIL(approvals, c->removal.approvals = NULL)
SPOIL(approval_by, c->approvals[0].by = NULL)
SPOIL(how_none, c->removal.how = 0)
SPOIL(how_more, c->removal.how = 4)
SPOIL(early, c->removal.at = -1)
SPOIL(asked_early, (c->removal.how = POISE_REMOVAL_ASKED, c->removal.at = INT64_MIN))
SPOIL(direction_none, c->messages[0].direction = 0)
SPOIL(sender_none, c->messages[0].sender = 0)
SPOIL(sender_more, c->messages[0].sender = 7)
SPOIL(half_public, c->messages[0].is_public = 2)
SPOIL(sentiment, c->messages[0].sentiment = 4)
SPOIL(line, c->input.line = 1001)
SPOIL(response_before, c->input.response_due = -1)
SPOIL(apology_before, c->input.apology_due = -1)
SPOIL(now_before, c->input.now = INT64_MIN)
SPOIL(at_before, c->messages[2].at = INT64_MIN)
SPOIL(overlap, c->business[1].from = 9)

static void what_is_wrong_is_named(void **state)
{
    static const struct wrong all[] = {
        { nothing, POISE_OK, "" },
        { usual_grounds, POISE_OK, "" },
        { empty_grounds, POISE_OK, "" },
        { asked_early, POISE_OK, "" },
        { size, POISE_E_STRUCT_SIZE, NULL },
        { error_size, POISE_E_STRUCT_SIZE, NULL },
        { no_business, POISE_E_ARG, NULL },
        { no_grounds, POISE_E_ARG, NULL },
        { ground_size, POISE_E_STRUCT_SIZE, NULL },
        { ground_name, POISE_E_ARG, NULL },
        { ground_codes, POISE_E_ARG, NULL },
        { ground_code, POISE_E_ARG, "ground 0 names a code that is no rule" },
        { no_messages, POISE_E_ARG, NULL },
        { message_size, POISE_E_STRUCT_SIZE, NULL },
        { no_id, POISE_E_ARG, "message 1 lacks an id, a place, or something that it counts" },
        { no_place, POISE_E_ARG, "message 1 lacks an id, a place, or something that it counts" },
        { same_id, POISE_E_ARG, "message 2 has the id of an earlier message" },
        { no_versions, POISE_E_ARG, "message 0 lacks an id, a place, or something that it counts" },
        { no_signals, POISE_E_ARG, NULL },
        { no_findings, POISE_E_ARG, NULL },
        { no_contacts, POISE_E_ARG, NULL },
        { signal_code, POISE_E_ARG, NULL },
        { finding_code, POISE_E_ARG, NULL },
        { known, POISE_E_ARG, NULL },
        { signal_rule, POISE_E_ARG, "version 0 of message 0 has a signal whose code is no rule" },
        { finding_rule, POISE_E_ARG, "version 0 of message 0 has a finding whose code is no rule" },
        { strength, POISE_E_ARG, "version 0 of message 0 has a signal with a strength over 1000" },
        { insulting, POISE_E_ARG, "version 0 of message 0 has a score over 1000" },
        { apologetic, POISE_E_ARG, "version 0 of message 0 has a score over 1000" },
        { remedy, POISE_E_ARG, "version 0 of message 0 has a score over 1000" },
        { removal_size, POISE_E_STRUCT_SIZE, NULL },
        { criticised, POISE_E_ARG, NULL },
        { approvals, POISE_E_ARG, NULL },
        { approval_by, POISE_E_ARG, NULL },
        { how_none, POISE_E_ARG, "message 0 has a removal of no known kind" },
        { how_more, POISE_E_ARG, "message 0 has a removal of no known kind" },
        { early, POISE_E_ARG, "message 0 was removed before it was there" },
        { direction_none, POISE_E_ARG, "message 0 goes neither in nor out" },
        { sender_none, POISE_E_ARG, "message 0 has a sender of no known kind" },
        { sender_more, POISE_E_ARG, "message 0 has a sender of no known kind" },
        { half_public, POISE_E_ARG, "message 0 is neither public nor private" },
        { sentiment, POISE_E_ARG, "message 0 has a sentiment that is none" },
        { line, POISE_E_ARG, "the line is over 1000" },
        { response_before, POISE_E_ARG, "the time for a response is out of range" },
        { apology_before, POISE_E_ARG, "the time for an apology is out of range" },
        { now_before, POISE_E_ARG, "now is out of range" },
        { at_before, POISE_E_ARG, "message 2 has a time out of range" },
        { overlap, POISE_E_ARG, "interval 1 must not begin before the one in front of it ends" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct scene c;
        poise_thread_summary summary = { .size = sizeof summary };
        set_up(&c);
        all[i].spoil(&c);
        poise_status st = judge(&c, &summary);
        if (st != all[i].status) fail_msg("%zu: %s", i, poise_status_name(st));
        if (all[i].message) assert_string_equal(c.error.message, all[i].message);
        assert_true(st == POISE_OK || summary.duty_count == 0);
    }
}

static void arguments_are_checked(void **state)
{
    struct scene c;
    poise_thread *thread = NULL;
    poise_thread_summary absurd = { .size = 3 };
    const poise_alloc none = { 0 };

    (void)state;
    set_up(&c);
    assert_int_equal(poise_thread_new(NULL, NULL), POISE_E_ARG);
    assert_int_equal(poise_thread_new(&none, &thread), POISE_E_ARG);
    assert_null(thread);
    assert_int_equal(poise_thread_new(NULL, &thread), POISE_OK);
    assert_int_equal(poise_thread_judge(NULL, &c.input, NULL), POISE_E_ARG);
    assert_int_equal(poise_thread_judge(thread, NULL, NULL), POISE_E_ARG);
    assert_int_equal(poise_thread_judge(thread, &c.input, &absurd), POISE_E_STRUCT_SIZE);
    assert_int_equal(poise_thread_judge(thread, &c.input, NULL), POISE_OK);
    c.input.error = NULL;
    c.messages[0].id = NULL;
    assert_int_equal(poise_thread_judge(thread, &c.input, NULL), POISE_E_ARG);
    poise_thread_free(thread);
    poise_thread_free(NULL);
}

static int swallow(void *ctx, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)ctx += len;
    return 0;
}

static void json_goes_through_the_same_door(void **state)
{
    static const char request[] = "{\"now\":1,\"messages\":[]}";
    const poise_alloc none = { 0 };
    size_t len = 0;

    (void)state;
    assert_int_equal(poise_thread_json(NULL, request, sizeof request - 1, swallow, &len), POISE_OK);
    assert_true(len > 0);
    assert_int_equal(poise_thread_json(NULL, NULL, 0, swallow, &len), POISE_E_REQUEST);
    assert_int_equal(poise_thread_json(NULL, NULL, 1, swallow, &len), POISE_E_ARG);
    assert_int_equal(poise_thread_json(NULL, request, 1, NULL, NULL), POISE_E_ARG);
    assert_int_equal(poise_thread_json(&none, request, 1, swallow, &len), POISE_E_ARG);
}

/* ---- Size ---------------------------------------------------------------------------------- */

enum { MANY = 100000 };

/* One chain, or one ring, of a hundred thousand messages; no answer. */
static void judge_many(bool ring)
{
    poise_message *messages = calloc(MANY, sizeof *messages);
    char(*ids)[16] = calloc(MANY, sizeof *ids);
    poise_thread_summary summary = { .size = sizeof summary };
    poise_thread *thread = NULL;

    assert_non_null(messages);
    assert_non_null(ids);
    for (uint32_t i = 0; i < MANY; i++) snprintf(ids[i], sizeof ids[i], "m%u", i);
    for (uint32_t i = 0; i < MANY; i++)
        messages[i] = message_of(POISE_SENDER_CUSTOMER, ids[i],
                                 i      ? ids[i - 1]
                                 : ring ? ids[MANY - 1]
                                        : NULL,
                                 MANY - i);
    const poise_thread_input input = {
        .size = sizeof input, .message_count = MANY, .now = 2 * MANY, .messages = messages
    };
    assert_int_equal(poise_thread_new(NULL, &thread), POISE_OK);
    assert_int_equal(poise_thread_judge(thread, &input, &summary), POISE_OK);
    assert_int_equal(summary.response_open, ring ? MANY : 1);
    assert_int_equal(summary.unknown_total, MANY);
    poise_thread_free(thread);
    free(messages);
    free(ids);
}

static void chains_and_rings_may_be_long(void **state)
{
    (void)state;
    judge_many(false);
    judge_many(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(duties_come_in_the_order_of_messages),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(json_goes_through_the_same_door),
        cmocka_unit_test(chains_and_rings_may_be_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
