/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* field.h: what the names of members and columns say of their values. Case does not count. */
#ifndef LINT_FIELD_H
#define LINT_FIELD_H

#include <stdbool.h>
#include <stddef.h>

struct words;

/* How much a name says that its value is a reply. */
enum field_text {
    FIELD_NONE,
    FIELD_REMARK, /* "description": a reply only where there is no better one */
    FIELD_REPLY
};

/* names: those of --field, or none; then no other name says anything. */
enum field_text field_text(const struct words *names, const char *key, size_t len);

/* Higher is better, 0: no title. */
int field_title_rank(const char *key, size_t len);

/* "replies": what stands below it is several of them. */
bool field_is_plural(const char *key, size_t len);

/* "html", "plain": under the name of a reply, one of its forms. */
bool field_is_form(const char *key, size_t len);

/* "fr", "fr-CA", "pt_BR". */
bool field_is_language(const char *key, size_t len);

/* word is in lower case. */
bool field_is(const char *key, size_t len, const char *word);

/* Whether a name of --field is a JSON pointer, and whether one of them leads to path, which is a
 * pointer of so many steps. "*" stands for any one step. */
bool field_is_pointer(const char *name);
bool field_points(const struct words *names, const char *path, size_t len, size_t steps);

#endif
