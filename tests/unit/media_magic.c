/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L /* setenv */

#include "media_find.h"

#include <stdio.h>

static struct finder finder;

static void a_missing_database_is_told_at_once(void **state)
{
    struct poise__magic *magic = NULL;

    (void)state;
    assert_int_equal(poise__magic_new(&finder.alloc, "/nowhere/magic.mgc", &magic), POISE_E_MAGIC);
    assert_null(magic);
    /* It begins as a database does, and is none. */
    FILE *broken = fopen("broken.mgc", "wb");
    assert_non_null(broken);
    fwrite("\x1C\x04\x1E\xF1 and no more", 1, 16, broken);
    fclose(broken);
    assert_int_equal(poise__magic_new(&finder.alloc, "broken.mgc", &magic), POISE_E_MAGIC);
    assert_null(magic);
    remove("broken.mgc");
    poise__magic_free(NULL);
}

static void the_environment_has_no_say(void **state)
{
    struct poise__magic *magic;

    (void)state;
    setenv("MAGIC", "/nowhere/magic.mgc", 1);
    assert_int_equal(poise__magic_new(&finder.alloc, NULL, &magic), POISE_OK);
    /* A Sun audio file, which our own checks do not know. */
    static const char sound[] = ".snd\0\0\0\x18\0\0\0\0\0\0\0\1\0\0\x1F\x40\0\0\0\1";
    poise_attachment attachment = {
        .size = sizeof attachment, .name = "a", .data = sound, .data_len = sizeof sound - 1
    };
    finder.input.attachments = &attachment;
    finder.input.attachment_count = 1;
    finder.input.magic = magic;
    find_in(&finder, "");
    assert_string_equal(media_at(&finder, 0)->type, "audio/basic");
    assert_int_equal(media_at(&finder, 0)->kind, POISE_MEDIA_AUDIO);
    finder.input.magic = NULL;
    poise__magic_free(magic);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_database_is_told_at_once),
        cmocka_unit_test(the_environment_has_no_say),
    };
    struct poise__magic *magic;

    finder_init(&finder);
    poise_status st = poise__magic_new(&finder.alloc, NULL, &magic);
    if (st == POISE_OK) poise__magic_free(magic);
    int failed = st == POISE_E_UNSUPPORTED ? 77 : cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
