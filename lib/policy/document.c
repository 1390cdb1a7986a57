/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/duration.h"
#include "policy/condition.h"
#include "policy/people.h"
#include "policy/matching.h"

#include <string.h>

struct policy_reading {
    poise_policy *policy;
    struct poise__json_reader *reader;
};

static poise_status reading_push(struct policy_reading *r, struct poise__array *array,
                                 const void *item)
{
    if (poise__array_push(array, &r->policy->alloc, item) != POISE_OK)
        return poise__json_no_memory(r->reader);
    return POISE_OK;
}

/* A terminated copy of a member that must be there and not be empty. */
static const char *string_read(struct policy_reading *r, const json_t *object, const char *key)
{
    const char *text = NULL;

    if (poise__json_get_string(r->reader, object, key, &text) != POISE_OK) return NULL;
    if (!text || !*text) {
        poise__json_fail(r->reader, "\"%s\" must be there, and not empty", key);
        return NULL;
    }
    text = poise__arena_copy(&r->policy->strings, text, strlen(text));
    if (!text) poise__json_no_memory(r->reader);
    return text;
}

/* ---- Slots and alternatives ---------------------------------------------------------------- */

static poise_status mentions_read(struct policy_reading *r, const json_t *slot, const char *key,
                                  struct poise__range *range)
{
    const json_t *list = NULL;

    range->begin = r->policy->mentions.count;
    if (poise__json_get_array(r->reader, slot, key, &list) != POISE_OK) return r->reader->status;
    poise__json_enter_key(r->reader, key);
    for (size_t i = 0; list && i < json_array_size(list) && r->reader->status == POISE_OK; i++) {
        const json_t *item = json_array_get(list, i);
        const char *text = json_string_value(item);
        poise__json_enter_index(r->reader, i);
        if (!text || !*text || strlen(text) != json_string_length(item)) {
            poise__json_fail(r->reader, "must be a name");
        } else {
            struct poise__mention mention = {
                poise__arena_copy(&r->policy->strings, text, strlen(text)), POISE__NOBODY
            };
            if (!mention.name)
                poise__json_no_memory(r->reader);
            else
                reading_push(r, &r->policy->mentions, &mention);
        }
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    range->count = r->policy->mentions.count - range->begin;
    return r->reader->status;
}

static poise_status slot_read(struct policy_reading *r, const json_t *item)
{
    static const char *const keys[] = { "count", "roles", "people" };
    struct poise__slot slot = { 0 };
    int64_t count = 0;

    if (!json_is_object(item))
        return poise__json_fail(r->reader, "must be a slot: {count, roles or people}");
    if (poise__json_check_keys(r->reader, item, keys, 3) != POISE_OK ||
        poise__json_get_int(r->reader, item, "count", &count) != POISE_OK)
        return r->reader->status;
    if (count < 1 || count > POISE__PLACES_MAX) {
        if (json_object_get(item, "count")) poise__json_enter_key(r->reader, "count");
        poise__json_fail(r->reader, "\"count\" must be 1 to %d", POISE__PLACES_MAX);
        if (json_object_get(item, "count")) poise__json_leave(r->reader);
        return r->reader->status;
    }
    slot.count = (uint32_t)count;
    if (mentions_read(r, item, "roles", &slot.roles) != POISE_OK ||
        mentions_read(r, item, "people", &slot.people) != POISE_OK)
        return r->reader->status;
    return reading_push(r, &r->policy->slots, &slot);
}

/* Slots where the reader stands. */
static poise_status slots_read(struct policy_reading *r, const json_t *list,
                               struct poise__range *range)
{
    range->begin = r->policy->slots.count;
    for (size_t i = 0; i < json_array_size(list); i++) {
        poise__json_enter_index(r->reader, i);
        slot_read(r, json_array_get(list, i));
        poise__json_leave(r->reader);
        if (r->reader->status != POISE_OK) return r->reader->status;
    }
    range->count = r->policy->slots.count - range->begin;
    return POISE_OK;
}

/* "lead, legal": what the slots name, in their order. */
static const char *slots_label(struct policy_reading *r, struct poise__range slots)
{
    const struct poise__slot *slot = POISE__ITEMS(struct poise__slot, r->policy->slots) +
                                     slots.begin;
    const struct poise__slot *last = slot + slots.count - 1;
    /* The roles of a slot and its people, and those of the next slot, lie side by side. */
    uint32_t begin = slot->roles.begin, end = last->people.begin + last->people.count;
    const struct poise__mention *mentions = POISE__ITEMS(struct poise__mention,
                                                         r->policy->mentions);
    size_t size = 1;

    if (begin == end) return "nobody";
    for (uint32_t i = begin; i < end; i++) size += strlen(mentions[i].name) + 2;
    char *label = poise__arena_take(&r->policy->strings, size), *at = label;
    if (!label) return NULL;
    for (uint32_t i = begin; i < end; i++) {
        size_t len = strlen(mentions[i].name);
        if (i > begin) at = (char *)memcpy(at, ", ", 2) + 2;
        at = (char *)memcpy(at, mentions[i].name, len) + len;
    }
    *at = '\0';
    return label;
}

static poise_status alternative_read(struct policy_reading *r, const json_t *item)
{
    struct poise__alternative alternative = { 0 };

    if (!json_is_array(item) || json_array_size(item) == 0 ||
        json_array_size(item) > POISE__SLOTS_MAX)
        return poise__json_fail(r->reader, "an alternative must be an array of 1 to %d slots",
                                POISE__SLOTS_MAX);
    if (slots_read(r, item, &alternative.slots) != POISE_OK) return r->reader->status;
    for (uint32_t i = 0; i < alternative.slots.count; i++)
        alternative.places +=
            POISE__ITEMS(struct poise__slot, r->policy->slots)[alternative.slots.begin + i].count;
    if (alternative.places > POISE__PLACES_MAX)
        return poise__json_fail(r->reader, "an alternative may ask for %d people at most",
                                POISE__PLACES_MAX);
    alternative.label = slots_label(r, alternative.slots);
    if (!alternative.label) return poise__json_no_memory(r->reader);
    return reading_push(r, &r->policy->alternatives, &alternative);
}

static poise_status alternatives_read(struct policy_reading *r, const json_t *object,
                                      const char *key, struct poise__range *range)
{
    const json_t *list = NULL;

    range->begin = r->policy->alternatives.count;
    if (poise__json_get_array(r->reader, object, key, &list) != POISE_OK) return r->reader->status;
    poise__json_enter_key(r->reader, key);
    if (!list || json_array_size(list) == 0 || json_array_size(list) > POISE__CHOICES_MAX)
        poise__json_fail(r->reader, "\"%s\" must have 1 to %d alternatives", key,
                         POISE__CHOICES_MAX);
    for (size_t i = 0; r->reader->status == POISE_OK && i < json_array_size(list); i++) {
        poise__json_enter_index(r->reader, i);
        alternative_read(r, json_array_get(list, i));
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    range->count = r->policy->alternatives.count - range->begin;
    return r->reader->status;
}

/* ---- Rules --------------------------------------------------------------------------------- */

static poise_status exclude_read(struct policy_reading *r, const json_t *object, uint32_t *exclude)
{
    const json_t *list = NULL;

    if (poise__json_get_array(r->reader, object, "exclude", &list) != POISE_OK || !list)
        return r->reader->status;
    *exclude = 0;
    poise__json_enter_key(r->reader, "exclude");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *text = json_string_value(json_array_get(list, i));
        poise__json_enter_index(r->reader, i);
        if (text && strcmp(text, "author") == 0)
            *exclude |= POISE__EXCLUDE_AUTHOR;
        else if (text && strcmp(text, "editors") == 0)
            *exclude |= POISE__EXCLUDE_EDITORS;
        else
            poise__json_fail(r->reader, "must be \"author\" or \"editors\"");
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status tier_read(struct policy_reading *r, const json_t *item,
                              struct poise__policy_rule *rule)
{
    const char *tier = NULL;

    if (poise__json_get_string(r->reader, item, "tier", &tier) != POISE_OK || !tier)
        return r->reader->status;
    /* They differ for an override, which this version lacks. */
    bool known = strcmp(tier, "soft") == 0 || strcmp(tier, "hard") == 0;
    if (rule->effect == POISE__EFFECT_DENY && known) return POISE_OK;
    poise__json_enter_key(r->reader, "tier");
    poise__json_fail(r->reader, "\"tier\" is \"hard\" or \"soft\", and for a deny");
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status effect_read(struct policy_reading *r, const json_t *item,
                                struct poise__policy_rule *rule)
{
    static const char *const effects[] = { "any", "hold", "deny" };
    int found = 0;

    for (int i = 0; i < 3; i++) {
        if (!json_object_get(item, effects[i])) continue;
        rule->effect = (enum poise__effect)i;
        found++;
    }
    if (found != 1)
        return poise__json_fail(r->reader, "a rule has exactly one of \"any\", \"hold\", \"deny\"");
    if (rule->effect == POISE__EFFECT_ANY)
        return alternatives_read(r, item, "any", &rule->alternatives);
    rule->text = string_read(r, item, effects[rule->effect]);
    return r->reader->status;
}

static poise_status rule_read(struct policy_reading *r, const json_t *item)
{
    static const char *const keys[] = { "name", "when", "any", "hold",
                                        "deny", "tier", "ttl", "exclude" };
    struct poise__policy_rule rule = { .condition = POISE__NOBODY,
                                       .ttl = INT64_MAX,
                                       .exclude = r->policy->exclude,
                                       .group = POISE__NOBODY };
    const json_t *when = json_object_get(item, "when");

    if (!json_is_object(item)) return poise__json_fail(r->reader, "a rule must be an object");
    if (poise__json_check_keys(r->reader, item, keys, 8) != POISE_OK) return r->reader->status;
    rule.name = string_read(r, item, "name");
    if (!rule.name) return r->reader->status;
    if (when) {
        rule.condition = r->policy->nodes.count;
        poise__json_enter_key(r->reader, "when");
        poise__condition_read(r->policy, r->reader, when);
        poise__json_leave(r->reader);
        if (r->reader->status != POISE_OK) return r->reader->status;
    }
    if (effect_read(r, item, &rule) != POISE_OK || tier_read(r, item, &rule) != POISE_OK ||
        poise__json_get_duration(r->reader, item, "ttl", 1, &rule.ttl) != POISE_OK ||
        exclude_read(r, item, &rule.exclude) != POISE_OK)
        return r->reader->status;
    return reading_push(r, &r->policy->rules, &rule);
}

/* The baseline is a rule like others; its name is taken. */
static poise_status baseline_read(struct policy_reading *r, const json_t *document)
{
    const json_t *value = json_object_get(document, "baseline");
    struct poise__policy_rule rule = { .name = "baseline",
                                       .condition = POISE__NOBODY,
                                       .ttl = INT64_MAX,
                                       .exclude = r->policy->exclude,
                                       .group = POISE__NOBODY };

    if (!value)
        return poise__json_fail(r->reader, "\"baseline\" must be said: alternatives, or \"none\"");
    if (json_is_string(value) && strcmp(json_string_value(value), "none") == 0) return POISE_OK;
    if (!json_is_array(value)) {
        poise__json_enter_key(r->reader, "baseline");
        poise__json_fail(r->reader, "\"baseline\" must be an array of alternatives, or \"none\"");
        poise__json_leave(r->reader);
        return r->reader->status;
    }
    if (alternatives_read(r, document, "baseline", &rule.alternatives) != POISE_OK)
        return r->reader->status;
    r->policy->baseline = 1;
    return reading_push(r, &r->policy->rules, &rule);
}

static poise_status rules_read(struct policy_reading *r, const json_t *document)
{
    const json_t *list = NULL;

    if (baseline_read(r, document) != POISE_OK) return r->reader->status;
    if (poise__json_get_array(r->reader, document, "rules", &list) != POISE_OK || !list)
        return r->reader->status;
    poise__json_enter_key(r->reader, "rules");
    if (json_array_size(list) > POISE__RULES_MAX)
        poise__json_fail(r->reader, "too many rules: %d at most", POISE__RULES_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->reader->status == POISE_OK; i++) {
        poise__json_enter_index(r->reader, i);
        rule_read(r, json_array_get(list, i));
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    return r->reader->status;
}

/* ---- Rules among each other ---------------------------------------------------------------- */

/* Fail at rule number `index` of the document, which lies behind the baseline if there is one. */
static poise_status rule_fail(struct policy_reading *r, uint32_t index, const char *message)
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
static poise_status names_check(struct policy_reading *r, struct poise__name *names)
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

static poise_status member_read(struct policy_reading *r, const json_t *item,
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
    return reading_push(r, &r->policy->members, &rule);
}

/* Rules kept separate are matched together, in every choice of their alternatives. */
static poise_status group_check(struct policy_reading *r, struct poise__range group)
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
    return reading_push(r, &r->policy->groups, &group);
}

static poise_status group_read(struct policy_reading *r, const json_t *item,
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

static poise_status separate_read(struct policy_reading *r, const json_t *document)
{
    const json_t *list = NULL;
    struct poise__name *names = poise__arena_take(
        &r->policy->strings, ((size_t)r->policy->rules.count + 1) * sizeof *names);

    if (!names) return poise__json_no_memory(r->reader);
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

/* ---- The document -------------------------------------------------------------------------- */

static poise_status vetoes_read(struct policy_reading *r, const json_t *document)
{
    const json_t *list = NULL;

    if (poise__json_get_array(r->reader, document, "vetoes", &list) != POISE_OK || !list)
        return r->reader->status;
    poise__json_enter_key(r->reader, "vetoes");
    slots_read(r, list, &r->policy->vetoes);
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status keys_check(struct policy_reading *r, const json_t *document)
{
    static const char *const known[] = { "version", "id",    "ttl",      "skew",   "baseline",
                                         "vetoes",  "rules", "separate", "exclude" };
    static const char *const later[] = { "override",  "ticket", "tickets",    "template",
                                         "templates", "audit",  "signatures", "duties" };

    if (!json_is_object(document)) return poise__json_fail(r->reader, "a policy must be an object");
    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        if (!json_object_get(document, later[i])) continue;
        poise__json_enter_key(r->reader, later[i]);
        poise__json_fail(r->reader, "\"%s\" is not supported in this version", later[i]);
        poise__json_leave(r->reader);
        return r->reader->status;
    }
    return poise__json_check_keys(r->reader, document, known, sizeof known / sizeof known[0]);
}

static poise_status version_check(struct policy_reading *r, const json_t *document)
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
static poise_status roles_collect(struct policy_reading *r)
{
    poise_policy *p = r->policy;
    const struct poise__slot *slots = POISE__ITEMS(struct poise__slot, p->slots);
    struct poise__mention *mentions = POISE__ITEMS(struct poise__mention, p->mentions);

    for (uint32_t s = 0; s < p->slots.count; s++)
        for (uint32_t i = 0; i < slots[s].roles.count; i++) {
            struct poise__name name = { mentions[slots[s].roles.begin + i].name, 0, 0 };
            if (reading_push(r, &p->roles, &name) != POISE_OK) return r->reader->status;
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
    struct policy_reading r = { policy, reader };
    const char *id = NULL;

    if (keys_check(&r, document) != POISE_OK || version_check(&r, document) != POISE_OK)
        return reader->status;
    if (poise__json_get_string(reader, document, "id", &id) != POISE_OK) return reader->status;
    if (id && !(policy->id = poise__arena_copy(&policy->strings, id, strlen(id))))
        return poise__json_no_memory(reader);
    if (poise__json_get_duration(reader, document, "ttl", 1, &policy->ttl) != POISE_OK ||
        poise__json_get_duration(reader, document, "skew", 0, &policy->skew) != POISE_OK ||
        exclude_read(&r, document, &policy->exclude) != POISE_OK ||
        vetoes_read(&r, document) != POISE_OK || rules_read(&r, document) != POISE_OK ||
        separate_read(&r, document) != POISE_OK)
        return reader->status;
    return roles_collect(&r);
}
