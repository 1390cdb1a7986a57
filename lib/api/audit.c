/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "api/checker.h"
#include "api/structs.h"

#include "policy/audit.h"

/* Room for what stands around the longest entry. */
enum { LINE_AROUND = 256 };

static poise_status chain_read(poise_audit *own, const poise_audit *theirs)
{
    poise_status st = poise__struct_read(own, sizeof *own, sizeof *own, theirs);

    return st == POISE_OK && !poise__audit_is_chain(own) ? POISE_E_ARG : st;
}

poise_status poise_audit_append(poise_audit *chain, const char *entry, size_t len,
                                poise_write_fn write, void *ctx)
{
    poise_audit own;

    if (!chain || (!entry && len) || !write) return POISE_E_ARG;
    poise_status st = chain_read(&own, chain);
    if (st != POISE_OK) return st;
    if (len > POISE_REQUEST_MAX) return POISE_E_TOO_LONG;
    st = poise__audit_append(&own, (struct poise__slice){ entry, len }, write, ctx);
    return st == POISE_OK ? poise__struct_write(chain, &own, sizeof own, sizeof own) : st;
}

poise_status poise_audit_verify(poise_audit *chain, const char *line, size_t len,
                                poise_error *error)
{
    poise_error own_error = { .size = sizeof own_error };
    poise_audit own;

    if (!chain || (!line && len)) return POISE_E_ARG;
    poise_status st = poise__error_check(error);
    if (st == POISE_OK) st = chain_read(&own, chain);
    if (st != POISE_OK) return st;
    if (len > POISE_REQUEST_MAX + LINE_AROUND)
        return poise__error_give(error, &own_error, POISE_E_TOO_LONG);
    st = poise__audit_verify(&own, (struct poise__slice){ line, len }, &own_error);
    if (st == POISE_OK) st = poise__struct_write(chain, &own, sizeof own, sizeof own);
    return poise__error_give(error, &own_error, st);
}
