/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * ole.c: OLE compound files, which old Office, Outlook and installers write: sectors, chained by a
 * table, with a directory of named streams.
 *
 * Chains may run in circles or meet, so all of them together may follow a few times as many links as
 * the file has sectors. Where the directory's own chain does not come to its end, by that or by
 * damage, macros are searched for by name in all of the file.
 */
#include "media/file/format.h"

#include "media/chars.h"

enum {
    TABLES = 109,         /* of sectors, that the head names */
    LINKS_PER_SECTOR = 4, /* of the file, that are followed */
    ENTRY_LEN = 128,
    NAME_MAX_BYTES = 31
};

/* What stands for a sector: none behind this one; none at all. */
static const uint32_t last_sector = 0xFFFFFFFE, no_sector = UINT32_MAX;

struct ole {
    struct poise__slice bytes;
    uint32_t shift; /* a sector is 1 << shift bytes */
    size_t links;   /* that may still be followed */
    uint32_t list;  /* the sector that names more tables which was read last, */
    uint32_t step;  /* and how many lie before it */
};

struct entry {
    char name[NAME_MAX_BYTES + 1]; /* a character beyond ASCII is a '?' */
    uint32_t kind;                 /* 1 storage, 2 stream, 5 root */
    uint32_t start;
    uint32_t size;
    bool packed; /* its name is written as installers do */
};

static size_t sector_at(const struct ole *ole, uint32_t sector)
{
    uint64_t at = ((uint64_t)sector + 1) << ole->shift;

    return at < ole->bytes.len ? (size_t)at : ole->bytes.len;
}

/* A number in a sector. */
static uint32_t number_at(const struct ole *ole, uint32_t sector, uint32_t index)
{
    size_t at = sector_at(ole, sector) + 4 * (size_t)index;

    return at + 4 <= ole->bytes.len ? poise__le32(ole->bytes, at) : no_sector;
}

static bool may_follow(struct ole *ole)
{
    if (ole->links == 0) return false;
    ole->links--;
    return true;
}

/* The sector of a table. Those that the head does not name stand in a chain of lists, whose last
 * number is the next list. Chains lead forward mostly, so a list is seldom read from its begin. */
static uint32_t table_find(struct ole *ole, uint32_t table)
{
    uint32_t per_list = (1u << (ole->shift - 2)) - 1;

    if (table < TABLES) return poise__le32(ole->bytes, 76 + 4 * (size_t)table);
    uint32_t step = (table - TABLES) / per_list;
    if (step < ole->step || ole->list == no_sector) {
        ole->list = poise__le32(ole->bytes, 68);
        ole->step = 0;
    }
    for (; ole->step < step; ole->step++) {
        if (!may_follow(ole)) return no_sector;
        ole->list = number_at(ole, ole->list, per_list);
    }
    return number_at(ole, ole->list, (table - TABLES) % per_list);
}

/* The sector behind another in its chain. */
static uint32_t sector_next(struct ole *ole, uint32_t sector)
{
    uint32_t per_table = 1u << (ole->shift - 2);

    if (sector_at(ole, sector) == ole->bytes.len || !may_follow(ole)) return no_sector;
    return number_at(ole, table_find(ole, sector / per_table), sector % per_table);
}

static void entry_read(const struct ole *ole, size_t at, struct entry *entry)
{
    uint32_t len = poise__le16(ole->bytes, at + 64) / 2;

    *entry = (struct entry){ .kind = poise__u8(ole->bytes, at + 66),
                             .start = poise__le32(ole->bytes, at + 116),
                             .size = poise__le32(ole->bytes, at + 120) };
    if (len > NAME_MAX_BYTES) len = NAME_MAX_BYTES;
    for (uint32_t i = 0; i + 1 < len; i++) {
        uint32_t c = poise__le16(ole->bytes, at + 2 * (size_t)i);
        entry->name[i] = c < 0x80 ? (char)c : '?';
        if (c >= 0x3800 && c <= 0x4840) entry->packed = true;
    }
}

/* ---- What the names say --------------------------------------------------------------------- */

static const struct {
    const char *name;
    const char *type;
} known[] = {
    { "WordDocument", "application/msword" },
    { "Workbook", "application/vnd.ms-excel" },
    { "Book", "application/vnd.ms-excel" },
    { "PowerPoint Document", "application/vnd.ms-powerpoint" },
    { "__properties_version1.0", "application/vnd.ms-outlook" },
    { "VisioDocument", "application/vnd.visio" },
    { "HwpSummaryInformation", "application/x-hwp" },
    { "\5HwpSummaryInformation", "application/x-hwp" },
    { "Quill", "application/x-mspublisher" },
    { "WksSSWorkBook", "application/vnd.ms-works" },
    { "MatOST", "application/vnd.ms-works" },
};

/* In Word's head a bit says that the text is encrypted; Excel has a record for it, which follows
 * the first. */
static bool is_locked(const struct ole *ole, const struct entry *entry)
{
    enum {
        WORD_BEGIN = 0xA5EC,
        WORD_FLAGS = 10,
        WORD_LOCKED = 0x100,
        EXCEL_BEGIN = 0x809,
        EXCEL_LOCK = 0x2F
    };
    size_t at = sector_at(ole, entry->start);

    if (strcmp(entry->name, "WordDocument") == 0)
        return poise__le16(ole->bytes, at) == WORD_BEGIN &&
               poise__le16(ole->bytes, at + WORD_FLAGS) & WORD_LOCKED;
    if (strcmp(entry->name, "Workbook") != 0 || poise__le16(ole->bytes, at) != EXCEL_BEGIN)
        return false;
    for (int i = 0; i < 4; i++) {
        at += 4 + (size_t)poise__le16(ole->bytes, at + 2);
        if (poise__le16(ole->bytes, at) == EXCEL_LOCK) return true;
    }
    return false;
}

/* A stream, which is read forward. */
struct stream {
    struct ole *ole;
    uint32_t sector;
    size_t begin; /* of the sector in the stream */
    bool ended;
};

static unsigned stream_u8(struct stream *stream, size_t at)
{
    const struct ole *ole = stream->ole;

    for (; (at - stream->begin) >> ole->shift != 0; stream->begin += (size_t)1 << ole->shift)
        stream->sector = sector_next(stream->ole, stream->sector);
    size_t place = sector_at(ole, stream->sector) + (at - stream->begin);
    if (place >= ole->bytes.len) stream->ended = true;
    return poise__u8(ole->bytes, place);
}

static uint32_t stream_le16(struct stream *stream, size_t at)
{
    uint32_t low = stream_u8(stream, at);

    return low | stream_u8(stream, at + 1) << 8;
}

/* Excel's list of sheets, one record each, says which are of macros as they were before VBA. */
static bool has_macro_sheet(struct ole *ole, const struct entry *entry)
{
    enum {
        SMALL_MAX = 4096, /* less is kept elsewhere, and Excel fills up to that */
        BEGIN = 0x809,
        END = 0x0A,
        LOCK = 0x2F,
        SHEET = 0x85,
        MACROS = 1,
        MODULE = 6
    };
    struct stream stream = { .ole = ole, .sector = entry->start };

    if (entry->size < SMALL_MAX ||
        (strcmp(entry->name, "Workbook") != 0 && strcmp(entry->name, "Book") != 0))
        return false;
    for (size_t at = 0, len; !stream.ended; at += 4 + len) {
        uint32_t kind = stream_le16(&stream, at);
        len = stream_le16(&stream, at + 2);
        if ((at == 0 && kind != BEGIN) || kind == END || kind == LOCK) return false;
        if (kind != SHEET || len < 6) continue;
        unsigned type = stream_u8(&stream, at + 9);
        if (type == MACROS || type == MODULE) return true;
    }
    return false;
}

static bool is_macro(const struct entry *entry)
{
    return entry->kind == 1 &&
           (strcmp(entry->name, "VBA") == 0 || strcmp(entry->name, "_VBA_PROJECT_CUR") == 0 ||
            strcmp(entry->name, "Macros") == 0);
}

static void entry_judge(struct ole *ole, const struct entry *entry, struct poise__format *format)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(entry->name, known[i].name) == 0) format->type = known[i].type;
    if (strcmp(entry->name, "EncryptedPackage") == 0 || is_locked(ole, entry))
        format->flags |= POISE_MEDIA_ENCRYPTED;
    if (is_macro(entry) || strcmp(entry->name, "_VBA_PROJECT") == 0 || has_macro_sheet(ole, entry))
        format->flags |= POISE_MEDIA_ACTIVE;
    if (entry->packed && strcmp(format->type, "application/x-ole-storage") == 0) {
        format->type = "application/x-msi";
        format->kind = POISE_MEDIA_EXECUTABLE;
    }
}

/* Of a file whose directory is cut off or broken: a macro's storage by its name in UTF-16. */
static bool has_macro_name(struct poise__slice bytes)
{
    static const char name[] = "V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T";
    size_t at = 0;

    return poise__find_bytes(bytes, name, sizeof name - 1, 16, &at);
}

/* False when its chain breaks off. */
static bool directory_read(struct ole *ole, struct poise__format *format)
{
    uint32_t sector = poise__le32(ole->bytes, 48);
    struct entry entry;

    while (sector != last_sector) {
        size_t at = sector_at(ole, sector), end = at + ((size_t)1 << ole->shift);
        if (at >= ole->bytes.len) return false;
        for (; at + ENTRY_LEN <= end && at + ENTRY_LEN <= ole->bytes.len; at += ENTRY_LEN) {
            entry_read(ole, at, &entry);
            if (entry.kind != 0) entry_judge(ole, &entry, format);
        }
        sector = sector_next(ole, sector);
    }
    return true;
}

void poise__ole_look(struct poise__slice bytes, struct poise__format *format)
{
    struct ole ole = { .bytes = bytes, .shift = poise__le16(bytes, 30), .list = no_sector };

    if (ole.shift == 9 || ole.shift == 12) {
        ole.links = ((bytes.len >> ole.shift) + 1) * LINKS_PER_SECTOR;
        if (directory_read(&ole, format)) return;
    }
    if (has_macro_name(bytes)) format->flags |= POISE_MEDIA_ACTIVE;
}
