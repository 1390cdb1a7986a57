/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/business.h"
#include "thread/duties.h"

/* ---- Clocks -------------------------------------------------------------------------------- */

/*
 * A clock starts at a message that came in while none ran, and stops at an answer. An answer that
 * only the customer sees stops it too; what comes in after it starts another one.
 */
static void clocks_run(struct poise__session *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        struct poise__post *post = &s->posts[s->order[i]];
        if (post->head == POISE__NOBODY) continue;
        uint32_t *running = &s->posts[post->head].running;
        if (post->message->direction == POISE_DIRECTION_IN && *running == POISE__NOBODY) {
            post->clock = true;
            *running = s->order[i];
        } else if (poise__post_answers(post) && *running != POISE__NOBODY) {
            s->posts[*running].answer = s->order[i];
            *running = POISE__NOBODY;
        }
    }
}

static void answers_mark(struct poise__session *s)
{
    for (uint32_t i = s->count; i-- > 0;) {
        struct poise__post *post = &s->posts[s->order[i]];
        if (post->head == POISE__NOBODY) continue;
        struct poise__post *head = &s->posts[post->head];
        head->later |= poise__post_answers(post);
        post->answered = head->later;
    }
}

void poise__responses_scan(struct poise__session *s)
{
    clocks_run(s);
    answers_mark(s);
}

/* ---- The duty ------------------------------------------------------------------------------ */

static const char *const reasons[] = {
    [POISE_STATE_UNKNOWN] = "The times of business end before they tell whether it is late.",
    [POISE_STATE_OPEN] = "Nobody has answered yet, and there is time left.",
    [POISE_STATE_OVERDUE] = "Nobody has answered, and the time for it is over.",
    [POISE_STATE_MET] = "A person answered in time.",
    [POISE_STATE_LATE] = "A person answered, but too late.",
};

poise_status poise__response_add(struct poise__session *s, uint32_t index)
{
    static const uint32_t waiting[] = { POISE_STATE_OVERDUE, POISE_STATE_UNKNOWN,
                                        POISE_STATE_OPEN };
    static const uint32_t over[] = { POISE_STATE_LATE, POISE_STATE_UNKNOWN, POISE_STATE_MET };
    const struct poise__post *post = &s->posts[index];
    poise_duty duty = poise__duty_of(s, index, POISE_DUTY_RESPONSE);

    if (!post->clock) return POISE_OK;
    const struct poise__deadline deadline = poise__business_deadline(s, post->message->at,
                                                                     s->input->response_due);
    const bool answered = post->answer != POISE__NOBODY;
    const int64_t end = answered ? s->posts[post->answer].message->at : s->input->now;
    duty.state = (answered ? over : waiting)[poise__deadline_met(&deadline, end)];
    duty.other = post->answer;
    duty.due = deadline.at;
    duty.reason = reasons[duty.state];
    return poise__duty_add(s, &duty);
}

/* ---- Coverage ------------------------------------------------------------------------------ */

static int32_t per_mille(uint32_t answered, uint32_t total)
{
    return total ? (int32_t)((uint64_t)answered * 1000 / total) : -1;
}

void poise__coverage_sum(const struct poise__session *s, poise_thread_summary *summary)
{
    uint32_t total[POISE_SENTIMENT_NEUTRAL + 1] = { 0 };
    uint32_t answered[POISE_SENTIMENT_NEUTRAL + 1] = { 0 };

    for (uint32_t i = 0; i < s->count; i++) {
        const struct poise__post *post = &s->posts[s->order[i]];
        if (post->message->direction != POISE_DIRECTION_IN) continue;
        total[post->message->sentiment]++;
        answered[post->message->sentiment] += post->answered;
    }
    summary->positive_total = total[POISE_SENTIMENT_POSITIVE];
    summary->positive_answered = answered[POISE_SENTIMENT_POSITIVE];
    summary->negative_total = total[POISE_SENTIMENT_NEGATIVE];
    summary->negative_answered = answered[POISE_SENTIMENT_NEGATIVE];
    summary->neutral_total = total[POISE_SENTIMENT_NEUTRAL];
    summary->neutral_answered = answered[POISE_SENTIMENT_NEUTRAL];
    summary->unknown_total = total[POISE_SENTIMENT_UNKNOWN];
    summary->unknown_answered = answered[POISE_SENTIMENT_UNKNOWN];
    summary->positive_per_mille = per_mille(summary->positive_answered, summary->positive_total);
    summary->negative_per_mille = per_mille(summary->negative_answered, summary->negative_total);
    summary->has_gap = summary->positive_total && summary->negative_total;
    if (summary->has_gap) summary->gap = summary->positive_per_mille - summary->negative_per_mille;
}
