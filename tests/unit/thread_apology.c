/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread_unit.h"

#define NOW                       "'now':1000,"
#define SORRY_SAYS                SAYS(0, 900, 0, SIGNALS(SIGNAL("apologetic.explicit")))
#define SORRY(at)                 OUT("sorry", at, SORRY_SAYS)
#define RUDE                      OUT("rude", 10, SAYS(900, 0, 0, ""))
#define apology(messages, wanted) assert_owed("apology", NOW, messages, wanted)

/* ---- Debts --------------------------------------------------------------------------------- */

static void a_public_insult_is_a_debt(void **state)
{
    (void)state;
    apology(RUDE, "rude owed");
    apology(OUT("r", 10, SAYS(500, 0, 0, "")), "r owed");
    apology(OUT("r", 10, SAYS(499, 0, 0, "")), "");
    apology(IN("m", 10, SAYS(900, 0, 0, "")), "");
    apology(
        "{'id':'r','place':'p','public':false,'sender':'human','at':10" SAYS(900, 0, 0, "") "},",
        "");
    apology("{'id':'r','place':'p','public':true,'sender':'bot','at':10" SAYS(900, 0, 0, "") "},",
            "r owed");
    apology(OUT("r", 1001, SAYS(900, 0, 0, "")), "");
    assert_owed("apology", NOW "'duties':{'line':901},", RUDE, "");
    assert_owed("apology", NOW "'duties':{'line':900},", RUDE, "rude owed");
}

static void a_later_apology_in_the_place_pays(void **state)
{
    (void)state;
    apology(RUDE SORRY(11), "rude paid sorry");
    apology(RUDE SORRY(10), "rude owed");
    apology(RUDE SORRY(9), "rude owed");
    apology(RUDE SORRY(1001), "rude owed");
    apology(SORRY(20) RUDE OUT("again", 15, SORRY_SAYS), "rude paid again");
    apology(RUDE SORRY(15) OUT("again", 20, SORRY_SAYS), "rude paid sorry");
    apology(RUDE SORRY(15) OUT("a", 15, SORRY_SAYS) OUT("b", 15, SORRY_SAYS)
                OUT("c", 15, SORRY_SAYS) OUT("d", 15, SORRY_SAYS),
            "rude paid sorry");
    apology("{'id':'s','place':'q','public':true,'sender':'human','at':12" SORRY_SAYS
            "}," RUDE SORRY(
                15) "{'id':'t','place':'a','public':true,'sender':'human','at':12" SORRY_SAYS "},",
            "rude paid sorry");
    apology(RUDE "{'id':'s','place':'q','public':true,'sender':'human','at':20" SORRY_SAYS "},",
            "rude owed");
    apology(RUDE "{'id':'s','place':'a','public':true,'sender':'human','at':20" SORRY_SAYS "},",
            "rude owed");
    apology(RUDE "{'id':'s','place':'p','public':false,'sender':'human','at':20" SORRY_SAYS "},",
            "rude owed");
    apology(RUDE "{'id':'s','place':'p','public':true,'sender':'campaign','at':20" SORRY_SAYS "},",
            "rude paid s");
    apology(RUDE "{'id':'s','place':'p','public':true,'sender':'bot','at':20" SORRY_SAYS "},",
            "rude owed");
    apology(RUDE "{'id':'s','place':'p','public':true,'sender':'customer','at':20" SORRY_SAYS "},",
            "rude owed");
}

static void an_apology_must_be_one(void **state)
{
#define WITH(insulting, apologetic, more) RUDE OUT("s", 20, SAYS(insulting, apologetic, 0, more))

    (void)state;
    apology(WITH(499, 500, SIGNALS(SIGNAL_OF("apologetic.explicit", 500))), "rude paid s");
    apology(WITH(0, 500, SIGNALS(SIGNAL("apologetic.responsibility"))), "rude paid s");
    apology(WITH(0, 499, SIGNALS(SIGNAL("apologetic.explicit"))), "rude owed");
    apology(WITH(500, 500, SIGNALS(SIGNAL("apologetic.explicit"))), "rude owed, s owed");
    apology(WITH(0, 500, SIGNALS(SIGNAL_OF("apologetic.explicit", 499))), "rude owed");
    apology(WITH(0, 500, SIGNALS(SIGNAL("apologetic.empathy"))), "rude owed");
    apology(WITH(0, 500,
                 SIGNALS(SIGNAL("apologetic.explicit") "," SIGNAL_OF("defensive.non_apology", 1))),
            "rude owed");
    apology(WITH(0, 500, SIGNALS("")), "rude owed");
    apology(WITH(0, 500, ""), "rude owed");
    apology(
        RUDE OUT("s", 20,
                 ",'report':{'tone':{'insulting':0}" SIGNALS(SIGNAL("apologetic.explicit")) "}"),
        "rude owed");
    apology(
        RUDE OUT("s", 20,
                 ",'report':{'tone':{'apologetic':900}" SIGNALS(SIGNAL("apologetic.explicit")) "}"),
        "rude owed, s unknown");
}

/* ---- What does not pay --------------------------------------------------------------------- */

static void deleting_the_insult_does_not_pay(void **state)
{
    (void)state;
    apology(OUT("rude", 10, SAYS(900, 0, 0, "") ",'removal':{'how':'deleted','at':11}"),
            "rude owed");
    apology(OUT("rude", 10, SAYS(900, 0, 0, "") ",'removal':{'how':'hidden','at':10}"),
            "rude owed");
    apology(OUT("rude", 10, SAYS(0, 0, 0, "") ",'removal':{'how':'deleted','at':11}"), "");
}

#define VERSION(at, insulting, more) "{'at':" #at SAYS(insulting, 0, 0, more) "}"
#define VERSION_SORRY(at)            "{'at':" #at SORRY_SAYS "}"

static void editing_the_insult_does_not_pay(void **state)
{
    (void)state;
    apology(OUT("r", 10, ",'versions':[" VERSION(10, 900, "") "," VERSION(20, 0, "") "]"),
            "r owed");
    apology(OUT("r", 10, ",'versions':[" VERSION(10, 0, "") "," VERSION(20, 900, "") "]"),
            "r owed");
    apology(OUT("r", 10, ",'versions':[" VERSION(10, 0, "") "," VERSION(1001, 900, "") "]"), "");
    apology(OUT("r", 10,
                ",'removal':{'how':'deleted','at':15},'versions':[" VERSION(10, 0, "") "," VERSION(
                    20, 900, "") "]"),
            "");
    /* An insult after the apology is another debt. */
    apology(OUT("r", 10, ",'versions':[" VERSION(10, 900, "") "," VERSION(20, 900, "") "]")
                SORRY(15),
            "r owed");
    apology(OUT("r", 10, ",'versions':[" VERSION(10, 900, "") "," VERSION(20, 900, "") "]")
                SORRY(25),
            "r paid sorry");
}

static void an_apology_that_goes_reopens_the_debt(void **state)
{
    (void)state;
    apology(RUDE OUT("s", 20, SORRY_SAYS ",'removal':{'how':'deleted','at':30}"), "rude owed");
    apology(RUDE OUT("s", 20, SORRY_SAYS ",'removal':{'how':'hidden','at':30}"), "rude owed");
    apology(RUDE OUT("s", 20, SORRY_SAYS ",'removal':{'how':'asked'}"), "rude paid s");
    apology(RUDE OUT("s", 20, SORRY_SAYS ",'removal':{'how':'deleted','at':1001}"), "rude paid s");
    apology(RUDE OUT("s", 20, ",'versions':[" VERSION_SORRY(20) "," VERSION(30, 0, "") "]"),
            "rude owed");
    apology(RUDE OUT("s", 5, ",'versions':[" VERSION(5, 0, "") "," VERSION_SORRY(30) "]"),
            "rude paid s");
    /* A correction does not make an apology younger than the insult. */
    apology(RUDE OUT("s", 5, ",'versions':[" VERSION_SORRY(5) "," VERSION_SORRY(30) "]"),
            "rude owed");
}

/* ---- Unknown, and time --------------------------------------------------------------------- */

static void what_nobody_looked_at_is_unknown(void **state)
{
    (void)state;
    apology(OUT("r", 10, ""), "r unknown");
    apology(OUT("r", 10, ",'words':3"), "r unknown");
    apology(OUT("r", 10, ",'versions':[]"), "r unknown");
    apology(OUT("r", 10, "") SORRY(20), "");
    apology(OUT("r", 10, ",'versions':[" VERSION(10, 900, "") ",{'at':20}]"), "r owed");
    apology(OUT("r", 10, ",'versions':[" VERSION(10, 900, "") ",{'at':20},{'at':21}]") SORRY(15),
            "r unknown");
    apology(OUT("r", 10, ",'versions':[" VERSION(10, 900, "") ",{'at':20}]") SORRY(25),
            "r paid sorry");
}

static void a_debt_falls_due(void **state)
{
#define DUE(s) NOW "'duties':{'apology':" #s "},"

    (void)state;
    assert_owed("apology", DUE(990), RUDE, "rude owed");
    assert_owed("apology", DUE(989), RUDE, "rude overdue");
    assert_owed("apology", DUE(1), RUDE SORRY(500), "rude paid sorry");
    assert_owed("apology", DUE(10) "'business':[{'from':0,'until':15}],", RUDE, "rude owed");
    assert_owed("apology", DUE(10) "'business':[{'from':0,'until':20}],", RUDE, "rude overdue");
    assert_owed("apology", DUE(10), OUT("r", 10, ""), "r unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_public_insult_is_a_debt),
        cmocka_unit_test(a_later_apology_in_the_place_pays),
        cmocka_unit_test(an_apology_must_be_one),
        cmocka_unit_test(deleting_the_insult_does_not_pay),
        cmocka_unit_test(editing_the_insult_does_not_pay),
        cmocka_unit_test(an_apology_that_goes_reopens_the_debt),
        cmocka_unit_test(what_nobody_looked_at_is_unknown),
        cmocka_unit_test(a_debt_falls_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
