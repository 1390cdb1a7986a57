/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "memory.h"
#include "print.h"
#include "unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Columns of a source line that are shown, and at most before what is marked. */
enum { WINDOW = 100, LEAD = 50, TAB = 4 };

/* Bytes that can matter for a window: characters of four bytes and some that take no column. */
enum { REACH = WINDOW * 8 };

/* Formats take their arguments in this order in every language. */
struct vocabulary {
    const char *severities[POISE_SEVERITY_ERROR + 1];
    const char *scores;
    const char *allow;
    const char *need;
    const char *impossible;
    const char *deny;
    const char *totals;
    const char *waiting;
    const char *denied;
    const char *unread;
};

static const struct vocabulary english = {
    .severities = { "", "info", "warning", "error" },
    .scores = "defensive %u, insulting %u, apologetic %u, remedy %u",
    .allow = "may go out",
    .need = "needs %u of %s for %s, has %u",
    .impossible = " (too few such people exist)",
    .deny = "must not go out: ",
    .totals = "files %zu, replies %zu: errors %zu, warnings %zu, info %zu",
    .waiting = "; replies to approve %zu",
    .denied = "; replies denied %zu",
    .unread = "; files not read in full %zu",
};

static const struct vocabulary french = {
    .severities = { "", "info", "avertissement", "erreur" },
    .scores = "défensif %u, insultant %u, excuses %u, réparation %u",
    .allow = "peut partir",
    .need = "demande %u de %s pour %s, en a %u",
    .impossible = " (trop peu de ces personnes existent)",
    .deny = "ne doit pas partir : ",
    .totals = "fichiers %zu, réponses %zu : erreurs %zu, avertissements %zu, infos %zu",
    .waiting = " ; réponses à approuver %zu",
    .denied = " ; réponses refusées %zu",
    .unread = " ; fichiers non lus en entier %zu",
};

enum paint { PAINT_NONE, PAINT_BOLD, PAINT_DIM, PAINT_INFO, PAINT_WARNING, PAINT_ERROR };

static const char *const paints[] = { "\033[0m",  "\033[1m",    "\033[2m",
                                      "\033[36m", "\033[1;33m", "\033[1;31m" };

static void paint(const struct text_printer *printer, enum paint color)
{
    if (printer->colored) fputs(paints[color], stdout);
}

static enum paint paint_of(uint32_t severity)
{
    if (severity == POISE_SEVERITY_ERROR) return PAINT_ERROR;
    return severity == POISE_SEVERITY_WARNING ? PAINT_WARNING : PAINT_INFO;
}

static const struct vocabulary *words_of(const struct text_printer *printer)
{
    return printer->language == POISE_LANGUAGE_FR ? &french : &english;
}

/* See no-color.org and bixense.com/clicolors. */
static bool wants_color(enum color color)
{
    const char *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE"), *term = getenv("TERM");

    if (color != COLOR_AUTO) return color == COLOR_ALWAYS;
    if (no != NULL && *no != '\0') return false;
    if (force != NULL && *force != '\0' && strcmp(force, "0") != 0) return true;
    return isatty(STDOUT_FILENO) && (term == NULL || strcmp(term, "dumb") != 0);
}

struct text_printer text_printer(const struct options *options)
{
    return (struct text_printer){ options->messages, wants_color(options->color) };
}

/* A character as it is drawn at a column; returns the column behind it. */
static size_t draw(const char *text, size_t len, long code, size_t column)
{
    if (code == '\t') {
        size_t width = TAB - column % TAB;
        printf("%*s", (int)width, "");
        return column + width;
    }
    if (unicode_is_drawn(code))
        fwrite(text, 1, len, stdout);
    else
        fputs("\xEF\xBF\xBD", stdout);
    return column + unicode_width(code);
}

/* The part of the line that is shown: starts at most LEAD columns before what is marked. */
static size_t window_begin(const struct source *source, size_t begin, size_t marked, bool *cut)
{
    size_t total = 0;
    long code;

    for (size_t at = begin; at < marked;) {
        at += unicode_next(source->data + at, source->len - at, &code);
        total += code == '\t' ? TAB : unicode_width(code);
    }
    while (begin < marked && total > LEAD) {
        size_t len = unicode_next(source->data + begin, source->len - begin, &code);
        total -= code == '\t' ? TAB : unicode_width(code);
        begin += len;
        *cut = true;
    }
    return begin;
}

/* Draws the line and tells the columns of what is marked. */
static void line_draw(const struct source *source, struct extent line, struct extent marked,
                      size_t columns[2])
{
    size_t column = 0, at = line.begin;
    long code;

    while (at < line.end && column < WINDOW) {
        size_t len = unicode_next(source->data + at, source->len - at, &code);
        if (at <= marked.begin) columns[0] = column;
        column = draw(source->data + at, len, code, column);
        at += len;
        if (at <= marked.end) columns[1] = column;
    }
    if (at <= marked.begin) columns[0] = column;
    if (at < line.end) fputs("…", stdout);
    fputs("\n", stdout);
}

static void gutter(const struct text_printer *printer, size_t line)
{
    paint(printer, PAINT_DIM);
    if (line > 0)
        printf("%5zu | ", line);
    else
        fputs("      | ", stdout);
    paint(printer, PAINT_NONE);
}

static void excerpt(const struct text_printer *printer, struct source *source, struct extent marked,
                    uint32_t severity)
{
    struct extent line;
    size_t columns[2] = { 0, 0 };
    bool cut = false;

    source_line(source, marked.begin, REACH, &line.begin, &line.end);
    cut = line.begin > source->start && !source_is_break(source->data[line.begin - 1]);
    line.begin = window_begin(source, line.begin, marked.begin, &cut);
    gutter(printer, source_place(source, marked.begin).line);
    if (cut) fputs("…", stdout);
    line_draw(source, line, marked, columns);
    if (columns[1] <= columns[0]) columns[1] = columns[0] + 1;
    gutter(printer, 0);
    printf("%*s", (int)(columns[0] + cut), "");
    paint(printer, paint_of(severity));
    for (size_t i = columns[0]; i < columns[1]; i++) fputs("^", stdout);
    paint(printer, PAINT_NONE);
    fputs("\n", stdout);
}

/* Words of a file must not steer the terminal. */
void text_safely(const char *text)
{
    size_t len = strlen(text), at = 0;
    long code;

    while (at < len) {
        size_t used = unicode_next(text + at, len - at, &code);
        if (code == '\t' || code == '\n' || code == '\r')
            fputs(" ", stdout);
        else
            draw(text + at, used, code, 0);
        at += used;
    }
}

static void finding_print(const struct text_printer *printer, struct source *source,
                          const struct reply *reply, const poise_finding *finding)
{
    struct extent marked = reply_extent(reply, finding->where);
    struct place place = source_place(source, marked.begin);
    uint32_t severity = finding->severity <= POISE_SEVERITY_ERROR ? finding->severity : 0;

    paint(printer, PAINT_BOLD);
    text_safely(source->path);
    printf(":%zu:%zu: ", place.line, place.column);
    paint(printer, paint_of(severity));
    printf("%s: ", words_of(printer)->severities[severity]);
    paint(printer, PAINT_NONE);
    text_safely(finding->message);
    printf(" [%s]\n", finding->code);
    excerpt(printer, source, marked, severity);
    if (finding->hint == NULL || finding->hint[0] == '\0') return;
    paint(printer, PAINT_DIM);
    fputs("      = ", stdout);
    paint(printer, PAINT_NONE);
    text_safely(finding->hint);
    fputs("\n", stdout);
}

static void needs_print(const struct vocabulary *words, const poise_report *report)
{
    uint32_t count = poise_report_count(report, POISE_COUNT_NEEDS);

    for (uint32_t i = 0; i < count; i++) {
        poise_need need = { .size = sizeof need };
        if (poise_report_need(report, i, &need) != POISE_OK) continue;
        fputs("; ", stdout);
        printf(words->need, (unsigned)need.want, need.roles, need.rule, (unsigned)need.have);
        if (!need.possible) fputs(words->impossible, stdout);
    }
}

static void decision_print(const struct text_printer *printer, const poise_report *report,
                           const poise_summary *summary)
{
    const struct vocabulary *words = words_of(printer);
    const char *reason = poise_report_reason(report, 0);

    switch (summary->decision) {
    case POISE_DECISION_ALLOW:
    case POISE_DECISION_ALLOW_OVERRIDE: printf("; %s", words->allow); break;
    case POISE_DECISION_NEED: needs_print(words, report); break;
    case POISE_DECISION_DENY:
        fputs("; ", stdout);
        paint(printer, PAINT_ERROR);
        fputs(words->deny, stdout);
        text_safely(reason != NULL ? reason : "");
        paint(printer, PAINT_NONE);
        break;
    default: break;
    }
}

void text_reply(const struct text_printer *printer, struct source *source,
                const struct reply *reply, const poise_report *report)
{
    uint32_t count = poise_report_count(report, POISE_COUNT_FINDINGS);
    poise_summary summary = { .size = sizeof summary };

    for (uint32_t i = 0; i < count; i++) {
        poise_finding finding = { .size = sizeof finding };
        if (poise_report_finding(report, i, &finding) == POISE_OK)
            finding_print(printer, source, reply, &finding);
    }
    if (poise_report_summary(report, &summary) != POISE_OK) return;
    paint(printer, PAINT_BOLD);
    text_safely(source->path);
    printf(":%zu: ", source_place(source, reply->begin).line);
    paint(printer, PAINT_NONE);
    if (reply->name != NULL) {
        text_safely(reply->name);
        fputs(": ", stdout);
    }
    printf(words_of(printer)->scores, (unsigned)summary.defensive, (unsigned)summary.insulting,
           (unsigned)summary.apologetic, (unsigned)summary.remedy);
    decision_print(printer, report, &summary);
    fputs(count > 0 ? "\n\n" : "\n", stdout);
}

void text_signals(const struct text_printer *printer, struct source *source,
                  const struct reply *reply, const poise_report *report)
{
    uint32_t count = poise_report_count(report, POISE_COUNT_SIGNALS);

    for (uint32_t i = 0; i < count; i++) {
        poise_signal signal = { .size = sizeof signal };
        struct place place;
        char *words;

        if (poise_report_signal(report, i, &signal) != POISE_OK) continue;
        place = source_place(source, reply_extent(reply, signal.where).begin);
        words = memory_copy(reply->text + signal.where.begin,
                            signal.where.end - signal.where.begin);
        paint(printer, PAINT_DIM);
        printf("%5zu:%-3zu %-26s %4u  ", place.line, place.column, signal.code,
               (unsigned)signal.strength);
        paint(printer, PAINT_NONE);
        text_safely(words);
        fputs("\n", stdout);
        free(words);
    }
    if (count > 0) fputs("\n", stdout);
}

void text_summary(const struct text_printer *printer, const struct tally *tally)
{
    const struct vocabulary *words = words_of(printer);

    printf(words->totals, tally->files, tally->replies, tally->severities[POISE_SEVERITY_ERROR],
           tally->severities[POISE_SEVERITY_WARNING], tally->severities[POISE_SEVERITY_INFO]);
    if (tally->waiting > 0) printf(words->waiting, tally->waiting);
    if (tally->denied > 0) printf(words->denied, tally->denied);
    if (tally->unread > 0) printf(words->unread, tally->unread);
    fputs("\n", stdout);
}
