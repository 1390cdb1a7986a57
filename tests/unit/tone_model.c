/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The pack of data/pack_learned has a handful of features, whose weights are used below. */
#include "tone.h"

static void learn(struct judged *j, const char *text)
{
    const poise_pack *packs[] = { &poise__pack_learned };

    assert_int_equal(poise__text_read(&j->text, (struct poise__slice){ text, strlen(text) }),
                     POISE_OK);
    assert_int_equal(
        poise__tone_judge(&j->scratch, &j->text, packs, 1, POISE_LANGUAGE_EN, &j->tone), POISE_OK);
    check_sums(j, &poise__pack_learned);
}

/* The signals of a text, and its rest: "wording 333 <petal> | 0 12 0". */
static void expect_learned(const char *text, const char *wanted)
{
    struct judged j;
    char spelt[1000], all[1100];

    judged_init(&j, NULL);
    learn(&j, text);
    spell_signals(&j, text, spelt, sizeof spelt);
    snprintf(all, sizeof all, "%s | %d %d %d", spelt, (int)j.tone.rest[0], (int)j.tone.rest[1],
             (int)j.tone.rest[2]);
    assert_string_equal(all, wanted);
    judged_release(&j);
}

/* A weight of 100 is 5000; a text of 1 word is divided by the root of 25. */
static void a_passage_shows_what_it_adds(void **state)
{
    (void)state;
    expect_learned("Petal", "wording 333 <Petal> | 0 0 0");
    /* Four tokens, so the root of 28. */
    expect_learned("kettle on, petal", "wording 314 <petal> | 0 0 0");
}

static void a_passage_shows_only_in_a_text_that_scores(void **state)
{
    (void)state;
    /* The petal adds 5000 / root 29, and the words of a dropped signal take 1000 / root 29. */
    expect_learned("Not stupid, petal.", "wording 309 <petal> | 0 -186 0");
    expect_learned("Not stupid; not stupid; not stupid; not stupid; not stupid; not stupid; petal.",
                   " | 0 -150 0");
}

static void order_counts_and_the_begin_of_a_text(void **state)
{
    (void)state;
    /* (60 + 50) x 50 / root 26, and 50 for the length. */
    expect_learned("The oven", "wording 359 <The oven> | 0 50 0");
    expect_learned("Hm. The oven", " | 472 0 0");
    expect_learned("Oven the", " | 0 50 0");
}

static void words_between_are_passed_over_by_a_gapped_gram(void **state)
{
    (void)state;
    expect_learned("warm new bread", "wording 352 <warm new bread> | 0 50 0");
    expect_learned("warm bread", " | 0 50 98");
}

static void a_word_that_is_not_known_is_read_by_its_letters(void **state)
{
    (void)state;
    expect_learned("petals", " | 0 499 0");
    expect_learned("renals", " | 0 99 0");
    expect_learned("\xC3\x89T\xC3\x89", "wording 423 <\xC3\x89T\xC3\x89> | 0 0 0");
}

static void what_a_cue_settled_is_no_evidence(void **state)
{
    (void)state;
    expect_learned("Sorry you feel", "non_apology 900 <Sorry you feel> | 192 50 -192");
    expect_learned("not stupid", " | 0 -146 0");
}

static void what_is_quoted_is_somebody_elses(void **state)
{
    char mail[4000] = "see\n";

    (void)state;
    expect_learned("\"petal\"", " | 0 0 0");
    /* A run of quoted words is one term: (5 + 6 + 5) x 50 / root 25, rounded down. */
    expect_learned("see \"petal petal\"", " | 159 0 0");
    for (int line = 0; line < 200; line++) strcat(mail, "> petal petal\n");
    expect_learned(mail, " | 0 0 0");
}

static void numbers_in_a_row_are_one_term(void **state)
{
    (void)state;
    expect_learned("1", " | 9 19 29");
    expect_learned("1 2", " | 9 69 29");
}

static void one_signal_after_another_is_a_fact(void **state)
{
    struct judged j;

    (void)state;
    judged_init(&j, NULL);
    learn(&j, "Stupid. Sorry.");
    assert_int_equal(j.tone.signal_count, 4);
    assert_int_equal(j.tone.signals[2].rule, POISE__RULE_APOLOGETIC_EXPLICIT);
    assert_int_equal(j.tone.signals[2].weights[POISE__DEFENSIVE], 100);
    learn(&j, "Sorry. Stupid.");
    for (uint32_t i = 0; i < j.tone.signal_count; i++)
        assert_int_equal(j.tone.signals[i].weights[POISE__DEFENSIVE], 0);
    judged_release(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_passage_shows_what_it_adds),
        cmocka_unit_test(a_passage_shows_only_in_a_text_that_scores),
        cmocka_unit_test(order_counts_and_the_begin_of_a_text),
        cmocka_unit_test(words_between_are_passed_over_by_a_gapped_gram),
        cmocka_unit_test(a_word_that_is_not_known_is_read_by_its_letters),
        cmocka_unit_test(what_a_cue_settled_is_no_evidence),
        cmocka_unit_test(what_is_quoted_is_somebody_elses),
        cmocka_unit_test(numbers_in_a_row_are_one_term),
        cmocka_unit_test(one_signal_after_another_is_a_fact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
