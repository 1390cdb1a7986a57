/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * Containers that show their readers different things: what stands far behind, what has two names,
 * what only a walk to the end finds. Each danger has its clean twin.
 */
#include "file_judge.h"

/* ---- ZIP -------------------------------------------------------------------------------------- */

static void a_directory_is_read_to_its_end(void **state)
{
    (void)state;
    make_long_zip(&file, "b", 5000, "c");
    expect("a.zip", "many", 0);
    make_long_zip(&file, "b", 5000, "../../c");
    expect("a.zip", "the last of many", POISE_MEDIA_TRAVERSAL);
    make_long_zip(&file, "[Content_Types].xml", 5000, "word/vbaProject.bin");
    expect("a.docm", "macros behind many", POISE_MEDIA_ACTIVE);
}

/* Readers believe the offset or the size of a directory, and few its count. */
static void a_directory_is_found_by_all_that_names_it(void **state)
{
    static const struct {
        size_t at;
        uint32_t value;
    } lies[] = { { 8, 0 }, { 12, 0 }, { 12, 9 }, { 12, UINT32_MAX }, { 16, 3 }, { 20, 0xFFFF } };
    static char comment[UINT16_MAX];

    (void)state;
    EACH(i, lies)
    {
        make_long_zip(&file, "a", 1, "../it");
        put_le(&file, 26, 200, 2); /* a head by which those that follow are not found */
        put_le(&file, file.len - 22 + lies[i].at, lies[i].value, lies[i].at == 20 ? 2 : 4);
        expect("a.zip", "a lie", POISE_MEDIA_TRAVERSAL);
    }
    make_long_zip(&file, "a", 1, "../it");
    put_le(&file, 26, 200, 2);
    put_le(&file, file.len - 2, UINT16_MAX, 2);
    memset(comment, 'c', sizeof comment);
    add(&file, comment, sizeof comment);
    expect("a.zip", "the longest comment", POISE_MEDIA_TRAVERSAL);
}

static void two_directories_are_seen(void **state)
{
    size_t second, len;

    (void)state;
    make_extra_zip(&file, 0, "", 0);
    second = file.len - 22;
    len = second - 36;
    file.len = second;
    add_zip_row(&file, "../../", 0, 0, "", 0);
    add_zip_end(&file, 1, second);
    put_le(&file, file.len - 6, second - len, 4);
    expect("a.zip", "by offset and by size", POISE_MEDIA_TRAVERSAL | POISE_MEDIA_POLYGLOT);
}

static void a_second_name_of_a_file_is_seen(void **state)
{
    static const struct member one[] = { { .name = "innocent.txt" } };

    (void)state;
    make_zip(&file, one, 1);
    put(&file, 30, "../../it.exe", 12);
    expect("a.zip", "in its head", POISE_MEDIA_TRAVERSAL | POISE_MEDIA_POLYGLOT);
    make_zip(&file, one, 1);
    put(&file, 30, "innocent.exe", 12);
    expect("a.zip", "another kind", POISE_MEDIA_POLYGLOT);
    make_extra_zip(&file, 0, "\x75\x70\x0C\0\1\0\0\0\0../../b", 16);
    expect("a.zip", "in UTF-8", POISE_MEDIA_TRAVERSAL);
    make_extra_zip(&file, 0, "\x75\x70\x0B\0\1\0\0\0\0ok.txt", 15);
    expect("a.zip", "the same in UTF-8", 0);
}

static void growth_of_all_files_is_seen(void **state)
{
    static char content[1 << 17];
    struct member lot[] = {
        { .name = "a", .content = content, .method = 8, .size = 60 << 20 },
        { .name = "b", .content = content, .method = 8, .size = 60 << 20 },
    };

    (void)state;
    memset(content, '.', sizeof content - 1);
    make_zip(&file, lot, 1);
    expect("a.zip", "one that packs well", 0);
    make_zip(&file, lot, 2);
    expect("a.zip", "two", POISE_MEDIA_BOMB);
    make_extra_zip(&file, UINT32_MAX, "\1\0\x08\0\0\0\0\0\2\0\0\0", 12);
    expect("a.zip", "more than 32 bits", POISE_MEDIA_BOMB);
    make_extra_zip(&file, UINT32_MAX, "\1\0\x08\0\0\0\0\0\0\0\0\0", 12);
    expect("a.zip", "nothing in 64 bits", 0);
    make_extra_zip(&file, UINT32_MAX, "\1\0\2\0\0\0", 6);
    expect("a.zip", "a field that is cut", POISE_MEDIA_BOMB);
}

static void a_folder_makes_no_document(void **state)
{
    static const struct member setup[] = { { .name = "word/" }, { .name = "setup.exe" } };
    static const struct member java[] = { { .name = "META-INF/MANIFEST.MF" },
                                          { .name = "xl/readme.txt" },
                                          { .name = "[Content_Types].xml" } };
    static const struct member late[] = { { .name = "word/document.xml" },
                                          { .name = "[Content_Types].xml" } };

    (void)state;
    make_zip(&file, setup, 2);
    expect("a.docx", "program", POISE_MEDIA_MISMATCH);
    make_zip(&file, setup, 2);
    expect("a.zip", "program", 0);
    make_zip(&file, java, 3);
    expect("a.xlsx", "Java", POISE_MEDIA_MISMATCH);
    make_zip(&file, late, 2);
    expect("a.docx", "types at the end", 0);
}

static void a_slash_before_parts_of_a_document_is_fine(void **state)
{
    struct member members[] = { { .name = "/[Content_Types].xml" },
                                { .name = "/word/document.xml" },
                                { .name = "/docProps/app.xml" } };

    (void)state;
    make_zip(&file, members, 3);
    expect("a.docx", "slashes", 0);
    members[2].name = "/word/vbaProject.bin";
    make_zip(&file, members, 3);
    expect("a.docm", "macros", POISE_MEDIA_ACTIVE);
    members[2].name = "/etc/passwd";
    make_zip(&file, members, 3);
    expect("a.docx", "no part", POISE_MEDIA_TRAVERSAL);
    members[2].name = "//word/a";
    make_zip(&file, members, 3);
    expect("a.docx", "two slashes", POISE_MEDIA_TRAVERSAL);
    make_zip(&file, members + 1, 1);
    expect("a.zip", "no document", POISE_MEDIA_TRAVERSAL);
}

static void a_template_from_elsewhere_is_seen(void **state)
{
#define LINK_TYPE                                                                                  \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    struct member members[] = { { .name = "[Content_Types].xml" },
                                { .name = "word/document.xml" },
                                { .name = "word/_rels/settings.xml.rels" } };

    (void)state;
    members[2].content = "<Relationship Type=\"" LINK_TYPE "\" Target=\"file:///C:/Letter.dotx\"/>";
    make_zip(&file, members, 3);
    expect("a.docx", "from the disk", 0);
    members[2].content = "<Relationship Type=\"" LINK_TYPE "\" Target=\"https://a.example/b\"/>";
    make_zip(&file, members, 3);
    expect("a.docx", "from the web", POISE_MEDIA_ACTIVE);
#undef LINK_TYPE
}

static void a_link_of_any_system_is_seen(void **state)
{
    static const struct member link[] = { { .name = "l", .content = "/etc", .mode = 0120777 } };
    static const char systems[] = { 0, 3, 19 };

    (void)state;
    EACH(i, systems)
    {
        make_zip(&file, link, 1);
        size_t directory = file.len - 22 - 46 - 1;
        put(&file, directory + 5, &systems[i], 1);
        expect("a.zip", "link", POISE_MEDIA_TRAVERSAL);
    }
}

/* ---- tar -------------------------------------------------------------------------------------- */

static void extend(char kind, const struct file *records)
{
    add_tar(&file, "PaxHeaders/x", kind, "", records->data, records->len);
}

static void names_in_front_of_an_entry_are_seen(void **state)
{
    static struct file records;
    static char comment[9001];

    (void)state;
    memset(comment, 'c', sizeof comment - 1);
    for (int twice = 0; twice < 2; twice++) {
        for (int global = 0; global < 2; global++) {
            records.len = 0;
            add_record(&records, "comment", comment);
            if (twice) add_record(&records, "path", "good");
            add_record(&records, "path", "../../it");
            extend(global ? 'g' : 'x', &records);
            make_tar(&file, "ok", '0', "");
            expect("a.tar", "path", POISE_MEDIA_TRAVERSAL);
        }
    }
    records.len = 0;
    ADD(&records, "13 path=../a\n17 path=short");
    extend('x', &records);
    make_tar(&file, "ok", '0', "");
    expect("a.tar", "a record before one that is cut", POISE_MEDIA_TRAVERSAL);
    records.len = 0;
    add_record(&records, "size", "0");
    extend('x', &records);
    add_tar(&file, "ok", '0', "", "x", 1);
    file.len -= 512;
    make_tar(&file, "../it", '0', "");
    expect("a.tar", "size", POISE_MEDIA_TRAVERSAL);
    add_tar(&file, "././@LongLink", 'L', "", "../../it", 9);
    make_tar(&file, "ok", '0', "");
    expect("a.tar", "long name", POISE_MEDIA_TRAVERSAL);
}

static void a_walk_does_not_end_early(void **state)
{
    (void)state;
    for (int i = 0; i < 1500; i++) add_tar(&file, "a", '0', "", "", 0);
    make_tar(&file, "../it", '0', "");
    expect("a.tar", "the last of many", POISE_MEDIA_TRAVERSAL);
    add_tar(&file, "a", '0', "", "abc", 3);
    put(&file, 124, "\x80\0\0\0\0\0\0\0\0\0\0\3", 12);
    seal_tar(&file, 0);
    make_tar(&file, "../it", '0', "");
    expect("a.tar", "binary size", POISE_MEDIA_TRAVERSAL);
    add_tar(&file, "a", '5', "", "", 0);
    put(&file, 124, "00000002000", 11);
    seal_tar(&file, 0);
    make_tar(&file, "../it", '0', "");
    make_tar(&file, "a", '0', "");
    expect("a.tar", "a folder with a size", POISE_MEDIA_TRAVERSAL);
    add_tar(&file, "a", '0', "", "", 0);
    put(&file, 124, "77777777777", 11);
    seal_tar(&file, 0);
    make_tar(&file, "../it", '0', "");
    expect("a.tar", "a size beyond the file", POISE_MEDIA_TRAVERSAL);
    add_tar(&file, "a", '0', "", "", 0);
    add_zeros(&file, 512);
    make_tar(&file, "../it", '0', "");
    expect("a.tar", "one empty block", POISE_MEDIA_TRAVERSAL);
    make_tar(&file, "a", '0', "");
    make_tar(&file, "../it", '0', "");
    expect("a.tar", "behind its end", 0);
}

static void links_of_a_tar_start_from_their_folder(void **state)
{
    static struct file records;
    static char far[130] = "../";
    static char folder[156];

    (void)state;
    memset(far + 3, 'x', sizeof far - 4);
    memset(folder, 'd', 100);
    add_tar(&file, "././@LongLink", 'K', "", far, sizeof far);
    make_tar(&file, "a/b/l", '2', "../xxx");
    expect("a.tar", "long", 0);
    records.len = 0;
    add_record(&records, "linkpath",
               "../r\xC3\xA9"
               "f/x");
    extend('x', &records);
    make_tar(&file, "a/b/l", '2', "../r_f");
    expect("a.tar", "accent", 0);
    extend('x', &records);
    make_tar(&file, "l", '2', "../r_f");
    expect("a.tar", "accent", POISE_MEDIA_TRAVERSAL);
    make_tar(&file, "l", '2', "../a");
    put(&file, 345, folder, 100);
    seal_tar(&file, 0);
    expect("a.tar", "with a prefix", 0);
    make_tar(&file, "a/../l", '2', "../b");
    expect("a.tar", "a folder and back", POISE_MEDIA_TRAVERSAL);
    records.len = 0;
    add_record(&records, "linkpath", "../../it");
    extend('g', &records);
    add_tar(&file, "a", '0', "", "", 0);
    make_tar(&file, "a/l", '2', "it");
    expect("a.tar", "for all", POISE_MEDIA_TRAVERSAL);
    extend('g', &records);
    make_tar(&file, "a/b/l", '2', "../../../it");
    expect("a.tar", "for all, from far down", 0);
    make_tar(&file, "a///l", '2', "../../b");
    expect("a.tar", "slashes", POISE_MEDIA_TRAVERSAL);
}

/* ---- RAR, gzip and 7z ------------------------------------------------------------------------- */

static void names_in_a_rar_are_seen(void **state)
{
    static const char begin[] = "Rar!\x1A\7\1\0\0\0\0\0\3\1\0\0";
    static const char old[] = "Rar!\x1A\7\0\0\0\x73\0\0\x0D\0\0\0\0\0\0\0";

    (void)state;
    for (int bad = 0; bad < 2; bad++) {
        uint32_t want = bad ? POISE_MEDIA_TRAVERSAL : 0;
        ADD(&file, begin);
        add_rar5(&file, "ok", 0, "");
        add_rar5(&file, bad ? "../it.exe" : "it..exe", 0, "");
        expect("a.rar", "5", want);
        ADD(&file, begin);
        add_rar5(&file, "a/l", 1, bad ? "../../it" : "../it");
        expect("a.rar", "5, link", want);
        ADD(&file, begin);
        add_rar5(&file, "a/l", 4, bad ? "../it" : "a/it");
        expect("a.rar", "5, hard link", want);
        ADD(&file, old);
        add_rar4(&file, 0, "ok", 2, 0, "x");
        add_rar4(&file, 0, bad ? "..\\a" : "a\\b", 4 - (size_t)!bad, 0, "x");
        expect("a.rar", "4", want);
        ADD(&file, old);
        add_rar4(&file, 0, "a/l", 3, 0120777, bad ? "../../it" : "../it");
        expect("a.rar", "4, link", want);
        /* Two characters of the twin, then one of its own, then the twin's last two. */
        ADD(&file, old);
        add_rar4(&file, 0x200, bad ? ".._ab\0\0\xCC\0/\0" : "ab_ab\0\0\xCC\0/\0", 11, 0, "x");
        expect("a.rar", "4, wide", want);
    }
    ADD(&file, old);
    add_rar4(&file, 4, "a", 1, 0, "x");
    expect("a.rar", "4, lock", POISE_MEDIA_ENCRYPTED);
}

static void growth_of_a_member_is_seen(void **state)
{
    static const char empty[] = "\x1F\x8B\x08\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0";

    (void)state;
    for (int large = 0; large < 2; large++) {
        ADD(&file, "\x1F\x8B\x08\0\0\0\0\0\0\3");
        add_zeros(&file, 11000);
        add_le(&file, large ? 11300000 : 113000, 4);
        add(&file, empty, sizeof empty - 1);
        expect("a.gz", "a member behind", large ? POISE_MEDIA_BOMB : 0);
    }
    for (int i = 0; i < 2; i++) {
        ADD(&file, "\x1F\x8B\x08\0\0\0\0\0\0\3");
        add_zeros(&file, 9000);
        add_le(&file, 9200000, 4);
    }
    expect("a.gz", "two", POISE_MEDIA_BOMB);
}

static void a_cipher_in_a_long_directory_is_seen(void **state)
{
    enum { LEN = 100000 };

    (void)state;
    for (int locked = 0; locked < 2; locked++) {
        ADD(&file, "7z\xBC\xAF\x27\x1C\0\4\0\0\0\0\0\0\0\0\0\0\0\0");
        add_le(&file, LEN + 4, 8);
        add_le(&file, 0, 4);
        add_zeros(&file, LEN);
        add(&file, locked ? "\6\xF1\7\1" : "\3\1\1\0", 4);
        expect("a.7z", "at its end", locked ? POISE_MEDIA_ENCRYPTED : 0);
    }
}

/* ---- OLE -------------------------------------------------------------------------------------- */

static void a_directory_of_many_sectors_is_read(void **state)
{
    enum { FIRST = 3, COUNT = 400, TABLE_LEN = 128 };

    (void)state;
    for (int bad = 0; bad < 2; bad++) {
        make_large_ole(&file, FIRST + COUNT, FIRST);
        /* Sectors of the table may stand anywhere: all four in the file's last ones. */
        add_zeros(&file, 512 * 4);
        for (size_t i = 0; i < 4; i++) put_le(&file, 76 + 4 * i, FIRST + COUNT + i, 4);
        for (size_t i = FIRST; i < FIRST + COUNT; i++)
            put_le(&file, ole_sector(FIRST + COUNT) + 4 * i,
                   i + 1 < FIRST + COUNT ? i + 1 : 0xFFFFFFFE, 4);
        put_ole_entry(&file, ole_sector(FIRST + COUNT - 1), bad ? "VBA" : "Data", 1);
        expect("a.doc", "the last entry", bad ? POISE_MEDIA_ACTIVE : 0);
    }
}

static void tables_that_the_head_does_not_name_are_read(void **state)
{
    enum { FAR = 109 * 128 + 5, LIST = 2, TABLE = 3 };

    (void)state;
    for (int bad = 0; bad < 2; bad++) {
        make_large_ole(&file, FAR + 3, FAR);
        put_le(&file, 68, LIST, 4);
        put_le(&file, ole_sector(LIST), TABLE, 4);
        put_le(&file, ole_sector(TABLE) + 4 * 5, FAR + 2, 4);
        put_le(&file, ole_sector(TABLE) + 4 * 7, 0xFFFFFFFE, 4);
        put_ole_entry(&file, ole_sector(FAR + 2), bad ? "Macros" : "Data", 1);
        expect("a.doc", "a far directory", bad ? POISE_MEDIA_ACTIVE : 0);
    }
}

static void macros_behind_a_broken_directory_are_seen(void **state)
{
    enum { COUNT = 1000, MIDDLE = 500 };
    static const uint32_t next[] = { 2, 3, 900000, 0xFFFFFFFF };

    (void)state;
    EACH(i, next)
    {
        for (int bad = 0; bad < 2; bad++) {
            make_large_ole(&file, COUNT, 2);
            put_le(&file, ole_sector(0) + 4 * 2, next[i], 4);
            put_le(&file, ole_sector(0) + 4 * 3, 2, 4);
            put_ole_entry(&file, ole_sector(MIDDLE), bad ? "_VBA_PROJECT" : "Data", 2);
            expect("a.doc", "in the middle", bad ? POISE_MEDIA_ACTIVE : 0);
        }
    }
}

static void sheets_of_macros_are_seen(void **state)
{
    static const struct {
        const char *record;
        uint32_t want;
    } sheets[] = {
        { "\x85\0\x08\0\0\0\0\0\0\0a\0", 0 },
        { "\x85\0\x08\0\0\0\0\0\0\1a\0", POISE_MEDIA_ACTIVE },
        { "\x85\0\x08\0\0\0\0\0\2\1a\0", POISE_MEDIA_ACTIVE },
        { "\x85\0\x08\0\0\0\0\0\0\2a\0", 0 },
        { "\x0A\0\0\0\x85\0\0\0\0\1a\0", 0 },
    };
    size_t entry = ole_sector(1) + 128;

    (void)state;
    EACH(i, sheets)
    {
        make_large_ole(&file, 12, 1);
        put_ole_entry(&file, entry, "Workbook", 2);
        put_le(&file, entry + 116, 2, 4);
        put_le(&file, entry + 120, 4096, 4);
        put_le(&file, ole_sector(0) + 4 * 2, 4, 4); /* its second sector is not the next */
        put(&file, ole_sector(2), "\x09\x08\x10\0", 4);
        put(&file, ole_sector(2) + 20, "\x31\0\xF0\1", 4);
        put(&file, ole_sector(4) + 8, sheets[i].record, 12);
        expect("a.xls", "sheet", sheets[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_directory_is_read_to_its_end),
        cmocka_unit_test(a_directory_is_found_by_all_that_names_it),
        cmocka_unit_test(two_directories_are_seen),
        cmocka_unit_test(a_second_name_of_a_file_is_seen),
        cmocka_unit_test(growth_of_all_files_is_seen),
        cmocka_unit_test(a_folder_makes_no_document),
        cmocka_unit_test(a_slash_before_parts_of_a_document_is_fine),
        cmocka_unit_test(a_template_from_elsewhere_is_seen),
        cmocka_unit_test(a_link_of_any_system_is_seen),
        cmocka_unit_test(names_in_front_of_an_entry_are_seen),
        cmocka_unit_test(a_walk_does_not_end_early),
        cmocka_unit_test(links_of_a_tar_start_from_their_folder),
        cmocka_unit_test(names_in_a_rar_are_seen),
        cmocka_unit_test(growth_of_a_member_is_seen),
        cmocka_unit_test(a_cipher_in_a_long_directory_is_seen),
        cmocka_unit_test(a_directory_of_many_sectors_is_read),
        cmocka_unit_test(tables_that_the_head_does_not_name_are_read),
        cmocka_unit_test(macros_behind_a_broken_directory_are_seen),
        cmocka_unit_test(sheets_of_macros_are_seen),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
