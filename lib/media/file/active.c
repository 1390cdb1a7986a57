/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * active.c: what acts by itself in markup: SVG, HTML, RTF. The whole file is looked at, in one pass
 * that stops only where a tag, an attribute, a scheme or a reference may begin. Nothing begins
 * inside of what is read from such a place, so each character is read a few times at most, whatever
 * the file.
 *
 * A drawing's tags, quotes and comments are followed as XML has them: an attribute counts inside a
 * tag alone. Readers of HTML mend what is broken, each in its way, so in a page a handler counts
 * wherever it stands.
 */
#include "media/file/format.h"

#include "media/chars.h"

/* ---- Where something begins ----------------------------------------------------------------- */

/* What may begin or end at a byte: in any place, where attributes may stand, in a value. */
enum { ANYWHERE = 1, ATTRIBUTE = 2, VALUE = 4 };

#define BOTH_CASES(small, large, mark) [small] = (mark), [large] = (mark)

static const unsigned char marks[256] = {
    ['<'] = ANYWHERE,
    ['>'] = ANYWHERE,
    ['"'] = ANYWHERE,
    ['\''] = ANYWHERE,
    ['@'] = ANYWHERE,
    ['&'] = ANYWHERE,
    ['['] = ATTRIBUTE,
    ['/'] = VALUE,
    ['\\'] = VALUE,
    BOTH_CASES('a', 'A', ATTRIBUTE),
    BOTH_CASES('d', 'D', VALUE),
    BOTH_CASES('f', 'F', ATTRIBUTE | VALUE),
    BOTH_CASES('h', 'H', ATTRIBUTE | VALUE),
    BOTH_CASES('j', 'J', ANYWHERE | VALUE),
    BOTH_CASES('o', 'O', ATTRIBUTE),
    BOTH_CASES('r', 'R', VALUE),
    BOTH_CASES('s', 'S', ATTRIBUTE),
    BOTH_CASES('t', 'T', ATTRIBUTE),
    BOTH_CASES('u', 'U', ANYWHERE),
    BOTH_CASES('v', 'V', ATTRIBUTE | VALUE),
    [0x81] = VALUE, /* ENTITY */
};

/* ---- Characters ----------------------------------------------------------------------------- */

/* A text of one or two bytes a character. */
struct view {
    struct poise__slice bytes;
    size_t step;
    size_t low; /* where the byte of an ASCII character lies in its pair */
    bool page;  /* HTML */
};

/* What is no ASCII, and a reference to an entity that the file itself declares. */
enum { FOREIGN = 0x80, ENTITY = 0x81 };

/* A character in lower case; 0 behind the end. */
static unsigned char_at(const struct view *view, size_t i)
{
    size_t at = i * view->step;
    unsigned c = poise__u8(view->bytes, at + view->low);

    if (view->step == 2 && poise__u8(view->bytes, at + 1 - view->low) != 0) return FOREIGN;
    return c < 0x80 ? (unsigned char)poise__lower((char)c) : FOREIGN;
}

static bool word_at(const struct view *view, size_t i, const char *word)
{
    while (*word && char_at(view, i) == (unsigned char)*word) i++, word++;
    return !*word;
}

static bool is_name(unsigned c)
{
    return poise__is_letter((unsigned char)c) || poise__is_digit((unsigned char)c) || c == '-' ||
           c == '_' || c == '.' || c >= FOREIGN;
}

static size_t skip_blanks(const struct view *view, size_t i)
{
    unsigned c;

    while ((c = char_at(view, i)) == ' ' || (c >= '\t' && c <= '\r')) i++;
    return i;
}

/* "&#58;", "&#x3a;", with as many zeros in front as one likes. *i stands behind "&#". */
static unsigned number_read(const struct view *view, size_t *i)
{
    enum { BEYOND = 0x110000 };
    bool hex = char_at(view, *i) == 'x';
    unsigned value = 0, c;

    for (*i += hex; c = char_at(view, *i),
                    hex ? poise__is_hex((unsigned char)c) : poise__is_digit((unsigned char)c);
         ++*i) {
        value = value * (hex ? 16 : 10) + poise__hex_value((char)c);
        if (value > BEYOND) value = BEYOND;
    }
    if (char_at(view, *i) == ';') ++*i;
    return value < 0x80 ? (unsigned char)poise__lower((char)value) : FOREIGN;
}

/* The character at *i, a reference to one included; *i moves behind it. */
static unsigned char_read(const struct view *view, size_t *i)
{
    static const struct {
        const char *name;
        unsigned value;
    } names[] = { { "amp;", '&' },      { "lt;", '<' },    { "gt;", '>' },   { "quot;", '"' },
                  { "apos;", '\'' },    { "colon;", ':' }, { "tab;", '\t' }, { "sol;", '/' },
                  { "newline;", '\n' }, { "lpar;", '(' } };
    unsigned c = char_at(view, (*i)++);

    if (c != '&') return c;
    if (char_at(view, *i) == '#') {
        ++*i;
        return number_read(view, i);
    }
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
        if (word_at(view, *i, names[n].name)) {
            *i += strlen(names[n].name);
            return names[n].value;
        }
    size_t end = *i;
    while (is_name(char_at(view, end))) end++;
    if (end == *i || char_at(view, end) != ';') return c;
    *i = end + 1;
    return ENTITY;
}

/* ---- Values --------------------------------------------------------------------------------- */

/* What a value that leads into a script begins with, and one that leads elsewhere. An entity may
 * hold whatever leads out. */
#define SCRIPTS                                                                                    \
    "javascript:", "vbscript:", "data:text/html", "data:text/xml", "data:text/xsl",                \
        "data:image/svg", "data:application"
#define OUTSIDE "http:", "https:", "//", "ftp:", "file:", "\\\\", "\x81"

static const char *const scripts[] = { SCRIPTS, NULL };
static const char *const outside[] = { OUTSIDE, NULL };
static const char *const both[] = { OUTSIDE, SCRIPTS, NULL };

/*
 * Does what stands at *i begin with one of the words, references resolved and controls left out, as
 * browsers do with schemes? *i moves behind it. It is read for as long as a word may come of it.
 */
static bool words_read(const struct view *view, size_t *i, const char *const *words)
{
    unsigned open = 0xFFFF, c; /* words that may come of it */

    for (size_t k = 0; open; k++) {
        do c = char_read(view, i);
        while (c > 0 && c < ' ');
        unsigned left = 0;
        for (unsigned w = 0; words[w] && open >> w; w++) {
            if (!(open >> w & 1) || (unsigned char)words[w][k] != c) continue;
            if (!words[w][k + 1]) return true;
            left |= 1u << w;
        }
        open = left;
    }
    return false;
}

static bool words_are_at(const struct view *view, size_t i, const char *const *words)
{
    return words_read(view, &i, words);
}

/* The same for a value, which blanks and a quote may stand before. */
static bool value_begins(const struct view *view, size_t i, const char *const *words)
{
    bool quoted = false;

    for (size_t next = i;; i = next) {
        unsigned c = char_read(view, &next);
        bool is_quote = (c == '"' || c == '\'') && !quoted;
        if (c == 0 || (c > ' ' && !is_quote))
            return (marks[c] & VALUE) != 0 && words_are_at(view, i, words);
        quoted = quoted || is_quote;
    }
}

/* ---- Where the pass stands ------------------------------------------------------------------ */

enum state { IN_TEXT, IN_TAG, IN_DECLARATION, IN_INSTRUCTION, IN_COMMENT, IN_CDATA };

struct place {
    enum state state;
    unsigned quote; /* 0 when outside */
    size_t begin;   /* of the tag or comment */
    bool is_anchor; /* the tag is a link, which leads on by a click alone */
};

static void place_open(const struct view *view, size_t i, struct place *place)
{
    unsigned next = char_at(view, i + 1);

    *place = (struct place){ IN_TEXT, 0, i, false };
    if (next == '?') {
        place->state = IN_INSTRUCTION;
    } else if (next == '!') {
        place->state = word_at(view, i, "<!--")        ? IN_COMMENT
                       : word_at(view, i, "<![cdata[") ? IN_CDATA
                                                       : IN_DECLARATION;
    } else if (is_name(next) || next == ':') {
        size_t end = i + 1;
        while (is_name(char_at(view, end))) end++;
        size_t name = char_at(view, end) == ':' ? end + 1 : i + 1;
        place->state = IN_TAG;
        place->is_anchor = char_at(view, name) == 'a' && !is_name(char_at(view, name + 1));
    }
}

static void place_move(const struct view *view, size_t i, unsigned c, struct place *place)
{
    bool ends = c == '>';

    switch (place->state) {
    case IN_TEXT:
        if (c == '<') place_open(view, i, place);
        return;
    case IN_INSTRUCTION: ends = ends && char_at(view, i - 1) == '?'; break;
    case IN_COMMENT:
        ends = ends && i >= place->begin + 6 && char_at(view, i - 1) == '-' &&
               char_at(view, i - 2) == '-';
        break;
    case IN_CDATA: ends = ends && char_at(view, i - 1) == ']' && char_at(view, i - 2) == ']'; break;
    case IN_TAG:
    case IN_DECLARATION:
        if (place->quote || c == '"' || c == '\'') {
            ends = false;
            place->quote = !place->quote ? c : c == place->quote ? 0 : place->quote;
        } else if (place->state == IN_DECLARATION && c == '[') {
            ends = true; /* what is declared in a DOCTYPE */
        }
    }
    if (ends) place->state = IN_TEXT;
}

/* ---- What acts ------------------------------------------------------------------------------ */

/*
 * An entity that stands for an address, as drawing programs declare their name spaces. Where one
 * leads a value, the value counts as leading out. Any other may hold anything, or grow.
 */
static bool is_name_space(const struct view *view, size_t i)
{
    static const char *const addresses[] = { "http://", "https://", NULL };
    unsigned quote, c;

    i = skip_blanks(view, i + strlen("!entity"));
    while (is_name(char_at(view, i))) i++;
    i = skip_blanks(view, i);
    quote = char_at(view, i++);
    if ((quote != '"' && quote != '\'') || !words_read(view, &i, addresses)) return false;
    while ((c = char_at(view, i)) != quote) {
        if (c <= ' ' || c == '&' || c == '%' || c == '<') return false;
        i++;
    }
    return true;
}

/*
 * HTML in a drawing (foreignObject) is how programs set text that wraps. It acts by nothing but what
 * is looked for in it as everywhere: scripts, handlers, frames, forms, what it fetches.
 */
static bool is_active_tag(const struct view *view, size_t i)
{
    static const char *const tags[] = { "script", "iframe",  "object",   "embed", "form",
                                        "applet", "handler", "listener", NULL };
    size_t end = ++i;

    if (char_at(view, i) == '!') return word_at(view, i, "!entity") && !is_name_space(view, i);
    if (!is_name(char_at(view, i)) && char_at(view, i) != ':') return false;
    /* A prefix of a name space may stand before the name. */
    while (is_name(char_at(view, end))) end++;
    if (char_at(view, end) == ':') i = end + 1;
    for (const char *const *tag = tags; *tag; tag++)
        if (word_at(view, i, *tag)) return !is_name(char_at(view, i + strlen(*tag)));
    return false;
}

/* A handler such as onload=, or the declaration of one. */
static bool is_handler(const struct view *view, size_t i, bool is_declared)
{
    size_t end = i + 2;

    while (poise__is_letter((unsigned char)char_at(view, end))) end++;
    if (end < i + 4) return false;
    size_t equals = skip_blanks(view, end);
    return char_at(view, equals) == '=' || (is_declared && equals > end);
}

static bool is_reference(const struct view *view, size_t i, const struct place *place)
{
    static const char *const refresh[] = { "refresh", NULL };
    static const char *const names[] = { "href", "src", "action",     "values",
                                         "from", "to",  "http-equiv", NULL };
    unsigned first = char_at(view, i);

    for (const char *const *name = names; *name; name++) {
        if ((unsigned char)**name != first || !word_at(view, i, *name)) continue;
        size_t equals = skip_blanks(view, i + strlen(*name));
        if (char_at(view, equals) != '=') return false;
        if (strcmp(*name, "http-equiv") == 0) return value_begins(view, equals + 1, refresh);
        /* What waits for a click may lead elsewhere. */
        return value_begins(view, equals + 1, view->page || place->is_anchor ? scripts : both);
    }
    return false;
}

static bool is_attribute(const struct view *view, size_t i, const struct place *place)
{
    unsigned before = i > 0 ? char_at(view, i - 1) : ' ';

    if (!view->page && (place->state == IN_TEXT || place->state == IN_COMMENT ||
                        place->state == IN_CDATA || place->quote))
        return false;
    if (before > ' ' && before != '"' && before != '\'' && before != '/' && before != ':')
        return false;
    if (word_at(view, i, "on"))
        return is_handler(view, i, !view->page && place->state == IN_DECLARATION);
    return is_reference(view, i, place);
}

/* A reference in a style: url(http…). */
static bool is_url(const struct view *view, size_t i)
{
    static const char *const url_call[] = { "url(", NULL };

    return words_read(view, &i, url_call) && value_begins(view, i, outside);
}

/* What may stand behind the first letter of a word, were it this letter. */
static bool may_follow(const struct view *view, size_t i, unsigned letter)
{
    unsigned c = char_at(view, i);

    return c == letter || c == '&' || (c > 0 && c < ' ');
}

static bool is_active(const struct view *view, size_t i, unsigned c, const struct place *place)
{
    static const char *const script[] = { "javascript:", NULL };
    static const char *const import_rule[] = { "@import", NULL };
    size_t next = i;

    if (c == '&') c = char_at(view, i + 1) == '#' ? char_read(view, &next) : 0;
    switch (c) {
    case '<': return next == i && (view->page || place->begin == i) && is_active_tag(view, i);
    case 'j': return may_follow(view, next + (next == i), 'a') && words_are_at(view, i, script);
    case 'u': return !view->page && may_follow(view, next + (next == i), 'r') && is_url(view, i);
    case '@': return !view->page && words_are_at(view, i, import_rule);
    case 'a':
    case 'f':
    case 'h':
    case 'o':
    case 's':
    case 't':
    case 'v': return next == i && is_attribute(view, i, place);
    default: return false;
    }
}

/* ---- The pass ------------------------------------------------------------------------------- */

static struct view view_of(struct poise__slice bytes, bool page)
{
    if (POISE__AT(bytes, 0, "\xFE\xFF") || (poise__u8(bytes, 0) == 0 && poise__u8(bytes, 1) != 0))
        return (struct view){ bytes, 2, 1, page };
    if (POISE__AT(bytes, 0, "\xFF\xFE") || (poise__u8(bytes, 1) == 0 && poise__u8(bytes, 0) != 0))
        return (struct view){ bytes, 2, 0, page };
    return (struct view){ bytes, 1, 0, page };
}

static void markup_look(struct poise__slice bytes, struct poise__format *format)
{
    struct view view = view_of(bytes, format->form == POISE__FORMAT_HTML);
    struct place place = { IN_TEXT, 0, 0, false };

    for (size_t i = 0; i < bytes.len / view.step; i++) {
        bool quoted = place.state == IN_TEXT || place.quote;
        unsigned asked = quoted && !view.page ? ANYWHERE : ANYWHERE | ATTRIBUTE;
        if (!(marks[(unsigned char)bytes.data[i * view.step + view.low]] & asked)) continue;
        unsigned c = char_at(&view, i);
        if (!view.page) place_move(&view, i, c, &place);
        if (is_active(&view, i, c, &place)) {
            format->flags |= POISE_MEDIA_ACTIVE;
            return;
        }
    }
}

/* ---- RTF ------------------------------------------------------------------------------------ */

/* Objects: what is embedded, linked or fetched. A control word may be broken by nothing. */
static bool is_object(struct poise__slice word)
{
    static const char *const kinds[] = { "data", "update", "autlink", "ocx", "link", NULL };

    return (poise__u8(word, 2) | 0x20) == 'b' && (poise__u8(word, 3) | 0x20) == 'j' &&
           strchr("duaol", (int)(poise__u8(word, 4) | 0x20)) && poise__begins_with(word, 4, kinds);
}

/* A template that is fetched; at home it has a path. A backslash is written as two. */
static bool is_far_template(struct poise__slice word)
{
    static const char *const far[] = { "http:", "https:", "ftp:", "file:", "\\\\\\\\", NULL };

    return poise__text_has(word, 0, "\\template") &&
           poise__begins_with(word, poise__skip_space(word, 9), far);
}

/* A field that asks another program, DDE or DDEAUTO. seen: the bytes before it were looked at. */
static bool is_dde_field(struct poise__slice bytes, size_t at, size_t *seen)
{
    enum { FIELD_MAX = 512 };
    size_t end = at + FIELD_MAX;

    if (!poise__text_has(bytes, (uint32_t)at, "\\fldinst")) return false;
    for (size_t i = at < *seen ? *seen : at; i < end && i < bytes.len; i++) {
        if ((bytes.data[i] | 0x20) != 'd' || !poise__text_has(bytes, (uint32_t)i, "dde")) continue;
        unsigned before = poise__u8(bytes, i - 1);
        size_t behind = i + (poise__text_has(bytes, (uint32_t)i, "ddeauto") ? 7 : 3);
        if (!poise__is_letter((unsigned char)before) && before != '/' && before != '.' &&
            poise__is_blank(poise__u8(bytes, behind)))
            return true;
    }
    *seen = end;
    return false;
}

static void rtf_look(struct poise__slice bytes, struct poise__format *format)
{
    enum { WORD_MAX = 64 };
    size_t seen = 0;

    for (size_t at = 0; (at = poise__find_byte(bytes, at, '\\')) < bytes.len; at++) {
        struct poise__slice word = poise__part(bytes, at, WORD_MAX);
        bool acts = false;
        switch (poise__u8(bytes, at + 1) | 0x20) {
        case 'f': acts = is_dde_field(bytes, at, &seen); break;
        case 'o': acts = is_object(word); break;
        case 't': acts = is_far_template(word); break;
        default: break;
        }
        if (!acts) continue;
        format->flags |= POISE_MEDIA_ACTIVE;
        return;
    }
}

void poise__active_look(struct poise__slice bytes, struct poise__format *format)
{
    if (format->form == POISE__FORMAT_RTF)
        rtf_look(bytes, format);
    else
        markup_look(bytes, format);
}
