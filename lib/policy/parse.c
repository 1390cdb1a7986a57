/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/condition.h"
#include "policy/matching.h"
#include "policy/people.h"

#include <stdio.h>
#include <string.h>

/* ---- Life ---------------------------------------------------------------------------------- */

poise_policy *poise__policy_new(const poise_alloc *alloc)
{
    poise_policy *p = poise__acquire_zero(alloc, sizeof *p);

    if (!p) return NULL;
    p->alloc = *alloc;
    p->ttl = INT64_MAX;
    p->override.slot = POISE__NOBODY;
    p->exclude = POISE__EXCLUDE_AUTHOR | POISE__EXCLUDE_EDITORS;
    poise__arena_init(&p->strings, alloc);
    poise__array_init(&p->nodes, sizeof(struct poise__node));
    poise__array_init(&p->words, sizeof(struct poise__name));
    poise__array_init(&p->rules, sizeof(struct poise__policy_rule));
    poise__array_init(&p->alternatives, sizeof(struct poise__alternative));
    poise__array_init(&p->slots, sizeof(struct poise__slot));
    poise__array_init(&p->mentions, sizeof(struct poise__mention));
    poise__array_init(&p->groups, sizeof(struct poise__range));
    poise__array_init(&p->members, sizeof(uint32_t));
    poise__array_init(&p->roles, sizeof(struct poise__name));
    poise__array_init(&p->persons, sizeof(struct poise__person));
    poise__array_init(&p->holdings, sizeof(struct poise__holding));
    poise__array_init(&p->names, sizeof(struct poise__name));
    poise__array_init(&p->keys, sizeof(struct poise__name));
    poise__signers_init(&p->signers, alloc);
    return p;
}

void poise__policy_free(poise_policy *policy)
{
    if (!policy) return;
    poise_alloc alloc = policy->alloc;
    struct poise__array *const arrays[] = {
        &policy->nodes, &policy->words,    &policy->rules,    &policy->alternatives,
        &policy->slots, &policy->mentions, &policy->groups,   &policy->members,
        &policy->roles, &policy->persons,  &policy->holdings, &policy->names,
        &policy->keys,
    };

    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++)
        poise__array_release(arrays[i], &alloc);
    poise__signers_release(&policy->signers);
    poise__arena_release(&policy->strings);
    poise__release(&alloc, policy, sizeof *policy);
}

const char *poise__policy_digest(const poise_policy *policy)
{
    return policy->digest;
}

/* ---- Binding ------------------------------------------------------------------------------- */

static int mentions_compare(const void *left, const void *right)
{
    const struct poise__mention *a = left, *b = right;

    return a->id < b->id ? -1 : a->id > b->id;
}

static void mentions_sort(struct poise__mention *mentions, uint32_t count)
{
    poise__sort(mentions, count, sizeof *mentions, mentions_compare);
}

poise_status poise__policy_bind(poise_policy *policy)
{
    const struct poise__slot *slots = POISE__ITEMS(struct poise__slot, policy->slots);
    struct poise__mention *mentions = POISE__ITEMS(struct poise__mention, policy->mentions);

    for (uint32_t s = 0; s < policy->slots.count; s++) {
        struct poise__range roles = slots[s].roles, people = slots[s].people;
        for (uint32_t i = roles.begin; i < roles.begin + roles.count; i++)
            mentions[i].id = poise__names_find(POISE__ITEMS(struct poise__name, policy->roles),
                                               policy->roles.count, mentions[i].name);
        for (uint32_t i = people.begin; i < people.begin + people.count; i++)
            if (poise__person_find(policy, &policy->strings, mentions[i].name, &mentions[i].id) !=
                POISE_OK)
                return POISE_E_NOMEM;
        if (roles.count) mentions_sort(&mentions[roles.begin], roles.count);
        if (people.count) mentions_sort(&mentions[people.begin], people.count);
    }
    return POISE_OK;
}

/* ---- Signers ------------------------------------------------------------------------------- */

poise_status poise__policy_sign(poise_policy *policy, const struct poise__signers_source *source,
                                poise_error *error)
{
    policy->signers_known = source->signers.data != NULL;
    if (policy->signers_known || !policy->signatures_required)
        return poise__signers_read(&policy->signers, source, error);
    if (error) {
        error->status = POISE_E_POLICY;
        snprintf(error->message, sizeof error->message,
                 "the policy requires signatures, and no list of signers was given");
    }
    return POISE_E_POLICY;
}

/* ---- Both documents ------------------------------------------------------------------------ */

/* The documents while they are read. */
struct parsing {
    poise_policy *policy;
    struct poise__json_reader readers[2];
    json_t *documents[2]; /* policy, roster */
};

static poise_status parse_documents(struct parsing *p, const poise_policy_source *source,
                                    poise_error *error)
{
    struct poise__slice texts[2] = { { source->policy, source->policy_len },
                                     { source->roster, source->roster_len } };
    static const poise_status failures[2] = { POISE_E_POLICY, POISE_E_ROSTER };

    for (uint32_t i = 0; i < 2; i++) {
        poise__json_reader_init(&p->readers[i], texts[i], failures[i], error);
        p->readers[i].input = i;
        if (i == 1 && !source->roster) break;
        if (!(p->documents[i] = poise__json_parse(&p->readers[i]))) return p->readers[i].status;
        poise_status status = i == 0
                                  ? poise__policy_read(p->policy, &p->readers[0], p->documents[0])
                                  : poise__roster_read(p->policy, &p->readers[1], p->documents[1]);
        if (status != POISE_OK) return status;
    }
    if (poise__policy_bind(p->policy) != POISE_OK) return poise__json_no_memory(&p->readers[0]);
    return poise__policy_hold(p->policy, &p->readers[0], p->documents[0], p->documents[1]);
}

static poise_status parse_both(poise_policy *policy, const poise_policy_source *source,
                               poise_error *error)
{
    struct parsing p = { .policy = policy };
    struct poise__slice text = { source->policy, source->policy_len };
    poise_status status = poise__digest_bytes(text, policy->digest);

    const struct poise__signers_source signers = { { source->signers, source->signers_len },
                                                   { source->revoked, source->revoked_len },
                                                   2 };
    const struct poise__slice people[] = { { source->roster, source->roster_len },
                                           signers.signers,
                                           signers.revoked };
    if (status == POISE_OK)
        status = poise__digest_people(people, sizeof people / sizeof people[0],
                                      policy->people_digest);
    if (status == POISE_OK) status = parse_documents(&p, source, error);
    if (status == POISE_OK) status = poise__policy_sign(policy, &signers, error);
    json_decref(p.documents[0]);
    json_decref(p.documents[1]);
    return status;
}

poise_status poise__policy_parse(const poise_alloc *alloc, const poise_policy_source *source,
                                 poise_error *error, poise_policy **policy)
{
    poise_policy *made = poise__policy_new(alloc);

    *policy = NULL;
    if (!made) return POISE_E_NOMEM;
    poise_status status = parse_both(made, source, error);
    if (status != POISE_OK) {
        poise__policy_free(made);
        return status;
    }
    *policy = made;
    return POISE_OK;
}
