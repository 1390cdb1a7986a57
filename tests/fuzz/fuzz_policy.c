/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * fuzz_policy.c: policy and roster, parted by the first zero byte. What compiles must decide, and
 * decide alike twice.
 */
#include "fuzz.h"

static void decide(const poise_policy *policy)
{
    static const char text[] = "You are an idiot. See https://evil.example/x.png";
    poise_checker_options options = { .size = sizeof options, .policy = policy };
    poise_draft draft = { .size = sizeof draft, .text = text, .text_len = sizeof text - 1 };
    poise_checker *checker = NULL;

    demand(strlen(poise_policy_digest(policy)) == 64);
    demand(poise_checker_new(NULL, &options, &checker) == POISE_OK);
    draft.author = "ana";
    draft.channel = "x";
    draft.now = 1700000000;
    demand_steady(checker, &draft);
    poise_checker_free(checker);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *zero = size ? memchr(data, 0, size) : NULL;
    size_t first = zero ? (size_t)(zero - data) : size;
    poise_policy_source source = { .size = sizeof source, .policy_len = first };
    poise_error error = { .size = sizeof error };
    poise_policy *policy = NULL;

    source.policy = size ? (const char *)data : "";
    if (zero) {
        source.roster = (const char *)zero + 1;
        source.roster_len = size - first - 1;
    }
    poise_status st = poise_policy_parse(NULL, &source, &error, &policy);
    demand((st == POISE_OK) == (policy != NULL));
    if (st == POISE_OK) {
        decide(policy);
    } else {
        demand(error.status == st && error.message[0]);
        demand(error.offset <= (error.input ? source.roster_len : source.policy_len));
    }
    poise_policy_free(policy);
    return 0;
}
