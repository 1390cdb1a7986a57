/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * structs.h: the rule for structs that start with their size, in one place. The rest of the library
 * knows only the layouts of today.
 *
 * A size below the first released layout or above 4,096 is refused. Read: members that the caller
 * does not have are zero, and what the library does not know must be zero. Written: what both know,
 * and the rest of the caller's struct is cleared.
 */
#ifndef POISE_API_STRUCTS_H
#define POISE_API_STRUCTS_H

#include "base/memory.h"

/*
 * first_size: sizeof of the layout that was first released; it equals own_size, sizeof of the
 * layout of today, until a release appends a member.
 * Errors: POISE_E_STRUCT_SIZE.
 */
poise_status poise__struct_read(void *own, size_t own_size, size_t first_size, const void *theirs);
poise_status poise__struct_write(void *theirs, const void *own, size_t own_size, size_t first_size);

/*
 * Bring an array of size-led structs to the layout of today, in the arena. stride is the first one's
 * size; each may be shorter than that, never longer. *out is NULL for none, and after a failure.
 * Errors: POISE_E_ARG (NULL for some), POISE_E_STRUCT_SIZE, POISE_E_NOMEM.
 */
poise_status poise__structs_accept(struct poise__arena *arena, const void *theirs, uint32_t count,
                                   size_t own_size, const void **out);

#endif
