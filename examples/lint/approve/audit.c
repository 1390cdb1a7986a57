/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "audit.h"

#include "commands.h"
#include "memory.h"
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- The log ------------------------------------------------------------------------------- */

static int status_of(poise_status status)
{
    return status == POISE_E_NOMEM || status == POISE_E_CRYPTO ? EXIT_INTERNAL : EXIT_FINDINGS;
}

static int line_verify(poise_audit *chain, const char *path, const char *line, size_t len,
                       bool ended)
{
    poise_error error = { .size = sizeof error };
    poise_status status = poise_audit_verify(chain, line, len, &error);

    if (status == POISE_OK && ended) return EXIT_CLEAN;
    if (status == POISE_OK)
        fprintf(stderr, "poise: %s:%llu:%zu: the last line was cut off: it lacks its end\n", path,
                (unsigned long long)chain->count, len + 1);
    else
        fprintf(stderr, "poise: %s:%llu:%u: %s\n", path, (unsigned long long)chain->count + 1,
                (unsigned)error.column, error.message);
    return status == POISE_OK ? EXIT_FINDINGS : status_of(status);
}

static int all_verify(poise_audit *chain, const char *path, const char *data, size_t len)
{
    int status = EXIT_CLEAN;

    while (len > 0 && status == EXIT_CLEAN) {
        const char *end = memchr(data, '\n', len);
        size_t part = end != NULL ? (size_t)(end - data) : len;
        status = line_verify(chain, path, data, part, end != NULL);
        data += part + (end != NULL);
        len -= part + (end != NULL);
    }
    return status;
}

int audit_open(struct audit_log *log, const char *path)
{
    struct source source = { 0 };
    int status = EXIT_USAGE;

    *log = (struct audit_log){ .path = path, .file = -1, .chain = { .size = sizeof log->chain } };
    log->file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (log->file < 0 || flock(log->file, LOCK_EX) != 0)
        fprintf(stderr, "poise: %s: %s\n", path, strerror(errno));
    else if (source_load_file(&source, path, log->file))
        status = all_verify(&log->chain, path, source.data, source.len);
    log->len = source.len;
    source_release(&source);
    if (status != EXIT_CLEAN) audit_close(log);
    return status;
}

poise_status audit_add(struct audit_log *log, const char *entry, size_t len)
{
    return poise_audit_append(&log->chain, entry, len, buffer_write, &log->lines);
}

bool audit_write(struct audit_log *log)
{
    ssize_t put = log->lines.len > 0 ? write(log->file, log->lines.data, log->lines.len) : 0;

    if (put == (ssize_t)log->lines.len && fsync(log->file) == 0) return true;
    fprintf(stderr, "poise: %s: %s\n", log->path,
            put < 0 ? strerror(errno) : "not written in full");
    /* A part of a line would break the chain for good. */
    if (put > 0 && ftruncate(log->file, (off_t)log->len) != 0)
        fprintf(stderr, "poise: %s: its end is broken: %s\n", log->path, strerror(errno));
    return false;
}

void audit_close(struct audit_log *log)
{
    if (log->file >= 0) close(log->file);
    log->file = -1;
    buffer_release(&log->lines);
}

/* ---- Commands ------------------------------------------------------------------------------ */

/* Where in an entry the JSON breaks, if that is what is wrong with it. */
static void entry_say(size_t line, const char *entry, size_t len)
{
    json_error_t error;
    json_t *json = json_loadb(entry, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);

    if (json == NULL)
        fprintf(stderr, "poise: <stdin>:%zu:%d: not valid JSON: %s\n", line,
                error.column > 0 ? error.column : 1, error.text);
    else
        fprintf(stderr, "poise: <stdin>:%zu:1: an entry is a JSON object with nothing around it\n",
                line);
    json_decref(json);
}

/* Nothing is written unless all of it can be. */
static int entries_add(struct audit_log *log, const struct source *source)
{
    const char *data = source->data + source->start;
    size_t len = source->len - source->start, line = 0;

    while (len > 0) {
        const char *end = memchr(data, '\n', len);
        size_t part = end != NULL ? (size_t)(end - data) : len;
        size_t kept = part > 0 && data[part - 1] == '\r' ? part - 1 : part;
        poise_status status = audit_add(log, data, kept);
        line++;
        if (status != POISE_OK) {
            entry_say(line, data, kept);
            return status == POISE_E_REQUEST || status == POISE_E_TOO_LONG ? EXIT_USAGE
                                                                           : EXIT_INTERNAL;
        }
        data += part + (end != NULL);
        len -= part + (end != NULL);
    }
    return audit_write(log) ? EXIT_CLEAN : EXIT_INTERNAL;
}

static void chain_print(const poise_audit *chain)
{
    printf("entries %llu, head %s\n", (unsigned long long)chain->count,
           chain->count > 0 ? chain->head : "none");
}

static int append_run(const char *path)
{
    struct audit_log log;
    struct source source;
    int status = EXIT_USAGE;

    if (source_load(&source, SOURCE_STDIN)) {
        status = audit_open(&log, path);
        if (status == EXIT_CLEAN) {
            status = entries_add(&log, &source);
            if (status == EXIT_CLEAN) chain_print(&log.chain);
            audit_close(&log);
        }
    }
    source_release(&source);
    return status;
}

static int verify_log(const struct options *options, const char *path)
{
    poise_audit chain = { .size = sizeof chain };
    struct source source;
    int status = EXIT_USAGE;

    if (source_load(&source, path))
        status = all_verify(&chain, source.path, source.data, source.len);
    source_release(&source);
    if (status != EXIT_CLEAN) return status;
    chain_print(&chain);
    if (options->head == NULL) {
        puts(
            "No entry before the last was changed. Not looked for, for want of --head: entries cut "
            "off at the end,\na last entry that was changed, or a log that was made anew.");
        return EXIT_CLEAN;
    }
    if (strcmp(options->head, chain.count > 0 ? chain.head : "none") == 0) {
        puts("It ends with the head that you kept: nothing was changed, added or cut off.");
        return EXIT_CLEAN;
    }
    fprintf(stderr,
            "poise: %s: does not end with the head %s: it was cut off, made anew, or goes on "
            "behind it\n",
            path, options->head);
    return EXIT_FINDINGS;
}

int audit_run(const struct options *options)
{
    static const char *const words[] = { "append", "verify" };
    const char *what = options->operands.items[0], *path = options->operands.items[1];

    if (strcmp(what, "append") == 0 && options->head == NULL) return append_run(path);
    if (strcmp(what, "verify") == 0) return verify_log(options, path);
    if (strcmp(what, "append") == 0) {
        fputs("poise: not an option of audit append: --head\n", stderr);
        return EXIT_USAGE;
    }
    return options_wrong("audit appends or verifies, and does not", what,
                         options_nearest(what, words, 2));
}
