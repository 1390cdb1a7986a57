/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "html.h"

#include "unicode.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

void html_put(struct buffer *out, const char *markup)
{
    buffer_add(out, markup, strlen(markup));
}

void html_format(struct buffer *out, const char *format, ...)
{
    char markup[HTML_FORMAT_MAX];
    va_list arguments;
    int len;

    va_start(arguments, format);
    len = vsnprintf(markup, sizeof markup, format, arguments);
    va_end(arguments);
    assert(len >= 0 && len < (int)sizeof markup);
    (void)len; /* where nothing is asserted */
    html_put(out, markup);
}

/* ---- Characters ---------------------------------------------------------------------------- */

/* Letters of scripts that need joiners, and emoji, stand above these. */
enum { JOINED_FROM = 0x300 };

/* Takes no room, or turns the reading direction. A joiner behind a letter of Latin hides something;
 * behind others it is part of the spelling. */
static bool is_hidden(long code, long before)
{
    static const long fillers[] = { 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5,
                                    0x2028, 0x2029, 0x3164, 0xFFA0 };

    if (!unicode_is_drawn(code)) return true;
    if (code == 0x200C || code == 0x200D) return before < JOINED_FROM;
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (code == fillers[i]) return true;
    return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF) ||
           utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_CF;
}

static void escape(struct buffer *out, const char *bytes, size_t len)
{
    switch (bytes[0]) {
    case '&': html_put(out, "&amp;"); break;
    case '<': html_put(out, "&lt;"); break;
    case '>': html_put(out, "&gt;"); break;
    case '"': html_put(out, "&quot;"); break;
    case '\'': html_put(out, "&#39;"); break;
    default: buffer_add(out, bytes, len);
    }
}

/* The part of a text from begin to end. What stands before and behind it tells what its outermost
 * characters are. */
static void part(struct buffer *out, const char *text, size_t len, poise_span where,
                 const char *label)
{
    long before = 0, code;

    for (size_t at = where.begin; at < where.end;) {
        size_t used = unicode_next(text + at, len - at, &code);
        if (used > where.end - at) used = where.end - at;
        if (code == '\r' && (at + 1 == len || text[at + 1] != '\n'))
            html_put(out, "\n");
        else if (code == '\t' || code == '\n')
            buffer_add(out, text + at, 1);
        else if (code < 0)
            html_put(out, "\xEF\xBF\xBD");
        else if (code != '\r' && is_hidden(code, before))
            html_format(out, label, (unsigned long)code);
        else if (code != '\r')
            escape(out, text + at, used);
        before = code;
        at += used;
    }
}

/* A label in bdi does not count when the direction of the text around it is told. */
static const char in_text[] = "<bdi class=\"char\">U+%04lX</bdi>";
static const char in_attribute[] = "[U+%04lX]";

void html_text(struct buffer *out, const char *text, size_t len)
{
    part(out, text, len, (poise_span){ 0, (uint32_t)len }, in_text);
}

void html_quoted(struct buffer *out, const char *text)
{
    size_t len = strlen(text);

    part(out, text, len, (poise_span){ 0, (uint32_t)len }, in_attribute);
}

void html_line(struct buffer *out, const char *text, size_t len, size_t most)
{
    size_t end = len < most ? len : most;

    /* Never in the middle of a character. */
    while (end < len && end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80) end--;
    html_text(out, text, end);
    if (end < len) html_put(out, "…");
}

/* ---- Spans --------------------------------------------------------------------------------- */

struct event {
    uint32_t at;
    bool is_begin;
    size_t span;
};

/* Spans of one level that have begun, the innermost on top; some may be over. */
struct stack {
    size_t *items;
    size_t count;
    size_t cap;
    size_t open;
};

struct sweep {
    struct buffer *out;
    const struct reply *reply;
    struct html_span *spans;
    bool *is_over;
    struct stack levels[HTML_LEVELS];
    size_t number; /* of the card */
    size_t pieces;
};

static int order(const void *left, const void *right)
{
    const struct event *a = left, *b = right;

    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    if (a->is_begin != b->is_begin) return a->is_begin ? 1 : -1;
    return a->span < b->span ? -1 : a->span > b->span;
}

static const char *const level_classes[HTML_LEVELS] = { "good", "closed", "info", "warning",
                                                        "error" };

/* The innermost span of the highest level that is open; NULL when none is. */
static const struct html_span *top_of(struct sweep *sweep)
{
    for (size_t level = HTML_LEVELS; level-- > 0;) {
        struct stack *stack = &sweep->levels[level];
        if (stack->open == 0) continue;
        while (sweep->is_over[stack->items[stack->count - 1]]) stack->count--;
        return &sweep->spans[stack->items[stack->count - 1]];
    }
    return NULL;
}

static void piece(struct sweep *sweep, poise_span where)
{
    const struct html_span *top = top_of(sweep);
    struct buffer *out = sweep->out;

    if (where.begin == where.end) return;
    if (top == NULL) {
        part(out, sweep->reply->text, sweep->reply->len, where, in_text);
        return;
    }
    sweep->pieces++;
    html_format(out, top->level == HTML_GOOD ? "<span id=\"r%zup%zu\"" : "<a id=\"r%zup%zu\"",
                sweep->number, sweep->pieces);
    if (top->level != HTML_GOOD)
        html_format(out, " href=\"#r%zuf%zu\"", sweep->number, top->finding);
    html_put(out, " class=\"mark");
    for (size_t level = HTML_LEVELS; level-- > 0;)
        if (sweep->levels[level].open > 0) html_format(out, " %s", level_classes[level]);
    html_put(out, "\" title=\"");
    html_quoted(out, top->title);
    html_put(out, "\">");
    part(out, sweep->reply->text, sweep->reply->len, where, in_text);
    html_put(out, top->level == HTML_GOOD ? "</span>" : "</a>");
}

static void event_take(struct sweep *sweep, const struct event *event)
{
    struct html_span *span = &sweep->spans[event->span];
    struct stack *stack = &sweep->levels[span->level];

    if (event->is_begin) {
        stack->items = memory_grow(stack->items, stack->count, &stack->cap, sizeof *stack->items);
        stack->items[stack->count++] = event->span;
        stack->open++;
        span->first = sweep->pieces + 1;
    } else {
        stack->open--;
        sweep->is_over[event->span] = true;
        span->last = sweep->pieces;
    }
}

/* Each span is put on a stack and taken off once, so all of it is linear but for the sorting. */
void html_spans(struct buffer *out, const struct reply *text, struct html_span *spans, size_t count,
                size_t reply)
{
    struct sweep sweep = { .out = out, .reply = text, .spans = spans, .number = reply };
    struct event *events = memory_resize(NULL, (2 * count + 1) * sizeof *events);
    size_t event_count = 0;
    uint32_t at = 0;

    sweep.is_over = memory_resize(NULL, count + 1);
    memset(sweep.is_over, 0, count + 1);
    for (size_t i = 0; i < count; i++) {
        if (spans[i].where.begin == spans[i].where.end) continue;
        events[event_count++] = (struct event){ spans[i].where.begin, true, i };
        events[event_count++] = (struct event){ spans[i].where.end, false, i };
    }
    qsort(events, event_count, sizeof *events, order);
    for (size_t i = 0; i < event_count; i++) {
        piece(&sweep, (poise_span){ at, events[i].at });
        at = events[i].at;
        event_take(&sweep, &events[i]);
    }
    piece(&sweep, (poise_span){ at, (uint32_t)text->len });
    for (size_t i = 0; i < HTML_LEVELS; i++) free(sweep.levels[i].items);
    free(sweep.is_over);
    free(events);
}
