/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * memory.h: the program's heap. A command-line program that is out of memory can only say so, so
 * that is done in one place: no function here returns without what was asked for.
 */
#ifndef LINT_MEMORY_H
#define LINT_MEMORY_H

#include <stddef.h>

/* Exit status of the program, see README.md. */
enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_INTERNAL = 3 };

/* Bytes that grow. data is terminated once something was added. */
struct buffer {
    char *data;
    size_t len;
    size_t cap;
};

/* A block of size bytes with the contents of the old one; exits with EXIT_INTERNAL if there is none. */
void *memory_resize(void *block, size_t size);

/* The same for a new block, in the form that other libraries want their malloc in. */
void *memory_acquire(size_t size);

/* Room for one more item behind count. */
void *memory_grow(void *items, size_t count, size_t *cap, size_t item_size);

/* A terminated copy. */
char *memory_copy(const char *text, size_t len);

_Noreturn void memory_out(void);

void buffer_add(struct buffer *buffer, const char *bytes, size_t len);

/* The same as a poise_write_fn: ctx is the buffer. */
int buffer_write(void *ctx, const char *bytes, size_t len);

void buffer_cut(struct buffer *buffer, size_t len);
void buffer_release(struct buffer *buffer);

#endif
