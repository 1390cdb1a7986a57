/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * value.h: what may stand in a placeholder. Nothing that a sentence could be made of fits, as far as
 * its letters tell: whether a single word is an insult is for the findings to say.
 */
#ifndef POISE_POLICY_VALUE_H
#define POISE_POLICY_VALUE_H

#include <stdbool.h>
#include <stdint.h>

/* Bytes of a name, and of any other value. */
enum { POISE__NAME_MAX = 160, POISE__VALUE_MAX = 48 };

/* Whether a value is of this type, POISE_PLACEHOLDER_*. */
bool poise__value_fits(uint32_t type, const char *value);

#endif
