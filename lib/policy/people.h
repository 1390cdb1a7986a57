/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * people.h: who is who. A name is compared folded (case, compatibility forms, invisible
 * characters); two persons whose names look alike are refused when the roster is read.
 */
#ifndef POISE_POLICY_PEOPLE_H
#define POISE_POLICY_PEOPLE_H

#include "policy/tables.h"

/*
 * The folded form, or the skeleton: what names that look alike have in common. In the arena.
 * *out is NULL for a name that is not valid UTF-8 or has over 256 bytes. Errors: POISE_E_NOMEM.
 * one: the letter that a 1 is taken for, "l" or "i"; l and i themselves are told apart.
 */
poise_status poise__name_fold(struct poise__arena *arena, const char *name, const char **out);
poise_status poise__name_skeleton(struct poise__arena *arena, const char *name, const char *one,
                                  const char **out);

/* The person with this id or alias in *person, or POISE__NOBODY. name may be NULL. */
poise_status poise__person_find(const poise_policy *policy, struct poise__arena *scratch,
                                const char *name, uint32_t *person);

/* When a role must be in force. */
enum poise__when {
    POISE__WHEN_NOW,
    POISE__WHEN_STILL, /* now or later: could it ever be filled? */
    POISE__WHEN_EVER
};

struct poise__moment {
    enum poise__when when;
    int64_t now;
    bool timed; /* false: now is not said, so only a role without bounds is in force */
};

/* Whether a person is one that the slot asks for. */
bool poise__slot_fits(const poise_policy *policy, const struct poise__slot *slot, uint32_t person,
                      const struct poise__moment *moment);

/* Until when that is so. INT64_MAX: for ever; INT64_MIN, which no role ends at: it is not. */
int64_t poise__slot_fits_until(const poise_policy *policy, const struct poise__slot *slot,
                               uint32_t person, const struct poise__moment *moment);

/* Whether one of the person's roles has ended, and none that the policy names is in force. */
bool poise__person_left(const poise_policy *policy, uint32_t person,
                        const struct poise__moment *moment);

#endif
