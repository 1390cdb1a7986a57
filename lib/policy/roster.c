/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/duration.h"
#include "policy/condition.h"
#include "policy/people.h"

#include <assert.h>
#include <string.h>

/* What is only needed while a roster is read. */
struct roster_reading {
    poise_policy *policy;
    struct poise__json_reader *reader;
    const json_t *roster;
    struct poise__array skeletons; /* of struct poise__name: origin 0 is the id, n the n-th alias */
    struct poise__arena scratch;   /* skeletons */
};

static poise_status roster_no_memory(struct roster_reading *r)
{
    return poise__json_no_memory(r->reader);
}

/* A name that folds has a skeleton; with a 1 in it, two. */
static poise_status skeletons_add(struct roster_reading *r, const char *name, uint32_t origin)
{
    static const char *const ones[] = { "l", "i" };
    struct poise__name skeleton = { NULL, r->policy->persons.count - 1, origin };

    for (int i = 0; i < (strchr(name, '1') ? 2 : 1); i++) {
        if (poise__name_skeleton(&r->scratch, name, ones[i], &skeleton.text) != POISE_OK)
            return roster_no_memory(r);
        assert(skeleton.text);
        if (poise__array_push(&r->skeletons, &r->policy->alloc, &skeleton) != POISE_OK)
            return roster_no_memory(r);
    }
    return POISE_OK;
}

/* A blank or a control; folded, every wide or narrow blank has become a plain one. */
static bool is_unseen(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7F;
}

static poise_status name_add(struct roster_reading *r, const char *name, uint32_t origin)
{
    struct poise__name folded = { NULL, r->policy->persons.count - 1, origin };

    if (poise__name_fold(&r->policy->strings, name, &folded.text) != POISE_OK)
        return roster_no_memory(r);
    if (!folded.text || !folded.text[0])
        return poise__json_fail(r->reader, "a name must have 1 to 256 bytes that can be seen");
    if (is_unseen(folded.text[0]) || is_unseen(folded.text[strlen(folded.text) - 1]))
        return poise__json_fail(r->reader, "a name must not begin or end with a blank");
    if (poise__array_push(&r->policy->names, &r->policy->alloc, &folded) != POISE_OK)
        return roster_no_memory(r);
    return skeletons_add(r, name, origin);
}

/*
 * A public key without its comment: "ssh-ed25519 AAAA… ana@desk" is two words long, and the end of
 * the line that it was copied from is no part of it.
 */
static poise_status key_add(struct roster_reading *r, const char *key, uint32_t origin)
{
    static const char blanks[] = " \t\r\n";
    size_t type = strcspn(key, blanks);
    size_t gap = strspn(key + type, blanks);
    size_t body = strcspn(key + type + gap, blanks);
    struct poise__name name = { NULL, r->policy->persons.count - 1, origin };

    if (!type) return poise__json_fail(r->reader, "a key must not be empty");
    name.text = poise__arena_format(&r->policy->strings, "%.*s %.*s", (int)type, key, (int)body,
                                    key + type + gap);
    if (!name.text || poise__array_push(&r->policy->keys, &r->policy->alloc, &name) != POISE_OK)
        return roster_no_memory(r);
    return POISE_OK;
}

static poise_status strings_read(struct roster_reading *r, const json_t *person, const char *key,
                                 poise_status (*add)(struct roster_reading *, const char *,
                                                     uint32_t))
{
    const json_t *list = NULL;

    if (poise__json_get_array(r->reader, person, key, &list) != POISE_OK) return r->reader->status;
    poise__json_enter_key(r->reader, key);
    for (size_t i = 0; list && i < json_array_size(list) && r->reader->status == POISE_OK; i++) {
        const json_t *item = json_array_get(list, i);
        const char *text = json_string_value(item);
        poise__json_enter_index(r->reader, i);
        if (!text || strlen(text) != json_string_length(item))
            poise__json_fail(r->reader, "must be a string without zero bytes");
        else
            add(r, text, (uint32_t)i + 1);
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    return r->reader->status;
}

/* Seconds since 1970, or a time with its zone. A missing member leaves *seconds as it was. */
static poise_status time_read(struct roster_reading *r, const json_t *item, const char *key,
                              int64_t *seconds)
{
    const json_t *value = json_object_get(item, key);
    const char *text = json_string_value(value);
    enum poise__time kind = value ? poise__json_time(value, seconds) : POISE__TIME_GOOD;

    if (kind == POISE__TIME_GOOD) return POISE_OK;
    poise__json_enter_key(r->reader, key);
    if (kind == POISE__TIME_NO_ZONE)
        poise__json_fail(r->reader,
                         "\"%s\" does not say its time zone; did you mean \"%.40s%sZ\" (UTC), "
                         "or another offset such as +01:00?",
                         key, text, strpbrk(text, "Tt ") ? "" : "T00:00:00");
    else
        poise__json_fail(r->reader,
                         "\"%s\" must be seconds since 1970, or a time like "
                         "\"2026-01-31T12:00:00Z\"",
                         key);
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status role_read(struct roster_reading *r, const json_t *item)
{
    static const char *const keys[] = { "role", "from", "until" };
    struct poise__holding holding = { .from = INT64_MIN, .until = INT64_MAX };
    const char *name = json_string_value(item);

    if (json_is_object(item)) {
        poise__json_check_keys(r->reader, item, keys, 3);
        poise__json_get_string(r->reader, item, "role", &name);
        time_read(r, item, "from", &holding.from);
        time_read(r, item, "until", &holding.until);
        if (r->reader->status != POISE_OK) return r->reader->status;
    }
    if (!name || !*name)
        return poise__json_fail(r->reader, "must be a role: a name, or {role, from, until}");
    if (holding.from >= holding.until)
        return poise__json_fail(r->reader, "\"from\" must be before \"until\"");
    holding.role = poise__names_find(POISE__ITEMS(const struct poise__name, r->policy->roles),
                                     r->policy->roles.count, name);
    if (holding.role == POISE__NOBODY) return POISE_OK;
    if (poise__array_push(&r->policy->holdings, &r->policy->alloc, &holding) != POISE_OK)
        return roster_no_memory(r);
    return POISE_OK;
}

static poise_status roles_read(struct roster_reading *r, const json_t *person,
                               struct poise__range *holdings)
{
    const json_t *list = NULL;

    holdings->begin = r->policy->holdings.count;
    if (poise__json_get_array(r->reader, person, "roles", &list) != POISE_OK)
        return r->reader->status;
    poise__json_enter_key(r->reader, "roles");
    for (size_t i = 0; list && i < json_array_size(list) && r->reader->status == POISE_OK; i++) {
        poise__json_enter_index(r->reader, i);
        role_read(r, json_array_get(list, i));
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    holdings->count = r->policy->holdings.count - holdings->begin;
    return r->reader->status;
}

static poise_status person_read(struct roster_reading *r, const char *id, const json_t *item)
{
    static const char *const keys[] = { "roles", "aliases", "keys" };
    struct poise__person person = { poise__arena_copy(&r->policy->strings, id, strlen(id)),
                                    { 0, 0 },
                                    json_array_size(json_object_get(item, "keys")) > 0 };

    if (!json_is_object(item)) return poise__json_fail(r->reader, "a person must be an object");
    if (poise__json_check_keys(r->reader, item, keys, 3) != POISE_OK) return r->reader->status;
    if (roles_read(r, item, &person.holdings) != POISE_OK) return r->reader->status;
    if (!person.id ||
        poise__array_push(&r->policy->persons, &r->policy->alloc, &person) != POISE_OK)
        return roster_no_memory(r);
    if (name_add(r, id, 0) != POISE_OK) return r->reader->status;
    if (strings_read(r, item, "aliases", name_add) != POISE_OK) return r->reader->status;
    return strings_read(r, item, "keys", key_add);
}

/* Two persons may share nothing that one of them could pass for the other with. */
static poise_status clash_check(struct roster_reading *r, struct poise__array *entries,
                                const char *list, const char *what)
{
    struct poise__name *names = entries->data;

    poise__names_sort(names, entries->count);
    const struct poise__name *second = poise__names_clash(names, entries->count);
    if (!second) return POISE_OK;
    const struct poise__person *persons = POISE__ITEMS(struct poise__person, r->policy->persons);
    const char *first = persons[second[-1].owner].id, *id = persons[second->owner].id;
    poise__json_enter_key(r->reader, id);
    if (second->origin) {
        poise__json_enter_key(r->reader, list);
        poise__json_enter_index(r->reader, second->origin - 1);
    }
    poise__json_fail(r->reader, "\"%.50s\" and \"%.50s\" %s", first, id, what);
    if (second->origin) {
        poise__json_leave(r->reader);
        poise__json_leave(r->reader);
    }
    poise__json_leave(r->reader);
    return r->reader->status;
}

static poise_status roster_walk(struct roster_reading *r)
{
    json_t *roster = (json_t *)r->roster;

    for (void *at = json_object_iter(roster); at; at = json_object_iter_next(roster, at)) {
        const char *id = json_object_iter_key(at);
        poise__json_enter_key(r->reader, id);
        person_read(r, id, json_object_iter_value(at));
        poise__json_leave(r->reader);
        if (r->reader->status != POISE_OK) return r->reader->status;
    }
    if (clash_check(r, &r->policy->names, "aliases", "share a name") != POISE_OK)
        return r->reader->status;
    if (clash_check(r, &r->skeletons, "aliases", "have names that look alike") != POISE_OK)
        return r->reader->status;
    return clash_check(r, &r->policy->keys, "keys", "share a key");
}

poise_status poise__roster_read(poise_policy *policy, struct poise__json_reader *reader,
                                const json_t *roster)
{
    struct roster_reading r = { .policy = policy, .reader = reader, .roster = roster };

    if (!roster) return POISE_OK;
    if (!json_is_object(roster))
        return poise__json_fail(reader, "a roster must be an object of persons");
    poise__array_init(&r.skeletons, sizeof(struct poise__name));
    poise__arena_init(&r.scratch, &policy->alloc);
    roster_walk(&r);
    poise__arena_release(&r.scratch);
    poise__array_release(&r.skeletons, &policy->alloc);
    return reader->status;
}
