/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* policy_no_crypto.c: a libsodium that does not start is an error everywhere, never a digest. */
#include "policy_unit.h"

#include <sodium.h>

static int started; /* what libsodium says */

/* Takes the place of libsodium's own in this program. */
int sodium_init(void)
{
    return started;
}

static const char document[] = "{\"version\":1,\"baseline\":\"none\"}";

static poise_status parse(void)
{
    poise_policy_source source = { .size = sizeof source,
                                   .policy = document,
                                   .policy_len = sizeof document - 1 };
    poise_error error = { .size = sizeof error };
    poise_policy *policy;
    poise_alloc heap;

    assert_true(poise__alloc_init(&heap, NULL));
    poise_status status = poise__policy_parse(&heap, &source, &error, &policy);
    assert_int_equal(status == POISE_OK, policy != NULL);
    poise__policy_free(policy);
    return status;
}

static void nothing_is_decided_without_a_hash(void **state)
{
    static const char request[] = "{'policy':{'version':1,'baseline':'none'},'roster':{'ana':{}},"
                                  "'draft':{'digest':'D','author':'ana'}}";
    const poise_template template_ = { .size = sizeof template_ };
    poise_draft draft = { .size = sizeof draft, .template_ = &template_ };
    const struct poise__removal_key removal = { "c", 1, "D", "threat" };
    char hex[65];

    (void)state;
    for (started = -1; started <= 1; started++) {
        poise_status expected = started < 0 ? POISE_E_CRYPTO : POISE_OK;
        assert_int_equal(poise__digest_bytes(SLICE("abc"), hex), expected);
        assert_int_equal(poise__digest_people(&SLICE("{}"), 1, hex), expected);
        assert_int_equal(poise__digest_draft(&draft, hex), expected);
        assert_int_equal(poise__digest_template(&draft, hex), expected);
        assert_int_equal(poise__digest_removal(&removal, hex), expected);
        assert_int_equal(parse(), expected);
        assert_answer_has(ask(request), started < 0 ? "{\"error\":{\"status\":\"POISE_E_CRYPTO\""
                                                    : "{\"decision\":\"allow\"");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_is_decided_without_a_hash) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
