/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* Where a second format, a script or a place may hide in a file, and what only looks so. */
#include "file_judge.h"

static const char php[] = "<?php system($_GET['c']); ?>";
static const char page[] = "<html><script>alert(1)</script></html>";

#define EXPECT(want)                                                                               \
    do {                                                                                           \
        uint32_t flags = flags_of_file();                                                          \
        if (flags != (want)) fail_msg("line %d: flags %x, not %x", __LINE__, flags, want);         \
    } while (0)
#define HIDDEN(flags)   ((flags)&POISE_MEDIA_POLYGLOT)
#define EXPECT_HIDDEN() assert_int_equal(HIDDEN(flags_of_file()), POISE_MEDIA_POLYGLOT)

static void a_mention_of_a_tag_is_no_document(void **state)
{
    static const char *const mentions[] = { "prompt\0a page with <html> and <body> in it",
                                            "c\0see <svg width> and <script> for more" };
    static const char *const documents[] = { "c\0x <svg onload=alert(1)>",
                                             "c\0x <iframe src='//a.example'>",
                                             "c\0x <script>alert(1)</script>",
                                             "c\0x <p><body class=a>",
                                             "c\0   <html>",
                                             "c\0the <?php tag",
                                             "c\0<!DOCTYPE html>" };

    (void)state;
    for (size_t i = 0; i < sizeof mentions / sizeof mentions[0]; i++) {
        size_t len = strlen(mentions[i]) + 1;
        make_png(&file, mentions[i], len + strlen(mentions[i] + len));
        EXPECT(0u);
        make_jpeg(&file, mentions[i] + len, strlen(mentions[i] + len));
        EXPECT(0u);
    }
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        size_t len = strlen(documents[i]) + 1;
        make_png(&file, documents[i], len + strlen(documents[i] + len));
        EXPECT((uint32_t)POISE_MEDIA_POLYGLOT);
    }
}

static void a_width_that_spells_an_assignment_is_a_width(void **state)
{
    (void)state;
    make_gif(&file, NULL, 0, 1);
    file.data[6] = '=';
    EXPECT(0u);
    ADD(&file, "GIF89a=1;eval(name);//");
    EXPECT_HIDDEN();
    ADD(&file, "GIF89a=/*\0\1\2\3\4*/1;eval(name)");
    EXPECT_HIDDEN();
}

static void scripts_and_archives_behind_an_end_that_nobody_marks_are_seen(void **state)
{
#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }
    static const struct {
        const char *bytes;
        size_t len;
    } carriers[] = { BYTES("II*\0\x08\0\0\0\0\0\0\0\0\0"),
                     BYTES("OggS\0\2\0\0\0\0\0\0\0\0abcd\0\0\0\0....\1\x1E\1vorbis\0\0\0"),
                     BYTES("fLaC\0\0\0\x22....................................."),
                     BYTES("8BPS\0\1\0\0\0\0\0\0\0\3\0\0\0\1"),
                     BYTES("\x1A\x45\xDF\xA3\x84\x42\x82\x81m"),
                     BYTES("\xD7\xCD\xC6\x9A\0\0\0\0\0\0"),
                     BYTES("%!PS-Adobe-3.0\nshowpage\n"),
                     BYTES("MThd\0\0\0\6\0\0\0\1\0\x60MTrk\0\0\0\4\0\xFF\x2F\0"),
                     BYTES("{\\rtf1 x}"),
                     BYTES("ID3\3\0\0\0\0\0\2..") },
      hidden[] = { BYTES("<?php eval($_GET[1]); ?>"),
                   BYTES("<html><script>alert(1)</script></html>"),
                   BYTES("Rar!\x1A\7\1\0\x33\x92\xB5\xE5\x0A\1\5\6\0\5\1\1\x80\x80\0"),
                   BYTES("7z\xBC\xAF\x27\x1C\0\4\0\0\0\0\0\0\0\0") };

    (void)state;
    for (size_t i = 0; i < sizeof carriers / sizeof carriers[0]; i++) {
        add(&file, carriers[i].bytes, carriers[i].len);
        EXPECT(0u);
        add(&file, carriers[i].bytes, carriers[i].len);
        make_elf(&file);
        EXPECT_HIDDEN();
        add(&file, carriers[i].bytes, carriers[i].len);
        make_pe(&file);
        EXPECT_HIDDEN();
        for (size_t k = 0; k < sizeof hidden / sizeof hidden[0]; k++) {
            add(&file, carriers[i].bytes, carriers[i].len);
            add(&file, hidden[k].bytes, hidden[k].len);
            EXPECT_HIDDEN();
        }
    }
#undef BYTES
    ADD(&file, "{\\rtf1 The tag <script> is one of <html>, and Rar! is an archive.}");
    EXPECT(0u);
}

/* A chunk whose length is told as it likes. */
static void add_false_chunk(uint32_t len, const void *bytes, size_t its_len)
{
    add_be(&file, len, 4);
    ADD(&file, "tEXt");
    add(&file, bytes, its_len);
}

static void a_walk_that_stops_looks_at_the_rest(void **state)
{
    (void)state;
    make_png(&file, NULL, 0);
    file.len -= 12;
    EXPECT(0u);
    make_png(&file, NULL, 0);
    file.len -= 12;
    ADD(&file, php);
    EXPECT_HIDDEN();
    make_png(&file, NULL, 0);
    file.len -= 12;
    make_pe(&file);
    EXPECT_HIDDEN();
    make_png(&file, NULL, 0);
    file.len -= 12;
    add_false_chunk(UINT32_MAX, php, sizeof php - 1);
    EXPECT_HIDDEN();
    make_gif(&file, NULL, 0, 1);
    file.len--;
    EXPECT(0u);
    make_gif(&file, NULL, 0, 1);
    file.data[file.len - 1] = '?';
    ADD(&file, php);
    EXPECT_HIDDEN();
    make_gif(&file, NULL, 0, 1);
    file.len--;
    ADD(&file, php);
    EXPECT_HIDDEN();
    make_jpeg(&file, NULL, 0);
    file.len -= 2;
    EXPECT(0u);
    make_jpeg(&file, NULL, 0);
    file.len -= 2;
    ADD(&file, page);
    EXPECT_HIDDEN();
    ADD(&file, "\xFF\xD8");
    add_segment(&file, 0xE0, "JFIF", 5);
    ADD(&file, "\0");
    add_segment(&file, 0xFE, php, sizeof php - 1);
    add_scan(&file);
    EXPECT_HIDDEN();
    make_wav(&file, NULL, 0);
    put_le(&file, file.len - 8, 1000, 4);
    EXPECT(0u);
    make_wav(&file, NULL, 0);
    put_le(&file, file.len - 8, 1000, 4);
    ADD(&file, page);
    EXPECT_HIDDEN();
}

static void announce_pictures(void)
{
    ADD(&file, "\xFF\xD8");
    add_segment(&file, 0xE2, "MPF\0MM\0*", 8);
    add_scan(&file);
}

static void every_part_of_a_jpeg_is_looked_at(void **state)
{
    static const int markers[] = { 0xC4, 0xDB, 0xDC, 0xDD, 0xE7, 0xEE, 0xF0, 0xFE };

    (void)state;
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++) {
        ADD(&file, "\xFF\xD8");
        add_segment(&file, markers[i], php, sizeof php - 1);
        add_scan(&file);
        EXPECT_HIDDEN();
    }
    announce_pictures();
    ADD(&file, "\xFF\xD8\xFF\xE0\0\0");
    ADD(&file, php);
    EXPECT_HIDDEN();
    announce_pictures();
    ADD(&file, php);
    make_jpeg(&file, NULL, 0);
    EXPECT_HIDDEN();
    announce_pictures();
    add_zeros(&file, 100);
    make_jpeg(&file, NULL, 0);
    file.len -= 4;
    EXPECT(0u);
}

static void a_film_of_the_moment_behind_a_picture_is_none_too_many(void **state)
{
    (void)state;
    make_jpeg(&file, NULL, 0);
    make_mp4(&file, NULL, 0);
    EXPECT(0u);
    make_jpeg(&file, NULL, 0);
    make_mp4(&file, NULL, 0);
    ADD(&file, php);
    EXPECT((uint32_t)(POISE_MEDIA_TRAILING | POISE_MEDIA_POLYGLOT));
    make_jpeg(&file, NULL, 0);
    make_mp4(&file, page, sizeof page - 1);
    EXPECT_HIDDEN();
    make_jpeg(&file, NULL, 0);
    ADD(&file, "\xFF\xFF\xFF\xFF"
               "ftypisom and a secret");
    EXPECT((uint32_t)POISE_MEDIA_TRAILING);
}

static void every_part_of_a_riff_is_looked_at(void **state)
{
    enum { PARTS = 5000 };
    static char junk[140000];

    (void)state;
    make_webp(&file, NULL, 0);
    ADD(&file, "RIFF");
    ADD(&file, page);
    EXPECT((uint32_t)(POISE_MEDIA_TRAILING | POISE_MEDIA_POLYGLOT));
    memset(junk, 1, sizeof junk);
    make_webp(&file, junk, sizeof junk);
    EXPECT(0u);
    memcpy(junk + sizeof junk / 2, page, sizeof page - 1);
    make_webp(&file, junk, sizeof junk);
    EXPECT_HIDDEN();
    make_webp(&file, NULL, 0);
    for (int i = 0; i < PARTS; i++) add_part(&file, "junk", "", 0);
    add_part(&file, "junk", php, sizeof php - 1);
    EXPECT_HIDDEN();
}

static void what_a_bitmap_counts_as_its_own_is_looked_at(void **state)
{
    (void)state;
    make_bmp(&file, NULL, 0);
    add_zeros(&file, 200);
    put_le(&file, 2, file.len, 4);
    EXPECT(0u);
    make_bmp(&file, NULL, 0);
    ADD(&file, page);
    put_le(&file, 2, file.len, 4);
    EXPECT_HIDDEN();
}

static void no_part_of_a_pdf_is_out_of_reach(void **state)
{
    static char stream[70000];

    (void)state;
    memset(stream, '/', sizeof stream);
    for (int script = 0; script < 2; script++) {
        ADD(&file, "%PDF-1.4\n9 0 obj << /Length 70000 >> stream\n");
        add(&file, stream, sizeof stream);
        ADD(&file, "\nendstream endobj 4 0 obj << /S ");
        if (script) ADD(&file, "/JavaScript");
        ADD(&file, " >> endobj\n8 0 obj << /Length 70000 >> stream\n");
        add(&file, stream, sizeof stream);
        ADD(&file, "\nendstream endobj trailer << >>\n%%EOF\n");
        EXPECT(script ? (uint32_t)POISE_MEDIA_ACTIVE : 0u);
    }
    make_pdf(&file, "/JS(\xA1\x02\x93)");
    EXPECT(0u);
    make_pdf(&file, "/JS /a");
    EXPECT(0u);
}

static void a_format_between_two_ends_of_a_pdf_is_seen(void **state)
{
    static const struct member members[] = { { .name = "a.exe" } };

    (void)state;
    for (int which = 0; which < 4; which++) {
        make_pdf(&file, "");
        switch (which) {
        case 0: make_zip(&file, members, 1); break;
        case 1: make_pe(&file); break;
        case 2: ADD(&file, page); break;
        default: ADD(&file, php); break;
        }
        ADD(&file, "\n%%EOF\n");
        EXPECT((uint32_t)POISE_MEDIA_POLYGLOT);
    }
    make_pdf(&file, "");
    ADD(&file, "7 0 obj (a <script> of a play) endobj\nxref\n0 1\ntrailer << >>\n%%EOF\n");
    EXPECT(0u);
    make_pdf(&file, "");
    make_pdf(&file, "");
    EXPECT(0u);
}

static void no_box_of_a_film_is_out_of_reach(void **state)
{
    static char box[140000];

    (void)state;
    make_mp4(&file, box, sizeof box);
    EXPECT(0u);
    memcpy(box + sizeof box / 2, php, sizeof php - 1);
    make_mp4(&file, box, sizeof box);
    EXPECT_HIDDEN();
    for (uint32_t size = 0; size <= 1000; size += 1000) {
        make_mp4(&file, NULL, 0);
        put_be(&file, file.len - 12, size, 4);
        EXPECT(0u);
        make_mp4(&file, NULL, 0);
        put_be(&file, file.len - 12, size, 4);
        ADD(&file, page);
        EXPECT_HIDDEN();
    }
    add_box(&file, "ftyp", "isom\0\0\0\0isom", 12);
    add_be(&file, 16 + sizeof php - 1, 4);
    ADD(&file, "moov");
    add_box(&file, "udta", php, sizeof php - 1);
    EXPECT_HIDDEN();
}

/* Bytes as hex digits in lines, as ImageMagick writes a profile. */
static void add_raw_profile(const char *name, const char *kind, const char *bytes, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    size_t at = file.len, count;

    add_be(&file, 0, 4);
    ADD(&file, "tEXt");
    add(&file, name, strlen(name) + 1);
    add(&file, kind, strlen(kind));
    for (size_t i = 0; i < len; i++) {
        if (i % 36 == 0) ADD(&file, "\n");
        add(&file, digits + ((unsigned char)bytes[i] >> 4), 1);
        add(&file, digits + (bytes[i] & 15), 1);
    }
    ADD(&file, "\n");
    count = file.len - at - 8;
    put_be(&file, at, count, 4);
    add_be(&file, 0, 4);
}

static void a_place_in_hex_digits_is_seen(void **state)
{
    static const char *const names[] = { "Raw profile type exif", "Raw profile type APP1" };
    char exif[128] = "Exif\0";

    (void)state;
    for (int gps = 0; gps <= 2; gps++) {
        size_t len = make_exif(exif + 6, gps);
        for (int marked = 0; marked < 2; marked++) {
            ADD(&file, "\x89PNG\r\n\x1A\n");
            add_raw_profile(names[marked], "\nexif\n      44", marked ? exif : exif + 6,
                            marked ? len + 6 : len);
            add_chunk(&file, "IEND", "", 0);
            EXPECT(gps == 2 ? (uint32_t)POISE_MEDIA_LOCATION : 0u);
        }
    }
    ADD(&file, "\x89PNG\r\n\x1A\n");
    add_raw_profile(names[0], "\nexif\n", "", 0);
    add_chunk(&file, "IEND", "", 0);
    EXPECT(0u);
}

/* Samples about the value of '<' spell short marks by chance; what acts is more than a mark. */
static void samples_that_spell_a_short_mark_are_samples(void **state)
{
    static const char *const carriers[] = { "P5\n16 1\n255\n", "II*\0\x08\0\0\0" };
    static const char *const samples[] = { "8:<?=@C@=<;:<?=;9:<%@B@=>?>=<<?='&)-4<C",
                                           "BA<?=AGF@>:<%@ @A<?=(03:<?=CB;:9>=<;:9" };
    static const char *const scripts[] = { "<?=`$_GET[1]`?>", "<?=$_POST['f']($x)?>",
                                           "<?= system('id') ?>", "<?=@eval($x)?>",
                                           "<%@ page import=x %>" };

    (void)state;
    for (size_t i = 0; i < sizeof carriers / sizeof carriers[0]; i++) {
        for (size_t k = 0; k < sizeof samples / sizeof samples[0]; k++) {
            add(&file, carriers[i], i ? 8 : strlen(carriers[i]));
            add(&file, samples[k], strlen(samples[k]));
            EXPECT(0u);
        }
        for (size_t k = 0; k < sizeof scripts / sizeof scripts[0]; k++) {
            add(&file, carriers[i], i ? 8 : strlen(carriers[i]));
            ADD(&file, "\x01\x81");
            add(&file, scripts[k], strlen(scripts[k]));
            EXPECT_HIDDEN();
        }
    }
}

/* Formats whose parts tell where they end. */
enum { MIDI, ICON, OGG, MATROSKA, MP3, METAFILE, CARRIERS };

static void make_carrier(int which)
{
    switch (which) {
    case MIDI: ADD(&file, "MThd\0\0\0\6\0\0\0\1\0\x60MTrk\0\0\0\4\0\xFF\x2F\0"); break;
    case ICON: ADD(&file, "\0\0\1\0\1\0\1\1\0\0\1\0\x18\0\x08\0\0\0\x16\0\0\0........"); break;
    case OGG:
        ADD(&file, "OggS\0\2\0\0\0\0\0\0\0\0abcd\0\0\0\0....\2\1\3.abc");
        ADD(&file, "OggS\0\4\0\0\0\0\0\0\0\0abcd\1\0\0\0....\1\2ab");
        break;
    case MATROSKA:
        ADD(&file, "\x1A\x45\xDF\xA3\x84\x42\x82\x81m\x18\x53\x80\x67\x40\5abcde");
        break;
    case MP3:
        ADD(&file, "ID3\3\0\0\0\0\0\2..");
        for (int i = 0; i < 3; i++) {
            ADD(&file, "\xFF\xFB\x90\0");
            add_zeros(&file, 413);
        }
        break;
    default:
        ADD(&file, "\xD7\xCD\xC6\x9A\0\0\0\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0");
        ADD(&file, "\1\0\t\0\0\3\x0C\0\0\0\0\0\3\0\0\0\0\0\3\0\0\0\0\0");
        break;
    }
}

/* A program behind such an end is found however long it is. */
static void a_long_format_behind_an_end_that_parts_tell_is_seen(void **state)
{
    (void)state;
    for (int which = 0; which < CARRIERS; which++)
        for (int evil = 0; evil < 2; evil++) {
            make_carrier(which);
            if (evil) {
                make_pe(&file);
                add_zeros(&file, 100000);
            }
            uint32_t flags = flags_of_file();
            if (HIDDEN(flags) != (evil ? POISE_MEDIA_POLYGLOT : 0))
                fail_msg("format %d, %d: flags %x", which, evil, flags);
        }
}

static void words_in_front_of_sound_are_looked_at(void **state)
{
    (void)state;
    for (int evil = 0; evil < 2; evil++) {
        ADD(&file, "ID3\3\0\0\0\0\1\0COMM\0\0\0\x40\0\0\0eng\0");
        ADD(&file, "words of a song");
        if (evil) ADD(&file, php);
        add_zeros(&file, 10 + 128 - file.len);
        for (int i = 0; i < 200; i++) {
            ADD(&file, "\xFF\xFB\x90\0");
            add_zeros(&file, 413);
        }
        EXPECT(evil ? (uint32_t)POISE_MEDIA_POLYGLOT : 0u);
    }
}

static void a_letter_about_programs_is_a_letter(void **state)
{
    (void)state;
    ADD(&file, "{\\rtf1 {\\b Code}\\par\n<?php echo \\{1\\}; ?>\\par\n<html>\n}");
    EXPECT(0u);
    ADD(&file, "{\\rtf1 {\\b Code}\\par\n<?php echo \\{1\\}; ?>\\par\n<html>\n}");
    ADD(&file, page);
    EXPECT_HIDDEN();
    ADD(&file, "{\\rtf1 {\\b Code\\par\n}");
    ADD(&file, php);
    EXPECT_HIDDEN();
}

/* Every prefix, and each with one byte turned over: nothing is read behind the end. */
static void cut_and_broken_carriers_do_no_harm(void **state)
{
    char exif[64];
    size_t exif_len = make_exif(exif, 2);

    (void)state;
    for (int which = 0; which < CARRIERS + 4; which++) {
        switch (which) {
        case CARRIERS:
            make_pdf(&file, "/JS (alert)");
            make_pdf(&file, "/Encrypt 5 0 R");
            break;
        case CARRIERS + 1: ADD(&file, "{\\rtf1 {\\b x}}<?php x"); break;
        case CARRIERS + 2:
            make_jpeg(&file, NULL, 0);
            make_mp4(&file, "<svg onload=x", 13);
            break;
        case CARRIERS + 3:
            ADD(&file, "\x89PNG\r\n\x1A\n");
            add_raw_profile("Raw profile type exif", "\nexif\n      44", exif, exif_len);
            break;
        default: make_carrier(which); break;
        }
        judge_hurt();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mention_of_a_tag_is_no_document),
        cmocka_unit_test(a_width_that_spells_an_assignment_is_a_width),
        cmocka_unit_test(scripts_and_archives_behind_an_end_that_nobody_marks_are_seen),
        cmocka_unit_test(a_walk_that_stops_looks_at_the_rest),
        cmocka_unit_test(every_part_of_a_jpeg_is_looked_at),
        cmocka_unit_test(a_film_of_the_moment_behind_a_picture_is_none_too_many),
        cmocka_unit_test(every_part_of_a_riff_is_looked_at),
        cmocka_unit_test(what_a_bitmap_counts_as_its_own_is_looked_at),
        cmocka_unit_test(no_part_of_a_pdf_is_out_of_reach),
        cmocka_unit_test(a_format_between_two_ends_of_a_pdf_is_seen),
        cmocka_unit_test(no_box_of_a_film_is_out_of_reach),
        cmocka_unit_test(a_place_in_hex_digits_is_seen),
        cmocka_unit_test(samples_that_spell_a_short_mark_are_samples),
        cmocka_unit_test(a_long_format_behind_an_end_that_parts_tell_is_seen),
        cmocka_unit_test(words_in_front_of_sound_are_looked_at),
        cmocka_unit_test(a_letter_about_programs_is_a_letter),
        cmocka_unit_test(cut_and_broken_carriers_do_no_harm),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
