/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "../oom/failing_alloc.h"
#include "media/file/pdq.h"

#include <poise/poise.h>

#include <stdio.h>

/* ---- Hashing ------------------------------------------------------------------------------ */

enum pattern { FLAT, RAMP, RINGS, CHECKS, NOISE };

static uint8_t noise_next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint8_t)(*seed >> 24);
}

/* A pixel's channel. Noise goes through the bytes of the picture in their order. */
static uint8_t sample(enum pattern pattern, uint32_t x, uint32_t y, uint32_t channel,
                      uint32_t *seed)
{
    switch (pattern) {
    case FLAT: return (uint8_t)(77 + 40 * channel);
    case RAMP: return (uint8_t)(x * 3 + y * 2 + channel * 50);
    case RINGS: return (uint8_t)((x * x + y * y + x * y * channel) / 64);
    case CHECKS: return (x / 7 + y / 5 + channel) % 2 ? 240 : 15;
    case NOISE: return noise_next(seed);
    }
    return 0;
}

/* Pixels of exactly their size, so that an address checker sees one byte too many. */
static poise_pixels picture(enum pattern pattern, uint32_t width, uint32_t height,
                            uint32_t channels)
{
    const size_t len = (size_t)width * height * channels;
    uint8_t *data = malloc(len), *p = data;
    uint32_t seed = 1;

    assert_non_null(data);
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++)
            for (uint32_t c = 0; c < channels; c++) *p++ = sample(pattern, x, y, c, &seed);
    return (poise_pixels){ .size = sizeof(poise_pixels),
                           .width = width,
                           .height = height,
                           .channels = channels,
                           .data = data,
                           .data_len = len };
}

static void picture_free(const poise_pixels *pixels)
{
    free((void *)(uintptr_t)pixels->data);
}

static poise_pdq hash_of(const poise_pixels *pixels)
{
    poise_pdq pdq = { .size = sizeof pdq };

    assert_int_equal(poise_pdq_hash(NULL, pixels, &pdq), POISE_OK);
    return pdq;
}

static const char *hex_of(const poise_pdq *pdq, char *hex)
{
    for (size_t i = 0; i < sizeof pdq->hash; i++) snprintf(hex + 2 * i, 3, "%02x", pdq->hash[i]);
    return hex;
}

/* What Meta's reference in C++ says of the same pixels. */
static void hashes_are_those_of_the_reference(void **state)
{
    static const struct {
        enum pattern pattern;
        uint32_t width, height, channels, quality;
        const char *hash;
    } vectors[] = {
        { NOISE, 1, 1, 1, 0, "0000000000000000000000000000000000000000000000000000000000000000" },
        { NOISE, 1, 50, 1, 0, "0000000000000000000000000000000000000000000000000000000000000000" },
        { RAMP, 4, 300, 3, 0, "0000000000000000000000000000000000000000000000000000000000000000" },
        { NOISE, 300, 4, 1, 0, "0000000000000000000000000000000000000000000000000000000000000000" },
        { NOISE, 5, 5, 1, 100, "6e5b69d891a4962793a461d86e5b9e27e3f069da6e5b69d891a4962593a461d8" },
        { RINGS, 5, 700, 3, 100,
          "294a7c1f93a4d6378b62c3707c1fd63771d83c0f695acb62a1e093246c5b3c0f" },
        { NOISE, 63, 64, 1, 100,
          "18dca35757f9f08593c5d2cc971b1b30ed0042ccf30f72efe20161753f22e553" },
        { NOISE, 64, 64, 1, 100,
          "310f1cabcc242ac3ae25fbf5cd39023dead340103a11c336abde3a5bb555f2c5" },
        { RINGS, 64, 64, 3, 5, "d7dd8155209090450acf85cd882ec451acffdd8d028ae1858eefdedd0aaadddd" },
        { NOISE, 64, 65, 3, 100,
          "3532fb51abae568c352b99f8af1f1becdc3d50389fd5de0b86900bc405c0a62c" },
        { FLAT, 100, 100, 1, 0,
          "00002c4b2c4b0000000000008200017e0000cc530000554b13a0554b585e1706" },
        { FLAT, 100, 100, 3, 0,
          "00002c4b2c4b2c4b11342c4b2c4b1134113411342c4bcc532c4b2c4b2c4b017e" },
        { RAMP, 127, 90, 1, 100,
          "e8ae1d5770b80f065cf5ab8a513c0d4768aecd5598bcd302ae3554e2a74cf2b9" },
        { RINGS, 128, 129, 4, 100,
          "bc2061e7ce0098efb790aa7fac88493f5ac054bf55682d07b36a5553557e5554" },
        { CHECKS, 129, 128, 3, 100,
          "f800fffff000fffff000ffffe000fff8e000ffe0e000ffc0e000ff80e000ff80" },
        { RINGS, 200, 150, 3, 100,
          "03025fdfb02045d79e3c71c0c33f9c40b97f36e0251f2b7caac1b24faedc2ad8" },
        { CHECKS, 256, 256, 1, 100,
          "5555555555555555555555555555555555555555555555555555555555555555" },
        { NOISE, 257, 383, 1, 100,
          "7dc5f22a613e1291a35edd5e542acf8d9ebe5462d1e9934533894740f1bd0e12" },
        { RAMP, 385, 513, 4, 100,
          "5557ff550000ff550027ff554140ff55fe1554ff040054ff004254ff81ce54ff" },
        { RINGS, 512, 512, 1, 100,
          "3f807f00fc07f01fe07fe0ffc3ffc3fa87fa0fe00fe01f801f803e003f803e00" },
        { CHECKS, 640, 360, 3, 100,
          "9945ffff8800ffff0020fffffeb8ffff000000000000000073d8ffff0208ffff" },
        { RINGS, 1025, 9, 3, 100,
          "88d96a9d9dca6ab18ada61b98ada9e4675259e467535954e6735156237263730" },
        { RAMP, 31, 1000, 1, 100,
          "fbffaaaa0e80aab21468afe25568bfe294687fe206282fe20a38a8967548bfe2" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        char hex[2 * sizeof(((poise_pdq *)0)->hash) + 1];
        const poise_pixels pixels = picture(vectors[i].pattern, vectors[i].width, vectors[i].height,
                                            vectors[i].channels);
        const poise_pdq pdq = hash_of(&pixels);
        print_message("%u x %u x %u\n", pixels.width, pixels.height, pixels.channels);
        assert_string_equal(hex_of(&pdq, hex), vectors[i].hash);
        assert_int_equal(pdq.quality, vectors[i].quality);
        picture_free(&pixels);
    }
}

static void what_lies_between_rows_and_beside_colours_does_not_matter(void **state)
{
    enum { WIDTH = 90, HEIGHT = 70, STRIDE = WIDTH * 4 + 5 };
    const poise_pixels tight = picture(RINGS, WIDTH, HEIGHT, 3);
    const size_t len = (HEIGHT - 1) * STRIDE + WIDTH * 4;
    uint8_t *data = malloc(len);

    (void)state;
    assert_non_null(data);
    memset(data, 0xA5, len);
    for (size_t y = 0; y < HEIGHT; y++)
        for (size_t x = 0; x < WIDTH; x++)
            memcpy(data + y * STRIDE + x * 4, tight.data + (y * WIDTH + x) * 3, 3);
    const poise_pixels loose = { .size = sizeof loose,
                                 .width = WIDTH,
                                 .height = HEIGHT,
                                 .channels = 4,
                                 .data = data,
                                 .data_len = len,
                                 .stride = STRIDE };
    const poise_pdq a = hash_of(&tight), b = hash_of(&loose);
    assert_memory_equal(a.hash, b.hash, sizeof a.hash);
    assert_int_equal(a.quality, b.quality);
    free(data);
    picture_free(&tight);
}

static void pixels_that_cannot_be_are_refused(void **state)
{
    static const uint8_t data[300];
    const poise_pixels fine = {
        .size = sizeof fine, .width = 10, .height = 10, .channels = 3, .data = data, .data_len = 300
    };
    poise_pdq out = { .size = sizeof out };

    (void)state;
    assert_int_equal(poise_pdq_hash(NULL, &fine, &out), POISE_OK);
    assert_int_equal(poise_pdq_hash(NULL, NULL, &out), POISE_E_ARG);
    assert_int_equal(poise_pdq_hash(NULL, &fine, NULL), POISE_E_ARG);
#define REFUSED(member, value)                                                                     \
    do {                                                                                           \
        poise_pixels pixels = fine;                                                                \
        pixels.member = (value);                                                                   \
        out.quality = 7;                                                                           \
        assert_int_equal(poise_pdq_hash(NULL, &pixels, &out), POISE_E_ARG);                        \
        assert_int_equal(out.quality, 7);                                                          \
    } while (0)
    REFUSED(width, 0);
    REFUSED(width, 11);
    REFUSED(width, POISE_PIXELS_SIDE_MAX + 1);
    REFUSED(width, UINT32_MAX);
    REFUSED(height, 0);
    REFUSED(height, 11);
    REFUSED(height, UINT32_MAX);
    REFUSED(channels, 0);
    REFUSED(channels, 2);
    REFUSED(channels, 4);
    REFUSED(channels, UINT32_MAX);
    REFUSED(data, NULL);
    REFUSED(data_len, 0);
    REFUSED(data_len, 299);
    REFUSED(stride, 29);
    REFUSED(stride, 31);
    REFUSED(stride, UINT64_MAX);
    REFUSED(stride, UINT64_MAX / 9 + 31); /* times 9 it wraps to few */
}

static void hashing_survives_every_failure(void **state)
{
    const poise_pixels pixels = picture(RAMP, 130, 140, 3);
    struct failing_alloc failing = { 0 };
    poise_alloc alloc = failing_alloc_of(&failing);
    poise_status st = POISE_E_NOMEM;

    (void)state;
    for (uint64_t at = 1; st != POISE_OK; at++) {
        poise_pdq pdq = { .size = sizeof pdq, .quality = 7 };
        failing.calls = 0;
        failing.fail_at = at;
        st = poise_pdq_hash(&alloc, &pixels, &pdq);
        assert_int_equal(st, at == 1 ? POISE_E_NOMEM : POISE_OK);
        if (st != POISE_OK) assert_int_equal(pdq.quality, 7);
        assert_int_equal(failing.live, 0);
    }
    assert_false(failing.lied);
    picture_free(&pixels);
}

/* ---- Comparing ---------------------------------------------------------------------------- */

static uint64_t random_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static struct poise__pdq random_hash(uint64_t *seed)
{
    struct poise__pdq hash;

    for (size_t i = 0; i < 4; i++) hash.words[i] = random_next(seed);
    return hash;
}

/* The same hash with `count` bits turned. */
static struct poise__pdq turned(struct poise__pdq hash, uint32_t count, uint64_t *seed)
{
    struct poise__pdq mask = { { 0 } };

    while (count) {
        const uint64_t bit = random_next(seed) % 256;
        if (mask.words[bit / 64] >> bit % 64 & 1) continue;
        mask.words[bit / 64] |= UINT64_C(1) << bit % 64;
        count--;
    }
    for (size_t i = 0; i < 4; i++) hash.words[i] ^= mask.words[i];
    return hash;
}

static uint32_t distance_bit_by_bit(const struct poise__pdq *a, const struct poise__pdq *b)
{
    uint32_t count = 0;

    for (size_t bit = 0; bit < 256; bit++)
        count += (uint32_t)((a->words[bit / 64] ^ b->words[bit / 64]) >> bit % 64 & 1);
    return count;
}

static void distances_are_counted_bits(void **state)
{
    const struct poise__pdq none = { { 0 } },
                            all = { { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX } };
    uint64_t seed = 1;

    (void)state;
    assert_int_equal(poise__pdq_distance(&none, &none), 0);
    assert_int_equal(poise__pdq_distance(&none, &all), 256);
    for (uint32_t i = 0; i <= 256; i++) {
        const struct poise__pdq a = random_hash(&seed), b = turned(a, i, &seed);
        assert_int_equal(poise__pdq_distance(&a, &b), i);
        assert_int_equal(distance_bit_by_bit(&a, &b), i);
    }
}

static void a_list_has_what_differs_in_31_bits_at_most(void **state)
{
    enum { HASHES = 300, ASKED = 20 };
    struct poise__pdq hashes[HASHES];
    static const uint32_t distances[] = { 0, 1, 30, 31, 32, 33, 128 };
    struct poise__pdq_list list;
    poise_alloc alloc;
    uint64_t seed = 2;

    (void)state;
    poise__alloc_init(&alloc, NULL);
    poise__pdq_list_init(&list);
    const struct poise__pdq first = random_hash(&seed);
    assert_false(poise__pdq_list_has(&list, &first));
    for (size_t i = 0; i < HASHES; i++) {
        hashes[i] = random_hash(&seed);
        assert_int_equal(poise__pdq_list_add(&list, &alloc, &hashes[i]), POISE_OK);
    }
    for (size_t i = 0; i < HASHES; i += HASHES / ASKED)
        for (size_t d = 0; d < sizeof distances / sizeof distances[0]; d++) {
            const struct poise__pdq asked = turned(hashes[i], distances[d], &seed);
            bool has = false;
            for (size_t k = 0; k < HASHES; k++)
                has = has || distance_bit_by_bit(&hashes[k], &asked) <= 31;
            assert_int_equal(poise__pdq_list_has(&list, &asked), has);
            assert_int_equal(has, distances[d] <= 31);
        }
    poise__pdq_list_release(&list, &alloc);
}

/* All differing bits in one half, where the other half alone would say "the same". */
static void where_bits_differ_does_not_matter(void **state)
{
    struct poise__pdq_list list;
    const struct poise__pdq none = { { 0 } };
    poise_alloc alloc;

    (void)state;
    poise__alloc_init(&alloc, NULL);
    poise__pdq_list_init(&list);
    assert_int_equal(poise__pdq_list_add(&list, &alloc, &none), POISE_OK);
    for (size_t word = 0; word < 4; word++) {
        struct poise__pdq asked = none;
        asked.words[word] = UINT64_MAX >> 33;
        assert_true(poise__pdq_list_has(&list, &asked));
        asked.words[word] = UINT64_MAX >> 32;
        assert_false(poise__pdq_list_has(&list, &asked));
        asked.words[word] >>= 1;
        asked.words[3 - word] = 1;
        assert_false(poise__pdq_list_has(&list, &asked));
    }
    poise__pdq_list_release(&list, &alloc);
}

static void a_list_survives_every_failure(void **state)
{
    struct failing_alloc failing = { 0 };
    poise_alloc alloc = failing_alloc_of(&failing);
    struct poise__pdq_list list;
    uint64_t seed = 3;
    uint32_t failures = 0;

    (void)state;
    poise__pdq_list_init(&list);
    for (uint32_t i = 0; i < 100; i++) {
        const struct poise__pdq hash = random_hash(&seed);
        poise_status st = POISE_E_NOMEM;
        for (uint64_t n = 1; st != POISE_OK; n++) {
            failing.fail_at = failing.calls + n;
            st = poise__pdq_list_add(&list, &alloc, &hash);
            if (st == POISE_OK) break;
            assert_int_equal(st, POISE_E_NOMEM);
            assert_int_equal(list.tails.count, i);
            assert_false(poise__pdq_list_has(&list, &hash));
            failures++;
        }
        assert_int_equal(list.heads.count, list.tails.count);
        assert_true(poise__pdq_list_has(&list, &hash));
    }
    assert_true(failures > 2); /* both arrays, and more than once */
    poise__pdq_list_release(&list, &alloc);
    assert_int_equal(failing.live, 0);
    assert_false(failing.lied);
}

static const char fine[] = "0123456789abcdefFEDCBA9876543210"
                           "00000000000000008000000000000001";

static void a_hash_is_read_from_64_digits(void **state)
{
    struct poise__pdq hash, other = { { 5 } };

    (void)state;
    assert_true(poise__pdq_parse(fine, 64, &hash));
    assert_true(hash.words[0] == UINT64_C(0x0123456789abcdef));
    assert_true(hash.words[1] == UINT64_C(0xfedcba9876543210));
    assert_true(hash.words[2] == 0);
    assert_true(hash.words[3] == UINT64_C(0x8000000000000001));
    assert_false(poise__pdq_parse(fine, 63, &other));
    assert_false(poise__pdq_parse(fine, 65, &other));
    assert_false(poise__pdq_parse("", 0, &other));
    for (size_t i = 0; i < 64; i++)
        for (const char *bad = "gG/:@`\x80 "; *bad; bad++) {
            char text[64];
            memcpy(text, fine, sizeof text);
            text[i] = *bad;
            assert_false(poise__pdq_parse(text, sizeof text, &other));
        }
    assert_true(other.words[0] == 5);
}

/* ---- Attachments -------------------------------------------------------------------------- */

static void the_digest_of_a_draft_knows_nothing_of_it(void **state)
{
    poise_attachment file = { .size = sizeof file, .name = "a.png", .data = "x", .data_len = 1 };
    poise_draft draft = { .size = sizeof draft, .attachments = &file, .attachment_count = 1 };
    char without[65], with[65];

    (void)state;
    assert_int_equal(poise_draft_digest(&draft, without), POISE_OK);
    file.pdq = fine;
    file.pdq_quality = 100;
    assert_int_equal(poise_draft_digest(&draft, with), POISE_OK);
    assert_string_equal(with, without);
}

static void a_hash_that_is_none_is_refused(void **state)
{
    static const struct {
        const char *pdq;
        uint32_t quality;
        poise_status status;
    } cases[] = {
        { NULL, 0, POISE_OK },
        { fine, 0, POISE_OK },
        { fine, 100, POISE_OK },
        { fine, 101, POISE_E_ARG },
        { NULL, 101, POISE_E_ARG },
        { fine, UINT32_MAX, POISE_E_ARG },
        { "", 100, POISE_E_ARG },
        { fine + 1, 100, POISE_E_ARG },
        { "0123456789abcdefFEDCBA987654321000000000000000008000000000000001f", 100, POISE_E_ARG },
        { "0123456789abcdefFEDCBA9876543210000000000000000080000000000000-1", 100, POISE_E_ARG },
    };
    poise_checker *checker = NULL;
    poise_report *report = NULL;

    (void)state;
    assert_int_equal(poise_checker_new(NULL, NULL, &checker), POISE_OK);
    assert_int_equal(poise_report_new(NULL, &report), POISE_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const poise_attachment file = { .size = sizeof file,
                                        .pdq = cases[i].pdq,
                                        .pdq_quality = cases[i].quality };
        const poise_draft draft = { .size = sizeof draft,
                                    .attachments = &file,
                                    .attachment_count = 1 };
        assert_int_equal(poise_check(checker, &draft, report), cases[i].status);
    }
    poise_report_free(report);
    poise_checker_free(checker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_those_of_the_reference),
        cmocka_unit_test(what_lies_between_rows_and_beside_colours_does_not_matter),
        cmocka_unit_test(pixels_that_cannot_be_are_refused),
        cmocka_unit_test(hashing_survives_every_failure),
        cmocka_unit_test(distances_are_counted_bits),
        cmocka_unit_test(a_list_has_what_differs_in_31_bits_at_most),
        cmocka_unit_test(where_bits_differ_does_not_matter),
        cmocka_unit_test(a_list_survives_every_failure),
        cmocka_unit_test(a_hash_is_read_from_64_digits),
        cmocka_unit_test(the_digest_of_a_draft_knows_nothing_of_it),
        cmocka_unit_test(a_hash_that_is_none_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
