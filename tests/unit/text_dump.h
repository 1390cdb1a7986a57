/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* text_dump.h: a text read and spelt out, so that a test is one line. */
#ifndef POISE_TESTS_TEXT_DUMP_H
#define POISE_TESTS_TEXT_DUMP_H

#include "unit.h"

#include <stdio.h>

#include "text/text.h"

static struct poise__text text;
static char dump[4096];

static inline void read_slice(const char *data, size_t len)
{
    poise_alloc alloc;

    if (text.alloc.release) poise__text_release(&text);
    assert_true(poise__alloc_init(&alloc, NULL));
    poise__text_init(&text, &alloc);
    assert_int_equal(poise__text_read(&text, (struct poise__slice){ data, len }), POISE_OK);
}

/* The words of the view with a bar between tokens and a slash after each sentence. */
static inline const char *tokens_of(const char *original)
{
    size_t at = 0;

    read_slice(original, strlen(original));
    const struct poise__token *tokens = text.tokens.data;
    const struct poise__sentence *sentences = text.sentences.data;
    dump[0] = '\0';
    for (uint32_t s = 0; s < text.sentences.count; s++)
        for (uint32_t i = sentences[s].first; i < sentences[s].last; i++)
            at += (size_t)snprintf(dump + at, sizeof dump - at, "%.*s%s",
                                   (int)(tokens[i].end - tokens[i].begin),
                                   (char *)text.view.data + tokens[i].begin,
                                   i + 1 < sentences[s].last      ? "|"
                                   : s + 1 < text.sentences.count ? " / "
                                                                  : "");
    return dump;
}

/* The regions' bytes, each after the first letter of its kind. */
static inline const char *regions_of(const char *original)
{
    size_t at = 0;

    read_slice(original, strlen(original));
    const struct poise__region *r = text.regions.data;
    dump[0] = '\0';
    for (uint32_t i = 0; i < text.regions.count; i++)
        at += (size_t)snprintf(dump + at, sizeof dump - at, "%s%c:%.*s", i ? "|" : "",
                               "qcumpta"[r[i].kind], (int)(r[i].where.end - r[i].where.begin),
                               original + r[i].where.begin);
    return dump;
}

#endif
