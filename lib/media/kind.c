/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/kind.h"

#include <string.h>

#include "media/chars.h"
#include "media/tables.h"

struct poise__slice poise__kind_extension(struct poise__slice name)
{
    size_t begin = name.len, dot = name.len, end;

    while (begin > 0 && name.data[begin - 1] != '/') begin--;
    while (dot > begin && name.data[dot - 1] != '.') dot--;
    if (dot <= begin + 1) return (struct poise__slice){ name.data, 0 };
    for (end = dot; end < name.len; end++) {
        unsigned char c = (unsigned char)name.data[end];
        if (!poise__is_letter(c) && !poise__is_digit(c)) break;
    }
    return (struct poise__slice){ name.data + dot, end - dot };
}

/* "p.jpg:large" and "p.png@2x" carry sizes behind the extension, in URLs alone. */
static struct poise__slice extension_of_path(struct poise__slice path)
{
    size_t begin = path.len, last = path.len;

    while (begin > 0 && path.data[begin - 1] != '/') begin--;
    for (size_t i = path.len; i > begin; i--)
        if (strchr(":@!;", path.data[i - 1])) last = i - 1;
    return poise__kind_extension((struct poise__slice){ path.data, last });
}

static uint32_t kind_of_extension(struct poise__slice extension)
{
    const struct poise__extension_row *row = poise__table_extension(extension);

    /* "/review/brand.com" names a site, "/archive.bin" nothing that can be told. */
    return row && (row->is_file || row->kind != POISE_MEDIA_EXECUTABLE) ? row->kind
                                                                        : POISE_MEDIA_UNKNOWN;
}

/* "format=jpg" in a query, as image servers have it. */
static uint32_t kind_of_query(struct poise__slice query)
{
    for (uint32_t at = 0; at < query.len; at++) {
        if (at > 0 && query.data[at - 1] != '&') continue;
        if (!poise__text_has(query, at, "format=") && !poise__text_has(query, at, "fm=")) continue;
        const char *value = memchr(query.data + at, '=', query.len - at);
        struct poise__slice name = { value + 1, 0 };
        while (name.data + name.len < query.data + query.len && name.data[name.len] != '&')
            name.len++;
        return kind_of_extension(name);
    }
    return POISE_MEDIA_UNKNOWN;
}

struct poise__slice poise__kind_data_type(const struct poise__url *url)
{
    static const char plain[] = "text/plain";
    size_t len = 0;

    while (len < url->path.len && !strchr(",;", url->path.data[len])) len++;
    if (len == 0) return (struct poise__slice){ plain, sizeof plain - 1 };
    return (struct poise__slice){ url->path.data, len };
}

static uint32_t kind_of_hostless(const struct poise__url *url)
{
    uint32_t kind = kind_of_extension(extension_of_path(url->path));

    if (poise__slice_is(url->scheme, "data")) return poise__table_type(poise__kind_data_type(url));
    if (poise__slice_is(url->scheme, "javascript") || poise__slice_is(url->scheme, "vbscript"))
        return POISE_MEDIA_EXECUTABLE;
    return kind;
}

uint32_t poise__kind_of_url(const struct poise__url *url)
{
    uint32_t host, kind;

    if (url->host.len == 0) return kind_of_hostless(url);
    host = poise__table_host(url->host);
    if (host == POISE_MEDIA_SHORTENER) return host;
    kind = kind_of_extension(extension_of_path(url->path));
    if (kind == POISE_MEDIA_UNKNOWN || kind == POISE_MEDIA_PAGE) {
        uint32_t query = kind_of_query(url->query);
        if (query != POISE_MEDIA_UNKNOWN) kind = query;
    }
    if (kind == POISE_MEDIA_UNKNOWN &&
        memchr(url->fragment.data ? url->fragment.data : "", '/', url->fragment.len))
        kind = kind_of_extension(extension_of_path(url->fragment));
    if (kind != POISE_MEDIA_UNKNOWN && kind != POISE_MEDIA_PAGE) return kind;
    if (host != POISE_MEDIA_UNKNOWN) return host;
    return POISE_MEDIA_PAGE;
}

/* "x.jpg?from=https://page" is a picture whatever page it names. */
uint32_t poise__kind_of_redirect(const struct poise__url *url, uint32_t target)
{
    uint32_t own = kind_of_extension(extension_of_path(url->path));

    if (target != POISE_MEDIA_PAGE || own == POISE_MEDIA_UNKNOWN) return target;
    return own;
}
