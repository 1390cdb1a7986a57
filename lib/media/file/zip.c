/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * zip.c: what a ZIP holds, by its directory: names, sizes, flags. Of a cut file, which has none at
 * its end, the heads of its first files are read.
 */
#include "media/file/format.h"

#include "media/chars.h"

enum {
    ENTRIES_MAX = 4096, /* that are read */
    END_LEN = 22,       /* of the record that closes the directory, its comment aside */
    CENTRAL_LEN = 46,
    LOCAL_LEN = 30
};

/* A file in the archive, as its head or the directory has it. */
struct entry {
    struct poise__slice name;
    uint32_t flags;
    uint32_t method;
    uint32_t mode; /* Unix: type and permissions; 0 when not told */
    uint64_t packed;
    uint64_t size;
    uint64_t at; /* of its head, from where the archive begins */
};

/* What the entries that were read add up to. */
struct content {
    bool word, sheet, slides, drawing, pages, xps, model, jar, android, apple, windows, extension;
    bool active;
    uint64_t packed;
    uint64_t size;
    uint64_t behind; /* where the entry before this one ends at least */
    uint64_t last;   /* where it begins */
    uint32_t flags;  /* POISE_MEDIA_* */
};

/* ---- The end -------------------------------------------------------------------------------- */

/* The record that closes the directory, told by where the directory that it names must lie. An
 * archive without files has none. */
static bool end_is(struct poise__slice bytes, size_t at)
{
    uint32_t size = poise__le32(bytes, at + 12);

    if (at + END_LEN > bytes.len || size > at) return false;
    if (poise__le16(bytes, at + 10) == 0) return size == 0 && poise__le16(bytes, at + 8) == 0;
    return POISE__AT(bytes, at - size, "PK\1\2") || POISE__AT(bytes, at - 20, "PK\6\7");
}

/* exact: its comment ends where the file does. Otherwise the last that can be. */
static bool end_find(struct poise__slice bytes, bool exact, size_t *end)
{
    struct poise__slice tail = poise__tail(bytes);
    size_t base = bytes.len - tail.len, at = 0;
    bool found = false;

    for (; poise__find_bytes(tail, "PK\5\6", 4, 3, &at); at++) {
        size_t rest = tail.len - at, comment = poise__le16(tail, at + 20);
        if (!end_is(bytes, base + at) || END_LEN + comment > rest) continue;
        if (exact && END_LEN + comment != rest) continue;
        *end = base + at;
        found = true;
    }
    return found;
}

bool poise__zip_is_at_tail(struct poise__slice bytes, bool exact)
{
    size_t at;

    return end_find(bytes, exact, &at);
}

/* ---- Entries -------------------------------------------------------------------------------- */

static bool begins(struct poise__slice name, const char *word)
{
    return poise__text_has(name, 0, word);
}

static bool ends(struct poise__slice name, const char *word)
{
    size_t len = strlen(word);

    return name.len >= len && poise__text_has(name, (uint32_t)(name.len - len), word);
}

/* Parts of Office files that act: macros, controls, templates from elsewhere; scripts of
 * OpenDocument. */
static bool is_active_part(struct poise__slice name)
{
    if (ends(name, "vbaproject.bin") || begins(name, "xl/macrosheets/")) return true;
    if (begins(name, "word/activex/") || begins(name, "xl/activex/") ||
        begins(name, "ppt/activex/"))
        return true;
    if (poise__slice_is(name, "word/_rels/settings.xml.rels")) return true;
    return (begins(name, "basic/") && !ends(name, "-lc.xml") && !ends(name, "-lb.xml") &&
            !ends(name, "/")) ||
           begins(name, "scripts/python/") || begins(name, "scripts/javascript/") ||
           begins(name, "scripts/beanshell/");
}

static void name_judge(struct content *content, struct poise__slice name)
{
    if (begins(name, "word/")) content->word = true;
    if (begins(name, "xl/")) content->sheet = true;
    if (begins(name, "ppt/")) content->slides = true;
    if (begins(name, "visio/")) content->drawing = true;
    if (begins(name, "3d/") && ends(name, ".model")) content->model = true;
    if (begins(name, "fixeddocseq.fdseq") || begins(name, "fixeddocumentsequence.fdseq"))
        content->xps = true;
    if (poise__slice_is(name, "index/document.iwa")) content->pages = true;
    if (poise__slice_is(name, "meta-inf/manifest.mf")) content->jar = true;
    if (poise__slice_is(name, "androidmanifest.xml") || poise__slice_is(name, "classes.dex"))
        content->android = true;
    if (poise__slice_is(name, "appxmanifest.xml")) content->windows = true;
    if (begins(name, "payload/") && ends(name, ".app/info.plist")) content->apple = true;
    if (poise__slice_is(name, "install.rdf") || poise__slice_is(name, "meta-inf/mozilla.rsa"))
        content->extension = true;
    if (is_active_part(name)) content->active = true;
}

/* A link's target is its content, kept as it is since packing gains nothing. One that cannot be
 * read is held to lead out. */
static bool link_judge(struct poise__slice bytes, size_t base, const struct entry *entry)
{
    enum { TARGET_MAX = 4096 };
    uint64_t head = base + entry->at;

    if (entry->method != 0 || entry->size > TARGET_MAX || head + LOCAL_LEN > bytes.len) return true;
    size_t at = (size_t)head + LOCAL_LEN + poise__le16(bytes, (size_t)head + 26) +
                poise__le16(bytes, (size_t)head + 28);
    return poise__link_leads_out(entry->name, poise__part(bytes, at, (size_t)entry->size));
}

/* Nothing honest packs so well: a hundredth of a file that is large, a thousandth of all. */
static bool is_bomb(const struct entry *entry)
{
    enum { RATIO_MAX = 100, SIZE_MAX_BYTES = 100 << 20 };

    return entry->size > SIZE_MAX_BYTES && entry->size / RATIO_MAX > entry->packed;
}

static void entry_judge(struct poise__slice bytes, size_t base, const struct entry *entry,
                        struct content *content)
{
    enum { ENCRYPTED = 1, METHOD_AES = 99, TYPE_MASK = 0xF000, TYPE_LINK = 0xA000 };

    name_judge(content, entry->name);
    if (entry->flags & ENCRYPTED || entry->method == METHOD_AES)
        content->flags |= POISE_MEDIA_ENCRYPTED;
    if (poise__path_leads_out(entry->name)) content->flags |= POISE_MEDIA_TRAVERSAL;
    if ((entry->mode & TYPE_MASK) == TYPE_LINK && link_judge(bytes, base, entry))
        content->flags |= POISE_MEDIA_TRAVERSAL;
    if (is_bomb(entry)) content->flags |= POISE_MEDIA_BOMB;
    /* Files that share bytes grow with each reader; the order of heads is the directory's, mostly. */
    if (entry->at >= content->last && entry->at < content->behind)
        content->flags |= POISE_MEDIA_BOMB;
    content->last = entry->at;
    content->behind = entry->at + LOCAL_LEN + entry->packed;
    content->packed += entry->packed;
    content->size += entry->size;
}

/* ---- The directory -------------------------------------------------------------------------- */

/* Sizes over 4 GiB stand in an extra field, in this order, those alone that do not fit. */
static void extra_read(struct poise__slice extra, struct entry *entry)
{
    uint64_t *const wide[] = { &entry->size, &entry->packed, &entry->at };

    for (size_t at = 0; at + 4 <= extra.len; at += 4 + (size_t)poise__le16(extra, at + 2)) {
        size_t value = at + 4;
        if (poise__le16(extra, at) != 1) continue;
        for (int i = 0; i < 3; i++)
            if (*wide[i] == UINT32_MAX) {
                *wide[i] = poise__le64(extra, value);
                value += 8;
            }
        return;
    }
}

static size_t central_read(struct poise__slice bytes, size_t at, struct entry *entry)
{
    uint32_t name = poise__le16(bytes, at + 28), extra = poise__le16(bytes, at + 30);

    *entry = (struct entry){ .name = poise__part(bytes, at + CENTRAL_LEN, name),
                             .flags = poise__le16(bytes, at + 8),
                             .method = poise__le16(bytes, at + 10),
                             .packed = poise__le32(bytes, at + 20),
                             .size = poise__le32(bytes, at + 24),
                             .at = poise__le32(bytes, at + 42) };
    if (poise__u8(bytes, at + 5) == 3) entry->mode = poise__le32(bytes, at + 38) >> 16;
    extra_read(poise__part(bytes, at + CENTRAL_LEN + name, extra), entry);
    return CENTRAL_LEN + name + extra + poise__le16(bytes, at + 32);
}

/* Where the directory begins and how many entries it claims; told from the end, so that bytes in
 * front of the archive do no harm. */
static size_t directory_find(struct poise__slice bytes, size_t end, uint64_t *count, size_t *base)
{
    uint64_t size = poise__le32(bytes, end + 12), at = poise__le32(bytes, end + 16);

    *count = poise__le16(bytes, end + 10);
    if (end >= 20 && POISE__AT(bytes, end - 20, "PK\6\7")) {
        uint64_t wide = poise__le64(bytes, end - 12);
        if (wide < bytes.len && POISE__AT(bytes, (size_t)wide, "PK\6\6")) {
            *count = poise__le64(bytes, (size_t)wide + 32);
            at = poise__le64(bytes, (size_t)wide + 48);
            *base = 0;
            return at < bytes.len ? (size_t)at : bytes.len;
        }
    }
    size_t begin = size <= end ? end - (size_t)size : 0;
    *base = at <= begin ? begin - (size_t)at : 0;
    return begin;
}

static bool directory_read(struct poise__slice bytes, struct content *content)
{
    uint64_t count;
    size_t end, base;
    struct entry entry;

    if (!end_find(bytes, false, &end)) return false;
    size_t at = directory_find(bytes, end, &count, &base);
    if (count > UINT16_MAX) content->flags |= POISE_MEDIA_BOMB;
    uint32_t i = 0;
    for (; i < ENTRIES_MAX && at + CENTRAL_LEN <= end; i++) {
        if (!POISE__AT(bytes, at, "PK\1\2")) break;
        at += central_read(bytes, at, &entry);
        entry_judge(bytes, base, &entry, content);
    }
    if (content->packed > bytes.len || content->size / 1000 > content->packed)
        content->flags |= POISE_MEDIA_BOMB;
    /* Readers find the end by its comment; behind that nothing belongs. */
    content->flags |= poise__foreign_behind(bytes, end + END_LEN + poise__le16(bytes, end + 20));
    return i > 0;
}

static void heads_read(struct poise__slice bytes, struct content *content)
{
    size_t at = POISE__AT(bytes, 4, "PK\3\4") ? 4 : 0;

    for (int i = 0; i < ENTRIES_MAX && POISE__AT(bytes, at, "PK\3\4"); i++) {
        uint32_t name = poise__le16(bytes, at + 26);
        struct entry entry = { .name = poise__part(bytes, at + LOCAL_LEN, name),
                               .flags = poise__le16(bytes, at + 6),
                               .method = poise__le16(bytes, at + 8),
                               .packed = poise__le32(bytes, at + 18),
                               .size = poise__le32(bytes, at + 22),
                               .at = at };
        entry_judge(bytes, 0, &entry, content);
        uint64_t next = (uint64_t)at + LOCAL_LEN + name + poise__le16(bytes, at + 28) +
                        entry.packed;
        if (next > bytes.len) return;
        at = (size_t)next;
    }
}

/* ---- All of it ------------------------------------------------------------------------------ */

static void name_it(struct poise__format *format, const char *type, uint32_t kind, uint32_t form)
{
    format->type = type;
    format->kind = kind;
    format->form = form;
}

/* OpenDocument and EPUB begin with a stored file "mimetype" that holds their type. */
static bool declared_type(struct poise__slice bytes, struct poise__format *format)
{
    static const char *const types[] = { "application/vnd.oasis.opendocument.text",
                                         "application/vnd.oasis.opendocument.spreadsheet",
                                         "application/vnd.oasis.opendocument.presentation",
                                         "application/vnd.oasis.opendocument.graphics",
                                         "application/epub+zip",
                                         "application/hwp+zip",
                                         "application/vnd.oasis.opendocument",
                                         "application/vnd.sun.xml",
                                         NULL };

    if (!POISE__AT(bytes, LOCAL_LEN, "mimetype") || poise__le16(bytes, 26) != 8) return false;
    size_t at = LOCAL_LEN + 8 + poise__le16(bytes, 28);
    for (const char *const *type = types; *type; type++)
        if (poise__bytes_at(bytes, at, *type, strlen(*type))) {
            name_it(format, *type, POISE_MEDIA_DOCUMENT, POISE__FORMAT_OFFICE);
            return true;
        }
    if (!POISE__AT(bytes, at, "image/openraster")) return false;
    name_it(format, "image/openraster", POISE_MEDIA_IMAGE, POISE__FORMAT_OTHER);
    return true;
}

#define OOXML "application/vnd.openxmlformats-officedocument."

static void content_type(const struct content *content, struct poise__format *format)
{
    enum { DOCUMENT = POISE_MEDIA_DOCUMENT, OFFICE = POISE__FORMAT_OFFICE };

    if (content->word)
        name_it(format, OOXML "wordprocessingml.document", DOCUMENT, OFFICE);
    else if (content->sheet)
        name_it(format, OOXML "spreadsheetml.sheet", DOCUMENT, OFFICE);
    else if (content->slides)
        name_it(format, OOXML "presentationml.presentation", DOCUMENT, OFFICE);
    else if (content->drawing)
        name_it(format, "application/vnd.ms-visio.drawing", DOCUMENT, OFFICE);
    else if (content->xps)
        name_it(format, "application/vnd.ms-xpsdocument", DOCUMENT, OFFICE);
    else if (content->pages)
        name_it(format, "application/vnd.apple.iwork", DOCUMENT, OFFICE);
    else if (content->model)
        name_it(format, "model/3mf", DOCUMENT, POISE__FORMAT_OTHER);
    else if (content->android)
        name_it(format, "application/vnd.android.package-archive", POISE_MEDIA_EXECUTABLE,
                POISE__FORMAT_OTHER);
    else if (content->apple)
        name_it(format, "application/x-ios-app", POISE_MEDIA_EXECUTABLE, POISE__FORMAT_OTHER);
    else if (content->windows)
        name_it(format, "application/msix", POISE_MEDIA_EXECUTABLE, POISE__FORMAT_OTHER);
    else if (content->extension)
        name_it(format, "application/x-xpinstall", POISE_MEDIA_EXECUTABLE, POISE__FORMAT_OTHER);
    else if (content->jar)
        name_it(format, "application/java-archive", POISE_MEDIA_EXECUTABLE, POISE__FORMAT_OTHER);
}

void poise__zip_look(struct poise__slice bytes, struct poise__format *format)
{
    struct content content = { 0 };

    if (!directory_read(bytes, &content)) heads_read(bytes, &content);
    if (!declared_type(bytes, format)) content_type(&content, format);
    format->flags |= content.flags;
    if (content.active && format->form == POISE__FORMAT_OFFICE) format->flags |= POISE_MEDIA_ACTIVE;
}
