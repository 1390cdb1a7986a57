/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text/quote.h"

#include "base/ascii.h"

#include <string.h>

/* The longest line that says who wrote, and when; programs fold it once. */
enum { HEAD_MAX = 300, INDENT_MAX = 3, DASHES_LEAST = 2 };

typedef struct poise__quote_source source;

static uint8_t byte_at(source s, uint32_t at)
{
    return at < s.len ? s.bytes[at] : 0;
}

static bool is_name(uint8_t c)
{
    return poise__is_letter(c) || poise__is_digit(c) || c == '_' || c >= 0x80;
}

/* ---- Titles --------------------------------------------------------------------------------- */

uint32_t poise__quote_title(source s, uint32_t at)
{
    uint32_t back = at, end = at + 1;

    while (back > 0 && s.bytes[back - 1] == ' ') back--;
    if (back == at) return 0;
    while (back > 1 && s.bytes[back - 1] > ' ' && s.bytes[back - 1] != '"' &&
           !(s.bytes[back - 1] == '(' && s.bytes[back - 2] == ']'))
        back--;
    if (back < 2 || s.bytes[back - 1] != '(' || s.bytes[back - 2] != ']') return 0;
    while (end < s.len && s.bytes[end] != '"' && s.bytes[end] != '\n') end++;
    return byte_at(s, end) == '"' && byte_at(s, end + 1) == ')' ? end + 1 : 0;
}

/* ---- Heads of earlier messages -------------------------------------------------------------- */

/* Spaces of one byte or more; U+00A0 and U+202F stand before a French colon. */
static uint32_t skip_space(source s, uint32_t at)
{
    for (;;) {
        uint8_t c = byte_at(s, at), next = byte_at(s, at + 1);
        if (c == ' ' || c == '\t' || c == '\r')
            at++;
        else if (c == 0xC2 && next == 0xA0)
            at += 2;
        else if (c == 0xE2 && next == 0x80 && byte_at(s, at + 2) == 0xAF)
            at += 3;
        else
            return at;
    }
}

/* Behind a phrase in small letters, whatever the case of its ASCII letters; 0 when another stands
 * here. */
static uint32_t behind_phrase(source s, uint32_t at, const char *phrase)
{
    for (; *phrase; phrase++, at++)
        if (poise__lower((char)byte_at(s, at)) != *phrase) return 0;
    return at;
}

static uint32_t behind_any(source s, uint32_t at, const char *const *phrases, size_t count)
{
    uint32_t end = 0;

    for (size_t i = 0; i < count && !end; i++) end = behind_phrase(s, at, phrases[i]);
    return end;
}

#define BEHIND_ANY(s, at, phrases) behind_any(s, at, phrases, sizeof(phrases) / sizeof(phrases)[0])

static uint32_t behind_dashes(source s, uint32_t at)
{
    uint32_t end = at;

    while (byte_at(s, end) == '-' || byte_at(s, end) == '_') end++;
    return end - at >= DASHES_LEAST ? end : 0;
}

static bool ends_line(source s, uint32_t at)
{
    at = skip_space(s, at);
    return at >= s.len || s.bytes[at] == '\n';
}

/* "----- Original Message -----" and the like. */
static bool is_divider(source s, uint32_t at)
{
    static const char *const names[] = { "original message",
                                         "forwarded message",
                                         "message d'origine",
                                         "message d\xE2\x80\x99origine",
                                         "message original",
                                         "message initial",
                                         "message transf\xC3\xA9r\xC3\xA9" };

    at = behind_dashes(s, at);
    if (at) at = BEHIND_ANY(s, skip_space(s, at), names);
    if (at) at = behind_dashes(s, skip_space(s, at));
    return at && ends_line(s, at);
}

/* What stands over a message without dashes. */
static bool is_title(source s, uint32_t at)
{
    static const char *const titles[] = { "begin forwarded message:",
                                          "d\xC3\xA9"
                                          "but du message transf\xC3\xA9r\xC3\xA9" };

    at = BEHIND_ANY(s, at, titles);
    if (!at) return false;
    at = skip_space(s, at);
    return ends_line(s, byte_at(s, at) == ':' ? at + 1 : at);
}

/* "From: Ann", and below it when that was sent. */
static bool is_header(source s, uint32_t at)
{
    static const char *const authors[] = { "from:", "de :", "de:", "de\xC2\xA0:" };
    static const char *const dates[] = {
        "sent:",  "date:",        "envoy\xC3\xA9 :", "envoy\xC3\xA9:", "envoy\xC3\xA9\xC2\xA0:",
        "date :", "date\xC2\xA0:"
    };
    const uint32_t most = at + HEAD_MAX < s.len ? at + HEAD_MAX : s.len;

    at = BEHIND_ANY(s, at, authors);
    if (!at) return false;
    while (at < most && s.bytes[at] != '\n') at++;
    return at < most && BEHIND_ANY(s, skip_space(s, at + 1), dates);
}

/* A year or a time of day begins here, or a mailbox has its mark here. */
static bool is_stamp(source s, uint32_t at)
{
    uint32_t digits = 0;

    if (byte_at(s, at) == '@') return true;
    while (digits < 4 && poise__is_digit(byte_at(s, at + digits))) digits++;
    if (digits == 4) return true;
    uint8_t mark = byte_at(s, at + digits);
    return digits && (mark == ':' || mark == 'h') && poise__is_digit(byte_at(s, at + digits + 1));
}

/* Behind "wrote:" at the end of its line; 0 when something else stands here, or the writer did. */
static uint32_t wrote_end(source s, uint32_t at)
{
    static const char *const verbs[] = { "wrote",
                                         "a \xC3\xA9"
                                         "crit",
                                         "avez \xC3\xA9"
                                         "crit" };
    uint32_t end = BEHIND_ANY(s, at, verbs);

    if (!end || byte_at(s, at - 1) > ' ' || behind_phrase(s, at - 3, "we ") ||
        behind_phrase(s, at - 3, " i "))
        return 0;
    end = skip_space(s, end);
    return byte_at(s, end) == ':' && ends_line(s, end + 1) ? end + 1 : 0;
}

static bool is_blank(source s, uint32_t end)
{
    uint32_t at = 0;

    while (at < end && s.bytes[at] <= ' ') at++;
    return at == end;
}

/* The first empty line from a place on. */
static uint32_t paragraph_end(source s, uint32_t at)
{
    for (; at < s.len; at++)
        if (s.bytes[at] == '\n' && ends_line(s, at + 1)) break;
    return at;
}

/* "On 3 May 2026 at 10:00, Ann <ann@mail.example> wrote:". Without year, time and mailbox the writer
 * may have put it there, over a paragraph. The lines of the message may have marks of their own: then
 * what stands behind them is the writer's again. */
static uint32_t attributed_end(source s, uint32_t line)
{
    static const char *const openings[] = { "on ", "le " };
    uint32_t at = BEHIND_ANY(s, line, openings), end = 0;
    bool stamped = false, folded = false;

    if (!at) return 0;
    for (; at < s.len && at - line < HEAD_MAX && !end; at++) {
        if (s.bytes[at] == '\n' && folded) return 0;
        folded |= s.bytes[at] == '\n';
        stamped |= is_stamp(s, at);
        end = wrote_end(s, at);
    }
    if (!end) return 0;
    while (end < s.len && s.bytes[end] <= ' ') end++;
    if (end >= s.len || s.bytes[end] == '>') return 0;
    return stamped && !is_blank(s, line) ? s.len : paragraph_end(s, end);
}

uint32_t poise__quote_message(source s, uint32_t line)
{
    uint32_t at = line;

    while (byte_at(s, at) == ' ' && at - line < INDENT_MAX) at++;
    if (is_divider(s, at) || is_title(s, at) || is_header(s, at))
        return is_blank(s, line) ? 0 : s.len;
    return attributed_end(s, at);
}

/* ---- Single straight marks ------------------------------------------------------------------ */

/* "'tis", "'em", "'90s": a letter or more is left out, and nothing opens. */
static bool is_cut_word(source s, uint32_t at)
{
    static const char *const words[] = { "tis",   "twas", "twere", "twill", "em", "til",
                                         "cause", "cos",  "bout",  "round", "n" };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        uint32_t end = behind_phrase(s, at, words[i]);
        if (end && !is_name(byte_at(s, end))) return true;
    }
    return poise__is_digit(byte_at(s, at));
}

/* After a space, before a word: an apostrophe stands after a letter. */
static bool opens_single(source s, uint32_t at)
{
    uint8_t before = at > 0 ? s.bytes[at - 1] : ' ', next = byte_at(s, at + 1);

    return (before <= ' ' || before == '(') && next > ' ' && next != '\'' &&
           !is_cut_word(s, at + 1);
}

/* A space, punctuation or the end stands here: no word goes on. */
static bool is_outside(source s, uint32_t at)
{
    uint8_t c = byte_at(s, at), next = byte_at(s, at + 1);

    if (c < 0x80) return !is_name(c);
    return (c == 0xC2 && (next == 0xA0 || next == 0xBB)) || (c == 0xE2 && next == 0x80);
}

static bool ends_sentence(source s, uint32_t at)
{
    uint8_t c = s.bytes[at];

    return c == '\n' || ((c == '.' || c == '!' || c == '?') && byte_at(s, at + 1) <= ' ');
}

uint32_t poise__quote_single(source s, uint32_t at, uint32_t *stop)
{
    uint32_t end = at + 2;

    if (at < *stop || !opens_single(s, at)) return 0;
    for (; end < s.len; end++) {
        bool closes = s.bytes[end] == '\'' && s.bytes[end - 1] > ' ' && is_outside(s, end + 1);
        if (!closes && !ends_sentence(s, end)) continue;
        *stop = end + 1;
        return closes ? end + 1 : 0;
    }
    *stop = s.len;
    return 0;
}
