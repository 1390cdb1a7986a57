/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread_unit.h"

#define POLICY(more)                                                                               \
    "'now':1000,'policy':{'version':1,'baseline':[[{'count':1,'roles':['mod']}]]" more "},"        \
    "'roster':{'own':{'aliases':['own@x']},'ana':{'roles':['mod']},'bo':{'roles':['mod']},"        \
    "'cy':{'roles':['legal']},'di':{}},"
#define USUAL                           POLICY("")
#define REPORT(more)                    ",'report':{'digest':'D1'" more "}"
#define THREAT                          REPORT(SIGNALS(SIGNAL("insulting.threat")))
#define HIS                             ",'criticised':['own']"
#define COMMENT(report, removal)        IN("m", 0, report ",'by':'c','removal':{'how':'asked'" removal "}")
#define GROUND(name)                    ",'ground':'" name "'"
#define SAID(who, at, verdict)          "{'by':'" who "','at':" #at ",'verdict':'" verdict "','digest':'%s'}"
#define YES(who)                        SAID(who, 5, "approve")
#define removal(head, messages, wanted) assert_owed("removal", head, messages, wanted)

/* The digest that approvals bind to, of the first removal; good until the next call. */
static const char *digest_of(const char *head, const char *messages)
{
    static char digest[65];

    owed("removal", head, messages);
    char request[1 << 14];
    snprintf(request, sizeof request, "{%s'messages':[%.*s]}", head, (int)strlen(messages) - 1,
             messages);
    const char *found = strstr(thread_ask(request), "\"digest\":\"");
    assert_non_null(found);
    memcpy(digest, found + 10, 64);
    return digest;
}

/* The same with approvals, whose %s become the digest. */
static const char *with(const char *head, const char *messages, const char *approvals)
{
    static char text[1 << 14];
    char said[1 << 12] = "";
    const char *digest = digest_of(head, messages);
    const char *place = strstr(messages, ",'criticised'");

    for (const char *at = approvals; *at; at++) {
        size_t len = strlen(said);
        if (at[0] == '%') {
            memcpy(said + len, digest, 65);
            at++;
        } else {
            said[len] = *at;
        }
    }
    snprintf(text, sizeof text, "%.*s,'approvals':[%s]%s", (int)(place - messages), messages, said,
             place);
    return text;
}

#define agreed(head, messages, approvals, wanted)                                                  \
    removal(head, with(head, messages, approvals), wanted)

/* ---- The ground ---------------------------------------------------------------------------- */

static void a_comment_stays_unless_its_ground_is_shown(void **state)
{
    (void)state;
    removal(USUAL, IN("m", 0, ""), "");
    removal(USUAL, COMMENT(THREAT, GROUND("threat") HIS), "m need");
    removal(USUAL, COMMENT(THREAT, GROUND("unfair") HIS), "m deny");
    removal(USUAL, COMMENT(THREAT, HIS), "m deny");
    removal(USUAL, COMMENT(THREAT, GROUND("obscenity") HIS), "m deny");
    removal(USUAL, COMMENT("", GROUND("threat") HIS), "m deny");
    removal(USUAL, COMMENT(REPORT(""), GROUND("threat") HIS), "m deny");
    removal(USUAL, COMMENT(REPORT(SIGNALS("") ",'findings':[]"), GROUND("threat") HIS), "m deny");
    removal(USUAL, COMMENT(REPORT(SIGNALS("")), GROUND("threat") HIS), "m deny");
    removal(
        USUAL,
        COMMENT(REPORT(SIGNALS(SIGNAL("insulting.profanity_directed"))), GROUND("obscenity") HIS),
        "m need");
    removal(USUAL, COMMENT(REPORT(SIGNALS(SIGNAL("insulting.profanity"))), GROUND("obscenity") HIS),
            "m deny");
}

static void it_is_shown_by_a_span_and_clearly(void **state)
{
#define AT(start, end, strength)                                                                   \
    REPORT(",'signals':[{'code':'insulting.threat','strength':" #strength ",'start':" #start       \
           ",'end':" #end "}]")
#define FINDING(start, end)                                                                        \
    REPORT(",'findings':[{'code':'media.flagged','start':" #start ",'end':" #end "},"              \
           "{'code':'insulting.threat','start':" #start ",'end':" #end "}]")

    (void)state;
    removal(USUAL, COMMENT(AT(0, 5, 500), GROUND("threat") HIS), "m need");
    removal(USUAL, COMMENT(AT(0, 5, 499), GROUND("threat") HIS), "m deny");
    removal(USUAL, COMMENT(AT(5, 5, 900), GROUND("threat") HIS), "m deny");
    removal(USUAL, COMMENT(FINDING(0, 5), GROUND("threat") HIS), "m need");
    removal(USUAL, COMMENT(FINDING(5, 5), GROUND("threat") HIS), "m deny");
    removal(USUAL,
            COMMENT(REPORT(",'findings':[{'code':'insulting.threat','attachment':0}]"),
                    GROUND("threat") HIS),
            "m deny");
}

static void the_grounds_are_the_policys(void **state)
{
#define SPAM                                                                                       \
    USUAL "'duties':{'grounds':{'other':[],'spam':['media.unknown_link','media.flagged']}},"

    (void)state;
    removal(SPAM, COMMENT(FINDING(0, 5), GROUND("spam") HIS), "m need");
    removal(SPAM, COMMENT(FINDING(0, 5), GROUND("other") HIS), "m deny");
    removal(SPAM, COMMENT(FINDING(0, 5), GROUND("threat") HIS), "m deny");
    removal(USUAL, COMMENT(FINDING(0, 5), GROUND("spam") HIS), "m deny");
    removal(USUAL "'duties':{'grounds':{}},", COMMENT(THREAT, GROUND("threat") HIS), "m deny");
}

static void the_version_that_goes_must_show_it(void **state)
{
#define VERSION(at, code) "{'at':" #at REPORT(SIGNALS(SIGNAL(code))) "}"
#define EDITED(first, second, removal)                                                             \
    IN("m", 0,                                                                                     \
       ",'versions':[" VERSION(0, first) "," VERSION(                                              \
           20, second) "],'removal':{" removal ",'ground':'threat','criticised':['own']}")

    (void)state;
    removal(USUAL, EDITED("insulting.threat", "insulting.mockery", "'how':'asked'"), "m deny");
    removal(USUAL, EDITED("insulting.mockery", "insulting.threat", "'how':'asked'"), "m need");
    removal(USUAL, EDITED("insulting.threat", "insulting.mockery", "'how':'hidden','at':19"),
            "m need");
    removal(USUAL, EDITED("insulting.mockery", "insulting.threat", "'how':'hidden','at':19"),
            "m deny");
    removal(USUAL, EDITED("insulting.mockery", "insulting.threat", "'how':'deleted','at':2000"),
            "m need");
}

/* ---- The people ---------------------------------------------------------------------------- */

#define ASKED COMMENT(THREAT, GROUND("threat") HIS)

static void it_takes_two_people_whom_it_does_not_criticise(void **state)
{
    (void)state;
    agreed(USUAL, ASKED, "", "m need");
    agreed(USUAL, ASKED, YES("ana"), "m need");
    agreed(USUAL, ASKED, YES("ana") "," YES("bo"), "m allow");
    agreed(USUAL, ASKED, YES("ana") "," YES("ANA"), "m need");
    agreed(USUAL, ASKED, YES("ana") "," YES("zed"), "m need");
    agreed(USUAL, ASKED, YES("ana") "," YES("own"), "m need");
    agreed(USUAL, ASKED, YES("ana") "," YES("own@x"), "m need");
    agreed(USUAL, ASKED, YES("ana") "," YES("cy"), "m allow");
    agreed(USUAL, ASKED, YES("di") "," YES("cy"), "m need");
    agreed(USUAL, ASKED, YES("ana") ",{'by':'bo','at':5,'verdict':'approve','digest':'D1'}",
           "m need");
    agreed(USUAL, ASKED, YES("ana") "," YES("bo") "," SAID("bo", 6, "revoke"), "m need");
}

static void a_policy_cannot_make_do_with_less(void **state)
{
#define NOBODY                                                                                     \
    "'now':1000,'policy':{'version':1,'baseline':'none','exclude':[]},"                            \
    "'roster':{'own':{},'ana':{},'bo':{}},"

    (void)state;
    agreed(NOBODY, ASKED, YES("ana") "," YES("bo"), "m allow");
    agreed(NOBODY, ASKED, YES("ana"), "m need");
    agreed(NOBODY, ASKED, YES("ana") "," YES("own"), "m need");
    agreed(NOBODY, COMMENT(THREAT, GROUND("threat") ",'criticised':['bo','own']"),
           YES("ana") "," YES("bo"), "m need");
    agreed(NOBODY, COMMENT(THREAT, GROUND("threat") ",'criticised':['bo','own']"),
           YES("own") "," YES("bo"), "m need");
    agreed(USUAL, COMMENT(THREAT, GROUND("threat") ",'criticised':['own','di','cy']"),
           YES("ana") "," YES("bo"), "m allow");
    agreed(USUAL, COMMENT(THREAT, GROUND("threat") ",'criticised':['cy','di','own','bo']"),
           YES("ana") "," YES("bo") "," YES("cy"), "m need");
    agreed(NOBODY, COMMENT(THREAT, GROUND("threat") ",'criticised':['own','OWN']"),
           YES("ana") "," YES("bo"), "m allow");
}

/* Who breaks the glass may send a reply; a comment is in no such hurry. */
static void no_override_removes_a_comment(void **state)
{
#define GLASS                                                                                      \
    POLICY(",'override':{'roles':['legal','mod'],'count':2,'reason_min':3},"                       \
           "'rules':[{'name':'r','any':[[{'count':1,'people':['di']}]]}]")
#define BREAK(who) "{'by':'" who "','at':5,'verdict':'override','digest':'%s','reason':'because'}"

    (void)state;
    agreed(GLASS, ASKED, YES("ana") "," YES("bo") "," YES("di"), "m allow");
    agreed(GLASS, ASKED, YES("ana") "," YES("bo"), "m need");
    agreed(GLASS, ASKED, BREAK("ana") "," BREAK("bo"), "m need");
    agreed(GLASS, ASKED, BREAK("ana") "," BREAK("bo") "," YES("di") "," YES("cy"), "m need");
}

static void whom_it_criticises_must_be_known(void **state)
{
#define OF(who) COMMENT(THREAT, GROUND("threat") ",'criticised':[" who "]")

    (void)state;
    agreed(USUAL, OF("'own'"), YES("ana") "," YES("bo"), "m allow");
    agreed(USUAL, OF("'zed'"), YES("ana") "," YES("bo"), "m need");
    agreed(USUAL, OF("'own','zed'"), YES("ana") "," YES("bo"), "m need");
    agreed(USUAL, OF(""), YES("ana") "," YES("bo"), "m need");
    removal(USUAL, COMMENT(THREAT, GROUND("threat")), "m need");
    removal("'now':1000,", OF("'own'"), "m need");
    removal(USUAL,
            COMMENT(",'report':{"
                    "'signals':[" SIGNAL("insulting.threat") "]}",
                    GROUND("threat") HIS),
            "m need");
}

static void one_no_of_whom_the_policy_hears_denies(void **state)
{
#define VETO POLICY(",'vetoes':[{'count':1,'roles':['legal']}]")

    (void)state;
    agreed(VETO, ASKED, YES("ana") "," YES("bo"), "m allow");
    agreed(VETO, ASKED, YES("ana") "," YES("bo") "," SAID("cy", 6, "reject"), "m deny");
    agreed(VETO, ASKED, YES("ana") "," YES("bo") "," SAID("di", 6, "reject"), "m allow");
}

static void what_they_agreed_to_is_this_version_on_this_ground(void **state)
{
    char first[65];

    (void)state;
    strcpy(first, digest_of(USUAL, ASKED));
    assert_string_equal(digest_of(USUAL, ASKED), first);
    assert_string_not_equal(
        digest_of(USUAL, IN("n", 0, THREAT ",'removal':{'how':'asked','ground':'threat'" HIS "}")),
        first);
    assert_string_not_equal(
        digest_of(USUAL, IN("m", 1, THREAT ",'removal':{'how':'asked','ground':'threat'" HIS "}")),
        first);
    assert_string_not_equal(
        digest_of(USUAL, COMMENT(",'report':{'digest':'D2'" SIGNALS(SIGNAL("insulting.threat")) "}",
                                 GROUND("threat") HIS)),
        first);
    assert_string_not_equal(digest_of(USUAL "'duties':{'grounds':{'menace':['insulting.threat']}},",
                                      COMMENT(THREAT, GROUND("menace") HIS)),
                            first);
    /* Computed apart with Python: n = lambda x: x.to_bytes(8, "little"); f = lambda b: n(len(b)) + b
     * sha256(f(b"poise-removal-1") + f(b"m") + n(0) + f(b"D1") + f(b"threat")) */
    assert_string_equal(first, "2ab39c7d4d137b2d1bbb8bad625ff5d169372e69bec413069ddedffcaea49838");
}

/* ---- What was done already ----------------------------------------------------------------- */

static void agreement_comes_before_it_is_done(void **state)
{
#define DONE(at, how)                                                                              \
    IN("m", 0, THREAT ",'removal':{'how':'" how "','at':" #at GROUND("threat") HIS "}")

    (void)state;
    agreed(USUAL, DONE(5, "deleted"), YES("ana") "," YES("bo"), "m allow");
    agreed(USUAL, DONE(4, "deleted"), YES("ana") "," YES("bo"), "m need");
    agreed(USUAL, DONE(4, "hidden"), YES("ana") "," YES("bo"), "m need");
    /* What was agreed then does not lapse now. */
    agreed(POLICY(",'ttl':10"), DONE(14, "hidden"), YES("ana") "," YES("bo"), "m allow");
    agreed(POLICY(",'ttl':10"), DONE(15, "hidden"), YES("ana") "," YES("bo"), "m need");
    agreed(POLICY(",'ttl':10"), ASKED, YES("ana") "," YES("bo"), "m need");
    assert_says("{" USUAL "'messages':["
                "{'id':'m','place':'p','public':true,'sender':'customer','at':0" THREAT
                ",'removal':{'how':'hidden','at':5,'ground':'threat'}}]}",
                "\"done\":true,\"have\":0,\"want\":2");
}

static void what_people_wrote_is_theirs(void **state)
{
#define BY(who) COMMENT(THREAT, ",'by':'" who "'" GROUND("threat") HIS)

    (void)state;
    removal(USUAL, BY("c"), "");
    removal(USUAL, BY("ana"), "m need");
    removal(USUAL,
            IN("m", 0, THREAT ",'removal':{'how':'asked','by':'ana'" GROUND("threat") HIS "}"),
            "m need");
    removal(USUAL, OUT("r", 0, ",'removal':{'how':'deleted','at':4}"), "");
}

/* ---- Policies that ask --------------------------------------------------------------------- */

static void a_policy_may_ask_for_the_ground_but_not_for_stars(void **state)
{
#define IF(condition)                                                                              \
    POLICY(",'rules':[{'name':'r','when':{" condition "},'any':[[{'count':1,'roles':['legal']}]]}" \
           "]")
#define TWO YES("ana") "," YES("bo")
#define FULL(more)                                                                                 \
    IN("m", 0,                                                                                     \
       more ",'report':{'digest':'D1','tone':{'insulting':900},'findings':[]" SIGNALS(             \
           SIGNAL("insulting.threat")) "},'removal':{'how':'asked'" GROUND("threat") HIS "}")

    (void)state;
    agreed(IF("'field':'removal.ground','has':'threat'"), FULL(""), TWO, "m need");
    agreed(IF("'field':'removal.ground','has':'obscenity'"), FULL(""), TWO, "m allow");
    agreed(IF("'field':'tone.signals','has':'insulting.threat'"), FULL(""), TWO, "m need");
    agreed(IF("'field':'tone.signals','has':'insulting.mockery'"), FULL(""), TWO, "m allow");
    agreed(IF("'field':'findings','has':'media.flagged'"), FULL(""), TWO, "m allow");
    agreed(IF("'field':'findings','has':'media.flagged'"), ASKED, TWO, "m need");
    agreed(IF("'field':'channel','has':'x'"), FULL(",'channel':'y'"), TWO, "m allow");
    agreed(IF("'field':'channel','has':'x'"), FULL(""), TWO, "m need");
    agreed(IF("'field':'tone.insulting','gte':1000"), FULL(""), TWO, "m need");
    agreed(IF("'field':'findings','has':'insulting.threat'"),
           COMMENT(FINDING(0, 5), GROUND("threat") HIS), TWO, "m need");
    agreed(IF("'field':'tone.signals','has':'insulting.mockery'"),
           COMMENT(FINDING(0, 5), GROUND("threat") HIS), TWO, "m need");
}

static void sentiment_changes_nothing(void **state)
{
#define FELT(sentiment) FULL(",'sentiment':'" sentiment "'")

    (void)state;
    agreed(USUAL, FELT("negative"), TWO, "m allow");
    agreed(USUAL, FELT("positive"), TWO, "m allow");
    agreed(USUAL, FELT("unknown"), TWO, "m allow");
    assert_string_equal(digest_of(USUAL, FELT("negative")), digest_of(USUAL, FELT("positive")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comment_stays_unless_its_ground_is_shown),
        cmocka_unit_test(it_is_shown_by_a_span_and_clearly),
        cmocka_unit_test(the_grounds_are_the_policys),
        cmocka_unit_test(the_version_that_goes_must_show_it),
        cmocka_unit_test(it_takes_two_people_whom_it_does_not_criticise),
        cmocka_unit_test(a_policy_cannot_make_do_with_less),
        cmocka_unit_test(no_override_removes_a_comment),
        cmocka_unit_test(whom_it_criticises_must_be_known),
        cmocka_unit_test(one_no_of_whom_the_policy_hears_denies),
        cmocka_unit_test(what_they_agreed_to_is_this_version_on_this_ground),
        cmocka_unit_test(agreement_comes_before_it_is_done),
        cmocka_unit_test(what_people_wrote_is_theirs),
        cmocka_unit_test(a_policy_may_ask_for_the_ground_but_not_for_stars),
        cmocka_unit_test(sentiment_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
