/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * document.h: a policy or a roster as people keep it, JSON or YAML (by the ending of its name), as the
 * JSON text that the library takes, and the way back from there to the file.
 *
 * JSON is handed on byte for byte. YAML becomes compact JSON with sorted keys, so its digest changes
 * only with what it says, and is that of the same document in the bare decision.
 */
#ifndef LINT_DOCUMENT_H
#define LINT_DOCUMENT_H

#include "memory.h"
#include "source.h"

#include <poise/base.h>

/* JSON from byte `json` up to the next mark was made from what stands in the file at `from`. */
struct origin {
    size_t json;
    size_t from;
};

struct document {
    struct source source;
    struct buffer json; /* of YAML */
    struct origin *origins;
    size_t origin_count;
    size_t origin_cap;
    const char *text; /* what the library is to read */
    size_t len;
};

/* False when it could not be read, which was then said; released in either case. */
bool document_load(struct document *document, const char *path);

/* Say what the library thinks of it, at the place in the file. */
void document_say(struct document *document, const poise_error *error);

void document_release(struct document *document);

/* YAML as JSON, with its origins. False when it must be refused, which was then said. */
bool document_convert(struct document *document);

#endif
