/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* charref.h: the character references of HTML: &eacute; &#233; &#xE9; */
#ifndef LINT_CHARREF_H
#define LINT_CHARREF_H

#include <stddef.h>

/* text stands at an ampersand. The code point that the reference means, and *used is its length
 * with the semicolon; -1 when there is none or its name is not known here. */
long charref_read(const char *text, size_t len, size_t *used);

#endif
