/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "field.h"

#include "ascii.h"
#include "options.h"

#include <string.h>

bool field_is(const char *key, size_t len, const char *word)
{
    size_t i = 0;

    while (i < len && word[i] != '\0' && ascii_lower(key[i]) == word[i]) i++;
    return i == len && word[i] == '\0';
}

static bool is_mark(char byte)
{
    return byte == '_' || byte == '-' || byte == '.';
}

bool field_is_language(const char *key, size_t len)
{
    if (len != 2 && len != 5) return false;
    if (!ascii_is_letter(key[0]) || !ascii_is_letter(key[1])) return false;
    return len == 2 ||
           ((key[2] == '-' || key[2] == '_') && ascii_is_letter(key[3]) && ascii_is_letter(key[4]));
}

static bool is_one_of(const char *key, size_t len, const char *const *words)
{
    for (; *words != NULL; words++)
        if (field_is(key, len, *words)) return true;
    return false;
}

bool field_is_plural(const char *key, size_t len)
{
    static const char *const words[] = { "replies", "responses", "messages", "answers",
                                         "macros",  "réponses",  "reponses", NULL };

    return is_one_of(key, len, words);
}

static enum field_text stem_text(const char *key, size_t len)
{
    static const char *const replies[] = { "content",  "body",    "text",    "message", "reply",
                                           "response", "answer",  "macro",   "contenu", "corps",
                                           "texte",    "réponse", "reponse", "html",    NULL };
    static const char *const remarks[] = { "description", "comment", NULL };

    if (is_one_of(key, len, replies) || field_is_plural(key, len)) return FIELD_REPLY;
    return is_one_of(key, len, remarks) ? FIELD_REMARK : FIELD_NONE;
}

static const char *const forms[] = { "html", "text", "plain", "markdown", "chat", "value", NULL };

bool field_is_form(const char *key, size_t len)
{
    return is_one_of(key, len, forms);
}

/* "content_html", "HtmlBody" and "chatText" are the same reply as it is sent in several forms. */
static enum field_text form_text(const char *key, size_t len)
{
    enum field_text text = FIELD_NONE;

    for (size_t i = 0; text == FIELD_NONE && forms[i] != NULL; i++) {
        size_t form = strlen(forms[i]), rest = len - form;
        if (form >= len) continue;
        if (field_is(key + rest, form, forms[i]))
            text = stem_text(key, rest - (rest > 1 && is_mark(key[rest - 1])));
        if (text == FIELD_NONE && field_is(key, form, forms[i]))
            text = stem_text(key + form + is_mark(key[form]), rest - is_mark(key[form]));
    }
    return text;
}

static bool is_named(const struct words *names, const char *key, size_t len)
{
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->items[i];
        size_t at = 0;
        while (at < len && name[at] != '\0' && ascii_lower(key[at]) == ascii_lower(name[at])) at++;
        if (at == len && name[at] == '\0') return true;
    }
    return false;
}

enum field_text field_text(const struct words *names, const char *key, size_t len)
{
    enum field_text text;

    if (names->count > 0) return is_named(names, key, len) ? FIELD_REPLY : FIELD_NONE;
    if (len > 3 && is_mark(key[len - 3]) && field_is_language(key + len - 2, 2)) len -= 3;
    text = stem_text(key, len);
    return text != FIELD_NONE ? text : form_text(key, len);
}

int field_title_rank(const char *key, size_t len)
{
    static const char *const words[] = { "id",    "key",   "slug", "short_code", "subject", "sujet",
                                         "topic", "titre", "nom",  "title",      "name" };

    for (size_t i = sizeof words / sizeof *words; i > 0; i--)
        if (field_is(key, len, words[i - 1])) return (int)i;
    return 0;
}

bool field_is_pointer(const char *name)
{
    return name[0] == '/';
}

/* Both start with a slash, or are at their end. */
static bool points(const char *name, const char *path, size_t len)
{
    size_t at = 0;

    while (at < len && *name == '/') {
        size_t step = 1, name_step = 1 + strcspn(name + 1, "/");

        while (at + step < len && path[at + step] != '/') step++;
        if (!(name_step == 2 && name[1] == '*') &&
            !(name_step == step && memcmp(name, path + at, step) == 0))
            return false;
        name += name_step;
        at += step;
    }
    return at == len && *name == '\0';
}

/* Counting first keeps long paths out of the comparison. */
static size_t steps_of(const char *name)
{
    size_t steps = 0;

    for (; *name != '\0'; name++) steps += *name == '/';
    return steps;
}

bool field_points(const struct words *names, const char *path, size_t len, size_t steps)
{
    for (size_t i = 0; i < names->count; i++)
        if (field_is_pointer(names->items[i]) && steps_of(names->items[i]) == steps &&
            points(names->items[i], path, len))
            return true;
    return false;
}
