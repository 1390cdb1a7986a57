/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "fields.h"

#include "field.h"
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the names of members begin with that speak to this program. */
static const char note_mark[] = "poise-ignore";

void fields_begin(struct fields *fields, struct source *source, struct replies *replies,
                  const struct words *names)
{
    *fields = (struct fields){ .source = source,
                               .replies = replies,
                               .names = names,
                               .has_reply = names->count > 0,
                               .only_text = true };
}

static struct frame *top(const struct fields *fields)
{
    return fields->depth > 0 ? &fields->frames[fields->depth - 1] : NULL;
}

/* The map that the value stands in, or that the list of such values stands in. */
static struct frame *map_around(const struct fields *fields)
{
    struct frame *frame = top(fields);

    return frame->is_map || fields->depth < 2 ? frame : frame - 1;
}

static void indices_add(struct indices *indices, size_t index)
{
    indices->items = memory_grow(indices->items, indices->count, &indices->cap,
                                 sizeof *indices->items);
    indices->items[indices->count++] = index;
}

/* The last one, if it is not before first. */
static bool indices_take(struct indices *indices, size_t first, size_t *index)
{
    if (indices->count == 0 || indices->items[indices->count - 1] < first) return false;
    *index = indices->items[--indices->count];
    return true;
}

/* ---- Keys and paths ------------------------------------------------------------------------ */

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

/* Of the map that is open. "id" is Indonesian only behind another language, elsewhere a number. */
static bool is_language(const struct fields *fields, const char *key, size_t len)
{
    size_t first_key = top(fields)->first_key;
    const struct key *first;

    if (!field_is(key, len, "id")) return field_is_language(key, len);
    if (first_key == fields->keys.count) return false;
    first = &fields->keys.items[first_key];
    return !field_is(first->text, first->len, "id") && field_is_language(first->text, first->len);
}

/* Of the map that is open: what its own key says it holds, by names. */
static bool is_of_replies(const struct fields *fields)
{
    size_t first = top(fields)->first_key;

    return fields->depth > 1 && fields->frames[fields->depth - 2].is_map &&
           field_is_plural(fields->keys.items[first - 1].text, fields->keys.items[first - 1].len);
}

static enum role key_role(const struct fields *fields, const char *key, size_t len)
{
    const struct frame *frame = top(fields);
    enum field_text text = field_text(fields->names, key, len);

    if (frame->role == ROLE_ATTACHMENTS || frame->role == ROLE_NOTHING) return frame->role;
    if (len >= sizeof note_mark - 1 && memcmp(key, note_mark, sizeof note_mark - 1) == 0)
        return ROLE_NOTE;
    if (field_is(key, len, "attachments")) return ROLE_ATTACHMENTS;
    if (fields->is_catalogue && fields->list_depth == 0 && fields->names->count == 0)
        return ROLE_OTHER;
    if (text == FIELD_REPLY) return ROLE_REPLY;
    if (text == FIELD_REMARK) return ROLE_REMARK;
    if ((frame->role == ROLE_REPLY || frame->role == ROLE_REMARK) &&
        (is_language(fields, key, len) || field_is_form(key, len)))
        return frame->role;
    if (fields->names->count > 0) return ROLE_OTHER;
    if (field_is(key, len, "field")) return ROLE_FIELD;
    if (field_is(key, len, "value")) return ROLE_VALUE;
    return is_of_replies(fields) && field_title_rank(key, len) == 0 ? ROLE_NAMED : ROLE_OTHER;
}

/* The first key under the name of a reply is a language: the map holds its translations. */
static void language_met(struct fields *fields, struct frame *frame)
{
    const struct frame *parent = fields->depth > 1 ? frame - 1 : NULL;

    if (parent == NULL) fields->is_locale = true;
    if (parent == NULL || !parent->is_map || fields->keys.count > frame->first_key) return;
    if (frame->role != ROLE_REPLY && frame->role != ROLE_REMARK) return;
    frame->is_part = true;
    frame->owner = parent->owner;
}

void fields_key(struct fields *fields, const char *text, size_t len, size_t offset)
{
    struct frame *frame = top(fields);

    frame->has_key = true;
    /* A language, or the words of another one: {"Message": "Message"} is no reply of its own. */
    if (fields->depth == 1 && fields->keys.count == 0)
        fields->is_catalogue = is_language(fields, text, len) || memchr(text, ' ', len) != NULL;
    if (is_language(fields, text, len)) language_met(fields, frame);
    fields->role = key_role(fields, text, len);
    buffer_cut(&fields->path, frame->path_len);
    path_add(&fields->path, text, len);
    keys_add(&fields->keys, text, len, offset);
}

/* Of the value that starts in a map. */
static bool key_is(const struct fields *fields, const char *word)
{
    const struct key *key = &fields->keys.items[fields->keys.count - 1];

    return field_is(key->text, key->len, word);
}

/* ---- Replies ------------------------------------------------------------------------------- */

/* From now on strings without such a name are no replies, and a remark on this one is none. */
static void reply_met(struct fields *fields)
{
    struct replies *replies = fields->replies;

    if (!fields->has_reply) {
        for (size_t i = 0; i < replies->count; i++)
            replies->left_out += reply_is_sentence(&replies->items[i]);
        replies_clear(replies, 0);
        for (size_t i = 0; i < fields->depth; i++) fields->frames[i].first_reply = 0;
        fields->has_reply = true;
    }
    for (size_t i = fields->depth; i > 0 && !fields->frames[i - 1].has_reply; i--) {
        fields->frames[i - 1].has_reply = true;
        replies_release(&fields->frames[i - 1].remarks);
    }
}

/* A string that nobody knows to be none is kept, too, in case that all of them are replies. */
static void reply_keep(struct fields *fields, struct reply reply, bool is_field)
{
    if (!is_field && fields->has_reply) {
        fields->replies->left_out += reply_is_sentence(&reply);
        reply_release(&reply);
        return;
    }
    if (is_field) {
        reply_met(fields);
        indices_add(&fields->untitled, fields->replies->count);
        indices_add(&fields->bare, fields->replies->count);
    }
    reply.is_field = is_field;
    replies_add(fields->replies, reply);
}

static void replies_keep(struct fields *fields, struct replies list, bool is_field)
{
    for (size_t i = 0; i < list.count; i++) reply_keep(fields, list.items[i], is_field);
    free(list.items);
}

/* What closed maps have not named is named by what is known of the open ones. */
static void replies_give(struct fields *fields)
{
    struct replies *replies = fields->replies;
    size_t from = fields->depth, index;

    if (!replies_are_due(replies)) return;
    while (from > 0 && fields->frames[from - 1].name == NULL) from--;
    while (from > 0 && indices_take(&fields->untitled, 0, &index)) {
        const char *name = fields->frames[from - 1].name;
        free(replies->items[index].name);
        replies->items[index].name = memory_copy(name, strlen(name));
    }
    fields->untitled.count = fields->bare.count = 0;
    for (size_t i = 0; i < fields->depth; i++) fields->frames[i].first_reply = 0;
    replies->take(replies->take_ctx, replies, replies->count);
}

static void value_end(struct fields *fields)
{
    if (fields->list_depth > 0 && fields->depth == fields->list_depth && fields->has_reply)
        replies_give(fields);
}

/* ---- Attachments and notes ----------------------------------------------------------------- */

static bool key_is_one_of(const struct fields *fields, const char *const *words)
{
    while (*words != NULL && !key_is(fields, *words)) words++;
    return *words != NULL;
}

static void text_set(char **text, const struct reply *value)
{
    free(*text);
    *text = memory_copy(value->text, value->len);
}

/* A string in a list of attachments, or of one of them. */
static void attachment_take(struct fields *fields, const struct reply *value)
{
    static const char *const names[] = { "name", "filename", "file_name", NULL };
    static const char *const types[] = { "type", "content_type", "mime_type", NULL };
    static const char *const data[] = { "data", "content", NULL };
    const struct frame *frame = top(fields);
    struct reply *files = &fields->frames[frame->owner].files;
    struct attached *file;

    if (!frame->is_map) reply_attach(files, (struct attached){ 0 });
    file = &files->attached[files->attached_count - 1];
    if (!frame->is_map || key_is_one_of(fields, names)) {
        text_set(&file->name, value);
    } else if (key_is_one_of(fields, types)) {
        text_set(&file->type, value);
    } else if (key_is_one_of(fields, data)) {
        text_set(&file->data, value);
        file->len = value->len;
    }
}

static char *copy_or_null(const char *text, size_t len)
{
    return text != NULL ? memory_copy(text, len) : NULL;
}

/* Each reply has its own copy, so many replies of large files are refused. */
static bool attachments_copy(struct fields *fields, const struct reply *files, struct reply *reply)
{
    enum { TIMES = 8 };

    for (size_t i = 0; i < files->attached_count; i++) {
        const struct attached *file = &files->attached[i];
        size_t name_len = file->name != NULL ? strlen(file->name) : 0;
        size_t type_len = file->type != NULL ? strlen(file->type) : 0;

        fields->attached += sizeof *file + name_len + type_len + file->len;
        if (fields->attached / TIMES > fields->source->len + sizeof *file) return false;
        reply_attach(reply, (struct attached){ .name = copy_or_null(file->name, name_len),
                                               .type = copy_or_null(file->type, type_len),
                                               .data = copy_or_null(file->data, file->len),
                                               .len = file->len });
    }
    return true;
}

static void attachments_give(struct fields *fields, const struct frame *frame)
{
    bool ok = true;
    size_t index;

    while (indices_take(&fields->bare, frame->first_reply, &index))
        ok = ok && attachments_copy(fields, &frame->files, &fields->replies->items[index]);
    if (!ok)
        source_problem(fields->source, frame->begin,
                       "too many replies for such large attachments; say them once for each");
}

/* Until the map ends its scope is what is left of the file: no reply behind the map is asked about
 * before that. */
static void note_take(struct fields *fields, const struct reply *value)
{
    const struct key *key = &fields->keys.items[fields->keys.count - 1];
    struct source *source = fields->source;
    struct frame *frame = map_around(fields);
    struct buffer words = { 0 };

    buffer_add(&words, key->text, key->len);
    buffer_add(&words, " ", 1);
    if (value->len > 0) buffer_add(&words, value->text, value->len);
    source_member(source, reply_extent(value, (poise_span){ 0, (uint32_t)value->len }), words.data,
                  (struct extent){ frame->begin, source->len });
    frame->has_note = true;
    buffer_release(&words);
}

static void notes_close(struct fields *fields, const struct frame *frame, size_t end)
{
    struct source *source = fields->source;

    for (size_t i = frame->first_note; frame->has_note && i < source->note_count; i++) {
        struct note *note = &source->notes[i];
        if (note->is_member && note->scope.begin == frame->begin) note->scope.end = end;
    }
}

/* ---- Maps and lists ------------------------------------------------------------------------ */

/* A value starts: spell its path and tell what it is. */
static enum role value_begin(struct fields *fields)
{
    struct frame *frame = top(fields);
    enum role role = fields->role;
    char index[24];

    if (frame == NULL) return ROLE_OTHER;
    if (frame->is_map) {
        frame->has_key = false;
    } else {
        role = frame->role;
        snprintf(index, sizeof index, "%zu", frame->item++);
        buffer_cut(&fields->path, frame->path_len);
        path_add(&fields->path, index, strlen(index));
    }
    if (role == ROLE_OTHER &&
        field_points(fields->names, fields->path.data, fields->path.len, fields->depth))
        return ROLE_REPLY;
    return role;
}

/* Of a map or list. "attachments" that are no list are a member like others. */
static enum role container_role(const struct frame *parent, enum role role, bool is_map)
{
    switch (role) {
    case ROLE_FIELD: return ROLE_OTHER;
    case ROLE_NAMED: return is_map ? ROLE_REPLY : ROLE_OTHER;
    case ROLE_VALUE: return is_map || !parent->is_map ? ROLE_OTHER : role;
    case ROLE_NOTE: return is_map || !parent->is_map ? ROLE_NOTHING : role;
    case ROLE_ATTACHMENTS:
        if (parent->role != ROLE_ATTACHMENTS) return is_map ? ROLE_OTHER : role;
        return is_map && !parent->is_map ? role : ROLE_NOTHING;
    default: return role;
    }
}

/* The actions of a macro; see also language_met. */
static bool is_part(const struct fields *fields, const struct frame *parent)
{
    if (parent == NULL) return false;
    return parent->is_part || (parent->is_map && key_is(fields, "actions"));
}

void fields_open(struct fields *fields, bool is_map, size_t begin)
{
    struct frame *parent;
    struct frame frame = { .role = value_begin(fields), .is_map = is_map, .begin = begin };

    parent = top(fields);
    /* Rails' Indonesian: what its first key holds is a map. */
    if (is_map && fields->depth == 1 && fields->keys.count == 1 && key_is(fields, "id"))
        fields->is_catalogue = fields->is_locale = true;
    if (parent != NULL) frame.role = container_role(parent, frame.role, is_map);
    frame.is_part = is_part(fields, parent) || frame.role == ROLE_ATTACHMENTS;
    frame.owner = parent == NULL || (is_map && !frame.is_part) ? fields->depth : parent->owner;
    frame.first_reply = fields->replies->count;
    frame.first_key = fields->keys.count;
    frame.first_note = fields->source->note_count;
    frame.path_len = fields->path.len;
    if (frame.role == ROLE_ATTACHMENTS && is_map)
        reply_attach(&fields->frames[frame.owner].files, (struct attached){ 0 });
    fields->frames = memory_grow(fields->frames, fields->depth, &fields->frame_cap,
                                 sizeof *fields->frames);
    fields->frames[fields->depth++] = frame;
    if (!is_map && fields->list_depth == 0) fields->list_depth = fields->depth;
}

static void frame_release(struct frame *frame)
{
    free(frame->name);
    replies_release(&frame->remarks);
    replies_release(&frame->values);
    reply_release(&frame->files);
}

/* The innermost map that has a title names a reply. */
static void title_give(struct fields *fields, const struct frame *frame)
{
    size_t index;

    while (frame->name != NULL && indices_take(&fields->untitled, frame->first_reply, &index)) {
        struct reply *reply = &fields->replies->items[index];
        free(reply->name);
        reply->name = memory_copy(frame->name, strlen(frame->name));
    }
}

void fields_close(struct fields *fields, size_t end)
{
    struct frame *frame = top(fields);
    struct replies values = frame->values, remarks;

    frame->values = (struct replies){ 0 };
    replies_keep(fields, values, frame->is_comment);
    remarks = frame->remarks;
    frame->remarks = (struct replies){ 0 };
    replies_keep(fields, remarks, true);
    title_give(fields, frame);
    if (frame->is_map && !frame->is_part) attachments_give(fields, frame);
    notes_close(fields, frame, end);
    keys_close(&fields->keys, frame->first_key, fields->source);
    frame_release(frame);
    if (fields->list_depth == fields->depth) fields->list_depth = 0;
    fields->depth--;
    value_end(fields);
}

/* ---- Values -------------------------------------------------------------------------------- */

/* The best title of a map so far names all that is in it. */
static void title_take(struct fields *fields, const struct reply *reply)
{
    struct frame *frame = top(fields);
    const struct key *key;
    char *title;
    int rank;

    if (!frame->is_map || frame->is_part) return;
    key = &fields->keys.items[fields->keys.count - 1];
    rank = field_title_rank(key->text, key->len);
    if (rank <= frame->name_rank) return;
    title = reply_title(reply->text, reply->len);
    if (title == NULL) return;
    free(frame->name);
    frame->name = title;
    frame->name_rank = rank;
}

/* Zendesk says where a comment goes before what it says. */
static bool is_channel(const struct reply *reply)
{
    static const char words[] = "channel:";

    return reply->len >= sizeof words - 1 && memcmp(reply->text, words, sizeof words - 1) == 0;
}

static void other_take(struct fields *fields, enum role role, struct reply reply)
{
    if (role == ROLE_FIELD && (field_is(reply.text, reply.len, "comment_value") ||
                               field_is(reply.text, reply.len, "comment_value_html")))
        top(fields)->is_comment = true;
    title_take(fields, &reply);
    reply_keep(fields, reply, false);
}

/* The reply is taken over. */
static void text_take(struct fields *fields, enum role role, struct reply reply)
{
    struct frame *frame = top(fields), *owner = &fields->frames[frame->owner];

    switch (role) {
    case ROLE_REPLY:
    case ROLE_NAMED: reply_keep(fields, reply, true); return;
    case ROLE_REMARK:
        if (owner->has_reply) break;
        replies_add(&owner->remarks, reply);
        return;
    case ROLE_VALUE:
        if (!frame->is_map && is_channel(&reply)) break;
        replies_add(&map_around(fields)->values, reply);
        return;
    case ROLE_ATTACHMENTS:
        if (frame->role != role) break;
        attachment_take(fields, &reply);
        break;
    case ROLE_NOTE: note_take(fields, &reply); break;
    case ROLE_NOTHING: break;
    case ROLE_OTHER:
    case ROLE_FIELD: other_take(fields, role, reply); return;
    }
    reply_release(&reply);
}

bool fields_text(struct fields *fields, struct reply reply)
{
    enum role role = value_begin(fields);

    if (fields->depth == 0) {
        reply.is_field = fields->names->count == 0;
        replies_add(fields->replies, reply);
        return true;
    }
    /* A plain text of that name names no file; in a locale it is a text like others. */
    if (role == ROLE_ATTACHMENTS && top(fields)->role != role) role = ROLE_OTHER;
    if (role != ROLE_OTHER || !fields->has_reply) reply.name = path_copy(&fields->path);
    text_take(fields, role, reply);
    value_end(fields);
    return role != ROLE_OTHER;
}

bool fields_other(struct fields *fields, bool counts)
{
    enum role role = value_begin(fields);

    if (counts) fields->only_text = false;
    return role == ROLE_REPLY || role == ROLE_NAMED;
}

/* ---- The end ------------------------------------------------------------------------------- */

static int file_order(const void *left, const void *right)
{
    const struct reply *a = left, *b = right;

    if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
    return 0;
}

void fields_end(struct fields *fields)
{
    struct replies *replies = fields->replies;
    size_t kept = 0;
    bool all = !fields->has_reply &&
               (fields->only_text || fields->is_locale || fields->is_catalogue);

    /* Of a broken document, which was told; its maps are not complete. */
    for (; fields->depth > 0; fields->depth--) frame_release(top(fields));
    keys_release(&fields->keys);
    for (size_t i = 0; i < replies->count; i++) {
        if (all || replies->items[i].is_field)
            replies->items[kept++] = replies->items[i];
        else
            reply_release(&replies->items[i]);
    }
    replies->count = kept;
    /* Some waited for the end of their map. */
    if (kept > 1) qsort(replies->items, kept, sizeof *replies->items, file_order);
    free(fields->frames);
    free(fields->untitled.items);
    free(fields->bare.items);
    buffer_release(&fields->path);
}
