/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* RFC 4180, with a comma, a semicolon or a tab; the first record names the columns, or is a reply. */
#include "field.h"
#include "memory.h"
#include "options.h"
#include "readers.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct record {
    struct replies cells; /* none of them a reply yet */
    size_t begin;
    size_t next; /* where the next one starts */
};

struct column {
    size_t bytes; /* of all its cells */
    enum field_text text;
    bool is_text;
    bool is_prose; /* what stands where its name would be */
    int title_rank;
};

struct csv {
    struct source *source;
    struct replies *replies;
    const struct words *names; /* those of --field */
    char delimiter;
    struct column *columns;
    size_t column_count;
    bool is_measure; /* this pass only looks for the longest column, and says nothing */
};

/* ---- Records ------------------------------------------------------------------------------- */

/* The end of the line, behind its break. */
static size_t line_next(const struct source *source, size_t at)
{
    while (at < source->len && !source_is_break(source->data[at])) at++;
    if (at < source->len && source->data[at] == '\r')
        at++;
    else if (at < source->len)
        return at + 1;
    if (at < source->len && source->data[at] == '\n') at++;
    return at;
}

/* Whether a line in front of the header is a comment: "#" alone may name a column of numbers. */
static bool is_head_comment(const struct source *source, size_t at)
{
    return source->data[at] == '#' && source->data[at + 1] == ' ';
}

/* The one that the header has most of, outside quotes. */
static char delimiter_of(const struct source *source, size_t at)
{
    static const char delimiters[] = ",;\t";
    size_t counts[sizeof delimiters] = { 0 }, most = 0;
    bool quoted = false;

    while (at < source->len && (source_is_break(source->data[at]) || is_head_comment(source, at)))
        at = line_next(source, at);
    for (; at < source->len && (quoted || !source_is_break(source->data[at])); at++) {
        char byte = source->data[at];
        const char *found = byte != '\0' ? strchr(delimiters, byte) : NULL;
        if (byte == '"') quoted = !quoted;
        if (!quoted && found != NULL) counts[found - delimiters]++;
    }
    for (size_t i = 1; i < sizeof delimiters; i++)
        if (counts[i] > counts[most]) most = i;
    return delimiters[most];
}

/* A spreadsheet's "sep=;" in the first line. Returns where the header starts. */
static size_t delimiter_read(struct csv *csv)
{
    const struct source *source = csv->source;
    const char *head = source->data + source->start;
    size_t len = source->len - source->start;

    if (len >= 5 && memcmp(head, "sep=", 4) == 0 && !source_is_break(head[4]) &&
        (len == 5 || source_is_break(head[5]))) {
        csv->delimiter = head[4];
        return line_next(source, source->start);
    }
    csv->delimiter = delimiter_of(source, source->start);
    return source->start;
}

/* at stands behind the opening quote. Returns the offset behind the closing one. */
static size_t quoted_read(const struct csv *csv, size_t at, struct reply *text)
{
    struct source *source = csv->source;
    size_t open = at - 1;

    while (at < source->len) {
        const char *quote = memchr(source->data + at, '"', source->len - at);
        size_t end = quote != NULL ? (size_t)(quote - source->data) : source->len;

        reply_add_bounded(text, source->data + at, end - at, at, end - at);
        at = end;
        if (at == source->len) break;
        if (source->data[at + 1] != '"') return at + 1;
        reply_add_bounded(text, "\"", 1, at, 2);
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
    reply_add_bounded(text, source->data + at, end - at, at, end - at);
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

static void record_read(const struct csv *csv, size_t at, struct record *record)
{
    const struct source *source = csv->source;

    record->begin = at;
    replies_clear(&record->cells, 0);
    for (;;) {
        at = cell_read(csv, at, &record->cells);
        if (at >= source->len || source->data[at] != csv->delimiter) break;
        at++;
    }
    record->next = line_next(source, at);
}

static bool is_blank_line(const struct record *record)
{
    return record->cells.count == 1 && record->cells.items[0].len == 0;
}

/* A line that starts with "#" and has fewer cells than the header, or that speaks to this program.
 * Returns where the next line starts, or 0. */
static size_t comment_read(const struct csv *csv, size_t at)
{
    static const char to_us[] = "poise-ignore";
    struct source *source = csv->source;
    struct extent words = { at, at };
    size_t cells = 1;
    bool is_comment;

    if (at == source->len || source->data[at] != '#') return 0;
    while (words.end < source->len && !source_is_break(source->data[words.end]))
        cells += source->data[words.end++] == csv->delimiter;
    while (words.begin < words.end && strchr("# \t", source->data[words.begin]) != NULL)
        words.begin++;
    is_comment = csv->column_count > 0 ? cells < csv->column_count : is_head_comment(source, at);
    if (!is_comment && strncmp(source->data + words.begin, to_us, sizeof to_us - 1) != 0) return 0;
    if (!csv->is_measure) source_comment(source, words);
    return line_next(source, words.end);
}

/* ---- Columns ------------------------------------------------------------------------------- */

/* A column of remarks is one of replies if there is no better. */
static void texts_choose(struct csv *csv)
{
    enum field_text best = FIELD_NONE;

    for (size_t i = 0; i < csv->column_count; i++)
        if (csv->columns[i].text > best) best = csv->columns[i].text;
    for (size_t i = 0; i < csv->column_count; i++)
        csv->columns[i].is_text = best != FIELD_NONE && csv->columns[i].text == best;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* No name of a column is so long, goes on in a second line or ends like a sentence. */
static bool is_prose(const char *text, size_t len)
{
    enum { LONGEST_NAME = 80 };

    return len > LONGEST_NAME || (len > 0 && strchr(".!?", text[len - 1]) != NULL) ||
           memchr(text, '\n', len) != NULL;
}

/* Of "Canned response" the last word says it, but not as surely as "response" does. */
static enum field_text column_text(const struct csv *csv, const char *name, size_t len)
{
    enum field_text text = field_text(csv->names, name, len);
    size_t word = len;

    if (text != FIELD_NONE || csv->names->count > 0) return text;
    while (word > 0 && name[word - 1] != ' ') word--;
    if (field_is_plural(name + word, len - word)) return FIELD_NONE;
    text = field_text(csv->names, name + word, len - word);
    return text == FIELD_REPLY ? FIELD_REMARK : FIELD_NONE;
}

static struct column column_of(const struct csv *csv, const struct reply *cell)
{
    const char *name = cell->text != NULL ? cell->text : "";
    size_t len = cell->len;

    while (len > 0 && is_blank(name[0])) name++, len--;
    while (len > 0 && is_blank(name[len - 1])) len--;
    return (struct column){ .text = column_text(csv, name, len),
                            .is_prose = is_prose(name, len),
                            .title_rank = field_title_rank(name, len) };
}

/* Empty cells at the end come from a delimiter too many, which many exports write. */
static void header_read(struct csv *csv, struct record *record)
{
    struct replies *cells = &record->cells;

    while (cells->count > 1 && cells->items[cells->count - 1].len == 0)
        replies_clear(cells, cells->count - 1);
    csv->column_count = cells->count;
    csv->columns = memory_resize(NULL, cells->count * sizeof *csv->columns);
    for (size_t i = 0; i < cells->count; i++) csv->columns[i] = column_of(csv, &cells->items[i]);
    texts_choose(csv);
}

/* ---- Rows ---------------------------------------------------------------------------------- */

/* Of all replies in a row. NULL: there is none. */
static const struct reply *title_of(const struct csv *csv, const struct record *record)
{
    const struct reply *title = NULL;
    int rank = 0;

    for (size_t i = 0; i < csv->column_count && i < record->cells.count; i++) {
        if (csv->columns[i].is_text || csv->columns[i].title_rank <= rank) continue;
        rank = csv->columns[i].title_rank;
        title = &record->cells.items[i];
    }
    return title;
}

static void row_measure(struct csv *csv, const struct record *record)
{
    for (size_t i = 0; i < csv->column_count && i < record->cells.count; i++)
        csv->columns[i].bytes += record->cells.items[i].len;
}

/* Exports leave out cells at the end, or write empty ones too many: that is wrong only where a
 * reply is missing or nobody knows what a cell is. */
static bool is_ragged(const struct csv *csv, const struct record *record)
{
    for (size_t i = record->cells.count; i < csv->column_count; i++)
        if (csv->columns[i].is_text) return true;
    for (size_t i = csv->column_count; i < record->cells.count; i++)
        if (record->cells.items[i].len > 0) return true;
    return false;
}

static void row_take(struct csv *csv, struct record *record)
{
    struct replies *replies = csv->replies;
    const struct reply *title = title_of(csv, record);

    assert(record->cells.items != NULL); /* even an empty line has a cell */
    if (is_ragged(csv, record))
        source_problem(csv->source, record->begin, "this row has %zu cells, the header has %zu",
                       record->cells.count, csv->column_count);
    for (size_t i = 0; i < csv->column_count && i < record->cells.count; i++) {
        struct reply *text = &record->cells.items[i];
        if (!csv->columns[i].is_text) continue;
        if (title != NULL) text->name = reply_title(title->text, title->len);
        replies_add(replies, *text);
        *text = (struct reply){ 0 };
    }
    if (replies_are_due(replies)) replies->take(replies->take_ctx, replies, replies->count);
}

static void rows_read(struct csv *csv, size_t at, struct record *record)
{
    while (at < csv->source->len) {
        size_t next = comment_read(csv, at);

        source_done(csv->source, at);
        if (next > 0) {
            at = next;
            continue;
        }
        record_read(csv, at, record);
        at = record->next;
        if (is_blank_line(record)) continue;
        if (csv->is_measure)
            row_measure(csv, record);
        else
            row_take(csv, record);
    }
}

/* Without a column of that name, the one that has the most text. header and at: where the first
 * record begins and ends. Returns where the rows begin. */
static size_t columns_choose(struct csv *csv, size_t header, size_t at, struct record *record)
{
    size_t most = 0;

    for (size_t i = 0; i < csv->column_count; i++)
        if (csv->columns[i].is_text) return at;
    if (csv->names->count > 0) return at;
    csv->is_measure = true;
    rows_read(csv, at, record);
    csv->is_measure = false;
    for (size_t i = 1; i < csv->column_count; i++)
        if (csv->columns[i].bytes > csv->columns[most].bytes) most = i;
    csv->columns[most].is_text = true;
    return csv->columns[most].is_prose ? header : at;
}

/* False when there are only pointers, which name no column. */
static bool names_fit(struct source *source, const struct words *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!field_is_pointer(names->items[i])) return true;
    return names->count == 0 ||
           source_refuse(source,
                         "--field: a JSON pointer names no column; say what its header says");
}

void read_csv(struct source *source, struct replies *replies, const struct words *names)
{
    struct csv csv = { .source = source, .replies = replies, .names = names };
    struct record record = { 0 };
    size_t at, comment;

    if (!names_fit(source, names)) return;
    at = delimiter_read(&csv);
    while ((comment = comment_read(&csv, at)) > 0) at = comment;
    do {
        record_read(&csv, at, &record);
        at = record.next;
    } while (is_blank_line(&record) && at < source->len);
    if (!is_blank_line(&record)) {
        header_read(&csv, &record);
        at = columns_choose(&csv, record.begin, at, &record);
        rows_read(&csv, at, &record);
    }
    replies_release(&record.cells);
    free(csv.columns);
}
