/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy_unit.h"

/* A request by its parts, for one lead's approval; "" leaves a part as it is. */
static const char *ask_with(const char *policy, const char *draft, const char *approvals,
                            const char *more)
{
    static char request[8192];

    snprintf(request, sizeof request,
             "{'policy':{'version':1,'id':'p','baseline':[[{'count':1,'roles':['lead']}]]%s},"
             "'roster':{'ana':{'roles':['lead']},'bo':{'roles':['lead'],'aliases':['bo@x']},"
             "'cy':{'roles':['lead',{'role':'old','until':50}]},"
             "'ed':{'roles':[{'role':'lead','from':10,'until':60}]},'li':{'roles':['legal']}},"
             "'draft':{'id':'d','digest':'D1','author':'ana'%s},'approvals':[%s]%s}",
             policy, draft, approvals, more);
    return ask(request);
}

#define BY(who, more)          "{'by':'" who "','at':90,'verdict':'approve','digest':'D1'" more "}"
#define AT(who, at)            "{'by':'" who "','at':" at ",'verdict':'approve','digest':'D1'}"
#define SAYS(who, at, verdict) "{'by':'" who "','at':" at ",'verdict':'" verdict "','digest':'D1'}"
#define NOW                    ",'now':100"

/* What is refused, and why, beside its twin that differs in one thing and is allowed. */
static const struct twin {
    const char *records; /* the answer's records for the refused one */
    const char *policy, *draft, *approvals, *more;
    const char *good_policy, *good_draft, *good_approvals, *good_more;
} twins[] = {
    { "[\"AUTHOR\"]", "", "", BY("ana", ""), NOW, "", "", BY("bo", ""), NOW },
    { "[\"AUTHOR\"]", "", "", BY("ana", ""), NOW, ",'exclude':[]", "", BY("ana", ""), NOW },
    { "[\"EDITOR\"]", "", ",'editors':['bo@x']", BY("BO", ""), NOW, "", ",'editors':['cy']",
      BY("BO", ""), NOW },
    { "[\"OTHER_BYTES\"]", "", "", "{'by':'bo','at':90,'verdict':'approve','digest':'D0'}", NOW, "",
      "", BY("bo", ""), NOW },
    { "[\"OTHER_POLICY\"]", "", "", BY("bo", ",'policy':'q'"), NOW, "", "",
      BY("bo", ",'policy':'p'"), NOW },
    { "[\"OTHER_DRAFT\"]", "", "", BY("bo", ",'draft':'e'"), NOW, "", "", BY("bo", ",'draft':'d'"),
      NOW },
    { "[\"EXPIRED\"]", ",'ttl':10", "", BY("bo", ""), NOW, ",'ttl':11", "", BY("bo", ""), NOW },
    { "[\"EXPIRED\"]", ",'ttl':11", "", BY("bo", ""), "", "", "", BY("bo", ""), "" },
    { "[\"FUTURE\"]", ",'skew':5", "", AT("bo", "106"), NOW, ",'skew':5", "", AT("bo", "105"),
      NOW },
    { "[\"UNKNOWN_PERSON\"]", "", "", BY("b0", ""), NOW, "", "", BY("bo", ""), NOW },
    { "[\"BAD_SIGNATURE\"]", "", "", BY("bo", ",'verified':false"), NOW, "", "",
      BY("bo", ",'verified':true"), NOW },
    { "[\"NOT_INFORMED\"]", "", "", BY("bo", ",'rules':['r']"), NOW, "", "",
      BY("bo", ",'rules':['r','baseline']"), NOW },
    { "[\"ROLE_ENDED\"]", "", "", AT("ed", "55"), ",'now':60", "", "", AT("ed", "55"),
      ",'now':59" },
    { "[\"CONSUMED\"]", "", "", BY("bo", ""), NOW ",'consumed':[0]", "", "", BY("bo", ""),
      NOW ",'consumed':[]" },
    { "[\"CONSUMED\",\"SUPERSEDED\"]", "", "", BY("bo", "") "," BY("bo", ""), NOW ",'consumed':[0]",
      "", "", BY("bo", "") "," AT("bo", "91"), NOW ",'consumed':[0]" },
    { "[\"SUPERSEDED\",\"REVOKED\"]", "", "", BY("bo", "") "," SAYS("bo", "90", "revoke"), NOW, "",
      "", BY("bo", "") "," SAYS("bo", "89", "revoke"), NOW },
    { "[\"SUPERSEDED\",\"VETO\"]", "", "", BY("bo", "") "," SAYS("bo", "90", "reject"), NOW, "", "",
      BY("bo", "") "," SAYS("bo", "89", "reject"), NOW },
    { "[\"LIVE\",\"VETO\"]", ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      BY("bo", "") "," SAYS("li", "1", "reject"), NOW, ",'vetoes':[{'count':1,'roles':['legal']}]",
      "", BY("bo", "") "," SAYS("cy", "1", "reject"), NOW },
    { "[\"VETO\",\"LIVE\"]", ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      "{'by':'li','at':1,'verdict':'reject','digest':'D0'}," BY("bo", ""), NOW,
      ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      "{'by':'li','at':1,'verdict':'reject','digest':'D0','draft':'e'}," BY("bo", ""), NOW },
    /* An approval or a revocation of other bytes takes no veto back; of these bytes it does. */
    { "[\"VETO\",\"OTHER_BYTES\",\"LIVE\"]", ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      SAYS("li", "1", "reject") ",{'by':'li','at':2,'verdict':'approve','digest':'D2'}," BY("bo",
                                                                                            ""),
      NOW, ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      SAYS("li", "1", "reject") "," SAYS("li", "2", "approve") "," BY("bo", ""), NOW },
    { "[\"VETO\",\"OTHER_BYTES\",\"LIVE\"]", ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      SAYS("li", "1", "reject") ",{'by':'li','at':2,'verdict':'revoke','digest':'D2'}," BY("bo",
                                                                                           ""),
      NOW, ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      SAYS("li", "1", "reject") "," SAYS("li", "2", "revoke") "," BY("bo", ""), NOW },
    /* Two different rejections: taking one back leaves the other. */
    { "\"VETO\"", ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      "{'by':'li','at':1,'verdict':'reject','digest':'D2'},{'by':'li','at':2,'verdict':'reject',"
      "'digest':'D3'},{'by':'li','at':3,'verdict':'revoke','digest':'D3'}," BY("bo", ""),
      NOW, ",'vetoes':[{'count':1,'roles':['legal']}]", "",
      "{'by':'li','at':2,'verdict':'reject','digest':'D3'},{'by':'li','at':3,'verdict':'revoke',"
      "'digest':'D3'}," BY("bo", ""),
      NOW },
    /* A veto outlives its role and needs no clock; given outside the role it never was one. */
    { "[\"VETO\",\"LIVE\"]", ",'vetoes':[{'count':1,'roles':['old']}]", "",
      SAYS("cy", "49", "reject") "," BY("bo", ""), NOW, ",'vetoes':[{'count':1,'roles':['old']}]",
      "", SAYS("cy", "50", "reject") "," BY("bo", ""), NOW },
    { "[\"VETO\",\"LIVE\"]", ",'vetoes':[{'count':1,'roles':['old']}]", "",
      SAYS("cy", "49", "reject") "," BY("bo", ""), "", ",'vetoes':[{'count':1,'roles':['old']}]",
      "", SAYS("cy", "50", "reject") "," BY("bo", ""), "" },
    { "[\"LIVE\"]", "", ",'editors':['zed']", BY("bo", ""), NOW, "", ",'editors':[]", BY("bo", ""),
      NOW },
    { "[\"LIVE\"]", ",'rules':[{'name':'r','when':{'field':'a','gte':5},'deny':'x'}]", "",
      BY("bo", ""), NOW, ",'rules':[{'name':'r','when':{'field':'a','gte':5},'deny':'x'}]", "",
      BY("bo", ""), NOW ",'findings':{'a':4}" },
    { "[\"EXPIRED\"]",
      ",'rules':[{'name':'r','any':[[{'count':1,'roles':['lead']}]],'ttl':10}],'ttl':10", "",
      BY("bo", ""), NOW,
      ",'rules':[{'name':'r','any':[[{'count':1,'roles':['lead']}]],'ttl':11}],'ttl':11", "",
      BY("bo", ""), NOW },
    { "[\"LIVE\"]",
      ",'rules':[{'name':'r','any':[[{'count':1,'roles':['lead']}]]}],'separate':[['r','baseline']"
      "]",
      "", BY("bo", ""), NOW,
      ",'rules':[{'name':'r','any':[[{'count':1,'roles':['lead']}]]}],'separate':[['r']]", "",
      BY("bo", ""), NOW },
};

static void each_refusal_has_a_twin_that_is_allowed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++) {
        const struct twin *t = &twins[i];
        const char *answer = ask_with(t->policy, t->draft, t->approvals, t->more);
        if (strstr(answer, "\"allow\"") || !strstr(answer, t->records))
            fail_msg("twin %zu, refused: %s", i, answer);
        answer = ask_with(t->good_policy, t->good_draft, t->good_approvals, t->good_more);
        if (!strstr(answer, "{\"decision\":\"allow\""))
            fail_msg("twin %zu, allowed: %s", i, answer);
    }
}

static void a_deny_wins_and_a_missing_finding_makes_it_a_need(void **state)
{
    static const char policy[] = ",'rules':[{'name':'r','when':{'field':'a','gte':5},'deny':'x'}]";

    (void)state;
    assert_answer_has(ask_with(policy, "", BY("bo", ""), NOW ",'findings':{'a':5}"), "\"deny\"");
    assert_answer_has(ask_with(policy, "", BY("bo", ""), NOW ",'findings':{'a':5}"),
                      "Rule \\\"r\\\" denies the reply: x.");
    assert_answer_has(ask_with(policy, "", BY("bo", ""), NOW), "\"need\"");
    assert_answer_has(ask_with(policy, "", BY("bo", ""), NOW ",'findings':{'a':'five'}"),
                      "\"need\"");
}

static void a_need_says_whether_it_can_be_met(void **state)
{
    static const char five[] = ",'rules':[{'name':'r','any':[[{'count':5,'roles':['lead']}]]}]";
    static const char two[] = ",'rules':[{'name':'r','any':[[{'count':2,'roles':['lead']}]]}]";

    (void)state;
    assert_answer_has(
        ask_with(five, "", BY("bo", ""), NOW),
        "{\"rule\":\"r\",\"have\":1,\"want\":5,\"possible\":false,\"roles\":[\"lead\"]}");
    assert_answer_has(
        ask_with(two, "", BY("bo", ""), NOW),
        "{\"rule\":\"r\",\"have\":1,\"want\":2,\"possible\":true,\"roles\":[\"lead\"]}");
    assert_answer_has(ask_with(",'rules':[{'name':'r','any':[[{'count':120,'roles':['lead']}]]}]",
                               "", BY("bo", ""), NOW),
                      "needs 120 approvals from lead and has 1. It can never be met");
}

static void sums_of_time_stay_in_range(void **state)
{
    (void)state;
    assert_answer_has(ask_with(",'ttl':9223372036854775806,'skew':9223372036854775807", "",
                               AT("bo", "9223372036854775807"), ",'now':9223372036854775806"),
                      "\"allow\"");
    assert_answer_has(ask_with(",'ttl':5", "", AT("bo", "-9223372036854775808"), NOW), "EXPIRED");
}

static void what_is_no_request_gets_an_error(void **state)
{
    (void)state;
    assert_answer_has(ask("{"), "{\"error\":{\"status\":\"POISE_E_REQUEST\",\"offset\":");
    assert_answer_has(ask("[]"), "a request is an object");
    assert_answer_has(ask("{'polcy':{}}"), "did you mean \\\"policy\\\"?");
    assert_answer_has(ask("{'policy':{}}"), "POISE_E_POLICY");
    assert_answer_has(ask_with("", "", BY("bo", ",'verdct':1"), NOW), "did you mean");
    assert_answer_has(ask_with("", "", "{'by':'bo','at':1,'verdict':'maybe'}", NOW),
                      "POISE_E_REQUEST");
    assert_answer_has(ask_with("", "", BY("bo", ""), NOW ",'consumed':[1]"),
                      "must be the index of an approval");
    assert_answer_has(ask_with("", "", BY("bo", ""), ",'findings':{'a':1.5}"),
                      "a finding is a whole number");
    assert_answer_has(ask_with("", "", BY("bo", ""), ",'findings':{'a':[1]}"), "must be a string");
    assert_answer_has(ask_with("", "", BY("bo", ""), ",'signers':7"), "\\\"signers\\\" must be");
    assert_answer_has(ask_with("", "", BY("bo", ""), ",'signers':'','revoked':7"),
                      "\\\"revoked\\\" must be");
    assert_answer_has(ask_with("", "", BY("bo", ""), ",'signers':'# none\\nbo x'"),
                      "\"line\":2,\"column\":4");
    assert_answer_has(ask_with("", "", BY("bo", ""), ",'signers':'','revoked':''"), "\"allow\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_refusal_has_a_twin_that_is_allowed),
        cmocka_unit_test(a_deny_wins_and_a_missing_finding_makes_it_a_need),
        cmocka_unit_test(a_need_says_whether_it_can_be_met),
        cmocka_unit_test(sums_of_time_stay_in_range),
        cmocka_unit_test(what_is_no_request_gets_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
