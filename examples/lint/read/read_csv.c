/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* RFC 4180, with a comma or a semicolon; the first record names the columns. */
#include "fields.h"
#include "readers.h"

#include <stdlib.h>
#include <string.h>

struct record {
    struct replies cells; /* none of them a reply yet */
    size_t next;          /* where the next one starts */
};

struct column {
    size_t bytes; /* of all its cells */
    bool is_text;
    int title_rank;
};

struct csv {
    struct source *source;
    struct replies *replies;
    char delimiter;
    struct column *columns;
    size_t column_count;
    bool is_measure; /* this pass only looks for the longest column, and says nothing */
};

/* The one that the header has more of, outside quotes. */
static char delimiter_of(const struct source *source)
{
    size_t commas = 0, semicolons = 0;
    bool quoted = false;

    for (size_t at = source->start; at < source->len; at++) {
        char byte = source->data[at];
        if (byte == '"') quoted = !quoted;
        if (!quoted && source_is_break(byte)) break;
        if (!quoted && byte == ',') commas++;
        if (!quoted && byte == ';') semicolons++;
    }
    return semicolons > commas ? ';' : ',';
}

/* at stands behind the opening quote. Returns the offset behind the closing one. */
static size_t quoted_read(const struct csv *csv, size_t at, struct reply *text)
{
    struct source *source = csv->source;
    size_t open = at - 1;

    while (at < source->len) {
        const char *quote = memchr(source->data + at, '"', source->len - at);
        size_t end = quote != NULL ? (size_t)(quote - source->data) : source->len;

        reply_add(text, source->data + at, end - at, at, end - at);
        at = end;
        if (at == source->len) break;
        if (source->data[at + 1] != '"') return at + 1;
        reply_add(text, "\"", 1, at, 2);
        at += 2;
    }
    if (!csv->is_measure) source_problem(source, open, "this quote is never closed");
    return at;
}

static size_t plain_read(const struct csv *csv, size_t at, struct reply *text)
{
    const struct source *source = csv->source;
    size_t end = at;

    while (end < source->len && source->data[end] != csv->delimiter &&
           !source_is_break(source->data[end]))
        end++;
    reply_add(text, source->data + at, end - at, at, end - at);
    return end;
}

static size_t cell_read(const struct csv *csv, size_t at, struct replies *cells)
{
    struct source *source = csv->source;
    struct reply text = { .begin = at };

    if (at < source->len && source->data[at] == '"') {
        text.begin = at + 1;
        at = quoted_read(csv, at + 1, &text);
        if (!csv->is_measure && at < source->len && source->data[at] != csv->delimiter &&
            !source_is_break(source->data[at]))
            source_problem(source, at, "text behind the closing quote of a cell");
    }
    at = plain_read(csv, at, &text);
    replies_add(cells, text);
    return at;
}

/* Empty cells at the end come from a delimiter too many, which many exports write. */
static void record_read(const struct csv *csv, size_t at, struct record *record)
{
    const struct source *source = csv->source;
    struct replies *cells = &record->cells;

    replies_clear(cells, 0);
    for (;;) {
        at = cell_read(csv, at, cells);
        if (at >= source->len || source->data[at] != csv->delimiter) break;
        at++;
    }
    if (at < source->len && source->data[at] == '\r') at++;
    if (at < source->len && source->data[at] == '\n') at++;
    record->next = at;
    while (cells->count > 1 && cells->count > csv->column_count &&
           cells->items[cells->count - 1].len == 0)
        replies_clear(cells, cells->count - 1);
}

static void header_read(struct csv *csv, const struct record *record)
{
    csv->column_count = record->cells.count;
    csv->columns = memory_resize(NULL, record->cells.count * sizeof *csv->columns);
    for (size_t i = 0; i < record->cells.count; i++) {
        const struct reply *name = &record->cells.items[i];
        const char *text = name->text != NULL ? name->text : "";
        csv->columns[i] = (struct column){ .is_text = field_is_text(text, name->len),
                                           .title_rank = field_title_rank(text, name->len) };
    }
}

static void title_give(const struct csv *csv, const struct record *record, struct reply *reply)
{
    const struct reply *title = NULL;
    int rank = 0;

    for (size_t i = 0; i < csv->column_count && i < record->cells.count; i++) {
        if (csv->columns[i].is_text || csv->columns[i].title_rank <= rank) continue;
        rank = csv->columns[i].title_rank;
        title = &record->cells.items[i];
    }
    if (title != NULL) reply->name = reply_title(title->text, title->len);
}

static void row_measure(struct csv *csv, const struct record *record)
{
    for (size_t i = 0; i < csv->column_count && i < record->cells.count; i++)
        csv->columns[i].bytes += record->cells.items[i].len;
}

static void row_take(struct csv *csv, struct record *record)
{
    if (record->cells.count != csv->column_count)
        source_problem(csv->source, record->cells.items[0].begin,
                       "this row has %zu cells, the header has %zu", record->cells.count,
                       csv->column_count);
    for (size_t i = 0; i < csv->column_count && i < record->cells.count; i++) {
        struct reply *text = &record->cells.items[i];
        if (!csv->columns[i].is_text) continue;
        title_give(csv, record, text);
        replies_add(csv->replies, *text);
        *text = (struct reply){ 0 };
    }
}

static bool is_blank_line(const struct record *record)
{
    return record->cells.count == 1 && record->cells.items[0].len == 0;
}

static void rows_read(struct csv *csv, size_t at, struct record *record)
{
    while (at < csv->source->len) {
        record_read(csv, at, record);
        at = record->next;
        if (is_blank_line(record)) continue;
        if (csv->is_measure)
            row_measure(csv, record);
        else
            row_take(csv, record);
    }
}

/* Without a column of that name, the one that has the most text. */
static void columns_choose(struct csv *csv, size_t at, struct record *record)
{
    size_t most = 0;

    for (size_t i = 0; i < csv->column_count; i++)
        if (csv->columns[i].is_text) return;
    csv->is_measure = true;
    rows_read(csv, at, record);
    csv->is_measure = false;
    for (size_t i = 1; i < csv->column_count; i++)
        if (csv->columns[i].bytes > csv->columns[most].bytes) most = i;
    csv->columns[most].is_text = true;
}

void read_csv(struct source *source, struct replies *replies)
{
    struct csv csv = { .source = source, .replies = replies, .delimiter = delimiter_of(source) };
    struct record record = { .next = source->start };
    size_t rows;

    do record_read(&csv, record.next, &record);
    while (is_blank_line(&record) && record.next < source->len);
    if (!is_blank_line(&record)) {
        header_read(&csv, &record);
        rows = record.next;
        columns_choose(&csv, rows, &record);
        rows_read(&csv, rows, &record);
    }
    replies_release(&record.cells);
    free(csv.columns);
}
