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
    assert_string_equal(tokens_of("P.J. : plan. P.J. Hunt"), "p|.|j|.|:|plan|. / p|.|j|. / hunt");
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

static void single_marks_quote_and_apostrophes_do_not(void **state)
{
    (void)state;
    assert_string_equal(regions_of("You wrote 'it isn't l'\xC3\xA9t\xC3\xA9', and ('no') 'yes.'"),
                        "q:'it isn't l'\xC3\xA9t\xC3\xA9'|q:'no'|q:'yes.'");
    assert_string_equal(regions_of("'So' \xC2\xAB oui \xC2\xBB 'non'\xC2\xA0! 'a {{b}} c'\n'd'"),
                        "q:'So'|q:\xC2\xAB oui \xC2\xBB|q:'non'|q:'a {{b}} c'|p:{{b}}|q:'d'");
    assert_string_equal(
        regions_of("'Tis the guests' hall, 'twas theirs' too, tell 'em the boys' "
                   "names. Fish 'n' chips, the '90s' end. don't l'\xC3\xA9t\xC3\xA9'"),
        "");
    assert_string_equal(regions_of("He is 'late. We are 'early\nThe hosts' room' 'a b'c ' d '"),
                        "");
}

static void tags_of_quotations_quote_when_they_close(void **state)
{
    (void)state;
    assert_string_equal(regions_of("<blockquote class=\"x\">a\n\nb</blockquote> c"),
                        "q:<blockquote class=\"x\">a\n\nb</blockquote>|t:<blockquote class=\"x\">"
                        "|t:</blockquote>");
    assert_string_equal(regions_of("<Q>a <q>b</q></Q> c</q>"),
                        "q:<Q>a <q>b</q></Q>|t:<Q>|t:<q>|t:</q>|t:</Q>|t:</q>");
    assert_string_equal(regions_of("[quote=\"Ann\" id=3]a [b][/QUOTE] [quote]d"),
                        "q:[quote=\"Ann\" id=3]a [b][/QUOTE]|t:[quote=\"Ann\" id=3]|t:[/QUOTE]"
                        "|t:[quote]");
    assert_string_equal(regions_of("<blockquote>a <img alt='[quote]'></q>"),
                        "t:<blockquote>|t:<img alt='[quote]'>|a:[quote]|t:</q>");
}

static void all_behind_the_head_of_an_earlier_message_is_quoted(void **state)
{
    static const char *const heads[] = {
        "-----Original Message-----",
        "---- ORIGINAL MESSAGE ----",
        "________ Forwarded message ________\r",
        "-----Message d'origine-----",
        "--- Message d\xE2\x80\x99origine ---",
        "-------- Message original --------",
        "Begin forwarded message:\n",
        "D\xC3\xA9"
        "but du message transf\xC3\xA9r\xC3\xA9\xC2\xA0:",
        "From: Ann\nSent: Monday",
        "De : Anne\nEnvoy\xC3\xA9 : lundi",
        "On Mon, 3 May 2026 at 10:00, Ann <a@b.example> wrote:",
        "On 3/5/26 9:12, Ann wrote:\n",
        "On Monday 3 May, Ann Bell\n<ann@b.example> wrote:",
        "Le lun. 3 mai 2026 \xC3\xA0 10:00, Anne a \xC3\xA9"
        "crit :",
        "Le 3 mai 10h15, Anne a \xC3\xA9"
        "crit\xC2\xA0:",
    };
    char draft[200];
    (void)state;

    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        snprintf(draft, sizeof draft, "Hi.\n%s\nSee this.\n\nYes.", heads[i]);
        regions_of(draft);
        const struct poise__region *first = text.regions.data;
        assert_true(text.regions.count > 0);
        assert_int_equal(first->kind, POISE__REGION_QUOTE);
        assert_int_equal(first->where.begin, 4);
        assert_int_equal(first->where.end, strlen(draft));
        regions_of(draft + 4);
        first = text.regions.data;
        assert_true(text.regions.count == 0 || first->kind != POISE__REGION_QUOTE ||
                    first->where.end < strlen(draft + 4));
    }
}

static void the_paragraph_behind_what_somebody_wrote_is_quoted(void **state)
{
    (void)state;
    assert_string_equal(regions_of("On Monday you wrote:\nYes.\nYes.\n\nNo."),
                        "q:On Monday you wrote:\nYes.\nYes.");
    assert_string_equal(regions_of("Hi.\nLe lundi, vous avez \xC3\xA9"
                                   "crit :\n\nOui.\n \nNon."),
                        "q:Le lundi, vous avez \xC3\xA9"
                        "crit :\n\nOui.");
    assert_string_equal(regions_of("On 3 May 2026, Ann wrote:\nOn Monday Bo wrote:\nYes.\n\nNo."),
                        "q:On 3 May 2026, Ann wrote:\nOn Monday Bo wrote:\nYes.");
}

static void prose_is_no_head_of_a_message(void **state)
{
    (void)state;
    assert_string_equal(regions_of("Hi.\nThe original message\nis lost."), "");
    assert_string_equal(regions_of("Hi.\n--- Original message --- is lost."), "");
    assert_string_equal(regions_of("Hi.\nFrom: Rome\nTo: Oslo"), "");
    assert_string_equal(regions_of("Hi.\nOn 3 May 2026 we wrote:\nYes."), "");
    assert_string_equal(regions_of("Hi.\nOn 3 May 2026 I wrote:\nYes."), "");
    assert_string_equal(regions_of("Hi.\nOn 3 May 2026 our cook wrote: yes.\nYes."), "");
    assert_string_equal(regions_of("Hi.\nOn 3 May 2026\n\nAnn wrote:\nYes."), "");
    assert_string_equal(regions_of("Hi.\nOn 3 May 2026, Ann wrote:\n\n> Yes.\nNo."), "q:> Yes.");
}

static void elements_of_html_are_tags_and_fill_ins_are_not(void **state)
{
    (void)state;
    assert_string_equal(regions_of("<picture><section><button title='a'>"),
                        "t:<picture>|t:<section>|t:<button title='a'>|a:a");
    assert_string_equal(regions_of("<address> <time> <address title=b> </address>"),
                        "p:<address>|p:<time>|t:<address title=b>|a:b|t:</address>");
    assert_string_equal(regions_of("<input placeholder=c><option label=d><i aria-description=e>"),
                        "t:<input placeholder=c>|a:c|t:<option label=d>|a:d"
                        "|t:<i aria-description=e>|a:e");
    assert_string_equal(regions_of("<parcel title=f>"), "");
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
    assert_string_equal(
        regions_of("{pr\xC3\xA9nom} %{num\xC3\xA9ro.a} <num\xC3\xA9ro> %pr\xC3\xA9nom%"
                   " %(\xC3\xA9tat)s (%s) %d, %1$s."),
        "p:{pr\xC3\xA9nom}|p:%{num\xC3\xA9ro.a}|p:<num\xC3\xA9ro>|p:%pr\xC3\xA9nom%"
        "|p:%(\xC3\xA9tat)s|p:%s|p:%d|p:%1$s");
    assert_string_equal(
        regions_of("20%s 50 %d'int\xC3\xA9r\xC3\xAAt %sur %1$x {\xE2\x80\x99} {\xE2\x80\xA6} a %"),
        "p:%1");
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
        cmocka_unit_test(single_marks_quote_and_apostrophes_do_not),
        cmocka_unit_test(tags_of_quotations_quote_when_they_close),
        cmocka_unit_test(all_behind_the_head_of_an_earlier_message_is_quoted),
        cmocka_unit_test(the_paragraph_behind_what_somebody_wrote_is_quoted),
        cmocka_unit_test(prose_is_no_head_of_a_message),
        cmocka_unit_test(elements_of_html_are_tags_and_fill_ins_are_not),
        cmocka_unit_test(regions_are_found_and_prose_is_left_alone),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    poise__text_release(&text);
    return failed;
}
