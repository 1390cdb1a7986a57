/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* punycode.h: RFC 3492. Quadratic in the length of a label, so callers bound it. */
#ifndef POISE_MEDIA_PUNYCODE_H
#define POISE_MEDIA_PUNYCODE_H

#include <stdbool.h>
#include <stdint.h>

/* What stands behind "xn--", in lower case, into code points. False when it is none or does not
 * fit. */
bool poise__punycode_decode(const int32_t *in, uint32_t len, int32_t *out, uint32_t cap,
                            uint32_t *count);

/* Code points, without the "xn--". False when they do not fit. */
bool poise__punycode_encode(const int32_t *in, uint32_t count, char *out, uint32_t cap,
                            uint32_t *len);

#endif
