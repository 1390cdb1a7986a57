/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* utf8.h: one character at a time, and what to do with bytes that are none. */
#ifndef POISE_BASE_UTF8_H
#define POISE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One character at the front of at least one byte: its length, and its code point or -1. Ill-formed
 * bytes are taken by maximal subpart, as Unicode 3.9 recommends. The length is never 0.
 */
uint32_t poise__utf8_take(const uint8_t *bytes, size_t len, int32_t *point);

/* Whether a terminated string is UTF-8. */
bool poise__utf8_is_valid(const char *text);

#endif
