/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * memory.h: the allocator behind every object, and the three shapes in which poise holds memory.
 *
 * - a growable array (struct poise__array): scratch that is emptied and kept between calls
 * - an arena (struct poise__arena): many small things that are freed together
 * - a single object: poise__acquire and poise__release with its size
 *
 * Invariant: nothing changes when an allocation fails; the caller still owns what it had.
 */
#ifndef POISE_BASE_MEMORY_H
#define POISE_BASE_MEMORY_H

#include <poise/base.h>

#include <stdbool.h>

/* The caller's allocator, or the C library's for NULL. False when a function is missing. */
bool poise__alloc_init(poise_alloc *alloc, const poise_alloc *wanted);

void *poise__acquire(const poise_alloc *alloc, size_t size);
void *poise__acquire_zero(const poise_alloc *alloc, size_t size);
void poise__release(const poise_alloc *alloc, void *block, size_t size);

/*
 * A growable array of one element type. data is NULL while cap is 0. Fill it through
 * poise__array_push, or poise__array_reserve and then data and count directly.
 */
struct poise__array {
    void *data;
    uint32_t count;
    uint32_t cap;
    uint32_t item_size;
};

void poise__array_init(struct poise__array *array, size_t item_size);
void poise__array_release(struct poise__array *array, const poise_alloc *alloc);

/* Make room for extra more items. */
poise_status poise__array_reserve(struct poise__array *array, const poise_alloc *alloc,
                                  uint32_t extra);

/* Append a copy of one item. */
poise_status poise__array_push(struct poise__array *array, const poise_alloc *alloc,
                               const void *item);

/*
 * Sort in place by a comparison as qsort takes it, without recursion or memory: the C library's
 * qsort may allocate. Not stable, so compare must tell all items apart that differ.
 */
void poise__sort(void *items, uint32_t count, size_t item_size,
                 int (*compare)(const void *, const void *));

/* The same for numbers, the least first. */
void poise__sort_numbers(uint32_t *numbers, uint32_t count);

/*
 * An arena gives memory that is taken back all at once. A reset keeps the blocks, so that a warm
 * arena allocates nothing.
 */
struct poise__arena_block;

struct poise__arena {
    poise_alloc alloc;
    struct poise__arena_block *first;
    struct poise__arena_block *current;
};

void poise__arena_init(struct poise__arena *arena, const poise_alloc *alloc);
void poise__arena_reset(struct poise__arena *arena);
void poise__arena_release(struct poise__arena *arena);

/* size bytes, aligned for any scalar, not cleared; none is fine. NULL when memory is out. */
void *poise__arena_take(struct poise__arena *arena, size_t size);

/* The same, cleared. */
void *poise__arena_take_zero(struct poise__arena *arena, size_t size);

/* A terminated copy. NULL when memory is out. */
char *poise__arena_copy(struct poise__arena *arena, const char *text, size_t len);

/* Strings one behind the other, the last followed by NULL; terminated. NULL when memory is out. */
char *poise__arena_join(struct poise__arena *arena, const char *const *parts);

/* A formatted, terminated string. NULL when memory is out. */
char *poise__arena_format(struct poise__arena *arena, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
