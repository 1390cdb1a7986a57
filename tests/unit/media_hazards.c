/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * Files that are two things, or not what they say, or do more than they show. Each family makes its
 * dangerous files and their clean twins, which differ in nothing but the danger.
 */
#include <stdio.h>

#include "file_judge.h"

/* ---- What is hidden, and where ---------------------------------------------------------------------- */

static void payload_zip(struct file *out)
{
    static const struct member members[] = { { .name = "a.txt" } };
    make_zip(out, members, 1);
}

static void payload_jar(struct file *out)
{
    static const struct member members[] = { { .name = "META-INF/MANIFEST.MF" },
                                             { .name = "Main.class" } };
    make_zip(out, members, 2);
}

static void payload_php(struct file *out)
{
    ADD(out, "<?php system($_GET['c']); ?>");
}

static void payload_short_php(struct file *out)
{
    ADD(out, "<?=`$_GET[1]`?>");
}

static void payload_html(struct file *out)
{
    ADD(out, "<html><body>x</body></html>");
}

static void payload_script(struct file *out)
{
    ADD(out, "<ScRiPt>alert(1)</script>");
}

static void payload_pdf(struct file *out)
{
    make_pdf(out, "/Pages 2 0 R");
}

static void payload_rar(struct file *out)
{
    ADD(out, "Rar!\x1A\7\1\0\x33\x92\xB5\xE5\x0A\1\5\6\0\5\1\1\x80\x80\0");
}

static void payload_seven_zip(struct file *out)
{
    ADD(out, "7z\xBC\xAF\x27\x1C\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
}

static const struct payload {
    const char *name;
    void (*make)(struct file *out);
} payloads[] = {
    { "zip", payload_zip },      { "jar", payload_jar },
    { "php", payload_php },      { "short php", payload_short_php },
    { "html", payload_html },    { "script", payload_script },
    { "pdf", payload_pdf },      { "rar", payload_rar },
    { "7z", payload_seven_zip }, { "pe", make_pe },
    { "elf", make_elf },
};

static void carrier_gif(struct file *out, const void *comment, size_t len)
{
    make_gif(out, comment, len, 1);
}

static void carrier_pdf(struct file *out, const void *comment, size_t len)
{
    (void)comment;
    (void)len;
    make_pdf(out, "");
}

static const struct carrier {
    const char *name;
    void (*make)(struct file *out, const void *comment, size_t len);
} carriers[] = {
    { "a.png", make_png },   { "a.jpg", make_jpeg },   { "a.gif", carrier_gif },
    { "a.webp", make_webp }, { "a.wav", make_wav },    { "a.bmp", make_bmp },
    { "a.mp4", make_mp4 },   { "a.pdf", carrier_pdf },
};

static void a_format_behind_the_end_is_seen(void **state)
{
    (void)state;
    EACH(c, carriers)
    {
        carriers[c].make(&file, NULL, 0);
        expect(carriers[c].name, "clean", 0);
        EACH(p, payloads)
        {
            /* A PDF behind a PDF is how it is updated. */
            if (payloads[p].make == payload_pdf && carriers[c].make == carrier_pdf) continue;
            carriers[c].make(&file, NULL, 0);
            payloads[p].make(&file);
            expect(carriers[c].name, payloads[p].name, POISE_MEDIA_TRAILING | POISE_MEDIA_POLYGLOT);
        }
    }
}

static void a_format_in_a_comment_is_seen(void **state)
{
    static struct file hidden;

    (void)state;
    EACH(c, carriers)
    {
        if (carriers[c].make == carrier_pdf) continue;
        carriers[c].make(&file, "Photographed in Lyon, at noon", 29);
        expect(carriers[c].name, "comment", 0);
        carriers[c].make(&file, "\x91\x07<?=\xE2\x10\x88\x03", 9);
        expect(carriers[c].name, "numbers", 0);
        EACH(p, payloads)
        {
            hidden.len = 0;
            payloads[p].make(&hidden);
            carriers[c].make(&file, hidden.data, hidden.len);
            expect(carriers[c].name, payloads[p].name, POISE_MEDIA_POLYGLOT);
        }
    }
}

/* ---- One head for two formats ------------------------------------------------------------------------ */

static void a_late_pdf_head_is_seen(void **state)
{
    static const struct member stored[] = { { .name = "a.pdf", .content = "%PDF-1.4\n" } };

    (void)state;
    ADD(&file, "\r\n");
    make_pdf(&file, "");
    expect("a.pdf", "blanks before", 0);
    ADD(&file, "\x01\x02 nonsense ");
    make_pdf(&file, "");
    expect("a.pdf", "nonsense before", POISE_MEDIA_POLYGLOT);
    ADD(&file, "MZ\x90\0");
    add_zeros(&file, 60);
    make_pdf(&file, "");
    expect("a.exe", "program", POISE_MEDIA_POLYGLOT);
    ADD(&file, "ID3\3\0\0\0\0\0\x20");
    make_pdf(&file, "");
    expect("a.mp3", "sound", POISE_MEDIA_POLYGLOT);
    make_zip(&file, stored, 1);
    expect("a.zip", "a PDF that is its first file", 0);
}

static void a_head_that_opens_a_comment_is_seen(void **state)
{
    (void)state;
    make_jpeg(&file, "*/=1;alert(1)/*", 15);
    put(&file, 4, "/*", 2);
    expect("a.jpg", "script", POISE_MEDIA_POLYGLOT);
    make_gif(&file, "*/=1;alert(1)//", 15, 1);
    put(&file, 6, "/*", 2);
    expect("a.gif", "script", POISE_MEDIA_POLYGLOT);
    ADD(&file, "GIF89a=1;alert(1);//");
    expect("a.gif", "assignment", POISE_MEDIA_POLYGLOT);
    make_bmp(&file, "*/=1;alert(1)//", 15);
    put(&file, 2, "/*", 2);
    expect("a.bmp", "script", POISE_MEDIA_POLYGLOT);
    make_wav(&file, "*/;alert(1)//", 13);
    put(&file, 4, "=1/*", 4);
    put(&file, 5, "/*", 2);
    expect("a.wav", "script", POISE_MEDIA_POLYGLOT);
}

/* ---- Bytes and names ------------------------------------------------------------------------------------ */

static void make_named(const char *extension)
{
    static const struct member word[] = { { .name = "[Content_Types].xml" },
                                          { .name = "word/document.xml" } };
    static const struct member sheet[] = { { .name = "[Content_Types].xml" },
                                           { .name = "xl/workbook.xml" } };
    static const char *const doc[] = { "Root Entry", "WordDocument", NULL };

    if (strcmp(extension, "png") == 0) make_png(&file, NULL, 0);
    if (strcmp(extension, "gif") == 0) make_gif(&file, NULL, 0, 1);
    if (strcmp(extension, "wav") == 0) make_wav(&file, NULL, 0);
    if (strcmp(extension, "mp4") == 0) make_mp4(&file, NULL, 0);
    if (strcmp(extension, "pdf") == 0) make_pdf(&file, "");
    if (strcmp(extension, "zip") == 0) payload_zip(&file);
    if (strcmp(extension, "rar") == 0) payload_rar(&file);
    if (strcmp(extension, "docx") == 0) make_zip(&file, word, 2);
    if (strcmp(extension, "xlsx") == 0) make_zip(&file, sheet, 2);
    if (strcmp(extension, "doc") == 0) make_ole(&file, doc);
    if (strcmp(extension, "exe") == 0) make_pe(&file);
    if (strcmp(extension, "html") == 0) ADD(&file, "<!DOCTYPE html><title>a</title><p>b");
    if (strcmp(extension, "txt") == 0) ADD(&file, "Dear customer, thank you.\n");
    assert_true(file.len > 0);
}

static void bytes_under_a_foreign_name_are_seen(void **state)
{
    static const char *const names[] = { "png",  "gif",  "wav", "mp4", "pdf",  "zip", "rar",
                                         "docx", "xlsx", "doc", "exe", "html", "txt" };
    /* What people do in good faith. */
    static const char *const fine[] = {
        "png gif",  "gif png",  "wav mp4",  "mp4 wav",  "docx zip",
        "xlsx zip", "docx doc", "doc docx", "html txt", "txt html"
    };
    char name[16], pair[16];

    (void)state;
    EACH(i, names)
    {
        EACH(k, names)
        {
            bool good = i == k;
            snprintf(pair, sizeof pair, "%s %s", names[i], names[k]);
            EACH(f, fine) good = good || strcmp(fine[f], pair) == 0;
            snprintf(name, sizeof name, "a.%s", names[k]);
            make_named(names[i]);
            expect(name, pair, good ? 0 : POISE_MEDIA_MISMATCH);
        }
    }
}

/* ---- Archives ---------------------------------------------------------------------------------------------- */

static void names_that_lead_out_of_an_archive_are_seen(void **state)
{
    static const char *const names[] = { "../a",         "b/../../a",   "/etc/passwd",
                                         "C:/a.exe",     "c:\\a.exe",   "..\\a",
                                         "b\\..\\..\\a", "\\\\host\\a", "a/b/../../../c" };
    static const char *const fine[] = {
        "a..b", "b/../a", "...", "a/..b/c", "b\\a.txt", "c:a", "./a"
    };
    struct member member = { 0 };

    (void)state;
    EACH(i, names)
    {
        member.name = names[i];
        make_zip(&file, &member, 1);
        expect("a.zip", names[i], POISE_MEDIA_TRAVERSAL);
        make_tar(&file, names[i], '0', "");
        expect("a.tar", names[i], POISE_MEDIA_TRAVERSAL);
    }
    EACH(i, fine)
    {
        member.name = fine[i];
        make_zip(&file, &member, 1);
        expect("a.zip", fine[i], 0);
        make_tar(&file, fine[i], '0', "");
        expect("a.tar", fine[i], 0);
    }
}

static void links_that_lead_out_of_an_archive_are_seen(void **state)
{
    static const char *const out[] = { "/etc/passwd", "../a", "../../a", "b/../../../a" };
    struct member member = { .name = "b/link", .mode = 0120777 };

    (void)state;
    EACH(i, out)
    {
        make_tar(&file, "link", '2', out[i]);
        expect("a.tar", out[i], POISE_MEDIA_TRAVERSAL);
    }
    make_tar(&file, "b/link", '2', "../a");
    expect("a.tar", "a neighbour", 0);
    make_tar(&file, "link", '1', "/etc/passwd");
    expect("a.tar", "hard", POISE_MEDIA_TRAVERSAL);
    member.content = "../../a";
    make_zip(&file, &member, 1);
    expect("a.zip", "link", POISE_MEDIA_TRAVERSAL);
    member.content = "../a";
    make_zip(&file, &member, 1);
    expect("a.zip", "link to a neighbour", 0);
    member.method = 8;
    make_zip(&file, &member, 1);
    expect("a.zip", "link that is packed", POISE_MEDIA_TRAVERSAL);
}

static void archives_that_grow_are_seen(void **state)
{
    static const struct member one[] = { { .name = "zeros", .method = 8, .size = 200 << 20 } };
    static const struct member honest[] = { { .name = "log", .method = 8, .size = 400 } };
    static const struct member shared[] = { { .name = "a" }, { .name = "b", .overlap = 20 } };

    (void)state;
    make_zip(&file, one, 1);
    expect("a.zip", "one large", POISE_MEDIA_BOMB);
    make_zip(&file, honest, 1);
    expect("a.zip", "packed well", 0);
    make_zip(&file, shared, 2);
    expect("a.zip", "shared", POISE_MEDIA_BOMB);
    payload_zip(&file);
    put_le(&file, file.len - 2 - 4 - 4 - 2, 1, 2);
    expect("a.zip", "one entry", 0);
    ADD(&file, "\x1F\x8B\x08\0\0\0\0\0\0\3");
    add_zeros(&file, 11000);
    add_le(&file, 11300000, 4);
    expect("a.gz", "zeros", POISE_MEDIA_BOMB);
    ADD(&file, "\x1F\x8B\x08\0\0\0\0\0\0\3");
    add_zeros(&file, 11000);
    add_le(&file, 40000, 4);
    expect("a.gz", "text", 0);
}

static void locks_are_seen(void **state)
{
    static const struct member locked[] = { { .name = "a", .flags = 1 } };
    static const struct member strong[] = { { .name = "a", .method = 99 } };
    static const char *const office[] = { "Root Entry", "EncryptionInfo", "EncryptedPackage",
                                          NULL };

    (void)state;
    make_zip(&file, locked, 1);
    expect("a.zip", "flag", POISE_MEDIA_ENCRYPTED);
    make_zip(&file, strong, 1);
    expect("a.zip", "AES", POISE_MEDIA_ENCRYPTED);
    make_pdf(&file, "/Encrypt 5 0 R");
    expect("a.pdf", "lock", POISE_MEDIA_ENCRYPTED);
    make_pdf(&file, "/EncryptMetadata false");
    expect("a.pdf", "another name", 0);
    make_ole(&file, office);
    expect("a.docx", "Office", POISE_MEDIA_ENCRYPTED);
    ADD(&file, "Rar!\x1A\7\1\0\x33\x92\xB5\xE5\x0A\4\0\0\1\2\3\4\5");
    expect("a.rar", "heads", POISE_MEDIA_ENCRYPTED);
    ADD(&file, "Rar!\x1A\7\0\xCF\x90\x73\x80\0\x0D\0\0\0\0\0\0\0");
    expect("a.rar", "old heads", POISE_MEDIA_ENCRYPTED);
    payload_rar(&file);
    expect("a.rar", "clean", 0);
    ADD(&file, "7z\xBC\xAF\x27\x1C\0\4\0\0\0\0\0\0\0\0\0\0\0\0\x0C\0\0\0\0\0\0\0\0\0\0\0");
    ADD(&file, "\x17\6\0\1\t\x24\6\xF1\7\1\0\0");
    expect("a.7z", "cipher", POISE_MEDIA_ENCRYPTED);
    payload_seven_zip(&file);
    expect("a.7z", "clean", 0);
}

/* ---- What acts --------------------------------------------------------------------------------------------- */

static void documents_that_act_are_seen(void **state)
{
    static const char *const active[] = {
        "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        "/AA << /JS 3 0 R >>",
        "/S /J#61vaScript",
        "/J#53 (x)",
        "/S /Launch /F (cmd.exe)",
        "/Names << /EmbeddedFiles 2 0 R >>",
        "/Type /EmbeddedFile",
        "/#4cau#6Ech",
        "/Subtype /RichMedia",
        "/JS<FEFF>",
    };
    static const char *const fine[] = { "/OpenAction [3 0 R /Fit]", "/JSomething 1",
                                        "/Launcher (x)", "/Java (x)", "/JS" };
    static const char *const rtf[] = { "{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}",
                                       "{\\rtf1\\objupdate x}", "{\\rtf1\\OBJDATA x}" };

    (void)state;
    EACH(i, active)
    {
        make_pdf(&file, active[i]);
        expect("a.pdf", active[i], POISE_MEDIA_ACTIVE);
    }
    EACH(i, fine)
    {
        make_pdf(&file, fine[i]);
        if (strcmp(fine[i], "/JS") == 0) file.len = 38; /* nothing behind it */
        expect("a.pdf", fine[i], 0);
    }
    EACH(i, rtf)
    {
        add(&file, rtf[i], strlen(rtf[i]));
        expect("a.rtf", rtf[i], POISE_MEDIA_ACTIVE);
    }
    ADD(&file, "{\\rtf1\\objects x}");
    expect("a.rtf", "clean", 0);
}

static void office_files_that_act_are_seen(void **state)
{
    static const char *const parts[] = { "word/vbaProject.bin", "xl/vbaProject.bin",
                                         "xl/macrosheets/sheet1.xml", "word/activeX/activeX1.xml" };
    static const char *const doc[] = { "Root Entry", "WordDocument", "VBA", NULL };
    static const char *const plain[] = { "Root Entry", "WordDocument", "Data", NULL };
    struct member members[] = { { .name = "[Content_Types].xml" },
                                { .name = "word/document.xml" } };

    (void)state;
    make_zip(&file, members, 2);
    expect("a.docx", "clean", 0);
    EACH(i, parts)
    {
        members[1].name = parts[i];
        make_zip(&file, members, 2);
        expect(parts[i][0] == 'w' ? "a.docm" : "a.xlsm", parts[i], POISE_MEDIA_ACTIVE);
    }
    make_ole(&file, doc);
    expect("a.doc", "macros", POISE_MEDIA_ACTIVE);
    make_ole(&file, plain);
    expect("a.doc", "clean", 0);
}

static void there_were_many_of_them(void **state)
{
    (void)state;
    printf("%zu dangerous files, all seen\n", made);
    assert_true(made >= 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_format_behind_the_end_is_seen),
        cmocka_unit_test(a_format_in_a_comment_is_seen),
        cmocka_unit_test(a_late_pdf_head_is_seen),
        cmocka_unit_test(a_head_that_opens_a_comment_is_seen),
        cmocka_unit_test(bytes_under_a_foreign_name_are_seen),
        cmocka_unit_test(names_that_lead_out_of_an_archive_are_seen),
        cmocka_unit_test(links_that_lead_out_of_an_archive_are_seen),
        cmocka_unit_test(archives_that_grow_are_seen),
        cmocka_unit_test(locks_are_seen),
        cmocka_unit_test(documents_that_act_are_seen),
        cmocka_unit_test(office_files_that_act_are_seen),
        cmocka_unit_test(there_were_many_of_them),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
