/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * spoken.h: addresses whose marks stand between spaces: "example dot com slash help",
 * "aide arobase exemple point fr", "example . com / help".
 *
 * The same words begin other sentences ("the dot com bubble", "un point de vente"), so an address
 * needs a suffix that is no word, or a path, and no article in front.
 */
#ifndef POISE_MEDIA_SPOKEN_H
#define POISE_MEDIA_SPOKEN_H

#include "media/scan/link.h"

/* The address of which the mark whose first space is at `at` is the first one said. floor: where
 * looking back ends. Fills link->where, shape and flags. Bounded. */
bool poise__spoken_read(struct poise__slice text, uint32_t at, uint32_t floor,
                        struct poise__link *link);

/* The end of a host that is said from `begin` on, its path included, as behind a scheme; `begin` when
 * none is. */
uint32_t poise__spoken_end(struct poise__slice text, uint32_t begin);

/* The end of " / path / page" or " slash page" at `at`; `at` when there is none. */
uint32_t poise__spoken_path_end(struct poise__slice text, uint32_t at);

#endif
