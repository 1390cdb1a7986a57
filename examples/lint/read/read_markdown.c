/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "readers.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A line of the file, without its end. */
struct line {
    size_t begin;
    size_t end;
    size_t next;
};

/* What the file is made of decides what a reply is in it. */
enum layout { LAYOUT_SECTIONS, LAYOUT_BLOCKS, LAYOUT_SEPARATED };

enum kind {
    KIND_BLANK,
    KIND_TEXT,
    KIND_HEADING,
    KIND_SEPARATOR, /* ---- TITLE */
    KIND_RULE,      /* a line across the page, or under words */
    KIND_QUOTE,
    KIND_ALERT,  /* a quote that begins with "[!NOTE]" or the like: words to colleagues */
    KIND_FENCE,  /* it begins */
    KIND_INSIDE, /* a line in a fence */
    KIND_FENCE_END,
    KIND_COMMENT /* and nothing else */
};

struct part {
    enum kind kind;
    struct line line;    /* behind a comment; of a heading with a line under it, both */
    struct extent title; /* of a heading or separator */
};

struct fence {
    char mark;
    size_t len; /* 0: none is open */
    size_t indent;
    bool is_program; /* what it says is the name of a language for machines */
};

/* A pass over the lines. */
struct scan {
    struct source *source;
    size_t next;
    struct fence fence;   /* the one that is open, or was last */
    size_t comment_end;   /* of the last comment, which may lie ahead */
    size_t no_end_before; /* a comment that begins before this does not end in its paragraph */
    enum kind last;
    bool is_block;   /* that comment began a line, and so ended what was above it */
    bool is_reading; /* in this pass problems are said and comments kept */
};

enum block { BLOCK_NONE, BLOCK_FENCE, BLOCK_QUOTE, BLOCK_SECTION };

struct markdown {
    struct scan scan;
    struct replies *replies;
    enum block block;
    struct reply reply; /* the one that is being read */
    struct extent title;
    bool was_blank; /* the last line of the quote has no words */
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

/* A list's mark and the spaces behind it, or none. */
static size_t list_mark_len(const char *data, size_t begin, size_t end)
{
    size_t at = begin;

    if (at < end && (data[at] == '-' || data[at] == '*' || data[at] == '+')) {
        at++;
    } else {
        while (at < end && data[at] >= '0' && data[at] <= '9') at++;
        if (at == begin || at == end || (data[at] != '.' && data[at] != ')')) return 0;
        at++;
    }
    if (at == end || (data[at] != ' ' && data[at] != '\t')) return 0;
    while (at < end && (data[at] == ' ' || data[at] == '\t')) at++;
    return at - begin;
}

/* Is what stands behind the mark of a fence a language that nobody writes to customers in? */
static bool is_program(const char *data, size_t begin, size_t end)
{
    static const char *const words[] = {
        "bash",   "sh",        "shell",  "zsh",      "console", "powershell", "cmd",  "json",
        "jsonc",  "yaml",      "yml",    "toml",     "ini",     "xml",        "css",  "scss",
        "js",     "jsx",       "ts",     "tsx",      "python",  "py",         "ruby", "rb",
        "php",    "java",      "kotlin", "swift",    "c",       "cpp",        "c++",  "cs",
        "csharp", "go",        "rust",   "rs",       "sql",     "diff",       "lua",  "perl",
        "http",   "graphql",   "docker", "makefile", "mermaid", "dockerfile", "awk",  "javascript",
        "nginx",  "typescript"
    };
    struct extent word = trimmed(data, begin, end);
    size_t len = 0;

    while (word.begin + len < word.end && strchr(" \t{,:", data[word.begin + len]) == NULL) len++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && strncasecmp(words[i], data + word.begin, len) == 0)
            return true;
    return false;
}

static bool fence_read(const char *data, struct line line, struct fence *fence)
{
    size_t at = skip_space(data, line), len;

    at += list_mark_len(data, at, line.end);
    len = at < line.end ? repeat_len(data, at, line.end) : 0;
    if (len < 3 || (data[at] != '`' && data[at] != '~')) return false;
    if (data[at] == '`' && memchr(data + at + len, '`', line.end - at - len) != NULL) return false;
    *fence = (struct fence){ data[at], len, at - line.begin, is_program(data, at + len, line.end) };
    return true;
}

static bool fence_ends(const struct fence *fence, const char *data, struct line line)
{
    size_t at = skip_space(data, line);
    size_t len = at < line.end && data[at] == fence->mark ? repeat_len(data, at, line.end) : 0;

    return len >= fence->len && is_blank(data, (struct line){ at + len, line.end, line.next });
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

/* A comment that begins a line goes on up to its end, wherever that is. */
static void comment_open(struct scan *scan, size_t at)
{
    struct source *source = scan->source;
    size_t end = source_find(source, at + 4, source->len, "-->");

    scan->comment_end = end < source->len ? end + 3 : end;
    scan->is_block = true;
    if (!scan->is_reading) return;
    if (end < source->len)
        source_comment(source, (struct extent){ at, end + 3 });
    else
        source_problem(source, at, "this comment is never closed");
}

/* Where the text of the line starts when comments stand before it: line.end if that is all. */
static size_t comments_skip(struct scan *scan, struct line line)
{
    const char *data = scan->source->data;
    size_t begin = line.begin;

    for (;;) {
        size_t at;
        if (scan->comment_end >= line.end && scan->comment_end > line.begin) return line.end;
        if (scan->comment_end > begin) begin = scan->comment_end;
        at = skip_space(data, (struct line){ begin, line.end, line.next });
        if (line.end - at < 4 || memcmp(data + at, "<!--", 4) != 0)
            return begin > line.begin ? at : begin;
        comment_open(scan, at);
    }
}

/* Where a comment in the middle of a line begins, or the end of the line; *end is behind it, maybe
 * in a later line. One that its paragraph does not close, or in back-ticks, is text. */
static size_t comment_find(struct scan *scan, size_t at, struct line line, size_t *end)
{
    const struct source *source = scan->source;
    const char *data = source->data;
    size_t ticks = 0, open = source_find(source, at, line.end, "<!--"), stop;
    struct line below = line;

    *end = line.end;
    for (size_t i = at; i < open; i++) ticks += data[i] == '`';
    if (open == line.end || ticks % 2 == 1 || open < scan->no_end_before) return line.end;
    for (stop = source_find(source, open + 4, line.end, "-->"); stop == below.end;) {
        if (below.next == source->len) break;
        below = line_at(source, below.next);
        if (is_blank(data, below)) break;
        stop = source_find(source, below.begin, below.end, "-->");
    }
    if (stop == below.end || is_blank(data, below)) {
        scan->no_end_before = below.end;
        return line.end;
    }
    *end = stop + 3;
    return open;
}

/* Text or a quote: comments in it may lead into the lines below. */
static void comments_follow(struct scan *scan, size_t at, struct line line)
{
    size_t end;

    for (; at < line.end; at = end) {
        size_t open = comment_find(scan, at, line, &end);
        if (open == line.end) return;
        if (scan->is_reading) source_comment(scan->source, (struct extent){ open, end });
        scan->comment_end = end;
        scan->is_block = false;
    }
}

static bool is_alert(const char *data, struct line line)
{
    size_t at = skip_space(data, line) + 1;

    at = skip_space(data, (struct line){ at, line.end, line.next });
    return line.end - at > 3 && memcmp(data + at, "[!", 2) == 0 &&
           memchr(data + at, ']', line.end - at) != NULL;
}

static bool is_words(enum kind kind)
{
    return kind == KIND_TEXT || kind == KIND_QUOTE || kind == KIND_ALERT;
}

/* May a line of words below this, with a line under it, be a heading? */
static bool stands_free(enum kind last)
{
    return last == KIND_BLANK || last == KIND_RULE || last == KIND_COMMENT;
}

static void line_read(struct scan *scan, struct part *part)
{
    const char *data = scan->source->data;
    struct line line = part->line, below = line_at(scan->source, line.next);

    if (is_blank(data, line)) {
        part->kind = KIND_BLANK;
    } else if (separator_read(data, line, &part->title)) {
        part->kind = KIND_SEPARATOR;
    } else if (heading_read(data, line, &part->title)) {
        part->kind = KIND_HEADING;
    } else if (is_quote(data, line)) {
        bool goes_on = scan->last == KIND_QUOTE || scan->last == KIND_ALERT;
        part->kind = goes_on ? scan->last : is_alert(data, line) ? KIND_ALERT : KIND_QUOTE;
    } else if (fence_read(data, line, &scan->fence)) {
        part->kind = KIND_FENCE;
    } else if (is_rule(data, line) || is_underline(data, line)) {
        part->kind = KIND_RULE;
    } else if (stands_free(scan->last) && is_underline(data, below)) {
        part->kind = KIND_HEADING;
        part->title = trimmed(data, line.begin, line.end);
        part->line.end = below.end;
        scan->next = below.next;
    } else {
        part->kind = KIND_TEXT;
    }
}

static bool scan_next(struct scan *scan, struct part *part)
{
    const struct source *source = scan->source;
    struct line line;

    if (scan->next >= source->len) return false;
    line = line_at(source, scan->next);
    scan->next = line.next;
    part->line = line;
    part->title = (struct extent){ 0 };
    if (scan->fence.len > 0) {
        bool ends = fence_ends(&scan->fence, source->data, line);
        part->kind = ends ? KIND_FENCE_END : KIND_INSIDE;
        if (ends) scan->fence.len = 0;
    } else {
        part->line.begin = comments_skip(scan, line);
        if (part->line.begin == line.end && line.begin < line.end && !is_blank(source->data, line))
            part->kind = KIND_COMMENT;
        else
            line_read(scan, part);
        if (part->kind == KIND_TEXT || part->kind == KIND_QUOTE)
            comments_follow(scan, part->line.begin, line);
    }
    scan->last = part->kind;
    return true;
}

/* What stands below one heading. */
struct section {
    bool has_words;
    bool has_block;
};

/* Where most headings have words below them and nothing in a block, these are what goes out, and a
 * block is a part of one of them, unless it stands alone. */
static enum layout layout_of(struct source *source, size_t begin)
{
    struct scan scan = { .source = source, .next = begin };
    struct section section = { 0 };
    size_t plain = 0, blocks = 0, alone = 0;
    struct part part = { 0 };
    bool goes_on;

    do {
        goes_on = scan_next(&scan, &part);
        if (!goes_on || part.kind == KIND_HEADING) {
            plain += section.has_words && !section.has_block;
            blocks += section.has_block;
            alone += section.has_block && !section.has_words;
            section = (struct section){ 0 };
        } else if (part.kind == KIND_SEPARATOR) {
            return LAYOUT_SEPARATED;
        } else if (part.kind == KIND_QUOTE || (part.kind == KIND_FENCE && !scan.fence.is_program)) {
            section.has_block = true;
        } else if (part.kind == KIND_TEXT) {
            section.has_words = true;
        }
    } while (goes_on);
    return alone > 0 || (blocks > 0 && plain < 3 * blocks) ? LAYOUT_BLOCKS : LAYOUT_SECTIONS;
}

static void reply_finish(struct markdown *markdown)
{
    struct reply *reply = &markdown->reply;
    const char *data = markdown->scan.source->data;

    markdown->block = BLOCK_NONE;
    reply_trim(reply);
    if (reply->len == 0) {
        reply_release(reply);
        return;
    }
    reply->name = reply_title(data + markdown->title.begin,
                              markdown->title.end - markdown->title.begin);
    replies_add(markdown->replies, *reply);
    *reply = (struct reply){ 0 };
}

static void title_begin(struct markdown *markdown, const struct part *part, enum block block)
{
    reply_finish(markdown);
    markdown->title = part->title;
    markdown->block = block;
}

static void bytes_add(struct markdown *markdown, size_t begin, size_t end)
{
    struct reply *reply = &markdown->reply;

    if (reply->len == 0) reply->begin = begin;
    reply_add(reply, markdown->scan.source->data + begin, end - begin, begin, end - begin);
}

/* A line without the comments in it. */
static void text_line(struct markdown *markdown, size_t begin, struct line line)
{
    for (size_t at = begin, end; at < line.end; at = end) {
        size_t open = comment_find(&markdown->scan, at, line, &end);
        bytes_add(markdown, at, open);
        if (end > line.end) return;
    }
    bytes_add(markdown, line.end, line.next);
}

static void fence_line(struct markdown *markdown, struct line line)
{
    const char *data = markdown->scan.source->data;
    size_t begin = line.begin, most = line.begin + markdown->scan.fence.indent;

    while (begin < line.end && begin < most && (data[begin] == ' ' || data[begin] == '\t')) begin++;
    bytes_add(markdown, begin, line.next);
}

static void quote_line(struct markdown *markdown, struct line line)
{
    const char *data = markdown->scan.source->data;
    size_t begin = skip_space(data, line) + 1;

    if (begin < line.end && data[begin] == ' ') begin++;
    text_line(markdown, begin, line);
    markdown->block = BLOCK_QUOTE;
    markdown->was_blank = is_blank(data, (struct line){ begin, line.end, line.next });
}

/* A quote goes on in a line that only lacks its mark. */
static bool is_lazy(const struct markdown *markdown, struct line line)
{
    const char *data = markdown->scan.source->data;

    return markdown->block == BLOCK_QUOTE && !markdown->was_blank &&
           list_mark_len(data, skip_space(data, line), line.end) == 0;
}

/* Replies are in fences and quotes; all else is a note on them. */
static void blocks_line(struct markdown *markdown, const struct part *part)
{
    switch (part->kind) {
    case KIND_INSIDE:
        if (markdown->block == BLOCK_FENCE) fence_line(markdown, part->line);
        break;
    case KIND_FENCE:
        reply_finish(markdown);
        if (!markdown->scan.fence.is_program) markdown->block = BLOCK_FENCE;
        break;
    case KIND_QUOTE: quote_line(markdown, part->line); break;
    case KIND_HEADING: title_begin(markdown, part, BLOCK_NONE); break;
    case KIND_TEXT:
        if (is_lazy(markdown, part->line)) {
            text_line(markdown, part->line.begin, part->line);
            break;
        }
        reply_finish(markdown);
        break;
    case KIND_COMMENT:
        if (markdown->scan.is_block) reply_finish(markdown);
        break;
    default: reply_finish(markdown);
    }
}

/* As it is written, but for comments and the rules between parts. */
static void section_line(struct markdown *markdown, const struct part *part)
{
    const struct line *line = &part->line;

    if (part->kind == KIND_COMMENT) return;
    if (part->kind == KIND_BLANK && markdown->reply.len == 0) return;
    if (is_words(part->kind))
        text_line(markdown, line->begin, *line);
    else
        bytes_add(markdown, line->begin, line->next);
}

void read_markdown(struct source *source, struct replies *replies)
{
    size_t begin = front_matter_end(source);
    enum layout layout = layout_of(source, begin);
    struct markdown markdown = { .scan = { source, .next = begin, .is_reading = true },
                                 .replies = replies };
    struct part part;

    while (scan_next(&markdown.scan, &part)) {
        if (layout == LAYOUT_BLOCKS)
            blocks_line(&markdown, &part);
        else if (part.kind == (layout == LAYOUT_SEPARATED ? KIND_SEPARATOR : KIND_HEADING))
            title_begin(&markdown, &part, BLOCK_SECTION);
        else if (layout == LAYOUT_SEPARATED ? markdown.block == BLOCK_SECTION
                                            : part.kind != KIND_RULE)
            section_line(&markdown, &part);
    }
    reply_finish(&markdown);
}
