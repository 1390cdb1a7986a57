/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * What the model of a pack reads of labelled rows, for the trainer. Not installed.
 *
 * Reads JSON objects {"text", "lang"} and writes one a line:
 *   tokens   how many the text has
 *   length   the hash of that fact
 *   signals  [code, strength] of each cue that counts, in the order of the text
 *   orders   [first code, second code, hash] of those that follow each other
 *   grams    [hash, term, …]: a gram and its terms, null for a gap
 *   words    [word, piece, hash, piece, hash, …]: a word of the text and its pieces
 */
#include "base/memory.h"
#include "base/rules.h"
#include "tone/model.h"
#include "tone/wording.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const marks[] = {
    [POISE__TERM_TEXT] = "^^",   [POISE__TERM_BEGIN] = "^",     [POISE__TERM_END] = "$",
    [POISE__TERM_NUMBER] = "#",  [POISE__TERM_OPAQUE] = "{}",   [POISE__TERM_QUOTED] = "\"\"",
    [POISE__TERM_DROPPED] = "~", [POISE__TERM_CONSUMED] = "~~", [POISE__TERM_QUOTE] = "\"",
};

struct reader {
    struct poise__text text;
    struct poise__tone_scratch scratch;
    struct poise__array terms;
    const poise_pack *packs[POISE__PACKS_MAX];
    uint32_t pack_count;
};

static void stop(const char *what)
{
    fprintf(stderr, "features: %s\n", what);
    exit(1);
}

static json_t *name_of(const struct reader *r, const struct poise__term *term)
{
    const struct poise__token *token = (struct poise__token *)r->text.tokens.data + term->token;

    if (term->hash < sizeof marks / sizeof marks[0]) return json_string(marks[term->hash]);
    return json_stringn((const char *)r->text.view.data + token->begin, token->end - token->begin);
}

static void add_grams(const struct reader *r, const struct poise__term *terms, uint32_t place,
                      json_t *list)
{
    struct poise__gram grams[POISE__GRAMS_MAX];
    uint32_t count = poise__wording_grams(terms, place, grams);

    for (uint32_t i = 0; i < count; i++) {
        json_t *gram = json_array();
        json_array_append_new(gram, json_integer(grams[i].hash));
        for (uint32_t back = grams[i].back; back > 0; back--)
            json_array_append_new(gram, grams[i].gapped && back < grams[i].back
                                            ? json_null()
                                            : name_of(r, &terms[place - back]));
        json_array_append_new(gram, name_of(r, &terms[place]));
        json_array_append_new(list, gram);
    }
}

static void add_word(const struct reader *r, const struct poise__term *term, json_t *list)
{
    const struct poise__token *token = (struct poise__token *)r->text.tokens.data + term->token;
    struct poise__pieces pieces;
    uint32_t hash;

    if (token->kind != POISE__TOKEN_WORD || term->hash < sizeof marks / sizeof marks[0]) return;
    json_t *word = json_pack("[o]", name_of(r, term));
    poise__wording_cut(&pieces, (uint8_t *)r->text.view.data + token->begin,
                       token->end - token->begin);
    while (poise__wording_piece(&pieces, &hash)) {
        json_t *piece = json_stringn((const char *)pieces.bytes + pieces.begin,
                                     pieces.end - pieces.begin);
        if (!piece) continue; /* part of a character: nobody could write it down */
        json_array_append_new(word, piece);
        json_array_append_new(word, json_integer(hash));
    }
    json_array_append_new(list, word);
}

/* The words of the text as a pack has them, with the marks that its scope has left on them. */
static struct poise__tone_word *words_of(const struct reader *r, uint32_t pack)
{
    return (struct poise__tone_word *)r->scratch.words.data + (size_t)pack * r->text.tokens.count;
}

/* The sentences as they were judged, so that terms are those that a check has weighed. */
static void add_sentences(struct reader *r, json_t *out)
{
    const struct poise__tone_judged *judged = r->scratch.sentences.data;
    json_t *grams = json_array(), *words = json_array();

    for (uint32_t i = 0; i < r->scratch.sentences.count; i++) {
        const struct poise__tone_sentence s = { .tokens = r->text.tokens.data,
                                                .words = words_of(r, judged[i].pack),
                                                .first = judged[i].first,
                                                .last = judged[i].last };
        r->terms.count = 0;
        if (poise__wording_terms(&r->terms, &r->text.alloc, &r->text, &s) != POISE_OK)
            stop("no memory");
        const struct poise__term *terms = r->terms.data;
        for (uint32_t place = 1; place < r->terms.count; place++) {
            add_grams(r, terms, place, grams);
            if (place + 1 < r->terms.count) add_word(r, &terms[place], words);
        }
    }
    json_object_set_new(out, "grams", grams);
    json_object_set_new(out, "words", words);
}

static void add_signals(const struct poise__tone *tone, json_t *out)
{
    json_t *signals = json_array(), *orders = json_array();
    const struct poise__signal *before = NULL;

    for (uint32_t i = 0; i < tone->signal_count; i++) {
        const struct poise__signal *signal = &tone->signals[i];
        const char *code = poise__rule_at(signal->rule)->code;
        if (poise__rule_is_wording(signal->rule)) continue;
        json_array_append_new(signals, json_pack("[s, i]", code, (int)signal->strength));
        if (before)
            json_array_append_new(
                orders, json_pack("[s, s, I]", poise__rule_at(before->rule)->code, code,
                                  (json_int_t)poise__wording_order(before->rule, signal->rule)));
        before = signal;
    }
    json_object_set_new(out, "signals", signals);
    json_object_set_new(out, "orders", orders);
}

static void read_row(struct reader *r, json_t *row)
{
    json_t *out = json_object();
    const char *text, *lang;
    struct poise__tone tone;

    if (json_unpack(row, "{s:s, s:s}", "text", &text, "lang", &lang) != 0)
        stop("a row is no JSON object with text and lang");
    const uint32_t hint = strcmp(lang, "fr") == 0 ? POISE_LANGUAGE_FR : POISE_LANGUAGE_EN;
    const struct poise__slice slice = { text, strlen(text) };
    if (poise__text_read(&r->text, slice) != POISE_OK ||
        poise__tone_judge(&r->scratch, &r->text, r->packs, r->pack_count, hint, &tone) != POISE_OK)
        stop("no memory");
    const uint32_t length = poise__model_length(&r->text);
    json_object_set_new(out, "tokens", json_integer(length));
    json_object_set_new(out, "length", json_integer(poise__wording_length(length)));
    add_signals(&tone, out);
    add_sentences(r, out);
    json_dumpf(out, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(out);
}

int main(void)
{
    struct reader r = { .pack_count = poise__pack_builtin_count() };
    poise_alloc alloc;
    json_error_t error;

    poise__alloc_init(&alloc, NULL);
    for (uint32_t i = 0; i < r.pack_count; i++) r.packs[i] = poise__pack_builtin(i);
    poise__text_init(&r.text, &alloc);
    poise__tone_init(&r.scratch, &alloc);
    poise__array_init(&r.terms, sizeof(struct poise__term));
    for (json_t *row; (row = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, &error));) {
        read_row(&r, row);
        json_decref(row);
    }
    if (json_error_code(&error) != json_error_premature_end_of_input) stop(error.text);
    poise__array_release(&r.terms, &alloc);
    poise__tone_release(&r.scratch);
    poise__text_release(&r.text);
    return 0;
}
