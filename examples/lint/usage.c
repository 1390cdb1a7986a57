/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "options.h"
#include "unicode.h"

#include <stdio.h>

enum { WIDTH = 100, COMMAND_INDENT = 34, OPTION_INDENT = 24 };

/* Behind what takes columns up to at, or below it. */
static void paragraph(FILE *out, size_t at, size_t indent, const char *text)
{
    if (at + 1 > indent) {
        fputs("\n", out);
        at = 0;
    }
    fprintf(out, "%*s", (int)(indent - at), "");
    text_wrap(out, text, indent, WIDTH);
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

static void command_print(FILE *out, const struct command_row *row)
{
    fprintf(out, "  %s", row->usage);
    paragraph(out, 2 + unicode_text_width(row->usage), COMMAND_INDENT, row->help);
}

/* Headings say which commands the options below them are for, which who asks about one command
 * knows. */
static void options_print(FILE *out, enum command command)
{
    bool all = command == COMMAND_COUNT, any = false;

    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_table[i];
        if (all && row->heading != NULL) fprintf(out, "\n%s:\n", row->heading);
        if (!all && !option_is_of((enum option)i, command)) continue;
        if (!all && !any) fputs("\n", out);
        option_print(out, row);
        any = true;
    }
}

void usage_print(FILE *out, enum command command)
{
    if (command == COMMAND_COUNT) {
        fputs("Usage: poise COMMAND [OPTION…] [ARGUMENT…]\n\n", out);
        for (size_t i = 0; i < COMMAND_COUNT; i++) command_print(out, &command_table[i]);
    } else {
        fputs("Usage:\n", out);
        command_print(out, &command_table[command]);
    }
    options_print(out, command);
    fputs("\n  --help, --version\n"
          "\n"
          "Exit status: 0 nothing found, 1 findings, a reply that is not allowed, a log that was\n"
          "changed or a duty that waits, 2 wrong use or input that cannot be read, 3 internal "
          "error.\n",
          out);
    if (command != COMMAND_COUNT) fputs("All commands and options: poise --help\n", out);
}
