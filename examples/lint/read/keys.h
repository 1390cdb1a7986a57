/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* keys.h: the keys of the maps that are open in a document, those of inner maps last. */
#ifndef LINT_KEYS_H
#define LINT_KEYS_H

#include "source.h"

struct key {
    char *text; /* owned */
    size_t len;
    size_t offset;
};

struct keys {
    struct key *items;
    size_t count;
    size_t cap;
};

void keys_add(struct keys *keys, const char *text, size_t len, size_t offset);

/* A map ends: forget its keys, from first on, and say which of them appears twice. */
void keys_close(struct keys *keys, size_t first, struct source *source);
void keys_release(struct keys *keys);

#endif
