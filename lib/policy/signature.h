/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * signature.h: did this person sign these bytes, for this purpose, with a key that was theirs then?
 * And what are the bytes of an approval?
 *
 * Invariant: POISE_OK is only answered when every question was asked and answered with yes.
 */
#ifndef POISE_POLICY_SIGNATURE_H
#define POISE_POLICY_SIGNATURE_H

#include "policy/signers.h"

/* The namespace of everything that is signed for this library. */
#define POISE__NAMESPACE "poise"

struct poise__signature {
    struct poise__slice armoured;   /* as `ssh-keygen -Y sign` writes it */
    struct poise__slice data;       /* what must have been signed */
    struct poise__slice signed_for; /* the namespace that it must have */
    struct poise__slice principal;  /* the person, by a name that the signers file knows */
    int64_t at;                     /* when the key must have been valid; seconds since 1970 */
};

struct poise__signature_answer {
    const char *why;               /* why not, a constant text; NULL when it holds */
    uint8_t key[POISE__KEY_BYTES]; /* the key that signed; zeros unless it holds */
};

/*
 * Allocates nothing. The signers were read by poise__signers_read.
 * Errors: POISE_E_SIGNATURE (it does not hold), POISE_E_UNSUPPORTED (it may hold, but is of a kind
 * of key or a version that is not verified here).
 */
poise_status poise__signature_check(const struct poise__signers *signers,
                                    const struct poise__signature *signature,
                                    struct poise__signature_answer *answer);

/*
 * The bytes that an approver signs, handed to write in pieces:
 *
 *   poise-approval-1 LF
 *   {"at":…,"by":"…","digest":"…","draft":"…","policy":"…","reason":"…","rules":["…"],
 *    "verdict":"…"} LF                                                (on one line, with no blanks)
 *
 * Members are in this order, which is that of their names; one that the approval does not have is
 * left out. digest, draft and policy are its digest, draft_id and policy_digest; the verdict is
 * approve, reject, revoke or override; rules keep their order. In a string, " and \ have a \ before
 * them; \b \f \n \r \t stand for these; other bytes below 0x20 are \u00xx with small hexadecimal
 * digits. All else stands as it is, byte for byte, so that two approvals never have the same
 * statement. It is what JSON.stringify and json.dumps (ensure_ascii=False, sort_keys=True,
 * separators=(",", ":")) write.
 *
 * by and digest are not NULL and the verdict is one of POISE_VERDICT_*.
 * Errors: POISE_E_WRITE.
 */
poise_status poise__approval_statement(const poise_approval *approval, poise_write_fn write,
                                       void *ctx);

/* The same, in place of what the array of bytes held. Errors: POISE_E_NOMEM. */
poise_status poise__approval_statement_bytes(const poise_approval *approval,
                                             struct poise__array *bytes, const poise_alloc *alloc);

#endif
