/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/pdq.h"

#include "base/ascii.h"

enum { WORDS = 4, DIGITS_A_WORD = POISE__PDQ_DIGITS / WORDS };

bool poise__pdq_parse(const char *digits, size_t len, struct poise__pdq *hash)
{
    struct poise__pdq read = { { 0 } };

    if (len != POISE__PDQ_DIGITS) return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char digit = (unsigned char)poise__lower(digits[i]);
        if (!poise__is_hex(digit)) return false;
        const int value = poise__is_digit(digit) ? digit - '0' : digit - 'a' + 10;
        uint64_t *word = &read.words[i / DIGITS_A_WORD];
        *word = *word << 4 | (uint64_t)value;
    }
    *hash = read;
    return true;
}

/*
 * Bits set in two words, counted side by side: the compiler's builtin is a call to a table where
 * the machine is not known to have an instruction for it. Fields of 4 bits hold up to 8 after the
 * two words are added, fields of 8 bits up to 16.
 */
static uint32_t bits_of_pair(uint64_t a, uint64_t b)
{
    const uint64_t odd = UINT64_C(0x5555555555555555), pairs = UINT64_C(0x3333333333333333);
    const uint64_t nibbles = UINT64_C(0x0f0f0f0f0f0f0f0f), ones = UINT64_C(0x0101010101010101);

    a -= a >> 1 & odd;
    b -= b >> 1 & odd;
    a = (a & pairs) + (a >> 2 & pairs) + (b & pairs) + (b >> 2 & pairs);
    a = (a & nibbles) + (a >> 4 & nibbles);
    return (uint32_t)(a * ones >> 56);
}

static uint32_t half_distance(const uint64_t *a, const uint64_t *b)
{
    return bits_of_pair(a[0] ^ b[0], a[1] ^ b[1]);
}

uint32_t poise__pdq_distance(const struct poise__pdq *a, const struct poise__pdq *b)
{
    return half_distance(a->words, b->words) + half_distance(a->words + 2, b->words + 2);
}

void poise__pdq_list_init(struct poise__pdq_list *list)
{
    poise__array_init(&list->hashes, sizeof(struct poise__pdq));
}

void poise__pdq_list_release(struct poise__pdq_list *list, const poise_alloc *alloc)
{
    poise__array_release(&list->hashes, alloc);
}

poise_status poise__pdq_list_add(struct poise__pdq_list *list, const poise_alloc *alloc,
                                 const struct poise__pdq *hash)
{
    return poise__array_push(&list->hashes, alloc, hash);
}

/* The first half tells nearly all hashes of other pictures apart: they differ there in 64 bits. */
bool poise__pdq_list_has(const struct poise__pdq_list *list, const struct poise__pdq *hash)
{
    const struct poise__pdq *hashes = list->hashes.data;

    for (uint32_t i = 0; i < list->hashes.count; i++)
        if (half_distance(hashes[i].words, hash->words) <= POISE__PDQ_DISTANCE_MAX &&
            poise__pdq_distance(&hashes[i], hash) <= POISE__PDQ_DISTANCE_MAX)
            return true;
    return false;
}
