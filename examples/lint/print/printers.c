/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "entry.h"
#include "memory.h"
#include "path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct printer_kind *const kinds[] = {
    [OUTPUT_TEXT] = &print_text,     [OUTPUT_JSON] = &print_json,
    [OUTPUT_JSONL] = &print_jsonl,   [OUTPUT_SARIF] = &print_sarif,
    [OUTPUT_JUNIT] = &print_junit,   [OUTPUT_CHECKSTYLE] = &print_checkstyle,
    [OUTPUT_GITHUB] = &print_github, [OUTPUT_GITLAB] = &print_gitlab,
    [OUTPUT_UNIX] = &print_unix,     [OUTPUT_HTML] = &print_html,
};

void tally_add(struct tally *tally, const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];

        if (finding->reason != NULL)
            tally->suppressed++;
        else if (finding->is_known)
            tally->known++;
        else if (finding->severity <= POISE_SEVERITY_ERROR)
            tally->severities[finding->severity]++;
    }
}

void tally_reply(struct tally *tally, const struct checked *checked)
{
    tally->replies++;
    tally_add(tally, &checked->findings);
    if (checked_waits(checked)) tally->waiting++;
    if (checked->summary.decision == POISE_DECISION_DENY) tally->denied++;
}

int tally_status(const struct tally *tally, const struct options *options)
{
    if (tally->unread > 0) return EXIT_USAGE;
    if (tally->denied > 0) return EXIT_FINDINGS;
    for (uint32_t severity = options->fail_on; severity <= POISE_SEVERITY_ERROR; severity++)
        if (tally->severities[severity] > 0) return EXIT_FINDINGS;
    return tally->severities[POISE_SEVERITY_WARNING] > options->max_warnings ? EXIT_FINDINGS
                                                                             : EXIT_CLEAN;
}

/* Why a report cannot be written to a file; NULL: it can. */
static const char *report_fault(const struct printers *printers, const struct options *options,
                                const struct paths *inputs, const struct stat *status)
{
    if (S_ISCHR(status->st_mode)) return NULL;
    if (S_ISREG(status->st_mode) && paths_hold(options, inputs, status))
        return "it is read in this run; no report goes there";
    for (size_t i = 0; i < printers->count; i++) {
        struct stat other;
        if (fstat(fileno(printers->items[i].out), &other) == 0 && other.st_dev == status->st_dev &&
            other.st_ino == status->st_ino)
            return "two reports, or one and standard output, cannot share a file";
    }
    return NULL;
}

/* What the file holds is lost only when it is known to be nothing else. NULL: what is wrong was
 * said. */
static FILE *report_open(const struct printers *printers, const struct options *options,
                         const struct paths *inputs, const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    const char *fault = NULL;
    struct stat status;
    FILE *out = NULL;

    if (file >= 0 && fstat(file, &status) == 0) {
        fault = report_fault(printers, options, inputs, &status);
        if (fault == NULL && (!S_ISREG(status.st_mode) || ftruncate(file, 0) == 0))
            out = fdopen(file, "wb");
    }
    if (out != NULL) return out;
    path_say(path, fault != NULL ? fault : strerror(errno));
    if (file >= 0) close(file);
    return NULL;
}

bool printers_begin(struct printers *printers, const struct options *options,
                    const struct paths *inputs)
{
    printers->count = 0;
    printers->items = memory_resize(NULL, (options->report_count + 1) * sizeof *printers->items);
    printers->items[printers->count] = text_printer(options);
    printers->items[printers->count++].kind = kinds[options->output];
    for (size_t i = 0; i < options->report_count; i++) {
        const struct report_file *file = &options->reports[i];
        struct printer printer = { .kind = kinds[file->output], .options = options };

        printer.out = report_open(printers, options, inputs, file->path);
        if (printer.out == NULL) {
            while (printers->count > 1) fclose(printers->items[--printers->count].out);
            free(printers->items);
            return false;
        }
        printers->items[printers->count++] = printer;
    }
    for (size_t i = 0; i < printers->count; i++)
        if (printers->items[i].kind->begin != NULL)
            printers->items[i].kind->begin(&printers->items[i]);
    return true;
}

void printers_file_begin(struct printers *printers, struct source *source)
{
    for (size_t i = 0; i < printers->count; i++)
        if (printers->items[i].kind->file_begin != NULL)
            printers->items[i].kind->file_begin(&printers->items[i], source);
}

void printers_reply(struct printers *printers, const struct checked *checked)
{
    for (size_t i = 0; i < printers->count; i++) {
        struct printer *printer = &printers->items[i];
        if (printer->kind->reply != NULL)
            printer->kind->reply(printer, checked);
        else
            entries_of_reply(printer, checked);
    }
}

void printers_file_end(struct printers *printers, struct source *source,
                       const struct findings *findings)
{
    for (size_t i = 0; i < printers->count; i++) {
        struct printer *printer = &printers->items[i];
        if (printer->kind->file_end != NULL)
            printer->kind->file_end(printer, source, findings);
        else
            entries_of_file(printer, source, findings);
    }
}

bool printers_end(struct printers *printers, const struct tally *tally)
{
    bool ok = true;

    for (size_t i = 0; i < printers->count; i++) {
        struct printer *printer = &printers->items[i];
        bool failed;

        printer->kind->end(printer, tally);
        /* Of standard output main tells. */
        if (i == 0) continue;
        failed = ferror(printer->out) != 0;
        if (fclose(printer->out) != 0 || failed) {
            path_say(printer->options->reports[i - 1].path, strerror(errno));
            ok = false;
        }
    }
    free(printers->items);
    *printers = (struct printers){ 0 };
    return ok;
}
