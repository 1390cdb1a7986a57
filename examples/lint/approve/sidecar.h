/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * sidecar.h: what people said of the canned replies of a file, in FILE.approvals.jsonl: one record a
 * line, in the order in which they were given, never changed and never removed. README.md beside this
 * file describes the records.
 */
#ifndef LINT_SIDECAR_H
#define LINT_SIDECAR_H

#include "canned.h"
#include "source.h"

#include <poise/poise.h>

#include <jansson.h>

#define SIDECAR_ENDING ".approvals.jsonl"

struct record {
    json_t *json;            /* what the approval borrows from */
    poise_approval approval; /* not verified */
    const char **rules;
    struct types types;
    size_t line;
};

struct sidecar {
    char *path;
    struct source source;
    struct record *items;
    size_t count;
    size_t cap;
};

/* A file that does not exist has no records. False when a line is no record, which was then said
 * with its place; to be released in either case. */
bool sidecar_load(struct sidecar *sidecar, const char *file);

/* The types of placeholders that the last record of a reply gives. */
const struct types *sidecar_types(const struct sidecar *sidecar, const char *identity);

/* A record as a line, without its line feed; allocated. */
char *sidecar_line(const poise_approval *approval, const struct types *types);

/* Appends a line in one write, after every line that is there was read under a lock. False when it was
 * not appended, which was then said; then the file is as it was. */
bool sidecar_append(const char *file, const char *line);

void sidecar_release(struct sidecar *sidecar);

const char *sidecar_verdict(uint32_t verdict);

#endif
