/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* request.h: a conversation in JSON, on its way into poise_thread_input. */
#ifndef POISE_THREAD_REQUEST_H
#define POISE_THREAD_REQUEST_H

#include "policy/asking.h"
#include "thread/thread.h"

struct poise__thread_request {
    struct poise__asking *asking;
    poise_thread_input input; /* lives in the document and the arena of asking */
};

/* Read a parsed request. Returns the reader's status. */
poise_status poise__thread_request_read(struct poise__thread_request *r, const json_t *request);

/* Record a fault of the input at its place in the request. */
void poise__thread_request_fault(struct poise__thread_request *r,
                                 const struct poise__thread_fault *fault);

/* One message, where the reader stands: message.c. */
void poise__message_read(struct poise__asking *a, const json_t *item, poise_message *message);

/* ---- Members of the object where the reader stands ------------------------------------------ */

/* A missing member leaves *out as it was, unless it must be there. */
void poise__member_time(struct poise__asking *a, const json_t *object, const char *key,
                        bool required, int64_t *out);
void poise__member_string(struct poise__asking *a, const json_t *object, const char *key,
                          const char **out);
bool poise__member_number(struct poise__asking *a, const json_t *object, const char *key,
                          uint32_t most, uint32_t *out);

/* One of some words; *out is its number, counted from first. */
struct poise__member_words {
    const char *const *words;
    uint32_t count;
    uint32_t first;
};
void poise__member_word(struct poise__asking *a, const json_t *object, const char *key,
                        const struct poise__member_words *words, uint32_t *out);

/* Read one element of an array, which is an object. item: of `size` bytes, zeroed. */
typedef void poise__item_fn(struct poise__asking *a, const json_t *object, void *item);

/* The objects of an array member, read one by one; NULL when it is missing, and after a failure. */
void *poise__member_items(struct poise__asking *a, const json_t *object, const char *key,
                          size_t size, poise__item_fn *read, uint32_t *count);

#endif
