/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/reading.h"

#include <string.h>

poise_status poise__reading_push(struct poise__policy_reading *r, struct poise__array *array,
                                 const void *item)
{
    if (poise__array_push(array, &r->policy->alloc, item) != POISE_OK)
        return poise__json_no_memory(r->reader);
    return POISE_OK;
}

const char *poise__reading_string(struct poise__policy_reading *r, const json_t *object,
                                  const char *key)
{
    const char *text = NULL;

    if (poise__json_get_string(r->reader, object, key, &text) != POISE_OK) return NULL;
    if (!text || !*text) {
        poise__json_fail(r->reader, "\"%s\" must be there, and not empty", key);
        return NULL;
    }
    text = poise__arena_copy(&r->policy->strings, text, strlen(text));
    if (!text) poise__json_no_memory(r->reader);
    return text;
}

/* ---- Slots and alternatives ---------------------------------------------------------------- */

static poise_status mention_read(struct poise__policy_reading *r, const json_t *item)
{
    const char *text = json_string_value(item);
    struct poise__mention mention = { NULL, POISE__NOBODY };

    if (!text || !*text || strlen(text) != json_string_length(item))
        return poise__json_fail(r->reader, "must be a name");
    mention.name = poise__arena_copy(&r->policy->strings, text, strlen(text));
    if (!mention.name) return poise__json_no_memory(r->reader);
    return poise__reading_push(r, &r->policy->mentions, &mention);
}

poise_status poise__mentions_read(struct poise__policy_reading *r, const json_t *object,
                                  const char *key, struct poise__range *range)
{
    const json_t *list = NULL;

    range->begin = r->policy->mentions.count;
    if (poise__json_get_array(r->reader, object, key, &list) != POISE_OK) return r->reader->status;
    poise__json_enter_key(r->reader, key);
    for (size_t i = 0; list && i < json_array_size(list) && r->reader->status == POISE_OK; i++) {
        poise__json_enter_index(r->reader, i);
        mention_read(r, json_array_get(list, i));
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    range->count = r->policy->mentions.count - range->begin;
    return r->reader->status;
}

poise_status poise__slot_read(struct poise__policy_reading *r, const json_t *item)
{
    static const char *const keys[] = { "count", "roles", "people" };
    struct poise__slot slot = { 0 };
    int64_t count = 0;

    if (!json_is_object(item))
        return poise__json_fail(r->reader, "must be a slot: {count, roles or people}");
    if (poise__json_check_keys(r->reader, item, keys, 3) != POISE_OK ||
        poise__json_get_int(r->reader, item, "count", &count) != POISE_OK)
        return r->reader->status;
    if (count < 1 || count > POISE__PLACES_MAX) {
        if (json_object_get(item, "count")) poise__json_enter_key(r->reader, "count");
        poise__json_fail(r->reader, "\"count\" must be 1 to %d", POISE__PLACES_MAX);
        if (json_object_get(item, "count")) poise__json_leave(r->reader);
        return r->reader->status;
    }
    slot.count = (uint32_t)count;
    if (poise__mentions_read(r, item, "roles", &slot.roles) != POISE_OK ||
        poise__mentions_read(r, item, "people", &slot.people) != POISE_OK)
        return r->reader->status;
    return poise__reading_push(r, &r->policy->slots, &slot);
}

poise_status poise__slots_read(struct poise__policy_reading *r, const json_t *list,
                               struct poise__range *range)
{
    range->begin = r->policy->slots.count;
    for (size_t i = 0; i < json_array_size(list); i++) {
        poise__json_enter_index(r->reader, i);
        poise__slot_read(r, json_array_get(list, i));
        poise__json_leave(r->reader);
        if (r->reader->status != POISE_OK) return r->reader->status;
    }
    range->count = r->policy->slots.count - range->begin;
    return POISE_OK;
}

const char *poise__mentions_label(struct poise__policy_reading *r, struct poise__range range)
{
    const struct poise__mention *mentions = POISE__ITEMS(struct poise__mention,
                                                         r->policy->mentions);
    uint32_t begin = range.begin, end = begin + range.count;
    size_t size = 1;

    if (begin == end) return "nobody";
    for (uint32_t i = begin; i < end; i++) size += strlen(mentions[i].name) + 2;
    char *label = poise__arena_take(&r->policy->strings, size), *at = label;
    if (!label) return NULL;
    for (uint32_t i = begin; i < end; i++) {
        size_t len = strlen(mentions[i].name);
        if (i > begin) at = (char *)memcpy(at, ", ", 2) + 2;
        at = (char *)memcpy(at, mentions[i].name, len) + len;
    }
    *at = '\0';
    return label;
}

/* The roles of a slot and its people, and those of the next slot, lie side by side. */
static struct poise__range slots_mentions(const poise_policy *policy, struct poise__range slots)
{
    const struct poise__slot *slot = POISE__ITEMS(struct poise__slot, policy->slots) + slots.begin;
    const struct poise__slot *last = slot + slots.count - 1;
    uint32_t begin = slot->roles.begin;

    return (struct poise__range){ begin, last->people.begin + last->people.count - begin };
}

static poise_status alternative_read(struct poise__policy_reading *r, const json_t *item)
{
    struct poise__alternative alternative = { 0 };

    if (!json_is_array(item) || json_array_size(item) == 0 ||
        json_array_size(item) > POISE__SLOTS_MAX)
        return poise__json_fail(r->reader, "an alternative must be an array of 1 to %d slots",
                                POISE__SLOTS_MAX);
    if (poise__slots_read(r, item, &alternative.slots) != POISE_OK) return r->reader->status;
    for (uint32_t i = 0; i < alternative.slots.count; i++)
        alternative.places +=
            POISE__ITEMS(struct poise__slot, r->policy->slots)[alternative.slots.begin + i].count;
    if (alternative.places > POISE__PLACES_MAX)
        return poise__json_fail(r->reader, "an alternative may ask for %d people at most",
                                POISE__PLACES_MAX);
    alternative.label = poise__mentions_label(r, slots_mentions(r->policy, alternative.slots));
    if (!alternative.label) return poise__json_no_memory(r->reader);
    return poise__reading_push(r, &r->policy->alternatives, &alternative);
}

poise_status poise__alternatives_read(struct poise__policy_reading *r, const json_t *object,
                                      const char *key, struct poise__range *range)
{
    const json_t *list = NULL;

    range->begin = r->policy->alternatives.count;
    if (poise__json_get_array(r->reader, object, key, &list) != POISE_OK) return r->reader->status;
    poise__json_enter_key(r->reader, key);
    if (json_array_size(list) == 0 || json_array_size(list) > POISE__CHOICES_MAX)
        poise__json_fail(r->reader, "\"%s\" must have 1 to %d alternatives", key,
                         POISE__CHOICES_MAX);
    for (size_t i = 0; r->reader->status == POISE_OK && i < json_array_size(list); i++) {
        poise__json_enter_index(r->reader, i);
        alternative_read(r, json_array_get(list, i));
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    range->count = r->policy->alternatives.count - range->begin;
    return r->reader->status;
}

poise_status poise__exclude_read(struct poise__policy_reading *r, const json_t *object,
                                 uint32_t *exclude)
{
    const json_t *list = NULL;

    if (poise__json_get_array(r->reader, object, "exclude", &list) != POISE_OK || !list)
        return r->reader->status;
    *exclude = 0;
    poise__json_enter_key(r->reader, "exclude");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *text = json_string_value(json_array_get(list, i));
        poise__json_enter_index(r->reader, i);
        if (text && strcmp(text, "author") == 0)
            *exclude |= POISE__EXCLUDE_AUTHOR;
        else if (text && strcmp(text, "editors") == 0)
            *exclude |= POISE__EXCLUDE_EDITORS;
        else
            poise__json_fail(r->reader, "must be \"author\" or \"editors\"");
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    return r->reader->status;
}
