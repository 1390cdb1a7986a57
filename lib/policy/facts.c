/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/facts.h"

#include "base/names.h"
#include "base/rules.h"

/* A set of small numbers, each of which has a name. */
struct named_set {
    uint64_t bits;
    const char *(*name)(uint32_t number);
};

enum { FACTS_MAX = 16 };

struct gather {
    struct poise__arena *arena;
    struct poise__fact *items;
    uint32_t count;
    bool failed;
};

static void gather_number(struct gather *g, const char *name, uint64_t number)
{
    g->items[g->count++] = (struct poise__fact){ .name = name, .number = (int64_t)number };
}

static void gather_set(struct gather *g, const char *name, struct named_set set)
{
    const char **words = poise__arena_take(g->arena, 64 * sizeof *words);
    uint32_t count = 0;

    if (!words) {
        g->failed = true;
        return;
    }
    for (uint32_t i = 0; i < 64; i++)
        if (set.bits >> i & 1) words[count++] = set.name(i);
    g->items[g->count++] = (struct poise__fact){
        .name = name, .is_set = true, .items = words, .item_count = count
    };
}

static void gather_word(struct gather *g, const char *name, const char *word)
{
    const char **words;

    if (!word) return;
    words = poise__arena_take(g->arena, sizeof *words);
    if (!words) {
        g->failed = true;
        return;
    }
    words[0] = word;
    g->items[g->count++] = (struct poise__fact){
        .name = name, .is_set = true, .items = words, .item_count = 1
    };
}

static const char *rule_name(uint32_t rule)
{
    return poise__rule_at(rule)->code;
}

_Static_assert(POISE__RULE_COUNT <= 64, "a set of rules is one word of bits");

static void gather_tone(struct gather *g, const struct poise__tone *tone)
{
    struct named_set signals = { 0, rule_name };

    for (uint32_t i = 0; i < tone->signal_count; i++)
        signals.bits |= UINT64_C(1) << tone->signals[i].rule;
    gather_number(g, "tone.defensive", tone->scores[POISE__DEFENSIVE]);
    gather_number(g, "tone.insulting", tone->scores[POISE__INSULTING]);
    gather_number(g, "tone.apologetic", tone->scores[POISE__APOLOGETIC]);
    gather_number(g, "tone.remedy", tone->remedy);
    gather_set(g, "tone.signals", signals);
    gather_word(g, "language", poise__language_name(tone->language));
}

static void gather_media(struct gather *g, const struct poise__evidence *evidence)
{
    struct named_set kinds = { 0, poise__media_name }, vias = { 0, poise__via_name };
    struct named_set flags = { 0, poise__media_flag_name };
    struct named_set contacts = { 0, poise__contact_name };

    for (uint32_t i = 0; i < evidence->media_count; i++) {
        kinds.bits |= UINT64_C(1) << evidence->media[i].kind;
        vias.bits |= UINT64_C(1) << evidence->media[i].via;
        flags.bits |= evidence->media[i].flags;
    }
    for (uint32_t i = 0; i < evidence->contact_count; i++)
        contacts.bits |= UINT64_C(1) << evidence->contacts[i].kind;
    gather_number(g, "media.count", evidence->media_count);
    gather_set(g, "media.kinds", kinds);
    gather_set(g, "media.via", vias);
    gather_set(g, "media.flags", flags);
    gather_set(g, "contacts.kinds", contacts);
}

static void gather_findings(struct gather *g, const struct poise__evidence *evidence)
{
    struct named_set codes = { 0, rule_name };

    for (uint32_t i = 0; i < evidence->finding_count; i++)
        codes.bits |= UINT64_C(1) << evidence->findings[i].rule;
    gather_set(g, "findings", codes);
}

poise_status poise__facts_gather(struct poise__arena *arena, const struct poise__evidence *evidence,
                                 struct poise__facts *facts)
{
    struct gather g = { .arena = arena };

    g.items = poise__arena_take(arena, FACTS_MAX * sizeof *g.items);
    if (!g.items) return POISE_E_NOMEM;
    gather_tone(&g, evidence->tone);
    gather_media(&g, evidence);
    gather_findings(&g, evidence);
    gather_number(&g, "attachments", evidence->draft->attachment_count);
    gather_number(&g, "length", evidence->draft->text_len);
    gather_word(&g, "channel", evidence->draft->channel);
    gather_word(&g, "audience", evidence->draft->audience);
    *facts = (struct poise__facts){ g.items, g.count };
    return g.failed ? POISE_E_NOMEM : POISE_OK;
}
