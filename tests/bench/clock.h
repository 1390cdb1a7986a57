/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* clock.h: what every benchmark measures with. To be included first: it asks for POSIX. */
#ifndef POISE_TESTS_BENCH_CLOCK_H
#define POISE_TESTS_BENCH_CLOCK_H

#define _POSIX_C_SOURCE 200809L

#include <poise/poise.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Seconds of this thread, so that what else runs costs nothing. */
static inline double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* A benchmark that fails measures nothing. */
static inline void must(poise_status status)
{
    if (status == POISE_OK) return;
    fprintf(stderr, "%s\n", poise_status_name(status));
    exit(1);
}

#endif
