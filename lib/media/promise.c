/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * promise.c: "please find attached", "ci-joint": the writer says that something goes with the
 * reply. What the customer attached or is asked to attach is no promise, nor is an attachment of
 * the heart. Patterns are short runs of words within one sentence; each start is tried against
 * each pattern, and a pattern reads a bounded number of tokens, so the search is linear.
 */
#include "media/media.h"

#include <string.h>

/*
 * A pattern is words with single spaces between them. "a|b" is either of two. "*" stands for up to
 * three words, none of which turns the meaning ("you", "not", "will"). "&list" is a word of a list.
 */
static const char *const patterns[] = {
    "find * attached|enclosed",
    "see * attached|enclosed|attachment",
    "i've|we've * attached|enclosed",
    "i|we have * attached|enclosed",
    "i|we attach|enclose|attached|enclosed",
    "i'm|we're * attaching|enclosing",
    "i|we am|are * attaching|enclosing",
    "attached|enclosed is|are|please|herewith",
    "attached|enclosed you will|can find",
    "is|are|&file attached|enclosed",
    "the|our|this attached|enclosed &file",
    "ci joint|jointe|joints|jointes",
    "ci-joint|ci-jointe|ci-joints|ci-jointes",
    "en piece|pieces|pièce|pièces jointe|jointes",
    "en pj",
    "trouverez|trouver|trouvez * joint|jointe|joints|jointes",
    "je|nous joins|joignons * &file",
    "je|nous vous joins|joignons * &file",
    "ai|avons joint * &file",
    "&file joint|jointe|joints|jointes",
};

static const char *const files[] = {
    "file",     "files",       "document",     "documents",   "invoice",    "invoices",
    "receipt",  "form",        "letter",       "photo",       "photos",     "picture",
    "pdf",      "copy",        "label",        "voucher",     "statement",  "screenshot",
    "contract", "brochure",    "guide",        "certificate", "ticket",     "tickets",
    "image",    "leaflet",     "instructions", "details",     "facture",    "factures",
    "fichier",  "fichiers",    "reçu",         "formulaire",  "lettre",     "courrier",
    "bon",      "attestation", "devis",        "contrat",     "étiquette",  "justificatif",
    "relevé",   "capture",     "copie",        "billet",      "billets",    "notice",
    "avoir",    "pièce",       "pièces",       "rib",         "étiquettes", "image",
    "images",   NULL,
};

/* Words that a "*" does not pass: they change who attaches, or whether. */
static const char *const turns[] = {
    "you", "not", "never", "will", "would",   "can",  "could", "should", "cannot",
    "to",  "if",  "once",  "when", "haven't", "vous", "pas",   NULL,
};

/* Anywhere before the match in its sentence these make it the customer's attachment. */
static const char *const customers[] = {
    "thank",    "thanks",   "you've",  "you",         "envoyez",     "envoyer", "renvoyez",
    "renvoyer", "mettez",   "mettre",  "transmettez", "transmettre", "joignez", "joindre",
    "adressez", "adresser", "ajoutez", "ajouter",     "fournir",     "déposer", "avez",
    "attach",   "send",     "upload",  "once",        "if",          "si",      NULL,
};

static struct poise__slice word_of(const struct poise__text *text, const struct poise__token *token)
{
    return (struct poise__slice){ (const char *)text->view.data + token->begin,
                                  token->end - token->begin };
}

static bool is_word(struct poise__slice word, const char *text, size_t len)
{
    return word.len == len && memcmp(word.data, text, len) == 0;
}

static bool is_listed(struct poise__slice word, const char *const *list)
{
    for (; *list; list++)
        if (is_word(word, *list, strlen(*list))) return true;
    return false;
}

/* One of the alternatives "a|b|&file", whose bytes end at the next space. */
static bool fits(struct poise__slice word, const char *alternatives, size_t len)
{
    while (len > 0) {
        const char *bar = memchr(alternatives, '|', len);
        size_t one = bar ? (size_t)(bar - alternatives) : len;
        if (alternatives[0] == '&' ? is_listed(word, files) : is_word(word, alternatives, one))
            return true;
        if (!bar) return false;
        alternatives = bar + 1;
        len -= one + 1;
    }
    return false;
}

struct tokens {
    const struct poise__text *text;
    const struct poise__token *data;
    uint32_t last; /* end of the sentence */
};

/* The next token that is a word of the writer's, from i on; hyphens are passed over. */
static bool word_at(const struct tokens *tokens, uint32_t *i)
{
    while (*i < tokens->last) {
        const struct poise__token *token = &tokens->data[*i];
        if (token->flags & POISE__TOKEN_QUOTED) return false;
        if (token->kind == POISE__TOKEN_WORD) return true;
        struct poise__slice mark = word_of(tokens->text, token);
        if (!is_word(mark, "-", 1)) return false;
        ++*i;
    }
    return false;
}

/* The token behind a pattern that begins at i, or 0. */
static uint32_t match(const struct tokens *tokens, const char *pattern, uint32_t i)
{
    enum { GAP_MAX = 3 };
    uint32_t gap = 0;

    while (*pattern) {
        size_t len = strcspn(pattern, " ");
        const char *next = pattern + len + (pattern[len] ? 1 : 0);
        if (pattern[0] == '*') {
            gap = GAP_MAX;
            pattern = next;
            continue;
        }
        for (;;) {
            if (!word_at(tokens, &i)) return 0;
            struct poise__slice word = word_of(tokens->text, &tokens->data[i++]);
            if (fits(word, pattern, len)) break;
            if (gap == 0 || is_listed(word, turns)) return 0;
            gap--;
        }
        gap = 0;
        pattern = next;
    }
    return i;
}

/* "attached to it", "very attached": of the heart or of a wall, unless to this message. */
static bool is_bond(const struct tokens *tokens, uint32_t end)
{
    static const char *const messages[] = { "email", "e-mail", "mail",     "message",
                                            "reply", "letter", "response", NULL };
    static const char *const to[] = { "to", "at", "à", "au", NULL };
    static const char *const yours[] = { "you", "your", "yours", "vous", "votre", "vos", NULL };
    uint32_t i = end;

    if (!word_at(tokens, &i) || !is_listed(word_of(tokens->text, &tokens->data[i]), to))
        return false;
    for (uint32_t step = 0; step < 3; step++) {
        i++;
        if (!word_at(tokens, &i)) return true;
        struct poise__slice word = word_of(tokens->text, &tokens->data[i]);
        if (is_listed(word, yours)) return true;
        if (is_listed(word, messages)) return false;
    }
    return true;
}

static bool is_customers(const struct tokens *tokens, uint32_t first, uint32_t begin)
{
    for (uint32_t i = first; i < begin; i++)
        if (is_listed(word_of(tokens->text, &tokens->data[i]), customers)) return true;
    return false;
}

static bool promise_in(const struct tokens *tokens, uint32_t first, poise_span *span)
{
    for (uint32_t begin = first; begin < tokens->last; begin++)
        for (size_t p = 0; p < sizeof patterns / sizeof patterns[0]; p++) {
            uint32_t end = match(tokens, patterns[p], begin);
            if (end == 0) continue;
            if (is_bond(tokens, end)) continue;
            /* Whatever else the sentence holds comes later and is the customer's too. */
            if (is_customers(tokens, first, begin)) return false;
            *span = poise__text_origin(tokens->text, tokens->data[begin].begin,
                                       tokens->data[end - 1].end);
            return true;
        }
    return false;
}

poise_span poise__media_promise(const struct poise__text *text)
{
    const struct poise__sentence *sentences = text->sentences.data;
    poise_span span = { 0, 0 };

    for (uint32_t i = 0; i < text->sentences.count; i++) {
        struct tokens tokens = { text, text->tokens.data, sentences[i].last };
        if (promise_in(&tokens, sentences[i].first, &span)) break;
    }
    return span;
}
