/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "repeats.h"

#include "memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a. */
static size_t hash(const char *fingerprint)
{
    uint32_t value = 2166136261u;

    for (; *fingerprint != '\0'; fingerprint++)
        value = (value ^ (unsigned char)*fingerprint) * 16777619u;
    return value;
}

static struct repeat *find(const struct repeats *repeats, const char *fingerprint)
{
    size_t at = hash(fingerprint) & (repeats->cap - 1);

    while (repeats->slots[at].count > 0 && strcmp(repeats->slots[at].fingerprint, fingerprint) != 0)
        at = (at + 1) & (repeats->cap - 1);
    return &repeats->slots[at];
}

/* At most half of the slots are taken, so that find always ends. */
static void grow(struct repeats *repeats)
{
    struct repeats bigger = { .count = repeats->count,
                              .cap = repeats->cap > 0 ? repeats->cap * 2 : 64 };

    if (bigger.cap > SIZE_MAX / 2 / sizeof *bigger.slots) memory_out();
    bigger.slots = memory_resize(NULL, bigger.cap * sizeof *bigger.slots);
    memset(bigger.slots, 0, bigger.cap * sizeof *bigger.slots);
    for (size_t i = 0; i < repeats->cap; i++)
        if (repeats->slots[i].count > 0)
            *find(&bigger, repeats->slots[i].fingerprint) = repeats->slots[i];
    free(repeats->slots);
    *repeats = bigger;
}

char *repeats_name(struct repeats *repeats, const char *fingerprint)
{
    char name[FINGERPRINT_LEN + 32];
    struct repeat *repeat;

    if (repeats->count >= repeats->cap / 2) grow(repeats);
    repeat = find(repeats, fingerprint);
    if (repeat->count++ == 0) {
        memcpy(repeat->fingerprint, fingerprint, strlen(fingerprint) + 1);
        repeats->count++;
    }
    if (repeat->count == 1)
        snprintf(name, sizeof name, "%s", fingerprint);
    else
        snprintf(name, sizeof name, "%s:%zu", fingerprint, repeat->count);
    return memory_copy(name, strlen(name));
}

void repeats_release(struct repeats *repeats)
{
    free(repeats->slots);
    *repeats = (struct repeats){ 0 };
}
