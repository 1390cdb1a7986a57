/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* json_build.h: JSON for programs. Who runs out of memory does not come back from here. */
#ifndef LINT_JSON_BUILD_H
#define LINT_JSON_BUILD_H

#include "source.h"

#include <jansson.h>
#include <stdio.h>

/* A string, or null for NULL. Bytes that are no UTF-8 have no place in JSON and become U+FFFD. */
json_t *json_text(const char *text);

/* The object or list takes over what it is given. */
void json_append(json_t *list, json_t *item);
void json_put(json_t *object, const char *key, json_t *value);
void json_put_number(json_t *object, const char *key, size_t value);

void json_put_place(json_t *object, const char *line, const char *column, struct place place);

/* {"line":…,"column":…,"message":…}; without a place for a file as a whole. */
json_t *json_problem(const struct problem *problem);

/* Compact; takes over json. A failed write is told by whoever closes the stream. */
void json_print(FILE *out, json_t *json);

#endif
