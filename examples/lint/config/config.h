/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * config.h: poise.yaml. The nearest one is read, from the current folder upward to the folder that
 * has .git, so that what lies around a repository has no say in it. Its keys are options by their
 * names, and two maps: the severity of rules, and the format of files whose name does not tell.
 */
#ifndef LINT_CONFIG_H
#define LINT_CONFIG_H

#include "finding.h"
#include "options.h"
#include "yaml_tree.h"

#define CONFIG_NAME    "poise.yaml"
#define CONFIG_RULES   "rules"
#define CONFIG_FORMATS "formats"

/* What stands behind a key. */
enum config_shape { CONFIG_FLAG, CONFIG_NUMBER, CONFIG_WORD, CONFIG_FILE, CONFIG_LIST };

/* An option that may stand in a configuration. */
struct config_key {
    enum option option;
    enum config_shape shape;
    const char *otherwise; /* its value when nobody says one; NULL: none */
};

enum { CONFIG_KEYS = 15 };
extern const struct config_key config_keys[CONFIG_KEYS];

struct config_rule {
    const char *name;  /* a code, or what codes begin with up to their dot */
    uint32_t severity; /* 0: off */
    size_t from;
};

struct config_format {
    const char *pattern;
    enum format format;
    size_t from;
};

struct config {
    char *path;
    char *root;       /* the folder that it is in, as seen from the current one */
    char *whole_root; /* the same from the root of the file system on; NULL: nobody can tell */
    struct source source;
    struct yaml_tree tree;
    struct config_rule *rules; /* in the order of the file, as the others are */
    size_t rule_count;
    size_t rule_cap;
    struct config_format *formats;
    size_t format_count;
    size_t format_cap;
    char **files; /* the paths in it, as seen from the current folder */
    size_t file_count;
    size_t file_cap;
};

/* Read what applies to options->command into options that nothing else was said to. -1: go on, and
 * options->configured is the configuration, or NULL if there is none; otherwise the exit status, and
 * what was wrong was said. file: NULL: the nearest. */
int config_read(struct options *options, const char *file);

/* What is behind the keys, into options; what is wrong becomes a problem of the source. */
void config_keys_read(struct config *config, struct options *options);

void config_release(struct config *config);

/* Every key with its value and where that comes from, as a configuration. */
void config_print(const struct options *options);

/* ---- Use; config may be NULL --------------------------------------------------------------- */

/* What the configuration says of a file's format; the last pattern that matches wins. */
enum format config_format(const struct config *config, const char *path);

/* Give findings the severities of `rules`, and take out those that are off. */
void config_severities(const struct config *config, struct findings *findings);

#endif
