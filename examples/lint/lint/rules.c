/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "commands.h"
#include "memory.h"
#include "rule.h"
#include "unicode.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void pad(const char *text, size_t width)
{
    size_t taken = unicode_text_width(text);

    fputs(text, stdout);
    printf("%*s", (int)(taken < width ? width - taken : 0), "");
}

int rules_run(const struct options *options)
{
    poise_rule rule;
    size_t code_width = 0, severity_width = 0;

    for (uint32_t i = 0; rule_at(i, options->messages, &rule); i++) {
        size_t code = unicode_text_width(rule.code);
        size_t severity = unicode_text_width(severity_name(rule.severity, options->messages));
        if (code > code_width) code_width = code;
        if (severity > severity_width) severity_width = severity;
    }
    for (uint32_t i = 0; rule_at(i, options->messages, &rule); i++) {
        printf("%4u  ", (unsigned)rule.number);
        pad(rule.code, code_width + 2);
        pad(severity_name(rule.severity, options->messages), severity_width + 2);
        printf("%s\n", rule.message);
    }
    return EXIT_CLEAN;
}

/* Columns to write in: those of the terminal, up to what is good to read. */
static size_t columns(void)
{
    enum { BEST = 80, LEAST = 30 };
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_col > BEST)
        return BEST;
    return size.ws_col < LEAST ? LEAST : size.ws_col;
}

/* A label, and the text behind it. */
static void paragraph(const char *label, const char *text)
{
    enum { INDENT = 11 };

    pad(label, INDENT);
    text_wrap(stdout, text, INDENT, columns());
}

int explain_run(const struct options *options)
{
    static const char *const english[] = { "",      "why", "instead",
                                           "marks", "not", "(nothing but blanks)" };
    static const char *const french[] = { "",        "pourquoi", "plutôt",
                                          "signale", "pas",      "(rien que des blancs)" };
    const char *const *labels = options->messages == POISE_LANGUAGE_FR ? french : english;
    const char *word = options->operands.items[0];
    poise_rule rule;

    if (!rule_find(word, options->messages, &rule))
        return options_wrong("no such rule", word, rule_nearest(word));
    printf("%s  %u  %s\n\n", rule.code, (unsigned)rule.number,
           severity_name(rule.severity, options->messages));
    paragraph(labels[0], rule.message);
    paragraph(labels[1], rule.why);
    paragraph(labels[2], rule.hint);
    paragraph(labels[3], rule.fires[strspn(rule.fires, " ")] != '\0' ? rule.fires : labels[5]);
    paragraph(labels[4], rule.quiet);
    return EXIT_CLEAN;
}
