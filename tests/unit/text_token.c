/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text_dump.h"

static void elisions_are_words_of_their_own(void **state)
{
    (void)state;
    assert_string_equal(tokens_of("Nous n\xE2\x80\x99"
                                  "avons"),
                        "nous|n'|avons");
    assert_string_equal(tokens_of("l'\xC3\xA9t\xC3\xA9 qu'il jusqu'ici"),
                        "l'|\xC3\xA9t\xC3\xA9|qu'|il|jusqu'|ici");
    assert_string_equal(tokens_of("aujourd'hui don't it's let's we\xE2\x80\x99re c's"),
                        "aujourd'hui|don't|it's|let's|we're|c's");
}

static void hyphens_separate_and_dashes_are_marks(void **state)
{
    (void)state;
    assert_string_equal(tokens_of("Excusez-nous"), "excusez|nous");
    assert_string_equal(tokens_of("well \xE2\x80\x93 no"), "well|\xE2\x80\x93|no");
    assert_string_equal(tokens_of("wait... 10.30, (a)"), "wait|... / 10.30|,|(|a|)");
}

static void opaque_words_and_emoji_are_one_token(void **state)
{
    (void)state;
    assert_string_equal(tokens_of("Dear {{first name}}, see https://a.b/c."),
                        "dear|{{first name}}|,|see|https://a.b/c|.");
    read_slice("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 20);
    assert_int_equal(text.tokens.count, 2);
    const struct poise__token *t = text.tokens.data;
    poise_span span = poise__text_origin(&text, t[0].begin, t[0].end);
    assert_int_equal(span.begin, 0);
    assert_int_equal(span.end, 11);
}

static void flags_are_those_of_the_original(void **state)
{
    (void)state;
    tokens_of("NEVER \"Once\" \xC3\x89t\xC3\xA9 I");
    const struct poise__token *t = text.tokens.data;
    assert_int_equal(t[0].flags, POISE__TOKEN_CAPITAL | POISE__TOKEN_SHOUTED);
    assert_int_equal(t[2].flags, POISE__TOKEN_CAPITAL | POISE__TOKEN_QUOTED);
    assert_int_equal(t[4].flags, POISE__TOKEN_CAPITAL | POISE__TOKEN_SPACED);
    assert_int_equal(t[5].flags, POISE__TOKEN_CAPITAL | POISE__TOKEN_SPACED);
    assert_int_equal(t[0].hash, poise__text_hash((const uint8_t *)"never", 5));
    assert_int_equal(poise__text_hash((const uint8_t *)"a", 1), 0xE40C292Cu);
}

static void sentences_end_where_a_reader_would_end_them(void **state)
{
    (void)state;
    assert_string_equal(tokens_of("Mr. Gray left. We stay"), "mr|.|gray|left|. / we|stay");
    assert_string_equal(tokens_of("Vraiment ?! Oui"), "vraiment|?|! / oui");
    const struct poise__sentence *s = text.sentences.data;
    assert_true(s[0].question && s[0].exclaimed && !s[1].question);
    assert_string_equal(tokens_of("at 5 p.m. today, e.g. Rome"),
                        "at|5|p|.|m|.|today|,|e|.|g|.|rome");
    assert_string_equal(tokens_of("one\ntwo\n\nthree\n- four\n1. five"),
                        "one|two / three / -|four / 1|.|five");
    assert_string_equal(tokens_of("> theirs\nours"), ">|theirs / ours");
    assert_string_equal(tokens_of("see poise.org now. J. K. Bell"),
                        "see|poise|.|org|now|. / j|.|k|.|bell");
}

static void abbreviations_end_no_sentence(void **state)
{
    (void)state;
    assert_string_equal(tokens_of("Le n\xC2\xB0 12, art. 3, etc. et M. Roux. Bien \xC3\xA0 vous"),
                        "le|n|\xC2\xB0|12|,|art|.|3|,|etc|.|et|m|.|roux|. / bien|\xC3\xA0|vous");
    assert_string_equal(tokens_of("v 1.5.2 p. ex. ici. \"Non.\" Si"),
                        "v|1.5.2|p|.|ex|.|ici|. / \"|non|.|\" / si");
    assert_string_equal(tokens_of("It was No. Sorry.We know"), "it|was|no|. / sorry|. / we|know");
    assert_string_equal(tokens_of("\xC2\xAB Non ! \xC2\xBB dit-il. l'{{nom}} d'aujourd'hui"),
                        "\xC2\xAB|non|!|\xC2\xBB / dit|il|. / l'|{{nom}}|d'|aujourd'hui");
}

static void html_tags_are_no_words(void **state)
{
    (void)state;
    assert_string_equal(tokens_of("You <b class=\"x > y\">are</b> late<br/>. a < b"),
                        "you|are|late|. / a|<|b");
    assert_string_equal(tokens_of("<a b=\"c>d</a> <a b='c\">e"), "d|e");
    assert_string_equal(tokens_of("<p>We <em>are</em>\nsorry</p> <a <a"), "we|are|sorry|<|a|<|a");
}

static void what_people_read_of_a_tag_stands_behind_the_text(void **state)
{
    (void)state;
    assert_string_equal(
        tokens_of("You <img alt=\"My dear\" src='a.png' title='No'>see. <A ALT=x >"),
        "you|see|. / my|dear / no / x");
    assert_string_equal(tokens_of("[img alt=\"so, so\" width=2]a[/img] [img src=\"a\"]"),
                        "a|[|/|img|]|[|img|src|=|\"|a|\"|] / so|,|so");
    assert_string_equal(tokens_of("No. <img alt=\"?\"> <img alt=\"\" data-alt=\"a\" alto=\"b\">"),
                        "no|. / ?");
    const struct poise__sentence *s = text.sentences.data;
    assert_true(!s[0].question && s[1].question);
    const struct poise__token *t = text.tokens.data;
    assert_int_equal(t[2].flags, POISE__TOKEN_SPACED | POISE__TOKEN_APART);
}

static void quotations_in_an_attribute_end_there(void **state)
{
    (void)state;
    assert_string_equal(regions_of("a <img alt='5 \"b'> \"c\""),
                        "t:<img alt='5 \"b'>|a:5 \"b|q:\"c\"");
    assert_string_equal(regions_of("\"a <b title='{{x}} <3'> b\""),
                        "q:\"a <b title='{{x}} <3'> b\"|t:<b title='{{x}} <3'>|a:{{x}} <3|p:{{x}}");
}

static void titles_of_links_are_no_quotations(void **state)
{
    (void)state;
    assert_string_equal(regions_of("[a](b.png \"c d!\") \"e\""), "q:\"e\"");
    assert_string_equal(regions_of("(b.png \"c\") [a](b.png \"c\" d"), "q:\"c\"|q:\"c\"");
}

static void regions_are_found_and_prose_is_left_alone(void **state)
{
    (void)state;
    assert_string_equal(regions_of("He said \"no {{a.b}} way\" and 13\" more"),
                        "q:\"no {{a.b}} way\"|p:{{a.b}}");
    assert_string_equal(regions_of("\xC2\xAB oui \xC2\xBB `x` @ana #soldes me@poise.org #1"),
                        "q:\xC2\xAB oui \xC2\xBB|c:`x`|m:@ana|m:#soldes|u:me@poise.org");
    assert_string_equal(regions_of("%{a} #{a.b} {a} {%a%} %a% %(x)s %1 $name ${name} [[x]] [NAME]"
                                   " [your phone number] <name> {{{raw}}}"),
                        "p:%{a}|p:#{a.b}|p:{a}|p:{%a%}|p:%a%|p:%(x)s|p:%1|p:$name|p:${name}|p:[[x]]"
                        "|p:[NAME]|p:[your phone number]|p:<name>|p:{{{raw}}}");
    assert_string_equal(regions_of("5% off and 10% back { <3 a < b > c 100% 50 % de $20 [sic] [1]"),
                        "");
    assert_string_equal(regions_of("see [text](https://a.b/c_(d)). www.poise.org!"),
                        "u:https://a.b/c_(d)|u:www.poise.org");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elisions_are_words_of_their_own),
        cmocka_unit_test(hyphens_separate_and_dashes_are_marks),
        cmocka_unit_test(opaque_words_and_emoji_are_one_token),
        cmocka_unit_test(flags_are_those_of_the_original),
        cmocka_unit_test(sentences_end_where_a_reader_would_end_them),
        cmocka_unit_test(abbreviations_end_no_sentence),
        cmocka_unit_test(html_tags_are_no_words),
        cmocka_unit_test(what_people_read_of_a_tag_stands_behind_the_text),
        cmocka_unit_test(quotations_in_an_attribute_end_there),
        cmocka_unit_test(titles_of_links_are_no_quotations),
        cmocka_unit_test(regions_are_found_and_prose_is_left_alone),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    poise__text_release(&text);
    return failed;
}
