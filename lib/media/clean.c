/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* clean.c: a link as it would be spelt by somebody who hides nothing. */
#include "media/url.h"

#include <string.h>

#include <utf8proc.h>

#include "media/chars.h"
#include "media/link.h"
#include "media/spell.h"

/* What is being written. */
struct output {
    char *text;
    size_t len;
    bool in_host; /* letters become small and plain, every dot a dot */
    bool escaped; /* the scheme was escaped, and so is the rest */
};

static void put(struct output *out, const char *text)
{
    size_t len = strlen(text);

    memcpy(out->text + out->len, text, len);
    out->len += len;
    if (strchr("/?#", text[len - 1])) out->in_host = false;
}

/* ---- The scheme --------------------------------------------------------------------------- */

/* The bytes of a colon at `at`, whatever stands around it, and in *slashes those that it brings. */
static uint32_t colon_len(struct poise__slice raw, uint32_t at, uint32_t *slashes, bool *escaped)
{
    struct poise__mark mark;
    uint32_t len;

    if (at >= raw.len) return 0;
    if (raw.data[at] == '%' && poise__hidden_char(raw, at, &len) == ':') {
        *escaped = true;
        return len;
    }
    if (raw.data[at] == ' ' ? !poise__said_mark(raw, at, &mark) : !poise__mark_read(raw, at, &mark))
        return 0;
    if (mark.means[0] != ':') return 0;
    *slashes = (uint32_t)strlen(mark.means) - 1;
    return mark.len;
}

/* Slashes in any spelling. */
static uint32_t slashes_end(struct poise__slice raw, uint32_t at, uint32_t *count)
{
    struct poise__mark mark;
    uint32_t len;

    while (at < raw.len) {
        if (raw.data[at] == '%' && poise__hidden_char(raw, at, &len) == '/') {
            mark = (struct poise__mark){ "/", len, 0 };
        } else if (raw.data[at] == ' ') {
            if (!poise__said_mark(raw, at, &mark)) break;
        } else if (!poise__mark_read(raw, at, &mark)) {
            break;
        }
        if (mark.means[0] != '/') break;
        *count += (uint32_t)strlen(mark.means);
        at += mark.len;
    }
    return at;
}

/* The scheme's name in small letters; its end, or 0 when there is none. */
static uint32_t name_read(struct poise__slice raw, char name[POISE__SCHEME_MAX + 1], bool *escaped)
{
    uint32_t count = 0, at = 0, len;

    while (at < raw.len && count < POISE__SCHEME_MAX) {
        int32_t c = poise__hidden_char(raw, at, &len);
        if (c && raw.data[at] == '%') *escaped = true;
        if (!c) c = poise__char_plain(poise__char_decode(raw, at, &len));
        if (!poise__char_is_invisible(c)) {
            if (!poise__scheme_has_char(c)) break;
            name[count++] = poise__lower((char)c);
        }
        at += len;
    }
    name[count] = '\0';
    return count > 0 ? at : 0;
}

/* Write the scheme; returns what follows it, 0 when there is none. */
static uint32_t scheme_copy(struct poise__slice raw, struct output *out)
{
    char name[POISE__SCHEME_MAX + 1];
    uint32_t slashes = 0, end = name_read(raw, name, &out->escaped);
    uint32_t colon = end ? colon_len(raw, end, &slashes, &out->escaped) : 0;

    if (colon > 0) {
        uint32_t after = slashes_end(raw, end + colon, &slashes);
        bool has_host = slashes >= 2;
        const char *plain = poise__scheme_name(name, has_host);
        if (plain) {
            put(out, plain);
            put(out, has_host ? "://" : ":");
            out->in_host = has_host;
            return has_host ? after : end + colon;
        }
    }
    out->escaped = false;
    return 0;
}

/* ---- The rest ----------------------------------------------------------------------------- */

/* A mark that is not what it says, at `at`; its bytes or 0. */
static uint32_t mark_copy(struct poise__slice raw, uint32_t at, struct output *out)
{
    unsigned char c = (unsigned char)raw.data[at];
    struct poise__mark mark;

    if (c == ' ') {
        if (!poise__said_mark(raw, at, &mark)) return 0;
    } else if (!poise__mark_read(raw, at, &mark) || (c >= 0x80 && !out->in_host)) {
        return 0;
    }
    put(out, mark.means);
    return mark.len;
}

static uint32_t hidden_copy(struct poise__slice raw, uint32_t at, struct output *out)
{
    uint32_t len;
    char text[2] = { poise__hidden_char(raw, at, &len), '\0' };

    if (!text[0] || (raw.data[at] == '%' && !out->escaped && !out->in_host)) return 0;
    put(out, text);
    return len;
}

static uint32_t char_copy(struct poise__slice raw, uint32_t at, struct output *out)
{
    uint32_t len;
    int32_t c = poise__char_decode(raw, at, &len);

    if (poise__char_is_invisible(c) || c == ' ') return len;
    if (out->in_host && c >= 0) {
        int32_t plain = poise__char_plain(c);
        out->len += (size_t)utf8proc_encode_char(plain, (utf8proc_uint8_t *)out->text + out->len);
        if (plain < 0x80 && strchr("/?#", (char)plain)) out->in_host = false;
    } else {
        memcpy(out->text + out->len, raw.data + at, len);
        out->len += len;
        if (strchr("/?#", raw.data[at])) out->in_host = false;
    }
    return len;
}

char *poise__url_clean(struct poise__arena *arena, struct poise__slice raw)
{
    /* A small letter beyond ASCII takes up to twice the bytes of its capital. */
    struct output out = { .in_host = true };

    out.text = poise__arena_take(arena, 2 * raw.len + POISE__SCHEME_MAX + 8);
    if (!out.text) return NULL;
    uint32_t at = 0;
    if (poise__text_has(raw, 0, "\\\\")) {
        put(&out, "file://");
        out.in_host = true;
        at = 2;
    } else {
        at = scheme_copy(raw, &out);
    }
    while (at < raw.len) {
        uint32_t len = mark_copy(raw, at, &out);
        if (len == 0) len = hidden_copy(raw, at, &out);
        if (len == 0) len = char_copy(raw, at, &out);
        at += len;
    }
    out.text[out.len] = '\0';
    return out.text;
}
