/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "api/structs.h"

#include <string.h>

#define SIZE_LIMIT 4096u

/* The size member of a caller's struct, or 0 when it is impossible. */
static size_t struct_size(const void *theirs, size_t first_size)
{
    uint32_t size;

    memcpy(&size, theirs, sizeof size);
    return size < first_size || size > SIZE_LIMIT ? 0 : size;
}

poise_status poise__struct_read(void *own, size_t own_size, size_t first_size, const void *theirs)
{
    size_t size = struct_size(theirs, first_size);

    if (!size) return POISE_E_STRUCT_SIZE;
    for (size_t i = own_size; i < size; i++)
        if (((const unsigned char *)theirs)[i]) return POISE_E_STRUCT_SIZE;
    memset(own, 0, own_size);
    memcpy(own, theirs, size < own_size ? size : own_size);
    return POISE_OK;
}

poise_status poise__struct_write(void *theirs, const void *own, size_t own_size, size_t first_size)
{
    size_t size = struct_size(theirs, first_size);
    const size_t head = sizeof(uint32_t);

    if (!size) return POISE_E_STRUCT_SIZE;
    memset((char *)theirs + head, 0, size - head);
    memcpy((char *)theirs + head, (const char *)own + head,
           (size < own_size ? size : own_size) - head);
    return POISE_OK;
}

poise_status poise__structs_accept(struct poise__arena *arena, const void *theirs, uint32_t count,
                                   size_t own_size, const void **out)
{
    uint32_t stride, size = (uint32_t)own_size;

    *out = NULL;
    if (count == 0) return POISE_OK;
    if (!theirs) return POISE_E_ARG;
    memcpy(&stride, theirs, sizeof stride);
    if (count > SIZE_MAX / own_size) return POISE_E_NOMEM;
    char *items = poise__arena_take(arena, count * own_size);
    if (!items) return POISE_E_NOMEM;
    for (uint32_t i = 0; i < count; i++) {
        const char *item = (const char *)theirs + (size_t)i * stride;
        uint32_t its_size;
        memcpy(&its_size, item, sizeof its_size);
        if (its_size > stride) return POISE_E_STRUCT_SIZE;
        poise_status st = poise__struct_read(items + i * own_size, own_size, own_size, item);
        if (st != POISE_OK) return st;
        /* From here on they are an array of ours, whatever the caller's stride was. */
        memcpy(items + i * own_size, &size, sizeof size);
    }
    *out = items;
    return POISE_OK;
}
