/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/people.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

/* ---- Names that are the same, and names that look the same --------------------------------- */

/* Long enough for any name that a person bears; longer ones are folded in the arena. */
enum { SHORT_NAME = 256 };

/*
 * Letters and digits that a reader takes for the Latin one on the right, by code point. Capitals
 * stand for themselves, for a capital may resemble another letter than its small form does.
 */
static const struct {
    uint16_t from;
    char to[sizeof "rn"];
} look_alikes[] = {
    { '0', "o" },    { 'I', "l" },    { 'm', "rn" },    { '|', "l" },    { 0x0131, "i" },
    { 0x0251, "a" }, { 0x0261, "g" }, { 0x0391, "a" },  { 0x0392, "b" }, { 0x0395, "e" },
    { 0x0396, "z" }, { 0x0397, "h" }, { 0x0399, "l" },  { 0x039A, "k" }, { 0x039C, "rn" },
    { 0x039D, "n" }, { 0x039F, "o" }, { 0x03A1, "p" },  { 0x03A4, "t" }, { 0x03A5, "y" },
    { 0x03A7, "x" }, { 0x03B1, "a" }, { 0x03B3, "y" },  { 0x03B9, "i" }, { 0x03BA, "k" },
    { 0x03BD, "v" }, { 0x03BF, "o" }, { 0x03C1, "p" },  { 0x03C3, "o" }, { 0x03C5, "u" },
    { 0x03C7, "x" }, { 0x03F2, "c" }, { 0x03F3, "j" },  { 0x03F9, "c" }, { 0x0405, "s" },
    { 0x0406, "l" }, { 0x0408, "j" }, { 0x0410, "a" },  { 0x0412, "b" }, { 0x0415, "e" },
    { 0x0417, "3" }, { 0x041A, "k" }, { 0x041C, "rn" }, { 0x041D, "h" }, { 0x041E, "o" },
    { 0x0420, "p" }, { 0x0421, "c" }, { 0x0422, "t" },  { 0x0423, "y" }, { 0x0425, "x" },
    { 0x0430, "a" }, { 0x0433, "r" }, { 0x0435, "e" },  { 0x0437, "3" }, { 0x043A, "k" },
    { 0x043E, "o" }, { 0x043F, "n" }, { 0x0440, "p" },  { 0x0441, "c" }, { 0x0443, "y" },
    { 0x0445, "x" }, { 0x0455, "s" }, { 0x0456, "i" },  { 0x0458, "j" }, { 0x0474, "v" },
    { 0x0475, "v" }, { 0x04AE, "y" }, { 0x04AF, "y" },  { 0x04BB, "h" }, { 0x04C0, "l" },
    { 0x04CF, "l" }, { 0x0501, "d" }, { 0x050C, "g" },  { 0x051A, "q" }, { 0x051B, "q" },
    { 0x051C, "w" }, { 0x051D, "w" },
};

static const char *look_alike(int32_t code_point)
{
    size_t low = 0, high = sizeof look_alikes / sizeof look_alikes[0];

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (look_alikes[middle].from < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == sizeof look_alikes / sizeof look_alikes[0]) return NULL;
    return look_alikes[low].from == code_point ? look_alikes[low].to : NULL;
}

enum {
    FORM = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE,
    FOLDED = FORM | UTF8PROC_CASEFOLD
};

/* A normal form of the name. *out is NULL when the name is not valid UTF-8. */
static poise_status name_form(struct poise__arena *arena, const char *name, int options,
                              const char **out)
{
    utf8proc_int32_t few[SHORT_NAME + 1], *points = few;
    const utf8proc_uint8_t *text = (const utf8proc_uint8_t *)name;
    utf8proc_ssize_t len = (utf8proc_ssize_t)strlen(name), count;

    *out = NULL;
    count = utf8proc_decompose(text, len, few, SHORT_NAME, (utf8proc_option_t)options);
    if (count > SHORT_NAME) {
        points = poise__arena_take(arena, ((size_t)count + 1) * sizeof *points);
        if (!points) return POISE_E_NOMEM;
        count = utf8proc_decompose(text, len, points, count, (utf8proc_option_t)options);
    }
    len = count < 0 ? count : utf8proc_reencode(points, count, (utf8proc_option_t)options);
    if (len < 0) return POISE_OK;
    *out = poise__arena_copy(arena, (const char *)points, (size_t)len);
    return *out ? POISE_OK : POISE_E_NOMEM;
}

/* utf8proc sorts marks in quadratic time, and nobody's name is so long. */
static bool is_too_long(const char *name)
{
    enum { NAME_MAX_BYTES = 256 };

    return strlen(name) > NAME_MAX_BYTES;
}

static bool is_ascii(const char *name)
{
    while (*name && (unsigned char)*name < 0x80) name++;
    return !*name;
}

/* Nearly all names; of ASCII the form is the small letters. */
static poise_status ascii_fold(struct poise__arena *arena, const char *name, const char **out)
{
    char *folded = poise__arena_copy(arena, name, strlen(name));

    if (!folded) return POISE_E_NOMEM;
    for (char *c = folded; *c; c++) *c = poise__lower(*c);
    *out = folded;
    return POISE_OK;
}

poise_status poise__name_fold(struct poise__arena *arena, const char *name, const char **out)
{
    *out = NULL;
    if (is_too_long(name)) return POISE_OK;
    return is_ascii(name) ? ascii_fold(arena, name, out) : name_form(arena, name, FOLDED, out);
}

poise_status poise__name_skeleton(struct poise__arena *arena, const char *name, const char *one,
                                  const char **out)
{
    const char *form;
    int32_t point;

    *out = NULL;
    if (is_too_long(name)) return POISE_OK;
    if (name_form(arena, name, FORM, &form) != POISE_OK) return POISE_E_NOMEM;
    if (!form) return POISE_OK;
    /* A one-byte letter may become two; what has more bytes becomes fewer. */
    size_t len = strlen(form), used = 0;
    char *mapped = poise__arena_take(arena, 2 * len + 1);
    if (!mapped) return POISE_E_NOMEM;
    for (size_t at = 0; at < len;) {
        size_t step = poise__utf8_take((const uint8_t *)form + at, len - at, &point);
        const char *like = point == '1' ? one : look_alike(point == 'M' ? 'm' : point);
        size_t size = like ? strlen(like) : step;
        memcpy(mapped + used, like ? like : form + at, size);
        used += size;
        at += step;
    }
    mapped[used] = '\0';
    return name_form(arena, mapped, FOLDED, out);
}

poise_status poise__person_find(const poise_policy *policy, struct poise__arena *scratch,
                                const char *name, uint32_t *person)
{
    const char *folded;

    *person = POISE__NOBODY;
    if (!name) return POISE_OK;
    if (poise__name_fold(scratch, name, &folded) != POISE_OK) return POISE_E_NOMEM;
    if (folded)
        *person = poise__names_find(POISE__ITEMS(const struct poise__name, policy->names),
                                    policy->names.count, folded);
    return POISE_OK;
}

/* ---- Roles in time ------------------------------------------------------------------------- */

static bool holding_counts(const struct poise__holding *holding, const struct poise__moment *moment)
{
    if (moment->when == POISE__WHEN_EVER) return true;
    if (!moment->timed) return holding->from == INT64_MIN && holding->until == INT64_MAX;
    if (holding->until != INT64_MAX && moment->now >= holding->until) return false;
    return moment->when == POISE__WHEN_STILL || moment->now >= holding->from;
}

/* mentions are in the order of their ids. */
static bool mentions_have(const poise_policy *policy, struct poise__range range, uint32_t id)
{
    const struct poise__mention *mentions = POISE__ITEMS(const struct poise__mention,
                                                         policy->mentions);
    uint32_t low = range.begin, high = range.begin + range.count, end = high;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (mentions[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && mentions[low].id == id;
}

int64_t poise__slot_fits_until(const poise_policy *policy, const struct poise__slot *slot,
                               uint32_t person, const struct poise__moment *moment)
{
    struct poise__range own = POISE__ITEMS(struct poise__person, policy->persons)[person].holdings;
    const struct poise__holding *holdings = POISE__ITEMS(const struct poise__holding,
                                                         policy->holdings);
    int64_t until = INT64_MIN;

    if (mentions_have(policy, slot->people, person)) return INT64_MAX;
    for (uint32_t i = own.begin; i < own.begin + own.count; i++)
        if (holdings[i].until > until && mentions_have(policy, slot->roles, holdings[i].role) &&
            holding_counts(&holdings[i], moment))
            until = holdings[i].until;
    return until;
}

bool poise__slot_fits(const poise_policy *policy, const struct poise__slot *slot, uint32_t person,
                      const struct poise__moment *moment)
{
    return poise__slot_fits_until(policy, slot, person, moment) > INT64_MIN;
}

bool poise__person_left(const poise_policy *policy, uint32_t person,
                        const struct poise__moment *moment)
{
    struct poise__range own = POISE__ITEMS(struct poise__person, policy->persons)[person].holdings;
    const struct poise__holding *holdings = POISE__ITEMS(const struct poise__holding,
                                                         policy->holdings);
    bool ended = false;

    for (uint32_t i = own.begin; i < own.begin + own.count; i++) {
        if (holding_counts(&holdings[i], moment)) return false;
        if (moment->timed && moment->now >= holdings[i].until) ended = true;
    }
    return ended;
}
