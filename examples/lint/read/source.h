/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * source.h: a file that was read, its lines, and what was wrong with it. Offsets are bytes of the
 * file as it lies on the disk. A byte order mark is part of no line: column 1 is behind it.
 */
#ifndef LINT_SOURCE_H
#define LINT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the file, half-open. */
struct extent {
    size_t begin;
    size_t end;
};

/* Where people look: both 1-based, the column in code points. */
struct place {
    size_t line;
    size_t column;
};

struct mark {
    size_t offset;
    struct place place;
};

/* Why a file, or a part of it, could not be read. Line 0: the file as a whole. */
struct problem {
    struct place place;
    char *message;
};

/* Words in a file that speak to this program and not to a customer: "poise-ignore-next RULE: reason"
 * in a comment of the format, or in a member of that name where there are no comments. */
struct note {
    struct extent where; /* of the words in the file */
    char *words;         /* what they say, without escapes and the marks of a comment */
    struct extent scope; /* of a member: the map around it; of a comment: what stands behind it */
    bool is_member;      /* it is about every reply that begins in scope, not about the next one */
};

struct source {
    const char *path; /* borrowed, as the user wrote it */
    char *data;       /* terminated; only to be read */
    size_t len;
    size_t start;       /* behind the byte order mark */
    size_t mapped;      /* bytes of the mapping that data is; 0: it lies on the heap */
    size_t done;        /* what lies before was given back, */
    size_t kept;        /* but what lies behind may be in memory again */
    struct mark *marks; /* as far as was asked */
    size_t mark_count;
    size_t mark_cap;
    struct mark last; /* that was asked for: questions come nearly in order */
    struct problem *problems;
    size_t problem_count;
    size_t problem_cap;
    struct note *notes; /* in the order of the file */
    size_t note_count;
    size_t note_cap;
};

/* The path that stands for standard input. */
#define SOURCE_STDIN      "-"
#define SOURCE_STDIN_NAME "<stdin>" /* unless it has another */

/* Lines end at LF, CR LF or CR. */
bool source_is_break(char byte);

/* Where the bytes, at least one, stand first between at and end; else end. */
size_t source_find(const struct source *source, size_t at, size_t end, const char *bytes);

/* Read a whole file. False when it could not be read, which was then said. */
bool source_load(struct source *source, const char *path);

/* The same for who reads from front to back and says source_done: it may be 4 GiB long. name is what
 * the file is called. */
bool source_load_long(struct source *source, const char *path, const char *name);

/* False, and it is said, when a file is too long for who needs all of it at once. */
bool source_fits(struct source *source);

/* What lies before offset will hardly be looked at again: a file that is read from front to back
 * takes the same memory however long it is. */
void source_done(struct source *source, size_t offset);

/* Once, at the start: a file that is cut short while it is mapped ends the program with a line on
 * standard error and EXIT_USAGE. */
void source_guard(void);

/* The rest of a file that is open already, as it is: a byte order mark is part of it. */
bool source_load_file(struct source *source, const char *path, int file);

void source_release(struct source *source);

/* Nearly constant: a file of one long line costs no more than one of many. */
struct place source_place(struct source *source, size_t offset);

/* The bytes of the line that holds offset, without its end, and at most reach bytes to either side:
 * a finding in a line of megabytes costs no more than one in a short line. */
void source_line(const struct source *source, size_t offset, size_t reach, size_t *begin,
                 size_t *end);

/* Keep a comment, with or without its marks, if it speaks to this program. */
void source_comment(struct source *source, struct extent where);

/* Keep what a member says, by the words that its name and value make together; see struct note. */
void source_member(struct source *source, struct extent where, const char *words,
                   struct extent scope);

/* Say on standard error what is wrong at a place, and remember it. */
void source_problem(struct source *source, size_t offset, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/* Say that the file as a whole cannot be read, and remember it. Returns false. */
bool source_refuse(struct source *source, const char *why);

#endif
