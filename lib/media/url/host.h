/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* host.h: a host as it is looked up, and what is odd about its spelling. */
#ifndef POISE_MEDIA_HOST_H
#define POISE_MEDIA_HOST_H

#include "base/records.h"

enum { POISE__HOST_NAME = 1024 };

/*
 * The one spelling of a host: escapes undone, in lower case and in ASCII (xn--), with single dots
 * and none at its ends, a numeric address in its usual form. Of a host that is longer than any may
 * be only the end counts. What is no UTF-8 is kept as it is.
 */
struct poise__host {
    char name[POISE__HOST_NAME];
    uint32_t len;
    uint32_t flags; /* POISE_MEDIA_IP_HOST, MIXED_SCRIPT, PUNYCODE, BAD_HOST */
};

void poise__host_read(struct poise__slice raw, struct poise__host *host);

#endif
