/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/kind.h"

#include <string.h>

#include "media/chars.h"
#include "media/tables.h"
#include "media/url/escape.h"

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

/* ---- Names of files ------------------------------------------------------------------------ */

/* An extension stands at the end: what is longer than this is read from there. */
enum { NAME_MAX_BYTES = 256 };

/* The end of a piece of a URL with its escapes undone. */
static struct poise__slice plain_end(struct poise__slice in, char out[NAME_MAX_BYTES])
{
    size_t skip = in.len > NAME_MAX_BYTES ? in.len - NAME_MAX_BYTES : 0;
    struct poise__slice end = { in.data + skip, in.len - skip };

    return (struct poise__slice){ out, poise__unescape_once(end, out) };
}

static uint32_t kind_of_extension(struct poise__slice extension)
{
    const struct poise__extension_row *row = poise__table_extension(extension);

    /* "/review/brand.com" names a site, "/archive.bin" nothing that can be told. */
    return row && (row->is_file || row->kind != POISE_MEDIA_EXECUTABLE) ? row->kind
                                                                        : POISE_MEDIA_UNKNOWN;
}

/* Up to the first of these marks, or all of it. */
static struct poise__slice cut_before(struct poise__slice bytes, const char *marks)
{
    for (size_t i = 0; i < bytes.len; i++)
        if (bytes.data[i] && strchr(marks, bytes.data[i]))
            return (struct poise__slice){ bytes.data, i };
    return bytes;
}

/* The last segment tells. Behind the name may stand parameters (";jsessionid=1.a") and, on image
 * servers, sizes ("p.jpg!w.400", "p.jpg:large"). */
static uint32_t kind_of_path(struct poise__slice path)
{
    char buffer[NAME_MAX_BYTES];
    size_t begin = path.len;

    while (begin > 0 && path.data[begin - 1] != '/') begin--;
    struct poise__slice segment = { path.data + begin, path.len - begin };
    struct poise__slice name = plain_end(cut_before(segment, ";"), buffer);
    uint32_t kind = kind_of_extension(poise__kind_extension(name));
    return kind != POISE_MEDIA_UNKNOWN
               ? kind
               : kind_of_extension(poise__kind_extension(cut_before(name, ":@!")));
}

/* ---- The query ---------------------------------------------------------------------------- */

static uint32_t kind_of_format(struct poise__slice value)
{
    return kind_of_extension(value);
}

static uint32_t kind_of_name(struct poise__slice value)
{
    return kind_of_extension(poise__kind_extension(value));
}

static uint32_t kind_of_type(struct poise__slice value)
{
    static const struct {
        const char *word;
        uint32_t kind;
    } words[] = { { "image", POISE_MEDIA_IMAGE },
                  { "photo", POISE_MEDIA_IMAGE },
                  { "video", POISE_MEDIA_VIDEO },
                  { "audio", POISE_MEDIA_AUDIO } };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (poise__slice_is(value, words[i].word)) return words[i].kind;
    return poise__table_type(value);
}

/* What servers of media call what they are to send: "format=jpg", "filename=a.pdf", and the headers
 * that storage services put on a file ("response-content-disposition=attachment; filename=a.pdf"). */
static uint32_t kind_of_parameter(struct poise__slice key, struct poise__slice value)
{
    static const struct {
        const char *key;
        uint32_t (*kind)(struct poise__slice value);
    } known[] = {
        { "format", kind_of_format },
        { "fm", kind_of_format },
        { "ext", kind_of_format },
        { "filename", kind_of_name },
        { "file", kind_of_name },
        { "name", kind_of_name },
        { "response-content-disposition", kind_of_name },
        { "rscd", kind_of_name },
        { "type", kind_of_type },
        { "mime", kind_of_type },
        { "response-content-type", kind_of_type },
        { "rsct", kind_of_type },
    };
    char buffer[NAME_MAX_BYTES];

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (poise__slice_is(key, known[i].key)) return known[i].kind(plain_end(value, buffer));
    return POISE_MEDIA_UNKNOWN;
}

/* The first parameter that tells counts. */
static uint32_t kind_of_query(struct poise__slice query)
{
    while (query.len > 0) {
        struct poise__slice pair = cut_before(query, "&"), key = cut_before(pair, "=");
        size_t step = pair.len + (pair.len < query.len);
        if (key.len < pair.len) {
            struct poise__slice value = { key.data + key.len + 1, pair.len - key.len - 1 };
            uint32_t kind = kind_of_parameter(key, value);
            if (kind != POISE_MEDIA_UNKNOWN) return kind;
        }
        query.data += step;
        query.len -= step;
    }
    return POISE_MEDIA_UNKNOWN;
}

/* ---- All of it ---------------------------------------------------------------------------- */

struct poise__slice poise__kind_data_type(const struct poise__url *url)
{
    static const char plain[] = "text/plain";
    struct poise__slice type = cut_before(url->path, ",;");

    return type.len > 0 ? type : (struct poise__slice){ plain, sizeof plain - 1 };
}

static uint32_t kind_of_hostless(const struct poise__url *url)
{
    if (poise__slice_is(url->scheme, "data")) return poise__table_type(poise__kind_data_type(url));
    if (poise__url_is_script(url->scheme)) return POISE_MEDIA_EXECUTABLE;
    return kind_of_path(url->path);
}

static bool is_told(uint32_t kind)
{
    return kind != POISE_MEDIA_UNKNOWN && kind != POISE_MEDIA_PAGE;
}

/* What the names in a URL say. A page's query says what it sends, and its fragment what it shows. */
static uint32_t kind_of_names(const struct poise__url *url)
{
    uint32_t kind = kind_of_path(url->path);

    if (is_told(kind)) return kind;
    kind = kind_of_query(url->query);
    if (is_told(kind)) return kind;
    if (url->fragment.len == 0 || !memchr(url->fragment.data, '/', url->fragment.len))
        return POISE_MEDIA_UNKNOWN;
    return kind_of_path(url->fragment);
}

uint32_t poise__kind_of_url(const struct poise__url *url)
{
    const struct poise__host_row *row;
    uint32_t host = POISE_MEDIA_UNKNOWN, path = POISE_MEDIA_UNKNOWN, names;

    if (url->host.len == 0) return kind_of_hostless(url);
    row = poise__table_host_row(url->host);
    if (row) {
        host = row->kind;
        path = poise__table_path(row, url->path);
    }
    /* A known page is one whatever it is called: "/wiki/Node.js", "/review/brand.pl". */
    if (host == POISE_MEDIA_SHORTENER || path == POISE_MEDIA_PAGE)
        return host == POISE_MEDIA_SHORTENER ? host : path;
    names = kind_of_names(url);
    if (is_told(names)) return names;
    if (path != POISE_MEDIA_UNKNOWN) return path;
    return host != POISE_MEDIA_UNKNOWN ? host : POISE_MEDIA_PAGE;
}

/* "x.jpg?from=https://page" is a picture whatever page it names. */
uint32_t poise__kind_of_redirect(const struct poise__url *url, uint32_t target)
{
    uint32_t own = kind_of_path(url->path);

    if (target != POISE_MEDIA_PAGE || own == POISE_MEDIA_UNKNOWN) return target;
    return own;
}
