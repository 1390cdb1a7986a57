/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* file_judge.h: make a file, judge it, expect flags: what the tests of dangerous files share. */
#ifndef POISE_TESTS_FILE_JUDGE_H
#define POISE_TESTS_FILE_JUDGE_H

#include "file_maker.h"
#include "media_find.h"

#define EACH(item, table) for (size_t item = 0; item < sizeof(table) / sizeof(table)[0]; item++)

static struct finder finder;
static struct file file; /* to be judged; empty after */
static size_t made;      /* dangerous files so far */

static inline const struct poise__media *judge_bytes(const char *name, const void *bytes,
                                                     size_t len)
{
    /* A block of just that size, so that a sanitizer sees one byte too far. */
    char *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    poise_attachment attachment = {
        .size = sizeof attachment, .name = name, .data = copy, .data_len = len
    };
    finder.input.attachments = &attachment;
    finder.input.attachment_count = 1;
    find_in(&finder, "");
    finder.input.attachment_count = 0;
    free(copy);
    return media_at(&finder, 0);
}

static inline const struct poise__media *judge(const char *name)
{
    const struct poise__media *media = judge_bytes(name, file.data, file.len);

    file.len = 0;
    return media;
}

/* The file cut short at every length and hurt in every byte; of a long one each seventh. */
static inline void judge_hurt(void)
{
    size_t step = file.len > 600 ? 7 : 1;

    for (size_t cut = 1; cut <= file.len; cut += step) {
        judge_bytes(NULL, file.data, cut);
        file.data[cut - 1] ^= (char)0xFF;
        judge_bytes(NULL, file.data, file.len);
        file.data[cut - 1] ^= (char)0xFF;
    }
    file.len = 0;
}

static inline uint32_t flags_of_file(void)
{
    return judge(NULL)->flags;
}

/* These flags at least; none at all where none is wanted. */
static inline void expect(const char *name, const char *what, uint32_t want)
{
    uint32_t flags = judge(name)->flags;

    if (want) made++;
    if (want ? (flags & want) != want : flags != 0)
        fail_msg("%s, %s: flags %x, not %x", name, what, flags, want);
}

#endif
