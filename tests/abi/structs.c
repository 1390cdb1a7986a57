/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * structs.c: the layouts of 0.1, frozen, and the size rule: too small or absurd is refused, a tail
 * of zeros is accepted, a tail that is set is refused where the library reads and cleared where it
 * writes. Blocks have exactly the size they claim, so an address checker sees one byte too many.
 */
#include "../unit/unit.h"

#include <poise/poise.h>

#if UINTPTR_MAX == UINT64_MAX
_Static_assert(sizeof(poise_span) == 8, "frozen");
_Static_assert(sizeof(poise_alloc) == 32, "frozen");
_Static_assert(sizeof(poise_error) == 256, "0.1");
_Static_assert(sizeof(poise_place) == 24, "0.1");
_Static_assert(sizeof(poise_pack_info) == 40, "0.1");
_Static_assert(sizeof(poise_policy_source) == 72, "0.1");
_Static_assert(sizeof(poise_attachment) == 48, "0.1");
_Static_assert(sizeof(poise_approval) == 88, "0.1");
_Static_assert(sizeof(poise_draft) == 152, "0.1");
_Static_assert(sizeof(poise_checker_options) == 72, "0.1");
_Static_assert(sizeof(poise_summary) == 48, "0.1");
_Static_assert(sizeof(poise_signal) == 40, "0.1");
_Static_assert(sizeof(poise_finding) == 48, "0.1");
_Static_assert(sizeof(poise_media) == 48, "0.1");
_Static_assert(sizeof(poise_contact) == 32, "0.1");
_Static_assert(sizeof(poise_need) == 56, "0.1");
_Static_assert(sizeof(poise_ticket) == 72, "0.1");
_Static_assert(sizeof(poise_template) == 40, "0.1");
_Static_assert(sizeof(poise_placeholder) == 24, "0.1");
_Static_assert(sizeof(poise_rule) == 64, "0.1");
_Static_assert(sizeof(poise_pixels) == 40, "0.1");
_Static_assert(sizeof(poise_pdq) == 40, "0.1");
_Static_assert(sizeof(poise_message_version) == 80, "0.1");
_Static_assert(sizeof(poise_removal) == 56, "0.1");
_Static_assert(sizeof(poise_message) == 88, "0.1");
_Static_assert(sizeof(poise_interval) == 16, "0.1");
_Static_assert(sizeof(poise_ground) == 24, "0.1");
_Static_assert(sizeof(poise_thread_input) == 88, "0.1");
_Static_assert(sizeof(poise_duty) == 88, "0.1");
_Static_assert(sizeof(poise_thread_summary) == 108, "0.1");
_Static_assert(sizeof(poise_signature) == 96, "0.1");
_Static_assert(sizeof(poise_audit) == 88, "0.1");
#endif

enum { SIZE_LIMIT = 4096, TAIL = 24 };

static poise_checker *checker, *needing; /* needing: its policy lets nothing out */
static poise_policy *policy, *strict;
static poise_report *report;

typedef poise_status (*call_fn)(void *block);

static poise_status call_check(void *block)
{
    return poise_check(checker, block, report);
}

static poise_status call_digest(void *block)
{
    char hex[65];

    return poise_draft_digest(block, hex);
}

static poise_status call_options(void *block)
{
    poise_checker *made = NULL;
    poise_status st = poise_checker_new(NULL, block, &made);

    poise_checker_free(made);
    return st;
}

static poise_status call_policy(void *block)
{
    poise_policy *made = NULL;
    poise_status st = poise_policy_parse(NULL, block, NULL, &made);

    poise_policy_free(made);
    return st;
}

static poise_status call_attachment(void *block)
{
    poise_draft draft = { .size = sizeof draft, .attachments = block, .attachment_count = 1 };

    return poise_check(checker, &draft, report);
}

static poise_status call_approval(void *block)
{
    poise_draft draft = { .size = sizeof draft, .approvals = block, .approval_count = 1 };

    return poise_check(checker, &draft, report);
}

static poise_status call_template(void *block)
{
    poise_draft draft = { .size = sizeof draft, .template_ = block };
    char hex[65];
    poise_status st = poise_template_digest(&draft, hex);

    return st == POISE_OK ? poise_check(checker, &draft, report) : st;
}

static poise_status call_placeholder(void *block)
{
    poise_template one = { .size = sizeof one,
                           .placeholder_count = 1,
                           .text = "{{a}}",
                           .text_len = 5,
                           .placeholders = block };

    return call_template(&one);
}

static poise_status call_ticket(void *block)
{
    const poise_draft draft = { .size = sizeof draft };

    return poise_ticket_check(block, &draft, policy, NULL);
}

static poise_status call_report_ticket(void *block)
{
    return poise_report_ticket(report, block);
}

static poise_status call_need(void *block)
{
    const poise_draft draft = { .size = sizeof draft };

    poise_check(needing, &draft, report);
    return poise_report_need(report, 0, block);
}

static int swallow(void *ctx, const char *bytes, size_t len)
{
    (void)ctx, (void)bytes, (void)len;
    return 0;
}

static poise_status call_statement(void *block)
{
    return poise_approval_statement(block, swallow, NULL);
}

static poise_status call_signature(void *block)
{
    return poise_signature_check(NULL, block, NULL);
}

static poise_status call_place(void *block)
{
    return poise_locate("abc", 3, 1, block);
}

static poise_status call_pack_info(void *block)
{
    return poise_pack_get_info(poise_pack_builtin(0), block);
}

static poise_status call_rule(void *block)
{
    return poise_rule_get(0, POISE_LANGUAGE_EN, block);
}

static poise_status call_summary(void *block)
{
    return poise_report_summary(report, block);
}

static poise_status call_signal(void *block)
{
    return poise_report_signal(report, 0, block);
}

static poise_status call_finding(void *block)
{
    return poise_report_finding(report, 0, block);
}

static poise_status call_media(void *block)
{
    return poise_report_media(report, 0, block);
}

static poise_status call_contact(void *block)
{
    return poise_report_contact(report, 0, block);
}

static const uint8_t pixel;
static const poise_pixels one_pixel = {
    .size = sizeof one_pixel, .width = 1, .height = 1, .channels = 1, .data = &pixel, .data_len = 1
};

static poise_status call_pixels(void *block)
{
    poise_pdq pdq = { .size = sizeof pdq };

    return poise_pdq_hash(NULL, block, &pdq);
}

static poise_status call_pdq(void *block)
{
    return poise_pdq_hash(NULL, &one_pixel, block);
}

static poise_status call_audit(void *block)
{
    return poise_audit_append(block, "{}", 2, swallow, NULL);
}

static poise_thread *thread;

static poise_status call_thread(void *block)
{
    return poise_thread_judge(thread, block, NULL);
}

static poise_status call_thread_summary(void *block)
{
    const poise_thread_input input = { .size = sizeof input };

    return poise_thread_judge(thread, &input, block);
}

/* A comment that nobody has answered is one duty. */
static poise_status judge_one(poise_message *message)
{
    const poise_thread_input input = { .size = sizeof input,
                                       .message_count = 1,
                                       .messages = message };

    return poise_thread_judge(thread, &input, NULL);
}

static poise_status call_message(void *block)
{
    return judge_one(block);
}

static poise_message comment_of(void)
{
    return (poise_message){ .size = sizeof(poise_message),
                            .direction = POISE_DIRECTION_IN,
                            .sender = POISE_SENDER_CUSTOMER,
                            .id = "m",
                            .place = "p" };
}

static poise_status call_version(void *block)
{
    poise_message message = comment_of();

    message.versions = block;
    message.version_count = 1;
    return judge_one(&message);
}

static poise_status call_removal(void *block)
{
    poise_message message = comment_of();

    message.removal = block;
    return judge_one(&message);
}

static poise_status call_ground(void *block)
{
    const poise_thread_input input = { .size = sizeof input, .ground_count = 1, .grounds = block };

    return poise_thread_judge(thread, &input, NULL);
}

static poise_status call_duty(void *block)
{
    poise_message message = comment_of();

    assert_int_equal(judge_one(&message), POISE_OK);
    return poise_thread_duty(thread, 0, block);
}

/* The value of a fresh struct of each kind that the library reads. */
static const poise_approval approval = { .verdict = POISE_VERDICT_APPROVE,
                                         .by = "ana",
                                         .digest = "00" };
static const char policy_text[] =
    "{\"version\": 1, \"id\": \"p\", \"baseline\": \"none\", \"rules\": []}";
static const char strict_text[] =
    "{\"version\": 1, \"baseline\": [[{\"count\": 1, \"roles\": [\"lead\"]}]]}";
static const char roster_text[] = "{\"ana\": {}}";
/* Of a key that nobody keeps. */
static const char armoured[] =
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgBUYWeHMuirzc3BI3Q68wraI1vh\n"
    "yH2WeeknAxZvEAX2IAAAAFcG9pc2UAAAAAAAAABnNoYTUxMgAAAFMAAAALc3NoLWVkMjU1\n"
    "MTkAAABADdfRBwAvwYT9JtQwYCdJQNl3uyDJLYo43PV2KivaTecfWCcwS4tqXy3s0SmV8v\n"
    "dJHCm+bQHSCVLbTw/MKEWwBQ==\n"
    "-----END SSH SIGNATURE-----\n";
static const char signers[] =
    "ana ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAVGFnhzLoq83NwSN0OvMK2iNb4ch9lnnpJwMWbxAF9i\n";
static const poise_signature signature = { .armoured = armoured,
                                           .armoured_len = sizeof armoured - 1,
                                           .data = "the draft\n",
                                           .data_len = 10,
                                           .principal = "ana",
                                           .signers = signers,
                                           .signers_len = sizeof signers - 1 };
static const poise_draft no_draft;
static const poise_checker_options no_options;
static const poise_attachment no_attachment;
static const poise_audit no_audit;
static const poise_template no_template;
static const poise_placeholder placeholder = { .type = POISE_PLACEHOLDER_NAME,
                                               .name = "a",
                                               .value = "Ana" };
static poise_ticket ticket;
static char digest[65];
/* Of roster_text, and neither signers nor revoked keys. */
static const char people[] = "3f0f86bec4fc2ce4fd511df5a800ce0fe27b7542036744eae801f274d6e17e91";
static const poise_thread_input no_input;
static const poise_message comment = {
    .direction = POISE_DIRECTION_IN, .sender = POISE_SENDER_CUSTOMER, .id = "m", .place = "p"
};
static const poise_message_version no_version;
static const poise_removal asked = { .how = POISE_REMOVAL_ASKED };
static const poise_ground ground = { .name = "g" };
static poise_policy_source source;

struct kind {
    const char *name;
    call_fn call;
    size_t size;
    const void *value; /* what the library reads; NULL where it writes */
};

static const struct kind kinds[] = {
    { "draft", call_check, sizeof(poise_draft), &no_draft },
    { "draft of a digest", call_digest, sizeof(poise_draft), &no_draft },
    { "options", call_options, sizeof(poise_checker_options), &no_options },
    { "policy source", call_policy, sizeof(poise_policy_source), &source },
    { "attachment", call_attachment, sizeof(poise_attachment), &no_attachment },
    { "approval", call_approval, sizeof(poise_approval), &approval },
    { "approval of a statement", call_statement, sizeof(poise_approval), &approval },
    { "signature", call_signature, sizeof(poise_signature), &signature },
    { "pixels", call_pixels, sizeof(poise_pixels), &one_pixel },
    { "audit", call_audit, sizeof(poise_audit), &no_audit },
    { "template", call_template, sizeof(poise_template), &no_template },
    { "placeholder", call_placeholder, sizeof(poise_placeholder), &placeholder },
    { "ticket to be checked", call_ticket, sizeof(poise_ticket), &ticket },
    { "ticket", call_report_ticket, sizeof(poise_ticket), NULL },
    { "need", call_need, sizeof(poise_need), NULL },
    { "pdq", call_pdq, sizeof(poise_pdq), NULL },
    { "conversation", call_thread, sizeof(poise_thread_input), &no_input },
    { "message", call_message, sizeof(poise_message), &comment },
    { "version", call_version, sizeof(poise_message_version), &no_version },
    { "removal", call_removal, sizeof(poise_removal), &asked },
    { "ground", call_ground, sizeof(poise_ground), &ground },
    { "duty", call_duty, sizeof(poise_duty), NULL },
    { "conversation summary", call_thread_summary, sizeof(poise_thread_summary), NULL },
    { "place", call_place, sizeof(poise_place), NULL },
    { "pack info", call_pack_info, sizeof(poise_pack_info), NULL },
    { "rule", call_rule, sizeof(poise_rule), NULL },
    { "summary", call_summary, sizeof(poise_summary), NULL },
    { "signal", call_signal, sizeof(poise_signal), NULL },
    { "finding", call_finding, sizeof(poise_finding), NULL },
    { "media", call_media, sizeof(poise_media), NULL },
    { "contact", call_contact, sizeof(poise_contact), NULL },
};

/* A report with at least one item of each kind, so that every getter has something to give. */
static void fill_report(void)
{
    static const char text[] = "You are an idiot. See https://evil.example/x.png, or ask "
                               "help@shop.example.";
    poise_draft draft = {
        .size = sizeof draft, .text = text, .text_len = sizeof text - 1, .author = "ana"
    };

    assert_int_equal(poise_check(checker, &draft, report), POISE_OK);
    assert_true(poise_report_count(report, POISE_COUNT_SIGNALS) > 0);
    assert_true(poise_report_count(report, POISE_COUNT_FINDINGS) > 0);
    assert_true(poise_report_count(report, POISE_COUNT_MEDIA) > 0);
    assert_true(poise_report_count(report, POISE_COUNT_CONTACTS) > 0);
}

/* Call with a block of exactly `size` bytes; *tail is OR over the bytes behind the struct. */
static poise_status call_sized(const struct kind *kind, uint32_t size, unsigned char fill,
                               unsigned char *tail)
{
    unsigned char *block = malloc(size < sizeof size ? sizeof size : size);
    size_t known = size < kind->size ? size : kind->size;

    assert_non_null(block);
    memset(block, fill, size);
    if (kind->value) memcpy(block, kind->value, known);
    memcpy(block, &size, sizeof size);
    fill_report();
    poise_status st = kind->call(block);
    *tail = 0;
    for (size_t i = kind->size; i < size; i++) *tail |= block[i];
    free(block);
    return st;
}

static void every_struct_obeys_the_size_rule(void **state)
{
    unsigned char tail;

    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const struct kind *k = &kinds[i];
        uint32_t size = (uint32_t)k->size;

        print_message("%s\n", k->name);
        assert_int_equal(call_sized(k, size, 0, &tail), POISE_OK);
        assert_int_equal(call_sized(k, size + TAIL, 0, &tail), POISE_OK);
        assert_int_equal(call_sized(k, SIZE_LIMIT, 0, &tail), POISE_OK);
        assert_int_equal(call_sized(k, 4, 0, &tail), POISE_E_STRUCT_SIZE);
        assert_int_equal(call_sized(k, size - 8, 0, &tail), POISE_E_STRUCT_SIZE);
        assert_int_equal(call_sized(k, SIZE_LIMIT + 8, 0, &tail), POISE_E_STRUCT_SIZE);
        if (k->value) {
            assert_int_equal(call_sized(k, size + TAIL, 1, &tail), POISE_E_STRUCT_SIZE);
        } else {
            assert_int_equal(call_sized(k, size + TAIL, 1, &tail), POISE_OK);
            assert_int_equal(tail, 0);
        }
    }
}

static poise_checker *checker_under(const char *text, poise_policy **its_policy)
{
    const poise_policy_source documents = { .size = sizeof documents,
                                            .policy = text,
                                            .policy_len = strlen(text),
                                            .roster = roster_text,
                                            .roster_len = sizeof roster_text - 1 };
    poise_checker_options options = { .size = sizeof options };
    poise_checker *made = NULL;

    if (poise_policy_parse(NULL, &documents, NULL, its_policy) != POISE_OK) return NULL;
    options.policy = *its_policy;
    poise_checker_new(NULL, &options, &made);
    return made;
}

static int set_up(void **state)
{
    const poise_draft draft = { .size = sizeof draft };

    (void)state;
    source.policy = policy_text;
    source.policy_len = sizeof policy_text - 1;
    checker = checker_under(policy_text, &policy);
    needing = checker_under(strict_text, &strict);
    if (!checker || !needing || poise_draft_digest(&draft, digest) != POISE_OK) return 1;
    ticket = (poise_ticket){ .expires = INT64_MAX,
                             .digest = digest,
                             .policy_digest = poise_policy_digest(policy),
                             .people_digest = people };
    return poise_report_new(NULL, &report) != POISE_OK ||
           poise_thread_new(NULL, &thread) != POISE_OK;
}

static int tear_down(void **state)
{
    (void)state;
    poise_report_free(report);
    poise_thread_free(thread);
    poise_checker_free(checker);
    poise_checker_free(needing);
    poise_policy_free(policy);
    poise_policy_free(strict);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_struct_obeys_the_size_rule) };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
