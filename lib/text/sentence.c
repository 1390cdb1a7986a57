/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text/parts.h"

#include <string.h>

struct cutter {
    struct poise__text *text;
    const uint8_t *view;
    const struct poise__token *tokens;
    uint32_t count;
    bool in_quoted_line;
};

static bool word_in(const struct cutter *c, uint32_t i, const char *const *words, size_t count)
{
    const struct poise__token *t = &c->tokens[i];

    for (size_t k = 0; k < count; k++)
        if (strlen(words[k]) == t->end - t->begin &&
            memcmp(words[k], c->view + t->begin, t->end - t->begin) == 0)
            return true;
    return false;
}

/* Line feeds before a token: 0, 1 or 2 for more. The first token stands at a line's start, and an
 * attribute behind an empty line. */
static int lines_before(const struct cutter *c, uint32_t i)
{
    uint32_t begin = i ? c->tokens[i - 1].end : 0;
    int lines = i ? 0 : 1;

    if (c->tokens[i].flags & POISE__TOKEN_APART) return 2;
    for (uint32_t at = begin; at < c->tokens[i].begin && lines < 2; at++)
        lines += c->view[at] == '\n' || (c->view[at] == '\r' && c->view[at + 1] != '\n');
    return lines;
}

static bool token_is(const struct cutter *c, uint32_t i, uint8_t mark)
{
    return i < c->count && c->tokens[i].kind == POISE__TOKEN_PUNCTUATION &&
           c->tokens[i].mark == mark;
}

static bool token_spaced(const struct cutter *c, uint32_t i)
{
    return i >= c->count || (c->tokens[i].flags & POISE__TOKEN_SPACED);
}

/* "- ", "* ", "\u2022 " or "1. " at a line's start. */
static bool is_list_item(const struct cutter *c, uint32_t i)
{
    const struct poise__token *t = &c->tokens[i];
    uint32_t len = t->end - t->begin;

    if (t->kind == POISE__TOKEN_NUMBER)
        return (token_is(c, i + 1, '.') || token_is(c, i + 1, ')')) && !token_spaced(c, i + 1) &&
               token_spaced(c, i + 2) && i + 2 < c->count;
    if (!token_spaced(c, i + 1) || i + 1 >= c->count) return false;
    return token_is(c, i, '-') || (len == 1 && c->view[t->begin] == '*') ||
           (len == 3 && memcmp(c->view + t->begin, "\xE2\x80\xA2", 3) == 0);
}

/* Does a new sentence begin with this token because of where its line stands? */
static bool begins_by_layout(struct cutter *c, uint32_t i)
{
    int lines = lines_before(c, i);

    if (lines == 0) return false;
    bool quoted = c->tokens[i].end - c->tokens[i].begin == 1 && c->view[c->tokens[i].begin] == '>';
    bool changed = quoted != c->in_quoted_line;
    c->in_quoted_line = quoted;
    return lines > 1 || changed || is_list_item(c, i);
}

/* Is the full stop after word i - 1 part of an abbreviation? */
static bool is_abbreviation(const struct cutter *c, uint32_t i)
{
    static const char *const titles[] = { "mr",  "mrs",        "ms", "dr",  "prof", "mme", "mlle",
                                          "mm",  "art",        "no", "fig", "vol",  "vs",  "cf",
                                          "tel", "t\xC3\xA9l", "pp", "av",  "bd" };
    static const char *const tails[] = { "etc", "ex", "approx", "inc", "ltd", "env", "min", "max" };
    const struct poise__token *before = &c->tokens[i - 1];
    bool lower = i + 1 < c->count && c->tokens[i + 1].kind == POISE__TOKEN_WORD &&
                 !(c->tokens[i + 1].flags & POISE__TOKEN_CAPITAL);
    uint32_t len = before->end - before->begin;

    if (before->kind != POISE__TOKEN_WORD || i + 1 >= c->count) return false;
    if (len == 1) {
        uint8_t letter = c->view[before->begin];
        bool dotted = i >= 3 && token_is(c, i - 2, '.') && !token_spaced(c, i - 1) &&
                      c->tokens[i - 3].end - c->tokens[i - 3].begin == 1;
        if (dotted) return lower || strchr("ge", letter) || token_is(c, i + 1, ':');
        return letter != 'i' || lower;
    }
    if (word_in(c, i - 1, tails, sizeof tails / sizeof tails[0])) return lower;
    if (word_in(c, i - 1, titles, sizeof titles / sizeof titles[0]))
        /* "No." alone answers a question; before a number it counts. */
        return c->view[before->begin] != 'n' || c->tokens[i + 1].kind == POISE__TOKEN_NUMBER;
    return false;
}

static bool ends_sentence(const struct cutter *c, uint32_t i, uint32_t first)
{
    const struct poise__token *t = &c->tokens[i];

    if (token_is(c, i, '!') || token_is(c, i, '?')) return true;
    if (!token_is(c, i, '.')) return false;
    if (t->end - t->begin > 1 || i == 0 || i + 1 >= c->count) return true;
    if (token_is(c, i + 1, ',')) return false;
    if (i == first + 1 && c->tokens[first].kind == POISE__TOKEN_NUMBER && is_list_item(c, first) &&
        lines_before(c, first) > 0)
        return false;
    const struct poise__token *next = &c->tokens[i + 1];
    /* Names of hosts and files; but "sorry.We" is a full stop with the space forgotten. */
    if (!token_spaced(c, i + 1) &&
        (next->kind == POISE__TOKEN_WORD || next->kind == POISE__TOKEN_NUMBER))
        return (next->flags & (POISE__TOKEN_CAPITAL | POISE__TOKEN_SHOUTED)) ==
                   POISE__TOKEN_CAPITAL &&
               c->tokens[i - 1].end - c->tokens[i - 1].begin > 1 &&
               !(c->tokens[i - 1].flags & POISE__TOKEN_SHOUTED);
    return !is_abbreviation(c, i);
}

static bool is_closing(const struct cutter *c, uint32_t i)
{
    if (i >= c->count) return false;
    const struct poise__token *t = &c->tokens[i];
    if (token_is(c, i, '"'))
        return !token_spaced(c, i) ||
               (t->end - t->begin == 2 && memcmp(c->view + t->begin, "\xC2\xBB", 2) == 0);
    return token_is(c, i, ')') && !token_spaced(c, i);
}

/* The end marks from i on, then what closes around them. */
static uint32_t take_end(const struct cutter *c, uint32_t i, struct poise__sentence *sentence)
{
    while (i < c->count && (token_is(c, i, '!') || token_is(c, i, '?') || token_is(c, i, '.'))) {
        sentence->question |= token_is(c, i, '?');
        sentence->exclaimed |= token_is(c, i, '!');
        i++;
        if (i < c->count && lines_before(c, i) > 0) return i;
    }
    while (is_closing(c, i) && lines_before(c, i) == 0) i++;
    return i;
}

poise_status poise__sentence_split(struct poise__text *text)
{
    struct cutter c = { text, text->view.data, text->tokens.data, text->tokens.count, false };
    poise_status st = poise__array_reserve(&text->sentences, &text->alloc,
                                           text->tokens.count / 12 + 4);

    for (uint32_t i = 0; i < c.count && st == POISE_OK;) {
        struct poise__sentence sentence = { .first = i };
        begins_by_layout(&c, i++);
        if (ends_sentence(&c, i - 1, sentence.first)) {
            i = take_end(&c, i - 1, &sentence);
        } else {
            while (i < c.count && !begins_by_layout(&c, i)) {
                if (ends_sentence(&c, i, sentence.first)) {
                    i = take_end(&c, i, &sentence);
                    break;
                }
                i++;
            }
        }
        sentence.last = i;
        st = poise__array_push(&text->sentences, &text->alloc, &sentence);
    }
    return st;
}
