/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* Markup that acts by itself, however it is written, and its clean twins. */
#include "file_judge.h"

/* What was put into the file has just these flags. */
static void expect_just(const char *name, const char *what, uint32_t want)
{
    uint32_t flags = judge(name)->flags;

    if (flags != want) fail_msg("%s, %s: flags %x, not %x", name, what, flags, want);
}

static void add_text(const char *text)
{
    add(&file, text, strlen(text));
}

/* The same characters in two bytes each. */
static void widen(const char *text, bool big)
{
    if (big)
        ADD(&file, "\xFE\xFF");
    else
        ADD(&file, "\xFF\xFE");
    for (; *text; text++) {
        char pair[2] = { big ? '\0' : *text, big ? *text : '\0' };
        add(&file, pair, 2);
    }
}

static void drawings_that_act_are_seen(void **state)
{
    static const char *const active[] = {
        "<svg><script>x</script></svg>",
        "<svg><svg:script>x</svg:script></svg>",
        "<svg onload=\"x()\"/>",
        "<svg><rect OnClick = 'x()'/></svg>",
        "<svg><a href=\"javascript:x\"/></svg>",
        "<svg><a href='java&#115;cript:x'/></svg>",
        "<svg><a href=' jav&#x61;script&colon;x'/></svg>",
        "<svg><image xlink:href=\"https://a.example/p.png\"/></svg>",
        "<svg><image href='//a.example/p.png'/></svg>",
        "<svg><use href=\"data:image/svg+xml,x\"/></svg>",
        "<svg><style>a{fill:url(http://a.example/)}</style></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
    };
    static const char *const fine[] = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0\"/></svg>",
        "<svg><use href=\"#a\"/><text>once=1, script, on = off</text></svg>",
        "<svg><image href=\"data:image/png;base64,aaaa\"/></svg>",
        "<svg><rect fill=\"url(#a)\" font=\"x\"/></svg>",
        "<svg><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject></svg>",
    };

    (void)state;
    EACH(i, active)
    {
        add_text(active[i]);
        expect_just("a.svg", active[i], POISE_MEDIA_ACTIVE);
        widen(active[i], false);
        expect_just("a.svg", active[i], POISE_MEDIA_ACTIVE);
        widen(active[i], true);
        expect_just("a.svg", active[i], POISE_MEDIA_ACTIVE);
    }
    EACH(i, fine)
    {
        add_text(fine[i]);
        expect_just("a.svg", fine[i], 0);
        widen(fine[i], false);
        expect_just("a.svg", fine[i], 0);
    }
}

/* Written so that a look at the first words alone does not see it. */
static void drawings_that_hide_what_acts_are_seen(void **state)
{
    static const char *const active[] = {
        "<d:svg xmlns:d='http://www.w3.org/2000/svg'><d:script>x</d:script></d:svg>",
        "<svg><a><animate attributeName='href' values='&#106;avascript:x'/></a></svg>",
        "<svg><a href='j&#97;va&NewLine;script:x'/></svg>",
        "<svg><a href='&#x00000000000006a;avascript:x'/></svg>",
        "<svg><rect style=\"fill:url(&quot;http://a.example/x&quot;)\"/></svg>",
        "<svg><rect style='fill:u&#114;l(https://a.example/x)'/></svg>",
        "<svg><set attributeName='href' to=\"//a.example/x\"/></svg>",
        "<?xml version='1.0'?><?xml-stylesheet href='https://a.example/x.xsl'?><svg/>",
        "<svg><style><![CDATA[ ' ]]></style><rect onload='x()'/></svg>",
        "<svg><!-- <a ' --><rect onload='x()'/></svg>",
        "<?pi ' ?><svg><rect onload='x()'/></svg>",
        "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg/>",
        "<!DOCTYPE svg [<!ENTITY a 'http://a.example/x'>]><svg><image href='&a;'/></svg>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'http://a.example/x'>]><svg/>",
        "<!DOCTYPE svg [<!ENTITY a 'http://a.example/&b;'>]><svg/>",
        "<svg><foreignObject><form action='/x'/></foreignObject></svg>",
        "<svg><foreignObject><meta http-equiv='refresh'/></foreignObject></svg>",
    };
    static const char *const fine[] = {
        "<!DOCTYPE svg [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns_svg;\"/>",
        "<svg><a href='https://brand.example/help'><text>Help</text></a></svg>",
        "<svg><metadata><dc:format>image/svg+xml</dc:format></metadata></svg>",
        "<svg><text title='a > b, onset = 1'>u &amp; j, @ &#106;</text></svg>",
        "<svg><style>@font-face{src:url(data:font/woff;base64,aaaa)}</style></svg>",
        "<svg><!-- <rect onload='x()'/> --></svg>",
    };

    (void)state;
    EACH(i, active)
    {
        add_text(active[i]);
        expect_just("a.svg", active[i], POISE_MEDIA_ACTIVE);
        widen(active[i], false);
        expect_just("a.svg", active[i], POISE_MEDIA_ACTIVE);
        add_text(active[i]);
        expect_just("a", active[i], POISE_MEDIA_ACTIVE);
    }
    EACH(i, fine)
    {
        add_text(fine[i]);
        expect_just("a.svg", fine[i], 0);
    }
}

static void what_stands_before_markup_does_not_hide_it(void **state)
{
    static const char drawing[] = "<svg onload='x()'/>", page[] = "<html><script>x</script>";

    (void)state;
    for (int i = 0; i < 4; i++) {
        bool is_page = i % 2, is_comment = i / 2;
        const char *markup = is_page ? page : drawing;
        ADD(&file, "<?xml version='1.0'?>");
        if (is_comment) ADD(&file, "<!-- ");
        for (int n = 0; n < 6000; n++) ADD(&file, "\n");
        if (is_comment) ADD(&file, " -->");
        add_text(markup);
        /* Without a name, so that the bytes alone tell. */
        expect_just("a", is_comment ? "comment" : "blanks", POISE_MEDIA_ACTIVE);
    }
}

static void words_that_are_called_a_page_are_read_as_one(void **state)
{
    static const char *const active[] = {
        "Hello <script>x</script>",
        "<p>Hello</p><script>x</script>",
        "<img src=x onerror=x()>",
        "<!-- <a ' --><p title='\"' onclick = 'x()'>",
        "<title> <a ' </title><img src=x onerror=x()>",
        "<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:script>x</h:script></h:html>",
        "\1<script>x</script>",
    };
    static const char *const fine[] = { "Hello, all of you", "<p>Once is 1, as on = 2</p>",
                                        "<p>formats, scripted, objects: &#106;</p>" };

    (void)state;
    /* HTML ends the comment at once, XML does not. */
    ADD(&file, "<svg><!--><p title='--><img src=x onerror=x()>'</svg>");
    expect_just("a.html", "drawing", POISE_MEDIA_ACTIVE);
    ADD(&file, "<title><image href='http://a.example/x'/></title>");
    expect_just("a.svg", "page", POISE_MEDIA_ACTIVE);
    EACH(i, active)
    {
        add_text(active[i]);
        expect_just("a.html", active[i], POISE_MEDIA_ACTIVE);
        add_text(active[i]);
        expect_just("a.svg", active[i], POISE_MEDIA_ACTIVE);
    }
    EACH(i, fine)
    {
        add_text(fine[i]);
        expect_just("a.html", fine[i], 0);
    }
}

static void rich_text_that_fetches_is_seen(void **state)
{
    static const char *const active[] = {
        "{\\rtf1{\\*\\template http://a.example/a.dotm}x}",
        "{\\rtf1{\\*\\template \\\\\\\\host\\\\a.dotm}x}",
        "{\\rtf1{\\field{\\*\\fldinst DDEAUTO app \"/c\"}}x}",
        "{\\rtf1{\\field{\\*\\fldinst {\\b dde app}}}x}",
    };
    static const char *const fine[] = {
        "{\\rtf1{\\*\\template C:\\\\a\\\\Normal.dotm}x}",
        "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"http://a.example/dde \"}}x}",
        "{\\rtf1 A DDE is no field\\fi0}",
    };

    (void)state;
    EACH(i, active)
    {
        add_text(active[i]);
        expect_just("a.rtf", active[i], POISE_MEDIA_ACTIVE);
    }
    EACH(i, fine)
    {
        add_text(fine[i]);
        expect_just("a.rtf", fine[i], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawings_that_act_are_seen),
        cmocka_unit_test(drawings_that_hide_what_acts_are_seen),
        cmocka_unit_test(what_stands_before_markup_does_not_hide_it),
        cmocka_unit_test(words_that_are_called_a_page_are_read_as_one),
        cmocka_unit_test(rich_text_that_fetches_is_seen),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
