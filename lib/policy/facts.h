/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * facts.h: what a policy may ask about. lib/policy/README.md lists the names for the people who
 * write policies.
 */
#ifndef POISE_POLICY_FACTS_H
#define POISE_POLICY_FACTS_H

#include "base/memory.h"
#include "base/records.h"

/* What was found in a draft, as far as policies may ask about it. Borrowed. */
struct poise__evidence {
    const poise_draft *draft;
    const struct poise__tone *tone; /* NULL: no pack could judge it */
    const struct poise__media *media;
    uint32_t media_count;
    const struct poise__contact *contacts;
    uint32_t contact_count;
    const struct poise__finding *findings;
    uint32_t finding_count;
};

/*
 * All facts of a draft. They live in the arena; channel and audience that are not said are left
 * out, and so are unknown. Errors: POISE_E_NOMEM.
 */
poise_status poise__facts_gather(struct poise__arena *arena, const struct poise__evidence *evidence,
                                 struct poise__facts *facts);

#endif
