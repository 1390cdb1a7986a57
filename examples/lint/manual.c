/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The manual page, in the man macros of roff, from the tables that read the command line. */
#include "commands.h"
#include "memory.h"
#include "unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Text as it is: nothing in it is a request or an escape, and a "-" can be copied to a shell. */
static void roff(const char *text)
{
    size_t len = strlen(text);
    long code;

    if (len > 0 && (*text == '.' || *text == '\'')) fputs("\\&", stdout);
    for (size_t at = 0; at < len;) {
        size_t size = unicode_next(text + at, len - at, &code);
        if (code == '-')
            fputs("\\-", stdout);
        else if (code == '\\')
            fputs("\\e", stdout);
        else if (code == '\'')
            fputs("\\(aq", stdout);
        else if (code > 0x7E)
            printf("\\[u%04lX]", (unsigned long)code);
        else
            fwrite(text + at, 1, size, stdout);
        at += size;
    }
}

static void line(const char *text)
{
    roff(text);
    puts("");
}

/* Lines of words; roff fills them anew. */
static void paragraph(const char *text)
{
    enum { WIDTH = 70 };

    for (size_t at = 0; *text != '\0'; text += strspn(text, " ")) {
        size_t len = strcspn(text, " ");
        char *word = memory_copy(text, len);
        bool breaks = at > 0 && at + len > WIDTH;

        if (at > 0) fputs(breaks ? "\n" : " ", stdout);
        roff(word);
        at = breaks ? len : at + 1 + len;
        free(word);
        text += len;
    }
    puts("");
}

static void entry(const char *tag, const char *text)
{
    fputs(".TP\n.B ", stdout);
    line(tag);
    paragraph(text);
}

static void option_entry(const struct option_row *row)
{
    fputs(".TP\n\\fB", stdout);
    roff(row->name);
    if (row->letter != '\0') printf("\\fR, \\fB\\-%c", row->letter);
    fputs("\\fR", stdout);
    if (row->choices != NULL) {
        for (const struct choice *choice = row->choices; choice->word != NULL; choice++)
            printf("%s%s", choice == row->choices ? " " : "|", choice->word);
    } else if (row->value != NULL) {
        fputs(" \\fI", stdout);
        roff(row->value);
        fputs("\\fR", stdout);
    }
    puts("");
    paragraph(row->help);
}

static void options_entries(void)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (option_table[i].heading != NULL) {
            fputs(".SS ", stdout);
            line(option_table[i].heading);
        }
        option_entry(&option_table[i]);
    }
    puts(".SS All commands");
    entry("--help", "Print the options, of one command if it stands before.");
    entry("--version", "Print the version.");
}

static void description(void)
{
    paragraph(
        "Canned replies, macros and drafts to customers are judged for tone, promises, links and "
        "contact data, on the bytes where they stand in text, Markdown, HTML, JSON, YAML, CSV and "
        "gettext. Under "
        "a policy poise says who has to approve a reply, records approvals in a repository and "
        "verifies them.");
    puts(".PP");
    paragraph(
        "Folders are walked in order of names, without files whose names begin with a dot. "
        "Patterns in .gitignore and .poiseignore leave out what they match, from the root of the "
        "repository down; .poiseignore and --exclude also leave out what is named, which is no "
        "error. What was named is read though .gitignore matches it. Options stand anywhere; a "
        "value follows = or is the next word; -- ends them, and - is standard input.");
}

static void exit_status(void)
{
    entry("0", "Nothing was found that reaches --fail-on, and no reply is denied.");
    entry("1",
          "Findings, a reply that is not allowed, a log that was changed or a duty that waits.");
    entry("2", "Wrong use, or input that is missing or cannot be read in full; the rest is still "
               "judged.");
    entry("3", "Memory or the disk is full, or an internal error.");
}

static void files(void)
{
    entry("poise.yaml", "Configuration; the nearest one upward counts.");
    entry(".gitignore, .poiseignore", "Patterns of files that are not read.");
    entry("poise-baseline.json", "Findings that are known and do not fail.");
    entry("FILE.approvals.jsonl", "What people said of the replies in FILE, one record a line.");
}

static void example(const char *what, const char *command)
{
    paragraph(what);
    puts(".PP\n.RS 4\n.EX");
    line(command);
    puts(".EE\n.RE\n.PP");
}

static void examples(void)
{
    example("Lint a folder, and fail on warnings too:", "poise lint --fail-on warning replies");
    example("Lint what is about to be committed:",
            "git diff --cached --name-only -z -- replies | poise lint --files-from -");
    example("Lint what an editor holds:", "poise lint - --stdin-filename replies/hours.md");
    example("Let CI verify approvals:",
            "poise verify --policy policy.yaml --roster roster.yaml --git replies");
    paragraph(
        "The completions of bash, zsh and fish come with the package, or from poise completions.");
}

int manual_run(const struct options *options)
{
    (void)options;
    /* Without a date: the same program prints the same page. */
    printf(".TH POISE 1 \"\" \"poise %s\" \"User Commands\"\n", poise_version());
    puts(".SH NAME\npoise \\- a linter for replies to customers\n.SH SYNOPSIS\n"
         ".B poise\n.I COMMAND\n.RI [ OPTION ...]\n.RI [ ARGUMENT ...]\n.SH DESCRIPTION");
    description();
    puts(".SH COMMANDS");
    for (size_t i = 0; i < COMMAND_COUNT; i++) entry(command_table[i].usage, command_table[i].help);
    puts(".SH OPTIONS");
    options_entries();
    puts(".SH EXIT STATUS");
    exit_status();
    puts(".SH FILES");
    files();
    puts(".SH EXAMPLES");
    examples();
    puts(".SH SEE ALSO\n.BR git (1),\n.BR gitignore (5),\n.BR ssh\\-keygen (1)");
    return EXIT_CLEAN;
}
