/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* mailto.h: everybody whom a mailto link (RFC 6068) writes to. */
#ifndef POISE_MEDIA_MAILTO_H
#define POISE_MEDIA_MAILTO_H

#include "base/records.h"

struct poise__mailto {
    char *rest; /* the parameters that have not begun; terminated */
    bool in_query;
    struct poise__slice list; /* what is left of the addresses of one */
};

/* text: what stands behind "mailto:", terminated; the walk undoes the escapes inside it. */
void poise__mailto_init(struct poise__mailto *mailto, char *text);

/* The next address: in front of the question mark, then of "to", "cc" and "bcc". It may hold any byte,
 * 0 too. */
bool poise__mailto_next(struct poise__mailto *mailto, struct poise__slice *address);

#endif
