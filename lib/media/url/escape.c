/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/escape.h"

#include "base/ascii.h"

/* Is this "%41"? */
static bool is_escape(const char *at)
{
    return at[0] == '%' && poise__is_hex((unsigned char)at[1]) &&
           poise__is_hex((unsigned char)at[2]);
}

static char escape_value(const char *at)
{
    return (char)(poise__hex_value(at[1]) << 4 | poise__hex_value(at[2]));
}

static bool is_break(char c)
{
    return c == '\t' || c == '\r' || c == '\n';
}

size_t poise__leave_out_breaks(struct poise__slice part, char *out)
{
    size_t written = 0;

    for (size_t i = 0; i < part.len; i++)
        if (!is_break(part.data[i])) out[written++] = part.data[i];
    return written;
}

/* An escape is complete with its last byte, so looking back from each byte finds all. Each byte that
 * is taken back was written once. */
size_t poise__unescape_all(struct poise__slice part, char *out)
{
    size_t written = 0;

    for (size_t i = 0; i < part.len; i++) {
        char c = part.data[i];
        if (is_break(c)) continue;
        out[written++] = c;
        while (written >= 3 && is_escape(out + written - 3)) {
            written -= 2;
            out[written - 1] = escape_value(out + written - 1);
        }
    }
    return written;
}

size_t poise__unescape_once(struct poise__slice part, char *out)
{
    size_t written = 0;

    for (size_t i = 0; i < part.len; i++) {
        if (part.len - i >= 3 && is_escape(part.data + i)) {
            out[written++] = escape_value(part.data + i);
            i += 2;
        } else {
            out[written++] = part.data[i];
        }
    }
    return written;
}

static bool is_escaped(unsigned char c, bool percent)
{
    return c <= ' ' || c >= 0x7F || c == '#' || (c == '%' && percent);
}

static size_t escaped_len(struct poise__slice part, bool percent)
{
    size_t len = part.len;

    for (size_t i = 0; i < part.len; i++)
        if (is_escaped((unsigned char)part.data[i], percent)) len += 2;
    return len;
}

/* What an escape hides needs no more room than the escape. */
size_t poise__escape_room(struct poise__slice part)
{
    return escaped_len(part, true);
}

size_t poise__escape(char *bytes, size_t len, bool percent)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t to = escaped_len((struct poise__slice){ bytes, len }, percent), end = to;

    for (size_t from = len; from < to;) {
        unsigned char c = (unsigned char)bytes[--from];
        if (!is_escaped(c, percent)) {
            bytes[--to] = (char)c;
            continue;
        }
        bytes[--to] = digits[c & 15];
        bytes[--to] = digits[c >> 4];
        bytes[--to] = '%';
    }
    return end;
}
