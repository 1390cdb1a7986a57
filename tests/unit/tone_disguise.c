/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone.h"

#include "tone/shape.h"

#include <stdlib.h>

static void digits_and_signs_stand_for_letters(void **state)
{
    (void)state;
    expect("You 1d10t.", "name_calling 900 <1d10t>");
    expect("You 5tup1d man", "name_calling 900 <5tup1d>");
    expect("You st+p!d", ""); /* no such word */
    expect("You s+up!d", "name_calling 900 <s+up!d>");
    expect("You $tup|d!", "name_calling 900 <$tup|d>");
    expect("You |d|ot", "name_calling 900 <|d|ot>");
    expect("You !diot", "name_calling 900 <!diot>");
    expect("Y0u stupid", "name_calling 900 <stupid>"); /* to the reader */
}

static void a_span_is_what_was_written(void **state)
{
    (void)state;
    expect("You i d i o t.", "name_calling 900 <i d i o t>");
    expect("You s . t . u . p . i . d!", "name_calling 900 <s . t . u . p . i . d>");
    expect("You (s.t.u.p.i.d) you", "name_calling 900 <s.t.u.p.i.d>");
    expect("You s.t.u.p.i.d. man", "name_calling 900 <s.t.u.p.i.d.>");
    expect("You s.t.u.p.i.d.", "name_calling 900 <s.t.u.p.i.d>");
    expect("You s-t-u-p-i-d, you", "name_calling 900 <s-t-u-p-i-d>");
    expect("You st**id.", "name_calling 900 <st**id>");
    expect("You **st*pid**", "name_calling 900 <st*pid>");
    expect("You stuuuupid.", "name_calling 900 <stuuuupid>");
    expect("You \xD1\x95tupid.", "name_calling 900 <\xD1\x95tupid>");
    expect("You i\xCC\xB6"
           "diot\xCC\xB6.",
           "name_calling 900 <i\xCC\xB6"
           "diot\xCC\xB6>");
    expect("You id\xC2\xADiot\xE2\x80\x8B.", "name_calling 900 <id\xC2\xADiot>");
    expect("You \xEF\xBD\x89\xEF\xBD\x84iot.", "name_calling 900 <\xEF\xBD\x89\xEF\xBD\x84iot>");
}

static void a_one_is_an_i_or_an_l_in_each_place(void **state)
{
    struct poise__shape shape = { 0 };
    const poise_pack *pack = &poise__pack_small;

    (void)state;
    poise__shape_add(&shape, (const uint8_t *)"1d1ot", 5);
    assert_true(shape.digits && !shape.broken);
    assert_int_equal(shape.either, 0x5);
    assert_true(poise__shape_word(&shape, pack).hidden);
}

static void only_hidden_words_are_read_out_of_digits_and_signs(void **state)
{
    (void)state;
    expect("We are s0rry.", "");
    expect("We are s o r r y.", "");
    expect("We are s*rry.", "");
}

static void any_word_is_read_out_of_other_scripts_and_stretches(void **state)
{
    (void)state;
    expect("We are s\xD0\xBErry.", "explicit 900 <s\xD0\xBErry>");
    expect("We are soooorry.", "explicit 900 <soooorry>");
    expect("We are sorrrry.", "explicit 900 <sorrrry>");
    expect("We are s\xC3\xB6rry.", ""); /* an accent is nobody's disguise of that */
}

static void marks_inside_a_disguise_end_no_sentence(void **state)
{
    (void)state;
    expect("You are not an id!ot.", "");
    expect("You said! You id!ot! Sorry.", "name_calling 900 <id!ot>, explicit 900 <Sorry>");
    expect("You. i! d! i! o! t!", "");
    expect("You, s!t!u!p!i!d", "name_calling 900 <s!t!u!p!i!d>");
    expect("You there!Sorry.", "explicit 900 <Sorry>");
}

static void a_disguise_is_one_word_of_a_pattern(void **state)
{
    (void)state;
    expect("Thank i.d.i.o.t.s. man", "name_calling 950 <Thank i.d.i.o.t.s.>");
    expect("You are {{x}} i d i o t s", "name_calling 950 <{{x}} i d i o t s>");
    expect("Very i d i o t s", "name_calling 950 <Very i d i o t s>");
    expect("Y*u should have at checked", "blame_customer 800 <Y*u should have at checked>");
    expect("y.o.u.s should have checked", "");
    expect("We are not saying you are s t u p i d, but", "name_calling 450 <s t u p i d>");
    expect("Never, you s t u p i d", "");
    expect("You wrote \"you s t u p i d\"", "");
}

static void a_short_word_may_stand_beside_letters_apart(void **state)
{
    (void)state;
    expect("You we i d i o t", "name_calling 900 <i d i o t>");
    expect("You, I i d i o t", "name_calling 900 <i d i o t>");
    expect("You, i d i o t I", "name_calling 900 <i d i o t>");
    expect("You, I i d i o t I", "name_calling 900 <i d i o t>");
    expect("You, x i d i o t", "");
    expect("You, i d i o t x", "");
    expect("You, i d  i o t", ""); /* not one distance */
    expect("You, i-d i-o-t", "");
}

static void codes_names_and_lists_stay_what_they_are(void **state)
{
    static const char *const texts[] = {
        "You ID10T-4455",      "You B00B5-1D10T",
        "You 1D10T",           "You #1d10t",
        "You x/1d10t",         "You 1d10t/x",
        "You 1d10t.x",         "You 1d10t-x",
        "You v1.1d10t",        "You ref:1d10t",
        "You 1d10t_x",         "You I***",
        "You S*****",          "You I. D. S. M.",
        "You s, t, u, d",      "You idi",
        "You 1d107@x.fr",      "You 10 d 10 t",
        "You zebra***",        "You a\xC3\xA9*",
        "You *** and ** or *", "You \xD0\x98\xD0\xB4",
        "You 1,000 5kg 3D",    "You idiotidi***t",
        "You $ @ ! | + # *",   "You @ d i",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) expect(texts[i], "");
    expect("YOU 1D10T", "name_calling 900 <1D10T>");
    expect("You. I**** you", "name_calling 900 <I****>");
    expect("You. I*** you", ""); /* a capital shows the length */
    expect("You. i*** you", "name_calling 900 <i***>");
}

static void emphasis_is_passed_over(void **state)
{
    (void)state;
    expect("Thank **you**", "thanks 500 <Thank **you>");
    expect("*Thank* you", "thanks 500 <Thank* you>");
    expect("Thank * you", "");
    expect("**Thank you**!", "thanks 500 <Thank you>");
}

static void each_pack_reads_for_itself(void **state)
{
    (void)state;
    expect("Nous, vous 1d10t", "name_calling 900 <1d10t>");
    expect("Nous sommes d\xC3\xA9s\xD0\xBEl\xC3\xA9, vous",
           "explicit 900 <sommes d\xC3\xA9s\xD0\xBEl\xC3\xA9>");
    expect("Nous sommes d\xC3\xA9sooool\xC3\xA9, vous",
           "explicit 900 <sommes d\xC3\xA9sooool\xC3\xA9>");
    expect("Vous, st*pid", ""); /* the French word is longer */
    expect("Vous, st*pide", "name_calling 900 <st*pide>");
}

static void ordinary_words_are_not_odd(void **state)
{
    static const char french[] = "\xC3\xA0\xC3\xA2\xC3\xA7\xC3\xA8\xC3\xA9\xC3\xAA\xC3\xAB"
                                 "\xC3\xAE\xC3\xB4\xC3\xB9\xC3\xBB";

    (void)state;
    assert_int_equal(poise__shape_oddness((const uint8_t *)french, sizeof french - 1), 0);
    assert_int_equal(poise__shape_oddness((const uint8_t *)"beekeeper's", 11), 0);
    assert_int_equal(poise__shape_oddness((const uint8_t *)"caf\xC3\xA9s", 6), 0);
    assert_int_equal(poise__shape_oddness((const uint8_t *)"sooo", 4), POISE__ODD_STRETCH);
    assert_int_equal(poise__shape_oddness((const uint8_t *)"b2b", 3), POISE__ODD_DIGIT);
    assert_int_equal(poise__shape_oddness((const uint8_t *)"\xC3\xBC", 2), POISE__ODD_LETTER);
    assert_int_equal(poise__shape_oddness((const uint8_t *)"\xC3", 1), POISE__ODD_LETTER);
    assert_int_equal(poise__shape_oddness((const uint8_t *)"\xD0\xB0", 2), POISE__ODD_LETTER);
}

/* Longer than any bound, in every kind: nothing fires, nothing is read or written outside. */
static void too_much_is_no_word(void **state)
{
    static const char *const pieces[] = { "i ", "i.",  "i*",     "1d",       "st",       "sss",
                                          "*",  "!",   "a!",     "\xD1\x95", "\xCC\xB6", "@a",
                                          "1",  "i*1", "aaabbb", "$" };
    static char text[5000];
    struct judged j;

    (void)state;
    judged_init(&j, NULL);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        for (size_t count = 1; count < 200; count += 1 + count / 8) {
            size_t len = strlen(pieces[i]), at = 0;
            at += (size_t)snprintf(text, sizeof text, "You x");
            for (size_t n = 0; n < count; n++, at += len) memcpy(text + at, pieces[i], len);
            memcpy(text + at, "1d10t", 5);
            /* A copy of just that size, so that a read behind it is seen. */
            char *copy = malloc(at + 5);
            memcpy(copy, text, at + 5);
            assert_int_equal(judge_bytes(&j, copy, at + 5), POISE_OK);
            check_invariants(&j, at + 5);
            free(copy);
        }
    judged_release(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_and_signs_stand_for_letters),
        cmocka_unit_test(a_span_is_what_was_written),
        cmocka_unit_test(a_one_is_an_i_or_an_l_in_each_place),
        cmocka_unit_test(only_hidden_words_are_read_out_of_digits_and_signs),
        cmocka_unit_test(any_word_is_read_out_of_other_scripts_and_stretches),
        cmocka_unit_test(marks_inside_a_disguise_end_no_sentence),
        cmocka_unit_test(a_disguise_is_one_word_of_a_pattern),
        cmocka_unit_test(a_short_word_may_stand_beside_letters_apart),
        cmocka_unit_test(codes_names_and_lists_stay_what_they_are),
        cmocka_unit_test(emphasis_is_passed_over),
        cmocka_unit_test(each_pack_reads_for_itself),
        cmocka_unit_test(ordinary_words_are_not_odd),
        cmocka_unit_test(too_much_is_no_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
