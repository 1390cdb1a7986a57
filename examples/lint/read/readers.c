/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "readers.h"

#include "walk.h"

#include <stdio.h>

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
    case FORMAT_UNKNOWN:
        source_refuse(source,
                      "no format that can be told by its name; say it with --as or in poise.yaml");
    }
    if (replies->count == 0 && source->problem_count == 0)
        fprintf(stderr, "poise: %s: warning: no reply found in it\n", source->path);
}
