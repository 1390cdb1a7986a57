/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "passage.h"

#include "ascii.h"
#include "memory.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>

/* Of an address before its @, and of the depth of braces that are no placeholders. */
enum { LOCAL_LOOK = 64, HOST_LOOK = 255 };

struct lexer {
    struct passage *passage;
    const char *text;
    size_t len;
    size_t at;
    size_t opaque;  /* up to here a tag or an address goes on: only braces are filled in */
    size_t depth;   /* of braces that are open */
    bool tag_never; /* no ">" ahead */
    bool code_never;
};

static char byte_at(const struct lexer *lexer, size_t at)
{
    return at < lexer->len ? lexer->text[at] : 0;
}

static struct token *token_add(struct lexer *lexer, enum token_kind kind, size_t end)
{
    struct passage *passage = lexer->passage;
    struct token *token;

    passage->tokens = memory_grow(passage->tokens, passage->count, &passage->cap,
                                  sizeof *passage->tokens);
    token = &passage->tokens[passage->count++];
    *token = (struct token){ .begin = (uint32_t)lexer->at, .end = (uint32_t)end, .kind = kind };
    lexer->at = end;
    return token;
}

static void placeholder_add(struct lexer *lexer, enum token_kind kind, struct placeholder found)
{
    struct passage *passage = lexer->passage;

    passage->placeholders = memory_grow(passage->placeholders, passage->placeholder_count,
                                        &passage->placeholder_cap, sizeof *passage->placeholders);
    passage->placeholders[passage->placeholder_count++] = found;
    token_add(lexer, kind, found.end);
}

/* ---- Words --------------------------------------------------------------------------------- */

/* How long the letter at a byte is; 0: it is none. Marks stand in U+0080 to U+00BF and in the
 * blocks from U+2000 to U+2BFF. */
static size_t letter_len(const struct lexer *lexer, size_t at)
{
    unsigned char byte = (unsigned char)byte_at(lexer, at);
    long code;
    size_t used;

    if (byte < 0x80) return ascii_is_letter((char)byte);
    used = unicode_next(lexer->text + at, lexer->len - at, &code);
    return code < 0xC0 || (code >= 0x2000 && code < 0x2C00) ? 0 : used;
}

static void word_read(struct lexer *lexer)
{
    size_t end = lexer->at, used;
    struct token *token;
    char word[WORD_LEN];

    while ((used = letter_len(lexer, end)) > 0) end += used;
    if (ascii_is_digit(byte_at(lexer, end)) && ascii_is_letter(byte_at(lexer, lexer->at))) return;
    token = token_add(lexer, TOKEN_WORD, end);
    word_fold(lexer->text + token->begin, end - token->begin, word);
    token->flags = lexicon_flags(&lexer->passage->lexicon, word);
}

static void number_read(struct lexer *lexer)
{
    size_t end = lexer->at;

    while (
        ascii_is_letter(byte_at(lexer, end)) || ascii_is_digit(byte_at(lexer, end)) ||
        (end > lexer->at && byte_at(lexer, end) != 0 &&
         strchr("-.,/", byte_at(lexer, end)) != NULL && ascii_is_digit(byte_at(lexer, end + 1))) ||
        (end > lexer->at && byte_at(lexer, end) == '-' && ascii_is_letter(byte_at(lexer, end + 1))))
        end++;
    token_add(lexer, TOKEN_NUMBER, end);
}

static bool is_local(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte) ||
           (byte != 0 && strchr("._%+-", byte) != NULL);
}

/* Behind the e-mail address that begins here; 0: there is none. */
static size_t email_end(const struct lexer *lexer)
{
    size_t at = lexer->at, end;
    bool dot = false;

    while (at - lexer->at < LOCAL_LOOK && is_local(byte_at(lexer, at))) at++;
    if (byte_at(lexer, at) != '@' || at == lexer->at) return 0;
    for (end = at + 1; end - at < HOST_LOOK; end++) {
        char byte = byte_at(lexer, end);
        bool inner = ascii_is_letter(byte_at(lexer, end + 1)) ||
                     ascii_is_digit(byte_at(lexer, end + 1));
        if (byte == '.' && inner)
            dot = true;
        else if (!ascii_is_letter(byte) && !ascii_is_digit(byte) && !(byte == '-' && inner))
            break;
    }
    return dot ? end : 0;
}

static bool starts(const struct lexer *lexer, const char *words)
{
    size_t len = strlen(words);

    return lexer->len - lexer->at >= len && memcmp(lexer->text + lexer->at, words, len) == 0;
}

/* Up to a space, a quotation mark or a bracket. */
static void address_read(struct lexer *lexer)
{
    size_t end = lexer->at;

    while (end < lexer->len && (unsigned char)lexer->text[end] > ' ' &&
           strchr("<>\"`", lexer->text[end]) == NULL)
        end++;
    lexer->opaque = end;
}

static void text_read(struct lexer *lexer)
{
    size_t end = email_end(lexer), count = lexer->passage->count;

    if (starts(lexer, "http://") || starts(lexer, "https://") || starts(lexer, "www.")) {
        address_read(lexer);
        return;
    }
    if (end > 0) {
        token_add(lexer, TOKEN_EMAIL, end);
        return;
    }
    if (!ascii_is_digit(byte_at(lexer, lexer->at))) word_read(lexer);
    if (lexer->passage->count == count) number_read(lexer);
}

/* ---- Marks --------------------------------------------------------------------------------- */

static char plain_mark(long code)
{
    switch (code) {
    case 0x2018:
    case 0x2019: return '\'';
    case 0x201C:
    case 0x201D:
    case 0xAB:
    case 0xBB: return '"';
    case 0xBA:
    case 0xB0: return 'o';
    case 0xA3:
    case 0xA5:
    case 0x20AC:
    case 0x20B9: return '$';
    case 0x2026: return '.';
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014: return '-';
    default: return code < 0x80 ? (char)code : '?';
    }
}

static bool is_space(long code)
{
    return code == ' ' || code == '\t' || code == '\r' || code == 0xA0 || code == 0x2009 ||
           code == 0x202F || (code >= 0x200B && code <= 0x200D);
}

static void mark_read(struct lexer *lexer)
{
    long code;
    size_t used = unicode_next(lexer->text + lexer->at, lexer->len - lexer->at, &code);

    if (is_space(code)) {
        lexer->at += used;
        return;
    }
    if (code == '{') lexer->depth++;
    if (code == '}' && lexer->depth > 0) lexer->depth--;
    token_add(lexer, TOKEN_MARK, lexer->at + used)->mark = plain_mark(code);
}

/* A tag up to its ">": no byte is looked at twice, and none again once there is no ">" ahead. */
static bool tag_read(struct lexer *lexer)
{
    char next = byte_at(lexer, lexer->at + 1);
    const char *close;

    if (lexer->tag_never || !(ascii_is_letter(next) || next == '/' || next == '!')) return false;
    close = memchr(lexer->text + lexer->at, '>', lexer->len - lexer->at);
    lexer->tag_never = close == NULL;
    if (close == NULL) return false;
    lexer->opaque = (size_t)(close - lexer->text) + 1;
    return true;
}

/* Behind a fenced block or a piece of code, or where it was. */
static void code_skip(struct lexer *lexer)
{
    bool fence = starts(lexer, "```");
    size_t from = lexer->at + (fence ? 3 : 1), at = from;

    if (lexer->code_never) return;
    while (at < lexer->len && (fence || lexer->text[at] != '\n') &&
           !(lexer->text[at] == '`' &&
             (!fence || (byte_at(lexer, at + 1) == '`' && byte_at(lexer, at + 2) == '`'))))
        at++;
    if (byte_at(lexer, at) == '`')
        lexer->at = at + (fence ? 3 : 1);
    else if (fence)
        lexer->code_never = true;
}

/* ---- The pass ------------------------------------------------------------------------------ */

/* Within a tag or an address. */
static void opaque_read(struct lexer *lexer)
{
    struct placeholder found;

    if (strchr("{#%$", lexer->text[lexer->at]) != NULL && lexer->text[lexer->at] != 0 &&
        placeholder_at(lexer->text, lexer->len, lexer->at, &found) &&
        found.spelling <= SPELLING_TAG && !found.is_broken)
        placeholder_add(lexer, TOKEN_PLACEHOLDER, found);
    else
        lexer->at++;
    if (lexer->at >= lexer->opaque) {
        lexer->opaque = lexer->at;
        token_add(lexer, TOKEN_OTHER, lexer->at);
    }
}

static bool is_tag_name(const struct lexer *lexer, const struct placeholder *found)
{
    char word[WORD_LEN];

    word_fold(lexer->text + found->name_begin, found->name_end - found->name_begin, word);
    return word_is_element(word);
}

static bool placeholder_read(struct lexer *lexer)
{
    struct placeholder found;
    enum token_kind kind;
    size_t end = gap_read(lexer->passage, lexer->at, &kind);

    if (end > 0 && kind == TOKEN_GAP) {
        token_add(lexer, TOKEN_GAP, end);
        return true;
    }
    if (end > 0) {
        found = (struct placeholder){ lexer->at,        end,  lexer->at + 1, end - 1,
                                      SPELLING_BRACKET, false };
        placeholder_add(lexer, TOKEN_HOUSE, found);
        return true;
    }
    if (!placeholder_at(lexer->text, lexer->len, lexer->at, &found)) return false;
    if (found.spelling == SPELLING_ANGLE && is_tag_name(lexer, &found)) return false;
    /* A brace more or less is in order where others are open: "{n, plural, one {{x} day}}". */
    if (found.is_broken && lexer->depth > 0) {
        if (found.spelling != SPELLING_BRACE) return false;
        found.is_broken = false;
        found.end--;
    }
    placeholder_add(lexer, TOKEN_PLACEHOLDER, found);
    return true;
}

/* At the head of a line: past those that are quoted. */
static void quoted_skip(struct lexer *lexer)
{
    while (byte_at(lexer, lexer->at) == ' ') lexer->at++;
    while (byte_at(lexer, lexer->at) == '>') {
        const char *feed = memchr(lexer->text + lexer->at, '\n', lexer->len - lexer->at);
        lexer->at = feed == NULL ? lexer->len : (size_t)(feed - lexer->text) + 1;
    }
}

static void line_read(struct lexer *lexer)
{
    token_add(lexer, TOKEN_LINE, lexer->at + 1);
    quoted_skip(lexer);
    if (byte_at(lexer, lexer->at) == '\n') lexer->depth = 0;
}

static void one_read(struct lexer *lexer)
{
    char byte = lexer->text[lexer->at];
    size_t at = lexer->at;

    if (at < lexer->opaque) {
        opaque_read(lexer);
    } else if (byte == '\n') {
        line_read(lexer);
    } else if (ascii_is_digit(byte) || letter_len(lexer, at) > 0) {
        text_read(lexer);
    } else if (!(byte != 0 && strchr("{#%$[<:", byte) != NULL && placeholder_read(lexer)) &&
               !(byte == '<' && tag_read(lexer))) {
        if (byte == '`') code_skip(lexer);
        if (lexer->at == at) mark_read(lexer);
    }
}

void passage_read(struct passage *passage, const char *text, size_t len)
{
    struct lexer lexer = { .passage = passage, .text = text, .len = len };

    passage->text = text;
    passage->len = len;
    passage->count = passage->placeholder_count = 0;
    quoted_skip(&lexer);
    while (lexer.at < len) one_read(&lexer);
}

void passage_begin(struct passage *passage)
{
    *passage = (struct passage){ 0 };
    lexicon_make(&passage->lexicon);
}

void passage_end(struct passage *passage)
{
    lexicon_release(&passage->lexicon);
    free(passage->tokens);
    free(passage->placeholders);
    *passage = (struct passage){ 0 };
}

/* ---- Looking ------------------------------------------------------------------------------- */

const struct token *passage_at(const struct passage *passage, size_t index)
{
    static const struct token beyond = { .kind = TOKEN_LINE };

    return index < passage->count ? &passage->tokens[index] : &beyond;
}

void passage_word(const struct passage *passage, size_t index, char word[WORD_LEN])
{
    const struct token *token = passage_at(passage, index);

    word[0] = '\0';
    if (token->kind == TOKEN_WORD)
        word_fold(passage->text + token->begin, token->end - token->begin, word);
}

bool passage_has_mark(const struct passage *passage, size_t index, char mark)
{
    const struct token *token = passage_at(passage, index);

    return token->kind == TOKEN_MARK && token->mark == mark;
}

size_t passage_phrase(const struct passage *passage, size_t index, const char *words)
{
    size_t count = 0;
    char word[WORD_LEN];

    while (*words != '\0') {
        size_t len = strcspn(words, " ");
        if (*words == '\'' || *words == '-') {
            if (!passage_has_mark(passage, index + count, *words)) return 0;
        } else {
            passage_word(passage, index + count, word);
            if (strlen(word) != len || memcmp(word, words, len) != 0) return 0;
        }
        count++;
        words += len + (words[len] == ' ');
    }
    return count;
}

bool passage_follows(const struct passage *passage, size_t index, size_t count, uint32_t flags)
{
    while (index > 0 && count > 0) {
        const struct token *token = &passage->tokens[--index];
        if (token->kind == TOKEN_LINE) return false;
        if ((token->flags & flags) != 0) return true;
        count--;
    }
    return false;
}
