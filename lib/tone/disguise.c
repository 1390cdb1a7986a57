/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * Disguised words are found by what is odd about their tokens, and looked up in each pack as what
 * they look like. Three kinds: letters spelt apart ("i d i o t", "s.t.u.p.i.d"), a group of tokens
 * without a space in which signs or stars stand for letters ("b!tch", "f***"), and one odd word
 * ("1d10t", "idiooot", or a Cyrillic letter in it). What no pack knows for a word stays as it was.
 */
#include "tone/sentence.h"
#include "tone/shape.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

enum {
    SPELT_LEAST = 4, /* letters: fewer are initials */
    SPELT_MOST = 32, /* more are no word */
    SPELT_AHEAD = 4, /* tokens: the next letter and the marks before it */
    SPELT_TOKENS = SPELT_MOST * SPELT_AHEAD,
    GAP_MAX = 5,     /* bytes between two letters */
    GROUP_MOST = 64, /* tokens */
    OPEN_STARS = 3,  /* at the end of a mask: as many as the writer liked */
    CODE_LETTERS = 4 /* shorter words with digits are units and names of roads */
};

_Static_assert(SPELT_TOKENS <= (int)POISE__TONE_PARTS, "the longest spelling is in bounds");
_Static_assert(GROUP_MOST <= (int)POISE__TONE_PARTS, "and so is the longest group");

struct finder {
    const struct poise__text *text;
    const struct poise__token *tokens;
    const uint8_t *view;
    uint32_t count;
    uint32_t sentence; /* of the token that is looked at */
    const poise_pack *const *packs;
    uint32_t pack_count;
    struct poise__tone_word *words;
};

static struct poise__tone_word *words_of(const struct finder *f, uint32_t pack)
{
    return f->words + (size_t)pack * f->count;
}

static uint32_t size_of(const struct poise__token *token)
{
    return token->end - token->begin;
}

static bool is_verbal(const struct poise__token *token)
{
    return token->kind == POISE__TOKEN_WORD || token->kind == POISE__TOKEN_NUMBER;
}

static bool is_spaced(const struct finder *f, uint32_t i)
{
    return i >= f->count || (f->tokens[i].flags & POISE__TOKEN_SPACED);
}

bool poise__tone_is_part(const struct poise__tone_word *words, uint32_t pack_count,
                         uint32_t token_count, uint32_t token)
{
    for (uint32_t p = 0; p < pack_count; p++)
        if (words[(size_t)p * token_count + token].number == POISE__TONE_PART) return true;
    return false;
}

/* Let a pack read tokens first to last as one word. */
static void unveil(const struct finder *f, uint32_t pack, uint32_t first, uint32_t last,
                   struct poise__word word)
{
    struct poise__tone_word *words = words_of(f, pack);

    words[first] = (struct poise__tone_word){ (uint16_t)word.number, word.evidence, 0 };
    for (uint32_t i = first + 1; i <= last; i++)
        words[i] = (struct poise__tone_word){ POISE__TONE_PART, 0, 0 };
}

static void add_tokens(const struct finder *f, struct poise__shape *shape, uint32_t first,
                       uint32_t last)
{
    uint32_t begin = f->tokens[first].begin, len = f->tokens[last].end - begin;

    shape->bare = (poise__shape_oddness(f->view + begin, len) & POISE__ODD_LETTER) != 0;
    poise__shape_add(shape, f->view + begin, len);
}

/* ---- Letters spelt apart ------------------------------------------------------------------- */

static bool is_single(const struct finder *f, uint32_t i)
{
    const uint8_t *bytes = f->view + f->tokens[i].begin;
    uint32_t size = size_of(&f->tokens[i]);
    int32_t point;

    if (!is_verbal(&f->tokens[i])) return false;
    return size == 1 || (bytes[0] >= 0x80 && poise__utf8_take(bytes, size, &point) == size);
}

/* The single letter behind another with the marks of gap between them, or 0. */
static uint32_t next_letter(const struct finder *f, uint32_t i, struct poise__slice *gap)
{
    for (uint32_t next = i + 1; next < f->count && next <= i + SPELT_AHEAD; next++) {
        const struct poise__token *token = &f->tokens[next];
        const char *bytes = (const char *)f->view + f->tokens[i].end;
        uint32_t len = token->begin - f->tokens[i].end;

        if (len > GAP_MAX || token->kind == POISE__TOKEN_OPAQUE) return 0;
        if (!is_verbal(token)) continue;
        if (len == 0 || !is_single(f, next)) return 0;
        if (memchr(bytes, ',', len)) return 0; /* a list */
        if (!gap->data) *gap = (struct poise__slice){ bytes, len };
        return gap->len == len && memcmp(gap->data, bytes, len) == 0 ? next : 0;
    }
    return 0;
}

struct spelling {
    uint32_t letters[SPELT_MOST]; /* tokens */
    uint32_t count;
    uint32_t last; /* the last letter, or the full stop behind it: "s.t.u.p.i.d. reply" */
};

/* Read letters from to to, not included, as one word in a pack. A digit at either end counts or
 * belongs to a code. */
static bool read_spelt(const struct finder *f, uint32_t pack, const struct spelling *s,
                       uint32_t from, uint32_t to)
{
    struct poise__shape shape = { .signs = true };

    if (to < from + SPELT_LEAST) return false;
    for (uint32_t i = from; i < to; i++) add_tokens(f, &shape, s->letters[i], s->letters[i]);
    if (shape.broken || f->tokens[s->letters[from]].kind == POISE__TOKEN_NUMBER ||
        f->tokens[s->letters[to - 1]].kind == POISE__TOKEN_NUMBER)
        return false;
    struct poise__word word = poise__shape_word(&shape, f->packs[pack]);
    if (word.number == POISE__WORD_UNKNOWN) return false;
    unveil(f, pack, s->letters[from], to == s->count ? s->last : s->letters[to - 1], word);
    return true;
}

/* A word that is one letter may stand beside the spelt one: "a i d i o t". */
static void unveil_spelt(const struct finder *f, const struct spelling *s)
{
    const uint32_t count = s->count;

    for (uint32_t p = 0; p < f->pack_count; p++) {
        const struct poise__tone_word *words = words_of(f, p);
        bool head = words[s->letters[0]].number >= POISE__WORD_FIRST;
        bool tail = words[s->letters[count - 1]].number >= POISE__WORD_FIRST;

        if (read_spelt(f, p, s, 0, count)) continue;
        if (head && read_spelt(f, p, s, 1, count)) continue;
        if (tail && read_spelt(f, p, s, 0, count - 1)) continue;
        if (head && tail) read_spelt(f, p, s, 1, count - 1);
    }
}

/* The full stop of letters with full stops between them, unless the sentence ends there. */
static uint32_t with_stop(const struct finder *f, uint32_t last, struct poise__slice gap)
{
    const struct poise__sentence *sentences = f->text->sentences.data;
    const struct poise__token *stop = &f->tokens[last] + 1;

    if (gap.len != 1 || gap.data[0] != '.' || last + 2 >= sentences[f->sentence].last) return last;
    return stop->mark == '.' && stop->begin == f->tokens[last].end ? last + 1 : last;
}

/* Try letters spelt apart from a token on. Returns the last of them, or i when there are too few. */
static uint32_t try_spelt(const struct finder *f, uint32_t i)
{
    struct spelling s = { .count = 0 };
    struct poise__slice gap = { NULL, 0 };

    for (uint32_t at = i; at > 0 || s.count == 0; at = next_letter(f, at, &gap)) {
        if (s.count < SPELT_MOST) s.letters[s.count] = at;
        s.count++;
        s.last = at;
    }
    if (s.count < SPELT_LEAST) return i;
    uint32_t last = s.last;
    s.last = with_stop(f, last, gap);
    if (s.count <= SPELT_MOST) unveil_spelt(f, &s);
    return last;
}

/* ---- Words with signs ---------------------------------------------------------------------- */

/* Whether a shouted word of grammar stands before: "YOU ARE AN", where capitals say nothing. */
static bool is_shouted_at(const struct finder *f, uint32_t pack, uint32_t i)
{
    if (i == 0) return false;
    const struct poise__token *before = &f->tokens[i - 1];
    const struct poise__tone_word *word = &words_of(f, pack)[i - 1];

    if (!word->evidence && (word->number < POISE__WORD_FIRST || size_of(before) > 2)) return false;
    return (before->flags & POISE__TOKEN_SHOUTED) ||
           ((before->flags & POISE__TOKEN_CAPITAL) && size_of(before) == 1);
}

/* Whether no letter of the original is small. */
static bool is_capitals(const struct finder *f, uint32_t first, uint32_t last)
{
    poise_span span = poise__text_origin(f->text, f->tokens[first].begin, f->tokens[last].end);

    for (uint32_t i = span.begin; i < span.end; i++) {
        unsigned char c = (unsigned char)f->text->origin.data[i];
        if (poise__is_letter(c) && !poise__is_upper(c)) return false;
    }
    return true;
}

/* A mark that may touch a word without being part of a longer name: a quote, a bracket, a star. */
static bool parts(const struct finder *f, uint32_t i)
{
    const struct poise__token *token = &f->tokens[i];
    uint8_t last = f->view[token->end - 1];

    if (token->kind == POISE__TOKEN_PUNCTUATION) return strchr("\"()!?,;", token->mark);
    return last == '\'' || last == '*';
}

/* Whether a word is part of a reference: "B00B5-1D107", "v1.d1ck.2", "#1d10t", "ref.: 1d10t". */
static bool is_joined(const struct finder *f, uint32_t first, uint32_t last)
{
    if (first > 0 &&
        (f->tokens[first - 1].mark == ':' || (!is_spaced(f, first) && !parts(f, first - 1))))
        return true;
    if (is_spaced(f, last + 1) || parts(f, last + 1)) return false;
    if (f->tokens[last + 1].kind != POISE__TOKEN_PUNCTUATION) return true;
    return !is_spaced(f, last + 2) && is_verbal(&f->tokens[last + 2]);
}

/* Letters and digits that a person would read as a code before reading them as a word. */
static bool is_code(const struct finder *f, uint32_t pack, uint32_t first, uint32_t last,
                    const struct poise__shape *shape)
{
    uint32_t begin = f->tokens[first].begin, end = f->tokens[last].end;

    if (!shape->digits) return false;
    if (is_joined(f, first, last)) return true;
    if (shape->chars < CODE_LETTERS &&
        (poise__is_digit(f->view[begin]) || poise__is_digit(f->view[end - 1])))
        return true;
    return is_capitals(f, first, last) && !is_shouted_at(f, pack, first);
}

/* Stars at the end of a shape. */
static uint32_t end_stars(const struct poise__shape *shape)
{
    uint32_t count = 0;

    while (count < shape->len && shape->text[shape->len - 1 - count] == '*') count++;
    return count;
}

/* Stars behind a whole word point at a footnote. */
static bool is_footnote(const struct poise__shape *shape, const poise_pack *pack, uint32_t stars)
{
    uint32_t len = shape->len - stars;

    if (stars == 0 || stars < shape->stars || len < 2) return false;
    struct poise__word word = poise__pack_word(pack, shape->text, len,
                                               poise__text_hash(shape->text, len));
    return word.number != POISE__WORD_UNKNOWN && !word.hidden;
}

static bool is_hidden(const struct finder *f, uint32_t pack, uint32_t i)
{
    if (i >= f->count || f->tokens[i].kind != POISE__TOKEN_WORD) return false;
    const struct poise__token *token = &f->tokens[i];
    return poise__pack_word(f->packs[pack], f->view + token->begin, size_of(token), token->hash)
        .hidden;
}

/* A capital and stars: "Mme D***", "P*** wrote". At the head of a sentence "F*** you" is none. */
static bool is_name(const struct finder *f, uint32_t pack, uint32_t first, uint32_t last)
{
    const struct poise__sentence *sentences = f->text->sentences.data;
    const uint32_t head = sentences[f->sentence].first;

    if (first != head && (first != head + 1 || !parts(f, head))) return true;
    return size_of(&f->tokens[first]) == 1 && !is_hidden(f, pack, last + 1);
}

static struct poise__word read_mask(const struct finder *f, uint32_t pack, uint32_t first,
                                    uint32_t last, const struct poise__shape *shape)
{
    const struct poise__word none = { POISE__WORD_UNKNOWN, 0, false };
    const uint32_t stars = end_stars(shape);
    bool capital = (f->tokens[first].flags & POISE__TOKEN_CAPITAL) &&
                   !is_shouted_at(f, pack, first);

    if (stars && capital && is_name(f, pack, first, last)) return none;
    if (is_footnote(shape, f->packs[pack], stars)) return none;
    return poise__pack_unmask(f->packs[pack], shape->text, shape->len,
                              stars >= OPEN_STARS && !capital);
}

/* Try tokens first to last as one word. */
static bool try_word(const struct finder *f, uint32_t first, uint32_t last)
{
    struct poise__shape shape = { 0 };
    bool found = false;

    add_tokens(f, &shape, first, last);
    if (shape.broken || shape.letters == 0) return false;
    for (uint32_t p = 0; p < f->pack_count; p++) {
        if (first == last && words_of(f, p)[first].number >= POISE__WORD_FIRST) continue;
        if (is_code(f, p, first, last, &shape)) continue;
        struct poise__word word = shape.stars ? read_mask(f, p, first, last, &shape)
                                              : poise__shape_word(&shape, f->packs[p]);
        if (word.number == POISE__WORD_UNKNOWN) continue;
        unveil(f, p, first, last, word);
        found = true;
    }
    return found;
}

static bool is_star(const struct finder *f, uint32_t i)
{
    return size_of(&f->tokens[i]) == 1 && f->view[f->tokens[i].begin] == '*';
}

static bool is_exclamation(const struct finder *f, uint32_t i)
{
    return f->tokens[i].kind == POISE__TOKEN_PUNCTUATION && f->tokens[i].mark == '!';
}

/* What can be part of a disguise: "@sshole" and "$hit" are opaque, as they look like names. */
static bool is_piece(const struct finder *f, uint32_t i)
{
    const struct poise__token *token = &f->tokens[i];

    if (token->kind == POISE__TOKEN_OPAQUE)
        return f->view[token->begin] == '@' || f->view[token->begin] == '$';
    if (token->kind == POISE__TOKEN_SYMBOL)
        return poise__shape_is_sign(f->view + token->begin, size_of(token));
    return is_verbal(token) || is_exclamation(f, i);
}

/* The token behind a group: the longest row of pieces without a gap from a token on. */
static uint32_t group_end(const struct finder *f, uint32_t i)
{
    uint32_t end = i + 1;

    if (!is_piece(f, i)) return end;
    while (end < f->count && f->tokens[end].begin == f->tokens[end - 1].end && is_piece(f, end) &&
           f->view[f->tokens[end - 1].end - 1] != '\'')
        end++;
    return end;
}

/* Stars around words are emphasis, which a match passes over. */
static void pass_over_stars(const struct finder *f, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        for (uint32_t p = 0; p < f->pack_count && is_star(f, i); p++)
            words_of(f, p)[i].number = POISE__TONE_QUOTE;
}

/* Try a whole group, less the emphasis around it, then each of its words. */
static void try_group(const struct finder *f, uint32_t first, uint32_t end)
{
    uint32_t begin = first, last = end - 1;

    while (begin < last && is_star(f, begin)) begin++;
    while (last > begin && is_exclamation(f, last)) last--;
    for (uint32_t stars = begin - first; stars > 0 && last > begin && is_star(f, last); stars--)
        last--;
    pass_over_stars(f, first, begin);
    pass_over_stars(f, last + 1, end);
    if (last - begin < GROUP_MOST && (last > begin || !is_verbal(&f->tokens[begin])) &&
        try_word(f, begin, last))
        return;
    while (last > begin && is_star(f, last)) last--;
    pass_over_stars(f, last + 1, end);
    for (uint32_t i = begin; i <= last; i++)
        if (is_verbal(&f->tokens[i]) &&
            poise__shape_oddness(f->view + f->tokens[i].begin, size_of(&f->tokens[i])))
            try_word(f, i, i);
}

/* Try what begins at a token. Returns the next token to look at. */
static uint32_t try_at(const struct finder *f, uint32_t i)
{
    uint32_t next = is_single(f, i) ? try_spelt(f, i) : i;

    if (next > i) {
        while (next < f->count && poise__tone_is_part(f->words, f->pack_count, f->count, next))
            next++;
        return next;
    }
    next = group_end(f, i);
    try_group(f, i, next);
    return next;
}

/* Whether a token begins no group of several. */
static bool is_alone(const struct finder *f, uint32_t i)
{
    return i + 1 == f->count || f->tokens[i + 1].begin > f->tokens[i].end ||
           f->view[f->tokens[i].end - 1] == '\'' || !is_piece(f, i + 1);
}

/* Most tokens are, and cost no more than this look. */
static bool is_plain(const struct finder *f, uint32_t i)
{
    const struct poise__token *token = &f->tokens[i];

    if (token->kind == POISE__TOKEN_PUNCTUATION) return token->mark != '!' || is_alone(f, i);
    if (token->kind != POISE__TOKEN_WORD || size_of(token) == 1 || !is_alone(f, i)) return false;
    for (uint32_t p = 0; p < f->pack_count; p++)
        if (words_of(f, p)[i].number >= POISE__WORD_FIRST) return true;
    return !poise__shape_oddness(f->view + token->begin, size_of(token));
}

void poise__tone_unveil(const struct poise__text *text, const poise_pack *const *packs,
                        uint32_t pack_count, struct poise__tone_word *words)
{
    const struct poise__sentence *sentences = text->sentences.data;
    struct finder f = { .text = text,
                        .tokens = text->tokens.data,
                        .view = text->view.data,
                        .count = text->tokens.count,
                        .packs = packs,
                        .pack_count = pack_count,
                        .words = words };

    for (uint32_t i = 0; i < f.count;) {
        if (is_plain(&f, i)) {
            i++;
            continue;
        }
        while (f.sentence + 1 < text->sentences.count && sentences[f.sentence + 1].first <= i)
            f.sentence++;
        i = try_at(&f, i);
    }
}
