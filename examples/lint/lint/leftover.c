/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* What one customer's case left behind in a canned reply. Each pattern wants a word that says what
 * the number, amount or day is of: without one it may be anybody's. */
#include "passage.h"

#include "ascii.h"

#include <string.h>

/* How far back in a line a word still speaks of what follows. */
enum { NEAR = 10, SENTENCE = 25 };

struct search {
    const struct passage *passage;
    found_fn *found;
    void *ctx;
};

static const char *text_of(const struct search *search, const struct token *token)
{
    return search->passage->text + token->begin;
}

static size_t len_of(const struct token *token)
{
    return token->end - token->begin;
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* What characters a number is made of. */
struct shape {
    size_t digits;
    size_t capitals;
    size_t smalls;
    size_t hyphens;
    size_t slashes;
    size_t points; /* and commas */
};

static struct shape shape_of(const char *text, size_t len)
{
    struct shape shape = { 0 };

    for (size_t i = 0; i < len; i++) {
        shape.digits += ascii_is_digit(text[i]);
        shape.capitals += is_capital(text[i]);
        shape.smalls += text[i] >= 'a' && text[i] <= 'z';
        shape.hyphens += text[i] == '-';
        shape.slashes += text[i] == '/';
        shape.points += text[i] == '.' || text[i] == ',';
    }
    return shape;
}

/* ---- Numbers of orders and the like -------------------------------------------------------- */

/* "2023-2024". */
static bool is_years(const char *text, size_t len)
{
    return len == 9 && text[4] == '-' &&
           (memcmp(text, "19", 2) == 0 || memcmp(text, "20", 2) == 0) &&
           (memcmp(text + 5, "19", 2) == 0 || memcmp(text + 5, "20", 2) == 0);
}

static bool is_standard(const char *text, size_t len)
{
    return len > 3 && (memcmp(text, "ISO", 3) == 0 || memcmp(text, "RFC", 3) == 0);
}

/* Capitals and digits, or digits: four behind a word or sign for "number", six without. */
static bool is_identifier(const char *text, size_t len, bool is_marked)
{
    struct shape s = shape_of(text, len);

    if (s.points > 0 || s.smalls > 0 || is_years(text, len) || is_standard(text, len)) return false;
    if (s.slashes > 0 && (!is_marked || s.digits < 6 || s.slashes > 1)) return false;
    if (s.capitals > 0) return s.capitals + s.digits >= 5 && s.digits >= 2;
    return s.digits >= (is_marked ? 4 : 6);
}

/* A service's telephone number: "Booking: 02079460018", "reservation 1-800-555-0199". */
static bool is_telephone(const char *text, size_t len)
{
    return text[0] == '0' || (len > 2 && text[0] == '1' && text[1] == '-');
}

/* Between the thing and its number: "n°", "number is", ":", "(#". Returns how many tokens. */
static size_t joint_len(const struct search *search, size_t index, bool *is_marked)
{
    size_t count = 0;

    while (count < 6) {
        const struct token *token = passage_at(search->passage, index + count);
        if (token->kind == TOKEN_WORD) {
            if ((token->flags & (WORD_NUMBER | WORD_IS)) == 0) break;
            *is_marked |= (token->flags & WORD_NUMBER) != 0;
        } else if (token->kind == TOKEN_MARK) {
            if (strchr("#o:.(*\"", token->mark) == NULL) break;
            *is_marked |= token->mark == '#';
        } else {
            break;
        }
        count++;
    }
    return count;
}

/* What stands behind makes it a quantity: "100000 points", "2500 €". */
static bool is_counted(const struct search *search, size_t index)
{
    const struct token *next = passage_at(search->passage, index + 1);
    const struct token *before = index > 0 ? &search->passage->tokens[index - 1] : next;

    return passage_has_mark(search->passage, index + 1, '%') ||
           (next->kind == TOKEN_MARK && next->mark == '$') ||
           (before->kind == TOKEN_MARK && before->mark == '$') ||
           (next->flags & WORD_CURRENCY) != 0;
}

/* Tokens from index on that belong to a number with its thing; 0: none does. */
static size_t identifier_find(const struct search *search, size_t index)
{
    const struct passage *passage = search->passage;
    bool is_marked = passage_follows(passage, index, 3, WORD_NUMBER);
    size_t joint = joint_len(search, index + 1, &is_marked);
    const struct token *token = passage_at(passage, index + 1 + joint);
    const struct token *next = passage_at(passage, index + 2 + joint);

    if (token->kind != TOKEN_NUMBER) return 0;
    if ((passage->tokens[index].flags & WORD_THING) == 0 && !is_marked &&
        !passage_follows(passage, index, 1, WORD_YOURS))
        return 0;
    if (!is_identifier(text_of(search, token), len_of(token), is_marked)) return 0;
    if (next->kind == TOKEN_PLACEHOLDER && next->begin == token->end) return 0;
    if (is_counted(search, index + 1 + joint)) return 0;
    if (passage_follows(passage, index + 1 + joint, NEAR, WORD_EXAMPLE)) return 0;
    if (!is_marked && (is_telephone(text_of(search, token), len_of(token)) ||
                       (joint == 0 && passage_follows(passage, index, 1, WORD_MODAL))))
        return 0;
    search->found(search->ctx, token->begin, token->end);
    return joint + 2;
}

/* ---- Amounts ------------------------------------------------------------------------------- */

/* The tokens of an amount that is no round sum if that is asked for; 0: there is none. */
static size_t amount_len(const struct search *search, size_t index, bool wants_cents)
{
    const struct token *token = passage_at(search->passage, index);
    const struct token *number;
    struct shape shape;
    size_t count = 1;
    bool has_currency = (token->kind == TOKEN_MARK && token->mark == '$') ||
                        (token->flags & WORD_CURRENCY) != 0;

    if (has_currency)
        number = passage_at(search->passage, index + count++);
    else
        number = token;
    if (number->kind != TOKEN_NUMBER) return 0;
    shape = shape_of(text_of(search, number), len_of(number));
    if (shape.digits + shape.points < len_of(number)) return 0;
    if (wants_cents && (shape.points == 0 || len_of(number) < 3 ||
                        memcmp(text_of(search, number) + len_of(number) - 2, "00", 2) == 0 ||
                        ascii_is_digit(text_of(search, number)[len_of(number) - 3])))
        return 0;
    token = passage_at(search->passage, index + count);
    if (!has_currency) {
        if (!(token->kind == TOKEN_MARK && token->mark == '$') &&
            (token->flags & WORD_CURRENCY) == 0)
            return 0;
        token = passage_at(search->passage, index + ++count);
    }
    if ((token->flags & WORD_RATE) != 0 || (token->kind == TOKEN_MARK && token->mark == '/'))
        return 0;
    return count;
}

static size_t amount_find(const struct search *search, size_t index)
{
    const struct token *tokens = search->passage->tokens;

    for (const struct phrase *phrase = phrases_amount; phrase->words != NULL; phrase++) {
        size_t head = passage_phrase(search->passage, index, phrase->words), count;
        if (head == 0) continue;
        count = amount_len(search, index + head, phrase->wants_cents);
        if (count == 0) continue;
        search->found(search->ctx, tokens[index + head].begin,
                      tokens[index + head + count - 1].end);
        return head + count;
    }
    return 0;
}

/* ---- Days ---------------------------------------------------------------------------------- */

static bool is_year(const struct search *search, size_t index)
{
    const struct token *token = passage_at(search->passage, index);

    return token->kind == TOKEN_NUMBER && len_of(token) == 4 &&
           memcmp(text_of(search, token), "20", 2) == 0;
}

/* "12", "12th", "1er". */
static bool is_day(const struct search *search, size_t index)
{
    const struct token *token = passage_at(search->passage, index);
    struct shape shape;

    if (token->kind != TOKEN_NUMBER || len_of(token) > 4) return false;
    shape = shape_of(text_of(search, token), len_of(token));
    return shape.digits > 0 && shape.digits < 3 && shape.digits + shape.smalls == len_of(token);
}

/* "12/03/2024", "12.03.24", "2024-03-12". */
static bool is_date(const char *text, size_t len)
{
    struct shape shape = shape_of(text, len);

    return shape.digits >= 5 && shape.digits <= 8 &&
           shape.digits + shape.slashes + shape.points + shape.hyphens == len &&
           (shape.slashes == 2 || shape.points == 2 || shape.hyphens == 2);
}

/* The tokens of a day with its year; 0: there is none. */
static size_t date_len(const struct search *search, size_t index)
{
    const struct passage *passage = search->passage;
    const struct token *token = passage_at(passage, index);
    bool is_comma = passage_has_mark(passage, index + 2, ',');

    if (token->kind == TOKEN_NUMBER && is_date(text_of(search, token), len_of(token))) return 1;
    if (is_day(search, index) && (passage_at(passage, index + 1)->flags & WORD_MONTH) != 0 &&
        is_year(search, index + 2))
        return 3;
    if ((token->flags & WORD_MONTH) != 0 && is_day(search, index + 1) &&
        is_year(search, index + 2 + is_comma))
        return 3 + (size_t)is_comma;
    return 0;
}

/* "your order of 12 March 2024". */
static size_t date_find(const struct search *search, size_t index)
{
    const struct passage *passage = search->passage;

    if (!passage_follows(passage, index, 1, WORD_YOURS)) return 0;
    for (const struct phrase *phrase = phrases_dated; phrase->words != NULL; phrase++) {
        size_t head = passage_phrase(passage, index + 1, phrase->words), count;
        if (head == 0) continue;
        count = date_len(search, index + 1 + head);
        if (count == 0) continue;
        if ((passage_at(passage, index + 1 + head + count)->flags & WORD_RANGE) != 0) return 0;
        search->found(search->ctx, passage->tokens[index + 1 + head].begin,
                      passage->tokens[index + head + count].end);
        return 1 + head + count;
    }
    return 0;
}

/* ---- Accounts and cards -------------------------------------------------------------------- */

/* ISO 13616: the first four behind the rest, letters as 10 to 35, leave 1 by 97. */
static bool iban_is_valid(const char *iban, size_t len)
{
    unsigned rest = 0;

    for (size_t i = 0; i < len; i++) {
        char byte = iban[(i + 4) % len];
        if (ascii_is_digit(byte))
            rest = (rest * 10 + (unsigned)(byte - '0')) % 97;
        else
            rest = (rest * 100 + (unsigned)(byte - 'A' + 10)) % 97;
    }
    return rest == 1;
}

/* Behind the account number that begins with a token, in groups or in one; 0: it is none. */
static size_t iban_end(const struct search *search, const struct token *token)
{
    const struct passage *passage = search->passage;
    char iban[34];
    size_t len = 0, at = token->begin, end = 0;

    for (; at < passage->len && len < sizeof iban; at++) {
        char byte = passage->text[at];
        bool is_group_end = at + 1 == passage->len || passage->text[at + 1] < '0';
        if (byte == ' ' && at > token->begin && passage->text[at - 1] != ' ') continue;
        if (!ascii_is_digit(byte) && !is_capital(byte)) break;
        iban[len++] = byte;
        if (is_group_end && len >= 15 && iban_is_valid(iban, len)) end = at + 1;
    }
    return end;
}

static size_t tokens_until(const struct search *search, size_t index, size_t end)
{
    size_t count = 1;

    while (index + count < search->passage->count &&
           search->passage->tokens[index + count].begin < end)
        count++;
    return count;
}

/* A brand gives its own account in canned replies; a customer's is one's that is hers. */
static size_t iban_find(const struct search *search, size_t index)
{
    const struct passage *passage = search->passage;
    const struct token *token = &passage->tokens[index];
    const char *text = text_of(search, token);
    size_t end;

    if (len_of(token) < 4 || !is_capital(text[0]) || !is_capital(text[1]) ||
        !ascii_is_digit(text[2]) || !ascii_is_digit(text[3]))
        return 0;
    end = iban_end(search, token);
    if (end == 0 || !passage_follows(passage, index, SENTENCE, WORD_YOURS) ||
        passage_follows(passage, index, SENTENCE, WORD_OURS))
        return 0;
    search->found(search->ctx, token->begin, end);
    return tokens_until(search, index, end);
}

/* ISO 7812: the digits, each second from the right doubled, add up to tens. */
static bool card_is_valid(const char *digits, size_t len)
{
    unsigned sum = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned digit = (unsigned)(digits[len - 1 - i] - '0') << (i % 2);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

/* "4242 4242 4242 4242", which payment services give out for trials: next to no card has so few
 * different digits. */
static bool card_is_trial(const char *digits, size_t len)
{
    enum { FEW = 3 };
    unsigned seen = 0, count = 0;

    for (size_t i = 0; i < len; i++) seen |= 1u << (digits[i] - '0');
    for (; seen != 0; seen &= seen - 1) count++;
    return count <= FEW;
}

/* Sixteen digits, at once or in fours. */
static size_t card_find(const struct search *search, size_t index)
{
    const struct passage *passage = search->passage;
    char digits[16];
    size_t len = 0, count = 0;

    while (len < sizeof digits) {
        const struct token *token = passage_at(passage, index + count);
        struct shape shape = shape_of(text_of(search, token), len_of(token));
        bool is_four = len_of(token) == 4 || shape.hyphens == 3;
        if (token->kind != TOKEN_NUMBER || shape.digits + shape.hyphens != len_of(token) ||
            shape.digits > sizeof digits - len || (shape.digits != 16 && !is_four))
            return 0;
        for (size_t i = token->begin; i < token->end; i++)
            if (ascii_is_digit(passage->text[i])) digits[len++] = passage->text[i];
        count++;
    }
    if (digits[0] < '3' || digits[0] > '6' || !card_is_valid(digits, len) ||
        card_is_trial(digits, len))
        return 0;
    search->found(search->ctx, passage->tokens[index].begin,
                  passage->tokens[index + count - 1].end);
    return count;
}

/* "card ending in 4821". */
static size_t ending_find(const struct search *search, size_t index)
{
    for (const struct phrase *phrase = phrases_ending; phrase->words != NULL; phrase++) {
        size_t head = passage_phrase(search->passage, index, phrase->words);
        const struct token *token = passage_at(search->passage, index + head);
        if (head == 0 || token->kind != TOKEN_NUMBER || len_of(token) != 4 ||
            shape_of(text_of(search, token), 4).digits != 4)
            continue;
        search->found(search->ctx, token->begin, token->end);
        return head + 1;
    }
    return 0;
}

/* ---- Addresses ----------------------------------------------------------------------------- */

/* Whether a word of it, between signs, has one of the flags. */
static bool has_word(const struct lexicon *lexicon, const char *text, size_t len, uint32_t flags)
{
    for (size_t begin = 0, at = 0; at <= len; at++) {
        char word[WORD_LEN];
        if (at < len && ((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z')) continue;
        word_fold(text + begin, at - begin, word);
        if ((lexicon_flags(lexicon, word) & flags) != 0) return true;
        begin = at + 1;
    }
    return false;
}

/* A person's, to which something was sent: an address to write to is the brand's own. */
static size_t email_find(const struct search *search, size_t index)
{
    const struct passage *passage = search->passage;
    const struct token *token = &passage->tokens[index];
    const char *text = text_of(search, token);
    const char *at = memchr(text, '@', len_of(token));
    size_t local = (size_t)(at - text), host = len_of(token) - local - 1;
    const char *dot = memchr(text, '.', local);

    if (has_word(&passage->lexicon, text, local, WORD_ROLE)) return 0;
    if (!has_word(&passage->lexicon, at + 1, host, WORD_MAIL) &&
        (dot == NULL || dot == text || dot + 1 == at))
        return 0;
    if ((!passage_follows(passage, index, NEAR, WORD_SENT) &&
         !passage_follows(passage, index, 2, WORD_YOURS)) ||
        passage_follows(passage, index, NEAR, WORD_OURS | WORD_EXAMPLE))
        return 0;
    search->found(search->ctx, token->begin, token->end);
    return 1;
}

/* ---- All ----------------------------------------------------------------------------------- */

static size_t word_find(const struct search *search, size_t index)
{
    uint32_t flags = search->passage->tokens[index].flags;
    size_t count = 0;

    if ((flags & (WORD_THING | WORD_WEAK)) != 0) count = identifier_find(search, index);
    if (count == 0 && (flags & (WORD_THING | WORD_WEAK | WORD_DATED)) != 0)
        count = date_find(search, index);
    if (count == 0 && (flags & WORD_OPENS) != 0) count = amount_find(search, index);
    if (count == 0 && (flags & WORD_CARD) != 0) count = ending_find(search, index);
    return count;
}

void leftover_find(const struct passage *passage, found_fn *found, void *ctx)
{
    const struct search search = { passage, found, ctx };

    for (size_t i = 0, count; i<passage->count; i += count> 0 ? count : 1) {
        count = 0;
        switch (passage->tokens[i].kind) {
        case TOKEN_WORD: count = word_find(&search, i); break;
        case TOKEN_NUMBER:
            count = iban_find(&search, i);
            if (count == 0) count = card_find(&search, i);
            break;
        case TOKEN_EMAIL: count = email_find(&search, i); break;
        default: break;
        }
    }
}

/* ---- Greetings ----------------------------------------------------------------------------- */

/* "Good morning" is two words. */
static size_t greeting_len(const struct passage *passage, size_t index)
{
    if ((passage->tokens[index].flags & WORD_GREETING) != 0) return 1;
    if (passage_phrase(passage, index, "good morning") > 0 ||
        passage_phrase(passage, index, "good afternoon") > 0 ||
        passage_phrase(passage, index, "good evening") > 0)
        return 2;
    return 0;
}

static bool is_given_name(const struct passage *passage, size_t index)
{
    const struct token *token = passage_at(passage, index);
    const char *text = passage->text + token->begin;
    size_t len = token->end - token->begin;

    if (token->kind != TOKEN_WORD || (token->flags & WORD_NOBODY) != 0) return false;
    if (len < 2) return is_capital(text[0]) && passage_has_mark(passage, index + 1, '\'');
    if (is_capital(text[0])) return !is_capital(text[1]);
    /* U+00C0 to U+00DE: É. */
    return len > 2 && text[0] == '\xC3' && (unsigned char)text[1] < 0x9F && !is_capital(text[2]);
}

/* One to three names, which hyphens and apostrophes join; returns how many tokens. */
static size_t names_len(const struct passage *passage, size_t index)
{
    size_t count = 0;

    for (size_t names = 0; names < 3 && is_given_name(passage, index + count); names++) {
        count++;
        while ((passage_has_mark(passage, index + count, '-') ||
                passage_has_mark(passage, index + count, '\'')) &&
               passage->tokens[index + count].begin == passage->tokens[index + count - 1].end &&
               is_given_name(passage, index + count + 1))
            count += 2;
    }
    return count;
}

/* True when a placeholder is greeted. */
static bool greeting_read(const struct passage *passage, size_t index, found_fn *found, void *ctx)
{
    size_t first = index, count;
    const struct token *end;

    while (first < index + 2 && (passage_at(passage, first)->flags & WORD_TITLE) != 0)
        first += 1 + passage_has_mark(passage, first + 1, '.');
    end = passage_at(passage, first);
    if (end->kind == TOKEN_PLACEHOLDER || end->kind == TOKEN_HOUSE) return true;
    count = names_len(passage, first);
    end = passage_at(passage, first + count);
    if (count > 0 && (end->kind == TOKEN_LINE ||
                      (end->kind == TOKEN_MARK && strchr(",!:;-", end->mark) != NULL)))
        found(ctx, passage->tokens[index].begin, passage->tokens[first + count - 1].end);
    return false;
}

size_t greeting_find(const struct passage *passage, found_fn *found, void *ctx)
{
    bool is_start = true;
    size_t greeted = 0;

    for (size_t i = 0; i < passage->count; i++) {
        const struct token *token = &passage->tokens[i];
        size_t count = is_start && token->kind == TOKEN_WORD ? greeting_len(passage, i) : 0;
        if (count > 0) greeted += greeting_read(passage, i + count, found, ctx);
        is_start = token->kind == TOKEN_LINE ||
                   (is_start && token->kind != TOKEN_WORD && token->kind != TOKEN_PLACEHOLDER);
    }
    return greeted;
}
