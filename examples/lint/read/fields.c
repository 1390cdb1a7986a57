/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char lower(char byte)
{
    if (byte >= 'A' && byte <= 'Z') byte = (char)(byte - 'A' + 'a');
    return byte;
}

static bool key_is(const char *key, size_t len, const char *word)
{
    size_t i = 0;

    while (i < len && word[i] != '\0' && lower(key[i]) == word[i]) i++;
    return i == len && word[i] == '\0';
}

static bool is_letter(char byte)
{
    return lower(byte) >= 'a' && lower(byte) <= 'z';
}

/* "fr", "fr-CA", "pt_BR". */
static bool key_is_language(const char *key, size_t len)
{
    if (len != 2 && len != 5) return false;
    if (!is_letter(key[0]) || !is_letter(key[1])) return false;
    return len == 2 || ((key[2] == '-' || key[2] == '_') && is_letter(key[3]) && is_letter(key[4]));
}

bool field_is_text(const char *key, size_t len)
{
    static const char *const words[] = {
        "content", "body",    "text",      "message",  "reply",    "response", "description",
        "answer",  "replies", "responses", "messages", "answers",  "macro",    "comment",
        "contenu", "corps",   "texte",     "réponse",  "réponses", "reponse",  "reponses",
    };

    if (len > 3 && (key[len - 3] == '_' || key[len - 3] == '-' || key[len - 3] == '.') &&
        key_is_language(key + len - 2, 2))
        len -= 3;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (key_is(key, len, words[i])) return true;
    return false;
}

int field_title_rank(const char *key, size_t len)
{
    static const char *const words[] = { "id",    "key",   "slug", "short_code", "subject", "sujet",
                                         "topic", "titre", "nom",  "title",      "name" };

    for (size_t i = sizeof words / sizeof *words; i > 0; i--)
        if (key_is(key, len, words[i - 1])) return (int)i;
    return 0;
}

void fields_begin(struct fields *fields, struct source *source, struct replies *replies)
{
    *fields = (struct fields){ .source = source, .replies = replies, .only_text = true };
}

static struct frame *top(const struct fields *fields)
{
    return fields->depth > 0 ? &fields->frames[fields->depth - 1] : NULL;
}

bool fields_wants_key(const struct fields *fields)
{
    const struct frame *frame = top(fields);

    return frame != NULL && frame->is_map && !frame->has_key;
}

/* RFC 6901: "~" and "/" are spelt "~0" and "~1". */
static void path_add(struct buffer *path, const char *key, size_t len)
{
    buffer_add(path, "/", 1);
    for (size_t i = 0; i < len; i++) {
        if (key[i] == '~')
            buffer_add(path, "~0", 2);
        else if (key[i] == '/')
            buffer_add(path, "~1", 2);
        else
            buffer_add(path, key + i, 1);
    }
}

void fields_key(struct fields *fields, const char *text, size_t len, size_t offset)
{
    struct frame *frame = top(fields);

    frame->has_key = true;
    if (fields->depth == 1 && key_is_language(text, len)) fields->is_locale = true;
    fields->is_text = field_is_text(text, len) || (frame->is_text && key_is_language(text, len));
    buffer_cut(&fields->path, frame->path_len);
    path_add(&fields->path, text, len);
    fields->keys = memory_grow(fields->keys, fields->key_count, &fields->key_cap,
                               sizeof *fields->keys);
    fields->keys[fields->key_count++] = (struct key){ memory_copy(text, len), len, offset };
}

/* A value starts: spell its path and tell whether it is a reply. */
static bool value_is_text(struct fields *fields)
{
    struct frame *frame = top(fields);
    char index[24];

    if (frame == NULL) return false;
    if (frame->is_map) {
        frame->has_key = false;
        return fields->is_text;
    }
    snprintf(index, sizeof index, "%zu", frame->item++);
    buffer_cut(&fields->path, frame->path_len);
    path_add(&fields->path, index, strlen(index));
    return frame->is_text;
}

void fields_open(struct fields *fields, bool is_map)
{
    struct frame frame = { .is_map = is_map };

    frame.is_text = value_is_text(fields);
    frame.first_reply = fields->replies->count;
    frame.first_key = fields->key_count;
    frame.path_len = fields->path.len;
    fields->frames = memory_grow(fields->frames, fields->depth, &fields->frame_cap,
                                 sizeof *fields->frames);
    fields->frames[fields->depth++] = frame;
}

static int key_order(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);

    if (order != 0) return order;
    if (a->len != b->len) return a->len < b->len ? -1 : 1;
    return a->offset < b->offset ? -1 : 1;
}

/* With two members of one name it would depend on the reader which of them is sent. */
static void keys_close(struct fields *fields, size_t first)
{
    size_t count = fields->key_count - first;

    if (count == 0) return;
    struct key *keys = fields->keys + first;
    qsort(keys, count, sizeof *keys, key_order);
    for (size_t i = 1; i < count; i++)
        if (keys[i].len == keys[i - 1].len &&
            memcmp(keys[i].text, keys[i - 1].text, keys[i].len) == 0)
            source_problem(fields->source, keys[i].offset, "the key \"%.80s\" appears twice",
                           keys[i].text);
    for (size_t i = 0; i < count; i++) free(keys[i].text);
    fields->key_count = first;
}

/* The innermost map that has a title names a reply. */
static void title_give(struct fields *fields, const struct frame *frame)
{
    while (fields->untitled_count > 0 &&
           fields->untitled[fields->untitled_count - 1] >= frame->first_reply) {
        struct reply *reply = &fields->replies->items[fields->untitled[--fields->untitled_count]];
        free(reply->name);
        reply->name = memory_copy(frame->name, strlen(frame->name));
    }
}

void fields_close(struct fields *fields)
{
    struct frame *frame = top(fields);

    if (frame->name != NULL) title_give(fields, frame);
    free(frame->name);
    keys_close(fields, frame->first_key);
    fields->depth--;
}

/* The best title of a map so far names all that is in it. */
static void title_take(struct fields *fields, const struct reply *reply)
{
    struct frame *frame = top(fields);
    const struct key *key;
    char *title;
    int rank;

    if (frame == NULL || !frame->is_map || fields->key_count == 0) return;
    key = &fields->keys[fields->key_count - 1];
    rank = field_title_rank(key->text, key->len);
    if (rank <= frame->name_rank) return;
    title = reply_title(reply->text, reply->len);
    if (title == NULL) return;
    free(frame->name);
    frame->name = title;
    frame->name_rank = rank;
}

/* The path of the value, or its end: of a thousand nested maps nobody wants to read the names. */
static char *path_copy(const struct buffer *path)
{
    enum { MOST = 120 };
    struct buffer copy = { 0 };
    size_t from = path->len > MOST ? path->len - MOST : 0;

    while (from > 0 && from < path->len && path->data[from] != '/') from++;
    if (from > 0) buffer_add(&copy, "…", strlen("…"));
    buffer_add(&copy, path->data + from, path->len - from);
    return copy.data;
}

void fields_text(struct fields *fields, struct reply reply)
{
    bool is_root = fields->depth == 0;

    reply.is_field = value_is_text(fields) || is_root;
    if (!reply.is_field) title_take(fields, &reply);
    if (!is_root) reply.name = path_copy(&fields->path);
    replies_add(fields->replies, reply);
    if (!reply.is_field || is_root) return;
    fields->untitled = memory_grow(fields->untitled, fields->untitled_count, &fields->untitled_cap,
                                   sizeof *fields->untitled);
    fields->untitled[fields->untitled_count++] = fields->replies->count - 1;
}

void fields_other(struct fields *fields, bool counts)
{
    (void)value_is_text(fields);
    if (counts) fields->only_text = false;
}

static bool has_field(const struct replies *replies)
{
    for (size_t i = 0; i < replies->count; i++)
        if (replies->items[i].is_field) return true;
    return false;
}

void fields_end(struct fields *fields)
{
    struct replies *replies = fields->replies;
    size_t kept = 0;
    bool refused, all;

    while (fields->depth > 0) fields_close(fields);
    refused = fields->source->problem_count > 0;
    all = !has_field(replies) && (fields->only_text || fields->is_locale);
    for (size_t i = 0; i < replies->count; i++) {
        if (!refused && (all || replies->items[i].is_field))
            replies->items[kept++] = replies->items[i];
        else
            reply_release(&replies->items[i]);
    }
    replies->count = kept;
    free(fields->frames);
    free(fields->keys);
    free(fields->untitled);
    buffer_release(&fields->path);
}
