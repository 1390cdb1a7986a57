/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "report/json.h"

#include "base/names.h"
#include "report/report.h"

#include <string.h>

/* jansson takes over what it is given, NULL included, and returns an error: so every builder below
 * may pass on what a failed builder returned. */

static json_t *span_set(json_t *object, poise_span where)
{
    if (!object) return NULL;
    if (json_object_set_new(object, "start", json_integer(where.begin)) == 0 &&
        json_object_set_new(object, "end", json_integer(where.end)) == 0)
        return object;
    json_decref(object);
    return NULL;
}

/* Set a member; on failure the object is given up and NULL returned. */
static json_t *member_set(json_t *object, const char *key, json_t *value)
{
    if (!object) {
        json_decref(value);
        return NULL;
    }
    if (json_object_set_new(object, key, value) == 0) return object;
    json_decref(object);
    return NULL;
}

static json_t *signal_json(const void *data)
{
    const poise_signal *signal = data;
    json_t *adds = json_object();

    if (signal->defensive) adds = member_set(adds, "defensive", json_integer(signal->defensive));
    if (signal->insulting) adds = member_set(adds, "insulting", json_integer(signal->insulting));
    if (signal->apologetic) adds = member_set(adds, "apologetic", json_integer(signal->apologetic));
    json_t *object = span_set(
        json_pack("{s:s, s:i}", "code", signal->code, "strength", (int)signal->strength),
        signal->where);
    return member_set(object, "adds", adds);
}

static json_t *contact_json(const void *data)
{
    const poise_contact *contact = data;
    json_t *object = json_pack("{s:s, s:s}", "kind", poise__contact_name(contact->kind), "value",
                               contact->value);

    return member_set(span_set(object, contact->where), "own", json_boolean(contact->own));
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
        object = member_set(object, "attachment", json_integer(media->attachment));
    else
        object = span_set(object, media->where);
    if (media->type) object = member_set(object, "type", json_string(media->type));
    return member_set(object, "flags", flags_json(media->flags));
}

static json_t *finding_json(const void *data)
{
    const poise_finding *finding = data;
    json_t *object = json_pack("{s:s, s:s}", "code", finding->code, "severity",
                               poise__severity_name(finding->severity));

    if (finding->attachment)
        object = member_set(object, "attachment", json_integer(finding->attachment - 1));
    else
        object = span_set(object, finding->where);
    object = member_set(object, "message", json_string(finding->message));
    return member_set(object, "hint", json_string(finding->hint));
}

/* "lead, legal" as ["lead", "legal"]. */
static json_t *roles_json(const char *roles)
{
    json_t *array = json_array();

    while (array && *roles) {
        size_t len = strcspn(roles, ",");
        if (json_array_append_new(array, json_stringn(roles, len)) != 0) {
            json_decref(array);
            return NULL;
        }
        roles += len;
        roles += strspn(roles, ", ");
    }
    return array;
}

static json_t *need_json(const void *data)
{
    const poise_need *need = data;
    json_t *object = json_pack("{s:s, s:i, s:i, s:b}", "rule", need->rule, "have", (int)need->have,
                               "want", (int)need->want, "possible", (int)need->possible);

    return member_set(object, "roles", roles_json(need->roles));
}

static json_t *reason_json(const void *data)
{
    return json_string(*(const char *const *)data);
}

static json_t *list_json(const struct poise__array *items, json_t *(*item_json)(const void *))
{
    json_t *array = json_array();

    for (uint32_t i = 0; array && i < items->count; i++) {
        const char *item = (const char *)items->data + (size_t)i * items->item_size;
        if (json_array_append_new(array, item_json(item)) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

poise_status poise__report_write(const poise_report *report, const char *id, poise_write_fn write,
                                 void *ctx)
{
    const poise_summary *sum = &report->summary;
    json_t *tone = json_pack("{s:i, s:i, s:i}", "defensive", (int)sum->defensive, "insulting",
                             (int)sum->insulting, "apologetic", (int)sum->apologetic);
    json_t *line = json_object();

    if (id) line = member_set(line, "id", json_string(id));
    line = member_set(line, "version", json_integer(1));
    line = member_set(line, "lang", poise__json_optional(poise__language_name(sum->language)));
    line = member_set(line, "tone", tone);
    line = member_set(line, "signals", list_json(&report->signals, signal_json));
    line = member_set(line, "remedy", json_integer(sum->remedy));
    line = member_set(line, "contacts", list_json(&report->contacts, contact_json));
    line = member_set(line, "media", list_json(&report->media, media_json));
    line = member_set(line, "findings", list_json(&report->findings, finding_json));
    line = member_set(line, "digest", json_string(report->digest));
    line = member_set(line, "decision", json_string(poise__decision_name(sum->decision)));
    line = member_set(line, "needs", list_json(&report->needs, need_json));
    line = member_set(line, "reasons", list_json(&report->reasons, reason_json));
    return poise__json_line(line, write, ctx);
}
