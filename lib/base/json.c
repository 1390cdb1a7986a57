/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- The place of a value ------------------------------------------------------------------ */

/*
 * jansson keeps no positions, so a failure walks the text again along the path. The text is known
 * to be valid JSON by then, which makes the walk short: strings are skipped by their quotes, values
 * by their brackets.
 */
struct walk {
    const char *text;
    size_t len;
    size_t at;
};

static void walk_space(struct walk *w)
{
    while (w->at < w->len && w->text[w->at] && strchr(" \t\r\n,:", w->text[w->at])) w->at++;
}

static void walk_string(struct walk *w)
{
    for (w->at++; w->at < w->len && w->text[w->at] != '"'; w->at++)
        if (w->text[w->at] == '\\') w->at++;
    w->at++;
}

static void walk_value(struct walk *w)
{
    size_t depth = 0;

    walk_space(w);
    do {
        char c = w->at < w->len ? w->text[w->at] : ']';
        if (c == '"') {
            walk_string(w);
        } else if (c == '{' || c == '[') {
            depth++;
            w->at++;
        } else if (c == '}' || c == ']') {
            if (depth) depth--;
            w->at++;
        } else {
            while (w->at < w->len && w->text[w->at] && !strchr(" \t\r\n,:]}", w->text[w->at]))
                w->at++;
        }
        if (depth) walk_space(w);
    } while (depth && w->at < w->len);
}

/* From the start of a container to the value that one step names; false when it is not there. */
static bool walk_step(struct walk *w, const struct poise__json_step *step)
{
    w->at++;
    for (size_t i = 0;; i++) {
        walk_space(w);
        if (w->at >= w->len || w->text[w->at] == '}' || w->text[w->at] == ']') return false;
        if (!step->key && i == step->index) return true;
        if (step->key) {
            size_t begin = w->at + 1;
            walk_string(w);
            size_t len = w->at - 1 - begin;
            bool found = strlen(step->key) == len && memcmp(w->text + begin, step->key, len) == 0;
            walk_space(w);
            if (found) return true;
        }
        walk_value(w);
    }
}

static size_t reader_place(const struct poise__json_reader *reader)
{
    struct walk w = { reader->text.data, reader->text.len, 0 };

    walk_space(&w);
    for (uint32_t i = 0; i < reader->depth; i++) {
        struct walk container = w;
        if (!walk_step(&w, &reader->path[i])) return container.at;
    }
    return w.at < w.len ? w.at : w.len;
}

void poise__error_place(poise_error *error, struct poise__slice text, size_t offset)
{
    uint32_t line = 1, column = 1;

    for (size_t i = 0; i < offset && i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '\n' || (c == '\r' && !(i + 1 < text.len && text.data[i + 1] == '\n'))) {
            line++;
            column = 1;
        } else if ((c & 0xC0) != 0x80) {
            column++;
        }
    }
    error->offset = (uint32_t)offset;
    error->line = line;
    error->column = column;
}

/* ---- Failures ------------------------------------------------------------------------------ */

/* A message may quote bytes that are no UTF-8, or be cut inside a character. */
static void message_clean(char *message)
{
    size_t len = strlen(message);

    for (size_t at = 0; at < len;) {
        int32_t point;
        size_t step = poise__utf8_take((const uint8_t *)message + at, len - at, &point);
        if (point < 0) message[at] = '?';
        at += point < 0 ? 1 : step;
    }
}

static void reader_record(struct poise__json_reader *reader, size_t offset, const char *format,
                          va_list list)
{
    poise_error *error = reader->error;

    reader->status = reader->failure;
    if (!error) return;
    error->status = reader->failure;
    error->input = reader->input;
    poise__error_place(error, reader->text, offset);
    assert(format);
    vsnprintf(error->message, sizeof error->message, format, list);
    message_clean(error->message);
}

static void reader_fail_at(struct poise__json_reader *reader, size_t offset, const char *format,
                           ...)
{
    va_list list;

    va_start(list, format);
    reader_record(reader, offset, format, list);
    va_end(list);
}

poise_status poise__json_fail(struct poise__json_reader *reader, const char *format, ...)
{
    if (reader->status == POISE_OK) {
        va_list list;
        va_start(list, format);
        reader_record(reader, reader_place(reader), format, list);
        va_end(list);
    }
    return reader->status;
}

poise_status poise__json_no_memory(struct poise__json_reader *reader)
{
    if (reader->status == POISE_OK) {
        reader->failure = POISE_E_NOMEM;
        reader_fail_at(reader, 0, "out of memory");
    }
    return reader->status;
}

/* ---- Reading ------------------------------------------------------------------------------- */

void poise__json_reader_init(struct poise__json_reader *reader, struct poise__slice text,
                             poise_status failure, poise_error *error)
{
    *reader = (struct poise__json_reader){ .text = text, .failure = failure, .error = error };
}

json_t *poise__json_parse(struct poise__json_reader *reader)
{
    json_error_t why;
    json_t *document = json_loadb(reader->text.data ? reader->text.data : "", reader->text.len,
                                  JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &why);

    if (document) return document;
    /* jansson says nothing at all of most allocations that failed. */
    if (!why.text[0] || json_error_code(&why) == json_error_out_of_memory) {
        poise__json_no_memory(reader);
        return NULL;
    }
    size_t offset = why.position > 0 ? (size_t)why.position : 0;
    reader_fail_at(reader, offset < reader->text.len ? offset : reader->text.len, "%s", why.text);
    return NULL;
}

static void reader_enter(struct poise__json_reader *reader, const char *key, size_t index)
{
    assert(reader->depth < POISE__JSON_DEPTH);
    reader->path[reader->depth++] = (struct poise__json_step){ key, index };
}

void poise__json_enter_key(struct poise__json_reader *reader, const char *key)
{
    reader_enter(reader, key, 0);
}

void poise__json_enter_index(struct poise__json_reader *reader, size_t index)
{
    reader_enter(reader, NULL, index);
}

void poise__json_leave(struct poise__json_reader *reader)
{
    assert(reader->depth > 0);
    reader->depth--;
}

static bool is_known(const char *key, const char *const *known, size_t known_count)
{
    for (size_t i = 0; i < known_count; i++)
        if (strcmp(key, known[i]) == 0) return true;
    return false;
}

poise_status poise__json_check_keys(struct poise__json_reader *reader, const json_t *object,
                                    const char *const *known, size_t known_count)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)object, key, value)
    {
        if (is_known(key, known, known_count)) continue;
        const char *near = poise__nearest(key, known, known_count);
        poise__json_enter_key(reader, key);
        if (near)
            poise__json_fail(reader, "unknown key \"%.60s\"; did you mean \"%s\"?", key, near);
        else
            poise__json_fail(reader, "unknown key \"%.60s\"", key);
        poise__json_leave(reader);
        return reader->status;
    }
    return POISE_OK;
}

static const char *type_name(json_type type)
{
    switch (type) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "an array";
    case JSON_STRING: return "a string";
    case JSON_INTEGER: return "a whole number";
    case JSON_REAL: return "a number with a fraction";
    case JSON_TRUE:
    case JSON_FALSE: return "true or false";
    default: return "null";
    }
}

/* A member of one type, or NULL: missing, or a failure that is now recorded. */
static const json_t *reader_member(struct poise__json_reader *reader, const json_t *object,
                                   const char *key, json_type type)
{
    const json_t *value = json_object_get(object, key);

    if (!value || json_typeof(value) == type || (type == JSON_TRUE && json_is_boolean(value)))
        return value;
    poise__json_enter_key(reader, key);
    poise__json_fail(reader, "\"%s\" must be %s, not %s", key, type_name(type),
                     type_name(json_typeof(value)));
    poise__json_leave(reader);
    return NULL;
}

poise_status poise__json_get_text(struct poise__json_reader *reader, const json_t *object,
                                  const char *key, struct poise__slice *out)
{
    const json_t *value = reader_member(reader, object, key, JSON_STRING);

    if (value) *out = (struct poise__slice){ json_string_value(value), json_string_length(value) };
    return reader->status;
}

poise_status poise__json_get_string(struct poise__json_reader *reader, const json_t *object,
                                    const char *key, const char **out)
{
    const json_t *value = reader_member(reader, object, key, JSON_STRING);

    if (!value) return reader->status;
    if (strlen(json_string_value(value)) != json_string_length(value)) {
        poise__json_enter_key(reader, key);
        poise__json_fail(reader, "\"%s\" must not contain a zero byte", key);
        poise__json_leave(reader);
        return reader->status;
    }
    *out = json_string_value(value);
    return reader->status;
}

poise_status poise__json_get_int(struct poise__json_reader *reader, const json_t *object,
                                 const char *key, int64_t *out)
{
    const json_t *value = reader_member(reader, object, key, JSON_INTEGER);

    if (value) *out = json_integer_value(value);
    return reader->status;
}

poise_status poise__json_get_bool(struct poise__json_reader *reader, const json_t *object,
                                  const char *key, bool *out)
{
    const json_t *value = reader_member(reader, object, key, JSON_TRUE);

    if (value) *out = json_is_true(value);
    return reader->status;
}

poise_status poise__json_get_array(struct poise__json_reader *reader, const json_t *object,
                                   const char *key, const json_t **out)
{
    *out = reader_member(reader, object, key, JSON_ARRAY);
    return reader->status;
}

poise_status poise__json_get_object(struct poise__json_reader *reader, const json_t *object,
                                    const char *key, const json_t **out)
{
    *out = reader_member(reader, object, key, JSON_OBJECT);
    return reader->status;
}

/* ---- The word that was meant --------------------------------------------------------------- */

enum { NEAREST_LEN = 32, NEAREST_EDITS = 2 };

/* Edit distance with swaps of neighbours, for words of at most NEAREST_LEN bytes. */
static unsigned edit_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    unsigned row[3][NEAREST_LEN + 1];

    for (size_t j = 0; j <= b_len; j++) row[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_len; i++) {
        unsigned *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b_len; j++) {
            unsigned best = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < best) best = last[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[a_len % 3][b_len];
}

const char *poise__nearest(const char *word, const char *const *known, size_t known_count)
{
    const char *nearest = NULL;
    unsigned least = NEAREST_EDITS + 1;
    size_t len = strlen(word);

    if (len > NEAREST_LEN) return NULL;
    for (size_t i = 0; i < known_count; i++) {
        size_t known_len = strlen(known[i]);
        if (known_len > NEAREST_LEN) continue;
        unsigned edits = edit_distance(word, len, known[i], known_len);
        /* Two edits of a three-letter word make any other. */
        if (edits < least && edits < (len > known_len ? len : known_len)) {
            least = edits;
            nearest = known[i];
        }
    }
    return nearest;
}
