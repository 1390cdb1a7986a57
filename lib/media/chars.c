/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/chars.h"

#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"

int32_t poise__char_decode(struct poise__slice text, uint32_t at, uint32_t *len)
{
    int32_t c;

    *len = poise__utf8_take((const uint8_t *)text.data + at, text.len - at, &c);
    if (c < 0) *len = 1;
    return c;
}

bool poise__char_is_invisible(int32_t c)
{
    return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

bool poise__char_is_wide_dot(int32_t c)
{
    return c == 0x3002 || c == 0xFF0E || c == 0xFF61;
}

int32_t poise__char_plain(int32_t c)
{
    utf8proc_int32_t folded[4];
    int boundary = 0;

    if (c < 0x80) return poise__lower((char)c);
    utf8proc_ssize_t count = utf8proc_decompose_char(
        c, folded, 4, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);
    return count == 1 && folded[0] < 0x80 ? folded[0] : utf8proc_tolower(c);
}

bool poise__char_is_unspaced(int32_t c)
{
    static const int32_t ranges[][2] = {
        { 0x0E00, 0x0EFF },   /* Thai, Lao */
        { 0x1000, 0x109F },   /* Myanmar */
        { 0x1100, 0x11FF },   /* Hangul, whose particles touch what they follow */
        { 0x1780, 0x17FF },   /* Khmer */
        { 0x3040, 0x30FF },   /* Hiragana, Katakana */
        { 0x31F0, 0x31FF },   /* Katakana */
        { 0x3400, 0x4DBF },   /* Han */
        { 0x4E00, 0x9FFF },   /* Han */
        { 0xAC00, 0xD7AF },   /* Hangul */
        { 0xF900, 0xFAFF },   /* Han */
        { 0x20000, 0x2FFFF }, /* Han */
    };

    for (size_t i = 0; c >= 0x0E00 && i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    return false;
}

static int kind_of_wide(int32_t c)
{
    if (c < 0) return POISE__CHAR_SPACE;
    if (poise__char_is_invisible(c)) return POISE__CHAR_INVISIBLE;
    if (c >= 0x24B6 && c <= 0x24E9) return POISE__CHAR_WORD; /* letters in circles */
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND: return POISE__CHAR_WORD;
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_CO: return POISE__CHAR_SYMBOL;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO: return POISE__CHAR_PUNCTUATION;
    default: return POISE__CHAR_SPACE;
    }
}

int poise__char_kind(struct poise__slice text, uint32_t at, uint32_t *len)
{
    unsigned char c = (unsigned char)text.data[at];

    if (c < 0x80) {
        *len = 1;
        if (poise__is_letter(c) || poise__is_digit(c)) return POISE__CHAR_WORD;
        return c <= ' ' || c == 0x7F ? POISE__CHAR_SPACE : POISE__CHAR_PUNCTUATION;
    }
    /* U+00C0 to U+00FF, which French and its neighbours are full of, need no look-up. */
    if (c == 0xC3 && at + 1 < text.len) {
        unsigned char next = (unsigned char)text.data[at + 1];
        if (next >= 0x80 && next < 0xC0 && next != 0x97 && next != 0xB7) {
            *len = 2;
            return POISE__CHAR_WORD;
        }
    }
    return kind_of_wide(poise__char_decode(text, at, len));
}

bool poise__text_has(struct poise__slice text, uint32_t at, const char *word)
{
    size_t len = strlen(word);

    if (at > text.len || len > text.len - at) return false;
    return poise__slice_is((struct poise__slice){ text.data + at, len }, word);
}

bool poise__slice_is(struct poise__slice bytes, const char *word)
{
    size_t i = 0;

    while (i < bytes.len && word[i] && poise__lower(bytes.data[i]) == word[i]) i++;
    return i == bytes.len && !word[i];
}
