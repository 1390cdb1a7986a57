/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* escape.h: percent-escapes. Everything here is linear and writes no more than it reads, escaping
 * excepted. */
#ifndef POISE_MEDIA_ESCAPE_H
#define POISE_MEDIA_ESCAPE_H

#include "base/records.h"

/* Undo escapes until none is left, those that appear by undoing one too, and leave out tabs and line
 * ends. out has room for part.len. Returns the length. */
size_t poise__unescape_all(struct poise__slice part, char *out);

/* All but tabs and line ends, which a browser leaves out. out has room for part.len and may be
 * part.data. Returns the length. */
size_t poise__leave_out_breaks(struct poise__slice part, char *out);

/* Undo each escape once. out has room for part.len and may be part.data. Returns the length. */
size_t poise__unescape_once(struct poise__slice part, char *out);

/* Room that the bytes need once unescaped and escaped again. */
size_t poise__escape_room(struct poise__slice part);

/* Escape in place what no URL shows: controls, space, '#' and all beyond ASCII; percent: '%' too, once
 * nothing in the bytes is an escape. Returns the new length. */
size_t poise__escape(char *bytes, size_t len, bool percent);

#endif
