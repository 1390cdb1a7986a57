/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/asking.h"

#include "base/json_write.h"
#include "base/names.h"

#include <string.h>

void *poise__asking_take(struct poise__asking *a, size_t count, size_t size)
{
    void *items = poise__arena_take_zero(&a->arena, (count + 1) * size);

    if (!items) poise__json_no_memory(&a->reader);
    return items;
}

void poise__asking_strings(struct poise__asking *a, const json_t *object, const char *key,
                           const char *const **items, uint32_t *count)
{
    const json_t *list = NULL;

    if (poise__json_get_array(&a->reader, object, key, &list) != POISE_OK || !list) return;
    const char **texts = poise__asking_take(a, json_array_size(list), sizeof *texts);
    if (!texts) return;
    poise__json_enter_key(&a->reader, key);
    for (size_t i = 0; i < json_array_size(list) && a->reader.status == POISE_OK; i++) {
        const json_t *item = json_array_get(list, i);
        texts[i] = json_string_value(item);
        poise__json_enter_index(&a->reader, i);
        if (!texts[i] || strlen(texts[i]) != json_string_length(item))
            poise__json_fail(&a->reader, "must be a string without zero bytes");
        poise__json_leave(&a->reader);
    }
    poise__json_leave(&a->reader);
    *items = texts;
    *count = (uint32_t)json_array_size(list);
}

/* ---- Approvals ----------------------------------------------------------------------------- */

/* An approval may name the policy by its id: the request says that the two belong together. */
static void approval_read(struct poise__asking *a, const json_t *item, poise_approval *approval)
{
    static const char *const keys[] = { "by",    "at",    "verdict",  "digest", "policy",
                                        "draft", "rules", "verified", "reason", "signature" };
    struct poise__json_reader *reader = &a->reader;
    const char *verdict = NULL;
    bool verified = true;

    *approval = (poise_approval){ .size = sizeof *approval };
    if (!json_is_object(item)) {
        poise__json_fail(reader, "an approval must be an object");
        return;
    }
    poise__json_check_keys(reader, item, keys, sizeof keys / sizeof keys[0]);
    poise__json_get_string(reader, item, "by", &approval->by);
    poise__json_get_int(reader, item, "at", &approval->at);
    poise__json_get_string(reader, item, "verdict", &verdict);
    poise__json_get_string(reader, item, "digest", &approval->digest);
    poise__json_get_string(reader, item, "policy", &approval->policy_digest);
    poise__json_get_string(reader, item, "draft", &approval->draft_id);
    poise__json_get_string(reader, item, "reason", &approval->reason);
    poise__json_get_string(reader, item, "signature", &approval->signature);
    poise__json_get_bool(reader, item, "verified", &verified);
    poise__asking_strings(a, item, "rules", &approval->rules, &approval->rule_count);
    approval->verified = verified;
    approval->verdict = poise__verdict_of(verdict);
    if (!approval->by || !json_object_get(item, "at") || !approval->verdict)
        poise__json_fail(reader, "an approval has \"by\", \"at\" and a \"verdict\": "
                                 "approve, reject, revoke or override");
    if (approval->policy_digest && a->policy->id &&
        strcmp(approval->policy_digest, a->policy->id) == 0)
        approval->policy_digest = a->policy->digest;
}

static void consumed_read(struct poise__asking *a, const json_t *request, poise_approval *approvals)
{
    const json_t *list = NULL;

    if (poise__json_get_array(&a->reader, request, "consumed", &list) != POISE_OK || !list) return;
    poise__json_enter_key(&a->reader, "consumed");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        json_int_t index = json_is_integer(item) ? json_integer_value(item) : -1;
        poise__json_enter_index(&a->reader, i);
        if (index < 0 || index >= a->its_case.approval_count)
            poise__json_fail(&a->reader, "must be the index of an approval");
        else
            approvals[index].consumed = 1;
        poise__json_leave(&a->reader);
    }
    poise__json_leave(&a->reader);
}

void poise__asking_approvals(struct poise__asking *a, const json_t *request)
{
    const json_t *list = NULL;

    if (poise__json_get_array(&a->reader, request, "approvals", &list) != POISE_OK) return;
    poise_approval *approvals = poise__asking_take(a, json_array_size(list), sizeof *approvals);
    if (!approvals) return;
    poise__json_enter_key(&a->reader, "approvals");
    for (size_t i = 0; i < json_array_size(list) && a->reader.status == POISE_OK; i++) {
        poise__json_enter_index(&a->reader, i);
        approval_read(a, json_array_get(list, i), &approvals[i]);
        poise__json_leave(&a->reader);
    }
    poise__json_leave(&a->reader);
    a->its_case.approvals = approvals;
    a->its_case.approval_count = (uint32_t)json_array_size(list);
    consumed_read(a, request, approvals);
}

/* ---- The policy ---------------------------------------------------------------------------- */

/* The policy's digest is that of its compact form with sorted keys, for it is no text of its own. */
static void policy_digest(struct poise__asking *a, const json_t *document)
{
    size_t len;
    char *text = poise__json_text(document, JSON_COMPACT | JSON_SORT_KEYS, &len);
    struct poise__slice bytes = { text, len };

    if (!text) {
        poise__json_no_memory(&a->reader);
        return;
    }
    if (poise__digest_bytes(bytes, a->policy->digest) != POISE_OK) {
        a->reader.failure = POISE_E_CRYPTO;
        poise__json_fail(&a->reader, "no hash function");
    }
    poise__json_free_text(text);
}

void poise__asking_policy(struct poise__asking *a, const json_t *request)
{
    const json_t *document = json_object_get(request, "policy");
    const json_t *roster = json_object_get(request, "roster");

    if (!document) {
        poise__json_fail(&a->reader, "\"policy\" must be there");
        return;
    }
    a->reader.failure = POISE_E_POLICY;
    poise__json_enter_key(&a->reader, "policy");
    if (poise__policy_read(a->policy, &a->reader, document) == POISE_OK) policy_digest(a, document);
    poise__json_leave(&a->reader);
    if (a->reader.status != POISE_OK) return;
    a->reader.failure = POISE_E_ROSTER;
    poise__json_enter_key(&a->reader, "roster");
    poise__roster_read(a->policy, &a->reader, roster);
    poise__json_leave(&a->reader);
    if (a->reader.status != POISE_OK) return;
    a->reader.failure = POISE_E_POLICY;
    if (poise__policy_bind(a->policy) != POISE_OK) poise__json_no_memory(&a->reader);
    poise__json_enter_key(&a->reader, "policy");
    if (a->reader.status == POISE_OK) poise__policy_hold(a->policy, &a->reader, document, roster);
    poise__json_leave(&a->reader);
    a->reader.failure = POISE_E_REQUEST;
}

void poise__asking_signers(struct poise__asking *a, const json_t *request)
{
    struct poise__signers_source source = { .input = 2 };

    poise__json_get_text(&a->reader, request, "signers", &source.signers);
    poise__json_get_text(&a->reader, request, "revoked", &source.revoked);
    if (a->reader.status == POISE_OK)
        a->reader.status = poise__policy_sign(a->policy, &source, a->reader.error);
}

/* ---- The door ------------------------------------------------------------------------------ */

poise_status poise__asking_run(const poise_alloc *alloc, struct poise__slice text,
                               poise__answer_fn *answer_fn, poise_write_fn write, void *ctx)
{
    struct poise__asking a = { .policy = poise__policy_new(alloc) };
    poise_error error = { .size = sizeof error };
    json_t *request = NULL, *answer = NULL;

    poise__arena_init(&a.arena, alloc);
    poise__json_reader_init(&a.reader, text, POISE_E_REQUEST, &error);
    if (!a.policy) {
        poise__json_no_memory(&a.reader);
    } else if (text.len > POISE_REQUEST_MAX) {
        a.reader.failure = POISE_E_TOO_LONG;
        poise__json_fail(&a.reader, "too long: a request may have 64 MiB");
    }
    if (a.reader.status == POISE_OK && (request = poise__json_parse(&a.reader)))
        answer = answer_fn(&a, request);
    if (!answer) answer = poise__json_set(json_object(), "error", poise__json_error(&error));
    poise_status written = poise__json_line(answer, "{" POISE__JSON_NO_MEMORY, write, ctx);
    json_decref(request);
    poise__policy_free(a.policy);
    poise__arena_release(&a.arena);
    return a.reader.status != POISE_OK && written != POISE_E_WRITE ? a.reader.status : written;
}
