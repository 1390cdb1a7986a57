/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "finding.h"

#include "memory.h"
#include "rule.h"

#include <stdlib.h>
#include <string.h>

bool finding_is_open(const struct finding *finding)
{
    return finding->reason == NULL && !finding->is_known;
}

/* The library's digest of a draft is a hash at hand. */
void fingerprint_make(const struct buffer *bytes, char fingerprint[FINGERPRINT_LEN + 1])
{
    const poise_draft draft = { .size = sizeof draft, .text = bytes->data, .text_len = bytes->len };
    char digest[65] = "";

    (void)poise_draft_digest(&draft, digest);
    memcpy(fingerprint, digest, FINGERPRINT_LEN);
    fingerprint[FINGERPRINT_LEN] = '\0';
}

/* Rule, reply and words, but no numbers: lines above and below may change. */
static void finding_mark(struct finding *finding, const struct source *source, const char *name)
{
    struct buffer bytes = { 0 };

    buffer_add(&bytes, finding->code, strlen(finding->code) + 1);
    if (name != NULL) buffer_add(&bytes, name, strlen(name));
    buffer_add(&bytes, "", 1);
    buffer_add(&bytes, source->data + finding->where.begin,
               finding->where.end - finding->where.begin);
    fingerprint_make(&bytes, finding->fingerprint);
    buffer_release(&bytes);
}

struct finding *findings_add(struct findings *findings, struct source *source, const char *code,
                             struct extent where, const char *name, const char *message)
{
    struct finding *finding;

    findings->items = memory_grow(findings->items, findings->count, &findings->cap,
                                  sizeof *findings->items);
    finding = &findings->items[findings->count++];
    *finding = (struct finding){ .code = code,
                                 .message = memory_copy(message, strlen(message)),
                                 .where = where,
                                 .begin = source_place(source, where.begin),
                                 .end = source_place(source, where.end) };
    finding_mark(finding, source, name);
    return finding;
}

struct finding *findings_add_own(struct findings *findings, struct source *source, const char *code,
                                 struct extent where, const char *message, uint32_t language)
{
    struct finding *finding;
    poise_rule rule = { 0 };

    (void)rule_find(code, language, &rule);
    finding = findings_add(findings, source, code, where, NULL,
                           message != NULL ? message : rule.message);
    finding->severity = rule.severity;
    finding->hint = rule.hint;
    return finding;
}

/* Both point into the list as it was, so that equals keep their order. */
static int order(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;

    if (a->where.begin != b->where.begin) return a->where.begin < b->where.begin ? -1 : 1;
    return a < b ? -1 : 1;
}

void findings_sort(struct findings *findings)
{
    size_t count = findings->count;
    const struct finding **places;
    struct finding *sorted;

    if (count < 2) return;
    places = memory_resize(NULL, count * sizeof(const struct finding *));
    sorted = memory_resize(NULL, count * sizeof *sorted);
    for (size_t i = 0; i < count; i++) places[i] = &findings->items[i];
    qsort(places, count, sizeof(const struct finding *), order);
    for (size_t i = 0; i < count; i++) sorted[i] = *places[i];
    free(places);
    free(findings->items);
    findings->items = sorted;
    findings->cap = count;
}

void findings_clear(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) free(findings->items[i].message);
    findings->count = 0;
}

void findings_release(struct findings *findings)
{
    findings_clear(findings);
    free(findings->items);
    *findings = (struct findings){ 0 };
}

void checked_make(struct checked *checked, struct source *source, const struct reply *reply,
                  const poise_report *report)
{
    uint32_t count = poise_report_count(report, POISE_COUNT_FINDINGS);

    findings_clear(&checked->findings);
    checked->source = source;
    checked->reply = reply;
    checked->report = report;
    checked->place = source_place(source, reply->begin);
    checked->summary = (poise_summary){ .size = sizeof checked->summary };
    (void)poise_report_summary(report, &checked->summary);
    for (uint32_t i = 0; i < count; i++) {
        poise_finding found = { .size = sizeof found };
        struct finding *finding;

        if (poise_report_finding(report, i, &found) != POISE_OK) continue;
        finding = findings_add(&checked->findings, source, found.code,
                               reply_extent(reply, found.where), reply->name, found.message);
        finding->severity = found.severity;
        finding->hint = found.hint;
    }
}

bool checked_waits(const struct checked *checked)
{
    return checked->summary.decision == POISE_DECISION_NEED &&
           poise_report_count(checked->report, POISE_COUNT_NEEDS) > 0;
}
