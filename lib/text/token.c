/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text/parts.h"

#include <string.h>

#include <utf8proc.h>

struct splitter {
    struct poise__text *text;
    const uint8_t *view;
    uint32_t run;       /* of the last token that was mapped: positions only rise */
    uint32_t bound;     /* the same for the last bound of a region */
    uint32_t quote;     /* the first region that was not looked at for quotes */
    uint32_t quote_end; /* the furthest end of a quote that began */
    bool spaced;
    bool apart;
};

enum {
    CLASS_OTHER,
    CLASS_SPACE,
    CLASS_LETTER,
    CLASS_DIGIT,
    CLASS_PUNCTUATION,
    CLASS_QUOTE,
    CLASS_DASH,
    CLASS_NONE
};

/* By character, from 0: None Space Letter Digit Punctuation Quote Hyphen Other. */
static const char ascii_classes[] = "NNNNNNNNNSSSSSNNNNNNNNNNNNNNNNNN"
                                    "SPQOOOOQPPOOPHPODDDDDDDDDDPPOOOP"
                                    "OLLLLLLLLLLLLLLLLLLLLLLLLLLPOPOO"
                                    "OLLLLLLLLLLLLLLLLLLLLLLLLLLOOOON";

static int class_of_ascii(uint8_t byte)
{
    switch (ascii_classes[byte]) {
    case 'L': return CLASS_LETTER;
    case 'S': return CLASS_SPACE;
    case 'D': return CLASS_DIGIT;
    case 'P': return CLASS_PUNCTUATION;
    case 'Q': return CLASS_QUOTE;
    case 'H': return CLASS_DASH;
    case 'N': return CLASS_NONE;
    default: return CLASS_OTHER;
    }
}

/* The class of the character at a byte of the view, and its width. Zero bytes end the view. */
static int class_at(const struct splitter *s, uint32_t at, uint32_t *width)
{
    int32_t point;

    *width = 1;
    if (s->view[at] < 0x80) return class_of_ascii(s->view[at]);
    *width = poise__utf8_take(s->view + at, 4, &point);
    if (point >= 0xC0 && point <= 0xFF)
        return point == 0xD7 || point == 0xF7 ? CLASS_OTHER : CLASS_LETTER;
    if (point == 0xFFFD) return CLASS_OTHER;
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return CLASS_LETTER;
    case UTF8PROC_CATEGORY_ND: return CLASS_DIGIT;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return CLASS_SPACE;
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF: return CLASS_QUOTE;
    case UTF8PROC_CATEGORY_PD: return CLASS_DASH;
    case UTF8PROC_CATEGORY_CC: return CLASS_NONE;
    default: return point == 0x201E || point == 0x201A ? CLASS_QUOTE : CLASS_OTHER;
    }
}

static uint32_t split_view(struct splitter *s, uint32_t origin)
{
    const struct poise__run *runs = s->text->runs.data;
    uint32_t *run = &s->bound;

    if (origin >= s->text->origin.len) return s->text->view.count;
    while (*run + 1 < s->text->runs.count && runs[*run + 1].origin <= origin) ++*run;
    if (runs[*run].same) return runs[*run].view + (origin - runs[*run].origin);
    if (runs[*run].origin == origin) return runs[*run].view;
    return *run + 1 < s->text->runs.count ? runs[*run + 1].view : s->text->view.count;
}

/* Capital and shouted, as the writer typed it. */
static uint8_t flags_of_case(const struct poise__text *text, poise_span span)
{
    const uint8_t *bytes = (const uint8_t *)text->origin.data;
    uint32_t upper = 0, letters = 0;
    uint8_t flags = 0;

    for (uint32_t at = span.begin; at < span.end;) {
        int32_t point;
        uint32_t begin = at;
        if (bytes[at] < 0x80) {
            bool capital = bytes[at] >= 'A' && bytes[at] <= 'Z';
            if (capital && at == span.begin) flags |= POISE__TOKEN_CAPITAL;
            upper += capital;
            letters += capital || (bytes[at] >= 'a' && bytes[at] <= 'z');
            at++;
            continue;
        }
        at += poise__utf8_take(bytes + at, span.end - at, &point);
        if (point < 0) continue;
        utf8proc_category_t category = utf8proc_category(point);
        bool is_upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
        if (is_upper && begin == span.begin) flags |= POISE__TOKEN_CAPITAL;
        upper += is_upper;
        letters += category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    }
    if (letters >= 2 && upper == letters) flags |= POISE__TOKEN_SHOUTED;
    return flags;
}

static bool split_is_quoted(struct splitter *s, uint32_t origin)
{
    const struct poise__region *regions = s->text->regions.data;

    for (; s->quote < s->text->regions.count && regions[s->quote].where.begin <= origin; s->quote++)
        if (regions[s->quote].kind == POISE__REGION_QUOTE &&
            regions[s->quote].where.end > s->quote_end)
            s->quote_end = regions[s->quote].where.end;
    return origin < s->quote_end;
}

/* Positions only rise, so the run is found by walking; a search is for words that cross runs. */
static poise_span split_origin(struct splitter *s, uint32_t begin, uint32_t end)
{
    const struct poise__run *runs = s->text->runs.data;

    while (s->run + 1 < s->text->runs.count && runs[s->run + 1].view <= begin) s->run++;
    const struct poise__run *run = &runs[s->run];
    if (!run->same || (s->run + 1 < s->text->runs.count && run[1].view < end))
        return poise__text_origin(s->text, begin, end);
    return (poise_span){ run->origin + (begin - run->view), run->origin + (end - run->view) };
}

static poise_status split_push(struct splitter *s, uint32_t begin, uint32_t end, uint8_t kind,
                               uint8_t mark)
{
    struct poise__token token = { .begin = begin, .end = end, .kind = kind, .mark = mark };
    poise_span span = split_origin(s, begin, end);

    token.hash = poise__text_hash(s->view + begin, end - begin);
    if (kind == POISE__TOKEN_WORD) token.flags = flags_of_case(s->text, span);
    if (s->spaced) token.flags |= POISE__TOKEN_SPACED;
    if (split_is_quoted(s, span.begin)) token.flags |= POISE__TOKEN_QUOTED;
    if (s->apart) token.flags |= POISE__TOKEN_APART;
    s->spaced = s->apart = false;
    return poise__array_push(&s->text->tokens, &s->text->alloc, &token);
}

static bool is_elision(const uint8_t *word, uint32_t len)
{
    static const char *const long_ones[] = { "qu", "jusqu", "lorsqu", "puisqu", "quoiqu" };

    if (len == 1) return word[0] != 0 && strchr("cdjlmnst", word[0]);
    for (size_t i = 0; i < sizeof long_ones / sizeof long_ones[0]; i++)
        if (strlen(long_ones[i]) == len && memcmp(word, long_ones[i], len) == 0) return true;
    return false;
}

/* A vowel or h, accents allowed. */
static bool begins_with_vowel(const uint8_t *word)
{
    if (word[0] < 0x80) return word[0] != 0 && strchr("aeiouyh", word[0]);
    if (word[0] == 0xC5) return word[1] == 0x93;
    return word[0] == 0xC3 && word[1] >= 0xA0 && word[1] != 0xA7 && word[1] != 0xB0 &&
           word[1] != 0xB1 && word[1] != 0xB7 && word[1] < 0xBD;
}

static poise_status split_word(struct splitter *s, uint32_t *at, uint32_t limit)
{
    uint32_t begin = *at, i = begin, width, next_width;
    bool pure = true;

    while (i < limit) {
        int class = class_at(s, i, &width);
        if (class == CLASS_LETTER || class == CLASS_DIGIT) {
            i += width;
            continue;
        }
        if (s->view[i] != '\'') break;
        bool elides = pure && is_elision(s->view + begin, i - begin);
        if (elides && (i + 1 == limit || begins_with_vowel(s->view + i + 1))) {
            i++;
            break;
        }
        if (i + 1 >= limit || class_at(s, i + 1, &next_width) != CLASS_LETTER) break;
        pure = false;
        i++;
    }
    *at = i;
    return split_push(s, begin, i, POISE__TOKEN_WORD, 0);
}

static poise_status split_number(struct splitter *s, uint32_t *at, uint32_t limit)
{
    uint32_t begin = *at, i = begin, width, next_width;

    while (i < limit) {
        int class = class_at(s, i, &width);
        if (class != CLASS_DIGIT && class != CLASS_LETTER) {
            if (s->view[i] == 0 || !strchr(".,:/'-", s->view[i]) || i + 1 >= limit ||
                class_at(s, i + 1, &next_width) != CLASS_DIGIT)
                break;
        }
        i += width;
    }
    *at = i;
    return split_push(s, begin, i, POISE__TOKEN_NUMBER, 0);
}

/* A symbol takes the whole cluster that it was typed as: joiners are gone from the view. */
static poise_status split_symbol(struct splitter *s, uint32_t *at, uint32_t width, uint32_t limit)
{
    const struct poise__run *runs = s->text->runs.data;
    uint32_t begin = *at, end = begin + width;
    int32_t first, next;

    while (s->run + 1 < s->text->runs.count && runs[s->run + 1].view <= begin) s->run++;
    if (!runs[s->run].same && s->view[begin] >= 0x80) {
        uint32_t stop = s->run + 1 < s->text->runs.count ? runs[s->run + 1].view
                                                         : s->text->view.count;
        if (stop > end && stop <= limit) end = stop;
    }
    if (s->view[begin] >= 0x80 && end < limit) {
        poise__utf8_take(s->view + begin, 4, &first);
        uint32_t more = poise__utf8_take(s->view + end, 4, &next);
        bool flag = first >= 0x1F1E6 && first <= 0x1F1FF && next >= 0x1F1E6 && next <= 0x1F1FF;
        if ((next >= 0x1F3FB && next <= 0x1F3FF) || flag) end += more;
    }
    *at = end;
    return split_push(s, begin, end, POISE__TOKEN_SYMBOL, 0);
}

/* A run of dots or of dashes is one token; a hyphen between letters is none. */
static poise_status split_mark(struct splitter *s, uint32_t *at, int class, uint32_t width,
                               uint32_t limit)
{
    uint32_t begin = *at, end = begin + width, other;
    uint8_t mark = class == CLASS_QUOTE ? '"' : class == CLASS_DASH ? '-' : s->view[begin];

    if (mark == '.')
        while (end < limit && s->view[end] == '.') end++;
    if (class == CLASS_DASH) {
        while (end < limit && class_at(s, end, &other) == CLASS_DASH) end += other;
        int after = end < limit ? class_at(s, end, &other) : CLASS_SPACE;
        if (begin > 0 && !s->spaced && end == begin + width &&
            (after == CLASS_LETTER || after == CLASS_DIGIT)) {
            *at = end;
            return POISE_OK;
        }
    }
    *at = end;
    return split_push(s, begin, end, POISE__TOKEN_PUNCTUATION, mark);
}

static poise_status split_plain(struct splitter *s, uint32_t at, uint32_t limit)
{
    poise_status st = POISE_OK;

    while (at < limit && st == POISE_OK) {
        uint32_t width;
        int class = class_at(s, at, &width);
        switch (class) {
        case CLASS_LETTER: st = split_word(s, &at, limit); break;
        case CLASS_DIGIT: st = split_number(s, &at, limit); break;
        case CLASS_SPACE:
            s->spaced = true;
            at += width;
            break;
        case CLASS_NONE: at += width; break;
        case CLASS_OTHER: st = split_symbol(s, &at, width, limit); break;
        default: st = split_mark(s, &at, class, width, limit); break;
        }
    }
    return st;
}

/* A stretch of the original, and *index the first region that may begin in it. Those that lie in
 * another are part of it. */
static poise_status split_stretch(struct splitter *s, uint32_t *index, poise_span where)
{
    const struct poise__region *regions = s->text->regions.data;
    uint32_t at = split_view(s, where.begin), behind = where.begin;
    poise_status st = POISE_OK;

    for (; *index < s->text->regions.count && st == POISE_OK; ++*index) {
        const struct poise__region *region = &regions[*index];
        if (region->where.begin >= where.end) break;
        if (region->kind == POISE__REGION_QUOTE || region->where.begin < behind) continue;
        behind = region->where.end;
        uint32_t begin = split_view(s, region->where.begin), end = split_view(s, behind);
        if (begin < at) begin = at;
        if (end <= begin) continue;
        st = split_plain(s, at, begin);
        if (st == POISE_OK && region->kind != POISE__REGION_MARKUP)
            st = split_push(s, begin, end, POISE__TOKEN_OPAQUE, 0);
        at = end;
    }
    return st == POISE_OK ? split_plain(s, at, split_view(s, where.end)) : st;
}

static poise_status split_attributes(struct poise__text *text)
{
    struct splitter s = { .text = text, .view = text->view.data };
    const struct poise__region *regions = text->regions.data;
    poise_status st = POISE_OK;

    for (uint32_t i = 0; i < text->regions.count && st == POISE_OK;) {
        if (regions[i++].kind != POISE__REGION_ATTRIBUTE) continue;
        s.spaced = s.apart = true;
        st = split_stretch(&s, &i, regions[i - 1].where);
    }
    return st;
}

poise_status poise__token_split(struct poise__text *text)
{
    struct splitter s = { .text = text, .view = text->view.data };
    uint32_t index = 0;
    /* Five bytes to a token is what prose has. */
    poise_status st = poise__array_reserve(&text->tokens, &text->alloc, text->view.count / 5 + 8);

    if (st == POISE_OK)
        st = split_stretch(&s, &index, (poise_span){ 0, (uint32_t)text->origin.len });
    return st == POISE_OK ? split_attributes(text) : st;
}
