/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * policy.h: may exactly these bytes go out, and if not, who has to look first?
 *
 * document   policy and roster, from strict JSON to compiled tables
 * condition  three-valued: a fact that is missing is unknown, never false
 * people     persons, aliases, roles in time; who is excluded
 * vouch      who says that a record is its author's
 * records    which approvals are alive for these bytes, and why the others are not
 * matching   distinct people for the slots of a rule, exactly
 * decision   the sum of all rules
 * template   canned replies that are approved once
 * value      what may be filled in
 * ticket     what a decision allowed, checked again right before sending
 * digest     SHA-256 of drafts, templates and documents
 * sshsig     OpenSSH's signatures, taken apart and verified
 * signers    whose keys are whose, and which are revoked
 * signature  did this person sign these bytes; and the bytes that are signed
 *
 * Everything here is a pure function; time comes from the caller. The rule for doubt is: never allow.
 */
#ifndef POISE_POLICY_POLICY_H
#define POISE_POLICY_POLICY_H

#include "base/memory.h"
#include "base/records.h"

#include <poise/policy.h>

/*
 * As poise_policy_parse, for arguments that were checked; alloc is not NULL. A rule that can never
 * be met is no failure: error then has status POISE_OK, and says which.
 */
poise_status poise__policy_parse(const poise_alloc *alloc, const poise_policy_source *source,
                                 poise_error *error, poise_policy **policy);
void poise__policy_free(poise_policy *policy);
const char *poise__policy_digest(const poise_policy *policy);

/* SHA-256 over a tag and slices with their lengths. Errors: POISE_E_CRYPTO. */
poise_status poise__digest_people(const struct poise__slice *documents, size_t count, char hex[65]);

/* As poise_decide_json; alloc is not NULL. */
poise_status poise__decide_json(const poise_alloc *alloc, struct poise__slice request,
                                poise_write_fn write, void *ctx);

/* What became of an approval record. */
enum {
    POISE__RECORD_LIVE,
    POISE__RECORD_AUTHOR,
    POISE__RECORD_EDITOR,
    POISE__RECORD_OTHER_BYTES,
    POISE__RECORD_OTHER_POLICY,
    POISE__RECORD_OTHER_DRAFT,
    POISE__RECORD_EXPIRED,
    POISE__RECORD_FUTURE,
    POISE__RECORD_SUPERSEDED,
    POISE__RECORD_REVOKED,
    POISE__RECORD_VETO,
    POISE__RECORD_UNKNOWN_PERSON,
    POISE__RECORD_BAD_SIGNATURE,
    POISE__RECORD_NOT_INFORMED,
    POISE__RECORD_ROLE_ENDED,
    POISE__RECORD_CONSUMED,
    POISE__RECORD_NO_OVERRIDE /* an override that the policy does not grant */
};

/* What is decided upon. Strings are terminated and borrowed. */
struct poise__case {
    const struct poise__facts *facts;
    const char *draft_id; /* NULL: not said */
    const char *author;   /* NULL: not said, and so never allowed */
    const char *const *editors;
    uint32_t editor_count;
    const char *digest;
    const char *template_id;         /* NULL: not said */
    const char *template_digest;     /* of the template that the draft is; NULL: it is none */
    const char *template_fault;      /* why a template that was named does not cover it; or NULL */
    const poise_approval *approvals; /* of the layout of today */
    uint32_t approval_count;
    int64_t since; /* when the draft began to wait; 0: not said */
    int64_t now;
    bool timed; /* false: now is not said */
};

/* A decision, and the memory it lives in: kept and filled again. */
struct poise__decision {
    struct poise__arena arena;
    struct poise__array needs;        /* of struct poise__need */
    struct poise__array reasons;      /* of const char * */
    struct poise__array dispositions; /* of uint8_t, POISE__RECORD_*, one per approval */
    struct poise__array used;         /* of uint32_t, the approvals that an allowance stands on */
    struct poise__array lifted;       /* of const char *, rules that an override lifts */
    int64_t expires;                  /* of an allowance; INT64_MAX: never */
    struct poise__array vouched;      /* private to lib/policy */
    struct poise__array statement;    /* private to lib/policy */
    struct poise__array people;       /* private to lib/policy */
    struct poise__array places;       /* private to lib/policy */
    uint32_t outcome;                 /* POISE_DECISION_* */
};

void poise__decision_init(struct poise__decision *decision, const poise_alloc *alloc);
void poise__decision_release(struct poise__decision *decision);

/* Errors: POISE_E_NOMEM. */
poise_status poise__policy_decide(const poise_policy *policy, const struct poise__case *its_case,
                                  struct poise__decision *decision);

/* "LIVE", "OTHER_BYTES", … */
const char *poise__record_name(uint32_t disposition);

/* 64 hexadecimal digits and a zero. Errors: POISE_E_CRYPTO. */
poise_status poise__digest_bytes(struct poise__slice bytes, char hex[65]);

/* The same for bytes that lie in pieces. */
poise_status poise__digest_parts(const struct poise__slice *parts, size_t count, char hex[65]);

/*
 * As poise_draft_digest and poise_template_digest, for a draft whose members were checked.
 * Errors: POISE_E_CRYPTO.
 */
poise_status poise__digest_draft(const poise_draft *draft, char hex[65]);
poise_status poise__digest_template(const poise_draft *draft, char hex[65]);

/* What the removal of a comment is. */
struct poise__removal_key {
    const char *id;     /* of the comment */
    int64_t at;         /* when the version began that is removed */
    const char *digest; /* of that version's bytes */
    const char *ground;
};

/*
 * What approvals of a removal bind to: SHA-256 over a tag and length-prefixed fields, the members
 * in their order. Errors: POISE_E_CRYPTO.
 */
poise_status poise__digest_removal(const struct poise__removal_key *key, char hex[65]);

/* Whether the reply may go out. */
bool poise__decision_allows(const struct poise__decision *decision);

/* The ticket of a decision that lets the reply out. It borrows from policy, case and decision. */
poise_ticket poise__ticket_of(const poise_policy *policy, const struct poise__case *its_case,
                              const struct poise__decision *decision);

/*
 * Why the ticket does not cover the draft with this digest, as constant text, or NULL. All members
 * were checked.
 */
const char *poise__ticket_fault(const poise_ticket *ticket, const poise_draft *draft,
                                const char *digest, const poise_policy *policy);

#endif
