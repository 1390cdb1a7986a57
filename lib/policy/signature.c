/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/signature.h"

#include "base/names.h"

#include <assert.h>
#include <string.h>

static bool same_bytes(struct poise__slice a, struct poise__slice b)
{
    return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

/* What is wrong with a signature that can be read, or NULL. The costly question comes last. */
static const char *why_not(const struct poise__signers *signers,
                           const struct poise__signature *signature,
                           const struct poise__sshsig *sig)
{
    const struct poise__signing signing = { sig->key, signature->principal, sig->signed_for,
                                            signature->at };
    int64_t before;

    if (!same_bytes(sig->signed_for, signature->signed_for))
        return "it was made for another purpose";
    if (poise__signers_revoked(signers, sig->key)) return "its key was revoked";
    const char *refused = poise__signers_refuse(signers, &signing, &before);
    if (refused) return refused;
    return poise__sshsig_holds(sig, signature->data) ? NULL : "other bytes were signed";
}

poise_status poise__signature_check(const struct poise__signers *signers,
                                    const struct poise__signature *signature,
                                    struct poise__signature_answer *answer)
{
    struct poise__sshsig sig;

    memset(answer->key, 0, sizeof answer->key);
    answer->why = "the name of the person is empty or too long";
    if (signature->principal.len == 0 || signature->principal.len > POISE__PRINCIPAL_MAX)
        return POISE_E_SIGNATURE;
    poise_status st = poise__sshsig_read(&sig, signature->armoured, &answer->why);
    if (st != POISE_OK) return st;
    answer->why = why_not(signers, signature, &sig);
    if (answer->why) return POISE_E_SIGNATURE;
    memcpy(answer->key, sig.key, sizeof answer->key);
    return POISE_OK;
}

/* ---- What an approver signs ---------------------------------------------------------------- */

/* Once a write was refused, nothing more is written. */
struct statement {
    poise_write_fn write;
    void *ctx;
    bool refused;
};

static void put(struct statement *s, const char *bytes, size_t len)
{
    if (!s->refused && len) s->refused = s->write(s->ctx, bytes, len) != 0;
}

static void put_text(struct statement *s, const char *text)
{
    put(s, text, strlen(text));
}

/* A byte that cannot stand in a string as it is. */
static void put_escape(struct statement *s, unsigned char c)
{
    static const char digits[] = "0123456789abcdef";
    static const char short_from[] = "\"\\\b\f\n\r\t", short_to[] = "\"\\bfnrt";
    const char *found = memchr(short_from, c, sizeof short_from - 1);
    const char brief[2] = { '\\', found ? short_to[found - short_from] : 'u' };
    const char code[4] = { '0', '0', digits[c >> 4], digits[c & 15] };

    put(s, brief, sizeof brief);
    if (!found) put(s, code, sizeof code);
}

/* Longest piece of a string that is written at once, so that no length overflows. */
enum { RUN_MAX = 65536 };

static void put_string(struct statement *s, const char *text)
{
    const char *from = text;

    put_text(s, "\"");
    for (; *text; text++) {
        const unsigned char c = (unsigned char)*text;
        const bool plain = c >= 0x20 && c != '"' && c != '\\';
        if (plain && text - from < RUN_MAX) continue;
        put(s, from, (size_t)(text - from));
        from = plain ? text : text + 1;
        if (!plain) put_escape(s, c);
    }
    put(s, from, (size_t)(text - from));
    put_text(s, "\"");
}

/* An absolute value and not its negation, which INT64_MIN does not have. */
static void put_number(struct statement *s, int64_t number)
{
    char digits[24], *end = digits + sizeof digits, *at = end;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0) *--at = '-';
    put(s, at, (size_t)(end - at));
}

/* lead: what stands between this member and the one before it, with its name. */
static void put_member(struct statement *s, const char *lead, const char *text)
{
    if (!text) return;
    put_text(s, lead);
    put_string(s, text);
}

static void put_rules(struct statement *s, const poise_approval *approval)
{
    if (!approval->rules) return;
    put_text(s, ",\"rules\":[");
    for (uint32_t i = 0; i < approval->rule_count; i++)
        put_member(s, i ? "," : "", approval->rules[i]);
    put_text(s, "]");
}

poise_status poise__approval_statement(const poise_approval *approval, poise_write_fn write,
                                       void *ctx)
{
    struct statement s = { write, ctx, false };

    assert(poise__verdict_name(approval->verdict));
    put_text(&s, "poise-approval-1\n{\"at\":");
    put_number(&s, approval->at);
    put_member(&s, ",\"by\":", approval->by);
    put_member(&s, ",\"digest\":", approval->digest);
    put_member(&s, ",\"draft\":", approval->draft_id);
    put_member(&s, ",\"policy\":", approval->policy_digest);
    put_member(&s, ",\"reason\":", approval->reason);
    put_rules(&s, approval);
    put_member(&s, ",\"verdict\":", poise__verdict_name(approval->verdict));
    put_text(&s, "}\n");
    return s.refused ? POISE_E_WRITE : POISE_OK;
}

/* ---- Into memory --------------------------------------------------------------------------- */

struct growing {
    struct poise__array *bytes;
    const poise_alloc *alloc;
};

static int growing_write(void *ctx, const char *bytes, size_t len)
{
    const struct growing *g = ctx;

    assert(len <= RUN_MAX);
    if (poise__array_reserve(g->bytes, g->alloc, (uint32_t)len) != POISE_OK) return 1;
    memcpy((char *)g->bytes->data + g->bytes->count, bytes, len);
    g->bytes->count += (uint32_t)len;
    return 0;
}

poise_status poise__approval_statement_bytes(const poise_approval *approval,
                                             struct poise__array *bytes, const poise_alloc *alloc)
{
    struct growing g = { bytes, alloc };

    assert(bytes->item_size == 1);
    bytes->count = 0;
    return poise__approval_statement(approval, growing_write, &g) == POISE_OK ? POISE_OK
                                                                              : POISE_E_NOMEM;
}
