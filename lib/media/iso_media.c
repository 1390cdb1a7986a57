/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* iso_media.c: MP4, QuickTime, HEIF and their family: boxes with a size and a name. */
#include "media/format.h"

struct brand {
    const char *name;
    struct poise__format format;
};

#define BRAND(name, type, kind)                                                                    \
    {                                                                                              \
        name,                                                                                      \
        {                                                                                          \
            type, POISE_MEDIA_##kind, POISE__FORMAT_ISO_MEDIA, 0                                   \
        }                                                                                          \
    }

/* What a brand promises. Generic ones promise nothing: those that are compatible decide. */
static const struct brand brands[] = {
    BRAND("avif", "image/avif", IMAGE), BRAND("avis", "image/avif", IMAGE),
    BRAND("hei", "image/heic", IMAGE),  BRAND("hev", "image/heic", IMAGE),
    BRAND("mif1", "image/heif", IMAGE), BRAND("msf1", "image/heif", IMAGE),
    BRAND("mif2", "image/heif", IMAGE), BRAND("crx ", "image/x-canon-cr3", IMAGE),
    BRAND("jp2 ", "image/jp2", IMAGE),  BRAND("jpx ", "image/jpx", IMAGE),
    BRAND("jpm ", "image/jpm", IMAGE),  BRAND("jxl ", "image/jxl", IMAGE),
    BRAND("mjp2", "video/mj2", VIDEO),  BRAND("qt  ", "video/quicktime", VIDEO),
    BRAND("M4V", "video/x-m4v", VIDEO), BRAND("M4P", "audio/mp4", AUDIO),
    BRAND("M4A", "audio/mp4", AUDIO),   BRAND("M4B", "audio/mp4", AUDIO),
    BRAND("F4A", "audio/mp4", AUDIO),   BRAND("F4B", "audio/mp4", AUDIO),
    BRAND("F4V", "video/mp4", VIDEO),   BRAND("F4P", "video/mp4", VIDEO),
    BRAND("3g2", "video/3gpp2", VIDEO), BRAND("3g", "video/3gpp", VIDEO),
};

static const struct brand *brand_at(struct poise__slice bytes, size_t at)
{
    for (size_t i = 0; i < sizeof brands / sizeof brands[0]; i++)
        if (poise__bytes_at(bytes, at, brands[i].name, strlen(brands[i].name))) return &brands[i];
    return NULL;
}

/* The major brand, then the compatible ones, of which a picture's says most: a general picture
 * ("mif1") may be one of a special codec. */
static void brands_read(struct poise__slice bytes, size_t at, struct poise__format *format)
{
    enum { BRANDS_MAX = 32 };
    size_t size = poise__be32(bytes, at);
    const struct brand *major = brand_at(bytes, at + 8);
    bool general = !major || POISE__AT(bytes, at + 8, "mif1") || POISE__AT(bytes, at + 8, "msf1");

    if (major) *format = major->format;
    for (size_t i = at + 16; i + 4 <= at + size && i < at + 16 + 4 * BRANDS_MAX; i += 4) {
        const struct brand *brand = brand_at(bytes, i);
        if (!brand || !general || i + 4 > bytes.len) continue;
        if (brand->format.kind == POISE_MEDIA_IMAGE || (!major && brand->name[0] == 'q')) {
            *format = brand->format;
            return;
        }
    }
}

bool poise__iso_media_find(struct poise__slice bytes, struct poise__format *format)
{
    static const char *const boxes[] = { "moov", "mdat", "wide", "free", "skip", "pnot", "idsc" };

    *format = POISE__FORMAT("video/mp4", VIDEO, ISO_MEDIA);
    if (POISE__AT(bytes, 0, "\0\0\0\x0CjP  \r\n\x87\n") ||
        POISE__AT(bytes, 0, "\0\0\0\x0CJXL \r\n\x87\n")) {
        *format = POISE__AT(bytes, 4, "jP") ? POISE__FORMAT("image/jp2", IMAGE, ISO_MEDIA)
                                            : POISE__FORMAT("image/jxl", IMAGE, ISO_MEDIA);
        if (POISE__AT(bytes, 16, "ftyp")) brands_read(bytes, 12, format);
        return true;
    }
    if (POISE__AT(bytes, 4, "ftyp")) {
        brands_read(bytes, 0, format);
        return true;
    }
    *format = POISE__FORMAT("video/quicktime", VIDEO, ISO_MEDIA);
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        if (poise__bytes_at(bytes, 4, boxes[i], 4) && poise__be32(bytes, 0) <= bytes.len)
            return true;
    *format = (struct poise__format){ NULL, POISE_MEDIA_UNKNOWN, POISE__FORMAT_OTHER, 0 };
    return false;
}

/* ---- Inside ------------------------------------------------------------------------------------ */

/* A box's name is four printable bytes; QuickTime's may begin with a sign of copyright. */
static bool is_box_name(struct poise__slice bytes, size_t at)
{
    for (size_t i = 0; i < 4; i++) {
        unsigned c = poise__u8(bytes, at + i);
        if ((c < ' ' || c > '~') && c != 0xA9) return false;
    }
    return true;
}

/* Boxes whose content no player shows. */
static bool is_hidden_box(struct poise__slice bytes, size_t at)
{
    return POISE__AT(bytes, at, "free") || POISE__AT(bytes, at, "skip") ||
           POISE__AT(bytes, at, "uuid") || POISE__AT(bytes, at, "udta") ||
           POISE__AT(bytes, at, "wide");
}

/* EXIF lies in an item of a picture's data; its offset to the TIFF head stands before it. */
static bool has_place(struct poise__slice bytes)
{
    struct poise__slice front = poise__front(bytes);
    size_t at = 0;

    if (!poise__find_bytes(front, "Exif\0\0", 6, 0, &at)) return false;
    return poise__exif_has_place(poise__part(bytes, at + 6, POISE__LOOK_MAX));
}

static uint64_t box_size(struct poise__slice bytes, size_t at)
{
    uint32_t size = poise__be32(bytes, at);

    if (size == 1) return poise__be64(bytes, at + 8);
    return size == 0 ? bytes.len - at : size;
}

void poise__iso_media_look(struct poise__slice bytes, struct poise__format *format)
{
    enum { BOXES_MAX = 65536 };
    size_t at = 0;

    for (uint32_t i = 0; i < BOXES_MAX && at < bytes.len; i++) {
        uint64_t size = box_size(bytes, at);
        /* Cut inside a box, or no box: what is left is no part of the film. */
        if (size < 8 || !is_box_name(bytes, at + 4)) break;
        if (size > bytes.len - at) {
            at = bytes.len;
            break;
        }
        if (is_hidden_box(bytes, at + 4))
            format->flags |= poise__foreign_in(poise__part(bytes, at + 8, (size_t)size - 8));
        at += (size_t)size;
    }
    if (at > 0) format->flags |= poise__foreign_behind(bytes, at);
    if (POISE__AT(bytes, 8, "avis") || POISE__AT(bytes, 8, "msf1") || POISE__AT(bytes, 8, "hevc"))
        format->flags |= POISE_MEDIA_ANIMATED;
    if (format->kind == POISE_MEDIA_IMAGE && has_place(bytes))
        format->flags |= POISE_MEDIA_LOCATION;
}
