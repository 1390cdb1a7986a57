/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * placeholders.h: placeholders in the spellings that helpdesks and programs have, and those of one
 * file side by side: one that is spelt like none of the others is filled in by nobody.
 */
#ifndef LINT_PLACEHOLDERS_H
#define LINT_PLACEHOLDERS_H

#include "finding.h"
#include "reply.h"
#include "rule.h"

#include <stdbool.h>
#include <stddef.h>

enum spelling {
    SPELLING_BRACES,        /* {{x}} {{{x}}} {{ x | fallback }} */
    SPELLING_BRACE,         /* {x} */
    SPELLING_HASH_BRACE,    /* #{x} */
    SPELLING_DOLLAR_BRACE,  /* ${x} */
    SPELLING_PERCENT_BRACE, /* %{x} */
    SPELLING_TAG,           /* {%x%} */
    SPELLING_PERCENT,       /* %x% */
    SPELLING_PRINTF,        /* %(x)s, and %s %1 %1$s without a name */
    SPELLING_DOLLAR,        /* $x */
    SPELLING_BRACKETS,      /* [[x]] */
    SPELLING_BRACKET,       /* [NAME] */
    SPELLING_ANGLE,         /* <x> */
    SPELLING_COLON          /* :x */
};

/* Bytes of a text. */
struct placeholder {
    size_t begin;
    size_t end;
    size_t name_begin;
    size_t name_end; /* the same: it has no name, such as %1, {{/if}} */
    enum spelling spelling;
    bool is_broken; /* a brace is missing */
};

/* The placeholder that opens at a byte, as the library sees it. Looks at a bounded number of bytes.
 * Single brackets are none here: what they hold decides, see passage.h. */
bool placeholder_at(const char *text, size_t len, size_t at, struct placeholder *found);

/* A name of a file, and how often it stands there. */
struct name;

/* A file with more different names than fit is no file of replies; the first ones are compared. */
enum { NAMES_MAX = 2048, NAME_PLACES = 8 };

struct names {
    struct name *items; /* by spelling, then by bytes */
    size_t count;
    size_t cap;
};

void names_add(struct names *names, const struct reply *reply, const struct placeholder *found);

/* Add a finding for each name that looks like a much more frequent one, at its first NAME_PLACES
 * places. */
void names_compare(const struct names *names, struct source *source, const poise_rule *rule,
                   uint32_t language, struct findings *findings);

void names_release(struct names *names);

#endif
