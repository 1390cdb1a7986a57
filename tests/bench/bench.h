/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* bench.h: the texts that are measured. */
#ifndef POISE_TESTS_BENCH_H
#define POISE_TESTS_BENCH_H

#include <stddef.h>
#include <stdint.h>

/* Replies one behind the other; reply i is bytes ends[i - 1] to ends[i]. */
struct replies {
    char *bytes;
    size_t *ends;
    size_t count;
};

/* The same replies on every machine: English and French in turn. */
struct replies replies_make(size_t count);
void replies_free(struct replies *replies);

/* A text that repeats `unit` after `head`; both may hold any bytes. */
struct hostile {
    const char *name;
    const char *head;
    const char *unit;
};

extern const struct hostile hostile_texts[];
extern const size_t hostile_count;

/* A decision with 10 rules and 10 records, for rosters of 50 to 100,000 people. */
void table_decisions(void);

/* Fill `out` with `len` bytes of a hostile text. */
void hostile_fill(const struct hostile *text, char *out, size_t len);

#endif
