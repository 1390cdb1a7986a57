/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* archive.c: tar, RAR, 7z and gzip by their heads: names that lead out, locks, growth. */
#include "media/file/format.h"

#include "media/chars.h"

enum { ENTRIES_MAX = 4096 };

/* ---- tar ------------------------------------------------------------------------------------ */

enum { BLOCK = 512, NAME_LEN = 100, PREFIX_LEN = 155 };

/* An octal number, blanks and zeros around it allowed. False when it is none. */
static bool octal(struct poise__slice bytes, size_t at, size_t len, uint64_t *value)
{
    size_t i = at, end = at + len;

    *value = 0;
    while (i < end && poise__u8(bytes, i) == ' ') i++;
    size_t first = i;
    for (; i < end && poise__u8(bytes, i) >= '0' && poise__u8(bytes, i) <= '7'; i++)
        *value = *value << 3 | (poise__u8(bytes, i) - '0');
    if (i == first) return false;
    while (i < end && (poise__u8(bytes, i) == ' ' || poise__u8(bytes, i) == 0)) i++;
    return i == end;
}

/* The sum of a head's bytes, its own field counted as blanks. Old writers took bytes as signed. */
static bool is_tar_head(struct poise__slice bytes, size_t at)
{
    uint64_t want;
    int64_t sum = 8 * ' ', odd = 8 * ' ';

    if (at + BLOCK > bytes.len || !octal(bytes, at + 148, 8, &want) || bytes.data[at] == 0)
        return false;
    for (size_t i = 0; i < BLOCK; i++) {
        if (i >= 148 && i < 156) continue;
        unsigned c = poise__u8(bytes, at + i);
        sum += c;
        odd += c < 128 ? (int)c : (int)c - 256;
    }
    return (int64_t)want == sum || (int64_t)want == odd;
}

bool poise__tar_find(struct poise__slice bytes, struct poise__format *format)
{
    if (!is_tar_head(bytes, 0) && !POISE__AT(bytes, 257, "ustar")) return false;
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

/* Long names stand in a block of their own, in front. */
static bool extended_leads_out(struct poise__slice content, char kind)
{
    static const char *const keys[] = { " path=", " linkpath=" };

    if (kind != 'x') return poise__path_leads_out(field(content, 0, content.len));
    for (size_t i = 0; i < 2; i++) {
        size_t at = 0;
        if (!poise__find_word(content, keys[i], &at)) continue;
        at += strlen(keys[i]);
        size_t end = poise__find_byte(content, at, '\n');
        if (poise__path_leads_out(poise__part(content, at, end - at))) return true;
    }
    return false;
}

static bool tar_entry_leads_out(struct poise__slice bytes, size_t at, uint64_t size)
{
    enum { LINK_NAME = 157, KIND = 156, PREFIX = 345 };
    struct poise__slice name = field(bytes, at, NAME_LEN);
    char kind = (char)poise__u8(bytes, at + KIND);

    if (kind == 'L' || kind == 'K' || kind == 'x')
        return extended_leads_out(
            poise__part(bytes, at + BLOCK, (size_t)(size < 8192 ? size : 8192)), kind);
    if (poise__path_leads_out(name)) return true;
    if (POISE__AT(bytes, at + 257, "ustar\0") &&
        poise__path_leads_out(field(bytes, at + PREFIX, PREFIX_LEN)))
        return true;
    struct poise__slice target = field(bytes, at + LINK_NAME, NAME_LEN);
    return kind == '2'   ? poise__link_leads_out(name, target)
           : kind == '1' ? poise__path_leads_out(target)
                         : false;
}

static void tar_look(struct poise__slice bytes, struct poise__format *format)
{
    uint64_t size;

    for (size_t at = 0, i = 0; i < ENTRIES_MAX && is_tar_head(bytes, at); i++) {
        if (!octal(bytes, at + 124, 12, &size)) return;
        if (tar_entry_leads_out(bytes, at, size)) {
            format->flags |= POISE_MEDIA_TRAVERSAL;
            return;
        }
        uint64_t blocks = size / BLOCK + (size % BLOCK != 0);
        if (blocks > bytes.len / BLOCK) return;
        at += BLOCK + (size_t)blocks * BLOCK;
    }
}

/* ---- RAR ------------------------------------------------------------------------------------ */

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

/* Version 5: a head of encryption, or an extra record of it at a file. */
static bool rar5_is_locked(struct poise__slice bytes)
{
    enum { FILE_HEAD = 2, LOCK_HEAD = 4, HAS_EXTRA = 1, HAS_DATA = 2, LOCK_RECORD = 1 };
    size_t at = 8;

    for (int i = 0; i < ENTRIES_MAX && at < bytes.len; i++) {
        at += 4;
        uint64_t size = rar_number(bytes, &at);
        size_t begin = at;
        uint64_t kind = rar_number(bytes, &at), flags = rar_number(bytes, &at);
        uint64_t extra = flags & HAS_EXTRA ? rar_number(bytes, &at) : 0;
        uint64_t data = flags & HAS_DATA ? rar_number(bytes, &at) : 0;
        if (kind == LOCK_HEAD) return true;
        if (size == 0 || begin > bytes.len || size > bytes.len - begin) return false;
        size_t end = begin + (size_t)size;
        for (size_t record = extra <= size ? end - (size_t)extra : end;
             kind == FILE_HEAD && record < end;) {
            uint64_t len = rar_number(bytes, &record);
            size_t content = record;
            if (rar_number(bytes, &content) == LOCK_RECORD) return true;
            if (len == 0 || len > end - record) break;
            record += (size_t)len;
        }
        if (data > bytes.len - end) return false;
        at = end + (size_t)data;
    }
    return false;
}

static bool rar4_is_locked(struct poise__slice bytes)
{
    enum { MAIN = 0x73, FILE_HEAD = 0x74, HEADS_LOCKED = 0x80, FILE_LOCKED = 4, LONG = 0x8000 };
    size_t at = 7;

    for (int i = 0; i < ENTRIES_MAX && at + 7 <= bytes.len; i++) {
        unsigned kind = poise__u8(bytes, at + 2);
        uint32_t flags = poise__le16(bytes, at + 3), size = poise__le16(bytes, at + 5);
        if (kind == MAIN && flags & HEADS_LOCKED) return true;
        if (kind == FILE_HEAD && flags & FILE_LOCKED) return true;
        if (size < 7) return false;
        uint64_t next = (uint64_t)at + size;
        if (flags & LONG || kind == FILE_HEAD) next += poise__le32(bytes, at + 7);
        if (next > bytes.len) return false;
        at = (size_t)next;
    }
    return false;
}

/* ---- 7z and gzip ---------------------------------------------------------------------------- */

/* The directory at the end, or the coders that pack it, name the cipher. */
static bool seven_zip_is_locked(struct poise__slice bytes)
{
    static const char cipher[] = "\6\xF1\7\1";
    uint64_t at = poise__le64(bytes, 12) + 32, size = poise__le64(bytes, 20);
    size_t found = 0;

    if (at < 32 || at >= bytes.len) return false;
    if (size > POISE__LOOK_MAX) size = POISE__LOOK_MAX;
    return poise__find_bytes(poise__part(bytes, (size_t)at, (size_t)size), cipher, 4, 1, &found);
}

/* The last four bytes tell the size; deflate cannot reach a thousandth with anything but zeros. */
static bool gzip_is_bomb(struct poise__slice bytes)
{
    enum { RATIO_MAX = 1000, SIZE_MIN = 10 << 20 };
    uint32_t size = bytes.len >= 18 ? poise__le32(bytes, bytes.len - 4) : 0;

    return size > SIZE_MIN && size / RATIO_MAX > bytes.len && size / 1032 <= bytes.len;
}

void poise__archive_look(struct poise__slice bytes, struct poise__format *format)
{
    bool locked = false;

    switch (format->form) {
    case POISE__FORMAT_TAR: tar_look(bytes, format); break;
    case POISE__FORMAT_RAR:
        locked = POISE__AT(bytes, 6, "\1\0") ? rar5_is_locked(bytes) : rar4_is_locked(bytes);
        break;
    case POISE__FORMAT_SEVEN_ZIP: locked = seven_zip_is_locked(bytes); break;
    case POISE__FORMAT_GZIP:
        if (gzip_is_bomb(bytes)) format->flags |= POISE_MEDIA_BOMB;
        break;
    default: break;
    }
    if (locked) format->flags |= POISE_MEDIA_ENCRYPTED;
}
