/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/anchor.h"

#include <string.h>

#include "base/ascii.h"

static const uint8_t anchors[256] = {
    ['.'] = POISE__ANCHOR_DOT,     [':'] = POISE__ANCHOR_COLON,   ['@'] = POISE__ANCHOR_SIGN,
    ['['] = POISE__ANCHOR_BRACKET, ['('] = POISE__ANCHOR_BRACKET, ['{'] = POISE__ANCHOR_BRACKET,
    ['<'] = POISE__ANCHOR_BRACKET, ['>'] = POISE__ANCHOR_MARKUP,  [']'] = POISE__ANCHOR_MARKUP,
    ['='] = POISE__ANCHOR_MARKUP,  ['0'] = POISE__ANCHOR_DIGIT,   ['1'] = POISE__ANCHOR_DIGIT,
    ['2'] = POISE__ANCHOR_DIGIT,   ['3'] = POISE__ANCHOR_DIGIT,   ['4'] = POISE__ANCHOR_DIGIT,
    ['5'] = POISE__ANCHOR_DIGIT,   ['6'] = POISE__ANCHOR_DIGIT,   ['7'] = POISE__ANCHOR_DIGIT,
    ['8'] = POISE__ANCHOR_DIGIT,   ['9'] = POISE__ANCHOR_DIGIT,   ['+'] = POISE__ANCHOR_DIGIT,
    ['&'] = POISE__ANCHOR_HIDDEN,  ['%'] = POISE__ANCHOR_HIDDEN,  ['\\'] = POISE__ANCHOR_BACKSLASH,
    [0xE3] = POISE__ANCHOR_WIDE,   [0xEF] = POISE__ANCHOR_WIDE,   ['a'] = POISE__ANCHOR_WORD,
    ['A'] = POISE__ANCHOR_WORD,    ['d'] = POISE__ANCHOR_WORD,    ['D'] = POISE__ANCHOR_WORD,
    ['p'] = POISE__ANCHOR_WORD,    ['P'] = POISE__ANCHOR_WORD,    [0xE2] = POISE__ANCHOR_DASHES,
};

uint8_t poise__anchor_at(struct poise__slice text, uint32_t at)
{
    return anchors[(unsigned char)text.data[at]];
}

/* ---- One byte at a time ------------------------------------------------------------------------ */

static uint32_t four(const char *text)
{
    uint32_t word;

    memcpy(&word, text, sizeof word);
    return word;
}

/* Does a word begin at `at` that no said address is without: dot, point, punto, punkt, ponto, punt;
 * arobase, arroba; between hyphens or underscores, dot and point? */
static bool says_mark(struct poise__slice text, uint32_t at)
{
    if (at == 0 || text.len - at < sizeof(uint32_t)) return false;
    char before = text.data[at - 1];
    uint32_t word = four(text.data + at) | 0x20202020;
    if (before == '-' || before == '_') {
        char dot[4] = { 'd', 'o', 't', before };
        return word == (four(dot) | 0x20202020) || word == four("poin");
    }
    if (!memchr(" \t\n\xA0", before, 4)) return false;
    return word == four("dot ") || word == four("poin") || word == four("punt") ||
           word == four("punk") || word == four("pont") || word == four("arob") ||
           word == four("arro");
}

/* Neither inside a code nor alone. */
static bool begins_number(const char *text, uint32_t at, unsigned char next, unsigned char second)
{
    unsigned char before = at > 0 ? (unsigned char)text[at - 1] : ' ';

    if (text[at] == '+') return true;
    return !poise__is_letter(before) && !poise__is_digit(before) &&
           (poise__is_digit(next) || poise__is_digit(second));
}

/* A dot that ends a sentence has a blank or another sign behind it, and none in front. */
static bool ends_sentence(const char *text, uint32_t at, unsigned char next)
{
    if (next > ' ') return next < 0x80 && strchr("\"'.,;:!?)]}", next);
    return at == 0 || next == '\0' || !memchr(" \t\xA0", text[at - 1], 3);
}

/* Most dots end a sentence, most colons stand before a space, and nothing more is asked of them. */
static bool is_idle(struct poise__slice slice, uint32_t at)
{
    const char *text = slice.data;
    unsigned char next = at + 1 < slice.len ? (unsigned char)text[at + 1] : '\0';
    unsigned char second = at + 2 < slice.len ? (unsigned char)text[at + 2] : '\0';

    switch (anchors[(unsigned char)text[at]]) {
    case POISE__ANCHOR_NONE: return true;
    case POISE__ANCHOR_DOT: return ends_sentence(text, at, next);
    case POISE__ANCHOR_WORD: return !says_mark(slice, at);
    case POISE__ANCHOR_DIGIT: return !begins_number(text, at, next, second);
    case POISE__ANCHOR_COLON: return next <= ' ' && second != '/';
    case POISE__ANCHOR_DASHES:
        return !(next == 0x80 && second == 0xA4) && !(next == 0x88 && second == 0xB6);
    default: return false;
    }
}

/* ---- Sixteen bytes at a time --------------------------------------------------------------------- */

/* Vectors of gcc and clang: one instruction each on the machines that have them, plain C elsewhere. A
 * lane of a comparison is all ones or zero. */
typedef uint8_t block __attribute__((vector_size(16)));

enum { BLOCK = 16, AHEAD = 2 };

static inline block load(const char *at)
{
    block bytes;

    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

static inline block all(uint8_t c)
{
    return (block){ 0 } + c;
}

static inline block is(block bytes, uint8_t c)
{
    return (block)(bytes == all(c));
}

static inline block is_from(block bytes, uint8_t first, uint8_t last)
{
    return (block)(bytes - all(first) <= all((uint8_t)(last - first)));
}

/* Digits and all signs of ASCII that may begin something, with their neighbours but for comma and
 * apostrophe: a range costs less than its parts, and is_idle knows better. */
static inline block signs(block now)
{
    return (is_from(now, '%', '@') & ~(is(now, '\'') | is(now, ','))) |
           is_from(now | all(0x20), '{', '}');
}

/* The first letters of what says_mark knows. */
static inline block words(block now, block next, block second)
{
    block a = now | all(0x20), b = next | all(0x20), c = second | all(0x20);

    return (is(a, 'd') & is(b, 'o') & is(c, 't')) |
           (is(a, 'p') & (is(b, 'o') | is(b, 'u')) & (is(c, 'i') | is(c, 'n'))) |
           (is(a, 'a') & is(b, 'r') & (is(c, 'o') | is(c, 'r')));
}

/* The lead bytes of what is wider than Latin, but for the quotes, dashes and spaces at U+2000. */
static inline block wide(block now, block next, block second)
{
    return is_from(now, 0xE2, 0xEF) & ~(is(now, 0xE2) & is(next, 0x80) & ~is(second, 0xA4));
}

/* Lanes where is_idle has to be asked; it is true of all others. Reads BLOCK + AHEAD bytes. */
static inline block candidates(const char *at)
{
    block now = load(at), next = load(at + 1), second = load(at + 2);

    return signs(now) | words(now, next, second) | wide(now, next, second);
}

/* The lane of the lowest address that is set in eight of them. */
static inline uint32_t first_of(uint64_t lanes)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (uint32_t)__builtin_ctzll(lanes) / 8;
#else
    return (uint32_t)__builtin_clzll(lanes) / 8;
#endif
}

/* The first place in [at, end) of the block at `begin` that is not idle, or `end`. */
static inline uint32_t search(struct poise__slice text, uint32_t begin, uint32_t at, uint32_t end)
{
    enum { HALF = BLOCK / 2 };
    block lanes = candidates(text.data + begin);
    uint64_t halves[2];

    memcpy(halves, &lanes, sizeof halves);
    for (uint32_t i = 0; i < 2; i++) {
        while (halves[i]) {
            uint32_t lane = first_of(halves[i]), here = begin + i * HALF + lane;
            if (here >= end) return end;
            if (here >= at && !is_idle(text, here)) return here;
            memset((char *)&halves[i] + lane, 0, 1);
        }
    }
    return end;
}

/* The last block lies over the one before it, and what it cannot look ahead of is asked one by one. */
static uint32_t next_in_tail(struct poise__slice text, uint32_t at, uint32_t end)
{
    uint32_t last = (uint32_t)text.len - AHEAD;

    if (text.len >= BLOCK + AHEAD && at < last) {
        uint32_t limit = end < last ? end : last;
        if (at < limit) at = search(text, last - BLOCK, at, limit);
        if (at < limit) return at;
    }
    while (at < end && is_idle(text, at)) at++;
    return at;
}

uint32_t poise__anchor_next(struct poise__slice text, uint32_t at, uint32_t end)
{
    for (; at + BLOCK <= end && text.len - at >= BLOCK + AHEAD; at += BLOCK) {
        uint32_t found = search(text, at, at, at + BLOCK);
        if (found < at + BLOCK) return found;
    }
    return next_in_tail(text, at, end);
}
