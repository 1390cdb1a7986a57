/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "api/checker.h"
#include "api/structs.h"

#include <stdio.h>

static poise_status ticket_accept(const poise_ticket *theirs, poise_ticket *ticket)
{
    poise_status st = poise__struct_read(ticket, sizeof *ticket, sizeof *ticket, theirs);

    if (st != POISE_OK) return st;
    return ticket->digest && ticket->policy_digest && ticket->people_digest &&
                   (ticket->records || !ticket->record_count)
               ? POISE_OK
               : POISE_E_ARG;
}

static poise_status ticket_judge(struct poise__arena *arena, const poise_ticket *theirs,
                                 const poise_draft *theirs_draft, const poise_policy *policy,
                                 const char **fault)
{
    char digest[65];
    poise_ticket ticket;
    poise_draft draft;

    poise_status st = ticket_accept(theirs, &ticket);
    if (st == POISE_OK) st = poise__draft_accept(arena, theirs_draft, &draft);
    if (st == POISE_OK) st = poise__digest_draft(&draft, digest);
    if (st != POISE_OK) return st;
    *fault = poise__ticket_fault(&ticket, &draft, digest, policy);
    return *fault ? POISE_E_TICKET : POISE_OK;
}

poise_status poise_ticket_check(const poise_ticket *ticket, const poise_draft *draft,
                                const poise_policy *policy, poise_error *theirs)
{
    poise_error error = { .size = sizeof error };
    const char *fault = NULL;
    struct poise__arena arena;
    poise_alloc alloc;

    if (!ticket || !draft || !policy) return POISE_E_ARG;
    poise_status st = poise__error_check(theirs);
    if (st != POISE_OK) return st;
    poise__alloc_init(&alloc, NULL);
    poise__arena_init(&arena, &alloc);
    st = ticket_judge(&arena, ticket, draft, policy, &fault);
    poise__arena_release(&arena);
    if (fault) snprintf(error.message, sizeof error.message, "%s", fault);
    return poise__error_give(theirs, &error, st);
}
