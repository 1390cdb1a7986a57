/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/tables.h"

#include "base/json_write.h"
#include "base/names.h"

#include <string.h>

/* A request being read. What it points to lives in the document and the arena. */
struct asking {
    struct poise__json_reader reader;
    struct poise__arena arena;
    poise_policy *policy;
    struct poise__facts facts;
    struct poise__case its_case;
};

/* ---- The answer ---------------------------------------------------------------------------- */

static json_t *need_json(const void *item)
{
    return poise__json_need(item);
}

static json_t *record_json(const void *item)
{
    return json_string(poise__record_name(*(const uint8_t *)item));
}

static json_t *decision_json(const struct asking *a, const struct poise__decision *d)
{
    json_t *answer = json_pack("{s:s}", "decision", poise__decision_name(d->outcome));

    const poise_ticket ticket = poise__ticket_of(a->policy, &a->its_case, d);

    answer = poise__json_set(answer, "needs", poise__json_list(&d->needs, need_json));
    answer = poise__json_set(answer, "reasons",
                             poise__json_list(&d->reasons, poise__json_string_item));
    answer = poise__json_set(answer, "records", poise__json_list(&d->dispositions, record_json));
    return poise__decision_allows(d) ? poise__json_ticket(answer, &ticket) : answer;
}

/* ---- The request --------------------------------------------------------------------------- */

/* count items, zeroed; NULL after a failure that is recorded. */
static void *asking_take(struct asking *a, size_t count, size_t size)
{
    void *items = poise__arena_take_zero(&a->arena, (count + 1) * size);

    if (!items) poise__json_no_memory(&a->reader);
    return items;
}

/* The strings of an array member. *items stays NULL when it is missing. */
static void strings_read(struct asking *a, const json_t *object, const char *key,
                         const char *const **items, uint32_t *count)
{
    const json_t *list = NULL;

    if (poise__json_get_array(&a->reader, object, key, &list) != POISE_OK || !list) return;
    const char **texts = asking_take(a, json_array_size(list), sizeof *texts);
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

static void fact_read(struct asking *a, const json_t *findings, const char *name,
                      const json_t *value, struct poise__fact *fact)
{
    bool is_word = json_is_string(value), is_truth = json_is_boolean(value);
    const char **word;

    *fact = (struct poise__fact){ .name = name, .is_set = !json_is_integer(value) };
    if (json_is_integer(value)) {
        fact->number = json_integer_value(value);
    } else if (json_is_array(value)) {
        strings_read(a, findings, name, &fact->items, &fact->item_count);
    } else if (is_word || is_truth) {
        if (!(word = asking_take(a, 1, sizeof *word))) return;
        *word = json_is_true(value) ? "true" : json_is_false(value) ? "false" : NULL;
        if (!*word) poise__json_get_string(&a->reader, findings, name, word);
        fact->items = word;
        fact->item_count = 1;
    } else {
        poise__json_enter_key(&a->reader, name);
        poise__json_fail(&a->reader, "a finding is a whole number, a word, true or false, or an "
                                     "array of words");
        poise__json_leave(&a->reader);
    }
}

static void findings_read(struct asking *a, const json_t *request)
{
    const json_t *findings = NULL;

    a->its_case.facts = &a->facts;
    if (poise__json_get_object(&a->reader, request, "findings", &findings) != POISE_OK || !findings)
        return;
    struct poise__fact *facts = asking_take(a, json_object_size(findings), sizeof *facts);
    if (!facts) return;
    poise__json_enter_key(&a->reader, "findings");
    for (void *at = json_object_iter((json_t *)findings); at;
         at = json_object_iter_next((json_t *)findings, at))
        fact_read(a, findings, json_object_iter_key(at), json_object_iter_value(at),
                  &facts[a->facts.count++]);
    poise__json_leave(&a->reader);
    a->facts.items = facts;
}

static void draft_read(struct asking *a, const json_t *request)
{
    static const char *const keys[] = { "id",       "digest",      "author", "editors",
                                        "template", "template_id", "since" };
    const json_t *draft = NULL;
    struct poise__case *c = &a->its_case;

    if (poise__json_get_object(&a->reader, request, "draft", &draft) != POISE_OK) return;
    if (!draft) {
        poise__json_fail(&a->reader, "\"draft\" must be there");
        return;
    }
    poise__json_enter_key(&a->reader, "draft");
    poise__json_check_keys(&a->reader, draft, keys, sizeof keys / sizeof keys[0]);
    poise__json_get_string(&a->reader, draft, "id", &c->draft_id);
    poise__json_get_string(&a->reader, draft, "digest", &c->digest);
    poise__json_get_string(&a->reader, draft, "author", &c->author);
    poise__json_get_string(&a->reader, draft, "template", &c->template_digest);
    poise__json_get_string(&a->reader, draft, "template_id", &c->template_id);
    poise__json_get_int(&a->reader, draft, "since", &c->since);
    strings_read(a, draft, "editors", &c->editors, &c->editor_count);
    if (!c->digest) poise__json_fail(&a->reader, "\"digest\" must be there");
    poise__json_leave(&a->reader);
}

static uint32_t verdict_of(const char *text)
{
    static const char *const verdicts[] = { "approve", "reject", "revoke", "override" };

    for (uint32_t i = 0; text && i < sizeof verdicts / sizeof verdicts[0]; i++)
        if (strcmp(text, verdicts[i]) == 0) return POISE_VERDICT_APPROVE + i;
    return 0;
}

/* An approval may name the policy by its id: the request says that the two belong together. */
static void approval_read(struct asking *a, const json_t *item, poise_approval *approval)
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
    strings_read(a, item, "rules", &approval->rules, &approval->rule_count);
    approval->verified = verified;
    approval->verdict = verdict_of(verdict);
    if (!approval->by || !json_object_get(item, "at") || !approval->verdict)
        poise__json_fail(reader, "an approval has \"by\", \"at\" and a \"verdict\": "
                                 "approve, reject, revoke or override");
    if (approval->policy_digest && a->policy->id &&
        strcmp(approval->policy_digest, a->policy->id) == 0)
        approval->policy_digest = a->policy->digest;
}

static void consumed_read(struct asking *a, const json_t *request, poise_approval *approvals)
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

static void approvals_read(struct asking *a, const json_t *request)
{
    const json_t *list = NULL;

    if (poise__json_get_array(&a->reader, request, "approvals", &list) != POISE_OK) return;
    poise_approval *approvals = asking_take(a, json_array_size(list), sizeof *approvals);
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

/* The policy's digest is that of its compact form with sorted keys, for it is no text of its own. */
static void policy_digest(struct asking *a, const json_t *document)
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

static void policy_read(struct asking *a, const json_t *request)
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

/* Lines and columns of an error are those of the file, not of the request. */
static void signers_read(struct asking *a, const json_t *request)
{
    struct poise__signers_source source = { .input = 2 };

    poise__json_get_text(&a->reader, request, "signers", &source.signers);
    poise__json_get_text(&a->reader, request, "revoked", &source.revoked);
    if (a->reader.status == POISE_OK)
        a->reader.status = poise__policy_sign(a->policy, &source, a->reader.error);
}

static poise_status request_read(struct asking *a, const json_t *request)
{
    static const char *const keys[] = { "policy",   "roster", "findings", "draft",  "approvals",
                                        "consumed", "now",    "signers",  "revoked" };

    if (!json_is_object(request)) return poise__json_fail(&a->reader, "a request is an object");
    poise__json_check_keys(&a->reader, request, keys, sizeof keys / sizeof keys[0]);
    if (a->reader.status == POISE_OK) policy_read(a, request);
    if (a->reader.status == POISE_OK) signers_read(a, request);
    if (a->reader.status == POISE_OK) findings_read(a, request);
    if (a->reader.status == POISE_OK) draft_read(a, request);
    if (a->reader.status == POISE_OK) approvals_read(a, request);
    a->its_case.timed = json_object_get(request, "now");
    return poise__json_get_int(&a->reader, request, "now", &a->its_case.now);
}

/* The answer to a request that was parsed; NULL after a failure that is recorded. */
static json_t *request_answer(struct asking *a, const json_t *request, const poise_alloc *alloc)
{
    struct poise__decision decision;
    json_t *answer = NULL;

    if (request_read(a, request) != POISE_OK) return NULL;
    poise__decision_init(&decision, alloc);
    if (poise__policy_decide(a->policy, &a->its_case, &decision) == POISE_OK)
        answer = decision_json(a, &decision);
    if (!answer) poise__json_no_memory(&a->reader);
    poise__decision_release(&decision);
    return answer;
}

poise_status poise__decide_json(const poise_alloc *alloc, struct poise__slice text,
                                poise_write_fn write, void *ctx)
{
    struct asking a = { .policy = poise__policy_new(alloc) };
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
        answer = request_answer(&a, request, alloc);
    if (!answer) answer = poise__json_set(json_object(), "error", poise__json_error(&error));
    poise_status written = poise__json_line(answer, "{" POISE__JSON_NO_MEMORY, write, ctx);
    json_decref(request);
    poise__policy_free(a.policy);
    poise__arena_release(&a.arena);
    return a.reader.status != POISE_OK && written != POISE_E_WRITE ? a.reader.status : written;
}
