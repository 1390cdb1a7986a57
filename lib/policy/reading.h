/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * reading.h: a policy document on its way into tables.
 *
 * slots.c     slots and alternatives: who may fill a place
 * rule.c      rules and the baseline, which is a rule like others
 * document.c  the document, and what holds among its rules
 *
 * Each function reads at the place where the reader stands and returns the reader's status.
 */
#ifndef POISE_POLICY_READING_H
#define POISE_POLICY_READING_H

#include "policy/tables.h"

struct poise__policy_reading {
    poise_policy *policy;
    struct poise__json_reader *reader;
};

poise_status poise__reading_push(struct poise__policy_reading *r, struct poise__array *array,
                                 const void *item);

/* A terminated copy of a member that must be there and not be empty; NULL after a failure. */
const char *poise__reading_string(struct poise__policy_reading *r, const json_t *object,
                                  const char *key);

/* Names of roles or people into the policy's mentions. */
poise_status poise__mentions_read(struct poise__policy_reading *r, const json_t *object,
                                  const char *key, struct poise__range *range);

/* One slot, or a list of them, into the policy's slots. */
poise_status poise__slot_read(struct poise__policy_reading *r, const json_t *item);
poise_status poise__slots_read(struct poise__policy_reading *r, const json_t *list,
                               struct poise__range *range);

/* "lead, legal": mentions in their order; NULL when memory is out. */
const char *poise__mentions_label(struct poise__policy_reading *r, struct poise__range mentions);

/* The member `key`, which must hold alternatives. */
poise_status poise__alternatives_read(struct poise__policy_reading *r, const json_t *object,
                                      const char *key, struct poise__range *range);

/* The member "exclude": whose approvals never count. */
poise_status poise__exclude_read(struct poise__policy_reading *r, const json_t *object,
                                 uint32_t *exclude);

/* The baseline and all rules of the document. */
poise_status poise__rules_read(struct poise__policy_reading *r, const json_t *document);

#endif
