/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * signature.h: approvals that nobody can forge, with the keys that people already have. An approver
 * signs the statement of the approval (`ssh-keygen -Y sign -n poise`), and whoever has the
 * approver's public key verifies it, offline.
 */
#ifndef POISE_SIGNATURE_H
#define POISE_SIGNATURE_H

#include <poise/base.h>
#include <poise/check.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Write the bytes that an approver signs: a line "poise-approval-1", and a line of compact JSON with
 * the members at, by, digest, draft, policy, reason, rules and verdict, in this order and each only
 * if the approval has it. lib/policy/README.md says how, byte for byte.
 *
 * approval: by, digest and verdict must be there; verified, signature and consumed are no part of it.
 * write:    is given the bytes in pieces.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_WRITE.
 * Since:   0.1
 */
POISE_API poise_status poise_approval_statement(const poise_approval *approval,
                                                poise_write_fn write, void *ctx);

/**
 * A signature, and by what it is judged. Borrowed for the call.
 *
 * Since: 0.1
 */
typedef struct poise_signature {
    uint32_t size;        /* sizeof (poise_signature) */
    uint32_t reserved;    /* 0 */
    const char *armoured; /* as `ssh-keygen -Y sign` writes it */
    uint64_t armoured_len;
    const void *data; /* what must have been signed; may be NULL when data_len is 0 */
    uint64_t data_len;
    const char *namespace_; /* what it was made for, 1 to 256 bytes; NULL: "poise" */
    const char *principal;  /* who must have signed: a name of the signers file */
    const char *signers;    /* an allowed_signers file: see ssh-keygen(1) */
    uint64_t signers_len;
    const char *revoked; /* public keys that no longer count, one a line; NULL: none */
    uint64_t revoked_len;
    int64_t at; /* when the key must have been valid; seconds since 1970-01-01 UTC */
} poise_signature;

/**
 * Whether a person signed these bytes, for this purpose, with a key that was theirs at that time.
 * Only Ed25519 is verified. A signature that this accepts is one that `ssh-keygen -Y verify`
 * accepts, but for times without Z, which are UTC here.
 *
 * alloc: NULL for the C library's heap.
 * error: may be NULL; on failure its message says why. Of a file that cannot be read, `input` says
 *        which (0 signers, 1 revoked) and line and column where; `input` 2 is the signature, which
 *        has no lines.
 *
 * Errors:  POISE_E_SIGNATURE (it does not hold, or a file cannot be read), POISE_E_UNSUPPORTED (a
 *          kind of key or a version that is not verified), POISE_E_ARG, POISE_E_STRUCT_SIZE,
 *          POISE_E_TOO_LONG (data or a file over POISE_TEXT_MAX), POISE_E_NOMEM, POISE_E_CRYPTO.
 * Since:   0.1
 */
POISE_API poise_status poise_signature_check(const poise_alloc *alloc,
                                             const poise_signature *signature, poise_error *error);

#ifdef __cplusplus
}
#endif

#endif
