/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "api/structs.h"

/* A layout of two releases: the second appended a member. */
struct first {
    uint32_t size;
    uint32_t one;
};

struct second {
    uint32_t size;
    uint32_t one;
    uint64_t two;
};

static void a_caller_of_the_first_release_is_read(void **state)
{
    /* From the heap and of exactly its size, so that a byte read beyond it is seen by tools. */
    struct first *theirs = malloc(sizeof *theirs);
    struct second own;

    (void)state;
    *theirs = (struct first){ sizeof *theirs, 7 };
    assert_int_equal(poise__struct_read(&own, sizeof own, sizeof *theirs, theirs), POISE_OK);
    assert_int_equal(own.one, 7);
    assert_int_equal(own.two, 0);
    own.one = 8;
    own.two = 9;
    assert_int_equal(poise__struct_write(theirs, &own, sizeof own, sizeof *theirs), POISE_OK);
    assert_int_equal(theirs->size, sizeof *theirs);
    assert_int_equal(theirs->one, 8);
    free(theirs);
}

static void a_caller_of_a_later_release_must_leave_its_tail_zero(void **state)
{
    struct second theirs = { sizeof theirs, 7, 0 };
    struct first own;

    (void)state;
    assert_int_equal(poise__struct_read(&own, sizeof own, sizeof own, &theirs), POISE_OK);
    assert_int_equal(own.one, 7);
    theirs.two = 1;
    assert_int_equal(poise__struct_read(&own, sizeof own, sizeof own, &theirs),
                     POISE_E_STRUCT_SIZE);
    own.one = 3;
    assert_int_equal(poise__struct_write(&theirs, &own, sizeof own, sizeof own), POISE_OK);
    assert_int_equal(theirs.one, 3);
    assert_int_equal(theirs.two, 0);
}

static void an_impossible_size_is_refused(void **state)
{
    static const uint32_t sizes[] = { 0, 4, 7, 4097, UINT32_MAX };
    struct first own;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct first theirs = { sizes[i], 1 };
        assert_int_equal(poise__struct_read(&own, sizeof own, sizeof own, &theirs),
                         POISE_E_STRUCT_SIZE);
        assert_int_equal(poise__struct_write(&theirs, &own, sizeof own, sizeof own),
                         POISE_E_STRUCT_SIZE);
        assert_int_equal(theirs.one, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_caller_of_the_first_release_is_read),
        cmocka_unit_test(a_caller_of_a_later_release_must_leave_its_tail_zero),
        cmocka_unit_test(an_impossible_size_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
