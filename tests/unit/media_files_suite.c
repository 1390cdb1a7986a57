/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * Files that other projects test their detectors with, read from $POISE_SUITES/media: does poise
 * name the right kind by the bytes alone, and does it leave honest files alone? Skipped when the
 * variable is unset; -v lists each row that fails or is counted apart.
 *
 * The owners name an extension or a description. The two tables below are all that turns their
 * words into a kind: whoever doubts a figure reads them. APART are the rows that no kind covers,
 * such as fonts, source code and disks, and those without a byte.
 */
#include "unit.h"

#include <stdio.h>

#include <jansson.h>

#include "media/media.h"

/* What was reached once must be reached again. Each row that fails: tests/cases/media/README.md. */
enum { KINDS_FLOOR = 353, ALARMS_CEILING = 1 };

enum { APART = 99, NAMES_MAX = 80 };

/* ---- What the owners' words mean ------------------------------------------------------------------ */

struct meaning {
    uint32_t kind;
    const char *words[NAMES_MAX];
};

static const struct meaning extensions[] = {
    { POISE_MEDIA_IMAGE,
      { "bmp", "gif",  "png",  "apng", "jpg",  "jp2",  "jpx", "jpm", "jxl", "jxr", "jls",
        "j2c", "webp", "avif", "heif", "heic", "tif",  "tga", "ico", "cur", "bpg", "mng",
        "pbm", "pgm",  "ppm",  "xbm",  "svg",  "wmf",  "psd", "xcf", "arw", "cr3", "dng",
        "nef", "orf",  "raf",  "rw2",  "dcm",  "icns", "ktx", "mie" } },
    { POISE_MEDIA_VIDEO, { "avi", "flv", "mp4", "m4v", "wmv", "mov", "webm", "mkv", "mts", "mpg",
                           "3gp", "3g2", "asf", "ogv", "ogm", "f4v", "f4p",  "mj2", "mxf", "rm" } },
    { POISE_MEDIA_AUDIO, { "aac",  "mp1", "mp2", "mp3", "wav", "ape", "mpc", "m4a", "m4b",  "m4p",
                           "flac", "amr", "aif", "ac3", "dsf", "mid", "oga", "ogg", "opus", "qcp",
                           "spx",  "voc", "wv",  "f4a", "f4b", "it",  "s3m", "xm" } },
    { POISE_MEDIA_DOCUMENT,
      { "pdf",  "rtf",  "epub", "docx", "docm", "dotm", "dotx",  "pptx",    "pptm", "ppsx", "ppsm",
        "potm", "potx", "xlsx", "xlsm", "xltm", "xltx", "odt",   "ods",     "odp",  "odg",  "ott",
        "ots",  "otp",  "otg",  "eps",  "ps",   "mobi", "pages", "numbers", "key",  "vsdx", "xml",
        "json", "dwg",  "vtt",  "ics",  "vcf",  "indd", "chm",   "pst",     "pgp" } },
    { POISE_MEDIA_ARCHIVE,
      { "bz2", "gz", "tar", "tar.gz", "xz",  "lz",   "Z",   "zst", "lz4",  "zip",
        "rar", "7z", "ace", "arj",    "cab", "cpio", "lzh", "ar",  "asar", "dmg" } },
    { POISE_MEDIA_EXECUTABLE,
      { "exe", "com", "bat", "o", "elf", "macho", "macho-ml", "class", "wasm", "swf", "lnk",
        "alias", "jar", "apk", "deb", "rpm", "reg", "crx", "xpi" } },
    { POISE_MEDIA_PAGE, { "html", "xhtml" } },
    /* fonts; pieces of colour, geometry, tables and games; source code and settings */
    { APART,
      { "woff", "woff2", "eot",   "ttf",  "ttc",   "otf",     "icc",      "drc",      "fbx",
        "stl",  "3mf",   "shp",   "skp",  "blend", "arrow",   "avro",     "parquet",  "sqlite",
        "sav",  "jmp",   "pcap",  "nes",  "dol",   "unicorn", "dat",      "yml",      "adb",
        "cob",  "cs",    "c",     "cpp",  "e",     "f",       "f90",      "go",       "hs",
        "i",    "i7x",   "inf",   "java", "jsonp", "m",       "malbolge", "appcache", "pas",
        "pml",  "rs",    "scala", "ni",   "t",     "ws",      "ogx" } },
};

/* An OLE file is named by its container alone; what it holds is in the row's id. */
static const struct meaning containers[] = {
    { POISE_MEDIA_EXECUTABLE, { "fixture.msi.cfb" } },
    { POISE_MEDIA_DOCUMENT,
      { "fixture.xls.cfb", "fixture.doc.cfb", "fixture.ppt.cfb", "fixture-2.doc.cfb" } },
    { POISE_MEDIA_AUDIO, { "fixture.wma.asf", "fixture-realmedia-audio.rm" } },
};

/* Beginnings of what file(1) is to say. */
static const struct meaning descriptions[] = {
    { POISE_MEDIA_IMAGE, { "Animated PNG", "Netpbm image", "SVG Scalable" } },
    { POISE_MEDIA_AUDIO, { "Audio file", "DSDIFF audio", "DSF audio", "Adaptive Multi-Rate" } },
    { POISE_MEDIA_DOCUMENT,
      { "Hancom HWP", "Microsoft Word", "Microsoft Excel", "Rich Text Format", "JSON text",
        "New Line Delimited JSON", "ASCII text", "OpenStreetMap XML", "GEDCOM genealogy text",
        "Ansible Vault text", "Viva File" } },
    { POISE_MEDIA_ARCHIVE, { "ARJ archive", "Zip data", "Zstandard", "Gentoo GLEP 78 (GPKG)" } },
    { POISE_MEDIA_EXECUTABLE,
      { "a /usr/bin/cmd", "RPM", "Android vdex", "Group Policy Registry" } },
    /* disks and firmware, keys, keyboards, measurements, a test of its own */
    { APART,
      { "Apple Driver Map", "bcachefs", "Linux rev", "HDD Raw", "EFI Signature", "PCjr", "UF2",
        "AMD/Xilinx", "Xilinx", "Binary G-code", "OpenPGP", "Keyman", "FIT Map", "Racket",
        "Testfmt" } },
};

static uint32_t kind_of(const struct meaning *table, size_t count, const char *word, bool begins)
{
    for (size_t i = 0; i < count; i++)
        for (const char *const *one = table[i].words; *one; one++)
            if (begins ? strncmp(word, *one, strlen(*one)) == 0 : strcmp(word, *one) == 0)
                return table[i].kind;
    return POISE_MEDIA_UNKNOWN;
}

#define KIND_OF(table, word, begins) kind_of(table, sizeof(table) / sizeof(table)[0], word, begins)

static const char *member(const json_t *row, const char *key)
{
    const char *text = json_string_value(json_object_get(row, key));

    return text ? text : "";
}

/* What the owner expects; UNKNOWN is a trap, which must not be taken for a picture. A word that
 * no table has fails the test. */
static uint32_t expected(const json_t *row)
{
    const char *extension = member(row, "want_ext"), *description = member(row, "want_description");
    uint32_t kind = KIND_OF(containers, member(row, "id"), false);

    if (strcmp(member(row, "kind"), "false-positive") == 0) return POISE_MEDIA_UNKNOWN;
    if (kind != POISE_MEDIA_UNKNOWN) return kind;
    kind = extension[0] ? KIND_OF(extensions, extension, false)
                        : KIND_OF(descriptions, description, true);
    if (kind == POISE_MEDIA_UNKNOWN) fail_msg("no meaning: %s%s", extension, description);
    return kind;
}

/* ---- Files ----------------------------------------------------------------------------------------- */

struct file {
    char *data;
    size_t len;
};

static bool file_read(const json_t *row, struct file *file)
{
    char path[1024];

    if (!json_is_string(json_object_get(row, "path"))) return false;
    snprintf(path, sizeof path, "%s/media/%s", getenv("POISE_SUITES"), member(row, "path"));
    FILE *stream = fopen(path, "rb");
    if (!stream) return false;
    assert_int_equal(fseek(stream, 0, SEEK_END), 0);
    long end = ftell(stream);
    rewind(stream);
    file->len = (size_t)end;
    /* A block of just that size, so that a sanitizer sees one byte too far. */
    file->data = malloc(file->len ? file->len : 1);
    assert_non_null(file->data);
    assert_int_equal(fread(file->data, 1, file->len, stream), file->len);
    fclose(stream);
    return true;
}

/* ---- Judging --------------------------------------------------------------------------------------- */

struct tally {
    size_t right, total, apart, absent;
};

static struct poise__media_set set;
static struct poise__magic *magic; /* NULL: own checks alone */
static bool verbose;

static const struct poise__media *judge(const struct file *file, const char *name)
{
    static struct poise__text text;
    poise_attachment attachment = {
        .size = sizeof attachment, .name = name, .data = file->data, .data_len = file->len
    };
    struct poise__media_input input = {
        .text = &text, .attachments = &attachment, .attachment_count = 1, .magic = magic
    };

    assert_int_equal(poise__media_find(&set, &input), POISE_OK);
    assert_int_equal(set.media.count, 1);
    return set.media.data;
}

static void judge_kind(const json_t *row, struct tally *tally)
{
    struct file file;

    if (!file_read(row, &file)) {
        tally->absent++;
        return;
    }
    uint32_t want = file.len ? expected(row) : APART;
    if (want == APART) {
        tally->apart++;
        if (verbose && file.len > 0) printf("  apart %s\n", member(row, "id"));
    } else {
        const struct poise__media *media = judge(&file, NULL);
        bool right = want == POISE_MEDIA_UNKNOWN ? media->kind != POISE_MEDIA_IMAGE
                                                 : media->kind == want;
        tally->total++;
        tally->right += right;
        if (!right && verbose)
            printf("  wrong %s: want %u, got %u %s\n", member(row, "id"), want, media->kind,
                   media->type ? media->type : "-");
    }
    free(file.data);
}

/* Call back for each row of a suite. */
static void each_row(const char *suite, void (*row_fn)(const json_t *, struct tally *),
                     struct tally *tally)
{
    char path[1024];
    static char line[1 << 16];

    snprintf(path, sizeof path, "%s/media/files-%s.jsonl", getenv("POISE_SUITES"), suite);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        json_t *row = json_loads(line, JSON_ALLOW_NUL, NULL);
        assert_non_null(row);
        row_fn(row, tally);
        json_decref(row);
    }
    fclose(file);
}

static const char *const suites[] = { "small", "file-type", "file-tests" };

static struct tally kinds_of_all(const char *how)
{
    struct tally all = { 0 };

    for (size_t i = 0; i < 3; i++) {
        struct tally tally = { 0 };
        each_row(suites[i], judge_kind, &tally);
        printf("%-10s %-12s %zu of %zu right; %zu apart, %zu absent\n", how, suites[i], tally.right,
               tally.total, tally.apart, tally.absent);
        all.right += tally.right;
        all.total += tally.total;
    }
    printf("%-10s %-12s %zu of %zu right, %.1f %%\n", how, "all", all.right, all.total,
           100.0 * (double)all.right / (double)all.total);
    return all;
}

static void own_checks_name_the_kind(void **state)
{
    (void)state;
    struct tally all = kinds_of_all("own");
    assert_true(all.right >= KINDS_FLOOR);
}

static void libmagic_adds_to_them(void **state)
{
    poise_alloc alloc;

    (void)state;
    poise__alloc_init(&alloc, NULL);
    poise_status st = poise__magic_new(&alloc, NULL, &magic);
    if (st == POISE_E_UNSUPPORTED) return;
    assert_int_equal(st, POISE_OK);
    struct tally all = kinds_of_all("with magic");
    poise__magic_free(magic);
    magic = NULL;
    assert_true(all.right >= KINDS_FLOOR);
}

static void judge_alarm(const json_t *row, struct tally *tally)
{
    const uint32_t alarms = POISE_MEDIA_MISMATCH | POISE_MEDIA_DOUBLE_EXT | POISE_MEDIA_RTL_NAME |
                            POISE_MEDIA_TRAILING | POISE_MEDIA_POLYGLOT | POISE_MEDIA_ENCRYPTED |
                            POISE_MEDIA_TRAVERSAL | POISE_MEDIA_BOMB;
    struct file file;

    if (!file_read(row, &file)) return;
    const char *name = member(row, "name");
    const struct poise__media *media = judge(&file, *name ? name : NULL);
    if (file.len > 0) {
        tally->total++;
        tally->right += !(media->flags & alarms);
        if (media->flags & alarms && verbose)
            printf("  alarm %s: %08x %s\n", member(row, "id"), media->flags,
                   media->type ? media->type : "-");
        else if (media->flags && verbose)
            printf("  flags %s: %08x\n", member(row, "id"), media->flags);
    }
    free(file.data);
}

static void honest_files_raise_no_alarm(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    for (size_t i = 0; i < 3; i++) each_row(suites[i], judge_alarm, &tally);
    printf("%zu of %zu files without an alarm\n", tally.right, tally.total);
    assert_true(tally.total - tally.right <= ALARMS_CEILING);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_checks_name_the_kind),
        cmocka_unit_test(libmagic_adds_to_them),
        cmocka_unit_test(honest_files_raise_no_alarm),
    };
    poise_alloc alloc;

    if (!getenv("POISE_SUITES")) return 77;
    verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    poise__alloc_init(&alloc, NULL);
    poise__media_init(&set, &alloc);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    poise__media_release(&set);
    return failed;
}
