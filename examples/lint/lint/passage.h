/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* passage.h: a canned reply as a row of words, numbers, marks and placeholders. */
#ifndef LINT_PASSAGE_H
#define LINT_PASSAGE_H

#include "placeholders.h"
#include "words.h"

enum token_kind {
    TOKEN_WORD,   /* letters */
    TOKEN_NUMBER, /* letters and digits, with - . , / between: 45.20, AB-12, 12/03/2024 */
    TOKEN_MARK,   /* one character; quotation and other marks of Unicode as their plain ones */
    TOKEN_LINE,   /* a line feed */
    TOKEN_PLACEHOLDER,
    TOKEN_GAP,   /* brackets around words that speak to the author */
    TOKEN_HOUSE, /* [NAME]: somebody's placeholder, or nobody's */
    TOKEN_EMAIL,
    TOKEN_OTHER /* a tag, or a part of an address: opaque */
};

struct token {
    uint32_t begin;
    uint32_t end;
    enum token_kind kind;
    uint32_t flags; /* WORD_… of a word */
    char mark;      /* of a mark: the plain one; '$' for any currency, '.' for an ellipsis */
};

/* Code and quoted lines are left out. */
struct passage {
    struct lexicon lexicon;
    const char *text;
    size_t len;
    struct token *tokens;
    size_t count;
    size_t cap;
    struct placeholder *placeholders; /* of TOKEN_PLACEHOLDER and TOKEN_HOUSE, in their order */
    size_t placeholder_count;
    size_t placeholder_cap;
};

/* One passage is used for one text after the other. */
void passage_begin(struct passage *passage);
void passage_end(struct passage *passage);

/* The text is borrowed. Linear in its length. */
void passage_read(struct passage *passage, const char *text, size_t len);

/* The word of a token, folded; "" for any other token. */
void passage_word(const struct passage *passage, size_t index, char word[WORD_LEN]);

/* What stands there, or a line feed beyond the end. */
const struct token *passage_at(const struct passage *passage, size_t index);

bool passage_has_mark(const struct passage *passage, size_t index, char mark);

/* How many tokens from index on the phrase takes; 0: it does not stand there. */
size_t passage_phrase(const struct passage *passage, size_t index, const char *words);

/* Whether one of at most count tokens before index, in its line, has one of the flags. */
bool passage_follows(const struct passage *passage, size_t index, size_t count, uint32_t flags);

/* Behind the gap that opens at a byte of the text with "[", "<" or "{"; 0: it is none. kind is
 * TOKEN_GAP or TOKEN_HOUSE. */
size_t gap_read(const struct passage *passage, size_t at, enum token_kind *kind);

/* Told of what was found: bytes of the text. */
typedef void found_fn(void *ctx, size_t begin, size_t end);

/* Gaps that no helpdesk fills in. */
void unfilled_find(const struct passage *passage, found_fn *found, void *ctx);

/* What belongs to one customer's case. */
void leftover_find(const struct passage *passage, found_fn *found, void *ctx);

/* Greetings: of people by their names, which found is told of. Returns how many greet with a
 * placeholder. */
size_t greeting_find(const struct passage *passage, found_fn *found, void *ctx);

#endif
