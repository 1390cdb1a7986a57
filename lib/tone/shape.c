/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone/shape.h"

#include <string.h>

#include <utf8proc.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/text.h"

enum {
    STRETCH = 3,        /* equal letters in a row that no word has */
    EITHER_MAX = 2,     /* rows of signs that are told apart; more follow the second */
    STRETCHES_MAX = 3,  /* that are told apart: each is one letter or two; more follow the third */
    DECOMPOSED_MAX = 18 /* code points of one */
};

/* Digits from 0, and signs: the letters that they stand for. */
static const char digit_letters[] = "oizeasgtbg";
static const char signs[] = "@$!|+", sign_letters[] = "asiit";
static const char either_signs[] = "1!|";

struct letter {
    uint32_t point;
    char looks_like;
};

/* Sorted by code point, as by UTF-8. */
static const struct letter confusables[] = {
#include "confusables_table.h"
};

/* ---- What is odd --------------------------------------------------------------------------- */

/* French letters of U+00E0 to U+00FF, by the second byte: à â ç è é ê ë î ô ù û. */
static bool is_french(uint8_t second)
{
    const uint32_t letters = 1u << 0 | 1u << 2 | 0x1Fu << 7 | 1u << 14 | 1u << 20 | 1u << 25 |
                             1u << 27;

    return second >= 0xA0 && (letters >> (second - 0xA0) & 1);
}

unsigned poise__shape_oddness(const uint8_t *bytes, uint32_t len)
{
    unsigned odd = 0;
    uint32_t equal = 1;
    uint8_t before = 0;

    for (uint32_t i = 0; i < len; i++) {
        uint8_t byte = bytes[i];

        equal = byte == before ? equal + 1 : 1;
        before = byte;
        if (byte >= 0x80) {
            if (byte != 0xC3 || i + 1 == len || !is_french(bytes[++i])) odd |= POISE__ODD_LETTER;
        } else if (poise__is_digit(byte)) {
            odd |= POISE__ODD_DIGIT;
        } else if (equal >= STRETCH) {
            odd |= POISE__ODD_STRETCH;
        }
    }
    return odd;
}

/* ---- How it looks -------------------------------------------------------------------------- */

static void put(struct poise__shape *shape, const uint8_t *bytes, uint32_t len)
{
    if (shape->len + len > POISE__SHAPE_MAX) {
        shape->broken = true;
        return;
    }
    memcpy(shape->text + shape->len, bytes, len);
    shape->len += len;
    shape->chars++;
}

static void put_letter(struct poise__shape *shape, char letter)
{
    put(shape, (const uint8_t *)&letter, 1);
}

static void add_ascii(struct poise__shape *shape, char c)
{
    const char *sign = c ? strchr(signs, c) : NULL;

    if (strchr(either_signs, c) && shape->len < POISE__SHAPE_MAX)
        shape->either |= UINT64_C(1) << shape->len;
    if (poise__is_letter((unsigned char)c) || c == '\'') {
        shape->letters++;
        put_letter(shape, c);
    } else if (poise__is_digit((unsigned char)c)) {
        shape->digits = true;
        put_letter(shape, digit_letters[c - '0']);
    } else if (sign) {
        shape->signs = true;
        put_letter(shape, sign_letters[sign - signs]);
    } else if (c == '*' || c == '#') {
        shape->stars++;
        put_letter(shape, '*');
    } else {
        shape->broken = true;
    }
}

static char looks_like(int32_t point)
{
    size_t low = 0, high = sizeof confusables / sizeof confusables[0];

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (confusables[middle].point == (uint32_t)point) return confusables[middle].looks_like;
        if (confusables[middle].point < (uint32_t)point)
            low = middle + 1;
        else
            high = middle;
    }
    return '\0';
}

/* Small capitals and strange Latin letters may make a whole word; other scripts only part of one. */
static bool is_latin(int32_t point)
{
    return point < 0x300 || (point >= 0x1D00 && point < 0x1E00) ||
           (point >= 0xA720 && point < 0xA800) || (point >= 0xAB30 && point < 0xAB70);
}

/* A letter without its marks; a mark alone is nothing. */
static void add_bare(struct poise__shape *shape, int32_t point)
{
    int32_t points[DECOMPOSED_MAX];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        point, points, DECOMPOSED_MAX, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);

    if (count < 0 || count > 1) shape->broken = true;
    if (count != 1) {
        shape->foreign = true;
        return;
    }
    char letter = points[0] < 0x80 ? (char)points[0] : looks_like(points[0]);
    if (!poise__is_letter((unsigned char)letter)) {
        shape->broken = true;
        return;
    }
    if (points[0] >= 0x80) shape->foreign = true;
    if (is_latin(points[0])) shape->letters++;
    put_letter(shape, letter);
}

void poise__shape_add(struct poise__shape *shape, const uint8_t *bytes, uint32_t len)
{
    for (uint32_t at = 0; at < len && !shape->broken;) {
        int32_t point;
        uint32_t width = poise__utf8_take(bytes + at, len - at, &point);

        if (point < 0) {
            shape->broken = true;
        } else if (point < 0x80) {
            add_ascii(shape, (char)point);
        } else if (point == 0x20AC || point == 0xA1) {
            shape->signs = true;
            put_letter(shape, point == 0xA1 ? 'i' : 'e');
        } else if (shape->bare) {
            add_bare(shape, point);
        } else {
            shape->letters++;
            put(shape, bytes + at, width);
        }
        at += width;
    }
}

bool poise__shape_is_sign(const uint8_t *bytes, uint32_t len)
{
    int32_t point;

    if (len == 1) return *bytes == '*' || *bytes == '#' || (*bytes && strchr(signs, *bytes));
    return poise__utf8_take(bytes, len, &point) == len && (point == 0x20AC || point == 0xA1);
}

/* ---- What it says -------------------------------------------------------------------------- */

/* The end of the equal letters that begin at a byte. */
static uint32_t equal_end(const struct poise__shape *shape, uint32_t at)
{
    uint32_t end = at + 1;

    while (end < shape->len && shape->text[end] == shape->text[at]) end++;
    return poise__is_letter(shape->text[at]) ? end : at + 1;
}

static uint32_t count_stretches(const struct poise__shape *shape)
{
    uint32_t count = 0;

    for (uint32_t at = 0, end; at < shape->len; at = end) {
        end = equal_end(shape, at);
        count += end - at >= STRETCH;
    }
    return count < STRETCHES_MAX ? count : STRETCHES_MAX;
}

/* The text with each stretch cut to one letter, or to two where its bit in single is not set. */
static uint32_t cut_stretches(const struct poise__shape *shape, unsigned single, uint8_t *out)
{
    uint32_t len = 0, stretch = 0;

    for (uint32_t at = 0, end; at < shape->len; at = end) {
        uint32_t keep;

        end = equal_end(shape, at);
        keep = end - at;
        if (keep >= STRETCH) {
            keep = single >> stretch & 1 ? 1 : 2;
            if (stretch + 1 < STRETCHES_MAX) stretch++;
        }
        memset(out + len, shape->text[at], keep);
        len += keep;
    }
    return len;
}

static struct poise__word word_as_read(const struct poise__shape *shape, const poise_pack *pack)
{
    const uint32_t stretches = count_stretches(shape);
    const bool any = !shape->digits && !shape->signs && (stretches || shape->foreign);
    uint8_t text[POISE__SHAPE_MAX];

    for (unsigned single = 0; single < 1u << stretches; single++) {
        uint32_t len = cut_stretches(shape, single, text);
        struct poise__word word = poise__pack_word(pack, text, len, poise__text_hash(text, len));
        if (len > 1 && word.number != POISE__WORD_UNKNOWN && (any || word.hidden)) return word;
    }
    return (struct poise__word){ POISE__WORD_UNKNOWN, 0, false };
}

/* Whether a bit of either is set, and not that of the byte before. */
static bool begins_either(const struct poise__shape *shape, uint32_t i)
{
    return (shape->either >> i & 1) && (i == 0 || !(shape->either >> (i - 1) & 1));
}

/* "bu11sh1t": the first row of such signs reads as i or as l, and so does the second. */
struct poise__word poise__shape_word(const struct poise__shape *shape, const poise_pack *pack)
{
    struct poise__word word = { POISE__WORD_UNKNOWN, 0, false };
    struct poise__shape read = *shape;
    uint32_t rows = 0;

    for (uint32_t i = 0; i < shape->len; i++) rows += begins_either(shape, i);
    if (rows > EITHER_MAX) rows = EITHER_MAX;
    for (unsigned as_l = 0; as_l < 1u << rows && word.number == POISE__WORD_UNKNOWN; as_l++) {
        uint32_t row = 0;
        for (uint32_t i = 0; i < shape->len; i++) {
            if (begins_either(shape, i)) row += row < rows;
            if (shape->either >> i & 1) read.text[i] = as_l >> (row - 1) & 1 ? 'l' : 'i';
        }
        word = word_as_read(&read, pack);
    }
    return word;
}
