/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "source.h"

#include "memory.h"
#include "unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files of canned replies are small; a bound keeps every offset within 32 bits. */
#define SOURCE_MAX ((size_t)256 * 1024 * 1024)

/* Bytes from one mark to the next, more or less. */
#define MARK_EVERY 1024u

static void problem_add(struct source *source, struct place place, char *message)
{
    if (place.line > 0)
        fprintf(stderr, "poise: %s:%zu:%zu: %s\n", source->path, place.line, place.column, message);
    else
        fprintf(stderr, "poise: %s: %s\n", source->path, message);
    source->problems = memory_grow(source->problems, source->problem_count, &source->problem_cap,
                                   sizeof *source->problems);
    source->problems[source->problem_count++] = (struct problem){ place, message };
}

void source_problem(struct source *source, size_t offset, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    /* It may quote the file, whose control characters must not steer a terminal. */
    for (char *byte = message; *byte != '\0'; byte++)
        if ((unsigned char)*byte < ' ' || *byte == 0x7F) *byte = ' ';
    problem_add(source, source_place(source, offset), memory_copy(message, strlen(message)));
}

bool source_refuse(struct source *source, const char *why)
{
    problem_add(source, (struct place){ 0 }, memory_copy(why, strlen(why)));
    return false;
}

static void note_add(struct source *source, struct note note)
{
    source->notes = memory_grow(source->notes, source->note_count, &source->note_cap,
                                sizeof *source->notes);
    source->notes[source->note_count++] = note;
}

void source_comment(struct source *source, struct extent where)
{
    char *words = memory_copy(source->data + where.begin, where.end - where.begin);

    if (strstr(words, "poise-ignore") == NULL)
        free(words);
    else
        note_add(source, (struct note){ where, words, { where.end, source->len }, false });
}

void source_member(struct source *source, struct extent where, const char *words,
                   struct extent scope)
{
    note_add(source, (struct note){ where, memory_copy(words, strlen(words)), scope, true });
}

bool source_is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool read_all(struct source *source, int file)
{
    struct buffer bytes = { 0 };
    char block[65536];
    ssize_t got;

    do {
        got = read(file, block, sizeof block);
        if (got > 0) buffer_add(&bytes, block, (size_t)got);
    } while ((got > 0 && bytes.len <= SOURCE_MAX) || (got < 0 && errno == EINTR));
    buffer_add(&bytes, "", 0);
    source->data = bytes.data;
    source->len = bytes.len;
    if (got < 0) return source_refuse(source, strerror(errno));
    if (bytes.len > SOURCE_MAX) return source_refuse(source, "longer than 256 MiB");
    return true;
}

bool source_load_file(struct source *source, const char *path, int file)
{
    *source = (struct source){ .path = path };
    return read_all(source, file);
}

/* What is read as text. */
static bool text_load(struct source *source, const char *path, int file)
{
    if (!source_load_file(source, path, file)) return false;
    if (source->len >= 3 && memcmp(source->data, "\xEF\xBB\xBF", 3) == 0) source->start = 3;
    if (source->len >= 2 &&
        (memcmp(source->data, "\xFF\xFE", 2) == 0 || memcmp(source->data, "\xFE\xFF", 2) == 0))
        return source_refuse(source, "is UTF-16; save it as UTF-8");
    return true;
}

bool source_load_stdin(struct source *source, const char *name)
{
    return text_load(source, name, STDIN_FILENO);
}

bool source_load(struct source *source, const char *path)
{
    int file;
    bool ok;

    if (strcmp(path, SOURCE_STDIN) == 0) return source_load_stdin(source, "<stdin>");
    *source = (struct source){ .path = path };
    file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return source_refuse(source, strerror(errno));
    ok = text_load(source, path, file);
    close(file);
    return ok;
}

void source_release(struct source *source)
{
    for (size_t i = 0; i < source->problem_count; i++) free(source->problems[i].message);
    for (size_t i = 0; i < source->note_count; i++) free(source->notes[i].words);
    free(source->notes);
    free(source->problems);
    free(source->marks);
    free(source->data);
    *source = (struct source){ 0 };
}

/* The place behind one character; a CR before an LF ends nothing. */
static void place_advance(const struct source *source, struct mark *mark)
{
    char byte = source->data[mark->offset];
    long code;

    if (byte == '\n' || (byte == '\r' && source->data[mark->offset + 1] != '\n')) {
        mark->offset++;
        mark->place = (struct place){ mark->place.line + 1, 1 };
        return;
    }
    mark->offset += unicode_next(source->data + mark->offset, source->len - mark->offset, &code);
    mark->place.column++;
}

static void marks_make(struct source *source)
{
    struct mark at = { source->start, { 1, 1 } };
    size_t next = source->start;

    do {
        if (at.offset >= next) {
            source->marks = memory_grow(source->marks, source->mark_count, &source->mark_cap,
                                        sizeof *source->marks);
            source->marks[source->mark_count++] = at;
            next = at.offset + MARK_EVERY;
        }
        if (at.offset < source->len) place_advance(source, &at);
    } while (at.offset < source->len);
}

struct place source_place(struct source *source, size_t offset)
{
    size_t low = 0, high;
    struct mark at;

    if (source->mark_count == 0) marks_make(source);
    high = source->mark_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->marks[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    at = source->marks[low];
    while (at.offset < source->len) {
        struct mark next = at;
        place_advance(source, &next);
        if (next.offset > offset) break;
        at = next;
    }
    return at.place;
}

void source_line(const struct source *source, size_t offset, size_t reach, size_t *begin,
                 size_t *end)
{
    size_t first = offset > source->start + reach ? offset - reach : source->start;
    size_t last = source->len - offset > reach ? offset + reach : source->len;

    *begin = offset;
    *end = offset;
    while (*begin > first && !source_is_break(source->data[*begin - 1])) --*begin;
    while (*end < last && !source_is_break(source->data[*end])) ++*end;
    /* Where the reach cut a line it must not cut a character. */
    if (*begin == first && first > source->start)
        while (*begin < offset && ((unsigned char)source->data[*begin] & 0xC0) == 0x80) ++*begin;
}
