/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text/parts.h"

poise_place poise__text_place(struct poise__slice text, uint32_t offset)
{
    const uint8_t *bytes = (const uint8_t *)text.data;
    poise_place place = { .size = sizeof place, .line = 1, .column = 1 };

    while (place.offset < offset) {
        uint32_t at = place.offset;
        int32_t point;
        uint32_t width = poise__utf8_take(bytes + at, text.len - at, &point);
        if (point < 0) width = 1;
        if (at + width > offset) break;
        bool ends = bytes[at] == '\n' ||
                    (bytes[at] == '\r' && (at + 1 >= text.len || bytes[at + 1] != '\n'));
        place.line += ends;
        place.column = ends ? 1 : place.column + 1;
        place.code_point++;
        place.utf16_index += point > 0xFFFF ? 2 : 1;
        place.offset += width;
    }
    return place;
}
