/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/tables.h"

#include <string.h>

#include <sodium.h>

bool poise__decision_allows(const struct poise__decision *decision)
{
    return decision->outcome == POISE_DECISION_ALLOW ||
           decision->outcome == POISE_DECISION_ALLOW_OVERRIDE;
}

poise_ticket poise__ticket_of(const poise_policy *policy, const struct poise__case *its_case,
                              const struct poise__decision *decision)
{
    return (poise_ticket){
        .size = sizeof(poise_ticket),
        .record_count = decision->used.count,
        .issued = its_case->now,
        .expires = decision->expires,
        .digest = its_case->digest,
        .policy_digest = policy->digest,
        .people_digest = policy->people_digest,
        .records = decision->used.data,
        .lifted = decision->lifted.data,
        .lifted_count = decision->lifted.count,
    };
}

/* Digests of one length are compared without telling how far they agree. */
static bool same_digest(const char *a, const char *b)
{
    size_t len = strlen(b);

    return strlen(a) == len && sodium_memcmp(a, b, len) == 0;
}

/* Approvals that the draft does not carry cannot be looked at. */
static bool was_consumed(const poise_ticket *ticket, const poise_draft *draft)
{
    for (uint32_t i = 0; i < ticket->record_count; i++)
        if (ticket->records[i] < draft->approval_count &&
            draft->approvals[ticket->records[i]].consumed)
            return true;
    return false;
}

const char *poise__ticket_fault(const poise_ticket *ticket, const poise_draft *draft,
                                const char *digest, const poise_policy *policy)
{
    if (!same_digest(ticket->digest, digest))
        return "the ticket is for another reply: bytes were changed since the decision; decide "
               "again";
    if (!same_digest(ticket->policy_digest, policy->digest))
        return "the ticket was given under another policy; decide again";
    if (!same_digest(ticket->people_digest, policy->people_digest))
        return "people or their keys were changed since the decision; decide again";
    /* Time that is not said counts against a ticket that expires, as every doubt does. */
    if (ticket->expires != INT64_MAX && (!draft->now || draft->now >= ticket->expires))
        return "the ticket has expired, or the time is not said; decide again";
    if (draft->now && draft->now < ticket->issued)
        return "the ticket is dated in the future; check the clock";
    if (was_consumed(ticket, draft))
        return "an approval that the ticket stands on was used up meanwhile; decide again";
    return NULL;
}
