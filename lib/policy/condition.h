/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * condition.h: conditions over facts, in three values. The nodes of a condition lie in a row, a
 * node before its children; `next` is the index behind the last of them.
 */
#ifndef POISE_POLICY_CONDITION_H
#define POISE_POLICY_CONDITION_H

#include "policy/tables.h"

/* In this order "all" is the least and "any" the greatest of its parts. */
enum poise__truth { POISE__FALSE, POISE__UNKNOWN, POISE__TRUE };

enum poise__node_op {
    POISE__OP_ALL,
    POISE__OP_ANY,
    POISE__OP_NOT,
    POISE__OP_GTE,
    POISE__OP_LTE,
    POISE__OP_GT,
    POISE__OP_LT,
    POISE__OP_EQ, /* a number, or with words the only word of a set */
    POISE__OP_IN, /* a set has one of the words */
    POISE__OP_HAS /* a set has the word */
};

struct poise__node {
    enum poise__node_op op;
    uint32_t next;
    const char *field;
    int64_t number;
    struct poise__range words; /* sorted */
};

/* Facts in the order of their names, borrowed: owner is the index in facts. */
struct poise__fact_index {
    const struct poise__facts *facts;
    const struct poise__name *names;
};

/* Append the condition where the reader stands to the policy's nodes. */
poise_status poise__condition_read(poise_policy *policy, struct poise__json_reader *reader,
                                   const json_t *condition);

/* False when memory is out. The index lives in the arena. */
bool poise__facts_index(struct poise__arena *arena, const struct poise__facts *facts,
                        struct poise__fact_index *index);

/* condition: index of its first node; POISE__NOBODY is true. */
enum poise__truth poise__condition_test(const poise_policy *policy, uint32_t condition,
                                        const struct poise__fact_index *index);

#endif
