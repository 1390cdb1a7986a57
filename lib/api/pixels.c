/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* pixels.c: the caller's pixels, as pdq.h promises what becomes of them. */
#include "api/structs.h"

#include "media/file/pdq.h"

static bool side_is_fine(uint32_t side)
{
    return side > 0 && side <= POISE_PIXELS_SIDE_MAX;
}

/* Whether all pixels lie within the data. Fills in a stride that was not said. */
static bool pixels_accept(poise_pixels *pixels)
{
    if (!side_is_fine(pixels->width) || !side_is_fine(pixels->height)) return false;
    if (pixels->channels != 1 && pixels->channels != 3 && pixels->channels != 4) return false;
    const uint64_t row = (uint64_t)pixels->width * pixels->channels;
    const uint64_t rows_before_last = pixels->height - 1;
    if (!pixels->stride) pixels->stride = row;
    /* Divided, as a product of a hostile stride would wrap. */
    return pixels->data && pixels->stride >= row && pixels->data_len >= row &&
           pixels->data_len <= SIZE_MAX &&
           (rows_before_last == 0 || pixels->stride <= (pixels->data_len - row) / rows_before_last);
}

poise_status poise_pdq_hash(const poise_alloc *alloc, const poise_pixels *theirs, poise_pdq *out)
{
    poise_alloc own_alloc;
    poise_pixels pixels;
    poise_pdq pdq;

    if (!theirs || !out || !poise__alloc_init(&own_alloc, alloc)) return POISE_E_ARG;
    poise_status st = poise__struct_read(&pixels, sizeof pixels, sizeof pixels, theirs);
    if (st != POISE_OK) return st;
    if (!pixels_accept(&pixels)) return POISE_E_ARG;
    st = poise__pdq_hash(&own_alloc, &pixels, &pdq);
    return st == POISE_OK ? poise__struct_write(out, &pdq, sizeof pdq, sizeof pdq) : st;
}
