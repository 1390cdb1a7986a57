/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "policy/matching.h"

enum { PEOPLE = 7, CASES = 20000 };

/* A fixed sequence, so that a failure comes back. */
static uint32_t next_number(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

/* Try every person, or nobody, for each place in turn: the most places that can be filled. */
static uint32_t brute_force(const struct poise__matching *m, const uint8_t fits[], uint32_t slot,
                            uint32_t place, uint32_t used)
{
    if (slot == m->slot_count) return 0;
    if (place == m->wanted[slot]) return brute_force(m, fits, slot + 1, 0, used);

    uint32_t best = brute_force(m, fits, slot + 1, 0, used);
    for (uint32_t person = 0; person < PEOPLE; person++) {
        if (!(fits[slot] >> person & 1) || used >> person & 1) continue;
        uint32_t filled = 1 + brute_force(m, fits, slot, place + 1, used | 1u << person);
        if (filled > best) best = filled;
    }
    return best;
}

static void matching_finds_the_most_that_any_search_finds(void **state)
{
    static struct poise__matching m;
    uint32_t owner[PEOPLE], seed = 7, differs_from_greedy = 0;

    (void)state;
    m.owner = owner;
    memset(owner, 0xFF, sizeof owner);
    for (int i = 0; i < CASES; i++) {
        uint8_t fits[4];
        m.slot_count = 1 + next_number(&seed, 4);
        m.places = 0;
        for (uint32_t s = 0; s < m.slot_count; s++) {
            fits[s] = (uint8_t)(next_number(&seed, 128) & next_number(&seed, 128));
            m.wanted[s] = 1 + next_number(&seed, 2);
            m.places += m.wanted[s];
        }
        uint32_t used = 0, greedy = 0, sum = 0;
        for (uint32_t s = 0; s < m.slot_count; s++) {
            uint32_t taken = 0;
            m.listed[s] = 0;
            for (uint32_t p = 0; p < PEOPLE; p++) {
                if (!(fits[s] >> p & 1)) continue;
                poise__matching_list(&m, s, p);
                if (taken < m.wanted[s] && !(used >> p & 1)) used |= 1u << p, taken++;
            }
            greedy += taken;
        }
        uint32_t most = brute_force(&m, fits, 0, 0, 0);
        assert_int_equal(poise__matching_fill(&m), most);
        for (uint32_t s = 0; s < m.slot_count; s++) {
            assert_true(m.filled[s] <= m.wanted[s]);
            sum += m.filled[s];
        }
        assert_int_equal(sum, most);
        for (uint32_t s = 0; s < m.slot_count; s++) {
            uint32_t owned = 0;
            for (uint32_t p = 0; p < PEOPLE; p++) owned += owner[p] == s && fits[s] >> p & 1;
            assert_int_equal(owned, m.filled[s]);
        }
        poise__matching_clear(&m);
        for (uint32_t p = 0; p < PEOPLE; p++) assert_int_equal(owner[p], POISE__NOBODY);
        differs_from_greedy += greedy != most;
    }
    /* Else the cases would be too easy to tell the two apart. */
    assert_true(differs_from_greedy > CASES / 100);
}

static void a_slot_lists_no_more_than_there_are_places(void **state)
{
    static struct poise__matching m;
    static uint32_t owner[1000];

    (void)state;
    memset(owner, 0xFF, sizeof owner);
    m = (struct poise__matching){
        .slot_count = 2, .places = 3, .wanted = { 1, 2 }, .owner = owner
    };
    for (uint32_t p = 0; p < 1000; p++) {
        bool more = poise__matching_list(&m, 0, p);
        assert_int_equal(more, p < 2);
    }
    assert_int_equal(m.listed[0], 3);
    poise__matching_list(&m, 1, 0);
    poise__matching_list(&m, 1, 1);
    assert_int_equal(poise__matching_fill(&m), 3);
}

static void a_full_house_is_filled(void **state)
{
    static struct poise__matching m;
    static uint32_t owner[POISE__PLACES_MAX];

    (void)state;
    memset(owner, 0xFF, sizeof owner);
    m = (struct poise__matching){ .slot_count = POISE__SLOTS_MAX,
                                  .places = POISE__PLACES_MAX,
                                  .owner = owner };
    /* Slot s takes anybody from 8 s on, so that only the last hands nobody on. */
    for (uint32_t s = 0; s < POISE__SLOTS_MAX; s++) {
        m.wanted[s] = POISE__PLACES_MAX / POISE__SLOTS_MAX;
        for (uint32_t p = POISE__PLACES_MAX; p-- > 8 * s;) poise__matching_list(&m, s, p);
    }
    assert_int_equal(poise__matching_fill(&m), POISE__PLACES_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matching_finds_the_most_that_any_search_finds),
        cmocka_unit_test(a_slot_lists_no_more_than_there_are_places),
        cmocka_unit_test(a_full_house_is_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
