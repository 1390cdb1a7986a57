/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/business.h"
#include "thread/duties.h"
#include "thread/version.h"

/* An apology that stands, since the version that first made it one. */
struct poise__apology {
    uint32_t place;
    uint32_t message;
    int64_t at;
};

/* ---- Apologies that pay -------------------------------------------------------------------- */

/* A program says sorry to everybody, so it pays for nothing. */
static bool speaks_for_brand(const poise_message *message)
{
    return message->is_public &&
           (message->sender == POISE_SENDER_HUMAN || message->sender == POISE_SENDER_CAMPAIGN);
}

/* How many versions at the end of it pay. */
static uint32_t paying_versions(const struct poise__session *s, const struct poise__post *post)
{
    uint32_t paying = 0;

    if (post->removed || !speaks_for_brand(post->message)) return 0;
    while (paying < post->versions &&
           poise__version_pays(s, &post->message->versions[post->versions - 1 - paying]))
        paying++;
    return paying;
}

static int apology_compare(const void *left, const void *right)
{
    const struct poise__apology *a = left, *b = right;

    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return a->message < b->message ? -1 : a->message > b->message;
}

poise_status poise__apologies_scan(struct poise__session *s)
{
    const size_t count = (size_t)s->input->message_count + 1;

    s->apologies = poise__arena_take(&s->thread->arena, count * sizeof *s->apologies);
    if (!s->apologies) return POISE_E_NOMEM;
    for (uint32_t i = 0; i < s->input->message_count; i++) {
        const struct poise__post *post = &s->posts[i];
        const uint32_t paying = paying_versions(s, post);
        if (!paying) continue;
        s->apologies[s->apology_count++] = (struct poise__apology){
            post->place, i, post->message->versions[post->versions - paying].at
        };
    }
    poise__sort(s->apologies, s->apology_count, sizeof *s->apologies, apology_compare);
    return POISE_OK;
}

/* The first apology in a place after a moment, or NULL. */
static const struct poise__apology *apology_after(const struct poise__session *s, uint32_t place,
                                                  int64_t at)
{
    uint32_t low = 0, high = s->apology_count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const struct poise__apology *a = &s->apologies[middle];
        if (a->place < place || (a->place == place && a->at <= at))
            low = middle + 1;
        else
            high = middle;
    }
    const bool found = low < s->apology_count && s->apologies[low].place == place;
    return found ? &s->apologies[low] : NULL;
}

/* ---- Debts --------------------------------------------------------------------------------- */

/* What a message owes: each version that was seen is a debt of its own. */
struct debt {
    uint32_t insult; /* the first version that insults and was not paid for, or POISE__NOBODY */
    uint32_t doubt;  /* likewise, that may insult */
    uint32_t paid;   /* the last version that was paid for, or POISE__NOBODY */
    uint32_t by;     /* the message that paid for it */
};

/* A message without versions has one that nobody knows. */
static struct debt debt_of(const struct poise__session *s, const struct poise__post *post)
{
    struct debt debt = { POISE__NOBODY, POISE__NOBODY, POISE__NOBODY, POISE__NOBODY };
    const poise_message *m = post->message;

    for (uint32_t i = 0; i < post->versions || i == 0; i++) {
        const poise_message_version *version = i < post->versions ? &m->versions[i] : NULL;
        const enum poise__truth insults = poise__version_insults(s, version);
        if (insults == POISE__FALSE) continue;
        const struct poise__apology *paid = apology_after(s, post->place,
                                                          version ? version->at : m->at);
        if (paid && insults == POISE__TRUE) {
            debt.paid = i;
            debt.by = paid->message;
        } else if (!paid) {
            uint32_t *first = insults == POISE__TRUE ? &debt.insult : &debt.doubt;
            if (*first == POISE__NOBODY) *first = i;
        }
    }
    return debt;
}

/* ---- The duty ------------------------------------------------------------------------------ */

static const char *const reasons[] = {
    [POISE_STATE_UNKNOWN] = "Nobody has looked whether it insults, and no later apology covers it.",
    [POISE_STATE_OWED] = "It insulted in public, and no later public apology there pays for it.",
    [POISE_STATE_OVERDUE] = "It insulted in public, and the time to apologise there is over.",
    [POISE_STATE_PAID] =
        "It insulted in public, and a later apology in the same place pays for it.",
};

static void debt_fill(const struct poise__session *s, const struct debt *debt, poise_duty *duty)
{
    if (debt->insult != POISE__NOBODY) {
        duty->version = debt->insult;
        duty->state = POISE_STATE_OWED;
    } else if (debt->doubt != POISE__NOBODY) {
        duty->version = debt->doubt;
        duty->state = POISE_STATE_UNKNOWN;
    } else {
        duty->version = debt->paid;
        duty->state = POISE_STATE_PAID;
        duty->other = debt->by;
    }
    const poise_message *m = s->posts[duty->message].message;
    if (duty->version < m->version_count) duty->since = m->versions[duty->version].at;
    const struct poise__deadline deadline = poise__business_deadline(s, duty->since,
                                                                     s->input->apology_due);
    duty->due = deadline.at;
    if (duty->state == POISE_STATE_OWED &&
        poise__deadline_met(&deadline, s->input->now) == POISE__FALSE)
        duty->state = POISE_STATE_OVERDUE;
    duty->reason = reasons[duty->state];
}

poise_status poise__apology_add(struct poise__session *s, uint32_t index)
{
    const struct poise__post *post = &s->posts[index];
    poise_duty duty = poise__duty_of(s, index, POISE_DUTY_APOLOGY);

    if (!post->message->is_public || post->message->direction == POISE_DIRECTION_IN)
        return POISE_OK;
    const struct debt debt = debt_of(s, post);
    if (debt.insult == POISE__NOBODY && debt.doubt == POISE__NOBODY && debt.paid == POISE__NOBODY)
        return POISE_OK;
    debt_fill(s, &debt, &duty);
    return poise__duty_add(s, &duty);
}
