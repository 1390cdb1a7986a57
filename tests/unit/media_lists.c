/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media_find.h"

#include <stdio.h>

#include "../oom/failing_alloc.h"

static struct finder finder;

static void use_lists(const char *const *own, uint32_t own_count, const char *const *flagged,
                      uint32_t flagged_count)
{
    poise_checker_options options = { .size = sizeof options,
                                      .own = own,
                                      .own_count = own_count,
                                      .flagged = flagged,
                                      .flagged_count = flagged_count };
    struct poise__media_lists *lists;

    assert_int_equal(poise__media_lists_new(&finder.alloc, &options, &lists, &(poise_error){ 0 }),
                     POISE_OK);
    finder.input.lists = lists;
}

static int drop_lists(void **state)
{
    (void)state;
    poise__media_lists_free((struct poise__media_lists *)finder.input.lists);
    finder.input.lists = NULL;
    finder.input.reply_to = (struct poise__slice){ NULL, 0 };
    finder.input.attachments = NULL;
    finder.input.attachment_count = 0;
    return 0;
}

/* Does any link of the text have the flag? */
static bool any_has(const char *text, uint32_t flag)
{
    bool has = false;

    find_in(&finder, text);
    for (uint32_t i = 0; i < finder.set.media.count; i++)
        has |= (media_at(&finder, i)->flags & flag) != 0;
    return has;
}

static void check_all(const char *const *texts, size_t count, uint32_t flag, bool want)
{
    for (size_t i = 0; i < count; i++)
        if (any_has(texts[i], flag) != want)
            fail_msg("%s: %x is %s", texts[i], flag, want ? "missing" : "set");
}

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* ---- Own ---------------------------------------------------------------------------------- */

static void own_is_what_leads_to_the_brand(void **state)
{
    static const char *const own[] = { "brand.com", "https://shared.example/brand/",
                                       "m\xC3\xBCnchen.de", "192.0.2.7" };
    static const char *const is_own[] = { "https://brand.com/",
                                          "https://www.brand.com:8443/x",
                                          "https://BRAND.com./x",
                                          "https://me@brand.com/",
                                          "https://shared.example/brand/help",
                                          "https://m\xC3\x9CNCHEN.de/",
                                          "https://xn--mnchen-3ya.de/",
                                          "http://0xC0000207/" };
    static const char *const is_not[] = { "https://evil-brand.com/",
                                          "https://brand.com.evil.com/",
                                          "https://brand.com@evil.com/",
                                          "https://brand.com:x@evil.com/",
                                          "https://evil.com/brand.com",
                                          "https://evil.com?brand.com",
                                          "https://evil.com#brand.com",
                                          "https://brand.co/",
                                          "https://brandXcom.example/",
                                          "https://evil.com%2Fx.brand.com/",
                                          "https://evil.com%23x.brand.com/",
                                          "https://shared.example/brandy/x",
                                          "https://shared.example/brand/../other",
                                          "https://brand.com/go?to=https://evil.com",
                                          "https://brand.com/go?to=evil.com",
                                          "https://br\xD0\xB0nd.com/",
                                          "https://evil.com\\.brand.com/",
                                          "https://evil.com;.brand.com/",
                                          "https://evil.com%7E.brand.com/",
                                          "https://evil.com%27.brand.com/" };

    (void)state;
    use_lists(own, COUNT(own), NULL, 0);
    check_all(is_own, COUNT(is_own), POISE_MEDIA_OWN, true);
    for (size_t i = 0; i < COUNT(is_not); i++) {
        find_in(&finder, is_not[i]);
        if (media_at(&finder, 0)->flags & POISE_MEDIA_OWN) fail_msg("%s is own", is_not[i]);
    }
}

/* Blocking undoes every escape, since a server may; vouching takes a path as a browser asks for it. */
static void a_path_is_own_only_as_a_browser_asks_for_it(void **state)
{
    static const char *const own[] = { "shared.example/brand", "shared.example/caf\xC3\xA9" };
    static const char *const is_own[] = { "https://shared.example/brand",
                                          "https://shared.example/brand/a?b",
                                          "https://shared.example/other/../brand/a",
                                          "https://shared.example/other/%2e%2E/brand/a",
                                          "https://shared.example/./brand/",
                                          "https://shared.example/caf\xC3\xA9/x",
                                          "https://shared.example/caf%C3%A9/x" };
    static const char *const is_not[] = { "https://shared.example/evil/%252e%252e/brand",
                                          "https://shared.example/evil/%2e%2e%2fbrand",
                                          "https://shared.example/evil//../brand",
                                          "https://shared.example/%2562rand",
                                          "https://shared.example/brand/..%2fevil",
                                          "https://shared.example/brand/%2e%2e/evil",
                                          "https://shared.example/brand/.%2e/evil" };

    (void)state;
    use_lists(own, COUNT(own), NULL, 0);
    check_all(is_own, COUNT(is_own), POISE_MEDIA_OWN, true);
    check_all(is_not, COUNT(is_not), POISE_MEDIA_OWN, false);
}

static void only_pages_of_the_web_are_own(void **state)
{
    static const char *const own[] = { "brand.com" };
    static const char *const is_own[] = { "brand.com/help", "http://brand.com/",
                                          "https://brand.com/" };
    static const char *const is_not[] = { "myapp://brand.com/steal", "file://brand.com/x.exe",
                                          "smb://brand.com/x", "ftp://brand.com/x" };

    (void)state;
    use_lists(own, COUNT(own), NULL, 0);
    check_all(is_own, COUNT(is_own), POISE_MEDIA_OWN, true);
    check_all(is_not, COUNT(is_not), POISE_MEDIA_OWN, false);
}

/* What a browser or a server would repair counts under any name. */
static void what_may_lead_away_is_not_own(void **state)
{
    static const char *const own[] = { "brand.com" }, *const flagged[] = { "evil.com/bad",
                                                                           "203.0.113.9" };
    static const char *const flagged_too[] = {
        "https://brand.com/login?returnUri=//evil.com/bad",
        "https://brand.com/login?redirectUrl=//evil.com/bad",
        "https://brand.com/login?any=%2F%2Fevil.com%2Fbad",
        "https://brand.com/login?any=%255C%255Cevil.com/bad",
        "https://brand.com/login?any=/%5Cevil.com/bad",
        "https://brand.com/login?a=1;url=//evil.com/bad",
        "https://brand.com/login?a=1&amp;url=//evil.com/bad",
        "https://brand.com/login?a=1;b=//fine.example/;c=//evil.com/bad",
        "https://brand.com/login#/?url=//evil.com/bad",
        "https://brand.com/login#/?next_url=evil.com/bad",
        "https://brand.com/login?x=https:/evil.com/bad",
        "https://brand.com/login?x=http:evil.com/bad",
        "https://brand.com/login?x=%20http%3Aevil.com/bad",
        "https://brand.com/login?x=https:%2F%2Fevil.com/bad",
        "https://brand.com/login?x=https:%252F%252Fevil.com/bad",
        "https://brand.com/login?url=http:%0a//evil.com/bad",
        "https://brand.com/login?url=ht%09tps://evil.com/bad",
        "https://brand.com/login?url=/%09/evil.com/bad",
        "https://brand.com/login?url=//3405803785/",
        "https://brand.com/login?url=//x@evil.com/bad",
        "https://brand.com/login?//evil.com/bad",
        "intent://brand.com/#Intent;S.browser_fallback_url=https%3A%2F%2Fevil.com%2Fbad;end",
        "https://brand.com/login?Return-To=evil.com/bad",
    };
    static const char *const not_own[] = { "https://brand.com/login?url=javascript:alert(1)",
                                           "https://brand.com/login?url=%20JavaScript%3Aalert(1)",
                                           "https://brand.com/login?url=//localhost/x" };
    static const char *const is_own[] = {
        "https://brand.com/login?next=/account", "https://brand.com/login?q=a;b=c&d=/e//f",
        "https://brand.com/login?q=http:",       "https://brand.com/login?q=http:%20what",
        "https://brand.com/login?q=//",          "https://brand.com/login?file=b.com",
        "https://brand.com//evil.com/bad",       "https://brand.com/amp/s/evil.com/bad"
    };

    (void)state;
    use_lists(own, COUNT(own), flagged, COUNT(flagged));
    check_all(flagged_too, COUNT(flagged_too), POISE_MEDIA_FLAGGED, true);
    check_all(flagged_too, COUNT(flagged_too), POISE_MEDIA_OWN, false);
    check_all(not_own, COUNT(not_own), POISE_MEDIA_OWN, false);
    check_all(is_own, COUNT(is_own), POISE_MEDIA_OWN, true);
    assert_true(any_has(not_own[0], POISE_MEDIA_REDIRECTOR));
    assert_int_equal(media_at(&finder, 0)->kind, POISE_MEDIA_EXECUTABLE);
}

static void a_proxy_shows_the_site_that_it_names(void **state)
{
    static const char *const flagged[] = { "evil.com/bad", "e-vil.com" };
    static const char *const is_flagged[] = {
        "https://www.google.com/amp/s/evil.com/bad",
        "https://google.fr/amp/evil.com/bad",
        "https://evil-com.cdn.ampproject.org/c/s/evil.com/bad",
        "https://cdn.ampproject.org/i/s/evil.com/bad/x.png",
        "https://web.archive.org/web/20200102030405/evil.com/bad",
        "https://web.archive.org/web/2020*/https://evil.com/bad",
        "https://evil-com.translate.goog/bad?_x_tr_sl=en",
        "https://www-e--vil-com.translate.goog/",
    };
    static const char *const is_not[] = { "https://other.example/amp/s/evil.com/bad",
                                          "https://www.google.com/amp/s/",
                                          "https://web.archive.org/web/",
                                          "https://www.google.com/maps/evil.com/bad",
                                          "https://evil-com.translate.goog/good",
                                          "https://translate.goog/bad" };

    (void)state;
    use_lists(NULL, 0, flagged, COUNT(flagged));
    check_all(is_flagged, COUNT(is_flagged), POISE_MEDIA_FLAGGED, true);
    check_all(is_not, COUNT(is_not), POISE_MEDIA_FLAGGED, false);
}

/* ---- Flagged ------------------------------------------------------------------------------ */

static void flagged_is_seen_however_it_is_spelt(void **state)
{
    static const char *const flagged[] = {
        "evil.com",  "vile.org",      "http://pics.example/bad", "pics.example/one?id=1",
        "192.0.2.9", "evil.internal", "\xC3\xA9vil.fr",          "[2001:db8::1]"
    };
    static const char *const is_flagged[] = {
        "https://a.EVIL.com/",
        "https://evil%2Ecom/",
        "https://evil.com./",
        "https://evil.com:/",
        "https://evil.com.:/x",
        "https://vile\xE3\x80\x82org/",
        "https://\xEF\xBD\x85vil.com/",
        "https://ev\xC2\xADil.com/",
        "https://pics.example/bad",
        "https://pics.example/x/../%62ad/1",
        "https://pics.example//bad?x=1",
        "https://pics.example/bad/%252e%252e/x",
        "https://pics.example/bad%2f..%2fx/../bad/y",
        "https://pics.example/one?id=1",
        "http://0300.0.2.9/",
        "http://3221225993/x",
        "https://xn--vil-9la.fr/",
        "https://\xC3\x89VIL.fr/",
        "http://[2001:DB8:0:0::0:1]/x",
        "http://[::ffff:192.0.2.9]/",
        "http://[::FFFF:c000:209]/x",
        "http://[2002:c000:209::1]/",
        "http://[64:ff9b::192.0.2.9]/",
        "http://evil.internal/x",
        "https://www.evil.internal",
        "https://ok.example/r?u=https%3A%2F%2Fevil.com",
        "https://ok.example/r?u=https://fine.example/&v=https://evil.com/",
        "https://ok.example/r?u=https%25253A%25252F%25252Fevil.com",
        "https://ok.example/https://evil.com/x",
        "https://ok.example/http://a.b/http://c.d/http://evil.com/",
        "https://ok.example/r?url=evil.com/x.png",
        "https://ok.example/r?to=//evil.com",
        "https://ok.example/r?to=evil.com",
        "https://ok.example/r#u=https%3A%2F%2Fevil.com",
        "https://ok.example/r?u=https%3A%2F%2Fevil.com/http://fine.example",
        "write to a@evil.com",
        "write to a@mail.evil.com",
    };
    static const char *const is_not[] = {
        "https://notevil.com/",         "https://evil.com.example/",
        "https://ok.example/evil.com",  "https://pics.example/badly",
        "https://pics.example/bad-one", "https://pics.example/one?id=12",
        "https://pics.example/one",     "https://ok.example/r?q=evil.com",
        "https://9.192.0.2/",
    };

    (void)state;
    use_lists(NULL, 0, flagged, COUNT(flagged));
    check_all(is_flagged, COUNT(is_flagged), POISE_MEDIA_FLAGGED, true);
    check_all(is_not, COUNT(is_not), POISE_MEDIA_FLAGGED, false);
}

static void an_entry_that_another_covers_is_not_missed(void **state)
{
    static const char *const flagged[] = { "a.example/x-y", "a.example/x",   "a.example/x/z",
                                           "a.example/x/",  "a.example/x?q", "a.example/x!",
                                           "b.a.example/w" };

    (void)state;
    use_lists(NULL, 0, flagged, COUNT(flagged));
    assert_true(any_has("https://a.example/x", POISE_MEDIA_FLAGGED));
    assert_true(any_has("https://a.example/x/1", POISE_MEDIA_FLAGGED));
    assert_true(any_has("https://a.example/x?1", POISE_MEDIA_FLAGGED));
    assert_true(any_has("https://a.example/x-y/1", POISE_MEDIA_FLAGGED));
    assert_true(any_has("https://b.a.example/x/1", POISE_MEDIA_FLAGGED));
    assert_true(any_has("https://b.a.example/w", POISE_MEDIA_FLAGGED));
    assert_false(any_has("https://a.example/w", POISE_MEDIA_FLAGGED));
    assert_false(any_has("https://a.example/x-", POISE_MEDIA_FLAGGED));
    assert_false(any_has("https://a.example/", POISE_MEDIA_FLAGGED));
}

static void addresses_and_numbers_can_be_flagged(void **state)
{
    static const char *const flagged[] = { "Scam@Post.example", "x@m\xC3\xBCnchen.de",
                                           "+44 20 7946 0123" };

    (void)state;
    use_lists(NULL, 0, flagged, COUNT(flagged));
    find_in(&finder, "Write to scam@post.example.");
    assert_int_equal(finder.set.media.count, 1);
    assert_string_equal(media_at(&finder, 0)->target, "mailto:scam@post.example");
    assert_int_equal(media_at(&finder, 0)->flags, POISE_MEDIA_FLAGGED);
    assert_int_equal(finder.set.contacts.count, 1);
    assert_true(any_has("x@xn--mnchen-3ya.de", POISE_MEDIA_FLAGGED));
    assert_true(any_has("Call 020 7946 0123 now.", POISE_MEDIA_FLAGGED));
    assert_string_equal(media_at(&finder, 0)->target, "tel:02079460123");
    assert_false(any_has("me@post.example, or call 020 7946 0124.", POISE_MEDIA_FLAGGED));
}

static void bytes_can_be_flagged(void **state)
{
    /* SHA-256 of "abc", as FIPS 180 has it, and two that are none of these files'. */
    static const char *const flagged[] = {
        "sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "SHA256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    };
    const poise_attachment files[] = {
        { .size = sizeof files[0], .name = "a.txt", .data = "abc", .data_len = 3 },
        { .size = sizeof files[0], .name = "b.txt", .data = "abd", .data_len = 3 },
        { .size = sizeof files[0], .name = "c.txt" },
    };

    (void)state;
    use_lists(NULL, 0, flagged, COUNT(flagged));
    finder.input.attachments = files;
    finder.input.attachment_count = COUNT(files);
    find_in(&finder, "");
    assert_true(media_at(&finder, 0)->flags & POISE_MEDIA_FLAGGED);
    assert_false(media_at(&finder, 1)->flags & POISE_MEDIA_FLAGGED);
    assert_false(media_at(&finder, 2)->flags & POISE_MEDIA_FLAGGED);
}

static void pictures_can_be_flagged(void **state)
{
    /* 31 bits and 32 bits away from the flagged one, which is all zeros but for its first digit. */
#define REST "00000000000000000000000000000000000000000000000000000000"
    static const char *const flagged[] = { "pdq:f0000000" REST };
    const poise_attachment files[] = {
        { .size = sizeof files[0], .pdq = "F0000000" REST, .pdq_quality = 50 },
        { .size = sizeof files[0], .pdq = "0fffffff" REST, .pdq_quality = 100 },
        { .size = sizeof files[0], .pdq = "1fffffff" REST, .pdq_quality = 100 },
        { .size = sizeof files[0], .pdq = "f0000000" REST, .pdq_quality = 49 },
        { .size = sizeof files[0], .pdq = "f0000000" REST }, /* quality not said */
        { .size = sizeof files[0], .pdq_quality = 100 },
    };
    static const bool want[] = { true, false, true, false, true, false };

    (void)state;
    use_lists(NULL, 0, flagged, COUNT(flagged));
    finder.input.attachments = files;
    finder.input.attachment_count = COUNT(files);
    find_in(&finder, "");
    for (uint32_t i = 0; i < COUNT(files); i++)
        assert_int_equal((media_at(&finder, i)->flags & POISE_MEDIA_FLAGGED) != 0, want[i]);
}

/* ---- Contacts ----------------------------------------------------------------------------- */

static void a_contact_is_own_or_foreign_by_the_list_for_its_kind(void **state)
{
    static const char *const hosts[] = { "brand.example", "Help@post.example" };
    static const char *const numbers[] = { "+33 1 23 45 67 89" };
    static const char *const text =
        "help@post.example, you@post.example, me@brand.example, 01 23 45 67 89, 01 23 45 67 88";

    (void)state;
    use_lists(hosts, COUNT(hosts), NULL, 0);
    find_in(&finder, text);
    assert_int_equal(finder.set.contacts.count, 5);
    assert_true(contact_at(&finder, 0)->own);
    assert_false(contact_at(&finder, 0)->foreign);
    assert_false(contact_at(&finder, 1)->own);
    assert_true(contact_at(&finder, 1)->foreign);
    assert_true(contact_at(&finder, 2)->own);
    assert_false(contact_at(&finder, 3)->own);
    assert_false(contact_at(&finder, 3)->foreign);
    drop_lists(NULL);
    use_lists(numbers, COUNT(numbers), NULL, 0);
    find_in(&finder, text);
    assert_false(contact_at(&finder, 1)->foreign);
    assert_true(contact_at(&finder, 3)->own);
    assert_false(contact_at(&finder, 3)->foreign);
    assert_true(contact_at(&finder, 4)->foreign);
}

/* A message to many goes to each of them. */
static void every_address_of_a_mailto_link_is_judged(void **state)
{
    static const char *const own[] = { "brand.com" }, *const flagged[] = { "evil.com" };
    static const struct {
        const char *text, *first;
        bool own, flagged;
    } cases[] = {
        { "mailto:help@brand.com", "help@brand.com", true, false },
        { "mailto:Help@brand.com,shop@brand.com", "help@brand.com", true, false },
        { "mailto:help@brand.com?cc=shop@brand.com&subject=a@b.example", "help@brand.com", true,
          false },
        { "mailto:a@evil.com,help@brand.com", "a@evil.com", false, true },
        { "mailto:help@brand.com,a@evil.com", "help@brand.com", false, true },
        { "mailto:help@brand.com;a@evil.com", "help@brand.com", false, true },
        { "mailto:help@brand.com%2Ca%40evil.com", "help@brand.com", false, true },
        { "mailto:help@brand.com?cc=a@evil.com", "help@brand.com", false, true },
        { "mailto:help@brand.com?x=y&BCC=b@brand.com,a@evil.com", "help@brand.com", false, true },
        { "mailto:help@brand.com?%63c=a%2540evil.com", "help@brand.com", false, true },
        { "mailto:help@brand.com?x=y&amp;to=a@evil.com", "help@brand.com", false, true },
        { "mailto:help@brand.com?cc=Us%20%3Ca@evil.com%3E", "help@brand.com", false, true },
        { "mailto:x@brand.com%00.evil.example", "x@brand.com%00.evil.example", false, false },
        { "mailto:x@evil.com%00.brand.com", "x@evil.com%00.brand.com", false, true },
        { "mailto:x@other.example@brand.com", "x@other.example@brand.com", false, false },
    };

    (void)state;
    use_lists(own, COUNT(own), flagged, COUNT(flagged));
    for (size_t i = 0; i < COUNT(cases); i++) {
        char page[128];
        snprintf(page, sizeof page, "<a href=\"%s\">x</a>", cases[i].text);
        find_in(&finder, page);
        if (finder.set.contacts.count != 1 ||
            strcmp(contact_at(&finder, 0)->value, cases[i].first) != 0 ||
            contact_at(&finder, 0)->own != cases[i].own ||
            contact_at(&finder, 0)->foreign == cases[i].own ||
            (finder.set.media.count > 0) != cases[i].flagged)
            fail_msg("%s: %u contacts, %u flagged, the first is %s, own %d", cases[i].text,
                     finder.set.contacts.count, finder.set.media.count,
                     finder.set.contacts.count > 0 ? contact_at(&finder, 0)->value : "",
                     finder.set.contacts.count > 0 && contact_at(&finder, 0)->own);
    }
}

static void a_country_code_may_be_there_or_not(void **state)
{
    static const char *const own[] = { "01 44 55 66 77", "+44 20 7946 0123", "3616",
                                       "0 800 123 456" };
    static const char *const texts[] = { "+33 1 44 55 66 77",   "0033 1 44 55 66 77",
                                         "01.44.55.66.77",      "020 7946 0123",
                                         "+44 (0)20 7946 0123", "+33 800 123 456" };

    (void)state;
    use_lists(own, COUNT(own), NULL, 0);
    for (size_t i = 0; i < COUNT(texts); i++) {
        find_in(&finder, texts[i]);
        if (!contact_at(&finder, 0)->own) fail_msg("%s is not own", texts[i]);
    }
    find_in(&finder, "+44 20 7946 0124, 01 44 55 66 78");
    assert_false(contact_at(&finder, 0)->own);
    assert_false(contact_at(&finder, 1)->own);
}

/* ---- Carried over ------------------------------------------------------------------------- */

static void a_link_of_the_customer_is_known_in_any_spelling(void **state)
{
    static const char *const own[] = { "brand.com" };
    static const char *const carried[] = {
        "http://pics.example/b.jpg",
        "HTTPS://Pics.Example:443/a/../b.jpg#top",
        "https://ok.example/r?u=http%3A%2F%2Fpics.example%2Fb.jpg",
        "https://inner.example/x.png",
        "https://m\xC3\xBCnchen.de/a",
    };
    static const char *const is_not[] = { "https://pics.example/", "https://brand.com/help",
                                          "https://pics.example/b.jpg?x",
                                          "https://other.example/" };

    (void)state;
    use_lists(own, COUNT(own), NULL, 0);
    finder.input.reply_to = SLICE(
        "Why http://pics.example/a/../b.jpg and https://brand.com/help and "
        "https://out.example/?u=https%3A%2F%2Finner.example%2Fx.png on "
        "https://xn--mnchen-3ya.de/a ?");
    check_all(carried, COUNT(carried), POISE_MEDIA_CARRIED_OVER, true);
    check_all(is_not, COUNT(is_not), POISE_MEDIA_CARRIED_OVER, false);
}

static void a_link_of_a_reported_post_is_known(void **state)
{
    static const char *const reported[] = {
        "Somebody posted hxxps://pics[.]example/x.jpg here.",
        "https://l.example/r?url=https%3A%2F%2Fbad.example%2Fy"
    };
    static const char *const carried[] = { "https://PICS.example/a/../x.jpg",
                                           "https://bad.example/y" };
    static const char *const is_not[] = { "https://pics.example/other.jpg" };

    (void)state;
    finder.input.reported = reported;
    finder.input.reported_count = COUNT(reported);
    check_all(carried, COUNT(carried), POISE_MEDIA_CARRIED_OVER, true);
    check_all(is_not, COUNT(is_not), POISE_MEDIA_CARRIED_OVER, false);
    finder.input.reported_count = 0;
}

/* ---- Making ------------------------------------------------------------------------------- */

static poise_status make(const char *own, const char *flagged)
{
    poise_checker_options options = { .size = sizeof options,
                                      .own = &own,
                                      .own_count = own != NULL,
                                      .flagged = &flagged,
                                      .flagged_count = flagged != NULL };
    struct poise__media_lists *lists = NULL;
    poise_status st = poise__media_lists_new(&finder.alloc, &options, &lists, &(poise_error){ 0 });

    poise__media_lists_free(lists);
    return st;
}

static void an_entry_that_is_nothing_is_refused(void **state)
{
    static const char *const bad[] = { "",           "no host",  "brand",   "@",     "a@",
                                       "@a.example", "mailto:x", "data:,x", "/path", "https://" };
    static const char *const bad_flagged[] = {
        "sha256:",
        "sha256:00",
        "pdq:",
        "pdq:00",
        "sha256:g000000000000000000000000000000000000000000000000000000000000000",
        "sha256:00000000000000000000000000000000000000000000000000000000000000000"
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        if (make(bad[i], NULL) != POISE_E_ARG) fail_msg("%s is own", bad[i]);
        if (make(NULL, bad[i]) != POISE_E_ARG) fail_msg("%s is flagged", bad[i]);
    }
    for (size_t i = 0; i < COUNT(bad_flagged); i++)
        assert_int_equal(make(NULL, bad_flagged[i]), POISE_E_ARG);
    assert_int_equal(make("xn--a.example", NULL), POISE_E_ARG);
    assert_int_equal(make("a.example", "a@b.example"), POISE_OK);
    poise__media_lists_free(NULL);
}

/* 100,000 entries at one host, as many numbers and hashes; 4,000 links. A walk would take minutes. */
static void a_long_list_is_searched_not_walked(void **state)
{
    enum { ENTRIES = 100000, LINKS = 4000, ENTRY_MAX = 80, LINK_MAX = 48 };
    char *entries = malloc(3 * (size_t)ENTRIES * ENTRY_MAX), *text = malloc(LINKS * LINK_MAX);
    const char **flagged = malloc(3 * ENTRIES * sizeof *flagged);
    size_t at = 0;

    (void)state;
    assert_non_null(entries);
    assert_non_null(text);
    assert_non_null(flagged);
    for (uint32_t i = 0; i < 3 * ENTRIES; i++) {
        static const char *const forms[] = { "pics.example/%u", "+4420%08u", "sha256:%064x" };
        char *entry = entries + (size_t)i * ENTRY_MAX;
        snprintf(entry, ENTRY_MAX, forms[i % 3], i / 3);
        flagged[i] = entry;
    }
    for (uint32_t i = 0; i < LINKS; i++)
        at += (size_t)snprintf(text + at, LINK_MAX, "https://pics.example/%u/a 020 %04u %04u ",
                               i * 50, i, i);
    use_lists(NULL, 0, flagged, 3 * ENTRIES);
    find_in(&finder, text);
    assert_true(finder.set.media.count >= LINKS);
    assert_true(media_at(&finder, 0)->flags & POISE_MEDIA_FLAGGED);
    free(entries);
    free(text);
    free(flagged);
}

/* ---- Memory ------------------------------------------------------------------------------- */

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static const char *const every_own[] = { "a.example", "b@a.example", "+33123456789",
                                         "a.example/x" };
static const char *const every_flagged[] = { "m\xC3\xBCnchen.de", "c@d.example",
                                             "+44 20 7946 0123",  "e.example/x?y",
                                             "sha256:" ZEROS,     "pdq:" ZEROS };

static poise_status make_every(const poise_alloc *alloc, struct poise__media_lists **lists)
{
    poise_checker_options options = { .size = sizeof options,
                                      .own = every_own,
                                      .own_count = COUNT(every_own),
                                      .flagged = every_flagged,
                                      .flagged_count = COUNT(every_flagged) };

    return poise__media_lists_new(alloc, &options, lists, &(poise_error){ 0 });
}

static void making_survives_every_failure(void **state)
{
    struct failing_alloc failing = { 0 };
    poise_alloc alloc = failing_alloc_of(&failing);
    struct poise__media_lists *lists = NULL;
    poise_status st = POISE_E_NOMEM;

    (void)state;
    for (uint64_t at = 1; st != POISE_OK; at++) {
        failing.calls = 0;
        failing.fail_at = at;
        st = make_every(&alloc, &lists);
        if (st == POISE_OK) break;
        assert_int_equal(st, POISE_E_NOMEM);
        assert_null(lists);
        assert_int_equal(failing.live, 0);
    }
    poise__media_lists_free(lists);
    assert_int_equal(failing.live, 0);
    assert_false(failing.lied);
}

/* Every way to a list, from the text and from the message that it answers. */
static poise_status find_every(struct poise__media_set *set, const struct poise__media_lists *lists)
{
    static const char text[] = "https://m\xC3\xBCnchen.de/ c@d.example, 020 7946 0123 "
                               "https://o.example/r?u=https%253A%252F%252Fe.example%252Fx%3Fy "
                               "https://p.example/?to=a.example/x&u=http://p.example/?u=//i.com/x "
                               "https://e-example.translate.goog/x?y "
                               "<a href=\"mailto:a@a.example%00?cc=c@d.example\">m</a>";
    static const char asked[] = "https://p.example/?u=https%3A%2F%2Fq.example and http://[::1]/";
    const poise_attachment file = {
        .size = sizeof file, .data = "x", .data_len = 1, .pdq = ZEROS, .pdq_quality = 100
    };
    struct poise__text read = { .origin = SLICE(text) };
    struct poise__media_input input = { .text = &read,
                                        .reply_to = SLICE(asked),
                                        .attachments = &file,
                                        .attachment_count = 1,
                                        .lists = lists };

    return poise__media_find(set, &input);
}

static void finding_survives_every_failure(void **state)
{
    struct failing_alloc failing = { 0 };
    poise_alloc alloc = failing_alloc_of(&failing);
    struct poise__media_lists *lists;
    struct poise__media_set set;
    poise_status st = POISE_E_NOMEM;

    (void)state;
    assert_int_equal(make_every(&finder.alloc, &lists), POISE_OK);
    for (uint64_t at = 1; st != POISE_OK; at++) {
        poise__media_init(&set, &alloc);
        failing.calls = 0;
        failing.fail_at = at;
        st = find_every(&set, lists);
        if (st != POISE_OK) {
            assert_int_equal(st, POISE_E_NOMEM);
            assert_int_equal(set.media.count, 0);
        }
        /* Still usable, and warm it allocates nothing. */
        failing.fail_at = 0;
        assert_int_equal(find_every(&set, lists), POISE_OK);
        assert_int_equal(set.media.count, 8);
        failing.calls = 0;
        assert_int_equal(find_every(&set, lists), POISE_OK);
        assert_int_equal(failing.calls, 0);
        poise__media_release(&set);
        assert_int_equal(failing.live, 0);
    }
    assert_false(failing.lied);
    poise__media_lists_free(lists);
}

static void an_entry_that_is_none_is_named(void **state)
{
    static const char *const own[] = { "brand.com", "+33 1 44 55 66 77" };
    static const char *const flagged[] = { "evil.example", "pdq:12", NULL };
    const poise_checker_options options = {
        .own = own, .own_count = 2, .flagged = flagged, .flagged_count = 2
    };
    poise_error error = { .size = sizeof error };
    struct poise__media_lists *none;

    (void)state;
    assert_int_equal(poise__media_lists_new(&finder.alloc, &options, &none, &error), POISE_E_ARG);
    assert_int_equal(error.input, 1);
    assert_int_equal(error.offset, 1);
    assert_non_null(strstr(error.message, "flagged[1] \"pdq:12\""));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_teardown(name, drop_lists)
    const struct CMUnitTest tests[] = {
        CASE(own_is_what_leads_to_the_brand),
        CASE(a_path_is_own_only_as_a_browser_asks_for_it),
        CASE(only_pages_of_the_web_are_own),
        CASE(what_may_lead_away_is_not_own),
        CASE(a_proxy_shows_the_site_that_it_names),
        CASE(flagged_is_seen_however_it_is_spelt),
        CASE(an_entry_that_another_covers_is_not_missed),
        CASE(addresses_and_numbers_can_be_flagged),
        CASE(bytes_can_be_flagged),
        CASE(pictures_can_be_flagged),
        CASE(a_contact_is_own_or_foreign_by_the_list_for_its_kind),
        CASE(every_address_of_a_mailto_link_is_judged),
        CASE(a_country_code_may_be_there_or_not),
        CASE(a_link_of_the_customer_is_known_in_any_spelling),
        CASE(an_entry_that_is_nothing_is_refused),
        CASE(a_link_of_a_reported_post_is_known),
        CASE(an_entry_that_is_none_is_named),
        CASE(a_long_list_is_searched_not_walked),
        CASE(making_survives_every_failure),
        CASE(finding_survives_every_failure),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
