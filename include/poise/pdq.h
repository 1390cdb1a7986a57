/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * pdq.h: PDQ, the perceptual hash by which pictures that look alike are found. The library decodes
 * no picture: the pixels are the caller's, and so are the hashes that a checker compares.
 */
#ifndef POISE_PDQ_H
#define POISE_PDQ_H

#include <poise/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Largest width and height of a picture, in pixels: the most that a JPEG can have. */
#define POISE_PIXELS_SIDE_MAX 65535u

/**
 * A decoded picture, its first row on top. Borrowed for the call.
 *
 * Since: 0.1
 */
typedef struct poise_pixels {
    uint32_t size;     /* sizeof (poise_pixels) */
    uint32_t width;    /* in pixels, 1 to POISE_PIXELS_SIDE_MAX */
    uint32_t height;   /* likewise */
    uint32_t channels; /* bytes a pixel. 1: luma; 3: red, green, blue; 4: the same and one more,
                          which is not looked at */
    const uint8_t *data;
    uint64_t data_len;
    uint64_t stride; /* bytes from one row to the next; 0: width times channels */
} poise_pixels;

/**
 * What a picture looks like, in 256 bits. Hashes of pictures that look alike differ in few bits:
 * Meta takes up to 31 for the same picture (python-threatexchange, PDQ_CONFIDENT_MATCH_THRESHOLD)
 * and compares no hash of a quality below 50 (QUALITY_THRESHOLD).
 *
 * Since: 0.1
 */
typedef struct poise_pdq {
    uint32_t size;    /* sizeof (poise_pdq) */
    uint32_t quality; /* 0 to 100: how much there is to see, by the edges of the picture */
    uint8_t hash[32]; /* in the order of Meta's notation, which is these bytes in hexadecimal */
} poise_pdq;

/**
 * Hash a picture as Meta's reference in C++ does (facebook/ThreatExchange, pdq/cpp), bit for bit,
 * given the same pixels: so do shrink a picture first if the hashes that yours are compared with
 * come from a program that does. Meta's own shrinks what is wider or higher than 512 pixels to
 * 512 by 512 (DOWNSAMPLE_DIMS). A picture less than 5 pixels wide or high (MIN_HASHABLE_DIM) has
 * quality 0 and a hash of zeros.
 *
 * The same bits on every machine whose float is an IEEE single, not computed with more precision
 * than it has. Linear in the pixels; memory for width times height / 128 floats, about.
 *
 * alloc:  NULL for the C library's heap.
 * pixels: borrowed for the call.
 * out:    written on success only.
 *
 * Errors:  POISE_E_ARG (a side or channels out of range, a stride shorter than a row, data that
 *          ends before the last row does), POISE_E_STRUCT_SIZE, POISE_E_NOMEM.
 * Threads: any number at once.
 * Since:   0.1
 */
POISE_API poise_status poise_pdq_hash(const poise_alloc *alloc, const poise_pixels *pixels,
                                      poise_pdq *out);

#ifdef __cplusplus
}
#endif

#endif
