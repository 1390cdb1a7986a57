/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "../oom/failing_alloc.h"
#include "report/report.h"

#define PDQ_BUT_ONE "0123456789abcdefFEDCBA9876543210000000000000000080000000000000a"
#define PDQ         PDQ_BUT_ONE "1"

static poise_alloc heap(void)
{
    poise_alloc alloc;

    poise__alloc_init(&alloc, NULL);
    return alloc;
}

static void every_member_arrives(void **state)
{
    static const char text[] =
        "{\"id\":\"r1\",\"text\":\"a\\u0000b\",\"lang\":\"fr-CA\",\"channel\":\"x\",\"audience\":"
        "\"public\","
        "\"author\":\"ana\",\"editors\":[\"bo\",\"di\"],"
        "\"attachments\":[{\"name\":\"a.jpg\",\"type\":\"image/jpeg\",\"base64\":\"/9j/\"},{},"
        "{\"pdq\":\"" PDQ "\",\"pdq_quality\":88},{\"pdq\":\"" PDQ "\"}],"
        "\"in_reply_to\":{\"id\":\"m9\",\"text\":\"hi\"},\"reported\":[\"a.example/b\"],"
        "\"approvals\":[{\"by\":\"cy\",\"at\":17,\"verdict\":\"reject\",\"digest\":\"d1\","
        "\"policy\":\"p\","
        "\"draft\":\"q\",\"rules\":[\"links\"],\"verified\":false},"
        "{\"by\":\"cy\",\"at\":18,\"verdict\":\"approve\",\"digest\":\"d1\"}],\"now\":1700000100}";
    struct poise__request request;
    poise_alloc alloc = heap();
    poise_error error = { .size = sizeof error };

    (void)state;
    poise__request_init(&request, &alloc);
    assert_int_equal(poise__request_read(&request, SLICE(text), &error), POISE_OK);
    const poise_draft *draft = &request.draft;
    assert_string_equal(request.id, "r1");
    assert_int_equal(draft->text_len, 3);
    assert_memory_equal(draft->text, "a\0b", 3);
    assert_int_equal(draft->language, POISE_LANGUAGE_FR);
    assert_string_equal(draft->channel, "x");
    assert_string_equal(draft->audience, "public");
    assert_string_equal(draft->author, "ana");
    assert_int_equal(draft->editor_count, 2);
    assert_string_equal(draft->editors[1], "di");
    assert_int_equal(draft->attachment_count, 4);
    assert_string_equal(draft->attachments[0].type, "image/jpeg");
    assert_int_equal(draft->attachments[0].data_len, 3);
    assert_memory_equal(draft->attachments[0].data, "\xFF\xD8\xFF", 3);
    assert_null(draft->attachments[1].data);
    assert_null(draft->attachments[1].pdq);
    assert_int_equal(draft->attachments[1].pdq_quality, 0);
    assert_string_equal(draft->attachments[2].pdq, PDQ);
    assert_int_equal(draft->attachments[2].pdq_quality, 88);
    assert_int_equal(draft->attachments[3].pdq_quality, 0);
    assert_string_equal(draft->reply_to_id, "m9");
    assert_int_equal(draft->reply_to_len, 2);
    assert_int_equal(draft->reported_count, 1);
    assert_string_equal(draft->reported[0], "a.example/b");
    assert_int_equal(draft->approval_count, 2);
    assert_int_equal(draft->approvals[0].verdict, POISE_VERDICT_REJECT);
    assert_int_equal(draft->approvals[0].verified, 0);
    assert_string_equal(draft->approvals[0].rules[0], "links");
    assert_string_equal(draft->approvals[0].draft_id, "q");
    assert_int_equal(draft->approvals[1].verdict, POISE_VERDICT_APPROVE);
    assert_int_equal(draft->approvals[1].verified, 1);
    assert_int_equal(draft->now, 1700000100);
    poise__request_release(&request);
}

static void a_wrong_request_says_what_and_where(void **state)
{
    static const struct {
        const char *text, *message;
        uint32_t offset;
    } all[] = {
        { "[1]", "a request must be a JSON object", 0 },
        { "{\"id\":\"r\"}", "a request needs \"text\"", 0 },
        { "{\"text\":7}", "\"text\" must be a string, not a whole number", 8 },
        { "{\"text\":\"a\",\"langue\":\"fr\"}", "unknown key \"langue\"; did you mean \"lang\"?",
          21 },
        { "{\"text\":\"a\",\"editors\":[\"b\",3]}", "\"editors\" must hold strings", 27 },
        { "{\"text\":\"a\",\"attachments\":[{\"base64\":\"?\"}]}",
          "\"base64\" is not valid base64 (A-Z a-z 0-9 + / and = at the end)", 37 },
        { "{\"text\":\"a\",\"attachments\":[{\"pdq\":\"" PDQ "0\"}]}",
          "\"pdq\" must be 64 hexadecimal digits", 34 },
        { "{\"text\":\"a\",\"attachments\":[{\"pdq\":\"" PDQ_BUT_ONE "g\"}]}",
          "\"pdq\" must be 64 hexadecimal digits", 34 },
        { "{\"text\":\"a\",\"attachments\":[{\"pdq_quality\":101}]}",
          "\"pdq_quality\" must be from 0 to 100", 42 },
        { "{\"text\":\"a\",\"attachments\":[{\"pdq_quality\":-1}]}",
          "\"pdq_quality\" must be from 0 to 100", 42 },
        { "{\"text\":\"a\",\"approvals\":[{\"by\":\"c\",\"at\":1,\"digest\":\"d\",\"verdict\":"
          "\"ok\"}]}",
          "\"verdict\" must be approve, reject, revoke or override", 25 },
        { "{\"text\":\"a\",\"approvals\":[{\"at\":1,\"digest\":\"d\",\"verdict\":\"approve\"}]}",
          "an approval needs \"by\"", 25 },
        { "{\"text\":\"a\",\"in_reply_to\":{\"txt\":\"b\"}}",
          "unknown key \"txt\"; did you mean \"text\"?", 33 },
    };
    struct poise__request request;
    poise_alloc alloc = heap();

    (void)state;
    poise__request_init(&request, &alloc);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        poise_error error = { .size = sizeof error };
        struct poise__slice text = { all[i].text, strlen(all[i].text) };
        assert_int_equal(poise__request_read(&request, text, &error), POISE_E_REQUEST);
        assert_string_equal(error.message, all[i].message);
        assert_int_equal(error.offset, all[i].offset);
    }
    poise__request_release(&request);
}

static void the_id_survives_what_else_is_wrong(void **state)
{
    struct poise__request request;
    poise_alloc alloc = heap();
    poise_error error = { .size = sizeof error };

    (void)state;
    poise__request_init(&request, &alloc);
    assert_int_equal(poise__request_read(&request, SLICE("{\"id\":\"r7\",\"txet\":1}"), &error),
                     POISE_E_REQUEST);
    assert_string_equal(request.id, "r7");
    assert_int_equal(poise__request_read(&request, SLICE("{\"id\":7,\"text\":\"a\"}"), &error),
                     POISE_E_REQUEST);
    assert_null(request.id);
    poise__request_release(&request);
}

static void memory_may_run_out_anywhere(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    struct poise__request request;
    static char text[20000];
    poise_status st;

    (void)state;
    strcpy(text, "{\"text\":\"a\",\"editors\":[\"b\"],\"attachments\":[{\"base64\":\"");
    memset(text + strlen(text), 'A', 16000);
    strcat(text, "\"}]}");
    do {
        counter = (struct failing_alloc){ .fail_at = counter.fail_at + 1 };
        poise_error error = { .size = sizeof error };
        poise__request_init(&request, &alloc);
        st = poise__request_read(&request, (struct poise__slice){ text, strlen(text) }, &error);
        assert_true(st == POISE_OK || (st == POISE_E_NOMEM && error.status == POISE_E_NOMEM));
        poise__request_release(&request);
        assert_int_equal(counter.live, 0);
    } while (st != POISE_OK);
    assert_true(counter.fail_at > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_arrives),
        cmocka_unit_test(a_wrong_request_says_what_and_where),
        cmocka_unit_test(the_id_survives_what_else_is_wrong),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
