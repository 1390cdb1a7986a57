/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "sign_unit.h"

#include "../oom/failing_alloc.h"

static const char draft[] = "the draft, as bytes\n";
static const unsigned char no_key[32];

/* ---- Checking ------------------------------------------------------------------------------ */

/* All that a check is given, and one signature by the first key. */
struct trial {
    char allowed[1024], revoked[256];
    const char *namespace_, *principal, *data;
    int64_t at;
    struct recipe recipe;
};

static struct trial good(void)
{
    const struct pair pair = pair_of(1);
    struct trial t = { .namespace_ = "poise", .principal = "ana", .data = draft, .at = 1000 };

    snprintf(t.allowed, sizeof t.allowed,
             "ana valid-after=\"19700101000001\",valid-before=\"19700102\" %s\n",
             key_line(pair.public));
    t.recipe = recipe_of(&pair, "poise", "sha512", SLICE(draft));
    return t;
}

static struct poise__signature_answer tried(const struct trial *t, poise_status expected)
{
    const struct bytes text = recipe_armour(&t->recipe);
    const struct poise__signature signature = { bytes_slice(&text), text_slice(t->data),
                                                text_slice(t->namespace_), text_slice(t->principal),
                                                t->at };
    struct poise__signature_answer answer = { "", { 7 } };
    struct poise__signers signers;

    assert_int_equal(signers_of(&signers, t->allowed, t->revoked, NULL), POISE_OK);
    assert_int_equal(poise__signature_check(&signers, &signature, &answer), expected);
    poise__signers_release(&signers);
    return answer;
}

static void assert_refused(const struct trial *t, poise_status expected, const char *why)
{
    const struct poise__signature_answer answer = tried(t, expected);

    assert_non_null(answer.why);
    assert_string_equal(answer.why, why);
    assert_memory_equal(answer.key, no_key, 32);
}

static void the_key_that_signed_is_told(void **state)
{
    const struct trial t = good();
    const struct poise__signature_answer answer = tried(&t, POISE_OK);

    (void)state;
    assert_null(answer.why);
    assert_memory_equal(answer.key, t.recipe.key, 32);
}

/* Each differs from the good one in one thing. */
static void each_question_is_asked(void **state)
{
    const struct pair second = pair_of(2);
    struct trial t = good();

    (void)state;
    t.data = "the draft, as bytes";
    assert_refused(&t, POISE_E_SIGNATURE, "other bytes were signed");
    t = good(), t.recipe.signature[5] ^= 1;
    assert_refused(&t, POISE_E_SIGNATURE, "other bytes were signed");
    t = good(), t.namespace_ = "file";
    assert_refused(&t, POISE_E_SIGNATURE, "it was made for another purpose");
    t = good(), t.namespace_ = "Poise";
    assert_refused(&t, POISE_E_SIGNATURE, "it was made for another purpose");
    t = good(), t.principal = "bo";
    assert_refused(&t, POISE_E_SIGNATURE, "its key is none of this person's");
    t = good(), t.principal = "Ana";
    assert_refused(&t, POISE_E_SIGNATURE, "its key is none of this person's");
    t = good(), t.recipe = recipe_of(&second, "poise", "sha512", SLICE(draft));
    assert_refused(&t, POISE_E_SIGNATURE, "its key is none of this person's");
    t = good(), t.at = 0;
    assert_refused(&t, POISE_E_SIGNATURE, "its key was not valid yet");
    t = good(), t.at = 86401;
    assert_refused(&t, POISE_E_SIGNATURE, "its key had expired");
    t = good(), strcpy(t.revoked, key_line(t.recipe.key));
    assert_refused(&t, POISE_E_SIGNATURE, "its key was revoked");
    t = good(), strcpy(t.revoked, key_line(second.public));
    assert_null(tried(&t, POISE_OK).why);
    t = good(), t.recipe.key_type = "ssh-rsa";
    assert_refused(&t, POISE_E_UNSUPPORTED, "its key is not of the kind ssh-ed25519");
    t = good(), t.recipe.behind = "x";
    assert_refused(&t, POISE_E_SIGNATURE, "something stands behind its end");
}

static void a_name_has_1_to_256_bytes(void **state)
{
    char name[POISE__PRINCIPAL_MAX + 2] = { 0 };
    struct trial t = good();

    (void)state;
    snprintf(t.allowed, sizeof t.allowed, "* %s", key_line(t.recipe.key));
    memset(name, 'a', POISE__PRINCIPAL_MAX);
    t.principal = name;
    assert_null(tried(&t, POISE_OK).why);
    name[POISE__PRINCIPAL_MAX] = 'a';
    assert_refused(&t, POISE_E_SIGNATURE, "the name of the person is empty or too long");
    t.principal = "";
    assert_refused(&t, POISE_E_SIGNATURE, "the name of the person is empty or too long");
}

/* ---- Statements ---------------------------------------------------------------------------- */

static const char *stated(const poise_approval *approval)
{
    static struct poise__array bytes;
    static poise_alloc heap;

    assert_true(poise__alloc_init(&heap, NULL));
    poise__array_release(&bytes, &heap);
    poise__array_init(&bytes, 1);
    assert_int_equal(poise__approval_statement_bytes(approval, &bytes, &heap), POISE_OK);
    assert_int_equal(poise__array_push(&bytes, &heap, ""), POISE_OK);
    return bytes.data;
}

static poise_approval plain(void)
{
    return (poise_approval){ .size = sizeof(poise_approval),
                             .verdict = POISE_VERDICT_APPROVE,
                             .at = 1700000000,
                             .by = "ana",
                             .digest = "00ff" };
}

static void a_statement_says_what_the_approval_says(void **state)
{
    static const char *const rules[] = { "links", "harsh" };
    poise_approval a = plain();

    (void)state;
    assert_string_equal(stated(&a), "poise-approval-1\n{\"at\":1700000000,\"by\":\"ana\","
                                    "\"digest\":\"00ff\",\"verdict\":\"approve\"}\n");
    a.policy_digest = "p", a.draft_id = "d", a.reason = "r", a.rules = rules, a.rule_count = 2;
    a.verified = 1, a.consumed = 1, a.signature = "s";
    assert_string_equal(stated(&a), "poise-approval-1\n{\"at\":1700000000,\"by\":\"ana\","
                                    "\"digest\":\"00ff\",\"draft\":\"d\",\"policy\":\"p\","
                                    "\"reason\":\"r\",\"rules\":[\"links\",\"harsh\"],"
                                    "\"verdict\":\"approve\"}\n");
    a = plain(), a.rules = rules;
    assert_non_null(strstr(stated(&a), "\"rules\":[],\"verdict\""));
    a = plain(), a.verdict = POISE_VERDICT_REJECT;
    assert_non_null(strstr(stated(&a), "\"verdict\":\"reject\"}\n"));
    a.verdict = POISE_VERDICT_REVOKE;
    assert_non_null(strstr(stated(&a), "\"verdict\":\"revoke\"}\n"));
    a.verdict = POISE_VERDICT_OVERRIDE;
    assert_non_null(strstr(stated(&a), "\"verdict\":\"override\"}\n"));
}

static void numbers_of_every_size(void **state)
{
    poise_approval a = plain();

    (void)state;
    a.at = INT64_MIN;
    assert_non_null(strstr(stated(&a), "{\"at\":-9223372036854775808,"));
    a.at = INT64_MAX;
    assert_non_null(strstr(stated(&a), "{\"at\":9223372036854775807,"));
    a.at = 0;
    assert_non_null(strstr(stated(&a), "{\"at\":0,"));
    a.at = -10;
    assert_non_null(strstr(stated(&a), "{\"at\":-10,"));
}

static void strings_are_escaped_as_said(void **state)
{
    poise_approval a = plain();
    char one[2] = { 0 }, escaped[16];

    (void)state;
    a.by = "\"\\/\b\f\n\r\t\x01\x1f\x7f é\xff";
    assert_non_null(
        strstr(stated(&a), "\"by\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f é\xff\","));
    for (int c = 1; c < 0x20; c++) {
        one[0] = (char)c;
        a.by = one;
        snprintf(escaped, sizeof escaped, "\"\\u%04x\"", (unsigned)c);
        assert_true(strchr("\b\f\n\r\t", c) || strstr(stated(&a), escaped));
    }
    a.by = "";
    assert_non_null(strstr(stated(&a), "\"by\":\"\","));
}

/* A string is written in pieces of at most 64 KiB; none of it is lost or doubled. */
static void a_long_string_is_whole(void **state)
{
    static char text[200001];
    poise_approval a = plain();

    (void)state;
    for (size_t i = 0; i < sizeof text - 1; i++) text[i] = (char)('a' + i % 23);
    a.reason = text;
    const char *reason = strstr(stated(&a), "\"reason\":\"");
    assert_non_null(reason);
    assert_memory_equal(reason + 10, text, sizeof text - 1);
    assert_string_equal(reason + 10 + sizeof text - 1, "\",\"verdict\":\"approve\"}\n");
}

/* ---- Writing ------------------------------------------------------------------------------- */

struct sink {
    unsigned calls, refuse_at, after;
};

static int sink_write(void *ctx, const char *bytes, size_t len)
{
    struct sink *sink = ctx;

    assert_non_null(bytes);
    assert_true(len > 0);
    if (sink->refuse_at && sink->calls >= sink->refuse_at) sink->after++;
    return ++sink->calls == sink->refuse_at;
}

static void a_refused_write_is_the_last(void **state)
{
    const poise_approval a = plain();
    struct sink all = { 0 };

    (void)state;
    assert_int_equal(poise__approval_statement(&a, sink_write, &all), POISE_OK);
    for (unsigned at = 1; at <= all.calls; at++) {
        struct sink sink = { .refuse_at = at };
        assert_int_equal(poise__approval_statement(&a, sink_write, &sink), POISE_E_WRITE);
        assert_int_equal(sink.after, 0);
    }
}

static void a_warm_array_is_filled_without_memory(void **state)
{
    struct failing_alloc counter = { .fail_at = 1 };
    poise_alloc alloc = failing_alloc_of(&counter);
    const poise_approval a = plain();
    struct poise__array bytes;

    (void)state;
    poise__array_init(&bytes, 1);
    assert_int_equal(poise__approval_statement_bytes(&a, &bytes, &alloc), POISE_E_NOMEM);
    assert_int_equal(poise__approval_statement_bytes(&a, &bytes, &alloc), POISE_OK);
    const uint32_t count = bytes.count;
    const uint64_t calls = counter.calls;
    assert_int_equal(poise__approval_statement_bytes(&a, &bytes, &alloc), POISE_OK);
    assert_int_equal(bytes.count, count);
    assert_int_equal(counter.calls, calls);
    poise__array_release(&bytes, &alloc);
    assert_int_equal(counter.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_that_signed_is_told),
        cmocka_unit_test(each_question_is_asked),
        cmocka_unit_test(a_name_has_1_to_256_bytes),
        cmocka_unit_test(a_statement_says_what_the_approval_says),
        cmocka_unit_test(numbers_of_every_size),
        cmocka_unit_test(strings_are_escaped_as_said),
        cmocka_unit_test(a_long_string_is_whole),
        cmocka_unit_test(a_refused_write_is_the_last),
        cmocka_unit_test(a_warm_array_is_filled_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
