/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include <poise/base.h>

#include <string.h>

#include "text/parts.h"

/* Above this a size is taken for garbage. */
enum { STRUCT_MAX = 4096 };

poise_status poise_locate(const char *text, size_t len, uint32_t offset, poise_place *place)
{
    const uint8_t *bytes = (const uint8_t *)text;
    uint32_t at = 0, line = 1, column = 1, points = 0, units = 0;

    if ((!text && len) || !place) return POISE_E_ARG;
    if (place->size < sizeof *place || place->size > STRUCT_MAX) return POISE_E_STRUCT_SIZE;
    if (offset > len) return POISE_E_RANGE;
    while (at < offset) {
        int32_t point;
        uint32_t width = poise__utf8_take(bytes + at, len - at, &point);
        if (point < 0) width = 1;
        if (at + width > offset) break;
        bool ends = bytes[at] == '\n' ||
                    (bytes[at] == '\r' && (at + 1 >= len || bytes[at + 1] != '\n'));
        line += ends;
        column = ends ? 1 : column + 1;
        points++;
        units += point > 0xFFFF ? 2 : 1;
        at += width;
    }
    /* The caller may know members that this library does not: they are cleared. */
    uint32_t size = place->size;
    memset(place, 0, size);
    *place = (poise_place){ .size = size,
                            .offset = at,
                            .line = line,
                            .column = column,
                            .code_point = points,
                            .utf16_index = units };
    return POISE_OK;
}
