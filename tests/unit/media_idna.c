/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "suite_rows.h"

#include "base/utf8.h"
#include "media/url/host.h"
#include "media/url/idna.h"
#include "media/url/punycode.h"

static struct poise__host read(const char *text)
{
    struct poise__host host;

    poise__host_read((struct poise__slice){ text, strlen(text) }, &host);
    host.name[host.len] = '\0';
    return host;
}

static void check(const char *text, const char *name, uint32_t flags)
{
    struct poise__host host = read(text);

    assert_string_equal(host.name, name);
    assert_int_equal(host.flags, flags);
}

static void a_host_has_one_name(void **state)
{
    (void)state;
    check("M\xC3\xBCnchen.DE", "xn--mnchen-3ya.de", 0);
    check("mu\xCC\x88nchen.de", "xn--mnchen-3ya.de", 0);
    check("xn--MNCHEN-3ya.de", "xn--mnchen-3ya.de", POISE_MEDIA_PUNYCODE);
    check("stra\xC3\x9F"
          "e.de",
          "xn--strae-oqa.de", 0);
    check("STRA\xE1\xBA\x9E"
          "E.de",
          "xn--strae-oqa.de", 0);
    check("x\xE3\x80\x82y\xEF\xBC\x8Ez\xEF\xBD\xA1gr", "x.y.z.gr", 0);
    check("\xEF\xBD\x81\xEF\xBD\x82.de", "ab.de", 0);
    check("k\xC2\xADl.gr", "kl.gr", 0);
    check("shop.example.", "shop.example", 0);
}

static void names_of_one_language_are_plain(void **state)
{
    (void)state;
    assert_int_equal(
        read("\xD0\xBA\xD1\x80\xD0\xB5\xD0\xBC\xD0\xBB\xD1\x8C.\xD1\x80\xD1\x84").flags, 0);
    assert_int_equal(read("\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E.jp").flags, 0);
    assert_int_equal(read("\xE3\x81\xAE\xE6\x97\xA5\xE3\x83\x86tv.jp").flags, 0);
    assert_int_equal(read("\xC3\xB1"
                          "and\xC3\xBA.cl")
                         .flags,
                     0);
    assert_int_equal(read("c\xC5\x93ur.fr").flags, 0);
    assert_int_equal(read("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D.example").flags, 0);
    /* Twins only, under a suffix in the same letters. */
    assert_int_equal(read("\xD1\x81\xD0\xBE\xD1\x80.\xD1\x80\xD1\x84").flags, 0);
    assert_int_equal(read("a-b.xn--p1ai").flags, POISE_MEDIA_PUNYCODE);
}

static void names_that_look_like_others_are_told(void **state)
{
    (void)state;
    /* Cyrillic all through, and one letter among Latin ones. */
    check("\xD0\xB0\xD1\x80\xD1\x80\xD3\x8F\xD0\xB5.com", "xn--80ak6aa92e.com",
          POISE_MEDIA_MIXED_SCRIPT);
    check("xn--80ak6aa92e.com", "xn--80ak6aa92e.com",
          POISE_MEDIA_MIXED_SCRIPT | POISE_MEDIA_PUNYCODE);
    assert_int_equal(read("b\xD0\xB0nk.example").flags, POISE_MEDIA_MIXED_SCRIPT);
    assert_int_equal(read("www.b\xD0\xB0nk.example").flags, POISE_MEDIA_MIXED_SCRIPT);
    assert_int_equal(read("g\xCE\xBFogle.example").flags, POISE_MEDIA_MIXED_SCRIPT);
    assert_int_equal(read("g\xC9\xA1le.example").flags, POISE_MEDIA_MIXED_SCRIPT);
    assert_int_equal(read("\xD0\xB6\xCF\x89.example").flags, POISE_MEDIA_MIXED_SCRIPT);
}

static void what_the_rules_forbid_is_told(void **state)
{
    static const char *const bad[] = {
        "a..example",
        ".a.example",
        "a b.example",
        "a<b.example",
        "xn--a.example",
        "xn--.example",
        "xn--ASCII-.example",
        "xn--te\xC5\xA1la.example",
        "\xCC\x81x.example",
        "x\xE2\x80\x8Dy.example",
        "x\xE2\x80\x8Cy.example",
        "x\xE2\x80\xAEy.example",
        "x\xE2\x92\x88org",
        "\xD9\x8Ax",
        "1.2.3.256",
        "1.2.3.4.5",
        "[::g]",
        "a\xFF.example",
        "a123456789012345678901234567890123456789012345678901234567890123.example",
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (!(read(bad[i]).flags & POISE_MEDIA_BAD_HOST)) fail_msg("%s is no bad host", bad[i]);
    assert_int_equal(read("under_score.example").flags, 0);
    assert_int_equal(read("-a-.a--b.example").flags, 0);
}

static void numbers_are_addresses(void **state)
{
    (void)state;
    check("192.168.0.1", "192.168.0.1", POISE_MEDIA_IP_HOST);
    check("0xC0.0250.1", "192.168.0.1", POISE_MEDIA_IP_HOST);
    check("3232235521", "192.168.0.1", POISE_MEDIA_IP_HOST);
    check("%31%39%32.168.0.1", "192.168.0.1", POISE_MEDIA_IP_HOST);
    check("[::FFFF:192.168.0.1]", "192.168.0.1", POISE_MEDIA_IP_HOST);
    check("[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]", POISE_MEDIA_IP_HOST);
    check("[::]", "[::]", POISE_MEDIA_IP_HOST);
    check("[1::]", "[1::]", POISE_MEDIA_IP_HOST);
    assert_int_equal(read("[1:2]").flags, POISE_MEDIA_IP_HOST | POISE_MEDIA_BAD_HOST);
    assert_int_equal(read("[1::2::3]").flags, POISE_MEDIA_IP_HOST | POISE_MEDIA_BAD_HOST);
    assert_int_equal(read("[1:2:3:4:5:6:7:8:9]").flags, POISE_MEDIA_IP_HOST | POISE_MEDIA_BAD_HOST);
    assert_int_equal(read("a1.example").flags, 0);
}

static void punycode_knows_its_bounds(void **state)
{
    static const int32_t label[] = { 'a', 0xFC, 0x10FFFF };
    int32_t points[8], digits[32];
    uint32_t len, count;
    char out[32];

    (void)state;
    assert_true(poise__punycode_encode(label, 3, out, sizeof out, &len));
    for (uint32_t i = 0; i < len; i++) digits[i] = out[i];
    assert_true(poise__punycode_decode(digits, len, points, 8, &count));
    assert_int_equal(count, 3);
    assert_memory_equal(points, label, sizeof label);
    assert_false(poise__punycode_decode(digits, len, points, 2, &count));
    assert_false(poise__punycode_decode(digits, len - 1, points, 8, &count));
    for (uint32_t room = 0; room < len; room++)
        assert_false(poise__punycode_encode(label, 3, out, room, &len));
    for (uint32_t i = 0; i < 32; i++) digits[i] = '9';
    assert_false(poise__punycode_decode(digits, 32, points, 8, &count));
}

/* ---- Web Platform Tests ------------------------------------------------------------------- */

struct tally {
    size_t passed, total, quiet, bad, bad_told;
};

static bool is_beyond_dns(const char *name)
{
    size_t label = 0, len = strlen(name);

    for (size_t i = 0; i < len; i++) {
        if (name[i] == '.' && label == 0) return true;
        label = name[i] == '.' ? 0 : label + 1;
        if (label > 63) return true;
    }
    return len > 253;
}

/* What the suite lets pass and we tell: names that are longer than DNS allows or have an empty label,
 * and xn-- in plain ASCII, which browsers do not look into. */
static bool may_be_told(const char *input, const char *name)
{
    bool is_ascii = true;

    for (const char *c = input; *c; c++)
        if ((unsigned char)*c >= 0x80) is_ascii = false;
    return (is_ascii && strstr(name, "xn--")) || is_beyond_dns(name);
}

static void judge(const json_t *row, void *ctx)
{
    const json_t *test = json_object_get(row, "case"), *output = json_object_get(test, "output");
    const json_t *input = json_object_get(test, "input");
    int32_t points[POISE__HOST_POINTS];
    struct tally *tally = ctx;
    struct poise__idna idna;
    char name[POISE__HOST_NAME + 1] = "";
    uint32_t count = 0, len = 0;

    const uint8_t *bytes = (const uint8_t *)json_string_value(input);
    for (size_t at = 0, end = json_string_length(input); at < end; count++)
        at += poise__utf8_take(bytes + at, end - at, &points[count]);
    bool fits = poise__idna_read(points, count, &idna) &&
                poise__idna_ascii(&idna, name, POISE__HOST_NAME, &len);
    name[len] = '\0';
    struct poise__host host = read(json_string_value(input));
    bool is_bad = host.flags & POISE_MEDIA_BAD_HOST;
    if (json_is_null(output)) {
        tally->bad++;
        tally->bad_told += is_bad;
        if (!is_bad) printf("  not told: %s %s\n", row_text(row, "id"), json_string_value(input));
        return;
    }
    bool passed = fits && strcmp(name, json_string_value(output)) == 0;
    bool quiet = !is_bad || may_be_told(json_string_value(input), json_string_value(output));
    tally->total++;
    tally->passed += passed;
    tally->quiet += quiet;
    if (!passed || !quiet)
        printf("  %s: %s, not %s%s\n", row_text(row, "id"), name, json_string_value(output),
               quiet ? "" : " (told)");
}

static void check_suite(const char *suite, size_t told)
{
    struct tally tally = { 0 };

    if (!getenv("POISE_SUITES")) skip();
    each_suite_row(suite, judge, &tally);
    printf("%s: %zu of %zu valid hosts, %zu of them quiet; %zu of %zu bad ones told\n", suite,
           tally.passed, tally.total, tally.quiet, tally.bad_told, tally.bad);
    assert_int_equal(tally.passed, tally.total);
    assert_int_equal(tally.quiet, tally.total);
    assert_true(tally.bad_told >= told);
}

static void web_platform_hosts_pass(void **state)
{
    (void)state;
    check_suite("wpt-toascii", 19);
}

static void web_platform_idna_hosts_pass(void **state)
{
    (void)state;
    check_suite("wpt-IdnaTestV2", 1114);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_host_has_one_name),
        cmocka_unit_test(names_of_one_language_are_plain),
        cmocka_unit_test(names_that_look_like_others_are_told),
        cmocka_unit_test(what_the_rules_forbid_is_told),
        cmocka_unit_test(numbers_are_addresses),
        cmocka_unit_test(punycode_knows_its_bounds),
        cmocka_unit_test(web_platform_hosts_pass),
        cmocka_unit_test(web_platform_idna_hosts_pass),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
