/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "canned.h"

#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Types --------------------------------------------------------------------------------- */

/* Samples are as plain as their types allow: none adds a finding to a reply. */
static const struct {
    const char *word;
    const char *sample;
} kinds[] = {
    [POISE_PLACEHOLDER_NAME] = { "name", "Sam" },
    [POISE_PLACEHOLDER_NUMBER] = { "number", "2" },
    [POISE_PLACEHOLDER_DATE] = { "date", "3 May" },
    [POISE_PLACEHOLDER_AMOUNT] = { "amount", "EUR 2" },
    [POISE_PLACEHOLDER_CODE] = { "code", "A1" },
};

uint32_t types_number(const char *word)
{
    for (uint32_t i = POISE_PLACEHOLDER_NAME; i <= POISE_PLACEHOLDER_CODE; i++)
        if (strcmp(kinds[i].word, word) == 0) return i;
    return 0;
}

const char *types_word(uint32_t type)
{
    return kinds[type].word;
}

void types_add(struct types *types, const char *name, size_t len, uint32_t type)
{
    types->items = memory_grow(types->items, types->count, &types->cap, sizeof *types->items);
    types->items[types->count++] = (poise_placeholder){ .size = sizeof(poise_placeholder),
                                                        .type = type,
                                                        .name = memory_copy(name, len),
                                                        .value = kinds[type].sample };
}

static const poise_placeholder *types_find(const struct types *types, const char *name, size_t len)
{
    for (size_t i = 0; i < types->count; i++)
        if (strlen(types->items[i].name) == len && memcmp(types->items[i].name, name, len) == 0)
            return &types->items[i];
    return NULL;
}

static bool type_read(struct types *types, const char *word)
{
    const char *equals = strchr(word, '=');
    uint32_t type = equals != NULL ? types_number(equals + 1) : 0;

    if (type == 0 || equals == word) {
        fprintf(stderr,
                "poise: --placeholder is NAME=TYPE, its type one of name, number, date, amount and "
                "code: %s\n",
                word);
        return false;
    }
    if (types_find(types, word, (size_t)(equals - word)) != NULL) {
        fprintf(stderr, "poise: a placeholder that has a type already: %s\n", word);
        return false;
    }
    types_add(types, word, (size_t)(equals - word), type);
    return true;
}

bool types_read(struct types *types, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (!type_read(types, words->items[i])) return false;
    return true;
}

void types_release(struct types *types)
{
    for (size_t i = 0; i < types->count; i++) free((char *)types->items[i].name);
    free(types->items);
    *types = (struct types){ 0 };
}

/* ---- Identity ------------------------------------------------------------------------------ */

/* "#3" would pass for the third reply. */
static bool is_ordinal(const char *name)
{
    return name[0] == '#' && name[1] != '\0' && name[1 + strspn(name + 1, "0123456789")] == '\0';
}

struct named {
    const char *name; /* NULL: none that could be an identity */
    size_t index;
};

static int name_order(const void *left, const void *right)
{
    const struct named *a = left, *b = right;

    if (a->name == NULL || b->name == NULL) return (a->name != NULL) - (b->name != NULL);
    return strcmp(a->name, b->name);
}

static char *ordinal(size_t index)
{
    char text[24];

    snprintf(text, sizeof text, "#%zu", index + 1);
    return memory_copy(text, strlen(text));
}

char **canned_identities(const struct replies *replies)
{
    struct named *sorted = memory_resize(NULL, (replies->count + 1) * sizeof *sorted);
    char **identities = memory_resize(NULL, (replies->count + 1) * sizeof(char *));

    for (size_t i = 0; i < replies->count; i++) {
        const char *name = replies->items[i].name;
        sorted[i] = (struct named){ name != NULL && !is_ordinal(name) ? name : NULL, i };
    }
    qsort(sorted, replies->count, sizeof *sorted, name_order);
    for (size_t i = 0; i < replies->count; i++) {
        bool own = sorted[i].name != NULL &&
                   (i == 0 || name_order(&sorted[i - 1], &sorted[i]) != 0) &&
                   (i + 1 == replies->count || name_order(&sorted[i], &sorted[i + 1]) != 0);
        identities[sorted[i].index] = own ? memory_copy(sorted[i].name, strlen(sorted[i].name))
                                          : ordinal(sorted[i].index);
    }
    free(sorted);
    return identities;
}

void canned_identities_release(char **identities, const struct replies *replies)
{
    for (size_t i = 0; identities != NULL && i < replies->count; i++) free(identities[i]);
    free(identities);
}

/* ---- Placeholders -------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("_-.", c) != NULL);
}

/* text stands at "{{". The length of the placeholder, or 0 when it is none; its name in *name. */
static size_t placeholder_at(const char *text, size_t len, size_t *name)
{
    size_t at = 2;

    while (at < len && is_name_byte(text[at])) at++;
    *name = at - 2;
    return *name > 0 && len - at >= 2 && text[at] == '}' && text[at + 1] == '}' ? at + 2 : 0;
}

static void fault_set(struct canned *canned, const char *fault, const char *text, size_t len)
{
    canned->fault = fault;
    snprintf(canned->detail, sizeof canned->detail, "%.*s", (int)(len < 60 ? len : 60), text);
}

/* Fills used and rendered, or the fault. */
static void placeholders_take(struct canned *canned, const struct types *types)
{
    const char *text = canned->reply->text;
    size_t len = canned->reply->len, at = 0;

    buffer_add(&canned->rendered, "", 0);
    while (at < len) {
        const char *open = at + 1 < len ? memchr(text + at, '{', len - at - 1) : NULL;
        size_t end = open != NULL ? (size_t)(open - text) : len, name;
        buffer_add(&canned->rendered, text + at, end - at);
        at = end;
        if (at == len) return;
        if (text[at + 1] != '{') {
            buffer_add(&canned->rendered, text + at++, 1);
            continue;
        }
        size_t used = placeholder_at(text + at, len - at, &name);
        const poise_placeholder *type = used > 0 ? types_find(types, text + at + 2, name) : NULL;
        if (type == NULL) {
            fault_set(canned,
                      used > 0 ? "has a placeholder without a type"
                               : "has {{ that opens no placeholder like {{order.number}}",
                      text + at,
                      used > 0        ? used
                      : len - at < 20 ? len - at
                                      : 20);
            return;
        }
        if (types_find(&canned->used, type->name, name) == NULL)
            types_add(&canned->used, type->name, name, type->type);
        buffer_add(&canned->rendered, type->value, strlen(type->value));
        at += used;
    }
}

/* ---- Replies ------------------------------------------------------------------------------- */

static const char *text_of(const struct reply *reply)
{
    return reply->text != NULL ? reply->text : "";
}

bool canned_make(struct canned *canned, const struct reply *reply, const char *identity,
                 const struct types *types)
{
    poise_draft draft;
    poise_status status;

    *canned = (struct canned){ .reply = reply,
                               .identity = identity,
                               .attachments = judge_attachments(reply) };
    placeholders_take(canned, types);
    if (canned->fault != NULL) return true;
    canned->template_ = (poise_template){ .size = sizeof(poise_template),
                                          .placeholder_count = (uint32_t)canned->used.count,
                                          .id = identity,
                                          .text = text_of(reply),
                                          .text_len = reply->len,
                                          .placeholders = canned->used.items };
    draft = canned_draft(canned);
    status = poise_template_digest(&draft, canned->digest);
    if (status == POISE_OK) return true;
    fprintf(stderr, "poise: %s: %s\n", identity, poise_status_name(status));
    return false;
}

poise_draft canned_draft(const struct canned *canned)
{
    poise_draft draft = { .size = sizeof draft,
                          .id = canned->identity,
                          .attachments = canned->attachments,
                          .attachment_count = (uint32_t)canned->reply->attached_count };

    draft.text = text_of(canned->reply);
    draft.text_len = canned->reply->len;
    if (canned->fault != NULL) return draft;
    draft.text = canned->rendered.data;
    draft.text_len = canned->rendered.len;
    draft.template_ = &canned->template_;
    return draft;
}

void canned_release(struct canned *canned)
{
    types_release(&canned->used);
    buffer_release(&canned->rendered);
    free(canned->attachments);
    *canned = (struct canned){ 0 };
}
