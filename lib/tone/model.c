/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone/model.h"

#include "base/rules.h"
#include "tone/wording.h"

enum {
    LENGTH_EXTRA = 24, /* words that each text is taken to have besides: a single one says little */
    SHARES = 6,        /* of a weight, which one, two or three words share evenly */
    FACT_DIVIDER = 8,  /* facts count as grams of a text of 40 words */
    PASSAGE_LEAST = 600, /* what a passage must add to be worth showing */
    STRENGTH_DIVIDER = 3 /* a passage that adds 3000 has full strength */
};

static const uint16_t rules[POISE__AXES] = { POISE__RULE_DEFENSIVE_WORDING,
                                             POISE__RULE_INSULTING_WORDING,
                                             POISE__RULE_APOLOGETIC_WORDING };

uint32_t poise__model_length(const struct poise__text *text)
{
    const struct poise__token *tokens = text->tokens.data;
    uint32_t own = 0;

    for (uint32_t i = 0; i < text->tokens.count; i++)
        own += !(tokens[i].flags & POISE__TOKEN_QUOTED);
    return own;
}

/* 2^16 over the root of the length, rounded down. */
static uint32_t root_divider(uint32_t length)
{
    const uint64_t square = ((uint64_t)1 << 32) / ((uint64_t)length + LENGTH_EXTRA);
    uint64_t root = 0;

    for (uint64_t bit = (uint64_t)1 << 16; bit; bit >>= 1)
        if ((root + bit) * (root + bit) <= square) root += bit;
    return (uint32_t)root;
}

void poise__model_begin(struct poise__model *model, const struct poise__text *text)
{
    const uint32_t length = poise__model_length(text);

    *model = (struct poise__model){ text, length, root_divider(length), { 0 } };
}

/* ---- Evidence ------------------------------------------------------------------------------- */

static void lay(struct poise__evidence *on, const int8_t *weights, int32_t shares)
{
    for (uint32_t axis = 0; axis < POISE__AXES; axis++) on->axes[axis] += weights[axis] * shares;
}

static void weigh_pieces(const poise_pack *pack, const struct poise__text *text,
                         const struct poise__token *token, struct poise__evidence *on)
{
    struct poise__pieces pieces;
    uint32_t hash;

    poise__wording_cut(&pieces, (const uint8_t *)text->view.data + token->begin,
                       token->end - token->begin);
    while (poise__wording_piece(&pieces, &hash)) {
        const int8_t *weights = poise__pack_feature(pack, hash);
        if (weights) lay(on, weights, SHARES);
    }
}

/* on is that of the sentence's first token. */
static void weigh_place(const struct poise__text *text, const struct poise__tone_sentence *s,
                        const struct poise__term *terms, uint32_t place, struct poise__evidence *on)
{
    struct poise__gram grams[POISE__GRAMS_MAX];
    const uint32_t count = poise__wording_grams(terms, place, grams);
    const struct poise__token *token = &s->tokens[terms[place].token];

    for (uint32_t i = 0; i < count; i++) {
        const int8_t *weights = poise__pack_feature(s->pack, grams[i].hash);
        if (!weights) {
            if (i == 0 && token->kind == POISE__TOKEN_WORD && terms[place].hash > POISE__TERM_QUOTE)
                weigh_pieces(s->pack, text, token, &on[terms[place].token - s->first]);
            continue;
        }
        const uint32_t step = grams[i].gapped ? grams[i].back : 1;
        const int32_t shares = SHARES / (int32_t)(grams[i].back / step + 1);
        for (uint32_t back = 0; back <= grams[i].back; back += step)
            lay(&on[terms[place - back].token - s->first], weights, shares);
    }
}

/* ---- Passages ------------------------------------------------------------------------------- */

/* |shares| is below 2^13 for a token's grams and 2^17 for the pieces of one of 40 bytes. A sentence
 * that weighs anything has a token of the writer's own, and quoted runs are one term, so terms are at
 * most five times the length, whose root divides: for POISE_TEXT_MAX bytes the product stays below
 * 2^63 and the result below 2^31. */
static int64_t thousandths(const struct poise__model *model, int64_t shares)
{
    return shares * POISE__PACK_UNIT * model->divider / ((int64_t)SHARES * 65536);
}

static bool is_mark(const struct poise__token *token)
{
    return token->kind == POISE__TOKEN_PUNCTUATION || token->kind == POISE__TOKEN_SYMBOL;
}

/* Where a passage ends whatever follows: a person would not read on over these. */
static bool is_break(const struct poise__token *token)
{
    return (token->flags & POISE__TOKEN_QUOTED) ||
           (is_mark(token) && token->mark != ',' && token->mark != '-');
}

/* The stretch from word to word with the greatest sum; the first of equals. */
static struct poise__passage best_passage(const struct poise__token *tokens,
                                          const struct poise__evidence *on, uint32_t count,
                                          uint32_t axis)
{
    struct poise__passage best = { .axis = axis }, here = best;

    for (uint32_t i = 0; i < count; i++) {
        if (is_break(&tokens[i])) {
            here.adds = 0;
            continue;
        }
        if (here.adds <= 0) {
            if (is_mark(&tokens[i])) continue;
            here = (struct poise__passage){ i, i, axis, 0 };
        }
        here.adds += on[i].axes[axis];
        here.last = i;
        if (here.adds > best.adds && !is_mark(&tokens[i])) best = here;
    }
    return best;
}

/* Add up a sentence on an axis, and note the passage that is worth showing. */
static poise_status sum_up(struct poise__model *model, struct poise__tone_scratch *scratch,
                           const struct poise__tone_sentence *s, const struct poise__evidence *on,
                           uint32_t axis)
{
    const uint32_t count = s->last - s->first;
    int64_t all = 0;

    for (uint32_t i = 0; i < count; i++) all += on[i].axes[axis];
    model->rest[axis] += thousandths(model, all);
    struct poise__passage passage = best_passage(s->tokens + s->first, on, count, axis);
    passage.adds = thousandths(model, passage.adds);
    if (passage.adds < PASSAGE_LEAST) return POISE_OK;
    passage.first += s->first;
    passage.last += s->first;
    return poise__array_push(&scratch->passages, &scratch->alloc, &passage);
}

poise_status poise__model_sentence(struct poise__model *model, struct poise__tone_scratch *scratch,
                                   const struct poise__tone_sentence *s)
{
    const uint32_t count = s->last - s->first;

    if (!poise__pack_has_model(s->pack)) return POISE_OK;
    scratch->terms.count = scratch->evidence.count = 0;
    poise_status st = poise__wording_terms(&scratch->terms, &scratch->alloc, model->text, s);
    if (st == POISE_OK) st = poise__array_reserve(&scratch->evidence, &scratch->alloc, count);
    if (st != POISE_OK) return st;
    struct poise__evidence *on = scratch->evidence.data;
    const struct poise__term *terms = scratch->terms.data;
    for (uint32_t i = 0; i < count; i++) on[i] = (struct poise__evidence){ { 0 } };
    for (uint32_t place = 1; place < scratch->terms.count; place++)
        weigh_place(model->text, s, terms, place, on);
    for (uint32_t axis = 0; axis < POISE__AXES && st == POISE_OK; axis++)
        st = sum_up(model, scratch, s, on, axis);
    return st;
}

poise_status poise__model_show(struct poise__model *model, struct poise__tone_scratch *scratch,
                               uint32_t axis)
{
    const struct poise__passage *passage = scratch->passages.data;
    const struct poise__token *tokens = model->text->tokens.data;
    poise_status st = POISE_OK;

    for (uint32_t i = 0; i < scratch->passages.count && st == POISE_OK; i++, passage++) {
        if (passage->axis != axis) continue;
        const int64_t strength = passage->adds / STRENGTH_DIVIDER;
        struct poise__signal signal = { poise__text_origin(model->text,
                                                           tokens[passage->first].begin,
                                                           tokens[passage->last].end),
                                        rules[axis],
                                        (uint16_t)(strength > 1000 ? 1000 : strength),
                                        { 0 } };
        signal.weights[axis] = (int32_t)passage->adds;
        model->rest[axis] -= passage->adds;
        st = poise__array_push(&scratch->signals, &scratch->alloc, &signal);
    }
    return st;
}

void poise__model_fact(const poise_pack *pack, uint32_t hash, int32_t adds[POISE__AXES])
{
    const int8_t *weights = poise__pack_feature(pack, hash);

    for (uint32_t axis = 0; axis < POISE__AXES; axis++)
        adds[axis] = weights ? weights[axis] * POISE__PACK_UNIT / FACT_DIVIDER : 0;
}
