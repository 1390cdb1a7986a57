/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/duration.h"
#include "policy/reading.h"

#include <string.h>

/* ---- Rules among each other ---------------------------------------------------------------- */

/* Fail at rule number `index` of the document, which lies behind the baseline if there is one. */
static poise_status rule_fail(struct poise__policy_reading *r, uint32_t index, const char *message)
{
    const struct poise__policy_rule *rules = POISE__ITEMS(struct poise__policy_rule,
                                                          r->policy->rules);
    uint32_t baseline = r->policy->baseline;

    poise__json_enter_key(r->reader, "rules");
    poise__json_enter_index(r->reader, index - baseline);
    poise__json_enter_key(r->reader, "name");
    poise__json_fail(r->reader, message, rules[index].name);
    poise__json_leave(r->reader);
    poise__json_leave(r->reader);
    poise__json_leave(r->reader);
    return r->reader->status;
}

/* Every name once, and "baseline" for the baseline alone. names: by text, the index their owner. */
static poise_status names_check(struct poise__policy_reading *r, struct poise__name *names)
{
    const struct poise__policy_rule *rules = POISE__ITEMS(struct poise__policy_rule,
                                                          r->policy->rules);
    uint32_t count = r->policy->rules.count;

    for (uint32_t i = 0; i < count; i++) {
        names[i] = (struct poise__name){ rules[i].name, i, 0 };
        if (i >= r->policy->baseline && strcmp(rules[i].name, "baseline") == 0)
            return rule_fail(r, i, "\"%.60s\" is the name of the baseline");
    }
    poise__names_sort(names, count);
    const struct poise__name *second = poise__names_clash(names, count);
    if (!second) return POISE_OK;
    return rule_fail(r, second->owner, "two rules are called \"%.60s\"");
}

static poise_status member_read(struct poise__policy_reading *r, const json_t *item,
                                const struct poise__name *names)
{
    const char *name = json_string_value(item);
    struct poise__policy_rule *rules = POISE__ITEMS(struct poise__policy_rule, r->policy->rules);

    if (!name) return poise__json_fail(r->reader, "must be the name of a rule");
    uint32_t rule = poise__names_find(names, r->policy->rules.count, name);
    if (rule == POISE__NOBODY)
        return poise__json_fail(r->reader, "\"separate\" names no rule: \"%.60s\"", name);
    if (rules[rule].effect != POISE__EFFECT_ANY)
        return poise__json_fail(r->reader, "rule \"%.60s\" asks for nobody", name);
    if (rules[rule].group != POISE__NOBODY)
        return poise__json_fail(r->reader, "rule \"%.60s\" is separate twice; join the two", name);
    rules[rule].group = r->policy->groups.count;
    return poise__reading_push(r, &r->policy->members, &rule);
}

/* Rules kept separate are matched together, in every choice of their alternatives. */
static poise_status group_check(struct poise__policy_reading *r, struct poise__range group)
{
    const struct poise__policy_rule *rules = POISE__ITEMS(struct poise__policy_rule,
                                                          r->policy->rules);
    const struct poise__alternative *all = POISE__ITEMS(struct poise__alternative,
                                                        r->policy->alternatives);
    uint32_t choices = 1, slots = 0, places = 0;

    for (uint32_t i = 0; i < group.count && choices <= POISE__CHOICES_MAX; i++) {
        uint32_t member = POISE__ITEMS(uint32_t, r->policy->members)[group.begin + i];
        struct poise__range range = rules[member].alternatives;
        uint32_t most_slots = 0, most_places = 0;
        for (uint32_t a = range.begin; a < range.begin + range.count; a++) {
            if (all[a].slots.count > most_slots) most_slots = all[a].slots.count;
            if (all[a].places > most_places) most_places = all[a].places;
        }
        choices *= range.count;
        slots += most_slots;
        places += most_places;
    }
    if (choices > POISE__CHOICES_MAX || slots > POISE__SLOTS_MAX || places > POISE__PLACES_MAX)
        return poise__json_fail(r->reader,
                                "too much to keep separate: %d choices, %d slots and "
                                "%d people at most",
                                POISE__CHOICES_MAX, POISE__SLOTS_MAX, POISE__PLACES_MAX);
    return poise__reading_push(r, &r->policy->groups, &group);
}

static poise_status group_read(struct poise__policy_reading *r, const json_t *item,
                               const struct poise__name *names)
{
    struct poise__range group = { .begin = r->policy->members.count };

    if (!json_is_array(item) || json_array_size(item) == 0)
        return poise__json_fail(r->reader, "must be an array of rule names");
    for (size_t i = 0; i < json_array_size(item); i++) {
        poise__json_enter_index(r->reader, i);
        member_read(r, json_array_get(item, i), names);
        poise__json_leave(r->reader);
        if (r->reader->status != POISE_OK) return r->reader->status;
    }
    group.count = r->policy->members.count - group.begin;
    return group_check(r, group);
}

static poise_status separate_read(struct poise__policy_reading *r, const json_t *document)
{
    const json_t *list = NULL;
    struct poise__name *names = poise__arena_take(
        &r->policy->strings, ((size_t)r->policy->rules.count + 1) * sizeof *names);

    if (!names) return poise__json_no_memory(r->reader);
    r->policy->rule_names = names;
    if (names_check(r, names) != POISE_OK ||
        poise__json_get_array(r->reader, document, "separate", &list) != POISE_OK || !list)
        return r->reader->status;
    poise__json_enter_key(r->reader, "separate");
    for (size_t i = 0; i < json_array_size(list) && r->reader->status == POISE_OK; i++) {
        poise__json_enter_index(r->reader, i);
        group_read(r, json_array_get(list, i), names);
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    return r->reader->status;
}

/* ---- The override -------------------------------------------------------------------------- */

/* Which denials it lifts. Hard ones are never lifted, so only "soft" can be said. */
static poise_status tiers_read(struct poise__policy_reading *r, const json_t *item, bool *soft)
{
    const json_t *list = NULL;

    if (poise__json_get_array(r->reader, item, "tiers", &list) != POISE_OK || !list)
        return r->reader->status;
    *soft = false;
    poise__json_enter_key(r->reader, "tiers");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *tier = json_string_value(json_array_get(list, i));
        poise__json_enter_index(r->reader, i);
        if (tier && strcmp(tier, "soft") == 0)
            *soft = true;
        else
            poise__json_fail(r->reader, "an override lifts \"soft\" denials alone");
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    return r->reader->status;
}

/* How many people, and how long a reason: neither can be less than the least. */
static poise_status least_read(struct poise__policy_reading *r, const json_t *item, const char *key,
                               int64_t least, uint32_t *number)
{
    int64_t value = *number;

    if (poise__json_get_int(r->reader, item, key, &value) != POISE_OK) return r->reader->status;
    *number = (uint32_t)value;
    if (value >= least && value <= POISE__PLACES_MAX) return POISE_OK;
    poise__json_enter_key(r->reader, key);
    poise__json_fail(r->reader, "\"%s\" of an override must be %d to %d", key, (int)least,
                     POISE__PLACES_MAX);
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status override_read(struct poise__policy_reading *r, const json_t *document)
{
    static const char *const keys[] = { "roles", "people", "count", "tiers", "reason_min", "ttl" };
    struct poise__override *o = &r->policy->override;
    struct poise__slot slot = { .count = 2 };
    const json_t *item = NULL;

    if (poise__json_get_object(r->reader, document, "override", &item) != POISE_OK || !item)
        return r->reader->status;
    *o = (struct poise__override){ r->policy->slots.count, 3600, 20, true };
    poise__json_enter_key(r->reader, "override");
    poise__json_check_keys(r->reader, item, keys, sizeof keys / sizeof keys[0]);
    least_read(r, item, "count", 2, &slot.count);
    least_read(r, item, "reason_min", 1, &o->reason_min);
    poise__json_get_duration(r->reader, item, "ttl", 1, &o->ttl);
    tiers_read(r, item, &o->lifts_soft);
    poise__mentions_read(r, item, "roles", &slot.roles);
    poise__mentions_read(r, item, "people", &slot.people);
    if (!slot.roles.count && !slot.people.count)
        poise__json_fail(r->reader,
                         "an override names the \"roles\" or \"people\" that may use it");
    else
        poise__reading_push(r, &r->policy->slots, &slot);
    poise__json_leave(r->reader);
    return r->reader->status;
}

/* ---- The document -------------------------------------------------------------------------- */

static poise_status vetoes_read(struct poise__policy_reading *r, const json_t *document)
{
    const json_t *list = NULL;

    if (poise__json_get_array(r->reader, document, "vetoes", &list) != POISE_OK || !list)
        return r->reader->status;
    poise__json_enter_key(r->reader, "vetoes");
    poise__slots_read(r, list, &r->policy->vetoes);
    for (uint32_t i = 0; r->reader->status == POISE_OK && i < r->policy->vetoes.count; i++) {
        const struct poise__slot *slot = poise__policy_slot(r->policy, i);
        if (slot->roles.count + slot->people.count > 0) continue;
        poise__json_enter_index(r->reader, i);
        poise__json_fail(r->reader, "a veto names the \"roles\" or \"people\" that have it");
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status keys_check(struct poise__policy_reading *r, const json_t *document)
{
    static const char *const known[] = { "version",  "id",       "ttl",       "skew",
                                         "baseline", "vetoes",   "rules",     "separate",
                                         "exclude",  "override", "signatures" };

    if (!json_is_object(document)) return poise__json_fail(r->reader, "a policy must be an object");
    return poise__json_check_keys(r->reader, document, known, sizeof known / sizeof known[0]);
}

static poise_status signatures_read(struct poise__policy_reading *r, const json_t *document)
{
    const char *said = NULL;

    if (poise__json_get_string(r->reader, document, "signatures", &said) != POISE_OK || !said)
        return r->reader->status;
    r->policy->signatures_required = strcmp(said, "required") == 0;
    if (r->policy->signatures_required || strcmp(said, "optional") == 0) return POISE_OK;
    poise__json_enter_key(r->reader, "signatures");
    poise__json_fail(r->reader, "\"signatures\" are \"required\" or \"optional\"");
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status version_check(struct poise__policy_reading *r, const json_t *document)
{
    int64_t version = 0;

    if (poise__json_get_int(r->reader, document, "version", &version) != POISE_OK || version == 1)
        return r->reader->status;
    bool there = json_object_get(document, "version");
    if (there) poise__json_enter_key(r->reader, "version");
    poise__json_fail(r->reader, "\"version\" must be there, and 1");
    if (there) poise__json_leave(r->reader);
    return r->reader->status;
}

/* The names of all roles that slots mention, sorted, each once; its place is its id. */
static poise_status roles_collect(struct poise__policy_reading *r)
{
    poise_policy *p = r->policy;
    const struct poise__slot *slots = POISE__ITEMS(struct poise__slot, p->slots);
    struct poise__mention *mentions = POISE__ITEMS(struct poise__mention, p->mentions);

    for (uint32_t s = 0; s < p->slots.count; s++)
        for (uint32_t i = 0; i < slots[s].roles.count; i++) {
            struct poise__name name = { mentions[slots[s].roles.begin + i].name, 0, 0 };
            if (poise__reading_push(r, &p->roles, &name) != POISE_OK) return r->reader->status;
        }
    struct poise__name *roles = POISE__ITEMS(struct poise__name, p->roles);
    uint32_t unique = 0;
    if (p->roles.count) poise__names_sort(roles, p->roles.count);
    for (uint32_t i = 0; i < p->roles.count; i++) {
        if (unique && strcmp(roles[i].text, roles[unique - 1].text) == 0) continue;
        roles[unique] = (struct poise__name){ roles[i].text, unique, 0 };
        unique++;
    }
    p->roles.count = unique;
    return POISE_OK;
}

poise_status poise__policy_read(poise_policy *policy, struct poise__json_reader *reader,
                                const json_t *document)
{
    struct poise__policy_reading r = { policy, reader };
    const char *id = NULL;

    if (keys_check(&r, document) != POISE_OK || version_check(&r, document) != POISE_OK)
        return reader->status;
    if (poise__json_get_string(reader, document, "id", &id) != POISE_OK) return reader->status;
    if (id && !(policy->id = poise__arena_copy(&policy->strings, id, strlen(id))))
        return poise__json_no_memory(reader);
    if (poise__json_get_duration(reader, document, "ttl", 1, &policy->ttl) != POISE_OK ||
        poise__json_get_duration(reader, document, "skew", 0, &policy->skew) != POISE_OK ||
        poise__exclude_read(&r, document, &policy->exclude) != POISE_OK ||
        vetoes_read(&r, document) != POISE_OK || poise__rules_read(&r, document) != POISE_OK ||
        separate_read(&r, document) != POISE_OK || override_read(&r, document) != POISE_OK ||
        signatures_read(&r, document) != POISE_OK)
        return reader->status;
    return roles_collect(&r);
}
