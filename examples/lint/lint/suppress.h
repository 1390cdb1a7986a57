/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * suppress.h: findings that somebody wants to leave as they are, and says why in the file itself:
 *
 *     poise-ignore-next RULE, RULE: reason      the next reply that begins behind the comment; in a
 *                                               member, all replies that begin in the map around it
 *     poise-ignore-file RULE: reason            the whole file; it belongs at the top,
 *                                               as it cannot reach back to replies that were printed
 *                                               before it was read, in a file of many megabytes
 *
 * Each stands first in its line. Of several that cover one finding the nearest counts, and of two
 * that are equally near the first; those that covered nothing are findings themselves. What the
 * program says of suppressions cannot be suppressed.
 */
#ifndef LINT_SUPPRESS_H
#define LINT_SUPPRESS_H

#include "finding.h"
#include "reply.h"
#include "source.h"

/* One rule of one suppression. Indices of others are one more than they are, 0 none. */
struct suppression {
    struct extent where; /* of the rule in the file */
    const char *reason;
    size_t rule;  /* in covered */
    size_t outer; /* the one that covers the same rule around it */
    bool is_used;
};

/* Those that begin to count together. What is whole-file is none of them. */
struct suppression_range {
    struct extent reach; /* replies and findings that begin in it are covered */
    size_t first;
    size_t count;
    size_t note;
    bool is_member; /* the note says where its reach ends, as soon as that is known */
    bool waits;     /* for the next reply, whose extent its reach will be */
};

/* A rule that the file suppresses somewhere. */
struct covered_rule {
    const char *code;
    size_t inner; /* the suppression that counts where the run is now */
    size_t whole; /* the one for the whole file */
};

/* Replies come in the order of the file. Set source, findings and language; the rest is 0. */
struct suppressions {
    struct source *source;
    struct findings *findings; /* of the file: what is wrong with suppressions is added here */
    uint32_t language;         /* of messages */
    size_t notes_read;
    size_t guesses;
    struct suppression *items;
    size_t count;
    size_t cap;
    struct suppression_range *ranges; /* from `next` on by where they begin */
    size_t range_count;
    size_t range_cap;
    size_t next;  /* the range that nothing has reached yet */
    size_t *open; /* ranges that hold where the run is now, from outer to inner */
    size_t open_count;
    size_t open_cap;
    struct covered_rule *covered;
    size_t covered_count;
    size_t covered_cap;
    char **reasons; /* owned */
    size_t reason_count;
    size_t reason_cap;
};

/* Give a reason to each finding of the next reply that is suppressed. What stands in the file behind
 * the reply need not have been read yet. */
void suppressions_apply(struct suppressions *suppressions, const struct reply *reply,
                        struct findings *findings);

/* The same for the findings of the file as a whole, to which those on suppressions are added. */
void suppressions_end(struct suppressions *suppressions);

void suppressions_release(struct suppressions *suppressions);

#endif
