/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* name.h: runs of labels and dots, which may be a host, a file's name or just two glued words. */
#ifndef POISE_MEDIA_NAME_H
#define POISE_MEDIA_NAME_H

#include "base/records.h"

/*
 * A run of labels with single dots between them, as long as it goes. A dot may be spelt "[.]" or
 * "(dot)". What stands behind a label that is a top-level domain, and why it may not belong to the
 * host ("site.fr.Merci"), is seen on the way, so that one pass does.
 */
struct poise__name {
    uint32_t begin;
    uint32_t end;
    uint32_t last;     /* where the last label begins */
    uint32_t labels;   /* how many */
    uint32_t longest;  /* letters of the longest */
    uint32_t host_end; /* end of the longest front part that ends in a top-level domain, or begin */
    uint32_t host_last; /* where that part's last label begins */
    uint32_t host_next; /* where the label behind that part begins, if one does */
    uint32_t host_labels;
    uint32_t flags;  /* POISE_MEDIA_OBFUSCATED, POISE_MEDIA_INVISIBLE */
    bool long_label; /* a label other than the host's last has two letters or more */
    bool has_letter;
    bool has_symbol; /* an emoji or the like */
};

/*
 * Read a run. limit: where to stop, at most text.len. symbols: emoji and the like count as
 * letters. An empty run has begin == end.
 */
void poise__name_read(struct poise__slice text, uint32_t at, uint32_t limit, bool symbols,
                      struct poise__name *name);

/* A suffix that is no word of English or French, so that a dot before it is a dot. */
bool poise__name_is_plain_suffix(struct poise__slice label);

/* The bytes of a dot at `at`, plain, wide or obfuscated; 0 when there is none. */
uint32_t poise__name_dot(struct poise__slice text, uint32_t at, uint32_t *flags);

/* Is the run a host that nothing but its top-level domain vouches for? Sets *end; *certain when
 * it is more than one name and a suffix. */
bool poise__name_is_host(struct poise__slice text, const struct poise__name *name, uint32_t *end,
                         bool *certain);

/* Is it the name of a file? */
bool poise__name_is_file(struct poise__slice text, const struct poise__name *name);

#endif
