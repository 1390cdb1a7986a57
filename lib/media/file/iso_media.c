/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* iso_media.c: MP4, QuickTime, HEIF and their family: boxes with a size and a name. */
#include "media/file/format.h"

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

/* Brands of pictures of any codec. */
static bool is_general(struct poise__slice bytes, size_t at)
{
    return POISE__AT(bytes, at, "mif1") || POISE__AT(bytes, at, "msf1") ||
           POISE__AT(bytes, at, "mif2");
}

/* The major brand; where that says little, a compatible one that says more. */
static void brands_read(struct poise__slice bytes, size_t at, struct poise__format *format)
{
    enum { BRANDS_MAX = 32 };
    size_t end = at + poise__be32(bytes, at);
    const struct brand *major = brand_at(bytes, at + 8);

    if (major) *format = major->format;
    if (major && !is_general(bytes, at + 8)) return;
    for (size_t i = at + 16; i + 4 <= end && i < at + 16 + (size_t)4 * BRANDS_MAX; i += 4) {
        const struct brand *brand = brand_at(bytes, i);
        if (!brand || (major && is_general(bytes, i))) continue;
        if (brand->format.kind != POISE_MEDIA_IMAGE && brand->name[0] != 'q') continue;
        *format = brand->format;
        return;
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
        if (poise__bytes_at(bytes, 4, boxes[i], 4) &&
            (poise__be32(bytes, 0) <= bytes.len || POISE__AT(bytes, 12, "mvhd")))
            return true;
    *format = (struct poise__format){ NULL, POISE_MEDIA_UNKNOWN, POISE__FORMAT_OTHER, 0 };
    return false;
}

/* ---- Inside --------------------------------------------------------------------------------- */

/* A box's name is four printable bytes; QuickTime's may begin with a sign of copyright. */
static bool is_box_name(struct poise__slice bytes, size_t at)
{
    for (size_t i = 0; i < 4; i++) {
        unsigned c = poise__u8(bytes, at + i);
        if ((c < ' ' || c > '~') && c != 0xA9) return false;
    }
    return true;
}

/* Boxes of frames, pictures and numbers. Whatever else may hold anything. */
static bool is_content_box(struct poise__slice bytes, size_t at)
{
    static const char *const names[] = { "mdat", "moof", "ftyp", "styp", "sidx", "idat",
                                         "mfra", "jp2c", "jp2h", "jxlc", "jxlp", "brob",
                                         "Exif", "jP  ", "JXL ", "PICT" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (poise__bytes_at(bytes, at, names[i], 4)) return true;
    return false;
}

/* EXIF lies in an item, whose place the head tells in too many ways to follow: TIFF's head with its
 * first directory behind it is looked for at both ends. */
static bool part_has_place(struct poise__slice part)
{
    enum { HEADS_MAX = 16 };
    static const struct {
        const char *head;
        size_t rare;
    } heads[] = { { "II*\0\x08\0\0\0", 2 }, { "MM\0*\0\0\0\x08", 3 } };

    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        size_t at = 0;
        for (int k = 0; k < HEADS_MAX; k++, at++) {
            if (!poise__find_bytes(part, heads[i].head, 8, heads[i].rare, &at)) break;
            if (poise__exif_has_place(poise__part(part, at, part.len))) return true;
        }
    }
    return poise__xmp_has_place(part);
}

static bool has_place(struct poise__slice bytes)
{
    return part_has_place(poise__front(bytes)) || part_has_place(poise__tail(bytes));
}

static uint64_t box_size(struct poise__slice bytes, size_t at)
{
    uint32_t size = poise__be32(bytes, at);

    if (size == 1) return poise__be64(bytes, at + 8);
    return size == 0 ? bytes.len - at : size;
}

/* Where films keep the place: in user data, under Apple's name or the standard's, or as a key. */
static bool film_has_place(struct poise__slice movie)
{
    size_t apple = 0, standard = 0, key = 0;

    return poise__find_bytes(movie, "\xA9xyz", 4, 0, &apple) ||
           poise__find_bytes(movie, "loci\0\0\0\0", 8, 0, &standard) ||
           poise__find_bytes(movie, "com.apple.quicktime.location", 28, 9, &key);
}

static void box_look(struct poise__slice bytes, size_t at, size_t size,
                     struct poise__format *format)
{
    struct poise__slice content = poise__part(bytes, at + 8, size - 8);

    if (!is_content_box(bytes, at + 4)) format->flags |= poise__foreign_in(content);
    if (POISE__AT(bytes, at + 4, "moov") &&
        (film_has_place(poise__front(content)) || film_has_place(poise__tail(content))))
        format->flags |= POISE_MEDIA_LOCATION;
}

/* Returns where the boxes end. *cut: by one that is longer than the file and that is not known, so
 * it may be no box. What breaks off or has no end may go over into anything behind its frames. */
static size_t boxes_walk(struct poise__slice bytes, struct poise__format *format, bool *cut)
{
    size_t at = 0;

    *cut = false;
    while (at + 8 <= bytes.len) {
        uint64_t size = box_size(bytes, at);
        bool is_content = is_content_box(bytes, at + 4), is_open = poise__be32(bytes, at) == 0;
        if (size < 8 || !is_box_name(bytes, at + 4)) return at;
        if (is_content && (is_open || size > bytes.len - at)) {
            format->flags |= poise__foreign_among(poise__part(bytes, at, bytes.len));
            return bytes.len;
        }
        *cut = size > bytes.len - at;
        if (*cut) return at;
        box_look(bytes, at, (size_t)size, format);
        at += (size_t)size;
    }
    return bytes.len - at < 8 ? bytes.len : at;
}

void poise__iso_media_look(struct poise__slice bytes, struct poise__format *format)
{
    bool cut;
    size_t end = boxes_walk(bytes, format, &cut);
    uint32_t behind = end > 0 ? poise__foreign_behind(bytes, end) : 0;

    if (!cut || behind & POISE_MEDIA_POLYGLOT) format->flags |= behind;
    if (POISE__AT(bytes, 8, "avis") || POISE__AT(bytes, 8, "msf1") || POISE__AT(bytes, 8, "hevc"))
        format->flags |= POISE_MEDIA_ANIMATED;
    if (format->kind == POISE_MEDIA_IMAGE && has_place(bytes))
        format->flags |= POISE_MEDIA_LOCATION;
}
