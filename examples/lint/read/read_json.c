/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* jansson says whether the file is JSON; what follows only has to find its way in valid JSON. */
#include "fields.h"
#include "readers.h"
#include "unicode.h"

#include <jansson.h>
#include <string.h>

static bool is_valid(struct source *source)
{
    json_error_t error;
    json_t *json = json_loadb(source->data + source->start, source->len - source->start,
                              JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);

    if (json != NULL) {
        json_decref(json);
        return true;
    }
    source_problem(source, source->start + (size_t)(error.position > 0 ? error.position - 1 : 0),
                   "not valid JSON: %s", error.text);
    return false;
}

/* text stands at a backslash. Returns the length of the escape. Surrogates come in pairs, or
 * jansson would have refused them. */
static size_t escape_read(const char *text, size_t len, char *bytes, size_t *bytes_len)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    const char *simple = strchr(from, text[1]);

    if (text[1] == 'u') return 1 + unicode_escape(text + 1, len - 1, bytes, bytes_len);
    bytes[0] = text[1];
    if (simple != NULL) bytes[0] = to[simple - from];
    *bytes_len = 1;
    return 2;
}

/* at stands behind the opening quote. Returns the offset behind the closing one. */
static size_t string_read(const struct source *source, size_t at, struct reply *reply)
{
    const char *data = source->data;

    reply->begin = at;
    while (data[at] != '"') {
        size_t end = at;
        char bytes[4];
        size_t len;

        while (data[end] != '"' && data[end] != '\\') end++;
        reply_add(reply, data + at, end - at, at, end - at);
        at = end;
        if (data[at] == '\\') {
            size_t used = escape_read(data + at, source->len - at, bytes, &len);
            reply_add(reply, bytes, len, at, used);
            at += used;
        }
    }
    return at + 1;
}

static size_t string_take(struct fields *fields, size_t at)
{
    struct reply reply = { 0 };
    size_t next = string_read(fields->source, at + 1, &reply);

    if (!fields_wants_key(fields)) {
        fields_text(fields, reply);
        return next;
    }
    fields_key(fields, reply.text != NULL ? reply.text : "", reply.len, at);
    reply_release(&reply);
    return next;
}

void read_json(struct source *source, struct replies *replies)
{
    struct fields fields;
    size_t at = source->start;

    if (!is_valid(source)) return;
    fields_begin(&fields, source, replies);
    while (at < source->len) {
        switch (source->data[at]) {
        case '{':
        case '[': fields_open(&fields, source->data[at++] == '{'); break;
        case '}':
        case ']':
            fields_close(&fields);
            at++;
            break;
        case '"': at = string_take(&fields, at); break;
        case ' ':
        case '\t':
        case '\r':
        case '\n':
        case ',':
        case ':': at++; break;
        default:
            fields_other(&fields, source->data[at] != 'n');
            at += strcspn(source->data + at, " \t\r\n,:]}");
        }
    }
    fields_end(&fields);
}
