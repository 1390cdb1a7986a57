/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/link.h"

#include <string.h>

#include "media/chars.h"
#include "media/name.h"

/* ---- Schemes ------------------------------------------------------------------------------ */

struct scheme {
    const char *name;
    uint32_t how;
    bool glued; /* recognised behind other letters too: "a.comhttps://b.com" */
    bool obfuscated;
};

static const struct scheme schemes[] = {
    { "https", POISE__SCHEME_WEB, true, false },
    { "http", POISE__SCHEME_WEB, true, false },
    { "hxxps", POISE__SCHEME_WEB, true, true },
    { "hxxp", POISE__SCHEME_WEB, true, true },
    { "htxps", POISE__SCHEME_WEB, false, true },
    { "htxp", POISE__SCHEME_WEB, false, true },
    { "ftps", POISE__SCHEME_WEB, false, false },
    { "sftp", POISE__SCHEME_WEB, false, false },
    { "fxp", POISE__SCHEME_WEB, false, true },
    { "ftp", POISE__SCHEME_WEB, true, false },
    { "rtsp", POISE__SCHEME_WEB, false, false },
    { "rtmp", POISE__SCHEME_WEB, false, false },
    { "wss", POISE__SCHEME_WEB, false, false },
    { "ws", POISE__SCHEME_WEB, false, false },
    { "smb", POISE__SCHEME_WEB, false, false },
    { "ipfs", POISE__SCHEME_PATH, false, false },
    { "ipns", POISE__SCHEME_PATH, false, false },
    { "file", POISE__SCHEME_PATH, false, false },
    { "mailto", POISE__SCHEME_MAIL, false, false },
    { "tel", POISE__SCHEME_PHONE, false, false },
    { "data", POISE__SCHEME_DATA, false, false },
    { "javascript", POISE__SCHEME_SCRIPT, false, false },
    { "vbscript", POISE__SCHEME_SCRIPT, false, false },
    { "cid", POISE__SCHEME_PART, false, false },
};

static const struct scheme *scheme_ending_at(struct poise__slice text, uint32_t end, uint32_t floor)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        const struct scheme *scheme = &schemes[i];
        uint32_t len = (uint32_t)strlen(scheme->name);
        if (len > end - floor || !poise__text_has(text, end - len, scheme->name)) continue;
        if (scheme->glued || end - len == floor) return scheme;
        unsigned char before = (unsigned char)text.data[end - len - 1];
        if (!poise__is_letter(before) && !poise__is_digit(before)) return scheme;
    }
    return NULL;
}

/* Slashes behind a colon, of either kind. */
static uint32_t slashes_end(struct poise__slice text, uint32_t at)
{
    while (at < text.len && (text.data[at] == '/' || text.data[at] == '\\')) at++;
    return at;
}

static bool is_type_char(unsigned char c)
{
    return poise__is_letter(c) || poise__is_digit(c) || (c && strchr("/.+-", c));
}

/* "data:" is a word of many sentences: a type must follow, and then a comma or semicolon. */
static bool is_data(struct poise__slice text, uint32_t at)
{
    uint32_t i = at;

    while (i < text.len && i - at < 80 && is_type_char((unsigned char)text.data[i])) i++;
    if (i >= text.len || (text.data[i] != ',' && text.data[i] != ';')) return false;
    return i == at ? poise__text_has(text, at, ";base64,") || poise__text_has(text, at, ";charset=")
                   : memchr(text.data + at, '/', i - at) != NULL;
}

static bool scheme_fits(struct poise__slice text, const struct scheme *scheme, uint32_t *after)
{
    uint32_t slashes = slashes_end(text, *after) - *after;
    unsigned char next = *after < text.len ? (unsigned char)text.data[*after] : ' ';

    switch (scheme->how) {
    case POISE__SCHEME_WEB:
    case POISE__SCHEME_PATH: *after += slashes; return slashes >= 2;
    case POISE__SCHEME_DATA: return is_data(text, *after);
    case POISE__SCHEME_PHONE: return poise__is_digit(next) || next == '+';
    default: return poise__is_letter(next) || poise__is_digit(next) || next == '_';
    }
}

uint32_t poise__scheme_before(struct poise__slice text, uint32_t colon, uint32_t floor,
                              uint32_t *begin, uint32_t *after, uint32_t *flags)
{
    bool bracketed = poise__text_has(text, colon, "[:]");
    const struct scheme *scheme;

    if (!bracketed && !poise__text_has(text, colon, ":")) return POISE__SCHEME_NONE;
    scheme = scheme_ending_at(text, colon, floor);
    *after = colon + (bracketed ? 3 : 1);
    if (!scheme || !scheme_fits(text, scheme, after)) return POISE__SCHEME_NONE;
    *begin = colon - (uint32_t)strlen(scheme->name);
    if (bracketed || scheme->obfuscated) *flags |= POISE_MEDIA_OBFUSCATED;
    return scheme->how;
}

/* ---- Host --------------------------------------------------------------------------------- */

uint32_t poise__at_sign(struct poise__slice text, uint32_t at, uint32_t *flags)
{
    static const char *const spellings[] = { "[at]", "(at)",      "{at}",     "[@]",
                                             "(@)",  "[arobase]", "(arobase)" };

    if (at >= text.len) return 0;
    if (text.data[at] == '@') return 1;
    if (!memchr("[({", text.data[at], 3)) return 0;
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        if (!poise__text_has(text, at, spellings[i])) continue;
        *flags |= POISE_MEDIA_OBFUSCATED;
        return (uint32_t)strlen(spellings[i]);
    }
    return 0;
}

uint32_t poise__port_end(struct poise__slice text, uint32_t at)
{
    uint32_t i = at + 1;

    if (at >= text.len || text.data[at] != ':') return at;
    while (i < text.len && i - at <= 5 && poise__is_digit((unsigned char)text.data[i])) i++;
    if (i < text.len && poise__is_digit((unsigned char)text.data[i])) return at;
    return i > at + 1 ? i : at;
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

/* Where the host begins: behind the last "@" that stands before the path. Bounded, since a user
 * name is short. */
static uint32_t user_end(struct poise__slice text, uint32_t at)
{
    enum { USER_MAX = 256 };
    uint32_t end = at;

    for (uint32_t i = at; i < text.len && i - at < USER_MAX; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '@')
            end = i + 1;
        else if (c <= ' ' || c == 0x7F || strchr("/\\?#<>\"`{}|^", c))
            break;
    }
    return end;
}

/* A host may go on with escapes: "evil%2eexample". Each is read once. */
static uint32_t escaped_end(struct poise__slice text, uint32_t at)
{
    struct poise__name name;

    while (at + 2 < text.len && text.data[at] == '%' &&
           poise__is_hex((unsigned char)text.data[at + 1]) &&
           poise__is_hex((unsigned char)text.data[at + 2])) {
        poise__name_read(text, at + 3, (uint32_t)text.len, true, &name);
        at = name.end > at + 3 ? name.end : at + 3;
    }
    return at;
}

uint32_t poise__authority_end(struct poise__slice text, uint32_t at, uint32_t *flags)
{
    struct poise__name name;
    uint32_t host = user_end(text, at);

    /* A scheme that is glued to a host begins the next link. */
    if (host < text.len && text.data[host] == '[') {
        uint32_t end = literal_end(text, host);
        return end > host ? poise__port_end(text, end) : at;
    }
    poise__name_read(text, host, (uint32_t)text.len, true, &name);
    if (name.end == host) {
        if (host == at) return at;
        host = at;
        poise__name_read(text, host, (uint32_t)text.len, true, &name);
        if (name.end == host) return at;
    }
    *flags |= name.flags;
    uint32_t end = escaped_end(text, name.end), begin, after, ignored = 0;
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
    case '@':
    case '$': return BODY_LAST;
    case '.':
    case ',':
    case ':':
    case ';':
    case '!':
    case '?':
    case '*':
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
    bool quoted;
    bool hidden; /* an invisible character since the last visible one */
};

static uint32_t *body_depth(struct body *body, unsigned char c)
{
    return &body->depth[c == '(' || c == ')' ? 0 : c == '[' || c == ']' ? 1 : 2];
}

/* An English genitive: "https://brand.com/x's page". */
static bool is_genitive(struct poise__slice text, uint32_t at)
{
    return poise__text_has(text, at, "'s ") && at + 3 < text.len &&
           poise__is_letter((unsigned char)text.data[at + 3]);
}

/* Take one ASCII character. False when it stops the link; *last when it may end it. */
static bool body_take(struct poise__slice text, uint32_t at, struct body *body, bool *last)
{
    unsigned char c = (unsigned char)text.data[at];

    *last = false;
    switch (body_class(c)) {
    case BODY_STOP: return false;
    case BODY_LAST: *last = true; return true;
    case BODY_OPEN:
        if (poise__text_has(text, at, "[/")) return false; /* BBCode closes */
        ++*body_depth(body, c);
        return true;
    case BODY_CLOSE:
        if (*body_depth(body, c) == 0) return false;
        --*body_depth(body, c);
        *last = true;
        return true;
    case BODY_QUOTE:
        if (is_genitive(text, at)) return false;
        body->quoted = !body->quoted;
        *last = !body->quoted;
        return true;
    default: return true;
    }
}

uint32_t poise__body_end(struct poise__slice text, uint32_t at, uint32_t from, uint32_t *flags)
{
    struct body body = { .hidden = false };
    uint32_t end = from;

    while (at < text.len) {
        uint32_t len = 1;
        bool last = true;
        if ((unsigned char)text.data[at] < 0x80) {
            if (!body_take(text, at, &body, &last)) break;
        } else {
            int kind = poise__char_kind(text, at, &len);
            if (kind == POISE__CHAR_INVISIBLE) {
                body.hidden = true;
                last = false;
            } else if (kind != POISE__CHAR_WORD && kind != POISE__CHAR_SYMBOL) {
                break;
            }
        }
        at += len;
        if (!last) continue;
        end = at;
        if (body.hidden) *flags |= POISE_MEDIA_INVISIBLE;
        body.hidden = false;
    }
    return end;
}
