/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* thread_no_crypto.c: without a hash nobody can agree to a removal, and nothing is said. */
#include "thread_unit.h"

#include <sodium.h>

static int started; /* what libsodium says */

/* Takes the place of libsodium's own in this program. */
int sodium_init(void)
{
    return started;
}

static void nothing_is_removed_without_a_hash(void **state)
{
    static const char request[] =
        "{'now':9,'messages':[{'id':'m','place':'p','public':true,'sender':'customer','at':0,"
        "'report':{'digest':'D'" SIGNALS(
            SIGNAL("insulting.threat")) "},"
                                        "'removal':{'how':'asked','ground':'threat'}}]}";

    (void)state;
    for (started = -1; started <= 1; started++)
        assert_says(request, started < 0 ? "{\"error\":{\"status\":\"POISE_E_CRYPTO\""
                                         : "\"state\":\"need\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_is_removed_without_a_hash) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
