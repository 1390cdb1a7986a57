/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text/tag.h"

#include "base/ascii.h"

#include <string.h>

/* Of elements and attributes that are known here. */
enum { NAME_MAX_LEN = 16 };

/* Does a list of words with spaces around them have this one, whatever its case? */
static bool list_has(const char *list, const uint8_t *name, uint32_t len)
{
    char word[NAME_MAX_LEN + 3] = " ";

    if (len == 0 || len > NAME_MAX_LEN) return false;
    for (uint32_t i = 0; i < len; i++) word[i + 1] = poise__lower((char)name[i]);
    word[len + 1] = ' ';
    return strstr(list, word) != NULL;
}

bool poise__tag_is(const char *wanted, const uint8_t *name, uint32_t len)
{
    if (strlen(wanted) != len) return false;
    for (uint32_t i = 0; i < len; i++)
        if (poise__lower((char)name[i]) != wanted[i]) return false;
    return true;
}

/* Elements of HTML whose names nobody would put in angle brackets for something to fill in, those
 * that are out of use but come in mail among them. */
static const char elements[] =
    " a abbr acronym area aside audio b base bdi bdo big blockquote body br button canvas caption"
    " center cite code col colgroup datalist dd del dfn dialog dir div dl dt em embed fieldset"
    " figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr "
    "html"
    " i iframe img input ins kbd legend li link main map mark marquee menu meta meter nav nobr"
    " noframes noscript ol optgroup p param picture pre progress q rb rp rt rtc ruby s samp script"
    " section select slot small span strike strong style sub sup svg table tbody td textarea tfoot"
    " th thead title tr track tt u ul var video wbr ";

/* Those of which "<address>" may be either. */
static const char either[] = " address article data details label object option output search"
                             " source summary template time ";

bool poise__tag_is_bare(const uint8_t *name, uint32_t len)
{
    return list_has(elements, name, len);
}

bool poise__tag_is_html(const uint8_t *name, uint32_t len)
{
    return list_has(elements, name, len) || list_has(either, name, len);
}

bool poise__tag_is_bbcode(const uint8_t *name, uint32_t len)
{
    return list_has(" img url ", name, len);
}

static uint8_t byte_at(const struct poise__tag *tag, uint32_t at)
{
    return at < tag->len ? tag->bytes[at] : 0;
}

static bool starts_tag(const struct poise__tag *tag, uint32_t at)
{
    uint8_t next = byte_at(tag, at + 1);

    return tag->bytes[at] == tag->open && (poise__is_letter(next) || next == '/' || next == '!');
}

/* White space, the end of the tag or the begin of the next. */
static bool is_break(const struct poise__tag *tag, uint32_t at)
{
    return tag->bytes[at] <= ' ' || tag->bytes[at] == tag->close || starts_tag(tag, at);
}

static uint32_t skip_space(const struct poise__tag *tag, uint32_t at)
{
    while (at < tag->len && tag->bytes[at] <= ' ') at++;
    return at;
}

/* A quote that nothing closes in the tag is part of the value. It is the tag's last of its kind, so
 * no byte is searched for quotes more than three times. */
static poise_span take_value(struct poise__tag *tag)
{
    uint8_t quote = byte_at(tag, tag->at);
    uint32_t begin = tag->at, end = begin + 1;

    if (quote == '"' || quote == '\'') {
        while (end < tag->len && tag->bytes[end] != quote && !starts_tag(tag, end)) end++;
        if (byte_at(tag, end) == quote) {
            tag->at = end + 1;
            return (poise_span){ begin + 1, end };
        }
    }
    for (end = begin; end < tag->len && !is_break(tag, end);) end++;
    tag->at = end;
    return (poise_span){ begin, end };
}

bool poise__tag_next(struct poise__tag *tag, struct poise__attribute *attribute)
{
    while (tag->at < tag->len && (tag->bytes[tag->at] <= ' ' || tag->bytes[tag->at] == '/'))
        tag->at++;
    if (tag->at >= tag->len || is_break(tag, tag->at)) return false;
    uint32_t begin = tag->at, end = begin;
    while (end < tag->len && tag->bytes[end] != '=' && !is_break(tag, end)) end++;
    *attribute = (struct poise__attribute){ { begin, end }, { end, end } };
    tag->at = end;
    uint32_t equals = skip_space(tag, end);
    if (byte_at(tag, equals) != '=') return true;
    tag->at = skip_space(tag, equals + 1);
    attribute->value = take_value(tag);
    return true;
}

bool poise__tag_open(struct poise__tag *tag, uint32_t name_end)
{
    struct poise__attribute attribute;

    tag->shows = false;
    tag->at = name_end;
    while (poise__tag_next(tag, &attribute)) tag->shows |= poise__tag_shows(tag, &attribute);
    tag->end = tag->at + 1;
    if (byte_at(tag, tag->at) != tag->close) return false;
    tag->at = name_end;
    return true;
}

bool poise__tag_shows(const struct poise__tag *tag, const struct poise__attribute *attribute)
{
    return attribute->value.end > attribute->value.begin &&
           list_has(" alt title aria-label aria-description placeholder label ",
                    tag->bytes + attribute->name.begin,
                    attribute->name.end - attribute->name.begin);
}
