/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * foreign.c: a second format in a file of the first. Programs find what they know in different
 * places: PHP anywhere, RAR and 7z behind what they take for a stub, ZIP from the end, PDF in the
 * first kilobyte, a script between two marks of a comment. All marks are searched in one pass that
 * stops at the few bytes that one may begin with.
 */
#include "media/file/format.h"

#include "media/chars.h"

/* What devices leave behind a file's end: less than a page of zeros, 0xFF or blanks. */
enum { PADDING_MAX = 4096 };

/* ---- Markup --------------------------------------------------------------------------------- */

/* Three bytes may be chance among pixels and numbers; words go on. */
static bool is_words(struct poise__slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned c = poise__u8(bytes, i);
        if (c > '~' || (c < ' ' && !(c >= '\t' && c <= '\r'))) return false;
    }
    return true;
}

/* Whether a letter stands at `at`. */
static bool has_letter(struct poise__slice bytes, size_t at)
{
    return poise__is_letter((unsigned char)poise__u8(bytes, at));
}

/* Tags of documents that act. One that closes its element is the end of a document that it needs:
 * prose that mentions one seldom has both. */
enum tag {
    TAG_SCRIPT,
    TAG_SVG,
    TAG_IFRAME,
    TAG_OBJECT,
    TAGS_THAT_CLOSE,
    TAG_HTML = TAGS_THAT_CLOSE,
    TAG_BODY,
    TAG_DOCTYPE,
    TAG_EMBED,
    TAG_HTA,
    TAGS
};

/* The only tag that begins with two letters, in lower case. */
static enum tag tag_of(unsigned first, unsigned second)
{
    switch (first << 8 | second) {
    case 's' << 8 | 'c': return TAG_SCRIPT;
    case 's' << 8 | 'v': return TAG_SVG;
    case 'i' << 8 | 'f': return TAG_IFRAME;
    case 'o' << 8 | 'b': return TAG_OBJECT;
    case 'h' << 8 | 't': return TAG_HTML;
    case 'b' << 8 | 'o': return TAG_BODY;
    case '!' << 8 | 'd': return TAG_DOCTYPE;
    case 'e' << 8 | 'm': return TAG_EMBED;
    default: return TAGS;
    }
}

/* The tag whose name stands at `at`, and where that ends; TAGS when none does. */
static enum tag tag_at(struct poise__slice bytes, size_t at, size_t *end)
{
    static const char *const names[TAGS] = {
        [TAG_SCRIPT] = "script",         [TAG_SVG] = "svg",     [TAG_IFRAME] = "iframe",
        [TAG_OBJECT] = "object",         [TAG_HTML] = "html",   [TAG_BODY] = "body",
        [TAG_DOCTYPE] = "!doctype html", [TAG_EMBED] = "embed", [TAG_HTA] = "hta:application",
    };
    enum tag tag = tag_of(poise__u8(bytes, at) | 0x20, poise__u8(bytes, at + 1) | 0x20);

    if (tag == TAGS) return TAGS;
    if (tag == TAG_HTML && (poise__u8(bytes, at + 2) | 0x20) == 'a') tag = TAG_HTA;
    *end = at + strlen(names[tag]);
    unsigned next = poise__u8(bytes, *end);
    if (*end < bytes.len && !poise__is_blank(next) && next != '>' && next != '/') return TAGS;
    return poise__slice_is(poise__part(bytes, at, *end - at), names[tag]) ? tag : TAGS;
}

/* Does a line or a value begin at `at`, blanks aside, or does a tag end before it? */
static bool begins(struct poise__slice bytes, size_t at)
{
    enum { INDENT_MAX = 16 };
    size_t i = at;

    if (at > 0 && bytes.data[at - 1] == '>') return true;
    while (i > 0 && at - i < INDENT_MAX && bytes.data[i - 1] == ' ') i--;
    return i == 0 || poise__u8(bytes, i - 1) < ' ';
}

/* Does the tag, from behind its name on, load something or handle an event? A tag is read up to its
 * end or the next one's begin, so that no byte is read for two. */
static bool tag_acts(struct poise__slice bytes, size_t at)
{
    enum { TAG_MAX = 1024 };
    size_t end = at + TAG_MAX < bytes.len ? at + TAG_MAX : bytes.len;

    for (; at < end && bytes.data[at] != '<' && bytes.data[at] != '>'; at++) {
        unsigned c = poise__u8(bytes, at);
        size_t i = at + 1;
        if (!poise__is_blank(c) && c != '/' && c != '"' && c != '\'') continue;
        while (i < end && has_letter(bytes, i)) i++;
        if (poise__u8(bytes, i) != '=') continue;
        struct poise__slice name = poise__part(bytes, at + 1, i - at - 1);
        if (poise__slice_is(name, "src") || poise__slice_is(name, "href") ||
            poise__slice_is(name, "data") || (name.len > 4 && poise__text_has(name, 0, "on")))
            return true;
    }
    return false;
}

/* One pass over bytes. */
struct pass {
    struct poise__slice bytes;
    bool among_samples; /* or compressed bytes, where all short marks occur by chance */
    uint32_t open;      /* the elements that were met so far, by a bit for each tag */
};

/* A tag that is not a mention in prose. */
static bool is_markup(struct pass *pass, size_t at)
{
    struct poise__slice bytes = pass->bytes;
    bool close = poise__u8(bytes, at + 1) == '/';
    size_t end;
    enum tag tag = tag_at(bytes, at + 1 + close, &end);

    if (tag == TAGS || !is_words(poise__part(bytes, at, 10))) return false;
    if (close) return tag < TAGS_THAT_CLOSE && pass->open & UINT32_C(1) << tag;
    pass->open |= UINT32_C(1) << tag;
    return begins(bytes, at) || tag_acts(bytes, end);
}

/* A variable, a command or a call: letters behind a sign, or before a bracket. */
static bool is_expression(struct poise__slice bytes, size_t at)
{
    size_t sign = at, end;

    while (poise__u8(bytes, sign) && strchr("$`@\\", (int)poise__u8(bytes, sign))) sign++;
    for (end = sign; has_letter(bytes, end) || poise__u8(bytes, end) == '_';) end++;
    if (end - sign < 3) return false;
    return poise__u8(bytes, at) == '$' || poise__u8(bytes, at) == '`' ||
           poise__u8(bytes, end) == '(';
}

/* "<?php", "<?=" and "<%@": servers run them wherever they stand. */
static bool is_server_script(const struct pass *pass, size_t at)
{
    struct poise__slice bytes = pass->bytes;
    bool page = POISE__AT(bytes, at, "<%@");
    size_t next = at + 3;

    if (poise__text_has(poise__part(bytes, at, 5), 0, "<?php"))
        return at + 5 >= bytes.len || poise__is_blank(poise__u8(bytes, at + 5));
    if ((!page && !POISE__AT(bytes, at, "<?=")) || !is_words(poise__part(bytes, at, 10)))
        return false;
    if (!pass->among_samples) return next < bytes.len;
    while (poise__is_blank(poise__u8(bytes, next)) && next < at + 8) next++;
    if (!page) return is_expression(bytes, next);
    for (at = next; has_letter(bytes, next);) next++;
    return next - at > 3 &&
           (poise__is_blank(poise__u8(bytes, next)) || poise__u8(bytes, next) == '=');
}

/* ---- Archives and programs ------------------------------------------------------------------- */

/* The head of a file in a ZIP, or of its directory's end: few versions, methods and disks exist. */
static bool is_zip_head(struct poise__slice bytes, size_t at)
{
    enum { VERSION_MAX = 63, METHOD_MAX = 99 };

    if (POISE__AT(bytes, at, "PK\5\6")) return poise__le16(bytes, at + 4) == 0;
    return POISE__AT(bytes, at, "PK\3\4") && poise__u8(bytes, at + 4) <= VERSION_MAX &&
           poise__le16(bytes, at + 8) <= METHOD_MAX;
}

static bool is_pe_head(struct poise__slice bytes, size_t at)
{
    return POISE__AT(bytes, at, "PE\0\0\x64\x86") || POISE__AT(bytes, at, "PE\0\0\x4C\1") ||
           POISE__AT(bytes, at, "PE\0\0\x64\xAA");
}

/* With a class, an order of bytes and a version that exist. */
static bool is_elf(struct poise__slice bytes, size_t at)
{
    unsigned width = poise__u8(bytes, at + 4), order = poise__u8(bytes, at + 5);

    return POISE__AT(bytes, at,
                     "\x7F"
                     "ELF") &&
           (width == 1 || width == 2) && (order == 1 || order == 2) &&
           poise__u8(bytes, at + 6) == 1;
}

static bool is_program(struct poise__slice bytes)
{
    size_t at = 0;

    if (POISE__AT(bytes, 0, "#!/")) return true;
    if (!POISE__AT(bytes, 0, "MZ")) return false;
    uint32_t head = poise__le32(bytes, 60);
    return POISE__AT(bytes, head, "PE\0\0") || POISE__AT(bytes, 2, "\x90\0") ||
           poise__find_bytes(poise__part(bytes, 0, 512), "This program", 12, 0, &at);
}

/* ---- The pass -------------------------------------------------------------------------------- */

/* What readers find by its head alone, wherever it stands: scripts, archives that unpack themselves
 * from behind a program, programs that are cut out. */
static bool is_found_anywhere(struct pass *pass, size_t at)
{
    struct poise__slice bytes = pass->bytes;
    unsigned next = poise__u8(bytes, at + 1);

    switch (bytes.data[at]) {
    case '<': return next == '?' || next == '%' ? is_server_script(pass, at) : is_markup(pass, at);
    case 'P': return next == 'E' && is_pe_head(bytes, at);
    case 'R': return next == 'a' && POISE__AT(bytes, at, "Rar!\x1A\7");
    case '7': return next == 'z' && POISE__AT(bytes, at, "7z\xBC\xAF\x27\x1C");
    case 0x7F: return next == 'E' && is_elf(bytes, at);
    default: return false;
    }
}

/* What a picture of many layers may well hold whole, and no reader finds far behind the begin. */
static bool is_document(struct poise__slice bytes, size_t at)
{
    unsigned next = poise__u8(bytes, at + 1);

    switch ((unsigned char)bytes.data[at]) {
    case 'P': return next == 'K' && is_zip_head(bytes, at);
    case '%':
        return next == 'P' && (POISE__AT(bytes, at, "%PDF-1.") || POISE__AT(bytes, at, "%PDF-2."));
    case 0xD0: return next == 0xCF && POISE__AT(bytes, at, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    default: return false;
    }
}

static bool has_marks(struct poise__slice bytes, bool among_samples)
{
    static const bool begins_one[256] = { ['<'] = true, ['P'] = true,  ['R'] = true, ['7'] = true,
                                          ['%'] = true, [0x7F] = true, [0xD0] = true };
    struct pass pass = { bytes, among_samples, 0 };

    for (size_t at = 0; at < bytes.len; at++) {
        if (!begins_one[(unsigned char)bytes.data[at]]) continue;
        if (is_found_anywhere(&pass, at) || (!among_samples && is_document(bytes, at))) return true;
    }
    return false;
}

static bool has_format(struct poise__slice bytes)
{
    return has_marks(bytes, false) || is_program(bytes);
}

uint32_t poise__foreign_in(struct poise__slice part)
{
    return part.len > 3 && has_format(part) ? POISE_MEDIA_POLYGLOT : 0;
}

uint32_t poise__foreign_among(struct poise__slice samples)
{
    return has_marks(samples, true) ? POISE_MEDIA_POLYGLOT : 0;
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
    /* "GIF89a=" is the begin of an assignment; the width of pictures may end in that byte, but
     * words do not go on in one. */
    if (format->form == POISE__FORMAT_GIF && POISE__AT(bytes, 6, "="))
        return is_words(poise__part(bytes, 6, 12)) || POISE__AT(bytes, 7, "/*");
    if (!POISE__AT(bytes, at, "/*") && !POISE__AT(bytes, at + 1, "/*")) return false;
    end = at;
    return poise__find_bytes(front, "*/", 2, 0, &end);
}

/* Where the outermost group of RTF closes; 0 when it does not. */
static size_t rtf_end(struct poise__slice bytes)
{
    size_t depth = 0;

    for (size_t at = 0; at < bytes.len; at++) {
        char c = bytes.data[at];
        if (c == '{') depth++;
        if (c == '}' && --depth == 0) return at + 1;
        if (c == '\\') at++;
    }
    return 0;
}

/* Behind the end where the parts tell it; else in the last bytes. Letters may well be about
 * scripts, so those of RTF are searched behind its end alone. */
static bool has_late_payload(struct poise__slice bytes, const struct poise__format *format)
{
    size_t from = bytes.len - poise__tail(bytes).len, end = poise__stream_end(bytes);
    size_t other = poise__picture_end(bytes, format);

    if (end > other) end = other;
    if (format->form == POISE__FORMAT_RTF) end = rtf_end(bytes);
    if (end > 0 && (end < from || format->form == POISE__FORMAT_RTF)) from = end;
    return poise__foreign_among(poise__part(bytes, from, bytes.len)) != 0;
}

/* In formats that no walk here looks into: where they keep words, in front, and behind. */
static bool has_payload(struct poise__slice bytes, const struct poise__format *format)
{
    bool shown = format->kind == POISE_MEDIA_IMAGE || format->kind == POISE_MEDIA_AUDIO ||
                 format->kind == POISE_MEDIA_VIDEO;

    if (format->form == POISE__FORMAT_RTF || strcmp(format->type, "application/postscript") == 0)
        return has_late_payload(bytes, format);
    if (!shown || (format->form != POISE__FORMAT_OTHER && format->form != POISE__FORMAT_TIFF))
        return false;
    return poise__foreign_among(poise__front(bytes)) || has_late_payload(bytes, format);
}

uint32_t poise__foreign_at_ends(struct poise__slice bytes, const struct poise__format *format)
{
    bool foreign = format->form != POISE__FORMAT_PDF && has_late_pdf(bytes, format);

    if (format->kind != POISE_MEDIA_EXECUTABLE && !POISE__AT(bytes, 0, "PK"))
        foreign = foreign || poise__zip_is_at_tail(bytes, holds_files(format) ||
                                                              format->form == POISE__FORMAT_PDF);
    foreign = foreign || has_script_comment(bytes, format) || has_payload(bytes, format);
    return foreign ? POISE_MEDIA_POLYGLOT : 0;
}
