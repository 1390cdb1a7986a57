/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * thread.h: the duties over a conversation. Hand in messages with what a report says of each, the
 * time and the hours of business; get back what is owed: an answer, an apology, two people before a
 * comment goes. Nothing is looked up: what was not said is unknown, and unknown clears no duty.
 */
#ifndef POISE_THREAD_H
#define POISE_THREAD_H

#include <poise/base.h>
#include <poise/check.h>
#include <poise/policy.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- What goes in ------------------------------------------------------------------------- */

/* Which members of a version are known; the others are not looked at. */
enum {
    POISE_KNOWN_INSULTING = 1 << 0,
    POISE_KNOWN_APOLOGETIC = 1 << 1,
    POISE_KNOWN_REMEDY = 1 << 2,
    POISE_KNOWN_SIGNALS = 1 << 3,
    POISE_KNOWN_FINDINGS = 1 << 4,
    POISE_KNOWN_CONTACTS = 1 << 5,
    POISE_KNOWN_WORDS = 1 << 6,
    POISE_KNOWN_REPORT = (1 << 6) - 1 /* all that a report says */
};

/**
 * A message as it stood from `at` until the next version, and what a report says of it. Borrowed
 * for the call.
 *
 * Since: 0.1
 */
typedef struct poise_message_version {
    uint32_t size;      /* sizeof (poise_message_version) */
    uint32_t known;     /* bits POISE_KNOWN_* */
    int64_t at;         /* seconds since 1970-01-01 UTC; the first one's is that of its message */
    const char *digest; /* of its bytes, as poise_draft_digest or another hash makes it; NULL: not
                            known, and then nobody can agree to its removal */
    const poise_signal *signals;   /* code, strength and where are read */
    const poise_finding *findings; /* code and where are read */
    const poise_contact *contacts; /* own and where are read */
    uint32_t signal_count;
    uint32_t finding_count;
    uint32_t contact_count;
    uint32_t insulting; /* scores, 0 to 1000 */
    uint32_t apologetic;
    uint32_t remedy;
    uint32_t words; /* words of the text that are in no contact and in no courtesy.contact signal */
    uint32_t reserved;
} poise_message_version;

enum {
    POISE_REMOVAL_ASKED = 1,  /* somebody wants it removed */
    POISE_REMOVAL_HIDDEN = 2, /* others no longer see it */
    POISE_REMOVAL_DELETED = 3
};

/**
 * That a message was removed, or that somebody wants it to be. Borrowed for the call.
 *
 * Since: 0.1
 */
typedef struct poise_removal {
    uint32_t size;      /* sizeof (poise_removal) */
    uint32_t how;       /* POISE_REMOVAL_* */
    int64_t at;         /* when it was done; not looked at when it was only asked for */
    const char *by;     /* who did or wants it; the message's own `by` removes their own words, for
                           which nobody needs leave. NULL: not said */
    const char *ground; /* why, one of poise_thread_input.grounds; NULL: not said */
    const char *const *criticised; /* whom the comment criticises, ids or aliases in the roster: the
                                        owner, when it criticises the house. Nobody said: nobody can
                                        be told apart from them, and so it is never allowed */
    const poise_approval *approvals; /* of poise_duty.digest */
    uint32_t criticised_count;
    uint32_t approval_count;
} poise_removal;

enum { POISE_DIRECTION_IN = 1, POISE_DIRECTION_OUT = 2 };

enum {
    POISE_SENDER_CUSTOMER = 1,   /* the only one of messages that come in */
    POISE_SENDER_HUMAN = 2,      /* a person who writes for the brand */
    POISE_SENDER_BOT = 3,        /* a program that converses */
    POISE_SENDER_AUTOMATION = 4, /* "we have received your message" */
    POISE_SENDER_CAMPAIGN = 5,   /* a post of the brand to everybody */
    POISE_SENDER_NOTE = 6        /* internal; customers do not see it */
};

enum {
    POISE_SENTIMENT_UNKNOWN = 0,
    POISE_SENTIMENT_POSITIVE = 1,
    POISE_SENTIMENT_NEGATIVE = 2, /* a complaint */
    POISE_SENTIMENT_NEUTRAL = 3
};

/**
 * A message of the conversation. Borrowed for the call.
 *
 * Since: 0.1
 */
typedef struct poise_message {
    uint32_t size;      /* sizeof (poise_message) */
    uint32_t direction; /* POISE_DIRECTION_* */
    uint32_t sender;    /* POISE_SENDER_* */
    uint32_t is_public; /* 1: everybody can read it; 0: only the customer, or for a note nobody */
    uint32_t sentiment; /* POISE_SENTIMENT_* of a message that comes in, by stars or otherwise */
    uint32_t version_count;
    int64_t at;          /* when it was published: seconds since 1970-01-01 UTC */
    const char *id;      /* no two messages share one */
    const char *parent;  /* id of the message that this answers; NULL: none */
    const char *place;   /* where it stands: an apology pays in the place of the insult only */
    const char *channel; /* for policies about removals to ask for; NULL: not said */
    const char *by;      /* who wrote it; NULL: not said */
    const poise_message_version *versions; /* by time; none: nothing is known of what it says */
    const poise_removal *removal;          /* NULL: it stands, and nobody wants it removed */
} poise_message;

/**
 * A time of business, `until` not included. Frozen: never grows.
 *
 * Since: 0.1
 */
typedef struct poise_interval {
    int64_t from;
    int64_t until;
} poise_interval;

/**
 * A ground on which a comment may be removed, and the codes of signals or findings that show it.
 *
 * Since: 0.1
 */
typedef struct poise_ground {
    uint32_t size; /* sizeof (poise_ground) */
    uint32_t code_count;
    const char *name;
    const char *const *codes;
} poise_ground;

/**
 * A conversation, and how it is to be judged. Borrowed for the call. What lies after `now` has not
 * happened. All times are seconds since 1970-01-01 UTC, within 2^53 of it.
 *
 * Since: 0.1
 */
typedef struct poise_thread_input {
    uint32_t size; /* sizeof (poise_thread_input) */
    uint32_t message_count;
    uint32_t business_count;
    uint32_t ground_count;
    uint32_t line;  /* from which score or strength on something is there; 0: 500 */
    uint32_t words; /* how many words make a sentence of its own; 0: 5 */
    int64_t now;
    int64_t response_due;           /* business seconds until a first response is late; 0: never */
    int64_t apology_due;            /* business seconds until an apology is overdue; 0: never */
    const poise_message *messages;  /* in any order; within a second theirs counts */
    const poise_interval *business; /* sorted, apart; NULL: business never rests */
    const poise_ground *grounds;    /* NULL: "threat" (insulting.threat) and "obscenity"
                                    (insulting.profanity_directed) */
    const poise_policy *policy;     /* who must agree to a removal, and who is who; NULL: nobody is
                                    known, and so no removal is allowed */
    poise_error *error; /* receives what is wrong with which message: offset its index. NULL: not
                           wanted */
} poise_thread_input;

/* ---- What comes out ----------------------------------------------------------------------- */

enum {
    POISE_DUTY_RESPONSE = 1, /* to a message that started the clock: open, overdue, met, late */
    POISE_DUTY_APOLOGY = 2,  /* for a public reply that insults: owed, overdue, paid */
    POISE_DUTY_REMOVAL = 3,  /* of a comment: allow, need, deny */
    POISE_DUTY_OWN_IT = 4,  /* a complaint's answer apologises and offers a repair: done, missing */
    POISE_DUTY_CHANNEL = 5, /* a complaint's public answer offers another channel: done, missing */
    POISE_DUTY_CONTACT = 6, /* a reply names a contact that is not the brand's: found */
    POISE_DUTY_POINTER = 7, /* a public reply is nothing but a pointer elsewhere: found */
    POISE_DUTY_SCAPEGOAT = 8 /* a reply puts the blame on somebody: found */
};

enum {
    POISE_STATE_UNKNOWN = 1, /* what would tell is missing */
    POISE_STATE_OPEN = 2,
    POISE_STATE_OVERDUE = 3,
    POISE_STATE_MET = 4,
    POISE_STATE_LATE = 5,
    POISE_STATE_OWED = 6,
    POISE_STATE_PAID = 7,
    POISE_STATE_ALLOW = 8,
    POISE_STATE_NEED = 9,
    POISE_STATE_DENY = 10,
    POISE_STATE_DONE = 11,
    POISE_STATE_MISSING = 12,
    POISE_STATE_FOUND = 13
};

/* A time that is not known, or never comes; an index of no message. */
#define POISE_TIME_NONE    INT64_MAX
#define POISE_MESSAGE_NONE UINT32_MAX

/**
 * Something that is or was owed. Strings are borrowed from the thread and live until it judges
 * again or is freed; id is the caller's own.
 *
 * Since: 0.1
 */
typedef struct poise_duty {
    uint32_t size;    /* sizeof (poise_duty) */
    uint32_t kind;    /* POISE_DUTY_* */
    uint32_t state;   /* POISE_STATE_* */
    uint32_t message; /* index of the message that it is about */
    uint32_t other;   /* index of the message that answered or paid, or POISE_MESSAGE_NONE */
    uint32_t version; /* index of the version that it is about */
    poise_span where; /* in that version's text; 0, 0: in no one place */
    int64_t since;    /* when it began */
    int64_t due;      /* the last moment at which it is in time, or POISE_TIME_NONE */
    uint32_t done;    /* of a removal: 1 when it has been done */
    uint32_t have;    /* of a removal: people who agreed and count */
    uint32_t want;    /* of a removal: people that it takes, at least */
    uint32_t reserved;
    const char *id;     /* of the message */
    const char *digest; /* of a removal: what approvals of it bind to; NULL: nothing to bind to */
    const char *reason; /* why it is so; one sentence in English */
} poise_duty;

/**
 * The conversation in numbers.
 *
 * Since: 0.1
 */
typedef struct poise_thread_summary {
    uint32_t size; /* sizeof (poise_thread_summary) */
    uint32_t duty_count;
    uint32_t
        attention; /* duties that wait for somebody, or were broken: all but met, paid, done and
                           allowed ones */
    uint32_t response_met;
    uint32_t response_late;
    uint32_t response_open;
    uint32_t response_overdue;
    uint32_t response_unknown;
    uint32_t apology_paid;
    uint32_t apology_owed;
    uint32_t apology_overdue;
    uint32_t apology_unknown;
    uint32_t removal_allow;
    uint32_t removal_need;
    uint32_t removal_deny;
    uint32_t positive_total; /* messages that came in, by sentiment, and those that were answered */
    uint32_t positive_answered;
    uint32_t negative_total;
    uint32_t negative_answered;
    uint32_t neutral_total;
    uint32_t neutral_answered;
    uint32_t unknown_total;
    uint32_t unknown_answered;
    int32_t positive_per_mille; /* answered of a thousand, rounded down; -1: there are none */
    int32_t negative_per_mille;
    int32_t gap;      /* positive_per_mille less negative_per_mille */
    uint32_t has_gap; /* 0: one of the two is missing, and gap is 0 */
} poise_thread_summary;

/**
 * Scratch memory and the duties found last. Used again and again it allocates nothing once warm.
 *
 * Threads: one call at a time. Give each thread its own.
 * Since:   0.1
 */
typedef struct poise_thread poise_thread;

/**
 * Make a thread.
 *
 * alloc: NULL for the heap.
 *
 * Errors:  POISE_E_ARG, POISE_E_NOMEM.
 * Since:   0.1
 */
POISE_API poise_status poise_thread_new(const poise_alloc *alloc, poise_thread **thread);

/** Free a thread. NULL is left alone. Since: 0.1 */
POISE_API void poise_thread_free(poise_thread *thread);

/**
 * Judge a conversation. Takes time in proportion to the messages and to the people whom each
 * removal's policy knows, but for sorting.
 *
 * input:   borrowed until the thread judges again or is freed: ids and duties point into it.
 * summary: written on success; NULL: not wanted.
 *
 * Returns  POISE_OK, also when everything is overdue: that is in the duties.
 * Errors:  POISE_E_ARG (input.error says which message, and what of it), POISE_E_STRUCT_SIZE,
 *          POISE_E_NOMEM, POISE_E_CRYPTO. The thread then holds no duties.
 * Threads: one call at a time per thread.
 * Since:   0.1
 */
POISE_API poise_status poise_thread_judge(poise_thread *thread, const poise_thread_input *input,
                                          poise_thread_summary *summary);

/**
 * A duty, by index: in the order of the messages, and for one message in the order of their kinds.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_RANGE.
 * Since:   0.1
 */
POISE_API poise_status poise_thread_duty(const poise_thread *thread, uint32_t index,
                                         poise_duty *duty);

/**
 * One JSON request in, one JSON line out, whatever is wrong with the request. Both are described
 * in lib/thread/README.md, and by thread_request.schema.json and thread_answer.schema.json there.
 *
 * alloc: NULL for the heap.
 *
 * Returns  POISE_OK, also when everything is overdue. On failure the line that was written is
 *          {"error":{...}}; POISE_E_ARG writes none.
 * Errors:  POISE_E_ARG, POISE_E_TOO_LONG (over POISE_REQUEST_MAX), POISE_E_NOMEM, POISE_E_REQUEST,
 *          POISE_E_POLICY, POISE_E_ROSTER, POISE_E_CRYPTO, POISE_E_WRITE.
 * Since:   0.1
 */
POISE_API poise_status poise_thread_json(const poise_alloc *alloc, const char *request, size_t len,
                                         poise_write_fn write, void *ctx);

#ifdef __cplusplus
}
#endif

#endif
