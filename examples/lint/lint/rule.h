/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * rule.h: every rule that the program reports: those of the library, and its own on how replies are
 * kept. Numbers of the program's own start at 901 and are for life, as the library's are.
 */
#ifndef LINT_RULE_H
#define LINT_RULE_H

#include <poise/poise.h>

#include <stdbool.h>

/* "template.*": what stands in a reply that is to be filled in. "lint.*": what was said to this
 * program in files of replies. */
#define RULE_MISSPELT     "template.misspelt_placeholder"
#define RULE_UNFILLED     "template.unfilled"
#define RULE_LEFTOVER     "template.leftover"
#define RULE_UNKNOWN_RULE "lint.unknown_rule"
#define RULE_UNUSED       "lint.unused_suppression"
#define RULE_NO_REASON    "lint.suppression_without_reason"
#define RULE_STALE        "lint.stale_baseline"

/* In the order of their numbers, those of the library first. False beyond the last one. */
bool rule_at(uint32_t index, uint32_t language, poise_rule *rule);

/* False when there is none. */
bool rule_find(const char *code, uint32_t language, poise_rule *rule);

/* Whether it is about what was said to this program, which can be neither suppressed nor known. */
bool rule_is_of_lint(const char *code);

/* The code that was probably meant, or NULL. */
const char *rule_nearest(const char *word);

/* "warning", in a language. */
const char *severity_name(uint32_t severity, uint32_t language);

#endif
