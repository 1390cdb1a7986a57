/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The library's own report of each reply, with its positions moved to the file. README.md describes
 * the document. */
#include "memory.h"
#include "print.h"
#include "unicode.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that are no UTF-8 have no place in JSON. */
static json_t *text_json(const char *text)
{
    struct buffer clean = { 0 };
    size_t len = strlen(text), at = 0;
    json_t *json;

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

/* The object takes over value. */
static void set(json_t *object, const char *key, json_t *value)
{
    if (value == NULL || json_object_set_new(object, key, value) != 0) memory_out();
}

static void set_number(json_t *object, const char *key, size_t value)
{
    set(object, key, json_integer((json_int_t)value));
}

static int put(const char *bytes, size_t len, void *stream)
{
    return fwrite(bytes, 1, len, stream) == len ? 0 : -1;
}

/* Takes over json. A failed write is told by main, from the stream. */
static void dump(json_t *json)
{
    if (json_dump_callback(json, put, stdout, JSON_COMPACT | JSON_ENCODE_ANY) != 0 &&
        !ferror(stdout))
        memory_out();
    json_decref(json);
}

static int collect(void *ctx, const char *bytes, size_t len)
{
    buffer_add(ctx, bytes, len);
    return 0;
}

static void set_place(json_t *item, const char *line, const char *column, struct place place)
{
    set_number(item, line, place.line);
    set_number(item, column, place.column);
}

/* From bytes of the text to bytes of the file. */
static void item_move(json_t *item, struct source *source, const struct reply *reply)
{
    const json_t *start = json_object_get(item, "start"), *end = json_object_get(item, "end");
    poise_span where;
    struct extent extent;

    if (!json_is_integer(start) || !json_is_integer(end)) return;
    where = (poise_span){ (uint32_t)json_integer_value(start), (uint32_t)json_integer_value(end) };
    extent = reply_extent(reply, where);
    set_number(item, "start", extent.begin);
    set_number(item, "end", extent.end);
    set_place(item, "line", "column", source_place(source, extent.begin));
    set_place(item, "end_line", "end_column", source_place(source, extent.end));
}

static void spans_move(json_t *object, struct source *source, const struct reply *reply)
{
    static const char *const lists[] = { "signals", "findings", "media", "contacts" };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        json_t *list = json_object_get(object, lists[i]);
        for (size_t j = 0; j < json_array_size(list); j++)
            item_move(json_array_get(list, j), source, reply);
    }
}

static json_t *report_json(const poise_report *report)
{
    struct buffer line = { 0 };
    json_t *json = NULL;

    if (poise_report_json(report, NULL, collect, &line) == POISE_OK)
        json = json_loadb(line.data, line.len, JSON_ALLOW_NUL, NULL);
    buffer_release(&line);
    if (json == NULL) memory_out();
    return json;
}

void json_begin(struct json_printer *printer)
{
    *printer = (struct json_printer){ 0 };
    fputs("{\"version\":1,\"files\":[", stdout);
}

void json_file(struct json_printer *printer, struct source *source)
{
    fputs(printer->has_file ? ",\n{\"path\":" : "\n{\"path\":", stdout);
    dump(text_json(source->path));
    fputs(",\"replies\":[", stdout);
    printer->has_file = true;
    printer->has_reply = false;
}

void json_reply(struct json_printer *printer, struct source *source, const struct reply *reply,
                const poise_report *report)
{
    json_t *head = json_object(), *body = report_json(report);

    if (head == NULL) memory_out();
    set(head, "name", reply->name != NULL ? text_json(reply->name) : json_null());
    set_number(head, "line", source_place(source, reply->begin).line);
    spans_move(body, source, reply);
    if (json_object_update(head, body) != 0) memory_out();
    json_decref(body);
    fputs(printer->has_reply ? ",\n" : "\n", stdout);
    printer->has_reply = true;
    dump(head);
}

static json_t *problem_json(const struct problem *problem)
{
    json_t *json = json_object();

    if (json == NULL) memory_out();
    if (problem->place.line > 0) set_place(json, "line", "column", problem->place);
    set(json, "message", text_json(problem->message));
    return json;
}

void json_file_end(const struct source *source)
{
    fputs("],\"errors\":[", stdout);
    for (size_t i = 0; i < source->problem_count; i++) {
        if (i > 0) fputs(",", stdout);
        dump(problem_json(&source->problems[i]));
    }
    fputs("]}", stdout);
}

void json_end(const struct tally *tally)
{
    printf(
        "\n],\"summary\":{\"files\":%zu,\"replies\":%zu,\"error\":%zu,\"warning\":%zu,\"info\":%zu,"
        "\"need\":%zu,\"deny\":%zu,\"unread\":%zu}}\n",
        tally->files, tally->replies, tally->severities[POISE_SEVERITY_ERROR],
        tally->severities[POISE_SEVERITY_WARNING], tally->severities[POISE_SEVERITY_INFO],
        tally->waiting, tally->denied, tally->unread);
}
