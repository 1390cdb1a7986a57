/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * The library knows the tags in a text and what people see of them. Left to do here is what only a
 * document has: what it holds that nobody sees, the characters that it spells as references, and
 * whether it is one reply or several.
 */
#include "charref.h"

#include "ascii.h"
#include "memory.h"
#include "readers.h"
#include "unicode.h"

#include <string.h>
#include <strings.h>

enum kind {
    PIECE_TEXT,      /* up to the next tag or reference */
    PIECE_REFERENCE, /* an ampersand, whatever comes behind it */
    PIECE_OPEN,      /* a tag */
    PIECE_CLOSE,
    PIECE_HIDDEN /* a comment or the like, or what is in a style or script */
};

struct piece {
    enum kind kind;
    struct extent where;
    struct extent name; /* of a tag, or the element whose content is hidden */
    struct extent id;   /* the value of its attribute of this name */
};

/* A pass over the file, in pieces that touch each other. */
struct scan {
    struct source *source;
    size_t at;
    size_t comment_end; /* the last that was searched; no other one lies before it */
    struct extent raw;  /* the name of the element whose content is no HTML; empty: none */
    bool in_body;       /* a title that comes is none of the document */
    bool is_reading;    /* in this pass problems are said and comments kept */
};

/* Elements of which several, each with a heading or an id, are a reply each. */
static const char *const part_names[] = { "template", "article", "section" };
enum { PART_KINDS = sizeof part_names / sizeof *part_names };

struct html {
    struct source *source;
    struct replies *replies;
    const char *part;   /* the element that is a reply each; NULL: the whole file is one */
    size_t depth;       /* of these */
    struct reply reply; /* the one that is being read */
    struct buffer title;
    struct extent id; /* of the element that it is */
    bool has_content; /* words or a picture */
    bool has_title;
    bool in_heading;
};

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static bool name_is(const struct source *source, struct extent name, const char *word)
{
    size_t len = name.end - name.begin;

    return strlen(word) == len && strncasecmp(source->data + name.begin, word, len) == 0;
}

static void unclosed(const struct scan *scan, size_t begin, const char *what)
{
    if (scan->is_reading) source_problem(scan->source, begin, "this %s is never closed", what);
}

/* A comment; of one for Outlook alone only the marks, because there are readers of what is in it.
 * Each search goes on where the last one ended. */
static size_t comment_end(struct scan *scan)
{
    struct source *source = scan->source;
    size_t begin = scan->at, end, mark;

    if (scan->comment_end < begin + 2)
        scan->comment_end = source_find(source, begin + 2, source->len, "-->");
    if (scan->comment_end == source->len) {
        unclosed(scan, begin, "comment");
        return source->len;
    }
    end = scan->comment_end + 3;
    if (strncasecmp(source->data + begin, "<!--[if", 7) == 0) {
        for (mark = begin + 7; mark < end && source->data[mark] != ']' && mark < begin + 80;)
            mark++;
        if (source->data[mark] == ']' && source->data[mark + 1] == '>') return mark + 2;
    }
    if (scan->is_reading) source_comment(source, (struct extent){ begin, end });
    return end;
}

static bool is_name_end(char byte)
{
    return is_space(byte) || byte == '/' || byte == '>' || byte == '\0';
}

/* What a style or script holds, up to its end tag. */
static struct piece raw_take(struct scan *scan)
{
    const struct source *source = scan->source;
    size_t len = scan->raw.end - scan->raw.begin, end = scan->at;
    struct piece piece = { .kind = PIECE_HIDDEN, .name = scan->raw };

    piece.where.begin = scan->at;
    for (;; end += 2) {
        end = source_find(source, end, source->len, "</");
        if (end == source->len) {
            unclosed(scan, scan->raw.begin - 1, "element");
            break;
        }
        if (end + 2 + len <= source->len && is_name_end(source->data[end + 2 + len]) &&
            strncasecmp(source->data + end + 2, source->data + scan->raw.begin, len) == 0)
            break;
    }
    scan->raw = (struct extent){ 0 };
    piece.where.end = end;
    return piece;
}

/* at stands behind the equals sign. Returns the end of the value. */
static size_t value_end(const struct source *source, size_t at, struct extent *value)
{
    char quote;
    size_t end;

    while (is_space(source->data[at])) at++;
    quote = source->data[at];
    if (quote == '"' || quote == '\'') {
        const char *close = memchr(source->data + at + 1, quote, source->len - at - 1);
        end = close != NULL ? (size_t)(close - source->data) : source->len;
        *value = (struct extent){ at + 1, end };
        return close != NULL ? end + 1 : end;
    }
    for (end = at; end < source->len && !is_space(source->data[end]) && source->data[end] != '>';)
        end++;
    *value = (struct extent){ at, end };
    return end;
}

/* The end of a tag whose name was read; the end of the file if it does not close. */
static size_t tag_end(const struct source *source, struct piece *piece)
{
    const char *data = source->data;
    size_t at = piece->name.end;

    while (at < source->len) {
        struct extent name = { at, at }, value;
        if (data[at] == '>') return at + 1;
        at++;
        if (is_space(data[at - 1]) || data[at - 1] == '/') continue;
        while (at < source->len && !is_name_end(data[at]) && data[at] != '=') at++;
        name.end = at;
        while (is_space(data[at])) at++;
        if (data[at] != '=') continue;
        at = value_end(source, at + 1, &value);
        if (name_is(source, name, "id")) piece->id = value;
    }
    return source->len;
}

/* The content of some elements is no HTML, and the title of a document comes before all else. */
static void body_note(struct scan *scan, struct extent name)
{
    static const char *const head[] = { "html", "head",  "meta",  "link",
                                        "base", "title", "style", "script" };
    const struct source *source = scan->source;
    bool is_head = false;

    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        is_head = is_head || name_is(source, name, head[i]);
    scan->in_body = scan->in_body || !is_head;
    if (name_is(source, name, "style") || name_is(source, name, "script") ||
        (name_is(source, name, "title") && !scan->in_body))
        scan->raw = name;
}

static struct piece tag_take(struct scan *scan)
{
    const struct source *source = scan->source;
    const char *data = source->data;
    bool closes = data[scan->at + 1] == '/';
    struct piece piece = { .kind = closes ? PIECE_CLOSE : PIECE_OPEN };
    size_t at = scan->at + 1 + closes;

    piece.name = (struct extent){ at, at };
    while (!is_name_end(data[piece.name.end])) piece.name.end++;
    piece.where = (struct extent){ scan->at, tag_end(source, &piece) };
    if (data[piece.where.end - 1] != '>' || piece.where.end == piece.name.end) {
        /* Browsers show nothing of it; here it is judged as words. */
        piece.kind = PIECE_TEXT;
        unclosed(scan, scan->at, "tag");
    } else if (!closes) {
        body_note(scan, piece.name);
    }
    return piece;
}

/* A declaration, which ends with the next mark. */
static size_t declaration_end(const struct scan *scan)
{
    size_t end = source_find(scan->source, scan->at, scan->source->len, ">");

    if (end < scan->source->len) return end + 1;
    unclosed(scan, scan->at, "declaration");
    return end;
}

static struct piece piece_take(struct scan *scan)
{
    const struct source *source = scan->source;
    const char *data = source->data;
    size_t begin = scan->at, end = begin + 1, used;
    struct piece piece = { .kind = PIECE_TEXT };

    if (scan->raw.end > 0) return raw_take(scan);
    if (data[begin] == '<' && (ascii_is_letter(data[begin + 1]) ||
                               (data[begin + 1] == '/' && ascii_is_letter(data[begin + 2]))))
        return tag_take(scan);
    if (data[begin] == '<' && (data[begin + 1] == '!' || data[begin + 1] == '?')) {
        piece.kind = PIECE_HIDDEN;
        end = strncmp(data + begin, "<!--", 4) == 0 ? comment_end(scan) : declaration_end(scan);
    } else if (data[begin] == '&') {
        piece.kind = PIECE_REFERENCE;
        end = begin + (charref_read(data + begin, source->len - begin, &used) >= 0 ? used : 1);
    } else {
        while (end < source->len && data[end] != '<' && data[end] != '&') end++;
    }
    piece.where = (struct extent){ begin, end };
    return piece;
}

static bool scan_next(struct scan *scan, struct piece *piece)
{
    if (scan->at >= scan->source->len) return false;
    *piece = piece_take(scan);
    scan->at = piece->where.end;
    return true;
}

static bool is_heading(const struct source *source, struct extent name)
{
    const char *data = source->data + name.begin;

    return name.end - name.begin == 2 && (data[0] | 32) == 'h' && data[1] >= '1' && data[1] <= '6';
}

/* The outermost elements of a kind. */
struct tally {
    size_t depth;
    size_t count;
    size_t named; /* those with a heading or an id */
    bool is_named;
};

static void tally_take(struct tally *tally, const struct source *source, const struct piece *piece,
                       const char *part)
{
    bool is_part = name_is(source, piece->name, part);

    if (piece->kind == PIECE_OPEN && is_part && tally->depth++ == 0) {
        tally->count++;
        tally->is_named = piece->id.end > piece->id.begin;
        tally->named += tally->is_named;
    } else if (piece->kind == PIECE_CLOSE && is_part && tally->depth > 0) {
        tally->depth--;
    } else if (piece->kind == PIECE_OPEN && tally->depth > 0 && !tally->is_named &&
               is_heading(source, piece->name)) {
        tally->is_named = true;
        tally->named++;
    }
}

static const char *part_of(struct source *source)
{
    struct scan scan = { .source = source, .at = source->start };
    struct tally tallies[PART_KINDS] = { { 0 } };
    struct piece piece;

    while (scan_next(&scan, &piece))
        for (size_t i = 0; i < PART_KINDS; i++)
            tally_take(&tallies[i], source, &piece, part_names[i]);
    for (size_t i = 0; i < PART_KINDS; i++)
        if (tallies[i].count > 1 && tallies[i].named == tallies[i].count) return part_names[i];
    return NULL;
}

static void title_add(struct html *html, const char *bytes, size_t len)
{
    struct buffer *title = &html->title;

    for (size_t i = 0; i < len; i++) {
        bool space = is_space(bytes[i]);
        if (space && (title->len == 0 || title->data[title->len - 1] == ' ')) continue;
        buffer_add(title, space ? " " : bytes + i, 1);
    }
}

/* A reference in a tag must not change where the tag or a value of it ends, so ASCII stays as it is
 * written; in text only what would begin a tag or a quoted line does. */
static size_t reference_read(const char *text, size_t len, bool in_tag, char *bytes, size_t *used)
{
    long code = charref_read(text, len, used);

    if (code < ' ' || code == 0x7F || code == '<' || code == '>' || (in_tag && code < 0x80))
        return 0;
    return unicode_put(code, bytes);
}

static void tag_add(struct html *html, struct extent where)
{
    const char *data = html->source->data;
    struct reply *reply = &html->reply;
    size_t at = where.begin;

    while (at < where.end) {
        const char *mark = memchr(data + at, '&', where.end - at);
        size_t end = mark != NULL ? (size_t)(mark - data) : where.end, len, used = 1;
        char bytes[4];

        reply_add(reply, data + at, end - at, at, end - at);
        at = end;
        if (at == where.end) break;
        len = reference_read(data + at, where.end - at, true, bytes, &used);
        if (len > 0)
            reply_add(reply, bytes, len, at, used);
        else
            reply_add(reply, data + at, used = 1, at, 1);
        at += used;
    }
}

static void content_begin(struct html *html, size_t at)
{
    if (!html->has_content) html->reply.begin = at;
    html->has_content = true;
}

static bool is_line_start(const struct reply *reply)
{
    size_t at = reply->len;

    while (at > 0 && (reply->text[at - 1] == ' ' || reply->text[at - 1] == '\t')) at--;
    return at == 0 || source_is_break(reply->text[at - 1]);
}

/* In HTML a line with ">" before it quotes nobody, so the mark is written as nobody mistakes it. */
static void text_add(struct html *html, struct extent where)
{
    const char *data = html->source->data;
    struct reply *reply = &html->reply;
    size_t at = where.begin;

    while (!html->has_content && at < where.end && is_space(data[at])) at++;
    if (at < where.end) content_begin(html, at);
    while (at < where.end) {
        const char *mark = memchr(data + at, '>', where.end - at);
        size_t end = mark != NULL ? (size_t)(mark - data) : where.end;

        reply_add(reply, data + at, end - at, at, end - at);
        at = end;
        if (at == where.end) break;
        if (is_line_start(reply))
            reply_add(reply, "&gt;", 4, at, 1);
        else
            reply_add(reply, ">", 1, at, 1);
        at++;
    }
}

static void reference_add(struct html *html, struct extent where)
{
    const char *text = html->source->data + where.begin;
    size_t from_len = where.end - where.begin, used;
    char bytes[4];
    size_t len = reference_read(text, from_len, false, bytes, &used);

    content_begin(html, where.begin);
    reply_add(&html->reply, len > 0 ? bytes : text, len > 0 ? len : from_len, where.begin,
              from_len);
    if (html->in_heading) title_add(html, len > 0 ? bytes : text, len > 0 ? len : from_len);
}

static void reply_finish(struct html *html)
{
    struct reply *reply = &html->reply;
    const char *data = html->source->data;

    reply_trim(reply);
    if (html->has_content) {
        reply->name = reply_title(html->title.data, html->title.len);
        if (reply->name == NULL)
            reply->name = reply_title(data + html->id.begin, html->id.end - html->id.begin);
        replies_add(html->replies, *reply);
        *reply = (struct reply){ 0 };
    }
    reply_release(reply);
    buffer_release(&html->title);
    html->has_content = html->has_title = html->in_heading = false;
}

/* True when the tag begins or ends a reply, and so is no part of it. */
static bool part_take(struct html *html, const struct piece *piece)
{
    if (html->part == NULL || !name_is(html->source, piece->name, html->part)) return false;
    if (piece->kind == PIECE_OPEN) {
        if (html->depth++ > 0) return false;
        html->id = piece->id;
        return true;
    }
    if (html->depth == 0 || --html->depth > 0) return false;
    reply_finish(html);
    return true;
}

/* Tags that neither show nor load anything; vocabularies that the first one names look like links. */
static bool is_frame(const struct source *source, struct extent name)
{
    return name_is(source, name, "html") || name_is(source, name, "head") ||
           name_is(source, name, "title") || name_is(source, name, "style");
}

static void tag_read(struct html *html, const struct piece *piece)
{
    const struct source *source = html->source;

    if (part_take(html, piece) || (html->part != NULL && html->depth == 0)) return;
    if (is_heading(source, piece->name)) {
        html->in_heading = piece->kind == PIECE_OPEN && !html->has_title;
        html->has_title = html->has_title || html->title.len > 0;
    }
    if (name_is(source, piece->name, "img")) content_begin(html, piece->where.begin);
    if (!is_frame(source, piece->name)) tag_add(html, piece->where);
}

/* The title of the document: words and references, and no tags. */
static void title_read(struct html *html, struct extent where)
{
    const char *data = html->source->data;

    for (size_t at = where.begin, used; at < where.end; at += used) {
        char bytes[4];
        size_t len = 0;

        if (data[at] == '&') len = reference_read(data + at, where.end - at, false, bytes, &used);
        if (len == 0) used = 1;
        title_add(html, len > 0 ? bytes : data + at, len > 0 ? len : 1);
    }
    html->has_title = html->title.len > 0;
}

static void piece_read(struct html *html, const struct piece *piece)
{
    const char *data = html->source->data;
    struct extent where = piece->where;

    if (piece->kind == PIECE_OPEN || piece->kind == PIECE_CLOSE) {
        tag_read(html, piece);
    } else if (piece->kind == PIECE_HIDDEN) {
        if (html->part != NULL || !name_is(html->source, piece->name, "title")) return;
        title_read(html, where);
    } else if (html->part != NULL && html->depth == 0) {
        return;
    } else if (piece->kind == PIECE_REFERENCE) {
        reference_add(html, where);
    } else {
        text_add(html, where);
        if (html->in_heading) title_add(html, data + where.begin, where.end - where.begin);
    }
}

void read_html(struct source *source, struct replies *replies)
{
    struct scan scan = { .source = source, .at = source->start, .is_reading = true };
    struct html html = { .source = source, .replies = replies, .part = part_of(source) };
    struct piece piece;

    while (scan_next(&scan, &piece)) piece_read(&html, &piece);
    reply_finish(&html);
}
