/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* repeats.h: the same words can be found twice, and then have the same fingerprint. Formats in which
 * each finding has its own count them. */
#ifndef LINT_REPEATS_H
#define LINT_REPEATS_H

#include "finding.h"

#include <stddef.h>

struct repeat {
    char fingerprint[FINGERPRINT_LEN + 1];
    size_t count; /* 0: nobody's slot */
};

struct repeats {
    struct repeat *slots; /* a hash table */
    size_t count;
    size_t cap; /* 0 or a power of two */
};

/* "abcd" the first time, "abcd:2" the second; owned. */
char *repeats_name(struct repeats *repeats, const char *fingerprint);

void repeats_release(struct repeats *repeats);

#endif
