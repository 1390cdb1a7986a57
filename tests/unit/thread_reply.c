/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread_unit.h"

#define NOW         "'now':1000,"
#define BAD         IN("m", 0, ",'sentiment':'negative'")
#define REPLY(more) OUT("r", 9, TO("m") more)
#define PRIVATE(more)                                                                              \
    "{'id':'r','place':'p','public':false,'sender':'human','at':9,'parent':'m'" more "},"
#define BOT(more)                  "{'id':'r','place':'p','public':true,'sender':'bot','at':9,'parent':'m'" more "},"
#define WORDS(n)                   ",'words':" #n
#define is(kind, messages, wanted) assert_owed(kind, NOW, messages, wanted)

/* ---- Own it -------------------------------------------------------------------------------- */

static void a_complaint_is_owned(void **state)
{
    (void)state;
    is("own_it", BAD, "");
    is("own_it", BAD REPLY(SAYS(0, 500, 500, "")), "m done");
    is("own_it", BAD REPLY(SAYS(0, 499, 500, "")), "m missing");
    is("own_it", BAD REPLY(SAYS(0, 500, 499, "")), "m missing");
    is("own_it", BAD PRIVATE(SAYS(0, 500, 500, "")), "m done");
    is("own_it", BAD BOT(SAYS(0, 500, 500, "")), "");
    is("own_it", BAD REPLY(SAYS(0, 500, 0, "")) OUT("s", 20, TO("m") SAYS(0, 0, 500, "")),
       "m done");
    is("own_it", BAD REPLY(""), "m unknown");
    is("own_it", BAD REPLY(",'report':{'tone':{'apologetic':500}}"), "m unknown");
    is("own_it", BAD REPLY(",'report':{'tone':{'apologetic':0}}"), "m missing");
    is("own_it", BAD REPLY(SAYS(0, 500, 500, "") ",'removal':{'how':'deleted','at':20}"), "");
}

static void only_complaints_are(void **state)
{
    (void)state;
    is("own_it", IN("m", 0, ",'sentiment':'positive'") REPLY(SAYS(0, 0, 0, "")), "");
    is("own_it", IN("m", 0, ",'sentiment':'neutral'") REPLY(SAYS(0, 0, 0, "")), "");
    is("own_it", IN("m", 0, "") REPLY(SAYS(0, 0, 0, "")), "m unknown");
    is("own_it", IN("m", 0, "") REPLY(SAYS(0, 500, 500, "")), "m done");
    is("own_it", OUT("m", 0, "") REPLY(SAYS(0, 0, 0, "")), "");
    is("own_it", IN("m", 1001, ",'sentiment':'negative'") REPLY(SAYS(0, 0, 0, "")), "");
    is("own_it", BAD OUT("r", 9, SAYS(0, 0, 0, "")), "");
}

/* ---- Another channel ----------------------------------------------------------------------- */

static void a_public_answer_offers_another_channel(void **state)
{
#define HAS(contacts) SAYS(0, 0, 0, CONTACTS(contacts))

    (void)state;
    is("channel", BAD REPLY(HAS(OWN)), "m done");
    is("channel", BAD REPLY(HAS("")), "m missing");
    is("channel", BAD REPLY(HAS(FOREIGN)), "m missing");
    is("channel", BAD REPLY(HAS(FOREIGN "," OWN)), "m done");
    is("channel", BAD REPLY(SAYS(0, 0, 0, "")), "m unknown");
    is("channel", BAD PRIVATE(HAS("")), "");
    is("channel", IN("m", 0, "") REPLY(HAS("")), "m unknown");
    is("channel", BAD REPLY(HAS("")) OUT("s", 20, TO("m") HAS(OWN)), "m done");
}

static void a_contact_that_is_not_the_brands_is_found(void **state)
{
    (void)state;
    is("contact", BAD REPLY(HAS(OWN)), "");
    is("contact", BAD REPLY(HAS(FOREIGN)), "r found");
    is("contact", BAD REPLY(HAS(FOREIGN "," OWN "," FOREIGN)), "r found, r found");
    is("contact", BAD PRIVATE(HAS(FOREIGN)), "r found");
    is("contact", BAD BOT(HAS(FOREIGN)), "r found");
    is("contact",
       BAD
       "{'id':'r','place':'p','public':false,'sender':'note','at':9,'parent':'m'" HAS(FOREIGN) "},",
       "");
    is("contact", BAD IN("r", 9, TO("m") HAS(FOREIGN)), "");
    is("contact", BAD REPLY(HAS(FOREIGN) ",'removal':{'how':'deleted','at':20}"), "");
    is("contact", IN("m", 0, "") REPLY(HAS(FOREIGN)), "r unknown");
    is("contact", IN("m", 0, ",'sentiment':'positive'") REPLY(HAS(FOREIGN)), "");
    is("contact", BAD REPLY(""), "r unknown");
    is("contact", BAD REPLY(SAYS(0, 0, 0, "")), "r unknown");
    assert_says("{" NOW "'messages':[" BAD
                "{'id':'r','place':'p','public':true,'sender':'human','at':9,'parent':'m'" HAS(
                    FOREIGN) "}]}",
                "\"start\":3,\"end\":9");
}

static void the_public_sentence_stands_on_its_own(void **state)
{
#define POINTS(signals, contacts) SAYS(0, 0, 0, SIGNALS(signals) CONTACTS(contacts))

    (void)state;
    is("pointer", BAD REPLY(POINTS("", OWN) WORDS(4)), "r found");
    is("pointer", BAD REPLY(POINTS("", OWN) WORDS(5)), "");
    is("pointer", BAD REPLY(POINTS("", FOREIGN) WORDS(0)), "r found");
    is("pointer", BAD REPLY(POINTS("", "") WORDS(4)), "");
    is("pointer", BAD REPLY(POINTS(SIGNAL_OF("courtesy.contact", 1), "") WORDS(0)), "r found");
    is("pointer", BAD REPLY(POINTS(SIGNAL("courtesy.thanks"), OWN) WORDS(4)), "");
    is("pointer", BAD REPLY(POINTS(SIGNAL_OF("courtesy.thanks", 499), OWN) WORDS(4)), "r found");
    is("pointer", BAD REPLY(POINTS(SIGNAL("remedy.offer"), OWN)), "");
    is("pointer", BAD REPLY(POINTS("", OWN)), "r unknown");
    is("pointer", BAD REPLY(SAYS(0, 0, 0, CONTACTS(OWN)) WORDS(4)), "r unknown");
    is("pointer", BAD REPLY(SAYS(0, 0, 0, CONTACTS("")) WORDS(4)), "r unknown");
    is("pointer", BAD REPLY(SAYS(0, 0, 0, SIGNALS("")) WORDS(4)), "r unknown");
    is("pointer", BAD REPLY(""), "r unknown");
    is("pointer", BAD PRIVATE(POINTS("", OWN) WORDS(0)), "");
    is("pointer", BAD BOT(POINTS("", OWN) WORDS(0)), "");
    is("pointer", IN("m", 0, "") REPLY(POINTS("", OWN) WORDS(4)), "r unknown");
    assert_owed("pointer", NOW "'duties':{'words':3},", BAD REPLY(POINTS("", OWN) WORDS(3)), "");
    assert_owed("pointer", NOW "'duties':{'words':3},", BAD REPLY(POINTS("", OWN) WORDS(2)),
                "r found");
}

/* ---- Scapegoats ---------------------------------------------------------------------------- */

static void nobody_is_blamed(void **state)
{
    (void)state;
    is("scapegoat", BAD REPLY(SAYS(0, 0, 0, SIGNALS(SIGNAL_OF("defensive.scapegoat", 1)))),
       "r found");
    is("scapegoat", BAD REPLY(SAYS(0, 0, 0, SIGNALS(SIGNAL("defensive.excuse")))), "");
    is("scapegoat", BAD REPLY(SAYS(0, 0, 0, "")), "r unknown");
    is("scapegoat", BAD REPLY(""), "r unknown");
    is("scapegoat", IN("m", 0, "") REPLY(SAYS(0, 0, 0, SIGNALS(SIGNAL("defensive.scapegoat")))),
       "r unknown");
    is("scapegoat", BAD BOT(SAYS(0, 0, 0, SIGNALS(SIGNAL("defensive.scapegoat")))), "r found");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complaint_is_owned),
        cmocka_unit_test(only_complaints_are),
        cmocka_unit_test(a_public_answer_offers_another_channel),
        cmocka_unit_test(a_contact_that_is_not_the_brands_is_found),
        cmocka_unit_test(the_public_sentence_stands_on_its_own),
        cmocka_unit_test(nobody_is_blamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
