/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/policy.h"
#include "policy/sort.h"
#include "policy/template.h"

#include <string.h>

#include <sodium.h>

static void hash_end(crypto_hash_sha256_state *hash, char hex[65])
{
    unsigned char bytes[crypto_hash_sha256_BYTES];

    crypto_hash_sha256_final(hash, bytes);
    sodium_bin2hex(hex, 65, bytes, sizeof bytes);
}

poise_status poise__digest_parts(const struct poise__slice *parts, size_t count, char hex[65])
{
    crypto_hash_sha256_state hash;

    if (sodium_init() < 0) return POISE_E_CRYPTO;
    crypto_hash_sha256_init(&hash);
    for (size_t i = 0; i < count; i++)
        if (parts[i].len)
            crypto_hash_sha256_update(&hash, (const unsigned char *)parts[i].data, parts[i].len);
    hash_end(&hash, hex);
    return POISE_OK;
}

poise_status poise__digest_bytes(struct poise__slice bytes, char hex[65])
{
    return poise__digest_parts(&bytes, 1, hex);
}

static void hash_number(crypto_hash_sha256_state *hash, uint64_t number)
{
    unsigned char bytes[8];

    for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)(number >> (8 * i));
    crypto_hash_sha256_update(hash, bytes, sizeof bytes);
}

/* The length tells where a field ends; all ones, which no length is, that it is missing. */
static void hash_field(crypto_hash_sha256_state *hash, const void *data, uint64_t len)
{
    hash_number(hash, len);
    if (len) crypto_hash_sha256_update(hash, data, len);
}

static void hash_string(crypto_hash_sha256_state *hash, const char *text)
{
    if (text)
        hash_field(hash, text, strlen(text));
    else
        hash_number(hash, UINT64_MAX);
}

poise_status poise__digest_people(const struct poise__slice *documents, size_t count, char hex[65])
{
    static const char tag[] = "poise-people-1";
    crypto_hash_sha256_state hash;

    if (sodium_init() < 0) return POISE_E_CRYPTO;
    crypto_hash_sha256_init(&hash);
    hash_string(&hash, tag);
    for (size_t i = 0; i < count; i++) hash_field(&hash, documents[i].data, documents[i].len);
    hash_end(&hash, hex);
    return POISE_OK;
}

static void hash_attachment(crypto_hash_sha256_state *hash, const poise_attachment *attachment)
{
    unsigned char bytes[crypto_hash_sha256_BYTES];

    hash_string(hash, attachment->name);
    hash_string(hash, attachment->type);
    if (!attachment->data) {
        hash_number(hash, UINT64_MAX);
        return;
    }
    crypto_hash_sha256(bytes, attachment->data, attachment->data_len);
    hash_field(hash, bytes, sizeof bytes);
}

static void hash_attachments(crypto_hash_sha256_state *hash, const poise_draft *draft)
{
    hash_number(hash, draft->attachment_count);
    for (uint32_t i = 0; i < draft->attachment_count; i++)
        hash_attachment(hash, &draft->attachments[i]);
}

/* Placeholders in the order of their names: the order of their declaration says nothing. */
static void hash_placeholders(crypto_hash_sha256_state *hash, const poise_template *t)
{
    struct poise__name names[POISE__PLACEHOLDERS_MAX];

    for (uint32_t i = 0; i < t->placeholder_count; i++)
        names[i] = (struct poise__name){ t->placeholders[i].name, i, 0 };
    poise__names_sort(names, t->placeholder_count);
    hash_number(hash, t->placeholder_count);
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        hash_string(hash, names[i].text);
        hash_number(hash, t->placeholders[names[i].owner].type);
    }
}

poise_status poise__digest_template(const poise_draft *draft, char hex[65])
{
    static const char tag[] = "poise-template-1";
    const poise_template *t = draft->template_;
    crypto_hash_sha256_state hash;

    if (sodium_init() < 0) return POISE_E_CRYPTO;
    crypto_hash_sha256_init(&hash);
    hash_string(&hash, tag);
    hash_field(&hash, t->text, t->text_len);
    hash_string(&hash, t->id);
    hash_placeholders(&hash, t);
    hash_attachments(&hash, draft);
    hash_end(&hash, hex);
    return POISE_OK;
}

poise_status poise__digest_draft(const poise_draft *draft, char hex[65])
{
    static const char tag[] = "poise-draft-1";
    crypto_hash_sha256_state hash;

    if (sodium_init() < 0) return POISE_E_CRYPTO;
    crypto_hash_sha256_init(&hash);
    hash_string(&hash, tag);
    hash_field(&hash, draft->text, draft->text_len);
    hash_attachments(&hash, draft);
    hash_string(&hash, draft->channel);
    hash_string(&hash, draft->audience);
    hash_string(&hash, draft->reply_to_id);
    hash_string(&hash, draft->id);
    hash_end(&hash, hex);
    return POISE_OK;
}

poise_status poise__digest_removal(const struct poise__removal_key *key, char hex[65])
{
    static const char tag[] = "poise-removal-1";
    crypto_hash_sha256_state hash;

    if (sodium_init() < 0) return POISE_E_CRYPTO;
    crypto_hash_sha256_init(&hash);
    hash_string(&hash, tag);
    hash_string(&hash, key->id);
    hash_number(&hash, (uint64_t)key->at);
    hash_string(&hash, key->digest);
    hash_string(&hash, key->ground);
    hash_end(&hash, hex);
    return POISE_OK;
}
