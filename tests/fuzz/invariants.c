/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "fuzz.h"

enum { SCORE_MAX = 1000 };

/* Valid UTF-8 is never cut inside a character; what is invalid is its own single bytes. */
static bool at_boundary(const char *text, size_t len, uint32_t at)
{
    poise_place place = { .size = sizeof place };

    if (at > len) return false;
    demand(poise_locate(text, len, at, &place) == POISE_OK);
    return place.offset == at;
}

static void demand_span(const poise_draft *draft, poise_span where)
{
    demand(where.begin <= where.end);
    demand(where.end <= draft->text_len);
    /* poise_locate is linear, so long texts are looked at only where it is cheap. */
    if (draft->text_len > 4096) return;
    demand(at_boundary(draft->text, draft->text_len, where.begin));
    demand(at_boundary(draft->text, draft->text_len, where.end));
}

static void demand_signals(const poise_report *report, const poise_draft *draft)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_SIGNALS); i++) {
        poise_signal signal = { .size = sizeof signal };

        demand(poise_report_signal(report, i, &signal) == POISE_OK);
        demand_span(draft, signal.where);
        demand(signal.where.begin >= last);
        demand(signal.strength <= SCORE_MAX);
        demand(signal.code && strchr(signal.code, '.'));
        last = signal.where.begin;
    }
}

static void demand_findings(const poise_report *report, const poise_draft *draft)
{
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_FINDINGS); i++) {
        poise_finding finding = { .size = sizeof finding };

        demand(poise_report_finding(report, i, &finding) == POISE_OK);
        demand(finding.attachment <= draft->attachment_count);
        if (!finding.attachment) demand_span(draft, finding.where);
        demand(finding.severity >= POISE_SEVERITY_INFO && finding.severity <= POISE_SEVERITY_ERROR);
        demand(finding.code && *finding.code && finding.message && *finding.message);
        demand(finding.hint && *finding.hint);
    }
}

static void demand_media(const poise_report *report, const poise_draft *draft)
{
    uint32_t attached = 0;

    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_MEDIA); i++) {
        poise_media media = { .size = sizeof media };

        demand(poise_report_media(report, i, &media) == POISE_OK);
        demand(media.kind <= POISE_MEDIA_FILENAME_MENTION);
        demand(media.via >= POISE_VIA_LINK && media.via <= POISE_VIA_ATTACHMENT);
        demand(media.target);
        if (media.via == POISE_VIA_ATTACHMENT)
            demand(media.attachment == attached++);
        else
            demand_span(draft, media.where);
    }
    demand(attached == draft->attachment_count);
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_CONTACTS); i++) {
        poise_contact contact = { .size = sizeof contact };

        demand(poise_report_contact(report, i, &contact) == POISE_OK);
        demand_span(draft, contact.where);
        demand(contact.where.begin < contact.where.end);
        demand(contact.value && *contact.value);
    }
}

void demand_sound(const poise_report *report, const poise_draft *draft)
{
    poise_summary summary = { .size = sizeof summary };

    demand(poise_report_summary(report, &summary) == POISE_OK);
    demand(summary.defensive <= SCORE_MAX && summary.insulting <= SCORE_MAX);
    demand(summary.apologetic <= SCORE_MAX && summary.remedy <= SCORE_MAX);
    demand(summary.language <= POISE_LANGUAGE_FR);
    demand(summary.decision <= POISE_DECISION_DENY);
    demand(summary.digest && strlen(summary.digest) == 64);
    demand_signals(report, draft);
    demand_findings(report, draft);
    demand_media(report, draft);
}

void demand_steady(poise_checker *checker, const poise_draft *draft)
{
    poise_report *report = fuzz_report();
    struct output first = { 0 }, second = { 0 };

    demand(poise_check(checker, draft, report) == POISE_OK);
    demand_sound(report, draft);
    demand(poise_report_json(report, NULL, output_write, &first) == POISE_OK);
    demand(poise_check(checker, draft, report) == POISE_OK);
    demand(poise_report_json(report, NULL, output_write, &second) == POISE_OK);
    demand(output_is_line(&first) && output_same(&first, &second));
    free(first.bytes);
    free(second.bytes);
}
