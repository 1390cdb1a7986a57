/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * ole.c: OLE compound files, which old Office, Outlook and installers write: sectors, chained by a
 * table, with a directory of named streams.
 */
#include "media/file/format.h"

#include "media/chars.h"

enum {
    SECTORS_MAX = 256, /* of the directory that are read */
    TABLES = 109,      /* of sectors, that the head names */
    ENTRY_LEN = 128,
    NAME_MAX_BYTES = 31
};

struct ole {
    struct poise__slice bytes;
    uint32_t shift; /* a sector is 1 << shift bytes */
};

struct entry {
    char name[NAME_MAX_BYTES + 1]; /* a character beyond ASCII is a '?' */
    uint32_t kind;                 /* 1 storage, 2 stream, 5 root */
    uint32_t start;
    bool packed; /* its name is written as installers do */
};

static size_t sector_at(const struct ole *ole, uint32_t sector)
{
    uint64_t at = ((uint64_t)sector + 1) << ole->shift;

    return at < ole->bytes.len ? (size_t)at : ole->bytes.len;
}

/* The sector behind another in its chain. */
static uint32_t sector_next(const struct ole *ole, uint32_t sector)
{
    uint32_t per_table = 1u << (ole->shift - 2), table = sector / per_table;

    if (table >= TABLES) return UINT32_MAX;
    size_t at = sector_at(ole, poise__le32(ole->bytes, 76 + 4 * (size_t)table)) +
                4 * (size_t)(sector % per_table);
    return at + 4 <= ole->bytes.len ? poise__le32(ole->bytes, at) : UINT32_MAX;
}

static void entry_read(const struct ole *ole, size_t at, struct entry *entry)
{
    uint32_t len = poise__le16(ole->bytes, at + 64) / 2;

    *entry = (struct entry){ .kind = poise__u8(ole->bytes, at + 66),
                             .start = poise__le32(ole->bytes, at + 116) };
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

static bool is_macro(const struct entry *entry)
{
    return entry->kind == 1 &&
           (strcmp(entry->name, "VBA") == 0 || strcmp(entry->name, "_VBA_PROJECT_CUR") == 0 ||
            strcmp(entry->name, "Macros") == 0);
}

static void entry_judge(const struct ole *ole, const struct entry *entry,
                        struct poise__format *format)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(entry->name, known[i].name) == 0) format->type = known[i].type;
    if (strcmp(entry->name, "EncryptedPackage") == 0 || is_locked(ole, entry))
        format->flags |= POISE_MEDIA_ENCRYPTED;
    if (is_macro(entry) || strcmp(entry->name, "_VBA_PROJECT") == 0)
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

static bool directory_read(const struct ole *ole, struct poise__format *format)
{
    uint32_t sector = poise__le32(ole->bytes, 48), read = 0;
    struct entry entry;

    for (; read < SECTORS_MAX && sector < UINT32_MAX - 8; read++) {
        size_t at = sector_at(ole, sector), end = at + ((size_t)1 << ole->shift);
        if (at >= ole->bytes.len) return read > 0;
        for (; at + ENTRY_LEN <= end && at + ENTRY_LEN <= ole->bytes.len; at += ENTRY_LEN) {
            entry_read(ole, at, &entry);
            if (entry.kind != 0) entry_judge(ole, &entry, format);
        }
        sector = sector_next(ole, sector);
    }
    return read > 0;
}

void poise__ole_look(struct poise__slice bytes, struct poise__format *format)
{
    struct ole ole = { bytes, poise__le16(bytes, 30) };

    if ((ole.shift == 9 || ole.shift == 12) && directory_read(&ole, format)) return;
    if (has_macro_name(poise__front(bytes)) || has_macro_name(poise__tail(bytes)))
        format->flags |= POISE_MEDIA_ACTIVE;
}
