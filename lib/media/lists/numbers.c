/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/lists/numbers.h"

#include <string.h>

#include "base/ascii.h"

/* Two numbers are one when the longer adds at most a country code to digits enough to tell numbers
 * apart. */
enum { DIGITS_MIN = 3, SHARED_MIN = 8, COUNTRY_MAX = 3 };

bool poise__number_read(struct poise__slice text, struct poise__number *number)
{
    uint32_t seen = 0;

    *number = (struct poise__number){ .len = 0 };
    for (size_t i = text.len; i > 0; i--) {
        char c = text.data[i - 1];
        if (poise__is_digit((unsigned char)c)) {
            if (seen == sizeof number->digits) return false;
            number->digits[seen++] = c;
        } else if ((unsigned char)c < 0x80 && (c == '\0' || !strchr("+ ().-/", c))) {
            return false;
        }
    }
    if (seen < DIGITS_MIN) return false;
    /* Zeros in front only say how to dial. */
    number->len = (uint8_t)seen;
    while (number->len > 0 && number->digits[number->len - 1] == '0') number->len--;
    memset(number->digits + number->len, 0, sizeof number->digits - number->len);
    return number->len > 0;
}

static int number_order(const struct poise__number *a, const struct poise__number *b)
{
    int order = memcmp(a->digits, b->digits, sizeof a->digits);

    return order ? order : a->cut - b->cut;
}

static int numbers_compare(const void *left, const void *right)
{
    return number_order(left, right);
}

/* The number without its last `cut` digits, its first ones when read. False when too little is left. */
static bool cut_number(const struct poise__number *number, uint32_t cut, struct poise__number *out)
{
    if (cut > 0 && number->len < SHARED_MIN + cut) return false;
    *out = *number;
    out->len = (uint8_t)(number->len - cut);
    out->cut = (uint8_t)cut;
    memset(out->digits + out->len, 0, cut);
    return true;
}

/* Every spelling that a shorter number may have is an entry, so that a search does. */
poise_status poise__numbers_add(struct poise__array *numbers, const poise_alloc *alloc,
                                const struct poise__number *number)
{
    struct poise__number shorter;

    for (uint32_t cut = 0; cut <= COUNTRY_MAX && cut_number(number, cut, &shorter); cut++) {
        poise_status st = poise__array_push(numbers, alloc, &shorter);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}

void poise__numbers_sort(struct poise__array *numbers)
{
    poise__sort(numbers->data, numbers->count, numbers->item_size, numbers_compare);
}

/* Is there an entry of these digits? whole: one of which nothing was left out, which comes first. */
static bool has_digits(const struct poise__array *numbers, struct poise__number probe, bool whole)
{
    const struct poise__number *items = numbers->data;
    uint32_t low = 0, high = numbers->count;

    probe.cut = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (number_order(&items[middle], &probe) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < numbers->count &&
           memcmp(items[low].digits, probe.digits, sizeof probe.digits) == 0 &&
           (!whole || items[low].cut == 0);
}

bool poise__numbers_has(const struct poise__array *numbers, const struct poise__number *number)
{
    struct poise__number shorter;

    if (numbers->count == 0) return false;
    if (has_digits(numbers, *number, false)) return true;
    for (uint32_t cut = 1; cut <= COUNTRY_MAX && cut_number(number, cut, &shorter); cut++)
        if (has_digits(numbers, shorter, true)) return true;
    return false;
}
