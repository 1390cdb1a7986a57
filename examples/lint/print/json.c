/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The library's own report of each reply, with its positions moved to the file: as one document, or
 * one reply or file a line. README.md describes both. */
#include "json_build.h"
#include "memory.h"
#include "print.h"
#include "rule.h"

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
    static const char *const lists[] = { "signals", "media", "contacts" };

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

static json_t *finding_json(const struct finding *finding)
{
    json_t *json = json_object();

    json_put(json, "code", json_text(finding->code));
    json_put(json, "severity", json_text(severity_name(finding->severity, POISE_LANGUAGE_EN)));
    json_put_number(json, "start", finding->where.begin);
    json_put_number(json, "end", finding->where.end);
    json_put(json, "message", json_text(finding->message));
    json_put(json, "hint", json_text(finding->hint));
    json_put_place(json, "line", "column", finding->begin);
    json_put_place(json, "end_line", "end_column", finding->end);
    json_put(json, "fingerprint", json_text(finding->fingerprint));
    if (finding->reason != NULL) json_put(json, "suppressed", json_text(finding->reason));
    if (finding->is_known) json_put(json, "known", json_true());
    return json;
}

static json_t *findings_json(const struct findings *findings)
{
    json_t *list = json_array();

    for (size_t i = 0; i < findings->count; i++)
        json_append(list, finding_json(&findings->items[i]));
    return list;
}

static json_t *problems_json(const struct source *source)
{
    json_t *list = json_array();

    for (size_t i = 0; i < source->problem_count; i++)
        json_append(list, json_problem(&source->problems[i]));
    return list;
}

/* Adds what is known of a reply; takes over head. */
static json_t *reply_json(json_t *head, const struct checked *checked)
{
    json_t *body = report_json(checked->report);

    json_put(head, "name", json_text(checked->reply->name));
    json_put_number(head, "line", checked->place.line);
    spans_move(body, checked->source, checked->reply);
    json_put(body, "findings", findings_json(&checked->findings));
    if (json_object_update(head, body) != 0) memory_out();
    json_decref(body);
    return head;
}

static json_t *summary_json(const struct tally *tally)
{
    json_t *json = json_object();

    json_put_number(json, "files", tally->files);
    json_put_number(json, "replies", tally->replies);
    json_put_number(json, "error", tally->severities[POISE_SEVERITY_ERROR]);
    json_put_number(json, "warning", tally->severities[POISE_SEVERITY_WARNING]);
    json_put_number(json, "info", tally->severities[POISE_SEVERITY_INFO]);
    json_put_number(json, "suppressed", tally->suppressed);
    json_put_number(json, "known", tally->known);
    json_put_number(json, "need", tally->waiting);
    json_put_number(json, "deny", tally->denied);
    json_put_number(json, "unread", tally->unread);
    return json;
}

/* ---- One document -------------------------------------------------------------------------- */

struct document_state {
    bool has_file;
    bool has_reply;
};

static void begin(struct printer *printer)
{
    printer->state = memory_resize(NULL, sizeof(struct document_state));
    *(struct document_state *)printer->state = (struct document_state){ 0 };
    fputs("{\"version\":1,\"files\":[", printer->out);
}

static void file_begin(struct printer *printer, struct source *source)
{
    struct document_state *state = printer->state;

    fputs(state->has_file ? ",\n{\"path\":" : "\n{\"path\":", printer->out);
    json_print(printer->out, json_text(source->path));
    fputs(",\"replies\":[", printer->out);
    state->has_file = true;
    state->has_reply = false;
}

static void reply(struct printer *printer, const struct checked *checked)
{
    struct document_state *state = printer->state;

    fputs(state->has_reply ? ",\n" : "\n", printer->out);
    state->has_reply = true;
    json_print(printer->out, reply_json(json_object(), checked));
}

static void file_end(struct printer *printer, struct source *source,
                     const struct findings *findings)
{
    fputs("],\"findings\":", printer->out);
    json_print(printer->out, findings_json(findings));
    fputs(",\"errors\":", printer->out);
    json_print(printer->out, problems_json(source));
    fputs("}", printer->out);
}

static void end(struct printer *printer, const struct tally *tally)
{
    fputs("\n],\"summary\":", printer->out);
    json_print(printer->out, summary_json(tally));
    fputs("}\n", printer->out);
    free(printer->state);
}

const struct printer_kind print_json = {
    .begin = begin, .file_begin = file_begin, .reply = reply, .file_end = file_end, .end = end
};

/* ---- Lines --------------------------------------------------------------------------------- */

static void line_print(struct printer *printer, json_t *json)
{
    json_print(printer->out, json);
    fputs("\n", printer->out);
}

static void lines_reply(struct printer *printer, const struct checked *checked)
{
    json_t *head = json_object();

    json_put(head, "path", json_text(checked->source->path));
    line_print(printer, reply_json(head, checked));
}

/* Only a file of which something is to be said has a line of its own. */
static void lines_file_end(struct printer *printer, struct source *source,
                           const struct findings *findings)
{
    json_t *json;

    if (findings->count == 0 && source->problem_count == 0) return;
    json = json_object();
    json_put(json, "path", json_text(source->path));
    json_put(json, "findings", findings_json(findings));
    json_put(json, "errors", problems_json(source));
    line_print(printer, json);
}

static void lines_end(struct printer *printer, const struct tally *tally)
{
    json_t *json = json_object();

    json_put(json, "summary", summary_json(tally));
    line_print(printer, json);
}

const struct printer_kind print_jsonl = { .reply = lines_reply,
                                          .file_end = lines_file_end,
                                          .end = lines_end };
