/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "options.h"
#include "unicode.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 100, COMMAND_INDENT = 34, OPTION_INDENT = 24 };

/* Words under each other from a column on, up to the width of the page. */
static void paragraph(FILE *out, size_t at, size_t indent, const char *text)
{
    bool is_first = true;

    if (at + 1 > indent) {
        fprintf(out, "\n");
        at = 0;
    }
    fprintf(out, "%*s", (int)(indent - at), "");
    at = indent;
    while (*text != '\0') {
        size_t len = strcspn(text, " ");
        if (!is_first && at + 1 + len > WIDTH) {
            fprintf(out, "\n%*s", (int)indent, "");
            at = indent;
        } else if (!is_first) {
            fputs(" ", out);
            at++;
        }
        fwrite(text, 1, len, out);
        at += len;
        text += len;
        text += strspn(text, " ");
        is_first = false;
    }
    fputs("\n", out);
}

static size_t value_print(FILE *out, const struct option_row *row)
{
    size_t len = 0;

    if (row->choices == NULL)
        return row->value != NULL ? (size_t)fprintf(out, " %s", row->value) : 0;
    for (const struct choice *choice = row->choices; choice->word != NULL; choice++)
        len += (size_t)fprintf(out, "%s%s", choice == row->choices ? " " : "|", choice->word);
    return len;
}

static void option_print(FILE *out, const struct option_row *row)
{
    size_t at = (size_t)fprintf(out, "  %s", row->name);

    if (row->letter != '\0') at += (size_t)fprintf(out, ", -%c", row->letter);
    at += value_print(out, row);
    paragraph(out, at, OPTION_INDENT, row->help);
}

void usage_print(bool as_error)
{
    FILE *out = as_error ? stderr : stdout;

    fputs("Usage: poise COMMAND [OPTION…] [ARGUMENT…]\n\n", out);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "  %s", command_table[i].usage);
        paragraph(out, 2 + unicode_text_width(command_table[i].usage), COMMAND_INDENT,
                  command_table[i].help);
    }
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (option_table[i].heading != NULL) fprintf(out, "\n%s:\n", option_table[i].heading);
        option_print(out, &option_table[i]);
    }
    fputs("\n  --help, --version\n"
          "\n"
          "Exit status: 0 nothing found, 1 findings, a reply that is not allowed, a log that was\n"
          "changed or a duty that waits, 2 wrong use or input that cannot be read, 3 internal "
          "error.\n",
          out);
}
