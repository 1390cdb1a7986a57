/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * readers.h: the formats that canned replies are kept in. A reader appends the replies it finds and
 * says what it cannot read with source_problem.
 */
#ifndef LINT_READERS_H
#define LINT_READERS_H

#include "reply.h"
#include "source.h"

enum format {
    FORMAT_UNKNOWN,
    FORMAT_TEXT,
    FORMAT_MARKDOWN,
    FORMAT_HTML,
    FORMAT_JSON,
    FORMAT_YAML,
    FORMAT_CSV,
    FORMAT_PO
};

/* The whole file is one reply. */
void read_text(struct source *source, struct replies *replies);

/* One reply for each part below a `---- TITLE` line if there is one; else for each fence and block
 * quote if there is one, unless each has words beside it and three times as many headings have words
 * alone; else for what stands below each heading. Front matter and comments are none, nor are fences
 * in a language for machines and quotes that begin with "[!NOTE]". */
void read_markdown(struct source *source, struct replies *replies);

struct words;

/* Members with the name of a reply; if there are none and all values are text, every value. names
 * are those of --field: then only these are, see field.h. */
void read_json(struct source *source, struct replies *replies, const struct words *names);
void read_yaml(struct source *source, struct replies *replies, const struct words *names);

/* The columns with the name of a reply; if there are none, the one with the most text. */
void read_csv(struct source *source, struct replies *replies, const struct words *names);

/* Two or more articles, templates, or sections with a heading each: one reply each; else the whole
 * file. Comments, styles, scripts and the title of the document are none. */
void read_html(struct source *source, struct replies *replies);

/* What an entry is translated with, unless it is marked fuzzy; if nothing is translated, the
 * messages themselves. The header is none. */
void read_po(struct source *source, struct replies *replies);

struct options;

/* Said of a file whose format is not known. */
#define FORMAT_UNTOLD "no format that can be told by its name; say it with --as or in poise.yaml"

/* Load a file and read its replies; standard input is what --stdin-filename calls it. False when it
 * could not be loaded, which was then said. */
bool replies_load(const struct options *options, struct source *source, const char *path,
                  struct replies *replies);

/* The replies of a file that was loaded from path; says when there is none. */
void replies_read(const struct options *options, struct source *source, const char *path,
                  struct replies *replies);

#endif
