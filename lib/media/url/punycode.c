/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/punycode.h"

#include <string.h>

#include "base/ascii.h"

enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST = 0x80 };
enum { POINT_MAX = 0x10FFFF };

static uint32_t adapt(uint32_t delta, uint32_t points, bool is_first)
{
    uint32_t k = 0;

    delta = is_first ? delta / DAMP : delta / 2;
    for (delta += delta / points; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE)
        delta /= BASE - T_MIN;
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t threshold(uint32_t k, uint32_t bias)
{
    return k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
}

/* The value of a digit, or BASE. */
static uint32_t digit_value(int32_t c)
{
    if (c >= 'a' && c <= 'z') return (uint32_t)(c - 'a');
    return c >= '0' && c <= '9' ? (uint32_t)(c - '0') + 26 : BASE;
}

static char digit_of(uint32_t value)
{
    return (char)(value < 26 ? 'a' + value : '0' + (value - 26));
}

/* One number of variable length at *at. False at its end or when it is too great. */
static bool take_number(const int32_t *in, uint32_t len, uint32_t *at, uint32_t bias,
                        uint32_t *number)
{
    uint64_t value = 0, weight = 1;

    for (uint32_t k = BASE;; k += BASE) {
        if (*at == len) return false;
        uint32_t digit = digit_value(in[(*at)++]), t = threshold(k, bias);
        if (digit == BASE) return false;
        value += digit * weight;
        if (value > INT32_MAX) return false;
        if (digit < t) break;
        weight *= BASE - t;
        if (weight > INT32_MAX) return false;
    }
    *number = (uint32_t)value;
    return true;
}

bool poise__punycode_decode(const int32_t *in, uint32_t len, int32_t *out, uint32_t cap,
                            uint32_t *count)
{
    uint32_t plain = len, at = 0, bias = FIRST_BIAS, place = 0, delta, n = 0;
    uint64_t point = FIRST;

    while (plain > 0 && in[plain - 1] != '-') plain--;
    if (plain > cap) return false;
    for (; n + 1 < plain; n++) out[n] = in[n];
    for (at = plain; at < len; place++) {
        if (n == cap || !take_number(in, len, &at, bias, &delta)) return false;
        uint64_t whole = (uint64_t)place + delta;
        n++;
        point += whole / n;
        place = (uint32_t)(whole % n);
        if (point > POINT_MAX || (point >= 0xD800 && point <= 0xDFFF)) return false;
        bias = adapt(delta, n, n == (plain ? plain : 1));
        memmove(out + place + 1, out + place, (n - 1 - place) * sizeof *out);
        out[place] = (int32_t)point;
    }
    *count = n;
    return true;
}

/* Append one number. False when there is no room. */
static bool put_number(uint32_t number, uint32_t bias, char *out, uint32_t cap, uint32_t *len)
{
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t t = threshold(k, bias);
        if (*len == cap) return false;
        if (number < t) break;
        out[(*len)++] = digit_of(t + (number - t) % (BASE - t));
        number = (number - t) / (BASE - t);
    }
    out[(*len)++] = digit_of(number);
    return true;
}

/* The smallest code point that is not below this one. */
static int32_t next_point(const int32_t *in, uint32_t count, int32_t floor)
{
    int32_t next = INT32_MAX;

    for (uint32_t i = 0; i < count; i++)
        if (in[i] >= floor && in[i] < next) next = in[i];
    return next;
}

bool poise__punycode_encode(const int32_t *in, uint32_t count, char *out, uint32_t cap,
                            uint32_t *len)
{
    uint32_t done = 0, bias = FIRST_BIAS, delta = 0, plain;
    int32_t floor = FIRST;

    for (uint32_t i = 0; i < count; i++) {
        if (in[i] >= FIRST) continue;
        if (done == cap) return false;
        out[done++] = (char)in[i];
    }
    plain = *len = done;
    if (plain > 0) {
        if (*len == cap) return false;
        out[(*len)++] = '-';
    }
    while (done < count) {
        /* At most cap code points, so this fits 32 bits. */
        int32_t point = next_point(in, count, floor);
        delta += (uint32_t)(point - floor) * (done + 1);
        for (uint32_t i = 0; i < count; i++) {
            if (in[i] < point) delta++;
            if (in[i] != point) continue;
            if (!put_number(delta, bias, out, cap, len)) return false;
            bias = adapt(delta, done + 1, done == plain);
            delta = 0;
            done++;
        }
        delta++;
        floor = point + 1;
    }
    return true;
}
