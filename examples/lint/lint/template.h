/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * template.h: what only makes sense in canned replies: placeholders that are spelt in two ways, gaps
 * that nobody fills in, and what one customer's case left behind.
 */
#ifndef LINT_TEMPLATE_H
#define LINT_TEMPLATE_H

#include "finding.h"
#include "passage.h"
#include "placeholders.h"
#include "rule.h"

/* For the whole run. */
struct template_run {
    poise_rule misspelt;
    poise_rule unfilled;
    poise_rule leftover;
    uint32_t language;
    struct passage passage; /* the reply at hand */
};

/* Of one file. What a finding depends on may come behind it, so some are held until the end. */
struct template
{
    struct names names;
    size_t placeholders;     /* that cannot be anything else */
    size_t houses;           /* [NAME], which may be a placeholder or a gap */
    size_t greetings;        /* with a placeholder */
    struct findings rests;   /* of a case, if the file has placeholders */
    struct findings greeted; /* by name, if others are greeted with a placeholder */
    struct findings gaps;    /* [NAME], if the file has other placeholders */
};

void template_begin(struct template_run *run, uint32_t language);

/* Add to the findings of a reply, and remember what else is in it. */
void template_check(struct template_run *run, struct template *template, struct checked *checked);

/* Add what is known at the end of the file to its findings, and release the template. */
void template_end(const struct template_run *run, struct template *template, struct source *source,
                  struct findings *findings);

void template_run_end(struct template_run *run);

#endif
