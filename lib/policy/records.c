/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/vouch.h"

#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

const char *poise__record_name(uint32_t disposition)
{
    static const char *const names[] = {
        [POISE__RECORD_LIVE] = "LIVE",
        [POISE__RECORD_AUTHOR] = "AUTHOR",
        [POISE__RECORD_EDITOR] = "EDITOR",
        [POISE__RECORD_OTHER_BYTES] = "OTHER_BYTES",
        [POISE__RECORD_OTHER_POLICY] = "OTHER_POLICY",
        [POISE__RECORD_OTHER_DRAFT] = "OTHER_DRAFT",
        [POISE__RECORD_EXPIRED] = "EXPIRED",
        [POISE__RECORD_FUTURE] = "FUTURE",
        [POISE__RECORD_SUPERSEDED] = "SUPERSEDED",
        [POISE__RECORD_REVOKED] = "REVOKED",
        [POISE__RECORD_VETO] = "VETO",
        [POISE__RECORD_UNKNOWN_PERSON] = "UNKNOWN_PERSON",
        [POISE__RECORD_BAD_SIGNATURE] = "BAD_SIGNATURE",
        [POISE__RECORD_NOT_INFORMED] = "NOT_INFORMED",
        [POISE__RECORD_ROLE_ENDED] = "ROLE_ENDED",
        [POISE__RECORD_CONSUMED] = "CONSUMED",
        [POISE__RECORD_NO_OVERRIDE] = "NO_OVERRIDE",
    };

    return disposition < sizeof names / sizeof names[0] ? names[disposition] : "?";
}

const poise_approval *poise__case_approval(const struct poise__case *its_case, uint32_t index)
{
    return &its_case->approvals[index];
}

static bool same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* An approval holds for the bytes as they are, or for the template that they were made from. */
static bool is_for_these_bytes(const struct poise__case *c, const poise_approval *approval)
{
    return same_text(approval->digest, c->digest) ||
           same_text(approval->digest, c->template_digest);
}

static bool is_under_this_policy(const struct poise__sitting *s, const poise_approval *approval)
{
    return !approval->policy_digest || same_text(approval->policy_digest, s->policy->digest);
}

/* ---- The last record of a person ----------------------------------------------------------- */

static int order_of(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* What a reader does not see: blanks, what has no meaning, and letters that are drawn as nothing. */
static bool is_blank(const utf8proc_property_t *property, int32_t point)
{
    enum { BRAILLE_EMPTY = 0x2800 };

    switch (property->category) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return property->ignorable || point == BRAILLE_EMPTY;
    }
}

/* Marks belong to the letter in front of them. */
static bool is_mark(const utf8proc_property_t *property)
{
    return property->category == UTF8PROC_CATEGORY_MN || property->category == UTF8PROC_CATEGORY_ME;
}

/* Characters of a reason: what cannot be seen does not count around it, and counts once within. */
static uint32_t reason_length(const char *reason)
{
    size_t len = reason ? strlen(reason) : 0;
    uint32_t length = 0;
    bool apart = false;
    int32_t point;

    for (size_t at = 0; at < len;) {
        at += poise__utf8_take((const uint8_t *)reason + at, len - at, &point);
        const utf8proc_property_t *property = utf8proc_get_property(point);
        bool blank = is_blank(property, point);
        if (!blank && is_mark(property)) continue;
        if (!blank) length += apart && length ? 2 : 1;
        apart = blank;
    }
    return length;
}

static int order_of_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/*
 * Within a second what restricts more is later. A consumed approval is later than a fresh one, or a
 * copy of it would bring it to life again.
 */
static int restriction(const struct poise__sitting *s, uint32_t record)
{
    switch (poise__case_approval(s->its_case, record)->verdict) {
    case POISE_VERDICT_REJECT: return 3;
    case POISE_VERDICT_REVOKE: return 2;
    default: return s->dispositions[record] == POISE__RECORD_CONSUMED;
    }
}

/* Records of one second are told apart by what they say alone, so that no order of theirs shows. */
static int order_of_content(const struct poise__heard *one, const struct poise__heard *other)
{
    const struct poise__sitting *s = one->sitting;
    const poise_approval *a = poise__case_approval(s->its_case, one->record);
    const poise_approval *b = poise__case_approval(s->its_case, other->record);
    int order = order_of(is_for_these_bytes(s->its_case, a), is_for_these_bytes(s->its_case, b));

    if (!order) order = order_of(is_under_this_policy(s, a), is_under_this_policy(s, b));
    if (!order) order = order_of(one->reason, other->reason);
    if (!order) order = order_of(!a->rules, !b->rules);
    if (!order) order = order_of(a->rule_count, b->rule_count);
    for (uint32_t i = 0; !order && a->rules && i < a->rule_count; i++)
        order = order_of_text(a->rules[i], b->rules[i]);
    return order ? order : order_of_text(a->digest, b->digest);
}

static int heard_compare(const void *left, const void *right)
{
    const struct poise__heard *one = left, *other = right;
    const struct poise__sitting *s = one->sitting;
    const poise_approval *a = poise__case_approval(s->its_case, one->record);
    const poise_approval *b = poise__case_approval(s->its_case, other->record);
    int order = order_of(one->person, other->person);

    if (!order) order = order_of(a->at, b->at);
    if (!order) order = order_of(restriction(s, one->record), restriction(s, other->record));
    if (!order) order = order_of_content(one, other);
    return order ? order : order_of(one->record, other->record);
}

/*
 * A draft whose id is not said may be the one that a record names. For doubt that means: its
 * approval does not count, its rejection does.
 */
static bool is_other_draft(const struct poise__case *c, const poise_approval *approval)
{
    if (!approval->draft_id || same_text(approval->draft_id, c->draft_id) ||
        same_text(approval->draft_id, c->template_id))
        return false;
    return c->draft_id || approval->verdict != POISE_VERDICT_REJECT;
}

/* Whether a record is heard at all; if not, its disposition says why. */
static poise_status record_admit(struct poise__sitting *s, uint32_t index, uint32_t *person)
{
    const poise_approval *approval = poise__case_approval(s->its_case, index);
    uint32_t why = POISE__RECORD_LIVE;
    bool vouched;

    if (poise__person_find(s->policy, &s->decision->arena, approval->by, person) != POISE_OK ||
        poise__record_vouch(s, index, *person, &vouched) != POISE_OK)
        return POISE_E_NOMEM;
    if (!vouched)
        why = POISE__RECORD_BAD_SIGNATURE;
    else if (*person == POISE__NOBODY)
        why = POISE__RECORD_UNKNOWN_PERSON;
    else if (is_other_draft(s->its_case, approval))
        why = POISE__RECORD_OTHER_DRAFT;
    else if (s->now.timed && approval->at > poise__add(s->now.now, s->policy->skew))
        why = POISE__RECORD_FUTURE;
    /* It is heard once it is no longer ahead by more than the skew, and may change the decision. */
    if (why == POISE__RECORD_FUTURE && approval->at - s->policy->skew < s->news)
        s->news = approval->at - s->policy->skew;
    if (why == POISE__RECORD_LIVE) return POISE_OK;
    s->dispositions[index] = (uint8_t)why;
    *person = POISE__NOBODY;
    return POISE_OK;
}

/* What a person holds against the draft while their records are heard in the order of time. */
struct objection {
    uint32_t veto;
    struct poise__range heard; /* as poise__standing.objections */
    bool mixed;                /* rejections of different bytes stand */
};

static const struct objection no_objection = { .veto = POISE__NOBODY };

/*
 * A rejection binds to the draft whatever its bytes. It is taken back by the same person's approval
 * of the bytes as they are, or by a revocation of those bytes or of the very bytes rejected; what the
 * person says of other bytes, or of the template in general, changes nothing.
 */
static void objection_hear(const struct poise__sitting *s, struct objection *o, uint32_t at)
{
    uint32_t record = s->heard[at].record;
    const poise_approval *said = poise__case_approval(s->its_case, record);
    const char *rejected = o->veto == POISE__NOBODY
                               ? NULL
                               : poise__case_approval(s->its_case, o->veto)->digest;

    if (said->verdict == POISE_VERDICT_REJECT) {
        o->mixed |= rejected && !same_text(rejected, said->digest);
        if (o->veto == POISE__NOBODY) o->heard.begin = at;
        o->heard.count = at - o->heard.begin + 1;
        o->veto = record;
        return;
    }
    bool taken_back = same_text(said->digest, s->its_case->digest) && is_under_this_policy(s, said);
    if (said->verdict == POISE_VERDICT_REVOKE && !o->mixed)
        taken_back |= same_text(rejected, said->digest);
    if (taken_back) *o = no_objection;
}

/* A later record takes the place of an earlier one. */
static void record_follow(struct poise__sitting *s, uint32_t *place, uint32_t record, uint32_t why)
{
    if (*place != POISE__NOBODY) s->dispositions[*place] = (uint8_t)why;
    *place = record;
}

/*
 * An override stands beside what the person says of the draft otherwise, so that it never lowers
 * the decision; a rejection or a revoke takes it back.
 */
static void record_stand(struct poise__sitting *s, struct poise__standing *standing,
                         struct objection *objection, uint32_t at)
{
    uint32_t record = s->heard[at].record;
    uint32_t verdict = poise__case_approval(s->its_case, record)->verdict;

    if (verdict == POISE_VERDICT_OVERRIDE) {
        record_follow(s, &standing->override, record, POISE__RECORD_SUPERSEDED);
        return;
    }
    if (verdict != POISE_VERDICT_APPROVE)
        record_follow(s, &standing->override, POISE__NOBODY, POISE__RECORD_REVOKED);
    objection_hear(s, objection, at);
    record_follow(s, &standing->last, record, POISE__RECORD_SUPERSEDED);
    standing->veto = objection->veto;
    standing->objections = objection->heard;
}

static void records_stand(struct poise__sitting *s, uint32_t count)
{
    struct objection o = no_objection;

    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || s->heard[i].person != s->heard[i - 1].person) o = no_objection;
        record_stand(s, &s->people[s->heard[i].person], &o, i);
    }
}

bool poise__person_objects(const struct poise__sitting *s, uint32_t person,
                           const struct poise__slot *slot)
{
    struct poise__range range = s->people[person].objections;

    for (uint32_t i = range.begin; i < range.begin + range.count; i++) {
        const poise_approval *said = poise__case_approval(s->its_case, s->heard[i].record);
        /* A role held when the veto was given keeps it, so that it never lapses by itself. */
        struct poise__moment then = { POISE__WHEN_NOW, said->at, true };
        if (said->verdict == POISE_VERDICT_REJECT &&
            poise__slot_fits(s->policy, slot, person, &then))
            return true;
    }
    return false;
}

/* Those whose signature is still good. */
static uint32_t heard_keep(struct poise__heard *heard, uint32_t count)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < count; i++)
        if (heard[i].sitting->dispositions[heard[i].record] != POISE__RECORD_BAD_SIGNATURE)
            heard[kept++] = heard[i];
    return kept;
}

static poise_status records_last(struct poise__sitting *s)
{
    uint32_t records = s->its_case->approval_count, count = 0;
    struct poise__heard *heard = poise__arena_take(&s->decision->arena,
                                                   (size_t)records * sizeof *heard);

    if (!heard) return POISE_E_NOMEM;
    for (uint32_t i = 0; i < records; i++) {
        uint32_t person;
        if (record_admit(s, i, &person) != POISE_OK) return POISE_E_NOMEM;
        if (person == POISE__NOBODY) continue;
        uint32_t reason = reason_length(poise__case_approval(s->its_case, i)->reason);
        heard[count++] = (struct poise__heard){ s, person, i, reason };
    }
    poise__keys_part(s);
    count = heard_keep(heard, count);
    poise__sort(heard, count, sizeof *heard, heard_compare);
    s->heard = heard;
    records_stand(s, count);
    return POISE_OK;
}

/* ---- What the last record is worth --------------------------------------------------------- */

/* An approval that lives for a time is worth nothing where the time is not said. */
static bool has_expired(const struct poise__sitting *s, const poise_approval *approval, int64_t ttl)
{
    if (ttl == INT64_MAX) return false;
    return !s->now.timed || s->now.now >= poise__add(approval->at, ttl);
}

/* Of a record that is no veto: a rejection is one as long as it is the last. */
static uint32_t record_disposition(const struct poise__sitting *s, uint32_t index, bool veto_stands)
{
    const poise_approval *approval = poise__case_approval(s->its_case, index);

    if (approval->verdict != POISE_VERDICT_APPROVE)
        return veto_stands ? POISE__RECORD_OTHER_BYTES : POISE__RECORD_REVOKED;
    if (s->dispositions[index] == POISE__RECORD_CONSUMED) return POISE__RECORD_CONSUMED;
    if (!is_for_these_bytes(s->its_case, approval)) return POISE__RECORD_OTHER_BYTES;
    if (!is_under_this_policy(s, approval)) return POISE__RECORD_OTHER_POLICY;
    /* Of the template, for an approval of these bytes would have taken the veto back. */
    if (veto_stands) return POISE__RECORD_OTHER_BYTES;
    return has_expired(s, approval, s->policy->ttl) ? POISE__RECORD_EXPIRED : POISE__RECORD_LIVE;
}

/* Whoever wrote the reply does not override, whomever the rules exclude. */
static uint32_t override_disposition(const struct poise__sitting *s, uint32_t index,
                                     uint32_t person)
{
    const poise_approval *approval = poise__case_approval(s->its_case, index);
    const struct poise__override *o = &s->policy->override;

    if (s->dispositions[index] == POISE__RECORD_CONSUMED) return POISE__RECORD_CONSUMED;
    if (!same_text(approval->digest, s->its_case->digest)) return POISE__RECORD_OTHER_BYTES;
    if (!is_under_this_policy(s, approval)) return POISE__RECORD_OTHER_POLICY;
    if (s->people[person].excluded & POISE__EXCLUDE_AUTHOR) return POISE__RECORD_AUTHOR;
    if (s->people[person].excluded) return POISE__RECORD_EDITOR;
    if (o->slot == POISE__NOBODY || reason_length(approval->reason) < o->reason_min)
        return POISE__RECORD_NO_OVERRIDE;
    if (has_expired(s, approval, o->ttl)) return POISE__RECORD_EXPIRED;
    if (poise__slot_fits(s->policy, poise__policy_slot(s->policy, o->slot), person, &s->now))
        return POISE__RECORD_LIVE;
    return poise__person_left(s->policy, person, &s->now) ? POISE__RECORD_ROLE_ENDED
                                                          : POISE__RECORD_NO_OVERRIDE;
}

/* Each name that a record gives is looked up once, however many rules will ask for it. */
static poise_status rules_show(struct poise__sitting *s, struct poise__standing *standing)
{
    const poise_approval *approval = poise__case_approval(s->its_case, standing->last);
    uint32_t count = s->policy->rules.count;

    if (!approval->rules) return POISE_OK;
    standing->shown = poise__arena_take_zero(&s->decision->arena, count / 8 + 1);
    if (!standing->shown) return POISE_E_NOMEM;
    for (uint32_t i = 0; i < approval->rule_count; i++) {
        uint32_t rule = poise__names_find(s->policy->rule_names, count, approval->rules[i]);
        if (rule != POISE__NOBODY) standing->shown[rule / 8] |= (uint8_t)(1u << rule % 8);
    }
    return POISE_OK;
}

static bool was_shown(const struct poise__sitting *s, const struct poise__standing *standing,
                      const struct poise__policy_rule *rule)
{
    ptrdiff_t index = rule - POISE__ITEMS(const struct poise__policy_rule, s->policy->rules);

    return !standing->shown || standing->shown[index / 8] >> index % 8 & 1;
}

static poise_status records_weigh(struct poise__sitting *s)
{
    for (uint32_t person = 0; person < s->policy->persons.count; person++) {
        const struct poise__standing *standing = &s->people[person];
        uint32_t last = standing->last, veto = standing->veto, override = standing->override;
        if (last != POISE__NOBODY) {
            s->dispositions[last] = (uint8_t)record_disposition(s, last, veto != POISE__NOBODY);
            if (veto != POISE__NOBODY) s->dispositions[veto] = POISE__RECORD_VETO;
            if (s->dispositions[last] == POISE__RECORD_LIVE) s->live[s->live_count++] = person;
        }
        if (override != POISE__NOBODY) {
            s->dispositions[override] = (uint8_t)override_disposition(s, override, person);
            s->override_count += s->dispositions[override] == POISE__RECORD_LIVE;
        }
    }
    for (uint32_t i = 0; i < s->live_count; i++)
        if (rules_show(s, &s->people[s->live[i]]) != POISE_OK) return POISE_E_NOMEM;
    return POISE_OK;
}

uint32_t poise__record_for_rule(const struct poise__sitting *s, uint32_t person,
                                const struct poise__policy_rule *rule)
{
    uint32_t excluded = s->people[person].excluded & rule->exclude;
    const poise_approval *approval = poise__case_approval(s->its_case, s->people[person].last);

    if (excluded & POISE__EXCLUDE_AUTHOR) return POISE__RECORD_AUTHOR;
    if (excluded & POISE__EXCLUDE_EDITORS) return POISE__RECORD_EDITOR;
    if (has_expired(s, approval, rule->ttl)) return POISE__RECORD_EXPIRED;
    return was_shown(s, &s->people[person], rule) ? POISE__RECORD_LIVE : POISE__RECORD_NOT_INFORMED;
}

int64_t poise__record_until(const struct poise__sitting *s, uint32_t person,
                            const struct poise__policy_rule *rule, const struct poise__slot *slot)
{
    int64_t until = poise__slot_fits_until(s->policy, slot, person, &s->now);
    int64_t ttl = rule->ttl < s->policy->ttl ? rule->ttl : s->policy->ttl;
    int64_t at = poise__case_approval(s->its_case, s->people[person].last)->at;
    int64_t key_until = poise__record_key_until(s, s->people[person].last);

    if (key_until < until) until = key_until;
    /* Without a ttl it lives for ever, whenever it was given. */
    return ttl == INT64_MAX || poise__add(at, ttl) > until ? until : poise__add(at, ttl);
}

/* ---- Setting up ---------------------------------------------------------------------------- */

static poise_status writer_exclude(struct poise__sitting *s, const char *name, uint32_t as)
{
    uint32_t person;

    if (poise__person_find(s->policy, &s->decision->arena, name, &person) != POISE_OK)
        return POISE_E_NOMEM;
    if (person == POISE__NOBODY)
        s->unknown |= as;
    else
        s->people[person].excluded |= as;
    return POISE_OK;
}

static poise_status writers_exclude(struct poise__sitting *s)
{
    const struct poise__case *c = s->its_case;

    if (writer_exclude(s, c->author, POISE__EXCLUDE_AUTHOR) != POISE_OK) return POISE_E_NOMEM;
    for (uint32_t i = 0; i < c->editor_count; i++)
        if (writer_exclude(s, c->editors[i], POISE__EXCLUDE_EDITORS) != POISE_OK)
            return POISE_E_NOMEM;
    return POISE_OK;
}

/* Empty an array and make it count items long. */
static poise_status array_size(struct poise__array *array, const poise_alloc *alloc, uint32_t count)
{
    array->count = 0;
    if (poise__array_reserve(array, alloc, count) != POISE_OK) return POISE_E_NOMEM;
    array->count = count;
    return POISE_OK;
}

poise_status poise__records_judge(struct poise__sitting *s)
{
    struct poise__decision *d = s->decision;
    uint32_t persons = s->policy->persons.count, records = s->its_case->approval_count;

    if (array_size(&d->people, &d->arena.alloc, persons) != POISE_OK ||
        array_size(&d->dispositions, &d->arena.alloc, records) != POISE_OK)
        return POISE_E_NOMEM;
    s->people = d->people.data;
    s->dispositions = d->dispositions.data;
    s->live = poise__arena_take(&d->arena, (size_t)persons * sizeof *s->live);
    if (!s->live) return POISE_E_NOMEM;
    for (uint32_t i = 0; i < persons; i++)
        s->people[i] = (struct poise__standing){ .last = POISE__NOBODY,
                                                 .veto = POISE__NOBODY,
                                                 .override = POISE__NOBODY };
    for (uint32_t i = 0; i < records; i++)
        s->dispositions[i] = poise__case_approval(s->its_case, i)->consumed ? POISE__RECORD_CONSUMED
                                                                            : POISE__RECORD_LIVE;
    if (writers_exclude(s) != POISE_OK || records_last(s) != POISE_OK) return POISE_E_NOMEM;
    return records_weigh(s);
}
