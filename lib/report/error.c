/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "report/json.h"
#include "report/report.h"

struct line {
    poise_write_fn write;
    void *ctx;
    bool refused;
};

static int line_write(const char *bytes, size_t len, void *data)
{
    struct line *line = data;

    if (line->write(line->ctx, bytes, len) == 0) return 0;
    line->refused = true;
    return -1;
}

poise_status poise__json_line(json_t *document, poise_write_fn write, void *ctx)
{
    struct line line = { write, ctx, false };

    if (!document) return POISE_E_NOMEM;
    int failed = json_dump_callback(document, line_write, &line, JSON_COMPACT);
    if (!failed) failed = line_write("\n", 1, &line);
    json_decref(document);
    if (!failed) return POISE_OK;
    return line.refused ? POISE_E_WRITE : POISE_E_NOMEM;
}

json_t *poise__json_optional(const char *text)
{
    return text ? json_string(text) : json_null();
}

poise_status poise__error_write(const poise_error *error, const char *id, poise_write_fn write,
                                void *ctx)
{
    json_t *line = json_pack("{s:o, s:{s:s, s:i, s:i, s:i, s:s}}", "id", poise__json_optional(id),
                             "error", "status", poise_status_name(error->status), "offset",
                             (int)error->offset, "line", (int)error->line, "column",
                             (int)error->column, "message", error->message);

    return poise__json_line(line, write, ctx);
}
