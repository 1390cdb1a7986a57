/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "moment.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* The number that count digits make; false when there are others between them. */
static bool digits_read(const char *text, int count, int64_t *number)
{
    *number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

static int64_t month_length(int64_t year, int64_t month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return lengths[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* From 1970 on. */
static int64_t days_before(int64_t year, int64_t month)
{
    int64_t past = year - 1;
    int64_t days = (year - 1970) * 365 + (past / 4 - past / 100 + past / 400) - 477;

    for (int64_t i = 1; i < month; i++) days += month_length(year, i);
    return days;
}

static bool date_read(const char *text, int64_t *moment)
{
    static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
    static const int at[] = { 0, 5, 8, 11, 14, 17 };
    int64_t part[6];

    if (strlen(text) != sizeof form - 1) return false;
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] != 'd' && text[i] != form[i]) return false;
    for (int i = 0; i < 6; i++)
        if (!digits_read(text + at[i], i == 0 ? 4 : 2, &part[i])) return false;
    if (part[0] < 1970 || part[1] < 1 || part[1] > 12 || part[2] < 1 ||
        part[2] > month_length(part[0], part[1]) || part[3] > 23 || part[4] > 59 || part[5] > 59)
        return false;
    *moment = ((days_before(part[0], part[1]) + part[2] - 1) * 24 + part[3]) * 3600 + part[4] * 60 +
              part[5];
    return *moment > 0;
}

bool moment_read(const char *text, int64_t *moment)
{
    size_t len = strlen(text);

    if (len > 0 && len <= 15 && digits_read(text, (int)len, moment)) return *moment > 0;
    return date_read(text, moment);
}

int64_t moment_or_now(int64_t said)
{
    return said != 0 ? said : (int64_t)time(NULL);
}

void moment_write(int64_t moment, char text[32])
{
    time_t seconds = (time_t)moment;
    struct tm parts;

    if (gmtime_r(&seconds, &parts) == NULL || parts.tm_year < -1900 || parts.tm_year > 8099 ||
        strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        snprintf(text, 32, "%lld", (long long)moment);
}
