/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The XML of Checkstyle, which many hosts and editors read. */
#include "entry.h"
#include "xml.h"

static void begin(struct printer *printer)
{
    xml_declare(printer->out);
    fputs("<checkstyle version=\"5.0\">\n", printer->out);
}

static void file_begin(struct printer *printer, struct source *source)
{
    fputs("<file", printer->out);
    xml_attribute(printer->out, "name", entry_path(source));
    fputs(">\n", printer->out);
}

/* Line 0 is what Checkstyle itself writes of a file as a whole. */
static void print(struct printer *printer, const struct entry *entry)
{
    static const char *const severities[] = { "ignore", "info", "warning", "error" };
    FILE *out = printer->out;

    fputs("<error", out);
    xml_number(out, "line", entry->begin.line);
    if (entry->begin.line > 0) xml_number(out, "column", entry->begin.column);
    xml_attribute(out, "severity", severities[entry->severity]);
    xml_attribute(out, "message", entry->words);
    fprintf(out, " source=\"poise.%s\"/>\n", entry->code);
}

static void file_end(struct printer *printer, struct source *source,
                     const struct findings *findings)
{
    entries_of_file(printer, source, findings);
    fputs("</file>\n", printer->out);
}

static void end(struct printer *printer, const struct tally *tally)
{
    (void)tally;
    fputs("</checkstyle>\n", printer->out);
}

const struct printer_kind print_checkstyle = {
    .begin = begin, .file_begin = file_begin, .entry = print, .file_end = file_end, .end = end
};
