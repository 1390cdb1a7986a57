/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "sidecar.h"

#include "json_build.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const verdicts[] = { [POISE_VERDICT_APPROVE] = "approve",
                                        [POISE_VERDICT_REJECT] = "reject",
                                        [POISE_VERDICT_REVOKE] = "revoke",
                                        [POISE_VERDICT_OVERRIDE] = "override" };

const char *sidecar_verdict(uint32_t verdict)
{
    return verdicts[verdict];
}

/* ---- Reading ------------------------------------------------------------------------------- */

struct line {
    struct sidecar *sidecar;
    size_t begin; /* in the file */
    size_t end;
    struct record *record;
};

/* At the key if it stands in the line as it is spelt, else at the start of the line. */
static bool line_refuse(const struct line *line, const char *key, const char *what)
{
    struct source *source = &line->sidecar->source;
    char quoted[32];
    size_t at = line->begin, len = 0;

    if (key != NULL) len = (size_t)snprintf(quoted, sizeof quoted, "\"%.24s\"", key);
    for (size_t i = line->begin; len > 0 && i + len <= line->end; i++)
        if (memcmp(source->data + i, quoted, len) == 0) {
            at = i;
            break;
        }
    if (key != NULL)
        source_problem(source, at, "\"%.60s\" %s", key, what);
    else
        source_problem(source, at, "%s", what);
    return false;
}

static const char *const keys[] = { "by",    "at",    "verdict", "digest",       "policy",
                                    "draft", "rules", "reason",  "placeholders", "signature" };
enum { KEY_COUNT = sizeof keys / sizeof *keys };

static bool keys_check(const struct line *line)
{
    const char *key;
    json_t *value;

    json_object_foreach(line->record->json, key, value)
    {
        size_t i = 0;
        while (i < KEY_COUNT && strcmp(keys[i], key) != 0) i++;
        if (i == KEY_COUNT) return line_refuse(line, key, "is no key of a record");
    }
    return true;
}

/* A member that is text; NULL when it may be missing and is. */
static bool text_take(const struct line *line, const char *key, bool needed, const char **out)
{
    const json_t *value = json_object_get(line->record->json, key);

    *out = NULL;
    if (value == NULL && !needed) return true;
    if (value == NULL)
        return line_refuse(line, NULL,
                           "a record without all of by, at, verdict, "
                           "digest, policy, draft and rules");
    if (!json_is_string(value)) return line_refuse(line, key, "must be a string");
    *out = json_string_value(value);
    if (strlen(*out) != json_string_length(value) || **out == '\0')
        return line_refuse(line, key, "must not be empty or hold a zero byte");
    return true;
}

static bool rules_take(const struct line *line)
{
    const json_t *list = json_object_get(line->record->json, "rules");
    size_t count = json_array_size(list);

    if (!json_is_array(list)) return line_refuse(line, "rules", "must be a list of names of rules");
    line->record->rules = memory_resize(NULL, (count + 1) * sizeof *line->record->rules);
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(list, i);
        line->record->rules[i] = json_string_value(item);
        if (line->record->rules[i] == NULL ||
            strlen(json_string_value(item)) != json_string_length(item))
            return line_refuse(line, "rules", "must be a list of names of rules");
    }
    /* An empty list is one of no rules, not "not said": it counts for none. */
    line->record->rules[count] = "";
    line->record->approval.rules = line->record->rules;
    line->record->approval.rule_count = (uint32_t)(count > 0 ? count : 1);
    return true;
}

static bool placeholders_take(const struct line *line)
{
    json_t *map = json_object_get(line->record->json, "placeholders"), *value;
    const char *name;

    if (map == NULL) return true;
    if (!json_is_object(map)) return line_refuse(line, "placeholders", "must be an object");
    json_object_foreach(map, name, value)
    {
        const char *word = json_string_value(value);
        uint32_t type = word != NULL ? types_number(word) : 0;
        if (type == 0)
            return line_refuse(line, "placeholders",
                               "must say name, number, date, amount or code of each");
        types_add(&line->record->types, name, strlen(name), type);
    }
    return true;
}

static bool verdict_take(const struct line *line)
{
    const char *word;

    if (!text_take(line, "verdict", true, &word)) return false;
    assert(word != NULL);
    for (uint32_t i = POISE_VERDICT_APPROVE; i <= POISE_VERDICT_OVERRIDE; i++)
        if (strcmp(verdicts[i], word) == 0) line->record->approval.verdict = i;
    return line->record->approval.verdict != 0 ||
           line_refuse(line, "verdict", "must be approve, reject, revoke or override");
}

static bool record_take(const struct line *line)
{
    poise_approval *approval = &line->record->approval;
    const json_t *at = json_object_get(line->record->json, "at");

    approval->size = sizeof *approval;
    if (!keys_check(line) || !text_take(line, "by", true, &approval->by)) return false;
    if (!json_is_integer(at)) return line_refuse(line, "at", "must be a number of seconds");
    approval->at = json_integer_value(at);
    return verdict_take(line) && text_take(line, "digest", true, &approval->digest) &&
           text_take(line, "policy", true, &approval->policy_digest) &&
           text_take(line, "draft", true, &approval->draft_id) && rules_take(line) &&
           text_take(line, "reason", false, &approval->reason) && placeholders_take(line) &&
           text_take(line, "signature", false, &approval->signature);
}

static bool line_take(struct sidecar *sidecar, size_t begin, size_t end, size_t number)
{
    struct record record = { .line = number };
    struct line line = { sidecar, begin, end, NULL };
    json_error_t error;

    record.json = json_loadb(sidecar->source.data + begin, end - begin,
                             JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (record.json == NULL) {
        size_t at = error.position > 0 ? (size_t)error.position - 1 : 0;
        source_problem(&sidecar->source, begin + (at < end - begin ? at : end - begin),
                       "not a record: %s", error.text);
        return false;
    }
    sidecar->items = memory_grow(sidecar->items, sidecar->count, &sidecar->cap,
                                 sizeof *sidecar->items);
    line.record = &sidecar->items[sidecar->count++];
    *line.record = record;
    if (!json_is_object(record.json)) return line_refuse(&line, NULL, "a record is an object");
    return record_take(&line);
}

static bool lines_take(struct sidecar *sidecar)
{
    const struct source *source = &sidecar->source;
    size_t number = 1;

    for (size_t at = 0; at < source->len; number++) {
        const char *end = memchr(source->data + at, '\n', source->len - at);
        if (end == NULL) {
            source_problem(&sidecar->source, source->len,
                           "the last line was cut off: restore the file, nothing was appended");
            return false;
        }
        size_t stop = (size_t)(end - source->data);
        if (!line_take(sidecar, at, stop, number)) return false;
        at = stop + 1;
    }
    return true;
}

static char *path_of(const char *file)
{
    struct buffer path = { 0 };

    buffer_add(&path, file, strlen(file));
    buffer_add(&path, SIDECAR_ENDING, strlen(SIDECAR_ENDING));
    return path.data;
}

static bool file_take(struct sidecar *sidecar, int file)
{
    return source_load_file(&sidecar->source, sidecar->path, file) && lines_take(sidecar);
}

bool sidecar_load(struct sidecar *sidecar, const char *file)
{
    bool ok = true;
    int descriptor;

    *sidecar = (struct sidecar){ .path = path_of(file) };
    sidecar->source.path = sidecar->path;
    descriptor = open(sidecar->path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return errno == ENOENT || source_refuse(&sidecar->source, strerror(errno));
    /* Who appends holds the lock, so that no half of a line is read. */
    if (flock(descriptor, LOCK_SH) != 0)
        ok = source_refuse(&sidecar->source, strerror(errno));
    else
        ok = file_take(sidecar, descriptor);
    close(descriptor);
    return ok;
}

const struct types *sidecar_types(const struct sidecar *sidecar, const char *identity)
{
    static const struct types none = { 0 };

    for (size_t i = sidecar->count; i > 0; i--)
        if (strcmp(sidecar->items[i - 1].approval.draft_id, identity) == 0)
            return &sidecar->items[i - 1].types;
    return &none;
}

void sidecar_release(struct sidecar *sidecar)
{
    for (size_t i = 0; i < sidecar->count; i++) {
        json_decref(sidecar->items[i].json);
        free(sidecar->items[i].rules);
        types_release(&sidecar->items[i].types);
    }
    free(sidecar->items);
    source_release(&sidecar->source);
    free(sidecar->path);
    *sidecar = (struct sidecar){ 0 };
}

/* ---- Writing ------------------------------------------------------------------------------- */

char *sidecar_line(const poise_approval *approval, const struct types *types)
{
    json_t *json = json_object(), *rules = json_array(), *map;
    char *line;

    json_put(json, "by", json_text(approval->by));
    json_put(json, "at", json_integer((json_int_t)approval->at));
    json_put(json, "verdict", json_text(verdicts[approval->verdict]));
    json_put(json, "digest", json_text(approval->digest));
    json_put(json, "policy", json_text(approval->policy_digest));
    json_put(json, "draft", json_text(approval->draft_id));
    for (uint32_t i = 0; i < approval->rule_count; i++)
        if (json_array_append_new(rules, json_text(approval->rules[i])) != 0) memory_out();
    json_put(json, "rules", rules);
    if (approval->reason != NULL) json_put(json, "reason", json_text(approval->reason));
    if (types->count > 0) {
        map = json_object();
        for (size_t i = 0; i < types->count; i++)
            json_put(map, types->items[i].name, json_text(types_word(types->items[i].type)));
        json_put(json, "placeholders", map);
    }
    if (approval->signature != NULL) json_put(json, "signature", json_text(approval->signature));
    line = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (line == NULL) memory_out();
    return line;
}

/* In one piece, so that a reader without a lock sees all of it or nothing. */
static bool line_write(struct sidecar *sidecar, int file, const char *line)
{
    struct buffer bytes = { 0 };
    ssize_t put;
    bool ok;

    buffer_add(&bytes, line, strlen(line));
    buffer_add(&bytes, "\n", 1);
    put = write(file, bytes.data, bytes.len);
    ok = put == (ssize_t)bytes.len;
    if (!ok) source_refuse(&sidecar->source, put < 0 ? strerror(errno) : "no room for the record");
    if (!ok && put > 0 && ftruncate(file, (off_t)sidecar->source.len) != 0)
        source_refuse(&sidecar->source, "its last line is broken now");
    if (ok && fsync(file) != 0) ok = source_refuse(&sidecar->source, strerror(errno));
    buffer_release(&bytes);
    return ok;
}

bool sidecar_append(const char *file, const char *line)
{
    struct sidecar sidecar = { .path = path_of(file) };
    int descriptor = open(sidecar.path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    bool ok;

    sidecar.source.path = sidecar.path;
    if (descriptor < 0 || flock(descriptor, LOCK_EX) != 0)
        ok = source_refuse(&sidecar.source, strerror(errno));
    else
        ok = file_take(&sidecar, descriptor) && line_write(&sidecar, descriptor, line);
    if (descriptor >= 0) close(descriptor);
    sidecar_release(&sidecar);
    return ok;
}
