/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* claim.h: what the sender says that a file is, and whether its bytes agree. */
#ifndef POISE_MEDIA_CLAIM_H
#define POISE_MEDIA_CLAIM_H

#include <poise/check.h>

#include "media/file/format.h"
#include "media/tables.h"

struct poise__claim {
    struct poise__slice name;
    struct poise__slice extension;
    const struct poise__extension_row *row; /* of the extension; NULL: not known */
    struct poise__slice type;               /* without its parameters */
};

void poise__claim_read(const poise_attachment *attachment, struct poise__claim *claim);

/* POISE_MEDIA_*, by the extension or else by the type. */
uint32_t poise__claim_kind(const struct poise__claim *claim);

/* Flags that the name alone earns: DOUBLE_EXT, RTL_NAME. */
uint32_t poise__claim_name_flags(const struct poise__claim *claim);

/* Do the bytes contradict name or type? What is not known contradicts nothing, and neither does
 * what people do in good faith: a JPEG called .png, a docx sent as a zip. */
bool poise__claim_is_belied(const struct poise__claim *claim, const struct poise__format *format);

/* The markup that a reader will take words for by their name or type: POISE__FORMAT_SVG or _HTML;
 * POISE__FORMAT_OTHER when neither says so. */
uint32_t poise__claim_markup(const struct poise__claim *claim);

/* With nothing but words to go by: do name and type name different things? */
bool poise__claim_is_divided(const struct poise__claim *claim);

#endif
