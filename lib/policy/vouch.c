/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/vouch.h"

#include "policy/signature.h"

#include <string.h>

#include <sodium.h>

static struct poise__slice slice_of(const char *text)
{
    return (struct poise__slice){ text, strlen(text) };
}

/* ---- Keys of the roster -------------------------------------------------------------------- */

#define TYPE "ssh-ed25519"

enum {
    BLOB_HEAD = 19,
    BLOB_BYTES = BLOB_HEAD + POISE__KEY_BYTES,
    BASE64_BYTES = sodium_base64_ENCODED_LEN(BLOB_BYTES, sodium_base64_VARIANT_ORIGINAL),
    LINE_BYTES = sizeof TYPE + BASE64_BYTES
};

/* A key as a roster writes it: "ssh-ed25519 AAAA…". */
static void key_spell(const uint8_t key[POISE__KEY_BYTES], char text[LINE_BYTES])
{
    uint8_t blob[BLOB_BYTES] = "\0\0\0\x0b" TYPE "\0\0\0\x20";

    memcpy(blob + BLOB_HEAD, key, POISE__KEY_BYTES);
    memcpy(text, TYPE " ", sizeof TYPE);
    sodium_bin2base64(text + sizeof TYPE, BASE64_BYTES, blob, sizeof blob,
                      sodium_base64_VARIANT_ORIGINAL);
}

/* A person whose keys the roster lists signs with these, and nobody signs with another's. */
static bool key_is_theirs(const poise_policy *policy, const uint8_t *key, uint32_t person)
{
    char text[LINE_BYTES];

    key_spell(key, text);
    uint32_t owner = poise__names_find(POISE__ITEMS(const struct poise__name, policy->keys),
                                       policy->keys.count, text);
    if (owner != POISE__NOBODY) return owner == person;
    return person == POISE__NOBODY ||
           !POISE__ITEMS(const struct poise__person, policy->persons)[person].keyed;
}

/* ---- One record ---------------------------------------------------------------------------- */

static poise_status key_note(struct poise__sitting *s, uint32_t record, uint32_t person,
                             const struct poise__signature_answer *answer)
{
    struct poise__decision *d = s->decision;
    uint8_t *key = poise__arena_take(&d->arena, POISE__KEY_BYTES);

    if (!key) return POISE_E_NOMEM;
    memcpy(key, answer->key, POISE__KEY_BYTES);
    const struct poise__vouched item = { key, person, record };
    return poise__array_push(&d->vouched, &d->arena.alloc, &item);
}

/*
 * The latest second in which the key may sign for this person, now; false: it may not. Where the
 * time is not said, a key that expires may have expired, and its owner may have dated back.
 */
static bool key_is_valid(const struct poise__sitting *s, const poise_approval *approval,
                         const uint8_t *key, int64_t *before)
{
    const struct poise__signing now = { key, slice_of(approval->by), slice_of(POISE__NAMESPACE),
                                        s->now.timed ? s->now.now : approval->at };

    return !poise__signers_refuse(&s->policy->signers, &now, before) &&
           (s->now.timed || *before == INT64_MAX);
}

static poise_status signature_vouch(struct poise__sitting *s, uint32_t record, uint32_t person,
                                    bool *good)
{
    const poise_approval *approval = poise__case_approval(s->its_case, record);
    struct poise__decision *d = s->decision;
    struct poise__signature_answer answer;
    int64_t before;

    if (poise__approval_statement_bytes(approval, &d->statement, &d->arena.alloc) != POISE_OK)
        return POISE_E_NOMEM;
    const struct poise__signature signature = {
        .armoured = slice_of(approval->signature),
        .data = { d->statement.data, d->statement.count },
        .signed_for = slice_of(POISE__NAMESPACE),
        .principal = slice_of(approval->by),
        .at = approval->at,
    };
    *good = poise__signature_check(&s->policy->signers, &signature, &answer) == POISE_OK &&
            key_is_valid(s, approval, answer.key, &before) &&
            key_is_theirs(s->policy, answer.key, person);
    return *good ? key_note(s, record, person, &answer) : POISE_OK;
}

poise_status poise__record_vouch(struct poise__sitting *s, uint32_t record, uint32_t person,
                                 bool *good)
{
    const poise_approval *approval = poise__case_approval(s->its_case, record);

    if (s->policy->signers_known && approval->signature)
        return signature_vouch(s, record, person, good);
    *good = approval->verified && !s->policy->signatures_required;
    return POISE_OK;
}

/* ---- All records --------------------------------------------------------------------------- */

static int vouched_compare(const void *left, const void *right)
{
    const struct poise__vouched *a = left, *b = right;
    int order = memcmp(a->key, b->key, POISE__KEY_BYTES);

    if (order) return order;
    return a->person < b->person ? -1 : a->person > b->person;
}

void poise__keys_part(struct poise__sitting *s)
{
    const struct poise__array *all = &s->decision->vouched;
    const struct poise__vouched *items = all->data;

    if (all->count) poise__sort(all->data, all->count, sizeof *items, vouched_compare);
    for (uint32_t begin = 0, end; begin < all->count; begin = end) {
        for (end = begin + 1; end < all->count; end++)
            if (memcmp(items[end].key, items[begin].key, POISE__KEY_BYTES) != 0) break;
        if (items[begin].person == items[end - 1].person) continue;
        for (uint32_t i = begin; i < end; i++)
            s->dispositions[items[i].record] = POISE__RECORD_BAD_SIGNATURE;
    }
}

int64_t poise__record_key_until(const struct poise__sitting *s, uint32_t record)
{
    const struct poise__array *all = &s->decision->vouched;
    const struct poise__vouched *items = all->data;
    int64_t before = INT64_MAX;

    for (uint32_t i = 0; i < all->count; i++)
        if (items[i].record == record)
            key_is_valid(s, poise__case_approval(s->its_case, record), items[i].key, &before);
    return poise__add(before, 1);
}
