/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text_dump.h"

#include <utf8proc.h>

#include "../oom/failing_alloc.h"
#include "base/rules.h"

static uint32_t seed = 1;

static uint32_t draw(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static bool at_boundary(const uint8_t *bytes, size_t len, uint32_t at)
{
    return at == len || (bytes[at] & 0xC0) != 0x80;
}

static void the_view_is_what_unicode_says(void **state)
{
    static const char *const parts[] = { "a",
                                         "Q",
                                         " ",
                                         "\xC3\x89",
                                         "e\xCC\x81",
                                         "\xC3\x9F",
                                         "\xEF\xAC\x81",
                                         "\xC5\x92",
                                         "\xEF\xBC\xA1",
                                         "\xE2\x80\xA6",
                                         "o\xCC\x88\xCC\x81",
                                         "\xC2\xA0",
                                         "\xEA\xB0\x81",
                                         ".",
                                         "\xE2\x91\xB4",
                                         "\xCE\xA3" };
    (void)state;
    for (int round = 0; round < 3000; round++) {
        char original[256] = "";
        for (uint32_t i = draw(30); i > 0; i--) strcat(original, parts[draw(16)]);
        read_slice(original, strlen(original));
        uint8_t *want = utf8proc_NFKC_Casefold((const uint8_t *)original);
        assert_non_null(want);
        assert_string_equal((char *)text.view.data, (char *)want);
        free(want);
        const struct poise__token *t = text.tokens.data;
        for (uint32_t i = 0; i < text.tokens.count; i++) {
            poise_span s = poise__text_origin(&text, t[i].begin, t[i].end);
            assert_true(s.begin < s.end && s.end <= strlen(original));
            assert_true(at_boundary((uint8_t *)original, strlen(original), s.begin));
            assert_true(at_boundary((uint8_t *)original, strlen(original), s.end));
        }
    }
}

static void random_bytes_break_no_invariant(void **state)
{
    static const char marks[] = "{}%[]\"'`<>@#:/.\n \xE2\x80\x99\xCC\x81\xC2\xAB\xBB\xF0\x9F\x91w";
    (void)state;
    for (int round = 0; round < 3000; round++) {
        char bytes[200];
        uint32_t len = draw(sizeof bytes), last = 0, last_region = 0;
        for (uint32_t i = 0; i < len; i++)
            bytes[i] = draw(2) ? marks[draw(sizeof marks - 1)] : (char)draw(256);
        read_slice(bytes, len);
        const struct poise__token *t = text.tokens.data;
        const struct poise__region *r = text.regions.data;
        for (uint32_t i = 0; i < text.tokens.count; i++) {
            poise_span s = poise__text_origin(&text, t[i].begin, t[i].end);
            assert_true(t[i].begin >= last && t[i].end > t[i].begin);
            assert_true(s.begin < s.end && s.end <= len);
            last = t[i].end;
        }
        assert_true(last <= text.view.count);
        for (uint32_t i = 0; i < text.regions.count; i++) {
            assert_true(r[i].where.begin >= last_region && r[i].where.begin < r[i].where.end);
            assert_true(r[i].where.end <= len);
            last_region = r[i].where.begin;
        }
        const struct poise__sentence *sentences = text.sentences.data;
        for (uint32_t i = 0, next = 0; i < text.sentences.count; i++) {
            assert_int_equal(sentences[i].first, next);
            next = sentences[i].last;
            assert_true(i + 1 < text.sentences.count || next == text.tokens.count);
        }
    }
}

static void faults_are_merged_and_have_spans(void **state)
{
    (void)state;
    read_slice("a\xFF\xFE"
               "b\0c\xE2\x80\xAE",
               9);
    const struct poise__fault *f = text.faults.data;
    assert_int_equal(text.faults.count, 3);
    assert_int_equal(f[0].rule, POISE__RULE_TEXT_INVALID_UTF8);
    assert_int_equal(f[0].where.begin, 1);
    assert_int_equal(f[0].where.end, 3);
    assert_int_equal(f[1].rule, POISE__RULE_TEXT_CONTROL_CHARACTER);
    assert_int_equal(f[1].where.begin, 4);
    assert_int_equal(f[2].where.end, 9);
    assert_memory_equal(text.view.data,
                        "a\xEF\xBF\xBD\xEF\xBF\xBD"
                        "b\0c",
                        10);
}

static void removed_characters_stay_inside_the_word(void **state)
{
    (void)state;
    read_slice(" so\xC2\xADrry\xC2\xAD x", 11);
    const struct poise__token *t = text.tokens.data;
    poise_span s = poise__text_origin(&text, t[0].begin, t[0].end);
    assert_int_equal(s.begin, 1);
    assert_int_equal(s.end, 8);
}

static void memory_may_run_out_anywhere(void **state)
{
    static const char original[] = "I\xE2\x80\x99m \"sorry\" \xEF\xB7\xBA {{x}}! \xFF 'no' <q>a</q>"
                                   "\n-- Original message --\nyes";
    (void)state;
    for (uint64_t at = 1;; at++) {
        struct failing_alloc counter = { .fail_at = at };
        poise_alloc alloc = failing_alloc_of(&counter);
        struct poise__text mine;
        poise__text_init(&mine, &alloc);
        poise_status st = poise__text_read(&mine, SLICE(original));
        if (counter.calls < at) {
            assert_int_equal(st, POISE_OK);
            uint64_t warm = counter.calls;
            assert_int_equal(poise__text_read(&mine, SLICE(original)), POISE_OK);
            assert_int_equal(counter.calls, warm);
        } else {
            assert_int_equal(st, POISE_E_NOMEM);
            assert_int_equal(mine.tokens.count, 0);
            assert_int_equal(poise__text_read(&mine, SLICE(original)), POISE_OK);
        }
        poise__text_release(&mine);
        assert_int_equal(counter.live, 0);
        assert_false(counter.lied);
        if (counter.calls < at) return;
    }
}

static void places_count_lines_points_and_units(void **state)
{
    poise_place place = { .size = sizeof place };
    (void)state;
    assert_int_equal(poise_locate("\xC3\xA9\r\n\xF0\x9F\x98\x80x", 9, 8, &place), POISE_OK);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 2);
    assert_int_equal(place.code_point, 4);
    assert_int_equal(place.utf16_index, 5);
    assert_int_equal(poise_locate("\xC3\xA9", 2, 1, &place), POISE_OK);
    assert_int_equal(place.offset, 0);
    assert_int_equal(poise_locate("a", 1, 2, &place), POISE_E_RANGE);
    assert_int_equal(poise_locate(NULL, 1, 0, &place), POISE_E_ARG);
    place.size = 4;
    assert_int_equal(poise_locate("a", 1, 0, &place), POISE_E_STRUCT_SIZE);
    assert_int_equal(poise_locate("a", 1, 0, NULL), POISE_E_ARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_view_is_what_unicode_says),
        cmocka_unit_test(random_bytes_break_no_invariant),
        cmocka_unit_test(faults_are_merged_and_have_spans),
        cmocka_unit_test(removed_characters_stay_inside_the_word),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(places_count_lines_points_and_units),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    poise__text_release(&text);
    return failed;
}
