/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* thread_oom.c: memory may run out anywhere in a conversation, and a warm thread asks for none. */
#include "thread_unit.h"

#include "../oom/failing_alloc.h"

#include <poise/poise.h>

/* Every kind of duty, and a removal that goes before the policy. */
static const char full[] =
    "{'now':1000,'duties':{'response':'1m','apology':'2h','grounds':{'threat':['insulting.threat']}"
    "},"
    "'business':[{'from':0,'until':500}],"
    "'policy':{'version':1,'id':'p','baseline':[[{'count':2,'roles':['mod']}]]},"
    "'roster':{'own':{},'ana':{'roles':['mod']},'bo':{'roles':['mod']}},"
    "'messages':[" IN(
        "m", 0,
        ",'channel':'x','sentiment':'negative','words':3" SAYS(
            900, 0, 0,
            SIGNALS(SIGNAL("insulting.threat")) CONTACTS(
                FOREIGN) ",'digest':'D','findings':"
                         "[{'code':'insulting.threat'}]") ",'removal':{'how':'asked','ground':'"
                                                          "threat','criticised':['own'],'approvals'"
                                                          ":["
                                                          "{'by':'ana','at':5,'verdict':'approve','"
                                                          "digest':'@','rules':['baseline']},"
                                                          "{'by':'bo','at':5,'verdict':'approve','"
                                                          "digest':'@'}]}")
        OUT("r", 20,
            TO("m") ",'versions':[{'at':20,'words':2" SAYS(
                900, 0, 0, SIGNALS(SIGNAL("defensive.scapegoat")) CONTACTS(FOREIGN)) "},{'at':30}]")
            OUT("s", 40,
                TO("m") SAYS(
                    0, 900, 900,
                    SIGNALS(SIGNAL("apologetic.explicit")) CONTACTS(
                        OWN))) "{'id':'n','place':'q','public':true,'sender':'customer','at':9}]}";

/* So many duties for one message that their list grows among them. */
#define FIVE(what)   what "," what "," what "," what "," what
#define TWENTY(what) FIVE(what) "," FIVE(what) "," FIVE(what) "," FIVE(what)
static const char crowded[] = "{'now':1000,'messages':[" IN("m", 0, ",'sentiment':'negative'")
    OUT("r", 20,
        TO("m")
            SAYS(0, 0, 0,
                 CONTACTS(TWENTY(FOREIGN)) SIGNALS(
                     ""))) "{'id':'s','place':'p','public':true,'sender':'human','at':20" TO("m")
        SAYS(0, 0, 0, CONTACTS("") SIGNALS(TWENTY(SIGNAL("defensive.scapegoat")))) "}]}";

/* A request with " for ' and what its removal binds to for @. */
static struct poise__slice request_make(const char *request, char *text, size_t size)
{
    char found[65] = "";
    size_t len = 0;

    const char *digest = strstr(thread_ask(request), "\"digest\":\"");
    if (digest) memcpy(found, digest + 10, 64);
    for (const char *at = request; *at; at++) {
        assert_true(len + 65 < size);
        if (*at == '@') {
            memcpy(text + len, found, 64);
            len += 64;
        } else {
            text[len++] = (char)(*at == '\'' ? '"' : *at);
        }
    }
    return (struct poise__slice){ text, len };
}

static void fail_each_allocation(const char *request, const char *part)
{
    static struct answer answer, error;
    static char text[1 << 14];
    struct poise__slice slice = request_make(request, text, sizeof text);
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);

    answer.len = 0;
    assert_int_equal(poise__thread_json(&alloc, slice, answer_write, &answer), POISE_OK);
    assert_non_null(strstr(answer.text, part));
    assert_int_equal(counter.live, 0);
    const uint64_t calls = counter.calls;
    for (uint64_t fail_at = 1; fail_at <= calls; fail_at++)
        for (int for_ever = 0; for_ever < 2; for_ever++) {
            counter = (struct failing_alloc){ .fail_at = fail_at, .for_ever = for_ever };
            error.len = 0;
            assert_int_equal(poise__thread_json(&alloc, slice, answer_write, &error),
                             POISE_E_NOMEM);
            assert_non_null(strstr(error.text, "{\"error\":{\"status\":\"POISE_E_NOMEM\""));
            assert_int_equal(counter.live, 0);
            assert_false(counter.lied);
        }
}

static void json_survives_every_failing_allocation(void **state)
{
    (void)state;
    fail_each_allocation(full, "\"state\":\"allow\"");
    fail_each_allocation(crowded, "\"kind\":\"scapegoat\",\"state\":\"found\"");
}

/* jansson has an allocator of its own for the whole program. */
static struct failing_alloc json_counter;

static void *json_acquire(size_t size)
{
    return failing_acquire(&json_counter, size);
}

static void json_release(void *block)
{
    if (block) free((unsigned char *)block - FAILING_HEAD);
}

/* jansson 2.14 drops a letter of a long string where its buffer cannot grow, such as one of a digest;
 * then nobody agreed to anything. */
static void json_survives_a_failing_jansson(void **state)
{
    static struct answer answer, good;
    static char text[1 << 14];
    struct poise__slice slice = request_make(full, text, sizeof text);
    poise_alloc heap;

    (void)state;
    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(poise__thread_json(&heap, slice, answer_write, &good), POISE_OK);
    json_set_alloc_funcs(json_acquire, json_release);
    json_counter = (struct failing_alloc){ 0 };
    do {
        json_counter = (struct failing_alloc){ .fail_at = json_counter.fail_at + 1 };
        answer.len = 0;
        poise_status status = poise__thread_json(&heap, slice, answer_write, &answer);
        if (status == POISE_OK)
            assert_true(strcmp(answer.text, good.text) == 0 ||
                        !strstr(answer.text, "\"state\":\"allow\""));
        else
            assert_non_null(strstr(answer.text, "{\"error\":{\"status\":\"POISE_E_"));
    } while (json_counter.calls >= json_counter.fail_at);
    json_set_alloc_funcs(malloc, free);
    assert_true(json_counter.calls > 200);
}

/* ---- Through C ----------------------------------------------------------------------------- */

enum { MESSAGES = 300 };

static poise_message messages[MESSAGES];
static char ids[MESSAGES][16];

/* Insults and apologies in turn, and a removal for which everybody is asked. */
static poise_thread_input input_make(const poise_policy *policy)
{
    static const poise_signal threat = {
        .size = sizeof threat, .strength = 900, .where = { 0, 4 }, .code = "insulting.threat"
    };
    static const poise_message_version seen = { .size = sizeof seen,
                                                .known = POISE_KNOWN_REPORT,
                                                .at = 10,
                                                .digest = "D",
                                                .signals = &threat,
                                                .signal_count = 1,
                                                .insulting = 900 };
    static const char *const criticised[] = { "ana" };
    static const char *const codes[] = { "insulting.threat" };
    static const poise_ground ground = { sizeof ground, 1, "g", codes };
    static const poise_interval business = { 0, 5000 };
    static const poise_approval yes = { .size = sizeof yes,
                                        .verdict = POISE_VERDICT_APPROVE,
                                        .by = "bo",
                                        .digest = "D",
                                        .verified = 1 };
    static const poise_removal removal = { .size = sizeof removal,
                                           .how = POISE_REMOVAL_ASKED,
                                           .ground = "g",
                                           .criticised = criticised,
                                           .approvals = &yes,
                                           .criticised_count = 1,
                                           .approval_count = 1 };

    for (uint32_t i = 0; i < MESSAGES; i++) {
        snprintf(ids[i], sizeof ids[i], "m%u", i);
        messages[i] = (poise_message){
            .size = sizeof messages[i],
            .direction = i % 2 ? POISE_DIRECTION_OUT : POISE_DIRECTION_IN,
            .sender = i % 2 ? POISE_SENDER_HUMAN : POISE_SENDER_CUSTOMER,
            .is_public = 1,
            .at = 10,
            .id = ids[i],
            .parent = i ? ids[i - 1] : NULL,
            .place = "p",
            .versions = NULL,
        };
    }
    messages[0].removal = &removal;
    messages[0].versions = &seen;
    messages[0].version_count = 1;
    return (poise_thread_input){ .size = sizeof(poise_thread_input),
                                 .message_count = MESSAGES,
                                 .business_count = 1,
                                 .ground_count = 1,
                                 .now = 100,
                                 .response_due = 5,
                                 .apology_due = 5,
                                 .messages = messages,
                                 .business = &business,
                                 .grounds = &ground,
                                 .policy = policy };
}

static poise_policy *policy_make(void)
{
    static const char rules[] =
        "{\"version\":1,\"baseline\":[[{\"count\":2,\"people\":[\"bo\",\"cy\"]}]]}";
    static const char roster[] = "{\"ana\":{},\"bo\":{},\"cy\":{}}";
    const poise_policy_source source = { .size = sizeof source,
                                         .policy = rules,
                                         .policy_len = sizeof rules - 1,
                                         .roster = roster,
                                         .roster_len = sizeof roster - 1 };
    poise_policy *policy = NULL;

    assert_int_equal(poise_policy_parse(NULL, &source, NULL, &policy), POISE_OK);
    return policy;
}

static void a_thread_is_usable_after_every_failure(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    poise_policy *policy = policy_make();
    const poise_thread_input input = input_make(policy);
    poise_duty duty = { .size = sizeof duty };
    poise_thread *thread = NULL;

    (void)state;
    counter.fail_at = 1;
    assert_int_equal(poise_thread_new(&alloc, &thread), POISE_E_NOMEM);
    assert_null(thread);
    for (uint64_t fail_at = 1;; fail_at++) {
        counter = (struct failing_alloc){ 0 };
        assert_int_equal(poise_thread_new(&alloc, &thread), POISE_OK);
        counter.calls = 0;
        counter.fail_at = fail_at;
        poise_status st = poise_thread_judge(thread, &input, NULL);
        if (st == POISE_OK) break;
        assert_int_equal(st, POISE_E_NOMEM);
        assert_int_equal(poise_thread_duty(thread, 0, &duty), POISE_E_RANGE);
        assert_int_equal(poise_thread_judge(thread, &input, NULL), POISE_OK);
        assert_int_equal(poise_thread_duty(thread, 0, &duty), POISE_OK);
        poise_thread_free(thread);
        assert_int_equal(counter.live, 0);
        assert_false(counter.lied);
    }
    poise_thread_free(thread);
    poise_policy_free(policy);
}

static void a_warm_thread_allocates_nothing(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    poise_policy *policy = policy_make();
    const poise_thread_input input = input_make(policy);
    poise_thread *thread = NULL;

    (void)state;
    assert_int_equal(poise_thread_new(&alloc, &thread), POISE_OK);
    assert_int_equal(poise_thread_judge(thread, &input, NULL), POISE_OK);
    assert_int_equal(poise_thread_judge(thread, &input, NULL), POISE_OK);
    counter.calls = 0;
    assert_int_equal(poise_thread_judge(thread, &input, NULL), POISE_OK);
    assert_int_equal(counter.calls, 0);
    poise_thread_free(thread);
    poise_policy_free(policy);
    assert_int_equal(counter.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_survives_every_failing_allocation),
        cmocka_unit_test(json_survives_a_failing_jansson),
        cmocka_unit_test(a_thread_is_usable_after_every_failure),
        cmocka_unit_test(a_warm_thread_allocates_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
