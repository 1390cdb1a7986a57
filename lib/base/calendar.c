/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/calendar.h"

#include "base/ascii.h"

/* ---- The calendar -------------------------------------------------------------------------- */

enum { DAYS_BEFORE_1970 = 719162, DAY = 86400, HOUR = 3600, MINUTE = 60 };

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int32_t month_days(int32_t year, int32_t month)
{
    static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return days[month - 1] + (month == 2 && is_leap(year));
}

static bool is_date(const struct poise__civil *c)
{
    return c->year >= 1 && c->year <= 9999 && c->month >= 1 && c->month <= 12 && c->day >= 1 &&
           c->day <= month_days(c->year, c->month);
}

static bool is_time_of_day(const struct poise__civil *c)
{
    return c->hour >= 0 && c->hour <= 23 && c->minute >= 0 && c->minute <= 59 && c->second >= 0 &&
           c->second <= 59;
}

bool poise__civil_seconds(const struct poise__civil *c, int64_t *seconds)
{
    if (!is_date(c) || !is_time_of_day(c)) return false;
    const int32_t past = c->year - 1;
    int64_t days = past * 365 + past / 4 - past / 100 + past / 400 + c->day - 1 - DAYS_BEFORE_1970;
    for (int32_t month = 1; month < c->month; month++) days += month_days(c->year, month);
    const int32_t of_day = c->hour * HOUR + c->minute * MINUTE + c->second;
    *seconds = days * DAY + of_day;
    return true;
}

/* ---- RFC 3339 ------------------------------------------------------------------------------ */

struct reading {
    const char *at, *end;
};

/* So many digits, and no fewer. */
static bool take_number(struct reading *r, int digits, int32_t *value)
{
    int32_t sum = 0;

    if (r->end - r->at < digits) return false;
    for (int i = 0; i < digits; i++) {
        if (!poise__is_digit((unsigned char)r->at[i])) return false;
        sum = sum * 10 + (r->at[i] - '0');
    }
    r->at += digits;
    *value = sum;
    return true;
}

static bool take_sign(struct reading *r, char small)
{
    if (r->at == r->end || poise__lower(*r->at) != small) return false;
    r->at++;
    return true;
}

static bool take_date(struct reading *r, struct poise__civil *c)
{
    return take_number(r, 4, &c->year) && take_sign(r, '-') && take_number(r, 2, &c->month) &&
           take_sign(r, '-') && take_number(r, 2, &c->day);
}

static bool take_fraction(struct reading *r)
{
    int32_t digit;

    if (!take_sign(r, '.')) return true;
    if (!take_number(r, 1, &digit)) return false;
    while (take_number(r, 1, &digit)) continue;
    return true;
}

static bool take_time_of_day(struct reading *r, struct poise__civil *c)
{
    if (!take_number(r, 2, &c->hour) || !take_sign(r, ':') || !take_number(r, 2, &c->minute))
        return false;
    return !take_sign(r, ':') || (take_number(r, 2, &c->second) && take_fraction(r));
}

/* How far ahead of UTC it is, in seconds. */
static bool take_zone(struct reading *r, int32_t *ahead)
{
    int32_t hour, minute;

    *ahead = 0;
    if (take_sign(r, 'z')) return true;
    const bool east = take_sign(r, '+');
    if (!east && !take_sign(r, '-')) return false;
    if (!take_number(r, 2, &hour) || !take_sign(r, ':') || !take_number(r, 2, &minute))
        return false;
    *ahead = (east ? 1 : -1) * (hour * HOUR + minute * MINUTE);
    return hour <= 23 && minute <= 59;
}

enum poise__time poise__time_parse(const char *text, size_t len, int64_t *seconds)
{
    struct reading r = { text, text + len };
    struct poise__civil c = { 0 };
    int64_t local;
    int32_t ahead;

    if (!take_date(&r, &c)) return POISE__TIME_BAD;
    const bool dated = r.at == r.end;
    if (!dated && ((!take_sign(&r, 't') && !take_sign(&r, ' ')) || !take_time_of_day(&r, &c)))
        return POISE__TIME_BAD;
    if (!poise__civil_seconds(&c, &local)) return POISE__TIME_BAD;
    if (r.at == r.end) return POISE__TIME_NO_ZONE;
    if (!take_zone(&r, &ahead) || r.at != r.end) return POISE__TIME_BAD;
    *seconds = local - ahead;
    return POISE__TIME_GOOD;
}
