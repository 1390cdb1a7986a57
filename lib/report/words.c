/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "base/rules.h"

#include <assert.h>

static const struct poise__rule_words english[] = {
#include "rules_words_en.h"
};

static const struct poise__rule_words french[] = {
#include "rules_words_fr.h"
};

_Static_assert(sizeof english / sizeof english[0] == POISE__RULE_COUNT, "a row for each rule");
_Static_assert(sizeof french / sizeof french[0] == POISE__RULE_COUNT, "a row for each rule");

const struct poise__rule_words *poise__rule_words(uint32_t rule, uint32_t language)
{
    assert(rule < POISE__RULE_COUNT);
    return language == POISE_LANGUAGE_FR ? &french[rule] : &english[rule];
}
