/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * baseline.h: findings that were there before somebody began to look, kept in a file: they are known
 * and do not fail, but new ones do, and so do entries whose finding is gone.
 *
 * The file is JSON, one entry a line, sorted, so that its changes can be read:
 *
 *     {"version":1,"findings":[
 *     {"path":"replies/a.md","rule":"insulting.name_calling","reply":"Late parcel","fingerprint":"…","count":1,"words":"…"}
 *     ]}
 *
 * A path counts from the folder of the baseline. reply and words are for people; a finding is known
 * by its path, rule and fingerprint, count times.
 */
#ifndef LINT_BASELINE_H
#define LINT_BASELINE_H

#include "finding.h"
#include "options.h"
#include "source.h"

/* What --write-baseline writes when no file is named. Folders are walked without it. */
#define BASELINE_NAME "poise-baseline.json"

/* All owned. */
struct entry {
    char *path;
    char *rule;
    char *reply; /* NULL: it has no name */
    char *fingerprint;
    char *words;
    size_t count;
    size_t matched;      /* so often it was found in the file that was linted pass-th */
    size_t pass;         /* 0: it was not found */
    struct extent where; /* in the baseline; empty: it is not there yet */
};

struct entries {
    struct entry *items;
    size_t count;
    size_t cap;
};

/* A file that was linted; its path is NULL when no baseline can list it. */
struct linted {
    char *path;
    bool is_whole; /* all of it was read */
};

/* All 0 when there is none. */
struct baseline {
    const struct options *options;
    struct source source;
    char *folder; /* real, without a slash at the end; NULL: there is no baseline */
    struct entries entries;
    struct linted *files;
    size_t file_count;
    size_t file_cap;
};

/* -1: go on; otherwise the exit status, and what is wrong with the baseline was said. */
int baseline_begin(struct baseline *baseline, const struct options *options);

/* The findings that follow are of this file. */
void baseline_file_begin(struct baseline *baseline, const struct source *source);

/* Mark what is known. With --write-baseline that is all that will be listed: what is open and could
 * fail a run, but nothing that is about this program's own words in files. */
void baseline_apply(struct baseline *baseline, const struct source *source, const char *reply,
                    struct findings *findings);
void baseline_file_end(struct baseline *baseline, bool is_whole);

/* What the baseline lists and is gone becomes findings in its source, or is taken out of it and the
 * baseline written. Entries of files that were not linted, or not in full, are left alone, unless
 * the file no longer exists. -1: go on; otherwise the exit status. */
int baseline_finish(struct baseline *baseline, struct findings *stale);

void baseline_release(struct baseline *baseline);

/* The entries of a baseline that was loaded, sorted. False when it is none, which was then said. */
bool entries_read(struct entries *entries, struct source *source);

/* -1 when it was written in full; until then the old one stays. */
int entries_write(const struct entries *entries, struct source *source);

/* By path, rule and fingerprint. */
int entry_order(const struct entry *left, const struct entry *right);
struct entry *entries_add(struct entries *entries, struct entry entry);
void entry_release(struct entry *entry);

#endif
