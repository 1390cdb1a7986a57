/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/address.h"

#include <string.h>

#include "base/ascii.h"

/* ---- Four bytes --------------------------------------------------------------------------- */

/* One number of an address host: decimal, octal behind a zero, hexadecimal behind 0x. */
static const char *address_part(const char *at, const char *end, uint64_t *value)
{
    unsigned base = 10;
    const char *begin;

    *value = 0;
    if (end - at >= 2 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X')) {
        base = 16;
        at += 2;
    } else if (end - at >= 2 && at[0] == '0' && poise__is_digit((unsigned char)at[1])) {
        base = 8;
        at++;
    }
    for (begin = at; at < end && *at != '.'; at++) {
        if (!poise__is_hex((unsigned char)*at)) return NULL;
        unsigned digit = poise__hex_value(*at);
        if (digit >= base) return NULL;
        *value = *value * base + digit;
        if (*value > UINT32_MAX) return NULL;
    }
    return at > begin ? at : NULL;
}

static bool read_v4(struct poise__slice host, uint32_t *address)
{
    const char *at = host.data, *end = at + host.len;
    uint64_t parts[4];
    unsigned count = 0;

    while (at < end) {
        if (count == 4) return false;
        at = address_part(at, end, &parts[count]);
        if (!at) return false;
        count++;
        if (at < end && ++at == end) return false;
    }
    if (count == 0) return false;
    uint64_t value = 0;
    for (unsigned i = 0; i + 1 < count; i++) {
        if (parts[i] > 255) return false;
        value |= parts[i] << (24 - 8 * i);
    }
    /* The last number fills all the bytes that are left. */
    if (parts[count - 1] >> (8 * (5 - count))) return false;
    *address = (uint32_t)(value | parts[count - 1]);
    return true;
}

static uint32_t write_v4(uint32_t address, char *out)
{
    uint32_t written = 0;

    for (int shift = 24; shift >= 0; shift -= 8) {
        unsigned octet = address >> shift & 255;
        if (octet >= 100) out[written++] = (char)('0' + octet / 100);
        if (octet >= 10) out[written++] = (char)('0' + octet / 10 % 10);
        out[written++] = (char)('0' + octet % 10);
        if (shift > 0) out[written++] = '.';
    }
    return written;
}

/* ---- Sixteen bytes ------------------------------------------------------------------------ */

enum { PIECES = 8 };

struct v6 {
    uint16_t pieces[PIECES];
    unsigned count;
    unsigned gap; /* the piece before which "::" stands; PIECES + 1: nowhere */
};

/* "1.2.3.4" in the last two pieces. */
static bool read_v4_tail(struct poise__slice tail, struct v6 *v6)
{
    uint32_t address;

    if (v6->count + 2 > PIECES || !memchr(tail.data, '.', tail.len) || !read_v4(tail, &address))
        return false;
    v6->pieces[v6->count++] = (uint16_t)(address >> 16);
    v6->pieces[v6->count++] = (uint16_t)address;
    return true;
}

static const char *read_piece(const char *at, const char *end, uint16_t *piece)
{
    const char *begin = at;
    unsigned value = 0;

    for (; at < end && at - begin < 4 && poise__is_hex((unsigned char)*at); at++)
        value = value << 4 | poise__hex_value(*at);
    *piece = (uint16_t)value;
    return at;
}

/* What stands between the brackets. */
static bool read_v6(const char *at, const char *end, struct v6 *v6)
{
    *v6 = (struct v6){ .gap = PIECES + 1 };
    if (end - at >= 2 && at[0] == ':' && at[1] == ':') {
        v6->gap = 0;
        at += 2;
    }
    while (at < end) {
        const char *begin = at;
        if (v6->count == PIECES) return false;
        at = read_piece(at, end, &v6->pieces[v6->count]);
        if (at == begin) return false;
        if (at < end && *at == '.') {
            if (!read_v4_tail((struct poise__slice){ begin, (size_t)(end - begin) }, v6))
                return false;
            break;
        }
        v6->count++;
        if (at == end) break;
        if (*at++ != ':' || at == end) return false;
        if (*at != ':') continue;
        if (v6->gap <= PIECES) return false;
        v6->gap = v6->count;
        at++;
    }
    return v6->gap <= PIECES ? v6->count < PIECES : v6->count == PIECES;
}

/* All eight pieces, the gap filled with zeros. */
static void fill_gap(struct v6 *v6)
{
    unsigned behind;

    if (v6->gap > PIECES) return;
    behind = v6->count - v6->gap;
    memmove(v6->pieces + PIECES - behind, v6->pieces + v6->gap, behind * sizeof v6->pieces[0]);
    memset(v6->pieces + v6->gap, 0, (PIECES - v6->count) * sizeof v6->pieces[0]);
    v6->count = PIECES;
}

/* The first of the longest runs of two zeros or more. */
static unsigned longest_gap(const struct v6 *v6, unsigned *len)
{
    unsigned best = PIECES;

    *len = 1;
    for (unsigned i = 0, run = 0; i < PIECES; i++) {
        run = v6->pieces[i] ? 0 : run + 1;
        if (run <= *len) continue;
        *len = run;
        best = i + 1 - run;
    }
    return best;
}

/* As RFC 5952 has it. */
static uint32_t write_v6(const struct v6 *v6, char *out)
{
    static const char digits[] = "0123456789abcdef";
    unsigned gap_len, gap = longest_gap(v6, &gap_len);
    uint32_t written = 0;

    out[written++] = '[';
    for (unsigned i = 0; i < PIECES; i++) {
        if (i == gap) {
            out[written++] = ':';
            if (i == 0) out[written++] = ':';
            i += gap_len - 1;
            continue;
        }
        for (int shift = 12; shift >= 0; shift -= 4)
            if (shift == 0 || v6->pieces[i] >> shift)
                out[written++] = digits[v6->pieces[i] >> shift & 15];
        if (i + 1 < PIECES) out[written++] = ':';
    }
    out[written++] = ']';
    return written;
}

/* The address of four bytes that one of sixteen stands for: mapped, behind NAT64's prefix, 6to4. */
static bool holds_v4(const struct v6 *v6, uint32_t *address)
{
    static const uint16_t mapped[] = { 0, 0, 0, 0, 0, 0xFFFF }, nat64[] = { 0x64, 0xFF9B };
    static const uint16_t zeros[4] = { 0 };
    const uint16_t *pieces = v6->pieces;
    bool is_6to4 = pieces[0] == 0x2002;

    if (!is_6to4 && memcmp(pieces, mapped, sizeof mapped) != 0 &&
        (memcmp(pieces, nat64, sizeof nat64) != 0 || memcmp(pieces + 2, zeros, sizeof zeros) != 0))
        return false;
    pieces += is_6to4 ? 1 : 6;
    *address = (uint32_t)pieces[0] << 16 | pieces[1];
    return true;
}

/* ---- Either ------------------------------------------------------------------------------- */

uint32_t poise__address_write(struct poise__slice host, char *out)
{
    uint32_t address;
    struct v6 v6;

    if (host.len < 2 || host.data[0] != '[')
        return read_v4(host, &address) ? write_v4(address, out) : 0;
    if (host.data[host.len - 1] != ']') return 0;
    if (!read_v6(host.data + 1, host.data + host.len - 1, &v6)) return 0;
    fill_gap(&v6);
    return holds_v4(&v6, &address) ? write_v4(address, out) : write_v6(&v6, out);
}

bool poise__address_ends_host(struct poise__slice host)
{
    size_t begin = host.len, at;

    while (begin > 0 && host.data[begin - 1] != '.') begin--;
    at = begin;
    if (host.len - at >= 2 && host.data[at] == '0' && host.data[at + 1] == 'x') {
        for (at += 2; at < host.len && poise__is_hex((unsigned char)host.data[at]);) at++;
        return at == host.len;
    }
    while (at < host.len && poise__is_digit((unsigned char)host.data[at])) at++;
    return at == host.len && at > begin;
}
