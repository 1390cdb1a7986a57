/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "memory.h"
#include "print.h"
#include "rule.h"
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
    const char *scores;
    const char *allow;
    const char *need;
    const char *impossible;
    const char *deny;
    const char *totals;
    const char *waiting;
    const char *denied;
    const char *unread;
    const char *suppressions;
    const char *baseline;
    const char *suppressed;
    const char *known;
};

static const struct vocabulary english = {
    .scores = "defensive %u, insulting %u, apologetic %u, remedy %u",
    .allow = "may go out",
    .need = "needs %u of %s for %s, has %u",
    .impossible = " (too few such people exist)",
    .deny = "must not go out: ",
    .totals = "files %zu, replies %zu: errors %zu, warnings %zu, info %zu",
    .waiting = "; replies to approve %zu",
    .denied = "; replies denied %zu",
    .unread = "; files not read in full %zu",
    .suppressions = "; suppressed %zu",
    .baseline = "; known to the baseline %zu",
    .suppressed = "suppressed: ",
    .known = "known to the baseline",
};

static const struct vocabulary french = {
    .scores = "défensif %u, insultant %u, excuses %u, réparation %u",
    .allow = "peut partir",
    .need = "demande %u de %s pour %s, en a %u",
    .impossible = " (trop peu de ces personnes existent)",
    .deny = "ne doit pas partir : ",
    .totals = "fichiers %zu, réponses %zu : erreurs %zu, avertissements %zu, infos %zu",
    .waiting = " ; réponses à approuver %zu",
    .denied = " ; réponses refusées %zu",
    .unread = " ; fichiers non lus en entier %zu",
    .suppressions = " ; écartés %zu",
    .baseline = " ; déjà connus %zu",
    .suppressed = "écarté : ",
    .known = "déjà connu",
};

enum paint { PAINT_NONE, PAINT_BOLD, PAINT_DIM, PAINT_INFO, PAINT_WARNING, PAINT_ERROR };

static const char *const paints[] = { "\033[0m",  "\033[1m",    "\033[2m",
                                      "\033[36m", "\033[1;33m", "\033[1;31m" };

static void paint(const struct printer *printer, enum paint color)
{
    if (printer->colored) fputs(paints[color], printer->out);
}

static enum paint paint_of(uint32_t severity)
{
    if (severity == POISE_SEVERITY_ERROR) return PAINT_ERROR;
    return severity == POISE_SEVERITY_WARNING ? PAINT_WARNING : PAINT_INFO;
}

static const struct vocabulary *words_of(const struct printer *printer)
{
    return printer->options->messages == POISE_LANGUAGE_FR ? &french : &english;
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

struct printer text_printer(const struct options *options)
{
    return (struct printer){ .kind = &print_text,
                             .options = options,
                             .out = stdout,
                             .colored = wants_color(options->color) };
}

/* A character as it is drawn at a column; returns the column behind it. */
static size_t draw(FILE *out, const char *text, size_t len, long code, size_t column)
{
    if (code == '\t') {
        size_t width = TAB - column % TAB;
        fprintf(out, "%*s", (int)width, "");
        return column + width;
    }
    if (unicode_is_drawn(code))
        fwrite(text, 1, len, out);
    else
        fputs("\xEF\xBF\xBD", out);
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
static void line_draw(FILE *out, const struct source *source, struct extent line,
                      struct extent marked, size_t columns[2])
{
    size_t column = 0, at = line.begin;
    long code;

    while (at < line.end && column < WINDOW) {
        size_t len = unicode_next(source->data + at, source->len - at, &code);
        if (at <= marked.begin) columns[0] = column;
        column = draw(out, source->data + at, len, code, column);
        at += len;
        if (at <= marked.end) columns[1] = column;
    }
    if (at <= marked.begin) columns[0] = column;
    if (at < line.end) fputs("…", out);
    fputs("\n", out);
}

static void gutter(const struct printer *printer, size_t line)
{
    paint(printer, PAINT_DIM);
    if (line > 0)
        fprintf(printer->out, "%5zu | ", line);
    else
        fputs("      | ", printer->out);
    paint(printer, PAINT_NONE);
}

static void excerpt(const struct printer *printer, struct source *source, struct extent marked,
                    uint32_t severity)
{
    struct extent line;
    size_t columns[2] = { 0, 0 };
    bool cut = false;

    source_line(source, marked.begin, REACH, &line.begin, &line.end);
    cut = line.begin > source->start && !source_is_break(source->data[line.begin - 1]);
    line.begin = window_begin(source, line.begin, marked.begin, &cut);
    gutter(printer, source_place(source, marked.begin).line);
    if (cut) fputs("…", printer->out);
    line_draw(printer->out, source, line, marked, columns);
    if (columns[1] <= columns[0]) columns[1] = columns[0] + 1;
    gutter(printer, 0);
    fprintf(printer->out, "%*s", (int)(columns[0] + cut), "");
    paint(printer, paint_of(severity));
    for (size_t i = columns[0]; i < columns[1]; i++) fputs("^", printer->out);
    paint(printer, PAINT_NONE);
    fputs("\n", printer->out);
}

static void finding_print(const struct printer *printer, struct source *source,
                          const struct finding *finding)
{
    const struct vocabulary *words = words_of(printer);
    FILE *out = printer->out;

    paint(printer, PAINT_BOLD);
    text_safely(out, source->path);
    fprintf(out, ":%zu:%zu: ", finding->begin.line, finding->begin.column);
    paint(printer, finding_is_open(finding) ? paint_of(finding->severity) : PAINT_DIM);
    fprintf(out, "%s: ", severity_name(finding->severity, printer->options->messages));
    paint(printer, PAINT_NONE);
    text_safely(out, finding->message);
    fprintf(out, " [%s]\n", finding->code);
    excerpt(printer, source, finding->where, finding->severity);
    if (finding->reason != NULL || finding->is_known) {
        fprintf(out, "      = %s", finding->reason != NULL ? words->suppressed : words->known);
        text_safely(out, finding->reason != NULL ? finding->reason : "");
        fputs("\n", out);
    } else if (finding->hint != NULL && finding->hint[0] != '\0') {
        paint(printer, PAINT_DIM);
        fputs("      = ", out);
        paint(printer, PAINT_NONE);
        text_safely(out, finding->hint);
        fputs("\n", out);
    }
}

/* How many there were to print. What is suppressed or known is printed for those who want to know. */
static size_t findings_print(const struct printer *printer, struct source *source,
                             const struct findings *findings)
{
    size_t count = 0;

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (!finding_is_open(finding) && !printer->options->verbose) continue;
        finding_print(printer, source, finding);
        count++;
    }
    return count;
}

static void needs_print(const struct printer *printer, const poise_report *report)
{
    const struct vocabulary *words = words_of(printer);
    uint32_t count = poise_report_count(report, POISE_COUNT_NEEDS);

    for (uint32_t i = 0; i < count; i++) {
        poise_need need = { .size = sizeof need };
        if (poise_report_need(report, i, &need) != POISE_OK) continue;
        fputs("; ", printer->out);
        fprintf(printer->out, words->need, (unsigned)need.want, need.roles, need.rule,
                (unsigned)need.have);
        if (!need.possible) fputs(words->impossible, printer->out);
    }
}

static void decision_print(const struct printer *printer, const struct checked *checked)
{
    const struct vocabulary *words = words_of(printer);
    const char *reason = poise_report_reason(checked->report, 0);

    switch (checked->summary.decision) {
    case POISE_DECISION_ALLOW:
    case POISE_DECISION_ALLOW_OVERRIDE: fprintf(printer->out, "; %s", words->allow); break;
    case POISE_DECISION_NEED: needs_print(printer, checked->report); break;
    case POISE_DECISION_DENY:
        fputs("; ", printer->out);
        paint(printer, PAINT_ERROR);
        fputs(words->deny, printer->out);
        text_safely(printer->out, reason != NULL ? reason : "");
        paint(printer, PAINT_NONE);
        break;
    default: break;
    }
}

static void scores_print(const struct printer *printer, const struct checked *checked)
{
    const poise_summary *summary = &checked->summary;

    paint(printer, PAINT_BOLD);
    text_safely(printer->out, checked->source->path);
    fprintf(printer->out, ":%zu: ", checked->place.line);
    paint(printer, PAINT_NONE);
    if (checked->reply->name != NULL) {
        text_safely(printer->out, checked->reply->name);
        fputs(": ", printer->out);
    }
    fprintf(printer->out, words_of(printer)->scores, (unsigned)summary->defensive,
            (unsigned)summary->insulting, (unsigned)summary->apologetic, (unsigned)summary->remedy);
    decision_print(printer, checked);
}

void text_reply(struct printer *printer, const struct checked *checked)
{
    size_t count = findings_print(printer, checked->source, &checked->findings);

    scores_print(printer, checked);
    fputs(count > 0 ? "\n\n" : "\n", printer->out);
}

void text_signals(struct printer *printer, const struct checked *checked)
{
    const struct reply *reply = checked->reply;
    uint32_t count = poise_report_count(checked->report, POISE_COUNT_SIGNALS);

    for (uint32_t i = 0; i < count; i++) {
        poise_signal signal = { .size = sizeof signal };
        struct place place;
        char *words;

        if (poise_report_signal(checked->report, i, &signal) != POISE_OK) continue;
        place = source_place(checked->source, reply_extent(reply, signal.where).begin);
        words = memory_copy(reply->text + signal.where.begin,
                            signal.where.end - signal.where.begin);
        paint(printer, PAINT_DIM);
        fprintf(printer->out, "%5zu:%-3zu %-26s %4u  ", place.line, place.column, signal.code,
                (unsigned)signal.strength);
        paint(printer, PAINT_NONE);
        text_safely(printer->out, words);
        fputs("\n", printer->out);
        free(words);
    }
    if (count > 0) fputs("\n", printer->out);
}

/* A clean reply is no news; one that waits for people or is denied is. */
static void reply(struct printer *printer, const struct checked *checked)
{
    bool waits = checked_waits(checked) || checked->summary.decision == POISE_DECISION_DENY;
    bool is_open = false;

    for (size_t i = 0; i < checked->findings.count; i++)
        if (finding_is_open(&checked->findings.items[i])) is_open = true;
    if (is_open || waits || printer->options->verbose) text_reply(printer, checked);
}

static void file_end(struct printer *printer, struct source *source,
                     const struct findings *findings)
{
    if (findings_print(printer, source, findings) > 0) fputs("\n", printer->out);
}

static void end(struct printer *printer, const struct tally *tally)
{
    const struct vocabulary *words = words_of(printer);
    FILE *out = printer->out;

    fprintf(out, words->totals, tally->files, tally->replies,
            tally->severities[POISE_SEVERITY_ERROR], tally->severities[POISE_SEVERITY_WARNING],
            tally->severities[POISE_SEVERITY_INFO]);
    if (tally->suppressed > 0) fprintf(out, words->suppressions, tally->suppressed);
    if (tally->known > 0) fprintf(out, words->baseline, tally->known);
    if (tally->waiting > 0) fprintf(out, words->waiting, tally->waiting);
    if (tally->denied > 0) fprintf(out, words->denied, tally->denied);
    if (tally->unread > 0) fprintf(out, words->unread, tally->unread);
    fputs("\n", out);
}

const struct printer_kind print_text = { .reply = reply, .file_end = file_end, .end = end };
