/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/anchor.h"

#include <string.h>

#include "base/ascii.h"

static const uint8_t anchors[256] = {
    ['\t'] = POISE__ANCHOR_SPACE,     ['\n'] = POISE__ANCHOR_SPACE,  [0xA0] = POISE__ANCHOR_SPACE,
    [' '] = POISE__ANCHOR_SPACE,      ['.'] = POISE__ANCHOR_DOT,     [':'] = POISE__ANCHOR_COLON,
    ['@'] = POISE__ANCHOR_SIGN,       ['['] = POISE__ANCHOR_BRACKET, ['('] = POISE__ANCHOR_BRACKET,
    ['{'] = POISE__ANCHOR_BRACKET,    ['<'] = POISE__ANCHOR_BRACKET, ['>'] = POISE__ANCHOR_MARKUP,
    [']'] = POISE__ANCHOR_MARKUP,     ['='] = POISE__ANCHOR_MARKUP,  ['0'] = POISE__ANCHOR_DIGIT,
    ['1'] = POISE__ANCHOR_DIGIT,      ['2'] = POISE__ANCHOR_DIGIT,   ['3'] = POISE__ANCHOR_DIGIT,
    ['4'] = POISE__ANCHOR_DIGIT,      ['5'] = POISE__ANCHOR_DIGIT,   ['6'] = POISE__ANCHOR_DIGIT,
    ['7'] = POISE__ANCHOR_DIGIT,      ['8'] = POISE__ANCHOR_DIGIT,   ['9'] = POISE__ANCHOR_DIGIT,
    ['+'] = POISE__ANCHOR_DIGIT,      ['&'] = POISE__ANCHOR_HIDDEN,  ['%'] = POISE__ANCHOR_HIDDEN,
    ['\\'] = POISE__ANCHOR_BACKSLASH, [0xE3] = POISE__ANCHOR_WIDE,   [0xEF] = POISE__ANCHOR_WIDE,
    ['-'] = POISE__ANCHOR_JOINT,      ['_'] = POISE__ANCHOR_JOINT,   [0xE2] = POISE__ANCHOR_DASHES,
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

/* Do these letters begin a word that no address is without: dot, point, punto, punkt, ponto, punt;
 * arobase, arroba? */
static bool says_mark(const char *at)
{
    uint32_t word = four(at) | 0x20202020;

    return word == four("dot ") || word == four("poin") || word == four("punt") ||
           word == four("punk") || word == four("pont") || word == four("arob") ||
           word == four("arro");
}

/* "-dot-", "_at_" and the like. */
static bool says_joined(const char *at, char joint)
{
    char dot[4] = { 'd', 'o', 't', joint };
    uint32_t word = four(at);

    if ((word | 0x20202020) == (four(dot) | 0x20202020)) return true;
    return (word | 0x20202020) == four("poin");
}

/* Neither inside a code nor alone. */
static bool begins_number(const char *text, uint32_t at, unsigned char next, unsigned char second)
{
    unsigned char before = at > 0 ? (unsigned char)text[at - 1] : ' ';

    if (text[at] == '+') return true;
    return !poise__is_letter(before) && !poise__is_digit(before) &&
           (poise__is_digit(next) || poise__is_digit(second));
}

/* Most dots end a sentence, most colons stand before a space, and nothing more is asked of them. */
static bool is_idle(struct poise__slice slice, uint32_t at)
{
    const char *text = slice.data;
    unsigned char next = at + 1 < slice.len ? (unsigned char)text[at + 1] : '\0';
    unsigned char second = at + 2 < slice.len ? (unsigned char)text[at + 2] : '\0';
    bool room = slice.len - at >= 5;

    switch (anchors[(unsigned char)text[at]]) {
    case POISE__ANCHOR_SPACE:
        return !(next == '.' && second <= ' ') && !(room && says_mark(text + at + 1));
    case POISE__ANCHOR_JOINT: return !(room && says_joined(text + at + 1, text[at]));
    case POISE__ANCHOR_DASHES:
        return !(next == 0x80 && second == 0xA4) && !(next == 0x88 && second == 0xB6);
    case POISE__ANCHOR_DOT: return next <= ' ' || (next < 0x80 && strchr("\"'.,;:!?)]}", next));
    case POISE__ANCHOR_COLON: return next <= ' ' && second != '/';
    case POISE__ANCHOR_DIGIT: return !begins_number(text, at, next, second);
    case POISE__ANCHOR_NONE: return true;
    default: return false;
    }
}

/* ---- Sixteen bytes at a time --------------------------------------------------------------------- */

/* Vectors of gcc and clang: one instruction each on the machines that have them, plain C elsewhere. A
 * lane of a comparison is all ones or zero. */
typedef uint8_t block __attribute__((vector_size(16)));

enum { BLOCK = 16, AHEAD = 3 };

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

/* Signs that begin something wherever they stand, and a few of their neighbours in ASCII. */
static inline block signs(block now)
{
    return is_from(now, '<', '@') | is_from(now | all(0x20), '{', '}') | is(now, '(') |
           is_from(now, '%', '&') | is(now, '+');
}

/* " dot ", "-point-", " punto ", " arobase ", " . ": two letters are enough to look closer. 0xA0 ends
 * a no-break space. */
static inline block words_of(block now, block next, block second, block third)
{
    const block small = all(0x20);
    block apart = is_from(now, '\t', ' ') | is(now, '-') | is(now, '_') | is(now, 0xA0);
    block a = next | small, c = third | small;

    return apart &
           (is(next, '.') | (is(a, 'd') & is(c, 't')) | (is(a, 'p') & (is(c, 'i') | is(c, 'n'))) |
            (is(a, 'a') & is(second | small, 'r') & (is(c, 'o') | is(c, 'r'))));
}

/* The lead bytes of what is wider than Latin, but for the quotes, dashes and spaces at U+2000. */
static inline block wide(block now, block next, block second)
{
    return is_from(now, 0xE2, 0xEF) & ~(is(now, 0xE2) & is(next, 0x80) & ~is(second, 0xA4));
}

/* Digits that are followed by another, at once or behind one separator. */
static inline block numbers(block now, block next, block second)
{
    return is_from(now, '0', '9') & (is_from(next, '0', '9') | is_from(second, '0', '9'));
}

/* Lanes where is_idle has to be asked; it is true of all others. */
static inline block candidates(const char *at)
{
    block now = load(at), next = load(at + 1), second = load(at + 2);
    block touches = (block)(next > all(' '));
    block colon = is(now, ':') & (touches | is(second, '/'));

    return (is(now, '.') & touches) | colon | numbers(now, next, second) | wide(now, next, second) |
           signs(now) | words_of(now, next, second, load(at + 3));
}

/* The first place of a block that is not idle, or its end. */
static inline uint32_t search(struct poise__slice text, uint32_t at, uint32_t end, block lanes)
{
    uint64_t halves[2];
    uint8_t bytes[BLOCK];

    memcpy(halves, &lanes, sizeof halves);
    if ((halves[0] | halves[1]) == 0) return end;
    memcpy(bytes, &lanes, sizeof bytes);
    for (uint32_t i = halves[0] ? 0 : BLOCK / 2; at + i < end; i++)
        if (bytes[i] && !is_idle(text, at + i)) return at + i;
    return end;
}

/* The last bytes, with zeros behind them. */
static uint32_t next_in_tail(struct poise__slice text, uint32_t at, uint32_t end)
{
    for (; at < end; at += BLOCK) {
        char tail[BLOCK + AHEAD] = { 0 };
        size_t rest = text.len - at;
        uint32_t limit = end - at < BLOCK ? end : at + BLOCK;
        memcpy(tail, text.data + at, rest < sizeof tail ? rest : sizeof tail);
        uint32_t found = search(text, at, limit, candidates(tail));
        if (found < limit) return found;
    }
    return end;
}

uint32_t poise__anchor_next(struct poise__slice text, uint32_t at, uint32_t end)
{
    for (; at + BLOCK <= end && text.len - at >= BLOCK + AHEAD; at += BLOCK) {
        uint32_t found = search(text, at, at + BLOCK, candidates(text.data + at));
        if (found < at + BLOCK) return found;
    }
    return next_in_tail(text, at, end);
}
