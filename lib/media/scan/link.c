/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/link.h"

#include <string.h>

#include "media/chars.h"
#include "media/scan/name.h"
#include "media/scan/scheme.h"
#include "media/scan/spell.h"
#include "media/tables.h"
#include "media/url/url.h"

/* ---- Host --------------------------------------------------------------------------------- */

uint32_t poise__port_end(struct poise__slice text, uint32_t at)
{
    enum { PORT_MAX = 16 }; /* zeros in front do no harm */
    uint32_t flags = 0, colon = poise__skip_invisible(text, at, &flags);
    uint32_t len = poise__mark_of(text, colon, ':', &flags), begin = colon + len, i = begin;

    if (len == 0) return at;
    while (i < text.len && i - begin <= PORT_MAX && poise__is_digit((unsigned char)text.data[i]))
        i++;
    if (i > begin) return i - begin <= PORT_MAX ? i : at;
    /* "imgur.com:/a" */
    return i < text.len && (text.data[i] == '/' || text.data[i] == '\\') ? i : at;
}

/* "[::1]" */
static uint32_t literal_end(struct poise__slice text, uint32_t at)
{
    uint32_t i = at + 1;

    while (
        i < text.len && i - at < 48 &&
        (poise__is_hex((unsigned char)text.data[i]) || text.data[i] == ':' || text.data[i] == '.'))
        i++;
    return i < text.len && i - at > 2 && text.data[i] == ']' ? i + 1 : at;
}

/* Where the host begins: behind the last "@" that stands before the path, whatever browsers take for
 * a name and password. Of a name that is longer than people read nobody can say whose host follows. */
static uint32_t user_end(struct poise__slice text, uint32_t at, uint32_t *flags)
{
    uint32_t end = at, i = at;

    for (; i < text.len && i - at < POISE__URL_LONG; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '@')
            end = i + 1;
        else if (c <= ' ' || c == 0x7F || strchr("/\\?#<>", c))
            break;
    }
    if (i - at == POISE__URL_LONG) *flags |= POISE_MEDIA_BAD_HOST;
    return end;
}

/* What a host is made of so far. */
struct host {
    uint32_t label;  /* where the label begins that is being read */
    uint32_t labels; /* that are complete */
    uint32_t end;    /* behind the last character that may end it */
    uint32_t flags;  /* of marks and invisible characters behind `end` */
};

/* In a text without spaces a suffix ends the host: "example.com" and then a word. */
static bool host_is_over(struct poise__slice text, uint32_t at, const struct host *host)
{
    uint32_t len;

    if ((unsigned char)text.data[at] < 0xE0 || host->labels == 0 || host->end <= host->label ||
        (unsigned char)text.data[host->end - 1] >= 0x80)
        return false;
    struct poise__slice label = { text.data + host->label, host->end - host->label };
    return poise__char_is_unspaced(poise__char_decode(text, at, &len)) &&
           poise__table_has_tld(label);
}

/* The bytes of an escape or entity at `at`, which is a character of the host; 0: none. An escaped
 * slash or number sign ends no host: "https://evil.example%23.brand.com" is one. */
static uint32_t hidden_len(struct poise__slice text, uint32_t at, uint32_t *flags)
{
    uint32_t len = 0;
    char c;

    if (text.data[at] != '%' && text.data[at] != '&') return 0;
    if (poise__hidden_invisible(text, at, &len)) {
        *flags |= POISE_MEDIA_INVISIBLE;
        return len;
    }
    c = poise__hidden_char(text, at, &len);
    if (poise__is_letter((unsigned char)c) || poise__is_digit((unsigned char)c)) {
        *flags |= POISE_MEDIA_OBFUSCATED; /* "br%61nd.example" */
        return len;
    }
    if (text.data[at] != '%' || text.len - at < 3) return 0;
    return poise__is_hex((unsigned char)text.data[at + 1]) &&
                   poise__is_hex((unsigned char)text.data[at + 2])
               ? 3
               : 0;
}

/* Signs that browsers keep in a host though no name has them: "https://brand.example&.evil.example". A
 * sentence has none of them between letters. */
static bool is_host_sign(struct poise__slice text, uint32_t at)
{
    uint32_t len;

    if (at + 1 >= text.len || !text.data[at] || !strchr("&$*+=~", text.data[at])) return false;
    if (poise__hidden_char(text, at, &len)) return false;
    unsigned char next = (unsigned char)text.data[at + 1];
    return poise__is_letter(next) || poise__is_digit(next) || next == '.' || next == '-';
}

/* Take what stands at `at` into the host; its bytes, or 0 when it ends there. */
static uint32_t host_take(struct poise__slice text, uint32_t at, struct host *host, uint32_t *flags)
{
    uint32_t len, dot = text.data[at] == '\\' ? 0 : poise__name_dot(text, at, &host->flags);
    bool ends = true;

    if (dot > 0) {
        if (at > host->label) host->labels++;
        host->label = at + dot;
        return dot;
    }
    int kind = poise__char_kind(text, at, &len);
    if (kind == POISE__CHAR_INVISIBLE) {
        host->flags |= POISE_MEDIA_INVISIBLE;
        return len;
    }
    uint32_t hidden = hidden_len(text, at, &host->flags);
    if (hidden > 0) {
        len = hidden;
    } else if (is_host_sign(text, at) || text.data[at] == '-' || text.data[at] == '_') {
        ends = false;
    } else if ((kind != POISE__CHAR_WORD && (kind != POISE__CHAR_SYMBOL || len == 1)) ||
               host_is_over(text, at, host)) {
        return 0;
    }
    if (ends) {
        host->end = at + len;
        *flags |= host->flags;
        host->flags = 0;
    }
    return len;
}

/* Dots in front are no part of a name, but browsers drop them. Two in a row end a host. */
static uint32_t host_end(struct poise__slice text, uint32_t at, uint32_t *flags)
{
    struct host host = { .label = at, .end = at };
    uint32_t begin = at, len;

    while (begin < text.len && text.data[begin] == '.') begin++;
    host.label = host.end = begin;
    for (uint32_t i = begin; i < text.len; i += len) {
        if (i > begin && host.label == i && text.data[i] == '.') break;
        len = host_take(text, i, &host, flags);
        if (len == 0) break;
    }
    if (host.end == begin) return at;
    /* "example.com.:8080": the root's own dot. */
    uint32_t ignored = 0, root = host.end + poise__name_dot(text, host.end, &ignored);
    bool goes_on = root < text.len && text.data[root] && strchr(":/?#\\", text.data[root]);
    return goes_on ? root : host.end;
}

uint32_t poise__authority_end(struct poise__slice text, uint32_t at, uint32_t *flags)
{
    uint32_t host = user_end(text, at, flags), begin, after, ignored = 0;

    if (host < text.len && text.data[host] == '[') {
        uint32_t end = literal_end(text, host);
        return end > host ? poise__port_end(text, end) : at;
    }
    uint32_t end = host_end(text, host, flags);
    if (end == host && host > at) end = host_end(text, host = at, flags);
    if (end == host) return at;
    /* A scheme that is glued to a host begins the next link. */
    if (poise__scheme_before(text, end, host, &begin, &after, &ignored) == POISE__SCHEME_WEB &&
        begin > host)
        return begin;
    return poise__port_end(text, end);
}

/* ---- Path, query, fragment ---------------------------------------------------------------- */

enum {
    BODY_STOP,  /* no part of a link */
    BODY_LAST,  /* may be the last character */
    BODY_INNER, /* only with something behind it */
    BODY_OPEN,
    BODY_CLOSE,
    BODY_QUOTE
};

static int body_class(unsigned char c)
{
    if (poise__is_letter(c) || poise__is_digit(c)) return BODY_LAST;
    switch (c) {
    case '/':
    case '-':
    case '_':
    case '=':
    case '&':
    case '#':
    case '%':
    case '+':
    case '~':
    case '$': return BODY_LAST;
    case '.':
    case ',':
    case ':':
    case ';':
    case '!':
    case '?':
    case '*':
    case '@':
    case '\\':
    case '^':
    case '|': return BODY_INNER;
    case '(':
    case '[':
    case '{': return BODY_OPEN;
    case ')':
    case ']':
    case '}': return BODY_CLOSE;
    case '\'': return BODY_QUOTE;
    default: return BODY_STOP;
    }
}

struct body {
    uint32_t depth[3]; /* open brackets of each kind */
    uint32_t open;     /* open brackets in all */
    uint32_t opened;   /* where the outermost of them stands */
    bool quoted;
    bool hidden; /* an invisible character since the last visible one */
};

static uint32_t *body_depth(struct body *body, unsigned char c)
{
    return &body->depth[c == '(' || c == ')' ? 0 : c == '[' || c == ']' ? 1 : 2];
}

/* An English genitive: "https://brand.com/x's page". len: of the apostrophe. */
static bool is_genitive(struct poise__slice text, uint32_t at, uint32_t len)
{
    return poise__text_has(text, at + len, "s ") && at + len + 2 < text.len &&
           poise__is_letter((unsigned char)text.data[at + len + 2]);
}

/* An apostrophe or a short dash between letters, as titles in addresses have them. */
static bool is_joint(struct poise__slice text, uint32_t at, uint32_t len)
{
    int32_t c = poise__char_decode(text, at, &len);
    uint32_t ignored;

    if ((c != 0x2019 && c != 0x2013) || at + len >= text.len) return false;
    if (c == 0x2019 && is_genitive(text, at, len)) return false;
    return poise__char_kind(text, at + len, &ignored) == POISE__CHAR_WORD;
}

/* What HTML writes for the signs that end a link. */
static bool is_end_entity(struct poise__slice text, uint32_t at)
{
    static const char *const entities[] = { "&lt;",  "&gt;",    "&quot;",  "&nbsp;",
                                            "&#39;", "&apos;",  "&#34;",   "&#60;",
                                            "&#62;", "&rsquo;", "&raquo;", "&laquo;" };

    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (poise__text_has(text, at, entities[i])) return true;
    return false;
}

/* Behind a bracket that nothing opened only what stands in a query alone goes on: "?q=(a))+b". */
static bool goes_on(struct poise__slice text, uint32_t at)
{
    return at < text.len && text.data[at] && strchr("+&=%_", text.data[at]);
}

/* Take one ASCII character. False when it stops the link; *last when it may end it. */
static bool body_take(struct poise__slice text, uint32_t at, struct body *body, bool *last)
{
    unsigned char c = (unsigned char)text.data[at];

    *last = false;
    switch (body_class(c)) {
    case BODY_STOP: return false;
    case BODY_LAST: *last = true; return c != '&' || !is_end_entity(text, at);
    case BODY_OPEN:
        if (poise__text_has(text, at, "[/")) return false; /* BBCode closes */
        ++*body_depth(body, c);
        if (body->open++ == 0) body->opened = at;
        return true;
    case BODY_CLOSE:
        if (*body_depth(body, c) == 0) return goes_on(text, at + 1);
        --*body_depth(body, c);
        body->open--;
        *last = true;
        return true;
    case BODY_QUOTE:
        if (is_genitive(text, at, 1)) return false;
        body->quoted = !body->quoted;
        *last = !body->quoted;
        return true;
    default: return true;
    }
}

static bool is_plain(struct poise__slice text, uint32_t at)
{
    unsigned char c = (unsigned char)text.data[at];

    return poise__is_letter(c) || poise__is_digit(c);
}

/* Take one character beyond ASCII; a link has begun in front of it. */
static bool body_take_wide(struct poise__slice text, uint32_t at, uint32_t *len, struct body *body,
                           bool *last)
{
    int kind = poise__char_kind(text, at, len);
    uint32_t ignored = 0;

    *last = kind == POISE__CHAR_WORD || kind == POISE__CHAR_SYMBOL;
    /* A text without spaces goes on behind the link: "example.com/a" and then a word. */
    if (kind == POISE__CHAR_WORD && *len > 2 && is_plain(text, at - 1) &&
        poise__char_is_unspaced(poise__char_decode(text, at, len)))
        return false;
    if (*last) return true;
    if (poise__mark_of(text, at, '/', &ignored)) return *last = true;
    if (kind == POISE__CHAR_INVISIBLE) {
        body->hidden = true;
        return true;
    }
    return kind == POISE__CHAR_PUNCTUATION && is_joint(text, at, *len);
}

uint32_t poise__body_end(struct poise__slice text, uint32_t at, uint32_t from, uint32_t *flags)
{
    /* What an open bracket begins is read again when it never closes. */
    enum { BRACKET_MAX = 2048 };
    struct body body = { .hidden = false };
    uint32_t end = from;

    while (at < text.len) {
        uint32_t len = 1;
        bool last, ascii = (unsigned char)text.data[at] < 0x80;
        if (ascii ? !body_take(text, at, &body, &last)
                  : !body_take_wide(text, at, &len, &body, &last))
            break;
        at += len;
        if (!last || (body.open > 0 && at - body.opened < BRACKET_MAX)) continue;
        end = at;
        if (body.hidden) *flags |= POISE_MEDIA_INVISIBLE;
        body.hidden = false;
    }
    return end;
}
