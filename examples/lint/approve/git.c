/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "git.h"

#include "memory.h"
#include "child.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

/* ---- Asking -------------------------------------------------------------------------------- */

enum { ARGUMENTS_MAX = 320, IDS_AT_ONCE = 256 };

/* What the caller's repository, or its hooks, set for their own git is dropped; configuration that the
 * caller gives stays. */
static const char **environment_make(void)
{
    static const char *const own[] = { "LC_ALL=C",
                                       "GIT_NO_REPLACE_OBJECTS=1",
                                       "GIT_OPTIONAL_LOCKS=0",
                                       "GIT_TERMINAL_PROMPT=0",
                                       "GIT_NO_LAZY_FETCH=1",
                                       "GIT_ALLOW_PROTOCOL=none",
                                       "GIT_GRAFT_FILE=/dev/null",
                                       "GIT_ATTR_NOSYSTEM=1",
                                       "GIT_LITERAL_PATHSPECS=1" };
    size_t count = 0, own_count = sizeof own / sizeof *own, kept = 0;
    const char **all;

    while (environ[count] != NULL) count++;
    all = memory_resize(NULL, (count + own_count + 1) * sizeof *all);
    for (size_t i = 0; i < count; i++)
        if ((strncmp(environ[i], "GIT_", 4) != 0 || strncmp(environ[i], "GIT_CONFIG", 10) == 0) &&
            strncmp(environ[i], "LC_ALL=", 7) != 0)
            all[kept++] = environ[i];
    for (size_t i = 0; i < own_count; i++) all[kept++] = own[i];
    all[kept] = NULL;
    return all;
}

/* The folder of a path; allocated. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL) return memory_copy(".", 1);
    return slash == path ? memory_copy("/", 1) : memory_copy(path, (size_t)(slash - path));
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* words end with NULL. */
static int git_ask(const char *folder, const char *const *words, bool quiet, struct buffer *out)
{
    const char *argv[ARGUMENTS_MAX] = { "git",  "-C",
                                        folder, "--no-pager",
                                        "-c",   "core.fsmonitor=false",
                                        "-c",   "core.hooksPath=/dev/null",
                                        "-c",   "core.commitGraph=false",
                                        "-c",   "log.showSignature=false",
                                        "-c",   "log.mailmap=false" };
    size_t count = 0;
    const char **environment = environment_make();
    int status;

    while (argv[count] != NULL) count++;
    while (*words != NULL && count + 1 < ARGUMENTS_MAX) argv[count++] = *words++;
    argv[count] = NULL;
    status = child_read(argv, environment, quiet, out);
    free(environment);
    return status;
}

/* ---- Blame --------------------------------------------------------------------------------- */

static size_t commit_find(struct git_file *file, const char *id, size_t len)
{
    /* Lines of one commit stand together. */
    for (size_t i = file->commit_count; i > 0; i--)
        if (strlen(file->commits[i - 1].id) == len && memcmp(file->commits[i - 1].id, id, len) == 0)
            return i - 1;
    file->commits = memory_grow(file->commits, file->commit_count, &file->commit_cap,
                                sizeof *file->commits);
    file->commits[file->commit_count] = (struct git_commit){ .id = memory_copy(id, len) };
    return file->commit_count++;
}

static bool is_id(const char *text, size_t len)
{
    size_t count = 0;

    while (count < len && ((text[count] >= '0' && text[count] <= '9') ||
                           (text[count] >= 'a' && text[count] <= 'f')))
        count++;
    return (count == 40 || count == 64) && count < len && text[count] == ' ';
}

/* The output of git blame --porcelain: a head for each line, what is new of its commit, a tab and the
 * line. */
static void blame_read(struct git_file *file, const char *data, size_t len)
{
    static const char time_key[] = "committer-time ";
    bool heads = true;
    size_t commit = 0;

    while (len > 0) {
        const char *end = memchr(data, '\n', len);
        size_t part = end != NULL ? (size_t)(end - data) : len;
        if (heads && is_id(data, part)) {
            commit = commit_find(file, data, strcspn(data, " "));
            heads = false;
        } else if (!heads && data[0] == '\t') {
            file->lines = memory_grow(file->lines, file->line_count, &file->line_cap,
                                      sizeof *file->lines);
            file->lines[file->line_count++] = commit;
            heads = true;
        } else if (!heads && part > sizeof time_key - 1 &&
                   memcmp(data, time_key, sizeof time_key - 1) == 0) {
            file->commits[commit].time = strtoll(data + sizeof time_key - 1, NULL, 10);
        }
        data += part + (end != NULL);
        len -= part + (end != NULL);
    }
}

/* Lines as git counts them: by line feeds alone. */
static void starts_make(struct git_file *file, const struct source *source)
{
    size_t count = 0;

    file->starts = memory_resize(NULL, (file->line_count + 1) * sizeof *file->starts);
    for (size_t at = 0; count < file->line_count; count++) {
        const char *end = memchr(source->data + at, '\n', source->len - at);
        file->starts[count] = at;
        at = end != NULL ? (size_t)(end - source->data) + 1 : source->len;
    }
}

/* "ID EMAIL" a line, as git log prints them. */
static void emails_read(struct git_file *file, const char *data, size_t len)
{
    while (len > 0) {
        const char *end = memchr(data, '\n', len);
        size_t part = end != NULL ? (size_t)(end - data) : len;
        if (is_id(data, part)) {
            size_t id = strcspn(data, " ");
            struct git_commit *commit = &file->commits[commit_find(file, data, id)];
            free(commit->email);
            commit->email = memory_copy(data + id + 1, part - id - 1);
        }
        data += part + (end != NULL);
        len -= part + (end != NULL);
    }
}

/* blame applies mail maps, log can be told not to. */
static bool emails_ask(struct git_file *file, const char *folder)
{
    for (size_t first = 0; first < file->commit_count; first += IDS_AT_ONCE) {
        const char *words[IDS_AT_ONCE + 8] = { "log",          "--no-walk=unsorted",
                                               "--no-mailmap", "--no-show-signature",
                                               "-s",           "--format=%H %ae" };
        size_t count = 6;
        struct buffer out = { 0 };

        for (size_t i = first; i < file->commit_count && i < first + IDS_AT_ONCE; i++)
            words[count++] = file->commits[i].id;
        words[count++] = "--";
        words[count] = NULL;
        int status = git_ask(folder, words, true, &out);
        if (status == 0) emails_read(file, out.data != NULL ? out.data : "", out.len);
        buffer_release(&out);
        if (status != 0) return false;
    }
    for (size_t i = 0; i < file->commit_count; i++)
        if (file->commits[i].email == NULL) return false;
    return true;
}

/* ---- A file -------------------------------------------------------------------------------- */

/* False when it is no repository, or git refuses it; git then said so itself. */
static bool repository_ask(struct git_file *file, const char *folder)
{
    static const char *const words[] = { "rev-parse", "--is-shallow-repository", NULL };
    struct buffer out = { 0 };
    int status = git_ask(folder, words, false, &out);

    if (status == 0 && out.len > 0 && strncmp(out.data, "true", 4) == 0)
        file->fault = "the repository lacks its history (a shallow clone): fetch all of it, for "
                      "example with fetch-depth: 0";
    buffer_release(&out);
    return status == 0;
}

static void committed_ask(struct git_file *file, const char *folder, const struct source *source)
{
    struct buffer object = { 0 }, out = { 0 };
    const char *name = name_of(source->path);

    buffer_add(&object, "HEAD:./", 7);
    buffer_add(&object, name, strlen(name));
    const char *words[] = { "cat-file", "blob", object.data, NULL };
    if (git_ask(folder, words, true, &out) != 0)
        file->fault = "it is not committed";
    else if (out.len != source->len ||
             (out.len > 0 && memcmp(out.data, source->data, out.len) != 0))
        file->fault = "it has changes that are not committed";
    buffer_release(&object);
    buffer_release(&out);
}

/* An empty file of ignored revisions drops those that are configured; as configuration it would be
 * sorted in front of them and drop none. */
static void blame_ask(struct git_file *file, const char *folder, const struct source *source)
{
    const char *words[] = { "blame", "--porcelain", "--no-textconv",       "--ignore-revs-file=",
                            "HEAD",  "--",          name_of(source->path), NULL };
    struct buffer out = { 0 };

    if (git_ask(folder, words, true, &out) == 0 && out.len > 0) blame_read(file, out.data, out.len);
    buffer_release(&out);
    if ((file->line_count == 0 && source->len > 0) || !emails_ask(file, folder))
        file->fault = "git cannot say who wrote it";
    starts_make(file, source);
}

bool git_blame(struct git_file *file, const struct source *source)
{
    char *folder = folder_of(source->path);
    bool ok;

    *file = (struct git_file){ 0 };
    ok = repository_ask(file, folder);
    if (ok && file->fault == NULL) committed_ask(file, folder, source);
    if (ok && file->fault == NULL) blame_ask(file, folder, source);
    free(folder);
    return ok;
}

/* ---- A part of it -------------------------------------------------------------------------- */

/* From 0, as git counts lines. */
static size_t line_of(const struct git_file *file, size_t offset)
{
    size_t low = 0, high = file->line_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (file->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool is_known(const struct git_authors *authors, const char *email)
{
    if (strcmp(authors->author, email) == 0) return true;
    for (size_t i = 0; i < authors->editor_count; i++)
        if (strcmp(authors->editors[i], email) == 0) return true;
    return false;
}

void git_authors(const struct git_file *file, size_t begin, size_t end, struct git_authors *authors)
{
    size_t first = line_of(file, begin);
    size_t last = line_of(file, end > begin ? end - 1 : begin);
    const struct git_commit *latest = NULL;

    *authors = (struct git_authors){ 0 };
    if (file->fault != NULL || file->line_count == 0) return;
    for (size_t i = first; i <= last; i++) {
        const struct git_commit *commit = &file->commits[file->lines[i]];
        if (latest == NULL || commit->time > latest->time) latest = commit;
    }
    assert(latest != NULL);
    authors->author = latest->email;
    for (size_t i = first; i <= last; i++) {
        const char *email = file->commits[file->lines[i]].email;
        if (is_known(authors, email)) continue;
        authors->editors = memory_grow(authors->editors, authors->editor_count,
                                       &authors->editor_cap, sizeof *authors->editors);
        authors->editors[authors->editor_count++] = email;
    }
}

void git_authors_release(struct git_authors *authors)
{
    free(authors->editors);
    *authors = (struct git_authors){ 0 };
}

void git_release(struct git_file *file)
{
    for (size_t i = 0; i < file->commit_count; i++) {
        free(file->commits[i].id);
        free(file->commits[i].email);
    }
    free(file->commits);
    free(file->lines);
    free(file->starts);
    *file = (struct git_file){ 0 };
}
