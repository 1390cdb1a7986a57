/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * sign_unit.h: makes keys, signers files and signatures, good ones and ones with a part exchanged;
 * written from the formats and not with what the library reads them with.
 */
#ifndef POISE_TESTS_SIGN_UNIT_H
#define POISE_TESTS_SIGN_UNIT_H

#include "unit.h"

#include "policy/signature.h"

#include <stdio.h>

#include <sodium.h>

/* ---- Bytes --------------------------------------------------------------------------------- */

struct bytes {
    unsigned char data[16384];
    size_t len;
};

static inline void bytes_add(struct bytes *b, const void *data, size_t len)
{
    assert_true(len <= sizeof b->data - b->len);
    if (len) memcpy(b->data + b->len, data, len);
    b->len += len;
}

static inline void bytes_add_number(struct bytes *b, size_t number)
{
    const unsigned char head[4] = { (unsigned char)(number >> 24), (unsigned char)(number >> 16),
                                    (unsigned char)(number >> 8), (unsigned char)number };

    bytes_add(b, head, sizeof head);
}

static inline void bytes_add_string(struct bytes *b, const void *data, size_t len)
{
    bytes_add_number(b, len);
    bytes_add(b, data, len);
}

static inline void bytes_add_text(struct bytes *b, const char *text)
{
    bytes_add_string(b, text, strlen(text));
}

static inline struct poise__slice bytes_slice(const struct bytes *b)
{
    return (struct poise__slice){ (const char *)b->data, b->len };
}

static inline struct poise__slice text_slice(const char *text)
{
    return (struct poise__slice){ text, strlen(text) };
}

/* ---- Keys ---------------------------------------------------------------------------------- */

struct pair {
    unsigned char public[32], secret[64];
};

static inline struct pair pair_of(unsigned char seed)
{
    unsigned char seeds[32] = { seed };
    struct pair pair;

    assert_true(sodium_init() >= 0);
    crypto_sign_seed_keypair(pair.public, pair.secret, seeds);
    return pair;
}

static inline struct bytes blob_of(const char *type, const void *key, size_t len)
{
    struct bytes blob = { .len = 0 };

    bytes_add_text(&blob, type);
    bytes_add_string(&blob, key, len);
    return blob;
}

/* "ssh-ed25519 AAAA…" of a key. Good for eight calls. */
static inline const char *key_line(const void *key)
{
    static char lines[8][128];
    static int turn;
    char *line = lines[turn++ % 8];
    const struct bytes blob = blob_of("ssh-ed25519", key, 32);

    memcpy(line, "ssh-ed25519 ", 13);
    sodium_bin2base64(line + 12, 116, blob.data, blob.len, sodium_base64_VARIANT_ORIGINAL);
    return line;
}

/* ---- Signatures ---------------------------------------------------------------------------- */

/* All that a signature is made of, to be changed part by part. */
struct recipe {
    const char *magic;
    size_t version;
    const char *key_type;
    unsigned char key[32];
    size_t key_len;
    const char *namespace_, *reserved, *hash;
    const char *type;
    unsigned char signature[80];
    size_t signature_len;
    const char *behind_key, *behind_signature, *behind;
};

/* What Ed25519 signs. */
static inline struct bytes message_of(const char *namespace_, const char *hash,
                                      struct poise__slice data)
{
    unsigned char digest[64];
    const bool is_long = strcmp(hash, "sha512") == 0;
    struct bytes m = { .len = 0 };

    if (is_long)
        crypto_hash_sha512(digest, (const unsigned char *)data.data, data.len);
    else
        crypto_hash_sha256(digest, (const unsigned char *)data.data, data.len);
    bytes_add(&m, "SSHSIG", 6);
    bytes_add_text(&m, namespace_);
    bytes_add_text(&m, "");
    bytes_add_text(&m, hash);
    bytes_add_string(&m, digest, is_long ? 64 : 32);
    return m;
}

static inline struct recipe recipe_of(const struct pair *pair, const char *namespace_,
                                      const char *hash, struct poise__slice data)
{
    struct recipe r = { .magic = "SSHSIG",
                        .version = 1,
                        .key_type = "ssh-ed25519",
                        .key_len = 32,
                        .namespace_ = namespace_,
                        .reserved = "",
                        .hash = hash,
                        .type = "ssh-ed25519",
                        .signature_len = 64,
                        .behind_key = "",
                        .behind_signature = "",
                        .behind = "" };
    const struct bytes m = message_of(namespace_, hash, data);

    memcpy(r.key, pair->public, sizeof r.key);
    crypto_sign_detached(r.signature, NULL, m.data, m.len, pair->secret);
    return r;
}

static inline struct bytes recipe_blob(const struct recipe *r)
{
    struct bytes blob = { .len = 0 }, key = blob_of(r->key_type, r->key, r->key_len);
    struct bytes signature = blob_of(r->type, r->signature, r->signature_len);

    bytes_add(&key, r->behind_key, strlen(r->behind_key));
    bytes_add(&signature, r->behind_signature, strlen(r->behind_signature));
    bytes_add(&blob, r->magic, strlen(r->magic));
    bytes_add_number(&blob, r->version);
    bytes_add_string(&blob, key.data, key.len);
    bytes_add_text(&blob, r->namespace_);
    bytes_add_text(&blob, r->reserved);
    bytes_add_text(&blob, r->hash);
    bytes_add_string(&blob, signature.data, signature.len);
    bytes_add(&blob, r->behind, strlen(r->behind));
    return blob;
}

/* In lines of 70, as ssh-keygen writes it. */
static inline struct bytes armour(const struct bytes *blob)
{
    static char base64[32768];
    struct bytes text = { .len = 0 };

    sodium_bin2base64(base64, sizeof base64, blob->data, blob->len, sodium_base64_VARIANT_ORIGINAL);
    bytes_add(&text, "-----BEGIN SSH SIGNATURE-----\n", 30);
    for (size_t at = 0, len = strlen(base64); at < len; at += 70) {
        bytes_add(&text, base64 + at, len - at < 70 ? len - at : 70);
        bytes_add(&text, "\n", 1);
    }
    bytes_add(&text, "-----END SSH SIGNATURE-----\n", 28);
    return text;
}

static inline struct bytes recipe_armour(const struct recipe *r)
{
    const struct bytes blob = recipe_blob(r);

    return armour(&blob);
}

/* ---- Signers ------------------------------------------------------------------------------- */

/* To be released. */
static inline poise_status signers_of(struct poise__signers *signers, const char *allowed,
                                      const char *revoked, poise_error *error)
{
    const struct poise__signers_source source = { text_slice(allowed), text_slice(revoked), 0 };
    poise_alloc heap;

    assert_true(poise__alloc_init(&heap, NULL));
    poise__signers_init(signers, &heap);
    return poise__signers_read(signers, &source, error);
}

#endif
