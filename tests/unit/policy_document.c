/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy_unit.h"

struct refusal {
    const char *policy; /* NULL: a good one */
    const char *roster;
    const char *message;
    uint32_t line, column;
};

/* Parse with ' for ". */
static poise_status parse(const char *policy, const char *roster, poise_error *error)
{
    static char first[8192], second[8192];
    struct poise__slice p = quoted(policy, first, sizeof first);
    struct poise__slice r = quoted(roster ? roster : "", second, sizeof second);
    poise_policy_source source = { .size = sizeof source,
                                   .policy = p.data,
                                   .policy_len = p.len,
                                   .roster = roster ? r.data : NULL,
                                   .roster_len = r.len };
    poise_alloc heap;
    poise_policy *made = NULL;

    assert_true(poise__alloc_init(&heap, NULL));
    *error = (poise_error){ .size = sizeof *error };
    poise_status status = poise__policy_parse(&heap, &source, error, &made);
    assert_int_equal(status == POISE_OK, made != NULL);
    poise__policy_free(made);
    return status;
}

#define GOOD          "{'version':1,'baseline':'none'}"
#define RULE(members) "{'version':1,'baseline':'none',\n'rules':[{" members "}]}"

static void check(const struct refusal *all, size_t count, poise_status status)
{
    for (size_t i = 0; i < count; i++) {
        poise_error error;
        const char *policy = all[i].policy ? all[i].policy : GOOD;
        poise_status got = parse(policy, all[i].roster, &error);
        if (got != status || strcmp(error.message, all[i].message) != 0 ||
            error.line != all[i].line || error.column != all[i].column)
            fail_msg("case %zu: status %d, %u:%u %s", i, got, error.line, error.column,
                     error.message);
        assert_int_equal(error.status, status);
        assert_int_equal(error.input, status == POISE_E_ROSTER);
    }
}

static void a_policy_is_refused_with_its_place(void **state)
{
    static const struct refusal all[] = {
        { "{'version':1", NULL, "'}' expected near end of file", 1, 13 },
        { "{'version':1}", NULL, "\"baseline\" must be said: alternatives, or \"none\"", 1, 1 },
        { "{'version':1,'baseline':'None'}", NULL,
          "\"baseline\" must be an array of alternatives, or \"none\"", 1, 25 },
        { "{'version':1,'baseline':[]}", NULL, "\"baseline\" must have 1 to 64 alternatives", 1,
          25 },
        { "{'baseline':'none'}", NULL, "\"version\" must be there, and 1", 1, 1 },
        { "{'version':2,'baseline':'none'}", NULL, "\"version\" must be there, and 1", 1, 12 },
        { "{'version':1,\n 'basline':'none'}", NULL,
          "unknown key \"basline\"; did you mean \"baseline\"?", 2, 12 },
        { "{'version':1,'baseline':'none','override':{}}", NULL,
          "an override names the \"roles\" or \"people\" that may use it", 1, 43 },
        { "{'version':1,'baseline':'none','override':{'roles':['duty'],'count':1}}", NULL,
          "\"count\" of an override must be 2 to 256", 1, 69 },
        { "{'version':1,'baseline':'none','override':{'roles':['duty'],'reason_min':0}}", NULL,
          "\"reason_min\" of an override must be 1 to 256", 1, 74 },
        { "{'version':1,'baseline':'none','override':{'roles':['duty'],'tiers':['hard']}}", NULL,
          "an override lifts \"soft\" denials alone", 1, 70 },
        { "{'version':1,'baseline':'none','override':{'roles':['duty'],'ttl':0}}", NULL,
          "\"ttl\" must be a duration: seconds, or like \"90s\" \"15m\" \"24h\" \"7d\"", 1, 67 },
        { "{'version':1,'baseline':'none','override':{'roles':['duty'],'reason':9}}", NULL,
          "unknown key \"reason\"", 1, 70 },
        { "{'version':1,'baseline':'none','signatures':'yes'}", NULL,
          "\"signatures\" are \"required\" or \"optional\"", 1, 45 },
        { "{'version':1,'baseline':'none','ttl':'2w'}", NULL,
          "\"ttl\" must be a duration: seconds, or like \"90s\" \"15m\" \"24h\" \"7d\"", 1, 38 },
        { "{'version':1,'baseline':'none','ttl':0}", NULL,
          "\"ttl\" must be a duration: seconds, or like \"90s\" \"15m\" \"24h\" \"7d\"", 1, 38 },
        { "{'version':1,'baseline':'none','skew':-1}", NULL,
          "\"skew\" must be a duration: seconds, or like \"90s\" \"15m\" \"24h\" \"7d\"", 1, 39 },
        { "{'version':1,'baseline':'none','exclude':['author','editor']}", NULL,
          "must be \"author\" or \"editors\"", 1, 52 },
        { "{'version':1,'baseline':'none','vetoes':[{'count':0}]}", NULL,
          "\"count\" must be 1 to 256", 1, 51 },
        { "{'version':1,'baseline':'none','vetoes':[{'count':1}]}", NULL,
          "a veto names the \"roles\" or \"people\" that have it", 1, 42 },
        { "{'version':1,'baseline':'none','vetoes':[{}]}", NULL, "\"count\" must be 1 to 256", 1,
          42 },
        { "[]", NULL, "a policy must be an object", 1, 1 },
        { "{'version':1,'baseline':[[{'count':1,'people':['lead']}]]}",
          "{'ana':{'roles':['lead']}}",
          "\"lead\" is a role, and \"people\" are persons; write it under \"roles\"", 1, 48 },
        { RULE("'nmae':'r','hold':'x'"), NULL, "unknown key \"nmae\"; did you mean \"name\"?", 2,
          18 },
        { RULE("'name':'','hold':'x'"), NULL, "\"name\" must be there, and not empty", 2, 10 },
        { RULE("'name':'r'"), NULL, "a rule has exactly one of \"any\", \"hold\", \"deny\"", 2,
          10 },
        { RULE("'name':'r','hold':'x','deny':'y'"), NULL,
          "a rule has exactly one of \"any\", \"hold\", \"deny\"", 2, 10 },
        { RULE("'name':'r','hold':'x','tier':'soft'"), NULL,
          "\"tier\" is \"hard\" or \"soft\", and for a deny", 2, 40 },
        { RULE("'name':'r','any':[[]]"), NULL, "an alternative must be an array of 1 to 32 slots",
          2, 29 },
        { RULE("'name':'r','any':[[{'count':1,'role':['a']}]]"), NULL,
          "unknown key \"role\"; did you mean \"roles\"?", 2, 48 },
        { RULE("'name':'r','any':[[{'count':200},{'count':200}]]"), NULL,
          "an alternative may ask for 256 people at most", 2, 29 },
        { RULE("'name':'r','when':{'field':'a'},'hold':'x'"), NULL,
          "a field needs one of gte, lte, gt, lt, eq, in, has", 2, 29 },
        { RULE("'name':'r','when':{'field':'a','gte':'x'},'hold':'x'"), NULL,
          "must be a whole number", 2, 48 },
        { RULE("'name':'r','when':{'field':'a','in':[]},'hold':'x'"), NULL,
          "\"in\" must be an array of words, one at least", 2, 47 },
        { RULE("'name':'r','when':{'all':[]},'hold':'x'"), NULL,
          "must be an array of conditions, one at least", 2, 36 },
        { RULE("'name':'r','when':{'not':{'field':'a','eq':1},'all':[]},'hold':'x'"), NULL,
          "\"all\" stands alone in its object", 2, 29 },
        { RULE("'name':'r','when':{'lt':1},'hold':'x'"), NULL,
          "a condition is one of all, any, not, field", 2, 29 },
        { RULE("'name':'r','hold':'x'},{'name':'r','hold':'y'"), NULL, "two rules are called \"r\"",
          2, 42 },
        /* Behind conditions of every depth. */
        { RULE("'name':'r','when':{'not':{'field':'x','in':['a','b']}},'hold':'x'},\n{'name':'r','"
               "hold':'y'"),
          NULL, "two rules are called \"r\"", 3, 9 },
        { RULE("'name':'baseline','hold':'x'"), NULL, "\"baseline\" is the name of the baseline", 2,
          18 },
        { "{'version':1,'baseline':'none','separate':[['a']]}", NULL,
          "\"separate\" names no rule: \"a\"", 1, 45 },
        { "{'version':1,'baseline':'none','rules':[{'name':'a','hold':'x'}],'separate':[['a']]}",
          NULL, "rule \"a\" asks for nobody", 1, 79 },
        { "{'version':1,'baseline':[[{'count':1}]],'separate':[['baseline'],['baseline']]}", NULL,
          "rule \"baseline\" is separate twice; join the two", 1, 67 },
    };

    (void)state;
    check(all, sizeof all / sizeof all[0], POISE_E_POLICY);
}

static void a_roster_is_refused_with_its_place(void **state)
{
    static const char policy[] = "{'version':1,'baseline':[[{'count':1,'roles':['lead']}]]}";
    static const struct refusal all[] = {
        { NULL, "{'a'}", "':' expected near '}'", 1, 6 },
        { NULL, "[]", "a roster must be an object of persons", 1, 1 },
        { NULL, "{'a':1}", "a person must be an object", 1, 6 },
        { NULL, "{'a':{'alias':[]}}", "unknown key \"alias\"; did you mean \"aliases\"?", 1, 15 },
        { policy, "{'a':{'roles':[{'role':'lead','from':5,'until':5}]}}",
          "\"from\" must be before \"until\"", 1, 16 },
        { policy, "{'a':{'roles':[{'role':'lead','from':'2026-01-31T12:00:00'}]}}",
          "\"from\" does not say its time zone; did you mean \"2026-01-31T12:00:00Z\" (UTC), or "
          "another offset such as +01:00?",
          1, 38 },
        { policy, "{'a':{'roles':[{'role':'lead','until':'2026-01-31'}]}}",
          "\"until\" does not say its time zone; did you mean \"2026-01-31T00:00:00Z\" (UTC), or "
          "another offset such as +01:00?",
          1, 39 },
        { policy, "{'a':{'roles':[{'role':'lead','until':'tomorrow'}]}}",
          "\"until\" must be seconds since 1970, or a time like \"2026-01-31T12:00:00Z\"", 1, 39 },
        { policy, "{'a':{'roles':[{'role':'lead','until':true}]}}",
          "\"until\" must be seconds since 1970, or a time like \"2026-01-31T12:00:00Z\"", 1, 39 },
        { policy, "{'a':{'roles':[1]}}", "must be a role: a name, or {role, from, until}", 1, 16 },
        { NULL, "{'a':{},\n'A':{}}", "\"a\" and \"A\" share a name", 2, 5 },
        { NULL, "{'ana':{},'bo':{'aliases':['x','\xEF\xBC\xA1na']}}",
          "\"ana\" and \"bo\" share a name", 1, 32 },
        { NULL, "{'paul':{},'\xD1\x80\xD0\xB0ul':{}}",
          "\"paul\" and \"\xD1\x80\xD0\xB0ul\" have names that look alike", 1, 19 },
        { NULL, "{'bill':{},'b1ll':{}}", "\"bill\" and \"b1ll\" have names that look alike", 1,
          19 },
        { NULL, "{'a':{'keys':['ssh-ed25519 AAAA a@x']},'b':{'keys':['ssh-ed25519  AAAA']}}",
          "\"a\" and \"b\" share a key", 1, 53 },
        /* Of many, the first two persons, and the first place of the second. */
        { NULL, "{'a':{'keys':['k 1','k 1']},'b':{'keys':['k 1','k 1','k 1','k 1']}}",
          "\"a\" and \"b\" share a key", 1, 42 },
        { NULL, "{'d':{},'a':{'keys':['k 1']},'b':{'keys':['k 1']},'c':{'keys':['k 1']}}",
          "\"a\" and \"b\" share a key", 1, 43 },
        { NULL, "{'a':{'aliases':['x']},'b':{'aliases':['X','x','X']},'x':{}}",
          "\"a\" and \"b\" share a name", 1, 40 },
        { NULL, "{'a':{'keys':['']}}", "a key must not be empty", 1, 15 },
        { NULL, "{'\xE2\x80\x8B':{}}", "a name must have 1 to 256 bytes that can be seen", 1, 6 },
    };

    (void)state;
    check(all, sizeof all / sizeof all[0], POISE_E_ROSTER);
}

static void what_differs_a_little_from_a_refusal_is_read(void **state)
{
    static const char *const all[][2] = {
        { "{'version':1,'baseline':'none','ttl':'7d','skew':0,'exclude':[],'vetoes':[]}", NULL },
        { RULE("'name':'r','deny':'x','tier':'soft'"), NULL },
        { RULE("'name':'r','hold':'x'},{'name':'s','hold':'x'"), NULL },
        { GOOD, "{'a':{'aliases':['A','\xD0\xB0']},'b':{'keys':['k 1']},'c':{'keys':['k 2']}}" },
        { GOOD, "{'p10':{},'p11':{},'p100':{}}" },
        { "{'version':1,'baseline':'none','override':{'roles':['duty']},'signatures':'optional'}",
          NULL },
        { "{'version':1,'baseline':'none','override':{'people':['a'],'count':3,'tiers':[],"
          "'reason_min':1,'ttl':'1h'}}",
          NULL },
        { RULE("'name':'r','any':[[{'count':1}]],'escalate':{'after':0,'people':['a']}"), NULL },
        { "{'version':1,'baseline':[[{'count':1,'roles':['lead']}]]}",
          "{'a':{'roles':[{'role':'lead','from':'2026-01-31 12:00+01:00','until':2000000000}]}}" },
        { "{'version':1,'baseline':[[{'count':1,'people':['lead']}]]}",
          "{'lead':{'roles':['lead']}}" },
    };
    poise_error error;

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (parse(all[i][0], all[i][1], &error) != POISE_OK)
            fail_msg("case %zu: %s", i, error.message);
}

/* Names that nobody has: the policy is read, and the first of them is said with its place. */
static void a_name_that_nobody_has_is_said(void **state)
{
    static const char roster[] =
        "{'ana':{'roles':['lead',{'role':'legal'}]},'bo':{'roles':['lead']}}";
    static const struct {
        const char *slot, *message, *name;
    } cases[] = {
        { "'count':1,'roles':['lead']", "", NULL },
        { "'count':1,'people':['BO']", "", NULL },
        { "'count':1,'roles':['lead','laed']",
          "nobody of the roster holds the role \"laed\"; did you mean \"lead\"?", "'laed'" },
        { "'count':1,'roles':['lead','captain']", "nobody of the roster holds the role \"captain\"",
          "'captain'" },
        { "'count':1,'roles':['lead','bo']",
          "\"bo\" is a person, and nobody holds a role of that name; write it under \"people\"",
          "'bo'" },
        { "'count':1,'roles':['lead'],'people':['anna']",
          "no person of the roster is called \"anna\"; did you mean \"ana\"?", "'anna'" },
        { "'count':1,'roles':['lead'],'people':['christopher']",
          "no person of the roster is called \"christopher\"", "'christopher'" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char policy[256];
        poise_error error;
        snprintf(policy, sizeof policy,
                 "{'version':1,'baseline':'none','rules':[{'name':'r','any':[[{%s}]]}]}",
                 cases[i].slot);
        assert_int_equal(parse(policy, roster, &error), POISE_OK);
        assert_string_equal(error.message, cases[i].message);
        assert_int_equal(error.status, POISE_OK);
        assert_int_equal(error.column,
                         cases[i].name ? strstr(policy, cases[i].name) - policy + 1 : 0);
    }
}

static void a_veto_or_an_override_that_nobody_has_is_said(void **state)
{
    static const char roster[] = "{'a':{'roles':['l','d']},'b':{'roles':['d']}}";
    static const char *const cases[][2] = {
        { "'vetoes':[{'count':1,'roles':['l']},{'count':2,'roles':['d']}]", "" },
        { "'vetoes':[{'count':1,'roles':['l']},{'count':2,'roles':['l']}]",
          "this veto can never be given: too few people have it" },
        { "'override':{'roles':['d']}", "" },
        { "'override':{'roles':['l']}", "the override can never be used: too few people may" },
        { "'override':{'roles':['l']},'vetoes':[{'count':2,'people':['a']}]",
          "this veto can never be given: too few people have it" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char policy[256];
        poise_error error;
        snprintf(policy, sizeof policy, "{'version':1,'baseline':'none',%s}", cases[i][0]);
        assert_int_equal(parse(policy, roster, &error), POISE_OK);
        assert_string_equal(error.message, cases[i][1]);
    }
}

static void a_rule_that_can_never_be_met_is_said(void **state)
{
    static const char policy[] = "{'version':1,'baseline':'none',\n'rules':[{'name':'two','any':[[{"
                                 "'count':2,'roles':['l']}]]}]}";
    poise_error error;

    (void)state;
    assert_int_equal(parse(policy, "{'a':{'roles':['l']}}", &error), POISE_OK);
    assert_string_equal(error.message, "rule \"two\" can never be met: too few people may fill it");
    assert_int_equal(error.status, POISE_OK);
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 10);
    assert_int_equal(parse(policy, "{'a':{'roles':['l']},'b':{'roles':['l']}}", &error), POISE_OK);
    assert_string_equal(error.message, "");
    /* Whoever has the role for a time may fill it. */
    assert_int_equal(parse(policy,
                           "{'a':{'roles':['l']},'b':{'roles':[{'role':'l','from':5,'until':9}]}}",
                           &error),
                     POISE_OK);
    assert_string_equal(error.message, "");
    static const char base[] = "{'version':1,\n'baseline':[[{'count':2,'roles':['l']}]]}";
    assert_int_equal(parse(base, "{'a':{'roles':['l']}}", &error), POISE_OK);
    assert_string_equal(error.message,
                        "rule \"baseline\" can never be met: too few people may fill it");
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 12);
    assert_int_equal(parse(base, "{'a':{'roles':['l']},'b':{'roles':['l']}}", &error), POISE_OK);
    assert_string_equal(error.message, "");
}

static void conditions_nest_to_a_bound(void **state)
{
    char text[512] = "{'version':1,'baseline':'none','rules':[{'name':'r','hold':'x','when':";
    poise_error error;

    (void)state;
    for (int depth = 7; depth <= 8; depth++) {
        char policy[512];
        int used = snprintf(policy, sizeof policy, "%s", text);
        for (int i = 0; i < depth; i++)
            used += snprintf(policy + used, sizeof policy - (size_t)used, "{'all':[");
        used += snprintf(policy + used, sizeof policy - (size_t)used, "{'field':'a','in':[%s]}",
                         depth == 7 ? "'b'" : "1");
        for (int i = 0; i < depth; i++)
            used += snprintf(policy + used, sizeof policy - (size_t)used, "]}");
        snprintf(policy + used, sizeof policy - (size_t)used, "}]}");
        assert_int_equal(parse(policy, NULL, &error), depth == 7 ? POISE_OK : POISE_E_POLICY);
        if (depth == 8) assert_string_equal(error.message, "conditions nest deeper than 8");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_policy_is_refused_with_its_place),
        cmocka_unit_test(a_roster_is_refused_with_its_place),
        cmocka_unit_test(what_differs_a_little_from_a_refusal_is_read),
        cmocka_unit_test(a_name_that_nobody_has_is_said),
        cmocka_unit_test(a_veto_or_an_override_that_nobody_has_is_said),
        cmocka_unit_test(a_rule_that_can_never_be_met_is_said),
        cmocka_unit_test(conditions_nest_to_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
