/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * image.c: pictures, and what shares RIFF with them, walked part by part: the true end, what moves,
 * where it was taken, and what hides in parts that no viewer shows. A walk that meets nonsense
 * stops, and the end is not known then: what is left is searched for other formats, and is no alarm
 * by itself, since downloads break off.
 */
#include "media/file/format.h"

/* A walk ends at `at`, short of the end that the format has. */
static void stop(struct poise__slice bytes, size_t at, struct poise__format *format)
{
    format->flags |= poise__foreign_among(poise__part(bytes, at, bytes.len));
}

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
    if (POISE__AT(bytes, at, "tEXt") && poise__raw_profile_has_place(part))
        format->flags |= POISE_MEDIA_LOCATION;
    if (!is_pixels(bytes, at)) format->flags |= poise__foreign_in(part);
}

static void png_look(struct poise__slice bytes, struct poise__format *format)
{
    size_t at = 8;

    while (at + 12 <= bytes.len) {
        uint32_t len = poise__be32(bytes, at);
        if (len > bytes.len - at - 12) break;
        png_part(bytes, at + 4, poise__part(bytes, at + 8, len), format);
        if (POISE__AT(bytes, at + 4, "IEND")) {
            format->flags |= poise__foreign_behind(bytes, at + 12 + len);
            return;
        }
        at += 12 + (size_t)len;
    }
    stop(bytes, at, format);
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

static void jpeg_segment(unsigned marker, struct poise__slice segment, bool *more,
                         struct poise__format *format)
{
    if (marker == 0xE1 && jpeg_has_place(segment)) format->flags |= POISE_MEDIA_LOCATION;
    if (marker == 0xE2 && POISE__AT(segment, 0, "MPF\0")) *more = true;
    format->flags |= poise__foreign_in(segment);
}

/* One picture from its 0xFFD8 on. Returns its end, 0 when it has none. *more: it says that others
 * follow (MPF, as phones write them). */
static size_t jpeg_walk(struct poise__slice bytes, size_t at, bool *more,
                        struct poise__format *format)
{
    size_t begin = at; /* of the last segment, and the scan behind it */

    at += 2;
    while (at + 4 <= bytes.len && poise__u8(bytes, at) == 0xFF) {
        unsigned marker = poise__u8(bytes, at + 1);
        if (marker == 0xD9) return at + 2;
        if (marker == 0xFF || marker == 1 || (marker & 0xF8) == 0xD0) {
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        begin = at;
        size_t len = poise__be16(bytes, at + 2);
        if (len < 2) break;
        jpeg_segment(marker, poise__part(bytes, at + 4, len - 2), more, format);
        at += 2 + len;
        if (marker == 0xDA) at = jpeg_scan_end(bytes, at);
    }
    if (POISE__AT(bytes, at, "\xFF\xD9")) return at + 2;
    stop(bytes, begin, format);
    return 0;
}

/* Phones put a short film of the moment behind the picture. */
static bool is_film(struct poise__slice bytes)
{
    uint32_t head = poise__be32(bytes, 0);

    return POISE__AT(bytes, 4, "ftyp") && head >= 16 && head <= 1024 && head <= bytes.len;
}

static void jpeg_behind(struct poise__slice bytes, size_t end, struct poise__format *format)
{
    struct poise__slice rest = poise__part(bytes, end, bytes.len);
    struct poise__format film = POISE__FORMAT("video/mp4", VIDEO, ISO_MEDIA);

    if (is_film(rest)) {
        poise__iso_media_look(rest, &film);
        format->flags |= film.flags;
    } else {
        format->flags |= poise__foreign_behind(bytes, end);
    }
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
        format->flags |= poise__foreign_in(poise__part(bytes, end, next - end));
        end = jpeg_walk(bytes, next, &more, format);
    }
    if (end > 0) jpeg_behind(bytes, end, format);
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
    size_t at = 13 + gif_colours(bytes, 10), begin = at;

    while (at < bytes.len) {
        unsigned kind = poise__u8(bytes, at);
        begin = at;
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
            break;
        }
    }
    stop(bytes, begin, format);
}

/* ---- RIFF and BMP --------------------------------------------------------------------------- */

/* Parts that hold what is seen or heard. */
static bool is_content(struct poise__slice bytes, size_t at)
{
    return POISE__AT(bytes, at, "VP8") || POISE__AT(bytes, at, "ALPH") ||
           POISE__AT(bytes, at, "ANM") || POISE__AT(bytes, at, "data") ||
           POISE__AT(bytes, at, "fmt ") || POISE__AT(bytes, at, "ICCP") ||
           (POISE__AT(bytes, at, "LIST") && POISE__AT(bytes, at + 8, "movi"));
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
    if (!is_content(bytes, at)) format->flags |= poise__foreign_in(part);
}

/* The parts of one RIFF from `at` on. Returns where it ends. */
static size_t riff_walk(struct poise__slice bytes, size_t begin, struct poise__format *format)
{
    size_t at = begin + 12, end = poise__le32(bytes, begin + 4);

    end = end < bytes.len - begin - 8 ? begin + 8 + end : bytes.len;
    while (at + 8 <= end) {
        size_t len = poise__le32(bytes, at + 4);
        if (len > bytes.len - at - 8) {
            stop(bytes, at, format);
            break;
        }
        /* Some writers forget a head's bytes in the size of the whole. */
        if (len > end - at - 8) end = is_content(bytes, at) ? at + 8 + len : end;
        riff_part(bytes, at, poise__part(bytes, at + 8, len), format);
        at += 8 + len + (len & 1);
    }
    return end;
}

static void riff_look(struct poise__slice bytes, struct poise__format *format)
{
    size_t end = 0;

    if (!POISE__AT(bytes, 0, "RIFF")) {
        format->flags |= poise__foreign_among(poise__tail(bytes));
        return;
    }
    /* Films over a gigabyte go on in further ones. */
    do end = riff_walk(bytes, end, format);
    while (POISE__AT(bytes, end, "RIFF") && POISE__AT(bytes, end + 8, "AVIX"));
    format->flags |= poise__foreign_behind(bytes, end);
}

/* Its own size is told twice, and either may be wrong; what both leave over is foreign. Between the
 * pixels and the end that the head tells there may be a profile of colours. */
static void bmp_look(struct poise__slice bytes, struct poise__format *format)
{
    uint64_t end = poise__le32(bytes, 2), begin = poise__le32(bytes, 10);
    bool old = poise__le32(bytes, 14) == 12;
    uint64_t width = old ? poise__le16(bytes, 18) : poise__le32(bytes, 18);
    uint64_t height = old ? poise__le16(bytes, 20) : poise__le32(bytes, 22);
    uint64_t depth = old ? poise__le16(bytes, 24) : poise__le16(bytes, 28);
    bool packed = !old && poise__le32(bytes, 30) != 0;

    if (height >> 31) height = (UINT64_C(1) << 32) - height; /* top down */
    if (width > UINT16_MAX || height > UINT16_MAX || depth > 32) {
        stop(bytes, 0, format);
        return;
    }
    uint64_t size = packed ? poise__le32(bytes, 34) : (width * depth + 31) / 32 * 4 * height;
    uint64_t pixels = begin + size;
    if (pixels < end && pixels < bytes.len) stop(bytes, (size_t)pixels, format);
    if (!packed && pixels > end) end = pixels;
    if (end >= 26) format->flags |= poise__foreign_behind(bytes, end);
    if (begin > 1100)
        format->flags |= poise__foreign_in(poise__part(bytes, 54, (size_t)begin - 54));
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

/* ---- Ends that a head tells ----------------------------------------------------------------- */

/* The end of the last picture of an icon's. */
static size_t icon_end(struct poise__slice bytes)
{
    enum { HEAD = 6, ENTRY = 16 };
    size_t count = poise__le16(bytes, 4), end = HEAD + ENTRY * count;

    for (size_t i = 0; i < count; i++) {
        size_t entry = HEAD + ENTRY * i;
        uint64_t its_end = (uint64_t)poise__le32(bytes, entry + 8) + poise__le32(bytes, entry + 12);
        if (its_end > bytes.len) return bytes.len;
        if (its_end > end) end = (size_t)its_end;
    }
    return end;
}

size_t poise__picture_end(struct poise__slice bytes, const struct poise__format *format)
{
    enum { PLACE = 22, SIZE = 6 }; /* a metafile counts words, behind its place on a page */
    size_t head = POISE__AT(bytes, 0, "\xD7\xCD\xC6\x9A") ? PLACE : 0;

    if (strcmp(format->type, "image/vnd.microsoft.icon") == 0) return icon_end(bytes);
    if (strcmp(format->type, "image/wmf") == 0)
        return head + 2 * (size_t)poise__le32(bytes, head + SIZE);
    return bytes.len;
}
