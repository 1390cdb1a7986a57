/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone.h"

#include "../oom/failing_alloc.h"

static const char REPLY[] =
    "Sorry you feel that way. You are stupid! We will refund you, thank you.";

/* Judge a text, memory running out at every place in turn; there are more than least. The text is read
 * from the heap, so that only tone's own memory runs out. */
static void run_out(const poise_pack *pack, const char *text, uint64_t least)
{
    struct judged j;

    judged_init(&j, NULL);
    assert_int_equal(poise__text_read(&j.text, (struct poise__slice){ text, strlen(text) }),
                     POISE_OK);
    assert_int_equal(poise__tone_judge(&j.scratch, &j.text, &pack, 1, 0, &j.tone), POISE_OK);
    assert_true(j.tone.signal_count > 0);
    for (int for_ever = 0; for_ever < 2; for_ever++)
        for (uint64_t n = 1;; n++) {
            struct failing_alloc counter = { .fail_at = n, .for_ever = for_ever };
            poise_alloc alloc = failing_alloc_of(&counter);
            struct poise__tone_scratch scratch;
            struct poise__tone tone;
            poise__tone_init(&scratch, &alloc);
            poise_status st = poise__tone_judge(&scratch, &j.text, &pack, 1, 0, &tone);
            if (st != POISE_OK) {
                assert_int_equal(st, POISE_E_NOMEM);
                assert_int_equal(tone.signal_count, 0);
                counter.fail_at = 0;
                assert_int_equal(poise__tone_judge(&scratch, &j.text, &pack, 1, 0, &tone),
                                 POISE_OK);
            }
            assert_int_equal(tone.signal_count, j.tone.signal_count);
            poise__tone_release(&scratch);
            assert_int_equal(counter.live, 0);
            assert_false(counter.lied);
            if (st == POISE_OK) {
                assert_true(n > least);
                break;
            }
        }
    judged_release(&j);
}

static void any_allocation_may_fail(void **state)
{
    (void)state;
    run_out(&poise__pack_small, REPLY, 3);
    run_out(&poise__pack_learned, "The oven, petal. Warm new bread.", 4);
}

static void a_warm_scratch_allocates_nothing(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    struct judged j;

    (void)state;
    judged_init(&j, &alloc);
    assert_int_equal(judge_bytes(&j, REPLY, sizeof REPLY - 1), POISE_OK);
    uint64_t cold = counter.calls;
    for (int i = 0; i < 5; i++)
        assert_int_equal(judge_bytes(&j, REPLY, sizeof REPLY - 1), POISE_OK);
    assert_int_equal(counter.calls, cold);
    judged_release(&j);
    assert_int_equal(counter.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_allocation_may_fail),
        cmocka_unit_test(a_warm_scratch_allocates_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
