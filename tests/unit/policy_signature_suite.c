/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* Signatures that ssh-keygen judged, in $POISE_SUITES/approval: we must accept and refuse the same. */
#include "sign_unit.h"

#include "base/calendar.h"

#include <jansson.h>

static const char *member(const json_t *vector, const char *name)
{
    const char *text = json_string_value(json_object_get(vector, name));

    return text ? text : "";
}

/* A day such as 19850101; the suite's now when none is said. */
static int64_t time_of(const char *day)
{
    const int number = *day ? atoi(day) : 20260101;
    const struct poise__civil civil = { .year = number / 10000,
                                        .month = number / 100 % 100,
                                        .day = number % 100 };
    int64_t seconds;

    assert_true(poise__civil_seconds(&civil, &seconds));
    return seconds;
}

/* A file that cannot be read refuses too. */
static bool is_valid(const json_t *vector)
{
    const struct poise__signature signature = { text_slice(member(vector, "signature")),
                                                text_slice(member(vector, "data")),
                                                text_slice(member(vector, "namespace")),
                                                text_slice(member(vector, "principal")),
                                                time_of(member(vector, "verify_time")) };
    struct poise__signature_answer answer;
    struct poise__signers signers;
    poise_status st = signers_of(&signers, member(vector, "allowed_signers"),
                                 member(vector, "revoked"), NULL);

    if (st == POISE_OK) st = poise__signature_check(&signers, &signature, &answer);
    poise__signers_release(&signers);
    return st == POISE_OK;
}

static void ssh_keygens_verdicts_are_ours(void **state)
{
    char path[4096];
    size_t valid = 0, failures = 0;

    (void)state;
    snprintf(path, sizeof path, "%s/approval/sshsig-openssh-oracle.json", getenv("POISE_SUITES"));
    json_t *vectors = json_load_file(path, 0, NULL);
    if (!vectors) fail_msg("cannot read %s", path);
    for (size_t i = 0; i < json_array_size(vectors); i++) {
        const json_t *vector = json_array_get(vectors, i);
        const bool expected = strcmp(member(vector, "expect"), "valid") == 0;
        valid += expected;
        if (is_valid(vector) == expected) continue;
        print_error("%s: expected %s\n", member(vector, "id"), member(vector, "expect"));
        failures++;
    }
    print_message("%zu vectors, %zu failures\n", json_array_size(vectors), failures);
    assert_true(valid > 0 && valid < json_array_size(vectors));
    assert_int_equal(failures, 0);
    json_decref(vectors);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(ssh_keygens_verdicts_are_ours) };

    if (!getenv("POISE_SUITES")) return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
