/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* A baseline in and out of its file. */
#include "baseline.h"
#include "json_build.h"
#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Reading ------------------------------------------------------------------------------- */

static const char *const keys[] = { "path", "rule", "reply", "fingerprint", "count", "words" };
enum { KEY_COUNT = sizeof keys / sizeof *keys };

static bool refuse(struct source *source, size_t at, const char *what)
{
    source_problem(source, at,
                   "%s; repair the baseline, or delete it and write it anew with "
                   "--write-baseline",
                   what);
    return false;
}

static bool refuse_key(struct source *source, size_t at, const char *key, const char *what)
{
    char message[200];

    snprintf(message, sizeof message, "\"%.60s\" %s", key, what);
    return refuse(source, at, message);
}

/* Where each object in the list "findings" stands. jansson has read the file, so this only has to
 * find its way in valid JSON, and nothing else in it is as deep. */
static void places_find(const struct source *source, struct entries *entries)
{
    size_t depth = 0, index = 0;

    for (size_t at = source->start; at < source->len; at++) {
        switch (source->data[at]) {
        case '"':
            for (at++; source->data[at] != '"'; at++)
                if (source->data[at] == '\\') at++;
            break;
        case '{':
        case '[':
            if (depth == 2) entries->items[index].where.begin = at;
            depth++;
            break;
        case '}':
        case ']':
            depth--;
            if (depth == 2) entries->items[index++].where.end = at + 1;
            break;
        default: break;
        }
    }
}

/* Relative and without what can be left out, as it is written: any other path is never met, and its
 * entry would stay for ever. */
static bool path_is_plain(const char *path)
{
    bool is_up = true;

    for (;;) {
        size_t len = strcspn(path, "/");
        bool is_parent = len == 2 && memcmp(path, "..", 2) == 0;

        if (len == 0 || (len == 1 && *path == '.') || (is_parent && !is_up)) return false;
        is_up = is_parent;
        if (path[len] == '\0') return !is_parent;
        path += len + 1;
    }
}

static bool fingerprint_is_one(const char *text)
{
    return strlen(text) == FINGERPRINT_LEN && strspn(text, "0123456789abcdef") == FINGERPRINT_LEN;
}

static char *text_take(const json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));

    return text != NULL ? memory_copy(text, strlen(text)) : NULL;
}

static bool keys_check(struct source *source, const json_t *json, size_t at)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)json, key, value)
    {
        size_t i = 0;
        while (i < KEY_COUNT && strcmp(keys[i], key) != 0) i++;
        if (i == KEY_COUNT) return refuse_key(source, at, key, "is no key of an entry");
        if (strcmp(key, "count") == 0) {
            if (json_integer_value(value) < 1)
                return refuse_key(source, at, key, "must be a whole number of at least 1");
        } else if (!json_is_string(value) && !(strcmp(key, "reply") == 0 && json_is_null(value))) {
            return refuse_key(source, at, key, "must be a string");
        }
    }
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (json_object_get(json, keys[i]) == NULL)
            return refuse_key(source, at, keys[i], "is missing in this entry");
    return true;
}

static bool entry_read(struct source *source, const json_t *json, struct entry *entry)
{
    size_t at = entry->where.begin;

    if (!keys_check(source, json, at)) return false;
    entry->path = text_take(json, "path");
    entry->rule = text_take(json, "rule");
    entry->reply = text_take(json, "reply");
    entry->fingerprint = text_take(json, "fingerprint");
    entry->words = text_take(json, "words");
    entry->count = (size_t)json_integer_value(json_object_get(json, "count"));
    if (!path_is_plain(entry->path))
        return refuse_key(source, at, "path",
                          "must lead from the folder of the baseline to a file, without \"./\"");
    return fingerprint_is_one(entry->fingerprint) ||
           refuse_key(source, at, "fingerprint", "must be 32 hexadecimal digits");
}

static bool head_check(struct source *source, const json_t *json)
{
    const char *key;
    json_t *value;

    if (!json_is_object(json)) return refuse(source, source->start, "a baseline is a JSON object");
    json_object_foreach((json_t *)json, key, value)
    {
        if (strcmp(key, "version") != 0 && strcmp(key, "findings") != 0)
            return refuse_key(source, source->start, key, "is no key of a baseline");
    }
    if (json_integer_value(json_object_get(json, "version")) != 1)
        return refuse_key(source, source->start, "version", "must be 1");
    if (!json_is_array(json_object_get(json, "findings")))
        return refuse_key(source, source->start, "findings", "must be a list");
    return true;
}

static int sort_order(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = entry_order(a, b);

    if (order != 0) return order;
    return a->where.begin < b->where.begin ? -1 : 1;
}

static bool list_read(struct source *source, const json_t *list, struct entries *entries)
{
    bool ok = true;

    for (size_t i = 0; i < json_array_size(list); i++) entries_add(entries, (struct entry){ 0 });
    for (size_t i = 0; i < entries->count; i++)
        if (!json_is_object(json_array_get(list, i)))
            return refuse(source, source->start, "\"findings\" must list objects");
    places_find(source, entries);
    for (size_t i = 0; ok && i < entries->count; i++)
        ok = entry_read(source, json_array_get(list, i), &entries->items[i]);
    if (!ok || entries->count < 2) return ok;
    qsort(entries->items, entries->count, sizeof *entries->items, sort_order);
    for (size_t i = 1; ok && i < entries->count; i++)
        if (entry_order(&entries->items[i - 1], &entries->items[i]) == 0)
            ok = refuse(source, entries->items[i].where.begin,
                        "an entry for the same path, rule and fingerprint stands above");
    return ok;
}

bool entries_read(struct entries *entries, struct source *source)
{
    json_error_t error;
    json_t *json = json_loadb(source->data + source->start, source->len - source->start,
                              JSON_REJECT_DUPLICATES, &error);
    char message[sizeof error.text + 20];
    bool ok;

    if (json == NULL) {
        snprintf(message, sizeof message, "not valid JSON: %s", error.text);
        return refuse(source, source->start + (size_t)(error.position > 0 ? error.position - 1 : 0),
                      message);
    }
    ok = head_check(source, json) && list_read(source, json_object_get(json, "findings"), entries);
    json_decref(json);
    return ok;
}

/* ---- Writing ------------------------------------------------------------------------------- */

static void entry_print(FILE *out, const struct entry *entry)
{
    json_t *json = json_object();

    json_put(json, "path", json_text(entry->path));
    json_put(json, "rule", json_text(entry->rule));
    json_put(json, "reply", json_text(entry->reply));
    json_put(json, "fingerprint", json_text(entry->fingerprint));
    json_put_number(json, "count", entry->count);
    json_put(json, "words", json_text(entry->words));
    json_print(out, json);
}

static bool entries_print(const struct entries *entries, FILE *out)
{
    fputs("{\"version\":1,\"findings\":[", out);
    for (size_t i = 0; i < entries->count; i++) {
        fputs(i > 0 ? ",\n" : "\n", out);
        entry_print(out, &entries->items[i]);
    }
    fputs("\n]}\n", out);
    return fflush(out) == 0 && !ferror(out) && fsync(fileno(out)) == 0;
}

/* A file beside the one at path, with the same mode; NULL with errno. */
static FILE *beside_open(const char *path, const char *beside)
{
    struct stat old;
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    FILE *out = NULL;

    if (file < 0) return NULL;
    if (stat(path, &old) != 0 || fchmod(file, old.st_mode & 07777) == 0) out = fdopen(file, "wb");
    if (out == NULL) {
        int reason = errno;
        close(file);
        unlink(beside);
        errno = reason;
    }
    return out;
}

static int fail(struct source *source, int status)
{
    char message[200];

    snprintf(message, sizeof message, "%s; the baseline was not written", strerror(errno));
    source_refuse(source, message);
    return status;
}

int entries_write(const struct entries *entries, struct source *source)
{
    char ending[32], *real = realpath(source->path, NULL);
    struct buffer beside = { 0 };
    int status = -1;
    FILE *out;

    /* A link to the baseline stays one. */
    if (real == NULL) real = memory_copy(source->path, strlen(source->path));
    snprintf(ending, sizeof ending, ".%ld.tmp", (long)getpid());
    buffer_add(&beside, real, strlen(real));
    buffer_add(&beside, ending, strlen(ending));
    out = beside_open(real, beside.data);
    if (out == NULL) {
        status = fail(source, EXIT_USAGE);
    } else {
        bool ok = entries_print(entries, out);
        int reason = errno;
        if (fclose(out) != 0 && ok) ok = false, reason = errno;
        if (ok && rename(beside.data, real) != 0) ok = false, reason = errno;
        if (!ok) {
            unlink(beside.data);
            errno = reason;
            status = fail(source, EXIT_INTERNAL);
        }
    }
    buffer_release(&beside);
    free(real);
    return status;
}
