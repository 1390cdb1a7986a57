/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * failing_alloc.h: an allocator that counts, fails on demand and checks that old sizes are told
 * truly. One file, included by the tests that need it.
 */
#ifndef POISE_TESTS_FAILING_ALLOC_H
#define POISE_TESTS_FAILING_ALLOC_H

#include <poise/base.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct failing_alloc {
    uint64_t calls;   /* allocations asked for so far */
    uint64_t fail_at; /* the call that fails, counted from 1; 0: none */
    bool for_ever;    /* every call from fail_at on fails */
    int64_t live;     /* bytes that were not given back */
    bool lied;        /* an old size was wrong */
};

/* Each block is preceded by its size. */
enum { FAILING_HEAD = 16 };

static inline bool failing_now(struct failing_alloc *a)
{
    a->calls++;
    return a->fail_at && (a->calls == a->fail_at || (a->for_ever && a->calls > a->fail_at));
}

static inline void *failing_acquire(void *ctx, size_t size)
{
    struct failing_alloc *a = ctx;
    unsigned char *head = failing_now(a) ? NULL : malloc(FAILING_HEAD + size);

    if (!head) return NULL;
    memcpy(head, &size, sizeof size);
    a->live += (int64_t)size;
    return head + FAILING_HEAD;
}

static inline void failing_check(struct failing_alloc *a, const void *block, size_t size)
{
    size_t real;

    memcpy(&real, (const unsigned char *)block - FAILING_HEAD, sizeof real);
    if (real != size) a->lied = true;
    a->live -= (int64_t)real;
}

static inline void failing_release(void *ctx, void *block, size_t size)
{
    failing_check(ctx, block, size);
    free((unsigned char *)block - FAILING_HEAD);
}

/* Always moves, so that a pointer kept across a resize is a use after free. */
static inline void *failing_resize(void *ctx, void *block, size_t old_size, size_t new_size)
{
    void *moved = failing_acquire(ctx, new_size);

    if (!moved) return NULL;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    failing_release(ctx, block, old_size);
    return moved;
}

static inline poise_alloc failing_alloc_of(struct failing_alloc *a)
{
    return (poise_alloc){ failing_acquire, failing_resize, failing_release, a };
}

#endif
