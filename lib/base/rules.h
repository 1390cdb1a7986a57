/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * rules.h: the codes of signals and findings. rules.tsv in this folder is the table: a number for
 * life, a dotted name, the severity of its findings. The words for people are in lib/report.
 */
#ifndef POISE_BASE_RULES_H
#define POISE_BASE_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules_index.h" /* made by lib/tools/compile_rules.py: POISE__RULE_…, POISE__RULE_COUNT */

struct poise__rule {
    const char *code; /* "defensive.blame_customer" */
    uint16_t number;
    uint8_t severity; /* POISE_SEVERITY_* */
};

/* A rule by index, which must be below POISE__RULE_COUNT. */
const struct poise__rule *poise__rule_at(uint32_t index);

/* Whether a rule stands for what a model read, not for a cue. */
bool poise__rule_is_wording(uint32_t index);

/* The index of a code, or -1. */
int poise__rule_find(const char *code, size_t len);

#endif
