/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/markup.h"

#include <string.h>

#include "media/chars.h"
#include "media/url/url.h"

/* Where what stands at `at` ends that is closed by one of these characters; 0 when it is never
 * closed. blanks: whether a blank closes it too. */
static uint32_t closed_by(const struct poise__scan *scan, uint32_t at, const char *closers,
                          bool blanks)
{
    for (uint32_t end = at; end < scan->text.len && end - at < POISE__URL_LONG; end++) {
        unsigned char c = poise__scan_byte(scan, end);
        if ((c && strchr(closers, c)) || (blanks && c <= ' ')) return end;
    }
    return 0;
}

/* The address of a Markdown link ends at a blank or at the bracket that nothing in it opened. */
static uint32_t destination_end(const struct poise__scan *scan, uint32_t at)
{
    enum { DESTINATION_MAX = 1024 }; /* many may begin in what none of them ends in */
    uint32_t depth = 0;

    if (at > 0 && poise__scan_byte(scan, at - 1) == '<') return closed_by(scan, at, ">\n", false);
    for (uint32_t end = at; end < scan->text.len && end - at < DESTINATION_MAX; end++) {
        unsigned char c = poise__scan_byte(scan, end);
        if (c <= ' ' || (c == ')' && depth == 0)) return end;
        if (c == '(') depth++;
        if (c == ')') depth--;
    }
    return 0;
}

/* end: where it is closed, 0 when nobody knows. named: the words for the address follow it. */
static void expect_target(struct poise__scan *scan, uint32_t at, uint32_t end, bool embed,
                          bool named)
{
    scan->at = scan->target = at;
    scan->target_end = end;
    scan->target_embed = embed;
    scan->target_named = named;
    scan->label = (poise_span){ 0, 0 };
}

/* The name at `at` and nothing longer. */
static bool is_name(const struct poise__scan *scan, uint32_t at, const char *name)
{
    uint32_t len = 0;

    while (name[len]) len++;
    return poise__text_has(scan->text, at, name) &&
           !poise__is_letter(poise__scan_byte(scan, at + len)) &&
           !poise__is_digit(poise__scan_byte(scan, at + len)) &&
           poise__scan_byte(scan, at + len) != '-';
}

/* The bytes of the first of these names that stands at `at`, or 0. The list ends with NULL. */
static uint32_t one_of(const struct poise__scan *scan, uint32_t at, const char *const *names)
{
    for (; *names; names++)
        if (is_name(scan, at, *names)) {
            uint32_t len = 0;
            while ((*names)[len]) len++;
            return len;
        }
    return 0;
}

/* "<img " and the like open a tag; ">" closes it. */
static bool open_tag(struct poise__scan *scan)
{
    static const char *const shown[] = { "img",   "image",  "video",  "audio", "source", "track",
                                         "embed", "object", "iframe", "frame", "svg",    "input",
                                         "body",  "table",  "td",     NULL };
    static const char *const clicked[] = { "a", "area", "link", "form", "base", NULL };
    uint32_t len = one_of(scan, scan->at + 1, shown);

    if (is_name(scan, scan->at + 1, "a") || is_name(scan, scan->at + 1, "/a"))
        scan->anchor = UINT32_MAX;
    scan->tag_embed = len > 0;
    if (len == 0) len = one_of(scan, scan->at + 1, clicked);
    if (len == 0) return false;
    scan->in_tag = true;
    scan->value_end = 0;
    scan->at += 1 + len;
    return true;
}

/* Behind the "=" of an attribute. The value of one that names an address is a target; of all others
 * only the end counts, since ">" in a value closes no tag. */
static bool open_attribute(struct poise__scan *scan)
{
    static const char *const names[] = { "src",  "href",   "poster", "background",
                                         "data", "action", NULL };
    static const char *const lists[] = { "srcset", NULL }; /* addresses with sizes between them */
    uint32_t at = scan->at + 1, back = scan->at;
    unsigned char quote = poise__scan_byte(scan, at);

    while (back > scan->floor && scan->at - back < 16 &&
           poise__is_letter(poise__scan_byte(scan, back - 1)))
        back--;
    bool quoted = quote == '"' || quote == '\'', is_list = one_of(scan, back, lists) > 0;
    const char closers[] = { quoted ? (char)quote : '>', '<', '\0' };
    if (quoted) at++;
    uint32_t end = closed_by(scan, at, closers, !quoted);
    if (quoted) scan->value_end = end;
    if (!is_list && one_of(scan, back, names) == 0) return false;
    while (poise__scan_byte(scan, at) == ' ' || poise__scan_byte(scan, at) == '\n') at++;
    expect_target(scan, at, is_list ? 0 : end, scan->tag_embed, !scan->tag_embed);
    return true;
}

static bool open_bbcode(struct poise__scan *scan)
{
    static const char *const shown[] = {
        "img", "image", "video", "audio", "media", "youtube", NULL
    };
    static const char *const clicked[] = { "url", "link", NULL };
    uint32_t len = one_of(scan, scan->at + 1, shown);
    bool embed = len > 0;

    if (is_name(scan, scan->at + 1, "/url")) scan->anchor = UINT32_MAX;
    if (len == 0) len = one_of(scan, scan->at + 1, clicked);
    if (len == 0) return false;
    uint32_t at = scan->at + 1 + len;
    if (poise__scan_byte(scan, at) == '=' || poise__scan_byte(scan, at) == ']') {
        bool named = !embed && poise__scan_byte(scan, at) == '=';
        at++;
        if (poise__scan_byte(scan, at) == '"' || poise__scan_byte(scan, at) == '\'') at++;
        expect_target(scan, at, closed_by(scan, at, "[]\"", true), embed, named);
        return true;
    }
    return false;
}

static bool open_bracket(struct poise__scan *scan)
{
    bool image = scan->at > 0 && poise__scan_byte(scan, scan->at - 1) == '!';

    scan->opens[scan->depth % POISE__BRACKETS_MAX] = scan->at;
    scan->images = scan->images << 1 | (image ? 1 : 0);
    scan->depth++;
    scan->at++;
    return true;
}

/* "](" begins the address of a Markdown link; brackets deeper than 64 are taken for plain ones. */
static bool close_bracket(struct poise__scan *scan)
{
    bool image = scan->images & 1;

    scan->at++;
    if (scan->depth == 0) return true;
    scan->images >>= 1;
    scan->depth--;
    if (poise__scan_byte(scan, scan->at) != '(') return true;
    uint32_t at = scan->at + 1, close = scan->at - 1;
    while (poise__scan_byte(scan, at) == ' ' || poise__scan_byte(scan, at) == '\n') at++;
    if (poise__scan_byte(scan, at) == '<') at++;
    expect_target(scan, at, destination_end(scan, at), image, false);
    scan->label = (poise_span){ scan->opens[scan->depth % POISE__BRACKETS_MAX], close };
    return true;
}

bool poise__markup_step(struct poise__scan *scan)
{
    switch (poise__scan_byte(scan, scan->at)) {
    case '<': return open_tag(scan);
    case '>':
        if (scan->at < scan->value_end) return false;
        /* Slack's <address|words> ends here, an element's words go on. */
        if (!scan->in_tag && scan->anchor != UINT32_MAX &&
            poise__scan_byte(scan, scan->anchor - 1) == '<')
            scan->anchor = UINT32_MAX;
        scan->in_tag = false;
        return false;
    case '=': return scan->in_tag && open_attribute(scan);
    case '[': return open_bbcode(scan) || open_bracket(scan);
    case ']': return close_bracket(scan);
    default: return false;
    }
}
