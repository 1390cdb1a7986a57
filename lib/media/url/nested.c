/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/nested.h"

#include <string.h>

#include "media/chars.h"
#include "media/url/escape.h"
#include "media/tables.h"

enum { PART_HOST, PART_PATH, PART_QUERY, PART_FRAGMENT, PARTS };

static struct poise__slice rest_from(struct poise__slice bytes, size_t at)
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

/* Where the first "http:/" of a piece begins: a browser repairs it. False when there is none. */
static bool find_scheme(struct poise__slice piece, size_t *begin)
{
    for (size_t at = 0; at < piece.len; at++) {
        const char *colon = memchr(piece.data + at, ':', piece.len - at);
        if (!colon) return false;
        at = (size_t)(colon - piece.data);
        if (piece.len - at < 3 || !is_slash(colon[1])) continue;
        size_t len = scheme_before(piece, at);
        if (len == 0) continue;
        *begin = at - len;
        return true;
    }
    return false;
}

/* ---- Without one -------------------------------------------------------------------------- */

/* "next", "next_url", "Next-URI" and the like. */
static bool is_destination_name(struct poise__slice name)
{
    static const char *const names[] = { "url",      "uri",  "u",      "to",          "target",
                                         "dest",     "next", "redir",  "destination", "redirect",
                                         "return",   "goto", "link",   "redirectto",  "returnto",
                                         "continue", "out",  "imgurl", "mediaurl",    "forward",
                                         "callback" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (poise__slice_is(name, names[i])) return true;
    return false;
}

/* Does a parameter say where to go? */
static bool is_destination(struct poise__slice name, const struct poise__url *url)
{
    enum { NAME_MAX_BYTES = 16 }; /* the longest, with "url" behind it */
    char plain[NAME_MAX_BYTES];
    struct poise__slice word = { plain, 0 };

    for (size_t i = 0; i < name.len; i++) {
        if (name.data[i] == '_' || name.data[i] == '-') continue;
        if (word.len == NAME_MAX_BYTES) return false;
        plain[word.len++] = name.data[i];
    }
    /* A search has a "q" too. */
    if (poise__slice_is(word, "q"))
        return poise__slice_is(url->path, "/url") || poise__slice_is(url->path, "/redirect");
    if (is_destination_name(word)) return true;
    if (word.len < 4) return false;
    word.len -= 3;
    struct poise__slice end = { word.data + word.len, 3 };
    return (poise__slice_is(end, "url") || poise__slice_is(end, "uri")) &&
           is_destination_name(word);
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

/* Does something stand here that a host may begin with? An escape is undone first. */
static bool is_host_begin(struct poise__slice value, size_t at)
{
    return at < value.len && (unsigned char)value.data[at] > ' ' &&
           !memchr("%?#", value.data[at], 3);
}

static bool is_script(struct poise__slice value)
{
    const char *colon = memchr(value.data, ':', value.len);

    return colon &&
           poise__url_is_script((struct poise__slice){ value.data, (size_t)(colon - value.data) });
}

/* What a value leads to under any name: "//host", "http:host" and the like, which browsers repair, and
 * scripts. False when it is a path of the same site or nothing that can be told; *begin then stands
 * where a host would. */
static bool leads_away(struct poise__slice value, size_t *begin)
{
    size_t at = 0, slashes = 0;

    while (at < value.len && (unsigned char)value.data[at] <= ' ') at++;
    *begin = at;
    if (is_script(rest_from(value, at))) return true;
    bool is_secure = poise__text_has(value, (uint32_t)at, "https:");
    bool has_scheme = is_secure || poise__text_has(value, (uint32_t)at, "http:");
    if (has_scheme) at += is_secure ? strlen("https:") : strlen("http:");
    for (; at < value.len && is_slash(value.data[at]); at++) slashes++;
    if (!has_scheme) *begin = slashes == 1 ? value.len : at;
    return (has_scheme || slashes >= 2) && is_host_begin(value, at);
}

/* The name of a parameter: a fragment may have a path and "?" in front of it. */
static struct poise__slice name_of(struct poise__slice piece, size_t len)
{
    size_t begin = len;

    while (begin > 0 && !memchr("/?;", piece.data[begin - 1], 3)) begin--;
    return (struct poise__slice){ piece.data + begin, len - begin };
}

/* Where a URL begins as the value of a parameter, or instead of one. */
static bool find_value(struct poise__slice piece, const struct poise__url *url, size_t *begin)
{
    const char *sign = memchr(piece.data, '=', piece.len);
    size_t name_len = sign ? (size_t)(sign - piece.data) : 0, skip = sign ? name_len + 1 : 0, at;
    struct poise__slice value = rest_from(piece, skip);
    bool away = leads_away(value, &at);

    *begin = skip + at;
    return away || (is_destination(name_of(piece, name_len), url) &&
                    begins_with_host(rest_from(value, at)));
}

/* ---- Proxies ------------------------------------------------------------------------------ */

/* Is it this host, or below it? A name that ends with a dot has any suffix. */
static bool is_host(struct poise__slice host, const char *name)
{
    size_t len = strlen(name);

    for (uint32_t at = 0; at + len <= host.len; at++)
        if ((at == 0 || host.data[at - 1] == '.') && poise__text_has(host, at, name) &&
            (name[len - 1] == '.' || at + len == host.len))
            return true;
    return false;
}

/* Where the site begins that a proxy names in its path: "/amp/s/evil.example/x". */
static bool find_proxied(struct poise__slice path, struct poise__slice host, size_t *begin)
{
    static const struct {
        const char *host;
        const char *path; /* before the site; "s/" may stand between, for https */
        bool has_date;    /* a segment more between */
    } proxies[] = { { "google.", "/amp/", false },
                    { "cdn.ampproject.org", "/c/", false },
                    { "cdn.ampproject.org", "/i/", false },
                    { "cdn.ampproject.org", "/v/", false },
                    { "web.archive.org", "/web/", true } };

    for (size_t i = 0; i < sizeof proxies / sizeof proxies[0]; i++) {
        size_t at = strlen(proxies[i].path);
        if (!poise__text_has(path, 0, proxies[i].path) || !is_host(host, proxies[i].host)) continue;
        const char *slash = memchr(path.data + at, '/', path.len - at);
        if (proxies[i].has_date) at = slash ? (size_t)(slash + 1 - path.data) : path.len;
        if (poise__text_has(path, (uint32_t)at, "s/")) at += 2;
        *begin = at;
        return begins_with_host(rest_from(path, at));
    }
    return false;
}

/* "e--vil-example.translate.goog/x" shows e-vil.example/x: the site, or nothing when it is no such
 * host. NULL when memory is out. */
static const char *translated(struct poise__arena *strings, const struct poise__url *url)
{
    static const char suffix[] = ".translate.goog";
    size_t suffix_len = sizeof suffix - 1, to = 0, len = url->host.len;

    if (len <= suffix_len || !poise__text_has(url->host, (uint32_t)(len - suffix_len), suffix))
        return "";
    len -= suffix_len;
    char *out = poise__arena_take(strings, len + url->path.len + url->query.len + 2);
    if (!out) return NULL;
    for (size_t i = 0; i < len; i++) {
        bool is_hyphen = poise__text_has(url->host, (uint32_t)i, "--");
        out[to++] = url->host.data[i] == '-' && !is_hyphen ? '.' : url->host.data[i];
        i += is_hyphen;
    }
    memcpy(out + to, url->path.data, url->path.len);
    to += url->path.len;
    if (url->query.len > 0) {
        out[to++] = '?';
        memcpy(out + to, url->query.data, url->query.len);
        to += url->query.len;
    }
    out[to] = '\0';
    return out;
}

/* ---- The walk ----------------------------------------------------------------------------- */

/* Does a parameter begin here? */
static bool begins_parameter(struct poise__slice bytes)
{
    size_t len = 0;

    while (len < bytes.len &&
           (poise__is_letter((unsigned char)bytes.data[len]) ||
            poise__is_digit((unsigned char)bytes.data[len]) || memchr("-_.", bytes.data[len], 3)))
        len++;
    return len > 0 && len < bytes.len && bytes.data[len] == '=';
}

/* The end of the first parameter. Some servers part them with ";" too, but a URL in a query may hold
 * that; the fragment of an intent: ends each of its extras with it. */
static size_t parameter_end(struct poise__slice part, bool is_fragment)
{
    for (size_t at = 0; at < part.len; at++)
        if (part.data[at] == '&' ||
            (part.data[at] == ';' && (is_fragment || begins_parameter(rest_from(part, at + 1)))))
            return at;
    return part.len;
}

static bool is_in(const struct poise__nested_frame *frame, uint32_t part)
{
    return frame->parts == part + 1;
}

/* The next parameter of the query or fragment, or the whole path. The host is read for itself. */
static bool next_piece(struct poise__nested_frame *frame)
{
    const struct poise__slice parts[PARTS] = {
        { NULL, 0 }, frame->url.path, frame->url.query, frame->url.fragment
    };

    while (frame->part.len == 0) {
        if (frame->parts == PARTS) return false;
        frame->part = parts[frame->parts++];
    }
    size_t len = is_in(frame, PART_PATH) ? frame->part.len
                                         : parameter_end(frame->part, is_in(frame, PART_FRAGMENT));
    frame->piece = (struct poise__slice){ frame->part.data, len };
    frame->part = rest_from(frame->part, len < frame->part.len ? len + 1 : len);
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
    piece->len = poise__leave_out_breaks(*piece, frame->copy);
    frame->escapes++;
    return true;
}

/* The first URL of a piece; *rest: how much of the piece is still to be read. */
static bool find_in_piece(const struct poise__nested_frame *frame, size_t *begin, size_t *rest)
{
    bool found = find_scheme(frame->piece, begin);

    *rest = found ? *begin : 0;
    if (found) return true;
    return is_in(frame, PART_PATH) ? find_proxied(frame->piece, frame->url.host, begin)
                                   : find_value(frame->piece, &frame->url, begin);
}

/* The next URL of a frame. What stands before one that is found may be one that is escaped more
 * often, so it is read on. */
static bool frame_next(struct poise__nested *nested, struct poise__nested_frame *frame,
                       struct poise__slice *found)
{
    size_t begin, rest;

    if (frame->parts == PART_HOST) {
        frame->parts++;
        const char *site = translated(nested->strings, &frame->url);
        if (!site) nested->status = POISE_E_NOMEM;
        *found = (struct poise__slice){ site, site ? strlen(site) : 0 };
        if (found->len > 0) return true;
    }
    while (nested->status == POISE_OK) {
        if (frame->piece.len == 0 && !next_piece(frame)) return false;
        if (find_in_piece(frame, &begin, &rest)) {
            *found = rest_from(frame->piece, begin);
            frame->piece.len = rest;
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
