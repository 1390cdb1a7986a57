/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * gettext's catalogues of messages, as msgfmt reads them: what is marked fuzzy or is empty is not
 * used, so it is no reply. Where nothing is translated the messages themselves go out.
 */
#include "memory.h"
#include "readers.h"
#include "unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What the strings that come belong to. */
enum part { PART_NONE, PART_CONTEXT, PART_ID, PART_PLURAL, PART_TEXT };

struct entry {
    struct reply context;
    struct reply ids[2];  /* one and many */
    struct replies texts; /* msgstr, or each msgstr[n] */
    size_t begin;
    enum part part; /* the last one that was begun */
    bool has_context;
    bool has_plural;
    bool is_fuzzy;
};

struct po {
    struct source *source;
    struct replies *replies;
    struct replies originals; /* the messages themselves */
    struct entry entry;
    bool is_translated; /* in part at least */
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\f' || byte == '\v' || source_is_break(byte);
}

static void entry_clear(struct entry *entry)
{
    reply_release(&entry->context);
    reply_release(&entry->ids[0]);
    reply_release(&entry->ids[1]);
    replies_release(&entry->texts);
    *entry = (struct entry){ 0 };
}

/* The context and the message tell entries apart. */
static void entry_name(const struct entry *entry, struct buffer *name)
{
    char *context = reply_title(entry->context.text, entry->context.len);
    char *id = reply_title(entry->ids[0].text, entry->ids[0].len);

    if (context != NULL) buffer_add(name, context, strlen(context));
    if (context != NULL && id != NULL) buffer_add(name, ": ", 2);
    if (id != NULL) buffer_add(name, id, strlen(id));
    free(context);
    free(id);
}

/* The forms of a plural have a number each. */
static char *form_name(const struct entry *entry, const struct buffer *name, size_t form)
{
    struct buffer copy = { 0 };
    char number[24];

    if (name->len == 0) return NULL;
    buffer_add(&copy, name->data, name->len);
    if (entry->has_plural) {
        snprintf(number, sizeof number, " [%zu]", form);
        buffer_add(&copy, number, strlen(number));
    }
    return copy.data;
}

/* False when there is nothing in it. */
static bool reply_give(struct reply *reply, char *name, struct replies *replies)
{
    if (reply_is_blank(reply)) {
        free(name);
        return false;
    }
    reply->name = name;
    reply->begin = reply->runs[0].from;
    replies_add(replies, *reply);
    *reply = (struct reply){ 0 };
    return true;
}

static void entry_give(struct po *po)
{
    struct entry *entry = &po->entry;
    struct buffer name = { 0 };

    entry_name(entry, &name);
    for (size_t i = 0; i < entry->texts.count && !entry->is_fuzzy; i++)
        if (reply_give(&entry->texts.items[i], form_name(entry, &name, i), po->replies))
            po->is_translated = true;
    for (size_t i = 0; i < 2; i++)
        reply_give(&entry->ids[i], form_name(entry, &name, i), &po->originals);
    buffer_release(&name);
}

/* The charset that the header names, in its own bytes; empty if it names none. */
static poise_span charset_find(const struct reply *header)
{
    static const char wanted[] = "charset=";
    const size_t len = sizeof wanted - 1;

    for (size_t at = 0; at + len <= header->len; at++) {
        if (strncasecmp(header->text + at, wanted, len) != 0) continue;
        size_t begin = at + len, end = begin;
        while (end < header->len && !is_blank(header->text[end]) && header->text[end] != ';') end++;
        return (poise_span){ (uint32_t)begin, (uint32_t)end };
    }
    return (poise_span){ 0 };
}

/* Only what is UTF-8 can be read; "CHARSET" is what xgettext writes where nobody knows yet. */
static bool header_take(struct po *po, const struct reply *header)
{
    static const char *const known[] = { "UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET" };
    poise_span where = charset_find(header);
    const char *charset;
    size_t len = where.end - where.begin;

    if (len == 0) return true;
    charset = header->text + where.begin;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i]) == len && strncasecmp(known[i], charset, len) == 0) return true;
    source_problem(po->source, reply_extent(header, where).begin,
                   "the charset is %.*s; convert the file with msgconv --to-code=UTF-8",
                   len < 40 ? (int)len : 40, charset);
    return false;
}

/* False when nothing more can be read. */
static bool entry_finish(struct po *po)
{
    struct entry *entry = &po->entry;
    bool ok = true;

    if (entry->part == PART_NONE) return true;
    if (entry->part != PART_TEXT) {
        source_problem(po->source, entry->begin, "an entry without msgstr");
        ok = false;
    } else if (entry->ids[0].len == 0 && !entry->has_context) {
        ok = header_take(po, &entry->texts.items[0]);
    } else {
        entry_give(po);
    }
    entry_clear(entry);
    return ok;
}

/* A line; returns its end. What "#~" keeps for later is a comment to everybody, flags and all. */
static size_t comment_take(struct po *po, size_t at, bool *ok)
{
    struct source *source = po->source;
    size_t end = at;

    while (end < source->len && !source_is_break(source->data[end])) end++;
    if (po->entry.part == PART_TEXT) *ok = entry_finish(po);
    source_comment(source, (struct extent){ at, end });
    if (source->data[at + 1] == ',') {
        char *flags = memory_copy(source->data + at, end - at);
        if (strstr(flags, "fuzzy") != NULL) po->entry.is_fuzzy = true;
        free(flags);
    } else if (source->data[at + 1] == '~') {
        po->entry.is_fuzzy = false;
    }
    return end;
}

static bool is_octal(char byte)
{
    return byte >= '0' && byte <= '7';
}

static bool is_hex(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'f');
}

/* at stands at a backslash. An escape in digits is a byte, not a character. Returns its end, or 0
 * if it is none. */
static size_t escape_add(struct reply *reply, const struct source *source, size_t at)
{
    static const char from[] = "abtnvfr\\\"", to[] = "\a\b\t\n\v\f\r\\\"";
    const char *data = source->data;
    const char *found = memchr(from, data[at + 1], sizeof from - 1);
    size_t end = at + 2;
    unsigned value = 0;
    char byte;

    if (found != NULL) {
        byte = to[found - from];
    } else if (is_octal(data[at + 1])) {
        for (end = at + 1; end < at + 4 && is_octal(data[end]); end++)
            value = value * 8 + (unsigned)(data[end] - '0');
        byte = (char)value;
    } else if (data[at + 1] == 'x' && is_hex(data[at + 2])) {
        for (; is_hex(data[end]); end++)
            value = (value * 16 + (unsigned)unicode_hex(data + end, 1)) & 0xFF;
        byte = (char)value;
    } else {
        return 0;
    }
    reply_add(reply, &byte, 1, at, end - at);
    return end;
}

static struct reply *part_of(struct entry *entry)
{
    switch (entry->part) {
    case PART_CONTEXT: return &entry->context;
    case PART_ID: return &entry->ids[0];
    case PART_PLURAL: return &entry->ids[1];
    case PART_TEXT: return &entry->texts.items[entry->texts.count - 1];
    case PART_NONE: break;
    }
    return NULL;
}

/* at stands at the quote. Returns the offset behind the other one. */
static size_t string_take(struct po *po, size_t at, bool *ok)
{
    struct source *source = po->source;
    struct reply *reply = part_of(&po->entry);
    size_t open = at++;

    *ok = false;
    if (reply == NULL) {
        source_problem(source, open, "a string that belongs to no msgid and no msgstr");
        return at;
    }
    for (;;) {
        size_t end = at;
        while (end < source->len && source->data[end] != '"' && source->data[end] != '\\' &&
               !source_is_break(source->data[end]))
            end++;
        reply_add(reply, source->data + at, end - at, at, end - at);
        if (end == source->len || source_is_break(source->data[end])) {
            source_problem(source, open, "this quote is not closed in its line");
            return end;
        }
        if (source->data[end] == '"') {
            *ok = true;
            return end + 1;
        }
        at = escape_add(reply, source, end);
        if (at == 0) {
            source_problem(source, end, "no escape begins like this; a backslash is spelt \\\\");
            return end;
        }
    }
}

/* An entry begins with msgctxt or msgid. */
static bool entry_begin(struct po *po, enum part part, size_t at)
{
    struct entry *entry = &po->entry;
    bool is_fuzzy = entry->part == PART_NONE && entry->is_fuzzy;

    if (!entry_finish(po)) return false;
    entry->is_fuzzy = is_fuzzy;
    entry->has_context = part == PART_CONTEXT;
    entry->begin = at;
    return true;
}

static bool part_begin(struct po *po, enum part part, size_t at)
{
    struct entry *entry = &po->entry;
    enum part last = entry->part;
    bool ok = true;

    if (part == PART_CONTEXT || (part == PART_ID && last != PART_CONTEXT)) {
        if (!entry_begin(po, part, at)) return false;
    } else if (part == PART_PLURAL) {
        ok = last == PART_ID;
        entry->has_plural = true;
    } else if (part == PART_TEXT) {
        ok = last == PART_ID || last == PART_PLURAL || (last == PART_TEXT && entry->has_plural);
        replies_add(&entry->texts, (struct reply){ .begin = at });
    }
    entry->part = part;
    if (!ok) source_problem(po->source, at, "this cannot follow what stands before it");
    return ok;
}

/* msgid, msgstr[0] and the like; returns its end. */
static size_t keyword_take(struct po *po, size_t at, bool *ok)
{
    static const struct {
        const char *word;
        enum part part;
    } table[] = { { "msgctxt", PART_CONTEXT },
                  { "msgid", PART_ID },
                  { "msgid_plural", PART_PLURAL },
                  { "msgstr", PART_TEXT } };
    const char *data = po->source->data;
    size_t end = at, len;

    while ((data[end] >= 'a' && data[end] <= 'z') || data[end] == '_') end++;
    len = end - at;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strlen(table[i].word) != len || memcmp(table[i].word, data + at, len) != 0) continue;
        *ok = part_begin(po, table[i].part, at);
        if (table[i].part != PART_TEXT || data[end] != '[' || !*ok) return end;
        if (!po->entry.has_plural) break;
        for (end++; data[end] >= '0' && data[end] <= '9';) end++;
        if (data[end] == ']') return end + 1;
        break;
    }
    *ok = false;
    source_problem(po->source, at,
                   "no msgctxt, msgid, msgid_plural or msgstr[n] of one, and not in quotes");
    return end;
}

void read_po(struct source *source, struct replies *replies)
{
    struct po po = { .source = source, .replies = replies };
    bool ok = true;

    for (size_t at = source->start; ok && at < source->len;) {
        if (is_blank(source->data[at]))
            at++;
        else if (source->data[at] == '#')
            at = comment_take(&po, at, &ok);
        else if (source->data[at] == '"')
            at = string_take(&po, at, &ok);
        else
            at = keyword_take(&po, at, &ok);
    }
    if (ok) entry_finish(&po);
    for (size_t i = 0; !po.is_translated && i < po.originals.count; i++) {
        replies_add(replies, po.originals.items[i]);
        po.originals.items[i] = (struct reply){ 0 };
    }
    entry_clear(&po.entry);
    replies_release(&po.originals);
}
