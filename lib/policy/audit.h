/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * audit.h: the hash chain of an audit log. A line has one spelling: what is verified is compared with
 * what would have been written, byte by byte up to the entry, so that no two texts pass for one line.
 *
 * Invariant: a chain is advanced by a whole line or not at all.
 */
#ifndef POISE_POLICY_AUDIT_H
#define POISE_POLICY_AUDIT_H

#include "base/records.h"

#include <poise/audit.h>

/* Whether a chain is one that the calls below leave: empty, or counted and with its head. */
bool poise__audit_is_chain(const poise_audit *chain);

/* As the public calls, for arguments that were checked and a chain of the layout of today. */
poise_status poise__audit_append(poise_audit *chain, struct poise__slice entry,
                                 poise_write_fn write, void *ctx);
poise_status poise__audit_verify(poise_audit *chain, struct poise__slice line, poise_error *error);

#endif
