/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* exif.c: TIFF's directories, which EXIF shares: where a picture was taken, and whose raw it is. */
#include "media/file/format.h"

enum { ENTRIES_MAX = 512, DIRECTORIES_MAX = 8, ENTRY_LEN = 12 };

enum {
    TAG_MAKE = 0x10F,
    TAG_XMP = 0x2BC,
    TAG_GPS = 0x8825,
    TAG_DNG = 0xC612,
    GPS_LATITUDE = 2,
    GPS_LONGITUDE = 4
};

struct tiff {
    struct poise__slice bytes;
    bool big; /* endian */
};

static uint32_t tiff_16(const struct tiff *tiff, size_t at)
{
    return tiff->big ? poise__be16(tiff->bytes, at) : poise__le16(tiff->bytes, at);
}

static uint32_t tiff_32(const struct tiff *tiff, size_t at)
{
    return tiff->big ? poise__be32(tiff->bytes, at) : poise__le32(tiff->bytes, at);
}

static bool tiff_open(struct poise__slice bytes, struct tiff *tiff)
{
    *tiff = (struct tiff){ bytes, POISE__AT(bytes, 0, "MM") };
    return POISE__AT(bytes, 0, "II*\0") || POISE__AT(bytes, 0, "MM\0*");
}

/* The entry of a tag in the directory at `at`; 0 when there is none. */
static size_t entry_find(const struct tiff *tiff, size_t at, uint32_t tag)
{
    uint32_t count = tiff_16(tiff, at);

    if (at == 0 || at >= tiff->bytes.len) return 0;
    if (count > ENTRIES_MAX) count = ENTRIES_MAX;
    for (uint32_t i = 0; i < count; i++) {
        size_t entry = at + 2 + (size_t)i * ENTRY_LEN;
        if (entry + ENTRY_LEN > tiff->bytes.len) return 0;
        if (tiff_16(tiff, entry) == tag) return entry;
    }
    return 0;
}

static size_t directory_next(const struct tiff *tiff, size_t at)
{
    return tiff_32(tiff, at + 2 + (size_t)tiff_16(tiff, at) * ENTRY_LEN);
}

/* Some cameras write a GPS directory that holds nothing but a version. */
static bool has_gps(const struct tiff *tiff)
{
    size_t at = tiff_32(tiff, 4);

    for (int i = 0; i < DIRECTORIES_MAX && at > 0; i++) {
        size_t entry = entry_find(tiff, at, TAG_GPS);
        size_t gps = entry ? tiff_32(tiff, entry + 8) : 0;
        if (entry_find(tiff, gps, GPS_LATITUDE) || entry_find(tiff, gps, GPS_LONGITUDE))
            return true;
        at = directory_next(tiff, at);
    }
    return false;
}

static struct poise__slice value_of(const struct tiff *tiff, uint32_t tag)
{
    size_t entry = entry_find(tiff, tiff_32(tiff, 4), tag);

    if (!entry) return (struct poise__slice){ tiff->bytes.data, 0 };
    return poise__part(tiff->bytes, tiff_32(tiff, entry + 8), tiff_32(tiff, entry + 4));
}

bool poise__exif_has_place(struct poise__slice bytes)
{
    struct tiff tiff;

    return tiff_open(bytes, &tiff) && has_gps(&tiff);
}

bool poise__xmp_has_place(struct poise__slice xmp)
{
    static const char name[] = "GPSLatitude";
    size_t at = 0;

    return poise__find_bytes(poise__front(xmp), name, sizeof name - 1, 3, &at);
}

/* Raw pictures are TIFF files; the maker, or a tag, tells which. */
static void raw_name(const struct tiff *tiff, struct poise__format *format)
{
    struct poise__slice maker = value_of(tiff, TAG_MAKE);

    if (entry_find(tiff, tiff_32(tiff, 4), TAG_DNG))
        format->type = "image/x-adobe-dng";
    else if (POISE__AT(tiff->bytes, 8, "CR\2"))
        format->type = "image/x-canon-cr2";
    else if (POISE__AT(maker, 0, "NIKON") && tiff_16(tiff, tiff_32(tiff, 4)) > 16)
        format->type = "image/x-nikon-nef";
    else if (POISE__AT(maker, 0, "SONY") && tiff_16(tiff, tiff_32(tiff, 4)) > 14)
        format->type = "image/x-sony-arw";
}

void poise__tiff_look(struct poise__slice bytes, struct poise__format *format)
{
    struct tiff tiff;

    if (!tiff_open(bytes, &tiff)) return;
    raw_name(&tiff, format);
    if (has_gps(&tiff) || poise__xmp_has_place(value_of(&tiff, TAG_XMP)))
        format->flags |= POISE_MEDIA_LOCATION;
}
