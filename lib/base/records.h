/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * records.h: the plain records that modules hand to each other. A record that comes out of a module
 * is in bytes of the original text, borrows its strings from that module's scratch, and lives until
 * the next check.
 */
#ifndef POISE_BASE_RECORDS_H
#define POISE_BASE_RECORDS_H

#include <poise/check.h>

#include <stdbool.h>

/* Borrowed bytes, not terminated. data may be NULL when len is 0. */
struct poise__slice {
    const char *data;
    size_t len;
};

/* Hexadecimal digits of a PDQ hash, poise_attachment.pdq. */
enum { POISE__PDQ_DIGITS = 64, POISE__PDQ_QUALITY_MAX = 100 };

/* Words that carry a tone, as the report shows them. rule is an index for poise__rule_at. */
struct poise__signal {
    poise_span where;
    uint16_t rule;
    uint16_t strength;  /* 0 to 1000 after scope */
    int32_t weights[3]; /* what it adds to each axis: defensive, insulting, apologetic */
};

enum { POISE__DEFENSIVE, POISE__INSULTING, POISE__APOLOGETIC, POISE__AXES };

/* A whole text's tone: scores 0 to 1000. */
struct poise__tone {
    const struct poise__signal *signals; /* by position */
    uint32_t signal_count;
    uint32_t scores[POISE__AXES];
    int32_t rest[POISE__AXES]; /* what is added to each axis and is in no signal */
    uint32_t remedy;
    uint32_t language; /* POISE_LANGUAGE_* of most of the text */
};

/* A link, an embedded picture or an attachment. Members as in poise_media. */
struct poise__media {
    poise_span where;
    uint32_t kind;
    uint32_t via;
    uint32_t attachment;
    uint32_t flags;
    const char *target; /* terminated */
    const char *type;   /* terminated; NULL: not known */
};

/* Another channel that the text offers. Members as in poise_contact. */
struct poise__contact {
    poise_span where;
    uint32_t kind;
    bool own;
    bool foreign;      /* not on the brand's list, though that names contacts of its kind */
    const char *value; /* terminated */
};

/* Something that a second reader would point at. Words for it: lib/report. */
struct poise__finding {
    poise_span where;
    uint32_t attachment; /* index plus one; 0: it is about the text */
    uint16_t rule;       /* an index for poise__rule_at */
    uint16_t severity;   /* POISE_SEVERITY_* */
};

/* A rule of the policy that waits for people. Members as in poise_need. */
struct poise__need {
    const char *rule;
    const char *roles; /* comma-separated */
    uint32_t have;
    uint32_t want;
    bool possible;
    bool escalate_due;
    int64_t escalate_at;     /* INT64_MAX: not known when, or never */
    const char *escalate_to; /* comma-separated; NULL: nobody */
};

/*
 * One thing that a policy may ask about: a number, or a set of words (a single word is a set of
 * one). A fact that is not in the list is unknown, which is not the same as zero or empty.
 */
struct poise__fact {
    const char *name; /* "tone.insulting", "media.kinds" */
    bool is_set;
    int64_t number;
    const char *const *items;
    uint32_t item_count;
    const char *const *unsure; /* words that may be in the set: nobody could look */
    uint32_t unsure_count;
};

struct poise__facts {
    const struct poise__fact *items;
    uint32_t count;
};

#endif
