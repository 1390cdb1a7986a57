/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* records.h: which approval records are alive for these bytes, and why the others are not. */
#ifndef POISE_POLICY_RECORDS_H
#define POISE_POLICY_RECORDS_H

#include "policy/people.h"

/* Where a person stands on this draft. */
struct poise__standing {
    uint32_t last; /* index of the last record, or POISE__NOBODY */
    uint32_t veto; /* index of the last rejection not taken back, or POISE__NOBODY */
    struct poise__range objections; /* of heard: from the first such rejection to the last */
    uint32_t override; /* index of the override that was not taken back, or POISE__NOBODY */
    uint32_t excluded; /* POISE__EXCLUDE_*: the author, an editor */
    uint8_t *shown; /* a bit per rule that the last record was given for; NULL: for all of them */
    bool used;      /* the last record is one that the decision stands on */
};

struct poise__sitting;

/* A record that is heard, in the order of persons and time. */
struct poise__heard {
    const struct poise__sitting *sitting;
    uint32_t person;
    uint32_t record;
    uint32_t reason; /* how long it is: measured once, and not whenever two are compared */
};

/* All that one decision looks at. */
struct poise__sitting {
    const poise_policy *policy;
    const struct poise__case *its_case;
    struct poise__decision *decision;
    struct poise__standing *people; /* per person */
    uint8_t *dispositions;          /* per record */
    const struct poise__heard *heard;
    uint32_t *live; /* persons whose last record approves these bytes */
    uint32_t live_count;
    uint32_t override_count; /* persons whose override is live */
    uint32_t unknown;        /* POISE__EXCLUDE_*: an author, an editor whom nobody knows */
    int64_t news; /* when the first record that is dated in the future is heard; INT64_MAX: never */
    struct poise__moment now;
};

const poise_approval *poise__case_approval(const struct poise__case *its_case, uint32_t index);

/* Fill in people, dispositions, live and unknown. Errors: POISE_E_NOMEM. */
poise_status poise__records_judge(struct poise__sitting *sitting);

/* Whether a rejection of the person stands that was given in a role of the slot. */
bool poise__person_objects(const struct poise__sitting *sitting, uint32_t person,
                           const struct poise__slot *slot);

/* What a live record is worth for one rule: POISE__RECORD_LIVE, or why it does not count. */
uint32_t poise__record_for_rule(const struct poise__sitting *sitting, uint32_t person,
                                const struct poise__policy_rule *rule);

/* When what a live record is worth for a place of the rule ends; INT64_MAX: never. */
int64_t poise__record_until(const struct poise__sitting *sitting, uint32_t person,
                            const struct poise__policy_rule *rule, const struct poise__slot *slot);

#endif
