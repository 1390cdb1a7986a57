/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * tables.h: a policy and its roster, compiled. Ranges are begin and count into the arrays of
 * struct poise_policy; everything is built once and read-only afterwards.
 */
#ifndef POISE_POLICY_TABLES_H
#define POISE_POLICY_TABLES_H

#include "base/json.h"
#include "policy/policy.h"
#include "policy/signers.h"
#include "policy/sort.h"

/* Limits on work. A policy beyond them is refused. */
enum {
    POISE__CONDITION_DEPTH = 8, /* keeps the path to a condition within POISE__JSON_DEPTH */
    POISE__CONDITIONS_MAX = 4096,
    POISE__RULES_MAX = 1024,
    POISE__SLOTS_MAX = 32,   /* of a rule's alternative, or of rules kept separate */
    POISE__PLACES_MAX = 256, /* likewise: the sum of their counts */
    POISE__CHOICES_MAX = 64  /* ways to choose one alternative of each rule kept separate */
};

enum { POISE__EXCLUDE_AUTHOR = 1, POISE__EXCLUDE_EDITORS = 2 };

enum poise__effect { POISE__EFFECT_ANY, POISE__EFFECT_HOLD, POISE__EFFECT_DENY };

struct poise__range {
    uint32_t begin;
    uint32_t count;
};

/* A role or person that a slot names. id: of the role or person; POISE__NOBODY when nobody is it. */
struct poise__mention {
    const char *name;
    uint32_t id;
};

struct poise__slot {
    uint32_t count;
    struct poise__range roles;  /* of mentions, by id */
    struct poise__range people; /* of mentions, by id */
};

struct poise__alternative {
    struct poise__range slots;
    uint32_t places;   /* sum of the counts */
    const char *label; /* the roles and people that it names, comma-separated */
};

struct poise__policy_rule {
    const char *name;
    uint32_t condition; /* index of the first node; POISE__NOBODY: always active */
    enum poise__effect effect;
    bool soft;        /* a denial that an override may lift */
    const char *text; /* of a hold or deny */
    int64_t ttl;
    int64_t escalate_after;
    const char *escalate_to; /* roles and people, comma-separated; NULL: it is not escalated */
    uint32_t exclude;        /* POISE__EXCLUDE_* */
    struct poise__range alternatives;
    uint32_t group; /* of rules kept separate; POISE__NOBODY: none */
};

/* Who may let a reply out though rules hold it: break the glass. */
struct poise__override {
    uint32_t slot; /* index; POISE__NOBODY: nobody may */
    int64_t ttl;
    uint32_t reason_min; /* characters */
    bool lifts_soft;
};

/* A role that a person holds in [from, until). Only roles that the policy names are kept. */
struct poise__holding {
    uint32_t role;
    int64_t from;
    int64_t until;
};

struct poise__person {
    const char *id;
    struct poise__range holdings;
    bool keyed; /* the roster lists keys of theirs */
};

struct poise_policy {
    poise_alloc alloc;
    struct poise__arena strings;
    const char *id; /* may be NULL */
    int64_t ttl;    /* INT64_MAX: for ever */
    int64_t skew;
    uint32_t exclude;
    uint32_t baseline;          /* 1: rules[0] is the baseline, 0: there is none */
    struct poise__range vetoes; /* of slots */
    struct poise__override override;
    bool signatures_required;
    bool signers_known;
    struct poise__signers signers;
    struct poise__array nodes; /* of struct poise__node, condition.h */
    struct poise__array words; /* of struct poise__name: what conditions compare with */
    struct poise__array rules; /* of struct poise__policy_rule; the baseline is one of them */
    const struct poise__name *rule_names; /* of all rules, sorted; their owner is its index */
    struct poise__array alternatives;     /* of struct poise__alternative */
    struct poise__array slots;            /* of struct poise__slot */
    struct poise__array mentions;         /* of struct poise__mention */
    struct poise__array groups;           /* of struct poise__range into members */
    struct poise__array members;          /* of uint32_t, rules */
    struct poise__array roles;            /* of struct poise__name, sorted */
    struct poise__array persons;          /* of struct poise__person */
    struct poise__array holdings;         /* of struct poise__holding */
    struct poise__array names; /* of struct poise__name: ids and aliases, folded, sorted */
    struct poise__array keys;  /* of struct poise__name: type and base64, sorted */
    char digest[65];
    char people_digest[65]; /* of roster, signers and revoked keys; empty: of no documents */
};

#define POISE__ITEMS(type, array) ((type *)(array).data)

static inline const struct poise__slot *poise__policy_slot(const poise_policy *policy,
                                                           uint32_t index)
{
    return &POISE__ITEMS(const struct poise__slot, policy->slots)[index];
}

/* Sums that stay at the end of the range. b >= 0. */
static inline int64_t poise__add(int64_t a, int64_t b)
{
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

/* An empty policy, or NULL when memory is out. */
poise_policy *poise__policy_new(const poise_alloc *alloc);

/*
 * Read the policy document at the place where the reader stands, then its roster (NULL: nobody).
 * In this order: a roster is read in terms of the roles that the policy names.
 */
poise_status poise__policy_read(poise_policy *policy, struct poise__json_reader *reader,
                                const json_t *document);
poise_status poise__roster_read(poise_policy *policy, struct poise__json_reader *reader,
                                const json_t *roster);

/*
 * Read an allowed_signers file and a list of revoked keys; either may be empty, and signers.data
 * NULL: there is none. input: poise_error.input of the first. Errors: as poise__signers_read, and
 * POISE_E_POLICY when the policy requires signatures and there is no such file.
 */
poise_status poise__policy_sign(poise_policy *policy, const struct poise__signers_source *source,
                                poise_error *error);

/* Bind what the slots name to persons, and put it in order. Cannot fail but for memory. */
poise_status poise__policy_bind(poise_policy *policy);

/*
 * Hold a policy that was bound against its roster (NULL: none). A role where a person belongs is a
 * failure; a name that nobody has, or a rule that can never be met, a warning: the first of them
 * stands in the reader's error with status POISE_OK.
 */
poise_status poise__policy_hold(const poise_policy *policy, struct poise__json_reader *reader,
                                const json_t *document, const json_t *roster);

#endif
