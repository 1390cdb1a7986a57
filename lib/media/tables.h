/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * tables.h: look-ups in what lib/tables holds. Names are compared in any case of ASCII letters. A
 * look-up reads its name once, whatever the table's size, and allocates nothing.
 */
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
    uint32_t kind;       /* POISE_MEDIA_SHORTENER too; UNKNOWN where only paths tell */
    uint32_t first_path; /* paths that are of another kind than the host */
    uint32_t paths;
};

bool poise__table_has_tld(struct poise__slice name);

/* NULL when not known. */
const struct poise__extension_row *poise__table_extension(struct poise__slice name);

/* The row of a host or of its longest known parent; NULL when there is none. */
const struct poise__host_row *poise__table_host_row(struct poise__slice host);

/* The kind in that row, UNKNOWN without one. */
uint32_t poise__table_host(struct poise__slice host);

/* The kind of the longest of the row's paths that this path lies under; UNKNOWN without one. */
uint32_t poise__table_path(const struct poise__host_row *row, struct poise__slice path);

/* The kind of a MIME type: by the extensions that have it, else by its first part. */
uint32_t poise__table_type(struct poise__slice type);

#endif
