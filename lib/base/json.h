/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * json.h: documents that people write, read strictly. jansson parses them; this file adds what
 * people need when they got something wrong: the place of a value that has the wrong type, and the
 * key that was probably meant by an unknown one.
 */
#ifndef POISE_BASE_JSON_H
#define POISE_BASE_JSON_H

#include "base/records.h"

#include <jansson.h>

enum { POISE__JSON_DEPTH = 24 };

/* A step from a value to one inside it: by key, or by index when key is NULL. */
struct poise__json_step {
    const char *key;
    size_t index;
};

/*
 * A document being read, and where in it the reader stands. The first failure is kept; later ones
 * change nothing.
 */
struct poise__json_reader {
    struct poise__slice text;
    poise_status failure; /* what to return for anything wrong in the document */
    uint32_t input;       /* for poise_error.input */
    poise_error *error;   /* may be NULL */
    poise_status status;
    uint32_t depth;
    struct poise__json_step path[POISE__JSON_DEPTH];
};

void poise__json_reader_init(struct poise__json_reader *reader, struct poise__slice text,
                             poise_status failure, poise_error *error);

/* Parse: duplicate keys and trailing text are failures. NULL after a failure; else to be decref'd. */
json_t *poise__json_parse(struct poise__json_reader *reader);

/* Step into a member or an element, and back out. */
void poise__json_enter_key(struct poise__json_reader *reader, const char *key);
void poise__json_enter_index(struct poise__json_reader *reader, size_t index);
void poise__json_leave(struct poise__json_reader *reader);

/* Record a failure at the value where the reader stands. Returns the status to pass on. */
poise_status poise__json_fail(struct poise__json_reader *reader, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/*
 * Where a byte of a text is: offset, line and column of the error, counted as poise_locate does. The
 * text is UTF-8 up to the offset or wrong right there.
 */
void poise__error_place(poise_error *error, struct poise__slice text, size_t offset);

/* POISE_E_NOMEM, and so recorded. */
poise_status poise__json_no_memory(struct poise__json_reader *reader);

/* Fail on the first key of object that is not among known, with the one probably meant. */
poise_status poise__json_check_keys(struct poise__json_reader *reader, const json_t *object,
                                    const char *const *known, size_t known_count);

/*
 * Members of the object where the reader stands. A missing member leaves *out as it was; a member
 * of another type is a failure at its place.
 */
poise_status poise__json_get_text(struct poise__json_reader *reader, const json_t *object,
                                  const char *key, struct poise__slice *out);
/* Terminated: a zero byte inside is a failure too. Borrowed from the document. */
poise_status poise__json_get_string(struct poise__json_reader *reader, const json_t *object,
                                    const char *key, const char **out);
poise_status poise__json_get_int(struct poise__json_reader *reader, const json_t *object,
                                 const char *key, int64_t *out);
poise_status poise__json_get_bool(struct poise__json_reader *reader, const json_t *object,
                                  const char *key, bool *out);
/* An array or object member; NULL in *out when missing. Borrowed. */
poise_status poise__json_get_array(struct poise__json_reader *reader, const json_t *object,
                                   const char *key, const json_t **out);
poise_status poise__json_get_object(struct poise__json_reader *reader, const json_t *object,
                                    const char *key, const json_t **out);

/* The known word nearest to a misspelt one, or NULL when none is near (two edits at most). */
const char *poise__nearest(const char *word, const char *const *known, size_t known_count);

#endif
