/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/host.h"

#include <string.h>

#include "media/url/address.h"
#include "media/chars.h"
#include "media/url/escape.h"
#include "media/url/homoglyph.h"
#include "media/url/idna.h"

/* Bytes of a host that are read, before and after its escapes are undone. */
enum { RAW_MAX = 2048, BYTES_MAX = POISE__HOST_POINTS };
enum { LABEL_MAX = 63, NAME_MAX_BYTES = 253 }; /* by RFC 1034 */

/* The end of a host that is too long. */
static struct poise__slice cut_front(struct poise__slice bytes, size_t max, uint32_t *flags)
{
    if (bytes.len <= max) return bytes;
    *flags |= POISE_MEDIA_BAD_HOST;
    return (struct poise__slice){ bytes.data + bytes.len - max, max };
}

static bool has_punycode(struct poise__slice host)
{
    for (uint32_t at = 0; at + 4 <= host.len; at++)
        if ((at == 0 || host.data[at - 1] == '.') && poise__text_has(host, at, "xn--")) return true;
    return false;
}

/* False for what is no UTF-8 or does not fit. */
static bool read_name(struct poise__slice bytes, struct poise__host *host)
{
    int32_t points[BYTES_MAX];
    struct poise__idna idna;
    uint32_t count = 0, len;

    for (uint32_t at = 0; at < bytes.len; at += len) {
        points[count] = poise__char_decode(bytes, at, &len);
        if (points[count++] < 0) return false;
    }
    if (!poise__idna_read(points, count, &idna)) return false;
    if (!poise__idna_ascii(&idna, host->name, POISE__HOST_NAME, &host->len)) return false;
    if (idna.is_bad) host->flags |= POISE_MEDIA_BAD_HOST;
    if (poise__homoglyph_in(&idna)) host->flags |= POISE_MEDIA_MIXED_SCRIPT;
    return true;
}

static void copy_name(struct poise__slice bytes, struct poise__host *host)
{
    for (host->len = 0; host->len < bytes.len; host->len++)
        host->name[host->len] = poise__lower(bytes.data[host->len]);
}

/* Empty labels mean nothing; a last one is the root. */
static void squeeze_dots(struct poise__host *host)
{
    uint32_t to = 0, label = 0;

    for (uint32_t from = 0; from < host->len; from++) {
        char c = host->name[from];
        if (c == '.' && label == 0) {
            host->flags |= POISE_MEDIA_BAD_HOST;
            continue;
        }
        label = c == '.' ? 0 : label + 1;
        if (label > LABEL_MAX) host->flags |= POISE_MEDIA_BAD_HOST;
        host->name[to++] = c;
    }
    if (to > 0 && host->name[to - 1] == '.') to--;
    if (to > NAME_MAX_BYTES) host->flags |= POISE_MEDIA_BAD_HOST;
    host->len = to;
}

static void read_address(struct poise__host *host)
{
    struct poise__slice name = { host->name, host->len };
    char address[POISE__ADDRESS_MAX];
    uint32_t len = poise__address_write(name, address);

    if (len > 0) {
        memcpy(host->name, address, len);
        host->len = len;
    } else if (host->name[0] == '[' || poise__address_ends_host(name)) {
        host->flags |= POISE_MEDIA_BAD_HOST;
    }
    if (len > 0 || host->name[0] == '[') host->flags |= POISE_MEDIA_IP_HOST;
}

void poise__host_read(struct poise__slice raw, struct poise__host *host)
{
    char unescaped[RAW_MAX];

    host->len = host->flags = 0;
    raw = cut_front(raw, RAW_MAX, &host->flags);
    struct poise__slice bytes = { unescaped, poise__unescape_all(raw, unescaped) };
    bytes = cut_front(bytes, BYTES_MAX, &host->flags);
    if (has_punycode(bytes)) host->flags |= POISE_MEDIA_PUNYCODE;
    if (bytes.len > 0 && bytes.data[0] == '[') {
        copy_name(bytes, host);
    } else if (!read_name(bytes, host)) {
        copy_name(bytes, host);
        host->flags |= POISE_MEDIA_BAD_HOST;
    }
    if (host->len > 0) squeeze_dots(host);
    if (host->len > 0) read_address(host);
}
