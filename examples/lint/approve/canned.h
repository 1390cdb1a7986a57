/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * canned.h: canned replies as the library knows them: templates with an identity in their file and
 * typed placeholders. What is approved in a repository holds at the desk, whatever is filled in.
 */
#ifndef LINT_CANNED_H
#define LINT_CANNED_H

#include "memory.h"
#include "options.h"
#include "reply.h"
#include "source.h"

#include <poise/poise.h>

/* Placeholders with their types; the names are owned, values are samples. */
struct types {
    poise_placeholder *items;
    size_t count;
    size_t cap;
};

/* POISE_PLACEHOLDER_*, or 0. */
uint32_t types_number(const char *word);
const char *types_word(uint32_t type);

void types_add(struct types *types, const char *name, size_t len, uint32_t type);

/* Words like "name=type". False when one is not, which was then said. */
bool types_read(struct types *types, const struct words *words);
void types_release(struct types *types);

/* What each reply is called in records: its name, or "#3" if it has none of its own in the file. */
char **canned_identities(const struct replies *replies);
void canned_identities_release(char **identities, const struct replies *replies);

/* A reply with the types that it uses. Everything is borrowed but the rendered text, the list of
 * attachments and used. */
struct canned {
    const struct reply *reply;
    const char *identity;
    struct types used;
    struct buffer rendered; /* with sample values */
    const char *fault;      /* why it cannot be approved as a template; NULL: it can */
    char detail[96];        /* the placeholder that the fault is about */
    poise_template template_;
    poise_attachment *attachments; /* of the reply */
    char digest[65];               /* empty when there is a fault */
};

/* False when the library failed, which was then said. */
bool canned_make(struct canned *canned, const struct reply *reply, const char *identity,
                 const struct types *types);

/* A draft that is to be judged: the reply with sample values if it is a template, else as it is. */
poise_draft canned_draft(const struct canned *canned);

void canned_release(struct canned *canned);

#endif
