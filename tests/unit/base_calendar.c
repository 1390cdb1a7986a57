/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/calendar.h"

#include <stdio.h>
#include <string.h>

static int64_t seconds_of(int32_t year, int32_t month, int32_t day, int32_t second_of_day)
{
    struct poise__civil c = {
        year, month, day, second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60
    };
    int64_t seconds = -1;

    assert_true(poise__civil_seconds(&c, &seconds));
    return seconds;
}

static void known_moments(void **state)
{
    (void)state;
    assert_int_equal(seconds_of(1970, 1, 1, 0), 0);
    assert_int_equal(seconds_of(1969, 12, 31, 86399), -1);
    assert_int_equal(seconds_of(2000, 2, 29, 0), 951782400);
    assert_int_equal(seconds_of(2001, 9, 9, 6400), 1000000000);
    assert_int_equal(seconds_of(2038, 1, 19, 11647), 2147483647);
    assert_int_equal(seconds_of(1, 1, 1, 0), INT64_C(-62135596800));
    assert_int_equal(seconds_of(9999, 12, 31, 86399), INT64_C(253402300799));
}

/* Counted day by day, by a rule of its own: a day that exists is one later than the day before. */
static void every_day_follows_the_one_before(void **state)
{
    int64_t expected = INT64_C(-62135596800), seconds;
    uint32_t days = 0;

    (void)state;
    for (int32_t year = 1; year <= 9999; year++)
        for (int32_t month = 1; month <= 12; month++)
            for (int32_t day = 1; day <= 31; day++) {
                struct poise__civil c = { .year = year, .month = month, .day = day };
                if (!poise__civil_seconds(&c, &seconds)) continue;
                assert_int_equal(seconds, expected);
                expected += 86400;
                days++;
            }
    assert_int_equal(days, 3652059);
}

static void a_member_out_of_range_is_no_moment(void **state)
{
    static const struct poise__civil bad[] = {
        { 0, 1, 1, 0, 0, 0 },     { 10000, 1, 1, 0, 0, 0 }, { -1, 1, 1, 0, 0, 0 },
        { 2026, 0, 1, 0, 0, 0 },  { 2026, 13, 1, 0, 0, 0 }, { 2026, 1, 0, 0, 0, 0 },
        { 2026, 1, 32, 0, 0, 0 }, { 2026, 4, 31, 0, 0, 0 }, { 2026, 2, 29, 0, 0, 0 },
        { 1900, 2, 29, 0, 0, 0 }, { 2024, 2, 30, 0, 0, 0 }, { 2026, 1, 1, -1, 0, 0 },
        { 2026, 1, 1, 24, 0, 0 }, { 2026, 1, 1, 0, -1, 0 }, { 2026, 1, 1, 0, 60, 0 },
        { 2026, 1, 1, 0, 0, -1 }, { 2026, 1, 1, 0, 0, 60 },
    };
    static const struct poise__civil good[] = {
        { 1, 1, 1, 0, 0, 0 },        { 9999, 12, 31, 23, 59, 59 }, { 2026, 12, 31, 0, 0, 0 },
        { 2026, 4, 30, 0, 0, 0 },    { 2024, 2, 29, 0, 0, 0 },     { 2000, 2, 29, 0, 0, 0 },
        { 2026, 2, 28, 23, 59, 59 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int64_t seconds = 7;
        assert_false(poise__civil_seconds(&bad[i], &seconds));
        assert_int_equal(seconds, 7);
    }
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        int64_t seconds;
        assert_true(poise__civil_seconds(&good[i], &seconds));
    }
}

static enum poise__time parsed(const char *text, int64_t *seconds)
{
    *seconds = -7;
    return poise__time_parse(text, strlen(text), seconds);
}

static void times_of_rfc_3339(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds;
    } times[] = {
        { "1970-01-01T00:00:00Z", 0 },
        { "2026-01-31T12:00:00Z", 1769860800 },
        { "2026-01-31 12:00:00z", 1769860800 },
        { "2026-01-31t12:00Z", 1769860800 },
        { "2026-01-31 13:00+01:00", 1769860800 },
        { "2026-01-31T06:30:00-05:30", 1769860800 },
        { "2026-01-31T12:00:00-00:00", 1769860800 },
        { "2026-01-31T12:00:00.0Z", 1769860800 },
        { "2026-01-31T12:00:00.999999999999Z", 1769860800 },
        { "2026-02-01T11:59:00+23:59", 1769860800 },
        { "0001-01-01T00:00:00+01:00", INT64_C(-62135600400) },
        { "9999-12-31T23:59:59-23:59", INT64_C(253402387139) },
    };
    int64_t seconds;

    (void)state;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        assert_int_equal(parsed(times[i].text, &seconds), POISE__TIME_GOOD);
        assert_int_equal(seconds, times[i].seconds);
    }
}

static void a_time_must_say_where(void **state)
{
    static const char *const texts[] = { "2026-01-31", "2026-01-31T12:00", "2026-01-31 12:00:30",
                                         "2026-01-31T12:00:30.5" };
    int64_t seconds;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(parsed(texts[i], &seconds), POISE__TIME_NO_ZONE);
        assert_int_equal(seconds, -7);
    }
}

static void what_is_no_time(void **state)
{
    static const char *const texts[] = {
        "",
        "now",
        "2026",
        "2026-",
        "2026-01",
        "2026-01-",
        "2026-01-3",
        "2026-02-30",
        "2026-13-01",
        "2026-01-31T",
        "2026-01-31_12:00Z",
        "2026-01-31T1:00Z",
        "2026-01-31T12Z",
        "2026-01-31T12-00Z",
        "2026-01-31T12:0Z",
        "2026-01-31T12:00:Z",
        "2026-01-31T12:00:0Z",
        "2026-01-31T12:00:00.Z",
        "2026-01-31T12:00:00,5Z",
        "2026-01-31T12:00.5Z",
        "2026-01-31T24:00Z",
        "2026-01-31T12:60Z",
        "2026-01-31T12:00:60Z",
        "2026-01-31Z",
        "2026-01-31T12:00ZZ",
        "2026-01-31T12:00Z ",
        " 2026-01-31T12:00Z",
        "2026-01-31  12:00Z",
        "2026-01-31T12:00+",
        "2026-01-31T12:00+1:00",
        "2026-01-31T12:00+01",
        "2026-01-31T12:00+0100",
        "2026-01-31T12:00+01:0",
        "2026-01-31T12:00+24:00",
        "2026-01-31T12:00-00:60",
        "2026/01/31T12:00Z",
        "2026-01/31T12:00Z",
        "-001-01-31T12:00Z",
        "2026-02-30T12:00Z",
    };
    int64_t seconds;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(parsed(texts[i], &seconds), POISE__TIME_BAD);
        assert_int_equal(seconds, -7);
    }
    assert_int_equal(poise__time_parse("2026-01-31T12:00\0Z", 18, &seconds), POISE__TIME_BAD);
}

/* Every time that is written is read back, whatever its zone. */
static void what_is_written_is_read(void **state)
{
    uint32_t random = 2026;
    char text[64];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        int32_t part[7];
        for (int p = 0; p < 7; p++) {
            random = random * 1664525u + 1013904223u;
            part[p] = (int32_t)(random >> 8);
        }
        const int32_t year = 1 + part[0] % 9999, month = 1 + part[1] % 12, day = 1 + part[2] % 28;
        const int32_t second = part[3] % 86400, ahead = part[4] % 1440;
        const bool east = part[5] % 2 == 0;
        int64_t seconds;
        snprintf(text, sizeof text, "%04d-%02d-%02d%c%02d:%02d:%02d%c%02d:%02d", year, month, day,
                 part[6] % 2 ? 'T' : ' ', second / 3600, second / 60 % 60, second % 60,
                 east ? '+' : '-', ahead / 60, ahead % 60);
        assert_int_equal(parsed(text, &seconds), POISE__TIME_GOOD);
        assert_int_equal(seconds,
                         seconds_of(year, month, day, second) - (east ? 60 : -60) * (int64_t)ahead);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_moments),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(a_member_out_of_range_is_no_moment),
        cmocka_unit_test(times_of_rfc_3339),
        cmocka_unit_test(a_time_must_say_where),
        cmocka_unit_test(what_is_no_time),
        cmocka_unit_test(what_is_written_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
