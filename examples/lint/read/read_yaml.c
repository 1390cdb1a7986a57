/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * libfyaml says what each scalar is and where it starts and ends; here every byte of its value is
 * led back to the file. Plain and block scalars only drop or fold white space; quoted ones are read
 * once more, escapes and all.
 */
#include "fields.h"

#include "ascii.h"
#include "json_build.h"
#include "readers.h"
#include "unicode.h"
#include "yaml.h"

#include <string.h>

struct scalar {
    const char *data; /* of the file */
    size_t begin;
    size_t end;
    const char *value;
    size_t len;
};

struct reading {
    struct fields fields;
    size_t gap;      /* behind the last scalar */
    json_t *anchors; /* by their names, whether a text that is a reply stands there */
    size_t alias;    /* the first in the place of a reply that stands for none; 0: there is none */
};

static size_t space_len(const char *text, size_t len)
{
    size_t count = 0;

    while (count < len && ascii_is_space(text[count])) count++;
    return count;
}

/* White space of the value (len bytes) that came from white space of the file (from_len at from).
 * Indentation was dropped before its end, so equal ends belong together. */
static void space_add(struct reply *reply, const struct scalar *scalar, size_t at, size_t len,
                      struct extent from)
{
    const char *value = scalar->value + at;
    size_t same = 0;
    size_t from_len = from.end - from.begin;

    while (same < len && same < from_len &&
           value[len - same - 1] == scalar->data[from.end - same - 1])
        same++;
    if (same < len) reply_add(reply, value, len - same, from.begin, from_len - same);
    reply_add(reply, value + len - same, same, from.end - same, same);
}

/* Plain, literal and folded scalars. False when value and file differ in more than white space. */
static bool align(struct reply *reply, const struct scalar *scalar)
{
    size_t at = 0, from = scalar->begin;

    while (at < scalar->len) {
        size_t space = space_len(scalar->value + at, scalar->len - at);
        size_t from_space = space_len(scalar->data + from, scalar->end - from);
        size_t same = 0;

        if (space > 0 && from_space == 0) return false;
        space_add(reply, scalar, at, space, (struct extent){ from, from + from_space });
        at += space;
        from += from_space;
        while (at + same < scalar->len && from + same < scalar->end &&
               !ascii_is_space(scalar->value[at + same]) &&
               scalar->value[at + same] == scalar->data[from + same])
            same++;
        if (same == 0) return at == scalar->len;
        reply_add(reply, scalar->value + at, same, from, same);
        at += same;
        from += same;
    }
    return true;
}

/* A run of white space in a quoted scalar: breaks fold, and blanks around them go. The first break
 * is dropped when a backslash came before it. Returns where it ends. */
static size_t fold(struct reply *reply, const struct scalar *scalar, size_t at, bool escaped)
{
    size_t end = at + space_len(scalar->data + at, scalar->end - at);
    size_t breaks = 0;

    for (size_t i = at; i < end; i++)
        if (scalar->data[i] == '\n' || (scalar->data[i] == '\r' && scalar->data[i + 1] != '\n'))
            breaks++;
    if (breaks == 0)
        reply_add(reply, scalar->data + at, end - at, at, end - at);
    else if (breaks == 1 && !escaped)
        reply_add(reply, " ", 1, at, end - at);
    for (size_t i = 1; i < breaks; i++) reply_add(reply, "\n", 1, at, end - at);
    return end;
}

/* at stands at a backslash. Returns where the escape ends. */
static size_t escape_add(struct reply *reply, const struct scalar *scalar, size_t at)
{
    static const char from[] = "0abtnvfre", to[] = "\0\a\b\t\n\v\f\r\x1b";
    static const char named[] = "N_LP";
    static const long codes[] = { 0x85, 0xA0, 0x2028, 0x2029 };
    const char *text = scalar->data + at;
    size_t room = scalar->end - at, used = 2, len = 1;
    char bytes[4] = { 0 };
    const char *found;

    if (room < 2) return scalar->end;
    bytes[0] = text[1];
    if (text[1] == '\n' || text[1] == '\r') return fold(reply, scalar, at + 1, true);
    if ((found = memchr(from, text[1], sizeof from - 1)) != NULL) {
        bytes[0] = to[found - from];
    } else if ((found = memchr(named, text[1], sizeof named - 1)) != NULL) {
        len = unicode_put(codes[found - named], bytes);
    } else if (text[1] == 'x' && room >= 4) {
        len = unicode_put(unicode_hex(text + 2, 2), bytes);
        used = 4;
    } else if (text[1] == 'u' && room >= 6) {
        used = 1 + unicode_escape(text + 1, room - 1, bytes, &len);
    } else if (text[1] == 'U' && room >= 10) {
        len = unicode_put(unicode_hex(text + 2, 8), bytes);
        used = 10;
    }
    reply_add(reply, bytes, len, at, used);
    return at + used;
}

static void unquote(struct reply *reply, const struct scalar *scalar, char quote)
{
    size_t at = scalar->begin;

    while (at < scalar->end) {
        size_t end = at;

        while (end < scalar->end && !ascii_is_space(scalar->data[end]) &&
               scalar->data[end] != quote && scalar->data[end] != '\\')
            end++;
        reply_add(reply, scalar->data + at, end - at, at, end - at);
        at = end;
        if (at == scalar->end) break;
        if (ascii_is_space(scalar->data[at])) {
            at = fold(reply, scalar, at, false);
        } else if (quote == '"' && scalar->data[at] == '\\') {
            at = escape_add(reply, scalar, at);
        } else if (scalar->data[at] == quote) {
            reply_add(reply, &quote, 1, at, 2);
            at += 2;
        } else {
            reply_add(reply, scalar->data + at, 1, at, 1);
            at++;
        }
    }
}

/* A value that is not what was read here is still checked; then its findings mark all of it. */
static struct reply scalar_read(const struct scalar *scalar, enum fy_scalar_style style)
{
    struct reply reply = { .begin = scalar->begin };
    bool quoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
    bool ok = true;

    if (quoted)
        unquote(&reply, scalar, style == FYSS_SINGLE_QUOTED ? '\'' : '"');
    else
        ok = align(&reply, scalar);
    if (!ok || reply.len != scalar->len ||
        (reply.len > 0 && memcmp(reply.text, scalar->value, reply.len) != 0)) {
        reply_release(&reply);
        reply.begin = scalar->begin;
        reply_add(&reply, scalar->value, scalar->len, scalar->begin, scalar->end - scalar->begin);
    }
    if (reply.run_count > 0) reply.begin = reply.runs[0].from;
    return reply;
}

/* What YAML's core schema takes for something else than text. */
static bool is_number_or_truth(const struct scalar *scalar)
{
    size_t digits = 0;

    if (yaml_is_true(scalar->value, scalar->len) || yaml_is_false(scalar->value, scalar->len))
        return true;
    for (size_t i = 0; i < scalar->len; i++) {
        char byte = scalar->value[i];
        if (byte >= '0' && byte <= '9')
            digits++;
        else if (byte == '\0' || strchr(".+-eE_", byte) == NULL)
            return false;
    }
    return digits > 0;
}

/* What stands between scalars: a # behind white space begins a comment there, and nowhere else. */
static void comments_take(struct source *source, size_t at, size_t end)
{
    while (at < end) {
        const char *mark = memchr(source->data + at, '#', end - at);
        size_t begin;

        if (mark == NULL) return;
        begin = (size_t)(mark - source->data);
        at = begin + 1;
        if (begin > source->start && !ascii_is_space(source->data[begin - 1])) continue;
        while (at < end && !source_is_break(source->data[at])) at++;
        source_comment(source, (struct extent){ begin, at });
    }
}

/* An absent value has no marks and no text. */
static struct scalar scalar_of(const struct fields *fields, struct fy_token *token)
{
    const struct fy_mark *start = fy_token_start_mark(token), *end = fy_token_end_mark(token);
    struct scalar scalar = { .data = fields->source->data, .value = "" };
    const char *value = fy_token_get_text(token, &scalar.len);

    if (start == NULL || end == NULL || value == NULL) {
        scalar.len = 0;
        return scalar;
    }
    scalar.value = value;
    scalar.begin = start->input_pos;
    /* Of an empty block scalar libfyaml puts the end before the start. */
    scalar.end = end->input_pos > scalar.begin ? end->input_pos : scalar.begin;
    return scalar;
}

/* False when it is certainly no reply by its place. */
static bool scalar_take(struct reading *reading, struct fy_token *token)
{
    struct fields *fields = &reading->fields;
    enum fy_scalar_style style = fy_token_scalar_style(token);
    struct scalar scalar = scalar_of(fields, token);

    comments_take(fields->source, reading->gap, scalar.begin);
    if (scalar.end > reading->gap) reading->gap = scalar.end;
    if (fields_wants_key(fields))
        fields_key(fields, scalar.value, scalar.len, scalar.begin);
    else if (style == FYSS_PLAIN && yaml_is_null(scalar.value, scalar.len))
        (void)fields_other(fields, false);
    else if (style == FYSS_PLAIN && is_number_or_truth(&scalar))
        (void)fields_other(fields, true);
    else
        return fields_text(fields, scalar_read(&scalar, style));
    return true;
}

/* False when the document cannot be used: a key that is no word has no name to go by. */
static bool key_refuse(struct fields *fields, struct fy_token *token)
{
    const struct fy_mark *mark = fy_token_start_mark(token);

    source_problem(fields->source, mark != NULL ? mark->input_pos : 0, "a key must be a word");
    return false;
}

/* is_read: as a reply, or nobody knows. */
static void anchor_take(struct reading *reading, struct fy_event *event, bool is_read)
{
    struct fy_token *token = fy_event_get_anchor_token(event);

    if (token != NULL) json_put(reading->anchors, fy_token_get_text0(token), json_boolean(is_read));
}

/* What it stands for is read where it is written, if that is the place of a reply, too. */
static void alias_take(struct reading *reading, struct fy_token *token)
{
    bool is_reply = fields_other(&reading->fields, false);
    const json_t *known = json_object_get(reading->anchors, fy_token_get_text0(token));
    const struct fy_mark *mark = fy_token_start_mark(token);

    if (is_reply && !json_is_true(known) && reading->alias == 0 && mark != NULL)
        reading->alias = mark->input_pos - 1; /* libfyaml's is behind the sign */
}

/* Where a map or list starts or ends. libfyaml may have no token for that. */
static size_t offset_of(const struct fields *fields, struct fy_token *token, bool is_end)
{
    const struct fy_mark *mark = fy_token_start_mark(token);

    if (mark != NULL) return mark->input_pos;
    return is_end ? fields->source->len : fields->source->start;
}

static bool event_take(struct reading *reading, struct fy_event *event)
{
    struct fields *fields = &reading->fields;
    bool is_key = fields_wants_key(fields), is_read = true;

    switch (event->type) {
    case FYET_MAPPING_START:
        if (is_key) return key_refuse(fields, event->mapping_start.mapping_start);
        fields_open(fields, true, offset_of(fields, event->mapping_start.mapping_start, false));
        break;
    case FYET_SEQUENCE_START:
        if (is_key) return key_refuse(fields, event->sequence_start.sequence_start);
        fields_open(fields, false, offset_of(fields, event->sequence_start.sequence_start, false));
        break;
    case FYET_MAPPING_END:
        fields_close(fields, offset_of(fields, event->mapping_end.mapping_end, true));
        return true;
    case FYET_SEQUENCE_END:
        fields_close(fields, offset_of(fields, event->sequence_end.sequence_end, true));
        return true;
    case FYET_SCALAR: is_read = scalar_take(reading, event->scalar.value); break;
    case FYET_DOCUMENT_START: buffer_cut(&fields->path, 0); return true;
    case FYET_ALIAS:
        if (is_key) return key_refuse(fields, event->alias.anchor);
        alias_take(reading, event->alias.anchor);
        return true;
    default: return true;
    }
    anchor_take(reading, event, is_read);
    return true;
}

void read_yaml(struct source *source, struct replies *replies, const struct words *names)
{
    struct reading reading;
    struct yaml yaml;
    struct fy_event *event;
    bool ok = true;

    /* An empty file is no document. */
    if (source->len == source->start || !yaml_begin(&yaml, source)) return;
    reading = (struct reading){ .gap = source->start, .anchors = json_object() };
    fields_begin(&reading.fields, source, replies, names);
    while (ok && (event = yaml_next(&yaml)) != NULL) {
        ok = event_take(&reading, event);
        yaml_free(&yaml, event);
    }
    comments_take(source, reading.gap, source->len);
    /* Where no member has the name of a reply all texts are read. */
    if (reading.alias > 0 && reading.fields.has_reply)
        source_problem(source, reading.alias,
                       "this alias stands for what is not read as a reply; write it out here");
    json_decref(reading.anchors);
    fields_end(&reading.fields);
    yaml_end(&yaml);
}
