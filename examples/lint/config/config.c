/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "config.h"

#include "memory.h"
#include "path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- Which file ---------------------------------------------------------------------------- */

static bool exists_in(const struct buffer *folder, const char *name)
{
    char *path = path_join(folder->data, name);
    struct stat status;
    bool exists = lstat(path, &status) == 0;

    free(path);
    return exists;
}

/* The folder above is the folder itself, or nobody may look at it. */
static bool is_top(const struct buffer *folder)
{
    char *above = path_join(folder->data, "..");
    struct stat here, there;
    bool is_last = stat(folder->len > 0 ? folder->data : ".", &here) != 0 ||
                   stat(above, &there) != 0 ||
                   (here.st_dev == there.st_dev && here.st_ino == there.st_ino);

    free(above);
    return is_last;
}

/* NULL: there is none. */
static char *nearest_file(void)
{
    struct buffer folder = { 0 };
    char *path = NULL;

    buffer_add(&folder, "", 0);
    while (!exists_in(&folder, CONFIG_NAME)) {
        if (exists_in(&folder, ".git") || is_top(&folder)) {
            buffer_release(&folder);
            return NULL;
        }
        buffer_add(&folder, "../", 3);
    }
    path = path_join(folder.data, CONFIG_NAME);
    buffer_release(&folder);
    return path;
}

/* ---- Reading ------------------------------------------------------------------------------- */

static bool content_read(struct config *config, struct options *options, bool is_found)
{
    struct stat status;

    /* Nobody asked for this one by its name, so it must not make them wait for a pipe's other end. */
    if (is_found && stat(config->path, &status) == 0 && !S_ISREG(status.st_mode)) {
        config->source = (struct source){ .path = config->path };
        return source_refuse(&config->source, "is no file; name a configuration with --config");
    }
    if (!source_load(&config->source, config->path)) return false;
    if (!yaml_tree_read(&config->tree, &config->source)) return false;
    config_keys_read(config, options);
    return config->source.problem_count == 0;
}

int config_read(struct options *options, const char *file)
{
    char *path = file != NULL ? memory_copy(file, strlen(file)) : nearest_file();
    struct config *config;

    if (path == NULL) return -1;
    config = memory_resize(NULL, sizeof *config);
    *config = (struct config){ .path = path, .root = path_folder(path) };
    config->whole_root = path_whole(config->root);
    options->configured = config;
    options->config_root = config->root;
    if (!content_read(config, options, file == NULL)) return EXIT_USAGE;
    options->exclude_configured = options->exclude.count;
    return -1;
}

void config_release(struct config *config)
{
    if (config == NULL) return;
    for (size_t i = 0; i < config->file_count; i++) free(config->files[i]);
    free(config->files);
    free(config->rules);
    free(config->formats);
    yaml_tree_release(&config->tree);
    source_release(&config->source);
    free(config->whole_root);
    free(config->root);
    free(config->path);
    free(config);
}
