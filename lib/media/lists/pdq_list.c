/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/file/pdq.h"

#include "base/ascii.h"

enum { WORDS = 4, DIGITS_A_WORD = POISE__PDQ_DIGITS / WORDS };

bool poise__pdq_parse(const char *digits, size_t len, struct poise__pdq *hash)
{
    if (len != POISE__PDQ_DIGITS || !poise__is_hex_text(digits, len)) return false;
    *hash = (struct poise__pdq){ { 0 } };
    for (size_t i = 0; i < len; i++) {
        uint64_t *word = &hash->words[i / DIGITS_A_WORD];
        *word = *word << 4 | poise__hex_value(digits[i]);
    }
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

struct half {
    uint64_t words[2];
};

static struct half head_of(const struct poise__pdq *hash)
{
    return (struct half){ { hash->words[0], hash->words[1] } };
}

static struct half tail_of(const struct poise__pdq *hash)
{
    return (struct half){ { hash->words[2], hash->words[3] } };
}

static uint32_t half_distance(const struct half *a, const struct half *b)
{
    return bits_of_pair(a->words[0] ^ b->words[0], a->words[1] ^ b->words[1]);
}

uint32_t poise__pdq_distance(const struct poise__pdq *a, const struct poise__pdq *b)
{
    const struct half a_head = head_of(a), a_tail = tail_of(a);
    const struct half b_head = head_of(b), b_tail = tail_of(b);

    return half_distance(&a_head, &b_head) + half_distance(&a_tail, &b_tail);
}

void poise__pdq_list_init(struct poise__pdq_list *list)
{
    poise__array_init(&list->heads, sizeof(struct half));
    poise__array_init(&list->tails, sizeof(struct half));
}

void poise__pdq_list_release(struct poise__pdq_list *list, const poise_alloc *alloc)
{
    poise__array_release(&list->heads, alloc);
    poise__array_release(&list->tails, alloc);
}

poise_status poise__pdq_list_add(struct poise__pdq_list *list, const poise_alloc *alloc,
                                 const struct poise__pdq *hash)
{
    const struct half head = head_of(hash), tail = tail_of(hash);
    poise_status st = poise__array_reserve(&list->heads, alloc, 1);

    if (st == POISE_OK) st = poise__array_push(&list->tails, alloc, &tail);
    /* There is room for it: the two cannot come to differ in length. */
    return st == POISE_OK ? poise__array_push(&list->heads, alloc, &head) : st;
}

bool poise__pdq_list_has(const struct poise__pdq_list *list, const struct poise__pdq *hash)
{
    const struct half *heads = list->heads.data, *tails = list->tails.data;
    const struct half head = head_of(hash), tail = tail_of(hash);

    for (uint32_t i = 0; i < list->heads.count; i++) {
        const uint32_t distance = half_distance(&heads[i], &head);
        if (distance <= POISE__PDQ_DISTANCE_MAX &&
            distance + half_distance(&tails[i], &tail) <= POISE__PDQ_DISTANCE_MAX)
            return true;
    }
    return false;
}
