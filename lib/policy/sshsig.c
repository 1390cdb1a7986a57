/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/sshsig.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

static const char magic[] = "SSHSIG";
static const char ed25519[] = "ssh-ed25519";

enum { MAGIC_BYTES = sizeof magic - 1, LENGTH_BYTES = 4 };

/* ---- The wire ------------------------------------------------------------------------------ */

static bool is_text(struct poise__slice slice, const char *text)
{
    size_t len = strlen(text);

    return slice.len == len && memcmp(slice.data, text, len) == 0;
}

static bool take_bytes(struct poise__slice *rest, size_t len, struct poise__slice *out)
{
    if (rest->len < len) return false;
    *out = (struct poise__slice){ rest->data, len };
    *rest = (struct poise__slice){ rest->data + len, rest->len - len };
    return true;
}

static bool take_number(struct poise__slice *rest, uint32_t *number)
{
    struct poise__slice bytes;

    if (!take_bytes(rest, LENGTH_BYTES, &bytes)) return false;
    *number = 0;
    for (int i = 0; i < LENGTH_BYTES; i++) *number = *number << 8 | (uint8_t)bytes.data[i];
    return true;
}

static bool take_string(struct poise__slice *rest, struct poise__slice *out)
{
    uint32_t len;

    return take_number(rest, &len) && take_bytes(rest, len, out);
}

/* ---- Public keys --------------------------------------------------------------------------- */

enum poise__key poise__ssh_key(struct poise__slice blob, struct poise__slice *type,
                               const uint8_t **key)
{
    struct poise__slice bytes;

    if (!take_string(&blob, type) || type->len == 0) return POISE__KEY_BROKEN;
    if (!is_text(*type, ed25519)) return POISE__KEY_OTHER;
    if (!take_string(&blob, &bytes) || bytes.len != POISE__KEY_BYTES || blob.len)
        return POISE__KEY_BROKEN;
    *key = (const uint8_t *)bytes.data;
    return POISE__KEY_ED25519;
}

/* ---- The armour ---------------------------------------------------------------------------- */

static poise_status refuse(const char **why, const char *reason)
{
    *why = reason;
    return POISE_E_SIGNATURE;
}

static poise_status unsupported(const char **why, const char *reason)
{
    *why = reason;
    return POISE_E_UNSUPPORTED;
}

/* The base64 between the two lines, whose last byte is the end of a line. */
static bool armour_open(struct poise__slice text, struct poise__slice *body)
{
    static const char begin[] = "-----BEGIN SSH SIGNATURE-----\n";
    static const char end[] = "\n-----END SSH SIGNATURE-----";
    const size_t head = sizeof begin - 1, tail = sizeof end - 1;

    while (text.len && text.data[text.len - 1] == '\n') text.len--;
    if (text.len < head + tail || memcmp(text.data, begin, head) != 0 ||
        memcmp(text.data + text.len - tail, end, tail) != 0)
        return false;
    *body = (struct poise__slice){ text.data + head, text.len - head - tail };
    return true;
}

static poise_status armour_read(struct poise__sshsig *sig, struct poise__slice text,
                                struct poise__slice *blob, const char **why)
{
    struct poise__slice body;
    size_t len;

    if (text.len > POISE__SSHSIG_TEXT_MAX) return refuse(why, "it is too long for a signature");
    if (!armour_open(text, &body))
        return refuse(why, "it is no SSH signature: its first or last line is missing");
    if (sodium_base642bin(sig->bytes, sizeof sig->bytes, body.data, body.len, "\n", &len, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return refuse(why, "it is no SSH signature: it is not in base64");
    *blob = (struct poise__slice){ (const char *)sig->bytes, len };
    return POISE_OK;
}

/* ---- The parts of a signature -------------------------------------------------------------- */

struct parts {
    struct poise__slice key, signed_for, reserved, hash, signature;
};

static poise_status parts_read(struct poise__slice blob, struct parts *parts, const char **why)
{
    struct poise__slice head;
    uint32_t version;

    if (!take_bytes(&blob, MAGIC_BYTES, &head) || !is_text(head, magic) ||
        !take_number(&blob, &version))
        return refuse(why, "it is no SSH signature");
    if (version != 1) return unsupported(why, "its version is not 1");
    if (!take_string(&blob, &parts->key) || !take_string(&blob, &parts->signed_for) ||
        !take_string(&blob, &parts->reserved) || !take_string(&blob, &parts->hash) ||
        !take_string(&blob, &parts->signature))
        return refuse(why, "it is cut short");
    return blob.len ? refuse(why, "something stands behind its end") : POISE_OK;
}

static poise_status key_read(struct poise__sshsig *sig, const struct parts *parts, const char **why)
{
    struct poise__slice type;

    switch (poise__ssh_key(parts->key, &type, &sig->key)) {
    case POISE__KEY_ED25519: return POISE_OK;
    case POISE__KEY_OTHER: return unsupported(why, "its key is not of the kind ssh-ed25519");
    default: return refuse(why, "its key is broken");
    }
}

static poise_status signature_read(struct poise__sshsig *sig, const struct parts *parts,
                                   const char **why)
{
    struct poise__slice rest = parts->signature, type, bytes;

    if (!take_string(&rest, &type) || !is_text(type, ed25519))
        return refuse(why, "it is of another kind than its key");
    if (!take_string(&rest, &bytes) || bytes.len != crypto_sign_BYTES || rest.len)
        return refuse(why, "it has not the length of a signature");
    sig->signature = (const uint8_t *)bytes.data;
    return POISE_OK;
}

static poise_status rest_read(struct poise__sshsig *sig, const struct parts *parts,
                              const char **why)
{
    if (parts->reserved.len) return unsupported(why, "it has fields of a later version");
    if (!is_text(parts->hash, "sha256") && !is_text(parts->hash, "sha512"))
        return refuse(why, "its hash is neither sha256 nor sha512");
    if (parts->signed_for.len == 0 || parts->signed_for.len > POISE__SSHSIG_NAMESPACE_MAX)
        return refuse(why, "its namespace is empty or too long");
    sig->signed_for = parts->signed_for;
    sig->hash = parts->hash;
    return signature_read(sig, parts, why);
}

poise_status poise__sshsig_read(struct poise__sshsig *sig, struct poise__slice armoured,
                                const char **why)
{
    struct poise__slice blob;
    struct parts parts;
    poise_status st = armour_read(sig, armoured, &blob, why);

    if (st == POISE_OK) st = parts_read(blob, &parts, why);
    if (st == POISE_OK) st = key_read(sig, &parts, why);
    return st == POISE_OK ? rest_read(sig, &parts, why) : st;
}

/* ---- Verifying ----------------------------------------------------------------------------- */

/* What Ed25519 signs: the magic, namespace, an empty reserved field, hash name, hash. */
struct message {
    uint8_t bytes[MAGIC_BYTES + 4 * LENGTH_BYTES + POISE__SSHSIG_NAMESPACE_MAX + sizeof "sha512" +
                  crypto_hash_sha512_BYTES];
    size_t len;
};

static void message_add(struct message *m, const void *bytes, size_t len)
{
    assert(len <= sizeof m->bytes - m->len);
    memcpy(m->bytes + m->len, bytes, len);
    m->len += len;
}

static void message_add_string(struct message *m, const void *bytes, size_t len)
{
    const uint8_t head[LENGTH_BYTES] = { 0, 0, (uint8_t)(len >> 8), (uint8_t)len };

    message_add(m, head, sizeof head);
    message_add(m, bytes, len);
}

bool poise__sshsig_holds(const struct poise__sshsig *sig, struct poise__slice data)
{
    struct message m = { .len = 0 };
    const unsigned char *bytes = (const unsigned char *)data.data;
    unsigned char hash[crypto_hash_sha512_BYTES];
    size_t hash_len = crypto_hash_sha512_BYTES;

    if (is_text(sig->hash, "sha512")) {
        crypto_hash_sha512(hash, bytes, data.len);
    } else {
        crypto_hash_sha256(hash, bytes, data.len);
        hash_len = crypto_hash_sha256_BYTES;
    }
    message_add(&m, magic, MAGIC_BYTES);
    message_add_string(&m, sig->signed_for.data, sig->signed_for.len);
    message_add_string(&m, "", 0);
    message_add_string(&m, sig->hash.data, sig->hash.len);
    message_add_string(&m, hash, hash_len);
    return crypto_sign_verify_detached(sig->signature, m.bytes, m.len, sig->key) == 0;
}
