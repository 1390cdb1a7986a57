/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * foreign.c: a second format in a file of the first. Programs find what they know in different
 * places: PHP anywhere, ZIP from the end, PDF in the first kilobyte, a script between two marks
 * of a comment.
 */
#include "media/file/format.h"

#include "media/chars.h"

/* What devices leave behind a file's end: less than a page of zeros, 0xFF or blanks. */
enum { PADDING_MAX = 4096 };

struct mark {
    const char *bytes;
    uint8_t len;
    uint8_t rare; /* the byte that files hold least of */
};

#define MARK(bytes, rare)                                                                          \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, rare                                                             \
    }

/* Marks that count wherever they stand. */
static const struct mark marks[] = {
    MARK("PK\3\4", 2),
    MARK("PK\5\6", 3),
    MARK("Rar!\x1A\7", 4),
    MARK("7z\xBC\xAF\x27\x1C", 3),
    MARK("%PDF-1.", 0),
    MARK("PE\0\0\x64\x86", 5),
    MARK("PE\0\0\x4C\1", 0),
    MARK("\x7F"
         "ELF",
         0),
    MARK("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 7),
};

static bool is_markup(struct poise__slice bytes, size_t at)
{
    static const char *const openings[] = { "<?php",   "<?=",   "<script", "<html",   "<!doctype",
                                            "<iframe", "<svg",  "<body",   "<object", "<embed",
                                            "<%@",     "<hta:", NULL };

    for (const char *const *opening = openings; *opening; opening++)
        if (poise__text_has(bytes, (uint32_t)at, *opening)) return true;
    return false;
}

/* Three bytes may be chance among pixels and numbers; words go on. */
static bool is_words(struct poise__slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned c = poise__u8(bytes, i);
        if (c > '~' || (c < ' ' && !(c >= '\t' && c <= '\r'))) return false;
    }
    return true;
}

static bool has_markup(struct poise__slice bytes)
{
    /* The letter behind tells most tags apart from these. */
    for (size_t i = 0; (i = poise__find_byte(bytes, i, '<')) < bytes.len; i++)
        if (i + 1 < bytes.len && memchr("?%!sShHiIbBoOeE", bytes.data[i + 1], 15) &&
            is_markup(poise__part(bytes, i, 16), 0) && is_words(poise__part(bytes, i, 10)))
            return true;
    return false;
}

static bool is_program(struct poise__slice bytes)
{
    size_t at = 0;

    if (POISE__AT(bytes, 0, "#!/") || POISE__AT(bytes, 0,
                                                "\x7F"
                                                "ELF"))
        return true;
    if (!POISE__AT(bytes, 0, "MZ")) return false;
    uint32_t head = poise__le32(bytes, 60);
    return POISE__AT(bytes, head, "PE\0\0") || POISE__AT(bytes, 2, "\x90\0") ||
           poise__find_bytes(poise__part(bytes, 0, 512), "This program", 12, 0, &at);
}

/* In the first and the last bytes of what may be long. */
static bool has_format(struct poise__slice bytes)
{
    const struct poise__slice parts[] = { poise__front(bytes), poise__tail(bytes) };

    for (int i = 0; i < (bytes.len > POISE__LOOK_MAX ? 2 : 1); i++) {
        if (has_markup(parts[i])) return true;
        for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++) {
            size_t at = 0;
            if (poise__find_bytes(parts[i], marks[k].bytes, marks[k].len, marks[k].rare, &at))
                return true;
        }
    }
    return is_program(bytes);
}

uint32_t poise__foreign_in(struct poise__slice part)
{
    return part.len > 3 && has_format(part) ? POISE_MEDIA_POLYGLOT : 0;
}

static bool is_padding(struct poise__slice bytes)
{
    if (bytes.len > PADDING_MAX) return false;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned c = poise__u8(bytes, i);
        if (c != 0 && c != 0xFF && c != '\n' && c != '\r' && c != ' ' && c != '\t' && c != 0x1A)
            return false;
    }
    return true;
}

uint32_t poise__foreign_behind(struct poise__slice bytes, uint64_t end)
{
    if (end >= bytes.len) return 0;
    struct poise__slice rest = poise__part(bytes, (size_t)end, bytes.len);
    if (is_padding(rest)) return 0;

    size_t text = 0;
    while (text < rest.len && text < PADDING_MAX && strchr(" \t\r\n", rest.data[text])) text++;
    bool foreign = has_format(rest) || is_program(poise__part(rest, text, rest.len));
    return POISE_MEDIA_TRAILING | (foreign ? POISE_MEDIA_POLYGLOT : 0);
}

/* ---- Both ends ------------------------------------------------------------------------------ */

/* Files that hold other files: what lies in them whole is no disguise. */
static bool holds_files(const struct poise__format *format)
{
    return format->kind == POISE_MEDIA_ARCHIVE || format->kind == POISE_MEDIA_EXECUTABLE ||
           format->form == POISE__FORMAT_OFFICE || format->form == POISE__FORMAT_OLE ||
           format->kind == POISE_MEDIA_UNKNOWN;
}

/* Where the first file in an archive begins: a PDF may well be that. */
static size_t first_content(struct poise__slice bytes, const struct poise__format *format)
{
    if (format->form == POISE__FORMAT_TAR) return 512;
    if (!POISE__AT(bytes, 0, "PK\3\4")) return bytes.len;
    return 30 + poise__le16(bytes, 26) + poise__le16(bytes, 28);
}

/* Readers take a PDF whose head stands anywhere in the first kilobyte. */
static bool has_late_pdf(struct poise__slice bytes, const struct poise__format *format)
{
    enum { HEADER_MAX = 1024 };
    size_t at = 1;

    if (!poise__find_bytes(poise__part(bytes, 0, HEADER_MAX), "%PDF-", 5, 0, &at)) return false;
    unsigned digit = poise__u8(bytes, at + 5);
    if (digit < '1' || digit > '9' || poise__u8(bytes, at + 6) != '.') return false;
    return at != first_content(bytes, format);
}

/* A head whose sizes spell the begin of a comment of a script, which ends further on: browsers ran
 * such pictures. */
static bool has_script_comment(struct poise__slice bytes, const struct poise__format *format)
{
    struct poise__slice front = poise__front(bytes);
    size_t at = 2, end = 0;

    switch (format->form) {
    case POISE__FORMAT_JPEG: at = 4; break;
    case POISE__FORMAT_GIF: at = 6; break;
    case POISE__FORMAT_BMP: at = 2; break;
    case POISE__FORMAT_RIFF: at = 4; break;
    default: return false;
    }
    if (format->form == POISE__FORMAT_GIF && POISE__AT(bytes, 6, "=")) return true;
    if (!POISE__AT(bytes, at, "/*") && !POISE__AT(bytes, at + 1, "/*")) return false;
    end = at;
    return poise__find_bytes(front, "*/", 2, 0, &end);
}

uint32_t poise__foreign_at_ends(struct poise__slice bytes, const struct poise__format *format)
{
    bool foreign = format->form != POISE__FORMAT_PDF && has_late_pdf(bytes, format);

    if (format->kind != POISE_MEDIA_EXECUTABLE && !POISE__AT(bytes, 0, "PK"))
        foreign = foreign || poise__zip_is_at_tail(bytes, holds_files(format) ||
                                                              format->form == POISE__FORMAT_PDF);
    foreign = foreign || has_script_comment(bytes, format);
    return foreign ? POISE_MEDIA_POLYGLOT : 0;
}
