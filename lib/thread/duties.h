/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * duties.h: each kind of duty looks at the whole conversation once (_scan), and then says, message
 * by message, what is owed for it (_add).
 */
#ifndef POISE_THREAD_DUTIES_H
#define POISE_THREAD_DUTIES_H

#include "thread/posts.h"

/* Append a duty; id and summary follow from it. Errors: POISE_E_NOMEM. */
poise_status poise__duty_add(struct poise__session *s, const poise_duty *duty);

/* A duty about a message's standing version that began with the message. */
poise_duty poise__duty_of(const struct poise__session *s, uint32_t index, uint32_t kind);

void poise__responses_scan(struct poise__session *s);
poise_status poise__response_add(struct poise__session *s, uint32_t index);
void poise__coverage_sum(const struct poise__session *s, poise_thread_summary *summary);

poise_status poise__apologies_scan(struct poise__session *s);
poise_status poise__apology_add(struct poise__session *s, uint32_t index);

/* Errors: POISE_E_NOMEM, POISE_E_CRYPTO. */
poise_status poise__removal_add(struct poise__session *s, uint32_t index);

void poise__replies_scan(struct poise__session *s);
poise_status poise__complaint_add(struct poise__session *s, uint32_t index);
poise_status poise__reply_add(struct poise__session *s, uint32_t index);

#endif
