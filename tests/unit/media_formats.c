/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* What a file is by its bytes alone, what it tells of its maker, and what moves in it. */
#include "file_judge.h"

static void a_signature_names_the_kind(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        uint32_t kind;
        const char *type;
    } cases[] = {
#define CASE(bytes, kind, type) { bytes, sizeof(bytes) - 1, POISE_MEDIA_##kind, type }
        CASE("8BPS\0\1\0\0\0\0\0\0\0\3", IMAGE, "image/vnd.adobe.photoshop"),
        CASE("\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x14"
             "ftypjp2 ",
             IMAGE, "image/jp2"),
        CASE("\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x14"
             "ftypmjp2",
             VIDEO, "video/mj2"),
        CASE("\xFF\x0A\x01\x02", IMAGE, "image/jxl"),
        CASE("P6\n1 1\n255\n...", IMAGE, "image/x-portable-anymap"),
        CASE("\0\0\0\x1C"
             "ftypmif1\0\0\0\0mif1avif",
             IMAGE, "image/avif"),
        CASE("\0\0\0\x1C"
             "ftypheic\0\0\0\0mif1heic",
             IMAGE, "image/heic"),
        CASE("\0\0\0\x14"
             "ftypM4A \0\0\0\0",
             AUDIO, "audio/mp4"),
        CASE("\0\0\0\x14"
             "ftyp3gp5\0\0\0\0",
             VIDEO, "video/3gpp"),
        CASE("\0\0\0\x14"
             "ftypqt  \0\0\0\0",
             VIDEO, "video/quicktime"),
        CASE("OggS\0\2................\0\0\0\0\1\x1E\x80theora", VIDEO, "video/ogg"),
        CASE("OggS\0\2................\0\0\0\0\1\x1E"
             "OpusHead",
             AUDIO, "audio/ogg"),
        CASE("FORM\0\0\0\4AIFF", AUDIO, "audio/x-aiff"),
        CASE("#!AMR\n<", AUDIO, "audio/amr"),
        CASE("MThd\0\0\0\6\0\1", AUDIO, "audio/midi"),
        CASE("ID3\3\0\0\0\0\0\0fLaC", AUDIO, "audio/flac"),
        CASE("%!PS-Adobe-3.0", DOCUMENT, "application/postscript"),
        CASE("{\\rtf1 x}", DOCUMENT, "application/rtf"),
        CASE("BEGIN:VCARD\r\n", DOCUMENT, "text/vcard"),
        CASE("\xFF\xFE"
             "a\0b\0",
             DOCUMENT, "text/plain"),
        CASE("d\xE9j\xE0 vu, monsieur", DOCUMENT, "text/plain"),
        CASE("Rar!\x1A\7\1\0", ARCHIVE, "application/vnd.rar"),
        CASE("BZh9\x31\x41", ARCHIVE, "application/x-bzip2"),
        CASE("MSCF\0\0\0\0", ARCHIVE, "application/vnd.ms-cab-compressed"),
        CASE("\xCA\xFE\xBA\xBE\0\0\0\x34", EXECUTABLE, "application/java-vm"),
        CASE("\xCA\xFE\xBA\xBE\0\0\0\2", EXECUTABLE, "application/x-mach-binary"),
        CASE("#! /usr/bin/env x\n", EXECUTABLE, "text/x-script"),
        CASE("Windows Registry Editor Version 5.00\r\n", EXECUTABLE, "text/x-script"),
        CASE("<?php x", EXECUTABLE, "application/x-httpd-php"),
        CASE("<?xml version='1.0'?><html>", PAGE, "text/html"),
        CASE("<!-- a page --><html><svg/></html>", PAGE, "text/html"),
        CASE("<!DOCTYPE html><p><svg/>", PAGE, "text/html"),
        CASE("<?xml version='1.0'?><!-- a drawing --><svg/>", IMAGE, "image/svg+xml"),
        CASE("BM is how a letter may begin", DOCUMENT, "text/plain"),
        CASE("PK is no archive", DOCUMENT, "text/plain"),
        CASE("MZ, said the letter, is not a program at all", DOCUMENT, "text/plain"),
        CASE("P6 stands for something else", DOCUMENT, "text/plain"),
        CASE("\1\2\3\4", UNKNOWN, NULL),
        CASE("\xC3", UNKNOWN, NULL),
#undef CASE
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct poise__media *media = judge_bytes(NULL, cases[i].bytes, cases[i].len);
        const char *type = media->type ? media->type : "-", *want = cases[i].type;
        if (media->kind != cases[i].kind || strcmp(type, want ? want : "-") != 0)
            fail_msg("case %zu: kind %u, type %s, not %s", i, media->kind, type, want);
    }
}

/* One frame may be chance; the second must stand where the first ends. */
static void sound_in_frames_takes_two(void **state)
{
    (void)state;
    ADD(&file, "\xFF\xFB\x90\0"); /* 128 kbit/s, 44100 Hz: 417 bytes */
    add_zeros(&file, 413);
    ADD(&file, "\xFF\xFB\x90\0");
    add_zeros(&file, 413);
    assert_string_equal(judge_bytes(NULL, file.data, file.len)->type, "audio/mpeg");
    file.data[417] = 0;
    assert_null(judge_bytes(NULL, file.data, file.len)->type);
    file.len = 0;
    for (int i = 0; i < 3; i++) {
        ADD(&file, "\xFF\xF1\x50\x80\x02\0\xFC"); /* 16 bytes */
        add_zeros(&file, 9);
    }
    assert_string_equal(judge_bytes(NULL, file.data, file.len)->type, "audio/aac");
    file.len = 0;
    for (size_t i = 0; i < 5; i++) {
        ADD(&file, "G\x40\0\x10");
        add_zeros(&file, 184);
    }
    assert_string_equal(judge_bytes(NULL, file.data, file.len)->type, "video/mp2t");
    file.len = 0;
}

static void what_moves_is_animated(void **state)
{
    (void)state;
    make_gif(&file, NULL, 0, 1);
    assert_int_equal(flags_of_file(), 0);
    make_gif(&file, NULL, 0, 2);
    assert_int_equal(flags_of_file(), POISE_MEDIA_ANIMATED);
    for (char frames = 1; frames <= 2; frames++) {
        char control[8] = { 0, 0, 0, frames, 0, 0, 0, 0 };
        ADD(&file, "\x89PNG\r\n\x1A\n");
        add_chunk(&file, "acTL", control, 8);
        add_chunk(&file, "IEND", "", 0);
        assert_int_equal(flags_of_file(), frames > 1 ? POISE_MEDIA_ANIMATED : 0);
        ADD(&file, "RIFF\0\0\0\0WEBP");
        add_part(&file, "VP8X", frames > 1 ? "\2\0\0\0\0\0\0\0\0\0" : "\0\0\0\0\0\0\0\0\0\0", 10);
        assert_int_equal(flags_of_file(), frames > 1 ? POISE_MEDIA_ANIMATED : 0);
    }
    add_box(&file, "ftyp", "avis\0\0\0\0avisavif", 16);
    assert_int_equal(flags_of_file(), POISE_MEDIA_ANIMATED);
    add_box(&file, "ftyp", "avif\0\0\0\0mif1avif", 16);
    assert_int_equal(flags_of_file(), 0);
}

static void place_in_exif(int gps, uint32_t want)
{
    char exif[128] = "Exif\0";
    size_t len = make_exif(exif + 6, gps);

    ADD(&file, "\xFF\xD8");
    add_segment(&file, 0xE1, exif, 6 + len);
    add_scan(&file);
    assert_int_equal(flags_of_file(), want);
    ADD(&file, "\x89PNG\r\n\x1A\n");
    add_chunk(&file, "eXIf", exif + 6, len);
    add_chunk(&file, "IEND", "", 0);
    assert_int_equal(flags_of_file(), want);
    ADD(&file, "RIFF\0\0\0\0WEBP");
    add_part(&file, "EXIF", exif + 6, len);
    assert_int_equal(flags_of_file(), want);
    add(&file, exif + 6, len);
    assert_int_equal(flags_of_file(), want);
    add_box(&file, "ftyp", "heic\0\0\0\0mif1heic", 16);
    add_box(&file, "mdat", exif, 6 + len);
    assert_int_equal(flags_of_file(), want);
}

/* A directory that holds nothing but its version says nothing. */
static void a_place_in_exif_is_seen(void **state)
{
    (void)state;
    place_in_exif(0, 0);
    place_in_exif(1, 0);
    place_in_exif(2, POISE_MEDIA_LOCATION);
}

static void a_place_in_other_words_is_seen(void **state)
{
    static const char xmp[] = "http://ns.adobe.com/xap/1.0/\0<rdf exif:GPSLatitude=\"45,4N\"/>";
    static const char item[] = "XML:com.adobe.xmp\0\0\0\0\0<rdf exif:GPSLatitude=\"45,4N\"/>";

    (void)state;
    ADD(&file, "\xFF\xD8");
    add_segment(&file, 0xE1, xmp, sizeof xmp - 1);
    add_scan(&file);
    assert_int_equal(flags_of_file(), POISE_MEDIA_LOCATION);
    ADD(&file, "\x89PNG\r\n\x1A\n");
    add_chunk(&file, "iTXt", item, sizeof item - 1);
    add_chunk(&file, "IEND", "", 0);
    assert_int_equal(flags_of_file(), POISE_MEDIA_LOCATION);
    add_box(&file, "ftyp", "isom\0\0\0\0isom", 12);
    add_box(&file, "moov", "\0\0\0\x20udta\0\0\0\x18\xA9xyz\0\0\0\0+45.0+004.0/", 31);
    assert_int_equal(flags_of_file(), POISE_MEDIA_LOCATION);
}

/* A picture behind a picture is announced in the first, as phones do it. */
static void a_second_picture_that_is_announced_is_none_too_many(void **state)
{
    (void)state;
    make_jpeg(&file, NULL, 0);
    make_jpeg(&file, NULL, 0);
    assert_int_equal(flags_of_file(), POISE_MEDIA_TRAILING);
    ADD(&file, "\xFF\xD8");
    add_segment(&file, 0xE2, "MPF\0MM\0*", 8);
    add_scan(&file);
    make_jpeg(&file, NULL, 0);
    assert_int_equal(flags_of_file(), 0);
    ADD(&file, "\xFF\xD8");
    add_segment(&file, 0xE2, "MPF\0MM\0*", 8);
    add_scan(&file);
    make_jpeg(&file, NULL, 0);
    ADD(&file, "secret");
    assert_int_equal(flags_of_file(), POISE_MEDIA_TRAILING);
}

static void an_ole_file_is_what_its_streams_say(void **state)
{
    static const struct {
        const char *names[3];
        uint32_t kind;
        const char *type;
    } cases[] = {
        { { "Root Entry", "WordDocument" }, POISE_MEDIA_DOCUMENT, "application/msword" },
        { { "Root Entry", "Workbook" }, POISE_MEDIA_DOCUMENT, "application/vnd.ms-excel" },
        { { "Root Entry", "PowerPoint Document" },
          POISE_MEDIA_DOCUMENT,
          "application/vnd.ms-powerpoint" },
        { { "Root Entry", "__properties_version1.0" },
          POISE_MEDIA_DOCUMENT,
          "application/vnd.ms-outlook" },
        { { "Root Entry", "Other" }, POISE_MEDIA_DOCUMENT, "application/x-ole-storage" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        make_ole(&file, cases[i].names);
        const struct poise__media *media = judge_bytes(NULL, file.data, file.len);
        assert_int_equal(media->kind, cases[i].kind);
        assert_string_equal(media->type, cases[i].type);
        file.len = 0;
    }
}

/* Every prefix of every format, and each with one byte turned over: nothing is read behind the end,
 * and nothing takes long. */
static void cut_and_broken_files_do_no_harm(void **state)
{
    static const char *const names[] = { "Root Entry", "WordDocument", "VBA", NULL };
    static const struct member members[] = { { .name = "word/document.xml" }, { .name = "../a" } };
    char exif[64] = "Exif\0";

    (void)state;
    for (int which = 0; which < 12; which++) {
        switch (which) {
        case 0: make_png(&file, "<?php", 5); break;
        case 1: make_jpeg(&file, "PK\3\4", 4); break;
        case 2: make_gif(&file, "<script>", 8, 2); break;
        case 3: make_webp(&file, "Rar!", 4); break;
        case 4: make_bmp(&file, "7z", 2); break;
        case 5: make_mp4(&file, "%PDF-1.4", 8); break;
        case 6: make_pdf(&file, "/J#53 (x)"); break;
        case 7: make_zip(&file, members, 2); break;
        case 8: make_tar(&file, "../a", '2', "/etc"); break;
        case 9: make_ole(&file, names); break;
        case 10: add(&file, exif + 6, make_exif(exif + 6, 2)); break;
        default: ADD(&file, "\xFF\xFE<\0s\0v\0g\0 \0o\0n\0l\0o\0a\0d\0=\0"); break;
        }
        judge_hurt();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_names_the_kind),
        cmocka_unit_test(sound_in_frames_takes_two),
        cmocka_unit_test(what_moves_is_animated),
        cmocka_unit_test(a_place_in_exif_is_seen),
        cmocka_unit_test(a_place_in_other_words_is_seen),
        cmocka_unit_test(a_second_picture_that_is_announced_is_none_too_many),
        cmocka_unit_test(an_ole_file_is_what_its_streams_say),
        cmocka_unit_test(cut_and_broken_files_do_no_harm),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
