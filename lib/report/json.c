/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "base/json_write.h"
#include "base/names.h"

#include <string.h>

#define NO_MEMORY "{\"id\":null," POISE__JSON_NO_MEMORY

static json_t *span_set(json_t *object, poise_span where)
{
    object = poise__json_set(object, "start", json_integer(where.begin));
    return poise__json_set(object, "end", json_integer(where.end));
}

/* What is added to the axes; those that are left alone are left out. */
static json_t *adds_json(int32_t defensive, int32_t insulting, int32_t apologetic)
{
    json_t *adds = json_object();

    if (defensive) adds = poise__json_set(adds, "defensive", json_integer(defensive));
    if (insulting) adds = poise__json_set(adds, "insulting", json_integer(insulting));
    if (apologetic) adds = poise__json_set(adds, "apologetic", json_integer(apologetic));
    return adds;
}

static json_t *signal_json(const void *data)
{
    const poise_signal *signal = data;
    json_t *object = span_set(
        json_pack("{s:s, s:i}", "code", signal->code, "strength", (int)signal->strength),
        signal->where);
    return poise__json_set(object, "adds",
                           adds_json(signal->defensive, signal->insulting, signal->apologetic));
}

static json_t *contact_json(const void *data)
{
    const poise_contact *contact = data;
    json_t *object = json_pack("{s:s, s:s}", "kind", poise__contact_name(contact->kind), "value",
                               contact->value);

    return poise__json_set(span_set(object, contact->where), "own", json_boolean(contact->own));
}

static json_t *flags_json(uint32_t flags)
{
    json_t *array = json_array();

    for (uint32_t bit = 0; array && poise__media_flag_name(bit); bit++) {
        if (!(flags & (1u << bit))) continue;
        if (json_array_append_new(array, json_string(poise__media_flag_name(bit))) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *media_json(const void *data)
{
    const poise_media *media = data;
    json_t *object = json_pack("{s:s, s:s, s:s}", "kind", poise__media_name(media->kind), "via",
                               poise__via_name(media->via), "target", media->target);

    if (media->via == POISE_VIA_ATTACHMENT)
        object = poise__json_set(object, "attachment", json_integer(media->attachment));
    else
        object = span_set(object, media->where);
    if (media->type) object = poise__json_set(object, "type", json_string(media->type));
    return poise__json_set(object, "flags", flags_json(media->flags));
}

static json_t *finding_json(const void *data)
{
    const poise_finding *finding = data;
    json_t *object = json_pack("{s:s, s:s}", "code", finding->code, "severity",
                               poise__severity_name(finding->severity));

    if (finding->attachment)
        object = poise__json_set(object, "attachment", json_integer(finding->attachment - 1));
    else
        object = span_set(object, finding->where);
    object = poise__json_set(object, "message", json_string(finding->message));
    return poise__json_set(object, "hint", json_string(finding->hint));
}

static json_t *need_json(const void *data)
{
    const poise_need *public = data;
    const struct poise__need need = { .rule = public->rule,
                                      .roles = public->roles,
                                      .have = public->have,
                                      .want = public->want,
                                      .possible = public->possible,
                                      .escalate_due = public->escalate_due,
                                      .escalate_at = public->escalate_at,
                                      .escalate_to = public->escalate_to };

    return poise__json_need(&need);
}

poise_status poise__report_write(const poise_report *report, const char *id, poise_write_fn write,
                                 void *ctx)
{
    const poise_summary *sum = &report->summary;
    json_t *tone = json_pack("{s:i, s:i, s:i}", "defensive", (int)sum->defensive, "insulting",
                             (int)sum->insulting, "apologetic", (int)sum->apologetic);
    json_t *line = json_object();

    if (id) line = poise__json_set(line, "id", json_string(id));
    line = poise__json_set(line, "version", json_integer(1));
    line = poise__json_set(line, "lang", poise__json_optional(poise__language_name(sum->language)));
    line = poise__json_set(line, "tone", tone);
    line = poise__json_set(line, "signals", poise__json_list(&report->signals, signal_json));
    line = poise__json_set(
        line, "rest", adds_json(sum->rest_defensive, sum->rest_insulting, sum->rest_apologetic));
    line = poise__json_set(line, "remedy", json_integer(sum->remedy));
    line = poise__json_set(line, "contacts", poise__json_list(&report->contacts, contact_json));
    line = poise__json_set(line, "media", poise__json_list(&report->media, media_json));
    line = poise__json_set(line, "findings", poise__json_list(&report->findings, finding_json));
    line = poise__json_set(line, "digest", json_string(report->digest));
    line = poise__json_set(line, "decision", json_string(poise__decision_name(sum->decision)));
    line = poise__json_set(line, "needs", poise__json_list(&report->needs, need_json));
    line = poise__json_set(line, "reasons",
                           poise__json_list(&report->reasons, poise__json_string_item));
    line = poise__json_set(line, "records",
                           poise__json_list(&report->records, poise__json_string_item));
    if (report->ticket.size) line = poise__json_ticket(line, &report->ticket);
    return poise__json_line(line, NO_MEMORY, write, ctx);
}

poise_status poise__error_write(const poise_error *error, const char *id, poise_write_fn write,
                                void *ctx)
{
    json_t *line = poise__json_set(json_object(), "id", poise__json_optional(id));

    line = poise__json_set(line, "error", poise__json_error(error));
    return poise__json_line(line, NO_MEMORY, write, ctx);
}
