/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * pdq.c: the one file of the library that computes with floats. The algorithm is defined by Meta's
 * reference in C++ (facebook/ThreatExchange, pdq/cpp), which rounds to single precision at every
 * step, and a sum taken in another order is another hash. So each operation stands here in the
 * order of the reference; the build forbids the compiler to contract them (-ffp-contract=off), and
 * nothing is asked of the C library, so that every machine with IEEE singles gives the same bits.
 *
 * The reference keeps two copies of the picture. Here a picture flows through its four filters row
 * by row, and what must wait are the rows of one window: height / 128 of them.
 */
#include "media/file/pdq.h"

#include <string.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

/* The picture is shrunk to SIDE x SIDE; the hash has the lowest WAVES x WAVES frequencies. */
enum { SIDE = 64, WAVES = 16, BITS = WAVES * WAVES };

/* Smaller pictures have no hash, says the reference (MIN_HASHABLE_DIM). */
enum { SIDE_MIN = 5 };

struct small {
    float at[SIDE][SIDE];
};

struct spectrum {
    float at[WAVES][WAVES];
};

/* ---- Means of a moving window -------------------------------------------------------------- */

/*
 * Mean i is taken of inputs i - behind to i + ahead, as far as there are such, so of fewer at
 * either end. There are at least as many inputs as the window is wide.
 */
struct window {
    uint32_t count; /* of inputs, and so of means */
    uint32_t ahead;
    uint32_t behind;
};

/* Half a pixel of the small picture, rounded up: two passes over such windows weigh like a tent. */
static struct window window_of(uint32_t count)
{
    const uint32_t width = (count + 2 * SIDE - 1) / (2 * SIDE);

    return (struct window){ count, width / 2, width - 1 - width / 2 };
}

static uint32_t window_width(const struct window *window)
{
    return window->behind + 1 + window->ahead;
}

/* Of how many inputs mean i is taken. */
static float window_inputs(const struct window *window, uint32_t i)
{
    const uint32_t first = i < window->behind ? 0 : i - window->behind;
    const uint32_t left = window->count - first, width = i - first + 1 + window->ahead;

    return (float)(width < left ? width : left);
}

/* The means along a row. */
static void row_means(const struct window *window, const float *in, float *out)
{
    float sum = 0;

    for (uint32_t i = 0; i < window->ahead; i++) sum += in[i];
    for (uint32_t i = 0; i < window->count; i++) {
        if (i + window->ahead < window->count) sum += in[i + window->ahead];
        if (i > window->behind) sum -= in[i - window->behind - 1];
        out[i] = sum / window_inputs(window, i);
    }
}

/* The means down all columns at once: rows go in, and `ahead` rows later means come out. */
struct columns {
    struct window window;
    uint32_t width; /* of a row */
    uint32_t taken; /* rows so far */
    float *sums;    /* of the rows in the window */
    float *rows;    /* in the window; the row that enters lies where the one that leaves lay */
};

static size_t columns_floats(const struct window *window, uint32_t width)
{
    return (size_t)width * (1 + window_width(window));
}

/* memory: columns_floats of them, all zero. */
static struct columns columns_of(struct window window, uint32_t width, float *memory)
{
    return (struct columns){ window, width, 0, memory, memory + width };
}

/*
 * Take a row; behind the last one, `ahead` rows of zeros. Whether means came out. Before the first
 * row there are zeros too: to add or subtract a zero changes no sum.
 */
static bool columns_take(struct columns *c, const float *row, float *out)
{
    float *leaving = c->rows + (size_t)c->width * (c->taken++ % window_width(&c->window));

    for (uint32_t x = 0; x < c->width; x++) {
        c->sums[x] = c->sums[x] + row[x] - leaving[x];
        leaving[x] = row[x];
    }
    if (c->taken <= c->window.ahead) return false;
    const float inputs = window_inputs(&c->window, c->taken - 1 - c->window.ahead);
    for (uint32_t x = 0; x < c->width; x++) out[x] = c->sums[x] / inputs;
    return true;
}

/* ---- From pixels to the small picture ------------------------------------------------------- */

static void luma_row(const poise_pixels *pixels, uint32_t y, float *out)
{
    const uint8_t *p = pixels->data + pixels->stride * y;

    for (uint32_t x = 0; x < pixels->width; x++, p += pixels->channels)
        out[x] = pixels->channels == 1
                     ? (float)p[0]
                     : 0.299f * (float)p[0] + 0.587f * (float)p[1] + 0.114f * (float)p[2];
}

/* Which of `count` pixels lies in the middle of pixel i of the small picture. */
static uint32_t middle_of(uint32_t i, uint32_t count)
{
    return (2 * i + 1) * count / (2 * SIDE);
}

/*
 * Two passes, each along the rows and down the columns, and of the result the pixels in the middle
 * of those of the small picture. Only columns that have such pixels go through the last filter.
 */
struct shrinking {
    struct window across;
    struct columns first, second;
    float *row, *means; /* as wide as the picture */
    uint32_t done;      /* rows of the small picture */
    struct small *small;
};

static void second_pass(struct shrinking *s, const float *row)
{
    float means[SIDE];

    if (!columns_take(&s->second, row, means)) return;
    const struct window *down = &s->second.window;
    const uint32_t y = s->second.taken - 1 - down->ahead;
    for (; s->done < SIDE && middle_of(s->done, down->count) == y; s->done++)
        memcpy(s->small->at[s->done], means, sizeof means);
}

/* row may be s->means. */
static void first_pass(struct shrinking *s, const float *row)
{
    float picked[SIDE];

    if (!columns_take(&s->first, row, s->row)) return;
    row_means(&s->across, s->row, s->means);
    for (uint32_t x = 0; x < SIDE; x++) picked[x] = s->means[middle_of(x, s->across.count)];
    second_pass(s, picked);
}

static void shrink_rows(struct shrinking *s, const poise_pixels *pixels)
{
    const float none[SIDE] = { 0 };

    for (uint32_t y = 0; y < pixels->height; y++) {
        luma_row(pixels, y, s->row);
        row_means(&s->across, s->row, s->means);
        first_pass(s, s->means);
    }
    for (uint32_t i = 0; i < s->first.window.ahead; i++) {
        memset(s->means, 0, pixels->width * sizeof *s->means);
        first_pass(s, s->means);
    }
    for (uint32_t i = 0; i < s->second.window.ahead; i++) second_pass(s, none);
}

static poise_status shrink(const poise_alloc *alloc, const poise_pixels *pixels,
                           struct small *small)
{
    const struct window across = window_of(pixels->width), down = window_of(pixels->height);
    const size_t first = columns_floats(&down, pixels->width), second = columns_floats(&down, SIDE);
    const size_t size = (first + second + 2 * (size_t)pixels->width) * sizeof(float);
    float *memory = poise__acquire_zero(alloc, size);

    if (!memory) return POISE_E_NOMEM;
    struct shrinking s = { .across = across,
                           .first = columns_of(down, pixels->width, memory),
                           .second = columns_of(down, SIDE, memory + first),
                           .row = memory + first + second,
                           .means = memory + first + second + pixels->width,
                           .small = small };
    shrink_rows(&s, pixels);
    poise__release(alloc, memory, size);
    return POISE_OK;
}

/* A picture of the right size is taken as it is, without blurring it. */
static poise_status small_of(const poise_alloc *alloc, const poise_pixels *pixels,
                             struct small *small)
{
    if (pixels->width != SIDE || pixels->height != SIDE) return shrink(alloc, pixels, small);
    for (uint32_t y = 0; y < SIDE; y++) luma_row(pixels, y, small->at[y]);
    return POISE_OK;
}

/* ---- From the small picture to bits ---------------------------------------------------------- */

/* A step between neighbours in percent of the whole range; what is less than one is no edge. */
static uint32_t step(float from, float to)
{
    const int32_t percent = (int32_t)((from - to) * 100.0f / 255.0f);

    return (uint32_t)(percent < 0 ? -percent : percent);
}

/* 90 is the reference's, found by trial on pictures, as is that it stops at 100. */
static uint32_t quality_of(const struct small *small)
{
    uint32_t sum = 0;

    for (uint32_t y = 0; y < SIDE; y++)
        for (uint32_t x = 0; x < SIDE; x++) {
            if (y + 1 < SIDE) sum += step(small->at[y][x], small->at[y + 1][x]);
            if (x + 1 < SIDE) sum += step(small->at[y][x], small->at[y][x + 1]);
        }
    return sum / 90 < 100 ? sum / 90 : 100;
}

/*
 * sqrt(2 / 64) * cos(k * pi / 128), each rounded once. The reference's matrix has at wave i and
 * place j the value of k = (i + 1) * (2 * j + 1), which is never a multiple of 64.
 */
static const float quarter_wave[64] = {
    0x1.6a09e6p-3f, 0x1.69edfcp-3f, 0x1.699a42p-3f, 0x1.690ec6p-3f, 0x1.684b9cp-3f, 0x1.6750e4p-3f,
    0x1.661ec2p-3f, 0x1.64b568p-3f, 0x1.63150ap-3f, 0x1.613decp-3f, 0x1.5f3056p-3f, 0x1.5cec98p-3f,
    0x1.5a730cp-3f, 0x1.57c414p-3f, 0x1.54e018p-3f, 0x1.51c78cp-3f, 0x1.4e7ae8p-3f, 0x1.4afab2p-3f,
    0x1.474772p-3f, 0x1.4361bap-3f, 0x1.3f4a24p-3f, 0x1.3b015p-3f,  0x1.3687eap-3f, 0x1.31dea2p-3f,
    0x1.2d062ep-3f, 0x1.27ff5p-3f,  0x1.22caccp-3f, 0x1.1d6972p-3f, 0x1.17dc14p-3f, 0x1.12238ep-3f,
    0x1.0c40c2p-3f, 0x1.063498p-3f, 0x1p-3f,        0x1.f347dap-4f, 0x1.e642b8p-4f, 0x1.d8f29ap-4f,
    0x1.cb598cp-4f, 0x1.bd79aap-4f, 0x1.af5516p-4f, 0x1.a0edfep-4f, 0x1.92469cp-4f, 0x1.83613p-4f,
    0x1.74400ap-4f, 0x1.64e57ap-4f, 0x1.5553e4p-4f, 0x1.458daap-4f, 0x1.35953cp-4f, 0x1.256d12p-4f,
    0x1.1517a8p-4f, 0x1.049782p-4f, 0x1.e7de5ep-5f, 0x1.c6427ap-5f, 0x1.a4608ap-5f, 0x1.823dc8p-5f,
    0x1.5fdf76p-5f, 0x1.3d4aep-5f,  0x1.1a855ep-5f, 0x1.ef2894p-6f, 0x1.a8fa12p-6f, 0x1.628a08p-6f,
    0x1.1be352p-6f, 0x1.aa21a8p-7f, 0x1.1c3af6p-7f, 0x1.1c50e2p-8f
};

static float wave_at(uint32_t wave, uint32_t place)
{
    uint32_t k = (wave + 1) * (2 * place + 1) % 256;

    if (k > 128) k = 256 - k;
    return k < 64 ? quarter_wave[k] : -quarter_wave[128 - k];
}

/* The two-dimensional cosine transform, first down the columns, then along the rows. */
static void transform(const struct small *small, struct spectrum *out)
{
    float waves[WAVES][SIDE], down[SIDE];

    for (uint32_t i = 0; i < WAVES; i++)
        for (uint32_t j = 0; j < SIDE; j++) waves[i][j] = wave_at(i, j);
    for (uint32_t i = 0; i < WAVES; i++) {
        for (uint32_t x = 0; x < SIDE; x++) down[x] = 0;
        for (uint32_t y = 0; y < SIDE; y++)
            for (uint32_t x = 0; x < SIDE; x++) down[x] += waves[i][y] * small->at[y][x];
        for (uint32_t j = 0; j < WAVES; j++) {
            float sum = 0;
            for (uint32_t x = 0; x < SIDE; x++) sum += down[x] * waves[j][x];
            out->at[i][j] = sum;
        }
    }
}

static int floats_compare(const void *left, const void *right)
{
    const float a = *(const float *)left, b = *(const float *)right;

    return (a > b) - (a < b);
}

/* Of an even number of values the lower of the two in the middle, as the reference has it. */
static float median_of(const struct spectrum *spectrum)
{
    float sorted[BITS];

    memcpy(sorted, spectrum->at, sizeof sorted);
    poise__sort(sorted, BITS, sizeof *sorted, floats_compare);
    return sorted[BITS / 2 - 1];
}

/* Bit i * WAVES + j, counted from the end of the hash. */
static void bits_of(const struct spectrum *spectrum, uint8_t *hash)
{
    const float median = median_of(spectrum);

    for (uint32_t bit = 0; bit < BITS; bit++)
        if (spectrum->at[bit / WAVES][bit % WAVES] > median)
            hash[(BITS - 1 - bit) / 8] |= (uint8_t)(1u << bit % 8);
}

poise_status poise__pdq_hash(const poise_alloc *alloc, const poise_pixels *pixels, poise_pdq *out)
{
    struct small small;
    struct spectrum spectrum;

    *out = (poise_pdq){ .size = sizeof *out };
    if (pixels->width < SIDE_MIN || pixels->height < SIDE_MIN) return POISE_OK;
    poise_status st = small_of(alloc, pixels, &small);
    if (st != POISE_OK) return st;
    out->quality = quality_of(&small);
    transform(&small, &spectrum);
    bits_of(&spectrum, out->hash);
    return POISE_OK;
}
