/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "pack/tables.h"

#include "base/rules.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

static struct poise__word word_of(const struct poise__pack_slot *slot)
{
    return (struct poise__word){ slot->number, (uint8_t)(slot->says & POISE__SLOT_EVIDENCE),
                                 (slot->says & POISE__SLOT_HIDDEN) != 0 };
}

struct poise__word poise__pack_word(const poise_pack *pack, const uint8_t *bytes, size_t len,
                                    uint32_t hash)
{
    for (uint32_t probe = 0; probe < POISE__PACK_PROBES; probe++) {
        const struct poise__pack_slot *slot = &pack->slots[(hash + probe) & pack->slot_mask];

        if (slot->number == POISE__WORD_UNKNOWN) break;
        if (slot->hash == hash && slot->len == len &&
            memcmp(pack->texts + slot->text, bytes, len) == 0)
            return word_of(slot);
    }
    return (struct poise__word){ POISE__WORD_UNKNOWN, 0, false };
}

/* ---- Masks ---------------------------------------------------------------------------------- */

enum {
    NO_FIT,
    FIT_OPEN,         /* the mask shows how a word begins, and not how long it is */
    FIT_OPEN_STARRED, /* or a word that people star out, which needs less */
    FIT,
    FIT_STARRED,
    SHOWN_LEAST = 3 /* letters of an open mask for any other word */
};

/* How well a mask stands for a word. Other words show more than half of their letters. */
static int fit(const poise_pack *pack, const struct poise__pack_slot *slot, const uint8_t *mask,
               size_t len, bool open)
{
    const uint8_t *text = pack->texts + slot->text;
    const bool starred = (slot->says & POISE__SLOT_STARRED) != 0;
    size_t at = 0, in = 0, shown = 0, letters = 0;

    if (text[0] != mask[0]) return NO_FIT;
    while (at < len && in < slot->len) {
        int32_t point;
        uint32_t width = poise__utf8_take(text + in, slot->len - in, &point);
        if (mask[at] == '*') {
            at++;
        } else {
            if (len - at < width || memcmp(mask + at, text + in, width) != 0) return NO_FIT;
            at += width;
            shown++;
        }
        in += width;
        letters++;
    }
    const bool exact = at == len;
    while (open && at < len && mask[at] == '*') at++;
    if (at < len) return NO_FIT;
    if (exact && in == slot->len && (starred || 2 * shown > letters))
        return starred ? FIT_STARRED : FIT;
    if (!open || (!starred && shown < SHOWN_LEAST)) return NO_FIT;
    return starred ? FIT_OPEN_STARRED : FIT_OPEN;
}

struct poise__word poise__pack_unmask(const poise_pack *pack, const uint8_t *mask, size_t len,
                                      bool open)
{
    struct poise__word best = { POISE__WORD_UNKNOWN, 0, false };
    int best_fit = NO_FIT;

    assert(len > 0);
    for (uint32_t i = 0; i < pack->hidden_count; i++) {
        int fits = fit(pack, &pack->hidden[i], mask, len, open);
        if (fits <= best_fit) continue;
        best_fit = fits;
        best = word_of(&pack->hidden[i]);
    }
    return best;
}

/* ---- The automata --------------------------------------------------------------------------- */

/* Whether the edge for any other word stands for a number. */
static bool is_any(uint32_t word)
{
    return word <= POISE__WORD_OPAQUE || word >= POISE__WORD_FIRST;
}

const uint16_t *poise__pack_starts(const poise_pack *pack, uint32_t word, uint32_t *count)
{
    assert(word < pack->number_count);
    *count = pack->start_count;
    return pack->starts + (size_t)word * pack->start_count;
}

uint32_t poise__pack_step(const poise_pack *pack, uint32_t state, uint32_t word)
{
    assert(state != POISE__STATE_NONE && state < pack->state_count);
    const struct poise__pack_state *here = &pack->states[state];
    uint32_t low = here->edges, high = here[1].edges;
    if (!(here->filter >> word % 32 & 1)) return is_any(word) ? here->any : POISE__STATE_NONE;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (pack->edges[mid].word < word)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < here[1].edges && pack->edges[low].word == word) return pack->edges[low].state;
    return is_any(word) ? here->any : POISE__STATE_NONE;
}

const uint16_t *poise__pack_accepts(const poise_pack *pack, uint32_t state, uint32_t *count)
{
    assert(state < pack->state_count);
    const struct poise__pack_state *here = &pack->states[state];

    *count = here[1].accepts - here->accepts;
    return pack->accepts + here->accepts;
}

struct poise__cue poise__pack_cue(const poise_pack *pack, uint32_t index)
{
    assert(index < pack->cue_count);
    return pack->cues[index];
}

uint32_t poise__pack_run_max(const poise_pack *pack)
{
    return pack->run_max;
}

const int16_t *poise__pack_weights(const poise_pack *pack, uint32_t rule)
{
    assert(rule < POISE__RULE_COUNT);
    return pack->weights[rule].axes;
}

bool poise__pack_has_model(const poise_pack *pack)
{
    return pack->feature_count > 0;
}

const int8_t *poise__pack_feature(const poise_pack *pack, uint32_t hash)
{
    const uint32_t mask = pack->feature_count - 1;

    if (pack->feature_count == 0) return NULL;
    for (uint32_t probe = 0; probe < POISE__PACK_TRIES; probe++) {
        const struct poise__pack_feature *slot = &pack->features[(hash + probe) & mask];

        if (!slot->low) break;
        if (slot->tag == hash >> 16 && slot->low == (POISE__PACK_FULL | (hash & 0x7F)))
            return slot->axes;
    }
    return NULL;
}

uint32_t poise__pack_calibrate(const poise_pack *pack, uint32_t axis, int64_t sum)
{
    assert(axis < POISE__PACK_AXES);
    const struct poise__pack_point *point = pack->curves + pack->points[axis];
    const struct poise__pack_point *last = pack->curves + pack->points[axis + 1] - 1;

    if (sum <= point->sum) return point->score;
    if (sum >= last->sum) return last->score;
    while (point[1].sum <= sum) point++;
    /* Both differences fit 33 bits and a score 10, so the product fits. */
    int64_t run = (int64_t)point[1].sum - point->sum;
    int64_t rise = (int64_t)point[1].score - point->score;
    return (uint32_t)(point->score + (sum - point->sum) * rise / run);
}

uint32_t poise__pack_language(const poise_pack *pack)
{
    if (strcmp(pack->tag, "en") == 0) return POISE_LANGUAGE_EN;
    if (strcmp(pack->tag, "fr") == 0) return POISE_LANGUAGE_FR;
    return POISE_LANGUAGE_AUTO;
}

void poise__pack_info(const poise_pack *pack, poise_pack_info *info)
{
    info->format = pack->format;
    info->date = pack->date;
    info->cue_count = pack->cue_count;
    info->word_count = pack->word_count;
    info->byte_count = pack->byte_count;
    info->tag = pack->tag;
    info->source_hash = pack->hash;
}

void poise__pack_free(poise_pack *pack)
{
    if (!pack || pack->block_size == 0) return;
    poise_alloc alloc = pack->alloc;
    poise__release(&alloc, pack, pack->block_size);
}
