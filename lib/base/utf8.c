/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <string.h>

uint32_t poise__utf8_take(const uint8_t *bytes, size_t len, int32_t *point)
{
    uint8_t lead = bytes[0], low = 0x80, high = 0xBF;
    uint32_t need = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    int32_t value = need == 2 ? lead & 0x1F : need == 3 ? lead & 0x0F : lead & 0x07;

    *point = -1;
    if (need == 0 || lead > 0xF4) return 1;
    if (need == 1) {
        *point = lead;
        return 1;
    }
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    for (uint32_t i = 1; i < need; i++) {
        if (i >= len || bytes[i] < low || bytes[i] > high) return i;
        value = value << 6 | (bytes[i] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    *point = value;
    return need;
}

bool poise__utf8_is_valid(const char *text)
{
    size_t len = strlen(text);
    int32_t point = 0;

    for (size_t at = 0; at < len && point >= 0;)
        at += poise__utf8_take((const uint8_t *)text + at, len - at, &point);
    return point >= 0;
}
