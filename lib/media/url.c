/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url.h"

#include <string.h>

#include "media/chars.h"

/* ---- Parts -------------------------------------------------------------------------------- */

/* The name of the scheme at the start of a cleaned URL; 0: none. */
static uint32_t scheme_len(struct poise__slice clean)
{
    enum { SCHEME_MAX = 12 }; /* the longest that link.c knows is shorter */
    uint32_t len = 0;

    while (len < clean.len && len < SCHEME_MAX && poise__is_letter((unsigned char)clean.data[len]))
        len++;
    return len < clean.len && clean.data[len] == ':' ? len : 0;
}

static struct poise__slice cut(const char *begin, const char *end)
{
    return (struct poise__slice){ begin, (size_t)(end - begin) };
}

static const char *find_any(const char *at, const char *end, const char *set)
{
    while (at < end && !(*at && strchr(set, *at))) at++;
    return at;
}

static void authority_split(const char *at, const char *end, struct poise__url *url)
{
    const char *user = NULL;

    for (const char *p = at; p < end; p++)
        if (*p == '@') user = p;
    if (user) {
        url->user = cut(at, user);
        at = user + 1;
    }
    const char *colon = end;
    while (colon > at && poise__is_digit((unsigned char)colon[-1])) colon--;
    if (colon > at && colon[-1] == ':' && colon < end && !(at[0] == '[' && end[-1] == ']'))
        end = colon - 1;
    while (end > at && end[-1] == '.') end--;
    url->host = cut(at, end);
}

void poise__url_split(struct poise__slice clean, struct poise__url *url)
{
    const char *at = clean.data, *end = at + clean.len;
    uint32_t len = scheme_len(clean);
    bool has_host = true;

    *url = (struct poise__url){ .scheme = { at, len } };
    if (len > 0) {
        at += len + 1;
        has_host = end - at >= 2 && at[0] == '/' && at[1] == '/';
        if (has_host) at += 2;
    } else if (clean.len > 0 && strchr("/.?#", *at)) {
        has_host = false;
    }
    if (has_host) {
        const char *host_end = find_any(at, end, "/?#");
        authority_split(at, host_end, url);
        at = host_end;
    }
    const char *path_end = find_any(at, end, "?#");
    url->path = cut(at, path_end);
    if (path_end < end && *path_end == '?') {
        const char *query_end = find_any(path_end, end, "#");
        url->query = cut(path_end + 1, query_end);
        path_end = query_end;
    }
    if (path_end < end) url->fragment = cut(path_end + 1, end);
}

/* ---- Addresses as hosts ------------------------------------------------------------------- */

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
        unsigned char c = (unsigned char)*at;
        if (!poise__is_hex(c)) return NULL;
        unsigned digit = poise__is_digit(c) ? (unsigned)(c - '0')
                                            : (unsigned)(poise__lower((char)c) - 'a') + 10;
        if (digit >= base) return NULL;
        *value = *value * base + digit;
        if (*value > UINT32_MAX) return NULL;
    }
    return at > begin ? at : NULL;
}

bool poise__url_host_address(struct poise__slice host, uint32_t *address)
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

/* ---- What the parts say ------------------------------------------------------------------- */

enum { SCRIPT_LATIN = 1, SCRIPT_GREEK = 2, SCRIPT_CYRILLIC = 4 };

static unsigned script_of(int32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F) || (c >= 0x1E00 && c <= 0x1EFF))
        return SCRIPT_LATIN;
    if ((c >= 0x370 && c <= 0x3FF) || (c >= 0x1F00 && c <= 0x1FFF)) return SCRIPT_GREEK;
    if (c >= 0x400 && c <= 0x52F) return SCRIPT_CYRILLIC;
    return 0;
}

/* Small Cyrillic letters that are drawn like Latin ones. */
static bool is_latin_twin(int32_t c)
{
    static const uint16_t twins[] = { 0x430, 0x435, 0x43E, 0x440, 0x441, 0x443, 0x445, 0x455, 0x456,
                                      0x458, 0x45A, 0x475, 0x4BB, 0x4CF, 0x501, 0x51B, 0x51D };

    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++)
        if (twins[i] == c) return true;
    return false;
}

static bool ends_in_ascii(struct poise__slice host)
{
    for (size_t i = host.len; i > 0 && host.data[i - 1] != '.'; i--)
        if ((unsigned char)host.data[i - 1] >= 0x80) return false;
    return true;
}

/* A label of two scripts, or one of nothing but twins under a Latin suffix. */
static bool is_mixed(struct poise__slice host)
{
    bool ascii_suffix = ends_in_ascii(host), twins = true;
    unsigned scripts = 0;
    uint32_t len;

    for (uint32_t at = 0; at < host.len; at += len) {
        int32_t c = poise__char_decode(host, at, &len);
        if (c == '.') {
            if (scripts == SCRIPT_CYRILLIC && twins && ascii_suffix) return true;
            scripts = 0;
            twins = true;
            continue;
        }
        unsigned script = script_of(c);
        scripts |= script;
        if (script && !is_latin_twin(c)) twins = false;
        if (scripts & (scripts - 1)) return true;
    }
    return false;
}

static bool has_punycode(struct poise__slice host)
{
    for (uint32_t at = 0; at + 4 <= host.len; at++)
        if ((at == 0 || host.data[at - 1] == '.') && poise__text_has(host, at, "xn--")) return true;
    return false;
}

/* Another address in a path or a query, escaped or not. */
static bool has_nested(struct poise__slice part)
{
    static const char *const spellings[] = { "http://",        "https://",     "http%3a%2f%2f",
                                             "https%3a%2f%2f", "http%3a//",    "https%3a//",
                                             "http:%2f%2f",    "https:%2f%2f", "http%253a%252f",
                                             "https%253a%252f" };

    for (uint32_t at = 0; at < part.len; at++) {
        if (poise__lower(part.data[at]) != 'h') continue;
        for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
            if (poise__text_has(part, at, spellings[i])) return true;
    }
    return false;
}

uint32_t poise__url_flags(const struct poise__url *url)
{
    uint32_t flags = 0, address;

    if (url->user.len > 0) flags |= POISE_MEDIA_USERINFO;
    if (url->host.len > 0 &&
        (url->host.data[0] == '[' || poise__url_host_address(url->host, &address)))
        flags |= POISE_MEDIA_IP_HOST;
    if (is_mixed(url->host)) flags |= POISE_MEDIA_MIXED_SCRIPT;
    if (has_punycode(url->host)) flags |= POISE_MEDIA_PUNYCODE;
    if (url->host.len > 0 && (has_nested(url->path) || has_nested(url->query)))
        flags |= POISE_MEDIA_REDIRECTOR;
    return flags;
}

/* ---- The key ------------------------------------------------------------------------------ */

static int hex_value(char c)
{
    return poise__is_digit((unsigned char)c) ? c - '0' : poise__lower(c) - 'a' + 10;
}

/* Append with escapes undone, those that appear by undoing one too. Each byte that is taken back
 * was written once, so this is linear. Returns the new length. */
static size_t key_add(char *out, size_t written, struct poise__slice part)
{
    size_t from = written;

    for (size_t i = 0; i < part.len; i++) {
        out[written++] = part.data[i];
        while (written >= from + 3 && out[written - 3] == '%' &&
               poise__is_hex((unsigned char)out[written - 2]) &&
               poise__is_hex((unsigned char)out[written - 1])) {
            int value = hex_value(out[written - 2]) << 4 | hex_value(out[written - 1]);
            if (value == 0) break; /* the key is a string */
            written -= 3;
            out[written++] = (char)value;
        }
    }
    return written;
}

/* Resolve "//", "/./" and "/../" in out[from, written), which begins with a slash. */
static size_t resolve_dots(char *out, size_t from, size_t written)
{
    size_t to = from;

    for (size_t i = from; i < written;) {
        size_t next = i + 1;
        while (next < written && out[next] != '/') next++;
        size_t len = next - i;
        bool is_last = next == written;
        if (len == 1 || (len == 2 && out[i + 1] == '.')) {
            if (is_last) out[to++] = '/';
        } else if (len == 3 && out[i + 1] == '.' && out[i + 2] == '.') {
            while (to > from && out[--to] != '/') continue;
            if (is_last) out[to++] = '/';
        } else {
            memmove(out + to, out + i, len);
            to += len;
        }
        i = next;
    }
    return to;
}

static size_t key_host(char *out, const struct poise__url *url)
{
    size_t written = key_add(out, 0, url->host);
    uint32_t address;

    for (size_t i = 0; i < written; i++) out[i] = poise__lower(out[i]);
    if (poise__url_host_address((struct poise__slice){ out, written }, &address)) {
        written = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            unsigned octet = address >> shift & 255;
            if (octet >= 100) out[written++] = (char)('0' + octet / 100);
            if (octet >= 10) out[written++] = (char)('0' + octet / 10 % 10);
            out[written++] = (char)('0' + octet % 10);
            if (shift > 0) out[written++] = '.';
        }
    }
    return written;
}

char *poise__url_key(struct poise__arena *arena, const struct poise__url *url)
{
    enum { ADDRESS_MAX = 16 };
    size_t room = url->host.len + url->path.len + url->query.len + ADDRESS_MAX + 4;
    char *out = poise__arena_take(arena, room);

    if (!out) return NULL;
    size_t written = key_host(out, url), path = written;
    if (url->path.len == 0 || url->path.data[0] != '/') out[written++] = '/';
    written = key_add(out, written, url->path);
    written = resolve_dots(out, path, written);
    if (url->query.len > 0) {
        out[written++] = '?';
        written = key_add(out, written, url->query);
    }
    out[written] = '\0';
    return out;
}
