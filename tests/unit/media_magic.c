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

static const struct poise__media *ask(struct poise__magic *magic, const char *name,
                                      const void *bytes, size_t len)
{
    poise_attachment attachment = {
        .size = sizeof attachment, .name = name, .data = bytes, .data_len = len
    };

    finder.input.attachments = &attachment;
    finder.input.attachment_count = 1;
    finder.input.magic = magic;
    find_in(&finder, "");
    finder.input.attachment_count = 0;
    finder.input.magic = NULL;
    return media_at(&finder, 0);
}

#define ASK(magic, name, bytes) ask(magic, name, bytes, sizeof(bytes) - 1)

/* A font, and a compiled script, which our own checks do not know. */
static const char font[] = "OTTO\0\x0A\0\x80\0\3\0 CFF ";
static const char compiled[] = "\x6F\x0D\x0D\x0A\0\0\0\0\0\0\0\0\0\0\0\0";

static void the_environment_has_no_say(void **state)
{
    struct poise__magic *magic;

    (void)state;
    setenv("MAGIC", "/nowhere/magic.mgc", 1);
    assert_int_equal(poise__magic_new(&finder.alloc, NULL, &magic), POISE_OK);
    assert_null(ASK(NULL, "a", font)->type);
    assert_string_equal(ASK(magic, "a", font)->type, "application/vnd.ms-opentype");
    poise__magic_free(magic);
}

static void it_speaks_where_own_checks_are_silent(void **state)
{
    struct poise__magic *magic;

    (void)state;
    assert_int_equal(poise__magic_new(&finder.alloc, NULL, &magic), POISE_OK);
    /* A program that it alone knows, under another name, is in disguise. */
    const struct poise__media *media = ASK(magic, "a.jpg", compiled);
    assert_int_equal(media->kind, POISE_MEDIA_EXECUTABLE);
    assert_int_equal(media->flags, POISE_MEDIA_MISMATCH);
    /* Any other guess contradicts nobody. */
    assert_int_equal(ASK(magic, "a.jpg", font)->flags, 0);
    /* What our own checks know stands, and of words it says no more than what words they are. */
    assert_string_equal(ASK(magic, "a.png", "\x89PNG\r\n\x1A\n....")->type, "image/png");
    media = ASK(magic, "a.txt", "import os\nfrom sys import argv\ndef main():\n    pass\n");
    assert_int_equal(media->kind, POISE_MEDIA_DOCUMENT);
    assert_int_equal(media->flags, 0);
    poise__magic_free(magic);
}

/* Lines without end took libmagic's regular expressions 400 ms, and its limits do not bound a buffer:
 * what it is asked must end at 64 KiB. A file that is larger is answered as its front is. */
static void a_hostile_file_is_asked_for_by_its_front(void **state)
{
    enum { SIZE = 7 << 20, FRONT = 64 << 10 };
    struct poise__magic *magic;
    char *feeds = malloc(SIZE);
    char type[64];

    (void)state;
    assert_non_null(feeds);
    memset(feeds, '\n', SIZE);
    memcpy(feeds, font, sizeof font - 1);
    memcpy(feeds + FRONT, "\0\1\2\3", 4);
    assert_int_equal(poise__magic_new(&finder.alloc, NULL, &magic), POISE_OK);
    snprintf(type, sizeof type, "%s", ask(magic, "a", feeds, FRONT)->type);
    assert_string_equal(ask(magic, "a", feeds, SIZE)->type, type);
    poise__magic_free(magic);
    free(feeds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_database_is_told_at_once),
        cmocka_unit_test(the_environment_has_no_say),
        cmocka_unit_test(it_speaks_where_own_checks_are_silent),
        cmocka_unit_test(a_hostile_file_is_asked_for_by_its_front),
    };
    struct poise__magic *magic;

    finder_init(&finder);
    poise_status st = poise__magic_new(&finder.alloc, NULL, &magic);
    if (st == POISE_OK) poise__magic_free(magic);
    int failed = st == POISE_E_UNSUPPORTED ? 77 : cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
