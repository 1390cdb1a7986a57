/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * vouch.h: who says that a record is its author's. A signature, where the policy knows signers and
 * the record has one; otherwise the caller's word, unless the policy requires signatures.
 */
#ifndef POISE_POLICY_VOUCH_H
#define POISE_POLICY_VOUCH_H

#include "policy/records.h"

/* A record that a signature vouches for. */
struct poise__vouched {
    const uint8_t *key;
    uint32_t person;
    uint32_t record;
};

/*
 * Whether the record is its author's; person may be POISE__NOBODY. A key counts while it is valid
 * both when the record was made and now, and for the person of the roster whose key it is.
 * Errors: POISE_E_NOMEM.
 */
poise_status poise__record_vouch(struct poise__sitting *sitting, uint32_t record, uint32_t person,
                                 bool *good);

/*
 * Void the records of a key that signed for two persons: one person may have made all of them. To be
 * called once all records were asked about.
 */
void poise__keys_part(struct poise__sitting *sitting);

/* The first second in which the record's key is no longer valid; INT64_MAX: none. */
int64_t poise__record_key_until(const struct poise__sitting *sitting, uint32_t record);

#endif
