/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * signers.h: whose keys are whose. An allowed_signers file (ssh-keygen(1), ALLOWED SIGNERS) and a
 * list of revoked public keys, one a line, compiled into tables that are read-only afterwards.
 *
 * Where ssh-keygen skips a line that it cannot read, the whole file is refused here: a line that
 * somebody wrote and that means nothing is a mistake, and not one to be found out by an incident.
 * Refused are also an escaped quotation mark in a value, dates that no calendar has, and a
 * certificate or a binary list (KRL) among the revoked keys. A time without Z is UTC, as this
 * library knows no zone; for ssh-keygen it is local time.
 *
 * Keys of other kinds than ssh-ed25519 are checked and left out, for nothing they sign is accepted.
 */
#ifndef POISE_POLICY_SIGNERS_H
#define POISE_POLICY_SIGNERS_H

#include "base/memory.h"
#include "policy/sshsig.h"

/*
 * Longest name that is looked up. A pattern costs at most its length times that of the name, and the
 * roster knows no longer names.
 */
enum { POISE__PRINCIPAL_MAX = 256 };

/* A line of the file. Lists are comma-separated patterns with * and ?, negated by !. */
struct poise__signer {
    struct poise__slice principals;
    struct poise__slice namespaces; /* data is NULL: every namespace */
    int64_t after, before;          /* both included; INT64_MIN and INT64_MAX without */
    uint32_t line;                  /* counted from 1 */
    bool authority;                 /* it signs certificates, and nothing else */
    uint8_t key[POISE__KEY_BYTES];
};

struct poise__signers {
    poise_alloc alloc;
    struct poise__arena strings;
    struct poise__array signers; /* of struct poise__signer, by key and line */
    struct poise__array revoked; /* of keys, sorted */
};

struct poise__signers_source {
    struct poise__slice signers;
    struct poise__slice revoked;
    uint32_t input; /* poise_error.input of the first; the second has the next number */
};

void poise__signers_init(struct poise__signers *signers, const poise_alloc *alloc);
void poise__signers_release(struct poise__signers *signers);

/*
 * Read both into empty tables, which are to be released whatever comes out. error may be NULL;
 * sodium_init was called.
 * Errors: POISE_E_NOMEM, POISE_E_SIGNATURE (a line that cannot be read: error says which, and what
 * to do).
 */
poise_status poise__signers_read(struct poise__signers *signers,
                                 const struct poise__signers_source *source, poise_error *error);

bool poise__signers_revoked(const struct poise__signers *signers, const uint8_t *key);

struct poise__signing {
    const uint8_t *key;
    struct poise__slice principal; /* 1 to POISE__PRINCIPAL_MAX bytes */
    struct poise__slice signed_for;
    int64_t at;
};

/*
 * NULL when a line lets this key sign so for this person at this time, and *before is the last
 * second in which one does. If none does, what the line that came nearest to it lacks: a constant
 * text.
 */
const char *poise__signers_refuse(const struct poise__signers *signers,
                                  const struct poise__signing *signing, int64_t *before);

#endif
