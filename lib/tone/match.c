/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone/sentence.h"

#include <assert.h>

/* A state in which cues are complete, and the token that completed them. */
struct stop {
    uint32_t state;
    uint32_t last;
};

/* Tokens and the two ends, shifted by one so that the first place is 0 and always the begin. */
static uint32_t word_at(const struct poise__tone_sentence *s, uint32_t place)
{
    if (place == s->first) return POISE__WORD_BEGIN;
    if (place == s->last + 1) return POISE__WORD_END;
    return s->words[place - 1].number;
}

static bool is_passed_over(uint32_t word)
{
    return word == POISE__WORD_COMMA || word == POISE__TONE_QUOTE || word == POISE__TONE_PART;
}

/* The token at a place; that next to it for the two ends. */
static uint32_t token_at(const struct poise__tone_sentence *s, uint32_t place)
{
    if (place == s->first) return s->first;
    return place > s->last ? s->last - 1 : place - 1;
}

/* Marks that a match leaves out where it ends: a full stop or a comma carries no tone; any mark, if
 * all that the pattern asked for was the end of the sentence. */
static bool is_left_out(uint32_t word, bool at_end)
{
    if (word == POISE__WORD_STOP || word == POISE__WORD_COMMA) return true;
    return at_end && word > POISE__WORD_END && word < POISE__WORD_FIRST;
}

static uint32_t last_token(const struct poise__tone_sentence *s, uint32_t begin, uint32_t place)
{
    uint32_t first = token_at(s, begin), last = token_at(s, place);

    while (last + 1 < s->last && s->words[last + 1].number == POISE__TONE_PART) last++;
    while (last > first && is_left_out(s->words[last].number, place > s->last)) last--;
    return last;
}

/* Follow an automaton that stands in a state behind a place. Returns how many stops were made. */
static uint32_t run_from(const struct poise__tone_sentence *s, uint32_t begin, uint32_t state,
                         struct stop *stops)
{
    uint32_t place = begin, count = 0, accepts;

    for (uint32_t steps = poise__pack_run_max(s->pack); steps > 0; steps--) {
        poise__pack_accepts(s->pack, state, &accepts);
        if (accepts) stops[count++] = (struct stop){ state, last_token(s, begin, place) };

        uint32_t next = POISE__STATE_NONE;
        for (uint32_t passed = 0; passed <= POISE__TONE_PASSED && place <= s->last;) {
            uint32_t word = word_at(s, ++place);
            next = poise__pack_step(s->pack, state, word);
            if (next != POISE__STATE_NONE || !is_passed_over(word)) break;
            passed += word != POISE__TONE_PART;
        }
        if (next == POISE__STATE_NONE) break;
        state = next;
    }
    return count;
}

static bool is_known(const struct poise__tone_match *matches, uint32_t from, uint32_t to,
                     uint16_t cue)
{
    for (uint32_t i = from; i < to; i++)
        if (matches[i].cue == cue) return true;
    return false;
}

/* Somebody else's words say nothing of the writer, and change nothing either. */
static bool is_foreign(const struct poise__tone_sentence *s, uint32_t first, struct poise__cue cue)
{
    return (s->tokens[first].flags & POISE__TOKEN_QUOTED) &&
           !(cue.scope & POISE__SCOPE_EVEN_QUOTED);
}

/* Append the cues of the stops, the longest first, each cue once. */
static poise_status add_matches(struct poise__tone_scratch *scratch,
                                const struct poise__tone_sentence *s, uint32_t first,
                                const struct stop *stops, uint32_t count)
{
    const uint32_t begin = scratch->matches.count;

    while (count-- > 0) {
        uint32_t accepts;
        const uint16_t *cues = poise__pack_accepts(s->pack, stops[count].state, &accepts);
        poise_status st = poise__array_reserve(&scratch->matches, &scratch->alloc, accepts);
        if (st != POISE_OK) return st;

        struct poise__tone_match *matches = scratch->matches.data;
        for (uint32_t i = 0; i < accepts; i++) {
            struct poise__cue cue = poise__pack_cue(s->pack, cues[i]);
            if (is_known(matches, begin, scratch->matches.count, cues[i])) continue;
            if (is_foreign(s, first, cue)) continue;
            matches[scratch->matches.count++] = (struct poise__tone_match){
                first,    stops[count].last, cues[i],       cue.rule, cue.strength,
                cue.kind, cue.scope,         s->pack_index, false,
            };
        }
    }
    return POISE_OK;
}

poise_status poise__tone_match(struct poise__tone_scratch *scratch,
                               const struct poise__tone_sentence *s)
{
    struct stop stops[64];

    assert(poise__pack_run_max(s->pack) <= sizeof stops / sizeof stops[0]);
    for (uint32_t place = s->first; place <= s->last; place++) {
        uint32_t automata;
        const uint16_t *starts = poise__pack_starts(s->pack, word_at(s, place), &automata);
        for (uint32_t i = 0; i < automata; i++) {
            if (starts[i] == POISE__STATE_NONE) continue;
            uint32_t count = run_from(s, place, starts[i], stops);
            poise_status st = add_matches(scratch, s, token_at(s, place), stops, count);
            if (st != POISE_OK) return st;
        }
    }
    return POISE_OK;
}
