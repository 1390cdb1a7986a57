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
