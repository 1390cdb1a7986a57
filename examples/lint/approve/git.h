/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * git.h: who wrote a part of a file, by what was committed. git is asked about commits alone and never
 * about the folder, so that nothing which a repository configures is run: no filter, hook, file system
 * monitor, text conversion or pager. Mail maps, replaced objects and ignored revisions do not count:
 * with them one commit could change who wrote another.
 *
 * An author is what a commit says. Who may push what is for the host of the repository to guard.
 */
#ifndef LINT_GIT_H
#define LINT_GIT_H

#include "source.h"

struct git_commit {
    char *id;
    char *email; /* NULL until it was asked for */
    long long time;
};

struct git_file {
    struct git_commit *commits;
    size_t commit_count;
    size_t commit_cap;
    size_t *lines; /* index of the commit of each line */
    size_t line_count;
    size_t *starts; /* where each line begins */
    size_t line_cap;
    const char *fault; /* why nobody is known to have written it; NULL: they are */
};

struct git_authors {
    const char *author; /* NULL: not known */
    const char **editors;
    size_t editor_count;
    size_t editor_cap;
};

/* Who wrote each line of the file as it was loaded. False when git cannot be asked at all, which was
 * then said. */
bool git_blame(struct git_file *file, const struct source *source);

/* Of bytes begin to end: who wrote what was changed last, and all others. Emails are borrowed. */
void git_authors(const struct git_file *file, size_t begin, size_t end,
                 struct git_authors *authors);

void git_authors_release(struct git_authors *authors);
void git_release(struct git_file *file);

#endif
