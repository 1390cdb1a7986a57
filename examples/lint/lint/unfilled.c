/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* Gaps that the author of a canned reply left for later. */
#include "passage.h"

#include "ascii.h"

#include <string.h>

/* Of what stands between brackets, and of the words in it. */
enum { GAP_LEN = 80, GAP_WORDS = 12 };

/* ---- Between brackets ---------------------------------------------------------------------- */

struct gap {
    const struct lexicon *known;
    const char *text;
    size_t len;
    char words[GAP_LEN * 2 + 2]; /* folded, with a space around each */
    size_t words_len;
    size_t count;
    uint32_t first; /* flags of the first word */
    uint32_t any;
    uint32_t all;
};

static void gap_word(struct gap *gap, const char *text, size_t len)
{
    char word[WORD_LEN];
    size_t word_len;
    uint32_t flags;

    word_fold(text, len, word);
    flags = lexicon_flags(gap->known, word);
    word_len = strlen(word);
    if (gap->count == 0) gap->first = flags;
    gap->any |= flags;
    gap->all &= (flags & WORD_BLANK) != 0 ? flags | WORD_LINK : flags;
    memcpy(gap->words + gap->words_len, word, word_len);
    gap->words_len += word_len;
    gap->words[gap->words_len++] = ' ';
    gap->count++;
}

/* False when it is too long, or holds more than words. */
static bool gap_split(struct gap *gap)
{
    size_t at = 0;

    gap->all = UINT32_MAX;
    gap->words[gap->words_len++] = ' ';
    while (at < gap->len) {
        size_t begin = at;
        while (at < gap->len && ascii_is_letter_or_beyond(gap->text[at])) at++;
        if (at > begin) {
            if (gap->count == GAP_WORDS) return false;
            gap_word(gap, gap->text + begin, at - begin);
        } else if (ascii_is_digit(gap->text[at]) || strchr(" '-_/.,:#&()", gap->text[at]) != NULL) {
            at++;
        } else {
            return false;
        }
    }
    gap->words[gap->words_len] = '\0';
    return gap->count > 0;
}

static bool gap_has(const struct gap *gap, const struct phrase *phrases)
{
    char wanted[64] = " ";

    for (; phrases->words != NULL; phrases++) {
        size_t len = strlen(phrases->words);
        memcpy(wanted + 1, phrases->words, len);
        memcpy(wanted + 1 + len, " ", 2);
        if (strstr(gap->words, wanted) != NULL) return true;
    }
    return false;
}

/* "[Your account]" and "[Add to cart]" are buttons; "[your account]" and "[add link]" are not. */
static bool gap_asks(const struct gap *gap)
{
    bool capital = gap->text[0] >= 'A' && gap->text[0] <= 'Z';

    if (gap_has(gap, phrases_to_fill)) return true;
    if (gap->count < 2) return strcmp(gap->words, " insert ") == 0;
    if ((gap->first & WORD_ASK) != 0) return !capital || (gap->any & WORD_BLANK) != 0;
    return (gap->first & WORD_FILL) != 0 && !capital;
}

/* Where the bracket closes in its line; 0 when it does not, or holds another one. */
static size_t bracket_close(const char *text, size_t len, size_t at, char close)
{
    for (size_t end = at + 1; end < len && end - at < GAP_LEN; end++) {
        if (text[end] == close) return end > at + 1 ? end : 0;
        if (strchr("[]<>{}\n", text[end]) != NULL) return 0;
    }
    return 0;
}

/* A link, a picture, a reference or BBCode, and what stands in brackets inside a word. */
static bool is_markup(const char *text, size_t len, size_t at, size_t end)
{
    char before = at > 0 ? text[at - 1] : ' ', after = end < len ? text[end] : ' ';

    if (ascii_is_letter_or_beyond(before) || ascii_is_digit(before) ||
        (before != 0 && strchr("]!\\", before) != NULL))
        return true;
    return (ascii_is_letter_or_beyond(after) && (after & 0x80) == 0) || ascii_is_digit(after) ||
           (after != 0 && strchr("([{", after) != NULL) ||
           (after == ':' && (at == 0 || before == '\n'));
}

/* "<insert issue>" and "{your name}"; a tag has attributes, and "{{your name}}" may be a name. */
static bool is_loose_gap(const struct gap *gap, char before, char open)
{
    if (open == '{' && before != 0 && strchr("{#%$", before) != NULL) return false;
    return gap->count > 1 && (gap->first & (WORD_ASK | WORD_FILL)) != 0 &&
           memchr(gap->text, ' ', gap->len) != NULL;
}

size_t gap_read(const struct passage *passage, size_t at, enum token_kind *kind)
{
    const char *text = passage->text;
    char open = text[at];
    struct gap gap = { .known = &passage->lexicon, .text = text + at + 1 };
    size_t end;

    if (open != '[' && open != '<' && open != '{') return 0;
    end = bracket_close(text, passage->len, at, open == '[' ? ']' : open == '<' ? '>' : '}');
    if (end == 0) return 0;
    gap.len = end - at - 1;
    end++;
    if (!gap_split(&gap)) return 0;
    *kind = TOKEN_GAP;
    if (open != '[') return is_loose_gap(&gap, at > 0 ? text[at - 1] : ' ', open) ? end : 0;
    if (is_markup(text, passage->len, at, end)) return 0;
    if (gap_asks(&gap)) return end;
    *kind = TOKEN_HOUSE;
    return (gap.all & WORD_LINK) != 0 && (gap.any & WORD_BLANK) != 0 ? end : 0;
}

/* ---- Letters and lines that stand for what is missing -------------------------------------- */

static bool is_run(const struct passage *passage, const struct token *token, char one)
{
    for (size_t at = token->begin; at < token->end; at++)
        if (passage->text[at] != one) return false;
    return true;
}

/* "XXXX": of three letters at least, all the same. */
static bool is_crosses(const struct passage *passage, const struct token *token)
{
    return token->kind == TOKEN_WORD && token->end - token->begin >= 3 &&
           (is_run(passage, token, 'X') || is_run(passage, token, 'x'));
}

/* What stands beside it makes it a number that is hidden, "XXXX 1234", or a form, "INV-XXXX". */
static bool is_pattern(const struct passage *passage, const struct token *token,
                       const struct token *beside)
{
    bool touches = beside->end == token->begin || beside->begin == token->end;

    return beside->kind == TOKEN_NUMBER || beside->kind == TOKEN_PLACEHOLDER ||
           is_crosses(passage, beside) ||
           (touches && beside->kind == TOKEN_MARK && (beside->mark == '-' || beside->mark == '*'));
}

/* Three letters, and kisses, stand for a number only beside a word or sign that counts. */
static bool is_crossed_out(const struct passage *passage, size_t index)
{
    const uint32_t counts = WORD_THING | WORD_WEAK | WORD_NUMBER | WORD_CURRENCY | WORD_BLANK;
    const struct token *token = &passage->tokens[index];
    const struct token *before = passage_at(passage, index > 0 ? index - 1 : SIZE_MAX);
    const struct token *after = passage_at(passage, index + 1);

    if (!is_crosses(passage, token) || is_pattern(passage, token, before) ||
        is_pattern(passage, token, after) || passage_follows(passage, index, 12, WORD_EXAMPLE))
        return false;
    if (passage->text[token->begin] == 'X' && token->end - token->begin > 3) return true;
    return passage_follows(passage, index, 2, counts) || (after->flags & WORD_CURRENCY) != 0 ||
           passage_has_mark(passage, index + 1, '$') ||
           (before->kind == TOKEN_MARK && strchr("#$o", before->mark) != NULL);
}

static bool is_note_to_self(const struct passage *passage, size_t index)
{
    static const char *const notes[] = { "TODO", "TBD", "FIXME" };
    const struct token *token = &passage->tokens[index];
    size_t len = token->end - token->begin;

    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (strlen(notes[i]) == len && memcmp(passage->text + token->begin, notes[i], len) == 0)
            return true;
    return false;
}

/* How many marks in a row from index on are the same and touch. */
static size_t run_of(const struct passage *passage, size_t index)
{
    size_t count = 1;

    while (passage_has_mark(passage, index + count, passage->tokens[index].mark) &&
           passage->tokens[index + count].begin == passage->tokens[index + count - 1].end)
        count++;
    return count;
}

/* "Dear ____," and "Dear …………,". A line of it is a rule; behind a colon the customer fills it in; a
 * row of dots that touches a word is a way to speak, and before a number it leads the eye. */
static bool is_blank_line(const struct passage *passage, size_t index, size_t count)
{
    const struct token *first = &passage->tokens[index];
    const struct token *last = &passage->tokens[index + count - 1];
    const struct token *before = passage_at(passage, index > 0 ? index - 1 : SIZE_MAX);
    const struct token *after = passage_at(passage, index + count);
    bool is_dot = first->mark == '.';

    if (first->mark != '_' && !is_dot) return false;
    if (last->end - first->begin < (is_dot ? 8 : 4)) return false;
    if (before->kind != TOKEN_WORD || before->end == first->begin) return false;
    if (after->kind == TOKEN_LINE || after->kind == TOKEN_NUMBER) return false;
    return after->kind == TOKEN_MARK ? strchr(",.;!?%$)", after->mark) != NULL
                                     : after->begin > last->end;
}

void unfilled_find(const struct passage *passage, found_fn *found, void *ctx)
{
    for (size_t i = 0, count; i < passage->count; i += count) {
        const struct token *token = &passage->tokens[i];
        size_t lorem = passage_phrase(passage, i, "lorem ipsum");
        bool is_found = lorem > 0;

        count = token->kind == TOKEN_MARK ? run_of(passage, i) : is_found ? lorem : 1;
        if (token->kind == TOKEN_GAP)
            is_found = !passage_follows(passage, i, 3, WORD_PRESS);
        else if (token->kind == TOKEN_WORD && !is_found)
            is_found = is_crossed_out(passage, i) || is_note_to_self(passage, i);
        else if (token->kind == TOKEN_MARK)
            is_found = is_blank_line(passage, i, count);
        if (is_found) found(ctx, token->begin, passage->tokens[i + count - 1].end);
    }
}
