/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * oom_api.c: memory may run out anywhere. For every entry point that allocates: fail allocation 1,
 * 2, 3 … once, and from then on for ever, until the call succeeds. Each time the status is
 * POISE_E_NOMEM, what comes out is empty, nothing has leaked, and the objects still work.
 *
 * Entry points that are given no allocator and no object with one cannot fail so: locate, rules,
 * digests, tickets, status names.
 */
#include "../unit/unit.h"

#include "failing_alloc.h"

#include <poise/poise.h>

#include <stdio.h>

enum { CALLS_MAX = 20000 }; /* a call that needs more allocations is broken */

static const char text[] =
    "You are an idiot, and it is your own fault. Voir https://evil.example/x.png ou "
    "http://bit.ly/a, write to help@shop.example or +33 1 23 45 67 89. We are sorry.\n"
    "Nous sommes d\xC3\xA9sol\xC3\xA9s. \xFF";
static const char policy_text[] =
    "{\"version\": 1, \"id\": \"p\", \"baseline\": \"none\", \"rules\": [{\"name\": \"harsh\", "
    "\"when\": {\"field\": "
    "\"tone.insulting\", \"gte\": 1}, \"any\": [[{\"count\": 2, \"roles\": [\"lead\"]}]]}]}";
static const char roster_text[] =
    "{\"ana\": {\"roles\": [\"lead\"]}, "
    "\"bo\": {\"roles\": [\"lead\"], \"aliases\": [\"bo@shop.example\"]}, \"cy\": {}}";
static const char request[] =
    "{\"id\":\"r\",\"text\":\"You are an idiot. See "
    "https://evil.example/x.png\",\"author\":\"ana\","
    "\"attachments\":[{\"name\":\"a.pdf\",\"base64\":\"TVqQAA==\"}],\"now\":1700000000}";

/* What the calls share. Objects made with the failing allocator live between attempts. */
static struct failing_alloc counter;
static poise_alloc alloc;
static poise_policy *policy;
static poise_checker *checker;
static poise_report *report;
static unsigned char *pack_bytes;
static size_t pack_len;

static int swallow(void *ctx, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)ctx += len;
    return 0;
}

static poise_draft draft_of(const poise_attachment *attachment, const poise_approval *approval)
{
    static const char *const reported[] = { "http://pics.example/b.jpg" };

    return (poise_draft){
        .size = sizeof(poise_draft),
        .text = text,
        .text_len = sizeof text - 1,
        .author = "ana",
        .attachments = attachment,
        .attachment_count = 1,
        .approvals = approval,
        .approval_count = 1,
        .reply_to_text = "See http://bit.ly/a",
        .reply_to_len = 19,
        .reported = reported,
        .reported_count = 1,
        .now = 1700000000,
    };
}

/* ---- The calls: each leaves nothing behind when it fails ----------------------------------- */

static poise_status try_checker(void)
{
    static const char *const own[] = { "shop.example", "help@shop.example" };
    static const char *const flagged[] = { "evil.example" };
    poise_checker_options options = {
        .size = sizeof options, .own = own, .own_count = 2, .flagged = flagged, .flagged_count = 1
    };
    poise_checker *made = (poise_checker *)&counter;
    poise_status st = poise_checker_new(&alloc, &options, &made);

    if (st != POISE_OK) assert_null(made);
    poise_checker_free(made);
    return st;
}

static poise_status try_report(void)
{
    poise_report *made = (poise_report *)&counter;
    poise_status st = poise_report_new(&alloc, &made);

    if (st != POISE_OK) assert_null(made);
    poise_report_free(made);
    return st;
}

static poise_status try_policy(void)
{
    poise_policy_source source = { .size = sizeof source,
                                   .policy = policy_text,
                                   .policy_len = sizeof policy_text - 1,
                                   .roster = roster_text,
                                   .roster_len = sizeof roster_text - 1 };
    poise_error error = { .size = sizeof error };
    poise_policy *made = (poise_policy *)&counter;
    poise_status st = poise_policy_parse(&alloc, &source, &error, &made);

    if (st != POISE_OK) assert_null(made);
    poise_policy_free(made);
    return st;
}

static poise_status try_pack(void)
{
    poise_pack *made = (poise_pack *)&counter;
    poise_status st = poise_pack_open(&alloc, pack_bytes, pack_len, NULL, &made);

    if (st != POISE_OK) assert_null(made);
    poise_pack_free(made);
    return st;
}

static poise_status try_decide(void)
{
    size_t written = 0;
    poise_status st = poise_decide_json(&alloc, "{\"id\":\"x\"}", 10, swallow, &written);

    return st == POISE_E_REQUEST || st == POISE_E_POLICY ? POISE_OK : st;
}

static poise_status try_thread(void)
{
    poise_thread *made = (poise_thread *)&counter;
    poise_status st = poise_thread_new(&alloc, &made);

    if (st != POISE_OK) assert_null(made);
    poise_thread_free(made);
    return st;
}

static const char conversation[] =
    "{\"now\":9,\"messages\":[{\"id\":\"m\",\"place\":\"p\",\"public\":true,"
    "\"sender\":\"customer\",\"at\":1}]}";

static poise_status try_thread_json(void)
{
    size_t written = 0;

    return poise_thread_json(&alloc, conversation, sizeof conversation - 1, swallow, &written);
}

/* Checker and report are new, so every buffer is grown in the call. */
static poise_status try_check(void)
{
    poise_attachment attachment = {
        .size = sizeof attachment, .name = "a.pdf", .data = "MZ\x90\0", .data_len = 4
    };
    poise_approval approval = { .size = sizeof approval,
                                .verdict = POISE_VERDICT_APPROVE,
                                .at = 1699999999,
                                .by = "bo",
                                .digest = "00",
                                .verified = 1 };
    poise_draft draft = draft_of(&attachment, &approval);
    poise_status st = poise_check(checker, &draft, report);

    for (uint32_t what = POISE_COUNT_SIGNALS; st != POISE_OK && what <= POISE_COUNT_REASONS; what++)
        assert_int_equal(poise_report_count(report, what), 0);
    return st;
}

/* A letter from a template that two people approved: it may go out, with a ticket. */
static poise_status try_letter(void)
{
    static const char form[] = "Dear {{name}}, your order {{code}} is on its way.";
    static const char letter[] = "Dear Ana, your order AB-1 is on its way.";
    static const poise_placeholder placeholders[] = {
        { sizeof *placeholders, POISE_PLACEHOLDER_NAME, "name", "Ana" },
        { sizeof *placeholders, POISE_PLACEHOLDER_CODE, "code", "AB-1" },
    };
    const poise_template template_ = { .size = sizeof template_,
                                       .placeholder_count = 2,
                                       .id = "t",
                                       .text = form,
                                       .text_len = sizeof form - 1,
                                       .placeholders = placeholders };
    poise_draft draft = { .size = sizeof draft,
                          .text = letter,
                          .text_len = sizeof letter - 1,
                          .author = "cy",
                          .template_ = &template_ };
    poise_ticket ticket = { .size = sizeof ticket };
    poise_approval said[2];
    char digest[65];

    assert_int_equal(poise_template_digest(&draft, digest), POISE_OK);
    for (int i = 0; i < 2; i++)
        said[i] = (poise_approval){ .size = sizeof *said,
                                    .verdict = POISE_VERDICT_APPROVE,
                                    .by = i ? "bo" : "ana",
                                    .digest = digest,
                                    .verified = 1 };
    draft.approvals = said;
    draft.approval_count = 2;
    poise_status st = poise_check(checker, &draft, report);
    assert_int_equal(poise_report_ticket(report, &ticket),
                     st == POISE_OK ? POISE_OK : POISE_E_RANGE);
    if (st == POISE_OK)
        assert_int_equal(poise_ticket_check(&ticket, &draft, policy, NULL), POISE_OK);
    return st;
}

static poise_status try_check_json(void)
{
    size_t written = 0;
    poise_status st = poise_check_json(checker, request, sizeof request - 1, swallow, &written);

    return st;
}

static poise_status try_report_json(void)
{
    size_t written = 0;
    poise_status st = poise_report_json(report, "r", swallow, &written);

    if (st == POISE_OK) assert_true(written > 0);
    return st;
}

/* ---- The attempts -------------------------------------------------------------------------- */

static void fail_at(uint64_t call, bool for_ever)
{
    counter.calls = 0;
    counter.fail_at = call;
    counter.for_ever = for_ever;
}

static void objects_make(void)
{
    poise_checker_options options = { .size = sizeof options, .policy = policy };

    fail_at(0, false);
    assert_int_equal(poise_checker_new(&alloc, &options, &checker), POISE_OK);
    assert_int_equal(poise_report_new(&alloc, &report), POISE_OK);
}

static void objects_free(void)
{
    poise_report_free(report);
    poise_checker_free(checker);
    report = NULL;
    checker = NULL;
}

/* The call fails at its n-th allocation; returns false once it no longer has so many. */
static bool attempt(poise_status (*call)(void), uint64_t n, bool for_ever)
{
    counter = (struct failing_alloc){ 0 };
    objects_make();
    if (call == try_report_json) assert_int_equal(try_check(), POISE_OK);
    fail_at(n, for_ever);
    poise_status st = call();
    bool reached = counter.calls >= n;
    assert_int_equal(st, reached ? POISE_E_NOMEM : POISE_OK);
    fail_at(0, false);
    assert_int_equal(call(), POISE_OK);
    objects_free();
    assert_int_equal(counter.live, 0);
    assert_false(counter.lied);
    return reached;
}

static void exhaust(poise_status (*call)(void), uint64_t least)
{
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        uint64_t n = 1;

        while (attempt(call, n, for_ever)) assert_true(n++ < CALLS_MAX);
        assert_true(n > least);
    }
}

static void a_checker_is_made_or_not_at_all(void **state)
{
    (void)state;
    exhaust(try_checker, 1);
}

static void a_report_is_made_or_not_at_all(void **state)
{
    (void)state;
    exhaust(try_report, 1);
}

static void a_policy_is_compiled_or_not_at_all(void **state)
{
    (void)state;
    exhaust(try_policy, 2);
}

static void a_pack_is_opened_or_not_at_all(void **state)
{
    (void)state;
    if (!pack_bytes) skip();
    exhaust(try_pack, 1);
}

static void a_decision_survives(void **state)
{
    (void)state;
    exhaust(try_decide, 0);
}

static void a_thread_is_made_or_not_at_all(void **state)
{
    (void)state;
    exhaust(try_thread, 1);
}

static void a_conversation_survives(void **state)
{
    (void)state;
    exhaust(try_thread_json, 2);
}

static void a_check_leaves_the_report_empty(void **state)
{
    (void)state;
    exhaust(try_check, 5);
}

static void a_letter_from_a_template_survives(void **state)
{
    (void)state;
    exhaust(try_letter, 5);
}

static void a_request_in_json_survives(void **state)
{
    (void)state;
    exhaust(try_check_json, 5);
}

static void a_report_in_json_survives(void **state)
{
    (void)state;
    exhaust(try_report_json, 0);
}

static void warm(poise_status (*call)(void))
{
    counter = (struct failing_alloc){ 0 };
    objects_make();
    assert_int_equal(call(), POISE_OK);
    assert_int_equal(call(), POISE_OK);
    fail_at(1, true);
    assert_int_equal(call(), POISE_OK);
    assert_int_equal(counter.calls, 0);
    objects_free();
    assert_int_equal(counter.live, 0);
}

static void a_warm_check_allocates_nothing(void **state)
{
    (void)state;
    warm(try_check);
    warm(try_letter);
}

static void read_pack(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (!file) return;
    pack_bytes = malloc(1 << 24);
    if (pack_bytes) pack_len = fread(pack_bytes, 1, 1 << 24, file);
    fclose(file);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_checker_is_made_or_not_at_all),
        cmocka_unit_test(a_report_is_made_or_not_at_all),
        cmocka_unit_test(a_policy_is_compiled_or_not_at_all),
        cmocka_unit_test(a_pack_is_opened_or_not_at_all),
        cmocka_unit_test(a_decision_survives),
        cmocka_unit_test(a_thread_is_made_or_not_at_all),
        cmocka_unit_test(a_conversation_survives),
        cmocka_unit_test(a_check_leaves_the_report_empty),
        cmocka_unit_test(a_letter_from_a_template_survives),
        cmocka_unit_test(a_request_in_json_survives),
        cmocka_unit_test(a_report_in_json_survives),
        cmocka_unit_test(a_warm_check_allocates_nothing),
    };
    poise_policy_source source = { .size = sizeof source,
                                   .policy = policy_text,
                                   .policy_len = sizeof policy_text - 1,
                                   .roster = roster_text,
                                   .roster_len = sizeof roster_text - 1 };

    alloc = failing_alloc_of(&counter);
    if (argc > 1) read_pack(argv[1]);
    poise_error error = { .size = sizeof error };
    if (poise_policy_parse(NULL, &source, &error, &policy) != POISE_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    poise_policy_free(policy);
    free(pack_bytes);
    return failed;
}
