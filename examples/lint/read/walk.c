/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "walk.h"

#include "baseline.h"
#include "config.h"
#include "memory.h"
#include "path.h"
#include "sidecar.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* A bound on the stack; real trees are nowhere near. */
enum { DEEPEST = 128 };

enum format walk_format(const char *path)
{
    static const struct {
        const char *ending;
        enum format format;
    } table[] = {
        { ".txt", FORMAT_TEXT },          { ".text", FORMAT_TEXT }, { ".md", FORMAT_MARKDOWN },
        { ".markdown", FORMAT_MARKDOWN }, { ".json", FORMAT_JSON }, { ".yaml", FORMAT_YAML },
        { ".yml", FORMAT_YAML },          { ".csv", FORMAT_CSV },   { ".html", FORMAT_HTML },
        { ".htm", FORMAT_HTML },          { ".po", FORMAT_PO },     { ".pot", FORMAT_PO },
    };
    const char *ending = strrchr(path_base(path), '.');

    for (size_t i = 0; ending != NULL && i < sizeof table / sizeof *table; i++)
        if (strcasecmp(table[i].ending, ending) == 0) return table[i].format;
    return FORMAT_UNKNOWN;
}

enum format walk_format_of(const struct options *options, const char *path)
{
    enum format format = options->as;

    if (format == FORMAT_UNKNOWN) format = config_format(options->configured, path);
    return format != FORMAT_UNKNOWN ? format : walk_format(path);
}

static void add(struct paths *paths, char *path)
{
    paths->items = memory_grow(paths->items, paths->count, &paths->cap, sizeof *paths->items);
    paths->items[paths->count++] = path;
}

static bool is_same_file(const struct stat *status, const char *path)
{
    struct stat other;

    return path != NULL && stat(path, &other) == 0 && other.st_dev == status->st_dev &&
           other.st_ino == status->st_ino;
}

static int name_order(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool has_ending(const char *path, const char *ending)
{
    size_t len = strlen(path), ending_len = strlen(ending);

    return len >= ending_len && strcmp(path + len - ending_len, ending) == 0;
}

static bool folder_list(const char *folder, struct paths *names)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;

    if (stream == NULL) return false;
    for (;;) {
        errno = 0;
        entry = readdir(stream);
        if (entry == NULL) break;
        if (entry->d_name[0] != '.') add(names, memory_copy(entry->d_name, strlen(entry->d_name)));
    }
    if (errno != 0) {
        int reason = errno;
        closedir(stream);
        errno = reason;
        return false;
    }
    closedir(stream);
    if (names->count > 1) qsort(names->items, names->count, sizeof *names->items, name_order);
    return true;
}

static void folder_walk(const char *folder, int depth, const struct options *options,
                        struct paths *paths);

/* Takes over path. */
static void entry_walk(char *path, int depth, const struct options *options, struct paths *paths)
{
    struct stat status;
    bool is_link = lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
    bool exists = stat(path, &status) == 0;

    if (exists && S_ISDIR(status.st_mode)) {
        if (!is_link) folder_walk(path, depth + 1, options, paths);
    } else if (has_ending(path, SIDECAR_ENDING) || strcmp(path_base(path), CONFIG_NAME) == 0 ||
               strcmp(path_base(path), BASELINE_NAME) == 0 ||
               (exists && config_names(options->configured, &status)) ||
               (exists && (is_same_file(&status, options->policy) ||
                           is_same_file(&status, options->baseline) ||
                           is_same_file(&status, options->roster)))) {
        /* What people said of replies, or what is named as something else: none of them itself. */
    } else if (walk_format_of(options, path) == FORMAT_UNKNOWN) {
        paths->skipped++;
    } else if (!exists || S_ISREG(status.st_mode)) {
        add(paths, path);
        return;
    }
    free(path);
}

static void folder_walk(const char *folder, int depth, const struct options *options,
                        struct paths *paths)
{
    struct paths names = { 0 };

    if (depth > DEEPEST || !folder_list(folder, &names)) {
        fprintf(stderr, "poise: %s: %s\n", folder,
                depth > DEEPEST ? "folders are nested too deeply" : strerror(errno));
        paths->failed = true;
    } else {
        for (size_t i = 0; i < names.count; i++)
            entry_walk(path_join(folder, names.items[i]), depth, options, paths);
    }
    walk_release(&names);
}

void walk(const char *operand, const struct options *options, struct paths *paths)
{
    struct stat status;

    if (strcmp(operand, SOURCE_STDIN) != 0 && stat(operand, &status) == 0 &&
        S_ISDIR(status.st_mode))
        folder_walk(operand, 0, options, paths);
    else if (options->baseline == NULL || stat(operand, &status) != 0 ||
             !is_same_file(&status, options->baseline))
        add(paths, memory_copy(operand, strlen(operand)));
}

void paths_find(const struct options *options, struct paths *paths)
{
    for (size_t i = 0; i < options->operands.count; i++)
        walk(options->operands.items[i], options, paths);
    if (options->operands.count == 0) walk(".", options, paths);
    if (paths->skipped > 0)
        fprintf(stderr, "poise: files of other kinds left out: %zu\n", paths->skipped);
    if (paths->count == 0) fputs("poise: warning: nothing to lint\n", stderr);
}

void walk_release(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++) free(paths->items[i]);
    free(paths->items);
    *paths = (struct paths){ 0 };
}
