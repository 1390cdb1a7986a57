/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/attach.h"

#include <string.h>

#include "media/chars.h"
#include "media/format.h"
#include "media/kind.h"
#include "media/magic.h"
#include "media/tables.h"

/* What the sender says that the file is. */
struct claim {
    struct poise__slice name;
    struct poise__slice extension;
    const struct poise__extension_row *row; /* of the extension; NULL: not known */
    struct poise__slice type;               /* without its parameters */
};

static struct poise__slice slice_of(const char *text)
{
    return text ? (struct poise__slice){ text, strlen(text) } : (struct poise__slice){ "", 0 };
}

static void claim_read(const poise_attachment *attachment, struct claim *claim)
{
    *claim = (struct claim){ .name = slice_of(attachment->name),
                             .type = slice_of(attachment->type) };
    claim->type.len = strcspn(claim->type.data, "; \t");
    struct poise__slice name = claim->name;
    /* Systems drop spaces and dots at the end of a name. */
    while (name.len > 0 && strchr(" .", name.data[name.len - 1])) name.len--;
    claim->extension = poise__kind_extension(name);
    claim->row = poise__table_extension(claim->extension);
}

/* ---- The name ----------------------------------------------------------------------------- */

static bool is_program(const struct poise__extension_row *row)
{
    return row && (row->kind == POISE_MEDIA_EXECUTABLE || row->kind == POISE_MEDIA_PAGE);
}

/* "invoice.pdf.exe", spaces between the two or not: what runs is dressed as what is read. */
static bool has_double_extension(const struct claim *claim)
{
    const struct poise__extension_row *decoy;
    struct poise__slice front = claim->name;

    if (!is_program(claim->row)) return false;
    front.len = (size_t)(claim->extension.data - 1 - claim->name.data);
    while (front.len > 0 && strchr(" _.", front.data[front.len - 1])) front.len--;
    decoy = poise__table_extension(poise__kind_extension(front));
    return decoy && !is_program(decoy) && decoy->is_file;
}

/* A character that turns the letters behind it around. */
static bool has_override(struct poise__slice name)
{
    uint32_t len;

    for (uint32_t at = 0; at < name.len; at += len) {
        int32_t c = poise__char_decode(name, at, &len);
        if (c == 0x202B || c == 0x202D || c == 0x202E || c == 0x2067 || c == 0x2068) return true;
    }
    return false;
}

/* ---- The bytes against the claim ------------------------------------------------------------- */

/* Sound and picture share containers; a film without pictures is no disguise. */
static bool is_same_family(uint32_t a, uint32_t b)
{
    bool a_plays = a == POISE_MEDIA_AUDIO || a == POISE_MEDIA_VIDEO;
    bool b_plays = b == POISE_MEDIA_AUDIO || b == POISE_MEDIA_VIDEO;

    return a == b || (a_plays && b_plays);
}

static bool is_one_of(const char *type, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(type, *list) == 0) return true;
    return false;
}

/* Types whose files are text that no signature tells apart. */
static bool is_textual(const char *type)
{
    static const char *const types[] = { "application/json",
                                         "application/xml",
                                         "application/sql",
                                         "application/xhtml+xml",
                                         "application/x-sh",
                                         "application/x-bat",
                                         "application/x-httpd-php",
                                         "application/x-mswinurl",
                                         "application/x-desktop",
                                         "application/x-windows-scf",
                                         "application/x-wsf",
                                         "application/hta",
                                         "application/x-tex",
                                         "message/rfc822",
                                         "application/x-windows-gadget",
                                         NULL };

    return strncmp(type, "text/", 5) == 0 || is_one_of(type, types);
}

/* Types whose files are ZIP archives with names that zip.c does not know. */
static bool is_zip_based(const char *type)
{
    static const char *const types[] = { "application/vnd.apple.pages",
                                         "application/vnd.apple.numbers",
                                         "application/vnd.apple.keynote",
                                         "application/java-archive",
                                         "application/vnd.android.package-archive",
                                         "application/vnd.ms-xpsdocument",
                                         "application/msix",
                                         "application/appx",
                                         "application/x-ios-app",
                                         "application/x-windows-gadget",
                                         NULL };

    return is_one_of(type, types);
}

static bool is_ole_based(const char *type)
{
    static const char *const types[] = {
        "application/msword",         "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
        "application/vnd.ms-outlook", "application/x-msi",        NULL
    };

    return is_one_of(type, types);
}

/* Office documents in ZIP: macros and templates have other types than the plain document. */
static bool is_office_type(const char *type)
{
    return strstr(type, "officedocument") || strstr(type, "macroenabled") ||
           strstr(type, "macroEnabled") || strstr(type, "opendocument") || strstr(type, "epub");
}

/* Do the bytes contradict a claimed type of this kind? */
static bool contradicts(const struct poise__format *format, const char *type, uint32_t kind)
{
    switch (format->form) {
    case POISE__FORMAT_TEXT: return !is_textual(type) && strcmp(type, "image/svg+xml") != 0;
    case POISE__FORMAT_ZIP: return kind != POISE_MEDIA_ARCHIVE && !is_zip_based(type);
    case POISE__FORMAT_OLE: return !is_ole_based(type);
    case POISE__FORMAT_OFFICE: return !is_office_type(type);
    case POISE__FORMAT_SVG: return kind != POISE_MEDIA_IMAGE && !is_textual(type);
    default: break;
    }
    if (!is_same_family(format->kind, kind))
        return !(format->kind == POISE_MEDIA_PAGE && is_textual(type));
    /* Pictures go by each other's names all the time; documents and archives do not. */
    return (kind == POISE_MEDIA_DOCUMENT && strcmp(format->type, type) != 0) ||
           (kind == POISE_MEDIA_ARCHIVE && strcmp(format->type, type) != 0);
}

/* The row of a declared type, so that it is compared by the spelling of the table. */
static bool type_contradicts(const struct poise__format *format, struct poise__slice type)
{
    enum { TYPE_MAX = 128 };
    char text[TYPE_MAX];
    uint32_t kind = poise__table_type(type);

    if (kind == POISE_MEDIA_UNKNOWN || type.len >= sizeof text) return false;
    for (size_t i = 0; i < type.len; i++) text[i] = poise__lower(type.data[i]);
    text[type.len] = '\0';
    /* Declared types are loose about archives: x-zip-compressed, x-gzip. */
    if (kind == POISE_MEDIA_ARCHIVE || kind == POISE_MEDIA_DOCUMENT)
        return format->form == POISE__FORMAT_TEXT
                   ? !is_textual(text)
                   : !is_same_family(format->kind, kind) &&
                         !(is_textual(text) && kind == POISE_MEDIA_DOCUMENT &&
                           format->kind == POISE_MEDIA_PAGE);
    return contradicts(format, text, kind);
}

static bool bytes_contradict(const struct poise__format *format, const struct claim *claim)
{
    if (!format->type) return false;
    if (claim->row && contradicts(format, claim->row->type, claim->row->kind)) return true;
    return claim->type.len > 0 && type_contradicts(format, claim->type);
}

/* With nothing but words to go by: do name and type name different things? */
static bool words_contradict(const struct claim *claim)
{
    uint32_t kind = poise__table_type(claim->type);

    if (!claim->row || kind == POISE_MEDIA_UNKNOWN) return false;
    if (poise__text_has(claim->type, 0, "text/") && is_textual(claim->row->type)) return false;
    return !is_same_family(kind, claim->row->kind);
}

/* ---- All of it ---------------------------------------------------------------------------- */

static uint32_t kind_of_claim(const struct claim *claim)
{
    return claim->row ? claim->row->kind : poise__table_type(claim->type);
}

static poise_status ask_magic(struct poise__magic *magic, struct poise__slice bytes,
                              struct poise__arena *strings, struct poise__format *format)
{
    poise_status st = poise__magic_ask(magic, bytes, strings, &format->type);

    if (st != POISE_OK || !format->type) return st;
    static const char *const programs[] = { "application/x-executable",
                                            "application/x-sharedlib",
                                            "application/x-pie-executable",
                                            "application/x-dosexec",
                                            "application/x-mach-binary",
                                            "application/x-object",
                                            "application/vnd.microsoft.portable-executable",
                                            NULL };
    struct poise__slice type = slice_of(format->type);
    format->kind = is_one_of(format->type, programs) ? POISE_MEDIA_EXECUTABLE
                                                     : poise__table_type(type);
    return POISE_OK;
}

static poise_status judge_bytes(struct poise__arena *strings, struct poise__slice bytes,
                                const struct claim *claim, struct poise__magic *magic,
                                struct poise__media *media)
{
    struct poise__format format;

    poise__format_of(bytes, &format);
    if (!format.type && magic) {
        poise_status st = ask_magic(magic, bytes, strings, &format);
        if (st != POISE_OK) return st;
        /* A guess contradicts nobody, unless it is a program's. */
        if (format.kind == POISE_MEDIA_EXECUTABLE && kind_of_claim(claim) != POISE_MEDIA_EXECUTABLE)
            media->flags |= POISE_MEDIA_MISMATCH;
    } else if (bytes_contradict(&format, claim)) {
        media->flags |= POISE_MEDIA_MISMATCH;
    }
    media->type = format.type;
    media->flags |= format.flags;
    if (media->kind != POISE_MEDIA_EXECUTABLE && format.kind != POISE_MEDIA_UNKNOWN &&
        (format.form != POISE__FORMAT_TEXT || media->kind == POISE_MEDIA_UNKNOWN))
        media->kind = format.kind;
    return POISE_OK;
}

poise_status poise__attach_judge(struct poise__arena *strings, const poise_attachment *attachment,
                                 struct poise__magic *magic, struct poise__media *media)
{
    struct claim claim;

    claim_read(attachment, &claim);
    media->target = poise__arena_copy(strings, claim.name.data, claim.name.len);
    if (!media->target) return POISE_E_NOMEM;
    media->kind = kind_of_claim(&claim);
    if (has_double_extension(&claim)) media->flags |= POISE_MEDIA_DOUBLE_EXT;
    if (has_override(claim.name)) media->flags |= POISE_MEDIA_RTL_NAME;
    if (attachment->data && attachment->data_len == 0) media->flags |= POISE_MEDIA_EMPTY;
    if (attachment->data && attachment->data_len > 0) {
        struct poise__slice bytes = { attachment->data, (size_t)attachment->data_len };
        return judge_bytes(strings, bytes, &claim, magic, media);
    }
    if (words_contradict(&claim)) media->flags |= POISE_MEDIA_MISMATCH;
    return POISE_OK;
}
