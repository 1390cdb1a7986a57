/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy_unit.h"

#include "../oom/failing_alloc.h"

#include <jansson.h>

/* Five signs that become ninety letters each way they are compared. */
#define LIGATURE  "\xEF\xB7\xBA"
#define FIVE      LIGATURE LIGATURE LIGATURE LIGATURE LIGATURE
#define LIGATURES FIVE FIVE FIVE FIVE

static const char request[] =
    "{'policy':{'version':1,'id':'p','ttl':'1d','baseline':[[{'count':1,'roles':['lead']}]],"
    "'rules':[{'name':'r','when':{'any':[{'field':'a','gte':5,'lt':9},{'field':'b','in':['x','y']}]"
    "},"
    "'any':[[{'count':1,'roles':['lead','legal','lost'],'people':['bo']}],[{'count':2,'roles':['"
    "lead']}]]}"
    ","
    "{'name':'s','when':{'field':'a','eq':1},'hold':'x'}],'separate':[['r','baseline']]},"
    "'roster':{'ana':{'roles':['lead'],'aliases':['ana1'],'keys':['k 1']},"
    "'bo':{'roles':[{'role':'lead','from':1}]},'cy':{'roles':['legal']},"
    "'di':{'aliases':['" LIGATURES "']}},"
    "'findings':{'a':6,'b':'x','c':['d','e'],'d':true},'draft':{'digest':'D','author':'cy','"
    "editors':['cy']}"
    ","
    "'approvals':[{'by':'BO','at':1,'verdict':'approve','digest':'D','rules':['r']},"
    "{'by':'ana','at':2,'verdict':'approve','digest':'D'}],'consumed':[1],'now':9}";

/* Breaks the glass on a rule that is escalated. */
static const char override_request[] =
    "{'policy':{'version':1,'id':'p','ttl':'1d','baseline':[[{'count':1,'roles':['lead']}]],"
    "'rules':[{'name':'r','any':[[{'count':2,'roles':['lead']}]],"
    "'escalate':{'after':'1h','roles':['chief'],'people':['cy','zoe']}}],"
    "'override':{'roles':['duty'],'reason_min':5},'signatures':'optional'},"
    "'roster':{'ana':{},'bo':{'roles':['lead']},'cy':{'roles':['duty','chief']},"
    "'di':{'roles':['duty']}},"
    "'draft':{'digest':'D','author':'ana','since':1},'now':9,'approvals':["
    "{'by':'bo','at':1,'verdict':'approve','digest':'D'},"
    "{'by':'cy','at':1,'verdict':'override','digest':'D','reason':'because'},"
    "{'by':'di','at':1,'verdict':'override','digest':'D','reason':'because'}]}";

static void fail_each_allocation(const char *request_text, const char *decision)
{
    static struct answer answer, error;
    char text[4096];
    struct poise__slice slice = quoted(request_text, text, sizeof text);
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);

    answer.len = 0;
    assert_int_equal(poise__decide_json(&alloc, slice, answer_write, &answer), POISE_OK);
    assert_answer_has(answer.text, decision);
    assert_int_equal(counter.live, 0);
    uint64_t calls = counter.calls;
    for (uint64_t fail_at = 1; fail_at <= calls; fail_at++)
        for (int for_ever = 0; for_ever < 2; for_ever++) {
            counter = (struct failing_alloc){ .fail_at = fail_at, .for_ever = for_ever };
            error.len = 0;
            assert_int_equal(poise__decide_json(&alloc, slice, answer_write, &error),
                             POISE_E_NOMEM);
            assert_answer_has(error.text, "{\"error\":{\"status\":\"POISE_E_NOMEM\"");
            assert_int_equal(counter.live, 0);
            assert_false(counter.lied);
        }
}

static void the_bare_decision_survives_every_failing_allocation(void **state)
{
    static const char allowed[] =
        "{'policy':{'version':1,'baseline':[[{'count':1,'people':['bo']}]]},"
        "'roster':{'ana':{},'bo':{}},'draft':{'digest':'D','author':'ana'},"
        "'approvals':[{'by':'bo','at':1,'verdict':'approve','digest':'D'}]}";

    (void)state;
    fail_each_allocation(request, "\"need\"");
    fail_each_allocation(allowed, "\"allow\"");
    fail_each_allocation(override_request, "\"allow_override\"");
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

/* While it parses, jansson takes a lack of memory for a fault of the text: any error will do. */
static void the_bare_decision_survives_a_failing_jansson(void **state)
{
    static struct answer answer, good;
    char text[4096];
    struct poise__slice slice = quoted(request, text, sizeof text);
    poise_alloc heap;

    (void)state;
    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(poise__decide_json(&heap, slice, answer_write, &good), POISE_OK);
    json_set_alloc_funcs(json_acquire, json_release);
    json_counter = (struct failing_alloc){ 0 };
    do {
        json_counter = (struct failing_alloc){ .fail_at = json_counter.fail_at + 1 };
        answer.len = 0;
        poise_status status = poise__decide_json(&heap, slice, answer_write, &answer);
        if (status == POISE_OK) {
            assert_string_equal(answer.text, good.text);
        } else {
            assert_answer_has(answer.text, "{\"error\":{\"status\":\"POISE_E_");
        }
    } while (json_counter.calls >= json_counter.fail_at);
    json_set_alloc_funcs(malloc, free);
    assert_true(json_counter.calls > 200);
}

static const char policy_text[] =
    "{\"version\":1,\"baseline\":[[{\"count\":1,\"roles\":[\"lead\"]}]],"
    "\"rules\":[{\"name\":\"r\",\"when\":{\"field\":\"a\",\"gte\":1},"
    "\"any\":[[{\"count\":3,\"people\":[\"ana\"]}]]}]}";
static const char roster_text[] = "{\"ana\":{\"roles\":[\"lead\"]},\"bo\":{\"roles\":[\"lead\"]}}";

static poise_status parse(const poise_alloc *alloc, poise_policy **policy)
{
    poise_policy_source source = { .size = sizeof source,
                                   .policy = policy_text,
                                   .policy_len = sizeof policy_text - 1,
                                   .roster = roster_text,
                                   .roster_len = sizeof roster_text - 1 };

    return poise__policy_parse(alloc, &source, NULL, policy);
}

static void parsing_survives_every_failing_allocation(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    poise_policy *policy;

    (void)state;
    assert_int_equal(parse(&alloc, &policy), POISE_OK);
    assert_int_equal(strlen(poise__policy_digest(policy)), 64);
    poise__policy_free(policy);
    uint64_t calls = counter.calls;
    for (uint64_t fail_at = 1; fail_at <= calls; fail_at++) {
        counter = (struct failing_alloc){ .fail_at = fail_at };
        assert_int_equal(parse(&alloc, &policy), POISE_E_NOMEM);
        assert_null(policy);
        assert_int_equal(counter.live, 0);
        assert_false(counter.lied);
    }
}

static void a_decision_is_usable_after_a_failure_and_allocates_nothing_when_warm(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter), heap;
    struct poise__facts facts = { 0 };
    poise_approval approval = { .size = sizeof approval,
                                .verdict = POISE_VERDICT_APPROVE,
                                .by = "ana",
                                .digest = "D",
                                .verified = 1 };
    struct poise__case its_case = {
        .facts = &facts, .author = "bo", .digest = "D", .approvals = &approval, .approval_count = 1
    };
    struct poise__decision decision;
    poise_policy *policy;

    (void)state;
    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(parse(&heap, &policy), POISE_OK);
    poise__decision_init(&decision, &alloc);
    for (uint64_t fail_at = 1;; fail_at++) {
        counter.calls = 0;
        counter.fail_at = fail_at;
        poise_status status = poise__policy_decide(policy, &its_case, &decision);
        if (status == POISE_OK) break;
        assert_int_equal(status, POISE_E_NOMEM);
        assert_int_equal(decision.outcome, POISE_DECISION_NONE);
        poise__decision_release(&decision);
        assert_int_equal(counter.live, 0);
    }
    assert_int_equal(decision.outcome, POISE_DECISION_NEED);
    counter = (struct failing_alloc){ .live = counter.live };
    assert_int_equal(poise__policy_decide(policy, &its_case, &decision), POISE_OK);
    assert_int_equal(decision.outcome, POISE_DECISION_NEED);
    assert_int_equal(counter.calls, 0);
    poise__decision_release(&decision);
    assert_int_equal(counter.live, 0);
    assert_false(counter.lied);
    poise__policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bare_decision_survives_every_failing_allocation),
        cmocka_unit_test(the_bare_decision_survives_a_failing_jansson),
        cmocka_unit_test(parsing_survives_every_failing_allocation),
        cmocka_unit_test(a_decision_is_usable_after_a_failure_and_allocates_nothing_when_warm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
