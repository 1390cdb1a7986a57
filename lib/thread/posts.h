/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * posts.h: the messages with what has become of them by now. A conversation is a message that came
 * in and what hangs below it; its head is the topmost message on the chain of parents that came in.
 * So two customers below one post of the brand have a conversation each. Parents that are not there
 * or that form a ring are none.
 */
#ifndef POISE_THREAD_POSTS_H
#define POISE_THREAD_POSTS_H

#include "policy/condition.h"
#include "thread/thread.h"

/* A message, by its index in the input. */
struct poise__post {
    const poise_message *message;
    uint32_t parent;   /* index, or POISE__NOBODY */
    uint32_t head;     /* of its conversation, or POISE__NOBODY: it answers nobody */
    uint32_t place;    /* equal for messages of one place */
    uint32_t versions; /* how many of them have been seen by anybody but the writer */
    bool here;         /* published by now */
    bool removed;      /* hidden or deleted by now */
    /* Response: of messages that came in. */
    bool clock;       /* a clock started here */
    bool answered;    /* a person answered in its conversation, later */
    uint32_t answer;  /* what stopped the clock, or POISE__NOBODY */
    uint32_t running; /* of a head: where the clock started that runs, or POISE__NOBODY */
    bool later;       /* of a head, walking back in time: there is an answer */
    /* Replies: of complaints. */
    uint32_t replies;        /* by persons, as far as customers see them */
    uint32_t public_replies; /* of these, for everybody */
    enum poise__truth apologised, remedied, offered;
};

/* Everything that one judgement looks at. Arrays live in the thread's arena. */
struct poise__session {
    const poise_thread_input *input; /* line and words are said, grounds are there */
    poise_thread *thread;
    poise_thread_summary *summary;
    struct poise__post *posts;
    uint32_t *order;                  /* messages that are here, by time */
    uint32_t count;                   /* of them */
    int64_t *business;                /* business seconds before each interval */
    struct poise__apology *apologies; /* by place, then time: apology.c */
    uint32_t apology_count;
};

/* Index of a message whose id is another's too, or POISE__NOBODY. Errors: POISE_E_NOMEM. */
poise_status poise__posts_make(struct poise__session *s, uint32_t *twin);

/* By a person of the brand, and still to be seen by the customer. The message is here. */
bool poise__post_answers(const struct poise__post *post);

/* The version that stands, or that stood when it was removed. NULL: nothing is known of it. */
const poise_message_version *poise__post_version(const struct poise__post *post);

#endif
