/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "pack/tables.h"

#include "base/rules.h"

#include <stdio.h>
#include <string.h>

/* The layout of the header; compile_pack.py's head describes the format. */
enum {
    AT_FORMAT = 8,
    AT_SIZE = 12,
    AT_DATE = 16,
    AT_TAG = 20,
    AT_HASH = 32,
    AT_RUN_MAX = 100,
    AT_START_COUNT = 104,
    AT_PLACES = 108,
    SLOTS = 0,
    TEXTS,
    STARTS,
    STATES,
    EDGES,
    ACCEPTS,
    CUES,
    WEIGHTS,
    CURVES,
    FEATURES,
    SECTIONS,
    HEADER_SIZE = AT_PLACES + 8 * SECTIONS
};

static const struct {
    const char *name;
    uint32_t coded;  /* bytes of an element in the file */
    uint32_t native; /* and in memory */
} layout[SECTIONS] = {
    [SLOTS] = { "slots", 12, sizeof(struct poise__pack_slot) },
    [TEXTS] = { "texts", 1, 1 },
    [STARTS] = { "starts", 2, sizeof(uint16_t) },
    [STATES] = { "states", 12, sizeof(struct poise__pack_state) },
    [EDGES] = { "edges", 4, sizeof(struct poise__pack_edge) },
    [ACCEPTS] = { "accepts", 2, sizeof(uint16_t) },
    [CUES] = { "cues", 6, sizeof(struct poise__cue) },
    [WEIGHTS] = { "weights", 10, 0 }, /* one for each rule, whatever the file has */
    [CURVES] = { "curves", 12, sizeof(struct poise__pack_point) },
    [FEATURES] = { "features", 6, sizeof(struct poise__pack_feature) },
};

struct section {
    uint32_t offset;
    uint32_t count;
    const uint8_t *at;
};

struct opener {
    const uint8_t *bytes;
    size_t len;
    poise_error *error;
    struct section sections[SECTIONS];
    void *native[SECTIONS]; /* where each section goes */
    struct poise__pack_slot *hidden;
    poise_pack *pack;
};

static uint32_t read16(const uint8_t *at)
{
    return at[0] | (uint32_t)at[1] << 8;
}

static uint32_t read32(const uint8_t *at)
{
    return read16(at) | read16(at + 2) << 16;
}

/* Two's complement, whatever the machine. */
static int32_t read_signed(uint32_t value, uint32_t sign)
{
    return (int32_t)((int64_t)(value & (sign - 1)) - (int64_t)(value & sign));
}

static poise_status fail(const struct opener *o, poise_status status, uint32_t offset,
                         const char *part, const char *what)
{
    if (o->error) {
        uint32_t size = o->error->size;

        /* A place that the pack claims may lie behind its end. */
        if (offset > o->len) offset = (uint32_t)o->len;
        *o->error = (poise_error){ .size = size, .status = status, .offset = offset };
        snprintf(o->error->message, sizeof o->error->message, "%s: %s", part, what);
    }
    return status;
}

/* what is NULL when a section is right. */
static poise_status verdict(const struct opener *o, uint32_t section, const char *what)
{
    if (!what) return POISE_OK;
    return fail(o, POISE_E_PACK_FORMAT, o->sections[section].offset, layout[section].name, what);
}

/* ---- The header --------------------------------------------------------------------------- */

static bool is_hash(const uint8_t *at)
{
    for (int i = 0; i < 64; i++)
        if (!strchr("0123456789abcdef", at[i]) || !at[i]) return false;
    return read32(at + 64) == 0;
}

static bool is_tag(const uint8_t *at)
{
    size_t len = 0;

    while (len < 11 && at[len] >= 'a' && at[len] <= 'z') len++;
    for (size_t i = len; i < 12; i++)
        if (at[i]) return false;
    return len > 0;
}

static poise_status check_header(const struct opener *o)
{
    const uint8_t *b = o->bytes;
    const char *what = NULL;

    if (o->len < AT_SIZE || memcmp(b, "\x89poise\r\n", 8) != 0)
        return fail(o, POISE_E_PACK_FORMAT, 0, "header", "these bytes are no pack");
    if (read32(b + AT_FORMAT) != POISE__PACK_FORMAT)
        return fail(o, POISE_E_PACK_VERSION, AT_FORMAT, "header",
                    "a format that this library does not read; it reads 1");
    if (o->len < HEADER_SIZE || read32(b + AT_SIZE) != o->len)
        what = "the size is not that of the bytes";
    else if (!is_tag(b + AT_TAG))
        what = "the tag is no small letters";
    else if (!is_hash(b + AT_HASH))
        what = "the hash is no 64 hexadecimal digits";
    else if (read32(b + AT_RUN_MAX) < 1 || read32(b + AT_RUN_MAX) > POISE__PACK_RUN)
        what = "the longest run is not 1 to 64";
    else if (read32(b + AT_START_COUNT) < 1 || read32(b + AT_START_COUNT) > POISE__PACK_STARTS)
        what = "the automata are not 1 to 8";
    return what ? fail(o, POISE_E_PACK_FORMAT, 0, "header", what) : POISE_OK;
}

/* The sections follow each other without a hole, so none can overlap or lie outside. */
static poise_status check_places(struct opener *o)
{
    uint64_t next = HEADER_SIZE;

    for (uint32_t i = 0; i < SECTIONS; i++) {
        const uint8_t *place = o->bytes + AT_PLACES + 8 * (size_t)i;
        struct section *s = &o->sections[i];

        s->offset = read32(place);
        s->count = read32(place + 4);
        if (s->offset != next)
            return verdict(o, i, "the section does not follow the one before it");
        next += ((uint64_t)s->count * layout[i].coded + 3) / 4 * 4;
        if (next > o->len) return verdict(o, i, "the section is longer than the pack");
        s->at = o->bytes + s->offset;
    }
    if (next != o->len) return verdict(o, FEATURES, "bytes follow the last section");
    return POISE_OK;
}

static uint32_t number_count(const struct opener *o)
{
    return o->sections[STARTS].count / read32(o->bytes + AT_START_COUNT);
}

static poise_status check_counts(const struct opener *o)
{
    const struct section *s = o->sections;

    if (s[SLOTS].count == 0 || (s[SLOTS].count & (s[SLOTS].count - 1)) != 0)
        return verdict(o, SLOTS, "their number is no power of two");
    if (s[STARTS].count % read32(o->bytes + AT_START_COUNT) != 0)
        return verdict(o, STARTS, "some words have fewer than others");
    if (number_count(o) < POISE__WORD_FIRST || number_count(o) > UINT16_MAX)
        return verdict(o, STARTS, "there are too few or too many words");
    if (s[STATES].count < 2 || s[STATES].count > UINT16_MAX + 1)
        return verdict(o, STATES, "there are too few or too many states");
    if (s[CUES].count > UINT16_MAX) return verdict(o, CUES, "there are too many cues");
    if ((s[FEATURES].count & (s[FEATURES].count - 1)) != 0)
        return verdict(o, FEATURES, "their number is no power of two");
    return POISE_OK;
}

/* ---- The sections: each is read into memory and checked there ------------------------------- */

static const char *read_slots(struct opener *o)
{
    struct poise__pack_slot *slots = o->native[SLOTS];
    const uint8_t *at = o->sections[SLOTS].at;

    for (uint32_t i = 0; i < o->sections[SLOTS].count; i++, at += 12) {
        struct poise__pack_slot slot = { read32(at), read32(at + 4), (uint16_t)read16(at + 8),
                                         at[10], at[11] };
        slots[i] = slot;
        if (slot.number == POISE__WORD_UNKNOWN) continue;
        if (slot.number < POISE__WORD_FIRST || slot.number >= number_count(o))
            return "a word has a number that is no word's";
        if (slot.len == 0 || (uint64_t)slot.text + slot.len > o->sections[TEXTS].count)
            return "a word lies outside the texts";
        if (slot.says > POISE__SLOT_SAYS_MAX) return "a word says what no word can";
        if (slot.says & POISE__SLOT_HIDDEN) o->hidden[o->pack->hidden_count++] = slot;
        o->pack->word_count++;
    }
    return NULL;
}

static void read_numbers(uint16_t *to, const struct section *from)
{
    for (uint32_t i = 0; i < from->count; i++) to[i] = (uint16_t)read16(from->at + 2 * (size_t)i);
}

static const char *read_starts(struct opener *o)
{
    uint16_t *starts = o->native[STARTS];

    read_numbers(starts, &o->sections[STARTS]);
    for (uint32_t i = 0; i < o->sections[STARTS].count; i++)
        if (starts[i] >= o->pack->state_count) return "a word leads to a state that does not exist";
    return NULL;
}

static const char *check_state(const struct opener *o, uint32_t index)
{
    const struct poise__pack_state *state = (struct poise__pack_state *)o->native[STATES] + index;

    if (state[1].edges < state->edges || state[1].edges > o->sections[EDGES].count)
        return "a state has edges that do not exist";
    if (state[1].accepts < state->accepts || state[1].accepts > o->sections[ACCEPTS].count)
        return "a state accepts cues that do not exist";
    if (state[1].accepts - state->accepts > POISE__PACK_ACCEPTS)
        return "a state accepts too many cues";
    if (state->any != POISE__STATE_NONE &&
        (state->any <= index || state->any >= o->pack->state_count))
        return "a state leads backwards or to none";
    return NULL;
}

static const char *read_states(struct opener *o)
{
    struct poise__pack_state *states = o->native[STATES];
    const uint8_t *at = o->sections[STATES].at;

    for (uint32_t i = 0; i < o->sections[STATES].count; i++, at += 12)
        states[i] = (struct poise__pack_state){ .edges = read32(at),
                                                .accepts = read32(at + 4),
                                                .any = (uint16_t)read16(at + 8) };
    for (uint32_t i = 0; i < o->pack->state_count; i++) {
        const char *what = check_state(o, i);
        if (what) return what;
    }
    if (states[0].edges || states[0].accepts || states[0].any || states[1].edges ||
        states[1].accepts)
        return "the state that is none is not empty";
    return NULL;
}

/* Edges lead upwards, so that no run is endless. */
static const char *read_edges(struct opener *o)
{
    struct poise__pack_edge *edges = o->native[EDGES];
    struct poise__pack_state *states = o->native[STATES];
    const uint8_t *at = o->sections[EDGES].at;

    for (uint32_t i = 0; i < o->sections[EDGES].count; i++, at += 4)
        edges[i] = (struct poise__pack_edge){ (uint16_t)read16(at), (uint16_t)read16(at + 2) };
    for (uint32_t s = 0; s < o->pack->state_count; s++)
        for (uint32_t i = states[s].edges; i < states[s + 1].edges; i++) {
            if (edges[i].state <= s || edges[i].state >= o->pack->state_count)
                return "an edge leads backwards or to none";
            if (i > states[s].edges && edges[i].word <= edges[i - 1].word)
                return "the edges of a state are not sorted";
            states[s].filter |= 1u << edges[i].word % 32;
        }
    return NULL;
}

static const char *read_accepts(struct opener *o)
{
    uint16_t *accepts = o->native[ACCEPTS];

    read_numbers(accepts, &o->sections[ACCEPTS]);
    for (uint32_t i = 0; i < o->sections[ACCEPTS].count; i++)
        if (accepts[i] >= o->pack->cue_count) return "there is no such cue";
    return NULL;
}

/* The index of a rule by the number that it has for life, or -1. */
static int find_rule(uint32_t number)
{
    for (uint32_t i = 0; i < POISE__RULE_COUNT; i++)
        if (poise__rule_at(i)->number == number) return (int)i;
    return -1;
}

static const char *read_cues(struct opener *o)
{
    struct poise__cue *cues = o->native[CUES];
    const uint8_t *at = o->sections[CUES].at;

    for (uint32_t i = 0; i < o->sections[CUES].count; i++, at += 6) {
        struct poise__cue cue = { 0, (uint16_t)read16(at + 2), at[4], at[5] };
        int rule = cue.kind == POISE__CUE_SIGNAL ? find_rule(read16(at)) : 0;

        if (rule < 0) return "a signal has a rule that this library does not know";
        cue.rule = (uint16_t)rule;
        if (cue.strength > 1000) return "a strength is over 1000";
        if (cue.kind > POISE__CUE_GUARD) return "there is no such kind of cue";
        if (cue.scope >= POISE__SCOPE_EVEN_QUOTED << 1) return "there is no such scope";
        cues[i] = cue;
    }
    return NULL;
}

static const char *read_weights(struct opener *o)
{
    struct poise__pack_weight *weights = o->native[WEIGHTS];
    const uint8_t *at = o->sections[WEIGHTS].at;
    int last = -1;

    memset(weights, 0, POISE__RULE_COUNT * sizeof *weights);
    for (uint32_t i = 0; i < o->sections[WEIGHTS].count; i++, at += 10) {
        int rule = find_rule(read16(at));

        if (rule < 0) return "a rule that this library does not know";
        if (rule <= last) return "the rules are not sorted";
        last = rule;
        for (uint32_t axis = 0; axis < POISE__PACK_AXES; axis++)
            weights[rule].axes[axis] = (int16_t)read_signed(read16(at + 2 + 2 * (size_t)axis),
                                                            0x8000);
    }
    return NULL;
}

static const char *read_curves(struct opener *o)
{
    struct poise__pack_point *curves = o->native[CURVES];
    const uint8_t *at = o->sections[CURVES].at;
    uint32_t axis = 0, *points = o->pack->points;

    for (uint32_t i = 0; i < o->sections[CURVES].count; i++, at += 12) {
        struct poise__pack_point point = { read_signed(read32(at + 4), 0x80000000u),
                                           read32(at + 8) };
        if (read32(at) >= POISE__PACK_AXES) return "there is no such axis";
        if (read32(at) < axis) return "the axes are not sorted";
        while (axis < read32(at)) points[++axis] = i;
        if (point.score > 1000) return "a score is over 1000";
        if (i > points[axis] &&
            (point.sum <= curves[i - 1].sum || point.score < curves[i - 1].score))
            return "sums do not ascend, or scores fall";
        curves[i] = point;
    }
    while (axis < POISE__PACK_AXES) points[++axis] = o->sections[CURVES].count;
    for (axis = 0; axis < POISE__PACK_AXES; axis++)
        if (points[axis] == points[axis + 1]) return "an axis has no points";
    return NULL;
}

static const char *read_features(struct opener *o)
{
    struct poise__pack_feature *features = o->native[FEATURES];
    const uint8_t *at = o->sections[FEATURES].at;

    for (uint32_t i = 0; i < o->sections[FEATURES].count; i++, at += 6) {
        if (at[2] && !(at[2] & POISE__PACK_FULL)) return "a slot is neither full nor empty";
        features[i] = (struct poise__pack_feature){ (uint16_t)read16(at), at[2], { 0 } };
        for (uint32_t axis = 0; axis < 3; axis++) {
            features[i].axes[axis] = (int8_t)read_signed(at[3 + axis], 0x80);
            if (features[i].axes[axis] == INT8_MIN) return "a weight is below -127";
        }
    }
    return NULL;
}

/* In the order in which they rely on each other. */
static poise_status read_sections(struct opener *o)
{
    static const struct {
        uint32_t section;
        const char *(*read)(struct opener *o);
    } steps[] = {
        { SLOTS, read_slots },     { STARTS, read_starts }, { STATES, read_states },
        { EDGES, read_edges },     { CUES, read_cues },     { ACCEPTS, read_accepts },
        { WEIGHTS, read_weights }, { CURVES, read_curves }, { FEATURES, read_features },
    };

    if (o->sections[TEXTS].count)
        memcpy(o->native[TEXTS], o->sections[TEXTS].at, o->sections[TEXTS].count);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        const char *what = steps[i].read(o);
        if (what) return verdict(o, steps[i].section, what);
    }
    return POISE_OK;
}

/* ---- One block for all --------------------------------------------------------------------- */

static size_t round_up(size_t size)
{
    return (size + 15) / 16 * 16;
}

/* What the loader works out for itself: which slots are hidden. An upper bound of their number. */
static uint32_t count_hidden(const struct section *slots)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < slots->count; i++)
        count += (slots->at[12 * (size_t)i + 11] & POISE__SLOT_HIDDEN) != 0;
    return count;
}

/* The sizes cannot overflow: each section is at most twice as large as in the file. */
static poise_pack *acquire_block(struct opener *o, const poise_alloc *alloc)
{
    size_t offsets[SECTIONS], size = round_up(sizeof(poise_pack));

    for (uint32_t i = 0; i < SECTIONS; i++) {
        offsets[i] = size;
        size += round_up(i == WEIGHTS ? POISE__RULE_COUNT * sizeof(struct poise__pack_weight)
                                      : (size_t)o->sections[i].count * layout[i].native);
    }
    size_t hidden = size;
    size += round_up(count_hidden(&o->sections[SLOTS]) * sizeof(struct poise__pack_slot));
    unsigned char *block = poise__acquire(alloc, size);
    if (!block) return NULL;
    o->hidden = (struct poise__pack_slot *)(void *)(block + hidden);
    for (uint32_t i = 0; i < SECTIONS; i++) o->native[i] = block + offsets[i];
    o->pack = (poise_pack *)(void *)block;
    *o->pack = (poise_pack){ .alloc = *alloc, .block_size = size };
    return o->pack;
}

static void fill_head(const struct opener *o)
{
    poise_pack *pack = o->pack;

    pack->format = read32(o->bytes + AT_FORMAT);
    pack->date = read32(o->bytes + AT_DATE);
    pack->byte_count = (uint32_t)o->len;
    pack->run_max = read32(o->bytes + AT_RUN_MAX);
    memcpy(pack->tag, o->bytes + AT_TAG, sizeof pack->tag);
    memcpy(pack->hash, o->bytes + AT_HASH, sizeof pack->hash);
    pack->slot_mask = o->sections[SLOTS].count - 1;
    pack->number_count = number_count(o);
    pack->start_count = read32(o->bytes + AT_START_COUNT);
    pack->state_count = o->sections[STATES].count - 1;
    pack->cue_count = o->sections[CUES].count;
    pack->slots = o->native[SLOTS];
    pack->texts = o->native[TEXTS];
    pack->starts = o->native[STARTS];
    pack->states = o->native[STATES];
    pack->edges = o->native[EDGES];
    pack->accepts = o->native[ACCEPTS];
    pack->cues = o->native[CUES];
    pack->weights = o->native[WEIGHTS];
    pack->curves = o->native[CURVES];
    pack->hidden = o->hidden;
    pack->feature_count = o->sections[FEATURES].count;
    pack->features = o->native[FEATURES];
}

poise_status poise__pack_open(const poise_alloc *alloc, const void *bytes, size_t len,
                              poise_error *error, poise_pack **pack)
{
    struct opener o = { .bytes = bytes, .len = len, .error = error };
    poise_status st = check_header(&o);

    *pack = NULL;
    if (st == POISE_OK) st = check_places(&o);
    if (st == POISE_OK) st = check_counts(&o);
    if (st != POISE_OK) return st;
    if (!acquire_block(&o, alloc))
        return fail(&o, POISE_E_NOMEM, 0, "memory", "the allocator gave none");
    fill_head(&o);
    st = read_sections(&o);
    if (st == POISE_OK)
        *pack = o.pack;
    else
        poise__pack_free(o.pack);
    return st;
}
