/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * tables.h: a pack in memory. A built-in pack is a constant of this type that compile_pack.py
 * writes; an opened one is the same tables behind the struct, in one block. compile_pack.py's head
 * says what each table means.
 */
#ifndef POISE_PACK_TABLES_H
#define POISE_PACK_TABLES_H

#include "pack/pack.h"

enum {
    POISE__PACK_FORMAT = 1,
    POISE__PACK_PROBES = 32, /* slots that a look-up tries */
    POISE__PACK_FULL = 0x80,
    POISE__PACK_TRIES = 128,  /* and features */
    POISE__PACK_ACCEPTS = 32, /* cues that may be complete in one state */
    POISE__PACK_RUN = 64,     /* tokens of the longest run */
    POISE__PACK_AXES = 4      /* the three of records.h, and remedy */
};

/* What a slot says of its word. */
enum {
    POISE__SLOT_EVIDENCE = 3,     /* mask: 0 to 3 */
    POISE__SLOT_HIDDEN = 1 << 2,  /* people disguise the word */
    POISE__SLOT_STARRED = 1 << 3, /* and star it out behind its first letter */
    POISE__SLOT_SAYS_MAX = 15
};

struct poise__pack_slot {
    uint32_t hash;
    uint32_t text;
    uint16_t number;
    uint8_t len;
    uint8_t says; /* POISE__SLOT_* */
};

struct poise__pack_state {
    uint32_t edges;
    uint32_t accepts;
    uint32_t filter; /* bit word % 32 is set for the word of each edge: most steps end here */
    uint16_t any;
    uint16_t pad;
};

struct poise__pack_edge {
    uint16_t word;
    uint16_t state;
};

struct poise__pack_weight {
    int16_t axes[POISE__PACK_AXES];
};

struct poise__pack_point {
    int32_t sum;
    uint32_t score;
};

/* No two features within POISE__PACK_TRIES slots of each other share tag and low, once there are 2^16. */
struct poise__pack_feature {
    uint16_t tag; /* upper half of the hash */
    uint8_t low;  /* its lowest seven bits and POISE__PACK_FULL; 0: the slot is empty */
    int8_t axes[3];
};

struct poise_pack {
    poise_alloc alloc; /* where an opened pack's block came from */
    size_t block_size; /* 0: built in */
    uint32_t format;
    uint32_t date;
    uint32_t byte_count;
    uint32_t run_max;
    char tag[12];
    char hash[68];
    uint32_t slot_mask;    /* slots less one */
    uint32_t word_count;   /* spellings in slots */
    uint32_t number_count; /* of words and classes */
    uint32_t start_count;  /* automata */
    uint32_t state_count;
    uint32_t cue_count;
    uint32_t hidden_count;
    uint32_t points[POISE__PACK_AXES + 1]; /* the first of an axis in curves, and an end */
    const struct poise__pack_slot *slots;
    const uint8_t *texts;
    const uint16_t *starts;                 /* start_count for each word number */
    const struct poise__pack_state *states; /* one more than state_count */
    const struct poise__pack_edge *edges;
    const uint16_t *accepts;
    const struct poise__cue *cues;
    const struct poise__pack_weight *weights; /* by rule index */
    const struct poise__pack_point *curves;
    const struct poise__pack_slot *hidden; /* those of slots that are hidden, once more */
    uint32_t feature_count;                /* slots, a power of two, or 0 */
    const struct poise__pack_feature *features;
};

#endif
