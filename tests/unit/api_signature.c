/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* api_signature.c: statements and signatures through the public door. */
#include "sign_unit.h"

#include "../oom/failing_alloc.h"

#include <poise/poise.h>

static char allowed[256];
static struct bytes armoured;
static struct poise__array statement;
static poise_alloc heap;

static int statement_write(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    for (size_t i = 0; i < len; i++)
        if (poise__array_push(&statement, &heap, bytes + i) != POISE_OK) return 1;
    return 0;
}

static poise_approval approval_of(void)
{
    return (poise_approval){ .size = sizeof(poise_approval),
                             .verdict = POISE_VERDICT_OVERRIDE,
                             .at = 1700000000,
                             .by = "ana",
                             .digest = "00",
                             .reason = "the shop is on fire" };
}

/* A statement that the first key signed, and all that it takes to verify it. */
static poise_signature good(void)
{
    const struct pair pair = pair_of(1);
    const poise_approval approval = approval_of();

    assert_true(poise__alloc_init(&heap, NULL));
    poise__array_release(&statement, &heap);
    poise__array_init(&statement, 1);
    assert_int_equal(poise_approval_statement(&approval, statement_write, NULL), POISE_OK);
    const struct poise__slice bytes = { statement.data, statement.count };
    const struct recipe recipe = recipe_of(&pair, "poise", "sha512", bytes);
    armoured = recipe_armour(&recipe);
    snprintf(allowed, sizeof allowed, "ana %s\n", key_line(pair.public));
    return (poise_signature){ .size = sizeof(poise_signature),
                              .armoured = (const char *)armoured.data,
                              .armoured_len = armoured.len,
                              .data = statement.data,
                              .data_len = statement.count,
                              .principal = "ana",
                              .signers = allowed,
                              .signers_len = strlen(allowed),
                              .at = 1700000000 };
}

static void assert_check(const poise_signature *s, poise_status expected, const char *message)
{
    poise_error error = { .size = sizeof error };

    assert_int_equal(poise_signature_check(NULL, s, NULL), expected);
    assert_int_equal(poise_signature_check(NULL, s, &error), expected);
    assert_int_equal(error.status, expected);
    assert_string_equal(error.message, message);
}

static void a_signed_statement_holds(void **state)
{
    poise_signature s = good();

    (void)state;
    assert_check(&s, POISE_OK, "");
    s.namespace_ = "poise";
    assert_check(&s, POISE_OK, "");
    s.revoked = "";
    assert_check(&s, POISE_OK, "");
}

static void a_refusal_says_why(void **state)
{
    poise_signature s = good();
    char revoked[sizeof allowed];
    poise_error error = { .size = sizeof error };

    (void)state;
    s.data_len--;
    assert_check(&s, POISE_E_SIGNATURE, "the signature is refused: other bytes were signed");
    s = good(), s.data = NULL, s.data_len = 0;
    assert_check(&s, POISE_E_SIGNATURE, "the signature is refused: other bytes were signed");
    s = good(), s.namespace_ = "file";
    assert_check(&s, POISE_E_SIGNATURE,
                 "the signature is refused: it was made for another purpose");
    s = good(), s.signers_len = 0;
    assert_check(&s, POISE_E_SIGNATURE,
                 "the signature is refused: its key is none of this person's");
    s = good(), snprintf(revoked, sizeof revoked, "%s", allowed + 4);
    s.revoked = revoked, s.revoked_len = strlen(revoked);
    assert_check(&s, POISE_E_SIGNATURE, "the signature is refused: its key was revoked");
    assert_int_equal(poise_signature_check(NULL, &s, &error), POISE_E_SIGNATURE);
    assert_int_equal(error.input, 2);
    assert_int_equal(error.line, 0);
    s = good(), s.revoked = "\nx", s.revoked_len = 2;
    assert_int_equal(poise_signature_check(NULL, &s, &error), POISE_E_SIGNATURE);
    assert_int_equal(error.input, 1);
    assert_int_equal(error.line, 2);
    s = good(), s.signers = "ana x", s.signers_len = 5;
    assert_int_equal(poise_signature_check(NULL, &s, &error), POISE_E_SIGNATURE);
    assert_int_equal(error.input, 0);
    assert_int_equal(error.column, 5);
}

static void bad_arguments_are_refused(void **state)
{
    char name[258] = { 0 };
    poise_error error = { .size = 4 };
    poise_alloc broken = { 0 };
    poise_signature s = good();

    (void)state;
    assert_int_equal(poise_signature_check(NULL, NULL, NULL), POISE_E_ARG);
    assert_int_equal(poise_signature_check(&broken, &s, NULL), POISE_E_ARG);
    assert_int_equal(poise_signature_check(NULL, &s, &error), POISE_E_STRUCT_SIZE);
    s.size--;
    assert_int_equal(poise_signature_check(NULL, &s, NULL), POISE_E_STRUCT_SIZE);

    poise_signature bad[8];
    for (int i = 0; i < 8; i++) bad[i] = good();
    memset(name, 'n', 257);
    bad[0].armoured = NULL;
    bad[1].principal = NULL;
    bad[2].signers = NULL;
    bad[3].reserved = 1;
    bad[4].data = NULL;
    bad[5].revoked_len = 1;
    bad[6].namespace_ = "";
    bad[7].namespace_ = name;
    for (int i = 0; i < 8; i++)
        assert_int_equal(poise_signature_check(NULL, &bad[i], NULL), POISE_E_ARG);
    s = good(), name[256] = '\0', s.namespace_ = name;
    assert_int_equal(poise_signature_check(NULL, &s, NULL), POISE_E_SIGNATURE);
}

/* The lengths are looked at before the bytes, of which there are not so many. */
static void too_much_is_refused(void **state)
{
    const uint64_t over = (uint64_t)POISE_TEXT_MAX + 1;
    poise_signature s = good();

    (void)state;
    s.data_len = over;
    assert_int_equal(poise_signature_check(NULL, &s, NULL), POISE_E_TOO_LONG);
    s = good(), s.armoured_len = over;
    assert_int_equal(poise_signature_check(NULL, &s, NULL), POISE_E_TOO_LONG);
    s = good(), s.signers_len = over;
    assert_int_equal(poise_signature_check(NULL, &s, NULL), POISE_E_TOO_LONG);
    s = good(), s.revoked = "", s.revoked_len = over;
    assert_int_equal(poise_signature_check(NULL, &s, NULL), POISE_E_TOO_LONG);
}

static void memory_may_run_out(void **state)
{
    const poise_signature s = good();
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);

    (void)state;
    assert_int_equal(poise_signature_check(&alloc, &s, NULL), POISE_OK);
    const uint64_t calls = counter.calls;
    assert_true(calls > 0);
    for (uint64_t at = 1; at <= calls; at++) {
        counter = (struct failing_alloc){ .fail_at = at };
        assert_int_equal(poise_signature_check(&alloc, &s, NULL), POISE_E_NOMEM);
        assert_int_equal(counter.live, 0);
    }
}

static int refuse(void *ctx, const char *bytes, size_t len)
{
    (void)ctx, (void)bytes, (void)len;
    return 1;
}

static void a_statement_needs_an_approval(void **state)
{
    static const char *const rules[] = { "a", NULL };
    poise_approval bad[8];

    (void)state;
    for (int i = 0; i < 8; i++) bad[i] = approval_of();
    assert_int_equal(poise_approval_statement(NULL, refuse, NULL), POISE_E_ARG);
    assert_int_equal(poise_approval_statement(&bad[0], NULL, NULL), POISE_E_ARG);
    assert_int_equal(poise_approval_statement(&bad[0], refuse, NULL), POISE_E_WRITE);
    bad[0].by = NULL;
    bad[1].digest = NULL;
    bad[2].verdict = 0;
    bad[3].verdict = 5;
    bad[4].reserved = 1;
    bad[5].rule_count = 1;
    bad[6].rules = rules, bad[6].rule_count = 2;
    for (int i = 0; i < 7; i++)
        assert_int_equal(poise_approval_statement(&bad[i], refuse, NULL), POISE_E_ARG);
    bad[7].size = 8;
    assert_int_equal(poise_approval_statement(&bad[7], refuse, NULL), POISE_E_STRUCT_SIZE);
    bad[6].rule_count = 1;
    assert_int_equal(poise_approval_statement(&bad[6], statement_write, NULL), POISE_OK);
}

/* A draft's approvals obey the same rule. */
static void a_value_out_of_range_is_no_approval(void **state)
{
    poise_approval approval = approval_of();
    poise_draft draft = { .size = sizeof draft, .approvals = &approval, .approval_count = 1 };
    poise_checker *checker = NULL;
    poise_report *report = NULL;

    (void)state;
    approval.verdict = POISE_VERDICT_APPROVE;
    assert_int_equal(poise_checker_new(NULL, NULL, &checker), POISE_OK);
    assert_int_equal(poise_report_new(NULL, &report), POISE_OK);
    assert_int_equal(poise_check(checker, &draft, report), POISE_OK);
    approval.consumed = 1;
    assert_int_equal(poise_check(checker, &draft, report), POISE_OK);
    approval.consumed = 2;
    assert_int_equal(poise_check(checker, &draft, report), POISE_E_ARG);
    approval.consumed = 0, approval.reserved = 1;
    assert_int_equal(poise_check(checker, &draft, report), POISE_E_ARG);
    poise_report_free(report);
    poise_checker_free(checker);
}

static int tear_down(void **state)
{
    (void)state;
    poise__array_release(&statement, &heap);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signed_statement_holds),
        cmocka_unit_test(a_refusal_says_why),
        cmocka_unit_test(bad_arguments_are_refused),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(memory_may_run_out),
        cmocka_unit_test(a_statement_needs_an_approval),
        cmocka_unit_test(a_value_out_of_range_is_no_approval),
    };

    return cmocka_run_group_tests(tests, NULL, tear_down);
}
