/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/duties.h"
#include "thread/version.h"

#include "policy/people.h"

#include <string.h>

enum { PEOPLE_WANTED = 2 };

/* A removal being judged, as of the moment at which it was or would be done. */
struct hearing {
    struct poise__session *s;
    const poise_message *message;
    const poise_removal *removal;
    const poise_message_version *version; /* NULL: nothing is known of it */
    int64_t at;
    poise_duty duty;
};

/* ---- The ground ---------------------------------------------------------------------------- */

static const poise_ground *ground_find(const struct hearing *h)
{
    const poise_thread_input *input = h->s->input;

    for (uint32_t i = 0; h->removal->ground && i < input->ground_count; i++)
        if (strcmp(input->grounds[i].name, h->removal->ground) == 0) return &input->grounds[i];
    return NULL;
}

static bool ground_shows(struct hearing *h, const poise_ground *ground)
{
    for (uint32_t i = 0; i < ground->code_count; i++)
        if (poise__version_shows(h->version, ground->codes[i], h->s->input->line, &h->duty.where))
            return true;
    return false;
}

/* Why it is denied whoever agrees, or NULL. */
static const char *ground_denies(struct hearing *h)
{
    const poise_ground *ground = ground_find(h);

    if (!ground) return "Its ground is not one on which a comment may be removed.";
    if (!h->version)
        return "Nobody has looked at what the comment says, so nothing shows its ground.";
    if (ground_shows(h, ground)) return NULL;
    if (~h->version->known & (POISE_KNOWN_SIGNALS | POISE_KNOWN_FINDINGS))
        return "Nothing that is known of the comment shows its ground.";
    return "Nothing in the comment shows its ground.";
}

/* ---- The people ---------------------------------------------------------------------------- */

/* Persons of the roster whom the comment criticises, in the arena; none when one is not in it. */
struct criticised {
    uint32_t *persons; /* sorted */
    uint32_t count;
};

static poise_status criticised_find(struct hearing *h, struct criticised *criticised)
{
    struct poise__arena *arena = &h->s->thread->arena;
    const uint32_t count = h->removal->criticised_count;
    const poise_policy *policy = h->s->input->policy;

    *criticised = (struct criticised){ poise__arena_take(arena, (count + (size_t)1) * 4), 0 };
    if (!criticised->persons) return POISE_E_NOMEM;
    for (uint32_t i = 0; policy && i < count; i++) {
        uint32_t *person = &criticised->persons[i];
        if (poise__person_find(policy, arena, h->removal->criticised[i], person) != POISE_OK)
            return POISE_E_NOMEM;
        if (*person == POISE__NOBODY) return POISE_OK;
    }
    criticised->count = policy ? count : 0;
    poise__sort_numbers(criticised->persons, criticised->count);
    return POISE_OK;
}

static bool is_criticised(const struct criticised *criticised, uint32_t person)
{
    uint32_t low = 0, high = criticised->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (criticised->persons[middle] < person)
            low = middle + 1;
        else
            high = middle;
    }
    return low < criticised->count && criticised->persons[low] == person;
}

/*
 * How many persons agreed whose word counts. A person has one live record, so these are as many as
 * the records; whom the policy excludes is its business, but never whom the comment criticises.
 */
static poise_status agreed_count(struct hearing *h, const struct criticised *criticised)
{
    const struct poise__decision *d = &h->s->thread->decision;
    const uint8_t *dispositions = d->dispositions.data;

    for (uint32_t i = 0; i < h->removal->approval_count; i++) {
        uint32_t person;
        if (dispositions[i] != POISE__RECORD_LIVE ||
            h->removal->approvals[i].verdict != POISE_VERDICT_APPROVE)
            continue;
        if (poise__person_find(h->s->input->policy, &h->s->thread->arena,
                               h->removal->approvals[i].by, &person) != POISE_OK)
            return POISE_E_NOMEM;
        h->duty.have += !is_criticised(criticised, person);
    }
    return POISE_OK;
}

/*
 * What a policy may ask about: the ground and the codes, never a score or a star, so that no policy
 * can make the answer depend on how bad the comment is for business.
 */
static poise_status facts_make(const struct hearing *h, struct poise__facts *facts)
{
    struct poise__arena *arena = &h->s->thread->arena;
    const poise_message_version *v = h->version;
    struct poise__fact *items = poise__arena_take_zero(arena, 4 * sizeof *items);
    const size_t codes = (size_t)v->signal_count + v->finding_count + 3;
    const char **words = poise__arena_take(arena, codes * sizeof *words);

    if (!items || !words) return POISE_E_NOMEM;
    *facts = (struct poise__facts){ items, 0 };
    words[0] = h->removal->ground;
    items[facts->count++] = (struct poise__fact){
        .name = "removal.ground", .is_set = true, .items = words++, .item_count = 1
    };
    words[0] = h->message->channel;
    if (h->message->channel)
        items[facts->count++] = (struct poise__fact){
            .name = "channel", .is_set = true, .items = words++, .item_count = 1
        };
    if (v->known & POISE_KNOWN_SIGNALS) {
        items[facts->count++] = (struct poise__fact){
            .name = "tone.signals", .is_set = true, .items = words, .item_count = v->signal_count
        };
        for (uint32_t i = 0; i < v->signal_count; i++) *words++ = v->signals[i].code;
    }
    if (v->known & POISE_KNOWN_FINDINGS) {
        items[facts->count++] = (struct poise__fact){
            .name = "findings", .is_set = true, .items = words, .item_count = v->finding_count
        };
        for (uint32_t i = 0; i < v->finding_count; i++) *words++ = v->findings[i].code;
    }
    return POISE_OK;
}

static poise_status policy_ask(struct hearing *h, const struct criticised *criticised)
{
    struct poise__facts facts;
    const struct poise__case its_case = {
        .facts = &facts,
        .draft_id = h->message->id,
        .author = h->removal->criticised[0],
        .editors = h->removal->criticised + 1,
        .editor_count = h->removal->criticised_count - 1,
        .digest = h->duty.digest,
        .approvals = h->removal->approvals,
        .approval_count = h->removal->approval_count,
        .now = h->at,
        .timed = true,
    };
    struct poise__decision *d = &h->s->thread->decision;

    if (facts_make(h, &facts) != POISE_OK ||
        poise__policy_decide(h->s->input->policy, &its_case, d) != POISE_OK ||
        agreed_count(h, criticised) != POISE_OK)
        return POISE_E_NOMEM;
    if (d->outcome == POISE_DECISION_DENY) {
        h->duty.state = POISE_STATE_DENY;
        h->duty.reason = "Somebody who may has said no, or a rule of the policy forbids it.";
    } else if (h->duty.have < PEOPLE_WANTED) {
        h->duty.reason = "It takes two people, none of them criticised by the comment.";
    } else if (d->outcome != POISE_DECISION_ALLOW) {
        h->duty.reason = "Two people agreed, but the policy asks for more.";
    } else {
        h->duty.state = POISE_STATE_ALLOW;
        h->duty.reason = "Its ground is shown, and two people agreed whom it does not criticise.";
    }
    return POISE_OK;
}

/* The ground holds: who has to agree? */
static poise_status people_ask(struct hearing *h)
{
    struct criticised criticised;

    h->duty.state = POISE_STATE_NEED;
    if (!h->version->digest) {
        h->duty.reason = "The comment's bytes have no digest, so nobody can agree to them.";
        return POISE_OK;
    }
    const struct poise__removal_key key = { h->message->id, h->version->at, h->version->digest,
                                            h->removal->ground };
    char *hex = poise__arena_take(&h->s->thread->arena, 65);
    if (!hex) return POISE_E_NOMEM;
    poise_status st = poise__digest_removal(&key, hex);
    if (st != POISE_OK) return st;
    h->duty.digest = hex;
    if (criticised_find(h, &criticised) != POISE_OK) return POISE_E_NOMEM;
    if (criticised.count) return policy_ask(h, &criticised);
    h->duty.reason = "Whom the comment criticises is not known, so nobody can be told apart from "
                     "them.";
    return POISE_OK;
}

/* ---- The duty ------------------------------------------------------------------------------ */

/* What people wrote themselves they may take back. */
static bool is_their_own(const poise_message *message)
{
    const poise_removal *removal = message->removal;

    return removal->by && message->by && strcmp(removal->by, message->by) == 0;
}

poise_status poise__removal_add(struct poise__session *s, uint32_t index)
{
    const struct poise__post *post = &s->posts[index];
    const poise_message *m = post->message;

    if (!m->removal || m->direction != POISE_DIRECTION_IN || is_their_own(m)) return POISE_OK;
    struct hearing h = {
        .s = s,
        .message = m,
        .removal = m->removal,
        .version = poise__post_version(post),
        .at = post->removed ? m->removal->at : s->input->now,
        .duty = poise__duty_of(s, index, POISE_DUTY_REMOVAL),
    };
    h.duty.done = post->removed;
    h.duty.want = PEOPLE_WANTED;
    h.duty.since = h.at;
    h.duty.state = POISE_STATE_DENY;
    h.duty.reason = ground_denies(&h);
    poise_status st = h.duty.reason ? POISE_OK : people_ask(&h);
    return st == POISE_OK ? poise__duty_add(s, &h.duty) : st;
}
