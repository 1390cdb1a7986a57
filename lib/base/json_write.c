/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/json_write.h"

#include <string.h>

json_t *poise__json_set(json_t *object, const char *key, json_t *value)
{
    if (!object) {
        json_decref(value);
        return NULL;
    }
    if (json_object_set_new(object, key, value) == 0) return object;
    json_decref(object);
    return NULL;
}

/* The array with one more item, as poise__json_set. */
static json_t *array_add(json_t *array, json_t *item)
{
    if (json_array_append_new(array, item) == 0) return array;
    json_decref(array);
    return NULL;
}

json_t *poise__json_list(const struct poise__array *items, json_t *(*item_json)(const void *))
{
    json_t *array = json_array();

    for (uint32_t i = 0; array && i < items->count; i++) {
        const char *item = (const char *)items->data + (size_t)i * items->item_size;
        array = array_add(array, item_json(item));
    }
    return array;
}

json_t *poise__json_string_item(const void *item)
{
    return json_string(*(const char *const *)item);
}

json_t *poise__json_optional(const char *text)
{
    return text ? json_string(text) : json_null();
}

static json_t *escalate_json(const struct poise__need *need)
{
    json_t *escalate = poise__json_set(json_object(), "to", poise__json_words(need->escalate_to));

    escalate = poise__json_set(escalate, "at",
                               need->escalate_at == INT64_MAX ? json_null()
                                                              : json_integer(need->escalate_at));
    return poise__json_set(escalate, "due", json_boolean(need->escalate_due));
}

json_t *poise__json_need(const struct poise__need *need)
{
    json_t *object = json_pack("{s:s, s:i, s:i, s:b}", "rule", need->rule, "have", (int)need->have,
                               "want", (int)need->want, "possible", (int)need->possible);

    object = poise__json_set(object, "roles", poise__json_words(need->roles));
    return need->escalate_to ? poise__json_set(object, "escalate", escalate_json(need)) : object;
}

json_t *poise__json_ticket(json_t *object, const poise_ticket *ticket)
{
    json_t *item = json_pack("{s:s, s:s, s:I}", "digest", ticket->digest, "policy",
                             ticket->policy_digest, "issued", (json_int_t)ticket->issued);
    json_t *records = json_array(), *lifted = json_array();

    for (uint32_t i = 0; records && i < ticket->record_count; i++)
        records = array_add(records, json_integer(ticket->records[i]));
    for (uint32_t i = 0; lifted && i < ticket->lifted_count; i++)
        lifted = array_add(lifted, json_string(ticket->lifted[i]));
    if (*ticket->people_digest)
        item = poise__json_set(item, "people", json_string(ticket->people_digest));
    item = poise__json_set(item, "expires",
                           ticket->expires == INT64_MAX ? json_null()
                                                        : json_integer(ticket->expires));
    object = poise__json_set(object, "ticket", poise__json_set(item, "records", records));
    if (ticket->lifted_count) return poise__json_set(object, "review", lifted);
    json_decref(lifted);
    return object;
}

json_t *poise__json_words(const char *text)
{
    json_t *array = json_array();

    while (array && *text) {
        size_t len = strcspn(text, ",");
        array = array_add(array, json_stringn(text, len));
        text += len;
        text += strspn(text, ", ");
    }
    return array;
}

json_t *poise__json_error(const poise_error *error)
{
    return json_pack("{s:s, s:I, s:I, s:I, s:s}", "status", poise_status_name(error->status),
                     "offset", (json_int_t)error->offset, "line", (json_int_t)error->line, "column",
                     (json_int_t)error->column, "message", error->message);
}

char *poise__json_text(const json_t *document, size_t flags, size_t *len)
{
    json_malloc_t acquire;

    json_get_alloc_funcs(&acquire, NULL);
    *len = json_dumpb(document, NULL, 0, flags);
    char *text = *len ? acquire(*len) : NULL;
    if (!text || json_dumpb(document, text, *len, flags) == *len) return text;
    poise__json_free_text(text);
    return NULL;
}

void poise__json_free_text(char *text)
{
    json_free_t release;

    json_get_alloc_funcs(NULL, &release);
    release(text);
}

poise_status poise__json_line(json_t *document, const char *instead, poise_write_fn write,
                              void *ctx)
{
    /* The whole line first, so that what is written is never a part of one. */
    size_t len = 0;
    char *text = document ? poise__json_text(document, JSON_COMPACT, &len) : NULL;
    int refused = 0;

    json_decref(document);
    if (!text) {
        if (write(ctx, instead, strlen(instead)) != 0) return POISE_E_WRITE;
        return POISE_E_NOMEM;
    }
    refused = write(ctx, text, len);
    if (!refused) refused = write(ctx, "\n", 1);
    poise__json_free_text(text);
    return refused ? POISE_E_WRITE : POISE_OK;
}
