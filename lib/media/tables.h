/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* tables.h: look-ups in what lib/tables holds. Names are compared in any case of ASCII letters. */
#ifndef POISE_MEDIA_TABLES_H
#define POISE_MEDIA_TABLES_H

#include "base/records.h"

struct poise__extension_row {
    const char *name;
    uint32_t kind; /* POISE_MEDIA_* */
    const char *type;
    bool is_file; /* a bare name.extension reads as a file */
};

struct poise__host_row {
    const char *name;
    uint32_t kind;
};

bool poise__table_has_tld(struct poise__slice name);

/* NULL when not known. */
const struct poise__extension_row *poise__table_extension(struct poise__slice name);

/* The kind of a host or of its longest known parent; POISE_MEDIA_SHORTENER; UNKNOWN. */
uint32_t poise__table_host(struct poise__slice host);

/* The kind that a MIME type says by its first part and by the extensions that have it. */
uint32_t poise__table_type(struct poise__slice type);

#endif
