/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/asking.h"

#include "base/json_write.h"
#include "base/names.h"

#include <string.h>

/* ---- The answer ---------------------------------------------------------------------------- */

static json_t *need_json(const void *item)
{
    return poise__json_need(item);
}

static json_t *record_json(const void *item)
{
    return json_string(poise__record_name(*(const uint8_t *)item));
}

static json_t *decision_json(const struct poise__asking *a, const struct poise__decision *d)
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

static void fact_read(struct poise__asking *a, const json_t *findings, const char *name,
                      const json_t *value, struct poise__fact *fact)
{
    bool is_word = json_is_string(value), is_truth = json_is_boolean(value);
    const char **word;

    *fact = (struct poise__fact){ .name = name, .is_set = !json_is_integer(value) };
    if (json_is_integer(value)) {
        fact->number = json_integer_value(value);
    } else if (json_is_array(value)) {
        poise__asking_strings(a, findings, name, &fact->items, &fact->item_count);
    } else if (is_word || is_truth) {
        if (!(word = poise__asking_take(a, 1, sizeof *word))) return;
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

static void findings_read(struct poise__asking *a, const json_t *request)
{
    const json_t *findings = NULL;

    a->its_case.facts = &a->facts;
    if (poise__json_get_object(&a->reader, request, "findings", &findings) != POISE_OK || !findings)
        return;
    struct poise__fact *facts = poise__asking_take(a, json_object_size(findings), sizeof *facts);
    if (!facts) return;
    poise__json_enter_key(&a->reader, "findings");
    for (void *at = json_object_iter((json_t *)findings); at;
         at = json_object_iter_next((json_t *)findings, at))
        fact_read(a, findings, json_object_iter_key(at), json_object_iter_value(at),
                  &facts[a->facts.count++]);
    poise__json_leave(&a->reader);
    a->facts.items = facts;
}

static void draft_read(struct poise__asking *a, const json_t *request)
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
    poise__asking_strings(a, draft, "editors", &c->editors, &c->editor_count);
    if (!c->digest) poise__json_fail(&a->reader, "\"digest\" must be there");
    poise__json_leave(&a->reader);
}

static poise_status request_read(struct poise__asking *a, const json_t *request)
{
    static const char *const keys[] = { "policy",   "roster", "findings", "draft",  "approvals",
                                        "consumed", "now",    "signers",  "revoked" };

    if (!json_is_object(request)) return poise__json_fail(&a->reader, "a request is an object");
    poise__json_check_keys(&a->reader, request, keys, sizeof keys / sizeof keys[0]);
    if (a->reader.status == POISE_OK) poise__asking_policy(a, request);
    if (a->reader.status == POISE_OK) poise__asking_signers(a, request);
    if (a->reader.status == POISE_OK) findings_read(a, request);
    if (a->reader.status == POISE_OK) draft_read(a, request);
    if (a->reader.status == POISE_OK) poise__asking_approvals(a, request);
    a->its_case.timed = json_object_get(request, "now");
    return poise__json_get_int(&a->reader, request, "now", &a->its_case.now);
}

static json_t *request_answer(struct poise__asking *a, const json_t *request)
{
    struct poise__decision decision;
    json_t *answer = NULL;

    if (request_read(a, request) != POISE_OK) return NULL;
    poise__decision_init(&decision, &a->arena.alloc);
    if (poise__policy_decide(a->policy, &a->its_case, &decision) == POISE_OK)
        answer = decision_json(a, &decision);
    if (!answer) poise__json_no_memory(&a->reader);
    poise__decision_release(&decision);
    return answer;
}

poise_status poise__decide_json(const poise_alloc *alloc, struct poise__slice text,
                                poise_write_fn write, void *ctx)
{
    return poise__asking_run(alloc, text, request_answer, write, ctx);
}
