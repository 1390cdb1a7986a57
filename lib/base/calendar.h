/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* calendar.h: dates as people and files write them, as seconds since 1970-01-01 UTC. */
#ifndef POISE_BASE_CALENDAR_H
#define POISE_BASE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A moment of the Gregorian calendar in UTC; the calendar holds for years before 1582 too. */
struct poise__civil {
    int32_t year;  /* 1 to 9999 */
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to the length of the month */
    int32_t hour;  /* 0 to 23 */
    int32_t minute;
    int32_t second; /* 0 to 59: seconds since 1970 know no leap seconds */
};

/* False, and *seconds as it was, when a member is out of its range. */
bool poise__civil_seconds(const struct poise__civil *civil, int64_t *seconds);

/* What a text turned out to be. */
enum poise__time {
    POISE__TIME_GOOD,
    POISE__TIME_BAD,    /* no time, or one that no calendar has */
    POISE__TIME_NO_ZONE /* a date, or a date and time, that does not say where */
};

/*
 * A time of RFC 3339, such as "2026-01-31T12:00:00Z" or "2026-01-31 13:00+01:00": a date, a T or
 * one space, hours and minutes, perhaps seconds, perhaps a fraction of them, which is cut off, and
 * Z or an offset of up to 23:59. T and Z may be small. Nothing stands before or after it.
 * *seconds is written when the time is good.
 */
enum poise__time poise__time_parse(const char *text, size_t len, int64_t *seconds);

#endif
