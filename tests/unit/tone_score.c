/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone.h"

static void a_signal_adds_its_strength_times_its_weight(void **state)
{
    struct judged j;

    (void)state;
    judged_init(&j, NULL);
    assert_int_equal(judge_bytes(&j, "You are stupid.", 15), POISE_OK);
    assert_int_equal(j.tone.signal_count, 1);
    assert_int_equal(j.tone.signals[0].weights[POISE__DEFENSIVE], 180);
    assert_int_equal(j.tone.signals[0].weights[POISE__INSULTING], 810);
    assert_int_equal(j.tone.signals[0].weights[POISE__APOLOGETIC], 0);
    assert_int_equal(j.tone.scores[POISE__DEFENSIVE], 180);
    assert_int_equal(j.tone.scores[POISE__INSULTING], 705); /* 500 + 410 × 500 / 1000 */
    assert_int_equal(j.tone.scores[POISE__APOLOGETIC], 0);
    assert_int_equal(j.tone.remedy, 0);
    assert_int_equal(j.tone.language, POISE_LANGUAGE_EN);

    assert_int_equal(judge_bytes(&j, "We will refund you. Sorry.", 26), POISE_OK);
    check_invariants(&j, 26);
    assert_int_equal(j.tone.signal_count, 2);
    assert_int_equal(j.tone.signals[1].weights[POISE__DEFENSIVE], -90);
    assert_int_equal(j.tone.scores[POISE__DEFENSIVE], 0);
    assert_int_equal(j.tone.scores[POISE__APOLOGETIC], 600); /* of 160 + 540 */
    assert_int_equal(j.tone.remedy, 640);
    judged_release(&j);
}

static void a_contribution_is_rounded_towards_zero(void **state)
{
    struct judged j;

    (void)state;
    /* 900 / 8 = 112: 112 × 600 / 1000 = 67.2, 112 × -100 / 1000 = -11.2. */
    static const char text[] = "Sorry. Sorry. Sorry. Sorry. Sorry.";
    judged_init(&j, NULL);
    assert_int_equal(judge_bytes(&j, text, sizeof text - 1), POISE_OK);
    check_invariants(&j, sizeof text - 1);
    assert_int_equal(j.tone.signal_count, 5);
    assert_int_equal(j.tone.signals[4].weights[POISE__APOLOGETIC], 67);
    assert_int_equal(j.tone.signals[4].weights[POISE__DEFENSIVE], -11);
    judged_release(&j);
}

static void a_code_that_comes_again_counts_half_down_to_an_eighth(void **state)
{
    (void)state;
    expect("Sorry. We are sorry, sorry. Sorry. Thank you. Sorry.",
           "explicit 900 <Sorry>, explicit 450 <sorry>, explicit 225 <sorry>, "
           "explicit 112 <Sorry>, thanks 500 <Thank you>, explicit 112 <Sorry>");
}

static void positions_are_bytes_of_the_original(void **state)
{
    (void)state;
    expect("  YOU\xC2\xA0 are \xE2\x80\x9Cvery\xE2\x80\x9D STUPID !", "name_calling 900 <STUPID>");
    expect("Than\xC2\xADk you", "thanks 500 <Than\xC2\xADk you>");
}

/* A pack in all but its tag and words the same as the small one. */
static poise_pack other_language(void)
{
    poise_pack pack = poise__pack_small;
    static const uint8_t no_texts[1024];

    memcpy(pack.tag, "fr", 3);
    pack.texts = no_texts;
    return pack;
}

static uint32_t language_of(const char *text, uint32_t hint, bool other_first)
{
    poise_pack other = other_language();
    const poise_pack *packs[2] = { &poise__pack_small, &other };
    struct judged j;

    if (other_first) {
        packs[0] = &other;
        packs[1] = &poise__pack_small;
    }
    judged_init(&j, NULL);
    assert_int_equal(poise__text_read(&j.text, (struct poise__slice){ text, strlen(text) }),
                     POISE_OK);
    assert_int_equal(poise__tone_judge(&j.scratch, &j.text, packs, 2, hint, &j.tone), POISE_OK);
    judged_release(&j);
    return j.tone.language;
}

static void the_language_is_that_of_the_words_then_the_hint(void **state)
{
    (void)state;
    for (int first = 0; first < 2; first++) {
        assert_int_equal(language_of("We are the best.", POISE_LANGUAGE_FR, first),
                         POISE_LANGUAGE_EN);
        assert_int_equal(language_of("Sorry!", POISE_LANGUAGE_AUTO, first), POISE_LANGUAGE_EN);
        assert_int_equal(language_of("Xyzzy.", POISE_LANGUAGE_FR, first), POISE_LANGUAGE_FR);
        assert_int_equal(language_of("Xyzzy.", POISE_LANGUAGE_AUTO, first), POISE_LANGUAGE_AUTO);
        assert_int_equal(language_of("", POISE_LANGUAGE_EN, first), POISE_LANGUAGE_EN);
    }
}

static void without_packs_nothing_is_found(void **state)
{
    struct judged j;

    (void)state;
    judged_init(&j, NULL);
    assert_int_equal(poise__text_read(&j.text, SLICE("You are stupid.")), POISE_OK);
    assert_int_equal(poise__tone_judge(&j.scratch, &j.text, NULL, 0, 0, &j.tone), POISE_OK);
    assert_int_equal(j.tone.signal_count, 0);
    assert_int_equal(j.tone.scores[POISE__INSULTING], 0);
    judged_release(&j);
}

/* One sentence of a megabyte, which must not take more than a moment. */
static void expect_quick(const char *unit, uint32_t least)
{
    size_t size = strlen(unit), len = (1u << 20) / size * size;
    char *text = malloc(len);
    struct judged j;

    for (size_t at = 0; at < len; at += size) memcpy(text + at, unit, size);
    judged_init(&j, NULL);
    assert_int_equal(judge_bytes(&j, text, len), POISE_OK);
    check_invariants(&j, len);
    assert_true(j.tone.signal_count >= least);
    judged_release(&j);
    free(text);
}

/* Whatever is not linear here would make the test run into its time limit. */
static void one_endless_sentence_is_judged_in_linear_time(void **state)
{
    (void)state;
    expect_quick("a ", 0);
    expect_quick("sorry ", 100000);
    expect_quick("sorry,,,,,,,, ", 70000);
    expect_quick("you stupid ", 90000);
    expect_quick("you stupid not ", 0);
    expect_quick("we are not saying that you and me stupid but ", 10000);
    expect_quick("you should have ", 0);
    expect_quick("because of the of us sorry better safe than ", 0);
    expect_quick(",", 0);
    expect_quick("\" ", 0);
    expect_quick("sorry you feel weather genius \" ", 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_adds_its_strength_times_its_weight),
        cmocka_unit_test(a_contribution_is_rounded_towards_zero),
        cmocka_unit_test(a_code_that_comes_again_counts_half_down_to_an_eighth),
        cmocka_unit_test(positions_are_bytes_of_the_original),
        cmocka_unit_test(the_language_is_that_of_the_words_then_the_hint),
        cmocka_unit_test(without_packs_nothing_is_found),
        cmocka_unit_test(one_endless_sentence_is_judged_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
