/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/condition.h"
#include "policy/matching.h"
#include "policy/people.h"

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
    };

    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++)
        poise__array_release(arrays[i], &alloc);
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

/* ---- Rules that can never be met ----------------------------------------------------------- */

static bool alternative_possible(const poise_policy *p, const struct poise__alternative *a,
                                 struct poise__matching *m)
{
    static const struct poise__moment ever = { .when = POISE__WHEN_EVER };

    poise__matching_clear(m);
    m->slot_count = a->slots.count;
    m->places = a->places;
    for (uint32_t i = 0; i < a->slots.count; i++) {
        const struct poise__slot *slot = &POISE__ITEMS(struct poise__slot,
                                                       p->slots)[a->slots.begin + i];
        m->wanted[i] = slot->count;
        m->listed[i] = 0;
        for (uint32_t person = 0; person < p->persons.count; person++)
            if (poise__slot_fits(p, slot, person, &ever) && !poise__matching_list(m, i, person))
                break;
    }
    return poise__matching_fill(m) == m->places;
}

static bool rule_possible(const poise_policy *p, const struct poise__policy_rule *rule,
                          struct poise__matching *m)
{
    if (rule->effect != POISE__EFFECT_ANY) return true;
    for (uint32_t i = 0; i < rule->alternatives.count; i++)
        if (alternative_possible(p,
                                 &POISE__ITEMS(struct poise__alternative,
                                               p->alternatives)[rule->alternatives.begin + i],
                                 m))
            return true;
    return false;
}

/* Place the warning, but let the reader go on: its failure is success. */
static void rule_warn(const poise_policy *p, const struct poise__json_reader *reader,
                      uint32_t index)
{
    struct poise__json_reader warner = *reader;

    warner.failure = POISE_OK;
    if (index < p->baseline) {
        poise__json_enter_key(&warner, "baseline");
    } else {
        poise__json_enter_key(&warner, "rules");
        poise__json_enter_index(&warner, index - p->baseline);
    }
    poise__json_fail(&warner, "rule \"%.60s\" can never be met: too few people may fill it",
                     POISE__ITEMS(struct poise__policy_rule, p->rules)[index].name);
}

poise_status poise__policy_warn(const poise_policy *policy, struct poise__json_reader *reader)
{
    struct poise__matching *m = poise__acquire(&policy->alloc, sizeof *m);
    size_t size = ((size_t)policy->persons.count + 1) * sizeof(uint32_t);
    poise_status status = POISE_E_NOMEM;

    if (m && (m->owner = poise__acquire(&policy->alloc, size))) {
        memset(m->owner, 0xFF, size);
        m->slot_count = 0;
        for (uint32_t i = 0; i < policy->rules.count; i++) {
            if (rule_possible(policy, &POISE__ITEMS(struct poise__policy_rule, policy->rules)[i],
                              m))
                continue;
            rule_warn(policy, reader, i);
            break;
        }
        poise__release(&policy->alloc, m->owner, size);
        status = POISE_OK;
    }
    if (m) poise__release(&policy->alloc, m, sizeof *m);
    return status;
}

/* ---- Both documents ------------------------------------------------------------------------ */

static poise_status parse_roster(poise_policy *policy, const poise_policy_source *source,
                                 poise_error *error)
{
    struct poise__json_reader reader;
    struct poise__slice text = { source->roster, source->roster_len };

    if (!source->roster) return POISE_OK;
    poise__json_reader_init(&reader, text, POISE_E_ROSTER, error);
    reader.input = 1;
    json_t *document = poise__json_parse(&reader);
    if (!document) return reader.status;
    poise__roster_read(policy, &reader, document);
    json_decref(document);
    return reader.status;
}

static poise_status parse_both(poise_policy *policy, const poise_policy_source *source,
                               poise_error *error)
{
    struct poise__json_reader reader;
    struct poise__slice text = { source->policy, source->policy_len };
    poise_status status = poise__digest_bytes(text, policy->digest);

    if (status != POISE_OK) return status;
    poise__json_reader_init(&reader, text, POISE_E_POLICY, error);
    json_t *document = poise__json_parse(&reader);
    if (!document) return reader.status;
    status = poise__policy_read(policy, &reader, document);
    json_decref(document);
    if (status != POISE_OK) return status;
    status = parse_roster(policy, source, error);
    if (status != POISE_OK) return status;
    if (poise__policy_bind(policy) != POISE_OK || poise__policy_warn(policy, &reader) != POISE_OK)
        return poise__json_no_memory(&reader);
    return POISE_OK;
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
