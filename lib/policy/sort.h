/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * sort.h: names in order: a table of a hundred thousand people must not be searched from end to end.
 */
#ifndef POISE_POLICY_SORT_H
#define POISE_POLICY_SORT_H

#include <stddef.h>
#include <stdint.h>

/* A name and what it stands for. origin tells entries of one owner apart, for messages. */
struct poise__name {
    const char *text;
    uint32_t owner;
    uint32_t origin;
};

#define POISE__NOBODY UINT32_MAX

/* By text, then owner, then origin. In place, n log n at worst. */
void poise__names_sort(struct poise__name *names, uint32_t count);

/* The owner of the first entry with this text in sorted names, or POISE__NOBODY. */
uint32_t poise__names_find(const struct poise__name *names, uint32_t count, const char *text);

/* The first entry that has the text of the one before it and another owner, or NULL. */
const struct poise__name *poise__names_clash(const struct poise__name *names, uint32_t count);

#endif
