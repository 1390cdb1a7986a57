/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unicode.h"

#include <string.h>
#include <utf8proc.h>

size_t unicode_next(const char *text, size_t len, long *code)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t room = (utf8proc_ssize_t)(len < 4 ? len : 4);
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, room, &point);

    *code = used > 0 ? (long)point : -1;
    return used > 0 ? (size_t)used : 1;
}

/* Bidirectional controls would move the caret away from what it marks. */
static int is_bidi(long code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

int unicode_is_drawn(long code)
{
    return code >= 0x20 && !(code >= 0x7F && code < 0xA0) && !is_bidi(code);
}

size_t unicode_width(long code)
{
    int width;

    if (!unicode_is_drawn(code)) return 1;
    width = utf8proc_charwidth((utf8proc_int32_t)code);
    return width > 0 ? (size_t)width : 0;
}

static size_t width_of(const char *text, size_t len)
{
    size_t at = 0, width = 0;
    long code;

    while (at < len) {
        at += unicode_next(text + at, len - at, &code);
        width += unicode_width(code);
    }
    return width;
}

size_t unicode_text_width(const char *text)
{
    return width_of(text, strlen(text));
}

void text_wrap(FILE *out, const char *text, size_t indent, size_t width)
{
    size_t at = indent;

    while (*text != '\0') {
        size_t len = strcspn(text, " "), taken = width_of(text, len);

        if (at > indent && at + 1 + taken > width) {
            fprintf(out, "\n%*s", (int)indent, "");
            at = indent;
        } else if (at > indent) {
            fputs(" ", out);
            at++;
        }
        fwrite(text, 1, len, out);
        at += taken;
        text += len;
        text += strspn(text, " ");
    }
    fputs("\n", out);
}

long unicode_hex(const char *digits, size_t count)
{
    unsigned long value = 0;

    for (size_t i = 0; i < count; i++) {
        char c = digits[i];
        value = value * 16 + (unsigned long)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value > 0x10FFFF ? -1 : (long)value;
}

size_t unicode_put(long code, char *bytes)
{
    utf8proc_int32_t point = (utf8proc_int32_t)code;

    if (!utf8proc_codepoint_valid(point)) point = 0xFFFD;
    return (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)bytes);
}

size_t unicode_escape(const char *text, size_t len, char *bytes, size_t *bytes_len)
{
    long high = unicode_hex(text + 1, 4), low = 0;

    if (high >= 0xD800 && high <= 0xDBFF && len >= 11 && text[5] == '\\' && text[6] == 'u')
        low = unicode_hex(text + 7, 4);
    if (low >= 0xDC00 && low <= 0xDFFF) {
        *bytes_len = unicode_put(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), bytes);
        return 11;
    }
    *bytes_len = unicode_put(high, bytes);
    return 5;
}

void text_safely(FILE *out, const char *text)
{
    size_t len = strlen(text), at = 0;
    long code;

    while (at < len) {
        size_t used = unicode_next(text + at, len - at, &code);
        if (code == '\t' || code == '\n' || code == '\r')
            fputs(" ", out);
        else if (unicode_is_drawn(code))
            fwrite(text + at, 1, used, out);
        else
            fputs("\xEF\xBF\xBD", out);
        at += used;
    }
}
