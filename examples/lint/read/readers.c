/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "readers.h"

#include "options.h"
#include "path.h"
#include "walk.h"

#include <string.h>

bool replies_load(const struct options *options, struct source *source, const char *path,
                  struct replies *replies)
{
    const char *name = path;

    if (strcmp(path, SOURCE_STDIN) == 0)
        name = options->stdin_filename != NULL ? options->stdin_filename : SOURCE_STDIN_NAME;
    if (!source_load_long(source, path, name)) return false;
    replies_read(options, source, name, replies);
    return true;
}

void replies_read(const struct options *options, struct source *source, const char *path,
                  struct replies *replies)
{
    enum format format = walk_format_of(options, path);
    const struct words *names = &options->fields;

    /* The others are read whole. */
    if (format != FORMAT_JSON && format != FORMAT_CSV && !source_fits(source)) return;
    switch (format) {
    case FORMAT_TEXT: read_text(source, replies); break;
    case FORMAT_MARKDOWN: read_markdown(source, replies); break;
    case FORMAT_HTML: read_html(source, replies); break;
    case FORMAT_JSON: read_json(source, replies, names); break;
    case FORMAT_YAML: read_yaml(source, replies, names); break;
    case FORMAT_CSV: read_csv(source, replies, names); break;
    case FORMAT_PO: read_po(source, replies); break;
    case FORMAT_UNKNOWN: source_refuse(source, FORMAT_UNTOLD);
    }
    if (options->verbose && replies->left_out > 0) {
        char words[96];
        snprintf(words, sizeof words, "sentences in members that are no replies by name: %zu",
                 replies->left_out);
        path_say(source->path, words);
    }
    if (replies->count + replies->dropped == 0 && source->problem_count == 0)
        path_say(source->path, "warning: no reply found in it");
}
