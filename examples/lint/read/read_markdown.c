/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "readers.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* A line of the file, without its end. */
struct line {
    size_t begin;
    size_t end;
    size_t next;
};

/* What the file is made of decides what a reply is in it. */
enum layout { LAYOUT_SECTIONS, LAYOUT_BLOCKS, LAYOUT_SEPARATED };

enum block { BLOCK_NONE, BLOCK_FENCE, BLOCK_QUOTE, BLOCK_SECTION };

struct markdown {
    struct source *source;
    struct replies *replies;
    enum layout layout;
    enum block block;
    struct reply reply; /* the one that is being read */
    struct extent title;
    char fence;          /* of an open fence: its character, */
    size_t fence_len;    /* its length, */
    size_t fence_indent; /* its indentation, which its lines may have too */
    size_t comment;      /* of an open comment: where it starts */
    bool in_comment;
    bool was_blank; /* the line before had no words */
};

static struct line line_at(const struct source *source, size_t begin)
{
    struct line line = { begin, begin, begin };

    while (line.end < source->len && !source_is_break(source->data[line.end])) line.end++;
    line.next = line.end;
    if (line.next < source->len && source->data[line.next] == '\r') line.next++;
    if (line.next < source->len && source->data[line.next] == '\n' &&
        (line.next == line.end || source->data[line.next - 1] == '\r'))
        line.next++;
    return line;
}

static size_t skip_space(const char *data, struct line line)
{
    size_t at = line.begin;

    while (at < line.end && (data[at] == ' ' || data[at] == '\t')) at++;
    return at;
}

static size_t repeat_len(const char *data, size_t at, size_t end)
{
    size_t start = at;

    while (at < end && data[at] == data[start]) at++;
    return at - start;
}

static bool is_blank(const char *data, struct line line)
{
    return skip_space(data, line) == line.end;
}

/* The text of a heading or `---- TITLE` line, spaces around it cut. */
static struct extent trimmed(const char *data, size_t begin, size_t end)
{
    while (begin < end && (data[begin] == ' ' || data[begin] == '\t')) begin++;
    while (end > begin && (data[end - 1] == ' ' || data[end - 1] == '\t')) end--;
    return (struct extent){ begin, end };
}

static bool separator_read(const char *data, struct line line, struct extent *title)
{
    size_t dashes = line.begin < line.end && data[line.begin] == '-'
                        ? repeat_len(data, line.begin, line.end)
                        : 0;
    size_t at = line.begin + dashes;

    if (dashes < 4 || at >= line.end || data[at] != ' ') return false;
    *title = trimmed(data, at, line.end);
    return title->begin < title->end && data[title->begin] != '-';
}

static bool heading_read(const char *data, struct line line, struct extent *title)
{
    size_t at = skip_space(data, line);
    size_t hashes = at < line.end && data[at] == '#' ? repeat_len(data, at, line.end) : 0;
    size_t end = line.end;

    if (hashes < 1 || hashes > 6 || at - line.begin > 3) return false;
    if (at + hashes < line.end && data[at + hashes] != ' ' && data[at + hashes] != '\t')
        return false;
    *title = trimmed(data, at + hashes, end);
    end = title->end;
    while (end > title->begin && data[end - 1] == '#') end--;
    if (end == title->begin || data[end - 1] == ' ') *title = trimmed(data, title->begin, end);
    return true;
}

/* A line of = or - under a line of words makes these a heading. */
static bool is_underline(const char *data, struct line line)
{
    struct extent part = trimmed(data, line.begin, line.end);

    return part.begin < part.end && (data[part.begin] == '=' || data[part.begin] == '-') &&
           repeat_len(data, part.begin, part.end) == part.end - part.begin;
}

/* Three or more of * - _ with spaces between. */
static bool is_rule(const char *data, struct line line)
{
    size_t at = skip_space(data, line), count = 0;
    char mark;

    if (at == line.end) return false;
    mark = data[at];
    if (mark != '*' && mark != '-' && mark != '_') return false;
    for (; at < line.end; at++) {
        if (data[at] == mark)
            count++;
        else if (data[at] != ' ' && data[at] != '\t')
            return false;
    }
    return count >= 3;
}

static bool fence_read(const char *data, struct line line, struct markdown *markdown)
{
    size_t at = skip_space(data, line);
    size_t len = at < line.end ? repeat_len(data, at, line.end) : 0;

    if (len < 3 || (data[at] != '`' && data[at] != '~')) return false;
    if (data[at] == '`' && memchr(data + at + len, '`', line.end - at - len) != NULL) return false;
    markdown->fence = data[at];
    markdown->fence_len = len;
    markdown->fence_indent = at - line.begin;
    return true;
}

static bool fence_ends(const struct markdown *markdown, struct line line)
{
    const char *data = markdown->source->data;
    size_t at = skip_space(data, line);
    size_t len = at < line.end && data[at] == markdown->fence ? repeat_len(data, at, line.end) : 0;

    return len >= markdown->fence_len &&
           is_blank(data, (struct line){ at + len, line.end, line.next });
}

static bool is_quote(const char *data, struct line line)
{
    size_t at = skip_space(data, line);

    return at < line.end && data[at] == '>' && at - line.begin <= 3;
}

/* The first line behind the front matter. */
static size_t front_matter_end(const struct source *source)
{
    struct line line = line_at(source, source->start);

    if (line.end - line.begin != 3 || memcmp(source->data + line.begin, "---", 3) != 0)
        return source->start;
    while (line.next < source->len) {
        line = line_at(source, line.next);
        if (line.end - line.begin == 3 && (memcmp(source->data + line.begin, "---", 3) == 0 ||
                                           memcmp(source->data + line.begin, "...", 3) == 0))
            return line.next;
    }
    return source->start;
}

static enum layout layout_of(const struct source *source, size_t begin)
{
    struct markdown scratch = { 0 };
    enum layout layout = LAYOUT_SECTIONS;
    struct extent title;

    for (struct line line = { begin, begin, begin }; line.next < source->len;) {
        line = line_at(source, line.next);
        if (separator_read(source->data, line, &title)) return LAYOUT_SEPARATED;
        if (is_quote(source->data, line) || fence_read(source->data, line, &scratch))
            layout = LAYOUT_BLOCKS;
    }
    return layout;
}

static void reply_finish(struct markdown *markdown)
{
    struct reply *reply = &markdown->reply;

    markdown->block = BLOCK_NONE;
    reply_trim(reply);
    if (reply->len == 0) {
        reply_release(reply);
        return;
    }
    reply->name = reply_title(markdown->source->data + markdown->title.begin,
                              markdown->title.end - markdown->title.begin);
    replies_add(markdown->replies, *reply);
    *reply = (struct reply){ 0 };
}

static void reply_line(struct markdown *markdown, size_t begin, struct line line)
{
    struct reply *reply = &markdown->reply;

    if (reply->len == 0) reply->begin = begin;
    reply_add(reply, markdown->source->data + begin, line.next - begin, begin, line.next - begin);
}

static void fence_line(struct markdown *markdown, struct line line)
{
    size_t begin = line.begin;

    if (fence_ends(markdown, line)) {
        reply_finish(markdown);
        return;
    }
    while (begin < line.end && begin - line.begin < markdown->fence_indent &&
           (markdown->source->data[begin] == ' ' || markdown->source->data[begin] == '\t'))
        begin++;
    reply_line(markdown, begin, line);
}

static void quote_line(struct markdown *markdown, struct line line)
{
    const char *data = markdown->source->data;
    size_t begin = skip_space(data, line) + 1;

    if (begin < line.end && data[begin] == ' ') begin++;
    reply_line(markdown, begin, line);
    markdown->block = BLOCK_QUOTE;
    markdown->was_blank = is_blank(data, (struct line){ begin, line.end, line.next });
}

/* Replies are in fences and quotes; all else is a note on them. */
static void blocks_line(struct markdown *markdown, struct line line)
{
    const char *data = markdown->source->data;
    bool is_lazy = markdown->block == BLOCK_QUOTE && !markdown->was_blank &&
                   !is_blank(data, line) && !is_rule(data, line);
    struct extent title;

    if (markdown->block == BLOCK_FENCE) {
        fence_line(markdown, line);
    } else if (is_quote(data, line)) {
        quote_line(markdown, line);
    } else if (heading_read(data, line, &title)) {
        reply_finish(markdown);
        markdown->title = title;
    } else if (fence_read(data, line, markdown)) {
        reply_finish(markdown);
        markdown->block = BLOCK_FENCE;
    } else if (is_lazy) {
        /* A quote goes on in a line that only lacks its mark. */
        reply_line(markdown, line.begin, line);
    } else {
        reply_finish(markdown);
    }
}

static void separated_line(struct markdown *markdown, struct line line)
{
    struct extent title;

    if (separator_read(markdown->source->data, line, &title)) {
        reply_finish(markdown);
        markdown->title = title;
        markdown->block = BLOCK_SECTION;
    } else if (markdown->block == BLOCK_SECTION &&
               (markdown->reply.len > 0 || !is_blank(markdown->source->data, line))) {
        reply_line(markdown, line.begin, line);
    }
}

/* Where the text of the line starts when a comment stands before it: line.end if that is all. */
static size_t comment_end(struct markdown *markdown, struct line line)
{
    const char *data = markdown->source->data;
    size_t at = skip_space(data, line);

    if (!markdown->in_comment) {
        if (line.end - at < 4 || memcmp(data + at, "<!--", 4) != 0) return line.begin;
        markdown->in_comment = true;
        markdown->comment = at;
        at += 4;
    }
    for (; at + 3 <= line.end; at++) {
        if (memcmp(data + at, "-->", 3) != 0) continue;
        markdown->in_comment = false;
        source_comment(markdown->source, (struct extent){ markdown->comment + 4, at });
        return skip_space(data, (struct line){ at + 3, line.end, line.next });
    }
    return line.end;
}

static void sections_line(struct markdown *markdown, struct line line)
{
    const struct source *source = markdown->source;
    struct line below = line_at(source, line.next);
    size_t begin = comment_end(markdown, line);
    struct extent title;

    if (markdown->in_comment || (begin == line.end && begin > line.begin)) return;
    line.begin = begin;
    if (heading_read(source->data, line, &title)) {
        reply_finish(markdown);
        markdown->title = title;
    } else if (!is_blank(source->data, line) && markdown->was_blank &&
               is_underline(source->data, below)) {
        reply_finish(markdown);
        markdown->title = trimmed(source->data, line.begin, line.end);
    } else if (is_rule(source->data, line) || is_underline(source->data, line)) {
        /* A line across the page, or under a heading, has no words. */
        return;
    } else if (markdown->reply.len > 0 || !is_blank(source->data, line)) {
        reply_line(markdown, line.begin, line);
    }
}

void read_markdown(struct source *source, struct replies *replies)
{
    struct markdown markdown = { .source = source, .replies = replies, .was_blank = true };
    size_t begin = front_matter_end(source);

    markdown.layout = layout_of(source, begin);
    for (struct line line = { begin, begin, begin }; line.next < source->len;) {
        line = line_at(source, line.next);
        switch (markdown.layout) {
        case LAYOUT_BLOCKS: blocks_line(&markdown, line); break;
        case LAYOUT_SEPARATED: separated_line(&markdown, line); break;
        case LAYOUT_SECTIONS:
            sections_line(&markdown, line);
            markdown.was_blank = is_blank(source->data, line) || is_rule(source->data, line);
            break;
        }
    }
    if (markdown.in_comment)
        source_problem(source, markdown.comment, "this comment is never closed");
    reply_finish(&markdown);
}
