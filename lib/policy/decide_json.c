/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/tables.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

/* ---- Writing JSON -------------------------------------------------------------------------- */

/* A line in the making. Once memory is out, nothing more is added. */
struct line {
    struct poise__array bytes; /* of char */
    const poise_alloc *alloc;
    bool failed;
};

static void line_add(struct line *line, const char *text, size_t len)
{
    if (line->failed || len > UINT32_MAX ||
        poise__array_reserve(&line->bytes, line->alloc, (uint32_t)len) != POISE_OK) {
        line->failed = true;
        return;
    }
    memcpy((char *)line->bytes.data + line->bytes.count, text, len);
    line->bytes.count += (uint32_t)len;
}

static void line_put(struct line *line, const char *text)
{
    line_add(line, text, strlen(text));
}

static void line_number(struct line *line, uint32_t number)
{
    char digits[10];
    size_t at = sizeof digits;

    do digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    line_add(line, digits + at, sizeof digits - at);
}

static void line_escape(struct line *line, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char escape[] = "\\u00..";

    if (c == '"' || c == '\\') {
        line_put(line, c == '"' ? "\\\"" : "\\\\");
        return;
    }
    escape[4] = hex[c >> 4];
    escape[5] = hex[c & 15];
    line_put(line, escape);
}

/* A message may be cut inside a character; what is no UTF-8 becomes U+FFFD. */
static void line_string(struct line *line, const char *text)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    size_t len = strlen(text);

    line_put(line, "\"");
    for (size_t at = 0; at < len;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t step = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(len - at), &point);
        if (step < 1)
            line_put(line, "\xEF\xBF\xBD");
        else if (point < 0x20 || point == '"' || point == '\\')
            line_escape(line, (unsigned char)point);
        else
            line_add(line, text + at, (size_t)step);
        at += step < 1 ? 1 : (size_t)step;
    }
    line_put(line, "\"");
}

/* ---- The answer ---------------------------------------------------------------------------- */

static void answer_needs(struct line *line, const struct poise__decision *d)
{
    const struct poise__need *needs = POISE__ITEMS(const struct poise__need, d->needs);

    line_put(line, ",\"needs\":[");
    for (uint32_t i = 0; i < d->needs.count; i++) {
        line_put(line, i ? ",{\"rule\":" : "{\"rule\":");
        line_string(line, needs[i].rule);
        line_put(line, ",\"have\":");
        line_number(line, needs[i].have);
        line_put(line, ",\"want\":");
        line_number(line, needs[i].want);
        line_put(line, ",\"roles\":");
        line_string(line, needs[i].roles);
        line_put(line, needs[i].possible ? ",\"possible\":true}" : ",\"possible\":false}");
    }
    line_put(line, "]");
}

static void answer_decision(struct line *line, const struct poise__decision *d)
{
    static const char *const outcomes[] = { "none", "allow", "need", "deny" };

    line_put(line, "{\"decision\":");
    line_string(line, outcomes[d->outcome]);
    answer_needs(line, d);
    line_put(line, ",\"reasons\":[");
    for (uint32_t i = 0; i < d->reasons.count; i++) {
        if (i) line_put(line, ",");
        line_string(line, POISE__ITEMS(const char *, d->reasons)[i]);
    }
    line_put(line, "],\"records\":[");
    for (uint32_t i = 0; i < d->dispositions.count; i++) {
        if (i) line_put(line, ",");
        line_string(line, poise__record_name(POISE__ITEMS(uint8_t, d->dispositions)[i]));
    }
    line_put(line, "]}\n");
}

static void answer_error(struct line *line, const poise_error *error)
{
    line_put(line, "{\"error\":{\"status\":");
    line_string(line, poise_status_name(error->status));
    line_put(line, ",\"offset\":");
    line_number(line, error->offset);
    line_put(line, ",\"line\":");
    line_number(line, error->line);
    line_put(line, ",\"column\":");
    line_number(line, error->column);
    line_put(line, ",\"message\":");
    line_string(line, error->message);
    line_put(line, "}}\n");
}

/* ---- The request --------------------------------------------------------------------------- */

/* A request being read. What it points to lives in the document and the arena. */
struct asking {
    struct poise__json_reader reader;
    struct poise__arena arena;
    poise_policy *policy;
    struct poise__facts facts;
    struct poise__case its_case;
};

/* count items, zeroed; NULL after a failure that is recorded. */
static void *asking_take(struct asking *a, size_t count, size_t size)
{
    void *items = poise__arena_take(&a->arena, (count + 1) * size);

    if (items)
        memset(items, 0, (count + 1) * size);
    else
        poise__json_no_memory(&a->reader);
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
    const char **word;

    *fact = (struct poise__fact){ .name = name, .is_set = !json_is_integer(value) };
    if (json_is_integer(value)) {
        fact->number = json_integer_value(value);
    } else if (json_is_array(value)) {
        strings_read(a, findings, name, &fact->items, &fact->item_count);
    } else if (json_is_string(value) || json_is_boolean(value)) {
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
    const char *name;
    json_t *value;

    a->its_case.facts = &a->facts;
    if (poise__json_get_object(&a->reader, request, "findings", &findings) != POISE_OK || !findings)
        return;
    struct poise__fact *facts = asking_take(a, json_object_size(findings), sizeof *facts);
    if (!facts) return;
    poise__json_enter_key(&a->reader, "findings");
    json_object_foreach((json_t *)findings, name, value)
        fact_read(a, findings, name, value, &facts[a->facts.count++]);
    poise__json_leave(&a->reader);
    a->facts.items = facts;
}

static void draft_read(struct asking *a, const json_t *request)
{
    static const char *const keys[] = { "id", "digest", "author", "editors" };
    const json_t *draft = NULL;
    struct poise__case *c = &a->its_case;

    if (poise__json_get_object(&a->reader, request, "draft", &draft) != POISE_OK) return;
    if (!draft) {
        poise__json_fail(&a->reader, "\"draft\" must be there");
        return;
    }
    poise__json_enter_key(&a->reader, "draft");
    poise__json_check_keys(&a->reader, draft, keys, 4);
    poise__json_get_string(&a->reader, draft, "id", &c->draft_id);
    poise__json_get_string(&a->reader, draft, "digest", &c->digest);
    poise__json_get_string(&a->reader, draft, "author", &c->author);
    strings_read(a, draft, "editors", &c->editors, &c->editor_count);
    if (!c->digest) poise__json_fail(&a->reader, "\"digest\" must be there");
    poise__json_leave(&a->reader);
}

static uint32_t verdict_of(const char *text)
{
    static const char *const verdicts[] = { "approve", "reject", "revoke" };

    for (uint32_t i = 0; text && i < 3; i++)
        if (strcmp(text, verdicts[i]) == 0) return i + 1;
    return 0;
}

/* An approval may name the policy by its id: the request says that the two belong together. */
static void approval_read(struct asking *a, const json_t *item, poise_approval *approval)
{
    static const char *const keys[] = { "by",     "at",    "verdict", "digest",
                                        "policy", "draft", "rules",   "verified" };
    struct poise__json_reader *reader = &a->reader;
    const char *verdict = NULL;
    bool verified = true;

    *approval = (poise_approval){ .size = sizeof *approval };
    if (!json_is_object(item)) {
        poise__json_fail(reader, "an approval must be an object");
        return;
    }
    poise__json_check_keys(reader, item, keys, 8);
    poise__json_get_string(reader, item, "by", &approval->by);
    poise__json_get_int(reader, item, "at", &approval->at);
    poise__json_get_string(reader, item, "verdict", &verdict);
    poise__json_get_string(reader, item, "digest", &approval->digest);
    poise__json_get_string(reader, item, "policy", &approval->policy_digest);
    poise__json_get_string(reader, item, "draft", &approval->draft_id);
    poise__json_get_bool(reader, item, "verified", &verified);
    strings_read(a, item, "rules", &approval->rules, &approval->rule_count);
    approval->verified = verified;
    approval->verdict = verdict_of(verdict);
    if (!approval->by || !json_object_get(item, "at") || !approval->verdict)
        poise__json_fail(reader, "an approval has \"by\", \"at\" and a \"verdict\": "
                                 "approve, reject or revoke");
    if (approval->policy_digest && a->policy->id &&
        strcmp(approval->policy_digest, a->policy->id) == 0)
        approval->policy_digest = a->policy->digest;
}

static void approvals_read(struct asking *a, const json_t *request)
{
    const json_t *list = NULL;

    if (poise__json_get_array(&a->reader, request, "approvals", &list) != POISE_OK || !list) return;
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
}

static void consumed_read(struct asking *a, const json_t *request)
{
    const json_t *list = NULL;

    if (poise__json_get_array(&a->reader, request, "consumed", &list) != POISE_OK || !list) return;
    uint32_t *consumed = asking_take(a, json_array_size(list), sizeof *consumed);
    if (!consumed) return;
    poise__json_enter_key(&a->reader, "consumed");
    for (size_t i = 0; i < json_array_size(list) && a->reader.status == POISE_OK; i++) {
        const json_t *item = json_array_get(list, i);
        json_int_t index = json_is_integer(item) ? json_integer_value(item) : -1;
        poise__json_enter_index(&a->reader, i);
        if (index < 0 || index >= a->its_case.approval_count)
            poise__json_fail(&a->reader, "must be the index of an approval");
        else
            consumed[i] = (uint32_t)index;
        poise__json_leave(&a->reader);
    }
    poise__json_leave(&a->reader);
    a->its_case.consumed = consumed;
    a->its_case.consumed_count = (uint32_t)json_array_size(list);
}

/* The policy's digest is that of its compact form with sorted keys, for it is no text of its own. */
static void policy_digest(struct asking *a, const json_t *document)
{
    char *text = json_dumps(document, JSON_COMPACT | JSON_SORT_KEYS);
    struct poise__slice bytes = { text, text ? strlen(text) : 0 };

    if (!text) {
        poise__json_no_memory(&a->reader);
        return;
    }
    if (poise__digest_bytes(bytes, a->policy->digest) != POISE_OK) {
        a->reader.failure = POISE_E_CRYPTO;
        poise__json_fail(&a->reader, "no hash function");
    }
    free(text);
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
    a->reader.failure = POISE_E_REQUEST;
    if (poise__policy_bind(a->policy) != POISE_OK) poise__json_no_memory(&a->reader);
}

static poise_status request_read(struct asking *a, const json_t *request)
{
    static const char *const keys[] = { "policy",    "roster",   "findings", "draft",
                                        "approvals", "consumed", "now" };

    if (!json_is_object(request)) return poise__json_fail(&a->reader, "a request is an object");
    poise__json_check_keys(&a->reader, request, keys, 7);
    if (a->reader.status == POISE_OK) policy_read(a, request);
    if (a->reader.status == POISE_OK) findings_read(a, request);
    if (a->reader.status == POISE_OK) draft_read(a, request);
    if (a->reader.status == POISE_OK) approvals_read(a, request);
    if (a->reader.status == POISE_OK) consumed_read(a, request);
    a->its_case.timed = json_object_get(request, "now");
    return poise__json_get_int(&a->reader, request, "now", &a->its_case.now);
}

/* The line for a request that was parsed. */
static poise_status request_answer(struct asking *a, const json_t *request, struct line *line)
{
    struct poise__decision decision;

    if (request_read(a, request) != POISE_OK) return a->reader.status;
    poise__decision_init(&decision, line->alloc);
    if (poise__policy_decide(a->policy, &a->its_case, &decision) == POISE_OK)
        answer_decision(line, &decision);
    else
        line->failed = true;
    poise__decision_release(&decision);
    return line->failed ? poise__json_no_memory(&a->reader) : POISE_OK;
}

static poise_status line_write(struct line *line, poise_write_fn write, void *ctx)
{
    static const char no_memory[] = "{\"error\":{\"status\":\"POISE_E_NOMEM\",\"offset\":0,"
                                    "\"line\":1,\"column\":1,\"message\":\"out of memory\"}}\n";
    int refused = line->failed ? write(ctx, no_memory, sizeof no_memory - 1)
                               : write(ctx, line->bytes.data, line->bytes.count);

    return refused ? POISE_E_WRITE : POISE_OK;
}

poise_status poise__decide_json(const poise_alloc *alloc, struct poise__slice text,
                                poise_write_fn write, void *ctx)
{
    struct asking a = { .policy = poise__policy_new(alloc) };
    struct line line = { .alloc = alloc };
    poise_error error = { .size = sizeof error };
    json_t *request = NULL;

    poise__array_init(&line.bytes, 1);
    poise__arena_init(&a.arena, alloc);
    poise__json_reader_init(&a.reader, text, POISE_E_REQUEST, &error);
    if (!a.policy)
        poise__json_no_memory(&a.reader);
    else if ((request = poise__json_parse(&a.reader)))
        request_answer(&a, request, &line);
    if (a.reader.status != POISE_OK && a.reader.status != POISE_E_NOMEM)
        answer_error(&line, &error);
    if (a.reader.status == POISE_E_NOMEM) line.failed = true;
    poise_status status = line.failed ? POISE_E_NOMEM : a.reader.status;
    if (line_write(&line, write, ctx) != POISE_OK) status = POISE_E_WRITE;
    json_decref(request);
    poise__policy_free(a.policy);
    poise__array_release(&line.bytes, alloc);
    poise__arena_release(&a.arena);
    return status;
}
