/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/canonical.h"

#include <string.h>

#include "media/url/escape.h"
#include "media/url/host.h"

/* Resolve "//", "/./" and "/../" in a path, which begins with a slash. Returns the new length. */
static size_t resolve_dots(char *path, size_t len)
{
    size_t to = 0;

    for (size_t i = 0; i < len;) {
        size_t next = i + 1;
        while (next < len && path[next] != '/') next++;
        size_t part = next - i;
        bool is_last = next == len;
        if (part == 1 || (part == 2 && path[i + 1] == '.')) {
            if (is_last) path[to++] = '/';
        } else if (part == 3 && path[i + 1] == '.' && path[i + 2] == '.') {
            while (to > 0 && path[--to] != '/') continue;
            if (is_last) path[to++] = '/';
        } else {
            memmove(path + to, path + i, part);
            to += part;
        }
        i = next;
    }
    return to;
}

static size_t put(char *out, size_t at, const char *bytes, size_t len)
{
    if (len > 0) memcpy(out + at, bytes, len);
    return at + len;
}

/* "data:" and the like: the path is no path, and means what it says. */
static bool is_opaque(const struct poise__url *url)
{
    return url->scheme.len > 0 && (url->path.len == 0 || url->path.data[0] != '/');
}

static size_t put_path(const struct poise__url *url, bool is_opaque_path, char *out, size_t at)
{
    size_t begin = at;

    if (!is_opaque_path && (url->path.len == 0 || url->path.data[0] != '/')) out[at++] = '/';
    at += poise__unescape_all(url->path, out + at);
    if (!is_opaque_path) at = begin + resolve_dots(out + begin, at - begin);
    if (url->query.data) {
        out[at++] = '?';
        at += poise__unescape_all(url->query, out + at);
    }
    return begin + poise__escape(out + begin, at - begin);
}

/* The scheme with its colon; a host without one is the web's. */
static size_t put_scheme(const struct poise__url *url, char *out)
{
    size_t at = put(out, 0, url->scheme.data, url->scheme.len);

    if (url->host.len > 0) {
        if (at == 0) at = put(out, at, "http", 4);
        return put(out, at, "://", 3);
    }
    return at > 0 ? put(out, at, ":", 1) : at;
}

bool poise__url_canonical(struct poise__arena *arena, const struct poise__url *url,
                          struct poise__canonical *canonical)
{
    enum { MARKS = 12 }; /* "http", "://", '/', '?', the terminator */
    struct poise__host host;

    poise__host_read(url->host, &host);
    struct poise__slice name = { host.name, host.len };
    char *out = poise__arena_take(arena, url->scheme.len + poise__escape_room(name) +
                                             poise__escape_room(url->path) +
                                             poise__escape_room(url->query) + MARKS);
    if (!out) return false;
    size_t begin = put_scheme(url, out);
    size_t at = put(out, begin, host.name, host.len);
    at = begin + poise__escape(out + begin, at - begin);
    *canonical = (struct poise__canonical){ .text = out,
                                            .key = host.len > 0 ? out + begin : out,
                                            .host_len = host.len > 0 ? (uint32_t)(at - begin) : 0,
                                            .flags = host.flags };
    at = put_path(url, host.len == 0 && is_opaque(url), out, at);
    out[at] = '\0';
    return true;
}
