/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread_unit.h"

#define MESSAGE(more)                                                                              \
    "{'now':9,'messages':[{'id':'m','place':'p','public':true,'sender':'customer','at':0" more "}" \
    "]"                                                                                            \
    "}"
#define FINE(request) assert_says(request, "{\"summary\"")

static void messages_say_what_they_must(void **state)
{
    (void)state;
    FINE(MESSAGE(""));
    FINE("{'now':9,'messages':[]}");
    assert_says("{'now':9}", "\\\"messages\\\" must be there");
    assert_says("{'messages':[]}", "\\\"now\\\" must be there");
    assert_says("[]", "a request is an object");
    assert_says("{'now':9,'messages':[1]}", "\\\"messages\\\" must hold objects");
    assert_says(
        "{'now':9,'messages':[1,{'id':'m','place':'p','public':true,'sender':'bot','at':0}]}",
        "\\\"messages\\\" must hold objects");
    assert_says("{'now':9,'messages':{}}", "\\\"messages\\\" must be an array, not an object");
    assert_says("{'now':9,'messages':[{'place':'p','public':true,'sender':'customer','at':0}]}",
                "\\\"id\\\" must be there");
    assert_says("{'now':9,'messages':[{'id':'m','public':true,'sender':'customer','at':0}]}",
                "\\\"place\\\" must be there");
    assert_says("{'now':9,'messages':[{'id':'m','place':'p','sender':'customer','at':0}]}",
                "\\\"public\\\" must be there");
    assert_says("{'now':9,'messages':[{'id':'m','place':'p','public':true,'at':0}]}",
                "\\\"sender\\\" must be there");
    assert_says("{'now':9,'messages':[{'id':'m','place':'p','public':true,'sender':'customer'}]}",
                "\\\"at\\\" must be there");
}

static void keys_and_words_are_strict(void **state)
{
    (void)state;
    assert_says("{'now':9,'mesages':[]}",
                "unknown key \\\"mesages\\\"; did you mean \\\"messages\\\"?");
    assert_says(MESSAGE(",'parnt':'x'"), "did you mean \\\"parent\\\"?");
    assert_says(MESSAGE(",'sentiment':'negativ'"),
                "\\\"negativ\\\" is no sentiment; did you mean \\\"negative\\\"?");
    assert_says(MESSAGE(",'sentiment':'quite glad'"), "\\\"quite glad\\\" is no sentiment\"");
    assert_says(MESSAGE(",'sentiment':5"), "\\\"sentiment\\\" must be a string");
    assert_says(MESSAGE(",'report':{'tones':{}}"), "did you mean \\\"tone\\\"?");
    assert_says(MESSAGE(",'report':{'tone':{'insult':1}}"), "unknown key \\\"insult\\\"");
    assert_says(MESSAGE(",'report':{'signals':[{'cod':'x'}]}"), "did you mean \\\"code\\\"?");
    assert_says(MESSAGE(",'report':{'findings':[{'cod':'x'}]}"), "did you mean \\\"code\\\"?");
    assert_says(MESSAGE(",'report':{'contacts':[{'onw':'x'}]}"), "did you mean \\\"own\\\"?");
    assert_says(MESSAGE(",'versions':[{'as':0}]"), "unknown key \\\"as\\\"");
    assert_says(MESSAGE(",'removal':{'hew':'asked'}"), "did you mean \\\"how\\\"?");
    assert_says("{'now':9,'messages':[],'duties':{'respones':1}}",
                "did you mean \\\"response\\\"?");
    assert_says("{'now':9,'messages':[],'business':[{'form':1}]}", "did you mean \\\"from\\\"?");
    assert_says(MESSAGE(",'id':'n'"), "POISE_E_REQUEST");
}

static void errors_say_where(void **state)
{
    (void)state;
    assert_says("{'now':9,\n 'messages':[{'id':'m','place':'p','public':true,\n "
                "'sender':'custmer','at':0}]}",
                "\"line\":3,\"column\":11,\"message\":\"\\\"custmer\\\" is no sender; did you mean "
                "\\\"customer\\\"?\"");
    assert_says(
        "{'now':9,'messages':[],\n'business':[{'from':1,'until':3},{'from':2,'until':4}]}",
        "\"line\":2,\"column\":34,\"message\":\"interval 1 must not begin before the one in "
        "front of it ends\"");
}

static void times_are_seconds_or_text_with_a_zone(void **state)
{
#define AT(time)                                                                                   \
    "{'now':'2026-01-31T12:00:00Z','messages':[{'id':'m','place':'p','public':true,'sender':'"     \
    "customer','at':" time "}]}"

    (void)state;
    assert_says(AT("'2026-01-31T12:30:00+01:00'"), "\"since\":1769859000");
    assert_says(AT("1769859000"), "\"since\":1769859000");
    assert_says(AT("'2026-01-31T12:30:00'"), "\\\"at\\\" must say its zone");
    assert_says(AT("'yesterday'"), "\\\"at\\\" must be a time like");
    assert_says(AT("true"), "\\\"at\\\" must be a time: seconds since 1970");
    assert_says(AT("1.5"), "\\\"at\\\" must be a time: seconds since 1970");
    assert_says(AT("9007199254740993"), "message 0 has a time out of range");
    assert_says("{'now':9007199254740993,'messages':[]}", "now is out of range");
}

static void durations_are_those_of_policies(void **state)
{
    (void)state;
    assert_says(
        "{'now':9,'duties':{'response':'4h'},'messages':[{'id':'m','place':'p','public':true,"
        "'sender':'customer','at':0}]}",
        "\"due\":14400");
    assert_says("{'now':9,'duties':{'response':'4x'},'messages':[]}",
                "\\\"response\\\" must be a duration");
    assert_says("{'now':9,'duties':{'apology':0},'messages':[]}",
                "\\\"apology\\\" must be a duration");
    assert_says("{'now':9,'duties':{'line':1001},'messages':[]}",
                "\\\"line\\\" must be from 0 to 1000");
    assert_says("{'now':9,'duties':{'response':9007199254740993},'messages':[]}",
                "the time for a response is out of range");
    assert_says("{'now':9,'duties':{'apology':9007199254740993},'messages':[]}",
                "the time for an apology is out of range");
    assert_says("{'now':9,'duties':7,'messages':[]}", "\\\"duties\\\" must be an object");
    assert_says("{'now':9,'duties':{'grounds':7},'messages':[]}",
                "\\\"grounds\\\" must be an object");
    assert_says("{'now':9,'duties':{'grounds':{'a':['insulting.threats']}},'messages':[]}",
                "ground \\\"a\\\" names a code that is no rule");
    assert_says("{'now':9,'duties':{'grounds':{'a':[7]}},'messages':[]}", "must be a string");
}

static void a_report_may_be_pasted_whole(void **state)
{
    (void)state;
    FINE(MESSAGE(
        ",'report':{'id':'r1','version':1,'lang':'en','tone':{'defensive':120,'insulting':3,"
        "'apologetic':870},'signals':[{'code':'apologetic.explicit','strength':900,'start':0,"
        "'end':22,'adds':{'apologetic':300}}],'rest':{},'remedy':640,'contacts':[{'kind':"
        "'email','value':'a@b.c','start':40,'end':55,'own':true}],'media':[],'findings':["
        "{'code':'media.unknown_link','severity':'warning','start':6,'end':9,'message':'m',"
        "'hint':'h'},{'code':'media.executable','severity':'error','attachment':0,"
        "'message':'m','hint':'h'}],'digest':'00','decision':'none','needs':[],'reasons':[]}"));
    assert_says(MESSAGE(",'report':7"), "\\\"report\\\" must be an object");
    assert_says(MESSAGE(",'report':{'tone':7}"), "\\\"tone\\\" must be an object");
    assert_says(MESSAGE(",'report':{'tone':{'insulting':1001}}"),
                "\\\"insulting\\\" must be from 0 to 1000");
    assert_says(MESSAGE(",'report':{'tone':{'insulting':-1}}"),
                "\\\"insulting\\\" must be from 0 to 1000");
    assert_says(MESSAGE(",'report':{'tone':{'insulting':'a'}}"),
                "\\\"insulting\\\" must be a whole number");
    assert_says(MESSAGE(",'report':{'signals':[{'strength':1}]}"), "\\\"code\\\" must be there");
    assert_says(MESSAGE(",'report':{'signals':[{'code':'insulting.threat'}]}"),
                "\\\"strength\\\" must be there");
    assert_says(MESSAGE(",'report':{'contacts':[{}]}"), "\\\"own\\\" must be there");
    assert_says(MESSAGE(",'report':{'findings':[{'code':'insulting.threat','start':1}]}"),
                "\\\"start\\\" and \\\"end\\\" belong together");
    assert_says(MESSAGE(",'report':{'findings':[{'code':'insulting.threat','end':1}]}"),
                "\\\"start\\\" and \\\"end\\\" belong together");
    assert_says(MESSAGE(",'report':{'findings':[{'code':'insulting.threat','start':2,'end':1}]}"),
                "\\\"start\\\" and \\\"end\\\" belong together");
    assert_says(MESSAGE(",'report':{'findings':[{'code':'insulting.threats'}]}"),
                "version 0 of message 0 has a finding whose code is no rule");
    assert_says(MESSAGE(",'report':{'signals':[{'code':'x','strength':1}]}"),
                "version 0 of message 0 has a signal whose code is no rule");
}

static void versions_come_in_order(void **state)
{
    (void)state;
    FINE(MESSAGE(",'versions':[{'at':0},{'at':1,'words':4}]"));
    assert_says(MESSAGE(",'versions':[{'at':0},{'at':0}]"),
                "version 1 of message 0 must be later than the version before it");
    assert_says(MESSAGE(",'versions':[{'at':1}]"), "version 0 of message 0 is the first");
    assert_says(MESSAGE(",'versions':[{}]"), "\\\"at\\\" must be there");
    assert_says(MESSAGE(",'versions':[{'at':0}],'words':1"),
                "\\\"report\\\" and \\\"words\\\" stand there");
    assert_says(MESSAGE(",'versions':[{'at':0,'words':-1}]"), "\\\"words\\\" must be from 0");
    assert_says(MESSAGE(",'versions':[{'at':0},{'at':9007199254740993}]"),
                "version 1 of message 0 has a time out of range");
}

static void removals_are_strict_too(void **state)
{
    (void)state;
    FINE(MESSAGE(",'removal':{'how':'asked'}"));
    FINE(MESSAGE(",'removal':{'how':'deleted','at':0}"));
    assert_says(MESSAGE(",'removal':7"), "\\\"removal\\\" must be an object");
    assert_says(MESSAGE(",'removal':{}"), "\\\"how\\\" must be there: asked, hidden or deleted");
    assert_says(MESSAGE(",'removal':{'how':'deleted'}"), "\\\"at\\\" must be there");
    assert_says(MESSAGE(",'removal':{'how':'deleted','at':-1}"),
                "message 0 was removed before it was there");
    assert_says(MESSAGE(",'removal':{'how':'deleted','at':9007199254740993}"),
                "message 0 has a removal with a time out of range");
    assert_says(MESSAGE(",'removal':{'how':'asked','approvals':[{'by':'ana'}]}"),
                "an approval has \\\"by\\\"");
    assert_says(MESSAGE(",'removal':{'how':'asked','criticised':[7]}"), "must be a string");
}

static void messages_must_make_sense(void **state)
{
#define SENDER(sender, more)                                                                       \
    "{'now':9,'messages':[{'id':'m','place':'p','sender':'" sender "','at':0" more "}]}"

    (void)state;
    FINE(MESSAGE(",'direction':'in'"));
    assert_says(MESSAGE(",'direction':'out'"),
                "message 0 comes in if and only if a customer sent it");
    assert_says(SENDER("human", ",'public':true,'direction':'in'"),
                "message 0 comes in if and only if a customer sent it");
    FINE(SENDER("note", ",'public':false"));
    assert_says(SENDER("note", ",'public':true"), "message 0 is a note, which is not public");
    assert_says(
        "{'now':9,'messages':[{'id':'m','place':'p','public':true,'sender':'customer','at':0},"
        "{'id':'n','place':'p','public':true,'sender':'customer','at':0},"
        "{'id':'m','place':'p','public':true,'sender':'customer','at':0}]}",
        "message 2 has the id of an earlier message");
    assert_says("{'now':9,'messages':[],'business':[{'from':1,'until':1}]}",
                "interval 0 must end after it begins");
    assert_says("{'now':9,'messages':[],'business':[{'from':-9007199254740993,'until':1}]}",
                "interval 0 has a time out of range");
    assert_says("{'now':9,'messages':[],'business':[{'from':1,'until':9007199254740993}]}",
                "interval 0 has a time out of range");
    FINE("{'now':9,'messages':[],'business':[{'from':1,'until':2},{'from':2,'until':3}]}");
}

static void policies_come_along(void **state)
{
    (void)state;
    FINE("{'now':9,'messages':[],'policy':{'version':1,'baseline':'none'}}");
    assert_says("{'now':9,'messages':[],'policy':{'version':1}}", "POISE_E_POLICY");
    assert_says("{'now':9,'messages':[],'roster':{}}", "\\\"policy\\\" must be there");
    assert_says("{'now':9,'messages':[],'signers':''}", "\\\"policy\\\" must be there");
    assert_says("{'now':9,'messages':[],'revoked':''}", "\\\"policy\\\" must be there");
    assert_says("{'now':9,'messages':[],'policy':{'version':1,'baseline':'none'},'roster':7}",
                "POISE_E_ROSTER");
    assert_says("{'now':9,'messages':[],'policy':{'version':1,'baseline':'none'},'signers':7}",
                "POISE_E_REQUEST");
}

static int refuse(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    (void)bytes;
    (void)len;
    return 1;
}

static void every_status_comes_out(void **state)
{
    static char *text;
    struct answer *answer = calloc(1, sizeof *answer);
    poise_alloc heap;

    (void)state;
    assert_non_null(answer);
    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(poise__thread_json(&heap, SLICE("{\"now\":1,\"messages\":[]}"), refuse, NULL),
                     POISE_E_WRITE);
    assert_int_equal(poise__thread_json(&heap, SLICE("{"), refuse, NULL), POISE_E_WRITE);
    assert_int_equal(poise__thread_json(&heap, SLICE("{"), answer_write, answer), POISE_E_REQUEST);
    assert_int_equal(
        poise__thread_json(&heap, SLICE("{\"now\":1,\"messages\":[]}"), answer_write, answer),
        POISE_OK);
    text = calloc(1, POISE_REQUEST_MAX + 1);
    assert_non_null(text);
    assert_int_equal(poise__thread_json(&heap, (struct poise__slice){ text, POISE_REQUEST_MAX + 1 },
                                        answer_write, answer),
                     POISE_E_TOO_LONG);
    free(text);
    free(answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_say_what_they_must),
        cmocka_unit_test(keys_and_words_are_strict),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(times_are_seconds_or_text_with_a_zone),
        cmocka_unit_test(durations_are_those_of_policies),
        cmocka_unit_test(a_report_may_be_pasted_whole),
        cmocka_unit_test(versions_come_in_order),
        cmocka_unit_test(removals_are_strict_too),
        cmocka_unit_test(messages_must_make_sense),
        cmocka_unit_test(policies_come_along),
        cmocka_unit_test(every_status_comes_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
