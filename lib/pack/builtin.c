/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "pack/tables.h"

#include "packs/builtin_packs.h" /* made by lib/packs/meson.build: POISE__BUILTIN_PACKS */

#define PACK(tag) extern const poise_pack poise__pack_##tag;
POISE__BUILTIN_PACKS
#undef PACK

/* The NULL is for a build without packs, as C has no empty arrays. */
#define PACK(tag) &poise__pack_##tag,
static const poise_pack *const builtin[] = { POISE__BUILTIN_PACKS NULL };
#undef PACK

uint32_t poise__pack_builtin_count(void)
{
    return (uint32_t)(sizeof builtin / sizeof builtin[0] - 1);
}

const poise_pack *poise__pack_builtin(uint32_t index)
{
    return index < poise__pack_builtin_count() ? builtin[index] : NULL;
}
