/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* policy_limits.c: policies and requests at their limits and one beyond. */
#include "policy_unit.h"

enum { ROOM = 1 << 20 };

/* `head`, then `count` times `unit` with commas between, then `tail`, with ' for ". */
static struct poise__slice repeated(const char *head, const char *unit, int count, const char *tail)
{
    static char text[ROOM];
    size_t used = (size_t)snprintf(text, sizeof text, "%s", head);

    for (int i = 0; i < count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? "," : "", unit);
    used += (size_t)snprintf(text + used, sizeof text - used, "%s", tail);
    assert_true(used < sizeof text);
    for (size_t i = 0; i < used; i++)
        if (text[i] == '\'') text[i] = '"';
    return (struct poise__slice){ text, used };
}

/* The message that a policy is refused with; "" when it is read. */
static const char *refusal(struct poise__slice policy)
{
    static poise_error error;
    poise_policy_source source = { .size = sizeof source,
                                   .policy = policy.data,
                                   .policy_len = policy.len };
    poise_policy *made;
    poise_alloc heap;

    error = (poise_error){ .size = sizeof error };
    assert_true(poise__alloc_init(&heap, NULL));
    poise_status status = poise__policy_parse(&heap, &source, &error, &made);
    poise__policy_free(made);
    assert_true(status == POISE_OK || status == POISE_E_POLICY);
    return status == POISE_OK ? "" : error.message;
}

#define HEAD "{'version':1,'baseline':'none','rules':["

static void rules_have_a_limit(void **state)
{
    /* Beyond it they are not even looked at: these share a name. */
    static const char rule[] = "{'name':'r','hold':'x'}";

    (void)state;
    assert_string_equal(refusal(repeated(HEAD, rule, 1025, "]}")), "too many rules: 1024 at most");
    assert_string_equal(refusal(repeated(HEAD, rule, 1024, "]}")), "two rules are called \"r\"");
}

static void conditions_have_a_limit(void **state)
{
    static const char head[] = HEAD "{'name':'r','hold':'x','when':{'any':[";
    static const char two[] = "{'field':'a','gte':1}";
    static const char three[] = "{'field':'a','gte':1,'lt':5}";

    (void)state;
    /* "any" is one, a field one and each of its comparisons one. */
    assert_string_equal(refusal(repeated(head, three, 1365, "]}}]}")), "");
    assert_string_equal(refusal(repeated(head, three, 1366, "]}}]}")),
                        "too many conditions: 4096 at most");
    assert_string_equal(refusal(repeated(head, two, 2047, ",{'not':{'field':'a','gt':1}}]}}]}")),
                        "too many conditions: 4096 at most");
    assert_string_equal(refusal(repeated(head, two, 2047, ",{'all':[{'not':1}]}]}}]}")),
                        "too many conditions: 4096 at most");
    assert_string_equal(refusal(repeated(head, two, 2047, "]}}]}")), "");
    assert_string_equal(refusal(repeated(head, two, 2048, "]}}]}")),
                        "too many conditions: 4096 at most");
}

static void choices_of_separate_rules_have_a_limit(void **state)
{
    static const char slot[] = "[{'count':1}]";
    static const char *const tails[] = {
        "]},{'name':'b','any':[[{'count':1}]]},{'name':'c','any':[[{'count':1}]]}],"
        "'separate':[['a','b','c']]}",
        "]},{'name':'b','any':[[{'count':1}],[{'count':1}]]},{'name':'c','any':[[{'count':1}]]}],"
        "'separate':[['a','b','c']]}",
        "]},{'name':'b','any':[[{'count':1}],[{'count':1}]]},{'name':'c','any':[[{'count':1}]]}],"
        "'separate':[['a','c']]}"
    };

    (void)state;
    assert_string_equal(refusal(repeated(HEAD "{'name':'a','any':[", slot, 64, tails[0])), "");
    assert_string_equal(refusal(repeated(HEAD "{'name':'a','any':[", slot, 64, tails[1])),
                        "too much to keep separate: 64 choices, 32 slots and 256 people at most");
    assert_string_equal(refusal(repeated(HEAD "{'name':'a','any':[", slot, 64, tails[2])), "");
}

static void places_of_separate_rules_have_a_limit(void **state)
{
    static const char tail[] = "]]},{'name':'b','any':[[{'count':%d}]]}],'separate':[['a','b']]}";
    char text[256];

    (void)state;
    for (int count = 225; count <= 226; count++) {
        snprintf(text, sizeof text, tail, count);
        struct poise__slice policy = repeated(HEAD "{'name':'a','any':[[", "{'count':1}", 31, text);
        assert_string_equal(
            refusal(policy),
            count == 225
                ? ""
                : "too much to keep separate: 64 choices, 32 slots and 256 people at most");
    }
    struct poise__slice policy = repeated(
        HEAD "{'name':'a','any':[[", "{'count':1}", 32,
        "]]},{'name':'b','any':[[{'count':1}]]}],'separate':[['a','b']]}");
    assert_string_equal(refusal(policy),
                        "too much to keep separate: 64 choices, 32 slots and 256 people at most");
}

static poise_status decide(struct poise__slice request, struct answer *answer)
{
    poise_alloc heap;

    assert_true(poise__alloc_init(&heap, NULL));
    answer->len = 0;
    return poise__decide_json(&heap, request, answer_write, answer);
}

/* A request over the limit is not looked at beyond what its place needs. */
static void requests_have_a_limit(void **state)
{
    static struct answer answer;
    char *long_one = malloc(POISE_REQUEST_MAX + 1);

    (void)state;
    assert_non_null(long_one);
    memset(long_one, '[', POISE_REQUEST_MAX + 1);
    assert_int_equal(decide((struct poise__slice){ long_one, POISE_REQUEST_MAX + 1 }, &answer),
                     POISE_E_TOO_LONG);
    assert_answer_has(answer.text, "{\"error\":{\"status\":\"POISE_E_TOO_LONG\"");
    assert_int_equal(decide((struct poise__slice){ long_one, POISE_REQUEST_MAX }, &answer),
                     POISE_E_REQUEST);
    free(long_one);
}

static int refuse(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    (void)bytes;
    (void)len;
    return 1;
}

static void who_does_not_take_the_answer_is_told(void **state)
{
    static const char good[] = "{\"policy\":{\"version\":1,\"baseline\":\"none\"},"
                               "\"draft\":{\"digest\":\"D\"}}";
    struct answer *answer = malloc(sizeof *answer);
    poise_alloc heap;

    (void)state;
    assert_non_null(answer);
    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(poise__decide_json(&heap, SLICE(good), refuse, NULL), POISE_E_WRITE);
    assert_int_equal(poise__decide_json(&heap, SLICE("{"), refuse, NULL), POISE_E_WRITE);
    assert_int_equal(decide(SLICE(good), answer), POISE_OK);
    assert_int_equal(decide(SLICE("{"), answer), POISE_E_REQUEST);
    free(answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_have_a_limit),
        cmocka_unit_test(conditions_have_a_limit),
        cmocka_unit_test(choices_of_separate_rules_have_a_limit),
        cmocka_unit_test(places_of_separate_rules_have_a_limit),
        cmocka_unit_test(requests_have_a_limit),
        cmocka_unit_test(who_does_not_take_the_answer_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
