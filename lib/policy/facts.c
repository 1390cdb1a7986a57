/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/facts.h"

#include "base/names.h"
#include "base/rules.h"

/* A set of small numbers, each of which has a name, and those that nobody could look for. */
struct named_set {
    uint64_t bits;
    uint64_t unsure;
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

/* The names of the bits; NULL for none, or when memory is out, and then recorded. */
static const char **words_of(struct gather *g, const struct named_set *set, uint64_t bits,
                             uint32_t *count)
{
    const char **words;

    *count = 0;
    if (!bits) return NULL;
    words = poise__arena_take(g->arena, 64 * sizeof *words);
    g->failed |= !words;
    for (uint32_t i = 0; words && i < 64; i++)
        if (bits >> i & 1) words[(*count)++] = set->name(i);
    return words;
}

static void gather_set(struct gather *g, const char *name, struct named_set set)
{
    struct poise__fact fact = { .name = name, .is_set = true };

    fact.items = words_of(g, &set, set.bits, &fact.item_count);
    fact.unsure = words_of(g, &set, set.unsure & ~set.bits, &fact.unsure_count);
    g->items[g->count++] = fact;
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
    struct named_set signals = { .name = rule_name };

    for (uint32_t i = 0; i < tone->signal_count; i++)
        signals.bits |= UINT64_C(1) << tone->signals[i].rule;
    gather_number(g, "tone.defensive", tone->scores[POISE__DEFENSIVE]);
    gather_number(g, "tone.insulting", tone->scores[POISE__INSULTING]);
    gather_number(g, "tone.apologetic", tone->scores[POISE__APOLOGETIC]);
    gather_number(g, "tone.remedy", tone->remedy);
    gather_set(g, "tone.signals", signals);
    gather_word(g, "language", poise__language_name(tone->language));
}

#define BIT(number) (UINT64_C(1) << (number))

/* What could not be looked for, since the bytes or the message that would show it are not there. */
struct blind {
    uint64_t kinds;
    uint64_t flags;
    uint64_t findings;
};

static struct blind blind_spots(const struct poise__evidence *evidence)
{
    const poise_draft *draft = evidence->draft;
    struct blind blind = { 0 };

    for (uint32_t i = 0; i < draft->attachment_count; i++) {
        if (draft->attachments[i].data) continue;
        blind.kinds |= BIT(POISE_MEDIA_IMAGE) | BIT(POISE_MEDIA_VIDEO) | BIT(POISE_MEDIA_AUDIO) |
                       BIT(POISE_MEDIA_DOCUMENT) | BIT(POISE_MEDIA_ARCHIVE) |
                       BIT(POISE_MEDIA_EXECUTABLE);
        blind.flags |= POISE_MEDIA_MISMATCH | POISE_MEDIA_ACTIVE | POISE_MEDIA_TRAILING |
                       POISE_MEDIA_POLYGLOT | POISE_MEDIA_ENCRYPTED | POISE_MEDIA_TRAVERSAL |
                       POISE_MEDIA_BOMB | POISE_MEDIA_ANIMATED | POISE_MEDIA_LOCATION;
        blind.findings |= BIT(POISE__RULE_MEDIA_DISGUISED_ATTACHMENT) |
                          BIT(POISE__RULE_MEDIA_EXECUTABLE) |
                          BIT(POISE__RULE_MEDIA_ACTIVE_CONTENT) |
                          BIT(POISE__RULE_MEDIA_UNSAFE_ARCHIVE) |
                          BIT(POISE__RULE_MEDIA_LOCKED_ATTACHMENT) |
                          BIT(POISE__RULE_MEDIA_LOCATION);
    }
    if (!draft->reply_to_text && evidence->media_count > draft->attachment_count) {
        blind.flags |= POISE_MEDIA_CARRIED_OVER;
        blind.findings |= BIT(POISE__RULE_MEDIA_CARRIED_OVER);
    }
    for (uint32_t rule = 0; !evidence->tone && rule < POISE__RULE_COUNT; rule++)
        if (poise__rule_at(rule)->number < 400) blind.findings |= BIT(rule);
    return blind;
}

static void gather_media(struct gather *g, const struct poise__evidence *evidence,
                         const struct blind *blind)
{
    struct named_set kinds = { .unsure = blind->kinds, .name = poise__media_name };
    struct named_set flags = { .unsure = blind->flags, .name = poise__media_flag_name };
    struct named_set vias = { .name = poise__via_name };
    struct named_set contacts = { .name = poise__contact_name };

    for (uint32_t i = 0; i < evidence->media_count; i++) {
        kinds.bits |= BIT(evidence->media[i].kind);
        vias.bits |= BIT(evidence->media[i].via);
        flags.bits |= evidence->media[i].flags;
    }
    for (uint32_t i = 0; i < evidence->contact_count; i++)
        contacts.bits |= BIT(evidence->contacts[i].kind);
    gather_number(g, "media.count", evidence->media_count);
    gather_set(g, "media.kinds", kinds);
    gather_set(g, "media.via", vias);
    gather_set(g, "media.flags", flags);
    gather_set(g, "contacts.kinds", contacts);
}

static void gather_findings(struct gather *g, const struct poise__evidence *evidence,
                            const struct blind *blind)
{
    struct named_set codes = { .unsure = blind->findings, .name = rule_name };

    for (uint32_t i = 0; i < evidence->finding_count; i++)
        codes.bits |= BIT(evidence->findings[i].rule);
    gather_set(g, "findings", codes);
}

poise_status poise__facts_gather(struct poise__arena *arena, const struct poise__evidence *evidence,
                                 struct poise__facts *facts)
{
    struct gather g = { .arena = arena };

    g.items = poise__arena_take(arena, FACTS_MAX * sizeof *g.items);
    if (!g.items) return POISE_E_NOMEM;
    const struct blind blind = blind_spots(evidence);
    if (evidence->tone) gather_tone(&g, evidence->tone);
    gather_media(&g, evidence, &blind);
    gather_findings(&g, evidence, &blind);
    gather_number(&g, "attachments", evidence->draft->attachment_count);
    gather_number(&g, "length", evidence->draft->text_len);
    gather_word(&g, "channel", evidence->draft->channel);
    gather_word(&g, "audience", evidence->draft->audience);
    *facts = (struct poise__facts){ g.items, g.count };
    return g.failed ? POISE_E_NOMEM : POISE_OK;
}
