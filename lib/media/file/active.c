/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * active.c: what acts by itself in markup: SVG, HTML, RTF. One pass over the characters, whatever
 * their width, that stops where a tag, an attribute or a scheme may begin.
 */
#include "media/file/format.h"

#include "media/chars.h"

enum { VALUE_MAX = 16 }; /* the longest beginning that is asked for */

/* A text of one or two bytes a character. */
struct view {
    struct poise__slice bytes;
    size_t step;
    size_t low; /* where the byte of an ASCII character lies in its pair */
};

/* A character in lower case; 0 behind the end; one beyond ASCII is 0x80. */
static unsigned char_at(const struct view *view, size_t i)
{
    size_t at = i * view->step;
    unsigned c = poise__u8(view->bytes, at + view->low);

    if (view->step == 2 && poise__u8(view->bytes, at + 1 - view->low) != 0) return 0x80;
    return c < 0x80 ? (unsigned char)poise__lower((char)c) : 0x80;
}

static bool word_at(const struct view *view, size_t i, const char *word)
{
    while (*word && char_at(view, i) == (unsigned char)*word) i++, word++;
    return !*word;
}

static bool is_blank(unsigned c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A character reference: "&#58;", "&#x3a;", "&colon;". Returns the character, and its end. */
static unsigned reference(const struct view *view, size_t *i)
{
    if (char_at(view, *i) != '&') return char_at(view, (*i)++);

    unsigned value = 0;
    size_t at = *i + 2;
    bool hex = char_at(view, at) == 'x';

    if (word_at(view, *i, "&colon;") || word_at(view, *i, "&tab;")) {
        value = char_at(view, *i + 1) == 'c' ? ':' : '\t';
        *i += value == ':' ? 7 : 5;
        return value;
    }
    if (!word_at(view, *i, "&#")) return char_at(view, (*i)++);
    for (at += hex; at < *i + 12; at++) {
        unsigned c = char_at(view, at);
        if (c >= '0' && c <= '9')
            value = value * (hex ? 16 : 10) + (c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            value = value * 16 + (c - 'a' + 10);
        else
            break;
    }
    *i = char_at(view, at) == ';' ? at + 1 : at;
    return value < 0x80 ? (unsigned char)poise__lower((char)value) : 0x80;
}

/* The beginning of a value, references decoded and blanks left out, as browsers do with schemes. */
static void value_read(const struct view *view, size_t i, char *value)
{
    size_t len = 0, limit = i + 256;

    while (is_blank(char_at(view, i)) && i < limit) i++;
    if (char_at(view, i) == '"' || char_at(view, i) == '\'') i++;
    while (len < VALUE_MAX && i < limit) {
        unsigned c = reference(view, &i);
        if (c == 0 || c == '"' || c == '\'' || c == '>') break;
        if (c > ' ') value[len++] = (char)c;
    }
    value[len] = '\0';
}

static bool begins(const char *value, const char *const *words)
{
    for (; *words; words++)
        if (strncmp(value, *words, strlen(*words)) == 0) return true;
    return false;
}

/* Where an attribute leads that is followed without a click, or with one: elsewhere, or into a
 * script. */
static bool leads_out(const char *value, bool page)
{
    static const char *const scripts[] = {
        "javascript:",      "vbscript:", "data:text/html", "data:text/xml", "data:image/svg",
        "data:application", NULL
    };
    static const char *const outside[] = { "http:", "https:", "//", "ftp:", "file:", "\\\\", NULL };

    return begins(value, scripts) || (!page && begins(value, outside));
}

/* A handler such as onload=. */
static bool is_handler(const struct view *view, size_t i)
{
    size_t end = i + 2;

    while (end < i + 32 && poise__is_letter((unsigned char)char_at(view, end))) end++;
    if (end < i + 4) return false;
    while (end < i + 40 && is_blank(char_at(view, end))) end++;
    return char_at(view, end) == '=';
}

static bool is_reference(const struct view *view, size_t i, bool page)
{
    char value[VALUE_MAX + 1];
    size_t end = i;

    if (word_at(view, i, "href"))
        end += 4;
    else if (word_at(view, i, "src") && !poise__is_letter((unsigned char)char_at(view, i + 3)))
        end += 3;
    else if (word_at(view, i, "action"))
        end += 6;
    else
        return false;
    while (end < i + 40 && is_blank(char_at(view, end))) end++;
    if (char_at(view, end) != '=') return false;
    value_read(view, end + 1, value);
    return leads_out(value, page);
}

static bool is_active_tag(const struct view *view, size_t i, bool page)
{
    static const char *const everywhere[] = {
        "script", "iframe", "object", "embed", "!entity", NULL
    };
    static const char *const drawings[] = { "foreignobject", "handler", "listener", NULL };
    static const char *const pages[] = { "form", "applet", "meta http-equiv=\"refresh",
                                         "meta http-equiv=refresh", NULL };

    i++;
    /* A prefix of a name space may stand before the name. */
    size_t colon = i;
    while (colon < i + 16 && poise__is_letter((unsigned char)char_at(view, colon))) colon++;
    if (char_at(view, colon) == ':' && colon > i) i = colon + 1;
    for (const char *const *tag = everywhere; *tag; tag++)
        if (word_at(view, i, *tag)) return true;
    for (const char *const *tag = page ? pages : drawings; *tag; tag++)
        if (word_at(view, i, *tag)) return true;
    return false;
}

/* A reference in a style: url(http…), @import. */
static bool is_style(const struct view *view, size_t i)
{
    char value[VALUE_MAX + 1];

    if (!word_at(view, i, "url(")) return word_at(view, i, "@import");
    value_read(view, i + 4, value);
    return leads_out(value, false);
}

/* Where the pass stands: attributes count inside a tag and outside its quotes alone. */
struct place {
    bool in_tag;
    unsigned quote; /* 0 when outside */
};

static void place_move(const struct view *view, size_t i, struct place *place)
{
    unsigned c = char_at(view, i);

    if (!place->in_tag)
        place->in_tag = c == '<' && !word_at(view, i, "<!--") && !is_blank(char_at(view, i + 1));
    else if (place->quote)
        place->quote = c == place->quote ? 0 : place->quote;
    else if (c == '"' || c == '\'')
        place->quote = c;
    else if (c == '>')
        place->in_tag = false;
}

static bool is_attribute(const struct view *view, size_t i, bool page)
{
    unsigned before = i > 0 ? char_at(view, i - 1) : ' ';

    if (poise__is_letter((unsigned char)before) || before == '-' || before == '_' || before >= 0x80)
        return false;
    return (word_at(view, i, "on") && is_handler(view, i)) || is_reference(view, i, page);
}

static bool is_active(const struct view *view, size_t i, const struct place *place, bool page)
{
    switch (char_at(view, i)) {
    case '<': return is_active_tag(view, i, page);
    case 'o':
    case 'h':
    case 's':
    case 'a': return place->in_tag && !place->quote && is_attribute(view, i, page);
    case 'j': return word_at(view, i, "javascript:");
    case 'u':
    case '@': return !page && is_style(view, i);
    default: return false;
    }
}

/* Bytes that begin something outside of tags and inside of quotes, where most bytes stand. */
static bool is_boring(unsigned c)
{
    return c != '<' && c != '>' && c != '"' && c != '\'' && (c | 0x20) != 'j' &&
           (c | 0x20) != 'u' && c != '@';
}

static void markup_look(struct poise__slice bytes, struct poise__format *format)
{
    struct view view = { bytes, 1, 0 };
    struct place place = { false, 0 };

    if (POISE__AT(bytes, 0, "\xFE\xFF") || poise__u8(bytes, 0) == 0)
        view = (struct view){ bytes, 2, 1 };
    else if (POISE__AT(bytes, 0, "\xFF\xFE") || poise__u8(bytes, 1) == 0)
        view = (struct view){ bytes, 2, 0 };
    for (size_t i = 0; i < bytes.len / view.step; i++) {
        bool inside = place.in_tag && !place.quote;
        if (!inside && is_boring((unsigned char)bytes.data[i * view.step + view.low])) continue;
        place_move(&view, i, &place);
        if (is_active(&view, i, &place, format->form == POISE__FORMAT_HTML)) {
            format->flags |= POISE_MEDIA_ACTIVE;
            return;
        }
    }
}

/* Objects in RTF: what is embedded, linked or fetched. A control word may be broken by nothing. */
static void rtf_look(struct poise__slice bytes, struct poise__format *format)
{
    static const char *const words[] = { "\\objdata", "\\objupdate", "\\objautlink",
                                         "\\objocx",  "\\objlink",   NULL };

    for (size_t at = 0; (at = poise__find_byte(bytes, at, '\\')) < bytes.len; at++) {
        if ((poise__u8(bytes, at + 1) | 0x20) != 'o') continue;
        for (const char *const *word = words; *word; word++)
            if (poise__text_has(poise__part(bytes, at, 16), 0, *word)) {
                format->flags |= POISE_MEDIA_ACTIVE;
                return;
            }
    }
}

void poise__active_look(struct poise__slice bytes, struct poise__format *format)
{
    if (format->form == POISE__FORMAT_RTF)
        rtf_look(bytes, format);
    else
        markup_look(bytes, format);
}
