/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/canonical.h"

#include <string.h>

#include "media/chars.h"
#include "media/url/escape.h"
#include "media/url/host.h"

/* How a path is read. */
enum {
    ASKED,  /* by a browser */
    UNDONE, /* by any server that may be behind it */
};

/* The dots of a segment that is nothing else: a browser takes "%2e" for one. */
static unsigned dots_of(struct poise__slice segment)
{
    unsigned dots = 0;

    for (uint32_t at = 0; at < segment.len; dots++) {
        if (segment.data[at] == '.')
            at++;
        else if (poise__text_has(segment, at, "%2e"))
            at += 3;
        else
            return 0;
    }
    return dots;
}

/* Resolve "/./" and "/../" in a path, which begins with a slash; "//" too once it is undone. Returns
 * the new length. */
static size_t resolve_dots(char *path, size_t len, int how)
{
    size_t to = 0;

    for (size_t i = 0; i < len;) {
        size_t next = i + 1;
        while (next < len && path[next] != '/') next++;
        size_t part = next - i;
        bool is_last = next == len, is_empty = part == 1 && how == UNDONE;
        unsigned dots = dots_of((struct poise__slice){ path + i + 1, part - 1 });
        if (is_empty || dots == 1 || dots == 2) {
            while (dots == 2 && to > 0 && path[--to] != '/') continue;
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

static size_t put_part(struct poise__slice part, int how, char *out)
{
    return how == UNDONE ? poise__unescape_all(part, out) : poise__leave_out_breaks(part, out);
}

/* The path and the query. Returns the new length. */
static size_t put_path(const struct poise__url *url, int how, bool opaque, char *out, size_t at)
{
    size_t begin = at;

    if (!opaque && (url->path.len == 0 || url->path.data[0] != '/')) out[at++] = '/';
    at += put_part(url->path, how, out + at);
    if (!opaque) at = begin + resolve_dots(out + begin, at - begin, how);
    if (url->query.data) {
        out[at++] = '?';
        at += put_part(url->query, how, out + at);
    }
    return begin + poise__escape(out + begin, at - begin, how == UNDONE);
}

/* The host, or the scheme with its colon. */
static size_t put_front(const struct poise__url *url, const struct poise__host *host, char *out)
{
    if (host->len > 0) return poise__escape(out, put(out, 0, host->name, host->len), true);
    size_t at = put(out, 0, url->scheme.data, url->scheme.len);
    return at > 0 ? put(out, at, ":", 1) : at;
}

static bool is_page(const struct poise__url *url)
{
    return url->scheme.len == 0 || poise__slice_is(url->scheme, "http") ||
           poise__slice_is(url->scheme, "https");
}

bool poise__url_canonical(struct poise__arena *arena, const struct poise__url *url,
                          struct poise__canonical *canonical)
{
    enum { MARKS = 4 }; /* ':' or '/', '?', the terminator */
    struct poise__host host;

    poise__host_read(url->host, &host);
    struct poise__slice name = { host.name, host.len };
    size_t front = url->scheme.len + poise__escape_room(name);
    size_t room = front + poise__escape_room(url->path) + poise__escape_room(url->query) + MARKS;
    char *key = poise__arena_take(arena, room), *asked = poise__arena_take(arena, room);
    if (!key || !asked) return false;
    bool opaque = host.len == 0 && is_opaque(url);
    size_t begin = put_front(url, &host, key);
    put(asked, 0, key, begin);
    key[put_path(url, UNDONE, opaque, key, begin)] = '\0';
    asked[put_path(url, ASKED, opaque, asked, begin)] = '\0';
    *canonical = (struct poise__canonical){ .key = key,
                                            .asked = asked,
                                            .host_len = host.len > 0 ? (uint32_t)begin : 0,
                                            .flags = host.flags,
                                            .is_page = is_page(url) };
    return true;
}
