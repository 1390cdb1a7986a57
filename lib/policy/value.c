/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/value.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <string.h>

#include <poise/check.h>
#include <utf8proc.h>

static bool is_space(int32_t point)
{
    return point == ' ' || point == 0xA0 || point == 0x202F;
}

static bool is_apostrophe(int32_t point)
{
    return point == '\'' || point == 0x2019;
}

static bool is_digit(int32_t point)
{
    return point >= '0' && point <= '9';
}

/* A word in lower case; of one that is longer than any of a list, only the length is true. */
struct word {
    char text[16];
    size_t len;
};

static void word_add(struct word *word, char letter)
{
    if (word->len < sizeof word->text) word->text[word->len] = letter;
    word->len++;
}

static bool word_is_among(const struct word *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == word->len && memcmp(words[i], word->text, word->len) == 0)
            return true;
    return false;
}

#define IS_AMONG(word, words) word_is_among(word, words, sizeof(words) / sizeof(words)[0])

/* ---- Names --------------------------------------------------------------------------------- */

enum { WORDS_MAX = 6, MARKS_MAX = 3, ABBREVIATION_MAX = 3 };

/* What stands in names with a small letter. */
static const char *const particles[] = {
    "af",  "al",  "an",  "and", "av",  "bin", "bint", "d",   "da",  "das", "de",  "degli", "dei",
    "del", "den", "der", "des", "di",  "do",  "dos",  "du",  "e",   "el",  "et",  "ibn",   "l",
    "la",  "las", "le",  "los", "mac", "na",  "of",   "op",  "os",  "s",   "san", "st",    "t",
    "te",  "ten", "ter", "und", "v",   "van", "ve",   "vom", "von", "y",   "zu",  "zum",   "zur",
};

/* Words that a sentence needs and that nobody is called. */
static const char *const no_names[] = {
    "away",   "cannot", "is",    "it",    "its",  "ll",  "must",  "never", "not",   "off",  "our",
    "ours",   "out",    "re",    "shall", "that", "the", "their", "these", "they",  "this", "those",
    "was",    "we",     "were",  "what",  "who",  "you", "your",  "yours", "elles", "est",  "ils",
    "jamais", "nos",    "notre", "nous",  "pas",  "que", "sont",  "votre", "vous",
};

/* A name while it is read. A part is what stands between two signs. */
struct name {
    struct word part;
    unsigned marks; /* on the last letter */
    unsigned words;
    int32_t before; /* the sign in front of the part; a space at the beginning */
    size_t stopped; /* letters of the part before it */
    bool small;     /* the part begins with a small letter */
    bool smalls;    /* a word that is no particle does */
    bool latin, other;
};

static bool is_latin(int32_t point)
{
    /* The second two are what Hawaiian and Breton have for an apostrophe. */
    return point < 0x250 || (point >= 0x1E00 && point <= 0x1EFF) || point == 0x2BB ||
           point == 0x2BC;
}

/* A letter as people write it: no form of another one, none that cannot be seen, none that looks
 * like a sign. */
static bool is_plain_letter(int32_t point, const utf8proc_property_t *property)
{
    return property->category >= UTF8PROC_CATEGORY_LU &&
           property->category <= UTF8PROC_CATEGORY_LO && !property->ignorable &&
           property->decomp_type == 0 && (point < 0x1C0 || point > 0x1C3);
}

static bool name_add_letter(struct name *name, int32_t point)
{
    bool small = utf8proc_toupper(point) != point;

    if (name->part.len == 0) {
        name->small = small;
        /* Behind a full stop without a space stands what follows an initial; a host has no such form. */
        if (name->before == '.' && (small || name->stopped > 1)) return false;
    }
    int32_t lower = utf8proc_tolower(point);
    word_add(&name->part, lower < 128 ? (char)lower : '?');
    name->marks = 0;
    name->latin |= is_latin(point);
    name->other |= !is_latin(point);
    return !(name->latin && name->other);
}

static bool name_end_part(struct name *name, int32_t sign)
{
    bool begins = is_space(name->before);

    if (IS_AMONG(&name->part, no_names)) return false;
    /* Don't, I'm, he's */
    if (is_apostrophe(name->before) && name->part.len == 1) return false;
    if (begins && name->small && !IS_AMONG(&name->part, particles)) name->smalls = true;
    if (sign == '.' && name->part.len > ABBREVIATION_MAX) return false;
    name->words += begins;
    name->before = sign;
    name->stopped = name->part.len;
    name->part.len = 0;
    return true;
}

/* A sign stands behind a letter, or a space behind a full stop. */
static bool name_add_sign(struct name *name, int32_t sign)
{
    if (!is_space(sign) && !is_apostrophe(sign) && sign != '-' && sign != '.') return false;
    if (name->part.len) return name_end_part(name, sign);
    if (name->before != '.' || !is_space(sign)) return false;
    name->before = sign;
    return true;
}

static bool name_add(struct name *name, int32_t point)
{
    const utf8proc_property_t *property = utf8proc_get_property(point);

    if (is_plain_letter(point, property)) return name_add_letter(name, point);
    if (property->category == UTF8PROC_CATEGORY_MN || property->category == UTF8PROC_CATEGORY_MC)
        return !property->ignorable && name->part.len && name->marks++ < MARKS_MAX;
    return name_add_sign(name, point);
}

static bool is_name(const char *value, size_t len)
{
    struct name name = { .before = ' ' };
    int32_t point;

    for (size_t at = 0; at < len;) {
        at += poise__utf8_take((const uint8_t *)value + at, len - at, &point);
        if (point < 0 || !name_add(&name, point)) return false;
    }
    if (name.part.len ? !name_end_part(&name, ' ') : name.before != '.') return false;
    return name.words <= WORDS_MAX && !(name.words > 1 && name.smalls);
}

/* ---- Numbers and amounts ------------------------------------------------------------------- */

static const char *const currencies[] = { "$",   "€",   "£",   "¥",   "EUR", "USD",
                                          "GBP", "CHF", "CAD", "AUD", "JPY", "NZD" };

/* Where a space is allowed beside a number: on one side at most. */
struct margins {
    bool before, behind;
};

/* Digits, with one sign or space between two of them. */
static bool is_number(const char *value, size_t len, struct margins margins)
{
    bool digit = false, space = false;
    int32_t point;

    for (size_t at = 0; at < len;) {
        bool first = at == 0;
        at += poise__utf8_take((const uint8_t *)value + at, len - at, &point);
        space = is_space(point);
        bool sign = space || is_apostrophe(point) || point == '.' || point == ',';
        if (!is_digit(point) && !(sign && digit) && !(space && first && margins.before))
            return false;
        digit = !sign;
    }
    return digit || (space && margins.behind);
}

/* A number with a currency in front of it or behind, perhaps with a space between. */
static bool is_amount(const char *value, size_t len)
{
    for (size_t i = 0; i < sizeof currencies / sizeof currencies[0]; i++) {
        size_t sign = strlen(currencies[i]);
        if (len <= sign) continue;
        if (memcmp(value, currencies[i], sign) == 0)
            return is_number(value + sign, len - sign, (struct margins){ true, false });
        if (memcmp(value + len - sign, currencies[i], sign) == 0)
            return is_number(value, len - sign, (struct margins){ false, true });
    }
    return false;
}

/* ---- Dates --------------------------------------------------------------------------------- */

enum { DATE_WORDS_MAX = 6 };

/* In lower case without accents. */
static const char *const date_words[] = {
    "january",   "february", "march",     "april",    "may",    "june",     "july",   "august",
    "september", "october",  "november",  "december", "jan",    "feb",      "mar",    "apr",
    "jun",       "jul",      "aug",       "sep",      "sept",   "oct",      "nov",    "dec",
    "monday",    "tuesday",  "wednesday", "thursday", "friday", "saturday", "sunday", "janvier",
    "fevrier",   "mars",     "avril",     "mai",      "juin",   "juillet",  "aout",   "septembre",
    "octobre",   "novembre", "decembre",  "janv",     "fevr",   "avr",      "juil",   "lundi",
    "mardi",     "mercredi", "jeudi",     "vendredi", "samedi", "dimanche", "st",     "nd",
    "rd",        "th",       "er",        "h",        "am",     "pm",       "at",     "a",
    "of",
};

/* A letter of a date word without case and accent; 0 for any other character. */
static char date_letter(int32_t point)
{
    switch (point) {
    case 0xC9:
    case 0xE9: return 'e'; /* février, décembre */
    case 0xDB:
    case 0xFB: return 'u'; /* août */
    case 0xC0:
    case 0xE0: return 'a'; /* à */
    default: break;
    }
    if (point >= 'A' && point <= 'Z') return (char)(point - 'A' + 'a');
    return point >= 'a' && point <= 'z' ? (char)point : '\0';
}

/* A date while it is read. */
struct date {
    struct word word;
    unsigned words;
    unsigned signs, spaces; /* since the last letter or digit */
    bool begun, digits;
};

static bool date_end_word(struct date *date)
{
    bool fits = date->word.len == 0 || IS_AMONG(&date->word, date_words);

    date->words += date->word.len > 0;
    date->word.len = 0;
    return fits;
}

static bool date_add(struct date *date, int32_t point)
{
    char letter = date_letter(point);

    if (letter) word_add(&date->word, letter);
    if (!letter && !date_end_word(date)) return false;
    if (letter || is_digit(point)) {
        date->digits |= !letter;
        date->signs = date->spaces = 0;
        date->begun = true;
        return true;
    }
    if (is_space(point)) return date->begun && ++date->spaces <= 2;
    return point > 0 && point < 128 && strchr("/-.:,", (int)point) && date->begun &&
           ++date->signs == 1;
}

/* Digits and words of a date, with at most one sign between two of them, which may have spaces
 * around it. */
static bool is_date(const char *value, size_t len)
{
    struct date date = { .begun = false };
    int32_t point;

    for (size_t at = 0; at < len;) {
        at += poise__utf8_take((const uint8_t *)value + at, len - at, &point);
        if (!date_add(&date, point)) return false;
    }
    return date_end_word(&date) && date.digits && date.words <= DATE_WORDS_MAX && !date.signs &&
           !date.spaces;
}

/* ---- Codes --------------------------------------------------------------------------------- */

enum { CODE_LETTERS_MAX = 8 };

/* Groups of capitals and digits with a hyphen between them; a digit in all of them but one. */
static bool is_code(const char *value, size_t len)
{
    unsigned letters = 0, groups = 0, with_digit = 0;
    bool digit = false, empty = true;

    for (size_t i = 0; i <= len; i++) {
        unsigned char c = (unsigned char)value[i];
        if (i == len || c == '-') {
            if (empty) return false;
            groups++, with_digit += digit;
            digit = false, empty = true;
            continue;
        }
        if (!poise__is_digit(c) && !poise__is_upper(c)) return false;
        letters += poise__is_upper(c);
        digit |= poise__is_digit(c);
        empty = false;
    }
    return with_digit && with_digit + 1 >= groups && letters <= CODE_LETTERS_MAX;
}

bool poise__value_fits(uint32_t type, const char *value)
{
    static const struct margins none;
    size_t len = strlen(value);

    if (len == 0 || len > (type == POISE_PLACEHOLDER_NAME ? POISE__NAME_MAX : POISE__VALUE_MAX))
        return false;
    switch (type) {
    case POISE_PLACEHOLDER_NAME: return is_name(value, len);
    case POISE_PLACEHOLDER_NUMBER: return is_number(value, len, none);
    case POISE_PLACEHOLDER_DATE: return is_date(value, len);
    case POISE_PLACEHOLDER_AMOUNT: return is_amount(value, len);
    default: return is_code(value, len);
    }
}
