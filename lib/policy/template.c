/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/template.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

/* ---- Placeholders in a text ---------------------------------------------------------------- */

/* The next "{{" at or behind `from`; the end of the text when there is none. */
static size_t opening_find(struct poise__slice text, size_t from)
{
    for (; from + 1 < text.len; from++)
        if (text.data[from] == '{' && text.data[from + 1] == '{') return from;
    return text.len;
}

static bool is_name_byte(unsigned char c)
{
    return poise__is_letter(c) || poise__is_digit(c) || c == '_' || c == '-' || c == '.';
}

/*
 * The placeholder that opens at `from`: its index among the declared ones and where it ends.
 * -1 when it is none of them.
 */
static int placeholder_at(const poise_template *t, struct poise__slice text, size_t from,
                          size_t *end)
{
    size_t begin = from + 2, stop = begin;

    while (stop < text.len && is_name_byte((unsigned char)text.data[stop])) stop++;
    if (text.len - stop < 2 || text.data[stop] != '}' || text.data[stop + 1] != '}') return -1;
    *end = stop + 2;
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        const char *name = t->placeholders[i].name;
        if (strlen(name) == stop - begin && memcmp(name, text.data + begin, stop - begin) == 0)
            return (int)i;
    }
    return -1;
}

static bool placeholder_is_sound(const poise_placeholder *placeholder)
{
    const char *name = placeholder->name;
    size_t len = name ? strlen(name) : 0;

    for (size_t i = 0; i < len; i++)
        if (!is_name_byte((unsigned char)name[i])) return false;
    return len > 0 && placeholder->type >= POISE_PLACEHOLDER_NAME &&
           placeholder->type <= POISE_PLACEHOLDER_CODE;
}

static const char *declarations_fault(const poise_template *t)
{
    if (t->placeholder_count > POISE__PLACEHOLDERS_MAX) return "has more than 64 placeholders";
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        if (!placeholder_is_sound(&t->placeholders[i]))
            return "has a placeholder without a type, or with a name that is not letters, digits "
                   "and _ - .";
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(t->placeholders[i].name, t->placeholders[k].name) == 0)
                return "declares a placeholder twice";
    }
    return NULL;
}

const char *poise__template_fault(const poise_template *t)
{
    struct poise__slice text = { t->text, (size_t)t->text_len };
    bool seen[POISE__PLACEHOLDERS_MAX] = { false };
    const char *fault = declarations_fault(t);
    size_t end;

    if (fault) return fault;
    for (size_t at = opening_find(text, 0); at < text.len; at = opening_find(text, end)) {
        int index = placeholder_at(t, text, at, &end);
        if (index < 0) return "has {{ that opens no declared placeholder";
        seen[index] = true;
    }
    for (uint32_t i = 0; i < t->placeholder_count; i++)
        if (!seen[i]) return "declares a placeholder that its text does not have";
    return NULL;
}

/* ---- What may be filled in ----------------------------------------------------------------- */

/* Words of dates, in lower case without accents; nothing else of a date is a letter. */
static const char *const date_words[] = {
    "january",   "february",  "march",    "april",    "may",      "june",     "july",
    "august",    "september", "october",  "november", "december", "monday",   "tuesday",
    "wednesday", "thursday",  "friday",   "saturday", "sunday",   "janvier",  "fevrier",
    "mars",      "avril",     "mai",      "juin",     "juillet",  "aout",     "septembre",
    "octobre",   "novembre",  "decembre", "lundi",    "mardi",    "mercredi", "jeudi",
    "vendredi",  "samedi",    "dimanche", "st",       "nd",       "rd",       "th",
    "er",        "h",         "am",       "pm",       "at",       "a",        "of",
};

static const char *const currencies[] = { "$",   "€",   "£",   "¥",   "EUR", "USD",
                                          "GBP", "CHF", "CAD", "AUD", "JPY", "NZD" };

static bool is_among(const char *word, size_t len, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == len && memcmp(words[i], word, len) == 0) return true;
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A letter of a date word without case and accent; 0 for any other character. */
static char date_letter(int32_t point)
{
    int32_t lower = point < 0 ? 0 : utf8proc_tolower(point);

    if (lower == 0xE9) return 'e'; /* février, décembre */
    if (lower == 0xFB) return 'u'; /* août */
    if (lower == 0xE0) return 'a'; /* à */
    return lower >= 'a' && lower <= 'z' ? (char)lower : 0;
}

static bool is_joiner(int32_t point)
{
    return point == ' ' || point == '\'' || point == '-' || point == '.' || point == 0x2019 ||
           point == 0xA0;
}

/* Letters in words, joined by one sign or by ". ": nothing that a sentence could be made of ends
 * it, since a full stop stands only behind an initial. */
static bool is_name(const char *value, size_t len)
{
    enum { WORDS_MAX = 6 };
    unsigned letters = 0, words = 1;
    int32_t point, before = ' ';

    for (size_t at = 0; at < len; before = point) {
        at += poise__utf8_take((const uint8_t *)value + at, len - at, &point);
        if (point < 0) return false;
        utf8proc_category_t category = utf8proc_category(point);
        if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) {
            letters++;
        } else if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC) {
            if (letters == 0) return false;
        } else {
            if (!is_joiner(point) || (is_joiner(before) && !(before == '.' && point == ' ')))
                return false;
            if (point == '.' && letters > 3) return false;
            words += letters > 0;
            letters = 0;
        }
    }
    return words <= WORDS_MAX && !(is_joiner(before) && before != '.');
}

/* Digits, with one sign or space between two of them. */
static bool is_number(const char *value, size_t len)
{
    bool digit = false;

    for (size_t i = 0; i < len; i++) {
        bool sign = value[i] == '.' || value[i] == ',' || value[i] == ' ' || value[i] == '\'';
        if (!poise__is_digit((unsigned char)value[i]) && !(sign && digit)) return false;
        digit = !sign;
    }
    return digit;
}

/* A number with a currency in front of it or behind, perhaps with a space between. */
static bool is_amount(const char *value, size_t len)
{
    for (size_t i = 0; i < COUNT(currencies); i++) {
        size_t sign = strlen(currencies[i]);
        if (len <= sign) continue;
        const char *number = NULL;
        if (memcmp(value, currencies[i], sign) == 0)
            number = value + sign;
        else if (memcmp(value + len - sign, currencies[i], sign) == 0)
            number = value;
        if (!number) continue;
        size_t left = len - sign;
        if (number == value && number[left - 1] == ' ') left--;
        if (number > value && number[0] == ' ') number++, left--;
        return is_number(number, left);
    }
    return false;
}

static bool is_date(const char *value, size_t len)
{
    char word[16];
    size_t letters = 0;
    bool digits = false;
    int32_t point;

    for (size_t at = 0; at <= len;) {
        size_t step = at < len ? poise__utf8_take((const uint8_t *)value + at, len - at, &point)
                               : 1;
        char letter = at < len ? date_letter(point) : 0;
        if (letter && letters == sizeof word) return false;
        if (letter) word[letters++] = letter;
        if (!letter && letters > 0) {
            if (!is_among(word, letters, date_words, COUNT(date_words))) return false;
            letters = 0;
        }
        if (!letter && at < len) {
            if (point < 0 || point > 127 || !strchr("0123456789/-.:, ", (int)point)) return false;
            digits |= poise__is_digit((unsigned char)point);
        }
        at += step;
    }
    return digits;
}

static bool is_code(const char *value, size_t len)
{
    bool digit = false, sign = true;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)value[i];
        if (c == '-' ? sign : !poise__is_digit(c) && !poise__is_upper(c)) return false;
        digit |= poise__is_digit(c);
        sign = c == '-';
    }
    return digit && !sign;
}

static bool value_fits(uint32_t type, const char *value, size_t len)
{
    if (len == 0 || len > POISE__VALUE_MAX) return false;
    switch (type) {
    case POISE_PLACEHOLDER_NAME: return is_name(value, len);
    case POISE_PLACEHOLDER_NUMBER: return is_number(value, len);
    case POISE_PLACEHOLDER_DATE: return is_date(value, len);
    case POISE_PLACEHOLDER_AMOUNT: return is_amount(value, len);
    default: return is_code(value, len);
    }
}

/* ---- A text as the template rendered ------------------------------------------------------- */

/* len may be 0. */
static bool take(struct poise__slice text, size_t *at, const char *bytes, size_t len)
{
    if (text.len - *at < len || (len && memcmp(text.data + *at, bytes, len) != 0)) return false;
    *at += len;
    return true;
}

static const char *values_fault(const poise_template *t)
{
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        const char *value = t->placeholders[i].value;
        if (!value || !value_fits(t->placeholders[i].type, value, strlen(value)))
            return "has a value that is missing or not of its placeholder's type";
    }
    return NULL;
}

poise_status poise__template_match(const poise_template *t, struct poise__slice text,
                                   struct poise__array *values, const poise_alloc *alloc,
                                   const char **fault)
{
    struct poise__slice form = { t->text, (size_t)t->text_len };
    size_t at = 0, end = 0;

    values->count = 0;
    *fault = values_fault(t);
    bool same = !*fault;
    while (same && end < form.len) {
        size_t open = opening_find(form, end);
        same = take(text, &at, form.data + end, open - end);
        end = open;
        if (!same || open == form.len) break;
        const char *value = t->placeholders[placeholder_at(t, form, open, &end)].value;
        poise_span where = { (uint32_t)at, (uint32_t)(at + strlen(value)) };
        same = take(text, &at, value, strlen(value));
        if (poise__array_push(values, alloc, &where) != POISE_OK) return POISE_E_NOMEM;
    }
    if (!*fault && (!same || at < text.len))
        *fault = "is not the text of this reply with its values in place";
    return POISE_OK;
}
