/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "case_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The line that is read, for messages. */
struct place {
    const char *path;
    uint32_t line;
};

static _Noreturn void malformed(struct place at, const char *why)
{
    fprintf(stderr, "%s:%u: %s\n", at.path, (unsigned)at.line, why);
    exit(1);
}

static uint32_t encode(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    uint32_t extra = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char heads[] = { 0, 0xC0, 0xE0, 0xF0 };
    for (uint32_t i = extra; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(heads[extra] | c);
    return extra + 1;
}

/* An escape at `from`: its bytes to `out`. Returns how many characters of source it takes. */
static size_t read_escape(struct place at, const char *from, char *out, uint32_t *len)
{
    char *end;

    if (from[1] == '\\') {
        out[0] = '\\';
        *len = 1;
        return 2;
    }
    if ((from[1] != 'u' && from[1] != 'x') || from[2] != '{')
        malformed(at, "a backslash that begins no escape");
    unsigned long value = strtoul(from + 3, &end, 16);
    if (*end != '}' || end == from + 3 || value > 0x10FFFF) malformed(at, "an escape that is none");
    if (from[1] == 'x') {
        out[0] = (char)value;
        *len = 1;
    } else {
        *len = encode((uint32_t)value, out);
    }
    return (size_t)(end + 1 - from);
}

/* Unescape a line to `out`; columns (may be NULL) get the byte where each column begins; an escape is one. */
static uint32_t unescape(struct place at, const char *from, const char *end, char *out,
                         uint32_t *columns, uint32_t *count)
{
    uint32_t len = 0, n = 0;

    while (from < end) {
        uint32_t piece = 1;
        size_t source = 1;

        if (*from == '\\') {
            source = read_escape(at, from, out + len, &piece);
        } else {
            while (from + source < end && ((unsigned char)from[source] & 0xC0) == 0x80) source++;
            memcpy(out + len, from, source);
            piece = (uint32_t)source;
        }
        if (columns && n + 2 > CASE_COLUMNS) malformed(at, "the line is too long");
        if (columns) columns[n++] = len;
        len += piece;
        from += source;
    }
    if (columns) {
        columns[n] = len;
        *count = n + 1;
    }
    return len;
}

/* Room in the case's store. */
static char *keep_room(struct place at, struct test_case *c, size_t size)
{
    if (size > sizeof c->store - c->stored) malformed(at, "the case is too long");
    char *room = c->store + c->stored;
    c->stored += (uint32_t)size;
    return room;
}

static const char *keep(struct place at, struct test_case *c, const char *from, size_t len)
{
    char *room = keep_room(at, c, len + 1);

    memcpy(room, from, len);
    room[len] = '\0';
    return room;
}

static void add_text(struct place at, struct test_case *c, const char *from, const char *end)
{
    if (c->line_count == CASE_LINES || (size_t)(end - from) + 2 > sizeof c->text - c->text_len)
        malformed(at, "the case is too long");
    if (c->line_count) c->text[c->text_len++] = '\n';
    uint32_t len = unescape(at, from, end, c->text + c->text_len, c->columns, &c->column_count);
    c->lines[c->line_count++] = (poise_span){ c->text_len, c->text_len + len };
    c->text_len += len;
}

static struct fact *add_fact(struct place at, struct test_case *c, char sign)
{
    if (c->fact_count == CASE_FACTS) malformed(at, "the case has too many lines");
    struct fact *fact = &c->facts[c->fact_count++];
    *fact = (struct fact){ .line = at.line, .sign = sign };
    return fact;
}

static void copy_words(struct place at, struct fact *fact, const char *from, const char *end)
{
    while (end > from && end[-1] == ' ') end--;
    if ((size_t)(end - from) >= sizeof fact->words || end == from)
        malformed(at, "words are missing, or too many");
    memcpy(fact->words, from, (size_t)(end - from));
    fact->words[end - from] = '\0';
}

static void add_carets(struct place at, struct test_case *c, const char *from, const char *end)
{
    const char *caret = from, *after;
    struct fact *fact = add_fact(at, c, '^');

    while (*caret == ' ') caret++;
    for (after = caret; *after == '^';) after++;
    if (after == caret || *after != ' ' || !c->line_count || after - from >= c->column_count)
        malformed(at, "carets need as much text above, and a code behind them");
    uint32_t start = c->lines[c->line_count - 1].begin;
    fact->where.begin = start + c->columns[caret - from];
    fact->where.end = start + c->columns[after - from];
    while (*after == ' ') after++;
    copy_words(at, fact, after, end);
    char *bounds = strchr(fact->words, ' ');
    fact->high = UINT32_MAX;
    if (!bounds) return;
    unsigned low, high;
    if (sscanf(bounds, " %u..%u", &low, &high) != 2) malformed(at, "bounds that are none");
    fact->low = low;
    fact->high = high;
    *bounds = '\0';
}

static int sextet(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;

    return found ? (int)(found - digits) : -1;
}

/* base64 with padding; the bytes are kept in the case. */
static size_t decode(struct place at, const char *from, const char *end, char *out)
{
    size_t len = 0;
    uint32_t bits = 0, have = 0;

    for (; from < end && *from != '='; from++) {
        int value = sextet(*from);

        if (value < 0) malformed(at, "base64 that is none");
        bits = bits << 6 | (uint32_t)value;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[len++] = (char)(bits >> have & 0xFF);
        }
    }
    return len;
}

static const char *word_end(const char *from, const char *end)
{
    while (from < end && *from != ' ') from++;
    return from;
}

static const char *after_blank(const char *from, const char *end)
{
    return from < end ? from + 1 : end;
}

static void add_attachment(struct place at, struct test_case *c, const char *from, const char *end)
{
    const char *name_end = word_end(from, end), *type = after_blank(name_end, end);
    const char *type_end = word_end(type, end), *data = after_blank(type_end, end);

    if (c->attachment_count == CASE_LIST || type == type_end) malformed(at, "@ attach name type");
    poise_attachment *a = &c->attachments[c->attachment_count++];
    *a = (poise_attachment){ .size = sizeof *a };
    a->name = keep(at, c, from, (size_t)(name_end - from));
    if (type_end - type != 1 || *type != '-')
        a->type = keep(at, c, type, (size_t)(type_end - type));
    char *room = keep_room(at, c, (size_t)(end - data) + 1);
    a->data = room;
    a->data_len = decode(at, data, end, room);
}

static bool is_word(const char *from, const char *end, const char *word)
{
    return (size_t)(end - from) == strlen(word) && memcmp(from, word, strlen(word)) == 0;
}

static void add_listed(struct place at, const char **list, uint32_t *count, const char *value)
{
    if (*count == CASE_LIST) malformed(at, "the list is too long");
    list[(*count)++] = value;
}

static void add_setting(struct place at, struct test_case *c, const char *from, const char *end)
{
    const char *name = from, *name_end = word_end(from, end), *value = after_blank(name_end, end);
    size_t len = (size_t)(end - value);

    if (is_word(name, name_end, "lang")) {
        c->language = is_word(value, end, "fr") ? POISE_LANGUAGE_FR : POISE_LANGUAGE_EN;
        if (c->language == POISE_LANGUAGE_EN && !is_word(value, end, "en"))
            malformed(at, "en or fr");
    } else if (is_word(name, name_end, "own")) {
        add_listed(at, c->own, &c->own_count, keep(at, c, value, len));
    } else if (is_word(name, name_end, "flagged")) {
        add_listed(at, c->flagged, &c->flagged_count, keep(at, c, value, len));
    } else if (is_word(name, name_end, "reply_to")) {
        char *room = keep_room(at, c, len + 1);

        c->reply_to = room;
        c->reply_to_len = unescape(at, value, end, room, NULL, NULL);
    } else if (is_word(name, name_end, "attach")) {
        add_attachment(at, c, value, end);
    } else if (!is_word(name, name_end, "message")) {
        malformed(at, "no such setting");
    }
}

static void read_line(struct place at, struct test_case *c, const char *from, const char *end)
{
    bool spaced = end - from >= 2 && from[1] == ' ';

    if (*from == '#') return;
    if (*from == '>' && (spaced || end - from == 1))
        add_text(at, c, spaced ? from + 2 : end, end);
    else if (*from == ' ' && spaced)
        add_carets(at, c, from + 2, end);
    else if ((*from == '!' || *from == '=') && spaced)
        copy_words(at, add_fact(at, c, *from), from + 2, end);
    else if (*from == '@' && spaced)
        add_setting(at, c, from + 2, end);
    else
        malformed(at, "a line of no known kind");
}

static bool is_blank(const char *from, const char *end)
{
    while (from < end && (*from == ' ' || *from == '\t' || *from == '\r')) from++;
    return from == end;
}

/* Large, so cleared where it is used up and not as a whole. */
static void case_clear(struct test_case *c)
{
    c->text_len = c->line_count = c->fact_count = c->language = c->own_count = c->flagged_count = 0;
    c->attachment_count = c->reply_to_len = c->stored = c->column_count = 0;
    c->reply_to = NULL;
}

bool case_next(const char *path, const char **at, uint32_t *line, struct test_case *c)
{
    case_clear(c);
    while (**at) {
        const char *from = *at, *end = from + strcspn(from, "\n");
        struct place here = { path, (*line)++ };

        *at = *end ? end + 1 : end;
        if (!is_blank(from, end))
            read_line(here, c, from, end);
        else if (c->line_count)
            return true;
        else
            case_clear(c);
    }
    return c->line_count > 0;
}
