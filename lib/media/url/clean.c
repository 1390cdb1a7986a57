/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* clean.c: a link as it would be spelt by somebody who hides nothing. */
#include "media/url/url.h"

#include <string.h>

#include <utf8proc.h>

#include "base/ascii.h"
#include "media/chars.h"
#include "media/scan/scheme.h"
#include "media/scan/spell.h"

/* What is being written. */
struct output {
    char *text;
    size_t len;
    bool in_host; /* letters become small and plain, every dot a dot */
    bool escaped; /* the scheme was escaped, and so is the rest */
    bool plain;   /* the scheme has no disguise: signs that only look like slashes are none */
    bool scheme;  /* there is one */
};

static void put(struct output *out, const char *text)
{
    size_t len = strlen(text);

    memcpy(out->text + out->len, text, len);
    out->len += len;
    if (strchr("/?#", text[len - 1])) out->in_host = false;
}

/* ---- The scheme --------------------------------------------------------------------------- */

/* Read a colon or slash, whatever spelling it has and whatever stands around it. Returns its end, or
 * `at`; *count: how many signs it brings. */
static uint32_t sign_end(struct poise__slice raw, uint32_t at, char sign, uint32_t *count,
                         bool *escaped)
{
    struct poise__mark mark;
    uint32_t ignored = 0, begin = poise__skip_invisible(raw, at, &ignored);

    if (begin >= raw.len) return at;
    bool said = poise__said_mark(raw, begin, &mark);
    if (!said && !poise__mark_read(raw, begin, &mark)) return at;
    if (mark.means[0] != sign) return at;
    if (raw.data[begin] == '%') *escaped = true;
    *count += (uint32_t)strlen(mark.means);
    return begin + mark.len;
}

/* The name as far as the first blank, when the rest is no part of it. */
static uint32_t first_word(struct poise__slice raw, char *name)
{
    uint32_t end = 0;

    while (end < raw.len && end < POISE__SCHEME_MAX && raw.data[end] != ' ') end++;
    if (end <= strlen(name)) name[end] = '\0';
    return end;
}

/* The scheme's name in small letters, blanks inside left out; its end. */
static uint32_t name_read(struct poise__slice raw, char name[POISE__SCHEME_MAX + 1], bool *escaped)
{
    uint32_t count = 0, at = 0, end = 0, len;
    bool spread = false;

    while (at < raw.len && count < POISE__SCHEME_MAX) {
        int32_t c = (unsigned char)poise__hidden_char(raw, at, &len);
        if (c && raw.data[at] == '%') *escaped = true;
        if (!c) c = poise__char_plain(poise__char_decode(raw, at, &len));
        if (c == ' ' && count < 5 && count > 0) {
            spread = true;
        } else if (!poise__char_is_invisible(c)) {
            if (!poise__scheme_has_char(c)) break;
            name[count++] = poise__lower((char)c);
            end = at + len;
        }
        at += len;
    }
    name[count] = '\0';
    return spread && strcmp(name, "http") != 0 && strcmp(name, "https") != 0 ? first_word(raw, name)
                                                                             : end;
}

/* Write the scheme; returns what follows it, 0 when there is none. */
static uint32_t scheme_copy(struct poise__slice raw, struct output *out)
{
    char name[POISE__SCHEME_MAX + 1];
    uint32_t colons = 0, slashes = 0, end = name_read(raw, name, &out->escaped), at, next;
    bool is_http = strcmp(name, "http") == 0 || strcmp(name, "https") == 0;

    at = sign_end(raw, end, ':', &colons, &out->escaped);
    if (colons > 1) slashes = colons - 1; /* "[://]" */
    if (at == end && is_http && at < raw.len && (raw.data[at] == ';' || raw.data[at] == '.')) at++;
    uint32_t colon = at;
    /* Behind two slashes a sign that only looks like one is a letter of the host. */
    while (!(slashes >= 2 && at < raw.len && (unsigned char)raw.data[at] >= 0x80) &&
           (next = sign_end(raw, at, '/', &slashes, &out->escaped)) > at)
        at = next;
    /* A slip of the pen: "https//", "https:/", "https:". */
    if (is_http && (colons > 0 || slashes >= 2)) slashes = slashes < 2 ? 2 : slashes;
    const char *plain = colons > 0 || is_http ? poise__scheme_name(name, slashes >= 2) : NULL;
    if (end == 0 || !plain || (is_http && slashes < 2)) {
        out->escaped = false;
        return 0;
    }
    bool is_path = slashes > 2 && poise__scheme_is_path(name);
    put(out, plain);
    put(out, slashes < 2 ? ":" : is_path ? ":///" : "://");
    out->in_host = slashes >= 2 && !is_path;
    out->scheme = out->plain = true;
    for (uint32_t i = 0; i < at; i++) out->plain &= (unsigned char)raw.data[i] < 0x80;
    return slashes < 2 ? colon : at;
}

/* ---- The rest ----------------------------------------------------------------------------- */

/* A mark that is not what it says, at `at`; its bytes or 0. */
static uint32_t mark_copy(struct poise__slice raw, uint32_t at, struct output *out)
{
    unsigned char c = (unsigned char)raw.data[at];
    struct poise__mark mark;

    if (out->scheme && c == '\\') {
        put(out, "/");
        return 1;
    }
    if (!poise__said_mark(raw, at, &mark) && !poise__mark_read(raw, at, &mark)) return 0;
    /* Behind a plain scheme browsers take a wide sign for a letter, unless it is a dot. */
    if (out->plain && c >= 0x80 && mark.means[0] != '.') return 0;
    /* An escape in a host hides a dot; elsewhere it keeps a sign from being read as one. */
    if (c == '%' && !out->escaped && (!out->in_host || mark.means[0] != '.')) return 0;
    put(out, mark.means);
    return mark.len;
}

static uint32_t hidden_copy(struct poise__slice raw, uint32_t at, struct output *out)
{
    uint32_t len;
    char text[2] = { poise__hidden_char(raw, at, &len), '\0' };
    bool is_name = poise__is_letter((unsigned char)text[0]) ||
                   poise__is_digit((unsigned char)text[0]);

    if (poise__hidden_invisible(raw, at, &len)) return len;
    if (!text[0]) return 0;
    if (raw.data[at] == '%' && !out->escaped && !(out->in_host && is_name)) return 0;
    put(out, text);
    return len;
}

static uint32_t char_copy(struct poise__slice raw, uint32_t at, struct output *out)
{
    uint32_t len;
    int32_t c = poise__char_decode(raw, at, &len), plain = c < 0 ? c : poise__char_plain(c);

    if (poise__char_is_invisible(c) || c == ' ' || (c >= '\t' && c <= '\r')) return len;
    bool is_sign = c >= 0x80 && plain < 0x80 && !poise__is_letter((unsigned char)plain) &&
                   !poise__is_digit((unsigned char)plain);
    if (c >= 0 && !is_sign && (out->in_host || (c >= 0x80 && plain < 0x80))) {
        out->len += (size_t)utf8proc_encode_char(plain, (utf8proc_uint8_t *)out->text + out->len);
        if (plain < 0x80 && strchr("/?#", (char)plain)) out->in_host = false;
    } else {
        memcpy(out->text + out->len, raw.data + at, len);
        out->len += len;
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
    } else if (poise__text_has(raw, 0, "//")) {
        out.scheme = out.plain = true;
        put(&out, "//");
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
