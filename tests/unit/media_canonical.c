/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "suite_rows.h"

#include "../oom/failing_alloc.h"
#include "media/url/canonical.h"
#include "media/lists/lists.h"

static poise_alloc heap;
static struct poise__arena arena;

static struct poise__canonical canonical_of(const char *text, size_t len)
{
    struct poise__canonical canonical;
    struct poise__url url;

    poise__arena_reset(&arena);
    poise__url_split((struct poise__slice){ text, len }, &url);
    assert_true(poise__url_canonical(&arena, &url, &canonical));
    return canonical;
}

/* The key with its scheme, as Safe Browsing writes a URL. */
static const char *spelt(const char *text, size_t len)
{
    struct poise__canonical canonical = canonical_of(text, len);
    struct poise__url url;

    poise__url_split((struct poise__slice){ text, len }, &url);
    if (canonical.host_len == 0) return canonical.key;
    const char *scheme = url.scheme.len > 0 ? url.scheme.data : "http";
    int scheme_len = url.scheme.len > 0 ? (int)url.scheme.len : 4;
    const char *out = poise__arena_format(&arena, "%.*s://%s", scheme_len, scheme, canonical.key);
    assert_non_null(out);
    return out;
}

static void check(const char *text, const char *want)
{
    assert_string_equal(spelt(text, strlen(text)), want);
}

static void check_key(const char *text, const char *want)
{
    assert_string_equal(canonical_of(text, strlen(text)).key, want);
}

static void a_canonical_url_has_no_second_spelling(void **state)
{
    (void)state;
    check("Shop.Example", "http://shop.example/");
    check("https://me:secret@shop.example:8443/a#b", "https://shop.example/a");
    check(" http://shop.example/a\tb ", "http://shop.example/ab");
    check("http://..shop...example../", "http://shop.example/");
    check("http://shop.example/a/./b/../../c//d/..", "http://shop.example/c/");
    check("http://shop.example/../../a", "http://shop.example/a");
    check("http://shop.example/%2561%25252e", "http://shop.example/a.");
    check("http://shop.example/%61%2562?%63", "http://shop.example/ab?c");
    check("http://shop.example/a?", "http://shop.example/a?");
    check("http://shop.example?a=/../b", "http://shop.example/?a=/../b");
    check("http://shop.example/%00%7f%23%25\xC3\xA9", "http://shop.example/%00%7F%23%25%C3%A9");
}

static void a_key_is_where_a_link_leads(void **state)
{
    (void)state;
    check_key("ftp://shop.example/a", "shop.example/a");
    check_key("data:image/png;base64,a//b", "data:image/png;base64,a//b");
    check_key("file:///C:/a/../b", "file:/C:/b");
    check_key("/a/../b.png", "/b.png");
    check_key("http://[0:0::0:1]/", "[::1]/");
    check_key("http://[2001:DB8:0:0:1::]/", "[2001:db8:0:0:1::]/");
    check_key("http://[::ffff:1.2.3.4]/", "1.2.3.4/");
    check_key("http://[2002:102:304::]/", "1.2.3.4/");
    check_key("http://[64:ff9b::102:304]/", "1.2.3.4/");
    check_key("http://[::1:2]/", "[::1:2]/");
    check_key("//shop.example/a.png", "shop.example/a.png");
    check_key("/\\shop.example/a.png", "shop.example/a.png");
    check_key("\\\\shop.example/a.png", "shop.example/a.png");
    check_key("///shop.example/a", "shop.example/a");
    check_key("http://shop.example:/a", "shop.example/a");
    check_key("http://shop.example.:?a", "shop.example/?a");
    check_key("http://[::1]:/a", "[::1]/a");
    check_key("http://[::1]", "[::1]/");
    check_key("//", "/");
    check_key("//?a", "/?a");
    check_key("http://0x7F.1/", "127.0.0.1/");
    check_key("http://017700000001/", "127.0.0.1/");
    check_key("http://2130706433/", "127.0.0.1/");
    check_key("http://m\xC3\xBCnchen.example/", "xn--mnchen-3ya.example/");
    check_key("http://M%C3%9CNCHEN.example/", "xn--mnchen-3ya.example/");
    check_key("http://xn--mnchen-3ya.example/", "xn--mnchen-3ya.example/");
}

static void what_a_browser_asks_for_keeps_its_escapes(void **state)
{
    static const char *const pairs[][2] = {
        { "http://shop.example", "shop.example/" },
        { "http://shop.example/a/%2e%2E/b", "shop.example/b" },
        { "http://shop.example/a/.%2e", "shop.example/" },
        { "http://shop.example/a/%2e/b/.", "shop.example/a/b/" },
        { "http://shop.example/a//../b", "shop.example/a/b" },
        { "http://shop.example/a/%252e%252e/b", "shop.example/a/%252e%252e/b" },
        { "http://shop.example/a/%2e%2e%2fb", "shop.example/a/%2e%2e%2fb" },
        { "http://shop.example/a/%2e%2e%2e/b", "shop.example/a/%2e%2e%2e/b" },
        { "http://SHOP.example/\xC3\xA9\t\n", "shop.example/%C3%A9" },
        { "http://shop.example/a?%2e%2e/b", "shop.example/a?%2e%2e/b" },
        { "data:,a%20b", "data:,a%20b" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        assert_string_equal(canonical_of(pairs[i][0], strlen(pairs[i][0])).asked, pairs[i][1]);
}

static void a_script_has_no_host(void **state)
{
    static const char *const scripts[] = { "javascript://brand.com/%0aalert(1)",
                                           "VBScript://brand.com/x", "javascript:brand.com/x" };

    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        struct poise__canonical canonical = canonical_of(scripts[i], strlen(scripts[i]));
        assert_int_equal(canonical.host_len, 0);
        assert_false(canonical.is_page);
    }
}

static void a_canonical_url_is_its_own_canonical_url(void **state)
{
    static const char *const texts[] = { "http://a.example/%25%32%35?%2561#x",
                                         "b.example//c/../%%",
                                         "http://\xC3\xA9.example/\xC3\xA9",
                                         "http://%01%80.com/",
                                         "http://0x7f.1/a%2Fb",
                                         "http://[::1]/%20" };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char once[256];
        snprintf(once, sizeof once, "%s", spelt(texts[i], strlen(texts[i])));
        check(once, once);
    }
}

static void what_is_too_long_for_a_host_keeps_its_end(void **state)
{
    size_t len = 1 << 20;
    char *text = malloc(len);

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < len; i++) text[i] = i % 2 ? '.' : 'a';
    memcpy(text + len - 13, ".evil.example", 13);
    struct poise__canonical canonical = canonical_of(text, len);
    assert_true(canonical.flags & POISE_MEDIA_BAD_HOST);
    assert_true(canonical.host_len < 1024);
    assert_string_equal(canonical.key + canonical.host_len - 13, ".evil.example/");
    free(text);
}

/* Each of these would take minutes if any step were quadratic. */
static void hostile_urls_take_linear_time(void **state)
{
    static const char *const seeds[] = {
        "%25",          "%2525252525", "../", "/./", "//", "%2e%2e%2f", "\xCC\x81\xCC\xA3",
        "\xE2\x80\x8D", "?",           "%",   "a."
    };
    enum { LEN = 1 << 20 };
    char *text = malloc(LEN);

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        size_t step = strlen(seeds[i]);
        for (size_t at = 0; at < LEN; at++) text[at] = seeds[i][at % step];
        canonical_of(text, LEN);
        memcpy(text, "http://a.b/", 11);
        canonical_of(text, LEN);
    }
    free(text);
}

static void a_lack_of_memory_is_told(void **state)
{
    struct failing_alloc failing = { .fail_at = 1 };
    poise_alloc alloc = failing_alloc_of(&failing);
    struct poise__canonical canonical;
    struct poise__arena short_arena;
    struct poise__url url;

    (void)state;
    poise__arena_init(&short_arena, &alloc);
    poise__url_split(SLICE("http://a.example/b"), &url);
    assert_false(poise__url_canonical(&short_arena, &url, &canonical));
    assert_true(poise__url_canonical(&short_arena, &url, &canonical));
    poise__arena_release(&short_arena);
    assert_int_equal(failing.live, 0);
}

/* ---- Published vectors -------------------------------------------------------------------- */

struct tally {
    const char *op;
    size_t passed, total;
};

static void judge_canonical(const json_t *row, void *ctx)
{
    char input[4096], want[4096];
    struct tally *tally = ctx;

    if (strcmp(row_text(row, "op"), tally->op) != 0) return;
    size_t len = row_bytes(json_object_get(row, "input"), input, sizeof input);
    row_bytes(json_object_get(row, "want"), want, sizeof want);
    bool passed = strcmp(spelt(input, len), want) == 0;
    tally->total++;
    tally->passed += passed;
    if (!passed) printf("  %s: %s instead of %s\n", row_text(row, "id"), spelt(input, len), want);
}

/* Each expression of a URL, alone on the list, flags it. What has no host has none. */
static void judge_expressions(const json_t *row, void *ctx)
{
    const json_t *wanted = json_object_get(row, "want");
    struct tally *tally = ctx;
    bool passed = true;
    char input[4096];

    if (strcmp(row_text(row, "op"), tally->op) != 0) return;
    size_t len = row_bytes(json_object_get(row, "input"), input, sizeof input);
    for (size_t i = 0; i < json_array_size(wanted); i++) {
        const char *entry = row_text(json_array_get(wanted, i), "s");
        poise_checker_options options = { .size = sizeof options,
                                          .flagged = &entry,
                                          .flagged_count = 1 };
        struct poise__media_lists *lists;
        if (poise__media_lists_new(&heap, &options, &lists, &(poise_error){ 0 }) != POISE_OK) {
            passed = false; /* a host without a dot is no entry */
            break;
        }
        struct poise__canonical canonical = canonical_of(input, len);
        passed &= poise__lists_flagged(lists, &canonical);
        poise__media_lists_free(lists);
    }
    tally->total++;
    tally->passed += passed;
    if (!passed) printf("  %s\n", row_text(row, "id"));
}

/* Host, path and query apart; the host is unescaped. Nothing for what has no host. */
static void judge_parts(const json_t *row, void *ctx)
{
    const json_t *want = json_object_get(row, "want");
    struct tally *tally = ctx;
    char input[4096], joined[4096];

    if (strcmp(row_text(row, "op"), tally->op) != 0) return;
    size_t len = row_bytes(json_object_get(row, "input"), input, sizeof input);
    struct poise__canonical canonical = canonical_of(input, len);
    const char *query = json_string_value(json_array_get(want, 2));
    snprintf(joined, sizeof joined, "%s%s%s%s", json_string_value(json_array_get(want, 0)),
             json_string_value(json_array_get(want, 1)), *query ? "?" : "", query);
    bool passed = canonical.host_len > 0 ? strcmp(canonical.key, joined) == 0 : !*joined;
    tally->total++;
    tally->passed += passed;
    if (!passed) printf("  %s: %s\n", row_text(row, "id"), canonical.key);
}

static void check_suite(const char *name, const char *op,
                        void (*judge)(const json_t *row, void *ctx), size_t floor)
{
    struct tally tally = { .op = op };

    if (!getenv("POISE_SUITES")) skip();
    each_suite_row(name, judge, &tally);
    printf("%s %s: %zu of %zu\n", name, op, tally.passed, tally.total);
    assert_true(tally.passed >= floor);
}

static void published_urls_are_canonical(void **state)
{
    (void)state;
    check_suite("gsb-docs", "canonical_url", judge_canonical, 33);
}

static void published_expressions_flag(void **state)
{
    (void)state;
    check_suite("gsb-docs", "expressions", judge_expressions, 3);
}

static void published_parts_are_told_apart(void **state)
{
    (void)state;
    check_suite("gsb-docs", "host_path_query", judge_parts, 12);
}

/* It drops the query, which the published vectors keep. */
static void the_go_client_agrees_but_for_the_query(void **state)
{
    (void)state;
    check_suite("gsb-canonicalize", "canonical_url", judge_canonical, 30);
    check_suite("gsb-canonicalize", "patterns", judge_expressions, 13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_canonical_url_has_no_second_spelling),
        cmocka_unit_test(a_key_is_where_a_link_leads),
        cmocka_unit_test(what_a_browser_asks_for_keeps_its_escapes),
        cmocka_unit_test(a_script_has_no_host),
        cmocka_unit_test(a_canonical_url_is_its_own_canonical_url),
        cmocka_unit_test(what_is_too_long_for_a_host_keeps_its_end),
        cmocka_unit_test(hostile_urls_take_linear_time),
        cmocka_unit_test(a_lack_of_memory_is_told),
        cmocka_unit_test(published_urls_are_canonical),
        cmocka_unit_test(published_expressions_flag),
        cmocka_unit_test(published_parts_are_told_apart),
        cmocka_unit_test(the_go_client_agrees_but_for_the_query),
    };

    poise__alloc_init(&heap, NULL);
    poise__arena_init(&arena, &heap);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    poise__arena_release(&arena);
    return failed;
}
