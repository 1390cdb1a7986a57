/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* file_maker.h: small files of many formats, well formed but for what a test puts into them. */
#ifndef POISE_TESTS_FILE_MAKER_H
#define POISE_TESTS_FILE_MAKER_H

#include <stdio.h>

#include "unit.h"

enum { FILE_MAX = 1 << 23 };

struct file {
    size_t len;
    char data[FILE_MAX];
};

static inline void add(struct file *file, const void *bytes, size_t len)
{
    assert_true(len <= FILE_MAX - file->len);
    memcpy(file->data + file->len, bytes, len);
    file->len += len;
}

#define ADD(file, literal) add(file, literal, sizeof(literal) - 1)

static inline void add_zeros(struct file *file, size_t len)
{
    assert_true(len <= FILE_MAX - file->len);
    memset(file->data + file->len, 0, len);
    file->len += len;
}

static inline void put(struct file *file, size_t at, const void *bytes, size_t len)
{
    assert_true(at + len <= file->len);
    memcpy(file->data + at, bytes, len);
}

static inline void put_le(struct file *file, size_t at, uint64_t value, size_t len)
{
    for (size_t i = 0; i < len; i++) file->data[at + i] = (char)(value >> 8 * i);
}

static inline void put_be(struct file *file, size_t at, uint64_t value, size_t len)
{
    for (size_t i = 0; i < len; i++) file->data[at + i] = (char)(value >> 8 * (len - 1 - i));
}

static inline void add_le(struct file *file, uint64_t value, size_t len)
{
    add_zeros(file, len);
    put_le(file, file->len - len, value, len);
}

static inline void add_be(struct file *file, uint64_t value, size_t len)
{
    add_zeros(file, len);
    put_be(file, file->len - len, value, len);
}

/* ---- TIFF, as EXIF has it ------------------------------------------------------------------- */

/* gps: what the directory of the place holds; 0 for none, 1 for a version alone, 2 for a latitude. */
static inline size_t make_exif(char *out, int gps)
{
    static const char head[] = "MM\0*\0\0\0\x08\0\1\x88\x25\0\4\0\0\0\1\0\0\0\x1A\0\0\0\0"
                               "\0\1\0\0\0\1\0\0\0\4\2\3\0\0\0\0\0\0";

    memcpy(out, head, sizeof head - 1);
    if (gps == 0) out[10] = 1;
    if (gps == 2) out[29] = 2;
    return sizeof head - 1;
}

/* ---- Pictures ------------------------------------------------------------------------------- */

static inline void add_chunk(struct file *file, const char *name, const void *bytes, size_t len)
{
    add_be(file, len, 4);
    add(file, name, 4);
    add(file, bytes, len);
    add_be(file, 0, 4); /* nobody sums here */
}

/* comment: what a text chunk holds; NULL for none. */
static inline void make_png(struct file *file, const void *comment, size_t len)
{
    ADD(file, "\x89PNG\r\n\x1A\n");
    add_chunk(file, "IHDR", "\0\0\0\1\0\0\0\1\x08\2\0\0\0", 13);
    if (comment) add_chunk(file, "tEXt", comment, len);
    add_chunk(file, "IDAT", "x\x9C\x63\xF8\xFF\xFF\x3F\0\5\xFE\2\xFE", 12);
    add_chunk(file, "IEND", "", 0);
}

static inline void add_segment(struct file *file, int marker, const void *bytes, size_t len)
{
    add_be(file, 0xFF00u | (unsigned)marker, 2);
    add_be(file, len + 2, 2);
    add(file, bytes, len);
}

static inline void add_scan(struct file *file)
{
    add_segment(file, 0xDA, "\1\1\0\0\x3F\0", 6);
    ADD(file, "\x12\x34\xFF\0\x56\xFF\xD0\x78\xFF\xD9");
}

static inline void make_jpeg(struct file *file, const void *comment, size_t len)
{
    ADD(file, "\xFF\xD8");
    add_segment(file, 0xE0, "JFIF\0\1\1\0\0\1\0\1\0\0", 14);
    if (comment) add_segment(file, 0xFE, comment, len);
    add_scan(file);
}

static inline void add_blocks(struct file *file, const char *bytes, size_t len)
{
    for (; len > 255; bytes += 255, len -= 255) {
        add_le(file, 255, 1);
        add(file, bytes, 255);
    }
    add_le(file, len, 1);
    add(file, bytes, len);
    if (len > 0) add_le(file, 0, 1);
}

static inline void make_gif(struct file *file, const void *comment, size_t len, int frames)
{
    ADD(file, "GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF");
    if (comment) {
        ADD(file, "!\xFE");
        add_blocks(file, comment, len);
    }
    for (int i = 0; i < frames; i++) ADD(file, ",\0\0\0\0\1\0\1\0\0\2\2D\1\0");
    ADD(file, ";");
}

static inline void add_part(struct file *file, const char *name, const void *bytes, size_t len)
{
    add(file, name, 4);
    add_le(file, len, 4);
    add(file, bytes, len);
    if (len & 1) add_le(file, 0, 1);
    put_le(file, 4, file->len - 8, 4);
}

static inline void make_webp(struct file *file, const void *comment, size_t len)
{
    ADD(file, "RIFF\0\0\0\0WEBP");
    add_part(file, "VP8L", "/\0\0\0\0\0", 6);
    if (comment) add_part(file, "junk", comment, len);
}

static inline void make_wav(struct file *file, const void *comment, size_t len)
{
    ADD(file, "RIFF\0\0\0\0WAVE");
    add_part(file, "fmt ", "\1\0\1\0\x40\x1F\0\0\x40\x1F\0\0\1\0\x08\0", 16);
    if (comment) add_part(file, "LIST", comment, len);
    add_part(file, "data", "\x80\x81\x80\x7F", 4);
}

static inline void make_bmp(struct file *file, const void *comment, size_t len)
{
    size_t begin = 54;

    ADD(file, "BM");
    add_zeros(file, 12);
    ADD(file, "\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0");
    add_zeros(file, 24);
    if (comment) {
        add_zeros(file, 1200);
        add(file, comment, len);
        begin = file->len;
    }
    put_le(file, 10, begin, 4);
    ADD(file, "\xFF\0\xFF\0");
    put_le(file, 2, file->len, 4);
}

/* ---- Films ---------------------------------------------------------------------------------- */

static inline void add_box(struct file *file, const char *name, const void *bytes, size_t len)
{
    add_be(file, len + 8, 4);
    add(file, name, 4);
    add(file, bytes, len);
}

static inline void make_mp4(struct file *file, const void *comment, size_t len)
{
    add_box(file, "ftyp", "isom\0\0\2\0isommp41", 16);
    if (comment) add_box(file, "free", comment, len);
    add_box(file, "moov", "\0\0\0\x08mvhd", 8);
    add_box(file, "mdat", "....", 4);
}

/* ---- Documents and archives ----------------------------------------------------------------- */

static inline void make_pdf(struct file *file, const char *object)
{
    ADD(file, "%PDF-1.4\n1 0 obj\n<< /Type /Catalog ");
    add(file, object, strlen(object));
    ADD(file, " >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n");
}

/* One file in a ZIP. What is not said is as an honest archive has it. */
struct member {
    const char *name;
    const char *content; /* NULL: four bytes */
    uint32_t flags;
    uint32_t method;
    uint32_t mode;
    uint32_t size;    /* 0: as long as the content */
    uint32_t overlap; /* bytes of the one before that it shares */
};

enum { MEMBERS_MAX = 8 };

static inline void make_zip(struct file *file, const struct member *members, size_t count)
{
    size_t heads[MEMBERS_MAX], begin = file->len, directory;

    assert_true(count <= MEMBERS_MAX);
    for (size_t i = 0; i < count; i++) {
        const char *content = members[i].content ? members[i].content : "....";
        heads[i] = file->len - begin - members[i].overlap;
        ADD(file, "PK\3\4\x14\0");
        add_le(file, members[i].flags, 2);
        add_le(file, members[i].method, 2);
        add_zeros(file, 8);
        add_le(file, strlen(content), 4);
        add_le(file, members[i].size ? members[i].size : strlen(content), 4);
        add_le(file, strlen(members[i].name), 2);
        add_le(file, 0, 2);
        add(file, members[i].name, strlen(members[i].name));
        add(file, content, strlen(content));
    }
    directory = file->len;
    for (size_t i = 0; i < count; i++) {
        const char *content = members[i].content ? members[i].content : "....";
        ADD(file, "PK\1\2\x14\3\x14\0");
        add_le(file, members[i].flags, 2);
        add_le(file, members[i].method, 2);
        add_zeros(file, 8);
        add_le(file, strlen(content), 4);
        add_le(file, members[i].size ? members[i].size : strlen(content), 4);
        add_le(file, strlen(members[i].name), 2);
        add_zeros(file, 8);
        add_le(file, (uint64_t)members[i].mode << 16, 4);
        add_le(file, heads[i], 4);
        add(file, members[i].name, strlen(members[i].name));
    }
    size_t len = file->len - directory;
    ADD(file, "PK\5\6\0\0\0\0");
    add_le(file, count, 2);
    add_le(file, count, 2);
    add_le(file, len, 4);
    add_le(file, directory - begin, 4);
    add_le(file, 0, 2);
}

/* One entry of a tar and the two empty blocks that end it. */
static inline void make_tar(struct file *file, const char *name, char kind, const char *target)
{
    size_t at = file->len;
    uint32_t sum = 0;

    add_zeros(file, 512);
    put(file, at, name, strlen(name));
    put(file, at + 100, "0000644\0000000000\0000000000\00000000000000\00000000000000\0        ",
        56);
    file->data[at + 156] = kind;
    put(file, at + 157, target, strlen(target));
    put(file, at + 257, "ustar\00000", 8);
    for (size_t i = 0; i < 512; i++) sum += (unsigned char)file->data[at + i];
    for (int i = 0; i < 6; i++)
        file->data[at + 148 + (size_t)i] = (char)('0' + (sum >> (15 - 3 * i) & 7));
    file->data[at + 154] = '\0';
    add_zeros(file, 1024);
}

/* An OLE file: its head, a table of sectors and a directory of up to three names behind the root. */
static inline void make_ole(struct file *file, const char *const *names)
{
    ADD(file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    add_zeros(file, 504);
    put(file, 24, "\x3E\0\3\0\xFE\xFF\x09\0\6\0", 10);
    put_le(file, 44, 1, 4); /* one table, in sector 0 */
    put_le(file, 48, 1, 4); /* the directory, in sector 1 */
    put_le(file, 76, 0, 4);
    add_zeros(file, 512);
    for (size_t i = 512; i < 1024; i++) file->data[i] = (char)0xFF;
    put_le(file, 512, 0xFFFFFFFD, 4);
    put_le(file, 516, 0xFFFFFFFE, 4);
    for (size_t i = 0; i < 4 && names[i]; i++) {
        size_t at = file->len, len = strlen(names[i]);
        add_zeros(file, 128);
        for (size_t k = 0; k < len; k++) file->data[at + 2 * k] = names[i][k];
        put_le(file, at + 64, 2 * (len + 1), 2);
        file->data[at + 66] = (char)(i == 0 ? 5 : 1);
        put_le(file, at + 116, 0xFFFFFFFE, 4);
    }
    add_zeros(file, 512 * 4);
}

/* ---- Programs ------------------------------------------------------------------------------- */

static inline void make_pe(struct file *file)
{
    size_t at = file->len;

    ADD(file, "MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0");
    add_zeros(file, 112);
    put_le(file, at + 60, 128, 4);
    ADD(file, "PE\0\0\x64\x86\1\0");
    add_zeros(file, 200);
}

static inline void make_elf(struct file *file)
{
    ADD(file, "\x7F"
              "ELF\2\1\1");
    add_zeros(file, 120);
}

/* ---- Archives that only some readers see through ------------------------------------------------- */

static inline void add_zip_head(struct file *file, const char *name)
{
    ADD(file, "PK\3\4\x14\0\0\0\0\0");
    add_zeros(file, 16);
    add_le(file, strlen(name), 2);
    add_le(file, 0, 2);
    add(file, name, strlen(name));
}

static inline void add_zip_row(struct file *file, const char *name, uint64_t size, size_t head,
                               const void *extra, size_t len)
{
    ADD(file, "PK\1\2\x14\3\x14\0\0\0\0\0");
    add_zeros(file, 12);
    add_le(file, size, 4);
    add_le(file, strlen(name), 2);
    add_le(file, len, 2);
    add_zeros(file, 10);
    add_le(file, head, 4);
    add(file, name, strlen(name));
    add(file, extra, len);
}

static inline void add_zip_end(struct file *file, size_t count, size_t directory)
{
    size_t len = file->len - directory;

    ADD(file, "PK\5\6\0\0\0\0");
    add_le(file, count, 2);
    add_le(file, count, 2);
    add_le(file, len, 4);
    add_le(file, directory, 4);
    add_le(file, 0, 2);
}

/* So many empty files of one name, and then the last, behind those of the first. */
static inline void make_long_zip(struct file *file, const char *first, size_t count,
                                 const char *last)
{
    size_t step = 30 + strlen("a");

    assert_true(file->len == 0);
    add_zip_head(file, first);
    size_t begin = file->len;
    for (size_t i = 0; i < count; i++) add_zip_head(file, "a");
    size_t end = file->len;
    add_zip_head(file, last);
    size_t directory = file->len;
    add_zip_row(file, first, 0, 0, "", 0);
    for (size_t i = 0; i < count; i++) add_zip_row(file, "a", 0, begin + i * step, "", 0);
    add_zip_row(file, last, 0, end, "", 0);
    add_zip_end(file, count + 2, directory);
}

/* One file that has an extra field in the directory. */
static inline void make_extra_zip(struct file *file, uint64_t size, const void *extra, size_t len)
{
    assert_true(file->len == 0);
    add_zip_head(file, "ok.txt");
    size_t directory = file->len;
    add_zip_row(file, "ok.txt", size, 0, extra, len);
    add_zip_end(file, 1, directory);
}

/* Give a tar's head the sum of its bytes. */
static inline void seal_tar(struct file *file, size_t at)
{
    uint32_t sum = 0;

    memset(file->data + at + 148, ' ', 8);
    for (size_t i = 0; i < 512; i++) sum += (unsigned char)file->data[at + i];
    for (size_t i = 0; i < 6; i++)
        file->data[at + 148 + i] = (char)('0' + (sum >> (15 - 3 * i) & 7));
    file->data[at + 154] = '\0';
}

/* One entry of a tar and its content, without the blocks that end it. */
static inline void add_tar(struct file *file, const char *name, char kind, const char *target,
                           const void *content, size_t len)
{
    size_t at = file->len;

    make_tar(file, name, kind, target);
    file->len -= 1024;
    for (size_t i = 0; i < 11; i++)
        file->data[at + 124 + i] = (char)('0' + (len >> (30 - 3 * i) & 7));
    seal_tar(file, at);
    add(file, content, len);
    add_zeros(file, (512 - len % 512) % 512);
}

/* "LEN KEY=VALUE\n", as a tar's extended heads hold it. */
static inline void add_record(struct file *file, const char *key, const char *value)
{
    char text[16384];
    int len = (int)(strlen(key) + strlen(value)) + 3, digits = 1, want = 10;

    for (; len + digits >= want; want *= 10) digits++;
    len = snprintf(text, sizeof text, "%d %s=%s\n", len + digits, key, value);
    assert_true(len > 0 && len < (int)sizeof text);
    add(file, text, (size_t)len);
}

/* A file in a RAR of version 5; type and target of a link, or 0. All lengths below 128. */
static inline void add_rar5(struct file *file, const char *name, int type, const char *target)
{
    size_t begin, record = type ? 4 + strlen(target) : 0;

    add_le(file, 0, 4);
    add_le(file, 10 + strlen(name) + (type ? record + 2 : 0), 1);
    begin = file->len;
    add_le(file, 2, 1);
    add_le(file, type ? 3 : 2, 1);
    if (type) add_le(file, record + 1, 1);
    add_le(file, 1, 1); /* bytes of data */
    ADD(file, "\0\1\0\0\1");
    add_le(file, strlen(name), 1);
    add(file, name, strlen(name));
    if (type) {
        add_le(file, record, 1);
        add_le(file, 5, 1);
        add_le(file, (uint64_t)type, 1);
        add_le(file, 0, 1);
        add_le(file, strlen(target), 1);
        add(file, target, strlen(target));
    }
    put_le(file, begin - 1, file->len - begin, 1);
    ADD(file, "x");
}

/* A file in a RAR of version 4, with one byte stored. */
static inline void add_rar4(struct file *file, uint32_t flags, const char *name, size_t len,
                            uint32_t mode, const char *data)
{
    ADD(file, "\0\0\x74");
    add_le(file, flags | 0x8000, 2);
    add_le(file, 32 + len, 2);
    add_le(file, strlen(data), 4);
    add_le(file, strlen(data), 4);
    ADD(file, "\3\0\0\0\0\0\0\0\0\x1D\x30");
    add_le(file, len, 2);
    add_le(file, mode, 4);
    add(file, name, len);
    add(file, data, strlen(data));
}

/* ---- OLE files that are large ---------------------------------------------------------------------- */

static inline size_t ole_sector(size_t sector)
{
    return 512 * (sector + 1);
}

static inline void put_ole_entry(struct file *file, size_t at, const char *name, int kind)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < len; i++) file->data[at + 2 * i] = name[i];
    put_le(file, at + 64, 2 * (len + 1), 2);
    file->data[at + 66] = (char)kind;
}

/* Sectors of zeros behind a head and one table, sector 0, that chains nothing. */
static inline void make_large_ole(struct file *file, size_t sectors, size_t directory)
{
    static const char *const none[] = { NULL };

    assert_true(file->len == 0);
    make_ole(file, none);
    file->len = ole_sector(1);
    add_zeros(file, 512 * (sectors - 1));
    for (size_t table = 0; table < 109; table++) put_le(file, 76 + 4 * table, 0, 4);
    put_le(file, 48, directory, 4);
    put_ole_entry(file, ole_sector(directory), "Root Entry", 5);
}

#endif
