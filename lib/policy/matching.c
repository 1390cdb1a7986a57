/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/matching.h"

#include <string.h>

void poise__matching_clear(struct poise__matching *m)
{
    for (uint32_t slot = 0; slot < m->slot_count; slot++)
        for (uint32_t i = 0; i < m->listed[slot]; i++)
            m->owner[m->persons[slot][i]] = POISE__NOBODY;
    m->slot_count = m->places = 0;
}

bool poise__matching_list(struct poise__matching *matching, uint32_t slot, uint32_t person)
{
    if (matching->listed[slot] == matching->places) return false;
    matching->persons[slot][matching->listed[slot]++] = person;
    return matching->listed[slot] < matching->places;
}

/* How a search came to a slot: `person`, who fills it, could fill `from` instead. */
struct step {
    uint32_t from;
    uint32_t person;
    bool reached;
};

/* Give a free person to a slot, and hand everybody on the way back one slot further. */
static void matching_hand_on(struct poise__matching *m, const struct step *steps, uint32_t first,
                             uint32_t slot, uint32_t person)
{
    m->owner[person] = slot;
    while (slot != first) {
        m->owner[steps[slot].person] = steps[slot].from;
        slot = steps[slot].from;
    }
    m->filled[first]++;
}

/* Breadth first over slots; each is looked at once. */
static bool matching_augment(struct poise__matching *m, uint32_t first)
{
    struct step steps[POISE__SLOTS_MAX] = { 0 };
    uint32_t queue[POISE__SLOTS_MAX], head = 0, tail = 0;

    steps[first].reached = true;
    queue[tail++] = first;
    while (head < tail) {
        uint32_t slot = queue[head++];
        for (uint32_t i = 0; i < m->listed[slot]; i++) {
            uint32_t person = m->persons[slot][i], owner = m->owner[person];
            if (owner == POISE__NOBODY) {
                matching_hand_on(m, steps, first, slot, person);
                return true;
            }
            if (steps[owner].reached) continue;
            steps[owner] = (struct step){ slot, person, true };
            queue[tail++] = owner;
        }
    }
    return false;
}

uint32_t poise__matching_fill(struct poise__matching *m)
{
    uint32_t total = 0;

    memset(m->filled, 0, sizeof m->filled);
    for (uint32_t slot = 0; slot < m->slot_count; slot++)
        while (m->filled[slot] < m->wanted[slot] && matching_augment(m, slot)) total++;
    return total;
}
