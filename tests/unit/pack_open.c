/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "../oom/failing_alloc.h"
#include "base/rules.h"
#include "pack/tables.h"

#include "pack_small_bytes.h" /* tests/unit/data/pack_small, compiled: pack_small_bytes[] */

/* The constant that the same sources become. */
extern const poise_pack poise__pack_small;

enum { SIZE = sizeof pack_small_bytes };

static poise_alloc heap(void)
{
    poise_alloc alloc;

    poise__alloc_init(&alloc, NULL);
    return alloc;
}

static poise_status open_bytes(const uint8_t *bytes, size_t len, poise_error *error,
                               poise_pack **pack)
{
    poise_alloc alloc = heap();

    return poise__pack_open(&alloc, bytes, len, error, pack);
}

static uint32_t fnv1a(const char *text)
{
    uint32_t hash = 0x811C9DC5u;

    for (; *text; text++) hash = (hash ^ (uint8_t)*text) * 0x01000193u;
    return hash;
}

static struct poise__word find(const poise_pack *pack, const char *word)
{
    return poise__pack_word(pack, (const uint8_t *)word, strlen(word), fnv1a(word));
}

static struct poise__word unmask(const poise_pack *pack, const char *mask, bool open)
{
    return poise__pack_unmask(pack, (const uint8_t *)mask, strlen(mask), open);
}

static uint32_t step(const poise_pack *pack, uint32_t state, const char *word)
{
    return poise__pack_step(pack, state, find(pack, word).number);
}

/* The small pack has an automaton for cues without a gap and one for those with. */
enum { TIGHT, LOOSE, AUTOMATA };

static uint32_t start(const poise_pack *pack, int automaton, const char *word)
{
    uint32_t count;
    const uint16_t *starts = poise__pack_starts(pack, find(pack, word).number, &count);

    assert_int_equal(count, AUTOMATA);
    return starts[automaton];
}

/* Ask everything that a matcher could ask: under the sanitizers, a pack that lies would be seen. */
static uint32_t ask_everything(const poise_pack *pack)
{
    static const char *const words[] = { "sorry", "bête", "bete", "you", "stupid", "zebra", "" };
    uint32_t seen = 0, count;

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) seen += find(pack, words[i]).number;
    for (int open = 0; open < 2; open++) {
        seen += unmask(pack, "s*****", open).number + unmask(pack, "b*te", open).number;
        seen += unmask(pack, "idi***", open).number + unmask(pack, "\xC3*", open).number;
    }
    for (uint32_t word = 0; word < pack->number_count; word++) {
        const uint16_t *starts = poise__pack_starts(pack, word, &count);
        for (uint32_t i = 0; i < count; i++) seen += starts[i];
    }
    for (uint32_t state = 1; state < pack->state_count; state++) {
        for (uint32_t word = 0; word < pack->number_count + 20; word++)
            seen += poise__pack_step(pack, state, word);
        const uint16_t *cues = poise__pack_accepts(pack, state, &count);
        for (uint32_t i = 0; i < count; i++) {
            struct poise__cue cue = poise__pack_cue(pack, cues[i]);
            seen += cue.strength;
            if (cue.kind == POISE__CUE_SIGNAL)
                seen += (uint16_t)poise__pack_weights(pack, cue.rule)[3];
        }
    }
    for (uint32_t axis = 0; axis < 4; axis++)
        for (int64_t sum = -5000; sum < 5000; sum += 250) {
            uint32_t score = poise__pack_calibrate(pack, axis, sum);
            assert_true(score <= 1000);
            seen += score;
        }
    assert_in_range(poise__pack_run_max(pack), 1, 64);
    return seen;
}

static void a_pack_says_what_it_is(void **state)
{
    poise_pack *pack;
    poise_pack_info info, builtin;

    (void)state;
    assert_int_equal(open_bytes(pack_small_bytes, SIZE, NULL, &pack), POISE_OK);
    poise__pack_info(pack, &info);
    assert_int_equal(info.format, 1);
    assert_int_equal(info.date, 20261126);
    assert_int_equal(info.cue_count, 21);
    assert_int_equal(info.byte_count, SIZE);
    assert_string_equal(info.tag, "en");
    assert_int_equal(strlen(info.source_hash), 64);
    assert_int_equal(poise__pack_language(pack), POISE_LANGUAGE_EN);
    poise__pack_info(&poise__pack_small, &builtin);
    assert_string_equal(builtin.source_hash, info.source_hash);
    assert_int_equal(builtin.byte_count, info.byte_count);
    assert_int_equal(builtin.word_count, info.word_count);
    poise__pack_free(pack);
    poise__pack_free(NULL);
    poise__pack_free((poise_pack *)(uintptr_t)&poise__pack_small);
}

static void the_constant_and_the_bytes_are_the_same_pack(void **state)
{
    const poise_pack *constant = &poise__pack_small;
    poise_pack *pack;

    (void)state;
    assert_int_equal(open_bytes(pack_small_bytes, SIZE, NULL, &pack), POISE_OK);
    assert_int_equal(pack->state_count, constant->state_count);
    assert_int_equal(pack->run_max, constant->run_max);
    assert_int_equal(pack->hidden_count, constant->hidden_count);
    assert_memory_equal(pack->hidden, constant->hidden,
                        pack->hidden_count * sizeof(struct poise__pack_slot));
    for (uint32_t s = 1; s < pack->state_count; s++) {
        uint32_t count, same;
        const uint16_t *cues = poise__pack_accepts(pack, s, &count);
        assert_memory_equal(poise__pack_accepts(constant, s, &same), cues, 2 * count);
        assert_int_equal(same, count);
        for (uint32_t word = 0; word < pack->number_count + 20; word++)
            assert_int_equal(poise__pack_step(pack, s, word), poise__pack_step(constant, s, word));
    }
    for (uint32_t i = 0; i < pack->cue_count; i++) {
        struct poise__cue a = poise__pack_cue(pack, i), b = poise__pack_cue(constant, i);
        assert_memory_equal(&a, &b, sizeof a);
    }
    for (uint32_t rule = 0; rule < POISE__RULE_COUNT; rule++)
        assert_memory_equal(poise__pack_weights(pack, rule), poise__pack_weights(constant, rule),
                            8);
    assert_int_equal(ask_everything(pack), ask_everything(constant));
    poise__pack_free(pack);
}

static void words_are_found_with_and_without_accents(void **state)
{
    const poise_pack *pack = &poise__pack_small;

    (void)state;
    assert_true(find(pack, "sorry").number >= POISE__WORD_FIRST);
    assert_int_equal(find(pack, "entêtée").number, find(pack, "entetee").number);
    assert_int_equal(find(pack, "bete").number, POISE__WORD_UNKNOWN); /* four letters */
    assert_int_equal(find(pack, "zebra").number, POISE__WORD_UNKNOWN);
    assert_int_equal(find(pack, "we").evidence, 3);
    assert_int_equal(find(pack, "sorry").evidence, 0);
}

static void hidden_words_are_told_from_others(void **state)
{
    const poise_pack *pack = &poise__pack_small;

    (void)state;
    assert_true(find(pack, "stupid").hidden);
    assert_true(find(pack, "you").hidden);
    assert_int_equal(find(pack, "you").evidence, 3);
    assert_true(find(pack, "entêtée").hidden);
    assert_true(find(pack, "entetee").hidden);
    assert_false(find(pack, "sorry").hidden); /* in @hidden only as part of a row */
    assert_false(find(pack, "zebra").hidden);
}

static void expect_mask(const char *mask, bool open, const char *word)
{
    uint32_t number = word ? find(&poise__pack_small, word).number : POISE__WORD_UNKNOWN;

    assert_int_equal(unmask(&poise__pack_small, mask, open).number, number);
}

static void a_mask_stands_for_a_hidden_word_of_its_shape(void **state)
{
    (void)state;
    expect_mask("st*pid", false, "stupid");
    expect_mask("s*****", false, "stupid");
    expect_mask("s****", false, NULL); /* one too few */
    expect_mask("s****", true, "stupid");
    expect_mask("s********", true, "stupid");
    expect_mask("s*****d", false, NULL);
    expect_mask("st*pod", false, NULL);
    expect_mask("*tupid", false, NULL);
    expect_mask("idio**", false, "idiots"); /* rather of its length than idiot */
    expect_mask("stupid", false, "stupid");
}

static void a_word_that_is_not_starred_shows_more_than_half(void **state)
{
    (void)state;
    expect_mask("gen*us", false, "genius");
    expect_mask("g*n*us", false, "genius");
    expect_mask("g*n**s", false, NULL);
    expect_mask("ge***", true, NULL);
    expect_mask("gen***", true, "genius");
    expect_mask("s*rry", false, NULL); /* not hidden */
}

static void a_star_is_one_letter_of_any_width(void **state)
{
    (void)state;
    expect_mask("b*te", false, "b\xC3\xAAte");
    expect_mask("b\xC3\xAA*e", false, "b\xC3\xAAte");
    expect_mask("b\xC3*te", false, NULL); /* half a letter */
}

static void steps_follow_a_pattern(void **state)
{
    const poise_pack *pack = &poise__pack_small;
    uint32_t count, s = start(pack, TIGHT, "apologize");

    (void)state;
    assert_int_not_equal(s, POISE__STATE_NONE);
    assert_int_equal(s, start(pack, TIGHT, "apologise"));
    const uint16_t *cues = poise__pack_accepts(pack, s, &count);
    assert_int_equal(count, 1);
    assert_int_equal(poise__pack_cue(pack, cues[0]).rule, POISE__RULE_APOLOGETIC_EXPLICIT);

    s = step(pack, step(pack, start(pack, LOOSE, "you"), "should"), "have");
    assert_int_not_equal(step(pack, s, "checked"), POISE__STATE_NONE);
    uint32_t gap = step(pack, step(pack, s, "zebra"), "zebra");
    assert_int_not_equal(gap, POISE__STATE_NONE);
    assert_int_equal(step(pack, gap, "zebra"), POISE__STATE_NONE);
    assert_int_equal(poise__pack_step(pack, s, POISE__WORD_STOP), POISE__STATE_NONE);
}

static void sums_between_two_points_lie_on_their_line(void **state)
{
    const poise_pack *pack = &poise__pack_small;

    (void)state;
    assert_int_equal(poise__pack_calibrate(pack, POISE__INSULTING, INT64_MIN), 0);
    assert_int_equal(poise__pack_calibrate(pack, POISE__INSULTING, 200), 250);
    assert_int_equal(poise__pack_calibrate(pack, POISE__INSULTING, 400), 500);
    assert_int_equal(poise__pack_calibrate(pack, POISE__INSULTING, 401), 500);
    assert_int_equal(poise__pack_calibrate(pack, POISE__INSULTING, 1399), 999);
    assert_int_equal(poise__pack_calibrate(pack, POISE__INSULTING, INT64_MAX), 1000);
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    for (size_t len = 0; len < SIZE; len++) {
        /* A copy of just that size, so that a read behind it is seen. */
        uint8_t *cut = malloc(len + 1);
        poise_error error = { .size = sizeof error };
        poise_pack *pack = (poise_pack *)&error;
        memcpy(cut, pack_small_bytes, len);
        assert_int_equal(open_bytes(cut, len, &error, &pack), POISE_E_PACK_FORMAT);
        assert_null(pack);
        assert_int_equal(error.status, POISE_E_PACK_FORMAT);
        assert_true(error.message[0] != '\0' && error.line == 0);
        free(cut);
    }
}

static void every_changed_byte_is_refused_or_harmless(void **state)
{
    static const uint8_t changes[] = { 0x01, 0x10, 0x80, 0xFF };
    uint32_t refused = 0;

    (void)state;
    for (size_t i = 0; i < SIZE * sizeof changes; i++) {
        uint8_t bytes[SIZE];
        poise_pack *pack;
        memcpy(bytes, pack_small_bytes, SIZE);
        bytes[i / sizeof changes] ^= changes[i % sizeof changes];
        if (open_bytes(bytes, SIZE, NULL, &pack) == POISE_OK) {
            ask_everything(pack);
            poise__pack_free(pack);
        } else {
            refused++;
        }
    }
    assert_true(refused > SIZE);
}

static void another_format_is_told_from_no_pack(void **state)
{
    uint8_t bytes[SIZE];
    poise_error error = { .size = sizeof error };
    poise_pack *pack;

    (void)state;
    memcpy(bytes, pack_small_bytes, SIZE);
    bytes[8] = 2;
    assert_int_equal(open_bytes(bytes, SIZE, &error, &pack), POISE_E_PACK_VERSION);
    assert_int_equal(error.offset, 8);
    bytes[0] = 'P';
    assert_int_equal(open_bytes(bytes, SIZE, &error, &pack), POISE_E_PACK_FORMAT);
    assert_string_equal(error.message, "header: these bytes are no pack");
    assert_int_equal(error.size, sizeof error);
}

static uint32_t get32(const uint8_t *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Change one byte of a section's first element and expect its name in the message. */
static void expect_refusal(uint32_t section, uint32_t byte, uint8_t value, const char *message)
{
    uint8_t bytes[SIZE];
    poise_error error = { .size = sizeof error };
    poise_pack *pack;

    memcpy(bytes, pack_small_bytes, SIZE);
    uint32_t offset = get32(bytes + 108 + 8 * (size_t)section);
    bytes[offset + byte] = value;
    assert_int_equal(open_bytes(bytes, SIZE, &error, &pack), POISE_E_PACK_FORMAT);
    assert_string_equal(error.message, message);
    assert_int_equal(error.offset, offset);
}

static void the_error_names_the_section(void **state)
{
    (void)state;
    expect_refusal(2, 1, 0xFF, "starts: a word leads to a state that does not exist");
    expect_refusal(3, 8, 1, "states: the state that is none is not empty");
    expect_refusal(4, 2, 1, "edges: an edge leads backwards or to none");
    expect_refusal(5, 1, 0xFF, "accepts: there is no such cue");
    expect_refusal(6, 4, 8, "cues: there is no such kind of cue");
    expect_refusal(6, 3, 0xFF, "cues: a strength is over 1000");
    expect_refusal(6, 5, 0x80, "cues: there is no such scope");
    expect_refusal(6, 0, 9, "cues: a signal has a rule that this library does not know");
    expect_refusal(7, 0, 0, "weights: a rule that this library does not know");
    expect_refusal(8, 0, 4, "curves: there is no such axis");
    expect_refusal(9, 2, 2, "features: a slot is neither full nor empty");
    expect_refusal(9, 4, 0x80, "features: a weight is below -127");
}

/* The bytes behind a full slot's number: its length and what it says. */
static void what_a_word_says_is_checked(void **state)
{
    uint8_t bytes[SIZE];
    poise_error error = { .size = sizeof error };
    poise_pack *pack;
    uint32_t at = get32(pack_small_bytes + 108);

    (void)state;
    memcpy(bytes, pack_small_bytes, SIZE);
    while (bytes[at + 8] == 0) at += 12;
    bytes[at + 11] = POISE__SLOT_SAYS_MAX + 1;
    assert_int_equal(open_bytes(bytes, SIZE, &error, &pack), POISE_E_PACK_FORMAT);
    assert_string_equal(error.message, "slots: a word says what no word can");
    bytes[at + 11] = POISE__SLOT_SAYS_MAX;
    assert_int_equal(open_bytes(bytes, SIZE, &error, &pack), POISE_OK);
    assert_int_equal(pack->hidden_count, poise__pack_small.hidden_count +
                                             !(pack_small_bytes[at + 11] & POISE__SLOT_HIDDEN));
    poise__pack_free(pack);
}

static void memory_may_run_out(void **state)
{
    struct failing_alloc counter = { .fail_at = 1 };
    poise_alloc alloc = failing_alloc_of(&counter);
    poise_error error = { .size = sizeof error };
    poise_pack *pack = (poise_pack *)&error;

    (void)state;
    assert_int_equal(poise__pack_open(&alloc, pack_small_bytes, SIZE, &error, &pack),
                     POISE_E_NOMEM);
    assert_null(pack);
    counter.fail_at = 0;
    assert_int_equal(poise__pack_open(&alloc, pack_small_bytes, SIZE, NULL, &pack), POISE_OK);
    assert_int_equal(counter.calls, 2);
    poise__pack_free(pack);
    assert_int_equal(counter.live, 0);
    assert_false(counter.lied);
}

static void every_builtin_pack_is_there_and_no_more(void **state)
{
    uint32_t count = poise__pack_builtin_count();

    (void)state;
    for (uint32_t i = 0; i < count; i++) {
        assert_non_null(poise__pack_builtin(i));
        ask_everything(poise__pack_builtin(i));
    }
    assert_null(poise__pack_builtin(count));
    assert_null(poise__pack_builtin(UINT32_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pack_says_what_it_is),
        cmocka_unit_test(the_constant_and_the_bytes_are_the_same_pack),
        cmocka_unit_test(words_are_found_with_and_without_accents),
        cmocka_unit_test(hidden_words_are_told_from_others),
        cmocka_unit_test(a_mask_stands_for_a_hidden_word_of_its_shape),
        cmocka_unit_test(a_word_that_is_not_starred_shows_more_than_half),
        cmocka_unit_test(a_star_is_one_letter_of_any_width),
        cmocka_unit_test(steps_follow_a_pattern),
        cmocka_unit_test(sums_between_two_points_lie_on_their_line),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(every_changed_byte_is_refused_or_harmless),
        cmocka_unit_test(another_format_is_told_from_no_pack),
        cmocka_unit_test(the_error_names_the_section),
        cmocka_unit_test(what_a_word_says_is_checked),
        cmocka_unit_test(memory_may_run_out),
        cmocka_unit_test(every_builtin_pack_is_there_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
