/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void memory_out(void)
{
    fputs("poise: out of memory\n", stderr);
    exit(EXIT_INTERNAL);
}

void *memory_resize(void *block, size_t size)
{
    void *bigger = realloc(block, size > 0 ? size : 1);

    if (bigger == NULL) memory_out();
    return bigger;
}

void *memory_acquire(size_t size)
{
    return memory_resize(NULL, size);
}

void *memory_grow(void *items, size_t count, size_t *cap, size_t item_size)
{
    if (count < *cap) return items;
    if (count > SIZE_MAX / 2 / item_size - 8) memory_out();
    *cap = count * 2 + 8;
    return memory_resize(items, *cap * item_size);
}

char *memory_copy(const char *text, size_t len)
{
    char *copy = memory_resize(NULL, len + 1);

    if (len > 0) memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

void buffer_add(struct buffer *buffer, const char *bytes, size_t len)
{
    if (len >= SIZE_MAX / 2 - buffer->len) memory_out();
    if (buffer->len + len + 1 > buffer->cap) {
        buffer->cap = (buffer->len + len + 1) * 2;
        buffer->data = memory_resize(buffer->data, buffer->cap);
    }
    if (len > 0) memcpy(buffer->data + buffer->len, bytes, len);
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
}

int buffer_write(void *ctx, const char *bytes, size_t len)
{
    buffer_add(ctx, bytes, len);
    return 0;
}

void buffer_cut(struct buffer *buffer, size_t len)
{
    if (len < buffer->len) {
        buffer->len = len;
        buffer->data[len] = '\0';
    }
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){ 0 };
}
