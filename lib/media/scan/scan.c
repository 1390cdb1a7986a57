/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/scan.h"

#include <stddef.h>
#include <string.h>

#include "media/scan/anchor.h"
#include "media/chars.h"
#include "media/scan/markup.h"
#include "media/scan/scheme.h"
#include "media/scan/spell.h"
#include "media/scan/spoken.h"
#include "media/scan/take.h"

void poise__scan_init(struct poise__scan *scan, struct poise__slice text)
{
    memset(scan, 0, offsetof(struct poise__scan, opens)); /* the brackets are written before read */
    scan->text = text;
    scan->target = scan->anchor = UINT32_MAX;
}

/* ---- From an anchor ------------------------------------------------------------------------ */

/* Where the run of labels begins that goes on at `at`. Letters of a script without spaces end the
 * way back once others were read: the address touches the text. */
static uint32_t run_begin(const struct poise__scan *scan, uint32_t at)
{
    uint32_t floor = scan->floor > scan->run ? scan->floor : scan->run;
    uint32_t end = at, begin = at, len;
    bool plain = false;

    while (at > floor) {
        unsigned char c = poise__scan_byte(scan, at - 1);
        uint32_t from = at - 1;
        if (c < 0x80) {
            if (!poise__is_letter(c) && !poise__is_digit(c) && c != '-' && c != '_') break;
            plain = true;
        } else {
            while (from > floor && (poise__scan_byte(scan, from) & 0xC0) == 0x80) from--;
            int kind = poise__char_kind(scan->text, from, &len);
            if (len != at - from) break;
            if (kind == POISE__CHAR_SPACE || kind == POISE__CHAR_PUNCTUATION) break;
            if (plain && len > 2 &&
                poise__char_is_unspaced(poise__char_decode(scan->text, from, &len)))
                break;
        }
        at = begin = from;
    }
    /* Nothing but a letter or a digit begins a name: an emoji in front points at it. */
    while (begin < end && poise__scan_byte(scan, begin) != '_' &&
           poise__char_kind(scan->text, begin, &len) != POISE__CHAR_WORD)
        begin += len;
    return begin;
}

/* Does a scheme end where a run does? Then the name that is glued in front of it, if it is one, is
 * taken first. */
static bool take_run_scheme(struct poise__scan *scan, uint32_t begin, uint32_t colon,
                            struct poise__link *link)
{
    uint32_t scheme, after, ignored = 0;
    struct poise__name name;

    if (!poise__scheme_before(scan->text, colon, begin, &scheme, &after, &ignored)) return false;
    if (scheme > begin) poise__name_read(scan->text, begin, scheme, false, &name);
    if (scheme > begin && poise__take_bare(scan, &name, link)) return true;
    return poise__take_scheme(scan, colon, begin, link);
}

/* A scheme that escapes or entities hide. */
static bool scan_hidden(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t begin, after;

    if (!poise__scheme_hidden(scan->text, scan->at, scan->floor, &begin, &after)) return false;
    link->flags = POISE_MEDIA_OBFUSCATED;
    return poise__take_web(scan, begin, after, link);
}

/* A run of labels at `begin`, and what stands behind it. */
static bool scan_run(struct poise__scan *scan, uint32_t begin, struct poise__link *link)
{
    struct poise__name name;

    poise__name_read(scan->text, begin, (uint32_t)scan->text.len, true, &name);
    if (name.end == begin) return false;
    uint32_t end = name.end;
    unsigned char next = poise__scan_byte(scan, end);
    if ((next == ':' || next == '[') && take_run_scheme(scan, begin, end, link)) return true;
    scan->at = end;
    if ((next == '&' || next == '%') && scan_hidden(scan, link)) return true;
    if (next == '@' || next == '[' || next == '(' || next == '{' || next == 0xEF || next == '&') {
        uint32_t local = name.flags & POISE_MEDIA_OBFUSCATED ? begin
                                                             : poise__local_begin(scan, end);
        if (poise__take_address(scan, local, end, link)) return true;
    }
    if (next && strchr("+%&=~-", next)) {
        uint32_t sign = poise__local_end(scan, end);
        if (sign > end && poise__take_address(scan, poise__local_begin(scan, sign), sign, link))
            return true;
    }
    if (next != '@' && poise__take_bare(scan, &name, link)) return true;
    scan->at = scan->run = end;
    return false;
}

/* The bytes of the space, tab or no-break space in front of `at`; 0: none. */
static uint32_t blank_before(const struct poise__scan *scan, uint32_t at)
{
    if (at > scan->floor &&
        (poise__scan_byte(scan, at - 1) == ' ' || poise__scan_byte(scan, at - 1) == '\t'))
        return 1;
    return at > scan->floor + 1 && poise__text_has(scan->text, at - 2, "\xC2\xA0") ? 2 : 0;
}

/* An address whose marks stand apart, the first of them at `at`. */
static bool scan_spoken(struct poise__scan *scan, uint32_t at, struct poise__link *link)
{
    uint32_t begin = at;

    for (uint32_t len, i = 0; i < 3 && (len = blank_before(scan, begin)) > 0; i++) begin -= len;
    if (begin == at && at > scan->floor && strchr("-_", poise__scan_byte(scan, at - 1))) begin--;
    if (begin == at || !poise__spoken_read(scan->text, begin, scan->floor, link)) return false;
    return poise__take(scan, link->where.begin, link->where.end, link->shape, link);
}

static bool scan_phone(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t chain, end;

    if (scan->at < scan->digits) return false;
    end = poise__phone_end(scan->text, scan->at, scan->any_number, &chain);
    scan->digits = chain;
    if (end == scan->at) return false;
    link->flags = 0;
    return poise__take(scan, scan->at, end, POISE__LINK_PHONE, link);
}

/* "\\server\share\plan.png", as Windows writes it. */
static bool scan_share(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t begin = scan->at, end = begin + 2, server, shares = 0;

    if (poise__scan_byte(scan, begin + 1) != '\\' ||
        (begin > 0 && poise__scan_byte(scan, begin - 1) > ' '))
        return false;
    for (server = end;
         poise__is_letter(poise__scan_byte(scan, end)) ||
         poise__is_digit(poise__scan_byte(scan, end)) ||
         (poise__scan_byte(scan, end) && strchr(".-_$\\", poise__scan_byte(scan, end)));
         end++)
        if (poise__scan_byte(scan, end) == '\\') shares++;
    while (end > server && strchr(".-\\", poise__scan_byte(scan, end - 1))) end--;
    if (shares == 0 || end < server + 3 || poise__scan_byte(scan, server) == '\\') return false;
    link->flags = 0;
    return poise__take(scan, begin, end, POISE__LINK_URL, link);
}

/* Does a target say by its first characters that it is an address, though no client would make one
 * of it in a sentence: "//host", "javascript:(…)", "https:host"? */
static bool is_written_out(const struct poise__scan *scan, uint32_t begin)
{
    uint32_t at = begin, ignored = 0;

    if (poise__mark_of(scan->text, begin, '/', &ignored))
        return poise__mark_of(scan->text, begin + 1, '/', &ignored) > 0;
    while (at - begin < POISE__SCHEME_MAX && poise__scheme_has_char(poise__scan_byte(scan, at)))
        at++;
    return at > begin && poise__scan_byte(scan, at) == ':' &&
           poise__is_letter(poise__scan_byte(scan, begin));
}

/* An address within a site or a message: "/a.png", "./a.png", "a.png". */
static bool is_path(const struct poise__scan *scan, uint32_t begin)
{
    uint32_t len;

    return poise__text_has(scan->text, begin, "/") || poise__text_has(scan->text, begin, "./") ||
           poise__text_has(scan->text, begin, "../") ||
           poise__char_kind(scan->text, begin, &len) == POISE__CHAR_WORD;
}

/* Take all that markup encloses, but for blanks at its end. What no client cuts off is part of it. */
static bool take_target(struct poise__scan *scan, uint32_t begin, uint32_t shape,
                        struct poise__link *link)
{
    uint32_t end = scan->target_end;

    if (end == 0) end = poise__body_end(scan->text, begin, begin, &link->flags);
    while (end > begin && poise__scan_byte(scan, end - 1) <= ' ') end--;
    return end > begin && poise__take(scan, begin, end, shape, link);
}

/* Where markup says that an address begins. In a picture's a file's name is one. */
static bool scan_target(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t begin = scan->at, len;

    link->flags = 0;
    if (poise__char_kind(scan->text, begin, &len) == POISE__CHAR_WORD &&
        scan_run(scan, begin, link)) {
        bool is_file = link->shape == POISE__LINK_FILE || link->shape == POISE__LINK_UNLIKELY;
        if (link->where.begin != begin && is_written_out(scan, begin))
            return take_target(scan, begin, POISE__LINK_URL, link);
        if (link->where.begin != begin || (is_file && !scan->target_embed)) return true;
        uint32_t shape = is_file ? POISE__LINK_URL : link->shape;
        if (is_file || scan->target_end > link->where.end)
            return take_target(scan, begin, shape, link);
        return true;
    }
    scan->at = begin;
    if ((scan->target_embed && is_path(scan, begin)) || is_written_out(scan, begin))
        if (take_target(scan, begin, POISE__LINK_URL, link)) return true;
    scan->target = UINT32_MAX;
    return false;
}

/* ---- The pass ----------------------------------------------------------------------------- */

/* The next anchor that may begin something, or the end. */
static uint32_t next_anchor(const struct poise__scan *scan)
{
    uint32_t len = (uint32_t)scan->text.len;
    bool aims = scan->target >= scan->at && scan->target < len;

    return poise__anchor_next(scan->text, scan->at, aims ? scan->target : len);
}

/* A mark that means a dot, a colon or an at sign. False when it leads to nothing. */
static bool scan_mark(struct poise__scan *scan, const struct poise__mark *mark,
                      struct poise__link *link)
{
    uint32_t at = scan->at;
    bool apart = blank_before(scan, at) > 0;

    switch (mark->means[0]) {
    case '.':
        if (apart) return scan_spoken(scan, at, link);
        return scan_run(scan, run_begin(scan, at), link);
    case ':': return poise__take_scheme(scan, at, scan->floor, link);
    case '@':
        /* "Follow @brand.com" names a handle. */
        if (apart && mark->len == 1 && poise__skip_blanks(scan->text, at + 1) == at + 1)
            return false;
        if (apart) return scan_spoken(scan, at, link);
        return poise__take_address(scan, poise__local_begin(scan, at), at, link);
    default: return false;
    }
}

static void skip_digits(struct poise__scan *scan)
{
    do {
        scan->at++;
    } while (poise__is_digit(poise__scan_byte(scan, scan->at)));
}

static bool scan_anchor(struct poise__scan *scan, uint8_t anchor, struct poise__link *link)
{
    struct poise__mark mark;
    uint32_t at = scan->at;

    switch (anchor) {
    case POISE__ANCHOR_WORD:
        if (scan_spoken(scan, at, link)) return true;
        break;
    case POISE__ANCHOR_DIGIT:
        if (scan_phone(scan, link)) return true;
        skip_digits(scan);
        return false;
    case POISE__ANCHOR_HIDDEN:
        if (scan_hidden(scan, link)) return true;
        break;
    case POISE__ANCHOR_BACKSLASH:
        if (scan_share(scan, link)) return true;
        break;
    default: break;
    }
    if (poise__mark_read(scan->text, at, &mark) && scan_mark(scan, &mark, link)) return true;
    if (scan->at > at) return false;
    if (poise__scan_byte(scan, at) == '(' && scan_phone(scan, link)) return true;
    if (!poise__markup_step(scan)) scan->at++;
    return false;
}

bool poise__scan_next(struct poise__scan *scan, struct poise__link *link)
{
    for (;;) {
        scan->at = next_anchor(scan);
        if (scan->at == scan->target && scan->at < scan->text.len) {
            if (scan_target(scan, link)) return true;
            continue;
        }
        if (scan->at >= scan->text.len) return false;
        if (scan_anchor(scan, poise__anchor_at(scan->text, scan->at), link)) return true;
    }
}
