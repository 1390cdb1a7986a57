/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "reply.h"

#include "ascii.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* Many replies may share a title, so that one of megabytes would cost as much again for each. */
enum { TITLE_MAX = 256 };

static size_t run_text_len(const struct reply *reply, size_t index)
{
    size_t end = index + 1 < reply->run_count ? reply->runs[index + 1].text : reply->len;

    return end - reply->runs[index].text;
}

/* A run of equal lengths that ends where this one starts can take it in. */
static bool run_extend(struct reply *reply, size_t len, size_t from, size_t from_len)
{
    struct run *last;

    if (reply->run_count == 0 || len != from_len) return false;
    last = &reply->runs[reply->run_count - 1];
    if (last->from + last->from_len != from ||
        run_text_len(reply, reply->run_count - 1) != last->from_len)
        return false;
    last->from_len += from_len;
    return true;
}

void reply_add(struct reply *reply, const char *bytes, size_t len, size_t from, size_t from_len)
{
    if (len == 0) return;
    if (!run_extend(reply, len, from, from_len)) {
        reply->runs = memory_grow(reply->runs, reply->run_count, &reply->run_cap,
                                  sizeof *reply->runs);
        reply->runs[reply->run_count++] = (struct run){ reply->len, from, from_len };
    }
    if (reply->len + len > reply->cap) {
        reply->cap = (reply->len + len) * 2;
        reply->text = memory_resize(reply->text, reply->cap);
    }
    memcpy(reply->text + reply->len, bytes, len);
    reply->len += len;
}

void reply_add_bounded(struct reply *reply, const char *bytes, size_t len, size_t from,
                       size_t from_len)
{
    size_t room = reply->len <= POISE_TEXT_MAX ? POISE_TEXT_MAX + 1 - reply->len : 0;

    if (len <= room)
        reply_add(reply, bytes, len, from, from_len);
    else if (len == from_len)
        reply_add(reply, bytes, room, from, room);
}

void reply_attach(struct reply *reply, struct attached attached)
{
    reply->attached = memory_grow(reply->attached, reply->attached_count, &reply->attached_cap,
                                  sizeof *reply->attached);
    reply->attached[reply->attached_count++] = attached;
}

enum side { SIDE_TEXT, SIDE_FILE };

/* The last run that begins at offset or before it, as one side counts. On the side of the file that
 * takes readers that go forward; where one does not, reply_span finds nothing. */
static size_t run_of(const struct reply *reply, enum side side, size_t offset)
{
    size_t low = 0, high = reply->run_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        const struct run *run = &reply->runs[middle];
        if ((side == SIDE_TEXT ? run->text : run->from) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Where the byte before offset ends in the file. */
static size_t end_of(const struct reply *reply, size_t offset)
{
    size_t index = run_of(reply, SIDE_TEXT, offset - 1);
    const struct run *run = &reply->runs[index];

    if (run_text_len(reply, index) == run->from_len) return run->from + (offset - run->text);
    return run->from + run->from_len;
}

static size_t begin_of(const struct reply *reply, size_t offset)
{
    size_t index = run_of(reply, SIDE_TEXT, offset);
    const struct run *run = &reply->runs[index];

    if (offset == reply->len) return end_of(reply, offset);
    if (run_text_len(reply, index) == run->from_len) return run->from + (offset - run->text);
    return run->from;
}

struct extent reply_extent(const struct reply *reply, poise_span where)
{
    struct extent extent;

    if (reply->len == 0) return (struct extent){ reply->begin, reply->begin };
    extent.begin = begin_of(reply, where.begin);
    extent.end = where.end > where.begin ? end_of(reply, where.end) : extent.begin;
    return extent;
}

bool reply_span(const struct reply *reply, struct extent extent, poise_span *where)
{
    size_t first, last, begin, end;
    struct extent made;

    if (reply->len == 0 || extent.end <= extent.begin) return false;
    first = run_of(reply, SIDE_FILE, extent.begin);
    last = run_of(reply, SIDE_FILE, extent.end - 1);
    begin = reply->runs[first].text;
    if (run_text_len(reply, first) == reply->runs[first].from_len)
        begin += extent.begin - reply->runs[first].from;
    end = reply->runs[last].text + run_text_len(reply, last);
    if (run_text_len(reply, last) == reply->runs[last].from_len)
        end = reply->runs[last].text + (extent.end - reply->runs[last].from);
    if (begin >= end || end > reply->len) return false;
    *where = (poise_span){ (uint32_t)begin, (uint32_t)end };
    made = reply_extent(reply, *where);
    return made.begin == extent.begin && made.end == extent.end;
}

bool reply_is_sentence(const struct reply *reply)
{
    enum { WORDS = 4 };
    size_t words = 0;

    for (size_t i = 0; i < reply->len && words < WORDS; i++)
        words += !ascii_is_space(reply->text[i]) && (i == 0 || ascii_is_space(reply->text[i - 1]));
    return words == WORDS;
}

bool reply_is_blank(const struct reply *reply)
{
    for (size_t i = 0; i < reply->len; i++)
        if (!ascii_is_space(reply->text[i])) return false;
    return true;
}

void reply_trim(struct reply *reply)
{
    size_t len = reply->len;

    while (len > 0 && ascii_is_space(reply->text[len - 1])) len--;
    while (reply->run_count > 0 && reply->runs[reply->run_count - 1].text >= len) {
        reply->len = reply->runs[reply->run_count - 1].text;
        reply->run_count--;
    }
    if (reply->run_count > 0 && reply->len > len) {
        struct run *last = &reply->runs[reply->run_count - 1];
        if (run_text_len(reply, reply->run_count - 1) == last->from_len)
            last->from_len = len - last->text;
    }
    reply->len = len;
}

char *reply_title(const char *text, size_t len)
{
    size_t begin = 0, end;

    while (begin < len && ascii_is_space(text[begin])) begin++;
    end = begin;
    while (end < len && end <= begin + TITLE_MAX && text[end] != '\r' && text[end] != '\n') end++;
    if (end > begin + TITLE_MAX)
        while (--end > begin && ((unsigned char)text[end] & 0xC0) == 0x80) continue;
    while (end > begin && ascii_is_space(text[end - 1])) end--;
    return end > begin ? memory_copy(text + begin, end - begin) : NULL;
}

void reply_release(struct reply *reply)
{
    free(reply->name);
    free(reply->text);
    free(reply->runs);
    for (size_t i = 0; i < reply->attached_count; i++) {
        free(reply->attached[i].name);
        free(reply->attached[i].type);
        free(reply->attached[i].data);
    }
    free(reply->attached);
    *reply = (struct reply){ 0 };
}

void replies_add(struct replies *replies, struct reply reply)
{
    replies->items = memory_grow(replies->items, replies->count, &replies->cap,
                                 sizeof *replies->items);
    replies->items[replies->count++] = reply;
}

bool replies_are_due(const struct replies *replies)
{
    enum { TOGETHER = 64 };

    return replies->take != NULL && replies->count >= TOGETHER;
}

void replies_drop(struct replies *replies, size_t count)
{
    replies->count -= count;
    replies->dropped += count;
    if (count > 0 && replies->count > 0)
        memmove(replies->items, replies->items + count, replies->count * sizeof *replies->items);
}

void replies_clear(struct replies *replies, size_t count)
{
    for (size_t i = count; i < replies->count; i++) reply_release(&replies->items[i]);
    replies->count = count;
}

void replies_release(struct replies *replies)
{
    replies_clear(replies, 0);
    free(replies->items);
    *replies = (struct replies){ 0 };
}
