/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread_unit.h"

#define NOW                              "'now':1000,"
#define DUE(s)                           NOW "'duties':{'response':" #s "},"
#define response(head, messages, wanted) assert_owed("response", head, messages, wanted)

/* ---- Clocks -------------------------------------------------------------------------------- */

static void a_clock_runs_until_a_person_answers(void **state)
{
    (void)state;
    response(NOW, IN("m", 0, ""), "m open");
    response(NOW, IN("m", 0, "") OUT("r", 9, TO("m")), "m met r");
    response(NOW, IN("m", 0, "") OUT("r", 9, ""), "m open");
    response(NOW, IN("m", 0, "") OUT("r", 9, TO("gone")), "m open");
    response(NOW, IN("m", 9, "") OUT("r", 3, TO("m")), "m open");
    response(NOW, IN("m", 9, "") OUT("r", 9, TO("m")), "m met r");
    response(NOW, OUT("r", 9, TO("m")) IN("m", 9, ""), "m open");
}

static void it_starts_at_the_first_message_since_the_last_answer(void **state)
{
    (void)state;
    response(NOW, IN("m", 0, "") IN("n", 5, TO("m")) OUT("r", 9, TO("n")), "m met r");
    response(NOW, IN("m", 0, "") OUT("r", 9, TO("m")) IN("n", 20, TO("r")), "m met r, n open");
    response(NOW, IN("m", 0, "") OUT("r", 9, TO("m")) OUT("q", 12, TO("m")), "m met r");
    response(NOW, OUT("r", 9, "") IN("m", 20, TO("r")), "m open");
}

static void only_a_person_whom_the_customer_sees_stops_it(void **state)
{
#define FROM(sender, public)                                                                       \
    IN("m", 0, "")                                                                                 \
    "{'id':'r','place':'p','at':9,'parent':'m','public':" public ",'sender':'" sender "'},"

    (void)state;
    response(NOW, FROM("human", "true"), "m met r");
    response(NOW, FROM("human", "false"), "m met r");
    response(NOW, FROM("bot", "true"), "m open");
    response(NOW, FROM("automation", "true"), "m open");
    response(NOW, FROM("campaign", "true"), "m open");
    response(NOW, FROM("note", "false"), "m open");
    response(NOW, FROM("customer", "true"), "m open");
#undef FROM
}

static void a_reply_that_is_gone_stops_nothing(void **state)
{
#define GONE(how, at) IN("m", 0, "") OUT("r", 9, TO("m") ",'removal':{'how':'" how "','at':" at "}")

    (void)state;
    response(NOW, GONE("asked", "20"), "m met r");
    response(NOW, GONE("deleted", "20"), "m open");
    response(NOW, GONE("hidden", "1000"), "m open");
    response(NOW, GONE("deleted", "1001"), "m met r");
#undef GONE
}

static void what_is_still_to_come_has_not_happened(void **state)
{
    (void)state;
    response(NOW, IN("m", 1000, ""), "m open");
    response(NOW, IN("m", 1001, ""), "");
    response(NOW, IN("m", 0, "") OUT("r", 1001, TO("m")), "m open");
}

/* ---- Conversations ------------------------------------------------------------------------- */

static void one_customer_is_not_another(void **state)
{
    (void)state;
    response(NOW,
             OUT("post", 0, "") IN("a", 1, TO("post")) IN("b", 2, TO("post")) OUT("r", 9, TO("b")),
             "a open, b met r");
    response(NOW, IN("a", 1, "") IN("b", 2, TO("a")) OUT("r", 9, TO("b")), "a met r");
    response(NOW, OUT("r", 9, TO("b")) IN("b", 2, TO("a")) IN("a", 1, ""), "a met r");
}

static void rings_of_parents_are_cut(void **state)
{
    (void)state;
    response(NOW, IN("a", 1, TO("a")) OUT("r", 9, TO("a")), "a met r");
    response(NOW, IN("a", 1, TO("b")) IN("b", 2, TO("a")) OUT("r", 9, TO("b")), "a open, b met r");
    response(NOW, OUT("r", 9, TO("b")) IN("b", 2, TO("a")) IN("a", 1, TO("b")), "b met r, a open");
}

/* ---- Time ---------------------------------------------------------------------------------- */

static void exactly_at_due_is_met(void **state)
{
    (void)state;
    response(DUE(10), IN("m", 0, "") OUT("r", 10, TO("m")), "m met r");
    response(DUE(10), IN("m", 0, "") OUT("r", 11, TO("m")), "m late r");
    response(DUE(10), IN("m", 990, ""), "m open");
    response(DUE(10), IN("m", 989, ""), "m overdue");
    response(DUE('10s'), IN("m", 989, ""), "m overdue");
}

static void only_business_counts(void **state)
{
#define OPEN_AT(hours)      DUE(10) "'business':[" hours "],"
#define FROM_UNTIL(a, b)    "{'from':" #a ",'until':" #b "}"
#define ASKED(at, answered) IN("m", at, "") OUT("r", answered, TO("m"))

    (void)state;
    response(OPEN_AT(FROM_UNTIL(100, 200)), ASKED(50, 110), "m met r");
    response(OPEN_AT(FROM_UNTIL(100, 200)), ASKED(50, 111), "m late r");
    response(OPEN_AT(FROM_UNTIL(100, 200)), ASKED(100, 110), "m met r");
    response(OPEN_AT(FROM_UNTIL(100, 200)), ASKED(150, 161), "m late r");
    response(OPEN_AT(FROM_UNTIL(0, 4) "," FROM_UNTIL(50, 53) "," FROM_UNTIL(90, 99)), ASKED(0, 93),
             "m met r");
    response(OPEN_AT(FROM_UNTIL(0, 4) "," FROM_UNTIL(50, 53) "," FROM_UNTIL(90, 99)), ASKED(0, 94),
             "m late r");
    response(OPEN_AT(FROM_UNTIL(0, 4) "," FROM_UNTIL(50, 53) "," FROM_UNTIL(90, 99)), ASKED(4, 97),
             "m met r");
    response(OPEN_AT(FROM_UNTIL(0, 4) "," FROM_UNTIL(50, 53) "," FROM_UNTIL(90, 99)), ASKED(51, 99),
             "m late r");
    /* The last moment of an interval ends the time, though the clock stands until the next. */
    response(OPEN_AT(FROM_UNTIL(0, 10) "," FROM_UNTIL(50, 60)), ASKED(0, 20), "m late r");
}

static void intervals_that_end_first_give_unknown(void **state)
{
    (void)state;
    response(OPEN_AT(FROM_UNTIL(0, 10)), ASKED(0, 11), "m late r");
    response(OPEN_AT(FROM_UNTIL(0, 9)), ASKED(0, 11), "m unknown r");
    response(OPEN_AT(FROM_UNTIL(0, 9)), ASKED(0, 9), "m met r");
    response(OPEN_AT(FROM_UNTIL(0, 9)), IN("m", 0, ""), "m unknown");
    response(OPEN_AT(FROM_UNTIL(0, 9)), IN("m", 20, ""), "m unknown");
    response(OPEN_AT(FROM_UNTIL(995, 1001)), IN("m", 20, ""), "m open");
    response(OPEN_AT(""), ASKED(0, 0), "m unknown r");
    assert_says("{'now':9,'duties':{'response':5},'business':[],'messages':["
                "{'id':'m','place':'p','public':true,'sender':'customer','at':0}]}",
                "\"due\":null");
    assert_says("{'now':9,'duties':{'response':5},'messages':["
                "{'id':'m','place':'p','public':true,'sender':'customer','at':0}]}",
                "\"due\":5");
}

/* ---- Coverage ------------------------------------------------------------------------------ */

#define GOOD                       ",'sentiment':'positive'"
#define BAD                        ",'sentiment':'negative'"
#define coverage(messages, wanted) assert_says("{" NOW "'messages':[" messages "]}", wanted)
#define END                        "{'id':'end','place':'p','public':true,'sender':'bot','at':0}"

static void coverage_shows_whom_nobody_answers(void **state)
{
    (void)state;
    coverage(IN("a", 0, GOOD) OUT("r", 1, TO("a")) IN("b", 0, BAD) IN("c", 0, BAD)
                 OUT("s", 1, TO("c")) IN("d", 0, BAD) END,
             "\"positive\":{\"answered\":1,\"total\":1,\"per_mille\":1000},"
             "\"negative\":{\"answered\":1,\"total\":3,\"per_mille\":333},\"gap\":667");
    coverage(IN("a", 0, ",'sentiment':'neutral'") IN("b", 0, "") OUT("r", 1, TO("b"))
                 IN("c", 0, ",'sentiment':'unknown'") END,
             "\"gap\":null,\"neutral\":{\"answered\":0,\"total\":1},"
             "\"unknown\":{\"answered\":1,\"total\":2}");
    coverage(IN("a", 0, GOOD) END, "\"per_mille\":0},\"negative\":{\"answered\":0,\"total\":0,"
                                   "\"per_mille\":null},\"gap\":null");
    coverage(IN("a", 0, BAD) END, "\"gap\":null");
}

static void a_comment_that_was_deleted_stays_in(void **state)
{
    (void)state;
    coverage(IN("a", 0, BAD ",'removal':{'how':'deleted','at':5}") END,
             "\"negative\":{\"answered\":0,\"total\":1,\"per_mille\":0}");
    coverage(IN("a", 0, BAD) END, "\"negative\":{\"answered\":0,\"total\":1,\"per_mille\":0}");
    coverage(IN("a", 0, BAD) OUT("r", 1, TO("a") ",'removal':{'how':'deleted','at':5}") END,
             "\"negative\":{\"answered\":0,\"total\":1,\"per_mille\":0}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_runs_until_a_person_answers),
        cmocka_unit_test(it_starts_at_the_first_message_since_the_last_answer),
        cmocka_unit_test(only_a_person_whom_the_customer_sees_stops_it),
        cmocka_unit_test(a_reply_that_is_gone_stops_nothing),
        cmocka_unit_test(what_is_still_to_come_has_not_happened),
        cmocka_unit_test(one_customer_is_not_another),
        cmocka_unit_test(rings_of_parents_are_cut),
        cmocka_unit_test(exactly_at_due_is_met),
        cmocka_unit_test(only_business_counts),
        cmocka_unit_test(intervals_that_end_first_give_unknown),
        cmocka_unit_test(coverage_shows_whom_nobody_answers),
        cmocka_unit_test(a_comment_that_was_deleted_stays_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
