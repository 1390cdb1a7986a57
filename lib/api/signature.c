/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* signature.c: statements and signatures, as signature.h promises what becomes of them. */
#include "api/checker.h"
#include "api/structs.h"

#include "policy/signature.h"

#include <poise/signature.h>

#include <stdio.h>
#include <string.h>

#include <sodium.h>

/* ---- Statements ---------------------------------------------------------------------------- */

static bool approval_is_fine(const poise_approval *approval)
{
    if (!approval->by || !approval->digest || approval->verdict < POISE_VERDICT_APPROVE ||
        approval->verdict > POISE_VERDICT_OVERRIDE || approval->reserved ||
        (!approval->rules && approval->rule_count))
        return false;
    for (uint32_t i = 0; i < approval->rule_count; i++)
        if (!approval->rules[i]) return false;
    return true;
}

poise_status poise_approval_statement(const poise_approval *theirs, poise_write_fn write, void *ctx)
{
    poise_approval approval;

    if (!theirs || !write) return POISE_E_ARG;
    poise_status st = poise__struct_read(&approval, sizeof approval, sizeof approval, theirs);
    if (st != POISE_OK) return st;
    return approval_is_fine(&approval) ? poise__approval_statement(&approval, write, ctx)
                                       : POISE_E_ARG;
}

/* ---- Signatures ---------------------------------------------------------------------------- */

/* poise_error.input: the two files, then the signature. */
enum { INPUT_SIGNERS, INPUT_SIGNATURE = INPUT_SIGNERS + 2 };

static poise_status accept_signature(const poise_signature *theirs, poise_signature *s)
{
    poise_status st = poise__struct_read(s, sizeof *s, sizeof *s, theirs);

    if (st != POISE_OK) return st;
    if (!s->namespace_) s->namespace_ = POISE__NAMESPACE;
    const size_t name = strlen(s->namespace_);
    if (!s->armoured || !s->principal || !s->signers || s->reserved || (!s->data && s->data_len) ||
        (!s->revoked && s->revoked_len) || name == 0 || name > POISE__SSHSIG_NAMESPACE_MAX)
        return POISE_E_ARG;
    if (s->data_len > POISE_TEXT_MAX || s->armoured_len > POISE_TEXT_MAX ||
        s->signers_len > POISE_TEXT_MAX || s->revoked_len > POISE_TEXT_MAX)
        return POISE_E_TOO_LONG;
    return POISE_OK;
}

static poise_status judge(const struct poise__signers *signers, const poise_signature *s,
                          poise_error *error)
{
    const struct poise__signature signature = {
        .armoured = { s->armoured, s->armoured_len },
        .data = { s->data, s->data_len },
        .signed_for = { s->namespace_, strlen(s->namespace_) },
        .principal = { s->principal, strlen(s->principal) },
        .at = s->at,
    };
    struct poise__signature_answer answer;
    poise_status st = poise__signature_check(signers, &signature, &answer);

    if (st == POISE_OK) return st;
    error->input = INPUT_SIGNATURE;
    snprintf(error->message, sizeof error->message, "the signature is refused: %s", answer.why);
    return st;
}

poise_status poise_signature_check(const poise_alloc *alloc, const poise_signature *theirs,
                                   poise_error *error)
{
    poise_alloc own_alloc;
    poise_signature s;
    struct poise__signers signers;
    poise_error own = { .size = sizeof own };

    if (!theirs || !poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    poise_status st = poise__error_check(error);
    if (st == POISE_OK) st = accept_signature(theirs, &s);
    if (st != POISE_OK) return st;
    if (sodium_init() < 0) return poise__error_give(error, &own, POISE_E_CRYPTO);
    const struct poise__signers_source source = {
        .signers = { s.signers, s.signers_len },
        .revoked = { s.revoked, s.revoked_len },
        .input = INPUT_SIGNERS,
    };
    poise__signers_init(&signers, &own_alloc);
    st = poise__signers_read(&signers, &source, &own);
    if (st == POISE_OK) st = judge(&signers, &s, &own);
    poise__signers_release(&signers);
    return poise__error_give(error, &own, st);
}
