/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy_unit.h"

/* The records of an answer for records of ana, at seconds 1 to 9, in the order given. */
static const char *records_of(const char *draft, const char *approvals)
{
    static char request[4096];

    snprintf(request, sizeof request,
             "{'policy':{'version':1,'baseline':'none','vetoes':[{'count':1,'people':['ana']}]},"
             "'roster':{'ana':{},'zoe':{}},'draft':{%s'digest':'D','author':'zoe'},"
             "'approvals':[%s],'now':9}",
             draft, approvals);
    return ask(request);
}

#define RECORD(at, verdict, digest, more)                                                          \
    "{'by':'ana','at':" at ",'verdict':'" verdict "','digest':'" digest "'" more "}"

static void the_last_record_wins_whatever_the_order(void **state)
{
    static const char early[] = RECORD("1", "reject", "D", "");
    static const char late[] = RECORD("2", "approve", "D", "");
    char both[512];

    (void)state;
    snprintf(both, sizeof both, "%s,%s", early, late);
    assert_answer_has(records_of("", both), "[\"SUPERSEDED\",\"LIVE\"]");
    snprintf(both, sizeof both, "%s,%s", late, early);
    assert_answer_has(records_of("", both), "[\"LIVE\",\"SUPERSEDED\"]");
}

static void within_a_second_what_restricts_more_wins(void **state)
{
    static const char *const verdicts[] = { "approve", "revoke", "reject" };
    static const char *const worth[] = { "LIVE", "REVOKED", "VETO" };
    char both[512], expected[64];

    (void)state;
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++) {
            if (a == b) continue;
            snprintf(both, sizeof both,
                     "{'by':'ana','at':5,'verdict':'%s','digest':'D'},"
                     "{'by':'ANA','at':5,'verdict':'%s','digest':'D'}",
                     verdicts[a], verdicts[b]);
            snprintf(expected, sizeof expected, "[\"%s\",\"%s\"]", a > b ? worth[a] : "SUPERSEDED",
                     b > a ? worth[b] : "SUPERSEDED");
            assert_answer_has(records_of("", both), expected);
        }
}

static void approves_of_a_second_are_told_apart_by_content_alone(void **state)
{
    (void)state;
    assert_answer_has(records_of("", RECORD("5", "approve", "D", "") "," //
                                 RECORD("5", "approve", "E", "")),
                      "[\"LIVE\",\"SUPERSEDED\"]");
    assert_answer_has(records_of("", RECORD("5", "approve", "E", "") "," //
                                 RECORD("5", "approve", "D", "")),
                      "[\"SUPERSEDED\",\"LIVE\"]");
    assert_answer_has(records_of("", RECORD("5", "approve", "D", ",'rules':['a','b']") "," //
                                 RECORD("5", "approve", "D", ",'rules':['a','c']")),
                      "[\"SUPERSEDED\",\"LIVE\"]");
    assert_answer_has(records_of("", RECORD("5", "approve", "D", ",'policy':'q'") "," //
                                 RECORD("5", "approve", "D", "")),
                      "[\"SUPERSEDED\",\"LIVE\"]");
}

static void an_edit_sheds_approvals_but_no_veto(void **state)
{
    (void)state;
    assert_answer_has(records_of("", RECORD("1", "approve", "E", "")), "OTHER_BYTES");
    assert_answer_has(records_of("", RECORD("1", "reject", "E", "")), "{\"decision\":\"deny\"");
}

static void a_draft_without_id_may_be_the_one_that_was_rejected(void **state)
{
    (void)state;
    assert_answer_has(records_of("", RECORD("1", "reject", "D", ",'draft':'e'")), "\"deny\"");
    assert_answer_has(records_of("", RECORD("1", "approve", "D", ",'draft':'e'")), "OTHER_DRAFT");
    assert_answer_has(records_of("'id':'d',", RECORD("1", "reject", "D", ",'draft':'e'")),
                      "OTHER_DRAFT");
}

/* What a person says between two rejections is none, whatever role they have by then. */
static void a_veto_needs_its_role_when_it_was_given(void **state)
{
    static const char request[] =
        "{'policy':{'version':1,'baseline':'none','vetoes':[{'count':1,'roles':['legal']}]},"
        "'roster':{'ana':{'roles':[{'role':'legal','from':3,'until':%s}]},'zoe':{}},"
        "'draft':{'digest':'D','author':'zoe'},'approvals':[%s,%s,%s],'now':9}";
    char text[1024];

    (void)state;
    for (int held = 0; held < 2; held++) {
        snprintf(text, sizeof text, request, held ? "6" : "5", RECORD("1", "reject", "D", ""),
                 RECORD("3", "approve", "E", ""), RECORD("5", "reject", "D", ""));
        assert_answer_has(ask(text), held ? "\"deny\"" : "\"allow\"");
    }
}

static void every_disposition_has_a_name(void **state)
{
    (void)state;
    assert_string_equal(poise__record_name(POISE__RECORD_LIVE), "LIVE");
    assert_string_equal(poise__record_name(POISE__RECORD_CONSUMED), "CONSUMED");
    assert_string_equal(poise__record_name(POISE__RECORD_NO_OVERRIDE), "NO_OVERRIDE");
    assert_string_equal(poise__record_name(POISE__RECORD_NO_OVERRIDE + 1), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_record_wins_whatever_the_order),
        cmocka_unit_test(within_a_second_what_restricts_more_wins),
        cmocka_unit_test(approves_of_a_second_are_told_apart_by_content_alone),
        cmocka_unit_test(an_edit_sheds_approvals_but_no_veto),
        cmocka_unit_test(a_draft_without_id_may_be_the_one_that_was_rejected),
        cmocka_unit_test(a_veto_needs_its_role_when_it_was_given),
        cmocka_unit_test(every_disposition_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
