/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "path.h"

#include "memory.h"
#include "unicode.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add(struct buffer *path, const char *name, size_t len)
{
    if (path->len > 0 && path->data[path->len - 1] != '/') buffer_add(path, "/", 1);
    buffer_add(path, name, len);
}

void path_extend(struct buffer *folder, const char *name)
{
    add(folder, name, strlen(name));
}

char *path_join(const char *folder, const char *name)
{
    struct buffer path = { 0 };

    buffer_add(&path, folder, strlen(folder));
    path_extend(&path, name);
    return path.data;
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

char *path_folder(const char *path)
{
    size_t len = (size_t)(path_base(path) - path);

    if (len == 0) return memory_copy(".", 1);
    return memory_copy(path, len > 1 ? len - 1 : 1);
}

static bool here_add(struct buffer *path)
{
    size_t size = 256;
    char *here = memory_resize(NULL, size);
    bool ok;

    while (getcwd(here, size) == NULL && errno == ERANGE) here = memory_resize(here, size *= 2);
    ok = here[0] == '/';
    if (ok) buffer_add(path, here, strlen(here));
    free(here);
    return ok;
}

/* Appends the names of a path, without "." and with ".." taken back. */
static void names_add(struct buffer *whole, const char *path)
{
    while (*path != '\0') {
        size_t len = strcspn(path, "/");
        if (len == 2 && memcmp(path, "..", 2) == 0) {
            while (whole->len > 1 && whole->data[whole->len - 1] != '/')
                buffer_cut(whole, whole->len - 1);
            if (whole->len > 1) buffer_cut(whole, whole->len - 1);
        } else if (len > 0 && (len != 1 || *path != '.')) {
            add(whole, path, len);
        }
        path += len;
        path += strspn(path, "/");
    }
}

char *path_whole(const char *path)
{
    struct buffer whole = { 0 };

    if (path[0] == '/')
        buffer_add(&whole, "/", 1);
    else if (!here_add(&whole))
        return NULL;
    names_add(&whole, path);
    return whole.data;
}

char *path_below(const char *folder, const char *path)
{
    char *whole = path_whole(path), *below = NULL;
    size_t len = strlen(folder);

    if (len > 0 && folder[len - 1] == '/') len--;
    if (whole != NULL && strncmp(whole, folder, len) == 0 && whole[len] == '/' &&
        whole[len + 1] != '\0')
        below = memory_copy(whole + len + 1, strlen(whole + len + 1));
    free(whole);
    return below;
}

void path_quote(struct buffer *line, const char *word)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+=,-";

    if (word[0] != '\0' && word[strspn(word, plain)] == '\0') {
        buffer_add(line, word, strlen(word));
        return;
    }
    buffer_add(line, "'", 1);
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            buffer_add(line, "'\\''", 4);
        else
            buffer_add(line, word, 1);
    }
    buffer_add(line, "'", 1);
}

void path_say(const char *path, const char *words)
{
    fputs("poise: ", stderr);
    text_safely(stderr, path);
    fputs(": ", stderr);
    text_safely(stderr, words);
    fputs("\n", stderr);
}
