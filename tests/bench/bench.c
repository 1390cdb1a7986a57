/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * bench.c: how fast poise is, in ratios of one run. Usage: bench [REPLIES]
 * Rounds are interleaved and the best of each counts, so that a busy machine harms all alike.
 */
#include "clock.h"

#include "bench.h"

#include "../oom/failing_alloc.h"
#include "media/media.h"
#include "media/scan/scan.h"
#include "pack/pack.h"
#include "text/text.h"
#include "tone/tone.h"

#include <utf8proc.h>

enum { ROUNDS = 7, REPLIES = 5000, PACKS_MAX = 8, SMALL = 4096, LARGE = 1 << 20 };

/* Everything that the stages work with, all of it counted. */
struct bench {
    struct failing_alloc counter;
    poise_alloc alloc;
    struct poise__text text;
    struct poise__tone_scratch tone;
    struct poise__media_set media;
    const poise_pack *packs[PACKS_MAX];
    uint32_t pack_count;
    poise_checker *checker;
    poise_report *report;
    char *copy; /* LARGE bytes */
};

static void bench_init(struct bench *b)
{
    b->counter = (struct failing_alloc){ 0 };
    b->alloc = failing_alloc_of(&b->counter);
    poise__text_init(&b->text, &b->alloc);
    poise__tone_init(&b->tone, &b->alloc);
    poise__media_init(&b->media, &b->alloc);
    b->pack_count = poise_pack_builtin_count();
    for (uint32_t i = 0; i < b->pack_count && i < PACKS_MAX; i++)
        b->packs[i] = poise_pack_builtin(i);
    must(poise_checker_new(&b->alloc, NULL, &b->checker));
    must(poise_report_new(&b->alloc, &b->report));
    b->copy = malloc(LARGE);
    if (!b->copy) abort();
}

static void bench_release(struct bench *b)
{
    free(b->copy);
    poise_report_free(b->report);
    poise_checker_free(b->checker);
    poise__media_release(&b->media);
    poise__tone_release(&b->tone);
    poise__text_release(&b->text);
}

/* ---- The stages: each includes what it needs of the ones before ----------------------------- */

static void stage_copy(struct bench *b, const char *text, size_t len)
{
    memcpy(b->copy, text, len);
    __asm__ volatile("" : : "r"(b->copy) : "memory");
}

static void stage_casefold(struct bench *b, const char *text, size_t len)
{
    utf8proc_uint8_t *out = NULL;
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;

    (void)b;
    utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &out, options);
    free(out);
}

static void stage_text(struct bench *b, const char *text, size_t len)
{
    must(poise__text_read(&b->text, (struct poise__slice){ text, len }));
}

static void stage_tone(struct bench *b, const char *text, size_t len)
{
    struct poise__tone tone;

    stage_text(b, text, len);
    must(
        poise__tone_judge(&b->tone, &b->text, b->packs, b->pack_count, POISE_LANGUAGE_AUTO, &tone));
}

static void stage_media(struct bench *b, const char *text, size_t len)
{
    const struct poise__media_input input = { .text = &b->text };

    stage_text(b, text, len);
    must(poise__media_find(&b->media, &input));
}

static void stage_check(struct bench *b, const char *text, size_t len)
{
    poise_draft draft = { .size = sizeof draft, .text = text, .text_len = len };

    must(poise_check(b->checker, &draft, b->report));
}

static int discard(void *ctx, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)ctx += len;
    return 0;
}

static void stage_json(struct bench *b, const char *text, size_t len)
{
    size_t written = 0;

    stage_check(b, text, len);
    must(poise_report_json(b->report, NULL, discard, &written));
}

static const struct stage {
    const char *name;
    void (*run)(struct bench *, const char *, size_t);
} stages[] = {
    { "memcpy", stage_copy },
    { "utf8proc NFKC_Casefold", stage_casefold },
    { "text", stage_text },
    { "text + tone", stage_tone },
    { "text + media", stage_media },
    { "whole check", stage_check },
    { "whole check + JSON", stage_json },
};

enum { STAGES = sizeof stages / sizeof stages[0], COPY = 0, CASEFOLD = 1, CHECK = 5 };

/* ---- The tables ---------------------------------------------------------------------------- */

static double run_replies(struct bench *b, const struct replies *replies, const struct stage *stage)
{
    double start = now();

    for (size_t i = 0; i < replies->count; i++) {
        size_t begin = i ? replies->ends[i - 1] : 0;

        stage->run(b, replies->bytes + begin, replies->ends[i] - begin);
    }
    return now() - start;
}

static void table_stages(struct bench *b, size_t count)
{
    struct replies replies = replies_make(count);
    double best[STAGES];
    size_t bytes = replies.ends[count - 1];
    uint64_t warm = 0;

    for (int round = 0; round < ROUNDS; round++) {
        if (round == 1) warm = b->counter.calls;
        for (size_t s = 0; s < STAGES; s++) {
            double took = run_replies(b, &replies, &stages[s]);

            if (round == 0 || took < best[s]) best[s] = took;
        }
    }
    printf("%zu replies, %zu bytes, mean %zu; best of %d rounds\n\n", count, bytes, bytes / count,
           ROUNDS);
    printf("%-24s %12s %9s %12s %10s %10s\n", "stage", "replies/s", "MB/s", "us/200 B", "memcpy",
           "casefold");
    for (size_t s = 0; s < STAGES; s++)
        printf("%-24s %12.0f %9.1f %12.3f %10.4f %10.3f\n", stages[s].name, (double)count / best[s],
               (double)bytes / best[s] / 1e6, best[s] * 1e6 * 200 / (double)bytes,
               best[COPY] / best[s], best[CASEFOLD] / best[s]);
    printf("\nallocations once warm: %llu\n\n", (unsigned long long)(b->counter.calls - warm));
    replies_free(&replies);
}

/* Links, addresses and numbers in a text, by the scan alone. */
static size_t scan_count(const char *text, size_t len)
{
    struct poise__scan scan;
    struct poise__link link;
    size_t count = 0;

    poise__scan_init(&scan, (struct poise__slice){ text, len });
    while (poise__scan_next(&scan, &link)) count++;
    return count;
}

/* One round over the replies with links, or over those without. */
static double scan_round(const struct replies *replies, bool with, size_t *bytes)
{
    double took = 0;

    *bytes = 0;
    for (size_t i = 0; i < replies->count; i++) {
        size_t begin = i ? replies->ends[i - 1] : 0, len = replies->ends[i] - begin;
        const char *text = replies->bytes + begin;
        if ((scan_count(text, len) > 0) != with) continue;
        enum { REPEAT = 20 }; /* the clock is coarse */
        size_t found = 0;
        double start = now();
        for (int k = 0; k < REPEAT; k++) found += scan_count(text, len);
        took += (now() - start) / REPEAT;
        if ((found > 0) != with) abort();
        *bytes += len;
    }
    return took;
}

static void table_scan(size_t count)
{
    static const char *const names[] = { "link scan, no links", "link scan, links" };
    struct replies replies = replies_make(count);

    for (int with = 0; with < 2; with++) {
        double best = 0;
        size_t bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double took = scan_round(&replies, with, &bytes);
            if (round == 0 || took < best) best = took;
        }
        printf("%-24s %22.1f MB/s\n", names[with], (double)bytes / best / 1e6);
    }
    printf("\n");
    replies_free(&replies);
}

/* Seconds for one check, best of three. */
static double check_time(struct bench *b, const char *text, size_t len)
{
    double best = 0;

    for (int round = 0; round < 3; round++) {
        double start = now();

        stages[CHECK].run(b, text, len);
        double took = now() - start;
        if (round == 0 || took < best) best = took;
    }
    return best;
}

/* A picture of 64 KiB, without and with libmagic; the worst for libmagic is what we do not know. */
static void table_attachments(struct bench *b)
{
    enum { SIZE = 1 << 16, CALLS = 200 };
    static const char head[] =
        "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0....\0\0\xFF\xC3IDAT";
    static char png[SIZE];
    struct poise__text text = { .origin = { "", 0 } };
    poise_attachment attachment = { .size = sizeof attachment, .data = png, .data_len = SIZE };
    struct poise__media_input input = { .text = &text,
                                        .attachments = &attachment,
                                        .attachment_count = 1 };

    for (uint32_t i = 0, x = 1; i < SIZE; i++, x = x * 1664525 + 1013904223)
        png[i] = (char)(x >> 24);
    memcpy(png + SIZE - 12, "\0\0\0\0IEND\xAE\x42\x60\x82", 12);
    printf("\n%-30s %14s\n", "attachment of 64 KiB", "us");
    for (int kind = 0; kind < 4; kind++) {
        double best = 0;

        if (kind == 2 && poise__magic_new(&b->alloc, NULL, &input.magic) != POISE_OK) break;
        memcpy(png, kind % 2 ? "\1\2\3\4" : head, kind % 2 ? 4 : sizeof head - 1);
        for (int i = 0; i < CALLS; i++) {
            double start = now();

            must(poise__media_find(&b->media, &input));
            double took = now() - start;
            if (i == 0 || took < best) best = took;
        }
        printf("%-30s %14.1f\n",
               (const char *const[]){ "a picture", "no known format", "a picture, with libmagic",
                                      "no known format, with libmagic" }[kind],
               best * 1e6);
    }
    poise__magic_free(input.magic);
}

/* Returns how many texts grow faster than they should. */
static int table_growth(struct bench *b)
{
    char *text = malloc(LARGE);
    int bad = 0;

    if (!text) abort();
    printf("%-30s %14s %14s %8s\n", "hostile text", "ns/B at 4 KiB", "ns/B at 1 MiB", "ratio");
    for (size_t i = 0; i < hostile_count; i++) {
        hostile_fill(&hostile_texts[i], text, LARGE);
        double small = check_time(b, text, SMALL) / SMALL,
               large = check_time(b, text, LARGE) / LARGE;

        bad += large > 2 * small;
        printf("%-30s %14.2f %14.2f %8.2f%s\n", hostile_texts[i].name, small * 1e9, large * 1e9,
               large / small, large > 2 * small ? "  <- over 2" : "");
    }
    free(text);
    return bad;
}

int main(int argc, char **argv)
{
    struct bench b;
    long count = argc > 1 ? strtol(argv[1], NULL, 10) : REPLIES;

    if (count < 1 || count > 1000000) {
        fprintf(stderr, "Usage: bench [REPLIES]\n");
        return 2;
    }
    bench_init(&b);
    table_stages(&b, (size_t)count);
    table_attachments(&b);
    table_scan((size_t)count);
    table_decisions();
    printf("\n");
    int bad = table_growth(&b);
    printf("\n%d of %zu hostile texts cost more than twice as much a byte at 1 MiB\n", bad,
           hostile_count);
    bench_release(&b);
    return 0;
}
