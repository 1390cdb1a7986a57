/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* POSIX has no way to give the pages of a mapping back, nor to map none of a file. */
#define _DEFAULT_SOURCE // NOLINT

#include "source.h"

#include "memory.h"
#include "path.h"
#include "unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A bound keeps an endless input from filling the disk. */
#define LONGEST ((size_t)4 * 1024 * 1024 * 1024)

/* Of a file that is needed all at once. */
#define LONGEST_WHOLE ((size_t)256 * 1024 * 1024)

/* Files longer than this are mapped. Pages are given back in steps of this size, and from a
 * multiple of twice as much: the kernel maps what is around a page that is looked at. */
#define LONG ((size_t)1024 * 1024)

/* Bytes from one mark to the next are at least so many, and in a long file so many more that marks
 * stay this few. */
enum { MARK_EVERY = 1024, MARKS = 32768 };

static void problem_add(struct source *source, struct place place, char *message)
{
    struct buffer where = { 0 };
    char numbers[64] = "";

    if (place.line > 0) snprintf(numbers, sizeof numbers, ":%zu:%zu", place.line, place.column);
    buffer_add(&where, source->path, strlen(source->path));
    buffer_add(&where, numbers, strlen(numbers));
    path_say(where.data, message);
    buffer_release(&where);
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

/* "<!-- … -->", or "#" with what gettext sets behind it. */
static struct extent comment_trim(const struct source *source, struct extent where)
{
    const char *data = source->data + where.begin;
    size_t len = where.end - where.begin;

    if (len >= 4 && memcmp(data, "<!--", 4) == 0) {
        where.begin += 4;
        if (len >= 7 && memcmp(source->data + where.end - 3, "-->", 3) == 0) where.end -= 3;
    } else if (len > 0 && data[0] == '#') {
        where.begin++;
        if (len > 1 && strchr(".:,|~", data[1]) != NULL && data[1] != '\0') where.begin++;
    }
    return where;
}

void source_comment(struct source *source, struct extent where)
{
    struct extent scope = { where.end, source->len };
    char *words;

    where = comment_trim(source, where);
    words = memory_copy(source->data + where.begin, where.end - where.begin);
    if (strstr(words, "poise-ignore") == NULL)
        free(words);
    else
        note_add(source, (struct note){ where, words, scope, false });
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

size_t source_find(const struct source *source, size_t at, size_t end, const char *bytes)
{
    size_t len = strlen(bytes);

    for (; at + len <= end; at++) {
        const char *first = memchr(source->data + at, bytes[0], end - at);
        if (first == NULL) break;
        at = (size_t)(first - source->data);
        if (at + len <= end && memcmp(first, bytes, len) == 0) return at;
    }
    return end;
}

/* ---- Loading ------------------------------------------------------------------------------- */

static void cut_short(int number)
{
    static const char words[] = "poise: a file was cut short while it was read\n";

    (void)number;
    if (write(STDERR_FILENO, words, sizeof words - 1) < 0) _exit(EXIT_INTERNAL);
    _exit(EXIT_USAGE);
}

void source_guard(void)
{
    struct sigaction action = { .sa_handler = cut_short };

    (void)sigaction(SIGBUS, &action, NULL);
}

/* The part of the last page; false when there are fewer bytes than there were. */
static bool tail_read(int file, char *bytes, size_t len, size_t at)
{
    size_t got = 0;

    while (got < len) {
        ssize_t now = pread(file, bytes + got, len - got, (off_t)(at + got));
        if (now < 0 && errno == EINTR) continue;
        if (now <= 0) return false;
        got += (size_t)now;
    }
    return true;
}

/* Whole pages of the file are mapped. The rest is copied to a page behind them, and so there is a
 * terminator whatever becomes of the file. False, and nothing is mapped, if that cannot be done. */
static bool map(struct source *source, int file, size_t len)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = len / page * page;
    char *data = mmap(NULL, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                      0);

    if (data == MAP_FAILED) memory_out();
    if ((whole > 0 && mmap(data, whole, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) != data) ||
        !tail_read(file, data + whole, len - whole, whole)) {
        (void)munmap(data, whole + page);
        return false;
    }
    source->data = data;
    source->len = len;
    source->mapped = whole + page;
    return true;
}

static bool write_all(int file, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t put = write(file, bytes, len);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        bytes += put;
        len -= (size_t)put;
    }
    return true;
}

/* Up to most bytes more go through a block to the buffer, or to a file if there is one. The number
 * of bytes, or -1. */
static ssize_t pull(int from, struct buffer *buffer, int to, size_t most)
{
    char block[65536];
    size_t total = 0;

    while (total < most) {
        ssize_t got = read(from, block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (got == 0) break;
        if (to < 0)
            buffer_add(buffer, block, (size_t)got);
        else if (!write_all(to, block, (size_t)got))
            return -1;
        total += (size_t)got;
    }
    return (ssize_t)total;
}

/* What comes from a pipe and is long goes through a file that has no name. */
static bool spool(struct source *source, int from, const struct buffer *head)
{
    FILE *stream = tmpfile();
    ssize_t got = -1;
    bool ok = false;

    if (stream != NULL && write_all(fileno(stream), head->data, head->len))
        got = pull(from, NULL, fileno(stream), LONGEST);
    if (got >= 0) ok = map(source, fileno(stream), head->len + (size_t)got);
    if (!ok) source_refuse(source, strerror(errno));
    if (stream != NULL) (void)fclose(stream);
    return ok;
}

static bool read_all(struct source *source, int file)
{
    struct buffer bytes = { 0 };
    ssize_t got = pull(file, &bytes, -1, LONG);

    if (got == (ssize_t)bytes.len && bytes.len >= LONG) {
        bool ok = spool(source, file, &bytes);
        buffer_release(&bytes);
        return ok;
    }
    buffer_add(&bytes, "", 0);
    source->data = bytes.data;
    source->len = bytes.len;
    return got >= 0 || source_refuse(source, strerror(errno));
}

/* A regular file that nobody read from is mapped if it is long; what cannot be mapped is read. */
static bool load(struct source *source, int file)
{
    struct stat status;
    bool is_long = fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
                   (uintmax_t)status.st_size > LONG && lseek(file, 0, SEEK_CUR) == 0;

    if (is_long && (uintmax_t)status.st_size > LONGEST)
        return source_refuse(source, "longer than 4 GiB");
    if (!(is_long && map(source, file, (size_t)status.st_size)) && !read_all(source, file))
        return false;
    return source->len <= LONGEST || source_refuse(source, "longer than 4 GiB");
}

bool source_fits(struct source *source)
{
    return source->len <= LONGEST_WHOLE || source_refuse(source, "longer than 256 MiB");
}

bool source_load_file(struct source *source, const char *path, int file)
{
    *source = (struct source){ .path = path };
    return load(source, file) && source_fits(source);
}

bool source_load_long(struct source *source, const char *path, const char *name)
{
    bool is_stdin = strcmp(path, SOURCE_STDIN) == 0;
    int file;
    bool ok;

    *source = (struct source){ .path = name };
    file = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return source_refuse(source, strerror(errno));
    ok = load(source, file);
    if (!is_stdin) close(file);
    if (!ok) return false;
    if (source->len >= 3 && memcmp(source->data, "\xEF\xBB\xBF", 3) == 0) source->start = 3;
    if (source->len >= 2 &&
        (memcmp(source->data, "\xFF\xFE", 2) == 0 || memcmp(source->data, "\xFE\xFF", 2) == 0))
        return source_refuse(source, "is UTF-16; save it as UTF-8");
    return true;
}

bool source_load(struct source *source, const char *path)
{
    const char *name = strcmp(path, SOURCE_STDIN) == 0 ? SOURCE_STDIN_NAME : path;

    return source_load_long(source, path, name) && source_fits(source);
}

void source_release(struct source *source)
{
    for (size_t i = 0; i < source->problem_count; i++) free(source->problems[i].message);
    for (size_t i = 0; i < source->note_count; i++) free(source->notes[i].words);
    free(source->notes);
    free(source->problems);
    free(source->marks);
    if (source->mapped > 0)
        (void)munmap(source->data, source->mapped);
    else
        free(source->data);
    *source = (struct source){ 0 };
}

/* ---- Places -------------------------------------------------------------------------------- */

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
    mark->offset += (unsigned char)byte < 0x80 ? 1
                                               : unicode_next(source->data + mark->offset,
                                                              source->len - mark->offset, &code);
    mark->place.column++;
}

/* On to the character that holds offset. */
static void mark_move(const struct source *source, struct mark *mark, size_t offset)
{
    while (mark->offset < offset) {
        struct mark next = *mark;
        place_advance(source, &next);
        if (next.offset > offset) break;
        *mark = next;
    }
}

static void mark_add(struct source *source, struct mark mark)
{
    source->marks = memory_grow(source->marks, source->mark_count, &source->mark_cap,
                                sizeof *source->marks);
    source->marks[source->mark_count++] = mark;
}

/* Marks up to the last one that is needed before offset. */
static void marks_reach(struct source *source, size_t offset)
{
    size_t step = source->len / MARKS > MARK_EVERY ? source->len / MARKS : MARK_EVERY;
    struct mark mark;

    if (source->mark_count == 0) mark_add(source, (struct mark){ source->start, { 1, 1 } });
    mark = source->marks[source->mark_count - 1];
    while (offset > mark.offset && offset - mark.offset >= step) {
        mark_move(source, &mark, mark.offset + step);
        mark_add(source, mark);
    }
}

struct place source_place(struct source *source, size_t offset)
{
    size_t low = 0, high;
    struct mark at;

    marks_reach(source, offset);
    high = source->mark_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->marks[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    at = source->marks[low];
    if (source->last.offset > at.offset && source->last.offset <= offset) at = source->last;
    if (at.offset < source->kept) source->kept = at.offset;
    mark_move(source, &at, offset);
    source->last = at;
    return at.place;
}

void source_done(struct source *source, size_t offset)
{
    size_t begin, end;

    if (source->mapped == 0) return;
    /* Read once more from the front. */
    if (offset < source->done) {
        source->done = offset;
        if (offset < source->kept) source->kept = offset;
    }
    if (offset - source->done < LONG) return;
    /* Now the bytes are at hand. */
    marks_reach(source, offset);
    begin = source->kept / (2 * LONG) * (2 * LONG);
    end = offset / LONG * LONG;
    (void)madvise(source->data + begin, end - begin, MADV_DONTNEED);
    source->done = source->kept = end;
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
