/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/duties.h"
#include "thread/version.h"

#include <string.h>

/* ---- Complaints and their answers ---------------------------------------------------------- */

static enum poise__truth is_complaint(const poise_message *message)
{
    if (message->sentiment == POISE_SENTIMENT_UNKNOWN) return POISE__UNKNOWN;
    return message->sentiment == POISE_SENTIMENT_NEGATIVE ? POISE__TRUE : POISE__FALSE;
}

/* Whether the message right above is a complaint; false for what answers nothing. */
static enum poise__truth answers_complaint(const struct poise__session *s,
                                           const struct poise__post *post)
{
    if (post->parent == POISE__NOBODY) return POISE__FALSE;
    const struct poise__post *parent = &s->posts[post->parent];
    if (!parent->here || parent->message->direction == POISE_DIRECTION_OUT) return POISE__FALSE;
    return is_complaint(parent->message);
}

/* Several answers to one complaint are taken together: "we are sorry", and later "here is your money". */
void poise__replies_scan(struct poise__session *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        const struct poise__post *post = &s->posts[s->order[i]];
        if (!poise__post_answers(post) || answers_complaint(s, post) == POISE__FALSE) continue;
        const poise_message_version *version = poise__post_version(post);
        struct poise__post *complaint = &s->posts[post->parent];
        complaint->replies++;
        complaint->apologised = poise__truth_or(complaint->apologised,
                                                poise__version_apologises(s, version));
        complaint->remedied = poise__truth_or(complaint->remedied,
                                              poise__version_remedies(s, version));
        if (!post->message->is_public) continue;
        complaint->public_replies++;
        complaint->offered = poise__truth_or(complaint->offered, poise__version_offers(version));
    }
}

/* ---- What a complaint's answers must have -------------------------------------------------- */

static poise_status requirement_add(struct poise__session *s, poise_duty *duty,
                                    enum poise__truth fulfilled, const char *done,
                                    const char *missing)
{
    const bool sure = is_complaint(s->posts[duty->message].message) == POISE__TRUE;

    if (fulfilled == POISE__TRUE) {
        duty->state = POISE_STATE_DONE;
        duty->reason = done;
    } else if (fulfilled == POISE__FALSE && sure) {
        duty->state = POISE_STATE_MISSING;
        duty->reason = missing;
    } else {
        duty->state = POISE_STATE_UNKNOWN;
        duty->reason = sure ? "Nobody has looked at all of the answers."
                            : "Nobody has said whether it is a complaint.";
    }
    return poise__duty_add(s, duty);
}

poise_status poise__complaint_add(struct poise__session *s, uint32_t index)
{
    const struct poise__post *post = &s->posts[index];
    poise_duty own = poise__duty_of(s, index, POISE_DUTY_OWN_IT);
    poise_duty channel = poise__duty_of(s, index, POISE_DUTY_CHANNEL);
    poise_status st = POISE_OK;

    if (post->replies)
        st = requirement_add(s, &own, poise__truth_and(post->apologised, post->remedied),
                             "An answer apologises, and a repair is offered.",
                             "No answer apologises, or none offers to make it right.");
    if (st == POISE_OK && post->public_replies)
        st = requirement_add(s, &channel, post->offered,
                             "A public answer offers a contact of the brand's.",
                             "No public answer offers a contact of the brand's.");
    return st;
}

/* ---- What an answer must not have ---------------------------------------------------------- */

static poise_status finding_add(struct poise__session *s, poise_duty *duty, enum poise__truth there,
                                const char *found)
{
    if (there == POISE__FALSE) return POISE_OK;
    duty->state = there == POISE__TRUE ? POISE_STATE_FOUND : POISE_STATE_UNKNOWN;
    duty->reason = there == POISE__TRUE
                       ? found
                       : "Nobody has looked, or has said whether it answers a complaint.";
    return poise__duty_add(s, duty);
}

static poise_status contacts_add(struct poise__session *s, uint32_t index,
                                 enum poise__truth complaint)
{
    const poise_message_version *version = poise__post_version(&s->posts[index]);
    poise_duty duty = poise__duty_of(s, index, POISE_DUTY_CONTACT);
    poise_status st = POISE_OK;

    if (!version || !(version->known & POISE_KNOWN_CONTACTS))
        return finding_add(s, &duty, POISE__UNKNOWN, NULL);
    for (uint32_t i = 0; st == POISE_OK && i < version->contact_count; i++) {
        if (version->contacts[i].own) continue;
        duty.where = version->contacts[i].where;
        st = finding_add(s, &duty, complaint, "It names a contact that is not the brand's.");
    }
    return st;
}

static poise_status scapegoats_add(struct poise__session *s, uint32_t index,
                                   enum poise__truth complaint)
{
    const poise_message_version *version = poise__post_version(&s->posts[index]);
    poise_duty duty = poise__duty_of(s, index, POISE_DUTY_SCAPEGOAT);
    poise_status st = POISE_OK;

    if (!version || !(version->known & POISE_KNOWN_SIGNALS))
        return finding_add(s, &duty, POISE__UNKNOWN, NULL);
    for (uint32_t i = 0; st == POISE_OK && i < version->signal_count; i++) {
        if (strcmp(version->signals[i].code, "defensive.scapegoat") != 0) continue;
        duty.where = version->signals[i].where;
        st = finding_add(s, &duty, complaint, "It puts the blame on somebody.");
    }
    return st;
}

poise_status poise__reply_add(struct poise__session *s, uint32_t index)
{
    const struct poise__post *post = &s->posts[index];
    const enum poise__truth complaint = answers_complaint(s, post);
    poise_duty pointer = poise__duty_of(s, index, POISE_DUTY_POINTER);
    enum poise__truth is_pointer = POISE__FALSE;

    if (post->removed || post->message->direction == POISE_DIRECTION_IN ||
        post->message->sender == POISE_SENDER_NOTE || complaint == POISE__FALSE)
        return POISE_OK;
    if (post->message->is_public && post->message->sender == POISE_SENDER_HUMAN)
        is_pointer = poise__truth_and(complaint,
                                      poise__version_is_pointer(s, poise__post_version(post)));
    poise_status st = contacts_add(s, index, complaint);
    if (st == POISE_OK)
        st = finding_add(s, &pointer, is_pointer,
                         "It only points elsewhere, and says nothing to those who read along.");
    return st == POISE_OK ? scapegoats_add(s, index, complaint) : st;
}
