/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "config.h"

#include "ignore.h"
#include "path.h"

#include <stdlib.h>
#include <string.h>

/* A pattern with a slash is about the path from the configuration on, one without about the name. */
static bool matches(const char *pattern, const char *name, const char *below)
{
    if (strchr(pattern, '/') == NULL) return ignore_matches(pattern, name);
    pattern += pattern[0] == '/';
    return below != NULL && ignore_matches(pattern, below);
}

enum format config_format(const struct config *config, const char *path)
{
    enum format format = FORMAT_UNKNOWN;
    char *below;

    if (config == NULL || config->format_count == 0) return format;
    below = config->whole_root != NULL ? path_below(config->whole_root, path) : NULL;
    for (size_t i = config->format_count; format == FORMAT_UNKNOWN && i > 0; i--)
        if (matches(config->formats[i - 1].pattern, path_base(path), below))
            format = config->formats[i - 1].format;
    free(below);
    return format;
}

/* The longest name wins: a code is longer than its family. */
static const struct config_rule *rule_of(const struct config *config, const char *code)
{
    const struct config_rule *best = NULL;
    size_t best_len = 0;

    for (size_t i = 0; i < config->rule_count; i++) {
        size_t len = strlen(config->rules[i].name);
        if (len <= best_len || strncmp(config->rules[i].name, code, len) != 0 ||
            (code[len] != '\0' && code[len] != '.'))
            continue;
        best = &config->rules[i];
        best_len = len;
    }
    return best;
}

void config_severities(const struct config *config, struct findings *findings)
{
    size_t kept = 0;

    if (config == NULL || config->rule_count == 0) return;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding finding = findings->items[i];
        const struct config_rule *rule = rule_of(config, finding.code);

        if (rule != NULL) finding.severity = rule->severity;
        if (finding.severity == 0)
            free(finding.message);
        else
            findings->items[kept++] = finding;
    }
    findings->count = kept;
}
