/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy_unit.h"

#include "policy/condition.h"

/* "deny" when the condition is true, "need" when it is unknown, "allow" when it is false. */
static const char *judge(const char *condition, const char *findings)
{
    static char request[4096];

    snprintf(request, sizeof request,
             "{'policy':{'version':1,'baseline':'none',"
             "'rules':[{'name':'r','when':%s,'deny':'x'}]},"
             "'roster':{'ana':{}},'draft':{'digest':'D','author':'ana'},'findings':%s}",
             condition, findings);
    const char *answer = ask(request);
    return strstr(answer, "\"deny\"")    ? "true"
           : strstr(answer, "\"need\"")  ? "unknown"
           : strstr(answer, "\"allow\"") ? "false"
                                         : answer;
}

static void comparisons_have_exact_edges(void **state)
{
    static const char *const all[][3] = {
        { "{'field':'n','gte':5}", "{'n':5}", "true" },
        { "{'field':'n','gte':5}", "{'n':4}", "false" },
        { "{'field':'n','lte':5}", "{'n':5}", "true" },
        { "{'field':'n','lte':5}", "{'n':6}", "false" },
        { "{'field':'n','gt':5}", "{'n':6}", "true" },
        { "{'field':'n','gt':5}", "{'n':5}", "false" },
        { "{'field':'n','lt':5}", "{'n':4}", "true" },
        { "{'field':'n','lt':5}", "{'n':5}", "false" },
        { "{'field':'n','eq':5}", "{'n':5}", "true" },
        { "{'field':'n','eq':5}", "{'n':-5}", "false" },
        { "{'field':'n','gte':1,'lt':5}", "{'n':4}", "true" },
        { "{'field':'n','gte':1,'lt':5}", "{'n':5}", "false" },
        { "{'field':'s','eq':'a'}", "{'s':'a'}", "true" },
        { "{'field':'s','eq':'a'}", "{'s':['a','b']}", "false" },
        { "{'field':'s','in':['c','a']}", "{'s':'a'}", "true" },
        { "{'field':'s','in':['c','a']}", "{'s':['b','c']}", "true" },
        { "{'field':'s','in':['c','a']}", "{'s':'b'}", "false" },
        { "{'field':'s','has':'b'}", "{'s':['a','b']}", "true" },
        { "{'field':'s','has':'b'}", "{'s':[]}", "false" },
        { "{'field':'s','eq':true}", "{'s':true}", "true" },
        { "{'field':'s','in':[true]}", "{'s':false}", "false" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(judge(all[i][0], all[i][1]), all[i][2]) != 0)
            fail_msg("%s with %s: %s", all[i][0], all[i][1], judge(all[i][0], all[i][1]));
}

static void what_is_missing_or_of_another_type_is_unknown(void **state)
{
    (void)state;
    assert_string_equal(judge("{'field':'n','gte':5}", "{}"), "unknown");
    assert_string_equal(judge("{'field':'n','gte':5}", "{'n':'5'}"), "unknown");
    assert_string_equal(judge("{'field':'n','has':'5'}", "{'n':5}"), "unknown");
    assert_string_equal(judge("{'field':'n','eq':5}", "{'n':[]}"), "unknown");
}

/* T, F and U are facts that make their comparison true, false and unknown. */
static void all_any_and_not_follow_kleene(void **state)
{
    static const char *const truths[] = { "false", "unknown", "true" };
    static const char *const facts[] = { "{'field':'k','eq':0}", "{'field':'m','eq':1}",
                                         "{'field':'k','eq':1}" };
    char condition[256];

    (void)state;
    for (int a = 0; a < 3; a++) {
        snprintf(condition, sizeof condition, "{'not':%s}", facts[a]);
        assert_string_equal(judge(condition, "{'k':1}"), truths[2 - a]);
        for (int b = 0; b < 3; b++) {
            snprintf(condition, sizeof condition, "{'all':[%s,%s]}", facts[a], facts[b]);
            assert_string_equal(judge(condition, "{'k':1}"), truths[a < b ? a : b]);
            snprintf(condition, sizeof condition, "{'any':[%s,%s]}", facts[a], facts[b]);
            assert_string_equal(judge(condition, "{'k':1}"), truths[a > b ? a : b]);
        }
    }
}

/* As judge, for words that are sure and words that nobody could look for. */
static enum poise__truth judge_unsure(const char *condition, const char *sure, const char *unsure)
{
    static const char head[] =
        "{'version':1,'baseline':'none','rules':[{'name':'r','hold':'x','when':";
    struct poise__fact fact = { .name = "s", .is_set = true };
    const struct poise__facts facts = { &fact, 1 };
    struct poise__fact_index index;
    struct poise__arena arena;
    poise_policy *policy;
    poise_alloc heap;
    char raw[512], text[512];

    fact.items = &sure;
    fact.item_count = sure != NULL;
    fact.unsure = &unsure;
    fact.unsure_count = unsure != NULL;
    snprintf(raw, sizeof raw, "%s%s}]}", head, condition);
    struct poise__slice document = quoted(raw, text, sizeof text);
    const poise_policy_source source = { .size = sizeof source,
                                         .policy = document.data,
                                         .policy_len = document.len };
    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(poise__policy_parse(&heap, &source, NULL, &policy), POISE_OK);
    poise__arena_init(&arena, &heap);
    assert_true(poise__facts_index(&arena, &facts, &index));
    enum poise__truth truth = poise__condition_test(policy, 0, &index);
    poise__arena_release(&arena);
    poise__policy_free(policy);
    return truth;
}

static void what_could_not_be_looked_for_is_unknown(void **state)
{
    (void)state;
    assert_int_equal(judge_unsure("{'field':'s','has':'a'}", NULL, "a"), POISE__UNKNOWN);
    assert_int_equal(judge_unsure("{'field':'s','has':'a'}", NULL, "b"), POISE__FALSE);
    assert_int_equal(judge_unsure("{'field':'s','has':'a'}", "a", "b"), POISE__TRUE);
    assert_int_equal(judge_unsure("{'field':'s','in':['a','b']}", "c", "b"), POISE__UNKNOWN);
    assert_int_equal(judge_unsure("{'field':'s','eq':'a'}", "a", "b"), POISE__UNKNOWN);
    assert_int_equal(judge_unsure("{'field':'s','eq':'a'}", NULL, "a"), POISE__UNKNOWN);
    assert_int_equal(judge_unsure("{'field':'s','eq':'a'}", "a", NULL), POISE__TRUE);
    assert_int_equal(judge_unsure("{'field':'s','eq':'a'}", NULL, NULL), POISE__FALSE);
    assert_int_equal(judge_unsure("{'field':'other','has':'a'}", "a", NULL), POISE__UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons_have_exact_edges),
        cmocka_unit_test(what_is_missing_or_of_another_type_is_unknown),
        cmocka_unit_test(all_any_and_not_follow_kleene),
        cmocka_unit_test(what_could_not_be_looked_for_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
