/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* checker.h: the checker object, private to lib/api. */
#ifndef POISE_API_CHECKER_H
#define POISE_API_CHECKER_H

#include "base/rules.h"
#include "media/media.h"
#include "policy/policy.h"
#include "report/report.h"
#include "text/text.h"
#include "tone/tone.h"

struct poise_checker {
    poise_alloc alloc;
    const poise_policy *policy;
    const poise_pack *packs[POISE__PACKS_MAX];
    uint32_t pack_count;
    uint32_t message_language;
    bool own_known;
    struct poise__media_lists *lists;
    struct poise__magic *magic;
    /* Scratch, emptied by each check and kept for the next. */
    struct poise__arena arena;
    struct poise__text text;
    struct poise__tone_scratch tone;
    struct poise__media_set media;
    struct poise__array findings; /* of struct poise__finding */
    struct poise__array values;   /* of poise_span, what fills the draft's template */
    struct poise__tone judged;
    struct poise__decision decision;
    struct poise__request request;
    poise_report report; /* of poise_check_json */
};

/*
 * A draft whose struct, attachments and approvals have the layout of today and whose lengths and
 * pointers are sane. Arrays are copied to the arena. Errors: as poise_check.
 */
poise_status poise__draft_accept(struct poise__arena *arena, const poise_draft *theirs,
                                 poise_draft *draft);

/* A digest of a draft that is accepted first. Errors: as poise_draft_digest, and those of hash. */
poise_status poise__draft_hash(const poise_draft *theirs, char *hex,
                               poise_status (*hash)(const poise_draft *, char *));

/* Whether and how the draft's template covers it. */
struct poise__cover {
    char digest[65];
    const char *fault;                    /* why it does not; NULL: it does */
    uint32_t findings[POISE__RULE_COUNT]; /* per rule, in the template as it was approved */
    uint32_t media;
    uint32_t contacts;
};

/* Look at the template alone. Errors: as poise_check. */
poise_status poise__cover_expect(poise_checker *checker, const poise_draft *draft,
                                 struct poise__cover *cover);

/* Hold what was found in the draft against it. */
void poise__cover_compare(struct poise__cover *cover, const poise_checker *checker,
                          const struct poise__results *results);

/* Text, media, tone and findings of a draft, in the checker's scratch. Errors: as poise_check. */
poise_status poise__checker_look(poise_checker *checker, const poise_draft *draft,
                                 struct poise__results *results);

/* Approvals likewise. Errors: POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_NOMEM. */
poise_status poise__approvals_accept(struct poise__arena *arena, const poise_approval *theirs,
                                     uint32_t count, const poise_approval **approvals);

/* Whether an array of strings holds so many. Errors: POISE_E_ARG. */
poise_status poise__strings_check(const char *const *strings, uint32_t count);

/* As poise_check, for a draft that was accepted. */
poise_status poise__checker_run(poise_checker *checker, const poise_draft *draft,
                                poise_report *report);

/* What to say of a failure that lies in no one place of the input. */
const char *poise__failure_text(poise_status status);

/* Hand an error of today's layout over in the caller's, which may be NULL; on success it holds at most
 * a warning. Returns the status. */
poise_status poise__error_give(poise_error *theirs, const poise_error *own, poise_status status);

/* Errors: POISE_E_STRUCT_SIZE. theirs may be NULL. */
poise_status poise__error_check(const poise_error *theirs);

#endif
