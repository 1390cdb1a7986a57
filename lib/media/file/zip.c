/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * zip.c: what a ZIP holds, by its directory: names, sizes, flags. Some unpackers go by the head in
 * front of each file instead, so the two must agree. Of a cut file, which has no directory at its
 * end, the heads alone are read.
 *
 * Nothing is inflated, so what a packed part says is not known: a template from elsewhere, which
 * Word fetches with its macros, is seen only where the part that names it is stored as it is.
 */
#include "media/file/format.h"

#include "media/chars.h"

enum {
    END_LEN = 22, /* of the record that closes the directory, its comment aside */
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

/* An archive and what its entries add up to. */
struct zip {
    struct poise__slice bytes;
    size_t base; /* where the archive begins */
    bool types;  /* [Content_Types].xml, without which no package of Office opens */
    bool word, sheet, slides, drawing, pages, xps, model, jar, android, apple, windows, extension;
    bool active;
    bool rooted; /* a part of a package whose name begins with a slash */
    uint64_t packed;
    uint64_t size;
    uint64_t behind; /* where the entry before this one ends at least */
    uint64_t last;   /* where it begins */
    uint64_t looked; /* bytes of heads and files that were read */
    uint32_t flags;  /* POISE_MEDIA_* */
};

/* ---- The end -------------------------------------------------------------------------------- */

/* Where a directory begins, and where the archive does that it counts from. */
struct place {
    size_t at;
    size_t base;
};

enum { PLACES_MAX = 6 };

/* The places that the end names. It does so by an offset, and by a size for archives with bytes in
 * front; a record for large archives does both again. Readers differ in which they believe. */
struct places {
    struct poise__slice bytes;
    size_t end;
    size_t count;
    struct place all[PLACES_MAX];
};

static void place_add(struct places *places, uint64_t at, uint64_t base)
{
    if (at > places->end || places->end - at < CENTRAL_LEN) return;
    if (!POISE__AT(places->bytes, (size_t)at, "PK\1\2")) return;
    for (size_t i = 0; i < places->count; i++)
        if (places->all[i].at == at) return;
    places->all[places->count++] = (struct place){ (size_t)at, (size_t)base };
}

static void pair_add(struct places *places, size_t end, uint64_t size, uint64_t offset)
{
    uint64_t begin = size <= end ? end - size : 0;

    if (size <= end) place_add(places, begin, offset <= begin ? begin - offset : 0);
    place_add(places, offset, 0);
}

static void places_find(struct poise__slice bytes, size_t end, struct places *places)
{
    enum { WIDE_LEN = 56, LOCATOR_LEN = 20 };

    *places = (struct places){ .bytes = bytes, .end = end };
    if (end >= WIDE_LEN + LOCATOR_LEN && POISE__AT(bytes, end - LOCATOR_LEN, "PK\6\7")) {
        uint64_t wide[] = { poise__le64(bytes, end - 12), end - LOCATOR_LEN - WIDE_LEN };
        for (size_t i = 0; i < 2; i++) {
            size_t at = wide[i] < end ? (size_t)wide[i] : end;
            if (POISE__AT(bytes, at, "PK\6\6"))
                pair_add(places, at, poise__le64(bytes, at + 40), poise__le64(bytes, at + 48));
        }
    }
    pair_add(places, end, poise__le32(bytes, end + 12), poise__le32(bytes, end + 16));
}

/* The record that closes the directory, told by what stands where it names the directory. An archive
 * without files has none. */
static bool end_is(struct poise__slice bytes, size_t at)
{
    struct places places;

    if (bytes.len - at < END_LEN) return false;
    places_find(bytes, at, &places);
    return places.count > 0 ||
           (poise__le32(bytes, at + 8) == 0 && poise__le32(bytes, at + 12) == 0);
}

/* exact: its comment ends where the file does. Otherwise the last that can be, whatever it says of
 * its comment. */
static bool end_find(struct poise__slice bytes, bool exact, size_t *end)
{
    enum { TAIL_MAX = END_LEN + UINT16_MAX };
    size_t at = bytes.len > TAIL_MAX ? bytes.len - TAIL_MAX : 0;
    bool found = false;

    for (; poise__find_bytes(bytes, "PK\5\6", 4, 3, &at); at++) {
        if (!end_is(bytes, at)) continue;
        if (exact && END_LEN + poise__le16(bytes, at + 20) != bytes.len - at) continue;
        *end = at;
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

/* Parts of Office files that act: macros and controls; scripts of OpenDocument. */
static bool is_active_part(struct poise__slice name)
{
    if (ends(name, "vbaproject.bin") || begins(name, "xl/macrosheets/")) return true;
    if (begins(name, "word/activex/") || begins(name, "xl/activex/") ||
        begins(name, "ppt/activex/"))
        return true;
    return (begins(name, "basic/") && !ends(name, "-lc.xml") && !ends(name, "-lb.xml") &&
            !ends(name, "/")) ||
           begins(name, "scripts/python/") || begins(name, "scripts/javascript/") ||
           begins(name, "scripts/beanshell/");
}

static void part_judge(struct zip *zip, struct poise__slice name)
{
    if (begins(name, "[content_types].xml")) zip->types = true;
    if (begins(name, "word/")) zip->word = true;
    if (begins(name, "xl/")) zip->sheet = true;
    if (begins(name, "ppt/")) zip->slides = true;
    if (begins(name, "visio/")) zip->drawing = true;
    if (begins(name, "3d/") && ends(name, ".model")) zip->model = true;
    if (begins(name, "fixeddocseq.fdseq") || begins(name, "fixeddocumentsequence.fdseq"))
        zip->xps = true;
    if (poise__slice_is(name, "index/document.iwa")) zip->pages = true;
    if (poise__slice_is(name, "meta-inf/manifest.mf")) zip->jar = true;
    if (poise__slice_is(name, "androidmanifest.xml") || poise__slice_is(name, "classes.dex"))
        zip->android = true;
    if (poise__slice_is(name, "appxmanifest.xml")) zip->windows = true;
    if (begins(name, "payload/") && ends(name, ".app/info.plist")) zip->apple = true;
    if (poise__slice_is(name, "install.rdf") || poise__slice_is(name, "meta-inf/mozilla.rsa"))
        zip->extension = true;
    if (is_active_part(name)) zip->active = true;
}

/* Packages name their parts from a root of their own, and some writers leave its slash in front. */
static struct poise__slice part_name(struct poise__slice name)
{
    static const char *const roots[] = { "/[content_types].xml",
                                         "/_rels/",
                                         "/docprops/",
                                         "/customxml/",
                                         "/word/",
                                         "/xl/",
                                         "/ppt/",
                                         "/visio/",
                                         NULL };

    for (const char *const *root = roots; *root; root++)
        if (begins(name, *root)) return poise__part(name, 1, name.len);
    return name;
}

static void name_judge(struct zip *zip, struct poise__slice name)
{
    struct poise__slice part = part_name(name);

    part_judge(zip, part);
    if (part.len < name.len) zip->rooted = true;
    if (poise__path_leads_out(part)) zip->flags |= POISE_MEDIA_TRAVERSAL;
}

/* A second name, in UTF-8, which unpackers take over the first. */
static void extra_judge(struct zip *zip, struct poise__slice extra)
{
    enum { UNICODE_PATH = 0x7075, BEFORE_NAME = 5 };
    uint32_t len;

    for (size_t at = 0; at + 4 <= extra.len; at += 4 + (size_t)len) {
        len = poise__le16(extra, at + 2);
        if (poise__le16(extra, at) == UNICODE_PATH && len > BEFORE_NAME)
            name_judge(zip, poise__part(extra, at + 4 + BEFORE_NAME, len - BEFORE_NAME));
    }
}

/* Files that lie apart hold no more than the archive does. Where the directory names the same bytes
 * over and over, reading ends, so that cost stays linear. */
static bool may_read(struct zip *zip, uint64_t len)
{
    zip->looked += len;
    if (zip->looked <= zip->bytes.len) return true;
    zip->flags |= POISE_MEDIA_BOMB;
    return false;
}

/* Where an entry's head stands. */
static bool head_find(const struct zip *zip, const struct entry *entry, size_t *at)
{
    if (entry->at > zip->bytes.len - zip->base) return false;
    *at = zip->base + (size_t)entry->at;
    return POISE__AT(zip->bytes, *at, "PK\3\4") && zip->bytes.len - *at >= LOCAL_LEN;
}

/* A file that has another name for those who read its head is two files. */
static void head_judge(struct zip *zip, const struct entry *entry)
{
    size_t at;

    if (!head_find(zip, entry, &at)) return;
    uint32_t len = poise__le16(zip->bytes, at + 26), extra = poise__le16(zip->bytes, at + 28);
    if (!may_read(zip, (uint64_t)len + extra)) return;
    struct poise__slice name = poise__part(zip->bytes, at + LOCAL_LEN, len);
    extra_judge(zip, poise__part(zip->bytes, at + LOCAL_LEN + len, extra));
    if (name.len == entry->name.len && memcmp(name.data, entry->name.data, name.len) == 0) return;
    name_judge(zip, name);
    zip->flags |= POISE_MEDIA_POLYGLOT;
}

/* The content of a file that is kept as it is. False when it cannot be read. */
static bool stored_read(struct zip *zip, const struct entry *entry, struct poise__slice *content)
{
    size_t at;

    if (entry->method != 0 || !head_find(zip, entry, &at)) return false;
    at += LOCAL_LEN + poise__le16(zip->bytes, at + 26) + poise__le16(zip->bytes, at + 28);
    *content = poise__part(zip->bytes, at, entry->size < SIZE_MAX ? (size_t)entry->size : SIZE_MAX);
    return may_read(zip, content->len);
}

/* A link's target is its content, kept as it is since packing gains nothing. One that cannot be
 * read is held to lead out. */
static bool link_judge(struct zip *zip, const struct entry *entry)
{
    enum { TARGET_MAX = 4096 };
    struct poise__slice target;

    if (entry->size > TARGET_MAX || !stored_read(zip, entry, &target)) return true;
    return poise__link_leads_out(entry->name, target);
}

/* Does a document take its template, macros and all, from elsewhere? */
static bool has_far_template(struct zip *zip, const struct entry *entry)
{
    struct poise__slice links;
    size_t at;

    return poise__slice_is(part_name(entry->name), "word/_rels/settings.xml.rels") &&
           stored_read(zip, entry, &links) && poise__find_word(links, "attachedtemplate", &at) &&
           (poise__find_word(links, "target=\"http", &at) ||
            poise__find_word(links, "target='http", &at));
}

/* Nothing honest that is large packs to less than a hundredth. */
static bool is_bomb(uint64_t packed, uint64_t size)
{
    enum { RATIO_MAX = 100, SIZE_MAX_BYTES = 100 << 20 };

    return size > SIZE_MAX_BYTES && size / RATIO_MAX > packed;
}

static uint64_t sum(uint64_t a, uint64_t b)
{
    return a < UINT64_MAX - b ? a + b : UINT64_MAX;
}

static void size_judge(struct zip *zip, const struct entry *entry)
{
    if (is_bomb(entry->packed, entry->size)) zip->flags |= POISE_MEDIA_BOMB;
    /* Files that share bytes grow with each reader; the order of heads is the directory's, mostly. */
    if (entry->at >= zip->last && entry->at < zip->behind) zip->flags |= POISE_MEDIA_BOMB;
    zip->last = entry->at;
    zip->behind = sum(sum(entry->at, LOCAL_LEN), entry->packed);
    zip->packed = sum(zip->packed, entry->packed);
    zip->size = sum(zip->size, entry->size);
}

static void entry_judge(struct zip *zip, const struct entry *entry)
{
    enum { ENCRYPTED = 1, METHOD_AES = 99, TYPE_MASK = 0xF000, TYPE_LINK = 0xA000 };

    name_judge(zip, entry->name);
    if (entry->flags & ENCRYPTED || entry->method == METHOD_AES)
        zip->flags |= POISE_MEDIA_ENCRYPTED;
    if ((entry->mode & TYPE_MASK) == TYPE_LINK && link_judge(zip, entry))
        zip->flags |= POISE_MEDIA_TRAVERSAL;
    if (has_far_template(zip, entry)) zip->active = true;
    size_judge(zip, entry);
}

/* ---- The directory -------------------------------------------------------------------------- */

/* Sizes over 4 GiB stand in an extra field, in this order, those alone that do not fit. */
static void extra_read(struct poise__slice extra, struct entry *entry)
{
    uint64_t *const wide[] = { &entry->size, &entry->packed, &entry->at };

    for (size_t at = 0; at + 4 <= extra.len; at += 4 + (size_t)poise__le16(extra, at + 2)) {
        size_t value = at + 4, end = value + poise__le16(extra, at + 2);
        if (poise__le16(extra, at) != 1) continue;
        for (int i = 0; i < 3; i++)
            if (*wide[i] == UINT32_MAX && value + 8 <= end) {
                *wide[i] = poise__le64(extra, value);
                value += 8;
            }
        return;
    }
}

/* The mode stands there whatever system wrote it: there are unpackers that do not ask. */
static size_t central_read(struct zip *zip, size_t at)
{
    struct poise__slice bytes = zip->bytes;
    uint32_t name = poise__le16(bytes, at + 28), len = poise__le16(bytes, at + 30);
    struct poise__slice extra = poise__part(bytes, at + CENTRAL_LEN + name, len);
    struct entry entry = { .name = poise__part(bytes, at + CENTRAL_LEN, name),
                           .flags = poise__le16(bytes, at + 8),
                           .method = poise__le16(bytes, at + 10),
                           .mode = poise__le32(bytes, at + 38) >> 16,
                           .packed = poise__le32(bytes, at + 20),
                           .size = poise__le32(bytes, at + 24),
                           .at = poise__le32(bytes, at + 42) };

    extra_read(extra, &entry);
    entry_judge(zip, &entry);
    extra_judge(zip, extra);
    head_judge(zip, &entry);
    return CENTRAL_LEN + name + len + poise__le16(bytes, at + 32);
}

/* Files, as one of the places has them. */
static void place_read(struct zip *zip, const struct place *place, size_t end)
{
    size_t count = 0;

    zip->base = place->base;
    zip->last = zip->behind = 0;
    for (size_t at = place->at; at + CENTRAL_LEN <= end; count++) {
        if (!POISE__AT(zip->bytes, at, "PK\1\2")) break;
        at += central_read(zip, at);
    }
    if (count > UINT16_MAX) zip->flags |= POISE_MEDIA_BOMB;
}

static bool directory_read(struct zip *zip)
{
    struct poise__slice bytes = zip->bytes;
    struct places places;
    size_t end;

    if (!end_find(bytes, false, &end)) return false;
    places_find(bytes, end, &places);
    for (size_t i = 0; i < places.count; i++) place_read(zip, &places.all[i], end);
    /* Two directories are two archives. */
    if (places.count > 1) zip->flags |= POISE_MEDIA_POLYGLOT;
    if (zip->packed > bytes.len || zip->size / 1000 > zip->packed) zip->flags |= POISE_MEDIA_BOMB;
    /* Readers find the end by its comment; behind that nothing belongs. */
    zip->flags |= poise__foreign_behind(bytes, end + END_LEN + poise__le16(bytes, end + 20));
    return places.count > 0;
}

static void heads_read(struct zip *zip)
{
    struct poise__slice bytes = zip->bytes;
    size_t at = POISE__AT(bytes, 4, "PK\3\4") ? 4 : 0;

    while (POISE__AT(bytes, at, "PK\3\4")) {
        uint32_t name = poise__le16(bytes, at + 26), len = poise__le16(bytes, at + 28);
        struct poise__slice extra = poise__part(bytes, at + LOCAL_LEN + name, len);
        struct entry entry = { .name = poise__part(bytes, at + LOCAL_LEN, name),
                               .flags = poise__le16(bytes, at + 6),
                               .method = poise__le16(bytes, at + 8),
                               .packed = poise__le32(bytes, at + 18),
                               .size = poise__le32(bytes, at + 22),
                               .at = at };
        extra_read(extra, &entry);
        entry_judge(zip, &entry);
        extra_judge(zip, extra);
        uint64_t next = sum((uint64_t)at + LOCAL_LEN + name + len, entry.packed);
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

/* Java runs what has its manifest, whatever else there is. */
static void content_type(const struct zip *zip, struct poise__format *format)
{
    enum { DOCUMENT = POISE_MEDIA_DOCUMENT, OFFICE = POISE__FORMAT_OFFICE };
    bool package = zip->types && !zip->jar;

    if (package && zip->word)
        name_it(format, OOXML "wordprocessingml.document", DOCUMENT, OFFICE);
    else if (package && zip->sheet)
        name_it(format, OOXML "spreadsheetml.sheet", DOCUMENT, OFFICE);
    else if (package && zip->slides)
        name_it(format, OOXML "presentationml.presentation", DOCUMENT, OFFICE);
    else if (package && zip->drawing)
        name_it(format, "application/vnd.ms-visio.drawing", DOCUMENT, OFFICE);
    else if (package && zip->xps)
        name_it(format, "application/vnd.ms-xpsdocument", DOCUMENT, OFFICE);
    else if (zip->pages)
        name_it(format, "application/vnd.apple.iwork", DOCUMENT, OFFICE);
    else if (package && zip->model)
        name_it(format, "model/3mf", DOCUMENT, POISE__FORMAT_OTHER);
    else if (zip->android)
        name_it(format, "application/vnd.android.package-archive", POISE_MEDIA_EXECUTABLE,
                POISE__FORMAT_OTHER);
    else if (zip->apple)
        name_it(format, "application/x-ios-app", POISE_MEDIA_EXECUTABLE, POISE__FORMAT_OTHER);
    else if (zip->windows)
        name_it(format, "application/msix", POISE_MEDIA_EXECUTABLE, POISE__FORMAT_OTHER);
    else if (zip->extension)
        name_it(format, "application/x-xpinstall", POISE_MEDIA_EXECUTABLE, POISE__FORMAT_OTHER);
    else if (zip->jar)
        name_it(format, "application/java-archive", POISE_MEDIA_EXECUTABLE, POISE__FORMAT_OTHER);
}

void poise__zip_look(struct poise__slice bytes, struct poise__format *format)
{
    struct zip zip = { .bytes = bytes };

    if (!directory_read(&zip)) heads_read(&zip);
    if (!declared_type(bytes, format)) content_type(&zip, format);
    bool office = format->form == POISE__FORMAT_OFFICE;
    if (is_bomb(zip.packed, zip.size)) format->flags |= POISE_MEDIA_BOMB;
    if (zip.rooted && !office) format->flags |= POISE_MEDIA_TRAVERSAL;
    if (zip.active && office) format->flags |= POISE_MEDIA_ACTIVE;
    format->flags |= zip.flags;
}
