/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "tone/model.h"
#include "tone/wording.h"

#include <assert.h>

enum { NO_PACK = POISE__PACKS_MAX };

/* One text and the packs that know it. words lie pack by pack, each for all tokens. */
struct judge {
    const struct poise__text *text;
    const poise_pack *const *packs;
    uint32_t pack_count;
    uint32_t hint; /* the pack of the caller's hint, or NO_PACK */
    uint32_t most; /* the pack of most of the text */
    struct poise__tone_word *words;
    uint32_t token_count;
    struct poise__model model;
};

/* How much a stretch of words says for each pack. */
struct evidence {
    uint32_t sum[POISE__PACKS_MAX];
    uint32_t known[POISE__PACKS_MAX];
};

void poise__tone_init(struct poise__tone_scratch *scratch, const poise_alloc *alloc)
{
    scratch->alloc = *alloc;
    poise__array_init(&scratch->matches, sizeof(struct poise__tone_match));
    poise__array_init(&scratch->words, sizeof(struct poise__tone_word));
    poise__array_init(&scratch->terms, sizeof(struct poise__term));
    poise__array_init(&scratch->evidence, sizeof(struct poise__evidence));
    poise__array_init(&scratch->passages, sizeof(struct poise__passage));
    poise__array_init(&scratch->sentences, sizeof(struct poise__tone_judged));
    poise__array_init(&scratch->signals, sizeof(struct poise__signal));
}

void poise__tone_release(struct poise__tone_scratch *scratch)
{
    poise__array_release(&scratch->matches, &scratch->alloc);
    poise__array_release(&scratch->words, &scratch->alloc);
    poise__array_release(&scratch->terms, &scratch->alloc);
    poise__array_release(&scratch->evidence, &scratch->alloc);
    poise__array_release(&scratch->passages, &scratch->alloc);
    poise__array_release(&scratch->sentences, &scratch->alloc);
    poise__array_release(&scratch->signals, &scratch->alloc);
}

/* ---- Words ---------------------------------------------------------------------------------- */

static uint16_t mark_number(const struct poise__token *token)
{
    switch (token->mark) {
    case ',': return POISE__WORD_COMMA;
    case '!': return POISE__WORD_EXCLAMATION;
    case '?': return POISE__WORD_QUESTION;
    case ':': return POISE__WORD_COLON;
    case ';': return POISE__WORD_SEMICOLON;
    case '.': return token->end - token->begin > 1 ? POISE__WORD_ELLIPSIS : POISE__WORD_STOP;
    case '"': return POISE__TONE_QUOTE;
    default: return POISE__TONE_BREAK;
    }
}

static struct poise__tone_word word_of(const poise_pack *pack, const uint8_t *view,
                                       const struct poise__token *token)
{
    struct poise__word word;

    switch (token->kind) {
    case POISE__TOKEN_NUMBER: return (struct poise__tone_word){ .number = POISE__WORD_NUMBER };
    case POISE__TOKEN_OPAQUE: return (struct poise__tone_word){ .number = POISE__WORD_OPAQUE };
    case POISE__TOKEN_SYMBOL: return (struct poise__tone_word){ .number = POISE__WORD_SYMBOL };
    case POISE__TOKEN_PUNCTUATION: return (struct poise__tone_word){ .number = mark_number(token) };
    default:
        word = poise__pack_word(pack, view + token->begin, token->end - token->begin, token->hash);
        return (struct poise__tone_word){ (uint16_t)word.number, word.evidence, 0 };
    }
}

static poise_status fill_words(struct poise__tone_scratch *scratch, struct judge *j)
{
    const struct poise__token *tokens = j->text->tokens.data;
    const uint64_t count = (uint64_t)j->token_count * j->pack_count;

    if (count > UINT32_MAX) return POISE_E_NOMEM;
    poise_status st = poise__array_reserve(&scratch->words, &scratch->alloc, (uint32_t)count);
    if (st != POISE_OK) return st;
    j->words = scratch->words.data;
    struct poise__tone_word *word = j->words;
    for (uint32_t p = 0; p < j->pack_count; p++)
        for (uint32_t i = 0; i < j->token_count; i++)
            *word++ = word_of(j->packs[p], j->text->view.data, &tokens[i]);
    poise__tone_unveil(j->text, j->packs, j->pack_count, j->words);
    return POISE_OK;
}

/* ---- Languages ------------------------------------------------------------------------------ */

static void weigh(const struct judge *j, uint32_t first, uint32_t last, struct evidence *evidence)
{
    *evidence = (struct evidence){ 0 };
    for (uint32_t p = 0; p < j->pack_count; p++) {
        const struct poise__tone_word *words = j->words + (size_t)p * j->token_count;
        for (uint32_t i = first; i < last; i++) {
            evidence->sum[p] += words[i].evidence;
            evidence->known[p] += words[i].number >= POISE__WORD_FIRST;
        }
    }
}

/* The pack with the greatest sum, or NO_PACK when another equals it. */
static uint32_t greatest(const struct judge *j, const uint32_t *sums)
{
    uint32_t best = 0, equals = 0;

    for (uint32_t p = 1; p < j->pack_count; p++)
        if (sums[p] > sums[best]) best = p;
    for (uint32_t p = 0; p < j->pack_count; p++) equals += sums[p] == sums[best];
    return equals == 1 && sums[best] > 0 ? best : NO_PACK;
}

/* The only pack that knows any of the words, or NO_PACK. */
static uint32_t only_one(const struct judge *j, const uint32_t *known)
{
    uint32_t best = greatest(j, known);

    for (uint32_t p = 0; p < j->pack_count && best != NO_PACK; p++)
        if (p != best && known[p] > 0) return NO_PACK;
    return best;
}

/*
 * The pack for which most evidence speaks; if none does, the only one that knows a word. Among
 * equals the caller's hint decides, then the sentence before, then most of the text, and last the
 * pack that knows most of the words: "Mille excuses". NO_PACK when nothing tells them apart.
 */
static uint32_t choose(const struct judge *j, const struct evidence *evidence, uint32_t before)
{
    const uint32_t preferred[] = { j->hint, before, j->most };
    uint32_t best = greatest(j, evidence->sum), most = 0;

    for (uint32_t p = 0; p < j->pack_count; p++)
        if (evidence->sum[p] > most) most = evidence->sum[p];
    if (most == 0) best = only_one(j, evidence->known);
    if (best != NO_PACK) return best;
    for (size_t i = 0; i < sizeof preferred / sizeof preferred[0]; i++)
        if (preferred[i] != NO_PACK && evidence->sum[preferred[i]] == most) return preferred[i];
    return greatest(j, evidence->known);
}

static uint32_t pack_of_language(const struct judge *j, uint32_t language)
{
    for (uint32_t p = 0; p < j->pack_count; p++)
        if (language != POISE_LANGUAGE_AUTO && poise__pack_language(j->packs[p]) == language)
            return p;
    return NO_PACK;
}

/* ---- The text ------------------------------------------------------------------------------- */

static poise_status judge_sentence(struct poise__tone_scratch *scratch, struct judge *j,
                                   const struct poise__sentence *sentence, uint32_t *pack,
                                   struct poise__tone_carry *carry)
{
    struct evidence evidence;
    const uint32_t begin = scratch->matches.count;

    weigh(j, sentence->first, sentence->last, &evidence);
    uint32_t chosen = choose(j, &evidence, *pack);
    *pack = chosen == NO_PACK ? 0 : chosen;
    const struct poise__tone_sentence s = {
        .pack = j->packs[*pack],
        .tokens = j->text->tokens.data,
        .words = j->words + (size_t)*pack * j->token_count,
        .first = sentence->first,
        .last = sentence->last,
        .pack_index = (uint8_t)*pack,
        .question = sentence->question,
    };
    const struct poise__tone_judged judged = { s.first, s.last, *pack };
    poise_status st = poise__array_push(&scratch->sentences, &scratch->alloc, &judged);
    if (st == POISE_OK) st = poise__tone_match(scratch, &s);
    if (st != POISE_OK) return st;
    poise__tone_scope(scratch, &s, begin, carry);
    return poise__model_sentence(&j->model, scratch, &s);
}

/* A sentence and those that follow it inside of a word: "you b!tch" ends at no exclamation mark. */
static struct poise__sentence whole_sentence(const struct judge *j, uint32_t *index)
{
    const struct poise__sentence *sentences = j->text->sentences.data;
    struct poise__sentence whole = sentences[*index];

    while (*index + 1 < j->text->sentences.count && whole.last < j->token_count &&
           poise__tone_is_part(j->words, j->pack_count, j->token_count, whole.last)) {
        ++*index;
        whole.last = sentences[*index].last;
        whole.question |= sentences[*index].question;
    }
    return whole;
}

static poise_status judge_sentences(struct poise__tone_scratch *scratch, struct judge *j)
{
    struct poise__tone_carry carry = { 0 };
    uint32_t pack = NO_PACK;

    for (uint32_t i = 0; i < j->text->sentences.count; i++) {
        const struct poise__sentence sentence = whole_sentence(j, &i);
        if (sentence.first == sentence.last) continue;
        poise_status st = judge_sentence(scratch, j, &sentence, &pack, &carry);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}

poise_status poise__tone_judge(struct poise__tone_scratch *scratch, const struct poise__text *text,
                               const poise_pack *const *packs, uint32_t pack_count, uint32_t hint,
                               struct poise__tone *tone)
{
    struct judge j = { .text = text,
                       .packs = packs,
                       .pack_count = pack_count,
                       .hint = NO_PACK,
                       .most = NO_PACK,
                       .token_count = text->tokens.count };
    struct evidence evidence;

    assert(pack_count <= POISE__PACKS_MAX);
    scratch->matches.count = scratch->words.count = scratch->signals.count = 0;
    scratch->passages.count = scratch->sentences.count = 0;
    *tone = (struct poise__tone){ .language = hint };
    if (pack_count == 0 || text->tokens.count == 0) return POISE_OK;

    poise_status st = fill_words(scratch, &j);
    if (st != POISE_OK) return st;
    weigh(&j, 0, j.token_count, &evidence);
    poise__model_begin(&j.model, text);
    j.hint = pack_of_language(&j, hint);
    j.most = choose(&j, &evidence, NO_PACK);
    st = judge_sentences(scratch, &j);
    if (st != POISE_OK) return st;
    if (j.most != NO_PACK) tone->language = poise__pack_language(packs[j.most]);
    return poise__tone_score(scratch, text, packs, packs[j.most == NO_PACK ? 0 : j.most], &j.model,
                             tone);
}
