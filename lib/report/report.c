/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "base/rules.h"
#include "base/utf8.h"

#include <string.h>

void poise__report_init(poise_report *report, const poise_alloc *alloc)
{
    *report = (poise_report){ .alloc = *alloc };
    poise__arena_init(&report->arena, alloc);
    poise__array_init(&report->signals, sizeof(poise_signal));
    poise__array_init(&report->findings, sizeof(poise_finding));
    poise__array_init(&report->media, sizeof(poise_media));
    poise__array_init(&report->contacts, sizeof(poise_contact));
    poise__array_init(&report->needs, sizeof(poise_need));
    poise__array_init(&report->reasons, sizeof(const char *));
    poise__array_init(&report->records, sizeof(const char *));
    poise__report_reset(report);
}

void poise__report_release(poise_report *report)
{
    poise__array_release(&report->signals, &report->alloc);
    poise__array_release(&report->findings, &report->alloc);
    poise__array_release(&report->media, &report->alloc);
    poise__array_release(&report->contacts, &report->alloc);
    poise__array_release(&report->needs, &report->alloc);
    poise__array_release(&report->reasons, &report->alloc);
    poise__array_release(&report->records, &report->alloc);
    poise__arena_release(&report->arena);
}

void poise__report_reset(poise_report *report)
{
    poise__arena_reset(&report->arena);
    report->signals.count = report->findings.count = report->media.count = 0;
    report->contacts.count = report->needs.count = report->reasons.count = 0;
    report->records.count = 0;
    report->ticket = (poise_ticket){ .size = 0 };
    report->digest[0] = '\0';
    report->summary = (poise_summary){ .size = sizeof report->summary, .digest = report->digest };
}

/* A copy in which every byte that is no UTF-8 is U+FFFD, so that JSON and bindings can show it. */
static const char *copy_text(struct poise__arena *arena, const char *text)
{
    size_t len = strlen(text), out = 0;
    char *copy = poise__arena_take(arena, 3 * len + 1);

    if (!copy) return NULL;
    for (size_t i = 0; i < len;) {
        int32_t point;
        size_t n = poise__utf8_take((const uint8_t *)text + i, len - i, &point);
        memcpy(copy + out, point < 0 ? "\xEF\xBF\xBD" : text + i, point < 0 ? 3 : n);
        out += point < 0 ? 3 : n;
        i += point < 0 ? 1 : n;
    }
    copy[out] = '\0';
    return copy;
}

static poise_status fill_signals(poise_report *report, const struct poise__tone *tone)
{
    poise_status st = poise__array_reserve(&report->signals, &report->alloc, tone->signal_count);

    for (uint32_t i = 0; st == POISE_OK && i < tone->signal_count; i++) {
        const struct poise__signal *signal = &tone->signals[i];
        poise_signal item = {
            .size = sizeof item,
            .strength = signal->strength,
            .where = signal->where,
            .defensive = signal->weights[POISE__DEFENSIVE],
            .insulting = signal->weights[POISE__INSULTING],
            .apologetic = signal->weights[POISE__APOLOGETIC],
            .code = poise__rule_at(signal->rule)->code,
        };
        st = poise__array_push(&report->signals, &report->alloc, &item);
    }
    return st;
}

static poise_status fill_findings(poise_report *report, const struct poise__array *findings,
                                  uint32_t language)
{
    poise_status st = poise__array_reserve(&report->findings, &report->alloc, findings->count);
    const struct poise__finding *all = findings->data;

    for (uint32_t i = 0; st == POISE_OK && i < findings->count; i++) {
        const struct poise__rule_words *words = poise__rule_words(all[i].rule, language);
        poise_finding item = {
            .size = sizeof item,
            .severity = all[i].severity,
            .where = all[i].where,
            .attachment = all[i].attachment,
            .code = poise__rule_at(all[i].rule)->code,
            .message = words->message,
            .hint = words->hint,
        };
        st = poise__array_push(&report->findings, &report->alloc, &item);
    }
    return st;
}

static poise_status fill_media(poise_report *report, const struct poise__results *results)
{
    for (uint32_t i = 0; i < results->media_count; i++) {
        const struct poise__media *media = &results->media[i];
        poise_media item = {
            .size = sizeof item,
            .kind = media->kind,
            .via = media->via,
            .attachment = media->attachment,
            .where = media->where,
            .flags = media->flags,
            .target = copy_text(&report->arena, media->target),
            .type = media->type ? copy_text(&report->arena, media->type) : NULL,
        };
        if (!item.target || (media->type && !item.type)) return POISE_E_NOMEM;
        poise_status st = poise__array_push(&report->media, &report->alloc, &item);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}

static poise_status fill_contacts(poise_report *report, const struct poise__results *results)
{
    for (uint32_t i = 0; i < results->contact_count; i++) {
        const struct poise__contact *contact = &results->contacts[i];
        poise_contact item = {
            .size = sizeof item,
            .kind = contact->kind,
            .where = contact->where,
            .own = contact->own,
            .value = copy_text(&report->arena, contact->value),
        };
        if (!item.value) return POISE_E_NOMEM;
        poise_status st = poise__array_push(&report->contacts, &report->alloc, &item);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}

static poise_status fill_needs(poise_report *report, const struct poise__verdict *verdict)
{
    for (uint32_t i = 0; i < verdict->need_count; i++) {
        const struct poise__need *need = &verdict->needs[i];
        poise_need item = {
            .size = sizeof item,
            .have = need->have,
            .want = need->want,
            .possible = need->possible,
            .rule = copy_text(&report->arena, need->rule),
            .roles = copy_text(&report->arena, need->roles),
            .escalate_to = need->escalate_to ? copy_text(&report->arena, need->escalate_to) : NULL,
            .escalate_at = need->escalate_at,
            .escalate_due = need->escalate_due,
        };
        if (!item.rule || !item.roles || (need->escalate_to && !item.escalate_to))
            return POISE_E_NOMEM;
        poise_status st = poise__array_push(&report->needs, &report->alloc, &item);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}

static poise_status fill_ticket(poise_report *report, const poise_ticket *ticket)
{
    uint32_t *records = poise__arena_take(&report->arena,
                                          (ticket->record_count + 1) * sizeof *records);
    const char **lifted = poise__arena_take(&report->arena,
                                            (ticket->lifted_count + 1) * sizeof *lifted);

    report->ticket = *ticket;
    report->ticket.digest = report->digest;
    report->ticket.policy_digest = copy_text(&report->arena, ticket->policy_digest);
    report->ticket.people_digest = copy_text(&report->arena, ticket->people_digest);
    if (!records || !lifted || !report->ticket.policy_digest || !report->ticket.people_digest)
        return POISE_E_NOMEM;
    for (uint32_t i = 0; i < ticket->record_count; i++) records[i] = ticket->records[i];
    for (uint32_t i = 0; i < ticket->lifted_count; i++)
        if (!(lifted[i] = copy_text(&report->arena, ticket->lifted[i]))) return POISE_E_NOMEM;
    report->ticket.records = records;
    report->ticket.lifted = lifted;
    return POISE_OK;
}

poise_status poise__report_judge(poise_report *report, const struct poise__verdict *verdict)
{
    poise_status st = fill_needs(report, verdict);

    report->summary.decision = verdict->outcome;
    for (uint32_t i = 0; st == POISE_OK && i < verdict->reason_count; i++) {
        const char *reason = copy_text(&report->arena, verdict->reasons[i]);
        if (!reason) return POISE_E_NOMEM;
        st = poise__array_push(&report->reasons, &report->alloc, &reason);
    }
    for (uint32_t i = 0; st == POISE_OK && i < verdict->record_count; i++) {
        const char *name = verdict->record_name(verdict->records[i]);
        st = poise__array_push(&report->records, &report->alloc, &name);
    }
    return st == POISE_OK && verdict->ticket ? fill_ticket(report, verdict->ticket) : st;
}

poise_status poise__report_fill(poise_report *report, const struct poise__results *results,
                                const struct poise__array *findings, uint32_t language)
{
    const struct poise__tone *tone = results->tone;
    poise_status st = fill_signals(report, tone);

    if (st == POISE_OK) st = fill_findings(report, findings, language);
    if (st == POISE_OK) st = fill_media(report, results);
    if (st == POISE_OK) st = fill_contacts(report, results);
    if (st != POISE_OK) return st;
    report->summary.language = tone->language;
    report->summary.defensive = tone->scores[POISE__DEFENSIVE];
    report->summary.insulting = tone->scores[POISE__INSULTING];
    report->summary.apologetic = tone->scores[POISE__APOLOGETIC];
    report->summary.remedy = tone->remedy;
    report->summary.rest_defensive = tone->rest[POISE__DEFENSIVE];
    report->summary.rest_insulting = tone->rest[POISE__INSULTING];
    report->summary.rest_apologetic = tone->rest[POISE__APOLOGETIC];
    return POISE_OK;
}
