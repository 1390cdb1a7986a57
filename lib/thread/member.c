/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/request.h"

#include "base/duration.h"

#include <string.h>

static void fail_at_key(struct poise__asking *a, const char *key, const char *what)
{
    poise__json_enter_key(&a->reader, key);
    poise__json_fail(&a->reader, "\"%s\" %s", key, what);
    poise__json_leave(&a->reader);
}

static void must_be_there(struct poise__asking *a, const char *key)
{
    poise__json_fail(&a->reader, "\"%s\" must be there", key);
}

void poise__member_time(struct poise__asking *a, const json_t *object, const char *key,
                        bool required, int64_t *out)
{
    const json_t *value = json_object_get(object, key);

    if (!value) {
        if (required) must_be_there(a, key);
        return;
    }
    switch (poise__json_time(value, out)) {
    case POISE__TIME_GOOD: return;
    case POISE__TIME_NO_ZONE:
        fail_at_key(a, key, "must say its zone: Z, or an offset like +01:00");
        return;
    default:
        fail_at_key(a, key,
                    json_is_string(value)
                        ? "must be a time like \"2026-01-31T12:00:00Z\""
                        : "must be a time: seconds since 1970, or like \"2026-01-31T12:00:00Z\"");
    }
}

void poise__member_string(struct poise__asking *a, const json_t *object, const char *key,
                          const char **out)
{
    if (poise__json_get_string(&a->reader, object, key, out) == POISE_OK && !*out)
        must_be_there(a, key);
}

bool poise__member_number(struct poise__asking *a, const json_t *object, const char *key,
                          uint32_t most, uint32_t *out)
{
    int64_t number = 0;

    if (!json_object_get(object, key)) return false;
    if (poise__json_get_int(&a->reader, object, key, &number) != POISE_OK) return false;
    if (number < 0 || number > most) {
        poise__json_enter_key(&a->reader, key);
        poise__json_fail(&a->reader, "\"%s\" must be from 0 to %u", key, most);
        poise__json_leave(&a->reader);
        return false;
    }
    *out = (uint32_t)number;
    return true;
}

void poise__member_word(struct poise__asking *a, const json_t *object, const char *key,
                        const struct poise__member_words *words, uint32_t *out)
{
    const char *word = NULL;

    if (poise__json_get_string(&a->reader, object, key, &word) != POISE_OK || !word) return;
    for (uint32_t i = 0; i < words->count; i++)
        if (strcmp(word, words->words[i]) == 0) {
            *out = words->first + i;
            return;
        }
    const char *near = poise__nearest(word, words->words, words->count);
    poise__json_enter_key(&a->reader, key);
    if (near)
        poise__json_fail(&a->reader, "\"%.60s\" is no %s; did you mean \"%s\"?", word, key, near);
    else
        poise__json_fail(&a->reader, "\"%.60s\" is no %s", word, key);
    poise__json_leave(&a->reader);
}

void *poise__member_items(struct poise__asking *a, const json_t *object, const char *key,
                          size_t size, poise__item_fn *read, uint32_t *count)
{
    const json_t *list = NULL;

    if (poise__json_get_array(&a->reader, object, key, &list) != POISE_OK || !list) return NULL;
    char *items = poise__asking_take(a, json_array_size(list), size);
    if (!items) return NULL;
    poise__json_enter_key(&a->reader, key);
    for (size_t i = 0; i < json_array_size(list) && a->reader.status == POISE_OK; i++) {
        const json_t *item = json_array_get(list, i);
        poise__json_enter_index(&a->reader, i);
        if (json_is_object(item))
            read(a, item, items + i * size);
        else
            poise__json_fail(&a->reader, "\"%s\" must hold objects", key);
        poise__json_leave(&a->reader);
    }
    poise__json_leave(&a->reader);
    *count = (uint32_t)json_array_size(list);
    return items;
}
