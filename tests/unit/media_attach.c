/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media_find.h"

static struct finder finder;

static const struct poise__media *judge(const char *name, const char *type, const void *data,
                                        size_t len)
{
    poise_attachment attachment = {
        .size = sizeof attachment, .name = name, .type = type, .data = data, .data_len = len
    };

    finder.input.attachments = &attachment;
    finder.input.attachment_count = 1;
    find_in(&finder, "");
    finder.input.attachments = NULL;
    finder.input.attachment_count = 0;
    return media_at(&finder, 0);
}

#define JUDGE(name, type, bytes) judge(name, type, bytes, sizeof(bytes) - 1)

static const char png[] = "\x89PNG\r\n\x1A\n\0\0\0\0IEND\xAE\x42\x60\x82";

static void bytes_that_agree_raise_no_flag(void **state)
{
    static const struct {
        const char *name;
        const char *bytes;
        size_t len;
        uint32_t kind;
        const char *type;
    } cases[] = {
#define CASE(name, bytes, kind, type) { name, bytes, sizeof(bytes) - 1, POISE_MEDIA_##kind, type }
        CASE("a.png", "\x89PNG\r\n\x1A\n1234", IMAGE, "image/png"),
        CASE("a.jpg", "\xFF\xD8\xFF\xE0", IMAGE, "image/jpeg"),
        CASE("a.gif", "GIF89a....", IMAGE, "image/gif"),
        CASE("a.webp", "RIFF....WEBPVP8 ", IMAGE, "image/webp"),
        CASE("a.heic",
             "\0\0\0\x18"
             "ftypheic",
             IMAGE, "image/heic"),
        CASE("a.avif",
             "\0\0\0\x18"
             "ftypavif",
             IMAGE, "image/avif"),
        CASE("a.mp4",
             "\0\0\0\x18"
             "ftypisom",
             VIDEO, "video/mp4"),
        CASE("a.mov",
             "\0\0\0\x14"
             "ftypqt  ",
             VIDEO, "video/quicktime"),
        CASE("a.webm", "\x1A\x45\xDF\xA3....webm", VIDEO, "video/webm"),
        CASE("a.mkv", "\x1A\x45\xDF\xA3....matroska", VIDEO, "video/x-matroska"),
        CASE("a.mp3", "ID3\3\0\0", AUDIO, "audio/mpeg"),
        CASE("a.wav", "RIFF....WAVEfmt ", AUDIO, "audio/wav"),
        CASE("a.flac", "fLaC\0\0\0\42", AUDIO, "audio/flac"),
        CASE("a.pdf", "%PDF-1.4\n", DOCUMENT, "application/pdf"),
        CASE("a.rtf", "{\\rtf1}", DOCUMENT, "application/rtf"),
        CASE("a.7z", "7z\xBC\xAF\x27\x1C", ARCHIVE, "application/x-7z-compressed"),
        CASE("a.gz", "\x1F\x8B\x08\0", ARCHIVE, "application/gzip"),
        CASE("a.tar.gz", "\x1F\x8B\x08\0", ARCHIVE, "application/gzip"),
        CASE("a.svg", "<svg xmlns='x'><path d='M0'/></svg>", IMAGE, "image/svg+xml"),
        CASE("a.html", "<!DOCTYPE html><p>x", PAGE, "text/html"),
        CASE("a.txt", "Bonjour \xC3\xA0 tous", DOCUMENT, "text/plain"),
        CASE("a.csv", "a;b\n1;2\n", DOCUMENT, "text/plain"),
        CASE("report.v2.pdf", "%PDF-1.7\n", DOCUMENT, "application/pdf"),
#undef CASE
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct poise__media *media = judge(cases[i].name, NULL, cases[i].bytes, cases[i].len);
        if (media->flags) fail_msg("%s: flags %x", cases[i].name, media->flags);
        assert_int_equal(media->via, POISE_VIA_ATTACHMENT);
        assert_int_equal(media->kind, cases[i].kind);
        assert_string_equal(media->type, cases[i].type);
        assert_string_equal(media->target, cases[i].name);
    }
}

static void bytes_that_belie_the_name_are_a_mismatch(void **state)
{
    (void)state;
    assert_int_equal(JUDGE("a.png", NULL, "%PDF-1.4\n")->flags, POISE_MEDIA_MISMATCH);
    assert_int_equal(JUDGE("a.pdf", "application/pdf", "GIF89a...")->flags, POISE_MEDIA_MISMATCH);
    assert_int_equal(JUDGE("a", "image/png", "%PDF-1.4\n")->flags, POISE_MEDIA_MISMATCH);
    assert_int_equal(JUDGE("a.jpg", NULL, "hello there")->flags, POISE_MEDIA_MISMATCH);
    assert_int_equal(JUDGE("a.docx", NULL, "%PDF-1.4\n")->flags, POISE_MEDIA_MISMATCH);
    const struct poise__media *elf = JUDGE("photo.jpg", "image/jpeg",
                                           "\x7F"
                                           "ELF\2\1\1");
    assert_int_equal(elf->kind, POISE_MEDIA_EXECUTABLE);
    assert_int_equal(elf->flags, POISE_MEDIA_MISMATCH);
    assert_int_equal(JUDGE("run.txt", NULL, "#!/bin/sh\n")->kind, POISE_MEDIA_EXECUTABLE);
}

static void words_that_begin_as_a_signature_does_are_words(void **state)
{
    static const char *const texts[] = {
        "MAC address list: 00:11:22:33:44:55 is the printer",
        "MAC Cosmetics: rouge \xC3\xA0 l\xC3\xA8vres, teinte 12",
        "MAC ;IP\n00:11;10.0.0.1\n",
        "0707010203;Anne\n0612345678;Luc\n",
        "0707020304 est le num\xC3\xA9ro de Luc",
        "070707 is the code of the gate",
        "ID3 tags tell who sings",
        "ID3 : la troisi\xC3\xA8me id\xC3\xA9"
        "e",
        "ID30 bus, every ten minutes",
        "P1 12 tickets, P2 30 tickets",
        "P1 3 incidents open since Monday",
        "P2 2026;12\nP2 2027;13\n",
        "P2 12 30 places libres",
        "P3 10 10 255 euros de remise",
        "P4 12 30 euros par mois",
        "P5 2 3 4 heures d'attente",
        "P6 1 2 3 pi\xC3\xA8"
        "ces",
        "P7 2026, la salle du fond",
        "P1 # is the first parking",
        "P1 12 30",
        "CWS invoice 2026",
        "CWSP certificate, obtained 2020",
        "FWS delivery notes for May",
        "FWS : bon de livraison",
        "ZWS is short for zero-width space",
        "regfees paid",
        "regf : registre des factures",
        "AC1021 is the new part number",
        "AC10 : acompte de dix euros",
        "FLIF is a format",
        "FLIF : un format d'image",
        "TTA1 flight list",
        "TTA1 : liste des vols",
        "OFR 12 euros",
        "OFR : offre de remboursement",
        "icns are icons",
        "icns : des ic\xC3\xB4nes",
        "xar! is how the archive begins",
        "xar! dit-il en riant",
        "MP+ stands for more points",
        "MP+ : plus de points",
        "MPCK is our supplier",
        "MPCK, notre fournisseur",
        "IIRO rules apply",
        "IIRS form 12",
        "MMOR 2026 report",
        "wvpk is no word",
        "fLaC or FLAC, as you like",
        "qoif is a picture",
        "farbfeld ist ein Format",
        "gimp xcf files are welcome",
        "IMPM : imp\xC3\xB4t sur les mati\xC3\xA8res",
        "ajkg and other initials",
        "SILK_V3 is the codec",
        "Extended Module: how to install it",
        "!BDN and so on",
        "RE~^ your letter",
        "ISc(1) is the chapter",
        "StuffIt is what I sent you",
        "Cr24 is chromium",
        "vdex0 is a name",
        "BZh5 is no word either",
        "x -lh5- is a method",
        "y -lh0- est une m\xC3\xA9thode de compression",
        "Cosmetic**ACE** is bold",
        "BM : bilan mensuel de la boutique",
        "MZ are the initials of Marc Z., who signs all of his letters with them, as you know",
        "ZM, for Zoe M., who signs all of her letters with them, as you know, and others too",
        "RIFF raff and other words",
        "FORM AIFA is the one to fill in",
        "FORM 12: fill it in",
        "OggS is a page",
        "PK is short for peacekeeping",
        "Rar! C'est rare",
        "7z is an archive",
        "dex is a dexterity",
        "HWP Document File Viewer, where is it?",
        "PReg is a registry",
        "Windows 11 is what I have",
    };
    char text[1200];

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const struct poise__media *media = judge("a.txt", "text/plain", texts[i], strlen(texts[i]));
        if (media->flags || media->kind != POISE_MEDIA_DOCUMENT)
            fail_msg("%s: %s, flags %x", texts[i], media->type, media->flags);
    }
    /* Signatures that stand further on. */
    static const struct {
        const char *bytes;
        size_t at;
    } late[] = {
        { "SCRM", 44 }, { "M.K.", 1080 }, { "DICM", 128 }, { "BOOKMOBI", 60 }, { "TEXtREAd", 60 }
    };
    for (size_t i = 0; i < sizeof late / sizeof late[0]; i++) {
        memset(text, 'a', sizeof text);
        memcpy(text + late[i].at, late[i].bytes, strlen(late[i].bytes));
        if (judge("a.txt", NULL, text, sizeof text)->flags) fail_msg("%s", late[i].bytes);
    }
}

static void pictures_of_figures_are_pictures(void **state)
{
    (void)state;
    assert_int_equal(JUDGE("a.pbm", NULL, "P1\n# a dot\n2 2\n10\n01\n")->kind, POISE_MEDIA_IMAGE);
    assert_string_equal(JUDGE("a.pbm", NULL, "P1 2 2 1 0 0 1")->type, "image/x-portable-anymap");
    assert_string_equal(JUDGE("a.pgm", NULL, "P2 2 1 15 3 15\n")->type, "image/x-portable-anymap");
    assert_string_equal(JUDGE("a.ppm", NULL, "P3\n1 1\n255\n1 2 3\n")->type,
                        "image/x-portable-anymap");
    assert_string_equal(JUDGE("a.pbm", NULL, "P4\n8 2\nab")->type, "image/x-portable-anymap");
    assert_string_equal(JUDGE("a.pgm", NULL, "P5 40 40 255\n\1\2\3")->type,
                        "image/x-portable-anymap");
    assert_string_equal(JUDGE("a.pam", NULL, "P7\nWIDTH 1\n")->type, "image/x-portable-anymap");
}

static void names_alone_can_deceive(void **state)
{
    (void)state;
    assert_int_equal(judge("invoice.pdf.exe", NULL, NULL, 0)->flags, POISE_MEDIA_DOUBLE_EXT);
    assert_int_equal(judge("invoice.pdf   .exe", NULL, NULL, 0)->flags, POISE_MEDIA_DOUBLE_EXT);
    assert_int_equal(judge("photo.jpg.com", NULL, NULL, 0)->kind, POISE_MEDIA_EXECUTABLE);
    assert_int_equal(judge("backup.tar.gz", NULL, NULL, 0)->flags, 0);
    assert_int_equal(judge("setup.exe", NULL, NULL, 0)->flags, 0);
    assert_int_equal(judge("p\xE2\x80\xAEgpj.exe", NULL, NULL, 0)->flags, POISE_MEDIA_RTL_NAME);
    assert_int_equal(judge("a.png", "application/pdf", NULL, 0)->flags, POISE_MEDIA_MISMATCH);
    assert_int_equal(judge("a.png", "image/png; name=a", NULL, 0)->flags, 0);
    assert_int_equal(judge(NULL, NULL, NULL, 0)->kind, POISE_MEDIA_UNKNOWN);
    assert_int_equal(judge("a.png", NULL, "", 0)->flags, POISE_MEDIA_EMPTY);
}

static void a_script_behind_padding_is_seen(void **state)
{
    static const char head[] = "<svg xmlns='x'>", tail[] = "<script>x</script></svg>";
    enum { PADDING = 80000 };
    static char svg[sizeof head + PADDING + sizeof tail];

    (void)state;
    memset(svg, ' ', sizeof svg);
    memcpy(svg, head, sizeof head - 1);
    memcpy(svg + sizeof svg - sizeof tail, tail, sizeof tail - 1);
    assert_int_equal(judge("a.svg", NULL, svg, sizeof svg - 1)->flags, POISE_MEDIA_ACTIVE);
    memset(svg + sizeof head, ' ', sizeof svg - sizeof head);
    assert_int_equal(judge("a.svg", NULL, svg, sizeof svg - 1)->flags, 0);
}

static void what_acts_by_itself_is_active(void **state)
{
    (void)state;
    assert_int_equal(JUDGE("a.svg", NULL, "<svg><script>x</script></svg>")->flags,
                     POISE_MEDIA_ACTIVE);
    assert_int_equal(JUDGE("a.svg", NULL, "<svg onload=\"x()\"/>")->flags, POISE_MEDIA_ACTIVE);
    assert_int_equal(JUDGE("a.svg", NULL, "<svg><image href=\"https://a.example/\"/></svg>")->flags,
                     POISE_MEDIA_ACTIVE);
    assert_int_equal(JUDGE("a.pdf", NULL, "%PDF-1.4\n<< /JavaScript 1 0 R >>")->flags,
                     POISE_MEDIA_ACTIVE);
    assert_int_equal(JUDGE("a.pdf", NULL, "%PDF-1.4\n<< /JSomething /Launcher >>")->flags, 0);
}

static void an_old_office_file_with_macros_is_active(void **state)
{
    static const char plain[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0";
    static const char macro[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 "
                                "_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0";

    (void)state;
    assert_int_equal(JUDGE("a.doc", NULL, plain)->flags, 0);
    assert_int_equal(JUDGE("a.doc", NULL, macro)->flags, POISE_MEDIA_ACTIVE);
}

static void payload_behind_a_picture_is_trailing(void **state)
{
    const uint32_t both = POISE_MEDIA_TRAILING | POISE_MEDIA_POLYGLOT;
    char bytes[sizeof png - 1 + 6 + 22];

    (void)state;
    assert_int_equal(judge("a.png", NULL, png, sizeof png - 1)->flags, 0);
    memcpy(bytes, png, sizeof png - 1);
    memcpy(bytes + sizeof png - 1, "<?php ", 6);
    assert_int_equal(judge("a.png", NULL, bytes, sizeof png - 1 + 6)->flags, both);
    memcpy(bytes + sizeof png - 1, "secret", 6);
    assert_int_equal(judge("a.png", NULL, bytes, sizeof png - 1 + 6)->flags, POISE_MEDIA_TRAILING);
    memset(bytes + sizeof png - 1, 0, 28);
    memcpy(bytes + sizeof png - 1 + 6, "PK\5\6", 4);
    assert_int_equal(judge("a.png", NULL, bytes, sizeof bytes)->flags, both);
    assert_int_equal(JUDGE("a.gif", NULL, "GIF89a\1\0\1\0\0\0\0;MZ\x90\0")->flags, both);
}

static void padding_behind_a_picture_is_none(void **state)
{
    static const char gif[] = "GIF89a\1\0\1\0\0\0\0;";
    static char padded[sizeof gif + 8192];

    (void)state;
    memcpy(padded, gif, sizeof gif);
    assert_int_equal(judge("a.gif", NULL, padded, sizeof gif + 4000)->flags, 0);
    assert_int_equal(judge("a.gif", NULL, padded, sizeof padded)->flags, POISE_MEDIA_TRAILING);
    assert_int_equal(JUDGE("a.gif", NULL, "GIF89a\1\0\1\0\0\0\0;\r\n")->flags, 0);
}

/* A ZIP that is cut behind the heads of its first files; they hold no bytes. */
static size_t zip_of(char *out, const char *const *names)
{
    size_t len = 0;

    for (; *names; names++) {
        size_t name_len = strlen(*names);
        memset(out + len, 0, 30);
        memcpy(out + len, "PK\3\4", 4);
        out[len + 26] = (char)name_len;
        memcpy(out + len + 30, *names, name_len);
        len += 30 + name_len;
    }
    return len;
}

static void a_zip_is_what_its_names_say(void **state)
{
    static const char *const word[] = { "[Content_Types].xml", "word/document.xml", NULL };
    static const char *const macro[] = { "[Content_Types].xml", "xl/vbaProject.bin", NULL };
    static const char *const jar[] = { "META-INF/MANIFEST.MF", NULL };
    static const char *const odt[] = { "mimetypeapplication/vnd.oasis.opendocument.text", NULL };
    static const char *const plain[] = { "photos/1.jpg", NULL };
    char zip[512];

    (void)state;
    const struct poise__media *media = judge("a.docx", NULL, zip, zip_of(zip, word));
    assert_int_equal(media->kind, POISE_MEDIA_DOCUMENT);
    assert_int_equal(media->flags, 0);
    assert_int_equal(judge("a.xlsm", NULL, zip, zip_of(zip, macro))->flags, POISE_MEDIA_ACTIVE);
    assert_int_equal(judge("a.jar", NULL, zip, zip_of(zip, jar))->kind, POISE_MEDIA_EXECUTABLE);
    assert_int_equal(judge("a.zip", NULL, zip, zip_of(zip, plain))->kind, POISE_MEDIA_ARCHIVE);
    assert_int_equal(judge("a.docx", NULL, zip, zip_of(zip, plain))->flags, POISE_MEDIA_MISMATCH);
    size_t len = zip_of(zip, odt);
    zip[26] = 8;
    assert_string_equal(judge("a.odt", NULL, zip, len)->type,
                        "application/vnd.oasis.opendocument.text");
}

static void cut_files_are_read_within_their_bounds(void **state)
{
    static const char *const names[] = { "[Content_Types].xml", "word/document.xml", NULL };
    char zip[512];
    size_t len = zip_of(zip, names);

    (void)state;
    /* Each prefix lies at the end of a block of its own, so that a sanitizer sees one byte too far. */
    for (size_t cut = 1; cut <= len; cut++) {
        char *copy = malloc(cut);
        assert_non_null(copy);
        memcpy(copy, zip, cut);
        assert_int_equal(judge("a.docx", NULL, copy, cut)->via, POISE_VIA_ATTACHMENT);
        memcpy(copy, "PK\5\6MZ\xFF\xFE", cut < 8 ? cut : 8);
        assert_int_equal(judge("a.docx", NULL, copy, cut)->via, POISE_VIA_ATTACHMENT);
        free(copy);
    }
}

static void good_faith_raises_no_flag(void **state)
{
    static const char table[] = "a;b\n1;2\n", script[] = "#!/bin/sh\nls\n", library[] = "!<arch>\n";
    static const char gzip[] = "\x1F\x8B\x08\0\0\0\0\0\0\3", words[] = "Words, and no more\n";
    static const char bzip2[] = "BZh91AY&SY";
    static const struct {
        const char *name, *type, *bytes;
    } cases[] = {
        { "a.csv", "application/vnd.ms-excel", table },
        { "a.csv", "Application/Vnd.MS-Excel",
          "\xEF\xBB\xBF"
          "a;b\n1;2\n" },
        { "a.tsv", "application/vnd.ms-excel", table },
        { "a.sh", "text/x-sh", script },
        { "a.sh", "text/x-shellscript", script },
        { "a.sh", "text/plain", script },
        { "a.py", "text/x-python", script },
        { "a", "text/x-shellscript", script },
        { "a.a", "text/vnd.a", library },
        { "a.tar.gz", "application/x-tar", gzip },
        { "a.txt.gz", "text/plain", gzip },
        { "a.tar.bz2", "application/x-tar", bzip2 },
        { "a.svg.gz", "image/svg+xml", gzip },
        { "a.asx", "video/x-ms-asf", words },
        { "a.wax", "audio/x-ms-wax", words },
        { "a.gsheet", "application/vnd.google-apps.spreadsheet", words },
        { "a.vdx", "application/vnd.ms-visio.viewer", words },
        { "a.pem", "application/x-x509-ca-cert", words },
        { "a.hqx", "application/mac-binhex40", words },
        { "a.stp", "model/step", words },
    };
    static const struct {
        const char *name, *type, *bytes;
    } bad[] = {
        { "a.xls", "application/vnd.ms-excel", table },
        { "a", "application/vnd.ms-excel", table },
        { "a.txt", "text/plain", script },
        { "a.png.gz", "text/plain", gzip },
        { "a.gz", "image/png", gzip },
        { "a.wmv", "video/x-ms-wmv", words },
        { "a.txt", "text/vnd.a", library },
        { "a.asf", "video/x-ms-asf", "<!DOCTYPE html><p>a" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len = cases[i].bytes == gzip ? sizeof gzip - 1 : strlen(cases[i].bytes);
        uint32_t flags = judge(cases[i].name, cases[i].type, cases[i].bytes, len)->flags;
        if (flags) fail_msg("%s, %s: flags %x", cases[i].name, cases[i].type, flags);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        size_t len = bad[i].bytes == gzip ? sizeof gzip - 1 : strlen(bad[i].bytes);
        uint32_t flags = judge(bad[i].name, bad[i].type, bad[i].bytes, len)->flags;
        if (flags != POISE_MEDIA_MISMATCH) fail_msg("%s, %s: no flag", bad[i].name, bad[i].type);
    }
}

static void a_disk_is_no_decoy_for_what_is_read(void **state)
{
    (void)state;
    assert_int_equal(judge("invoice.pdf.iso", NULL, NULL, 0)->flags, POISE_MEDIA_DOUBLE_EXT);
    assert_int_equal(judge("facture.docx .img", NULL, NULL, 0)->flags, POISE_MEDIA_DOUBLE_EXT);
    assert_int_equal(judge("photo.jpg.vhd", NULL, NULL, 0)->flags, POISE_MEDIA_DOUBLE_EXT);
    assert_int_equal(judge("photo.jpg.zip", NULL, NULL, 0)->flags, 0);
    assert_int_equal(judge("backup.zip.iso", NULL, NULL, 0)->flags, 0);
    assert_int_equal(judge("linux.v12.iso", NULL, NULL, 0)->flags, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_script_behind_padding_is_seen),
        cmocka_unit_test(bytes_that_agree_raise_no_flag),
        cmocka_unit_test(bytes_that_belie_the_name_are_a_mismatch),
        cmocka_unit_test(names_alone_can_deceive),
        cmocka_unit_test(what_acts_by_itself_is_active),
        cmocka_unit_test(an_old_office_file_with_macros_is_active),
        cmocka_unit_test(payload_behind_a_picture_is_trailing),
        cmocka_unit_test(padding_behind_a_picture_is_none),
        cmocka_unit_test(a_zip_is_what_its_names_say),
        cmocka_unit_test(cut_files_are_read_within_their_bounds),
        cmocka_unit_test(words_that_begin_as_a_signature_does_are_words),
        cmocka_unit_test(pictures_of_figures_are_pictures),
        cmocka_unit_test(good_faith_raises_no_flag),
        cmocka_unit_test(a_disk_is_no_decoy_for_what_is_read),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
