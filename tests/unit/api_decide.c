/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* api_decide.c: drafts under a policy through the public door: what must never be allowed. */
#include "unit.h"

#include <poise/poise.h>

static const char roster[] =
    "{\"ana\":{},\"bo\":{\"roles\":[\"lead\"]},\"cy\":{\"roles\":[\"legal\"]}}";

/* The decision on a draft under rules that go before an empty baseline. */
static uint32_t decide(const char *policy_text, const poise_draft *draft,
                       const poise_checker_options *options)
{
    const poise_policy_source source = { .size = sizeof source,
                                         .policy = policy_text,
                                         .policy_len = strlen(policy_text),
                                         .roster = roster,
                                         .roster_len = sizeof roster - 1 };
    poise_checker_options own = options ? *options : (poise_checker_options){ .size = sizeof own };
    poise_summary summary = { .size = sizeof summary };
    poise_policy *policy = NULL;
    poise_checker *checker = NULL;
    poise_report *report = NULL;

    assert_int_equal(poise_policy_parse(NULL, &source, NULL, &policy), POISE_OK);
    own.policy = policy;
    assert_int_equal(poise_checker_new(NULL, &own, &checker), POISE_OK);
    assert_int_equal(poise_report_new(NULL, &report), POISE_OK);
    assert_int_equal(poise_check(checker, draft, report), POISE_OK);
    assert_int_equal(poise_report_summary(report, &summary), POISE_OK);
    poise_report_free(report);
    poise_checker_free(checker);
    poise_policy_free(policy);
    return summary.decision;
}

#define DENY_IF(condition)                                                                         \
    "{\"version\":1,\"baseline\":\"none\",\"rules\":[{\"name\":\"r\",\"when\":"                    \
    "{" condition "},\"deny\":\"no\"}]}"

static poise_draft draft_of(const char *text)
{
    return (poise_draft){
        .size = sizeof(poise_draft), .text = text, .text_len = strlen(text), .author = "ana"
    };
}

static void a_veto_is_read_from_a_longer_struct_too(void **state)
{
    static const char policy[] =
        "{\"version\":1,\"baseline\":[[{\"count\":1,\"roles\":[\"lead\"]}]],"
        "\"vetoes\":[{\"count\":1,\"roles\":[\"legal\"]}]}";
    poise_draft draft = draft_of("Hello.");
    char digest[65];

    (void)state;
    draft.now = 100;
    assert_int_equal(poise_draft_digest(&draft, digest), POISE_OK);
    /* 1: a stride that is no multiple of any alignment. */
    for (uint32_t more = 0; more <= 17; more++) {
        const uint32_t size = (uint32_t)sizeof(poise_approval) + more;
        const poise_approval said[] = {
            { size, POISE_VERDICT_APPROVE, 5, "bo", digest, NULL, NULL, NULL, 0, 1 },
            { size, POISE_VERDICT_REJECT, 6, "cy", digest, NULL, NULL, NULL, 0, 1 },
        };
        char *block = calloc(2, size);
        assert_non_null(block);
        memcpy(block, &said[0], sizeof said[0]);
        memcpy(block + size, &said[1], sizeof said[1]);
        draft.approvals = (const poise_approval *)(const void *)block;
        draft.approval_count = 1;
        assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_ALLOW);
        draft.approval_count = 2;
        assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_DENY);
        free(block);
    }
}

static void without_a_pack_tone_is_unknown(void **state)
{
    static const char policy[] = DENY_IF("\"field\":\"tone.insulting\",\"gte\":500");
    const poise_pack *none[1] = { NULL };
    const poise_checker_options options = { .size = sizeof options, .packs = none };
    poise_draft draft = draft_of("You are an idiot.");

    (void)state;
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_DENY);
    assert_int_equal(decide(policy, &draft, &options), POISE_DECISION_NEED);
    draft = draft_of("Hello.");
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_ALLOW);
}

static void an_attachment_without_bytes_is_not_known_to_be_harmless(void **state)
{
    static const char policy[] = DENY_IF("\"field\":\"media.flags\",\"has\":\"active_content\"");
    static const char image[] = DENY_IF("\"field\":\"media.kinds\",\"has\":\"image\"");
    poise_attachment file = { .size = sizeof file, .name = "a.png" };
    poise_draft draft = draft_of("Hello.");

    (void)state;
    draft.attachments = &file;
    draft.attachment_count = 1;
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_NEED);
    assert_int_equal(decide(image, &draft, NULL), POISE_DECISION_DENY);
    file.data = "plain text";
    file.data_len = 10;
    file.name = "a.txt";
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_ALLOW);
}

static void a_link_may_be_carried_over_until_the_message_is_seen(void **state)
{
    static const char policy[] = DENY_IF("\"field\":\"media.flags\",\"has\":\"carried_over\"");
    poise_draft draft = draft_of("See https://a.example/x");

    (void)state;
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_NEED);
    draft.reply_to_text = "";
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_ALLOW);
    draft.reply_to_text = "https://a.example/x";
    draft.reply_to_len = 19;
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_DENY);
    draft = draft_of("No link.");
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_ALLOW);
}

static void an_unknown_writer_is_never_allowed(void **state)
{
    static const char policy[] =
        "{\"version\":1,\"baseline\":\"none\",\"exclude\":[],\"rules\":[]}";
    static const char *const editors[] = { "zed" };
    poise_draft draft = draft_of("Hello.");

    (void)state;
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_ALLOW);
    draft.editors = editors;
    draft.editor_count = 1;
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_NEED);
    draft.editor_count = 0;
    draft.author = NULL;
    assert_int_equal(decide(policy, &draft, NULL), POISE_DECISION_NEED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_veto_is_read_from_a_longer_struct_too),
        cmocka_unit_test(without_a_pack_tone_is_unknown),
        cmocka_unit_test(an_attachment_without_bytes_is_not_known_to_be_harmless),
        cmocka_unit_test(an_unknown_writer_is_never_allowed),
        cmocka_unit_test(a_link_may_be_carried_over_until_the_message_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
