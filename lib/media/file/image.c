/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * image.c: pictures, and what shares RIFF with them, walked part by part: the true end, what moves,
 * where it was taken, and what hides in parts that no viewer shows. A walk that meets nonsense
 * stops, and the end is not known then.
 */
#include "media/file/format.h"

/* ---- PNG ------------------------------------------------------------------------------------ */

/* Parts that are pixels or small numbers; whatever else may hold anything. */
static bool is_pixels(struct poise__slice bytes, size_t at)
{
    return POISE__AT(bytes, at, "IDAT") || POISE__AT(bytes, at, "fdAT") ||
           POISE__AT(bytes, at, "IHDR") || POISE__AT(bytes, at, "PLTE");
}

static void png_part(struct poise__slice bytes, size_t at, struct poise__slice part,
                     struct poise__format *format)
{
    if (POISE__AT(bytes, at, "acTL") && poise__be32(part, 0) > 1)
        format->flags |= POISE_MEDIA_ANIMATED;
    if (POISE__AT(bytes, at, "eXIf") && poise__exif_has_place(part))
        format->flags |= POISE_MEDIA_LOCATION;
    if (POISE__AT(bytes, at, "iTXt") && POISE__AT(part, 0, "XML:com.adobe.xmp\0") &&
        poise__xmp_has_place(part))
        format->flags |= POISE_MEDIA_LOCATION;
    if (!is_pixels(bytes, at)) format->flags |= poise__foreign_in(part);
}

static void png_look(struct poise__slice bytes, struct poise__format *format)
{
    for (size_t at = 8; at + 12 <= bytes.len;) {
        uint32_t len = poise__be32(bytes, at);
        if (len > bytes.len - at - 12) return;
        png_part(bytes, at + 4, poise__part(bytes, at + 8, len), format);
        if (POISE__AT(bytes, at + 4, "IEND")) {
            format->flags |= poise__foreign_behind(bytes, at + 12 + len);
            return;
        }
        at += 12 + (size_t)len;
    }
}

/* ---- JPEG ----------------------------------------------------------------------------------- */

static bool jpeg_has_place(struct poise__slice segment)
{
    static const char exif[] = "Exif\0\0";

    if (POISE__AT(segment, 0, "Exif\0\0"))
        return poise__exif_has_place(poise__part(segment, sizeof exif - 1, segment.len));
    return POISE__AT(segment, 0, "http://ns.adobe.com/x") && poise__xmp_has_place(segment);
}

/* The marker that ends a scan: 0xFF and neither a stuffed zero, a fill byte nor a restart. */
static size_t jpeg_scan_end(struct poise__slice bytes, size_t at)
{
    for (; (at = poise__find_byte(bytes, at, (char)0xFF)) < bytes.len; at++) {
        unsigned next = poise__u8(bytes, at + 1);
        if (next != 0 && next != 0xFF && (next & 0xF8) != 0xD0) break;
    }
    return at;
}

/* One picture from its 0xFFD8 on. Returns its end, 0 when it has none. *more: it says that others
 * follow (MPF, as phones write them). */
static size_t jpeg_walk(struct poise__slice bytes, size_t at, bool *more,
                        struct poise__format *format)
{
    at += 2;
    while (at + 4 <= bytes.len) {
        unsigned marker = poise__u8(bytes, at + 1);
        if (poise__u8(bytes, at) != 0xFF) return 0;
        if (marker == 0xD9) return at + 2;
        if (marker == 0xFF || marker == 1 || (marker & 0xF8) == 0xD0) {
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        size_t len = poise__be16(bytes, at + 2);
        if (len < 2) return 0;
        if (marker == 0xFE || (marker & 0xF0) == 0xE0) {
            struct poise__slice segment = poise__part(bytes, at + 4, len - 2);
            if (marker == 0xE1 && jpeg_has_place(segment)) format->flags |= POISE_MEDIA_LOCATION;
            if (marker == 0xE2 && POISE__AT(segment, 0, "MPF\0")) *more = true;
            format->flags |= poise__foreign_in(segment);
        }
        at += 2 + len;
        if (marker == 0xDA) at = jpeg_scan_end(bytes, at);
    }
    return POISE__AT(bytes, at, "\xFF\xD9") ? at + 2 : 0;
}

static void jpeg_look(struct poise__slice bytes, struct poise__format *format)
{
    enum { PICTURES_MAX = 16, GAP_MAX = 4096 };
    bool more = false;
    size_t end = jpeg_walk(bytes, 0, &more, format);

    for (int i = 1; more && end > 0 && i < PICTURES_MAX; i++) {
        size_t next = end;
        if (!poise__find_bytes(poise__part(bytes, 0, end + GAP_MAX), "\xFF\xD8\xFF", 3, 1, &next))
            break;
        size_t its_end = jpeg_walk(bytes, next, &more, format);
        if (its_end == 0) return;
        end = its_end;
    }
    if (end > 0) format->flags |= poise__foreign_behind(bytes, end);
}

/* ---- GIF ------------------------------------------------------------------------------------ */

static size_t gif_colours(struct poise__slice bytes, size_t at)
{
    unsigned flags = poise__u8(bytes, at);

    return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* Blocks of up to 255 bytes, each led by its length, until an empty one. */
static size_t gif_blocks(struct poise__slice bytes, size_t at)
{
    while (at < bytes.len && bytes.data[at]) at += 1 + poise__u8(bytes, at);
    return at + 1;
}

static void gif_look(struct poise__slice bytes, struct poise__format *format)
{
    uint32_t frames = 0;
    size_t at = 13 + gif_colours(bytes, 10);

    while (at < bytes.len) {
        unsigned kind = poise__u8(bytes, at);
        size_t begin = at;
        if (kind == ';') {
            format->flags |= poise__foreign_behind(bytes, at + 1);
            return;
        }
        if (kind == ',') {
            if (++frames == 2) format->flags |= POISE_MEDIA_ANIMATED;
            at = gif_blocks(bytes, at + 11 + gif_colours(bytes, at + 9));
        } else if (kind == '!') {
            at = gif_blocks(bytes, at + 2);
            format->flags |= poise__foreign_in(poise__part(bytes, begin + 3, at - begin - 3));
        } else if (kind == 0) {
            at++; /* between blocks, where some writers leave one */
        } else {
            return;
        }
    }
}

/* ---- RIFF and BMP --------------------------------------------------------------------------- */

/* Parts that hold what is seen or heard. */
static bool is_content(struct poise__slice bytes, size_t at)
{
    return POISE__AT(bytes, at, "VP8") || POISE__AT(bytes, at, "ALPH") ||
           POISE__AT(bytes, at, "ANM") || POISE__AT(bytes, at, "data") ||
           POISE__AT(bytes, at, "fmt ") || POISE__AT(bytes, at, "ICCP");
}

static void riff_part(struct poise__slice bytes, size_t at, struct poise__slice part,
                      struct poise__format *format)
{
    enum { ANIMATION = 2 };

    if (POISE__AT(bytes, at, "VP8X") && poise__u8(part, 0) & ANIMATION)
        format->flags |= POISE_MEDIA_ANIMATED;
    if (POISE__AT(bytes, at, "EXIF")) {
        size_t skip = POISE__AT(part, 0, "Exif\0\0") ? 6 : 0;
        if (poise__exif_has_place(poise__part(part, skip, part.len)))
            format->flags |= POISE_MEDIA_LOCATION;
    }
    if (POISE__AT(bytes, at, "XMP ") && poise__xmp_has_place(part))
        format->flags |= POISE_MEDIA_LOCATION;
    if (!is_content(bytes, at)) format->flags |= poise__foreign_in(poise__front(part));
}

static void riff_look(struct poise__slice bytes, struct poise__format *format)
{
    enum { PARTS_MAX = 4096 };
    size_t at = 12, end = poise__le32(bytes, 4);

    if (!POISE__AT(bytes, 0, "RIFF")) return;
    end = end < bytes.len - 8 ? end + 8 : bytes.len;
    for (int i = 0; i < PARTS_MAX && at + 8 <= end; i++) {
        size_t len = poise__le32(bytes, at + 4);
        if (len > bytes.len - at - 8) break;
        /* Some writers forget a head's bytes in the size of the whole. */
        if (len > end - at - 8) end = is_content(bytes, at) ? at + 8 + len : end;
        riff_part(bytes, at, poise__part(bytes, at + 8, len), format);
        at += 8 + len + (len & 1);
    }
    /* Films over a gigabyte go on in further RIFF parts. */
    if (!POISE__AT(bytes, end, "RIFF")) format->flags |= poise__foreign_behind(bytes, end);
}

/* Its own size is told twice, and either may be wrong; what both leave over is foreign. */
static void bmp_look(struct poise__slice bytes, struct poise__format *format)
{
    uint64_t end = poise__le32(bytes, 2);
    bool old = poise__le32(bytes, 14) == 12;
    uint64_t width = old ? poise__le16(bytes, 18) : poise__le32(bytes, 18);
    uint64_t height = old ? poise__le16(bytes, 20) : poise__le32(bytes, 22);
    uint64_t depth = old ? poise__le16(bytes, 24) : poise__le16(bytes, 28);

    if (height >> 31) height = (UINT64_C(1) << 32) - height; /* top down */
    if (width > UINT16_MAX || height > UINT16_MAX || depth > 32) return;
    uint64_t pixels = poise__le32(bytes, 10) + (width * depth + 31) / 32 * 4 * height;
    if (!old && poise__le32(bytes, 30) != 0) pixels = 0; /* compressed */
    if (pixels > end) end = pixels;
    if (end >= 26) format->flags |= poise__foreign_behind(bytes, end);
    if (poise__le32(bytes, 10) > 1100 && pixels)
        format->flags |= poise__foreign_in(poise__part(bytes, 54, poise__le32(bytes, 10) - 54));
}

void poise__image_look(struct poise__slice bytes, struct poise__format *format)
{
    switch (format->form) {
    case POISE__FORMAT_PNG: png_look(bytes, format); break;
    case POISE__FORMAT_JPEG: jpeg_look(bytes, format); break;
    case POISE__FORMAT_GIF: gif_look(bytes, format); break;
    case POISE__FORMAT_RIFF: riff_look(bytes, format); break;
    case POISE__FORMAT_BMP: bmp_look(bytes, format); break;
    default: break;
    }
}
