/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/scheme.h"

#include <string.h>

#include "media/chars.h"
#include "media/scan/spell.h"

enum { BLANKS_MAX = 3 };

struct scheme {
    const char *name;
    uint32_t how;
    bool glued; /* recognised behind other letters too: "a.comhttps://b.com" */
};

static const struct scheme schemes[] = {
    { "https", POISE__SCHEME_WEB, true },
    { "http", POISE__SCHEME_WEB, true },
    { "ftps", POISE__SCHEME_WEB, false },
    { "sftp", POISE__SCHEME_WEB, false },
    { "ftp", POISE__SCHEME_WEB, true },
    { "rtsp", POISE__SCHEME_WEB, false },
    { "rtmp", POISE__SCHEME_WEB, false },
    { "wss", POISE__SCHEME_WEB, false },
    { "ws", POISE__SCHEME_WEB, false },
    { "smb", POISE__SCHEME_WEB, false },
    { "ipfs", POISE__SCHEME_PATH, false },
    { "ipns", POISE__SCHEME_PATH, false },
    { "file", POISE__SCHEME_PATH, false },
    { "mailto", POISE__SCHEME_MAIL, false },
    { "tel", POISE__SCHEME_PHONE, false },
    { "data", POISE__SCHEME_DATA, false },
    { "javascript", POISE__SCHEME_SCRIPT, false },
    { "vbscript", POISE__SCHEME_SCRIPT, false },
    { "cid", POISE__SCHEME_PART, false },
};

/* Any other name before "://" is an app's own: "myshop://order/12". */
static const struct scheme disguised = { "http", POISE__SCHEME_WEB, true };
static const struct scheme unknown = { "", POISE__SCHEME_PATH, false };

/* ---- The name ----------------------------------------------------------------------------- */

static bool is_word(unsigned char c)
{
    return poise__is_letter(c) || poise__is_digit(c);
}

bool poise__scheme_has_char(int32_t c)
{
    return c > 0 && c < 0x80 && (is_word((unsigned char)c) || strchr("+.-*_#", (char)c));
}

/* What stands in front of a colon, read backwards past invisible characters. */
struct name {
    char text[POISE__SCHEME_MAX + 1];   /* as plain small letters, in reading order */
    uint32_t begins[POISE__SCHEME_MAX]; /* where each of them begins */
    uint32_t count;
    uint32_t flags;
};

static void name_before(struct poise__slice text, uint32_t end, uint32_t floor, struct name *name)
{
    uint32_t from = POISE__SCHEME_MAX;

    name->flags = 0;
    for (uint32_t at = end; at > floor && from > 0 && end - at < 4 * POISE__SCHEME_MAX;) {
        uint32_t begin = at - 1, len;
        while (begin > floor && ((unsigned char)text.data[begin] & 0xC0) == 0x80) begin--;
        int32_t c = poise__char_decode(text, begin, &len);
        bool hidden = poise__char_is_invisible(c);
        int32_t plain = hidden ? 'a' : poise__char_plain(c);
        if (len != at - begin || !poise__scheme_has_char(plain)) break;
        at = begin;
        if (hidden) {
            name->flags |= POISE_MEDIA_INVISIBLE;
            continue;
        }
        if (c >= 0x80) name->flags |= POISE_MEDIA_OBFUSCATED;
        name->text[--from] = (char)plain;
        name->begins[from] = begin;
    }
    name->count = POISE__SCHEME_MAX - from;
    memmove(name->text, name->text + from, name->count);
    memmove(name->begins, name->begins + from, name->count * sizeof name->begins[0]);
    name->text[name->count] = '\0';
}

/* "hxxp", "h**ps", "htxp": letters of http crossed out. */
static bool is_crossed_out(const char *name)
{
    static const char marks[] = "tx*_-#";

    if (name[0] != 'h' || !name[1] || !strchr(marks, name[1])) return false;
    if (!name[2] || !strchr(marks, name[2]) || name[3] != 'p') return false;
    return !name[4] || (name[4] == 's' && !name[5]);
}

/* What a scheme in disguise, or one that lost a letter, stands for; NULL: none. */
static const char *meaning_of(const char *name)
{
    static const char *const slips[][2] = { { "ttp", "http" },   { "ttps", "https" },
                                            { "htp", "http" },   { "htps", "https" },
                                            { "hhtp", "http" },  { "hhtps", "https" },
                                            { "htttp", "http" }, { "htttps", "https" },
                                            { "fxp", "ftp" },    { "fxps", "ftps" } };

    if (is_crossed_out(name)) return name[4] ? "https" : "http";
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++)
        if (strcmp(name, slips[i][0]) == 0) return slips[i][1];
    return NULL;
}

/* An unknown scheme begins at the last place where a word does. */
static const struct scheme *unknown_scheme(const struct name *name, uint32_t *skip)
{
    uint32_t at = name->count;

    while (at > 0 && !strchr("*_#", name->text[at - 1])) at--;
    while (at < name->count && !is_word((unsigned char)name->text[at])) at++;
    if (at == name->count || at > 0 || poise__is_digit((unsigned char)name->text[at])) return NULL;
    *skip = at;
    return &unknown;
}

/* *skip: the letters in front of the scheme. */
static const struct scheme *scheme_of(const struct name *name, uint32_t *skip)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        uint32_t len = (uint32_t)strlen(schemes[i].name);
        if (len > name->count || strcmp(name->text + name->count - len, schemes[i].name) != 0)
            continue;
        *skip = name->count - len;
        if (schemes[i].glued || *skip == 0 || !is_word((unsigned char)name->text[*skip - 1]))
            return &schemes[i];
    }
    for (*skip = name->count > 6 ? name->count - 6 : 0; *skip < name->count; ++*skip)
        if (meaning_of(name->text + *skip)) return &disguised;
    return unknown_scheme(name, skip);
}

const char *poise__scheme_name(const char *name, bool slashes)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        bool is_web = schemes[i].how == POISE__SCHEME_WEB || schemes[i].how == POISE__SCHEME_PATH;
        if (strcmp(name, schemes[i].name) == 0 && (!is_web || slashes)) return schemes[i].name;
    }
    const char *meaning = slashes ? meaning_of(name) : NULL;
    return meaning ? meaning : slashes ? name : NULL;
}

bool poise__scheme_is_path(const char *name)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (strcmp(name, schemes[i].name) == 0) return schemes[i].how == POISE__SCHEME_PATH;
    return !meaning_of(name);
}

/* ---- What follows the colon --------------------------------------------------------------- */

/* Slashes of either kind and any spelling, and how many. */
static uint32_t slashes_end(struct poise__slice text, uint32_t at, uint32_t *count, uint32_t *flags)
{
    struct poise__mark mark;

    for (;;) {
        uint32_t begin = poise__skip_invisible(text, at, flags);
        if (begin >= text.len || !poise__mark_read(text, begin, &mark) || mark.means[0] != '/')
            return at;
        /* Behind two slashes a sign that only looks like one is a letter of the host. */
        if (*count >= 2 && (unsigned char)text.data[begin] >= 0x80) return at;
        *count += (uint32_t)strlen(mark.means);
        *flags |= mark.flags;
        at = begin + mark.len;
    }
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

/* Slashes apart, as in "https : / / ". */
static uint32_t said_slashes_end(struct poise__slice text, uint32_t at, uint32_t *count,
                                 uint32_t *flags)
{
    uint32_t blanks = poise__skip_blanks(text, at);
    uint32_t end = slashes_end(text, blanks, count, flags);

    if (*count == 1 && end > blanks) {
        blanks = poise__skip_blanks(text, end);
        uint32_t second = slashes_end(text, blanks, count, flags);
        if (second > blanks) end = second;
    }
    return end > blanks ? end : at;
}

static bool scheme_fits(struct poise__slice text, const struct scheme *scheme, bool spaced,
                        uint32_t slashes, uint32_t *after, uint32_t *flags)
{
    uint32_t end = spaced ? said_slashes_end(text, *after, &slashes, flags)
                          : slashes_end(text, *after, &slashes, flags);
    unsigned char next = *after < text.len ? (unsigned char)text.data[*after] : ' ';

    switch (scheme->how) {
    case POISE__SCHEME_WEB:
    case POISE__SCHEME_PATH: *after = end; return slashes >= 2;
    case POISE__SCHEME_DATA: return !spaced && is_data(text, *after);
    case POISE__SCHEME_PHONE: return !spaced && (poise__is_digit(next) || next == '+');
    case POISE__SCHEME_SCRIPT: return !spaced && next > ' ';
    default: return !spaced && (is_word(next) || next == '_');
    }
}

/* "htt p", "h t t p s": http with blanks inside that ends at `end`. Where it begins, or `end`. */
static uint32_t spread_begin(struct poise__slice text, uint32_t end, uint32_t floor)
{
    static const char *const names[] = { "ptth", "sptth" }; /* backwards */

    for (size_t i = 0; i < 2; i++) {
        const char *next = names[i];
        uint32_t at = end, blanks = 0;
        while (*next && at > floor) {
            if (poise__lower(text.data[at - 1]) == *next)
                next++;
            else if (text.data[at - 1] == ' ' && at < end && text.data[at] != ' ')
                blanks++;
            else
                break;
            at--;
        }
        bool alone = at == 0 || !is_word((unsigned char)text.data[at - 1]);
        if (!*next && blanks > 0 && alone) return at;
    }
    return end;
}

uint32_t poise__scheme_before(struct poise__slice text, uint32_t colon, uint32_t floor,
                              uint32_t *begin, uint32_t *after, uint32_t *flags)
{
    struct poise__mark mark;
    struct name name;
    uint32_t end = colon, skip = 0, spelt = 0;

    if (colon >= text.len || !poise__mark_read(text, colon, &mark) || mark.means[0] != ':')
        return POISE__SCHEME_NONE;
    while (end > floor && colon - end < BLANKS_MAX && text.data[end - 1] == ' ') end--;
    name_before(text, end, floor, &name);
    uint32_t spread = spread_begin(text, end, floor);
    const struct scheme *scheme = spread < end     ? &disguised
                                  : name.count > 0 ? scheme_of(&name, &skip)
                                                   : NULL;
    if (!scheme) return POISE__SCHEME_NONE;
    *after = colon + mark.len;
    bool spaced = end < colon || poise__skip_blanks(text, *after) > *after;
    if (spaced && (scheme->how != POISE__SCHEME_WEB || !scheme->glued)) return POISE__SCHEME_NONE;
    if (!scheme_fits(text, scheme, spaced, (uint32_t)strlen(mark.means) - 1, after, &spelt))
        return POISE__SCHEME_NONE;
    *begin = spread < end ? spread : name.begins[skip];
    *flags |= mark.flags | name.flags | spelt;
    if (scheme == &disguised || spaced) *flags |= POISE_MEDIA_OBFUSCATED;
    return scheme->how;
}

/* ---- Behind escapes and entities ------------------------------------------------------------- */

/* The character at `at`, escaped or not. */
static char char_behind(struct poise__slice text, uint32_t at, uint32_t *len)
{
    char c = at < text.len ? poise__hidden_char(text, at, len) : '\0';

    if (c) return c;
    *len = 1;
    return at < text.len ? text.data[at] : '\0';
}

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

bool poise__scheme_hidden(struct poise__slice text, uint32_t at, uint32_t floor, uint32_t *begin,
                          uint32_t *after)
{
    char name[POISE__SCHEME_MAX + 1];
    uint32_t count = 0, len, slashes = 0;

    if (!poise__hidden_char(text, at, &len)) return false;
    for (*begin = at; *begin > floor && at - *begin < 8; --*begin)
        if (!poise__is_letter((unsigned char)text.data[*begin - 1])) break;
    for (at = *begin; count < POISE__SCHEME_MAX; at += len) {
        char c = poise__lower(char_behind(text, at, &len));
        if (!poise__is_letter((unsigned char)c)) break;
        name[count++] = c;
    }
    name[count] = '\0';
    if (char_behind(text, at, &len) != ':') return false;
    for (at += len; is_slash(char_behind(text, at, &len)); at += len) slashes++;
    *after = at;
    return slashes >= 2 && (strcmp(name, "ftp") == 0 || is_crossed_out(name));
}
