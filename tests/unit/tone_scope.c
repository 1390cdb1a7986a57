/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone.h"

static void a_guard_drops_what_shares_a_word_with_it(void **state)
{
    (void)state;
    expect("Better safe than sorry.", "");
    expect("Better safe than sorry, we are sorry.", "explicit 900 <sorry>");
}

static void a_negation_reaches_three_words_of_its_clause(void **state)
{
    (void)state;
    expect("You are not stupid.", "");
    expect("You are not a very stupid person.", "");
    expect("You are not one of the stupid.", "name_calling 900 <stupid>");
    expect("You are never, ever stupid.", "");
    expect("You are not late; stupid is the word.", "name_calling 900 <stupid>");
    expect("You are not late but stupid.", "name_calling 900 <stupid>");
    expect("You are stupid, not late.", "name_calling 900 <stupid>");
}

static void a_negation_inside_a_cue_drops_it_if_the_cue_says_so(void **state)
{
    (void)state;
    expect("It is not our fault.", "denial 700 <not our fault>");
    expect("We don't refund you.", "");
    expect("We will refund you.", "offer 800 <We will refund you>");
}

static void what_is_disclaimed_is_dropped_unless_a_contrast_follows(void **state)
{
    (void)state;
    expect("We are not saying that you are the most stupid.", "");
    expect("We are not saying that you are the most stupid, but the table is round.",
           "name_calling 450 <stupid>");
    expect("We are not saying that you are the most stupid. However, the table is round.",
           "name_calling 450 <stupid>");
    expect("We are not saying that you are the most stupid. The table, however, is round.", "");
    expect("We are not saying that the table is round, but you are stupid.",
           "name_calling 900 <stupid>");
}

static void reported_speech_is_somebody_elses(void **state)
{
    (void)state;
    expect("You wrote that we are stupid.", "");
    expect("You are stupid, you wrote.", "name_calling 900 <stupid>");
    expect("You wrote that. You are stupid.", "name_calling 900 <stupid>");
}

static void a_quotation_says_nothing_of_the_writer(void **state)
{
    (void)state;
    expect("\"You are stupid\" is on the wall.", "");
    expect("You said \"genius\" again.", "");
    expect("\"Genius\" is on the wall.", "sarcasm 600 <Genius>");
}

static void what_is_said_of_oneself_is_no_insult(void **state)
{
    (void)state;
    expect("How stupid of us, you were right.", "");
    expect("You are stupid; the fault of us all.", "name_calling 900 <stupid>");
    expect("You are stupid but one of us.", "name_calling 900 <stupid>");
}

static void an_insult_needs_somebody_it_is_said_to(void **state)
{
    (void)state;
    expect("The rain was stupid.", "");
    expect("Your table was stupid.", "name_calling 900 <stupid>");
    expect("The rain was stupid. You know.", "");
}

static void a_question_asks(void **state)
{
    (void)state;
    expect("You should have read it?", "");
    expect("You should have read it!", "blame_customer 800 <You should have read>");
}

static void an_excuse_near_an_apology_counts_half(void **state)
{
    (void)state;
    expect("It was late because of the weather.", "excuse 600 <because of the weather>");
    expect("Sorry, it was late because of the weather.",
           "explicit 900 <Sorry>, excuse 300 <because of the weather>");
    expect("It was our fault. It was late because of the strike.",
           "responsibility 800 <our fault>, excuse 300 <because of the strike>");
    expect("Sorry. The table is round. It was late because of the strike.",
           "explicit 900 <Sorry>, excuse 600 <because of the strike>");
    expect("We are not sorry, it was because of the weather.",
           "excuse 600 <because of the weather>");
}

static void a_non_apology_consumes_its_sorry(void **state)
{
    (void)state;
    expect("Sorry you feel that way.", "non_apology 900 <Sorry you feel>");
    expect("Sorry you feel that way because of the weather.",
           "non_apology 900 <Sorry you feel>, excuse 600 <because of the weather>");
    expect("Sorry, sorry you feel that way.",
           "explicit 900 <Sorry>, non_apology 900 <sorry you feel>");
}

static void of_two_that_overlap_the_stronger_counts(void **state)
{
    (void)state;
    expect("You stupid idiots.", "name_calling 950 <stupid idiots>");
    expect("You stupid thing, you table.", "name_calling 900 <stupid>");
}

static void a_sentence_of_marks_alone_is_no_harm(void **state)
{
    (void)state;
    expect("?!", "");
    expect(", , ,", "");
    expect("\"", "");
    expect("...", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_guard_drops_what_shares_a_word_with_it),
        cmocka_unit_test(a_negation_reaches_three_words_of_its_clause),
        cmocka_unit_test(a_negation_inside_a_cue_drops_it_if_the_cue_says_so),
        cmocka_unit_test(what_is_disclaimed_is_dropped_unless_a_contrast_follows),
        cmocka_unit_test(reported_speech_is_somebody_elses),
        cmocka_unit_test(a_quotation_says_nothing_of_the_writer),
        cmocka_unit_test(what_is_said_of_oneself_is_no_insult),
        cmocka_unit_test(an_insult_needs_somebody_it_is_said_to),
        cmocka_unit_test(a_question_asks),
        cmocka_unit_test(an_excuse_near_an_apology_counts_half),
        cmocka_unit_test(a_non_apology_consumes_its_sorry),
        cmocka_unit_test(of_two_that_overlap_the_stronger_counts),
        cmocka_unit_test(a_sentence_of_marks_alone_is_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
