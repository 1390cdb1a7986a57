/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * The rules of FORMAT.md, in this order: frames are laid on the tokens they cover; signals that a
 * frame or the sentence forbids go; then those that a non-apology consumes; then all but one of
 * those that say the same of the same words; last, an excuse near an apology is halved.
 */
#include "tone/sentence.h"

#include "base/rules.h"

enum {
    REACH = 3, /* words that a negation reaches ahead */
    LOOK = 8   /* tokens that are looked at to find them: commas and quotes count for nothing */
};

static bool is_mark(const struct poise__tone_word *word)
{
    return word->number >= POISE__WORD_COMMA && word->number < POISE__TONE_PART;
}

static bool ends_clause(const struct poise__tone_word *word)
{
    return is_mark(word) && word->number != POISE__WORD_COMMA &&
           word->number != POISE__WORD_SYMBOL && word->number != POISE__TONE_QUOTE;
}

static void mark(const struct poise__tone_sentence *s, uint32_t first, uint32_t last, uint16_t what)
{
    for (uint32_t i = first; i <= last; i++)
        s->words[i].marks = (uint16_t)(s->words[i].marks | what);
}

static bool is_marked(const struct poise__tone_sentence *s, const struct poise__tone_match *m,
                      uint16_t what)
{
    for (uint32_t i = m->first; i <= m->last; i++)
        if (s->words[i].marks & what) return true;
    return false;
}

/* ---- Frames -------------------------------------------------------------------------------- */

static void lay_frame(const struct poise__tone_sentence *s, const struct poise__tone_match *m)
{
    switch (m->kind) {
    case POISE__CUE_NEGATION: mark(s, m->first, m->last, POISE__TONE_NEGATION); break;
    case POISE__CUE_DISCLAIMER: mark(s, m->last, m->last, POISE__TONE_DISCLAIMER); break;
    case POISE__CUE_CONTRAST: mark(s, m->first, m->first, POISE__TONE_CONTRAST); break;
    case POISE__CUE_REPORTED: mark(s, m->last, m->last, POISE__TONE_REPORTED); break;
    case POISE__CUE_SELF: mark(s, m->first, m->last, POISE__TONE_SELF); break;
    case POISE__CUE_ADDRESSEE: mark(s, m->first, m->last, POISE__TONE_ADDRESSEE); break;
    case POISE__CUE_GUARD: mark(s, m->first, m->last, POISE__TONE_GUARD); break;
    default: break;
    }
}

/* Spread a mark from the tokens that have it to the whole of their clauses. */
static void spread_self(const struct poise__tone_sentence *s)
{
    uint32_t begin = s->first;
    bool found = false;

    for (uint32_t i = s->first; i <= s->last; i++) {
        bool ends = i == s->last || ends_clause(&s->words[i]);
        if (ends || (s->words[i].marks & POISE__TONE_CONTRAST)) {
            if (found && i > begin) mark(s, begin, i - 1, POISE__TONE_SELF);
            begin = i;
            found = false;
        }
        if (i < s->last && (s->words[i].marks & POISE__TONE_SELF)) found = true;
    }
}

/*
 * Spread what a disclaimer and reported speech say to the tokens behind them: the first as far as
 * a contrast, the second to the end of the sentence. Returns the place of the last contrast, or
 * the first token when there is none, behind which nothing stands.
 */
static uint32_t spread_ahead(const struct poise__tone_sentence *s)
{
    uint16_t now = 0;
    uint32_t contrast = s->first;

    for (uint32_t i = s->first; i < s->last; i++) {
        uint16_t here = s->words[i].marks;

        if (here & POISE__TONE_CONTRAST) {
            contrast = i;
            now &= (uint16_t)~POISE__TONE_DISCLAIMER;
        }
        s->words[i].marks = (uint16_t)((here & ~(POISE__TONE_DISCLAIMER | POISE__TONE_REPORTED)) |
                                       now);
        now |= (uint16_t)(here & (POISE__TONE_DISCLAIMER | POISE__TONE_REPORTED));
    }
    return contrast;
}

static bool is_negated(const struct poise__tone_sentence *s, const struct poise__tone_match *m)
{
    uint32_t words = 0;

    if (is_marked(s, m, POISE__TONE_NEGATION)) return true;
    if (s->words[m->first].marks & POISE__TONE_CONTRAST) return false;
    for (uint32_t back = 1; back <= LOOK && m->first - s->first >= back && words < REACH; back++) {
        const struct poise__tone_word *word = &s->words[m->first - back];
        if (word->marks & POISE__TONE_NEGATION) return true;
        if ((word->marks & POISE__TONE_CONTRAST) || ends_clause(word)) return false;
        words += !is_mark(word) && word->number != POISE__TONE_PART;
    }
    return false;
}

/* ---- Signals ------------------------------------------------------------------------------- */

struct view {
    const struct poise__tone_sentence *sentence;
    struct poise__tone_match *matches;
    uint32_t count;
    uint32_t contrast; /* of spread_ahead */
    bool addressed;
    bool opens; /* the sentence opens with a contrast */
};

static void look(struct view *v)
{
    const struct poise__tone_sentence *s = v->sentence;
    uint32_t head = s->first;

    while (head + 1 < s->last && is_mark(&s->words[head])) head++;
    for (uint32_t i = 0; i < v->count; i++) {
        const struct poise__tone_match *m = &v->matches[i];
        lay_frame(s, m);
        if (m->kind == POISE__CUE_ADDRESSEE) v->addressed = true;
        if (m->kind == POISE__CUE_CONTRAST && m->first <= head) v->opens = true;
    }
    spread_self(s);
    v->contrast = spread_ahead(s);
}

/* The writer is the target, unless the signal itself names the reader: "we are sorry, you are …". */
static bool is_of_self(const struct poise__tone_sentence *s, const struct poise__tone_match *m)
{
    return (s->words[m->first].marks & POISE__TONE_SELF) && !is_marked(s, m, POISE__TONE_ADDRESSEE);
}

static bool is_forbidden(const struct view *v, const struct poise__tone_match *m)
{
    const struct poise__tone_sentence *s = v->sentence;

    if (is_marked(s, m, POISE__TONE_GUARD)) return true;
    if (s->words[m->first].marks & POISE__TONE_REPORTED) return true;
    if ((m->scope & POISE__SCOPE_ADDRESSED) && !v->addressed) return true;
    if ((m->scope & POISE__SCOPE_NOT_ASKED) && s->question) return true;
    if ((m->scope & POISE__SCOPE_NOT_SELF) && is_of_self(s, m)) return true;
    return (m->scope & POISE__SCOPE_NEGATABLE) && is_negated(s, m);
}

/* Leave only signals that may stand. What is disclaimed and contrasted stands at half strength. */
static void drop_forbidden(struct view *v)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < v->count; i++) {
        struct poise__tone_match m = v->matches[i];
        if (m.kind != POISE__CUE_SIGNAL) continue;
        if (is_forbidden(v, &m)) {
            mark(v->sentence, m.first, m.last, POISE__TONE_DROPPED);
            continue;
        }
        if (v->sentence->words[m.first].marks & POISE__TONE_DISCLAIMER) {
            m.pending = v->contrast <= m.first;
            if (m.pending) mark(v->sentence, m.first, m.last, POISE__TONE_DROPPED);
            if (!m.pending) m.strength /= 2;
        }
        v->matches[kept++] = m;
    }
    v->count = kept;
}

static bool is_consumable(const struct poise__tone_match *m)
{
    return !(m->scope & POISE__SCOPE_CONSUMES) && (m->rule == POISE__RULE_APOLOGETIC_EXPLICIT ||
                                                   m->rule == POISE__RULE_APOLOGETIC_EMPATHY);
}

static void drop_consumed(struct view *v)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < v->count; i++)
        if (v->matches[i].scope & POISE__SCOPE_CONSUMES)
            mark(v->sentence, v->matches[i].first, v->matches[i].last, POISE__TONE_CONSUMED);
    for (uint32_t i = 0; i < v->count; i++) {
        const struct poise__tone_match *m = &v->matches[i];
        if (is_consumable(m) && is_marked(v->sentence, m, POISE__TONE_CONSUMED)) continue;
        v->matches[kept++] = *m;
    }
    v->count = kept;
}

static bool is_better(const struct poise__tone_match *a, const struct poise__tone_match *b)
{
    if (a->strength != b->strength) return a->strength > b->strength;
    return a->last - a->first > b->last - b->first;
}

/* Overlaps of one code are settled from left to right, each with the one that was kept last. */
static void drop_doubles(struct view *v)
{
    uint32_t latest[POISE__RULE_COUNT] = { 0 }; /* of a rule: the match kept last, plus 1 */
    uint32_t kept = 0;

    for (uint32_t i = 0; i < v->count; i++) {
        struct poise__tone_match *m = &v->matches[i];
        if (latest[m->rule]) {
            struct poise__tone_match *before = &v->matches[latest[m->rule] - 1];
            bool overlaps = before->last >= m->first;
            if (overlaps && !is_better(m, before)) m->strength = 0;
            if (overlaps && m->strength) before->strength = 0;
        }
        if (m->strength) latest[m->rule] = i + 1;
    }
    for (uint32_t i = 0; i < v->count; i++)
        if (v->matches[i].strength) v->matches[kept++] = v->matches[i];
    v->count = kept;
}

static bool is_apology(const struct poise__tone_match *m)
{
    return !m->pending && (m->rule == POISE__RULE_APOLOGETIC_EXPLICIT ||
                           m->rule == POISE__RULE_APOLOGETIC_RESPONSIBILITY);
}

/* Halve what is no excuse near an apology. Returns whether this sentence apologises. */
static bool soften_excuses(const struct view *v, bool apology_before)
{
    bool apology = false;

    for (uint32_t i = 0; i < v->count; i++) apology |= is_apology(&v->matches[i]);
    for (uint32_t i = 0; i < v->count && (apology || apology_before); i++) {
        struct poise__tone_match *m = &v->matches[i];
        if (!(m->scope & POISE__SCOPE_NO_APOLOGY)) continue;
        m->strength /= 2;
        mark(v->sentence, m->first, m->last, POISE__TONE_DROPPED);
    }
    return apology;
}

/* What the sentence before disclaimed stands at half strength if this one takes it back. */
static void settle_pending(struct poise__tone_match *matches, uint32_t from, uint32_t to,
                           bool opens)
{
    for (uint32_t i = from; i < to; i++)
        if (matches[i].pending) {
            matches[i].pending = false;
            matches[i].strength = opens ? matches[i].strength / 2 : 0;
        }
}

void poise__tone_scope(struct poise__tone_scratch *scratch, const struct poise__tone_sentence *s,
                       uint32_t begin, struct poise__tone_carry *carry)
{
    struct poise__tone_match *matches = scratch->matches.data;
    struct view v = { .sentence = s, .count = scratch->matches.count - begin };

    if (v.count) {
        v.matches = matches + begin;
        look(&v);
        drop_forbidden(&v);
        drop_consumed(&v);
        drop_doubles(&v);
    }
    settle_pending(matches, carry->begin, begin, v.opens);
    carry->apology = soften_excuses(&v, carry->apology);
    carry->begin = begin;
    scratch->matches.count = begin + v.count;
}
