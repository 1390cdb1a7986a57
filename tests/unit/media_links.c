/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media_find.h"

static struct finder finder;

struct expected {
    const char *text;
    const char *span; /* NULL: nothing is found */
};

static void check_links(const struct expected *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        find_in(&finder, cases[i].text);
        uint32_t links = 0;
        for (uint32_t m = 0; m < finder.set.media.count; m++) {
            if (media_at(&finder, m)->kind == POISE_MEDIA_FILENAME_MENTION) continue;
            links++;
            if (!cases[i].span) fail_msg("a link in: %s", cases[i].text);
            assert_covers(&finder, media_at(&finder, m)->where, cases[i].span);
        }
        if (cases[i].span && links != 1) fail_msg("%u links in: %s", links, cases[i].text);
    }
}

#define CHECK_LINKS(cases) check_links(cases, sizeof(cases) / sizeof((cases)[0]))

static void a_span_covers_what_a_person_would_click(void **state)
{
    static const struct expected cases[] = {
        { "Read https://brand.example/help.", "https://brand.example/help" },
        { "Read (https://brand.example/help)!", "https://brand.example/help" },
        { "Lisez « https://marque.example/aide ».", "https://marque.example/aide" },
        { "Voir https://marque.example/aide\xC2\xA0!", "https://marque.example/aide" },
        { "“https://brand.example/a_(b)”", "https://brand.example/a_(b)" },
        { "Go to www.brand.fr, please", "www.brand.fr" },
        { "Regardez l’offre sur marque.fr/promo…", "marque.fr/promo" },
        { "Notre site marque.fr.Merci", "marque.fr" },
        { "port: brand.com:8080/x", "brand.com:8080/x" },
        { "<https://brand.example/x|our help>", "https://brand.example/x" },
        { "hxxps://evil[.]example/x", "hxxps://evil[.]example/x" },
        { "https://br\xE2\x80\x8B"
          "and.example/x",
          "https://br\xE2\x80\x8B"
          "and.example/x" },
        { "https://brand.\xE2\x80\x8B"
          "example",
          "https://brand.\xE2\x80\x8B"
          "example" },
        { "pic.twitter.com/AbC1", "pic.twitter.com/AbC1" },
    };

    (void)state;
    CHECK_LINKS(cases);
}

static void glued_sentences_and_numbers_are_no_links(void **state)
{
    static const struct expected cases[] = {
        { "M.Dupont vous répond.", NULL },
        { "We are here.It is open.", NULL },
        { "Shoes, hats, etc.Then pay.", NULL },
        { "Open at 5 p.m.in the hall", NULL },
        { "Thanks.DM us", NULL },
        { "e.g. a fee, i.e. a cost", NULL },
        { "It costs 10.30 today", NULL },
        { "Version 2.4.1 is out", NULL },
        { "Ask @brand.com there", NULL },
        { "Invoice.pdf is lost", NULL },
        { "http:// is missing", NULL },
        { "data: we keep it", NULL },
        { "Bonjour...merci", NULL },
        { "www.-brand.com", NULL },
    };

    (void)state;
    CHECK_LINKS(cases);
}

static void a_bare_name_is_a_maybe_unless_a_list_knows_it(void **state)
{
    static const char *const own[] = { "marque.fr" };
    poise_checker_options options = { .size = sizeof options, .own = own, .own_count = 1 };
    struct poise__media_lists *lists;

    (void)state;
    find_in(&finder, "Voir marque.fr");
    assert_int_equal(media_at(&finder, 0)->flags, POISE_MEDIA_MAYBE);
    assert_int_equal(poise__media_lists_new(&finder.alloc, &options, &lists, &(poise_error){ 0 }),
                     POISE_OK);
    finder.input.lists = lists;
    find_in(&finder, "Voir marque.fr ou aide.marque.fr/x, pas marque.fr.evil.com ni xmarque.fr/");
    assert_int_equal(finder.set.media.count, 4);
    assert_int_equal(media_at(&finder, 0)->flags, POISE_MEDIA_OWN);
    assert_int_equal(media_at(&finder, 1)->flags, POISE_MEDIA_OWN);
    assert_int_equal(media_at(&finder, 2)->flags, 0);
    assert_int_equal(media_at(&finder, 3)->flags, 0);
    finder.input.lists = NULL;
    poise__media_lists_free(lists);
}

static void markup_tells_pictures_from_links(void **state)
{
    (void)state;
    find_in(&finder, "![cat](https://a.example/c) [help](https://a.example/d) "
                     "<img src=\"/c.png\"> <a href='https://a.example/e'>x</a> "
                     "[img]https://a.example/f[/img] [url=https://a.example/g]x[/url]");
    static const uint32_t via[] = { POISE_VIA_EMBED, POISE_VIA_LINK,  POISE_VIA_EMBED,
                                    POISE_VIA_LINK,  POISE_VIA_EMBED, POISE_VIA_LINK };
    assert_int_equal(finder.set.media.count, 6);
    for (uint32_t i = 0; i < 6; i++) assert_int_equal(media_at(&finder, i)->via, via[i]);
    assert_string_equal(media_at(&finder, 2)->target, "/c.png");
    assert_string_equal(media_at(&finder, 4)->target, "https://a.example/f");
    find_in(&finder, "data:image/png;base64,iVBORw0KGgo=");
    assert_int_equal(media_at(&finder, 0)->via, POISE_VIA_DATA);
    assert_int_equal(media_at(&finder, 0)->kind, POISE_MEDIA_IMAGE);
    assert_string_equal(media_at(&finder, 0)->type, "image/png");
}

static void kinds_come_from_host_extension_and_query(void **state)
{
    static const struct {
        const char *text;
        uint32_t kind;
    } cases[] = {
        { "https://a.example/p.JPG?x=1", POISE_MEDIA_IMAGE },
        { "https://pbs.twimg.com/media/Ab?format=jpg", POISE_MEDIA_IMAGE },
        { "https://a.example/img?format=webp&w=3", POISE_MEDIA_IMAGE },
        { "https://youtu.be/abc", POISE_MEDIA_VIDEO },
        { "https://a.example/guide.pdf", POISE_MEDIA_DOCUMENT },
        { "https://a.example/x.zip", POISE_MEDIA_ARCHIVE },
        { "https://a.example/setup.exe", POISE_MEDIA_EXECUTABLE },
        { "https://bit.ly/x.png", POISE_MEDIA_SHORTENER },
        { "https://a.example/review/brand.com", POISE_MEDIA_PAGE },
        { "see guide.pdf", POISE_MEDIA_FILENAME_MENTION },
        { "run main.py", POISE_MEDIA_FILENAME_MENTION },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        find_in(&finder, cases[i].text);
        assert_int_equal(media_at(&finder, 0)->kind, cases[i].kind);
    }
}

static void contacts_have_one_spelling(void **state)
{
    static const struct {
        const char *text;
        const char *value; /* NULL: none */
    } cases[] = {
        { "Write to Help@Brand.example.", "help@brand.example" },
        { "aide[at]marque[.]fr", "aide@marque.fr" },
        { "mailto:a@brand.example?subject=x", "a@brand.example" },
        { "Appelez le 01 23 45 67 89.", "0123456789" },
        { "Call +33 (0)1 23 45 67 89", "+33123456789" },
        { "Call 0033 1 23 45 67 89", "+33123456789" },
        { "Call (555) 555-0123 now", "5555550123" },
        { "Ring 020 7946 0958", "02079460958" },
        { "tel:+33123456789", "+33123456789" },
        { "Commande n° 0123456789", NULL },
        { "Your order number 0123456789", NULL },
        { "le 12/05/2024 à 10 h 30", NULL },
        { "FR76 3000 6000 0112 3456 7890 189", NULL },
        { "1 200 300 euros", NULL },
        { "2024-01-15 10:30", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        find_in(&finder, cases[i].text);
        if (finder.set.contacts.count != (cases[i].value != NULL)) fail_msg("%s", cases[i].text);
        if (cases[i].value) assert_string_equal(contact_at(&finder, 0)->value, cases[i].value);
    }
}

static void a_link_of_the_customer_is_carried_over(void **state)
{
    (void)state;
    finder.input.reply_to = SLICE("Look: http://pics.example/a/../b%2Ejpg and shop.com/x");
    find_in(&finder, "See HTTPS://Pics.Example/b.jpg#top, pics.example.fr/c or shop.com/x");
    assert_int_equal(media_at(&finder, 0)->flags, POISE_MEDIA_CARRIED_OVER);
    assert_int_equal(media_at(&finder, 1)->flags, 0);
    assert_int_equal(media_at(&finder, 2)->flags, POISE_MEDIA_CARRIED_OVER);
    finder.input.reply_to = (struct poise__slice){ NULL, 0 };
}

static void placeholders_are_left_alone_and_so_are_bare_names_in_code(void **state)
{
    (void)state;
    find_in(&finder, "Bonjour {{client.name}} {{https://a.example/w}} `b.com` `https://a.example/x`"
                     " https://a.example/y");
    assert_int_equal(finder.set.media.count, 2);
    assert_string_equal(media_at(&finder, 0)->target, "https://a.example/x");
    assert_string_equal(media_at(&finder, 1)->target, "https://a.example/y");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_span_covers_what_a_person_would_click),
        cmocka_unit_test(glued_sentences_and_numbers_are_no_links),
        cmocka_unit_test(a_bare_name_is_a_maybe_unless_a_list_knows_it),
        cmocka_unit_test(markup_tells_pictures_from_links),
        cmocka_unit_test(kinds_come_from_host_extension_and_query),
        cmocka_unit_test(contacts_have_one_spelling),
        cmocka_unit_test(a_link_of_the_customer_is_carried_over),
        cmocka_unit_test(placeholders_are_left_alone_and_so_are_bare_names_in_code),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
