/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/thread.h"

#include "base/rules.h"

#include <string.h>

/* A rule that an item must keep to: false is a fault. */
#define DEMAND(fault, holds, text)                                                                 \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            (fault)->what = text;                                                                  \
            return false;                                                                          \
        }                                                                                          \
    } while (0)

static bool is_moment(int64_t at)
{
    return at >= -POISE__MOMENT_MAX && at <= POISE__MOMENT_MAX;
}

static bool is_rule(const char *code)
{
    return poise__rule_find(code, strlen(code)) >= 0;
}

/* ---- Messages ------------------------------------------------------------------------------ */

static bool check_version(const poise_message_version *v, struct poise__thread_fault *fault)
{
    DEMAND(fault, is_moment(v->at), "has a time out of range");
    DEMAND(fault,
           v->insulting <= POISE__SCORE_MAX && v->apologetic <= POISE__SCORE_MAX &&
               v->remedy <= POISE__SCORE_MAX,
           "has a score over 1000");
    for (uint32_t i = 0; i < v->signal_count; i++) {
        DEMAND(fault, is_rule(v->signals[i].code), "has a signal whose code is no rule");
        DEMAND(fault, v->signals[i].strength <= POISE__SCORE_MAX,
               "has a signal with a strength over 1000");
    }
    for (uint32_t i = 0; i < v->finding_count; i++)
        DEMAND(fault, is_rule(v->findings[i].code), "has a finding whose code is no rule");
    return true;
}

static bool check_versions(const poise_message *m, struct poise__thread_fault *fault)
{
    for (uint32_t i = 0; i < m->version_count; i++) {
        fault->in = POISE__FAULT_VERSION;
        fault->version = i;
        if (!check_version(&m->versions[i], fault)) return false;
        DEMAND(fault, i || m->versions[i].at == m->at,
               "is the first, and so of its message's time");
        DEMAND(fault, !i || m->versions[i].at > m->versions[i - 1].at,
               "must be later than the version before it");
    }
    fault->in = POISE__FAULT_MESSAGE;
    return true;
}

static bool check_removal(const poise_message *m, struct poise__thread_fault *fault)
{
    const poise_removal *removal = m->removal;

    if (!removal) return true;
    DEMAND(fault, removal->how >= POISE_REMOVAL_ASKED && removal->how <= POISE_REMOVAL_DELETED,
           "has a removal of no known kind");
    if (removal->how == POISE_REMOVAL_ASKED) return true;
    DEMAND(fault, is_moment(removal->at), "has a removal with a time out of range");
    DEMAND(fault, removal->at >= m->at, "was removed before it was there");
    return true;
}

static bool check_message(const poise_message *m, struct poise__thread_fault *fault)
{
    DEMAND(fault, m->direction == POISE_DIRECTION_IN || m->direction == POISE_DIRECTION_OUT,
           "goes neither in nor out");
    DEMAND(fault, m->sender >= POISE_SENDER_CUSTOMER && m->sender <= POISE_SENDER_NOTE,
           "has a sender of no known kind");
    DEMAND(fault, (m->direction == POISE_DIRECTION_IN) == (m->sender == POISE_SENDER_CUSTOMER),
           "comes in if and only if a customer sent it");
    DEMAND(fault, m->is_public <= 1, "is neither public nor private");
    DEMAND(fault, !m->is_public || m->sender != POISE_SENDER_NOTE,
           "is a note, which is not public");
    DEMAND(fault, m->sentiment <= POISE_SENTIMENT_NEUTRAL, "has a sentiment that is none");
    DEMAND(fault, is_moment(m->at), "has a time out of range");
    return check_versions(m, fault) && check_removal(m, fault);
}

/* ---- The rest ------------------------------------------------------------------------------ */

static bool check_business(const poise_thread_input *input, struct poise__thread_fault *fault)
{
    fault->in = POISE__FAULT_BUSINESS;
    for (uint32_t i = 0; i < input->business_count; i++) {
        const poise_interval *interval = &input->business[i];
        fault->index = i;
        DEMAND(fault, is_moment(interval->from) && is_moment(interval->until),
               "has a time out of range");
        DEMAND(fault, interval->from < interval->until, "must end after it begins");
        DEMAND(fault, !i || interval->from >= input->business[i - 1].until,
               "must not begin before the one in front of it ends");
    }
    return true;
}

static bool check_grounds(const poise_thread_input *input, struct poise__thread_fault *fault)
{
    fault->in = POISE__FAULT_GROUND;
    for (uint32_t i = 0; i < input->ground_count; i++) {
        fault->index = i;
        for (uint32_t k = 0; k < input->grounds[i].code_count; k++)
            DEMAND(fault, is_rule(input->grounds[i].codes[k]), "names a code that is no rule");
    }
    return true;
}

static bool check_options(const poise_thread_input *input, struct poise__thread_fault *fault)
{
    fault->in = POISE__FAULT_INPUT;
    DEMAND(fault, is_moment(input->now), "now is out of range");
    DEMAND(fault, input->line <= POISE__SCORE_MAX, "the line is over 1000");
    DEMAND(fault, input->response_due >= 0 && input->response_due <= POISE__MOMENT_MAX,
           "the time for a response is out of range");
    DEMAND(fault, input->apology_due >= 0 && input->apology_due <= POISE__MOMENT_MAX,
           "the time for an apology is out of range");
    return true;
}

bool poise__thread_check(const poise_thread_input *input, struct poise__thread_fault *fault)
{
    *fault = (struct poise__thread_fault){ .in = POISE__FAULT_NONE };
    if (!check_options(input, fault) || !check_business(input, fault) ||
        !check_grounds(input, fault))
        return false;
    fault->in = POISE__FAULT_MESSAGE;
    for (uint32_t i = 0; i < input->message_count; i++) {
        fault->index = i;
        if (!check_message(&input->messages[i], fault)) return false;
    }
    fault->in = POISE__FAULT_NONE;
    return true;
}
