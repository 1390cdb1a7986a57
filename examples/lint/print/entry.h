/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * entry.h: all that fails or is worth a line, one by one, for formats that are lists of such lines:
 * findings, replies that the policy denies, and what could not be read.
 */
#ifndef LINT_ENTRY_H
#define LINT_ENTRY_H

#include "print.h"

/* What stands for a rule where there is none. */
#define ENTRY_DENIED "policy"
#define ENTRY_UNREAD "input"

struct entry {
    const char *path;   /* without "./" in front */
    const char *reply;  /* its name; NULL: it has none, or this is about no reply */
    const char *code;   /* a rule, ENTRY_DENIED or ENTRY_UNREAD */
    uint32_t severity;  /* POISE_SEVERITY_* */
    const char *words;  /* what is wrong, and what to do */
    struct place begin; /* line 0: the file as a whole */
    struct place end;
    const struct finding *finding; /* NULL: the policy denies it, or it could not be read */
};

/* Those of a reply, and of a file as a whole, go to the printer's entry one by one. */
void entries_of_reply(struct printer *printer, const struct checked *checked);
void entries_of_file(struct printer *printer, const struct source *source,
                     const struct findings *findings);

bool entry_is_unread(const struct entry *entry);

/* Without "./" in front: what hosts of repositories call the file. */
const char *entry_path(const struct source *source);

#endif
