/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/rules.h"

#include <assert.h>
#include <string.h>

#include <poise/check.h>

static const struct poise__rule rules[] = {
#include "rules_table.h"
};

_Static_assert(sizeof rules / sizeof rules[0] == POISE__RULE_COUNT, "index and table are one file");

const struct poise__rule *poise__rule_at(uint32_t index)
{
    assert(index < POISE__RULE_COUNT);
    return &rules[index];
}

bool poise__rule_is_wording(uint32_t index)
{
    return index == POISE__RULE_DEFENSIVE_WORDING || index == POISE__RULE_INSULTING_WORDING ||
           index == POISE__RULE_APOLOGETIC_WORDING;
}

int poise__rule_find(const char *code, size_t len)
{
    for (int i = 0; i < POISE__RULE_COUNT; i++)
        if (strlen(rules[i].code) == len && memcmp(rules[i].code, code, len) == 0) return i;
    return -1;
}
