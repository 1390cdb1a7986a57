/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/markup.h"

#include "media/chars.h"

/* named: the words for the address follow it. */
static void expect_target(struct poise__scan *scan, uint32_t at, bool embed, bool named)
{
    scan->at = scan->target = at;
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
    scan->at += 1 + len;
    return true;
}

/* Behind the "=" of an attribute that names an address. */
static bool open_attribute(struct poise__scan *scan)
{
    static const char *const names[] = { "src",        "href", "poster", "srcset",
                                         "background", "data", "action", NULL };
    uint32_t at = scan->at, back = at;

    while (back > scan->floor && at - back < 16 &&
           poise__is_letter(poise__scan_byte(scan, back - 1)))
        back--;
    uint32_t len = one_of(scan, back, names);
    if (len == 0 || back + len != at) return false;
    at++;
    if (poise__scan_byte(scan, at) == '"' || poise__scan_byte(scan, at) == '\'') at++;
    expect_target(scan, at, scan->tag_embed, !scan->tag_embed);
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
        expect_target(scan, at, embed, named);
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
    if (poise__scan_byte(scan, at) == '<') at++;
    expect_target(scan, at, image, false);
    scan->label = (poise_span){ scan->opens[scan->depth % POISE__BRACKETS_MAX], close };
    return true;
}

bool poise__markup_step(struct poise__scan *scan)
{
    switch (poise__scan_byte(scan, scan->at)) {
    case '<': return open_tag(scan);
    case '>':
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
