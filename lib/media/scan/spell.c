/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/spell.h"

#include <string.h>

#include "media/chars.h"

struct word {
    const char *spelling;
    const char *means;
};

/* English, French, and the neighbours' whose customers write to both. */
static const struct word words[] = {
    { "dot", "." },
    { "point", "." },
    { "punto", "." },
    { "punkt", "." },
    { "ponto", "." },
    { "punt", "." },
    { "at", "@" },
    { "arobase", "@" },
    { "arobas", "@" },
    { "arroba", "@" },
    { "a commercial", "@" },
    { "slash", "/" },
    { "barre oblique", "/" },
    { "barre", "/" },
    { "forward slash", "/" },
    { "colon", ":" },
    { "deux points", ":" },
    { "deux-points", ":" },
    { "dash", "-" },
    { "hyphen", "-" },
    { "tiret", "-" },
    { "underscore", "_" },
    { "://", "://" },
    { ":/", ":/" },
    { ".", "." },
    { ":", ":" },
    { "/", "/" },
    { "@", "@" },
    { "//", "//" },
};

enum { WORD_COUNT = sizeof words / sizeof words[0], BLANKS_MAX = 3 };

/* The longest word at `at`; NULL when there is none. */
static const struct word *word_at(struct poise__slice text, uint32_t at, uint32_t *len)
{
    const struct word *best = NULL;
    char first = at < text.len ? poise__lower(text.data[at]) : '\0';

    *len = 0;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        if (words[i].spelling[0] != first) continue;
        uint32_t its_len = (uint32_t)strlen(words[i].spelling);
        if (its_len <= *len || !poise__text_has(text, at, words[i].spelling)) continue;
        best = &words[i];
        *len = its_len;
    }
    return best;
}

uint32_t poise__skip_blanks(struct poise__slice text, uint32_t at)
{
    uint32_t end = at;

    for (uint32_t count = 0; count < BLANKS_MAX && end < text.len; count++) {
        if (text.data[end] == ' ' || text.data[end] == '\t')
            end++;
        else if (poise__text_has(text, end, "\xC2\xA0"))
            end += 2;
        else
            break;
    }
    return end;
}

/* ---- In brackets -------------------------------------------------------------------------- */

/* "[." and ".]", of which one half is enough to keep a finger off. */
static bool half_read(struct poise__slice text, uint32_t at, struct poise__mark *mark)
{
    if (at + 2 >= text.len || !poise__is_letter((unsigned char)text.data[at + 2])) return false;
    if (!poise__text_has(text, at, "[.") && !poise__text_has(text, at, ".]")) return false;
    *mark = (struct poise__mark){ ".", 2, POISE_MEDIA_OBFUSCATED };
    return true;
}

static bool bracketed_read(struct poise__slice text, uint32_t at, struct poise__mark *mark)
{
    static const char open[] = "[({<", close[] = "])}>";
    const char *bracket = strchr(open, text.data[at]);
    uint32_t len;

    uint32_t begin = poise__skip_blanks(text, at + 1);
    const struct word *word = word_at(text, begin, &len);
    if (!word) return false;
    uint32_t end = poise__skip_blanks(text, begin + len);
    if (end >= text.len || text.data[end] != close[bracket - open])
        return half_read(text, at, mark);
    /* "</" closes an element. */
    if (text.data[at] == '<' && word->means[0] == '/') return false;
    *mark = (struct poise__mark){ word->means, end + 1 - at, POISE_MEDIA_OBFUSCATED };
    return true;
}

/* ---- As entities and escapes -------------------------------------------------------------- */

static int digit_value(unsigned char c)
{
    return poise__is_hex(c) ? (int)poise__hex_value((char)c) : -1;
}

/* "&#46;", "&#x2E;", with zeros in front or not. */
static char number_entity(struct poise__slice text, uint32_t at, uint32_t *len)
{
    enum { ENTITY_MAX = 12 };
    bool is_hex = at + 2 < text.len && poise__lower(text.data[at + 2]) == 'x';
    uint32_t i = at + (is_hex ? 3 : 2), first = i, value = 0;

    for (; i < text.len && i - at < ENTITY_MAX; i++) {
        int digit = digit_value((unsigned char)text.data[i]);
        if (digit < 0 || (!is_hex && digit > 9)) break;
        value = value * (is_hex ? 16 : 10) + (uint32_t)digit;
        if (value >= 0x7F) return '\0';
    }
    if (i == first || value <= ' ') return '\0';
    /* Browsers do without the semicolon. */
    *len = i - at + (i < text.len && text.data[i] == ';' ? 1 : 0);
    return (char)value;
}

static char named_entity(struct poise__slice text, uint32_t at, uint32_t *len)
{
    static const struct {
        const char *name;
        char c;
    } entities[] = { { "&period;", '.' }, { "&colon;", ':' },  { "&sol;", '/' }, { "&bsol;", '\\' },
                     { "&commat;", '@' }, { "&lowbar;", '_' }, { "&amp;", '&' } };

    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (poise__text_has(text, at, entities[i].name)) {
            *len = (uint32_t)strlen(entities[i].name);
            return entities[i].c;
        }
    return '\0';
}

char poise__hidden_char(struct poise__slice text, uint32_t at, uint32_t *len)
{
    if (at + 2 >= text.len) return '\0';
    if (text.data[at] == '%') {
        uint32_t begin = at;
        /* "%253A" was escaped twice. */
        while (at + 4 < text.len && at - begin < 6 && text.data[at + 1] == '2' &&
               text.data[at + 2] == '5' && digit_value((unsigned char)text.data[at + 3]) >= 0 &&
               digit_value((unsigned char)text.data[at + 4]) >= 0)
            at += 2;
        int high = digit_value((unsigned char)text.data[at + 1]);
        int low = digit_value((unsigned char)text.data[at + 2]);
        if (high < 0 || low < 0 || high > 7) return '\0';
        *len = at + 3 - begin;
        int value = high << 4 | low;
        return value > ' ' && value < 0x7F ? (char)value : '\0';
    }
    if (text.data[at] != '&') return '\0';
    return text.data[at + 1] == '#' ? number_entity(text, at, len) : named_entity(text, at, len);
}

bool poise__hidden_invisible(struct poise__slice text, uint32_t at, uint32_t *len)
{
    static const char *const entities[] = {
        "&shy;",    "&#173;",  "&#xad;", "&zwnj;",    "&zwj;", "&#8203;",   "&#x200b;",
        "&#8204;",  "&#8205;", "&tab;",  "&newline;", "&#9;",  "&#10;",     "&#13;",
        "&#x9;",    "&#xa;",   "&#xd;",  "&lrm;",     "&rlm;", "&nobreak;", "&zerowidthspace;",
        "&#65279;", "&#xfeff;"
    };

    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (poise__text_has(text, at, entities[i])) {
            *len = (uint32_t)strlen(entities[i]);
            return true;
        }
    return false;
}

/* ---- All marks ---------------------------------------------------------------------------- */

/* The sign as a string that lives on; NULL when it is no mark. */
static const char *sign_text(char c)
{
    switch (c) {
    case '.': return ".";
    case ':': return ":";
    case '/':
    case '\\': return "/";
    case '@': return "@";
    default: return NULL;
    }
}

static const char *wide_sign(int32_t c)
{
    if (poise__char_is_wide_dot(c) || c == 0x2024 || c == 0xFE52) return ".";
    if (c == 0x2044 || c == 0x2215) return "/";
    if (c == 0x2236 || c == 0xFE55) return ":";
    if (c == 0xFE6B) return "@";
    return c > 0xFF00 && c < 0xFF5F ? sign_text((char)(c - 0xFEE0)) : NULL;
}

bool poise__mark_read(struct poise__slice text, uint32_t at, struct poise__mark *mark)
{
    unsigned char c = (unsigned char)text.data[at];
    uint32_t len = 1;

    switch (c) {
    case '\\':
        if (poise__text_has(text, at, "\\.")) {
            *mark = (struct poise__mark){ ".", 2, POISE_MEDIA_OBFUSCATED };
            return true;
        }
        *mark = (struct poise__mark){ "/", 1, 0 };
        return true;
    case '.':
        if (half_read(text, at, mark)) return true;
        /* fall through */
    case ':':
    case '/':
    case '@': *mark = (struct poise__mark){ sign_text((char)c), 1, 0 }; return true;
    case '[':
    case '(':
    case '{':
    case '<': return bracketed_read(text, at, mark);
    case '%':
    case '&':
        *mark = (struct poise__mark){ sign_text(poise__hidden_char(text, at, &len)), len,
                                      POISE_MEDIA_OBFUSCATED };
        return mark->means != NULL;
    case 0xE2: /* the lead bytes of the wide signs */
    case 0xE3:
    case 0xEF:
        *mark = (struct poise__mark){ wide_sign(poise__char_decode(text, at, &len)), 0,
                                      POISE_MEDIA_OBFUSCATED };
        mark->len = len;
        return mark->means != NULL;
    default: return false;
    }
}

uint32_t poise__mark_of(struct poise__slice text, uint32_t at, char sign, uint32_t *flags)
{
    struct poise__mark mark;

    if (at >= text.len || !poise__mark_read(text, at, &mark)) return 0;
    if (mark.means[0] != sign || mark.means[1]) return 0;
    *flags |= mark.flags;
    return mark.len;
}

/* ---- Between spaces ----------------------------------------------------------------------- */

/* A word between two hyphens or underscores: "brand-dot-com". */
static bool joined_mark(struct poise__slice text, uint32_t at, struct poise__mark *mark)
{
    uint32_t len;
    const struct word *word = word_at(text, at + 1, &len);

    if (!word || word->means[1] || !poise__is_letter((unsigned char)text.data[at + 1]))
        return false;
    if (at + 1 + len >= text.len || text.data[at + 1 + len] != text.data[at]) return false;
    *mark = (struct poise__mark){ word->means, len + 2, POISE_MEDIA_OBFUSCATED };
    return true;
}

bool poise__said_mark(struct poise__slice text, uint32_t at, struct poise__mark *mark)
{
    uint32_t begin, len;

    if (at >= text.len) return false;
    if (text.data[at] == '-' || text.data[at] == '_') return joined_mark(text, at, mark);
    begin = poise__skip_blanks(text, at);
    if (begin == at || begin >= text.len) return false;
    const struct word *word = word_at(text, begin, &len);
    if (word) {
        /* No letter may touch a word: "dots" is none. */
        if (poise__is_letter((unsigned char)word->spelling[0]) &&
            poise__skip_blanks(text, begin + len) == begin + len)
            return false;
        *mark = (struct poise__mark){ .means = word->means, .len = len };
    } else if (!poise__mark_read(text, begin, mark)) {
        return false;
    }
    mark->len += begin - at;
    mark->flags = POISE_MEDIA_OBFUSCATED;
    return true;
}

uint32_t poise__skip_invisible(struct poise__slice text, uint32_t at, uint32_t *flags)
{
    uint32_t len;

    while (at < text.len && (unsigned char)text.data[at] >= 0xC2 &&
           poise__char_is_invisible(poise__char_decode(text, at, &len))) {
        *flags |= POISE_MEDIA_INVISIBLE;
        at += len;
    }
    return at;
}
