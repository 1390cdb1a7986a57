/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * fuzz.h: what the targets share. A target is LLVMFuzzerTestOneInput; without libFuzzer, replay.c
 * gives it files. What must hold is checked with `demand`, which stops in every kind of build.
 */
#ifndef POISE_TESTS_FUZZ_H
#define POISE_TESTS_FUZZ_H

#include <poise/poise.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define demand(what)                                                                               \
    do {                                                                                           \
        if (!(what)) {                                                                             \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what);              \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Output of a write function, in memory. */
struct output {
    char *bytes;
    size_t len;
};

static inline int output_write(void *ctx, const char *bytes, size_t len)
{
    struct output *out = ctx;
    char *grown = realloc(out->bytes, out->len + len + 1);

    if (!grown) return 1;
    memcpy(grown + out->len, bytes, len);
    out->bytes = grown;
    out->len += len;
    grown[out->len] = '\0';
    return 0;
}

static inline bool output_same(const struct output *a, const struct output *b)
{
    return a->len == b->len && (!a->len || memcmp(a->bytes, b->bytes, a->len) == 0);
}

/* Exactly one line. */
static inline bool output_is_line(const struct output *out)
{
    return out->len > 1 && memchr(out->bytes, '\n', out->len) == out->bytes + out->len - 1;
}

/* A checker and a report that live as long as the process. */
static inline poise_checker *fuzz_checker(void)
{
    static poise_checker *checker;

    if (!checker) demand(poise_checker_new(NULL, NULL, &checker) == POISE_OK);
    return checker;
}

static inline poise_report *fuzz_report(void)
{
    static poise_report *report;

    if (!report) demand(poise_report_new(NULL, &report) == POISE_OK);
    return report;
}

/* Everything that must hold of a report on a draft, whatever the draft. Defined in invariants.c. */
void demand_sound(const poise_report *report, const poise_draft *draft);

/* Check a draft twice: sound, and the same answer both times. */
void demand_steady(poise_checker *checker, const poise_draft *draft);

#endif
