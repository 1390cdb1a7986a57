/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * pdq.c: how long a list of flagged pictures is searched, and how long a picture is hashed.
 * Usage: bench_pdq [HASHES]
 */
#include "clock.h"

#include "media/file/pdq.h"

enum { ROUNDS = 15, HASHES = 1000000, WIDTH = 1024, HEIGHT = 768, CHANNELS = 3 };

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

/* Seconds, best of all rounds, until a hash that is not on the list is known not to be. */
static double search_time(const struct poise__pdq_list *list, uint64_t *seed)
{
    double best = 1e9;

    for (int round = 0; round < ROUNDS; round++) {
        const struct poise__pdq asked = random_hash(seed);
        const double start = now();
        if (poise__pdq_list_has(list, &asked)) abort();
        const double took = now() - start;
        if (took < best) best = took;
    }
    return best;
}

static double hash_time(uint64_t *seed)
{
    static uint8_t data[WIDTH * HEIGHT * CHANNELS];
    const poise_pixels pixels = { sizeof pixels, WIDTH, HEIGHT, CHANNELS, data, sizeof data, 0 };
    double best = 1e9;

    for (size_t i = 0; i < sizeof data; i++) data[i] = (uint8_t)random_next(seed);
    for (int round = 0; round < ROUNDS; round++) {
        poise_pdq pdq = { .size = sizeof pdq };
        const double start = now();
        if (poise_pdq_hash(NULL, &pixels, &pdq) != POISE_OK) abort();
        const double took = now() - start;
        if (took < best) best = took;
    }
    return best;
}

int main(int argc, char **argv)
{
    const long count = argc > 1 ? strtol(argv[1], NULL, 10) : HASHES;
    struct poise__pdq_list list;
    poise_alloc alloc;
    uint64_t seed = 1;

    if (count < 1 || count > 10 * HASHES) {
        fprintf(stderr, "Usage: bench_pdq [HASHES]\n");
        return 2;
    }
    poise__alloc_init(&alloc, NULL);
    poise__pdq_list_init(&list);
    for (long i = 0; i < count; i++) {
        const struct poise__pdq hash = random_hash(&seed);
        if (poise__pdq_list_add(&list, &alloc, &hash) != POISE_OK) abort();
    }
    printf("%ld hashes searched in %.2f ms, best of %d\n", count, search_time(&list, &seed) * 1e3,
           ROUNDS);
    printf("%d x %d pixels hashed in %.2f ms, best of %d\n", WIDTH, HEIGHT, hash_time(&seed) * 1e3,
           ROUNDS);
    poise__pdq_list_release(&list, &alloc);
    return 0;
}
