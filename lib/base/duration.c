/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/duration.h"

#include <string.h>

/* False for anything but digits and a unit, and beyond a thousand years. */
static bool duration_parse(const char *text, int64_t *seconds)
{
    static const char units[] = "smhd";
    static const int64_t factors[] = { 1, 60, 3600, 86400 };
    static const int64_t longest = (int64_t)86400 * 365 * 1000;
    int64_t number = 0;
    size_t i = 0;

    for (; text[i] >= '0' && text[i] <= '9'; i++) {
        number = number * 10 + (text[i] - '0');
        if (number > longest) return false;
    }
    const char *unit = i && text[i] ? strchr(units, text[i]) : NULL;
    if (!unit || text[i + 1]) return false;
    *seconds = number * factors[unit - units];
    return *seconds <= longest;
}

poise_status poise__json_get_duration(struct poise__json_reader *reader, const json_t *object,
                                      const char *key, int64_t least, int64_t *seconds)
{
    const json_t *value = json_object_get(object, key);
    int64_t read = json_is_integer(value) ? json_integer_value(value) : 0;
    bool good = json_is_integer(value);

    if (!value) return POISE_OK;
    if (json_is_string(value) && strlen(json_string_value(value)) == json_string_length(value))
        good = duration_parse(json_string_value(value), &read);
    if (good && read >= least) {
        *seconds = read;
        return POISE_OK;
    }
    poise__json_enter_key(reader, key);
    poise__json_fail(reader,
                     "\"%s\" must be a duration: seconds, or like \"90s\" \"15m\" "
                     "\"24h\" \"7d\"",
                     key);
    poise__json_leave(reader);
    return reader->status;
}

enum poise__time poise__json_time(const json_t *value, int64_t *seconds)
{
    if (json_is_string(value))
        return poise__time_parse(json_string_value(value), json_string_length(value), seconds);
    if (!json_is_integer(value)) return POISE__TIME_BAD;
    *seconds = json_integer_value(value);
    return POISE__TIME_GOOD;
}
