/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "document.h"

#include "walk.h"

#include <stdio.h>
#include <stdlib.h>

bool document_load(struct document *document, const char *path)
{
    *document = (struct document){ 0 };
    if (!source_load(&document->source, path)) return false;
    if (walk_format(path) == FORMAT_YAML) return document_convert(document);
    document->text = document->source.data + document->source.start;
    document->len = document->source.len - document->source.start;
    return true;
}

/* The byte of the file that a byte of the JSON text came from. */
static size_t origin_of(const struct document *document, size_t offset)
{
    size_t low = 0, high = document->origin_count;

    if (high == 0) return document->source.start + offset;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (document->origins[middle].json <= offset)
            low = middle;
        else
            high = middle;
    }
    return document->origins[low].from;
}

void document_say(struct document *document, const poise_error *error)
{
    struct place place = source_place(&document->source, origin_of(document, error->offset));

    fprintf(stderr, "poise: %s:%zu:%zu: %s%s\n", document->source.path, place.line, place.column,
            error->status == POISE_OK ? "warning: " : "", error->message);
}

void document_release(struct document *document)
{
    source_release(&document->source);
    buffer_release(&document->json);
    free(document->origins);
    *document = (struct document){ 0 };
}
