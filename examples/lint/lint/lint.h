/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * lint.h: a run over many files. They are read one by one; their replies are judged many at a time
 * and printed in order, so that memory is bounded by a batch and not by what there is to read.
 */
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include "baseline.h"
#include "batch.h"
#include "judge.h"
#include "print.h"
#include "progress.h"
#include "suppress.h"
#include "template.h"

/* A file on its way. */
struct file {
    struct source source;
    struct replies replies;   /* read, and not judged yet */
    struct findings findings; /* about the file as a whole */
    struct suppressions suppressions;
    struct template template; /* what its replies have in common */
    bool is_begun;            /* the printers know of it */
};

struct lint {
    const struct options *options;
    struct judge judge;
    struct batch batch;
    struct printers printers;
    struct baseline baseline;
    struct progress progress;
    struct template_run templates;
    struct checked checked; /* the reply that is being printed */
    struct tally tally;
    bool failed; /* the library could not go on, which was then said */
};

#endif
