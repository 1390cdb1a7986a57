/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/template.h"

#include "base/ascii.h"
#include "policy/value.h"

#include <string.h>

/* ---- Placeholders in a text ---------------------------------------------------------------- */

/* The next "{{" at or behind `from`; the end of the text when there is none. */
static size_t opening_find(struct poise__slice text, size_t from)
{
    for (; from + 1 < text.len; from++)
        if (text.data[from] == '{' && text.data[from + 1] == '{') return from;
    return text.len;
}

static bool is_name_byte(unsigned char c)
{
    return poise__is_letter(c) || poise__is_digit(c) || c == '_' || c == '-' || c == '.';
}

/*
 * The placeholder that opens at `from`: its index among the declared ones and where it ends.
 * -1 when it is none of them.
 */
static int placeholder_at(const poise_template *t, struct poise__slice text, size_t from,
                          size_t *end)
{
    size_t begin = from + 2, stop = begin;

    while (stop < text.len && is_name_byte((unsigned char)text.data[stop])) stop++;
    if (text.len - stop < 2 || text.data[stop] != '}' || text.data[stop + 1] != '}') return -1;
    *end = stop + 2;
    /* A name is looked at no further than what stands here is long, or long names would cost a lot. */
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        const char *name = t->placeholders[i].name;
        if (strncmp(name, text.data + begin, stop - begin) == 0 && !name[stop - begin])
            return (int)i;
    }
    return -1;
}

static bool placeholder_is_sound(const poise_placeholder *placeholder)
{
    const char *name = placeholder->name;
    size_t len = name ? strlen(name) : 0;

    for (size_t i = 0; i < len; i++)
        if (!is_name_byte((unsigned char)name[i])) return false;
    return len > 0 && placeholder->type >= POISE_PLACEHOLDER_NAME &&
           placeholder->type <= POISE_PLACEHOLDER_CODE;
}

static const char *declarations_fault(const poise_template *t)
{
    if (t->placeholder_count > POISE__PLACEHOLDERS_MAX) return "has more than 64 placeholders";
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        if (!placeholder_is_sound(&t->placeholders[i]))
            return "has a placeholder without a type, or with a name that is not letters, digits "
                   "and _ - .";
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(t->placeholders[i].name, t->placeholders[k].name) == 0)
                return "declares a placeholder twice";
    }
    return NULL;
}

const char *poise__template_fault(const poise_template *t)
{
    struct poise__slice text = { t->text, (size_t)t->text_len };
    bool seen[POISE__PLACEHOLDERS_MAX] = { false };
    const char *fault = declarations_fault(t);
    size_t end;

    if (fault) return fault;
    for (size_t at = opening_find(text, 0); at < text.len; at = opening_find(text, end)) {
        int index = placeholder_at(t, text, at, &end);
        if (index < 0) return "has {{ that opens no declared placeholder";
        seen[index] = true;
    }
    for (uint32_t i = 0; i < t->placeholder_count; i++)
        if (!seen[i]) return "declares a placeholder that its text does not have";
    return NULL;
}

/* ---- A text as the template rendered ------------------------------------------------------- */

/* len may be 0. */
static bool take(struct poise__slice text, size_t *at, const char *bytes, size_t len)
{
    if (text.len - *at < len || (len && memcmp(text.data + *at, bytes, len) != 0)) return false;
    *at += len;
    return true;
}

static const char *values_fault(const poise_template *t)
{
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        const char *value = t->placeholders[i].value;
        if (!value || !poise__value_fits(t->placeholders[i].type, value))
            return "has a value that is missing or not of its placeholder's type";
    }
    return NULL;
}

poise_status poise__template_match(const poise_template *t, struct poise__slice text,
                                   struct poise__array *values, const poise_alloc *alloc,
                                   const char **fault)
{
    struct poise__slice form = { t->text, (size_t)t->text_len };
    size_t at = 0, end = 0;

    values->count = 0;
    *fault = values_fault(t);
    bool same = !*fault;
    while (same && end < form.len) {
        size_t open = opening_find(form, end);
        same = take(text, &at, form.data + end, open - end);
        if (!same || open == form.len) break;
        const char *value = t->placeholders[placeholder_at(t, form, open, &end)].value;
        poise_span where = { (uint32_t)at, (uint32_t)(at + strlen(value)) };
        same = take(text, &at, value, strlen(value));
        if (poise__array_push(values, alloc, &where) != POISE_OK) return POISE_E_NOMEM;
    }
    if (!*fault && (!same || at < text.len))
        *fault = "is not the text of this reply with its values in place";
    return POISE_OK;
}
