/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * signatures.c: bytes at a fixed place that name a format. Too short ones need a second mark, and so
 * do those that are letters and figures alone, with which a text may well begin ("MAC Cosmetics",
 * "0707010203", a French telephone number): a control near them, which every such format has and no
 * text. Formats that are words themselves, in a table of their own, have no such mark; they are
 * known by their signature alone, as their readers do.
 */
#include "base/ascii.h"
#include "media/file/format.h"

struct signature {
    uint16_t at;
    uint16_t len;
    const char *bytes;
    struct poise__format format;
};

#define ROW(at, bytes, type, kind, form)                                                           \
    {                                                                                              \
        at, sizeof(bytes) - 1, bytes,                                                              \
        {                                                                                          \
            type, POISE_MEDIA_##kind, POISE__FORMAT_##form, 0                                      \
        }                                                                                          \
    }
#define IMAGE(at, bytes, type)    ROW(at, bytes, "image/" type, IMAGE, OTHER)
#define VIDEO(at, bytes, type)    ROW(at, bytes, "video/" type, VIDEO, OTHER)
#define AUDIO(at, bytes, type)    ROW(at, bytes, "audio/" type, AUDIO, OTHER)
#define DOCUMENT(at, bytes, type) ROW(at, bytes, "application/" type, DOCUMENT, OTHER)
#define ARCHIVE(at, bytes, type)  ROW(at, bytes, "application/" type, ARCHIVE, OTHER)
#define PROGRAM(at, bytes, type)  ROW(at, bytes, "application/" type, EXECUTABLE, OTHER)

static const struct signature words[] = {
    ROW(0, "GIF87a", "image/gif", IMAGE, GIF),
    ROW(0, "GIF89a", "image/gif", IMAGE, GIF),
    IMAGE(0, "SIMPLE  =                    T", "fits"),
    IMAGE(0, "#?RADIANCE", "vnd.radiance"),
    IMAGE(0, "#?RGBE", "vnd.radiance"),
    VIDEO(0, "YUV4MPEG2 ", "x-yuv4mpeg"),
    AUDIO(0, "#!AMR", "amr"),
    AUDIO(0, "#!SILK_V3", "x-silk"),
    ROW(0, "{\\rtf", "application/rtf", DOCUMENT, RTF),
    ROW(0, "%PDF-", "application/pdf", DOCUMENT, PDF),
    DOCUMENT(0, "%!PS", "postscript"),
};

/* The first that fits wins, so longer ones stand before their fronts. */
static const struct signature images[] = {
    ROW(0, "\x89PNG\r\n\x1A\n", "image/png", IMAGE, PNG),
    ROW(0, "\xFF\xD8\xFF\xF7", "image/jls", IMAGE, OTHER),
    ROW(0, "\xFF\xD8\xFF", "image/jpeg", IMAGE, JPEG),
    IMAGE(0, "IIRO", "x-olympus-orf"),
    IMAGE(0, "IIRS", "x-olympus-orf"),
    IMAGE(0, "MMOR", "x-olympus-orf"),
    IMAGE(0, "IIU\0", "x-panasonic-rw2"),
    IMAGE(0, "II\xBC\1", "jxr"),
    IMAGE(0, "II+\0\b\0\0\0", "tiff"),
    IMAGE(0, "MM\0+\0\b\0\0", "tiff"),
    ROW(0, "II*\0", "image/tiff", IMAGE, TIFF),
    ROW(0, "MM\0*", "image/tiff", IMAGE, TIFF),
    IMAGE(0, "FUJIFILMCCD-RAW", "x-fuji-raf"),
    IMAGE(0, "8BPS\0\1\0\0\0\0\0\0", "vnd.adobe.photoshop"),
    IMAGE(0, "8BPS\0\2\0\0\0\0\0\0", "vnd.adobe.photoshop"),
    IMAGE(0, "gimp xcf ", "x-xcf"),
    IMAGE(0, "\xFF\x0A", "jxl"),
    IMAGE(0, "\0\0\0\x0CJXL \r\n\x87\n", "jxl"),
    IMAGE(0, "\0\0\0\x0CjP  \r\n\x87\n", "jp2"), /* its brand says more: iso_media.c */
    IMAGE(0, "\xFF\x4F\xFF\x51", "j2c"),
    IMAGE(0, "BPG\xFB", "bpg"),
    IMAGE(0, "\x8AMNG\r\n\x1A\n", "x-mng"),
    IMAGE(0, "\x8BJNG\r\n\x1A\n", "x-jng"),
    IMAGE(0, "FLIF", "flif"),
    IMAGE(0, "qoif", "qoi"),
    IMAGE(0, "farbfeld", "x-farbfeld"),
    IMAGE(0, "icns", "icns"),
    IMAGE(0, "\xD7\xCD\xC6\x9A\0\0", "wmf"),
    IMAGE(0, "\1\0\t\0\0\3", "wmf"),
    IMAGE(0, "\2\0\t\0\0\3", "wmf"),
    IMAGE(40, " EMF\0\0\1\0", "emf"),
    IMAGE(0, "\xABKTX ", "ktx"),
    IMAGE(0, "DDS \x7C\0\0\0", "vnd.ms-dds"),
    IMAGE(0, "\x76\x2F\x31\x01", "x-exr"),
    ROW(0, "AC10", "image/vnd.dwg", DOCUMENT, OTHER),
    IMAGE(0, "AT&TFORM\0\0\0\0BM44", "x-djvu"),
    IMAGE(0, "~\x10\x04", "x-mie"),
    IMAGE(0, "~\x18\x04", "x-mie"),
    IMAGE(128, "DICM", "dicom-rle"),
};

static const struct signature recordings[] = {
    VIDEO(0, "FLV\1", "x-flv"),
    VIDEO(0, "\0\0\1\xBA", "mpeg"),
    VIDEO(0, "\0\0\1\xB3", "mpeg"),
    VIDEO(0, "\6\x0E\x2B\x34\2\5\1\1\r\1\2\1\1\2", "mxf"),
    VIDEO(0, "DKIF\0\0\x20\0", "x-ivf"),
    AUDIO(0, "fLaC", "flac"),
    AUDIO(0, "MThd\0\0\0\6", "midi"),
    AUDIO(0, "MAC ", "ape"),
    AUDIO(0, "wvpk", "wavpack"),
    AUDIO(0, "DSD \x1C\0\0\0\0\0\0\0", "dsf"),
    AUDIO(0, "MP+", "musepack"),
    AUDIO(0, "MPCK", "musepack"),
    AUDIO(0, "TTA1", "x-tta"),
    AUDIO(0, "OFR ", "x-ofr"),
    AUDIO(0, ".snd\0\0", "basic"),
    AUDIO(0, "caff\0\1\0\0", "x-caf"),
    AUDIO(0, "Creative Voice File\x1A", "x-voc"),
    AUDIO(0, "SILK_V3", "x-silk"),
    AUDIO(0, "ajkg", "x-shorten"),
    AUDIO(0, "IMPM", "x-it"),
    AUDIO(0, "Extended Module: ", "x-xm"),
    AUDIO(44, "SCRM", "x-s3m"),
    AUDIO(1080, "M.K.", "x-mod"),
    AUDIO(0, "\x0Bw", "ac3"), /* and a rate that exists: streams.c asks */
};

static const struct signature documents[] = {
    ROW(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "application/x-ole-storage", DOCUMENT, OLE),
    DOCUMENT(0, "\4%!PS", "postscript"),
    DOCUMENT(0, "\xC5\xD0\xD3\xC6", "postscript"), /* EPS with a preview */
    ROW(0, "AT&TFORM", "image/vnd.djvu", DOCUMENT, OTHER),
    DOCUMENT(60, "BOOKMOBI", "x-mobipocket-ebook"),
    DOCUMENT(60, "TEXtREAd", "x-mobipocket-ebook"),
    DOCUMENT(0, "HWP Document File V", "x-hwp"),
    DOCUMENT(0, "\6\6\xED\xF5\xD8\x1D\x46\xE5\xBD\x31\xEF\xE7\xFE\x74\xB7\x1D", "x-indesign"),
    DOCUMENT(0, "!BDN", "vnd.ms-outlook-pst"),
    DOCUMENT(0, "\xFFWPC", "vnd.wordperfect"),
    DOCUMENT(0, "\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D", "onenote"),
    DOCUMENT(0, "\xDB\xA5-\0\0\0", "msword"),
    DOCUMENT(0, "\x31\xBE\0\0", "x-mswrite"),
    DOCUMENT(0, "\t\b\x10\0\0\6\5\0", "vnd.ms-excel"),
    DOCUMENT(0, "rtfd\0\0\0\0", "rtf"),
    /* Help books run the scripts in their pages. */
    { 0,
      8,
      "ITSF\3\0\0\0",
      { "application/vnd.ms-htmlhelp", POISE_MEDIA_DOCUMENT, POISE__FORMAT_OTHER,
        POISE_MEDIA_ACTIVE } },
};

static const struct signature archives[] = {
    ROW(0, "PK\3\4", "application/zip", ARCHIVE, ZIP),
    ROW(0, "PK\5\6", "application/zip", ARCHIVE, ZIP),
    ROW(0, "PK\7\bPK\3\4", "application/zip", ARCHIVE, ZIP),
    ROW(0, "PK00PK\3\4", "application/zip", ARCHIVE, ZIP),
    ROW(0, "7z\xBC\xAF\x27\x1C", "application/x-7z-compressed", ARCHIVE, SEVEN_ZIP),
    ROW(0, "Rar!\x1A\x07", "application/vnd.rar", ARCHIVE, RAR),
    ARCHIVE(0, "RE~^", "vnd.rar"), /* RAR 1.4 */
    ROW(0, "\x1F\x8B\x08", "application/gzip", ARCHIVE, GZIP),
    ARCHIVE(0, "\x1F\x9D", "x-compress"),
    ARCHIVE(0, "\x1F\xA0", "x-compress"),
    ARCHIVE(0,
            "\xFD"
            "7zXZ\0",
            "x-xz"),
    ARCHIVE(0, "(\xB5/\xFD", "zstd"),
    ARCHIVE(1, "\xB5/\xFD", "zstd"), /* before its version 0.8, which its first byte tells */
    ARCHIVE(0, "7\xA4\x30\xEC", "zstd"),
    ARCHIVE(0, "LZIP\1", "x-lzip"),
    ARCHIVE(0, "\4\"M\x18", "x-lz4"),
    ARCHIVE(0, "\x89LZO\0\r\n\x1A\n", "x-lzop"),
    ARCHIVE(0, "\xFF\6\0\0sNaPpY", "x-snappy-framed"),
    ARCHIVE(0, "MSCF\0\0\0\0", "vnd.ms-cab-compressed"),
    ARCHIVE(0, "ISc(", "x-installshield"),
    ARCHIVE(7, "**ACE**", "x-ace-compressed"),
    ARCHIVE(0, "StuffIt", "x-stuffit"),
    ARCHIVE(0, "MSWIM\0\0\0", "x-ms-wim"),
    ARCHIVE(0, "xar!", "x-xar"),
    ARCHIVE(0, "070701", "x-cpio"),
    ARCHIVE(0, "070702", "x-cpio"),
    ARCHIVE(0, "070707", "x-cpio"),
    ARCHIVE(0, "\xC7\x71", "x-cpio"),
    ARCHIVE(0, "\x71\xC7", "x-cpio"),
    ARCHIVE(0x8001, "CD001", "x-iso9660-image"),
};

static const struct signature programs[] = {
    PROGRAM(0,
            "\x7F"
            "ELF",
            "x-executable"),
    PROGRAM(0, "\xFE\xED\xFA\xCE", "x-mach-binary"),
    PROGRAM(0, "\xFE\xED\xFA\xCF", "x-mach-binary"),
    PROGRAM(0, "\xCE\xFA\xED\xFE", "x-mach-binary"),
    PROGRAM(0, "\xCF\xFA\xED\xFE", "x-mach-binary"),
    PROGRAM(0, "\0asm", "wasm"),
    PROGRAM(0, "L\0\0\0\1\x14\2\0", "x-ms-shortcut"),
    PROGRAM(0, "book\0\0\0\0mark\0\0\0\0", "x-apple-alias"),
    PROGRAM(0, "!<arch>\ndebian", "vnd.debian.binary-package"),
    PROGRAM(0, "\xED\xAB\xEE\xDB", "x-rpm"),
    PROGRAM(0, "Cr24", "x-google-chrome-extension"),
    PROGRAM(0, "FWS", "x-shockwave-flash"),
    PROGRAM(0, "CWS", "x-shockwave-flash"),
    PROGRAM(0, "ZWS", "x-shockwave-flash"),
    PROGRAM(0, "dex\n03", "x-android-dex"),
    PROGRAM(0, "vdex0", "x-android-vdex"),
    PROGRAM(0, "wdex0", "x-android-vdex"),
    PROGRAM(0, "regf", "x-ms-registry-hive"),
    PROGRAM(0, "PReg\1\0\0\0", "x-ms-registry-policy"),
    PROGRAM(0, "BC\xC0\xDE", "x-llvm-bitcode"),
    PROGRAM(0, "\x1BLua", "x-lua-bytecode"),
    ARCHIVE(0, "!<arch>\n", "x-archive"),
    ARCHIVE(0, "!<thin>\n", "x-archive"),
};

static bool has_control(struct poise__slice bytes)
{
    size_t at = 0;

    while (at < bytes.len && !poise__is_control((unsigned char)bytes.data[at])) at++;
    return at < bytes.len;
}

static bool is_printable(const struct signature *row)
{
    size_t at = 0;

    while (at < row->len && row->bytes[at] >= ' ' && row->bytes[at] <= '~') at++;
    return at == row->len;
}

/* How far from the beginning a file that is no text shows it. */
enum { CONTROL_MAX = 512 };

static bool find_in(const struct signature *table, size_t count, struct poise__slice bytes,
                    struct poise__format *format)
{
    for (const struct signature *row = table; row < table + count; row++) {
        if (!poise__bytes_at(bytes, row->at, row->bytes, row->len)) continue;
        if (table != words && is_printable(row) && !has_control(poise__part(bytes, 0, CONTROL_MAX)))
            continue;
        *format = row->format;
        return true;
    }
    return false;
}

#define FIND(table) find_in((table), sizeof(table) / sizeof(table)[0], bytes, format)

/* ---- Signatures so short that a second mark must agree -------------------------------------- */

static bool is_bmp(struct poise__slice bytes)
{
    uint32_t head = poise__le32(bytes, 14);

    if (!POISE__AT(bytes, 0, "BM")) return false;
    return head == 12 || head == 16 || (head >= 40 && head <= 124) ||
           (bytes.len < 18 && POISE__AT(bytes, 6, "\0\0\0\0"));
}

/* Icons and cursors: a count, and a first entry that lies inside. */
static bool is_icon(struct poise__slice bytes)
{
    if (poise__le16(bytes, 0) != 0 || poise__le16(bytes, 2) < 1 || poise__le16(bytes, 2) > 2)
        return false;
    uint32_t count = poise__le16(bytes, 4), at = poise__le32(bytes, 18);
    return bytes.len >= 22 && count > 0 && count < 256 && poise__u8(bytes, 9) == 0 &&
           at >= 6 + 16 * count && at < bytes.len && poise__le32(bytes, 14) > 0;
}

static bool is_pcx(struct poise__slice bytes)
{
    unsigned version = poise__u8(bytes, 1), depth = poise__u8(bytes, 3);

    return bytes.len >= 128 && poise__u8(bytes, 0) == 10 && version <= 5 && version != 1 &&
           poise__u8(bytes, 2) <= 1 && (depth == 1 || depth == 2 || depth == 4 || depth == 8) &&
           poise__u8(bytes, 64) == 0 && poise__le16(bytes, 4) <= poise__le16(bytes, 8);
}

static bool is_targa(struct poise__slice bytes)
{
    return bytes.len >= 44 && POISE__AT(bytes, bytes.len - 18, "TRUEVISION-XFILE.\0");
}

/* A number of Netpbm's, behind white space and comments; 0 when there is none or it is too large. */
static uint32_t netpbm_number(struct poise__slice bytes, size_t *at)
{
    uint32_t value = 0;

    *at = poise__skip_space(bytes, *at);
    while (poise__u8(bytes, *at) == '#')
        *at = poise__skip_space(bytes, poise__find_byte(bytes, *at, '\n'));
    for (; poise__is_digit((unsigned char)poise__u8(bytes, *at)); ++*at)
        value = value > 99999 ? value : value * 10 + (poise__u8(bytes, *at) - '0');
    return value > 99999 || !poise__is_blank(poise__u8(bytes, *at)) ? 0 : value;
}

/* Figures and white space, so far as is looked at, then a comment at most. */
static bool is_figures(struct poise__slice bytes)
{
    size_t at = 0;

    while (at < bytes.len && at < CONTROL_MAX &&
           (poise__is_digit((unsigned char)bytes.data[at]) ||
            poise__is_blank((unsigned char)bytes.data[at])))
        at++;
    return at == bytes.len || at == CONTROL_MAX || bytes.data[at] == '#';
}

/* "P7" and the first of its lines, or the head of an old program's thumbnail. */
static bool is_pam(struct poise__slice bytes)
{
    static const char *const lines[] = { "width ",    "height ", "depth ", "maxval ",
                                         "tupltype ", "#",       "332\n",  NULL };

    return POISE__AT(bytes, 0, "P7") && poise__begins_with(bytes, 3, lines);
}

/*
 * "P1" to "P6", a width, a height and, unless its dots are black or white, a depth; then as many
 * figures as that makes, or bytes: of just that number, or no text. A file may be cut, where its
 * head fills a line of its own.
 */
static bool is_netpbm(struct poise__slice bytes)
{
    unsigned form = poise__u8(bytes, 1) - '0';
    size_t at = 2;

    if (poise__u8(bytes, 0) != 'P' || form < 1 || form > 7 || !poise__is_blank(poise__u8(bytes, 2)))
        return false;
    if (form == 7) return is_pam(bytes);
    uint64_t width = netpbm_number(bytes, &at), height = netpbm_number(bytes, &at);
    uint32_t depth = form == 1 || form == 4 ? 1 : netpbm_number(bytes, &at);
    if (width == 0 || height == 0 || depth == 0) return false;
    struct poise__slice rest = poise__part(bytes, at + 1, bytes.len);
    uint64_t values = width * height * (form == 3 || form == 6 ? 3 : 1);
    if (form <= 3)
        return is_figures(rest) &&
               (rest.len >= (form == 1 ? values : 2 * values - 1) || poise__u8(bytes, 2) == '\n');
    uint64_t size = form == 4 ? (width + 7) / 8 * height : values * (depth > 255 ? 2 : 1);
    return size == rest.len || has_control(poise__part(rest, 0, CONTROL_MAX));
}

static bool find_image(struct poise__slice bytes, struct poise__format *format)
{
    if (is_bmp(bytes))
        *format = POISE__FORMAT("image/bmp", IMAGE, BMP);
    else if (is_icon(bytes))
        *format = POISE__FORMAT("image/vnd.microsoft.icon", IMAGE, OTHER);
    else if (is_pcx(bytes))
        *format = POISE__FORMAT("image/x-pcx", IMAGE, OTHER);
    else if (is_netpbm(bytes))
        *format = POISE__FORMAT("image/x-portable-anymap", IMAGE, OTHER);
    else if (is_targa(bytes))
        *format = POISE__FORMAT("image/x-tga", IMAGE, OTHER);
    else
        return false;
    return true;
}

/* "MZ" and a second header, or a first one whose numbers can be. */
static bool is_dos_program(struct poise__slice bytes)
{
    uint32_t at = poise__le32(bytes, 60);

    if (!POISE__AT(bytes, 0, "MZ") && !POISE__AT(bytes, 0, "ZM")) return false;
    if (POISE__AT(bytes, at, "PE\0\0") || POISE__AT(bytes, at, "NE") ||
        POISE__AT(bytes, at, "LE") || POISE__AT(bytes, at, "LX"))
        return true;
    return bytes.len >= 28 && poise__le16(bytes, 2) < 512;
}

static bool find_program(struct poise__slice bytes, struct poise__format *format)
{
    if (is_dos_program(bytes)) {
        *format = POISE__FORMAT("application/vnd.microsoft.portable-executable", EXECUTABLE, OTHER);
        return true;
    }
    if (!POISE__AT(bytes, 0, "\xCA\xFE\xBA\xBE")) return false;
    /* A fat Mach-O counts its parts where a class file has its version, 45 or more. */
    *format = poise__be16(bytes, 6) >= 45
                  ? POISE__FORMAT("application/java-vm", EXECUTABLE, OTHER)
                  : POISE__FORMAT("application/x-mach-binary", EXECUTABLE, OTHER);
    return true;
}

static bool find_archive(struct poise__slice bytes, struct poise__format *format)
{
    unsigned level = poise__u8(bytes, 5);

    if (POISE__AT(bytes, 0, "BZh") && poise__u8(bytes, 3) >= '1' && poise__u8(bytes, 3) <= '9' &&
        (POISE__AT(bytes, 4, "1A") || POISE__AT(bytes, 4, "\x17r")))
        *format = POISE__FORMAT("application/x-bzip2", ARCHIVE, OTHER);
    else if (POISE__AT(bytes, 2, "-l") && poise__u8(bytes, 6) == '-' &&
             (level == 'd' || level == 's' || (level >= '0' && level <= '9')) && bytes.len >= 22 &&
             poise__u8(bytes, 20) <= 3)
        *format = POISE__FORMAT("application/x-lzh-compressed", ARCHIVE, OTHER);
    else if (POISE__AT(bytes, 0, "\x60\xEA") && poise__le16(bytes, 2) <= 2600 &&
             poise__u8(bytes, 4) >= 27 && poise__u8(bytes, 10) <= 4)
        *format = POISE__FORMAT("application/x-arj", ARCHIVE, OTHER);
    else if (bytes.len >= 512 && POISE__AT(bytes, bytes.len - 512, "koly\0\0\0\4"))
        *format = POISE__FORMAT("application/x-apple-diskimage", ARCHIVE, OTHER);
    else if (POISE__AT(bytes, 0, "\4\0\0\0") && POISE__AT(bytes, 16, "{\"files\":"))
        *format = POISE__FORMAT("application/x-asar", ARCHIVE, OTHER);
    else
        return false;
    return true;
}

bool poise__signature_find(struct poise__slice bytes, struct poise__format *format)
{
    if (FIND(words) || FIND(images) || FIND(documents) || FIND(programs)) return true;
    if (FIND(archives)) return true;
    return find_program(bytes, format) || find_image(bytes, format) ||
           find_archive(bytes, format) || FIND(recordings);
}
