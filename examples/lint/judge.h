/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* judge.h: the library's objects for one run: a policy if there is one, a checker, a report. */
#ifndef LINT_JUDGE_H
#define LINT_JUDGE_H

#include "document.h"
#include "options.h"
#include "reply.h"

enum { JUDGE_DOCUMENTS = 4 };

struct judge {
    struct document documents[JUDGE_DOCUMENTS]; /* policy, roster, signers, revoked keys */
    poise_policy *policy;
    poise_checker *checker;
    poise_report *report;
    uint32_t language;
    bool is_twin;
};

/* -1: go on; otherwise the exit status, and what was wrong has been said. */
int judge_begin(struct judge *judge, const struct options *options);

/* One more checker and report under the policy of another judge, which has to outlive it. */
int judge_twin(struct judge *judge, const struct judge *other, const struct options *options);

/* The files that go with a reply, to be freed; NULL if there are none. */
poise_attachment *judge_attachments(const struct reply *reply);

/* Fill judge->report. */
poise_status judge_draft(struct judge *judge, poise_draft draft);

/* A reply as it is, with its attachments, into any report. */
poise_status judge_reply(struct judge *judge, const struct reply *reply, poise_report *report);

void judge_end(struct judge *judge);

#endif
