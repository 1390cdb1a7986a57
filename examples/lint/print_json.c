/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The library's own report of each reply, with its positions moved to the file. README.md describes
 * the document. */
#include "json_build.h"
#include "memory.h"
#include "print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From bytes of the text to bytes of the file. */
static void item_move(json_t *item, struct source *source, const struct reply *reply)
{
    const json_t *start = json_object_get(item, "start"), *end = json_object_get(item, "end");
    poise_span where;
    struct extent extent;

    if (!json_is_integer(start) || !json_is_integer(end)) return;
    where = (poise_span){ (uint32_t)json_integer_value(start), (uint32_t)json_integer_value(end) };
    extent = reply_extent(reply, where);
    json_put_number(item, "start", extent.begin);
    json_put_number(item, "end", extent.end);
    json_put_place(item, "line", "column", source_place(source, extent.begin));
    json_put_place(item, "end_line", "end_column", source_place(source, extent.end));
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

    if (poise_report_json(report, NULL, buffer_write, &line) == POISE_OK)
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
    json_print(json_text(source->path));
    fputs(",\"replies\":[", stdout);
    printer->has_file = true;
    printer->has_reply = false;
}

void json_reply(struct json_printer *printer, struct source *source, const struct reply *reply,
                const poise_report *report)
{
    json_t *head = json_object(), *body = report_json(report);

    if (head == NULL) memory_out();
    json_put(head, "name", json_text(reply->name));
    json_put_number(head, "line", source_place(source, reply->begin).line);
    spans_move(body, source, reply);
    if (json_object_update(head, body) != 0) memory_out();
    json_decref(body);
    fputs(printer->has_reply ? ",\n" : "\n", stdout);
    printer->has_reply = true;
    json_print(head);
}

void json_file_end(const struct source *source)
{
    fputs("],\"errors\":[", stdout);
    for (size_t i = 0; i < source->problem_count; i++) {
        if (i > 0) fputs(",", stdout);
        json_print(json_problem(&source->problems[i]));
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
