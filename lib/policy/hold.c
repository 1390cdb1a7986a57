/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/matching.h"
#include "policy/people.h"

#include <string.h>

/* Candidates for what a name was meant to be. */
struct words {
    const char **items; /* NULL: not gathered yet */
    size_t count;
};

/* A policy held against its roster. `warned` is where the one warning goes that can be given. */
struct holding {
    const poise_policy *policy;
    struct poise__json_reader *reader;
    const json_t *roster; /* NULL: none */
    struct poise__arena arena;
    struct words roles, ids; /* that the roster has, once they are asked for */
    bool warned;
    bool failed; /* memory is out */
};

/* A warning is a failure whose status is success, and the reader goes on as if it were none. */
#define WARN(h, ...)                                                                               \
    do {                                                                                           \
        struct poise__json_reader warner_ = *(h)->reader;                                          \
        warner_.failure = POISE_OK;                                                                \
        if (!(h)->warned) poise__json_fail(&warner_, __VA_ARGS__);                                 \
        (h)->warned = true;                                                                        \
    } while (0)

/* ---- Rules that can never be met ----------------------------------------------------------- */

static bool alternative_possible(const poise_policy *p, const struct poise__alternative *a,
                                 struct poise__matching *m)
{
    static const struct poise__moment ever = { .when = POISE__WHEN_EVER };

    poise__matching_clear(m);
    m->slot_count = a->slots.count;
    m->places = a->places;
    for (uint32_t i = 0; i < a->slots.count; i++) {
        const struct poise__slot *slot = poise__policy_slot(p, a->slots.begin + i);
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

static bool slot_possible(const poise_policy *p, uint32_t index)
{
    static const struct poise__moment ever = { .when = POISE__WHEN_EVER };
    const struct poise__slot *slot = poise__policy_slot(p, index);
    uint32_t count = 0;

    for (uint32_t person = 0; person < p->persons.count && count < slot->count; person++)
        count += poise__slot_fits(p, slot, person, &ever);
    return count == slot->count;
}

/* A veto that nobody can give protects nobody, and looks as if it did. */
static void slots_possible_hold(struct holding *h)
{
    const poise_policy *p = h->policy;

    poise__json_enter_key(h->reader, "vetoes");
    for (uint32_t i = 0; i < p->vetoes.count; i++) {
        if (slot_possible(p, p->vetoes.begin + i)) continue;
        poise__json_enter_index(h->reader, i);
        WARN(h, "this veto can never be given: too few people have it");
        poise__json_leave(h->reader);
    }
    poise__json_leave(h->reader);
    if (p->override.slot == POISE__NOBODY || slot_possible(p, p->override.slot)) return;
    poise__json_enter_key(h->reader, "override");
    WARN(h, "the override can never be used: too few people may");
    poise__json_leave(h->reader);
}

/* One warning for a rule that can never be met. */
static void rules_hold(struct holding *h)
{
    const poise_policy *p = h->policy;
    struct poise__matching *m = poise__arena_take(&h->arena, sizeof *m);
    size_t size = ((size_t)p->persons.count + 1) * sizeof(uint32_t);

    h->failed |= !m || !(m->owner = poise__arena_take(&h->arena, size));
    if (h->failed) return;
    memset(m->owner, 0xFF, size);
    m->slot_count = 0;
    for (uint32_t i = 0; i < p->rules.count && !h->warned; i++) {
        const struct poise__policy_rule *rule = &POISE__ITEMS(struct poise__policy_rule,
                                                              p->rules)[i];
        if (rule_possible(p, rule, m)) continue;
        poise__json_enter_key(h->reader, i < p->baseline ? "baseline" : "rules");
        if (i >= p->baseline) poise__json_enter_index(h->reader, i - p->baseline);
        WARN(h, "rule \"%.60s\" can never be met: too few people may fill it", rule->name);
        if (i >= p->baseline) poise__json_leave(h->reader);
        poise__json_leave(h->reader);
    }
}

/* ---- Names that a policy says -------------------------------------------------------------- */

/* Gather the roles or the ids that the roster has, once; false: no memory. */
static bool roster_words(struct holding *h, bool roles, struct words *words)
{
    size_t most = 0;
    json_t *roster = (json_t *)h->roster;

    if (words->items) return true;
    for (void *at = json_object_iter(roster); at; at = json_object_iter_next(roster, at))
        most += roles ? json_array_size(json_object_get(json_object_iter_value(at), "roles")) : 1;
    words->items = poise__arena_take(&h->arena, (most + 1) * sizeof *words->items);
    h->failed |= !words->items;
    if (!words->items) return false;
    for (void *at = json_object_iter(roster); at; at = json_object_iter_next(roster, at)) {
        const json_t *list = json_object_get(json_object_iter_value(at), "roles");
        if (!roles) words->items[words->count++] = json_object_iter_key(at);
        for (size_t i = 0; roles && i < json_array_size(list); i++) {
            const json_t *role = json_array_get(list, i);
            words->items[words->count++] = json_string_value(
                json_is_object(role) ? json_object_get(role, "role") : role);
        }
    }
    return true;
}

static bool is_word(const char *name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, words[i]) == 0) return true;
    return false;
}

/* A role where a person belongs is refused: whoever wrote it meant many people, and got nobody. */
static void person_unknown(struct holding *h, const char *name)
{
    if (!roster_words(h, true, &h->roles)) return;
    if (is_word(name, h->roles.items, h->roles.count)) {
        poise__json_fail(h->reader,
                         "\"%.60s\" is a role, and \"people\" are persons; write it under "
                         "\"roles\"",
                         name);
        return;
    }
    /* One warning is given, and what was meant by the others costs a look at everybody. */
    if (h->warned || !roster_words(h, false, &h->ids)) return;
    const char *near = poise__nearest(name, h->ids.items, h->ids.count);
    if (near)
        WARN(h, "no person of the roster is called \"%.60s\"; did you mean \"%.60s\"?", name, near);
    else
        WARN(h, "no person of the roster is called \"%.60s\"", name);
}

static void role_unheld(struct holding *h, const char *name)
{
    uint32_t person;

    if (!roster_words(h, true, &h->roles)) return;
    h->failed |= poise__person_find(h->policy, &h->arena, name, &person) != POISE_OK;
    if (h->failed) return;
    const char *near = poise__nearest(name, h->roles.items, h->roles.count);
    if (person != POISE__NOBODY)
        WARN(h,
             "\"%.60s\" is a person, and nobody holds a role of that name; write it under "
             "\"people\"",
             name);
    else if (near)
        WARN(h, "nobody of the roster holds the role \"%.60s\"; did you mean \"%.60s\"?", name,
             near);
    else
        WARN(h, "nobody of the roster holds the role \"%.60s\"", name);
}

static bool role_is_held(const poise_policy *policy, const char *name)
{
    const struct poise__holding *holdings = POISE__ITEMS(const struct poise__holding,
                                                         policy->holdings);
    uint32_t role = poise__names_find(POISE__ITEMS(const struct poise__name, policy->roles),
                                      policy->roles.count, name);

    for (uint32_t i = 0; i < policy->holdings.count; i++)
        if (holdings[i].role == role) return true;
    return false;
}

static void names_hold(struct holding *h, const json_t *slot, const char *key, bool roles)
{
    const json_t *list = json_object_get(slot, key);

    poise__json_enter_key(h->reader, key);
    for (size_t i = 0; i < json_array_size(list) && !h->failed; i++) {
        const char *name = json_string_value(json_array_get(list, i));
        uint32_t person = POISE__NOBODY;
        poise__json_enter_index(h->reader, i);
        if (!roles)
            h->failed |= poise__person_find(h->policy, &h->arena, name, &person) != POISE_OK;
        if (!roles && person == POISE__NOBODY) person_unknown(h, name);
        if (roles && !h->warned && !role_is_held(h->policy, name)) role_unheld(h, name);
        poise__json_leave(h->reader);
    }
    poise__json_leave(h->reader);
}

static void slot_hold(struct holding *h, const json_t *slot)
{
    names_hold(h, slot, "people", false);
    names_hold(h, slot, "roles", true);
}

/* Slots lie in arrays of arrays: one deep for vetoes, two for alternatives. */
static void slots_hold(struct holding *h, const json_t *list, int depth)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        poise__json_enter_index(h->reader, i);
        if (depth > 1)
            slots_hold(h, json_array_get(list, i), depth - 1);
        else
            slot_hold(h, json_array_get(list, i));
        poise__json_leave(h->reader);
    }
}

static void member_hold(struct holding *h, const json_t *object, const char *key, int depth)
{
    const json_t *value = json_object_get(object, key);

    poise__json_enter_key(h->reader, key);
    if (depth > 0)
        slots_hold(h, value, depth);
    else
        slot_hold(h, value);
    poise__json_leave(h->reader);
}

static void document_hold(struct holding *h, const json_t *document)
{
    const json_t *rules = json_object_get(document, "rules");

    member_hold(h, document, "vetoes", 1);
    member_hold(h, document, "baseline", 2);
    poise__json_enter_key(h->reader, "rules");
    for (size_t i = 0; i < json_array_size(rules); i++) {
        poise__json_enter_index(h->reader, i);
        member_hold(h, json_array_get(rules, i), "any", 2);
        member_hold(h, json_array_get(rules, i), "escalate", 0);
        poise__json_leave(h->reader);
    }
    poise__json_leave(h->reader);
    member_hold(h, document, "override", 0);
}

poise_status poise__policy_hold(const poise_policy *policy, struct poise__json_reader *reader,
                                const json_t *document, const json_t *roster)
{
    struct holding h = { .policy = policy, .reader = reader, .roster = roster };

    poise__arena_init(&h.arena, &policy->alloc);
    if (roster) document_hold(&h, document);
    if (!h.failed) rules_hold(&h);
    if (!h.failed) slots_possible_hold(&h);
    poise__arena_release(&h.arena);
    return h.failed ? poise__json_no_memory(reader) : reader->status;
}
