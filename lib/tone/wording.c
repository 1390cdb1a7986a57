/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone/wording.h"

#include "base/rules.h"

/* What a hash is of, far from the numbers of terms. The same numbers stand in lib/tools/wording.py. */
#define KIND(number) ((uint32_t)(number) << 28)
#define KIND_GRAM    KIND(1)
#define KIND_GAPPED  KIND(2)
#define KIND_PIECE   KIND(3)
#define KIND_LENGTH  KIND(4)
#define KIND_ORDER   KIND(5)

static uint32_t mix(uint32_t hash, uint32_t value)
{
    hash = (hash ^ value) * 0x9E3779B1u;
    return hash ^ hash >> 15;
}

/* ---- Terms ---------------------------------------------------------------------------------- */

/* What stands for U+00E0 to U+00FF: the letter without its accent, or one that looks or sounds like it. */
static const char latin1_bare[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

/* A word without the accents of Latin-1, so that text typed without them reads alike. */
static uint32_t strip(const uint8_t *word, uint32_t len, uint8_t *out, uint32_t room)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < len && n < room; i++) {
        if (word[i] == 0xC3 && i + 1 < len && word[i + 1] >= 0xA0) {
            out[n++] = (uint8_t)latin1_bare[word[++i] - 0xA0];
        } else if (word[i] == 0xC5 && i + 1 < len && word[i + 1] == 0x93) {
            out[n++] = 'o';
            if (n < room) out[n++] = 'e';
            i++;
        } else {
            out[n++] = word[i];
        }
    }
    return n;
}

static uint32_t term_of_word(const uint8_t *view, const struct poise__token *token)
{
    uint8_t bare[POISE__PIECE_BYTES];
    uint32_t len = token->end - token->begin, at = 0;

    while (at < len && view[token->begin + at] < 0x80) at++;
    if (at == len) return token->hash;
    len = strip(view + token->begin, len, bare, sizeof bare);
    return poise__text_hash(bare, len);
}

static uint32_t term_of(const uint8_t *view, const struct poise__token *token, uint16_t marks)
{
    if (token->flags & POISE__TOKEN_QUOTED && token->kind != POISE__TOKEN_PUNCTUATION)
        return POISE__TERM_QUOTED;
    if (marks & (POISE__TONE_DROPPED | POISE__TONE_GUARD)) return POISE__TERM_DROPPED;
    if (marks & POISE__TONE_CONSUMED) return POISE__TERM_CONSUMED;
    switch (token->kind) {
    case POISE__TOKEN_WORD: return term_of_word(view, token);
    case POISE__TOKEN_NUMBER: return POISE__TERM_NUMBER;
    case POISE__TOKEN_OPAQUE: return POISE__TERM_OPAQUE;
    default: return token->mark == '"' ? POISE__TERM_QUOTE : token->hash;
    }
}

/* Whether a term stands for all like it in a row. */
static bool is_run(uint32_t term)
{
    return term >= POISE__TERM_NUMBER && term <= POISE__TERM_CONSUMED;
}

/* Somebody else's words from end to end, such as a line of the mail that is answered. */
static bool is_quotation(const struct poise__tone_sentence *sentence)
{
    for (uint32_t i = sentence->first; i < sentence->last; i++)
        if (!(sentence->tokens[i].flags & POISE__TOKEN_QUOTED)) return false;
    return true;
}

poise_status poise__wording_terms(struct poise__array *terms, const poise_alloc *alloc,
                                  const struct poise__text *text,
                                  const struct poise__tone_sentence *sentence)
{
    const uint8_t *view = text->view.data;
    poise_status st = poise__array_reserve(terms, alloc, sentence->last - sentence->first + 2);

    if (st != POISE_OK || is_quotation(sentence)) return st;
    struct poise__term *out = (struct poise__term *)terms->data + terms->count, *term = out;
    *term++ = (struct poise__term){ sentence->first ? POISE__TERM_BEGIN : POISE__TERM_TEXT,
                                    sentence->first };
    for (uint32_t i = sentence->first; i < sentence->last; i++) {
        uint32_t hash = term_of(view, &sentence->tokens[i], sentence->words[i].marks);
        if (is_run(hash) && term[-1].hash == hash) continue;
        if (sentence->words[i].number == POISE__TONE_PART) continue;
        *term++ = (struct poise__term){ hash, i };
    }
    *term++ = (struct poise__term){ POISE__TERM_END, sentence->last - 1 };
    terms->count += (uint32_t)(term - out);
    return POISE_OK;
}

/* ---- Grams ---------------------------------------------------------------------------------- */

uint32_t poise__wording_grams(const struct poise__term *terms, uint32_t place,
                              struct poise__gram grams[POISE__GRAMS_MAX])
{
    const uint32_t here = terms[place].hash;
    uint32_t count = 0;

    grams[count++] = (struct poise__gram){ mix(KIND_GRAM, here), 0, false };
    if (place >= 1)
        grams[count++] = (struct poise__gram){ mix(mix(KIND_GRAM, terms[place - 1].hash), here), 1,
                                               false };
    if (place >= 2) {
        uint32_t two = mix(mix(KIND_GRAM, terms[place - 2].hash), terms[place - 1].hash);
        grams[count++] = (struct poise__gram){ mix(two, here), 2, false };
    }
    for (uint32_t back = 2; back <= POISE__GRAM_BACK && back <= place; back++)
        grams[count++] = (struct poise__gram){
            mix(mix(mix(KIND_GAPPED, back), terms[place - back].hash), here), (uint8_t)back, true
        };
    return count;
}

/* ---- Pieces --------------------------------------------------------------------------------- */

void poise__wording_cut(struct poise__pieces *pieces, const uint8_t *word, uint32_t len)
{
    pieces->bytes[0] = '<';
    len = strip(word, len, pieces->bytes + 1, POISE__PIECE_BYTES);
    pieces->bytes[len + 1] = '>';
    pieces->len = len + 2;
    pieces->begin = pieces->end = 0;
    pieces->hash = 0;
}

bool poise__wording_piece(struct poise__pieces *pieces, uint32_t *hash)
{
    if (pieces->end == pieces->len || pieces->end - pieces->begin == POISE__PIECE_MAX) {
        pieces->end = ++pieces->begin;
        pieces->hash = 0;
    }
    while (pieces->end < pieces->len) {
        pieces->hash = mix(pieces->hash, pieces->bytes[pieces->end++]);
        if (pieces->end - pieces->begin < POISE__PIECE_MIN) continue;
        *hash = mix(KIND_PIECE, pieces->hash);
        return true;
    }
    return false;
}

/* ---- Facts ---------------------------------------------------------------------------------- */

/* Lengths are told apart by their binary places. */
uint32_t poise__wording_length(uint32_t length)
{
    uint32_t places = 0;

    for (; length; length >>= 1) places++;
    return mix(KIND_LENGTH, places);
}

uint32_t poise__wording_order(uint32_t first_rule, uint32_t second_rule)
{
    return mix(mix(KIND_ORDER, poise__rule_at(first_rule)->number),
               poise__rule_at(second_rule)->number);
}
