/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * sshsig.h: signatures and public keys as OpenSSH writes them (its PROTOCOL.sshsig, RFC 4253 6.6).
 * Ed25519 is verified, by libsodium; every other kind of key is only told apart.
 *
 * Nothing here allocates. What is accepted, `ssh-keygen -Y verify` accepts too; refused beyond that
 * are what could be written in two ways or says more than was signed: junk behind the armour, CR at
 * line ends, a version other than 1, a reserved field that is used.
 */
#ifndef POISE_POLICY_SSHSIG_H
#define POISE_POLICY_SSHSIG_H

#include "base/records.h"

enum {
    POISE__KEY_BYTES = 32,
    /* An RSA key of 16,384 bits, the longest that ssh-keygen makes, signs in under 6,000 bytes. */
    POISE__SSHSIG_TEXT_MAX = 12288,
    POISE__SSHSIG_NAMESPACE_MAX = 256
};

/* ---- Public keys --------------------------------------------------------------------------- */

enum poise__key {
    POISE__KEY_BROKEN,
    POISE__KEY_OTHER, /* of a kind that is not verified here */
    POISE__KEY_ED25519
};

/*
 * What a key blob holds. *type is its kind, such as "ssh-rsa", unless it is broken; *key has
 * POISE__KEY_BYTES when it is Ed25519. Both point into the blob.
 */
enum poise__key poise__ssh_key(struct poise__slice blob, struct poise__slice *type,
                               const uint8_t **key);

/* ---- Signatures ---------------------------------------------------------------------------- */

/* A signature by Ed25519, taken apart. It points into itself: do not copy it. */
struct poise__sshsig {
    uint8_t bytes[POISE__SSHSIG_TEXT_MAX / 4 * 3];
    struct poise__slice signed_for; /* its namespace, at most POISE__SSHSIG_NAMESPACE_MAX bytes */
    struct poise__slice hash;       /* "sha256" or "sha512" */
    const uint8_t *key;             /* POISE__KEY_BYTES */
    const uint8_t *signature;
};

/*
 * Take an armoured signature apart. On failure *why is a constant text.
 * Errors: POISE_E_SIGNATURE (no signature, or a broken one), POISE_E_UNSUPPORTED (a kind of key or
 * a version that is not verified here).
 */
poise_status poise__sshsig_read(struct poise__sshsig *sig, struct poise__slice armoured,
                                const char **why);

/* Whether the key really signed these bytes. sodium_init was called. */
bool poise__sshsig_holds(const struct poise__sshsig *sig, struct poise__slice data);

#endif
