/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/format.h"

#include <string.h>

#include "media/chars.h"

/* ---- Bytes -------------------------------------------------------------------------------- */

struct poise__slice poise__front(struct poise__slice bytes)
{
    if (bytes.len > POISE__LOOK_MAX) bytes.len = POISE__LOOK_MAX;
    return bytes;
}

struct poise__slice poise__tail(struct poise__slice bytes)
{
    if (bytes.len > POISE__LOOK_MAX) {
        bytes.data += bytes.len - POISE__LOOK_MAX;
        bytes.len = POISE__LOOK_MAX;
    }
    return bytes;
}

bool poise__bytes_at(struct poise__slice bytes, size_t at, const char *what, size_t len)
{
    return at <= bytes.len && len <= bytes.len - at && memcmp(bytes.data + at, what, len) == 0;
}

bool poise__find_word(struct poise__slice bytes, const char *word, size_t *at)
{
    for (uint32_t i = 0; i < bytes.len; i++) {
        if (poise__lower(bytes.data[i]) != word[0] || !poise__text_has(bytes, i, word)) continue;
        *at = i;
        return true;
    }
    return false;
}

/* ---- Signatures --------------------------------------------------------------------------- */

struct signature {
    uint32_t at;
    uint32_t len;
    const char *bytes;
    struct poise__format format;
};

#define SIGNATURE(at, bytes) at, sizeof(bytes) - 1, bytes
#define FORMAT(type, kind)                                                                         \
    {                                                                                              \
        type, POISE_MEDIA_##kind, POISE__FORMAT_OTHER, 0                                           \
    }
#define FORM(type, kind, form)                                                                     \
    {                                                                                              \
        type, POISE_MEDIA_##kind, POISE__FORMAT_##form, 0                                          \
    }

/* The first that fits wins. */
static const struct signature signatures[] = {
    { SIGNATURE(0, "\x89PNG\r\n\x1A\n"), FORM("image/png", IMAGE, PNG) },
    { SIGNATURE(0, "\xFF\xD8\xFF"), FORM("image/jpeg", IMAGE, JPEG) },
    { SIGNATURE(0, "GIF87a"), FORM("image/gif", IMAGE, GIF) },
    { SIGNATURE(0, "GIF89a"), FORM("image/gif", IMAGE, GIF) },
    { SIGNATURE(8, "WEBPVP8"), FORMAT("image/webp", IMAGE) },
    { SIGNATURE(0, "II*\0"), FORMAT("image/tiff", IMAGE) },
    { SIGNATURE(0, "MM\0*"), FORMAT("image/tiff", IMAGE) },
    { SIGNATURE(0, "8BPS\0\1"), FORMAT("image/vnd.adobe.photoshop", IMAGE) },
    { SIGNATURE(0, "\0\0\1\0"), FORMAT("image/vnd.microsoft.icon", IMAGE) },
    { SIGNATURE(0, "\xFF\x0A"), FORMAT("image/jxl", IMAGE) },
    { SIGNATURE(0, "\0\0\0\x0CJXL \r\n\x87\n"), FORMAT("image/jxl", IMAGE) },
    { SIGNATURE(8, "AVI LIST"), FORMAT("video/x-msvideo", VIDEO) },
    { SIGNATURE(0, "FLV\1"), FORMAT("video/x-flv", VIDEO) },
    { SIGNATURE(0, "\0\0\1\xBA"), FORMAT("video/mpeg", VIDEO) },
    { SIGNATURE(0, "\0\0\1\xB3"), FORMAT("video/mpeg", VIDEO) },
    { SIGNATURE(0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"), FORMAT("video/x-ms-asf", VIDEO) },
    { SIGNATURE(8, "WAVEfmt "), FORMAT("audio/wav", AUDIO) },
    { SIGNATURE(0, "fLaC"), FORMAT("audio/flac", AUDIO) },
    { SIGNATURE(0, "ID3"), FORMAT("audio/mpeg", AUDIO) },
    { SIGNATURE(0, "MThd\0\0\0\6"), FORMAT("audio/midi", AUDIO) },
    { SIGNATURE(0, "#!AMR"), FORMAT("audio/amr", AUDIO) },
    { SIGNATURE(8, "AIFF"), FORMAT("audio/x-aiff", AUDIO) },
    { SIGNATURE(0, "{\\rtf"), FORMAT("application/rtf", DOCUMENT) },
    { SIGNATURE(0, "%!PS"), FORMAT("application/postscript", DOCUMENT) },
    { SIGNATURE(0, "AT&TFORM"), FORMAT("image/vnd.djvu", DOCUMENT) },
    { SIGNATURE(0, "PK\3\4"), FORM("application/zip", ARCHIVE, ZIP) },
    { SIGNATURE(0, "PK\5\6"), FORM("application/zip", ARCHIVE, ZIP) },
    { SIGNATURE(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
      FORM("application/x-ole-storage", DOCUMENT, OLE) },
    { SIGNATURE(0, "7z\xBC\xAF\x27\x1C"), FORMAT("application/x-7z-compressed", ARCHIVE) },
    { SIGNATURE(0, "Rar!\x1A\x07"), FORMAT("application/vnd.rar", ARCHIVE) },
    { SIGNATURE(0, "\x1F\x8B\x08"), FORMAT("application/gzip", ARCHIVE) },
    { SIGNATURE(0, "\xFD"
                   "7zXZ\0"),
      FORMAT("application/x-xz", ARCHIVE) },
    { SIGNATURE(0, "(\xB5/\xFD"), FORMAT("application/zstd", ARCHIVE) },
    { SIGNATURE(0, "LZIP\1"), FORMAT("application/x-lzip", ARCHIVE) },
    { SIGNATURE(0, "MSCF\0\0\0\0"), FORMAT("application/vnd.ms-cab-compressed", ARCHIVE) },
    { SIGNATURE(257, "ustar"), FORMAT("application/x-tar", ARCHIVE) },
    { SIGNATURE(0, "\x7F"
                   "ELF"),
      FORMAT("application/x-executable", EXECUTABLE) },
    { SIGNATURE(0, "\xFE\xED\xFA\xCE"), FORMAT("application/x-mach-binary", EXECUTABLE) },
    { SIGNATURE(0, "\xFE\xED\xFA\xCF"), FORMAT("application/x-mach-binary", EXECUTABLE) },
    { SIGNATURE(0, "\xCE\xFA\xED\xFE"), FORMAT("application/x-mach-binary", EXECUTABLE) },
    { SIGNATURE(0, "\xCF\xFA\xED\xFE"), FORMAT("application/x-mach-binary", EXECUTABLE) },
    { SIGNATURE(0, "\0asm\1\0\0\0"), FORMAT("application/wasm", EXECUTABLE) },
    { SIGNATURE(0, "L\0\0\0\1\x14\2\0"), FORMAT("application/x-ms-shortcut", EXECUTABLE) },
    { SIGNATURE(0, "!<arch>\ndebian"),
      FORMAT("application/vnd.debian.binary-package", EXECUTABLE) },
    { SIGNATURE(0, "\xED\xAB\xEE\xDB"), FORMAT("application/x-rpm", EXECUTABLE) },
};

static unsigned byte_of(struct poise__slice bytes, size_t at)
{
    return at < bytes.len ? (unsigned char)bytes.data[at] : 0;
}

/* ---- Formats that take more than one signature ------------------------------------------------ */

/* ISO media (MP4 and its family) name their brand in the first box. */
static bool is_iso_media(struct poise__slice bytes, struct poise__format *format)
{
    static const struct {
        const char *brand;
        struct poise__format format;
    } brands[] = {
        { "avif", FORMAT("image/avif", IMAGE) }, { "avis", FORMAT("image/avif", IMAGE) },
        { "heic", FORMAT("image/heic", IMAGE) }, { "heix", FORMAT("image/heic", IMAGE) },
        { "hevc", FORMAT("image/heic", IMAGE) }, { "mif1", FORMAT("image/heif", IMAGE) },
        { "msf1", FORMAT("image/heif", IMAGE) }, { "qt  ", FORMAT("video/quicktime", VIDEO) },
        { "M4A ", FORMAT("audio/mp4", AUDIO) },  { "M4B ", FORMAT("audio/mp4", AUDIO) },
        { "3gp", FORMAT("video/3gpp", VIDEO) },  { "crx ", FORMAT("image/x-canon-cr3", IMAGE) },
        { "", FORMAT("video/mp4", VIDEO) },
    };

    if (poise__bytes_at(bytes, 4, "moov", 4) || poise__bytes_at(bytes, 4, "mdat", 4)) {
        *format = (struct poise__format)FORMAT("video/quicktime", VIDEO);
        return true;
    }
    if (!poise__bytes_at(bytes, 4, "ftyp", 4)) return false;
    for (size_t i = 0; i < sizeof brands / sizeof brands[0]; i++)
        if (poise__bytes_at(bytes, 8, brands[i].brand, strlen(brands[i].brand))) {
            *format = brands[i].format;
            return true;
        }
    return false;
}

static bool is_matroska(struct poise__slice bytes, struct poise__format *format)
{
    enum { HEAD_MAX = 64 };
    size_t at;

    if (!poise__bytes_at(bytes, 0, "\x1A\x45\xDF\xA3", 4)) return false;
    struct poise__slice head = { bytes.data, bytes.len < HEAD_MAX ? bytes.len : HEAD_MAX };
    if (poise__find_word(head, "webm", &at))
        *format = (struct poise__format)FORMAT("video/webm", VIDEO);
    else
        *format = (struct poise__format)FORMAT("video/x-matroska", VIDEO);
    return true;
}

static bool is_ogg(struct poise__slice bytes, struct poise__format *format)
{
    if (!poise__bytes_at(bytes, 0, "OggS\0", 5)) return false;
    if (poise__bytes_at(bytes, 28, "\x80theora", 7))
        *format = (struct poise__format)FORMAT("video/ogg", VIDEO);
    else
        *format = (struct poise__format)FORMAT("audio/ogg", AUDIO);
    return true;
}

/* Signatures so short that a second mark must agree. */
static bool is_short_signature(struct poise__slice bytes, struct poise__format *format)
{
    if (poise__bytes_at(bytes, 0, "BZh", 3) && byte_of(bytes, 3) >= '1' &&
        byte_of(bytes, 3) <= '9') {
        *format = (struct poise__format)FORMAT("application/x-bzip2", ARCHIVE);
        return true;
    }
    if (poise__bytes_at(bytes, 0, "BM", 2) && poise__bytes_at(bytes, 6, "\0\0\0\0", 4)) {
        *format = (struct poise__format)FORMAT("image/bmp", IMAGE);
        return true;
    }
    if (poise__bytes_at(bytes, 0, "MZ", 2)) {
        size_t at = byte_of(bytes, 60) | byte_of(bytes, 61) << 8 | byte_of(bytes, 62) << 16 |
                    (size_t)byte_of(bytes, 63) << 24;
        bool is_pe = poise__bytes_at(bytes, at, "PE\0\0", 4);
        if (!is_pe && (bytes.len < 28 || byte_of(bytes, 3) > 1)) return false;
        *format = (struct poise__format)FORMAT("application/vnd.microsoft.portable-executable",
                                               EXECUTABLE);
        return true;
    }
    if (poise__bytes_at(bytes, 0, "\xCA\xFE\xBA\xBE", 4)) {
        /* A fat Mach-O counts its parts where a class file has its version, 45 or more. */
        bool is_class = byte_of(bytes, 7) >= 45 || byte_of(bytes, 6) > 0;
        *format = is_class ? (struct poise__format)FORMAT("application/java-vm", EXECUTABLE)
                           : (struct poise__format)FORMAT("application/x-mach-binary", EXECUTABLE);
        return true;
    }
    /* An MPEG audio frame: eleven bits set, then a version, layer and rate that exist. */
    if (byte_of(bytes, 0) == 0xFF && (byte_of(bytes, 1) & 0xE6) == 0xE2 &&
        (byte_of(bytes, 1) & 0x18) != 0x08 && byte_of(bytes, 2) >> 4 != 15 &&
        byte_of(bytes, 2) >> 4 != 0) {
        *format = (struct poise__format)FORMAT("audio/mpeg", AUDIO);
        return true;
    }
    return false;
}

/* ---- Text --------------------------------------------------------------------------------- */

static size_t skip_space(struct poise__slice bytes, size_t at)
{
    while (at < bytes.len && bytes.data[at] && strchr(" \t\r\n", bytes.data[at])) at++;
    return at;
}

/* UTF-8 without controls in the first kilobytes; the last character may be cut. */
static bool is_text(struct poise__slice bytes)
{
    enum { TEXT_MAX = 4096 };
    uint32_t len;

    if (poise__bytes_at(bytes, 0, "\xFF\xFE", 2) || poise__bytes_at(bytes, 0, "\xFE\xFF", 2))
        return bytes.len % 2 == 0;
    if (bytes.len > TEXT_MAX) bytes.len = TEXT_MAX;
    for (uint32_t at = 0; at < bytes.len; at += len) {
        unsigned char c = (unsigned char)bytes.data[at];
        len = 1;
        if (c < 0x80 ? (c < ' ' && !(c >= '\t' && c <= '\r') && c != 0x1B) || c == 0x7F
                     : poise__char_decode(bytes, at, &len) < 0 && bytes.len - at > 3)
            return false;
    }
    return bytes.len > 0;
}

/* The name of an element that opens at `at`. */
static bool is_element(struct poise__slice bytes, size_t at, const char *name)
{
    size_t len = strlen(name);

    if (!poise__text_has(bytes, (uint32_t)at, name)) return false;
    return !poise__is_letter((unsigned char)byte_of(bytes, at + len));
}

static bool is_svg(struct poise__slice bytes, size_t at)
{
    enum { PROLOGUE_MAX = 4096 };
    size_t found;

    if (is_element(bytes, at, "<svg")) return true;
    if (!poise__text_has(bytes, (uint32_t)at, "<?xml") &&
        !poise__text_has(bytes, (uint32_t)at, "<!"))
        return false;
    struct poise__slice head = { bytes.data, bytes.len < PROLOGUE_MAX ? bytes.len : PROLOGUE_MAX };
    return poise__find_word(head, "<svg", &found) && is_element(bytes, found, "<svg");
}

static bool is_html(struct poise__slice bytes, size_t at)
{
    static const char *const openings[] = { "<!doctype html", "<html",   "<head", "<body",
                                            "<script",        "<iframe", NULL };

    for (const char *const *opening = openings; *opening; opening++)
        if (is_element(bytes, at, *opening)) return true;
    return false;
}

static void text_format(struct poise__slice bytes, struct poise__format *format)
{
    size_t at = poise__bytes_at(bytes, 0, "\xEF\xBB\xBF", 3) ? 3 : 0;

    if (!is_text(bytes)) return;
    size_t first = skip_space(bytes, at);
    if (poise__bytes_at(bytes, at, "#!", 2))
        *format = (struct poise__format)FORMAT("text/x-script", EXECUTABLE);
    else if (poise__bytes_at(bytes, first, "<?php", 5))
        *format = (struct poise__format)FORMAT("application/x-httpd-php", EXECUTABLE);
    else if (is_svg(bytes, first))
        *format = (struct poise__format)FORM("image/svg+xml", IMAGE, SVG);
    else if (is_html(bytes, first))
        *format = (struct poise__format)FORMAT("text/html", PAGE);
    else if (poise__bytes_at(bytes, first, "<?xml", 5))
        *format = (struct poise__format)FORM("application/xml", DOCUMENT, TEXT);
    else
        *format = (struct poise__format)FORM("text/plain", DOCUMENT, TEXT);
}

/* ---- What is inside ----------------------------------------------------------------------- */

/* A PDF name and nothing longer. */
static bool has_pdf_name(struct poise__slice bytes, const char *name)
{
    size_t len = strlen(name), at;

    while (poise__find_word(bytes, name, &at)) {
        if (!poise__is_letter((unsigned char)byte_of(bytes, at + len))) return true;
        bytes.data += at + 1;
        bytes.len -= at + 1;
    }
    return false;
}

static bool pdf_is_active(struct poise__slice bytes)
{
    static const char *const names[] = { "/javascript",    "/js",        "/launch", "/embeddedfile",
                                         "/embeddedfiles", "/richmedia", NULL };

    for (const char *const *name = names; *name; name++)
        if (has_pdf_name(poise__front(bytes), *name) || has_pdf_name(poise__tail(bytes), *name))
            return true;
    return false;
}

/* Office keeps macros in a storage whose name lies in the directory, in UTF-16. */
static bool has_macro_storage(struct poise__slice bytes)
{
    static const char name[] = "V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T";

    for (size_t at = 0; at + sizeof name - 1 <= bytes.len; at++)
        if (bytes.data[at] == 'V' && poise__bytes_at(bytes, at, name, sizeof name - 1)) return true;
    return false;
}

/* A handler such as onload=. */
static bool has_handler(struct poise__slice bytes)
{
    for (size_t at = 1; at + 3 < bytes.len; at++) {
        if (poise__lower(bytes.data[at]) != 'o' || poise__lower(bytes.data[at + 1]) != 'n')
            continue;
        if (!strchr(" \t\r\n\"'/", bytes.data[at - 1]) || bytes.data[at - 1] == '\0') continue;
        size_t i = at + 2;
        while (i < bytes.len && i - at < 24 && poise__is_letter((unsigned char)bytes.data[i])) i++;
        if (i > at + 3 && i < bytes.len && bytes.data[i] == '=') return true;
    }
    return false;
}

static bool svg_is_active(struct poise__slice bytes)
{
    static const char *const marks[] = { "<script",     "javascript:", "<foreignobject",
                                         "href=\"http", "href='http",  "href=\"//",
                                         "href='//",    "url(http",    "<!entity",
                                         NULL };
    const struct poise__slice parts[] = { poise__front(bytes), poise__tail(bytes) };
    size_t at;

    for (size_t part = 0; part < 2; part++) {
        for (const char *const *mark = marks; *mark; mark++)
            if (poise__find_word(parts[part], *mark, &at)) return true;
        if (has_handler(parts[part])) return true;
    }
    /* A drawing with a middle that was not read may hold anything. */
    return bytes.len > parts[0].len + parts[1].len;
}

/* What must not stand behind the end of a picture. */
static bool is_payload(struct poise__slice bytes, size_t at)
{
    static const char *const marks[] = { "pk\3\4",    "<?php", "<script",  "<html",
                                         "<!doctype", "#!/",   "rar!\x1A", "7z\xBC\xAF",
                                         "mz\x90",    "%pdf-", NULL };

    at = skip_space(bytes, at);
    for (const char *const *mark = marks; *mark; mark++)
        if (poise__text_has(bytes, (uint32_t)at, *mark)) return true;
    return false;
}

static bool has_trailing(struct poise__slice bytes, const char *end, size_t len)
{
    if (poise__zip_is_at_tail(bytes)) return true;
    bytes = poise__tail(bytes);
    for (size_t at = 0; at + len < bytes.len; at++)
        if (bytes.data[at] == end[0] && poise__bytes_at(bytes, at, end, len) &&
            is_payload(bytes, at + len))
            return true;
    return false;
}

static void look_inside(struct poise__slice bytes, struct poise__format *format)
{
    bool trailing = false, active = false;

    switch (format->form) {
    case POISE__FORMAT_PNG: trailing = has_trailing(bytes, "IEND\xAE\x42\x60\x82", 8); break;
    case POISE__FORMAT_JPEG: trailing = has_trailing(bytes, "\xFF\xD9", 2); break;
    case POISE__FORMAT_GIF: trailing = has_trailing(bytes, ";", 1); break;
    case POISE__FORMAT_PDF: active = pdf_is_active(bytes); break;
    case POISE__FORMAT_SVG: active = svg_is_active(bytes); break;
    case POISE__FORMAT_OLE:
        active = has_macro_storage(poise__front(bytes)) || has_macro_storage(poise__tail(bytes));
        break;
    case POISE__FORMAT_ZIP: poise__zip_look(bytes, format); break;
    default: break;
    }
    if (trailing) format->flags |= POISE_MEDIA_TRAILING;
    if (active) format->flags |= POISE_MEDIA_ACTIVE;
}

/* A PDF's header may stand anywhere in the first kilobyte. */
static bool is_pdf(struct poise__slice bytes, struct poise__format *format)
{
    enum { HEADER_MAX = 1024 };
    struct poise__slice head = { bytes.data, bytes.len < HEADER_MAX ? bytes.len : HEADER_MAX };
    size_t at;

    if (!poise__find_word(head, "%pdf-", &at)) return false;
    *format = (struct poise__format)FORM("application/pdf", DOCUMENT, PDF);
    return true;
}

void poise__format_of(struct poise__slice bytes, struct poise__format *format)
{
    *format = (struct poise__format){ NULL, POISE_MEDIA_UNKNOWN, POISE__FORMAT_OTHER, 0 };
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
        const struct signature *s = &signatures[i];
        if (!poise__bytes_at(bytes, s->at, s->bytes, s->len)) continue;
        *format = s->format;
        look_inside(bytes, format);
        return;
    }
    if (is_iso_media(bytes, format) || is_matroska(bytes, format) || is_ogg(bytes, format)) return;
    if (is_short_signature(bytes, format)) return;
    if (!is_pdf(bytes, format)) text_format(bytes, format);
    look_inside(bytes, format);
}
