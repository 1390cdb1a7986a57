/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "baseline.h"

#include "json_build.h"
#include "memory.h"
#include "path.h"
#include "rule.h"
#include "unicode.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Entries ------------------------------------------------------------------------------- */

int entry_order(const struct entry *left, const struct entry *right)
{
    int order = strcmp(left->path, right->path);

    if (order == 0) order = strcmp(left->rule, right->rule);
    return order != 0 ? order : strcmp(left->fingerprint, right->fingerprint);
}

struct entry *entries_add(struct entries *entries, struct entry entry)
{
    entries->items = memory_grow(entries->items, entries->count, &entries->cap,
                                 sizeof *entries->items);
    entries->items[entries->count] = entry;
    return &entries->items[entries->count++];
}

void entry_release(struct entry *entry)
{
    free(entry->path);
    free(entry->rule);
    free(entry->reply);
    free(entry->fingerprint);
    free(entry->words);
    *entry = (struct entry){ 0 };
}

static struct entry *entries_find(const struct entries *entries, const struct entry *wanted)
{
    size_t low = 0, high = entries->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = entry_order(&entries->items[middle], wanted);
        if (order == 0) return &entries->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- Paths --------------------------------------------------------------------------------- */

/* The folder of a path, real and without a slash at its end; NULL with errno. Links are followed, so
 * that a file has one path however it was called. */
static char *folder_of(const char *path)
{
    char *folder = path_folder(path), *real = realpath(folder, NULL);

    free(folder);
    if (real != NULL && strcmp(real, "/") == 0) *real = '\0';
    return real;
}

/* What leads from one folder to a file in another. */
static char *path_between(const char *from, const char *folder, const char *name)
{
    struct buffer path = { 0 };
    size_t common = 0;
    json_t *clean;
    char *copy;

    for (size_t i = 0;; i++) {
        if ((from[i] == '/' || from[i] == '\0') && (folder[i] == '/' || folder[i] == '\0'))
            common = i;
        if (from[i] != folder[i] || from[i] == '\0') break;
    }
    for (size_t i = common; from[i] != '\0'; i++)
        if (from[i] == '/') buffer_add(&path, "../", 3);
    if (folder[common] != '\0') {
        buffer_add(&path, folder + common + 1, strlen(folder + common + 1));
        buffer_add(&path, "/", 1);
    }
    buffer_add(&path, name, strlen(name));
    /* As it comes back out of JSON, also when it is no UTF-8. */
    clean = json_text(path.data);
    copy = memory_copy(json_string_value(clean), strlen(json_string_value(clean)));
    json_decref(clean);
    buffer_release(&path);
    return copy;
}

static int linted_order(const void *left, const void *right)
{
    const struct linted *a = left, *b = right;
    int order = strcmp(a->path != NULL ? a->path : "", b->path != NULL ? b->path : "");

    return order != 0 ? order : (int)a->is_whole - (int)b->is_whole;
}

/* Of a path that was linted twice the one that was not read in full; NULL if it was not linted.
 * The files are sorted. */
static const struct linted *linted_find(const struct baseline *baseline, const char *path)
{
    size_t low = 0, high = baseline->file_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = baseline->files[middle].path;
        if (strcmp(other != NULL ? other : "", path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == baseline->file_count || baseline->files[low].path == NULL ||
        strcmp(baseline->files[low].path, path) != 0)
        return NULL;
    return &baseline->files[low];
}

static bool is_gone(const struct baseline *baseline, const char *path)
{
    struct buffer whole = { 0 };
    bool gone;

    buffer_add(&whole, baseline->folder, strlen(baseline->folder));
    buffer_add(&whole, "/", 1);
    buffer_add(&whole, path, strlen(path));
    gone = access(whole.data, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
    buffer_release(&whole);
    return gone;
}

/* ---- The run ------------------------------------------------------------------------------- */

int baseline_begin(struct baseline *baseline, const struct options *options)
{
    const char *path = options->baseline;
    struct source *source = &baseline->source;

    *baseline = (struct baseline){ .options = options };
    if (path == NULL && options->prune_baseline) {
        fputs("poise: which baseline? --baseline FILE\n", stderr);
        return EXIT_USAGE;
    }
    if (path == NULL && options->write_baseline) path = BASELINE_NAME;
    if (path == NULL) return -1;
    source->path = path;
    baseline->folder = folder_of(path);
    if (baseline->folder == NULL) {
        source_refuse(source, strerror(errno));
        return EXIT_USAGE;
    }
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        if (options->write_baseline) return -1;
        source_refuse(source, "no such baseline; --write-baseline makes one");
        return EXIT_USAGE;
    }
    return source_load(source, path) && entries_read(&baseline->entries, source) ? -1 : EXIT_USAGE;
}

void baseline_file_begin(struct baseline *baseline, const struct source *source)
{
    struct linted file = { 0 };
    char *folder;

    if (baseline->folder == NULL) return;
    folder = strcmp(source->path, SOURCE_STDIN_NAME) != 0 ? folder_of(source->path) : NULL;
    if (folder != NULL) file.path = path_between(baseline->folder, folder, path_base(source->path));
    free(folder);
    baseline->files = memory_grow(baseline->files, baseline->file_count, &baseline->file_cap,
                                  sizeof *baseline->files);
    baseline->files[baseline->file_count++] = file;
}

void baseline_file_end(struct baseline *baseline, bool is_whole)
{
    if (baseline->folder != NULL) baseline->files[baseline->file_count - 1].is_whole = is_whole;
}

/* The first words of what was found, in one line. */
static char *words_of(const struct source *source, struct extent where)
{
    enum { MOST = 60 };
    struct buffer words = { 0 };
    size_t at = where.begin, count = 0;

    buffer_add(&words, "", 0);
    while (at < where.end && count++ < MOST) {
        const char *byte = source->data + at;
        long code;
        size_t len = unicode_next(byte, where.end - at, &code);
        bool is_space = *byte == ' ' || *byte == '\t' || source_is_break(*byte);

        if (!is_space)
            buffer_add(&words, byte, len);
        else if (words.len > 0 && words.data[words.len - 1] != ' ')
            buffer_add(&words, " ", 1);
        at += len;
    }
    return words.data;
}

static void entry_write(struct baseline *baseline, const struct source *source, const char *reply,
                        const struct finding *finding)
{
    const char *path = baseline->files[baseline->file_count - 1].path;
    struct entry entry = { .path = memory_copy(path, strlen(path)),
                           .rule = memory_copy(finding->code, strlen(finding->code)),
                           .reply = reply != NULL ? memory_copy(reply, strlen(reply)) : NULL,
                           .fingerprint = memory_copy(finding->fingerprint,
                                                      strlen(finding->fingerprint)),
                           .words = words_of(source, finding->where),
                           .matched = 1,
                           .pass = baseline->file_count };

    entries_add(&baseline->entries, entry);
}

/* A file that is linted twice is known twice. */
static bool entry_use(struct baseline *baseline, struct finding *finding)
{
    struct entry wanted = { .path = baseline->files[baseline->file_count - 1].path,
                            .rule = (char *)finding->code,
                            .fingerprint = finding->fingerprint };
    struct entry *entry = entries_find(&baseline->entries, &wanted);

    if (entry == NULL) return false;
    if (entry->pass != baseline->file_count) entry->matched = 0;
    entry->pass = baseline->file_count;
    if (entry->matched == entry->count) return false;
    entry->matched++;
    return true;
}

void baseline_apply(struct baseline *baseline, const struct source *source, const char *reply,
                    struct findings *findings)
{
    const struct options *options = baseline->options;
    uint32_t least;

    if (baseline->folder == NULL || baseline->files[baseline->file_count - 1].path == NULL) return;
    least = options->fail_on < POISE_SEVERITY_WARNING ? options->fail_on : POISE_SEVERITY_WARNING;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];

        if (finding->reason != NULL || rule_is_of_lint(finding->code)) continue;
        if (!options->write_baseline) {
            finding->is_known = entry_use(baseline, finding);
        } else if (finding->severity >= least) {
            finding->is_known = true;
            entry_write(baseline, source, reply, finding);
        }
    }
}

/* ---- What is gone -------------------------------------------------------------------------- */

static int write_order(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = entry_order(a, b);

    if (order != 0) return order;
    return a->pass < b->pass ? -1 : a->pass > b->pass;
}

/* What was found joins what was listed: one entry for each, with the matches of the last pass. */
static void entries_join(struct entries *entries)
{
    size_t kept = 0;

    if (entries->count > 1)
        qsort(entries->items, entries->count, sizeof *entries->items, write_order);
    for (size_t i = 0; i < entries->count; i++) {
        struct entry *last = kept > 0 ? &entries->items[kept - 1] : NULL;
        struct entry *entry = &entries->items[i];

        if (last == NULL || entry_order(last, entry) != 0) {
            entries->items[kept++] = *entry;
            continue;
        }
        last->matched = last->pass == entry->pass ? last->matched + entry->matched : entry->matched;
        last->pass = entry->pass;
        entry_release(entry);
    }
    entries->count = kept;
}

/* So many of an entry remain. What is known of its file is that of the entry before if both are in
 * one file. */
struct remains {
    const char *path;
    bool is_whole; /* all of the file was read */
    bool is_gone;
};

static size_t remain(const struct baseline *baseline, const struct entry *entry,
                     struct remains *remains)
{
    if (remains->path == NULL || strcmp(remains->path, entry->path) != 0) {
        const struct linted *file = linted_find(baseline, entry->path);

        remains->path = entry->path;
        remains->is_whole = file != NULL && file->is_whole;
        remains->is_gone = !remains->is_whole && is_gone(baseline, entry->path);
    }
    if (remains->is_gone) return 0;
    if (remains->is_whole) return entry->matched;
    return entry->matched > entry->count ? entry->matched : entry->count;
}

struct vocabulary {
    const char *file_gone;
    const char *gone;
    const char *fewer;
};

static const struct vocabulary english = {
    .file_gone = "Lists a finding of %s in %s, a file that is gone.",
    .gone = "Lists a finding of %s in %s that is gone.",
    .fewer = "Lists a finding of %s in %s %zu times, which is there only %zu times.",
};

static const struct vocabulary french = {
    .file_gone = "Cite un constat de %s dans %s, un fichier qui n'y est plus.",
    .gone = "Cite un constat de %s dans %s qui n'y est plus.",
    .fewer = "Cite un constat de %s dans %s %zu fois, qui n'y est plus que %zu fois.",
};

static void stale_add(struct baseline *baseline, const struct entry *entry, bool file_is_gone,
                      size_t left, struct findings *stale)
{
    const uint32_t language = baseline->options->messages;
    const struct vocabulary *words = language == POISE_LANGUAGE_FR ? &french : &english;
    const char *format = file_is_gone ? words->file_gone : left == 0 ? words->gone : words->fewer;
    int len = snprintf(NULL, 0, format, entry->rule, entry->path, entry->count, left);
    char *message = memory_resize(NULL, (size_t)len + 1);

    snprintf(message, (size_t)len + 1, format, entry->rule, entry->path, entry->count, left);
    findings_add_own(stale, &baseline->source, RULE_STALE, entry->where, message, language);
    free(message);
}

/* Returns how many findings of the baseline are gone. */
static size_t stale_take(struct baseline *baseline, bool takes_out, struct findings *stale)
{
    struct entries *entries = &baseline->entries;
    struct remains remains = { 0 };
    size_t gone = 0, kept = 0;

    for (size_t i = 0; i < entries->count; i++) {
        struct entry *entry = &entries->items[i];
        size_t left = remain(baseline, entry, &remains);

        if (left < entry->count) gone += entry->count - left;
        if (left < entry->count && !takes_out)
            stale_add(baseline, entry, remains.is_gone, left, stale);
        entry->count = takes_out ? left : entry->count;
    }
    for (size_t i = 0; i < entries->count; i++) {
        if (entries->items[i].count == 0)
            entry_release(&entries->items[i]);
        else
            entries->items[kept++] = entries->items[i];
    }
    entries->count = kept;
    findings_sort(stale);
    return gone;
}

int baseline_finish(struct baseline *baseline, struct findings *stale)
{
    const struct options *options = baseline->options;
    bool writes = options->write_baseline || options->prune_baseline;
    size_t gone, total = 0;
    int status;

    if (baseline->folder == NULL) return -1;
    if (baseline->file_count > 1)
        qsort(baseline->files, baseline->file_count, sizeof *baseline->files, linted_order);
    if (options->write_baseline) entries_join(&baseline->entries);
    gone = stale_take(baseline, writes, stale);
    if (!writes) return -1;
    status = entries_write(&baseline->entries, &baseline->source);
    if (status >= 0) return status;
    for (size_t i = 0; i < baseline->entries.count; i++) total += baseline->entries.items[i].count;
    fprintf(stderr, "poise: %s: findings listed: %zu, taken out: %zu\n", baseline->source.path,
            total, gone);
    return -1;
}

void baseline_release(struct baseline *baseline)
{
    for (size_t i = 0; i < baseline->entries.count; i++) entry_release(&baseline->entries.items[i]);
    for (size_t i = 0; i < baseline->file_count; i++) free(baseline->files[i].path);
    free(baseline->entries.items);
    free(baseline->files);
    free(baseline->folder);
    source_release(&baseline->source);
    *baseline = (struct baseline){ 0 };
}
