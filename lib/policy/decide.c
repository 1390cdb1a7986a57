/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/condition.h"
#include "policy/matching.h"
#include "policy/records.h"
#include "policy/vouch.h"

#include <string.h>

/* What decide.c works with: the sitting, and what became of each rule. */
struct bench {
    struct poise__sitting s;
    uint8_t *truths; /* enum poise__truth, per rule */
    struct poise__matching *matching;
    uint32_t lead; /* index of the reason that made the outcome what it is */
    bool fixed;    /* something stops the reply that no override lifts */
    bool failed;   /* memory is out */
};

/* ---- Saying so ----------------------------------------------------------------------------- */

/* What an override may do about it: `lifted` names the rule; NULL: nothing. */
static void bench_stop(struct bench *b, uint32_t outcome, const char *lifted)
{
    struct poise__decision *d = b->s.decision;

    b->fixed |= !lifted;
    if (lifted && poise__array_push(&d->lifted, &d->arena.alloc, &lifted) != POISE_OK)
        b->failed = true;
    if (outcome <= d->outcome) return;
    d->outcome = outcome;
    b->lead = d->reasons.count;
}

/* text: from the decision's arena, or NULL when that has no memory left. */
static void bench_say(struct bench *b, const char *text)
{
    struct poise__decision *d = b->s.decision;

    if (!text || poise__array_push(&d->reasons, &d->arena.alloc, &text) != POISE_OK)
        b->failed = true;
}

/* Most rules are met or do not apply, and printf would be half the cost of a decision. */
#define SAY(b, ...)                                                                                \
    bench_say(                                                                                     \
        b, poise__arena_join(&(b)->s.decision->arena, (const char *const[]){ __VA_ARGS__, NULL }))

/* A number in a reason; in the arena, or the empty text when that has no memory left. */
static const char *number(struct bench *b, uint32_t value)
{
    char digits[] = "4294967295", *at = digits + strlen(digits);

    do *--at = (char)('0' + value % 10);
    while (value /= 10);
    const char *text = poise__arena_copy(&b->s.decision->arena, at, strlen(at));
    b->failed |= !text;
    return text ? text : "";
}

/* The reason that decided comes first; the others keep their order. */
static void reasons_order(struct bench *b)
{
    const char **reasons = b->s.decision->reasons.data;

    if (b->lead >= b->s.decision->reasons.count) return;
    const char *lead = reasons[b->lead];
    memmove(reasons + 1, reasons, b->lead * sizeof *reasons);
    reasons[0] = lead;
}

static const struct poise__policy_rule *rule_at(const struct bench *b, uint32_t index)
{
    return &POISE__ITEMS(const struct poise__policy_rule, b->s.policy->rules)[index];
}

/* ---- One choice of alternatives ------------------------------------------------------------ */

/* Rules matched together, and the alternative chosen of each. */
struct choice {
    const uint32_t *rules;
    uint32_t count;
    uint32_t chosen[POISE__SLOTS_MAX];
    uint32_t filled[POISE__SLOTS_MAX]; /* places of each slot that are filled */
};

static const struct poise__alternative *choice_alternative(const struct bench *b,
                                                           const struct choice *choice, uint32_t i)
{
    const struct poise__alternative *all = POISE__ITEMS(const struct poise__alternative,
                                                        b->s.policy->alternatives);

    return &all[rule_at(b, choice->rules[i])->alternatives.begin + choice->chosen[i]];
}

/* The next choice, counting as an odometer does; false after the last. */
static bool choice_next(const struct bench *b, struct choice *choice)
{
    for (uint32_t i = 0; i < choice->count; i++) {
        if (++choice->chosen[i] < rule_at(b, choice->rules[i])->alternatives.count) return true;
        choice->chosen[i] = 0;
    }
    return false;
}

/* Persons who approved, as far as their approval counts for the rule. */
static void list_approvers(struct bench *b, uint32_t at, const struct poise__slot *slot,
                           const struct poise__policy_rule *rule)
{
    for (uint32_t i = 0; i < b->s.live_count; i++) {
        uint32_t person = b->s.live[i];
        if (poise__slot_fits(b->s.policy, slot, person, &b->s.now) &&
            poise__record_for_rule(&b->s, person, rule) == POISE__RECORD_LIVE &&
            !poise__matching_list(b->matching, at, person))
            return;
    }
}

/* Persons who could approve, now or later. */
static void list_eligible(struct bench *b, uint32_t at, const struct poise__slot *slot,
                          const struct poise__policy_rule *rule)
{
    struct poise__moment still = b->s.now;

    still.when = POISE__WHEN_STILL;
    for (uint32_t person = 0; person < b->s.policy->persons.count; person++)
        if (!(b->s.people[person].excluded & rule->exclude) &&
            poise__slot_fits(b->s.policy, slot, person, &still) &&
            !poise__matching_list(b->matching, at, person))
            return;
}

typedef void list_fn(struct bench *, uint32_t, const struct poise__slot *,
                     const struct poise__policy_rule *);

/* How many places of the choice stay empty. */
static uint32_t choice_missing(struct bench *b, const struct choice *choice, list_fn *list)
{
    struct poise__matching *m = b->matching;

    poise__matching_clear(m);
    for (uint32_t i = 0; i < choice->count; i++)
        m->places += choice_alternative(b, choice, i)->places;
    for (uint32_t i = 0; i < choice->count; i++) {
        struct poise__range slots = choice_alternative(b, choice, i)->slots;
        for (uint32_t k = 0; k < slots.count; k++, m->slot_count++) {
            const struct poise__slot *slot = poise__policy_slot(b->s.policy, slots.begin + k);
            m->wanted[m->slot_count] = slot->count;
            m->listed[m->slot_count] = 0;
            list(b, m->slot_count, slot, rule_at(b, choice->rules[i]));
        }
    }
    return m->places - poise__matching_fill(m);
}

/* The choice with the fewest empty places, and how many these are. */
static uint32_t choice_best(struct bench *b, struct choice *choice, list_fn *list)
{
    struct choice best;
    uint32_t least = UINT32_MAX;

    memset(choice->chosen, 0, sizeof choice->chosen);
    do {
        uint32_t missing = choice_missing(b, choice, list);
        if (missing < least) {
            least = missing;
            best = *choice;
            memcpy(best.filled, b->matching->filled, sizeof best.filled);
        }
    } while (least && choice_next(b, choice));
    *choice = best;
    return least;
}

/* ---- Rules that ask for people ------------------------------------------------------------- */

/* Whom to tell that a rule has waited too long, once it is known since when it waits. */
static void need_escalate(const struct bench *b, const struct poise__policy_rule *rule,
                          struct poise__need *need)
{
    int64_t since = b->s.its_case->since;

    need->escalate_to = rule->escalate_to;
    need->escalate_at = rule->escalate_to && since ? poise__add(since, rule->escalate_after)
                                                   : INT64_MAX;
    need->escalate_due = b->s.now.timed && b->s.now.now >= need->escalate_at;
}

static void need_add(struct bench *b, uint32_t rule, const struct poise__need *need)
{
    struct poise__decision *d = b->s.decision;

    bench_stop(b, POISE_DECISION_NEED, need->rule);
    if (poise__array_push(&d->needs, &d->arena.alloc, need) != POISE_OK) b->failed = true;
    SAY(b, "Rule \"", need->rule, "\" needs ", number(b, need->want),
        need->want == 1 ? " approval from " : " approvals from ", need->roles, " and has ",
        number(b, need->have), ".",
        need->possible ? "" : " It can never be met: too few people may give them.",
        b->truths[rule] == POISE__UNKNOWN ? " A finding that it asks about is missing, which keeps "
                                            "it active."
                                          : "");
}

/* One need per rule that has empty places in the choice that lacks the fewest. */
static void choice_needs(struct bench *b, const struct choice *choice, bool possible)
{
    uint32_t slot = 0;

    for (uint32_t i = 0; i < choice->count; i++) {
        const struct poise__alternative *alternative = choice_alternative(b, choice, i);
        const struct poise__policy_rule *rule = rule_at(b, choice->rules[i]);
        struct poise__need need = { .rule = rule->name,
                                    .roles = alternative->label,
                                    .want = alternative->places,
                                    .possible = possible };
        for (uint32_t k = 0; k < alternative->slots.count; k++) need.have += choice->filled[slot++];
        if (need.have == need.want) continue;
        need_escalate(b, rule, &need);
        need_add(b, choice->rules[i], &need);
    }
}

/* What the reply may go out by ends here; what ends first counts. */
static void bench_expire(struct bench *b, int64_t until)
{
    struct poise__decision *d = b->s.decision;

    if (until < d->expires) d->expires = until;
}

/* Note whose approvals fill the choice that was matched last, and until when they do. */
static void choice_use(struct bench *b, const struct choice *choice)
{
    const struct poise__matching *m = b->matching;
    uint32_t at = 0;

    for (uint32_t i = 0; i < choice->count; i++) {
        struct poise__range slots = choice_alternative(b, choice, i)->slots;
        for (uint32_t k = 0; k < slots.count; k++, at++)
            for (uint32_t p = 0; p < m->listed[at]; p++) {
                uint32_t person = m->persons[at][p];
                if (m->owner[person] != at) continue;
                const struct poise__slot *slot = poise__policy_slot(b->s.policy, slots.begin + k);
                bench_expire(
                    b, poise__record_until(&b->s, person, rule_at(b, choice->rules[i]), slot));
                b->s.people[person].used = true;
            }
    }
}

/* Rules that different people must fill, or a single rule. */
static void rules_fill(struct bench *b, const uint32_t *rules, uint32_t count)
{
    struct choice choice = { .rules = rules, .count = count }, any;

    if (choice_best(b, &choice, list_approvers) == 0) {
        choice_use(b, &choice);
        for (uint32_t i = 0; i < count; i++)
            SAY(b, "Rule \"", rule_at(b, rules[i])->name, "\" is met.");
        return;
    }
    any = choice;
    bool possible = choice_best(b, &any, list_eligible) == 0;
    choice_needs(b, &choice, possible);
}

/* A group is filled when its first active rule comes up. */
static void rule_fill(struct bench *b, uint32_t index)
{
    const struct poise__policy_rule *rule = rule_at(b, index);
    uint32_t active[POISE__SLOTS_MAX], count = 0;

    if (rule->group == POISE__NOBODY) {
        rules_fill(b, &index, 1);
        return;
    }
    struct poise__range group = POISE__ITEMS(const struct poise__range,
                                             b->s.policy->groups)[rule->group];
    const uint32_t *members = POISE__ITEMS(const uint32_t, b->s.policy->members) + group.begin;
    for (uint32_t i = 0; i < group.count; i++) {
        if (b->truths[members[i]] == POISE__FALSE) continue;
        if (members[i] < index) return;
        active[count++] = members[i];
    }
    rules_fill(b, active, count);
}

/* ---- All rules ----------------------------------------------------------------------------- */

static void rule_stop(struct bench *b, uint32_t index)
{
    const struct poise__policy_rule *rule = rule_at(b, index);
    bool deny = rule->effect == POISE__EFFECT_DENY, sure = b->truths[index] == POISE__TRUE;

    /* What may be a hard denial is none of an override's business either. */
    bool liftable = !deny || (rule->soft && b->s.policy->override.lifts_soft);

    bench_stop(b, deny && sure ? POISE_DECISION_DENY : POISE_DECISION_NEED,
               liftable ? rule->name : NULL);
    if (!sure)
        SAY(b, "Rule \"", rule->name, deny ? "\" may deny" : "\" may hold",
            " the reply: a finding that it asks about is missing.");
    else
        SAY(b, "Rule \"", rule->name, deny ? "\" denies" : "\" holds", " the reply: ", rule->text,
            ".");
}

static void rules_decide(struct bench *b)
{
    for (uint32_t i = 0; i < b->s.policy->rules.count && !b->failed; i++) {
        if (b->truths[i] == POISE__FALSE)
            SAY(b, "Rule \"", rule_at(b, i)->name, "\" does not apply.");
        else if (rule_at(b, i)->effect == POISE__EFFECT_ANY)
            rule_fill(b, i);
        else
            rule_stop(b, i);
    }
}

static void vetoes_decide(struct bench *b)
{
    struct poise__range vetoes = b->s.policy->vetoes;

    for (uint32_t v = 0; v < vetoes.count; v++) {
        const struct poise__slot *slot = poise__policy_slot(b->s.policy, vetoes.begin + v);
        uint32_t count = 0;
        for (uint32_t person = 0; person < b->s.policy->persons.count; person++)
            count += poise__person_objects(&b->s, person, slot);
        if (count < slot->count) continue;
        bench_stop(b, POISE_DECISION_DENY, NULL);
        SAY(b, "The reply is vetoed by ", number(b, count), count == 1 ? " person" : " people",
            "; only they can take that back.");
    }
}

/* Who wrote the reply must be known, whomever the rules exclude. */
static void writers_decide(struct bench *b)
{
    if (b->s.unknown) bench_stop(b, POISE_DECISION_NEED, NULL);
    if (b->s.unknown & POISE__EXCLUDE_AUTHOR)
        SAY(b, "The author is not a person of the roster, so nobody can be told apart from them.");
    if (b->s.unknown & POISE__EXCLUDE_EDITORS)
        SAY(b, "An editor is not a person of the roster, so nobody can be told apart from them.");
}

/* ---- Letting it out ------------------------------------------------------------------------ */

static void bench_use(struct bench *b, uint32_t record)
{
    struct poise__decision *d = b->s.decision;

    if (poise__array_push(&d->used, &d->arena.alloc, &record) != POISE_OK) b->failed = true;
}

/* The approvals that fill the rules. */
static void approvals_use(struct bench *b)
{
    for (uint32_t i = 0; i < b->s.live_count; i++)
        if (b->s.people[b->s.live[i]].used) bench_use(b, b->s.people[b->s.live[i]].last);
}

/* As many live overrides as it takes, and no more. */
static void overrides_use(struct bench *b)
{
    const struct poise__override *o = &b->s.policy->override;
    const struct poise__slot *slot = poise__policy_slot(b->s.policy, o->slot);
    struct poise__decision *d = b->s.decision;

    d->expires = INT64_MAX;
    for (uint32_t person = 0; d->used.count < slot->count && !b->failed; person++) {
        uint32_t record = b->s.people[person].override;
        if (record == POISE__NOBODY || b->s.dispositions[record] != POISE__RECORD_LIVE) continue;
        bench_expire(b, poise__add(poise__case_approval(b->s.its_case, record)->at, o->ttl));
        bench_expire(b, poise__slot_fits_until(b->s.policy, slot, person, &b->s.now));
        bench_expire(b, poise__record_key_until(&b->s, record));
        bench_use(b, record);
    }
}

/* Whether enough people break the glass, and nothing is there that must stop the reply anyway. */
static bool override_holds(const struct bench *b)
{
    const struct poise__override *o = &b->s.policy->override;

    return !b->fixed && o->slot != POISE__NOBODY &&
           b->s.override_count >= poise__policy_slot(b->s.policy, o->slot)->count;
}

static void outcome_settle(struct bench *b)
{
    struct poise__decision *d = b->s.decision;

    if (d->outcome == POISE_DECISION_ALLOW) {
        approvals_use(b);
    } else if (override_holds(b)) {
        d->outcome = POISE_DECISION_ALLOW_OVERRIDE;
        d->needs.count = 0;
        b->lead = d->reasons.count;
        overrides_use(b);
        SAY(b, number(b, d->used.count),
            " people override what is not met: it may go out, and must be reviewed.");
    }
    bench_expire(b, b->s.news);
    if (d->used.count) poise__sort_numbers(d->used.data, d->used.count);
}

/* Approvals of a template that does not cover the reply count for nothing. */
static void template_say(struct bench *b)
{
    if (b->s.its_case->template_fault)
        SAY(b, "The template does not cover this reply: it ", b->s.its_case->template_fault, ".");
}

/* ---- What became of the live records ------------------------------------------------------- */

static bool person_fits_somewhere(const struct bench *b, const struct poise__policy_rule *rule,
                                  uint32_t person)
{
    for (uint32_t a = 0; a < rule->alternatives.count; a++) {
        struct poise__range slots = POISE__ITEMS(
                                        const struct poise__alternative,
                                        b->s.policy->alternatives)[rule->alternatives.begin + a]
                                        .slots;
        for (uint32_t k = 0; k < slots.count; k++)
            if (poise__slot_fits(b->s.policy, poise__policy_slot(b->s.policy, slots.begin + k),
                                 person, &b->s.now))
                return true;
    }
    return false;
}

/* LIVE when it counts for one active rule; else why it does not for the first. */
static uint32_t live_disposition(const struct bench *b, uint32_t person)
{
    bool left = poise__person_left(b->s.policy, person, &b->s.now);
    uint32_t first = POISE__RECORD_LIVE;
    bool active = false;

    for (uint32_t i = 0; i < b->s.policy->rules.count; i++) {
        const struct poise__policy_rule *rule = rule_at(b, i);
        if (b->truths[i] == POISE__FALSE || rule->effect != POISE__EFFECT_ANY) continue;
        uint32_t its = poise__record_for_rule(&b->s, person, rule);
        if (its == POISE__RECORD_LIVE && left && !person_fits_somewhere(b, rule, person))
            its = POISE__RECORD_ROLE_ENDED;
        if (its == POISE__RECORD_LIVE) return its;
        if (!active) first = its;
        active = true;
    }
    if (active) return first;
    if (left) return POISE__RECORD_ROLE_ENDED;
    uint32_t excluded = b->s.people[person].excluded & b->s.policy->exclude;
    return excluded & POISE__EXCLUDE_AUTHOR    ? POISE__RECORD_AUTHOR
           : excluded & POISE__EXCLUDE_EDITORS ? POISE__RECORD_EDITOR
                                               : POISE__RECORD_LIVE;
}

/* ---- The decision -------------------------------------------------------------------------- */

static bool bench_set_up(struct bench *b)
{
    const poise_policy *policy = b->s.policy;
    struct poise__arena *arena = &b->s.decision->arena;
    struct poise__fact_index index;
    struct poise__array *places = &b->s.decision->places;

    if (poise__array_reserve(places, &arena->alloc, policy->persons.count) != POISE_OK)
        return false;
    b->truths = poise__arena_take(arena, policy->rules.count);
    b->matching = poise__arena_take(arena, sizeof *b->matching);
    if (!b->truths || !b->matching) return false;
    if (!poise__facts_index(arena, b->s.its_case->facts, &index)) return false;
    b->matching->owner = places->data;
    b->matching->slot_count = 0;
    for (uint32_t i = 0; i < policy->persons.count; i++) b->matching->owner[i] = POISE__NOBODY;
    for (uint32_t i = 0; i < policy->rules.count; i++)
        b->truths[i] = (uint8_t)poise__condition_test(policy, rule_at(b, i)->condition, &index);
    return true;
}

static void decision_empty(struct poise__decision *decision)
{
    poise__arena_reset(&decision->arena);
    decision->needs.count = decision->reasons.count = decision->dispositions.count = 0;
    decision->used.count = decision->lifted.count = decision->vouched.count = 0;
    decision->expires = INT64_MAX;
    decision->outcome = POISE_DECISION_NONE;
}

poise_status poise__policy_decide(const poise_policy *policy, const struct poise__case *its_case,
                                  struct poise__decision *decision)
{
    struct bench b = { .s = { .policy = policy,
                              .its_case = its_case,
                              .decision = decision,
                              .news = INT64_MAX,
                              .now = { POISE__WHEN_NOW, its_case->now, its_case->timed } } };

    decision_empty(decision);
    b.failed = poise__records_judge(&b.s) != POISE_OK || !bench_set_up(&b);
    if (!b.failed) {
        decision->outcome = POISE_DECISION_ALLOW;
        writers_decide(&b);
        vetoes_decide(&b);
        rules_decide(&b);
        template_say(&b);
        outcome_settle(&b);
        reasons_order(&b);
        for (uint32_t i = 0; i < b.s.live_count; i++)
            b.s.dispositions[b.s.people[b.s.live[i]].last] = (uint8_t)live_disposition(&b,
                                                                                       b.s.live[i]);
    }
    if (!b.failed) return POISE_OK;
    decision_empty(decision);
    return POISE_E_NOMEM;
}

void poise__decision_init(struct poise__decision *decision, const poise_alloc *alloc)
{
    *decision = (struct poise__decision){ .outcome = POISE_DECISION_NONE };
    poise__arena_init(&decision->arena, alloc);
    poise__array_init(&decision->needs, sizeof(struct poise__need));
    poise__array_init(&decision->reasons, sizeof(const char *));
    poise__array_init(&decision->dispositions, sizeof(uint8_t));
    poise__array_init(&decision->used, sizeof(uint32_t));
    poise__array_init(&decision->vouched, sizeof(struct poise__vouched));
    poise__array_init(&decision->statement, sizeof(char));
    poise__array_init(&decision->lifted, sizeof(const char *));
    poise__array_init(&decision->people, sizeof(struct poise__standing));
    poise__array_init(&decision->places, sizeof(uint32_t));
}

void poise__decision_release(struct poise__decision *decision)
{
    const poise_alloc alloc = decision->arena.alloc;

    poise__array_release(&decision->needs, &alloc);
    poise__array_release(&decision->reasons, &alloc);
    poise__array_release(&decision->dispositions, &alloc);
    poise__array_release(&decision->used, &alloc);
    poise__array_release(&decision->vouched, &alloc);
    poise__array_release(&decision->statement, &alloc);
    poise__array_release(&decision->lifted, &alloc);
    poise__array_release(&decision->people, &alloc);
    poise__array_release(&decision->places, &alloc);
    poise__arena_release(&decision->arena);
}
