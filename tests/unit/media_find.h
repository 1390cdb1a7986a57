/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* media_find.h: what the tests of lib/media share: find in a literal, look at the first result. */
#ifndef POISE_TESTS_MEDIA_FIND_H
#define POISE_TESTS_MEDIA_FIND_H

#include "unit.h"

#include "media/media.h"

struct finder {
    poise_alloc alloc;
    struct poise__text text;
    struct poise__media_set set;
    struct poise__media_input input;
};

static inline void finder_init(struct finder *finder)
{
    *finder = (struct finder){ 0 };
    poise__alloc_init(&finder->alloc, NULL);
    poise__text_init(&finder->text, &finder->alloc);
    poise__media_init(&finder->set, &finder->alloc);
    finder->input.text = &finder->text;
}

static inline void finder_release(struct finder *finder)
{
    poise__media_release(&finder->set);
    poise__text_release(&finder->text);
}

static inline void find_in(struct finder *finder, const char *text)
{
    struct poise__slice origin = { text, strlen(text) };

    assert_int_equal(poise__text_read(&finder->text, origin), POISE_OK);
    assert_int_equal(poise__media_find(&finder->set, &finder->input), POISE_OK);
}

static inline const struct poise__media *media_at(const struct finder *finder, uint32_t i)
{
    assert_true(i < finder->set.media.count);
    return &((const struct poise__media *)finder->set.media.data)[i];
}

static inline const struct poise__contact *contact_at(const struct finder *finder, uint32_t i)
{
    assert_true(i < finder->set.contacts.count);
    return &((const struct poise__contact *)finder->set.contacts.data)[i];
}

/* The bytes of the text that a span covers are these. */
static inline void assert_covers(const struct finder *finder, poise_span where, const char *want)
{
    assert_int_equal(where.end - where.begin, strlen(want));
    assert_memory_equal(finder->text.origin.data + where.begin, want, strlen(want));
}

#endif
