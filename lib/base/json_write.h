/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * json_write.h: lines of JSON for programs. Documents are built with jansson; a builder that ran out
 * of memory is NULL, every function here takes NULL for what it is, and the end of the line says so.
 */
#ifndef POISE_BASE_JSON_WRITE_H
#define POISE_BASE_JSON_WRITE_H

#include "base/memory.h"
#include "base/records.h"

#include <jansson.h>

/* The object with one more member, both taken over; NULL when either is or memory is out. */
json_t *poise__json_set(json_t *object, const char *key, json_t *value);

/* The items of an array, each as item_json makes it. */
json_t *poise__json_list(const struct poise__array *items, json_t *(*item_json)(const void *));

/* An item that is a const char *, for poise__json_list. */
json_t *poise__json_string_item(const void *item);

/* A string, or null for NULL. */
json_t *poise__json_optional(const char *text);

/* "lead, legal" as ["lead", "legal"]. */
json_t *poise__json_words(const char *text);

/* {"rule":…,"have":…,"want":…,"possible":…,"roles":[…]}, and "escalate" where it is escalated. */
json_t *poise__json_need(const struct poise__need *need);

/*
 * The object with "ticket": {"digest":…,"policy":…,"people":…,"issued":…,"expires":…,"records":[…]}, and with
 * "review", the rules that an override lifted, where one did.
 */
json_t *poise__json_ticket(json_t *object, const poise_ticket *ticket);

/* {"status":…,"offset":…,"line":…,"column":…,"message":…} */
json_t *poise__json_error(const poise_error *error);

/*
 * A document as text, not terminated; NULL when memory is out. json_dumps leaves out what it has no
 * memory for, and says nothing of it.
 */
char *poise__json_text(const json_t *document, size_t flags, size_t *len);

/* Free such a text: the host may have given jansson an allocator of its own. */
void poise__json_free_text(char *text);

/*
 * Write a document as one line and give it up. When memory is too short for it, instead is written,
 * which is a whole line.
 * Errors: POISE_E_NOMEM, POISE_E_WRITE.
 */
poise_status poise__json_line(json_t *document, const char *instead, poise_write_fn write,
                              void *ctx);

/* What an error line says when there is no memory to say more. */
#define POISE__JSON_NO_MEMORY                                                                      \
    "\"error\":{\"status\":\"POISE_E_NOMEM\",\"offset\":0,\"line\":0,\"column\":0,"                \
    "\"message\":\"out of memory\"}}\n"

#endif
