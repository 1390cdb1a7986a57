/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/file/claim.h"

#include "media/chars.h"
#include "media/kind.h"

/* A type that says nothing. */
static const char octets[] = "application/octet-stream";

/* Does a type contain one of the parts? */
static bool is_one_of(const char *type, const char *const *parts)
{
    for (; *parts; parts++)
        if (strstr(type, *parts)) return true;
    return false;
}

static struct poise__slice slice_of(const char *text)
{
    return text ? (struct poise__slice){ text, strlen(text) } : (struct poise__slice){ "", 0 };
}

void poise__claim_read(const poise_attachment *attachment, struct poise__claim *claim)
{
    *claim = (struct poise__claim){ .name = slice_of(attachment->name),
                                    .type = slice_of(attachment->type) };
    claim->type.len = strcspn(claim->type.data, "; \t");
    struct poise__slice name = claim->name;
    /* Systems drop spaces and dots at the end of a name. */
    while (name.len > 0 && strchr(" .", name.data[name.len - 1])) name.len--;
    claim->extension = poise__kind_extension(name);
    claim->row = poise__table_extension(claim->extension);
}

static uint32_t kind_of_type(struct poise__slice type)
{
    return poise__slice_is(type, octets) ? POISE_MEDIA_UNKNOWN : poise__table_type(type);
}

uint32_t poise__claim_kind(const struct poise__claim *claim)
{
    return claim->row ? claim->row->kind : kind_of_type(claim->type);
}

/* ---- The name ------------------------------------------------------------------------------- */

static bool runs(const struct poise__extension_row *row)
{
    return row->kind == POISE_MEDIA_EXECUTABLE || row->kind == POISE_MEDIA_PAGE;
}

/*
 * A double click mounts it as a disk, whose programs then bear no mark of where they came from.
 * Nobody makes "invoice.pdf.iso" in good faith, as Finder makes "photo.jpg.zip": what is packed is
 * dressed as nothing, so other archives have no decoy.
 */
static bool is_mounted(const struct poise__extension_row *row)
{
    static const char *const parts[] = { "iso9660", "diskimage", "virtualbox-vhd", octets, NULL };

    return row->kind == POISE_MEDIA_ARCHIVE && is_one_of(row->type, parts);
}

/* The extension before the last one, spaces between the two or not; NULL when not known. */
static const struct poise__extension_row *inner_row(const struct poise__claim *claim)
{
    struct poise__slice front = claim->name;

    front.len = (size_t)(claim->extension.data - 1 - claim->name.data);
    while (front.len > 0 && strchr(" _.", front.data[front.len - 1])) front.len--;
    return poise__table_extension(poise__kind_extension(front));
}

/* "invoice.pdf.exe": what acts is dressed as what is read. */
static bool has_double_extension(const struct poise__claim *claim)
{
    if (!claim->row || (!runs(claim->row) && !is_mounted(claim->row))) return false;
    const struct poise__extension_row *decoy = inner_row(claim);
    if (!decoy || runs(decoy) || !decoy->is_file) return false;
    return runs(claim->row) || decoy->kind != POISE_MEDIA_ARCHIVE;
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

uint32_t poise__claim_name_flags(const struct poise__claim *claim)
{
    return (has_double_extension(claim) ? POISE_MEDIA_DOUBLE_EXT : 0u) |
           (has_override(claim->name) ? POISE_MEDIA_RTL_NAME : 0u);
}

/* ---- Families of types ---------------------------------------------------------------------- */

/* Types whose files are taken for each other in good faith. A part of the type is enough to tell,
 * so that its many spellings need no list. */
enum {
    FAMILY_UNKNOWN,
    FAMILY_WORDS,
    FAMILY_SHEET,
    FAMILY_SLIDES,
    FAMILY_OTHER_OFFICE,
    FAMILY_PAGES, /* PDF, PostScript and what builds on them */
    FAMILY_BOOK,
    FAMILY_ZIP,
    FAMILY_RAR,
    FAMILY_SEVEN_ZIP,
    FAMILY_TAR, /* and what packs one */
    FAMILY_DISK
};

static const struct {
    const char *part;
    uint32_t family;
} families[] = {
    { "wordprocessing", FAMILY_WORDS },
    { "msword", FAMILY_WORDS },
    { "ms-word", FAMILY_WORDS },
    { "opendocument.text", FAMILY_WORDS },
    { "/rtf", FAMILY_WORDS },
    { "spreadsheet", FAMILY_SHEET },
    { "ms-excel", FAMILY_SHEET },
    { "presentation", FAMILY_SLIDES },
    { "powerpoint", FAMILY_SLIDES },
    { "ms-outlook", FAMILY_OTHER_OFFICE },
    { "visio", FAMILY_OTHER_OFFICE },
    { "opendocument", FAMILY_OTHER_OFFICE },
    { "iwork", FAMILY_OTHER_OFFICE },
    { "xpsdocument", FAMILY_OTHER_OFFICE },
    { "/pdf", FAMILY_PAGES },
    { "postscript", FAMILY_PAGES },
    { "illustrator", FAMILY_PAGES },
    { "epub", FAMILY_BOOK },
    { "mobipocket", FAMILY_BOOK },
    { "amazon.ebook", FAMILY_BOOK },
    { "djvu", FAMILY_BOOK },
    { "/zip", FAMILY_ZIP },
    { "x-zip", FAMILY_ZIP },
    { "rar", FAMILY_RAR },
    { "x-7z", FAMILY_SEVEN_ZIP },
    { "x-tar", FAMILY_TAR },
    { "gzip", FAMILY_TAR },
    { "bzip", FAMILY_TAR },
    { "x-xz", FAMILY_TAR },
    { "zstd", FAMILY_TAR },
    { "x-compress", FAMILY_TAR },
    { "lzip", FAMILY_TAR },
    { "iso9660", FAMILY_DISK },
    { "diskimage", FAMILY_DISK },
    { "cab-compressed", FAMILY_DISK },
};

static uint32_t family_of(const char *type)
{
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (strstr(type, families[i].part)) return families[i].family;
    return FAMILY_UNKNOWN;
}

/* Types whose files are text that no signature tells apart, if not always. */
static bool is_textual(const char *type)
{
    static const char *const parts[] = {
        "json",       "xml",      "yaml",      "toml",      "sql",      "x-sh",
        "x-bat",      "x-httpd",  "x-tex",     "/hta",      "rfc822",   "mbox",
        "x-mswin",    "scf",      "x-desktop", "subrip",    "script",   "latex",
        "x-csh",      "perl",     "mpegurl",   "scpls",     "pgp",      "x-ms-reg",
        "pem",        "graphql",  "ms-wpl",    "dxf",       "binhex",   "xbitmap",
        "x-portable", "xpixmap",  "-ovf",      "realaudio", "x-step",   "pkix",
        "x509",       "pkcs",     "emlx",      "intu",      "x-ofx",    "research-info",
        "chess-pgn",  "fdf",      "type1",     "jnlp",      "aspen",    "google-apps",
        "x-tcl",      "x-ms-asf", "x-ms-wax",  "x-ms-wvx",  "x-ms-wmx", "visio.viewer",
        "/warc",      NULL
    };
    /* Types of files that are packed, whatever else their names contain. */
    static const char *const packed[] = { "officedocument", "macroenabled", "sun.xml",
                                          "musicxml",       "+zip",         "+xps",
                                          "/3mf",           "postscript",   NULL };

    if (is_one_of(type, packed)) return false;
    return strncmp(type, "text/", 5) == 0 || strncmp(type, "model/", 6) == 0 ||
           is_one_of(type, parts);
}

/* Types of programs that have a signature and are no archive. */
static bool is_binary_program(const char *type)
{
    static const char *const parts[] = { "portable-executable", "msdos-program", "x-executable",
                                         "x-sharedlib",         "mach-binary",   "java-vm",
                                         "shockwave",           "wasm",          NULL };

    return is_one_of(type, parts);
}

/* Pictures that are ZIP archives. */
static bool is_packed_picture(const char *type)
{
    static const char *const parts[] = { "krita", "openraster", "+zip", "wmz", "emz", NULL };

    return is_one_of(type, parts);
}

/* ---- The bytes against the claim ------------------------------------------------------------ */

/* Sound and picture share containers; a film without pictures is no disguise. */
static bool is_same_kind(uint32_t a, uint32_t b)
{
    bool a_plays = a == POISE_MEDIA_AUDIO || a == POISE_MEDIA_VIDEO;
    bool b_plays = b == POISE_MEDIA_AUDIO || b == POISE_MEDIA_VIDEO;

    return a == b || (a_plays && b_plays);
}

static bool is_shown(uint32_t kind)
{
    return kind == POISE_MEDIA_IMAGE || kind == POISE_MEDIA_AUDIO || kind == POISE_MEDIA_VIDEO;
}

/* Of words: whatever is not known to be something else may be made of them. */
static bool text_contradicts(const char *type, uint32_t kind)
{
    if (is_textual(type)) return false;
    return is_shown(kind) || kind == POISE_MEDIA_ARCHIVE || is_binary_program(type) ||
           family_of(type) != FAMILY_UNKNOWN;
}

/* Of an archive: many documents and packages are archives inside, those that are known have a form
 * of their own. */
static bool archive_contradicts(const struct poise__format *format, const char *type, uint32_t kind)
{
    uint32_t its = family_of(format->type), claimed = family_of(type);

    if (is_shown(kind)) return !is_packed_picture(type);
    if (kind == POISE_MEDIA_EXECUTABLE) return is_binary_program(type);
    if (kind == POISE_MEDIA_DOCUMENT && strstr(type, "iwork")) return false;
    if (kind == POISE_MEDIA_DOCUMENT && strstr(type, "apple.")) return false;
    if (kind == POISE_MEDIA_PAGE || strncmp(type, "text/", 5) == 0) return true;
    return claimed != FAMILY_UNKNOWN && its != claimed &&
           (kind == POISE_MEDIA_DOCUMENT || its != FAMILY_UNKNOWN);
}

/* Of an OLE or Office container: which of its programs' files is it, and does the claim say so? */
static bool office_contradicts(const struct poise__format *format, const char *type, uint32_t kind)
{
    uint32_t its = family_of(format->type), claimed = family_of(type);

    if (kind == POISE_MEDIA_ARCHIVE)
        return format->form == POISE__FORMAT_OLE || claimed != FAMILY_ZIP;
    if (kind == POISE_MEDIA_EXECUTABLE) return is_binary_program(type);
    if (kind != POISE_MEDIA_DOCUMENT || is_textual(type)) return true;
    if (claimed == FAMILY_PAGES) return true;
    return its != FAMILY_UNKNOWN && claimed != FAMILY_UNKNOWN && its != claimed;
}

/* "#!" is at home in source code. */
static bool is_source(const char *type)
{
    return strncmp(type, "text/x-", 7) == 0;
}

/* What differs in kind and is yet no disguise. */
static bool is_custom(const struct poise__format *format, const char *type, uint32_t kind)
{
    if (kind == POISE_MEDIA_IMAGE && format->form == POISE__FORMAT_GZIP)
        return strstr(type, "svg") || strstr(type, "wmf") || strstr(type, "emf");
    /* Transport streams share ".ts" with a programming language. */
    if (strcmp(format->type, "video/mp2t") == 0) return strstr(type, "typescript") != NULL;
    if (strcmp(format->type, "text/x-script") == 0 && is_source(type)) return true;
    if (strcmp(format->type, "application/x-archive") == 0 && strcmp(type, "text/vnd.a") == 0)
        return true;
    if (format->kind == POISE_MEDIA_PAGE || strcmp(format->type, "application/x-httpd-php") == 0)
        return kind == POISE_MEDIA_PAGE ||
               (is_textual(type) && !is_same_kind(kind, POISE_MEDIA_VIDEO));
    return false;
}

/* Do the bytes contradict a claimed type of this kind? */
static bool contradicts(const struct poise__format *format, const char *type, uint32_t kind)
{
    if (strcmp(format->type, type) == 0) return false;
    if (strcmp(type, octets) == 0)
        return format->kind == POISE_MEDIA_EXECUTABLE && kind != POISE_MEDIA_EXECUTABLE;
    switch (format->form) {
    case POISE__FORMAT_TEXT: return text_contradicts(type, kind);
    case POISE__FORMAT_OLE:
        if (format->kind == POISE_MEDIA_EXECUTABLE) break;
        return office_contradicts(format, type, kind);
    case POISE__FORMAT_OFFICE: return office_contradicts(format, type, kind);
    case POISE__FORMAT_SVG: return kind != POISE_MEDIA_IMAGE && !is_textual(type);
    default: break;
    }
    if (is_custom(format, type, kind)) return false;
    if (format->kind == POISE_MEDIA_ARCHIVE) return archive_contradicts(format, type, kind);
    if (kind == POISE_MEDIA_DOCUMENT && format->kind == POISE_MEDIA_DOCUMENT && is_textual(type))
        return true;
    if (!is_same_kind(format->kind, kind)) return true;
    /* Pictures go by each other's names all the time; documents do not. */
    uint32_t its = family_of(format->type), claimed = family_of(type);
    return its != FAMILY_UNKNOWN && claimed != FAMILY_UNKNOWN && its != claimed;
}

/* A declared type by the spelling of the tables: without capitals. Longer ones are cut. */
struct spelling {
    char text[128];
};

static struct spelling spell(struct poise__slice type)
{
    struct spelling spelling = { { 0 } };

    for (size_t i = 0; i < type.len && i + 1 < sizeof spelling.text; i++)
        spelling.text[i] = poise__lower(type.data[i]);
    return spelling;
}

static bool type_contradicts(const struct poise__format *format, struct poise__slice type)
{
    uint32_t kind = kind_of_type(type);
    struct spelling spelling = spell(type);

    return kind != POISE_MEDIA_UNKNOWN && type.len < sizeof spelling.text &&
           contradicts(format, spelling.text, kind);
}

static uint32_t markup_of(const char *type)
{
    if (strstr(type, "svg")) return POISE__FORMAT_SVG;
    return strstr(type, "html") ? POISE__FORMAT_HTML : POISE__FORMAT_OTHER;
}

uint32_t poise__claim_markup(const struct poise__claim *claim)
{
    struct spelling spelling = spell(claim->type);
    uint32_t by_type = markup_of(spelling.text);

    return by_type == POISE__FORMAT_OTHER && claim->row ? markup_of(claim->row->type) : by_type;
}

/*
 * Does the name, which the bytes agree with, excuse the type? Windows declares a table of words
 * (.csv) as the program's that opens it, mail programs declare scripts as text, and what is packed
 * may bear the type of what is in it.
 */
static bool type_is_excused(const struct poise__claim *claim, const struct poise__format *format)
{
    const struct poise__extension_row *row = claim->row;
    struct spelling type = spell(claim->type);

    if (!row) return false;
    if (format->form == POISE__FORMAT_TEXT)
        return is_textual(row->type) && family_of(type.text) == FAMILY_SHEET;
    if (strcmp(format->type, "text/x-script") == 0)
        return row->kind == POISE_MEDIA_EXECUTABLE && strncmp(type.text, "text/", 5) == 0;
    if (format->kind != POISE_MEDIA_ARCHIVE || family_of(row->type) != FAMILY_TAR) return false;
    const struct poise__extension_row *inner = inner_row(claim);
    return inner && inner->kind == kind_of_type(claim->type);
}

bool poise__claim_is_belied(const struct poise__claim *claim, const struct poise__format *format)
{
    if (!format->type) return false;
    if (claim->row && contradicts(format, claim->row->type, claim->row->kind)) return true;
    return type_contradicts(format, claim->type) && !type_is_excused(claim, format);
}

bool poise__claim_is_divided(const struct poise__claim *claim)
{
    uint32_t kind = kind_of_type(claim->type);

    if (!claim->row || kind == POISE_MEDIA_UNKNOWN || strcmp(claim->row->type, octets) == 0)
        return false;
    if (poise__slice_is(claim->type, claim->row->type)) return false;
    if (poise__text_has(claim->type, 0, "text/") && is_textual(claim->row->type)) return false;
    /* Mail programs call by the container what is packed in one. */
    const struct poise__format zip = POISE__FORMAT("application/zip", ARCHIVE, ZIP);
    if (poise__text_has(claim->type, 0, "application/zip"))
        return family_of(claim->row->type) == FAMILY_PAGES ||
               (claim->row->kind != POISE_MEDIA_DOCUMENT &&
                archive_contradicts(&zip, claim->row->type, claim->row->kind));
    return !is_same_kind(kind, claim->row->kind);
}
