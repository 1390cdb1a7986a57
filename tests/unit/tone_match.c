/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone.h"

#include "pack_small_bytes.h" /* tests/unit/data/pack_small, compiled: pack_small_bytes[] */

static void a_cue_is_found_where_it_stands(void **state)
{
    (void)state;
    expect("", "");
    expect("The table is round.", "");
    expect("Sorry.", "explicit 900 <Sorry>");
    expect("We are sorry for the wait.", "explicit 900 <sorry>");
    expect("We apologise", "explicit 900 <apologise>");
    expect("Thank you. It was our mistake!",
           "thanks 500 <Thank you>, responsibility 800 <our mistake>");
}

static void a_gap_takes_words_numbers_and_opaque_words_but_no_mark(void **state)
{
    (void)state;
    expect("You should have read it.", "blame_customer 800 <You should have read>");
    expect("You should have at least checked it.",
           "blame_customer 800 <You should have at least checked>");
    expect("You should have {{x}} 7 read.", "blame_customer 800 <You should have {{x}} 7 read>");
    expect("You should have at the very least checked.", "");
    expect("You should have: read.", "");
    expect("You should have (read).", "");
    expect("You should have. Read.", "");
}

static void commas_and_quotes_are_passed_over_but_not_for_ever(void **state)
{
    (void)state;
    expect("Thank, you", "thanks 500 <Thank, you>");
    expect("Thank \"you\"", "thanks 500 <Thank \"you>");
    expect("Thank ,, you", "thanks 500 <Thank ,, you>");
    expect("Thank ,,, you", "");
}

static void a_comma_that_is_asked_for_must_be_there(void **state)
{
    (void)state;
    expect("Sorry, but the table is round.", "non_apology 900 <Sorry, but>, explicit 900 <Sorry>");
    expect("Sorry but the table is round.", "explicit 900 <Sorry>");
}

static void the_two_ends_of_a_sentence_can_be_asked_for(void **state)
{
    (void)state;
    expect("Really?", "belittling 600 <Really?>");
    expect("The table is round. Seriously?", "belittling 600 <Seriously?>");
    expect("Is it really?", "");
    expect("You have 3 days", "threat 700 <3 days>");
    expect("You have 3 days!", "threat 700 <3 days>");
    expect("You have 3 days left.", "");
}

static void the_longest_match_of_a_cue_counts(void **state)
{
    (void)state;
    expect("We will refund you.", "offer 800 <We will refund you>");
    expect("We will refund.", "offer 800 <We will refund>");
}

static void accents_may_be_missing_in_long_words_alone(void **state)
{
    (void)state;
    expect("You are bête.", "name_calling 900 <bête>");
    expect("You are bete.", "");
    expect("You are entetee.", "name_calling 900 <entetee>");
}

static void a_pack_that_was_tampered_with_is_safe_to_match_with(void **state)
{
    static const char reply[] =
        "You, stupid idiots. Sorry you feel, we will not refund you! 3 days";
    enum { SIZE = sizeof pack_small_bytes };
    uint32_t opened = 0;
    poise_alloc heap;
    struct judged j;

    (void)state;
    poise__alloc_init(&heap, NULL);
    judged_init(&j, NULL);
    assert_int_equal(poise__text_read(&j.text, SLICE(reply)), POISE_OK);
    for (size_t i = 0; i < SIZE; i++) {
        uint8_t bytes[SIZE];
        poise_pack *pack;
        memcpy(bytes, pack_small_bytes, SIZE);
        bytes[i] ^= 1;
        if (poise__pack_open(&heap, bytes, SIZE, NULL, &pack) != POISE_OK) continue;
        const poise_pack *packs[] = { pack };
        assert_int_equal(poise__tone_judge(&j.scratch, &j.text, packs, 1, 0, &j.tone), POISE_OK);
        for (int axis = 0; axis < POISE__AXES; axis++) assert_true(j.tone.scores[axis] <= 1000);
        poise__pack_free(pack);
        opened++;
    }
    assert_true(opened > 0);
    judged_release(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cue_is_found_where_it_stands),
        cmocka_unit_test(a_gap_takes_words_numbers_and_opaque_words_but_no_mark),
        cmocka_unit_test(commas_and_quotes_are_passed_over_but_not_for_ever),
        cmocka_unit_test(a_comma_that_is_asked_for_must_be_there),
        cmocka_unit_test(the_two_ends_of_a_sentence_can_be_asked_for),
        cmocka_unit_test(the_longest_match_of_a_cue_counts),
        cmocka_unit_test(accents_may_be_missing_in_long_words_alone),
        cmocka_unit_test(a_pack_that_was_tampered_with_is_safe_to_match_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
