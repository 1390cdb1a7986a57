/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * archive.c: tar, RAR, 7z and gzip by their heads: names that lead out, locks, growth.
 *
 * Nothing is unpacked. A 7z whose directory is packed, as most are that hold more than a file, names
 * neither its files nor their cipher unless the directory itself is locked; and the size that ends a
 * gzip cannot be told from what somebody put behind it.
 */
#include "media/file/format.h"

#include "media/chars.h"

/* ---- tar ------------------------------------------------------------------------------------ */

enum { BLOCK = 512, NAME_LEN = 100, PREFIX_LEN = 155 };

/* Where fields of a head stand. */
enum { SIZE = 124, SUM = 148, SUM_END = 156, KIND = 156, TARGET = 157, USTAR = 257, PREFIX = 345 };

/* What stands in blocks of its own, in front of the entry that it is for. A path of no bytes is
 * none. */
struct extension {
    struct poise__slice path;
    struct poise__slice target;
    uint64_t size;
    bool has_size;
};

struct tar {
    struct poise__slice bytes;
    struct extension all;  /* for each entry that has none of its own */
    struct extension next; /* for the next entry */
    bool leads_out;
};

/* An octal number behind blanks; or, with its top bit set, a binary one, which large files have.
 * Readers do not look behind the digits either. Too large a one is UINT64_MAX, and so is a negative
 * one. */
static uint64_t number(struct poise__slice bytes, size_t at, size_t len)
{
    enum { BINARY = 0x80, NEGATIVE = 0x40 };
    size_t end = at + len;
    unsigned first = poise__u8(bytes, at);
    uint64_t value = first & BINARY ? first & ~(unsigned)BINARY : 0;

    if (first & BINARY) {
        if (first & NEGATIVE) return UINT64_MAX;
        while (++at < end) {
            if (value >> 56) return UINT64_MAX;
            value = value << 8 | poise__u8(bytes, at);
        }
        return value;
    }
    while (at < end && poise__u8(bytes, at) == ' ') at++;
    for (; at < end && poise__u8(bytes, at) >= '0' && poise__u8(bytes, at) <= '7'; at++)
        value = value << 3 | (poise__u8(bytes, at) - '0');
    return value;
}

/* The sum of a head's bytes, its own field counted as blanks. Old writers took bytes as signed. */
static bool is_tar_head(struct poise__slice bytes, size_t at)
{
    enum { BLANKS = 8 * ' ', SUM_MAX = BLOCK * UINT8_MAX };
    int64_t sum = BLANKS, odd = BLANKS;

    if (at > bytes.len || bytes.len - at < BLOCK) return false;
    uint64_t want = number(bytes, at + SUM, SUM_END - SUM);
    if (want == 0 || want > SUM_MAX) return false;
    for (size_t i = 0; i < BLOCK; i++) {
        if (i >= SUM && i < SUM_END) continue;
        unsigned c = poise__u8(bytes, at + i);
        sum += c;
        odd += c < 128 ? (int)c : (int)c - 256;
    }
    return (int64_t)want == sum || (int64_t)want == odd;
}

bool poise__tar_find(struct poise__slice bytes, struct poise__format *format)
{
    if (!is_tar_head(bytes, 0) && !POISE__AT(bytes, USTAR, "ustar")) return false;
    *format = POISE__FORMAT("application/x-tar", ARCHIVE, TAR);
    return true;
}

/* A field that ends with a zero or is full. */
static struct poise__slice field(struct poise__slice bytes, size_t at, size_t len)
{
    struct poise__slice part = poise__part(bytes, at, len);
    const char *zero = part.len ? memchr(part.data, 0, part.len) : NULL;

    if (zero) part.len = (size_t)(zero - part.data);
    return part;
}

struct record {
    struct poise__slice key;
    struct poise__slice value;
};

/* "LEN KEY=VALUE\n", LEN being that of all. False at the end, and for what is no record. */
static bool record_read(struct poise__slice content, size_t *at, struct record *record)
{
    size_t begin = *at, i = begin, len = 0;

    for (; poise__u8(content, i) >= '0' && poise__u8(content, i) <= '9'; i++) {
        len = len * 10 + (poise__u8(content, i) - '0');
        if (len > content.len) return false;
    }
    size_t blank = i;
    while (poise__u8(content, i) == ' ' || poise__u8(content, i) == '\t') i++;
    if (i == blank || len > content.len - begin || begin + len <= i + 1) return false;
    size_t end = begin + len - 1, equal = poise__find_byte(poise__part(content, 0, end), i, '=');
    if (equal == end) return false;
    record->key = poise__part(content, i, equal - i);
    record->value = poise__part(content, equal + 1, end - equal - 1);
    *at = end + 1;
    return true;
}

/* Up to what 64 bits hold; what is behind the digits does not count. */
static uint64_t decimal(struct poise__slice digits)
{
    enum { DIGITS_MAX = 19 };
    uint64_t value = 0;

    for (size_t i = 0; i < DIGITS_MAX; i++) {
        unsigned c = poise__u8(digits, i);
        if (c < '0' || c > '9') break;
        value = value * 10 + (c - '0');
    }
    return value;
}

/* Of records with one key the last counts; a path that leads out does wherever it stands. */
static void records_read(struct tar *tar, struct poise__slice content, struct extension *extension)
{
    struct record record;

    for (size_t at = 0; record_read(content, &at, &record);) {
        if (poise__slice_is(record.key, "path") || poise__slice_is(record.key, "gnu.sparse.name")) {
            extension->path = record.value;
            if (poise__path_leads_out(record.value)) tar->leads_out = true;
        } else if (poise__slice_is(record.key, "linkpath")) {
            extension->target = record.value;
        } else if (poise__slice_is(record.key, "size")) {
            extension->has_size = true;
            extension->size = decimal(record.value);
        }
    }
}

/* Is this an entry that says more of the next? What it says of all is read for each of them, so that
 * no more counts than systems take for a path. */
static bool extension_read(struct tar *tar, char kind, struct poise__slice content)
{
    enum { SHARED_MAX = 4096 };

    switch (kind) {
    case 'L': tar->next.path = field(content, 0, content.len); return true;
    case 'K': tar->next.target = field(content, 0, content.len); return true;
    case 'x':
    case 'X': records_read(tar, content, &tar->next); return true;
    case 'g':
        records_read(tar, content, &tar->all);
        tar->all.path = poise__part(tar->all.path, 0, SHARED_MAX);
        tar->all.target = poise__part(tar->all.target, 0, SHARED_MAX);
        return true;
    default: return false;
    }
}

/* Prefix and name of a head, joined in a buffer when there are both. */
static struct poise__slice head_path(struct poise__slice bytes, size_t at,
                                     char joined[PREFIX_LEN + 1 + NAME_LEN])
{
    struct poise__slice name = field(bytes, at, NAME_LEN);
    struct poise__slice prefix = field(bytes, at + PREFIX, PREFIX_LEN);

    if (!POISE__AT(bytes, at + USTAR, "ustar\0") || prefix.len == 0) return name;
    memcpy(joined, prefix.data, prefix.len);
    joined[prefix.len] = '/';
    memcpy(joined + prefix.len + 1, name.data, name.len);
    return (struct poise__slice){ joined, prefix.len + 1 + name.len };
}

static struct poise__slice first_of(struct poise__slice a, struct poise__slice b,
                                    struct poise__slice c)
{
    return a.len > 0 ? a : b.len > 0 ? b : c;
}

static bool tar_entry_leads_out(const struct tar *tar, size_t at, char kind)
{
    char joined[PREFIX_LEN + 1 + NAME_LEN];
    struct poise__slice name = field(tar->bytes, at, NAME_LEN);
    struct poise__slice path = first_of(tar->next.path, tar->all.path,
                                        head_path(tar->bytes, at, joined));
    struct poise__slice target = first_of(tar->next.target, tar->all.target,
                                          field(tar->bytes, at + TARGET, NAME_LEN));

    if (poise__path_leads_out(name) || poise__path_leads_out(path)) return true;
    return kind == '2'   ? poise__link_leads_out(path, target)
           : kind == '1' ? poise__path_leads_out(target)
                         : false;
}

/* Links and folders have no content, whatever their heads say: readers that know go by what stands
 * behind. */
static uint64_t content_size(const struct tar *tar, size_t at, char kind)
{
    if (kind >= '1' && kind <= '6' && is_tar_head(tar->bytes, at + BLOCK)) return 0;
    if (tar->next.has_size) return tar->next.size;
    return tar->all.has_size ? tar->all.size : number(tar->bytes, at + SIZE, 12);
}

/* An entry; where the one behind it begins. Content that the file is too short for is none, since
 * a lie about it would end the walk. */
static size_t tar_entry_read(struct tar *tar, size_t at)
{
    char kind = (char)poise__u8(tar->bytes, at + KIND);
    bool extends = kind != 0 && strchr("LKxXg", kind);
    uint64_t size = extends ? number(tar->bytes, at + SIZE, 12) : content_size(tar, at, kind);
    size_t begin = at + BLOCK, rest = tar->bytes.len - begin;

    if (size > rest) size = 0;
    if (!extension_read(tar, kind, poise__part(tar->bytes, begin, (size_t)size))) {
        if (tar_entry_leads_out(tar, at, kind)) tar->leads_out = true;
        tar->next = (struct extension){ 0 };
    }
    return begin + ((size_t)size + BLOCK - 1) / BLOCK * BLOCK;
}

static bool is_empty_block(struct poise__slice bytes, size_t at)
{
    static const char zeros[BLOCK];

    return poise__bytes_at(bytes, at, zeros, BLOCK);
}

/* Two empty blocks are the end. Readers skip what is no head, so that the next one counts. */
static void tar_look(struct poise__slice bytes, struct poise__format *format)
{
    struct tar tar = { .bytes = bytes };
    bool was_empty = false;

    for (size_t at = 0; at < bytes.len && bytes.len - at >= BLOCK && !tar.leads_out;) {
        if (is_tar_head(bytes, at)) {
            was_empty = false;
            at = tar_entry_read(&tar, at);
        } else {
            bool empty = is_empty_block(bytes, at);
            if (empty && was_empty) break;
            was_empty = empty;
            at += BLOCK;
        }
    }
    if (tar.leads_out) format->flags |= POISE_MEDIA_TRAVERSAL;
}

/* ---- RAR 5 ---------------------------------------------------------------------------------- */

enum { RAR_TYPE_MASK = 0xF000, RAR_TYPE_LINK = 0xA000 };

/* A number of seven bits a byte, the lowest first. */
static uint64_t rar_number(struct poise__slice bytes, size_t *at)
{
    uint64_t value = 0;

    for (int shift = 0; shift < 63; shift += 7) {
        unsigned c = poise__u8(bytes, (*at)++);
        value |= (uint64_t)(c & 0x7F) << shift;
        if (!(c & 0x80)) break;
    }
    return value;
}

/* A name behind its length, cut where the head ends. */
static struct poise__slice rar_name(struct poise__slice head, size_t at)
{
    uint64_t len = rar_number(head, &at);

    return poise__part(head, at, len < head.len ? (size_t)len : head.len);
}

/* Records behind a file's fields: a lock; where a link leads. A second link would be for readers who
 * take the last, and is as good as one that leads out. */
static uint32_t rar5_records_judge(struct poise__slice head, size_t at, struct poise__slice name)
{
    enum { LOCK = 1, LINK = 5, JUNCTION = 3 };
    uint32_t flags = 0;

    for (bool linked = false; at < head.len;) {
        uint64_t len = rar_number(head, &at);
        if (len == 0 || at > head.len || len > head.len - at) break;
        struct poise__slice record = poise__part(head, at, (size_t)len);
        size_t content = 0;
        uint64_t kind = rar_number(record, &content);
        if (kind == LOCK) flags |= POISE_MEDIA_ENCRYPTED;
        if (kind == LINK) {
            if (linked) return flags | POISE_MEDIA_TRAVERSAL;
            linked = true;
            uint64_t type = rar_number(record, &content);
            rar_number(record, &content);
            struct poise__slice target = rar_name(record, content);
            if (type <= JUNCTION ? poise__link_leads_out(name, target)
                                 : poise__path_leads_out(target))
                flags |= POISE_MEDIA_TRAVERSAL;
        }
        at += (size_t)len;
    }
    return flags;
}

/* A file's head from its own fields on; `records` of its bytes are records. */
static uint32_t rar5_file_judge(struct poise__slice head, size_t at, uint64_t records)
{
    enum { HAS_TIME = 2, HAS_SUM = 4 };
    uint64_t has = rar_number(head, &at);

    rar_number(head, &at); /* size */
    rar_number(head, &at); /* attributes */
    at += (has & HAS_TIME ? 4u : 0) + (has & HAS_SUM ? 4u : 0);
    rar_number(head, &at); /* method */
    rar_number(head, &at); /* system */
    struct poise__slice name = rar_name(head, at);
    uint32_t flags = poise__path_leads_out(name) ? POISE_MEDIA_TRAVERSAL : 0;
    size_t behind = records <= head.len ? head.len - (size_t)records : head.len;
    return flags | rar5_records_judge(head, behind, name);
}

static uint32_t rar5_judge(struct poise__slice bytes)
{
    enum { FILE_HEAD = 2, LOCK_HEAD = 4, HAS_RECORDS = 1, HAS_DATA = 2 };
    uint32_t found = 0;

    for (size_t at = 8; at < bytes.len;) {
        at += 4;
        uint64_t size = rar_number(bytes, &at);
        size_t begin = at;
        uint64_t kind = rar_number(bytes, &at), flags = rar_number(bytes, &at);
        uint64_t records = flags & HAS_RECORDS ? rar_number(bytes, &at) : 0;
        uint64_t data = flags & HAS_DATA ? rar_number(bytes, &at) : 0;
        if (kind == LOCK_HEAD) return found | POISE_MEDIA_ENCRYPTED;
        if (size == 0 || begin > bytes.len || size > bytes.len - begin) break;
        if (kind == FILE_HEAD)
            found |= rar5_file_judge(poise__part(bytes, begin, (size_t)size), at - begin, records);
        at = begin + (size_t)size;
        if (data > bytes.len - at) break;
        at += (size_t)data;
    }
    return found;
}

/* ---- RAR 1.5 to 4 --------------------------------------------------------------------------- */

enum { WIDE_MAX = 1024 }; /* no program writes a longer name */

/*
 * A name beyond ASCII follows its plain twin: four times two bits say what each of the next
 * characters is made of: a byte; a byte in the high half of all; two bytes; a run of the twin's.
 * A character beyond ASCII becomes a '?'.
 */
static struct poise__slice wide_name(struct poise__slice plain, struct poise__slice code,
                                     char out[WIDE_MAX])
{
    unsigned high = poise__u8(code, 0) << 8, ways = 0;
    size_t len = 0;

    for (size_t at = 1, i = 0; at < code.len && len < WIDE_MAX; i++, ways <<= 2) {
        if (i % 4 == 0) ways = poise__u8(code, at++);
        unsigned way = ways >> 6 & 3, c = poise__u8(code, at++);
        if (way == 3) {
            unsigned shift = c & 0x80 ? poise__u8(code, at++) : 0;
            unsigned top = c & 0x80 ? high : 0;
            for (unsigned left = (c & 0x7F) + 2; left > 0 && len < plain.len && len < WIDE_MAX;
                 left--, len++) {
                unsigned twin = ((poise__u8(plain, len) + shift) & 0xFF) | top;
                out[len] = twin < 0x80 ? (char)twin : '?';
            }
            continue;
        }
        if (way == 1) c |= high;
        if (way == 2) c |= poise__u8(code, at++) << 8;
        out[len++] = c < 0x80 ? (char)c : '?';
    }
    return (struct poise__slice){ out, len };
}

static uint32_t rar4_file_judge(struct poise__slice bytes, size_t at, uint32_t size)
{
    enum { FILE_LOCKED = 4, LARGE = 0x100, WIDE = 0x200, UNIX = 3, STORED = 0x30, FIELDS = 32 };
    uint32_t flags = poise__le16(bytes, at + 3), begin = FIELDS + (flags & LARGE ? 8u : 0);
    uint32_t found = flags & FILE_LOCKED ? POISE_MEDIA_ENCRYPTED : 0;
    char wide[WIDE_MAX];

    if (size < begin) return found;
    uint32_t len = poise__le16(bytes, at + 26);
    if (len > size - begin) len = size - begin;
    struct poise__slice all = poise__part(bytes, at + begin, len), name = field(all, 0, all.len);
    if (poise__path_leads_out(name)) found |= POISE_MEDIA_TRAVERSAL;
    if (flags & WIDE && name.len < all.len) {
        name = wide_name(name, poise__part(all, name.len + 1, all.len), wide);
        if (poise__path_leads_out(name)) found |= POISE_MEDIA_TRAVERSAL;
    }
    if (poise__u8(bytes, at + 15) == UNIX && poise__u8(bytes, at + 25) == STORED &&
        (poise__le32(bytes, at + 28) & RAR_TYPE_MASK) == RAR_TYPE_LINK &&
        poise__link_leads_out(name, poise__part(bytes, at + size, poise__le32(bytes, at + 7))))
        found |= POISE_MEDIA_TRAVERSAL;
    return found;
}

static uint32_t rar4_judge(struct poise__slice bytes)
{
    enum { MAIN = 0x73, FILE_HEAD = 0x74, HEADS_LOCKED = 0x80, LARGE = 0x100, LONG = 0x8000 };
    uint32_t found = 0;

    for (size_t at = 7; at + 7 <= bytes.len;) {
        unsigned kind = poise__u8(bytes, at + 2);
        uint32_t flags = poise__le16(bytes, at + 3), size = poise__le16(bytes, at + 5);
        if (kind == MAIN && flags & HEADS_LOCKED) return found | POISE_MEDIA_ENCRYPTED;
        if (size < 7) break;
        uint64_t data = flags & LONG || kind == FILE_HEAD ? poise__le32(bytes, at + 7) : 0;
        if (kind == FILE_HEAD) {
            found |= rar4_file_judge(bytes, at, size);
            if (flags & LARGE) data |= (uint64_t)poise__le32(bytes, at + 32) << 32;
        }
        if (size > bytes.len - at || data > bytes.len - at - size) break;
        at += size + (size_t)data;
    }
    return found;
}

/* ---- 7z and gzip ---------------------------------------------------------------------------- */

/* The directory at the end, or the coders that pack it, name the cipher. */
static bool seven_zip_is_locked(struct poise__slice bytes)
{
    static const char cipher[] = "\6\xF1\7\1";
    uint64_t at = poise__le64(bytes, 12), size = poise__le64(bytes, 20);
    size_t found = 0;

    if (bytes.len < 32 || at >= bytes.len - 32) return false;
    if (size > bytes.len) size = bytes.len;
    return poise__find_bytes(poise__part(bytes, (size_t)at + 32, (size_t)size), cipher, 4, 1,
                             &found);
}

/* The last four bytes of a member tell its size, and deflate cannot reach a thousandth with anything
 * but zeros. Where one member ends and the next begins no size tells, so heads are searched for:
 * chance makes one of them in a hundred million bytes, which alone adds too little to the sum. */
static bool gzip_is_bomb(struct poise__slice bytes)
{
    enum { RATIO_MAX = 1000, DEFLATE_MAX = 1032, SIZE_MIN = 10 << 20, MEMBER_MIN = 18 };
    uint64_t sum = 0;

    for (size_t at = MEMBER_MIN; at <= bytes.len; at++) {
        bool found = poise__find_bytes(bytes, "\x1F\x8B\x08", 3, 0, &at);
        if (!found) at = bytes.len;
        if (found && poise__u8(bytes, at + 3) >= 0x20) continue;
        uint32_t size = poise__le32(bytes, at - 4);
        if (size / DEFLATE_MAX <= at) sum += size;
    }
    return sum > SIZE_MIN && sum / RATIO_MAX > bytes.len;
}

void poise__archive_look(struct poise__slice bytes, struct poise__format *format)
{
    switch (format->form) {
    case POISE__FORMAT_TAR: tar_look(bytes, format); break;
    case POISE__FORMAT_RAR:
        format->flags |= POISE__AT(bytes, 6, "\1\0") ? rar5_judge(bytes) : rar4_judge(bytes);
        break;
    case POISE__FORMAT_SEVEN_ZIP:
        if (seven_zip_is_locked(bytes)) format->flags |= POISE_MEDIA_ENCRYPTED;
        break;
    case POISE__FORMAT_GZIP:
        if (gzip_is_bomb(bytes)) format->flags |= POISE_MEDIA_BOMB;
        break;
    default: break;
    }
}
