/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * What a link leads to, told from the link alone, and what a file is, told from its name. The names
 * that another project has collected are read from $POISE_SUITES/media when that is set.
 */
#include "unit.h"

#include <stdio.h>

#include <jansson.h>

#include "media/kind.h"
#include "media/tables.h"
#include "media/url/url.h"

static uint32_t kind_of(const char *url)
{
    struct poise__url parts;

    poise__url_split((struct poise__slice){ url, strlen(url) }, &parts);
    return poise__kind_of_url(&parts);
}

struct expected {
    const char *url;
    uint32_t kind;
};

static void check_all(const struct expected *rows, size_t count)
{
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t kind = kind_of(rows[i].url);
        if (kind == rows[i].kind) continue;
        printf("  %s is %u instead of %u\n", rows[i].url, kind, rows[i].kind);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

#define CHECK_ALL(rows) check_all(rows, sizeof(rows) / sizeof(rows)[0])

static void the_last_segment_of_a_path_tells(void **state)
{
    static const struct expected rows[] = {
        { "https://brand.example/a/photo.jpg", POISE_MEDIA_IMAGE },
        { "https://brand.example/a/PHOTO.JPG", POISE_MEDIA_IMAGE },
        { "https://brand.example/photo.jpg/", POISE_MEDIA_PAGE },
        { "https://brand.example/photo.jpg/about", POISE_MEDIA_PAGE },
        { "https://brand.example/.jpg", POISE_MEDIA_PAGE },
        { "https://brand.example/photo%2Ejpg", POISE_MEDIA_IMAGE },
        { "https://brand.example/photo.%6Apg", POISE_MEDIA_IMAGE },
        { "https://brand.example/o/album%2Fphoto.heic?alt=media", POISE_MEDIA_IMAGE },
        { "https://brand.example/photo.jpg:large", POISE_MEDIA_IMAGE },
        { "https://brand.example/logo@2x.png", POISE_MEDIA_IMAGE },
        { "https://brand.example/logo.png@2x", POISE_MEDIA_IMAGE },
        { "https://brand.example/photo.jpg!w.400", POISE_MEDIA_IMAGE },
        { "https://brand.example/guide.pdf;jsessionid=0A.node1", POISE_MEDIA_DOCUMENT },
        { "https://brand.example/page;v=photo.jpg", POISE_MEDIA_PAGE },
        { "https://brand.example/viewer#/photo.jpg", POISE_MEDIA_IMAGE },
        { "https://brand.example/viewer#photo", POISE_MEDIA_PAGE },
        { "https://brand.example/live.m3u8", POISE_MEDIA_VIDEO },
        { "https://brand.example/plan.dwg", POISE_MEDIA_DOCUMENT },
        { "https://brand.example/100%", POISE_MEDIA_PAGE },
        { "https://brand.example/a.jpg%2", POISE_MEDIA_IMAGE },
        { "file:///C:/photo.jpg", POISE_MEDIA_IMAGE },
        { "cid:logo.png@01DA.B3C0", POISE_MEDIA_IMAGE },
    };

    (void)state;
    CHECK_ALL(rows);
}

static void a_page_about_a_program_is_no_program(void **state)
{
    static const struct expected rows[] = {
        { "https://brand.example/setup.exe", POISE_MEDIA_EXECUTABLE },
        { "https://brand.example/install.sh", POISE_MEDIA_EXECUTABLE },
        { "https://reviews.example/review/brand.com", POISE_MEDIA_PAGE },
        { "https://trustpilot.com/review/brand.pl", POISE_MEDIA_PAGE },
        { "https://fr.wikipedia.org/wiki/Node.js", POISE_MEDIA_PAGE },
        { "https://fr.wikipedia.org/wiki/Fichier:Quai.jpg", POISE_MEDIA_IMAGE },
        { "https://github.com/brand/tool/blob/main/setup.py", POISE_MEDIA_PAGE },
        { "https://brand.example/index.php", POISE_MEDIA_PAGE },
        { "javascript:alert(1)", POISE_MEDIA_EXECUTABLE },
    };

    (void)state;
    CHECK_ALL(rows);
}

static void a_query_says_what_is_sent(void **state)
{
    static const struct expected rows[] = {
        { "https://brand.example/get?id=4&format=jpg", POISE_MEDIA_IMAGE },
        { "https://brand.example/get?fm=webp&w=40", POISE_MEDIA_IMAGE },
        { "https://brand.example/get?ext=mp4", POISE_MEDIA_VIDEO },
        { "https://brand.example/get.php?file=docs/terms.pdf", POISE_MEDIA_DOCUMENT },
        { "https://brand.example/get?filename=all.zip", POISE_MEDIA_ARCHIVE },
        { "https://brand.example/get?FILENAME=setup.exe", POISE_MEDIA_EXECUTABLE },
        { "https://brand.example/get?name=large", POISE_MEDIA_PAGE },
        { "https://brand.example/get?name=brand.com", POISE_MEDIA_PAGE },
        { "https://brand.example/get?name=cat.gif", POISE_MEDIA_IMAGE },
        { "https://brand.example/get?rename=cat.gif", POISE_MEDIA_PAGE },
        { "https://brand.example/get?format", POISE_MEDIA_PAGE },
        { "https://brand.example/get?&&=&format=", POISE_MEDIA_PAGE },
        { "https://bucket.example/8f1?response-content-disposition=attachment%3B%20"
          "filename%3D%22terms.v2.pdf%22&sig=a",
          POISE_MEDIA_DOCUMENT },
        { "https://bucket.example/8f1?rscd=inline%3Bfilename%3Dphoto.png", POISE_MEDIA_IMAGE },
        { "https://bucket.example/8f1?response-content-type=video%2Fmp4", POISE_MEDIA_VIDEO },
        { "https://brand.example/watch?type=video", POISE_MEDIA_VIDEO },
        { "https://brand.example/list?type=invoice", POISE_MEDIA_PAGE },
        { "https://brand.example/index.html?format=pdf", POISE_MEDIA_DOCUMENT },
        { "https://brand.example/photo.jpg?format=pdf", POISE_MEDIA_IMAGE },
    };

    (void)state;
    CHECK_ALL(rows);
}

static void a_data_url_names_its_type(void **state)
{
    static const struct expected rows[] = {
        { "data:image/png;base64,AAAA", POISE_MEDIA_IMAGE },
        { "data:IMAGE/PNG,AAAA", POISE_MEDIA_IMAGE },
        { "data:text/html,hello", POISE_MEDIA_PAGE },
        { "data:application/pdf;base64,JVBE", POISE_MEDIA_DOCUMENT },
        { "data:application/x-zip-compressed;base64,UEsD", POISE_MEDIA_ARCHIVE },
        { "data:application/x-msdownload;base64,TVqQ", POISE_MEDIA_EXECUTABLE },
        { "data:audio/x-unheard-of,", POISE_MEDIA_AUDIO },
        { "data:,hello", POISE_MEDIA_DOCUMENT },
        { "data:application/octet-stream;base64,AAAA", POISE_MEDIA_UNKNOWN },
    };

    (void)state;
    CHECK_ALL(rows);
}

static void the_longest_host_wins(void **state)
{
    static const struct expected rows[] = {
        { "https://i.imgur.com/a1b2", POISE_MEDIA_IMAGE },
        { "https://i.imgur.com/a1b2.mp4", POISE_MEDIA_VIDEO },
        { "https://scontent.fcdg1-1.fna.fbcdn.net/v/t1", POISE_MEDIA_IMAGE },
        { "https://video.twimg.com/x", POISE_MEDIA_VIDEO },
        { "https://pbs.twimg.com/x", POISE_MEDIA_IMAGE },
        { "https://redd.it/x", POISE_MEDIA_SHORTENER },
        { "https://i.redd.it/x", POISE_MEDIA_IMAGE },
        { "https://v.redd.it/x", POISE_MEDIA_VIDEO },
        { "https://youtu.be/x", POISE_MEDIA_VIDEO },
        { "https://youtu.be./x", POISE_MEDIA_VIDEO },
        { "https://notyoutu.be/x", POISE_MEDIA_PAGE },
        { "https://youtu.be.evil.example/x", POISE_MEDIA_PAGE },
        { "https://bit.ly/x.jpg", POISE_MEDIA_SHORTENER },
        { "https://www.google.com/x", POISE_MEDIA_PAGE },
        { "https://drive.google.com/x", POISE_MEDIA_DOCUMENT },
        { "https://cdn.discordapp.com/attachments/1/2/clip.webm", POISE_MEDIA_VIDEO },
    };

    (void)state;
    CHECK_ALL(rows);
}

static void some_paths_are_of_another_kind_than_their_host(void **state)
{
    static const struct expected rows[] = {
        { "https://x.com/brand", POISE_MEDIA_PAGE },
        { "https://x.com/brand/status/12", POISE_MEDIA_PAGE },
        { "https://x.com/brand/status/12/photo/1", POISE_MEDIA_IMAGE },
        { "https://twitter.com/brand/status/12/video/1", POISE_MEDIA_VIDEO },
        { "https://www.instagram.com/p/Cx1", POISE_MEDIA_IMAGE },
        { "https://www.instagram.com/reel/Cx1/", POISE_MEDIA_VIDEO },
        { "https://www.instagram.com/brand/reel/Cx1/", POISE_MEDIA_VIDEO },
        { "https://m.facebook.com/photo.php?fbid=1", POISE_MEDIA_IMAGE },
        { "https://www.facebook.com/photo/?fbid=1", POISE_MEDIA_IMAGE },
        { "https://www.facebook.com/photography", POISE_MEDIA_PAGE },
        { "https://www.facebook.com/Watch/?v=1", POISE_MEDIA_VIDEO },
        { "https://www.facebook.com/brand", POISE_MEDIA_PAGE },
        { "https://www.youtube.com/watch?v=1", POISE_MEDIA_VIDEO },
        { "https://www.youtube.com/@brand", POISE_MEDIA_PAGE },
        { "https://www.youtube.com/@", POISE_MEDIA_VIDEO },
        { "https://www.google.com/maps/place/Lille", POISE_MEDIA_PAGE },
        { "https://imgur.com/a/1x", POISE_MEDIA_IMAGE },
        { "https://arxiv.org/pdf/1", POISE_MEDIA_DOCUMENT },
        { "https://arxiv.org/abs/1", POISE_MEDIA_PAGE },
    };

    (void)state;
    CHECK_ALL(rows);
}

static void look_ups_are_exact_in_any_case(void **state)
{
    char longest[4096];

    (void)state;
    assert_true(poise__table_has_tld(SLICE("com")));
    assert_true(poise__table_has_tld(SLICE("COM")));
    assert_true(poise__table_has_tld(SLICE("vermögensberatung")));
    assert_true(poise__table_has_tld(SLICE("xn--vermgensberatung-pwb")));
    assert_false(poise__table_has_tld(SLICE("co m")));
    assert_false(poise__table_has_tld(SLICE("")));
    assert_false(poise__table_has_tld(SLICE("comm")));
    assert_int_equal(poise__table_extension(SLICE("Jpg"))->kind, POISE_MEDIA_IMAGE);
    assert_null(poise__table_extension(SLICE("jpgg")));
    assert_int_equal(poise__table_host(SLICE("")), POISE_MEDIA_UNKNOWN);
    assert_int_equal(poise__table_host(SLICE(".")), POISE_MEDIA_UNKNOWN);
    memset(longest, 'a', sizeof longest);
    assert_false(poise__table_has_tld((struct poise__slice){ longest, sizeof longest }));
    memcpy(longest + sizeof longest - 9, ".youtu.be", 9);
    assert_int_equal(poise__table_host((struct poise__slice){ longest, sizeof longest }),
                     POISE_MEDIA_VIDEO);
}

static void what_other_systems_call_a_name_is_a_host_or_a_file(void **state)
{
    static const char *const hosts[] = { "app", "rs", "com", "ai", "link", "ps", "cc", "bz" };
    static const char *const files[] = { "md", "zip", "mov", "py", "sh", "pdf", "jpeg", "xlsx" };

    (void)state;
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        struct poise__slice name = { hosts[i], strlen(hosts[i]) };
        const struct poise__extension_row *row = poise__table_extension(name);
        assert_true(!row || !row->is_file);
        assert_true(poise__table_has_tld(name));
    }
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        assert_true(
            poise__table_extension((struct poise__slice){ files[i], strlen(files[i]) })->is_file);
    /* TypeScript is met far more often in words than MPEG transport streams are. */
    assert_int_equal(poise__table_extension(SLICE("ts"))->kind, POISE_MEDIA_DOCUMENT);
}

/* ---- Names of another project's ------------------------------------------------------------- */

/* The kind that a type stands for, by that project's own names; UNKNOWN for a type of no kind. */
static uint32_t kind_of_mime(const char *mime)
{
    static const struct {
        const char *prefix;
        uint32_t kind;
    } known[] = {
        { "image/vnd.dwg", POISE_MEDIA_DOCUMENT },
        { "image/vnd.dxf", POISE_MEDIA_DOCUMENT },
        { "image/vnd.dgn", POISE_MEDIA_DOCUMENT },
        { "image/", POISE_MEDIA_IMAGE },
        { "application/x-ms-wmz", POISE_MEDIA_IMAGE },
        { "application/fits", POISE_MEDIA_IMAGE },
        { "video/", POISE_MEDIA_VIDEO },
        { "audio/", POISE_MEDIA_AUDIO },
        { "text/html", POISE_MEDIA_PAGE },
        { "application/xhtml", POISE_MEDIA_PAGE },
        { "application/x-webarchive", POISE_MEDIA_PAGE },
        { "text/javascript", POISE_MEDIA_EXECUTABLE },
        { "application/x-bat", POISE_MEDIA_EXECUTABLE },
        { "application/x-msdownload", POISE_MEDIA_EXECUTABLE },
        { "application/x-ms-installer", POISE_MEDIA_EXECUTABLE },
        { "application/x-dosexec", POISE_MEDIA_EXECUTABLE },
        { "application/java-vm", POISE_MEDIA_EXECUTABLE },
        { "application/x-java-jnilib", POISE_MEDIA_EXECUTABLE },
        { "application/x-shockwave-flash", POISE_MEDIA_EXECUTABLE },
        { "application/zip", POISE_MEDIA_ARCHIVE },
        { "application/gzip", POISE_MEDIA_ARCHIVE },
        { "application/zstd", POISE_MEDIA_ARCHIVE },
        { "application/x-archive", POISE_MEDIA_ARCHIVE },
        { "application/x-tar", POISE_MEDIA_ARCHIVE },
        { "application/x-cpio", POISE_MEDIA_ARCHIVE },
        { "application/x-bzip2", POISE_MEDIA_ARCHIVE },
        { "application/x-7z-compressed", POISE_MEDIA_ARCHIVE },
        { "application/vnd.ms-cab-compressed", POISE_MEDIA_ARCHIVE },
        { "application/octet-stream", POISE_MEDIA_UNKNOWN },
        { "application/", POISE_MEDIA_DOCUMENT },
        { "text/", POISE_MEDIA_DOCUMENT },
        { "message/", POISE_MEDIA_DOCUMENT },
        { "model/", POISE_MEDIA_DOCUMENT },
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strncmp(mime, known[i].prefix, strlen(known[i].prefix)) == 0) return known[i].kind;
    return POISE_MEDIA_UNKNOWN;
}

static void judge_name(const json_t *row, size_t *right, size_t *total)
{
    const char *name = json_string_value(json_object_get(row, "name"));
    const char *mime = json_string_value(json_object_get(row, "want_mime"));
    uint32_t want = kind_of_mime(mime);
    const struct poise__extension_row *found = poise__table_extension(
        poise__kind_extension((struct poise__slice){ name, strlen(name) }));

    if (want == POISE_MEDIA_UNKNOWN) return;
    ++*total;
    if (found && found->kind == want)
        ++*right;
    else
        printf("  %s (%s) is %u\n", name, mime, found ? found->kind : 0);
}

/* A floor is only ever raised. */
static void names_of_another_project_are_of_their_kind(void **state)
{
    enum { FLOOR = 241 };
    char path[1024], line[4096];
    size_t right = 0, total = 0;

    (void)state;
    if (!getenv("POISE_SUITES")) skip();
    snprintf(path, sizeof path, "%s/media/names-tika.jsonl", getenv("POISE_SUITES"));
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        json_t *row = json_loads(line, 0, NULL);
        assert_non_null(row);
        judge_name(row, &right, &total);
        json_decref(row);
    }
    fclose(file);
    printf("names: %zu of %zu\n", right, total);
    assert_true(right >= FLOOR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_segment_of_a_path_tells),
        cmocka_unit_test(a_page_about_a_program_is_no_program),
        cmocka_unit_test(a_query_says_what_is_sent),
        cmocka_unit_test(a_data_url_names_its_type),
        cmocka_unit_test(the_longest_host_wins),
        cmocka_unit_test(some_paths_are_of_another_kind_than_their_host),
        cmocka_unit_test(look_ups_are_exact_in_any_case),
        cmocka_unit_test(what_other_systems_call_a_name_is_a_host_or_a_file),
        cmocka_unit_test(names_of_another_project_are_of_their_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
