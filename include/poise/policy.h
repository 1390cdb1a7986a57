/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * policy.h: who must look at a reply before it goes out. A policy is a JSON document of rules, a
 * roster a JSON document of people; compiled together they decide, as a pure function of the draft,
 * what was found in it, the approval records and the time.
 */
#ifndef POISE_POLICY_H
#define POISE_POLICY_H

#include <poise/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Compiled rules and people. Immutable: share it between threads and checkers freely. Must
 * outlive the checkers made with it.
 *
 * Since: 0.1
 */
typedef struct poise_policy poise_policy;

/**
 * The two documents, both JSON. Strict: a duplicate or unknown key, a wrong type or trailing text
 * is an error with its place. With a list of signers, a record that has a signature counts if that
 * holds, whatever `verified` says. Borrowed for the call.
 *
 * Since: 0.1
 */
typedef struct poise_policy_source {
    uint32_t size; /* sizeof (poise_policy_source) */
    uint32_t reserved;
    const char *policy;
    uint64_t policy_len;
    const char *roster; /* NULL: nobody is known, so nothing that needs people is ever allowed */
    uint64_t roster_len;
    const char *signers; /* an allowed_signers file, see ssh-keygen(1); NULL: none */
    uint64_t signers_len;
    const char *revoked; /* public keys that no longer count, one a line; NULL: none */
    uint64_t revoked_len;
} poise_policy_source;

/**
 * Compile a policy and its roster.
 *
 * alloc: NULL for the heap.
 * error: may be NULL; on failure `input` says which document (0 policy, 1 roster, 2 signers, 3
 *        revoked keys). On success its
 *        message is empty, or warns of the first rule that too few people of the roster can ever
 *        meet.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_NOMEM, POISE_E_TOO_LONG (a document over
 *          POISE_TEXT_MAX), POISE_E_POLICY, POISE_E_ROSTER, POISE_E_SIGNATURE (a list of signers or of
 *          revoked keys that cannot be read), POISE_E_CRYPTO.
 * Since:   0.1
 */
POISE_API poise_status poise_policy_parse(const poise_alloc *alloc,
                                          const poise_policy_source *source, poise_error *error,
                                          poise_policy **policy);

/** Free a policy. NULL is left alone. Since: 0.1 */
POISE_API void poise_policy_free(poise_policy *policy);

/**
 * SHA-256 of the policy document's bytes, 64 hexadecimal digits. An approval record may carry it
 * to say under which rules it was given. Borrowed from the policy; NULL for NULL.
 *
 * Since: 0.1
 */
POISE_API const char *poise_policy_digest(const poise_policy *policy);

/**
 * Decide without text: one JSON request that holds policy, roster, findings, draft, approvals and
 * the time, one JSON line out, whatever is wrong with the request. For hosts that have their own
 * findings, and for tests. The request and the answer are described in lib/policy/README.md.
 *
 * alloc: NULL for the heap.
 *
 * Returns  POISE_OK, also when the answer is a refusal. On failure the line that was written is
 *          {"error":{...}}; POISE_E_ARG writes none.
 * Errors:  POISE_E_ARG, POISE_E_TOO_LONG (over POISE_REQUEST_MAX), POISE_E_NOMEM, POISE_E_REQUEST,
 *          POISE_E_POLICY, POISE_E_ROSTER, POISE_E_SIGNATURE, POISE_E_CRYPTO, POISE_E_WRITE.
 * Since:   0.1
 */
POISE_API poise_status poise_decide_json(const poise_alloc *alloc, const char *request, size_t len,
                                         poise_write_fn write, void *ctx);

#ifdef __cplusplus
}
#endif

#endif
