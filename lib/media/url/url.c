/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/url.h"

#include <string.h>

#include "media/chars.h"
#include "media/scan/scheme.h"

/* ---- Parts -------------------------------------------------------------------------------- */

/* The scheme at the start of a cleaned URL; 0: none. "localhost:8080" has none: without slashes only
 * the schemes that scheme.h knows count. */
static uint32_t scheme_len(struct poise__slice clean)
{
    char name[POISE__SCHEME_MAX + 1];
    uint32_t len = 0;

    while (len < clean.len && len < POISE__SCHEME_MAX && poise__scheme_has_char(clean.data[len])) {
        name[len] = poise__lower(clean.data[len]);
        len++;
    }
    name[len] = '\0';
    if (len == 0 || len == clean.len || clean.data[len] != ':') return 0;
    bool slashes = poise__text_has(clean, len, "://");
    return poise__scheme_name(name, slashes) ? len : 0;
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
    if (colon > at && colon[-1] == ':' && !(at[0] == '[' && end[-1] == ']')) end = colon - 1;
    while (end > at && end[-1] == '.') end--;
    url->host = cut(at, end);
}

/* Without the white space at its ends. */
static struct poise__slice trim(struct poise__slice text)
{
    while (text.len > 0 && (unsigned char)text.data[text.len - 1] <= ' ') text.len--;
    while (text.len > 0 && (unsigned char)text.data[0] <= ' ') {
        text.data++;
        text.len--;
    }
    return text;
}

bool poise__url_is_script(struct poise__slice scheme)
{
    return poise__slice_is(scheme, "javascript") || poise__slice_is(scheme, "vbscript");
}

/* Behind two slashes or more stands a host, as in "//host/path" in a page; NULL for a path. */
static const char *authority_begin(const char *at, const char *end)
{
    const char *begin = at;

    while (begin < end && (*begin == '/' || *begin == '\\')) begin++;
    return begin - at >= 2 && find_any(begin, end, "/?#") > begin ? begin : NULL;
}

/* Where the host begins; NULL where none may stand. */
static const char *host_begin(const struct poise__url *url, const char *at, const char *end)
{
    if (url->scheme.len == 0)
        return at < end && strchr("/\\.?#", *at) ? authority_begin(at, end) : at;
    bool has_slashes = end - at >= 2 && at[0] == '/' && at[1] == '/';
    return has_slashes && !poise__url_is_script(url->scheme) ? at + 2 : NULL;
}

void poise__url_split(struct poise__slice clean, struct poise__url *url)
{
    clean = trim(clean);
    const char *at = clean.data, *end = at + clean.len;
    uint32_t len = scheme_len(clean);

    *url = (struct poise__url){ .scheme = { at, len } };
    if (len > 0) at += len + 1;
    const char *host = host_begin(url, at, end);
    if (host) {
        at = find_any(host, end, "/?#");
        authority_split(host, at, url);
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

/* ---- Spelling ----------------------------------------------------------------------------- */

/* Marks, embeddings, overrides and isolates, which turn the reading direction. */
static bool is_direction(int32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool has_direction(struct poise__slice raw)
{
    uint32_t len = 1;

    for (uint32_t at = 0; at < raw.len; at += len) {
        unsigned char c = (unsigned char)raw.data[at];
        len = 1;
        if ((c == 0xD8 || c == 0xE2) && is_direction(poise__char_decode(raw, at, &len)))
            return true;
    }
    return false;
}

uint32_t poise__url_spelling(struct poise__slice raw)
{
    uint32_t flags = 0;

    if (raw.len > POISE__URL_LONG) flags |= POISE_MEDIA_TOO_LONG;
    if (memchr(raw.data, '\\', raw.len)) flags |= POISE_MEDIA_BACKSLASH;
    if (has_direction(raw)) flags |= POISE_MEDIA_BIDI;
    return flags;
}
