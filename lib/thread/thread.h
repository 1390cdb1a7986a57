/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * thread.h: what is owed in a conversation.
 *
 * check     refuses input that contradicts itself
 * posts     who answers whom, in what order, in which place; what has happened by now
 * business  when so many business seconds are over
 * version   what a version says, in three values
 * response  first responses, and coverage
 * apology   public insults, and the apologies that pay for them
 * removal   whether a comment may go, and who must agree
 * reply     what answers to complaints have or lack
 * judge     the duties in order, and their sum
 *
 * A fact that is missing is unknown, and unknown clears no duty. Nothing here takes more than
 * n log n time in the messages, whatever their parents are; a removal that two people agreed to asks
 * the policy once more, which takes time in proportion to the people it knows.
 */
#ifndef POISE_THREAD_THREAD_H
#define POISE_THREAD_THREAD_H

#include "base/memory.h"
#include "base/records.h"
#include "policy/policy.h"

#include <poise/thread.h>

/* Scores and strengths, and times: sums of a few stay far from the ends of int64_t. */
#define POISE__SCORE_MAX  1000u
#define POISE__MOMENT_MAX (INT64_C(1) << 53)

struct poise_thread {
    poise_alloc alloc;
    struct poise__arena arena; /* scratch, and what the duties borrow */
    struct poise__decision decision;
    struct poise__array duties; /* of poise_duty */
};

/* What is wrong with an input, and where. */
enum poise__thread_fault_in {
    POISE__FAULT_NONE,
    POISE__FAULT_INPUT, /* a member of the input itself, named by the text */
    POISE__FAULT_MESSAGE,
    POISE__FAULT_VERSION,
    POISE__FAULT_BUSINESS,
    POISE__FAULT_GROUND
};

struct poise__thread_fault {
    enum poise__thread_fault_in in;
    uint32_t index;   /* of the message, interval or ground */
    uint32_t version; /* of a message */
    const char *what; /* constant: "has the id of an earlier message" */
};

void poise__thread_init(poise_thread *thread, const poise_alloc *alloc);
void poise__thread_release(poise_thread *thread);

/* Whether input, whose structs are of today's layout, makes sense. fault is written if not. */
bool poise__thread_check(const poise_thread_input *input, struct poise__thread_fault *fault);

/*
 * As poise_thread_judge, for input of today's layout; its arrays may lie in the thread's arena,
 * which is not emptied. error and the pointers in it are not looked at.
 * Errors: POISE_E_ARG (fault says why), POISE_E_NOMEM, POISE_E_CRYPTO.
 */
poise_status poise__thread_judge(poise_thread *thread, const poise_thread_input *input,
                                 poise_thread_summary *summary, struct poise__thread_fault *fault);

/* Forget the duties and what they borrow. */
void poise__thread_empty(poise_thread *thread);

/* As poise_thread_json; alloc is not NULL. */
poise_status poise__thread_json(const poise_alloc *alloc, struct poise__slice request,
                                poise_write_fn write, void *ctx);

#endif
