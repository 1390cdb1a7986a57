/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* RTLD_NEXT */

#include "unit.h"

#include "../oom/failing_alloc.h"
#include "media/media.h"
#include "media/media_config.h"

static const char words[] =
    "See https://a.example/p.png, b.com/x, data:image/png;base64,aaaa, file.pdf "
    "or call 01 23 45 67 89 and write to a@b.example.";
static const char asked[] = "Why https://a.example/p.png and b.com/x?";

static poise_status find_all(struct poise__media_set *set, struct poise__magic *magic,
                             const struct poise__media_lists *lists)
{
    /* A font, which our own checks leave to libmagic. */
    static const char font[] = "OTTO\0\x0A\0\x80\0\3\0 CFF ";
    poise_attachment attachment = {
        .size = sizeof attachment, .name = "a", .data = font, .data_len = sizeof font - 1
    };
    struct poise__text text = { .origin = SLICE(words) };
    static const char *const reported = "http://pics.example/reported.jpg";
    struct poise__media_input input = { .text = &text,
                                        .reply_to = SLICE(asked),
                                        .reported = &reported,
                                        .reported_count = 1,
                                        .attachments = &attachment,
                                        .attachment_count = 1,
                                        .lists = lists,
                                        .magic = magic };

    return poise__media_find(set, &input);
}

static void find_under_failures(struct poise__magic *magic)
{
    struct failing_alloc failing = { 0 };
    poise_alloc alloc = failing_alloc_of(&failing);
    struct poise__media_set set;
    poise_status st = POISE_E_NOMEM;

    for (uint64_t at = 1; st != POISE_OK; at++) {
        poise__media_init(&set, &alloc);
        failing.calls = 0;
        failing.fail_at = at;
        st = find_all(&set, magic, NULL);
        if (st != POISE_OK) {
            assert_int_equal(st, POISE_E_NOMEM);
            assert_int_equal(set.media.count, 0);
            assert_int_equal(set.contacts.count, 0);
        }
        /* Still usable, and warm it allocates nothing. */
        failing.fail_at = 0;
        assert_int_equal(find_all(&set, magic, NULL), POISE_OK);
        assert_int_equal(set.media.count, 5);
        assert_int_equal(set.contacts.count, 2);
        failing.calls = 0;
        assert_int_equal(find_all(&set, magic, NULL), POISE_OK);
        assert_int_equal(failing.calls, 0);
        poise__media_release(&set);
        assert_int_equal(failing.live, 0);
    }
    assert_false(failing.lied);
}

static void finding_survives_every_failure(void **state)
{
    (void)state;
    find_under_failures(NULL);
}

static void asking_libmagic_survives_every_failure(void **state)
{
    poise_alloc alloc;
    struct poise__magic *magic = NULL;

    (void)state;
    poise__alloc_init(&alloc, NULL);
    if (poise__magic_new(&alloc, NULL, &magic) == POISE_E_UNSUPPORTED) return;
    assert_non_null(magic);
    /* libmagic allocates for itself; what is ours to survive is the copy of its answer. */
    find_under_failures(magic);
    poise__magic_free(magic);
}

static void making_lists_survives_every_failure(void **state)
{
    static const char *const own[] = { "a.example", "b@a.example", "+33123456789" };
    poise_checker_options options = {
        .size = sizeof options, .own = own, .own_count = 3, .flagged = own, .flagged_count = 1
    };
    struct failing_alloc failing = { 0 };
    poise_alloc alloc = failing_alloc_of(&failing);
    struct poise__media_lists *lists = NULL;
    poise_status st = POISE_E_NOMEM;

    (void)state;
    for (uint64_t at = 1; st != POISE_OK; at++) {
        failing.calls = 0;
        failing.fail_at = at;
        st = poise__media_lists_new(&alloc, &options, &lists, &(poise_error){ 0 });
        if (st == POISE_OK) break;
        assert_int_equal(st, POISE_E_NOMEM);
        assert_int_equal(failing.live, 0);
    }
    poise__media_lists_free(lists);
    assert_int_equal(failing.live, 0);
    assert_false(failing.lied);
}

static void making_a_handle_survives_every_failure(void **state)
{
    struct failing_alloc failing = { .fail_at = 1 };
    poise_alloc alloc = failing_alloc_of(&failing);
    struct poise__magic *magic = NULL;
    poise_status st = poise__magic_new(&alloc, NULL, &magic);

    (void)state;
    if (st == POISE_E_UNSUPPORTED) return;
    assert_int_equal(st, POISE_E_NOMEM);
    assert_null(magic);
    assert_int_equal(poise__magic_new(&alloc, NULL, &magic), POISE_OK);
    poise__magic_free(magic);
    assert_int_equal(failing.live, 0);
}

#if POISE_HAVE_MAGIC

#include <dlfcn.h>
#include <errno.h>
#include <magic.h>

/* libmagic's functions, which fail as it does for want of memory: malloc is not ours to replace. */
static bool libmagic_fails;

const char *magic_buffer(magic_t handle, const void *bytes, size_t len)
{
    const char *(*real)(magic_t, const void *, size_t) = NULL;

    if (libmagic_fails) return NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "magic_buffer");
    return real(handle, bytes, len);
}

int magic_errno(magic_t handle)
{
    int (*real)(magic_t) = NULL;

    if (libmagic_fails) return ENOMEM;
    *(void **)&real = dlsym(RTLD_NEXT, "magic_errno");
    return real(handle);
}

static void what_libmagic_lacks_memory_for_is_not_unknown(void **state)
{
    struct poise__magic *magic = NULL;
    struct poise__media_set set;
    poise_alloc alloc;

    (void)state;
    poise__alloc_init(&alloc, NULL);
    poise__media_init(&set, &alloc);
    assert_int_equal(poise__magic_new(&alloc, NULL, &magic), POISE_OK);
    libmagic_fails = true;
    assert_int_equal(find_all(&set, magic, NULL), POISE_E_NOMEM);
    assert_int_equal(set.media.count, 0);
    libmagic_fails = false;
    assert_int_equal(find_all(&set, magic, NULL), POISE_OK);
    assert_int_equal(set.media.count, 5);
    poise__media_release(&set);
    poise__magic_free(magic);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finding_survives_every_failure),
        cmocka_unit_test(asking_libmagic_survives_every_failure),
        cmocka_unit_test(making_lists_survives_every_failure),
        cmocka_unit_test(making_a_handle_survives_every_failure),
#if POISE_HAVE_MAGIC
        cmocka_unit_test(what_libmagic_lacks_memory_for_is_not_unknown),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
