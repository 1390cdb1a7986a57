/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "../oom/failing_alloc.h"
#include "base/memory.h"

static void array_grows_and_keeps_what_it_holds(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    struct poise__array array;

    (void)state;
    poise__array_init(&array, sizeof(uint32_t));
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(poise__array_push(&array, &alloc, &i), POISE_OK);
    for (uint32_t i = 0; i < 1000; i++) assert_int_equal(((uint32_t *)array.data)[i], i);
    assert_true(counter.calls < 20);
    poise__array_release(&array, &alloc);
    assert_int_equal(counter.live, 0);
    assert_false(counter.lied);
}

static void array_is_untouched_when_memory_is_out(void **state)
{
    struct failing_alloc counter = { .fail_at = 2 };
    poise_alloc alloc = failing_alloc_of(&counter);
    struct poise__array array;
    uint32_t item = 7;

    (void)state;
    poise__array_init(&array, sizeof item);
    assert_int_equal(poise__array_push(&array, &alloc, &item), POISE_OK);
    assert_int_equal(poise__array_reserve(&array, &alloc, 1000), POISE_E_NOMEM);
    assert_int_equal(poise__array_reserve(&array, &alloc, UINT32_MAX), POISE_E_NOMEM);
    assert_int_equal(array.count, 1);
    assert_int_equal(((uint32_t *)array.data)[0], 7);
    poise__array_release(&array, &alloc);
    assert_int_equal(counter.live, 0);
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

static void a_sorted_array_rises(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);

    (void)state;
    for (uint32_t count = 0; count < 200; count++) {
        struct poise__array array;
        uint64_t sum = 0, sorted_sum = 0;
        poise__array_init(&array, sizeof(uint32_t));
        for (uint32_t i = 0, x = count; i < count; i++) {
            x = x * 1664525u + 1013904223u;
            uint32_t item = x % (count + 1);
            sum += item;
            assert_int_equal(poise__array_push(&array, &alloc, &item), POISE_OK);
        }
        poise__sort(array.data, count, sizeof(uint32_t), compare_numbers);
        const uint32_t *sorted = array.data;
        for (uint32_t i = 0; i < count; i++) {
            sorted_sum += sorted[i];
            assert_true(i == 0 || sorted[i - 1] <= sorted[i]);
        }
        assert_int_equal(sum, sorted_sum);
        poise__array_release(&array, &alloc);
    }
}

static void a_warm_arena_allocates_nothing(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    struct poise__arena arena;
    uint64_t cold = 0;

    (void)state;
    poise__arena_init(&arena, &alloc);
    for (int round = 0; round < 3; round++) {
        poise__arena_reset(&arena);
        for (size_t size = 1; size < 20000; size += 997) {
            unsigned char *block = poise__arena_take(&arena, size);
            assert_non_null(block);
            assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
            memset(block, 0xAA, size);
        }
        if (round == 0) cold = counter.calls;
    }
    assert_int_equal(counter.calls, cold);
    assert_string_equal(poise__arena_copy(&arena, "abc", 2), "ab");
    assert_string_equal(poise__arena_format(&arena, "%d of %s", 2, "three"), "2 of three");
    assert_null(poise__arena_take(&arena, SIZE_MAX));
    poise__arena_release(&arena);
    assert_int_equal(counter.live, 0);
}

static void a_pool_serves_from_the_buffer_alone(void **state)
{
    char buffer[1024 + 1];
    poise_alloc alloc;

    (void)state;
    assert_int_equal(poise_alloc_pool_init(buffer, 10, &alloc), POISE_E_ARG);
    assert_int_equal(poise_alloc_pool_init(buffer + 1, 1024, &alloc), POISE_OK);
    char *first = alloc.acquire(alloc.ctx, 100);
    assert_true(first > buffer && first + 100 <= buffer + sizeof buffer);
    memset(first, 'x', 100);
    assert_ptr_equal(alloc.resize(alloc.ctx, first, 100, 400), first);
    char *second = alloc.acquire(alloc.ctx, 300);
    assert_non_null(second);
    assert_null(alloc.acquire(alloc.ctx, 400));
    assert_null(alloc.acquire(alloc.ctx, SIZE_MAX));
    assert_null(alloc.resize(alloc.ctx, second, 300, SIZE_MAX));
    alloc.release(alloc.ctx, second, 300);
    assert_ptr_equal(alloc.acquire(alloc.ctx, 300), second);
    assert_int_equal(first[99], 'x');
}

static void an_allocator_without_a_function_is_refused(void **state)
{
    poise_alloc alloc, wanted;

    (void)state;
    assert_true(poise__alloc_init(&alloc, NULL));
    wanted = alloc;
    assert_true(poise__alloc_init(&alloc, &wanted));
    wanted.resize = NULL;
    assert_false(poise__alloc_init(&alloc, &wanted));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(array_grows_and_keeps_what_it_holds),
        cmocka_unit_test(array_is_untouched_when_memory_is_out),
        cmocka_unit_test(a_sorted_array_rises),
        cmocka_unit_test(a_warm_arena_allocates_nothing),
        cmocka_unit_test(a_pool_serves_from_the_buffer_alone),
        cmocka_unit_test(an_allocator_without_a_function_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
