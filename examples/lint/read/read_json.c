/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * JSON (RFC 8259) from front to back, in memory that does not grow with the document. jansson wants
 * all of it at once, and takes longer to judge a string than it takes to read one here; strings
 * have to be read here anyway, because every byte of a reply is led back to the file.
 */
#include "fields.h"
#include "readers.h"
#include "unicode.h"

#include <ctype.h>
#include <string.h>

/* Nobody nests replies so deeply; the bound is on the frames that are kept. */
enum { DEEPEST = 1000 };

/* What the next byte may start. */
enum expect {
    EXPECT_VALUE,
    EXPECT_FIRST_VALUE, /* or the end of the list */
    EXPECT_KEY,
    EXPECT_FIRST_KEY, /* or the end of the map */
    EXPECT_COLON,
    EXPECT_NEXT, /* a comma, or the end of the list or map */
    EXPECT_END
};

struct walk {
    struct source *source;
    struct fields fields;
    enum expect expect;
    size_t at;
};

static bool wrong(struct walk *walk, size_t at, const char *what)
{
    source_problem(walk->source, at, "not valid JSON: %s", what);
    return false;
}

/* ---- Strings ------------------------------------------------------------------------------- */

static bool is_hex(const char *text, size_t len)
{
    size_t count = 0;

    while (count < 4 && count < len && isxdigit((unsigned char)text[count])) count++;
    return count == 4;
}

/* text stands at the u of an escape. Why it means no character, or NULL. */
static const char *unicode_wrong(const char *text, size_t len)
{
    long code, low;

    if (!is_hex(text + 1, len - 1)) return "\\u wants four hexadecimal digits";
    code = unicode_hex(text + 1, 4);
    if (code >= 0xDC00 && code <= 0xDFFF) return "half of a surrogate pair";
    if (code < 0xD800 || code > 0xDBFF) return NULL;
    if (len < 11 || text[5] != '\\' || text[6] != 'u' || !is_hex(text + 7, len - 7))
        return "half of a surrogate pair";
    low = unicode_hex(text + 7, 4);
    return low >= 0xDC00 && low <= 0xDFFF ? NULL : "half of a surrogate pair";
}

/* At a backslash. */
static bool escape_read(struct walk *walk, struct reply *reply)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *text = walk->source->data + walk->at;
    size_t room = walk->source->len - walk->at, used = 2, len = 1;
    const char *simple = room >= 2 ? memchr(from, text[1], sizeof from - 1) : NULL;
    const char *why;
    char bytes[4];

    if (simple != NULL) {
        bytes[0] = to[simple - from];
    } else {
        if (room < 2 || text[1] != 'u') return wrong(walk, walk->at, "no such escape");
        why = unicode_wrong(text + 1, room - 1);
        if (why != NULL) return wrong(walk, walk->at, why);
        used = 1 + unicode_escape(text + 1, room - 1, bytes, &len);
    }
    reply_add_bounded(reply, bytes, len, walk->at, used);
    walk->at += used;
    return true;
}

/* Characters that stand for themselves. */
static bool plain_read(struct walk *walk, struct reply *reply)
{
    enum { STEP = 65536 };
    const char *data = walk->source->data;
    size_t begin = walk->at, len = walk->source->len, at = begin;
    const char *why = NULL;
    long code = 0;

    while (at < len && at - begin < STEP && data[at] != '"' && data[at] != '\\') {
        unsigned char byte = (unsigned char)data[at];
        size_t used = byte < 0x80 ? 1 : unicode_next(data + at, len - at, &code);
        if (byte < ' ') why = "a control character in a string; write \\t or \\u00…";
        if (source_is_break(data[at])) why = "this line ends in a string; close it or write \\n";
        if (code < 0) why = "not UTF-8";
        if (why != NULL) return wrong(walk, at, why);
        at += used;
    }
    reply_add_bounded(reply, data + begin, at - begin, begin, at - begin);
    walk->at = at;
    return true;
}

/* At the opening quote. */
static bool string_read(struct walk *walk, struct reply *reply)
{
    struct source *source = walk->source;
    size_t open = walk->at++;
    bool ok = true;

    reply->begin = walk->at;
    while (ok && walk->at < source->len && source->data[walk->at] != '"') {
        ok = source->data[walk->at] == '\\' ? escape_read(walk, reply) : plain_read(walk, reply);
        source_done(source, walk->at);
    }
    if (ok && walk->at >= source->len) return wrong(walk, open, "this string is never closed");
    walk->at++;
    return ok;
}

static bool key_take(struct walk *walk)
{
    struct reply key = { 0 };
    size_t begin = walk->at;
    bool ok;

    if (walk->source->data[begin] != '"') return wrong(walk, begin, "expected a key in quotes");
    ok = string_read(walk, &key);
    if (ok && key.len > 0 && memchr(key.text, '\0', key.len) != NULL)
        ok = wrong(walk, begin, "a key with a zero byte in it");
    if (ok) fields_key(&walk->fields, key.text != NULL ? key.text : "", key.len, begin);
    reply_release(&key);
    walk->expect = EXPECT_COLON;
    return ok;
}

static bool string_take(struct walk *walk)
{
    struct reply reply = { 0 };

    if (string_read(walk, &reply)) {
        fields_text(&walk->fields, reply);
        return true;
    }
    reply_release(&reply);
    return false;
}

/* ---- Other values -------------------------------------------------------------------------- */

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* The length of the number at text, or 0. The file is terminated. */
static size_t number_len(const char *text)
{
    size_t at = text[0] == '-', count = digits(text + at);

    if (count == 0 || (count > 1 && text[at] == '0')) return 0;
    at += count;
    if (text[at] == '.') {
        count = digits(text + at + 1);
        if (count == 0) return 0;
        at += 1 + count;
    }
    if (text[at] == 'e' || text[at] == 'E') {
        size_t sign = text[at + 1] == '+' || text[at + 1] == '-';
        count = digits(text + at + 1 + sign);
        if (count == 0) return 0;
        at += 1 + sign + count;
    }
    return at;
}

static bool literal_take(struct walk *walk)
{
    static const char *const words[] = { "null", "true", "false" };
    const char *text = walk->source->data + walk->at;
    size_t len = number_len(text);

    for (size_t i = 0; len == 0 && i < sizeof words / sizeof *words; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0) len = strlen(words[i]);
    if (len == 0) return wrong(walk, walk->at, "expected a value");
    (void)fields_other(&walk->fields, text[0] != 'n');
    walk->at += len;
    return true;
}

/* ---- Nesting ------------------------------------------------------------------------------- */

static void value_end(struct walk *walk)
{
    walk->expect = walk->fields.depth > 0 ? EXPECT_NEXT : EXPECT_END;
}

static bool open(struct walk *walk, bool is_map)
{
    if (walk->fields.depth == DEEPEST) return wrong(walk, walk->at, "nested too deeply");
    fields_open(&walk->fields, is_map, walk->at++);
    walk->expect = is_map ? EXPECT_FIRST_KEY : EXPECT_FIRST_VALUE;
    return true;
}

static bool close(struct walk *walk)
{
    fields_close(&walk->fields, ++walk->at);
    value_end(walk);
    return true;
}

static bool value_take(struct walk *walk)
{
    char byte = walk->source->data[walk->at];
    bool ok;

    if (byte == '{' || byte == '[') return open(walk, byte == '{');
    ok = byte == '"' ? string_take(walk) : literal_take(walk);
    value_end(walk);
    return ok;
}

static bool is_in_map(const struct walk *walk)
{
    return walk->fields.frames[walk->fields.depth - 1].is_map;
}

static bool next_take(struct walk *walk)
{
    bool is_map = is_in_map(walk);

    if (walk->source->data[walk->at] == (is_map ? '}' : ']')) return close(walk);
    if (walk->source->data[walk->at] != ',')
        return wrong(walk, walk->at, is_map ? "expected , or }" : "expected , or ]");
    walk->at++;
    walk->expect = is_map ? EXPECT_KEY : EXPECT_VALUE;
    return true;
}

/* At a byte that is no white space. */
static bool step(struct walk *walk)
{
    char byte = walk->source->data[walk->at];

    switch (walk->expect) {
    case EXPECT_FIRST_VALUE: return byte == ']' ? close(walk) : value_take(walk);
    case EXPECT_VALUE: return value_take(walk);
    case EXPECT_FIRST_KEY: return byte == '}' ? close(walk) : key_take(walk);
    case EXPECT_KEY: return key_take(walk);
    case EXPECT_NEXT: return next_take(walk);
    case EXPECT_COLON:
        if (byte != ':') return wrong(walk, walk->at, "expected a colon");
        walk->at++;
        walk->expect = EXPECT_VALUE;
        return true;
    case EXPECT_END: break;
    }
    return wrong(walk, walk->at, "the document ended before this");
}

void read_json(struct source *source, struct replies *replies, const struct words *names)
{
    struct walk walk = { .source = source, .at = source->start };
    bool ok = true;

    fields_begin(&walk.fields, source, replies, names);
    while (ok) {
        while (walk.at < source->len && memchr(" \t\r\n", source->data[walk.at], 4) != NULL)
            walk.at++;
        if (walk.at == source->len) break;
        source_done(source, walk.at);
        ok = step(&walk);
    }
    if (ok && walk.expect != EXPECT_END) (void)wrong(&walk, walk.at, "it ends too early");
    fields_end(&walk.fields);
}
