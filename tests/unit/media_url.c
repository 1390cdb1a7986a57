/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media_find.h"

static struct finder finder;

static void check(const char *text, const char *target, uint32_t flags)
{
    find_in(&finder, text);
    assert_string_equal(media_at(&finder, 0)->target, target);
    assert_int_equal(media_at(&finder, 0)->flags, flags);
}

static void a_target_is_cleaned(void **state)
{
    (void)state;
    check("HTTPS://Brand.EXAMPLE/Path", "https://brand.example/Path", 0);
    check("hxxp://evil[.]example/x", "http://evil.example/x", POISE_MEDIA_OBFUSCATED);
    check("https[:]//evil(dot)example", "https://evil.example", POISE_MEDIA_OBFUSCATED);
    check("https://ev\xC2\xADil.example/", "https://evil.example/", POISE_MEDIA_INVISIBLE);
    check("https:\\\\evil.example/a", "https://evil.example/a", 0);
}

static void deception_in_a_host_is_flagged(void **state)
{
    (void)state;
    check("https://brand.com@evil.example/", "https://brand.com@evil.example/",
          POISE_MEDIA_USERINFO);
    check("http://192.168.0.1/x", "http://192.168.0.1/x", POISE_MEDIA_IP_HOST);
    check("http://0x7f.1/x", "http://0x7f.1/x", POISE_MEDIA_IP_HOST);
    check("http://2130706433/x", "http://2130706433/x", POISE_MEDIA_IP_HOST);
    check("http://[::1]/x", "http://[::1]/x", POISE_MEDIA_IP_HOST);
    check("https://b\xD0\xB0nk.example/", "https://b\xD0\xB0nk.example/", POISE_MEDIA_MIXED_SCRIPT);
    check("https://xn--bnk-7cd.example/", "https://xn--bnk-7cd.example/", POISE_MEDIA_PUNYCODE);
    check("https://bit.ly/a", "https://bit.ly/a", POISE_MEDIA_SHORTENED);
    check("https://a.example/r?u=https%3A%2F%2Fevil.example",
          "https://a.example/r?u=https%3A%2F%2Fevil.example", POISE_MEDIA_REDIRECTOR);
}

static void lists_judge_the_parsed_host(void **state)
{
    static const char *const own[] = { "brand.example", "help@post.example", "+33 1 23 45 67 89" };
    static const char *const flagged[] = { "evil.example", "http://pics.example/bad" };
    poise_checker_options options = {
        .size = sizeof options, .own = own, .own_count = 3, .flagged = flagged, .flagged_count = 2
    };
    struct poise__media_lists *lists;

    (void)state;
    assert_int_equal(poise__media_lists_new(&finder.alloc, &options, &lists), POISE_OK);
    finder.input.lists = lists;
    check("https://www.brand.example:8443/x", "https://www.brand.example:8443/x", POISE_MEDIA_OWN);
    check("https://brand.example@other.example/", "https://brand.example@other.example/",
          POISE_MEDIA_USERINFO);
    check("https://brand.example/r?u=http://a.example",
          "https://brand.example/r?u=http://a.example", POISE_MEDIA_REDIRECTOR);
    check("https://a.EVIL.example/", "https://a.evil.example/", POISE_MEDIA_FLAGGED);
    check("https://pics.example/x/../%62ad/1", "https://pics.example/x/../%62ad/1",
          POISE_MEDIA_FLAGGED);
    check("https://pics.example/badly", "https://pics.example/badly", 0);
    find_in(&finder, "help@post.example, you@post.example, me@brand.example, 01 23 45 67 89");
    assert_int_equal(finder.set.contacts.count, 4);
    assert_true(contact_at(&finder, 0)->own);
    assert_false(contact_at(&finder, 1)->own);
    assert_true(contact_at(&finder, 2)->own);
    assert_true(contact_at(&finder, 3)->own);
    finder.input.lists = NULL;
    poise__media_lists_free(lists);
}

static void an_entry_that_is_nothing_is_refused(void **state)
{
    static const char *const bad[] = { "", "no host", "brand", "@", "a@" };
    static const char *const mail[] = { "a@b.example" };
    struct poise__media_lists *lists = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        poise_checker_options options = { .size = sizeof options, .own = &bad[i], .own_count = 1 };
        assert_int_equal(poise__media_lists_new(&finder.alloc, &options, &lists), POISE_E_ARG);
    }
    poise_checker_options options = { .size = sizeof options, .flagged = mail, .flagged_count = 1 };
    assert_int_equal(poise__media_lists_new(&finder.alloc, &options, &lists), POISE_E_ARG);
    assert_null(lists);
    poise__media_lists_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_target_is_cleaned),
        cmocka_unit_test(deception_in_a_host_is_flagged),
        cmocka_unit_test(lists_judge_the_parsed_host),
        cmocka_unit_test(an_entry_that_is_nothing_is_refused),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
