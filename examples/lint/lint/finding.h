/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * finding.h: what was found, with positions of the file, as everything that prints shows it. The
 * library finds it in a reply; this program finds more in how replies are kept.
 */
#ifndef LINT_FINDING_H
#define LINT_FINDING_H

#include "memory.h"
#include "reply.h"
#include "source.h"

#include <poise/poise.h>

enum { FINGERPRINT_LEN = 32 };

struct finding {
    const char *code;    /* a rule, see rule.h */
    uint32_t severity;   /* POISE_SEVERITY_*, as configured */
    char *message;       /* owned; one sentence */
    const char *hint;    /* what to do; one sentence; lives as long as the rules or the report */
    struct extent where; /* bytes of the file; empty: only the place counts */
    struct place begin;
    struct place end;   /* behind the last character */
    const char *reason; /* why it was suppressed, in the words of the file; NULL: it was not.
                            Lives as long as the file */
    bool is_known;      /* the baseline lists it */
    char fingerprint[FINGERPRINT_LEN + 1]; /* hexadecimal; the same for the same words in the same
                                              reply, wherever they stand */
};

/* A hash of bytes, in hexadecimal; empty when the library has no memory for it. */
void fingerprint_make(const struct buffer *bytes, char fingerprint[FINGERPRINT_LEN + 1]);

/* Counts and fails. */
bool finding_is_open(const struct finding *finding);

struct findings {
    struct finding *items;
    size_t count;
    size_t cap;
};

/* The finding is in the list from then on; set what is left of it there: where, begin, end and
 * fingerprint are. name is that of the reply it is about, or NULL. */
struct finding *findings_add(struct findings *findings, struct source *source, const char *code,
                             struct extent where, const char *name, const char *message);

/* A finding of the program itself: severity and hint are those of the rule, and so is the message if
 * it is NULL. */
struct finding *findings_add_own(struct findings *findings, struct source *source, const char *code,
                                 struct extent where, const char *message, uint32_t language);

/* By position; what stands at one place stays in its order. */
void findings_sort(struct findings *findings);
void findings_clear(struct findings *findings);
void findings_release(struct findings *findings);

/* A reply that was judged. */
struct checked {
    struct source *source;
    const struct reply *reply;
    const poise_report *report;
    poise_summary summary;
    struct findings findings; /* by position, also those that are suppressed or known */
    struct place place;       /* where the reply starts */
};

/* Whether somebody still has to approve it: without an author the policy decides upon nothing, even
 * when it asks for nobody. */
bool checked_waits(const struct checked *checked);

/* The findings of a report, all of them open. */
void checked_make(struct checked *checked, struct source *source, const struct reply *reply,
                  const poise_report *report);

#endif
