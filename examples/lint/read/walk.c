/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "walk.h"

#include "baseline.h"
#include "config.h"
#include "ignore.h"
#include "memory.h"
#include "path.h"
#include "sidecar.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* A bound on the stack; real trees are nowhere near. */
enum { DEEPEST = 128 };

/* What was named is read though .gitignore matches it: it says what is not to be committed. */
enum { IF_NAMED = IGNORE_POISE | IGNORE_EXCLUDE, IF_FOUND = IF_NAMED | IGNORE_GIT };

/* Which file it is, whatever it is called. */
struct identity {
    dev_t device;
    ino_t inode;
    size_t index; /* of the path; SIZE_MAX: the file is something else than replies */
};

struct identities {
    struct identity *items;
    size_t count;
    size_t cap;
};

struct walker {
    const struct options *options;
    struct paths *paths;
    struct ignore ignore;
    struct identities seen;    /* files that were added */
    struct identities others;  /* files that are something else than replies */
    struct identities reports; /* and so are these, unless they are named as replies */
    char *here;                /* the current folder */
    char *parent;              /* the folder whose ignore files are loaded */
    size_t root;               /* the length of the folder above it that they begin with */
    bool has_stdin;
    bool no_ignore;
};

enum format walk_format(const char *path)
{
    static const struct {
        const char *ending;
        enum format format;
    } table[] = {
        { ".txt", FORMAT_TEXT },    { ".text", FORMAT_TEXT },
        { ".md", FORMAT_MARKDOWN }, { ".markdown", FORMAT_MARKDOWN },
        { ".json", FORMAT_JSON },   { ".yaml", FORMAT_YAML },
        { ".yml", FORMAT_YAML },    { ".csv", FORMAT_CSV },
        { ".tsv", FORMAT_CSV },     { ".html", FORMAT_HTML },
        { ".htm", FORMAT_HTML },    { ".po", FORMAT_PO },
        { ".pot", FORMAT_PO },
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

/* ---- Paths --------------------------------------------------------------------------------- */

static void add(struct paths *paths, const char *path)
{
    paths->items = memory_grow(paths->items, paths->count, &paths->cap, sizeof *paths->items);
    paths->items[paths->count++] = memory_copy(path, strlen(path));
}

static void identity_add(struct identities *list, const struct stat *status, size_t index)
{
    list->items = memory_grow(list->items, list->count, &list->cap, sizeof *list->items);
    list->items[list->count++] = (struct identity){ status->st_dev, status->st_ino, index };
}

static int identity_order(const void *left, const void *right)
{
    const struct identity *a = left, *b = right;

    if (a->device != b->device) return a->device < b->device ? -1 : 1;
    if (a->inode != b->inode) return a->inode < b->inode ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* Of each file the first path stays. */
static void repeats_drop(struct paths *paths, struct identities *seen)
{
    size_t kept = 0;

    if (seen->count > 1) qsort(seen->items, seen->count, sizeof *seen->items, identity_order);
    for (size_t i = 1; i < seen->count; i++) {
        const struct identity *last = &seen->items[i - 1], *now = &seen->items[i];
        if (last->device != now->device || last->inode != now->inode) continue;
        free(paths->items[now->index]);
        paths->items[now->index] = NULL;
    }
    for (size_t i = 0; i < paths->count; i++)
        if (paths->items[i] != NULL) paths->items[kept++] = paths->items[i];
    paths->count = kept;
}

static bool has_ending(const char *path, const char *ending)
{
    size_t len = strlen(path), ending_len = strlen(ending);

    return len >= ending_len && strcmp(path + len - ending_len, ending) == 0;
}

/* ---- What is no reply ---------------------------------------------------------------------- */

static void other_add(struct identities *list, const char *path)
{
    struct stat status;

    if (path != NULL && stat(path, &status) == 0) identity_add(list, &status, SIZE_MAX);
}

static bool is_among(const struct identities *list, const struct stat *status)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].device == status->st_dev && list->items[i].inode == status->st_ino)
            return true;
    return false;
}

/* What is named to be read, apart from replies. */
static void named_find(const struct options *options, struct identities *named)
{
    const struct config *config = options->configured;

    for (size_t i = 0; config != NULL && i < config->file_count; i++)
        other_add(named, config->files[i]);
    if (config != NULL) other_add(named, config->path);
    other_add(named, options->baseline);
    other_add(named, options->policy);
    other_add(named, options->roster);
    other_add(named, options->signers);
    other_add(named, options->revoked);
    other_add(named, options->audit);
    other_add(named, options->files_from);
}

static void others_find(struct walker *walker)
{
    const struct options *options = walker->options;

    named_find(options, &walker->others);
    for (size_t i = 0; i < options->report_count; i++)
        other_add(&walker->reports, options->reports[i].path);
}

bool paths_hold(const struct options *options, const struct paths *paths, const struct stat *status)
{
    struct identities held = { 0 };
    bool has;

    named_find(options, &held);
    other_add(&held, BASELINE_NAME);
    for (size_t i = 0; i < paths->count; i++) other_add(&held, paths->items[i]);
    has = is_among(&held, status);
    free(held.items);
    return has;
}

static bool is_other(const struct walker *walker, const char *path, const struct stat *status)
{
    const char *name = path_base(path);

    return strcmp(name, CONFIG_NAME) == 0 || strcmp(name, BASELINE_NAME) == 0 ||
           has_ending(name, SIDECAR_ENDING) || is_among(&walker->others, status);
}

/* ---- Folders ------------------------------------------------------------------------------- */

static int name_order(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool folder_list(const char *folder, struct paths *names)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;
    int reason;

    if (stream == NULL) return false;
    for (;;) {
        errno = 0;
        entry = readdir(stream);
        if (entry == NULL) break;
        if (entry->d_name[0] != '.') add(names, entry->d_name);
    }
    reason = errno;
    closedir(stream);
    errno = reason;
    if (reason != 0) return false;
    if (names->count > 1) qsort(names->items, names->count, sizeof *names->items, name_order);
    return true;
}

/* A folder: as it was named, and as the patterns know it. */
struct folder {
    struct buffer path;
    struct buffer real;
};

static void folder_walk(struct walker *walker, struct folder *folder, int depth);

static void entry_walk(struct walker *walker, struct folder *folder, int depth)
{
    const char *path = folder->path.data;
    struct paths *paths = walker->paths;
    struct stat status = { 0 };
    bool exists = lstat(path, &status) == 0, is_link = exists && S_ISLNK(status.st_mode);

    if (is_link) exists = stat(path, &status) == 0;
    if (ignore_has(&walker->ignore, folder->real.data,
                   exists && S_ISDIR(status.st_mode) && !is_link, IF_FOUND))
        return;
    if (exists && S_ISDIR(status.st_mode)) {
        if (!is_link) folder_walk(walker, folder, depth + 1);
    } else if (is_other(walker, path, &status) || is_among(&walker->reports, &status)) {
        return;
    } else if (walk_format_of(walker->options, path) == FORMAT_UNKNOWN) {
        paths->skipped++;
    } else if (!exists || S_ISREG(status.st_mode)) {
        if (exists) identity_add(&walker->seen, &status, paths->count);
        add(paths, path);
    }
}

static void folder_walk(struct walker *walker, struct folder *folder, int depth)
{
    size_t path = folder->path.len, real = folder->real.len, files = walker->ignore.file_count;
    struct paths names = { 0 };

    if (depth > DEEPEST || !folder_list(folder->path.data, &names)) {
        path_say(folder->path.data,
                 depth > DEEPEST ? "folders are nested too deeply" : strerror(errno));
        walker->paths->failed = true;
    }
    if (!walker->no_ignore && !ignore_load(&walker->ignore, folder->real.data))
        walker->paths->failed = true;
    for (size_t i = 0; i < names.count; i++) {
        path_extend(&folder->path, names.items[i]);
        path_extend(&folder->real, names.items[i]);
        entry_walk(walker, folder, depth);
        buffer_cut(&folder->path, path);
        buffer_cut(&folder->real, real);
    }
    ignore_cut(&walker->ignore, files);
    paths_release(&names);
}

/* ---- What was named ------------------------------------------------------------------------ */

/* The length of the nearest folder upward that holds a repository, or SIZE_MAX. */
static size_t repository_find(const char *folder)
{
    struct buffer path = { 0 };
    size_t len = strlen(folder), found = SIZE_MAX;
    struct stat status;

    buffer_add(&path, folder, len);
    while (found == SIZE_MAX) {
        buffer_cut(&path, len);
        path_extend(&path, ".git");
        if (lstat(path.data, &status) == 0) found = len;
        if (len <= 1) break;
        while (len > 1 && folder[len - 1] != '/') len--;
        if (len > 1) len--;
    }
    buffer_release(&path);
    return found;
}

/* Ignore files above what was named: from the root of its repository on; without one only those of
 * the folder that a file is in. */
static void above_load(struct walker *walker, const char *real, bool is_folder)
{
    const char *slash = strrchr(real, '/');
    size_t parent = slash == real ? 1 : (size_t)(slash - real);
    char *start = memory_copy(real, is_folder ? strlen(real) : parent);
    size_t root = repository_find(start);

    if (root == SIZE_MAX && !is_folder) root = parent;
    free(start);
    /* Many files of one folder are named one after the other. */
    if (walker->parent != NULL && walker->root == root && strlen(walker->parent) == parent &&
        strncmp(walker->parent, real, parent) == 0)
        return;
    free(walker->parent);
    walker->parent = memory_copy(real, parent);
    walker->root = root;
    ignore_cut(&walker->ignore, 0);
    while (root <= parent) {
        char *folder = memory_copy(real, root);
        if (!ignore_load(&walker->ignore, folder)) walker->paths->failed = true;
        free(folder);
        if (root == parent) return;
        root += root == 1 ? 0 : 1;
        root += strcspn(real + root, "/");
    }
}

/* Whether a path that was named, or a folder above it, is left out. */
static bool is_left_out(const struct walker *walker, char *real, bool is_folder)
{
    char *slash = strchr(real + 1, '/');
    bool has = false;

    for (; !has && slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        has = ignore_has(&walker->ignore, real, true, IF_NAMED);
        *slash = '/';
    }
    return has || ignore_has(&walker->ignore, real, is_folder, IF_NAMED);
}

/* Where the patterns find a path: a folder without links; of a file its folder without links, and
 * its own name. What is in no folder that exists stands below the current one. */
static char *real_path(const struct walker *walker, const char *path, bool is_folder)
{
    struct buffer real = { 0 };
    char *above = path_folder(path);
    char *folder = realpath(is_folder ? path : above, NULL);

    if (folder == NULL && *path != '/') buffer_add(&real, walker->here, strlen(walker->here));
    if (folder != NULL) buffer_add(&real, folder, strlen(folder));
    if (folder == NULL || !is_folder) path_extend(&real, folder != NULL ? path_base(path) : path);
    free(folder);
    free(above);
    return real.data;
}

static void left_out(struct walker *walker, const char *path, const char *why)
{
    walker->paths->excluded++;
    if (walker->options->verbose) fprintf(stderr, "poise: %s: not read: %s\n", path, why);
}

/* A path, and what it is called: standard input can have a name. */
static void named_walk(struct walker *walker, const char *path, const char *name)
{
    struct paths *paths = walker->paths;
    struct stat status = { 0 };
    bool exists = path == name && stat(path, &status) == 0;
    bool is_folder = exists && S_ISDIR(status.st_mode);
    char *real = real_path(walker, name, is_folder);

    if (!walker->no_ignore) above_load(walker, real, is_folder);
    if (is_left_out(walker, real, is_folder)) {
        left_out(walker, name, "--exclude or .poiseignore leaves it out");
    } else if (is_folder) {
        struct folder folder = { 0 };
        buffer_add(&folder.path, path, strlen(path));
        buffer_add(&folder.real, real, strlen(real));
        folder_walk(walker, &folder, 0);
        buffer_release(&folder.path);
        buffer_release(&folder.real);
    } else if (exists && is_other(walker, name, &status)) {
        left_out(walker, name, "it is something else than replies");
    } else {
        if (exists) identity_add(&walker->seen, &status, paths->count);
        add(paths, path);
    }
    free(real);
}

static void operand_walk(struct walker *walker, const char *operand)
{
    const char *name = walker->options->stdin_filename;
    size_t len = strlen(operand);

    if (strcmp(operand, SOURCE_STDIN) == 0) {
        if (walker->has_stdin) return;
        walker->has_stdin = true;
        if (name != NULL)
            named_walk(walker, operand, name);
        else
            add(walker->paths, operand);
    } else if (walker->options->command == COMMAND_VERIFY && has_ending(operand, SIDECAR_ENDING)) {
        /* Records stand for the file that they are of, so that a change of them alone is looked at
         * too. */
        char *path = memory_copy(operand, len - strlen(SIDECAR_ENDING));
        named_walk(walker, path, path);
        free(path);
    } else {
        named_walk(walker, operand, operand);
    }
}

/* Each line of --files-from, or each part up to a NUL if there is one. */
static void list_walk(struct walker *walker, const char *list)
{
    struct source source;
    const char *line, *end, *stop;
    char separator;

    if (!source_load(&source, list)) {
        walker->paths->failed = true;
        source_release(&source);
        return;
    }
    end = source.data + source.len;
    separator = memchr(source.data, '\0', source.len) != NULL ? '\0' : '\n';
    for (line = source.data + source.start; line < end; line = stop + 1) {
        size_t len;
        char *path;

        stop = memchr(line, separator, (size_t)(end - line));
        if (stop == NULL) stop = end;
        len = (size_t)(stop - line);
        if (separator == '\n' && len > 0 && line[len - 1] == '\r') len--;
        if (len == 0) continue;
        path = memory_copy(line, len);
        /* A name, and not standard input, which may be this list. */
        operand_walk(walker, strcmp(path, SOURCE_STDIN) == 0 ? "./-" : path);
        free(path);
    }
    source_release(&source);
}

/* Patterns of the configuration are about its folder, those of the command line about this one. */
static void excludes_add(struct walker *walker)
{
    const struct options *options = walker->options;
    const struct words *exclude = &options->exclude;
    size_t configured = options->exclude_configured;
    char *root = configured > 0 ? realpath(options->config_root, NULL) : NULL;

    if (exclude->count == 0) return;
    ignore_exclude(&walker->ignore, root != NULL ? root : walker->here, exclude->items, configured);
    ignore_exclude(&walker->ignore, walker->here, exclude->items + configured,
                   exclude->count - configured);
    free(root);
}

void paths_collect(const struct options *options, struct paths *paths)
{
    struct walker walker = { .options = options, .paths = paths, .here = realpath(".", NULL) };

    /* Ignore files are of those who wrote what is verified. */
    walker.no_ignore = options->no_ignore || options->command == COMMAND_VERIFY;

    if (walker.here == NULL) walker.here = memory_copy("/", 1);
    others_find(&walker);
    excludes_add(&walker);
    for (size_t i = 0; i < options->operands.count; i++)
        operand_walk(&walker, options->operands.items[i]);
    if (options->files_from != NULL)
        list_walk(&walker, options->files_from);
    else if (options->operands.count == 0)
        operand_walk(&walker, ".");
    repeats_drop(paths, &walker.seen);
    ignore_release(&walker.ignore);
    free(walker.seen.items);
    free(walker.others.items);
    free(walker.reports.items);
    free(walker.parent);
    free(walker.here);
}

void paths_find(const struct options *options, struct paths *paths)
{
    paths_collect(options, paths);
    if (paths->skipped > 0)
        fprintf(stderr, "poise: files of other kinds left out: %zu\n", paths->skipped);
    if (paths->count + paths->excluded == 0) fputs("poise: warning: nothing to lint\n", stderr);
}

int paths_print(const struct options *options, const struct paths *paths)
{
    bool failed = paths->failed;

    for (size_t i = 0; i < paths->count; i++) {
        bool is_stdin = strcmp(paths->items[i], SOURCE_STDIN) == 0;
        const char *path = is_stdin && options->stdin_filename != NULL ? options->stdin_filename
                                                                       : paths->items[i];
        struct stat status;

        if (!is_stdin && stat(path, &status) != 0) {
            fprintf(stderr, "poise: %s: %s\n", path, strerror(errno));
            failed = true;
        } else if (walk_format_of(options, path) == FORMAT_UNKNOWN) {
            fprintf(stderr, "poise: %s: " FORMAT_UNTOLD "\n", path);
            failed = true;
        } else {
            puts(path);
        }
    }
    return failed ? EXIT_USAGE : EXIT_CLEAN;
}

void paths_release(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++) free(paths->items[i]);
    free(paths->items);
    *paths = (struct paths){ 0 };
}
