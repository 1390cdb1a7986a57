/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "json_build.h"

#include "memory.h"
#include "unicode.h"

#include <stdio.h>
#include <string.h>

json_t *json_text(const char *text)
{
    struct buffer clean = { 0 };
    size_t len = text != NULL ? strlen(text) : 0, at = 0;
    json_t *json;

    if (text == NULL) return json_null();
    buffer_add(&clean, "", 0);
    while (at < len) {
        long code;
        size_t used = unicode_next(text + at, len - at, &code);
        if (code >= 0)
            buffer_add(&clean, text + at, used);
        else
            buffer_add(&clean, "\xEF\xBF\xBD", 3);
        at += used;
    }
    json = json_string(clean.data);
    buffer_release(&clean);
    if (json == NULL) memory_out();
    return json;
}

void json_put(json_t *object, const char *key, json_t *value)
{
    if (value == NULL || json_object_set_new(object, key, value) != 0) memory_out();
}

void json_append(json_t *list, json_t *item)
{
    if (json_array_append_new(list, item) != 0) memory_out();
}

void json_put_number(json_t *object, const char *key, size_t value)
{
    json_put(object, key, json_integer((json_int_t)value));
}

static int put(const char *bytes, size_t len, void *stream)
{
    return fwrite(bytes, 1, len, stream) == len ? 0 : -1;
}

void json_print(FILE *out, json_t *json)
{
    if (json_dump_callback(json, put, out, JSON_COMPACT | JSON_ENCODE_ANY) != 0 && !ferror(out))
        memory_out();
    json_decref(json);
}

void json_put_place(json_t *item, const char *line, const char *column, struct place place)
{
    json_put_number(item, line, place.line);
    json_put_number(item, column, place.column);
}

json_t *json_problem(const struct problem *problem)
{
    json_t *json = json_object();

    if (problem->place.line > 0) json_put_place(json, "line", "column", problem->place);
    json_put(json, "message", json_text(problem->message));
    return json;
}
