/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/json_write.h"

#include <stdlib.h>
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

poise_status poise__json_line(json_t *document, const char *instead, poise_write_fn write,
                              void *ctx)
{
    /* The whole line first, so that what is written is never a part of one. */
    char *text = document ? json_dumps(document, JSON_COMPACT) : NULL;
    int refused = 0;

    json_decref(document);
    if (!text) {
        if (write(ctx, instead, strlen(instead)) != 0) return POISE_E_WRITE;
        return POISE_E_NOMEM;
    }
    refused = write(ctx, text, strlen(text));
    if (!refused) refused = write(ctx, "\n", 1);
    free(text);
    return refused ? POISE_E_WRITE : POISE_OK;
}
