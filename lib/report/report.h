/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * report.h: what is said of a draft, to people and to programs.
 *
 * findings  from the records of text, tone and media: what a second reader would point at
 * report    the result object: it copies what it shows, so that it may outlive everything
 * words     messages, hints and explanations, English and French
 * json      a report as one line of JSON
 * request   a JSON request as a draft
 */
#ifndef POISE_REPORT_REPORT_H
#define POISE_REPORT_REPORT_H

#include "base/json.h"
#include "base/memory.h"
#include "base/records.h"
#include "text/text.h"

/* What the modules found in one draft. Borrowed. */
struct poise__results {
    const struct poise__text *text;
    const struct poise__tone *tone;
    const struct poise__media *media;
    uint32_t media_count;
    const struct poise__contact *contacts;
    uint32_t contact_count;
    uint32_t attachment_count; /* of the draft */
    bool own_known;            /* the caller gave a list of what is the brand's own */
};

/* What the policy decided. Borrowed. */
struct poise__verdict {
    uint32_t outcome; /* POISE_DECISION_* */
    const struct poise__need *needs;
    uint32_t need_count;
    const char *const *reasons;
    uint32_t reason_count;
    const uint8_t *records; /* what became of each approval; named by record_name */
    uint32_t record_count;
    const char *(*record_name)(uint32_t record);
    const poise_ticket *ticket; /* NULL: the reply may not go out */
};

/*
 * The findings of a draft, in the order of the report, pushed to an array of struct poise__finding
 * that is emptied first. Errors: POISE_E_NOMEM.
 */
poise_status poise__findings_make(struct poise__array *findings, const poise_alloc *alloc,
                                  const struct poise__results *results);

/* Items are kept in the structs of the public header, strings in the arena. */
struct poise_report {
    poise_alloc alloc;
    struct poise__arena arena;
    struct poise__array signals;  /* of poise_signal */
    struct poise__array findings; /* of poise_finding */
    struct poise__array media;    /* of poise_media */
    struct poise__array contacts; /* of poise_contact */
    struct poise__array needs;    /* of poise_need */
    struct poise__array reasons;  /* of const char * */
    struct poise__array records;  /* of const char *, constant */
    poise_ticket ticket;          /* size 0: none */
    poise_summary summary;
    char digest[65];
};

void poise__report_init(poise_report *report, const poise_alloc *alloc);
void poise__report_release(poise_report *report);
void poise__report_reset(poise_report *report);

/* All but the verdict. language: POISE_LANGUAGE_* of messages. Errors: POISE_E_NOMEM. */
poise_status poise__report_fill(poise_report *report, const struct poise__results *results,
                                const struct poise__array *findings, uint32_t language);

/* The verdict. Errors: POISE_E_NOMEM. */
poise_status poise__report_judge(poise_report *report, const struct poise__verdict *verdict);

/* As poise_report_json. */
poise_status poise__report_write(const poise_report *report, const char *id, poise_write_fn write,
                                 void *ctx);

/* What people read of a rule. All strings are constant. */
struct poise__rule_words {
    const char *message;
    const char *hint;
    const char *why;
    const char *fires;
    const char *quiet;
};

const struct poise__rule_words *poise__rule_words(uint32_t rule, uint32_t language);

/* A request that was read: a draft that borrows from document and arena. */
struct poise__request {
    struct poise__arena arena;
    json_t *document;
    const char *id; /* NULL: none */
    poise_draft draft;
    poise_template template_; /* the draft's, if it has one */
};

void poise__request_init(struct poise__request *request, const poise_alloc *alloc);
void poise__request_release(struct poise__request *request);

/*
 * Read one request. On failure error is filled, and request->id is set where the request has one.
 * Errors: POISE_E_REQUEST, POISE_E_NOMEM.
 */
poise_status poise__request_read(struct poise__request *request, struct poise__slice text,
                                 poise_error *error);

/* The line {"id":…,"error":{…}}. Errors: POISE_E_NOMEM, POISE_E_WRITE. */
poise_status poise__error_write(const poise_error *error, const char *id, poise_write_fn write,
                                void *ctx);

#endif
