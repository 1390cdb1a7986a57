/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "ignore.h"

#include "memory.h"
#include "path.h"
#include "source.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- Matching ------------------------------------------------------------------------------ */

static bool class_has(const char *name, size_t len, unsigned char byte, bool *exists)
{
    static const struct {
        const char *name;
        int (*has)(int);
    } table[] = {
        { "alnum", isalnum }, { "alpha", isalpha }, { "blank", isblank }, { "cntrl", iscntrl },
        { "digit", isdigit }, { "graph", isgraph }, { "lower", islower }, { "print", isprint },
        { "punct", ispunct }, { "space", isspace }, { "upper", isupper }, { "xdigit", isxdigit },
    };

    *exists = false;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strlen(table[i].name) != len || memcmp(table[i].name, name, len) != 0) continue;
        *exists = true;
        return table[i].has(byte) != 0;
    }
    return false;
}

/* "[:alpha:]" at *at, which moves behind it; *broken if there is no such class. */
static bool class_match(const char **at, unsigned char byte, bool *broken)
{
    const char *name = *at + 2, *end = strchr(name, ']');
    bool exists, has;

    if (end <= name || end[-1] != ':') {
        ++*at;
        return byte == '[';
    }
    has = class_has(name, (size_t)(end - 1 - name), byte, &exists);
    if (!exists) *broken = true;
    *at = end + 1;
    return has;
}

static bool is_class(const char *at)
{
    return at[0] == '[' && at[1] == ':' && strchr(at + 2, ']') != NULL;
}

/* One character of a set, which a backslash may stand before; *at moves behind it. */
static unsigned char set_byte(const char **at)
{
    if (**at == '\\' && (*at)[1] != '\0') ++*at;
    return (unsigned char)*(*at)++;
}

/* *pattern stands behind the "[" and moves behind the "]". A set without an end matches nothing. */
static bool set_match(const char **pattern, unsigned char byte)
{
    const char *at = *pattern;
    bool is_negated = *at == '!' || *at == '^', has = false, broken = false;
    const char *first = is_negated ? at + 1 : at;

    at = first;
    while (*at != '\0' && (*at != ']' || at == first)) {
        unsigned char low, high;
        if (is_class(at)) {
            has |= class_match(&at, byte, &broken);
            continue;
        }
        low = high = set_byte(&at);
        if (at[0] == '-' && at[1] != ']' && at[1] != '\0') {
            at++;
            high = set_byte(&at);
        }
        has |= low <= byte && byte <= high;
    }
    if (*at == '\0' || broken) return false;
    *pattern = at + 1;
    return has != is_negated && byte != '/';
}

/* One character, which is not a star; *pattern moves behind what matched it. */
static bool unit_match(const char **pattern, char byte)
{
    const char *at = *pattern;
    bool matches;

    switch (*at) {
    case '\0': return false;
    case '?': matches = byte != '/'; break;
    case '[':
        at++;
        matches = set_match(&at, (unsigned char)byte);
        if (matches) *pattern = at;
        return matches;
    case '\\':
        at++;
        matches = *at != '\0' && *at == byte;
        break;
    default: matches = *at == byte;
    }
    if (matches) *pattern = at + 1;
    return matches;
}

/*
 * When something does not match, the last star takes one more character, and when it may not, the
 * last "**" takes one more folder. Earlier ones need not be tried again: what stands between two of
 * them matched as far to the left as it could, which leaves the most to the later one.
 */
bool ignore_matches(const char *pattern, const char *path)
{
    const char *star = NULL, *starred = NULL, *folders = NULL, *folder = NULL;
    bool is_start = true; /* of a name, in the pattern */

    for (;;) {
        size_t stars = strspn(pattern, "*");
        if (is_start && stars > 1 && pattern[stars] == '\0') return true;
        if (is_start && stars > 1 && pattern[stars] == '/') {
            folders = pattern += stars + 1;
            folder = path;
            star = NULL;
        } else if (stars > 0) {
            star = pattern += stars;
            starred = path;
            is_start = false;
        } else if (*pattern == '\0' && *path == '\0') {
            return true;
        } else if (*path != '\0' && unit_match(&pattern, *path)) {
            is_start = *path == '/';
            if (is_start) star = NULL;
            path++;
        } else if (star != NULL && *starred != '\0' && *starred != '/') {
            pattern = star;
            path = ++starred;
            is_start = false;
        } else {
            if (folders == NULL || (folder = strchr(folder, '/')) == NULL) return false;
            pattern = folders;
            path = ++folder;
            star = NULL;
            is_start = true;
        }
    }
}

/* ---- Patterns ------------------------------------------------------------------------------ */

/* Spaces at the end count only behind a backslash. */
static void spaces_trim(char *line)
{
    char *end = line;

    for (char *at = line; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0')
            end = ++at + 1;
        else if (*at != ' ')
            end = at + 1;
    }
    *end = '\0';
}

static void pattern_add(struct patterns *list, char *line)
{
    struct pattern pattern = { 0 };
    size_t len;

    if (*line == '#') return;
    spaces_trim(line);
    pattern.is_negated = *line == '!';
    if (pattern.is_negated) line++;
    len = strlen(line);
    pattern.is_folder = len > 0 && line[len - 1] == '/';
    if (pattern.is_folder) line[len - 1] = '\0';
    pattern.is_path = strchr(line, '/') != NULL;
    pattern.text = *line == '/' ? line + 1 : line;
    if (*pattern.text == '\0') return;
    list->items = memory_grow(list->items, list->count, &list->cap, sizeof *list->items);
    list->items[list->count++] = pattern;
}

/* Takes over bytes. */
static struct patterns patterns_make(enum ignore_kind kind, const char *base, char *bytes)
{
    size_t base_len = strlen(base);
    struct patterns list = { .kind = kind, .bytes = bytes };
    char *line = bytes, *end;

    list.base = memory_copy(base, strcmp(base, "/") == 0 ? 0 : base_len);
    for (; line != NULL; line = end) {
        end = strchr(line, '\n');
        if (end != NULL) {
            if (end > line && end[-1] == '\r') end[-1] = '\0';
            *end++ = '\0';
        }
        pattern_add(&list, line);
    }
    return list;
}

static void patterns_release(struct patterns *list)
{
    free(list->base);
    free(list->bytes);
    free(list->items);
}

static bool pattern_matches(const struct pattern *pattern, const char *below, const char *name)
{
    if (!pattern->is_path) return ignore_matches(pattern->text, name);
    return below != NULL && ignore_matches(pattern->text, below);
}

/* Whether a path is this folder or stands below it. */
static bool is_within(const char *path, const char *folder)
{
    size_t len = strlen(folder);

    return strncmp(path, folder, len) == 0 && (path[len] == '/' || path[len] == '\0');
}

/* The last pattern that matches, or NULL. None is about the base or a folder above it. */
static const struct pattern *patterns_find(const struct patterns *list, const char *path,
                                           bool is_folder)
{
    const char *below = is_within(path, list->base) ? path + strlen(list->base) + 1 : NULL;
    const char *name = strrchr(path, '/') + 1;

    if (is_within(list->base, path)) return NULL;
    for (size_t i = list->count; i-- > 0;)
        if ((is_folder || !list->items[i].is_folder) &&
            pattern_matches(&list->items[i], below, name))
            return &list->items[i];
    return NULL;
}

/* ---- Lists --------------------------------------------------------------------------------- */

void ignore_exclude(struct ignore *ignore, const char *base, const char *const *words, size_t count)
{
    struct buffer bytes = { 0 };

    if (count == 0) return;
    for (size_t i = 0; i < count; i++) {
        buffer_add(&bytes, words[i], strlen(words[i]));
        buffer_add(&bytes, "\n", 1);
    }
    ignore->excludes = memory_grow(ignore->excludes, ignore->exclude_count, &ignore->exclude_cap,
                                   sizeof *ignore->excludes);
    ignore->excludes[ignore->exclude_count++] = patterns_make(IGNORE_EXCLUDE, base, bytes.data);
}

static bool file_load(struct ignore *ignore, const char *folder, const char *name,
                      enum ignore_kind kind)
{
    char *path = path_join(folder, name);
    struct source source = { 0 };
    struct stat status;
    bool ok = true;

    if (lstat(path, &status) == 0) {
        ok = source_load(&source, path);
        if (ok) {
            ignore->files = memory_grow(ignore->files, ignore->file_count, &ignore->file_cap,
                                        sizeof *ignore->files);
            ignore->files[ignore->file_count++] = patterns_make(
                kind, folder, memory_copy(source.data + source.start, source.len - source.start));
        }
        source_release(&source);
    }
    free(path);
    return ok;
}

bool ignore_load(struct ignore *ignore, const char *folder)
{
    bool git = file_load(ignore, folder, ".gitignore", IGNORE_GIT);

    return file_load(ignore, folder, ".poiseignore", IGNORE_POISE) && git;
}

void ignore_cut(struct ignore *ignore, size_t count)
{
    while (ignore->file_count > count) patterns_release(&ignore->files[--ignore->file_count]);
}

static const struct pattern *lists_find(const struct patterns *lists, size_t count,
                                        const char *path, bool is_folder, unsigned kinds)
{
    const struct pattern *pattern = NULL;

    while (pattern == NULL && count-- > 0)
        if (lists[count].kind & kinds) pattern = patterns_find(&lists[count], path, is_folder);
    return pattern;
}

bool ignore_has(const struct ignore *ignore, const char *path, bool is_folder, unsigned kinds)
{
    const struct pattern *pattern = lists_find(ignore->excludes, ignore->exclude_count, path,
                                               is_folder, kinds);

    if (pattern == NULL)
        pattern = lists_find(ignore->files, ignore->file_count, path, is_folder, kinds);
    return pattern != NULL && !pattern->is_negated;
}

void ignore_release(struct ignore *ignore)
{
    ignore_cut(ignore, 0);
    while (ignore->exclude_count > 0) patterns_release(&ignore->excludes[--ignore->exclude_count]);
    free(ignore->files);
    free(ignore->excludes);
    *ignore = (struct ignore){ 0 };
}
