/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * matching.h: distinct people for the slots of a rule, exactly. Filling slots one after the other
 * is wrong when somebody fits two of them; here a slot may hand somebody on to another one as long
 * as that leads to a person who is free.
 */
#ifndef POISE_POLICY_MATCHING_H
#define POISE_POLICY_MATCHING_H

#include "policy/tables.h"

/*
 * Slots and the persons who may fill them. A slot lists as many persons as there are places in
 * all, no more: whoever fills the other places, one of them is left. So the work depends on the
 * policy alone, not on how many people there are.
 */
struct poise__matching {
    uint32_t slot_count;
    uint32_t places; /* sum of wanted */
    uint32_t wanted[POISE__SLOTS_MAX];
    uint32_t listed[POISE__SLOTS_MAX];
    uint32_t persons[POISE__SLOTS_MAX][POISE__PLACES_MAX];
    uint32_t filled[POISE__SLOTS_MAX]; /* the result */
    uint32_t *owner;                   /* per person: the slot that they fill, or POISE__NOBODY */
};

/* Empty it: no slots, and nobody fills any. At first, all owners are POISE__NOBODY. */
void poise__matching_clear(struct poise__matching *matching);

/* List a person for a slot; false when the slot needs no more. */
bool poise__matching_list(struct poise__matching *matching, uint32_t slot, uint32_t person);

/* Fill as many places as can be filled at all, and say how many. The owners say by whom. */
uint32_t poise__matching_fill(struct poise__matching *matching);

#endif
