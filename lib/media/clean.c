/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* clean.c: a link as it would be spelt by somebody who hides nothing. */
#include "media/url.h"

#include <string.h>

#include <utf8proc.h>

#include "media/chars.h"
#include "media/name.h"

/* The longest scheme that link.c knows is shorter. */
enum { SCHEME_MAX = 12 };

/* The name of the scheme at the start of raw, and in *after what follows its colon; 0: none. */
static uint32_t scheme_len(struct poise__slice raw, uint32_t *after)
{
    uint32_t len = 0;

    while (len < raw.len && len < SCHEME_MAX && poise__is_letter((unsigned char)raw.data[len]))
        len++;
    if (len == 0 || len == raw.len) return 0;
    if (raw.data[len] == ':')
        *after = len + 1;
    else if (poise__text_has(raw, len, "[:]"))
        *after = len + 3;
    else
        return 0;
    return len;
}

/* "hxxps" and its kin stand for https. */
static size_t scheme_copy(struct poise__slice name, char *out)
{
    static const char *const disguises[][2] = { { "hxxp", "http" },
                                                { "hxxps", "https" },
                                                { "htxp", "http" },
                                                { "htxps", "https" },
                                                { "fxp", "ftp" } };

    for (size_t i = 0; i < sizeof disguises / sizeof disguises[0]; i++)
        if (poise__slice_is(name, disguises[i][0])) {
            size_t len = strlen(disguises[i][1]);
            memcpy(out, disguises[i][1], len);
            return len;
        }
    for (size_t i = 0; i < name.len; i++) out[i] = poise__lower(name.data[i]);
    return name.len;
}

/* Copy from `at` on. In the host letters become small and every dot a plain one. */
static size_t rest_copy(struct poise__slice raw, uint32_t at, bool in_host, char *out)
{
    size_t written = 0;
    uint32_t len;

    for (; at < raw.len; at += len) {
        uint32_t ignored = 0, dot = poise__name_dot(raw, at, &ignored);
        unsigned char c = (unsigned char)raw.data[at];
        len = 1;
        if (dot > 1 && (in_host || c < 0x80)) {
            out[written++] = '.';
            len = dot;
        } else if (c < 0x80) {
            if (in_host && strchr("/\\?#", c)) in_host = false;
            out[written++] = c == '\\' ? '/' : in_host ? poise__lower((char)c) : (char)c;
        } else {
            int32_t wide = poise__char_decode(raw, at, &len);
            if (poise__char_is_invisible(wide)) continue;
            if (in_host && wide >= 0xFF01 && wide <= 0xFF5E) /* ASCII, typed in full width */
                out[written++] = poise__lower((char)(wide - 0xFEE0));
            else if (in_host && wide >= 0)
                written += (size_t)utf8proc_encode_char(utf8proc_tolower(wide),
                                                        (utf8proc_uint8_t *)out + written);
            else {
                memcpy(out + written, raw.data + at, len);
                written += len;
            }
        }
    }
    return written;
}

char *poise__url_clean(struct poise__arena *arena, struct poise__slice raw)
{
    /* A small letter beyond ASCII takes up to twice the bytes of its capital. */
    char *out = poise__arena_take(arena, 2 * raw.len + SCHEME_MAX + 4);
    uint32_t after = 0;
    size_t written = 0;
    bool has_host = true;

    if (!out) return NULL;
    uint32_t len = scheme_len(raw, &after);
    if (len > 0) {
        written = scheme_copy((struct poise__slice){ raw.data, len }, out);
        out[written++] = ':';
        uint32_t slashes = after;
        while (after < raw.len && (raw.data[after] == '/' || raw.data[after] == '\\')) after++;
        has_host = after - slashes >= 2;
        if (has_host) {
            memcpy(out + written, "//", 2);
            written += 2;
        } else {
            after = slashes;
        }
    }
    written += rest_copy(raw, after, has_host, out + written);
    out[written] = '\0';
    return out;
}
