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

static void a_code_that_comes_again_adds_half_down_to_an_eighth(void **state)
{
    static const char text[] = "Sorry. We are sorry, sorry. Sorry. Thank you. Sorry.";
    static const uint32_t strengths[] = { 900, 450, 225, 112, 112 };
    struct judged j;
    uint32_t count = 0;

    (void)state;
    judged_init(&j, NULL);
    assert_int_equal(judge_bytes(&j, text, sizeof text - 1), POISE_OK);
    int32_t first = j.tone.signals[0].weights[POISE__APOLOGETIC];
    for (uint32_t i = 0; i < j.tone.signal_count; i++) {
        const struct poise__signal *s = &j.tone.signals[i];
        if (s->rule != POISE__RULE_APOLOGETIC_EXPLICIT) continue;
        assert_int_equal(s->strength, 900);
        assert_int_equal(s->weights[POISE__APOLOGETIC], (int32_t)strengths[count++] * first / 900);
    }
    assert_int_equal(count, 5);
    judged_release(&j);
}

static void positions_are_bytes_of_the_original(void **state)
{
    (void)state;
    expect("  YOU\xC2\xA0 are \xE2\x80\x9Cvery\xE2\x80\x9D STUPID !", "name_calling 900 <STUPID>");
    expect("Than\xC2\xADk you", "thanks 500 <Than\xC2\xADk you>");
}

static uint32_t language_of(const char *text, uint32_t hint, bool french_first)
{
    const poise_pack *packs[2] = { &poise__pack_small, &poise__pack_french };
    struct judged j;

    if (french_first) {
        packs[0] = &poise__pack_french;
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
    enum { AUTO = POISE_LANGUAGE_AUTO, EN = POISE_LANGUAGE_EN, FR = POISE_LANGUAGE_FR };

    (void)state;
    for (int first = 0; first < 2; first++) {
        assert_int_equal(language_of("We are the best.", FR, first), EN);
        assert_int_equal(language_of("Nous la voyons. Sorry.", EN, first), FR);
        assert_int_equal(language_of("Sorry!", AUTO, first), EN);
        assert_int_equal(language_of("D\xC3\xA9sol\xC3\xA9 !", EN, first), FR);
        assert_int_equal(language_of("idiot", FR, first), FR); /* a word of both */
        assert_int_equal(language_of("idiot", EN, first), EN);
        assert_int_equal(language_of("idiot d\xC3\xA9sol\xC3\xA9", AUTO, first), FR);
        assert_int_equal(language_of("Xyzzy.", FR, first), FR);
        assert_int_equal(language_of("Xyzzy.", AUTO, first), AUTO);
        assert_int_equal(language_of("", EN, first), EN);
    }
}

static void each_sentence_is_judged_in_its_language(void **state)
{
    (void)state;
    expect("We are sorry. Nous sommes d\xC3\xA9sol\xC3\xA9s.",
           "explicit 900 <sorry>, explicit 900 <sommes d\xC3\xA9sol\xC3\xA9s>");
    expect("Nous ne sommes pas desoles. Vous n'\xC3\xAAtes pas stupide.", "");
    expect("Vous voyez ? Idiot !", "");
    expect("Qu'elle soit rembours\xC3\xA9"
           "e, nous la voyons.",
           "offer 600 <Qu'elle soit rembours\xC3\xA9"
           "e>");
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
        cmocka_unit_test(a_code_that_comes_again_adds_half_down_to_an_eighth),
        cmocka_unit_test(positions_are_bytes_of_the_original),
        cmocka_unit_test(the_language_is_that_of_the_words_then_the_hint),
        cmocka_unit_test(each_sentence_is_judged_in_its_language),
        cmocka_unit_test(without_packs_nothing_is_found),
        cmocka_unit_test(one_endless_sentence_is_judged_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
