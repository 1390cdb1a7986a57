/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* policy_unit.h: ask for a bare decision and look at its answer; for the tests of lib/policy. */
#ifndef POISE_TESTS_POLICY_UNIT_H
#define POISE_TESTS_POLICY_UNIT_H

#include "unit.h"

#include "policy/policy.h"

#include <stdio.h>

struct answer {
    char text[1 << 16];
    size_t len;
};

static inline int answer_write(void *ctx, const char *bytes, size_t len)
{
    struct answer *answer = ctx;

    if (len >= sizeof answer->text - answer->len) return 1;
    memcpy(answer->text + answer->len, bytes, len);
    answer->len += len;
    answer->text[answer->len] = '\0';
    return 0;
}

typedef poise_status door_fn(const poise_alloc *alloc, struct poise__slice request,
                             poise_write_fn write, void *ctx);

/* What a door answers to a request that is written with ' for ". Good until the next call. */
static inline const char *ask_at(door_fn *door, const char *request)
{
    static struct answer answer;
    static char text[1 << 16];
    poise_alloc heap;
    size_t len = strlen(request);

    assert_true(len < sizeof text);
    for (size_t i = 0; i <= len; i++) text[i] = (char)(request[i] == '\'' ? '"' : request[i]);
    assert_true(poise__alloc_init(&heap, NULL));
    answer.len = 0;
    door(&heap, (struct poise__slice){ text, len }, answer_write, &answer);
    return answer.text;
}

/* A bare decision. */
static inline const char *ask(const char *request)
{
    return ask_at(poise__decide_json, request);
}

/* A text with ' for ", in a buffer of the caller's. */
static inline struct poise__slice quoted(const char *text, char *buffer, size_t size)
{
    size_t len = strlen(text);

    assert_true(len < size);
    for (size_t i = 0; i <= len; i++) buffer[i] = (char)(text[i] == '\'' ? '"' : text[i]);
    return (struct poise__slice){ buffer, len };
}

#define assert_answer_has(answer, part)                                                            \
    do {                                                                                           \
        const char *answer_ = (answer);                                                            \
        if (!strstr(answer_, part)) fail_msg("no %s in %s", part, answer_);                        \
    } while (0)

#endif
