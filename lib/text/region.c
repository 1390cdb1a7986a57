/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text/parts.h"

#include "base/ascii.h"
#include "text/quote.h"
#include "text/tag.h"

#include <string.h>

/* Bounds on look-ahead and look-back: what keeps the pass linear. */
enum { PLACEHOLDER_MAX = 200, NAME_MAX_LEN = 64, LOCAL_MAX = 64, HOST_MAX = 255, SCHEME_MAX = 16 };

/* Marks end with their paragraph at the latest; tags go on. */
enum {
    PAIR_CURLY,
    PAIR_GUILLEMET,
    PAIR_SINGLE_GUILLEMET,
    PAIR_STRAIGHT,
    PAIR_SINGLE,
    PAIR_TAG_BLOCKQUOTE,
    PAIR_TAG_Q,
    PAIR_TAG_QUOTE,
    PAIR_COUNT
};

struct scanner {
    struct poise__text *text;
    const uint8_t *bytes;
    uint32_t len;
    uint32_t at;
    uint32_t taken;            /* end of the last region that is no quote */
    uint32_t open[PAIR_COUNT]; /* index + 1 of the quote that waits for its end; 0: none */
    uint32_t depth[PAIR_COUNT];
    uint32_t title_end;   /* of the title of a link that waits for its end; 0: none */
    uint32_t single_at;   /* no single straight mark before this opens a quotation */
    uint32_t message_end; /* of an earlier message */
    bool in_tag;          /* this is what people read of one */
    bool fence_unclosed;  /* no closing fence lies ahead */
};

/* A letter, a digit, an underscore, or any part of a character beyond ASCII. */
static bool is_name(uint8_t c)
{
    return poise__is_letter(c) || poise__is_digit(c) || c == '_' || c >= 0x80;
}

static uint8_t byte_at(const struct scanner *s, uint32_t at)
{
    return at < s->len ? s->bytes[at] : 0;
}

static uint8_t byte_before(const struct scanner *s, uint32_t at)
{
    return at > 0 ? s->bytes[at - 1] : ' ';
}

static poise_status scan_push(struct scanner *s, uint32_t begin, uint32_t end, uint32_t kind)
{
    struct poise__region region = { { begin, end }, kind };

    if (kind != POISE__REGION_QUOTE) s->at = s->taken = end;
    return poise__array_push(&s->text->regions, &s->text->alloc, &region);
}

/* ---- Quotations ---------------------------------------------------------------------------- */

/* A quote is pushed when it opens, so that regions stay sorted; one that never closes keeps an
 * empty span and is dropped at the end. */
static poise_status quote_open(struct scanner *s, int pair, uint32_t begin)
{
    if (s->open[pair]) {
        s->depth[pair]++;
        return POISE_OK;
    }
    poise_status st = scan_push(s, begin, begin, POISE__REGION_QUOTE);
    if (st == POISE_OK) s->open[pair] = s->text->regions.count;
    s->depth[pair] = 0;
    return st;
}

static void quote_close(struct scanner *s, int pair, uint32_t end)
{
    if (!s->open[pair]) return;
    if (s->depth[pair] > 0) {
        s->depth[pair]--;
        return;
    }
    ((struct poise__region *)s->text->regions.data)[s->open[pair] - 1].where.end = end;
    s->open[pair] = 0;
}

static void quote_drop_unpaired(struct poise__text *text)
{
    struct poise__region *regions = text->regions.data;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < text->regions.count; i++)
        if (regions[i].where.end > regions[i].where.begin) regions[kept++] = regions[i];
    text->regions.count = kept;
}

static struct poise__quote_source quote_source(const struct scanner *s)
{
    return (struct poise__quote_source){ s->bytes, s->len };
}

static poise_status scan_straight_quote(struct scanner *s)
{
    uint32_t at = s->at++;

    /* The marks around a title quote nobody. */
    if (s->at == s->title_end) return POISE_OK;
    s->title_end = poise__quote_title(quote_source(s), at);
    if (s->title_end) return POISE_OK;
    if (s->open[PAIR_STRAIGHT]) {
        quote_close(s, PAIR_STRAIGHT, at + 1);
        return POISE_OK;
    }
    /* After a digit it is an inch mark, after a letter it closes nothing that we saw open. */
    if (is_name(byte_before(s, at))) return POISE_OK;
    return quote_open(s, PAIR_STRAIGHT, at);
}

/* U+2018 to U+201E and U+2039, U+203A: three bytes, the last one tells. */
static poise_status scan_curly_quote(struct scanner *s, uint8_t last)
{
    uint32_t at = s->at;

    s->at += 3;
    switch (last) {
    case 0x98: return is_name(byte_before(s, at)) ? POISE_OK : quote_open(s, PAIR_SINGLE, at);
    case 0x99:
        if (!is_name(byte_at(s, at + 3))) quote_close(s, PAIR_SINGLE, at + 3);
        return POISE_OK;
    case 0x9C:
        /* It also closes what a low quote opened. */
        if (s->open[PAIR_CURLY] && is_name(byte_before(s, at))) {
            quote_close(s, PAIR_CURLY, at + 3);
            return POISE_OK;
        }
        return quote_open(s, PAIR_CURLY, at);
    case 0x9D: quote_close(s, PAIR_CURLY, at + 3); return POISE_OK;
    case 0x9E: return quote_open(s, PAIR_CURLY, at);
    case 0xB9: return quote_open(s, PAIR_SINGLE_GUILLEMET, at);
    case 0xBA: quote_close(s, PAIR_SINGLE_GUILLEMET, at + 3); return POISE_OK;
    default: return POISE_OK;
    }
}

static poise_status scan_apostrophe(struct scanner *s)
{
    uint32_t begin = s->at++, end = poise__quote_single(quote_source(s), begin, &s->single_at);

    return end ? scan_push(s, begin, end, POISE__REGION_QUOTE) : POISE_OK;
}

/* ---- Lines and code ------------------------------------------------------------------------ */

static uint32_t line_end(const struct scanner *s, uint32_t at)
{
    const uint8_t *feed = memchr(s->bytes + at, '\n', s->len - at);
    return feed ? (uint32_t)(feed - s->bytes) : s->len;
}

/* Behind the fence that closes the block which opens at the given place; 0 when none does. */
static uint32_t fence_end(const struct scanner *s, uint32_t at)
{
    for (uint32_t line = line_end(s, at); line < s->len; line = line_end(s, line + 1)) {
        uint32_t begin = line + 1;
        if (s->len - begin >= 3 && memcmp(s->bytes + begin, "```", 3) == 0) return begin + 3;
        if (begin == s->len) break;
    }
    return 0;
}

static poise_status scan_message(struct scanner *s)
{
    if (s->in_tag || s->at < s->message_end) return POISE_OK;
    uint32_t end = poise__quote_message(quote_source(s), s->at);
    if (!end) return POISE_OK;
    s->message_end = end;
    return scan_push(s, s->at, end, POISE__REGION_QUOTE);
}

static poise_status scan_line_start(struct scanner *s)
{
    uint32_t at = s->at;

    while (at < s->len && at < s->at + 3 && s->bytes[at] == ' ') at++;
    uint8_t first = byte_at(s, at);
    if (first == '\n' || first == '\r')
        for (int i = 0; i < PAIR_TAG_BLOCKQUOTE; i++) s->open[i] = 0;
    if (first == '>') return scan_push(s, at, line_end(s, at), POISE__REGION_QUOTE);
    if (first == '`' && s->len - at >= 3 && memcmp(s->bytes + at, "```", 3) == 0 &&
        !s->fence_unclosed) {
        uint32_t end = fence_end(s, at);
        if (end) return scan_push(s, at, end, POISE__REGION_CODE);
        s->fence_unclosed = true;
    }
    return scan_message(s);
}

static poise_status scan_backtick(struct scanner *s)
{
    uint32_t begin = s->at++, at = begin + 1;

    if (is_name(byte_before(s, begin))) return POISE_OK;
    while (at < s->len && s->bytes[at] != '`' && s->bytes[at] != '\n') at++;
    /* Without another one in the line this was the line's last, so no line is searched twice. */
    if (byte_at(s, at) != '`') return POISE_OK;
    return at > begin + 1 ? scan_push(s, begin, at + 1, POISE__REGION_CODE) : POISE_OK;
}

/* ---- Addresses and mentions ---------------------------------------------------------------- */

static bool is_url_byte(const struct scanner *s, uint32_t at)
{
    uint8_t c = s->bytes[at];

    if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`' || c == 0x7F) return false;
    if (c == 0xE2 && (byte_at(s, at + 1) == 0x80 || byte_at(s, at + 1) == 0x81)) return false;
    return !(c == 0xC2 && (byte_at(s, at + 1) == 0xAB || byte_at(s, at + 1) == 0xBB ||
                           byte_at(s, at + 1) == 0xA0));
}

static uint32_t url_end(const struct scanner *s, uint32_t begin)
{
    uint32_t end = begin, open = 0, shut = 0;

    for (; end < s->len && is_url_byte(s, end); end++) {
        open += s->bytes[end] == '(';
        shut += s->bytes[end] == ')';
    }
    for (; end > begin; end--) {
        uint8_t c = s->bytes[end - 1];
        if (c == ')') {
            if (shut <= open) break;
            shut--;
        } else if (!strchr(".,;:!?'*_]}", c) || c == 0) {
            break;
        }
    }
    return end;
}

static poise_status scan_colon(struct scanner *s)
{
    uint32_t colon = s->at++, begin = colon;

    if (byte_at(s, colon + 1) != '/' || byte_at(s, colon + 2) != '/') return POISE_OK;
    while (begin > s->taken && colon - begin < SCHEME_MAX &&
           (poise__is_letter(s->bytes[begin - 1]) || poise__is_digit(s->bytes[begin - 1])))
        begin--;
    /* Without a scheme nothing is searched, or a run of these marks would be searched each time. */
    if (begin == colon || !poise__is_letter(s->bytes[begin])) return POISE_OK;
    uint32_t end = url_end(s, colon + 3);
    if (end <= colon + 3) return POISE_OK;
    return scan_push(s, begin, end, POISE__REGION_URL);
}

static poise_status scan_www(struct scanner *s)
{
    uint32_t begin = s->at++;

    if (s->len - begin < 5 || is_name(byte_before(s, begin)) || (s->bytes[begin + 1] | 32) != 'w' ||
        (s->bytes[begin + 2] | 32) != 'w' || s->bytes[begin + 3] != '.' ||
        !is_name(s->bytes[begin + 4]))
        return POISE_OK;
    return scan_push(s, begin, url_end(s, begin), POISE__REGION_URL);
}

/* The end of a host name with a dot, or begin when there is none. */
static uint32_t host_end(const struct scanner *s, uint32_t begin)
{
    uint32_t end = begin;
    bool dot = false;

    while (end < s->len && end - begin < HOST_MAX &&
           (poise__is_letter(s->bytes[end]) || poise__is_digit(s->bytes[end]) ||
            s->bytes[end] == '-' ||
            (s->bytes[end] == '.' && end > begin && is_name(byte_at(s, end + 1))))) {
        dot |= s->bytes[end] == '.';
        end++;
    }
    return dot && poise__is_letter(s->bytes[end - 1]) ? end : begin;
}

static poise_status scan_at_sign(struct scanner *s)
{
    uint32_t at = s->at++, begin = at, end;

    while (begin > s->taken && at - begin < LOCAL_MAX &&
           (poise__is_letter(s->bytes[begin - 1]) || poise__is_digit(s->bytes[begin - 1]) ||
            strchr("._%+-", s->bytes[begin - 1])) &&
           s->bytes[begin - 1])
        begin--;
    end = host_end(s, at + 1);
    if (begin < at && end > at + 1) return scan_push(s, begin, end, POISE__REGION_URL);
    if (is_name(byte_before(s, at))) return POISE_OK;
    end = at + 1;
    while (poise__is_letter(byte_at(s, end)) || poise__is_digit(byte_at(s, end)) ||
           byte_at(s, end) == '_')
        end++;
    return end > at + 1 ? scan_push(s, at, end, POISE__REGION_MENTION) : POISE_OK;
}

static bool is_tag_byte(const struct scanner *s, uint32_t at)
{
    uint8_t c = byte_at(s, at);
    return poise__is_letter(c) || poise__is_digit(c) || c == '_' || (c >= 0xC3 && c <= 0xDF) ||
           (c >= 0x80 && c < 0xC0);
}

/* ---- Placeholders -------------------------------------------------------------------------- */

/* The end of a dotted name, from begin on. */
static uint32_t name_end(const struct scanner *s, uint32_t begin)
{
    const uint8_t first = byte_at(s, begin);
    uint32_t end = begin;

    if (poise__is_digit(first) || (first >= 0x80 && first < 0xC0)) return begin;
    while (end - begin < NAME_MAX_LEN &&
           (is_tag_byte(s, end) || byte_at(s, end) == '.' || byte_at(s, end) == '-'))
        end++;
    return end;
}

/* Behind the closing mark of a template tag; 0 when there is none near. No tag holds a brace. */
static uint32_t tag_end(const struct scanner *s, uint32_t begin, const char *close, uint32_t len)
{
    for (uint32_t at = begin; at + len <= s->len && at < begin + PLACEHOLDER_MAX; at++) {
        if (memcmp(s->bytes + at, close, len) == 0) return at > begin ? at + len : 0;
        if (s->bytes[at] == '{') return 0;
    }
    return 0;
}

static uint32_t braces_end(const struct scanner *s, uint32_t at)
{
    if (byte_at(s, at + 1) == '{')
        return byte_at(s, at + 2) == '{' ? tag_end(s, at + 3, "}}}", 3)
                                         : tag_end(s, at + 2, "}}", 2);
    if (byte_at(s, at + 1) == '%') return tag_end(s, at + 2, "%}", 2);
    uint32_t end = name_end(s, at + 1);
    return end > at + 1 && byte_at(s, end) == '}' ? end + 1 : 0;
}

/* Behind "s" or "d" alone, as in "%s" of printf; an apostrophe makes it a word: "50 %d'inter". */
static uint32_t conversion_end(const struct scanner *s, uint32_t at)
{
    const uint8_t letter = byte_at(s, at);
    const bool is_curly = at + 4 <= s->len && memcmp(s->bytes + at + 1, "\xE2\x80\x99", 3) == 0;

    if (letter != 's' && letter != 'd') return 0;
    return is_tag_byte(s, at + 1) || byte_at(s, at + 1) == '\'' || is_curly ? 0 : at + 1;
}

static uint32_t percent_end(const struct scanner *s, uint32_t at)
{
    uint32_t end;

    if (byte_at(s, at + 1) == '{') return braces_end(s, at + 1);
    if (is_name(byte_before(s, at))) return 0;
    if (byte_at(s, at + 1) == '(') {
        end = name_end(s, at + 2);
        return end > at + 2 && byte_at(s, end) == ')' && byte_at(s, end + 1) &&
                       strchr("sdif", byte_at(s, end + 1))
                   ? end + 2
                   : 0;
    }
    if (poise__is_digit(byte_at(s, at + 1)) && !is_name(byte_at(s, at + 2))) {
        end = byte_at(s, at + 2) == '$' ? conversion_end(s, at + 3) : 0;
        return end ? end : at + 2;
    }
    end = name_end(s, at + 1);
    if (end > at + 1 && byte_at(s, end) == '%') return end + 1;
    return conversion_end(s, at + 1);
}

static uint32_t dollar_end(const struct scanner *s, uint32_t at)
{
    if (byte_at(s, at + 1) == '{') return braces_end(s, at + 1);
    uint8_t first = byte_at(s, at + 1);
    if (is_name(byte_before(s, at)) || !((first >= 'a' && first <= 'z') || first == '_')) return 0;
    uint32_t end = name_end(s, at + 1);
    while (end > at + 1 && (s->bytes[end - 1] == '.' || s->bytes[end - 1] == '-')) end--;
    return end;
}

static bool starts_fill_in(const uint8_t *word, uint32_t len)
{
    static const char *const words[] = { "your",           "insert",
                                         "name",           "customer",
                                         "client",         "first",
                                         "last",           "agent",
                                         "company",        "date",
                                         "order",          "phone",
                                         "votre",          "nom",
                                         "pr\xC3\xA9nom",  "num\xC3\xA9ro",
                                         "ins\xC3\xA9rer", "soci\xC3\xA9t\xC3\xA9" };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strlen(words[i]) == len && memcmp(words[i], word, len) == 0) return true;
    return false;
}

static uint32_t bracket_end(const struct scanner *s, uint32_t at)
{
    bool twice = byte_at(s, at + 1) == '[', shouted = true;
    uint32_t begin = at + 1 + twice, end = begin, word = begin, letters = 0;

    while (end < s->len && end - begin < NAME_MAX_LEN &&
           (is_name(s->bytes[end]) || strchr(" .'-", s->bytes[end])) && s->bytes[end]) {
        if (s->bytes[end] != ' ' && word == end) word++;
        letters += poise__is_letter(s->bytes[end]);
        shouted = shouted && !(s->bytes[end] >= 'a' && s->bytes[end] <= 'z');
        end++;
    }
    if (end == begin || byte_at(s, end) != ']') return 0;
    if (twice) return byte_at(s, end + 1) == ']' ? end + 2 : 0;
    if (byte_at(s, end + 1) == '(') return 0;
    if (shouted && letters >= 2) return end + 1;
    return starts_fill_in(s->bytes + begin, word - begin) ? end + 1 : 0;
}

static uint32_t angle_end(const struct scanner *s, uint32_t at)
{
    uint32_t end = name_end(s, at + 1);

    while (end > at + 1 && end - at < NAME_MAX_LEN && byte_at(s, end) == ' ' &&
           poise__is_letter(byte_at(s, end + 1)))
        end = name_end(s, end + 1);
    if (end == at + 1 || byte_at(s, end) != '>') return 0;
    return poise__tag_is_bare(s->bytes + at + 1, end - at - 1) ? 0 : end + 1;
}

/* ---- Tags ---------------------------------------------------------------------------------- */

static poise_status scan_text(struct scanner *s);

/* What people read of a tag is a text of its own: a quotation that begins in it ends there, and what
 * looks like a tag is none. */
static poise_status scan_attribute(const struct scanner *s, poise_span value)
{
    struct scanner inner = { .text = s->text, .bytes = s->bytes, .len = value.end, .in_tag = true };
    poise_status st = scan_push(&inner, value.begin, value.end, POISE__REGION_ATTRIBUTE);

    inner.at = inner.taken = value.begin;
    return st == POISE_OK ? scan_text(&inner) : st;
}

/* The pair that a tag of this name opens or closes, or PAIR_COUNT. */
static int pair_of_tag(const struct poise__tag *tag, uint32_t begin, uint32_t end)
{
    const uint8_t *name = tag->bytes + begin;
    const uint32_t len = end - begin;

    if (tag->open == '[') return poise__tag_is("quote", name, len) ? PAIR_TAG_QUOTE : PAIR_COUNT;
    if (poise__tag_is("q", name, len)) return PAIR_TAG_Q;
    return poise__tag_is("blockquote", name, len) ? PAIR_TAG_BLOCKQUOTE : PAIR_COUNT;
}

static poise_status scan_tag(struct scanner *s, struct poise__tag tag, int pair)
{
    const bool ends = byte_at(s, s->at + 1) == '/';
    struct poise__attribute attribute;
    poise_status st = POISE_OK;

    if (pair < PAIR_COUNT && !ends) st = quote_open(s, pair, s->at);
    if (st == POISE_OK) st = scan_push(s, s->at, tag.end, POISE__REGION_MARKUP);
    if (pair < PAIR_COUNT && ends) quote_close(s, pair, tag.end);
    while (st == POISE_OK && poise__tag_next(&tag, &attribute))
        if (poise__tag_shows(&tag, &attribute)) st = scan_attribute(s, attribute.value);
    return st;
}

static poise_status scan_angle(struct scanner *s)
{
    uint32_t end = angle_end(s, s->at), begin = s->at + 1 + (byte_at(s, s->at + 1) == '/');
    struct poise__tag tag = { .bytes = s->bytes, .len = s->len, .open = '<', .close = '>' };

    if (end) return scan_push(s, s->at, end, POISE__REGION_PLACEHOLDER);
    end = name_end(s, begin);
    if (!s->in_tag && poise__tag_is_html(s->bytes + begin, end - begin) &&
        poise__tag_open(&tag, end))
        return scan_tag(s, tag, pair_of_tag(&tag, begin, end));
    s->at++;
    return POISE_OK;
}

/* A placeholder, "[quote]" or "[img alt=...]" of BBCode: one that shows no text has no need to be
 * seen here. */
static poise_status scan_bracket(struct scanner *s)
{
    uint32_t begin = s->at + 1 + (byte_at(s, s->at + 1) == '/'), end = name_end(s, begin);
    struct poise__tag tag = { .bytes = s->bytes, .len = s->len, .open = '[', .close = ']' };
    const int pair = s->in_tag ? PAIR_COUNT : pair_of_tag(&tag, begin, end);
    const bool named = pair < PAIR_COUNT || poise__tag_is_bbcode(s->bytes + begin, end - begin);

    /* "[quote]" and "[QUOTE]" fill in nothing. */
    uint32_t placeholder = pair < PAIR_COUNT ? 0 : bracket_end(s, s->at);
    if (placeholder) return scan_push(s, s->at, placeholder, POISE__REGION_PLACEHOLDER);
    if (!s->in_tag && named && poise__tag_open(&tag, end) && (tag.shows || pair < PAIR_COUNT))
        return scan_tag(s, tag, pair);
    s->at++;
    return POISE_OK;
}

static poise_status scan_hash(struct scanner *s)
{
    uint32_t at = s->at, end = at + 1;

    if (byte_at(s, end) == '{') {
        end = braces_end(s, end);
        if (end) return scan_push(s, at, end, POISE__REGION_PLACEHOLDER);
    }
    s->at++;
    end = at + 1;
    uint8_t before = byte_before(s, at), first = byte_at(s, end);
    if (is_name(before) || before == '&' || before == '/') return POISE_OK;
    if (!poise__is_letter(first) && (first < 0xC3 || first > 0xDF)) return POISE_OK;
    while (is_tag_byte(s, end)) end++;
    return scan_push(s, at, end, POISE__REGION_MENTION);
}

static poise_status scan_placeholder(struct scanner *s, uint32_t end)
{
    if (end) return scan_push(s, s->at, end, POISE__REGION_PLACEHOLDER);
    s->at++;
    return POISE_OK;
}

/* ---- The pass ------------------------------------------------------------------------------ */

static poise_status scan_beyond_ascii(struct scanner *s)
{
    const uint8_t *b = s->bytes + s->at;
    uint32_t left = s->len - s->at;

    if (left >= 3 && b[0] == 0xE2 && b[1] == 0x80 &&
        ((b[2] >= 0x98 && b[2] <= 0x9E) || b[2] == 0xB9 || b[2] == 0xBA))
        return scan_curly_quote(s, b[2]);
    if (left >= 2 && b[0] == 0xC2 && b[1] == 0xAB) {
        s->at += 2;
        return quote_open(s, PAIR_GUILLEMET, s->at - 2);
    }
    if (left >= 2 && b[0] == 0xC2 && b[1] == 0xBB) quote_close(s, PAIR_GUILLEMET, s->at + 2);
    s->at++;
    return POISE_OK;
}

static poise_status scan_one(struct scanner *s)
{
    switch (s->bytes[s->at]) {
    case '\n': s->at++; return scan_line_start(s);
    case '"': return scan_straight_quote(s);
    case '\'': return scan_apostrophe(s);
    case '`': return scan_backtick(s);
    case ':': return scan_colon(s);
    case 'w':
    case 'W': return scan_www(s);
    case '@': return scan_at_sign(s);
    case '#': return scan_hash(s);
    case '{': return scan_placeholder(s, braces_end(s, s->at));
    case '%': return scan_placeholder(s, percent_end(s, s->at));
    case '$': return scan_placeholder(s, dollar_end(s, s->at));
    case '[': return scan_bracket(s);
    case '<': return scan_angle(s);
    case 0xC2:
    case 0xE2: return scan_beyond_ascii(s);
    default: s->at++; return POISE_OK;
    }
}

static poise_status scan_text(struct scanner *s)
{
    poise_status st = POISE_OK;

    while (s->at < s->len && st == POISE_OK) st = scan_one(s);
    return st;
}

poise_status poise__region_find(struct poise__text *text)
{
    struct scanner s = { .text = text,
                         .bytes = (const uint8_t *)text->origin.data,
                         .len = (uint32_t)text->origin.len };
    poise_status st = s.len ? scan_line_start(&s) : POISE_OK;

    if (st == POISE_OK) st = scan_text(&s);
    if (st == POISE_OK) quote_drop_unpaired(text);
    return st;
}
