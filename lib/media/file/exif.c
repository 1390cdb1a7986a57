/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* exif.c: TIFF's directories, which EXIF shares: where a picture was taken, and whose raw it is. */
#include "media/file/format.h"

#include "media/chars.h"

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
    size_t len;  /* as it would be without the digits */
    bool big;    /* endian */
    bool hex;    /* two digits a byte, 36 bytes a line */
    size_t skip; /* bytes before the head, which offsets do not count */
};

static uint32_t hex_digit(unsigned c)
{
    return c >= '0' && c <= '9' ? c - '0' : ((c | 0x20) - 'a' + 10) & 15;
}

static uint32_t tiff_8(const struct tiff *tiff, size_t at)
{
    enum { LINE = 36 };

    if (!tiff->hex) return poise__u8(tiff->bytes, at);
    if (at >= tiff->len) return 0;
    at += tiff->skip;
    at = at * 2 + at / LINE;
    return hex_digit(poise__u8(tiff->bytes, at)) << 4 | hex_digit(poise__u8(tiff->bytes, at + 1));
}

static uint32_t tiff_16(const struct tiff *tiff, size_t at)
{
    uint32_t first = tiff_8(tiff, at), second = tiff_8(tiff, at + 1);

    return tiff->big ? first << 8 | second : second << 8 | first;
}

static uint32_t tiff_32(const struct tiff *tiff, size_t at)
{
    uint32_t first = tiff_16(tiff, at), second = tiff_16(tiff, at + 2);

    return tiff->big ? first << 16 | second : second << 16 | first;
}

static bool tiff_open(struct poise__slice bytes, struct tiff *tiff)
{
    *tiff = (struct tiff){ .bytes = bytes, .len = bytes.len, .big = POISE__AT(bytes, 0, "MM") };
    return POISE__AT(bytes, 0, "II*\0") || POISE__AT(bytes, 0, "MM\0*");
}

/* From the first digit on. "Exif", spelled in them, may stand in front. */
static bool tiff_open_hex(struct poise__slice digits, struct tiff *tiff)
{
    size_t skip = POISE__AT(digits, 0, "457869660000") ? 6 : 0;
    struct poise__slice head = poise__part(digits, 2 * skip, 8);

    *tiff = (struct tiff){ .bytes = digits,
                           .len = digits.len / 2,
                           .big = poise__text_has(head, 0, "4d4d"),
                           .hex = true,
                           .skip = skip };
    return poise__slice_is(head, "49492a00") || poise__slice_is(head, "4d4d002a");
}

/* The entry of a tag in the directory at `at`; 0 when there is none. */
static size_t entry_find(const struct tiff *tiff, size_t at, uint32_t tag)
{
    uint32_t count = tiff_16(tiff, at);

    if (at == 0 || at >= tiff->len) return 0;
    if (count > ENTRIES_MAX) count = ENTRIES_MAX;
    for (uint32_t i = 0; i < count; i++) {
        size_t entry = at + 2 + (size_t)i * ENTRY_LEN;
        if (entry + ENTRY_LEN > tiff->len) return 0;
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

bool poise__raw_profile_has_place(struct poise__slice part)
{
    static const char name[] = "Raw profile type ";
    struct tiff tiff;
    size_t at = sizeof name - 1, lines = 0;

    if (!POISE__AT(part, 0, "Raw profile type exif\0") &&
        !POISE__AT(part, 0, "Raw profile type APP1\0"))
        return false;
    /* An empty line, its name, its length; then the digits. */
    for (; lines < 3 && at < part.len; at++) lines += part.data[at] == '\n';
    return lines == 3 && tiff_open_hex(poise__part(part, at, part.len), &tiff) && has_gps(&tiff);
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
