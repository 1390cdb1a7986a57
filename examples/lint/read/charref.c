/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * The names are those of HTML 4 that stand in letters to people: Latin-1 and typography. Greek and
 * mathematics are left as they are written, and so is what has no semicolon.
 */
#include "charref.h"

#include <stdint.h>
#include <string.h>

enum { NAME_MAX_LEN = 8, FIRST_LATIN = 0xA0, FIRST_C1 = 0x80, LAST_CODE = 0x10FFFF };

static const char *const latin[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};
_Static_assert(sizeof latin / sizeof *latin == 0x100 - FIRST_LATIN, "one name a character");

static const struct {
    char name[NAME_MAX_LEN + 1];
    uint16_t code;
} others[] = {
    { "quot", '"' },      { "amp", '&' },       { "apos", '\'' },    { "lt", '<' },
    { "gt", '>' },        { "OElig", 0x152 },   { "oelig", 0x153 },  { "Scaron", 0x160 },
    { "scaron", 0x161 },  { "Yuml", 0x178 },    { "ensp", 0x2002 },  { "emsp", 0x2003 },
    { "thinsp", 0x2009 }, { "zwnj", 0x200C },   { "zwj", 0x200D },   { "lrm", 0x200E },
    { "rlm", 0x200F },    { "ndash", 0x2013 },  { "mdash", 0x2014 }, { "lsquo", 0x2018 },
    { "rsquo", 0x2019 },  { "sbquo", 0x201A },  { "ldquo", 0x201C }, { "rdquo", 0x201D },
    { "bdquo", 0x201E },  { "dagger", 0x2020 }, { "bull", 0x2022 },  { "hellip", 0x2026 },
    { "lsaquo", 0x2039 }, { "rsaquo", 0x203A }, { "euro", 0x20AC },  { "trade", 0x2122 },
    { "larr", 0x2190 },   { "rarr", 0x2192 },   { "num", '#' },      { "commat", '@' },
    { "colon", ':' },     { "period", '.' },    { "excl", '!' },     { "quest", '?' },
    { "comma", ',' },     { "semi", ';' },      { "sol", '/' },      { "percnt", '%' },
    { "dollar", '$' },    { "lpar", '(' },      { "rpar", ')' },     { "lowbar", '_' },
    { "hyphen", 0x2010 },
};

static long by_name(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (strlen(latin[i]) == len && memcmp(latin[i], name, len) == 0)
            return (long)(FIRST_LATIN + i);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strlen(others[i].name) == len && memcmp(others[i].name, name, len) == 0)
            return others[i].code;
    return -1;
}

/* The HTML standard reads the numbers of C1, which no page means, as windows-1252. */
static long by_number(long number)
{
    static const uint16_t windows[] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
    };

    if (number >= FIRST_C1 && number < FIRST_LATIN) return windows[number - FIRST_C1];
    if (number == 0 || number > LAST_CODE || (number >= 0xD800 && number <= 0xDFFF)) return 0xFFFD;
    return number;
}

static int digit_of(char byte, int base)
{
    int digit = byte >= '0' && byte <= '9' ? byte - '0' : 10 + (byte | 32) - 'a';

    if (byte < '0' || (byte > '9' && ((byte | 32) < 'a' || (byte | 32) > 'f'))) return -1;
    return digit < base ? digit : -1;
}

static long number_read(const char *text, size_t len, size_t *used)
{
    int base = len > 2 && (text[2] | 32) == 'x' ? 16 : 10, digit;
    size_t first = base == 16 ? 3 : 2, at = first;
    long number = 0;

    for (; at < len && (digit = digit_of(text[at], base)) >= 0; at++)
        if (number <= LAST_CODE) number = number * base + digit;
    if (at == first || at == len || text[at] != ';') return -1;
    *used = at + 1;
    return by_number(number);
}

long charref_read(const char *text, size_t len, size_t *used)
{
    size_t end = 1;

    if (len > 1 && text[1] == '#') return number_read(text, len, used);
    while (end < len && end <= NAME_MAX_LEN + 1 && text[end] != ';') end++;
    if (end == len || text[end] != ';') return -1;
    *used = end + 1;
    return by_name(text + 1, end - 1);
}
