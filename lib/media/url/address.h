/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* address.h: hosts that are numbers. */
#ifndef POISE_MEDIA_ADDRESS_H
#define POISE_MEDIA_ADDRESS_H

#include "base/records.h"

/* "[ffff:…]" with its brackets and a zero byte. */
enum { POISE__ADDRESS_MAX = 48 };

/* The usual spelling of a numeric host: "127.0.0.1" for that, "0x7f.1" and "2130706433", "[::1]" for
 * every spelling of that, "1.2.3.4" for "[::ffff:1.2.3.4]". The length; 0 when it is none. */
uint32_t poise__address_write(struct poise__slice host, char *out);

/* Does a host end in a number, so that it must be an address? */
bool poise__address_ends_host(struct poise__slice host);

#endif
