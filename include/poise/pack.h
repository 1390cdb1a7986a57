/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * pack.h: language packs. A pack is what poise knows of one language: its cues, its function
 * words, the weights of its signals and, where it carries one, a model of wording. Packs are data: built in, or loaded from bytes, which are
 * checked before a single one is believed.
 */
#ifndef POISE_PACK_H
#define POISE_PACK_H

#include <poise/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * One language's data. Immutable: share it between threads and checkers freely. A pack that was
 * opened must outlive the checkers made with it; a built-in one lives for ever.
 *
 * Since: 0.1
 */
typedef struct poise_pack poise_pack;

/**
 * What a pack says of itself.
 *
 * Since: 0.1
 */
typedef struct poise_pack_info {
    uint32_t size;           /* sizeof (poise_pack_info) */
    uint32_t format;         /* format of the bytes; this library reads 1 */
    uint32_t date;           /* version of the data, as the number YYYYMMDD */
    uint32_t cue_count;      /* cues, frames included */
    uint32_t word_count;     /* spellings that it knows */
    uint32_t byte_count;     /* size of the whole pack */
    const char *tag;         /* "en", "fr"; borrowed from the pack */
    const char *source_hash; /* SHA-256 of its sources, 64 hexadecimal digits; borrowed */
} poise_pack_info;

/**
 * Load a pack from bytes written by lib/tools/compile_pack.py. The bytes are copied.
 *
 * alloc: NULL for the heap.
 * error: may be NULL; on failure says which part of the bytes is wrong (no lines).
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_NOMEM, POISE_E_PACK_FORMAT,
 *          POISE_E_PACK_VERSION.
 * Since:   0.1
 */
POISE_API poise_status poise_pack_open(const poise_alloc *alloc, const void *bytes, size_t len,
                                       poise_error *error, poise_pack **pack);

/** Free a pack that was opened. A built-in pack and NULL are left alone. Since: 0.1 */
POISE_API void poise_pack_free(poise_pack *pack);

/** How many packs are built in (meson's `packs` option). Since: 0.1 */
POISE_API uint32_t poise_pack_builtin_count(void);

/**
 * A built-in pack, in the order of the build's `packs` option.
 *
 * Returns a borrowed pointer that is valid for ever, or NULL when index is too high.
 * Since:   0.1
 */
POISE_API const poise_pack *poise_pack_builtin(uint32_t index);

/**
 * What a pack says of itself.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE.
 * Since:   0.1
 */
POISE_API poise_status poise_pack_get_info(const poise_pack *pack, poise_pack_info *info);

#ifdef __cplusplus
}
#endif

#endif
