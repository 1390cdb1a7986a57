/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text/parts.h"

#include <string.h>

void poise__text_init(struct poise__text *text, const poise_alloc *alloc)
{
    *text = (struct poise__text){ .alloc = *alloc };
    poise__array_init(&text->view, sizeof(uint8_t));
    poise__array_init(&text->runs, sizeof(struct poise__run));
    poise__array_init(&text->tokens, sizeof(struct poise__token));
    poise__array_init(&text->sentences, sizeof(struct poise__sentence));
    poise__array_init(&text->regions, sizeof(struct poise__region));
    poise__array_init(&text->faults, sizeof(struct poise__fault));
}

void poise__text_release(struct poise__text *text)
{
    poise__array_release(&text->view, &text->alloc);
    poise__array_release(&text->runs, &text->alloc);
    poise__array_release(&text->tokens, &text->alloc);
    poise__array_release(&text->sentences, &text->alloc);
    poise__array_release(&text->regions, &text->alloc);
    poise__array_release(&text->faults, &text->alloc);
}

static void text_empty(struct poise__text *text)
{
    text->view.count = text->runs.count = text->tokens.count = 0;
    text->sentences.count = text->regions.count = text->faults.count = 0;
}

poise_status poise__text_read(struct poise__text *text, struct poise__slice origin)
{
    poise_status st;

    text_empty(text);
    text->origin = origin;
    st = poise__view_build(text);
    if (st == POISE_OK) st = poise__region_find(text);
    if (st == POISE_OK) st = poise__token_split(text);
    if (st == POISE_OK) st = poise__sentence_split(text);
    if (st != POISE_OK) text_empty(text);
    return st;
}

/* The last run that begins at or before a view byte: never one that was removed whole. */
static uint32_t text_run_at(const struct poise__text *text, uint32_t view)
{
    const struct poise__run *runs = text->runs.data;
    uint32_t low = 0, high = text->runs.count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (runs[middle].view <= view)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool text_inside(const struct poise__text *text, uint32_t at)
{
    return at < text->origin.len && ((uint8_t)text->origin.data[at] & 0xC0) == 0x80;
}

poise_span poise__text_origin(const struct poise__text *text, uint32_t begin, uint32_t end)
{
    const struct poise__run *runs = text->runs.data;
    poise_span span = { (uint32_t)text->origin.len, (uint32_t)text->origin.len };

    if (begin >= text->view.count) return span;
    uint32_t at = text_run_at(text, begin);
    span.begin = runs[at].origin + (runs[at].same ? begin - runs[at].view : 0);
    /* A stretch in step is valid UTF-8, so these two loops take three steps at most. */
    while (runs[at].same && text_inside(text, span.begin)) span.begin--;
    span.end = span.begin;
    if (end <= begin) return span;
    at = text_run_at(text, end - 1);
    if (runs[at].same) {
        span.end = runs[at].origin + (end - runs[at].view);
        while (text_inside(text, span.end) &&
               (at + 1 == text->runs.count || span.end < runs[at + 1].origin))
            span.end++;
    } else {
        span.end = at + 1 < text->runs.count ? runs[at + 1].origin : (uint32_t)text->origin.len;
    }
    return span;
}

uint32_t poise__text_hash(const uint8_t *bytes, size_t len)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < len; i++) hash = (hash ^ bytes[i]) * 16777619u;
    return hash;
}
