/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * asking.h: a request in JSON that brings its policy with it: the bare decision, and the duties over
 * a conversation. Each function reads members of the object where the reader stands; a failure is
 * recorded in the reader.
 */
#ifndef POISE_POLICY_ASKING_H
#define POISE_POLICY_ASKING_H

#include "policy/tables.h"

/* A request being read. What it points to lives in the document and the arena. */
struct poise__asking {
    struct poise__json_reader reader;
    struct poise__arena arena;
    poise_policy *policy;
    struct poise__facts facts;
    struct poise__case its_case;
};

/* count items, zeroed; NULL after a failure that is recorded. */
void *poise__asking_take(struct poise__asking *a, size_t count, size_t size);

/* The strings of an array member. *items stays NULL when it is missing. */
void poise__asking_strings(struct poise__asking *a, const json_t *object, const char *key,
                           const char *const **items, uint32_t *count);

/* "approvals" and "consumed", into its_case. */
void poise__asking_approvals(struct poise__asking *a, const json_t *object);

/* "policy", which must be there, and "roster". */
void poise__asking_policy(struct poise__asking *a, const json_t *request);

/*
 * "signers" and "revoked". Lines and columns of an error are those of the file, not of the request.
 */
void poise__asking_signers(struct poise__asking *a, const json_t *request);

/*
 * The answer to a request that was parsed, which stands on a policy that is still empty; NULL after
 * a failure that is recorded.
 */
typedef json_t *poise__answer_fn(struct poise__asking *a, const json_t *request);

/*
 * One request in, one line out: the answer, or {"error":…} with what was recorded. alloc is not NULL.
 * Returns the status that was recorded, POISE_E_WRITE before it.
 */
poise_status poise__asking_run(const poise_alloc *alloc, struct poise__slice text,
                               poise__answer_fn *answer, poise_write_fn write, void *ctx);

#endif
