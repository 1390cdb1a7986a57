/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/duration.h"
#include "policy/condition.h"
#include "policy/reading.h"

#include <string.h>

static poise_status tier_read(struct poise__policy_reading *r, const json_t *item,
                              struct poise__policy_rule *rule)
{
    const char *tier = NULL;

    if (poise__json_get_string(r->reader, item, "tier", &tier) != POISE_OK || !tier)
        return r->reader->status;
    rule->soft = strcmp(tier, "soft") == 0;
    if (rule->effect == POISE__EFFECT_DENY && (rule->soft || strcmp(tier, "hard") == 0))
        return POISE_OK;
    poise__json_enter_key(r->reader, "tier");
    poise__json_fail(r->reader, "\"tier\" is \"hard\" or \"soft\", and for a deny");
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status effect_read(struct poise__policy_reading *r, const json_t *item,
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
        return poise__alternatives_read(r, item, "any", &rule->alternatives);
    rule->text = poise__reading_string(r, item, effects[rule->effect]);
    return r->reader->status;
}

/* Who is told when a rule has waited too long. It gives nobody a right that the slots do not. */
static poise_status escalate_read(struct poise__policy_reading *r, const json_t *item,
                                  struct poise__policy_rule *rule)
{
    static const char *const keys[] = { "after", "roles", "people" };
    const json_t *escalate = NULL;
    struct poise__range roles = { 0 }, people = { 0 };

    if (poise__json_get_object(r->reader, item, "escalate", &escalate) != POISE_OK || !escalate)
        return r->reader->status;
    poise__json_enter_key(r->reader, "escalate");
    if (rule->effect != POISE__EFFECT_ANY)
        poise__json_fail(r->reader, "only a rule that asks for people can be escalated");
    poise__json_check_keys(r->reader, escalate, keys, 3);
    poise__json_get_duration(r->reader, escalate, "after", 0, &rule->escalate_after);
    poise__mentions_read(r, escalate, "roles", &roles);
    poise__mentions_read(r, escalate, "people", &people);
    roles.count += people.count;
    if (!json_object_get(escalate, "after") || !roles.count)
        poise__json_fail(r->reader, "to escalate takes \"after\", and \"roles\" or \"people\"");
    else if (r->reader->status == POISE_OK &&
             !(rule->escalate_to = poise__mentions_label(r, roles)))
        poise__json_no_memory(r->reader);
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status rule_read(struct poise__policy_reading *r, const json_t *item)
{
    static const char *const keys[] = { "name", "when", "any",     "hold",    "deny",
                                        "tier", "ttl",  "exclude", "escalate" };
    struct poise__policy_rule rule = { .condition = POISE__NOBODY,
                                       .ttl = INT64_MAX,
                                       .exclude = r->policy->exclude,
                                       .group = POISE__NOBODY };
    const json_t *when = json_object_get(item, "when");

    if (!json_is_object(item)) return poise__json_fail(r->reader, "a rule must be an object");
    if (poise__json_check_keys(r->reader, item, keys, sizeof keys / sizeof keys[0]) != POISE_OK)
        return r->reader->status;
    rule.name = poise__reading_string(r, item, "name");
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
        poise__exclude_read(r, item, &rule.exclude) != POISE_OK ||
        escalate_read(r, item, &rule) != POISE_OK)
        return r->reader->status;
    return poise__reading_push(r, &r->policy->rules, &rule);
}

/* The baseline is a rule like others; its name is taken. */
static poise_status baseline_read(struct poise__policy_reading *r, const json_t *document)
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
    if (poise__alternatives_read(r, document, "baseline", &rule.alternatives) != POISE_OK)
        return r->reader->status;
    r->policy->baseline = 1;
    return poise__reading_push(r, &r->policy->rules, &rule);
}

poise_status poise__rules_read(struct poise__policy_reading *r, const json_t *document)
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
