/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* yaml.h: libfyaml's events over a file that was read, and what it has to say of one that is no YAML. */
#ifndef LINT_YAML_H
#define LINT_YAML_H

#include "source.h"

#include <libfyaml.h>
#include <stdbool.h>

struct yaml {
    struct source *source;
    struct fy_diag *diag;
    struct fy_parser *parser;
};

/* The source must not be empty: libfyaml takes the length 0 for "up to the zero byte". False when it
 * is no YAML at all, which was then said; then there is nothing to end. */
bool yaml_begin(struct yaml *yaml, struct source *source);

/* The next event, to be given back to yaml_free, or NULL at the end, when what was wrong was said. */
struct fy_event *yaml_next(struct yaml *yaml);
void yaml_free(struct yaml *yaml, struct fy_event *event);
void yaml_end(struct yaml *yaml);

/* What a plain scalar means to YAML's core schema: "true", "True" and "TRUE" … */
bool yaml_is_null(const char *text, size_t len);
bool yaml_is_true(const char *text, size_t len);
bool yaml_is_false(const char *text, size_t len);

#endif
