/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "readers.h"

#include "options.h"
#include "walk.h"

#include <stdio.h>
#include <string.h>

bool replies_load(const struct options *options, struct source *source, const char *path,
                  struct replies *replies)
{
    bool is_named = strcmp(path, SOURCE_STDIN) == 0 && options->stdin_filename != NULL;
    const char *name = is_named ? options->stdin_filename : path;

    if (!(is_named ? source_load_stdin(source, name) : source_load(source, path))) return false;
    replies_read(options, source, name, replies);
    return true;
}

void replies_read(const struct options *options, struct source *source, const char *path,
                  struct replies *replies)
{
    switch (walk_format_of(options, path)) {
    case FORMAT_TEXT: read_text(source, replies); break;
    case FORMAT_MARKDOWN: read_markdown(source, replies); break;
    case FORMAT_HTML: read_html(source, replies); break;
    case FORMAT_JSON: read_json(source, replies); break;
    case FORMAT_YAML: read_yaml(source, replies); break;
    case FORMAT_CSV: read_csv(source, replies); break;
    case FORMAT_PO: read_po(source, replies); break;
    case FORMAT_UNKNOWN: source_refuse(source, FORMAT_UNTOLD);
    }
    if (replies->count == 0 && source->problem_count == 0)
        fprintf(stderr, "poise: %s: warning: no reply found in it\n", source->path);
}
