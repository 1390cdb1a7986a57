/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/nested.h"

#include <string.h>

#include "media/chars.h"
#include "media/url/escape.h"
#include "media/tables.h"

enum { PART_PATH, PART_QUERY, PART_FRAGMENT, PARTS };

static struct poise__slice cut_at(struct poise__slice bytes, size_t at)
{
    return (struct poise__slice){ bytes.data + at, bytes.len - at };
}

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

/* ---- With a scheme ------------------------------------------------------------------------ */

/* The length of the scheme of a site that ends at `end`, or 0. */
static size_t scheme_before(struct poise__slice bytes, size_t end)
{
    static const char *const schemes[] = { "https", "http", "hxxps", "hxxp", "ftp" };

    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t len = strlen(schemes[i]);
        if (len <= end && poise__text_has(bytes, (uint32_t)(end - len), schemes[i])) return len;
    }
    return 0;
}

/* Where the first "http://" of a piece begins. False when there is none. */
static bool find_scheme(struct poise__slice piece, size_t *begin)
{
    for (size_t at = 0; at < piece.len; at++) {
        const char *colon = memchr(piece.data + at, ':', piece.len - at);
        if (!colon) return false;
        at = (size_t)(colon - piece.data);
        if (piece.len - at < 4 || !is_slash(colon[1]) || !is_slash(colon[2])) continue;
        size_t len = scheme_before(piece, at);
        if (len == 0) continue;
        *begin = at - len;
        return true;
    }
    return false;
}

/* ---- Without one -------------------------------------------------------------------------- */

/* Names of parameters that say where to go. */
static bool is_destination(struct poise__slice name, const struct poise__url *url)
{
    static const char *const names[] = { "url",          "u",           "to",        "target",
                                         "dest",         "destination", "redirect",  "redirect_to",
                                         "redir",        "return",      "next",      "redirect_url",
                                         "redirect_uri", "return_url",  "returnto",  "continue",
                                         "goto",         "link",        "return_to", "returnurl",
                                         "forward",      "out",         "imgurl",    "mediaurl" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (poise__slice_is(name, names[i])) return true;
    if (!poise__slice_is(name, "q")) return false;
    /* A search has a "q" too. */
    return poise__slice_is(url->path, "/url") || poise__slice_is(url->path, "/redirect");
}

/* Does a value begin with a host that its suffix vouches for? A lone "page.py" is a file. */
static bool begins_with_host(struct poise__slice value)
{
    size_t end = 0, last = 0;

    for (; end < value.len && !memchr("/\\?#:", value.data[end], 5); end++) {
        unsigned char c = (unsigned char)value.data[end];
        if (c == '.') last = end + 1;
        if (c < 0x80 && !poise__is_letter(c) && !poise__is_digit(c) && !memchr("-._@", c, 4))
            return false;
    }
    if (last < 2 || last == end) return false;
    struct poise__slice suffix = { value.data + last, end - last };
    if (!poise__table_has_tld(suffix)) return false;
    const struct poise__extension_row *row = poise__table_extension(suffix);
    return end < value.len || !row || !row->is_file;
}

/* Where a value's host begins behind a scheme and slashes, "//evil.example" and "https:evil.example"
 * included. The length of the value when it is a path of the same site. */
static size_t host_begin(struct poise__slice value)
{
    size_t at = 0, slashes = 0;

    while (at < value.len && (unsigned char)value.data[at] <= ' ') at++;
    bool is_secure = poise__text_has(value, (uint32_t)at, "https:");
    bool has_scheme = is_secure || poise__text_has(value, (uint32_t)at, "http:");
    if (has_scheme) at += is_secure ? strlen("https:") : strlen("http:");
    for (; at < value.len && is_slash(value.data[at]); at++) slashes++;
    return has_scheme || slashes != 1 ? at : value.len;
}

/* A host without "http://" as the value of a parameter that says where to go. */
static bool find_bare(struct poise__slice piece, const struct poise__url *url, size_t *begin)
{
    const char *sign = memchr(piece.data, '=', piece.len);

    if (!sign) return false;
    size_t name_len = (size_t)(sign - piece.data);
    if (!is_destination((struct poise__slice){ piece.data, name_len }, url)) return false;
    struct poise__slice value = cut_at(piece, name_len + 1);
    size_t host = host_begin(value);
    *begin = name_len + 1 + host;
    return begins_with_host(cut_at(value, host));
}

/* ---- The walk ----------------------------------------------------------------------------- */

/* The next parameter of the query or fragment, or the whole path. */
static bool next_piece(struct poise__nested_frame *frame)
{
    const struct poise__slice parts[PARTS] = { frame->url.path, frame->url.query,
                                               frame->url.fragment };

    while (frame->part.len == 0) {
        if (frame->parts == PARTS) return false;
        frame->part = parts[frame->parts++];
    }
    const char *end = NULL;
    if (frame->parts != PART_PATH + 1) end = memchr(frame->part.data, '&', frame->part.len);
    size_t len = end ? (size_t)(end - frame->part.data) : frame->part.len;
    frame->piece = (struct poise__slice){ frame->part.data, len };
    frame->part = cut_at(frame->part, end ? len + 1 : len);
    frame->copy = NULL;
    frame->escapes = 0;
    return true;
}

/* Undo the escapes of a piece once more. False when it has none, or has been undone enough. */
static bool undo_piece(struct poise__nested *nested, struct poise__nested_frame *frame)
{
    struct poise__slice *piece = &frame->piece;

    if (frame->escapes == POISE__NESTED_ESCAPES) return false;
    if (!memchr(piece->data, '%', piece->len)) return false;
    if (!frame->copy) frame->copy = poise__arena_take(nested->strings, piece->len);
    if (!frame->copy) {
        nested->status = POISE_E_NOMEM;
        return false;
    }
    piece->len = poise__unescape_once(*piece, frame->copy);
    piece->data = frame->copy;
    frame->escapes++;
    return true;
}

/* The next URL of a frame. What stands before one that is found may be one that is escaped more
 * often, so it is read on. */
static bool frame_next(struct poise__nested *nested, struct poise__nested_frame *frame,
                       struct poise__slice *found)
{
    size_t begin;

    while (nested->status == POISE_OK) {
        if (frame->piece.len == 0 && !next_piece(frame)) return false;
        if (find_scheme(frame->piece, &begin)) {
            *found = cut_at(frame->piece, begin);
            frame->piece.len = begin;
            return true;
        }
        if (frame->parts != PART_PATH + 1 && find_bare(frame->piece, &frame->url, &begin)) {
            *found = cut_at(frame->piece, begin);
            frame->piece.len = 0;
            return true;
        }
        if (!undo_piece(nested, frame)) frame->piece.len = 0;
    }
    return false;
}

void poise__nested_init(struct poise__nested *nested, struct poise__arena *strings,
                        const struct poise__url *url)
{
    *nested = (struct poise__nested){ .strings = strings, .open = 1 };
    nested->frames[0].url = *url;
}

bool poise__nested_next(struct poise__nested *nested, struct poise__url *url)
{
    struct poise__slice found;

    while (nested->open > 0) {
        if (!frame_next(nested, &nested->frames[nested->open - 1], &found)) {
            if (nested->status != POISE_OK) return false;
            nested->open--;
            continue;
        }
        char *clean = poise__url_clean(nested->strings, found);
        if (!clean) {
            nested->status = POISE_E_NOMEM;
            return false;
        }
        poise__url_split((struct poise__slice){ clean, strlen(clean) }, url);
        nested->depth = nested->open;
        if (nested->open < POISE__NESTED_DEPTH)
            nested->frames[nested->open++] = (struct poise__nested_frame){ .url = *url };
        return true;
    }
    return false;
}
