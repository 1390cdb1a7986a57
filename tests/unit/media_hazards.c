/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * Files that are two things, or not what they say, or do more than they show. Each family makes its
 * dangerous files and their clean twins, which differ in nothing but the danger.
 */
#include <stdio.h>

#include "file_maker.h"
#include "media_find.h"

static struct finder finder;
static struct file file;
static size_t made; /* dangerous files so far */

static const struct poise__media *judge(const char *name)
{
    /* A block of just that size, so that a sanitizer sees one byte too far. */
    char *copy = malloc(file.len);
    assert_non_null(copy);
    memcpy(copy, file.data, file.len);
    poise_attachment attachment = {
        .size = sizeof attachment, .name = name, .data = copy, .data_len = file.len
    };
    finder.input.attachments = &attachment;
    finder.input.attachment_count = 1;
    find_in(&finder, "");
    finder.input.attachment_count = 0;
    free(copy);
    file.len = 0;
    return media_at(&finder, 0);
}

static void expect(const char *name, const char *what, uint32_t want)
{
    uint32_t flags = judge(name)->flags;

    if (want) made++;
    if (want ? (flags & want) != want : flags != 0)
        fail_msg("%s, %s: flags %x, not %x", name, what, flags, want);
}

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

#define EACH(item, table) for (size_t item = 0; item < sizeof(table) / sizeof(table)[0]; item++)

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

/* The same characters in two bytes each. */
static void widen(struct file *out, const char *text, bool big)
{
    if (big)
        ADD(out, "\xFE\xFF");
    else
        ADD(out, "\xFF\xFE");
    for (; *text; text++) {
        char pair[2] = { big ? '\0' : *text, big ? *text : '\0' };
        add(out, pair, 2);
    }
}

static void drawings_that_act_are_seen(void **state)
{
    static const char *const active[] = {
        "<svg><script>x</script></svg>",
        "<svg><svg:script>x</svg:script></svg>",
        "<svg onload=\"x()\"/>",
        "<svg><rect OnClick = 'x()'/></svg>",
        "<svg><foreignObject/></svg>",
        "<svg><a href=\"javascript:x\"/></svg>",
        "<svg><a href='java&#115;cript:x'/></svg>",
        "<svg><a href=' jav&#x61;script&colon;x'/></svg>",
        "<svg><image xlink:href=\"https://a.example/p.png\"/></svg>",
        "<svg><image href='//a.example/p.png'/></svg>",
        "<svg><use href=\"data:image/svg+xml,x\"/></svg>",
        "<svg><style>a{fill:url(http://a.example/)}</style></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
    };
    static const char *const fine[] = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0\"/></svg>",
        "<svg><use href=\"#a\"/><text>once=1, script, on = off</text></svg>",
        "<svg><image href=\"data:image/png;base64,aaaa\"/></svg>",
        "<svg><rect fill=\"url(#a)\" font=\"x\"/></svg>",
    };

    (void)state;
    EACH(i, active)
    {
        add(&file, active[i], strlen(active[i]));
        expect("a.svg", active[i], POISE_MEDIA_ACTIVE);
        widen(&file, active[i], false);
        expect("a.svg", active[i], POISE_MEDIA_ACTIVE);
        widen(&file, active[i], true);
        expect("a.svg", active[i], POISE_MEDIA_ACTIVE);
    }
    EACH(i, fine)
    {
        add(&file, fine[i], strlen(fine[i]));
        expect("a.svg", fine[i], 0);
        widen(&file, fine[i], false);
        expect("a.svg", fine[i], 0);
    }
}

/* ---- What only some unpackers see ------------------------------------------------------------------------- */

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
        cmocka_unit_test(drawings_that_act_are_seen),
        cmocka_unit_test(a_directory_is_read_to_its_end),
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
        cmocka_unit_test(a_directory_of_many_sectors_is_read),
        cmocka_unit_test(tables_that_the_head_does_not_name_are_read),
        cmocka_unit_test(macros_behind_a_broken_directory_are_seen),
        cmocka_unit_test(sheets_of_macros_are_seen),
        cmocka_unit_test(there_were_many_of_them),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
