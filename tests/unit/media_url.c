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
    check("https:\\\\evil.example/a", "https://evil.example/a", POISE_MEDIA_BACKSLASH);
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
    check("https://xn--bnk-7cd.example/", "https://xn--bnk-7cd.example/",
          POISE_MEDIA_PUNYCODE | POISE_MEDIA_MIXED_SCRIPT);
    check("https://bit.ly/a", "https://bit.ly/a", POISE_MEDIA_SHORTENED);
    check("https://a.example/r?u=https%3A%2F%2Fevil.example",
          "https://a.example/r?u=https%3A%2F%2Fevil.example", POISE_MEDIA_REDIRECTOR);
}

static void only_the_spelling_shows_some_deceptions(void **state)
{
    char text[2200] = "https://a.example/";
    char *path = text + strlen(text);

    (void)state;
    memset(path, 'a', 2083 - strlen(text));
    check(text, text, 0);
    strcat(text, "a");
    check(text, text, POISE_MEDIA_TOO_LONG);
    check("https://a.example/x\xE2\x80\xAEgnp.exe", "https://a.example/xgnp.exe",
          POISE_MEDIA_INVISIBLE | POISE_MEDIA_BIDI);
    check("https://a.example/x\xD8\x9Cy", "https://a.example/xy",
          POISE_MEDIA_INVISIBLE | POISE_MEDIA_BIDI);
    check("https://a.example/x\xE2\x80\x8By", "https://a.example/xy", POISE_MEDIA_INVISIBLE);
}

static void a_host_that_the_rules_forbid_is_told(void **state)
{
    (void)state;
    check("https://xn--a.example/", "https://xn--a.example/",
          POISE_MEDIA_PUNYCODE | POISE_MEDIA_BAD_HOST);
    check("https://1.2.3.4.5/", "https://1.2.3.4.5/", POISE_MEDIA_BAD_HOST);
}

/* ---- URLs inside URLs --------------------------------------------------------------------- */

static void check_kind(const char *text, uint32_t kind, uint32_t flags)
{
    find_in(&finder, text);
    if (media_at(&finder, 0)->kind != kind || media_at(&finder, 0)->flags != flags)
        fail_msg("%s: kind %u flags %x", text, media_at(&finder, 0)->kind,
                 media_at(&finder, 0)->flags);
}

static void a_redirector_is_what_it_leads_to(void **state)
{
    static const char *const nested[] = {
        "https://a.example/r?u=https://b.example/x.png",
        "https://a.example/r?u=https%3A%2F%2Fb.example%2Fx.png",
        "https://a.example/r?u=https%253A%252F%252Fb.example%252Fx.png",
        "https://a.example/r?u=https%25253A%25252F%25252Fb.example%25252Fx.png",
        "https://a.example/r?x=1&anything=https://b.example/x.png&y=2",
        "https://a.example/https://b.example/x.png",
        "https://a.example/r/https%3A%2F%2Fb.example%2Fx.png",
        "https://a.example/#to=https://b.example/x.png",
        "https://a.example/#/https%3A%2F%2Fb.example%2Fx.png",
        "https://a.example/r?url=//b.com/x.png",
        "https://a.example/r?url=%2F%2Fb.com%2Fx.png",
        "https://a.example/r?url=b.com/x.png",
        "https://a.example/r?redirect_uri=b.com%2Fx.png",
        "https://a.example/r?next=https:b.com/x.png",
        "https://a.example/r?%6Eext=b.com/x.png",
        "https://www.google.com/url?q=b.com/x.png",
        /* Three deep. */
        "https://a.example/?u=http%3A%2F%2Fb.gr%2F%3Fu%3Dhttp%253A%252F%252Fc.gr%252Fx.png",
        "https://a.example/http://b.example/http://c.example/http://d.example/x.png",
        /* One that is escaped more often stands before a plain one. */
        "https://a.example/r?u=https%3A%2F%2Fb.example%2Fx.png%3Fv%3D+http://",
    };

    (void)state;
    for (size_t i = 0; i < sizeof nested / sizeof nested[0]; i++)
        check_kind(nested[i], POISE_MEDIA_IMAGE, POISE_MEDIA_REDIRECTOR);
    check_kind("https://a.example/r?u=https://b.example/", POISE_MEDIA_PAGE,
               POISE_MEDIA_REDIRECTOR);
    check_kind("https://a.example/x.jpg?from=https://b.example/", POISE_MEDIA_IMAGE,
               POISE_MEDIA_REDIRECTOR);
    check_kind("https://www.youtube.com/redirect?q=https%3A%2F%2Fb.example%2F", POISE_MEDIA_PAGE,
               POISE_MEDIA_REDIRECTOR);
    check_kind("https://a.example/r?u=https://bit.ly/x", POISE_MEDIA_SHORTENER,
               POISE_MEDIA_REDIRECTOR | POISE_MEDIA_SHORTENED);
}

static void a_parameter_alone_is_no_redirector(void **state)
{
    static const char *const plain[] = {
        "https://a.example/r?next=/account/home",
        "https://a.example/r?q=b.com/x.png",
        "https://a.example/r?page=b.com",
        "https://a.example/r?next=page.html",
        "https://a.example/r?to=2024.05",
        "https://a.example/r?to=John.Smith",
        "https://a.example/r?link=12",
        "https://a.example/b.com/x",
        "https://a.example/r?url=",
        "https://a.example/r?url=%",
    };

    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        check_kind(plain[i], POISE_MEDIA_PAGE, 0);
}

static void nested_urls_take_linear_time(void **state)
{
    static const char *const seeds[] = { "http://",    "http://a/",    "http%3A%2F%2Fa.b%2F",
                                         "&u=//a.com", "%25252525",    "u=a.com/",
                                         ":",          "http:",        "&to=http%253A%252F%252Fa",
                                         "://",        "/http://b.c/", "%68ttp:%2F%2F",
                                         ";a=//b.c",   ";a",           "=//%09",
                                         "http:a" };
    enum { LEN = 1 << 18 };
    char *text = malloc(LEN + 1);

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        size_t step = strlen(seeds[i]);
        for (size_t at = 0; at < LEN; at++) text[at] = seeds[i][at % step];
        text[LEN] = '\0';
        memcpy(text, "https://a.example/?", 19);
        find_in(&finder, text);
        text[18] = '/';
        find_in(&finder, text);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_target_is_cleaned),
        cmocka_unit_test(deception_in_a_host_is_flagged),
        cmocka_unit_test(only_the_spelling_shows_some_deceptions),
        cmocka_unit_test(a_host_that_the_rules_forbid_is_told),
        cmocka_unit_test(a_redirector_is_what_it_leads_to),
        cmocka_unit_test(a_parameter_alone_is_no_redirector),
        cmocka_unit_test(nested_urls_take_linear_time),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
