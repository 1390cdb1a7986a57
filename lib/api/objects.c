/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* objects.c: positions, packs, policies, reports and rules, as their headers promise them. */
#include "api/checker.h"
#include "api/structs.h"

#include "base/rules.h"
#include "base/utf8.h"
#include "pack/pack.h"

/* ---- Positions ----------------------------------------------------------------------------- */

poise_status poise_locate(const char *text, size_t len, uint32_t offset, poise_place *place)
{
    if (!place || (!text && len)) return POISE_E_ARG;
    if (offset > len) return POISE_E_RANGE;
    const poise_place own = poise__text_place((struct poise__slice){ text, len }, offset);
    return poise__struct_write(place, &own, sizeof own, sizeof own);
}

/* ---- Packs --------------------------------------------------------------------------------- */

poise_status poise_pack_open(const poise_alloc *alloc, const void *bytes, size_t len,
                             poise_error *error, poise_pack **pack)
{
    poise_alloc own_alloc;
    poise_error own = { .size = sizeof own };

    if (!pack) return POISE_E_ARG;
    *pack = NULL;
    if ((!bytes && len) || !poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    poise_status st = poise__error_check(error);
    if (st != POISE_OK) return st;
    return poise__error_give(error, &own, poise__pack_open(&own_alloc, bytes, len, &own, pack));
}

void poise_pack_free(poise_pack *pack)
{
    poise__pack_free(pack);
}

uint32_t poise_pack_builtin_count(void)
{
    return poise__pack_builtin_count();
}

const poise_pack *poise_pack_builtin(uint32_t index)
{
    return poise__pack_builtin(index);
}

poise_status poise_pack_get_info(const poise_pack *pack, poise_pack_info *info)
{
    poise_pack_info own = { .size = sizeof own };

    if (!pack || !info) return POISE_E_ARG;
    poise__pack_info(pack, &own);
    return poise__struct_write(info, &own, sizeof own, sizeof own);
}

/* ---- Policies ------------------------------------------------------------------------------ */

poise_status poise_policy_parse(const poise_alloc *alloc, const poise_policy_source *theirs,
                                poise_error *error, poise_policy **policy)
{
    poise_alloc own_alloc;
    poise_policy_source source;
    poise_error own = { .size = sizeof own };

    if (!policy) return POISE_E_ARG;
    *policy = NULL;
    if (!theirs || !poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    poise_status st = poise__error_check(error);
    if (st == POISE_OK) st = poise__struct_read(&source, sizeof source, sizeof source, theirs);
    if (st != POISE_OK) return st;
    if (!source.policy || (!source.roster && source.roster_len) ||
        (!source.signers && source.signers_len) || (!source.revoked && source.revoked_len))
        return POISE_E_ARG;
    if (source.policy_len > POISE_TEXT_MAX || source.roster_len > POISE_TEXT_MAX ||
        source.signers_len > POISE_TEXT_MAX || source.revoked_len > POISE_TEXT_MAX)
        return poise__error_give(error, &own, POISE_E_TOO_LONG);
    return poise__error_give(error, &own, poise__policy_parse(&own_alloc, &source, &own, policy));
}

void poise_policy_free(poise_policy *policy)
{
    poise__policy_free(policy);
}

const char *poise_policy_digest(const poise_policy *policy)
{
    return policy ? poise__policy_digest(policy) : NULL;
}

poise_status poise_decide_json(const poise_alloc *alloc, const char *request, size_t len,
                               poise_write_fn write, void *ctx)
{
    poise_alloc own_alloc;

    if ((!request && len) || !write || !poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    return poise__decide_json(&own_alloc, (struct poise__slice){ request, len }, write, ctx);
}

/* ---- Reports ------------------------------------------------------------------------------- */

poise_status poise_report_new(const poise_alloc *alloc, poise_report **report)
{
    poise_alloc own_alloc;

    if (!report) return POISE_E_ARG;
    *report = NULL;
    if (!poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    poise_report *made = poise__acquire(&own_alloc, sizeof *made);
    if (!made) return POISE_E_NOMEM;
    poise__report_init(made, &own_alloc);
    *report = made;
    return POISE_OK;
}

void poise_report_free(poise_report *report)
{
    if (!report) return;
    poise_alloc alloc = report->alloc;
    poise__report_release(report);
    poise__release(&alloc, report, sizeof *report);
}

/* The items of a kind, or NULL. */
static const struct poise__array *report_items(const poise_report *report, uint32_t what)
{
    if (!report) return NULL;
    switch (what) {
    case POISE_COUNT_SIGNALS: return &report->signals;
    case POISE_COUNT_FINDINGS: return &report->findings;
    case POISE_COUNT_MEDIA: return &report->media;
    case POISE_COUNT_CONTACTS: return &report->contacts;
    case POISE_COUNT_NEEDS: return &report->needs;
    case POISE_COUNT_REASONS: return &report->reasons;
    case POISE_COUNT_RECORDS: return &report->records;
    default: return NULL;
    }
}

uint32_t poise_report_count(const poise_report *report, uint32_t what)
{
    const struct poise__array *items = report_items(report, what);

    return items ? items->count : 0;
}

static poise_status report_item(const poise_report *report, uint32_t what, uint32_t index,
                                void *out)
{
    const struct poise__array *items = report_items(report, what);

    if (!items || !out) return POISE_E_ARG;
    if (index >= items->count) return POISE_E_RANGE;
    const char *item = (const char *)items->data + (size_t)index * items->item_size;
    return poise__struct_write(out, item, items->item_size, items->item_size);
}

poise_status poise_report_summary(const poise_report *report, poise_summary *out)
{
    if (!report || !out) return POISE_E_ARG;
    return poise__struct_write(out, &report->summary, sizeof report->summary,
                               sizeof report->summary);
}

poise_status poise_report_signal(const poise_report *report, uint32_t index, poise_signal *out)
{
    return report_item(report, POISE_COUNT_SIGNALS, index, out);
}

poise_status poise_report_finding(const poise_report *report, uint32_t index, poise_finding *out)
{
    return report_item(report, POISE_COUNT_FINDINGS, index, out);
}

poise_status poise_report_media(const poise_report *report, uint32_t index, poise_media *out)
{
    return report_item(report, POISE_COUNT_MEDIA, index, out);
}

poise_status poise_report_contact(const poise_report *report, uint32_t index, poise_contact *out)
{
    return report_item(report, POISE_COUNT_CONTACTS, index, out);
}

poise_status poise_report_need(const poise_report *report, uint32_t index, poise_need *out)
{
    return report_item(report, POISE_COUNT_NEEDS, index, out);
}

const char *poise_report_reason(const poise_report *report, uint32_t index)
{
    if (!report || index >= report->reasons.count) return NULL;
    return ((const char *const *)report->reasons.data)[index];
}

const char *poise_report_record(const poise_report *report, uint32_t index)
{
    if (!report || index >= report->records.count) return NULL;
    return ((const char *const *)report->records.data)[index];
}

poise_status poise_report_ticket(const poise_report *report, poise_ticket *out)
{
    if (!report || !out) return POISE_E_ARG;
    if (!report->ticket.size) return POISE_E_RANGE;
    return poise__struct_write(out, &report->ticket, sizeof *out, sizeof *out);
}

poise_status poise_report_json(const poise_report *report, const char *id, poise_write_fn write,
                               void *ctx)
{
    if (!report || !write || (id && !poise__utf8_is_valid(id))) return POISE_E_ARG;
    return poise__report_write(report, id, write, ctx);
}

/* ---- Rules --------------------------------------------------------------------------------- */

uint32_t poise_rule_count(void)
{
    return POISE__RULE_COUNT;
}

poise_status poise_rule_get(uint32_t index, uint32_t language, poise_rule *rule)
{
    if (!rule || language > POISE_LANGUAGE_FR) return POISE_E_ARG;
    if (index >= POISE__RULE_COUNT) return POISE_E_RANGE;
    const struct poise__rule *record = poise__rule_at(index);
    const struct poise__rule_words *words = poise__rule_words(index, language);
    const poise_rule own = {
        .size = sizeof own,
        .number = record->number,
        .severity = record->severity,
        .code = record->code,
        .message = words->message,
        .hint = words->hint,
        .why = words->why,
        .fires = words->fires,
        .quiet = words->quiet,
    };
    return poise__struct_write(rule, &own, sizeof own, sizeof own);
}
