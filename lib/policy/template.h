/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * template.h: canned replies that are approved once. A placeholder stands in the text as {{name}};
 * what may be put there depends on its type alone, so that no value can say what nobody approved.
 */
#ifndef POISE_POLICY_TEMPLATE_H
#define POISE_POLICY_TEMPLATE_H

#include "base/memory.h"
#include "base/records.h"

enum { POISE__PLACEHOLDERS_MAX = 64 };

/*
 * Whether names and types are such as the header asks for, every {{name}} of the text is declared
 * and every declared one is there. The fault as constant text, or NULL.
 */
const char *poise__template_fault(const poise_template *template_);

/*
 * Whether the text is the template, which has no fault, with its values in place. *fault says why
 * it is not, as constant text; NULL when it is. values receives the spans of the filled values, in
 * order. Errors: POISE_E_NOMEM.
 */
poise_status poise__template_match(const poise_template *template_, struct poise__slice text,
                                   struct poise__array *values, const poise_alloc *alloc,
                                   const char **fault);

#endif
