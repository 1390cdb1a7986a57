/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Any scalar fits this alignment on every platform that C11 compilers target. */
#define ALIGNMENT 16u

/*
 * A tight build gives every object of an arena its own block and grows arrays by single items, so
 * that tests can make each of them fail, and an address checker sees each of their ends.
 */
#ifdef POISE_TIGHT_MEMORY
#define BLOCK_SIZE  1u
#define ARRAY_FIRST 1u
#else
#define BLOCK_SIZE  4096u
#define ARRAY_FIRST 16u
#endif

static void *heap_acquire(void *ctx, size_t size)
{
    (void)ctx;
    return malloc(size);
}

static void *heap_resize(void *ctx, void *block, size_t old_size, size_t new_size)
{
    (void)ctx;
    (void)old_size;
    return realloc(block, new_size);
}

static void heap_release(void *ctx, void *block, size_t size)
{
    (void)ctx;
    (void)size;
    free(block);
}

bool poise__alloc_init(poise_alloc *alloc, const poise_alloc *wanted)
{
    static const poise_alloc heap = { heap_acquire, heap_resize, heap_release, NULL };

    *alloc = wanted ? *wanted : heap;
    return alloc->acquire && alloc->resize && alloc->release;
}

void *poise__acquire(const poise_alloc *alloc, size_t size)
{
    assert(size > 0);
    return alloc->acquire(alloc->ctx, size);
}

void *poise__acquire_zero(const poise_alloc *alloc, size_t size)
{
    void *block = poise__acquire(alloc, size);

    if (block) memset(block, 0, size);
    return block;
}

void poise__release(const poise_alloc *alloc, void *block, size_t size)
{
    if (block) alloc->release(alloc->ctx, block, size);
}

/* ---- Growable arrays ---------------------------------------------------------------------- */

void poise__array_init(struct poise__array *array, size_t item_size)
{
    assert(item_size > 0 && item_size <= UINT32_MAX);
    *array = (struct poise__array){ .item_size = (uint32_t)item_size };
}

void poise__array_release(struct poise__array *array, const poise_alloc *alloc)
{
    poise__release(alloc, array->data, (size_t)array->cap * array->item_size);
    array->data = NULL;
    array->count = array->cap = 0;
}

poise_status poise__array_reserve(struct poise__array *array, const poise_alloc *alloc,
                                  uint32_t extra)
{
    if (extra <= array->cap - array->count) return POISE_OK;
    if (extra > UINT32_MAX - array->count) return POISE_E_NOMEM;

    /* Growth by half keeps pushing linear; a first block spares the small steps. */
    uint64_t want = (uint64_t)array->cap + array->cap / 2;
    if (want < (uint64_t)array->count + extra) want = (uint64_t)array->count + extra;
    if (want < ARRAY_FIRST) want = ARRAY_FIRST;
    if (want > UINT32_MAX) want = UINT32_MAX;
    if (want > SIZE_MAX / array->item_size) return POISE_E_NOMEM;

    size_t old_size = (size_t)array->cap * array->item_size;
    size_t new_size = (size_t)want * array->item_size;
    void *data = array->data ? alloc->resize(alloc->ctx, array->data, old_size, new_size)
                             : alloc->acquire(alloc->ctx, new_size);
    if (!data) return POISE_E_NOMEM;
    array->data = data;
    array->cap = (uint32_t)want;
    return POISE_OK;
}

poise_status poise__array_push(struct poise__array *array, const poise_alloc *alloc,
                               const void *item)
{
    poise_status st = poise__array_reserve(array, alloc, 1);

    if (st != POISE_OK) return st;
    memcpy((char *)array->data + (size_t)array->count * array->item_size, item, array->item_size);
    array->count++;
    return POISE_OK;
}

static void item_swap(char *a, char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

/* Let the item at root sink until no child of it is greater. */
static void heap_sink(char *data, size_t size, uint32_t root, uint32_t count,
                      int (*compare)(const void *, const void *))
{
    for (uint64_t child; (child = 2 * (uint64_t)root + 1) < count; root = (uint32_t)child) {
        if (child + 1 < count && compare(data + child * size, data + (child + 1) * size) < 0)
            child++;
        if (compare(data + root * size, data + child * size) >= 0) return;
        item_swap(data + root * size, data + child * size, size);
    }
}

void poise__sort(void *items, uint32_t count, size_t item_size,
                 int (*compare)(const void *, const void *))
{
    char *data = items;

    for (uint32_t root = count / 2; root-- > 0;) heap_sink(data, item_size, root, count, compare);
    for (uint32_t last = count; last-- > 1;) {
        item_swap(data, data + last * item_size, item_size);
        heap_sink(data, item_size, 0, last, compare);
    }
}

static int numbers_compare(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

void poise__sort_numbers(uint32_t *numbers, uint32_t count)
{
    poise__sort(numbers, count, sizeof *numbers, numbers_compare);
}

/* ---- Arenas ------------------------------------------------------------------------------- */

struct poise__arena_block {
    struct poise__arena_block *next;
    size_t size; /* of the whole block, this head included */
    size_t used; /* likewise */
};

/* Where the first object of a block lies: the head, rounded up. */
#define BLOCK_HEAD ((sizeof(struct poise__arena_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

void poise__arena_init(struct poise__arena *arena, const poise_alloc *alloc)
{
    arena->alloc = *alloc;
    arena->first = arena->current = NULL;
}

void poise__arena_reset(struct poise__arena *arena)
{
    for (struct poise__arena_block *b = arena->first; b; b = b->next) b->used = BLOCK_HEAD;
    arena->current = arena->first;
}

void poise__arena_release(struct poise__arena *arena)
{
    for (struct poise__arena_block *b = arena->first, *next; b; b = next) {
        next = b->next;
        poise__release(&arena->alloc, b, b->size);
    }
    arena->first = arena->current = NULL;
}

/* A new block behind the current one. Blocks after it are kept for later. */
static struct poise__arena_block *arena_grow(struct poise__arena *arena, size_t size)
{
    size_t want = BLOCK_HEAD + size;
    struct poise__arena_block *block;

    if (want < BLOCK_SIZE) want = BLOCK_SIZE;
    block = poise__acquire(&arena->alloc, want);
    if (!block) return NULL;
    block->size = want;
    block->used = BLOCK_HEAD;
    if (arena->current) {
        block->next = arena->current->next;
        arena->current->next = block;
    } else {
        block->next = arena->first;
        arena->first = block;
    }
    return block;
}

void *poise__arena_take(struct poise__arena *arena, size_t size)
{
    struct poise__arena_block *block = arena->current;

    if (size > SIZE_MAX - BLOCK_SIZE) return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    while (block && block->size - block->used < size) block = block->next;
    if (!block) block = arena_grow(arena, size);
    if (!block) return NULL;
    arena->current = block;
    void *object = (char *)block + block->used;
    block->used += size;
    return object;
}

void *poise__arena_take_zero(struct poise__arena *arena, size_t size)
{
    void *object = poise__arena_take(arena, size);

    if (object) memset(object, 0, size);
    return object;
}

char *poise__arena_copy(struct poise__arena *arena, const char *text, size_t len)
{
    char *copy = poise__arena_take(arena, len + 1);

    if (!copy) return NULL;
    if (len) memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *poise__arena_join(struct poise__arena *arena, const char *const *parts)
{
    size_t len = 0;

    for (size_t i = 0; parts[i]; i++) len += strlen(parts[i]);
    char *text = poise__arena_take(arena, len + 1), *at = text;
    if (!text) return NULL;
    for (size_t i = 0; parts[i]; i++) {
        size_t part = strlen(parts[i]);
        memcpy(at, parts[i], part);
        at += part;
    }
    *at = '\0';
    return text;
}

char *poise__arena_format(struct poise__arena *arena, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    int len = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (len < 0) return NULL;
    char *text = poise__arena_take(arena, (size_t)len + 1);
    if (!text) return NULL;
    va_start(list, format);
    vsnprintf(text, (size_t)len + 1, format, list);
    va_end(list);
    return text;
}

/* ---- A pool over the caller's buffer ------------------------------------------------------- */

/* Lies at the start of the buffer. top is where the next block begins. */
struct pool {
    unsigned char *end;
    unsigned char *top;
};

static size_t pool_round(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void *pool_acquire(void *ctx, size_t size)
{
    struct pool *pool = ctx;

    if (size > (size_t)(pool->end - pool->top)) return NULL;
    size = pool_round(size);
    if (size > (size_t)(pool->end - pool->top)) return NULL;
    void *block = pool->top;
    pool->top += size;
    return block;
}

static void pool_release(void *ctx, void *block, size_t size)
{
    struct pool *pool = ctx;

    if ((unsigned char *)block + pool_round(size) == pool->top) pool->top = block;
}

static void *pool_resize(void *ctx, void *block, size_t old_size, size_t new_size)
{
    struct pool *pool = ctx;

    if (new_size <= old_size) return block;
    if ((unsigned char *)block + pool_round(old_size) == pool->top) {
        size_t room = (size_t)(pool->end - (unsigned char *)block);
        if (new_size > room || pool_round(new_size) > room) return NULL;
        pool->top = (unsigned char *)block + pool_round(new_size);
        return block;
    }
    void *moved = pool_acquire(ctx, new_size);
    if (moved) memcpy(moved, block, old_size);
    return moved;
}

poise_status poise_alloc_pool_init(void *buffer, size_t size, poise_alloc *alloc)
{
    if (!buffer || !alloc || size < 64) return POISE_E_ARG;

    size_t skip = (ALIGNMENT - (uintptr_t)buffer % ALIGNMENT) % ALIGNMENT;
    struct pool *pool = (struct pool *)(void *)((unsigned char *)buffer + skip);
    size_t room = (size - skip) / ALIGNMENT * ALIGNMENT;
    pool->end = (unsigned char *)pool + room;
    pool->top = (unsigned char *)pool + pool_round(sizeof *pool);
    *alloc = (poise_alloc){ pool_acquire, pool_resize, pool_release, pool };
    return POISE_OK;
}
