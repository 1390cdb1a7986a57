/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* policy_vouch.c: signatures decide whose record it is. Each refusal has a twin that is allowed. */
#include "sign_unit.h"

#include "policy/policy.h"

#include "../oom/failing_alloc.h"

#include <poise/poise.h>

/* ---- A desk -------------------------------------------------------------------------------- */

enum { RECORDS_MAX = 4 };

/* All that a decision is made from. now 0: the time is not said. */
struct desk {
    const char *policy, *roster;
    char signers[1024], revoked[256]; /* signers empty: there is no such file */
    poise_approval said[RECORDS_MAX];
    uint32_t count;
    int64_t now;
};

#define RULE     "\"baseline\":[[{\"count\":1,\"roles\":[\"lead\"]}]]"
#define OPTIONAL "{\"version\":1," RULE "}"
#define REQUIRED "{\"version\":1,\"signatures\":\"required\"," RULE "}"
#define BREAKABLE                                                                                  \
    "{\"version\":1,\"override\":{\"roles\":[\"lead\"],\"count\":2,\"reason_min\":3,"              \
    "\"ttl\":\"1h\"},\"baseline\":[[{\"count\":1,\"roles\":[\"head\"]}]]}"

#define PLAIN                                                                                      \
    "{\"ana\":{},\"bo\":{\"roles\":[\"lead\"],\"aliases\":[\"bo@x\"]},"                            \
    "\"cy\":{\"roles\":[\"lead\"]},\"di\":{\"roles\":[\"lead\"]}}"

static poise_approval said_by(const char *who, int64_t at)
{
    return (poise_approval){ .size = sizeof(poise_approval),
                             .verdict = POISE_VERDICT_APPROVE,
                             .at = at,
                             .by = who,
                             .digest = "D1" };
}

/* Sign the record as it stands. Signatures are good for eight calls. */
static void seal(poise_approval *said, unsigned char seed)
{
    static struct bytes texts[8];
    static unsigned turn;
    struct bytes *text = &texts[turn++ % 8];
    struct poise__array statement;
    const struct pair pair = pair_of(seed);
    poise_alloc heap;

    assert_true(poise__alloc_init(&heap, NULL));
    poise__array_init(&statement, 1);
    assert_int_equal(poise__approval_statement_bytes(said, &statement, &heap), POISE_OK);
    const struct poise__slice bytes = { statement.data, statement.count };
    const struct recipe recipe = recipe_of(&pair, "poise", "sha512", bytes);
    *text = recipe_armour(&recipe);
    bytes_add(text, "", 1);
    poise__array_release(&statement, &heap);
    said->signature = (const char *)text->data;
}

/* A line of the signers file. */
static void lets(struct desk *d, const char *who, unsigned char seed)
{
    const struct pair pair = pair_of(seed);
    size_t len = strlen(d->signers);

    snprintf(d->signers + len, sizeof d->signers - len, "%s %s\n", who, key_line(pair.public));
}

static const char *key_of(unsigned char seed)
{
    const struct pair pair = pair_of(seed);

    return key_line(pair.public);
}

/* bo approves with key 1; cy has key 2. */
static struct desk good(void)
{
    struct desk d = { .policy = OPTIONAL, .roster = PLAIN, .count = 1, .now = 2000 };

    lets(&d, "bo", 1);
    lets(&d, "cy", 2);
    d.said[0] = said_by("bo", 1000);
    seal(&d.said[0], 1);
    return d;
}

static poise_policy_source source_of(const struct desk *d)
{
    return (poise_policy_source){ .size = sizeof(poise_policy_source),
                                  .policy = d->policy,
                                  .policy_len = strlen(d->policy),
                                  .roster = d->roster,
                                  .roster_len = strlen(d->roster),
                                  .signers = d->signers[0] ? d->signers : NULL,
                                  .signers_len = strlen(d->signers),
                                  .revoked = d->revoked,
                                  .revoked_len = strlen(d->revoked) };
}

static poise_status parsed(const struct desk *d, poise_error *error, poise_policy **policy)
{
    const poise_policy_source source = source_of(d);

    return poise_policy_parse(NULL, &source, error, policy);
}

static poise_status decided(const struct desk *d, const poise_policy *policy,
                            struct poise__decision *decision)
{
    static const struct poise__facts no_facts;
    const struct poise__case its_case = { .facts = &no_facts,
                                          .draft_id = "d",
                                          .author = "ana",
                                          .digest = "D1",
                                          .approvals = d->said,
                                          .approval_count = d->count,
                                          .now = d->now,
                                          .timed = d->now != 0 };

    return poise__policy_decide(policy, &its_case, decision);
}

static void records_spell(const struct poise__decision *decision, char *text, size_t size)
{
    const uint8_t *records = decision->dispositions.data;
    size_t len = 0;

    for (uint32_t i = 0; i < decision->dispositions.count; i++)
        len += (size_t)snprintf(text + len, size - len, "%s%s", i ? " " : "",
                                poise__record_name(records[i]));
}

/* Returns when an allowance ends. */
static int64_t expect(const struct desk *d, uint32_t outcome, const char *records)
{
    struct poise__decision decision;
    poise_policy *policy = NULL;
    char text[256] = "";
    poise_alloc heap;

    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(parsed(d, NULL, &policy), POISE_OK);
    poise__decision_init(&decision, &heap);
    assert_int_equal(decided(d, policy, &decision), POISE_OK);
    records_spell(&decision, text, sizeof text);
    assert_string_equal(text, records);
    assert_int_equal(decision.outcome, outcome);
    int64_t expires = decision.expires;
    poise__decision_release(&decision);
    poise_policy_free(policy);
    return expires;
}

#define allows(desk, records)  expect(desk, POISE_DECISION_ALLOW, records)
#define refuses(desk, records) expect(desk, POISE_DECISION_NEED, records)

/* ---- The statement covers all of the record ------------------------------------------------ */

static const char *const all_rules[] = { "baseline", "other" };

/* What of a record is changed, and what it is once this key has signed it anew. */
static const struct change {
    poise_approval to;
    unsigned char key;
    uint32_t outcome;
    const char *records;
} changes[] = {
    { { .by = "cy" }, 2, POISE_DECISION_ALLOW, "LIVE" },
    { { .at = 1001 }, 1, POISE_DECISION_ALLOW, "LIVE" },
    { { .reason = "fine" }, 1, POISE_DECISION_ALLOW, "LIVE" },
    { { .draft_id = "d" }, 1, POISE_DECISION_ALLOW, "LIVE" },
    { { .rules = all_rules, .rule_count = 2 }, 1, POISE_DECISION_ALLOW, "LIVE" },
    { { .policy_digest = "p" }, 1, POISE_DECISION_NEED, "OTHER_POLICY" },
    { { .verdict = POISE_VERDICT_REJECT }, 1, POISE_DECISION_NEED, "VETO" },
    { { .digest = "D2" }, 1, POISE_DECISION_NEED, "OTHER_BYTES" },
};

static void change(poise_approval *a, const poise_approval *to)
{
    if (to->by) a->by = to->by;
    if (to->at) a->at = to->at;
    if (to->reason) a->reason = to->reason;
    if (to->draft_id) a->draft_id = to->draft_id;
    if (to->rules) a->rules = to->rules, a->rule_count = to->rule_count;
    if (to->policy_digest) a->policy_digest = to->policy_digest;
    if (to->verdict) a->verdict = to->verdict;
    if (to->digest) a->digest = to->digest;
}

static void a_record_is_what_was_signed(void **state)
{
    struct desk d = good();

    (void)state;
    allows(&d, "LIVE");
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        d = good();
        change(&d.said[0], &changes[i].to);
        refuses(&d, "BAD_SIGNATURE");
        seal(&d.said[0], changes[i].key);
        expect(&d, changes[i].outcome, changes[i].records);
    }
}

/* A signature cannot be moved from one record to another. */
static void what_was_said_before_is_not_what_is_said_now(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct desk d = good();
        poise_approval before = d.said[0];
        change(&before, &changes[i].to);
        seal(&before, changes[i].key);
        d.said[0].signature = before.signature;
        refuses(&d, "BAD_SIGNATURE");
        seal(&d.said[0], 1);
        allows(&d, "LIVE");
    }
}

/* ---- Whose key it is ----------------------------------------------------------------------- */

static void a_key_that_signs_for_two_persons_voids_both(void **state)
{
    struct desk d = good();

    (void)state;
    lets(&d, "cy", 1);
    d.count = 2;
    d.said[1] = said_by("cy", 1001), seal(&d.said[1], 1);
    refuses(&d, "BAD_SIGNATURE BAD_SIGNATURE");
    seal(&d.said[1], 2);
    allows(&d, "LIVE LIVE");
    /* That it might sign for another is no harm as long as it does not. */
    d.count = 1;
    allows(&d, "LIVE");
    /* Nor is a second record of the same person, whatever they are called in it. */
    lets(&d, "bo@x", 1);
    d.count = 2;
    d.said[1] = said_by("bo@x", 1001), seal(&d.said[1], 1);
    allows(&d, "SUPERSEDED LIVE");
}

static void in_whatever_order_the_records_come(void **state)
{
    static const struct {
        const char *who[3], *records;
        unsigned char keys[3];
    } orders[] = {
        { { "bo", "di", "cy" }, "BAD_SIGNATURE LIVE BAD_SIGNATURE", { 1, 3, 1 } },
        { { "di", "cy", "bo" }, "LIVE BAD_SIGNATURE BAD_SIGNATURE", { 3, 1, 1 } },
        { { "cy", "bo", "di" }, "BAD_SIGNATURE BAD_SIGNATURE LIVE", { 1, 1, 3 } },
        { { "bo", "cy", "bo" }, "BAD_SIGNATURE BAD_SIGNATURE BAD_SIGNATURE", { 1, 1, 1 } },
        { { "cy", "bo", "cy" }, "LIVE LIVE SUPERSEDED", { 2, 1, 2 } },
    };
    struct desk d = good();

    (void)state;
    lets(&d, "cy", 1);
    lets(&d, "di", 3);
    d.count = 3;
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        for (uint32_t k = 0; k < 3; k++) {
            d.said[k] = said_by(orders[i].who[k], 1000 - k);
            seal(&d.said[k], orders[i].keys[k]);
        }
        expect(&d, strstr(orders[i].records, "LIVE") ? POISE_DECISION_ALLOW : POISE_DECISION_NEED,
               orders[i].records);
    }
}

#define KEYED                                                                                      \
    "{\"ana\":{},\"bo\":{\"roles\":[\"lead\"],\"keys\":[\"%s\"]},\"cy\":{\"roles\":[\"lead\"]}}"

/* Which records have a bad signature, a bit each. */
static unsigned bad_of(const struct desk *d)
{
    struct poise__decision decision;
    poise_policy *policy = NULL;
    unsigned bad = 0;
    poise_alloc heap;

    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(parsed(d, NULL, &policy), POISE_OK);
    poise__decision_init(&decision, &heap);
    assert_int_equal(decided(d, policy, &decision), POISE_OK);
    const uint8_t *records = decision.dispositions.data;
    for (uint32_t i = 0; i < d->count; i++)
        bad |= (unsigned)(records[i] == POISE__RECORD_BAD_SIGNATURE) << i;
    poise__decision_release(&decision);
    poise_policy_free(policy);
    return bad;
}

/* Each record is one of four: of bo or cy, with key 1 or 2. */
static void and_whoever_signs_with_whichever_key(void **state)
{
    struct desk d = good();
    poise_approval kinds[4];

    (void)state;
    lets(&d, "bo", 2);
    lets(&d, "cy", 1);
    for (unsigned kind = 0; kind < 4; kind++) {
        kinds[kind] = said_by(kind & 2 ? "cy" : "bo", 1000);
        seal(&kinds[kind], kind & 1 ? 2 : 1);
    }
    d.count = 4;
    for (unsigned all = 0; all < 256; all++) {
        unsigned there = 0, expected = 0;
        for (uint32_t i = 0; i < 4; i++) {
            d.said[i] = kinds[all >> 2 * i & 3];
            there |= 1u << (all >> 2 * i & 3);
        }
        /* The same key with the other person. */
        for (uint32_t i = 0; i < 4; i++) expected |= (there >> ((all >> 2 * i & 3) ^ 2) & 1) << i;
        assert_int_equal(bad_of(&d), expected);
    }
}

static void a_person_signs_with_the_keys_of_the_roster(void **state)
{
    char roster[512];
    struct desk d = good();

    (void)state;
    snprintf(roster, sizeof roster, KEYED, key_of(1));
    d.roster = roster;
    allows(&d, "LIVE");
    lets(&d, "bo", 3);
    seal(&d.said[0], 3);
    refuses(&d, "BAD_SIGNATURE");
    d.roster = PLAIN;
    allows(&d, "LIVE");
}

static void nobody_signs_with_a_key_of_somebody_else(void **state)
{
    char roster[512];
    struct desk d = good();

    (void)state;
    snprintf(roster, sizeof roster, KEYED, key_of(1));
    d.roster = roster;
    lets(&d, "cy", 1);
    d.said[0] = said_by("cy", 1000), seal(&d.said[0], 1), refuses(&d, "BAD_SIGNATURE");
    seal(&d.said[0], 2), allows(&d, "LIVE");
}

static void whom_the_roster_lacks_is_nobody_with_any_key(void **state)
{
    char roster[512];
    struct desk d = good();

    (void)state;
    snprintf(roster, sizeof roster, KEYED, key_of(1));
    d.roster = roster;
    lets(&d, "zed", 1);
    lets(&d, "zed", 3);
    d.said[0] = said_by("zed", 1000), seal(&d.said[0], 3);
    refuses(&d, "UNKNOWN_PERSON");
    seal(&d.said[0], 1);
    refuses(&d, "BAD_SIGNATURE");
    d.said[0] = said_by("bo", 1000), seal(&d.said[0], 1);
    allows(&d, "LIVE");
}

/* ---- When it is valid ---------------------------------------------------------------------- */

static void a_key_is_valid_when_it_signs_and_now(void **state)
{
    struct desk d = good();

    (void)state;
    d.signers[0] = '\0'; /* seconds 1000 and 1200, both included */
    lets(&d, "bo valid-after=\"19700101001640Z\",valid-before=\"19700101002000Z\"", 1);
    d.now = 1200;
    assert_int_equal(allows(&d, "LIVE"), 1201);
    d.now = 1201;
    refuses(&d, "BAD_SIGNATURE");
    d.now = 1200;
    d.said[0].at = 999, seal(&d.said[0], 1);
    refuses(&d, "BAD_SIGNATURE");
    d.said[0].at = 1000, seal(&d.said[0], 1);
    allows(&d, "LIVE");
}

static void where_the_time_is_not_said_no_key_counts_that_expires(void **state)
{
    struct desk d = good();

    (void)state;
    d.signers[0] = '\0'; /* the record is of second 1000 */
    d.now = 0;
    lets(&d, "bo valid-after=\"19700101001640Z\",valid-before=\"19700101002000Z\"", 1);
    refuses(&d, "BAD_SIGNATURE");
    d.now = 1200;
    allows(&d, "LIVE");
    d.now = 0;
    d.signers[0] = '\0';
    lets(&d, "bo valid-after=\"19700101001640Z\"", 1);
    allows(&d, "LIVE");
    d.said[0].at = 999, seal(&d.said[0], 1);
    refuses(&d, "BAD_SIGNATURE");
}

static void one_line_may_say_when_it_signed_and_another_that_it_still_may(void **state)
{
    struct desk d = good();

    (void)state;
    d.signers[0] = '\0';
    lets(&d, "bo valid-before=\"19700101001640Z\"", 1);
    refuses(&d, "BAD_SIGNATURE");
    lets(&d, "bo valid-after=\"19700101003320Z\",valid-before=\"19700101010000Z\"", 1);
    assert_int_equal(allows(&d, "LIVE"), 3601);
    /* The later one counts, in either order. */
    lets(&d, "bo valid-before=\"19700101003400Z\"", 1);
    assert_int_equal(allows(&d, "LIVE"), 3601);
    lets(&d, "bo valid-before=\"19700101020000Z\"", 1);
    assert_int_equal(allows(&d, "LIVE"), 7201);
}

static void a_revoked_key_never_signed(void **state)
{
    struct desk d = good();

    (void)state;
    snprintf(d.revoked, sizeof d.revoked, "%s", key_of(1));
    refuses(&d, "BAD_SIGNATURE");
    snprintf(d.revoked, sizeof d.revoked, "%s", key_of(2));
    allows(&d, "LIVE");
}

/* ---- Signatures and the caller's word ------------------------------------------------------ */

static void without_a_signature_the_callers_word_counts_where_it_may(void **state)
{
    struct desk d = good();

    (void)state;
    d.said[0].signature = NULL;
    d.said[0].verified = 1;
    allows(&d, "LIVE");
    d.policy = REQUIRED;
    refuses(&d, "BAD_SIGNATURE");
    d = good();
    d.policy = REQUIRED;
    allows(&d, "LIVE");
    d = good();
    d.said[0].signature = NULL;
    refuses(&d, "BAD_SIGNATURE");
}

static void with_one_the_word_counts_for_nothing(void **state)
{
    struct desk d = good();

    (void)state;
    d.said[0].at++, d.said[0].verified = 1;
    refuses(&d, "BAD_SIGNATURE");
    d.said[0].at--, d.said[0].verified = 0;
    allows(&d, "LIVE");
    d.said[0].signature = "signed, bo", d.said[0].verified = 1;
    refuses(&d, "BAD_SIGNATURE");
    d.said[0].signature = "";
    refuses(&d, "BAD_SIGNATURE");
}

static void without_signers_nobody_looks_at_a_signature(void **state)
{
    struct desk d = good();

    (void)state;
    d.signers[0] = '\0';
    refuses(&d, "BAD_SIGNATURE");
    d.said[0].verified = 1;
    allows(&d, "LIVE");
}

/* ---- Reading the files --------------------------------------------------------------------- */

static void assert_parse(const struct desk *d, poise_status status, uint32_t input, uint32_t line,
                         const char *message)
{
    poise_error error = { .size = sizeof error };
    poise_policy *policy = NULL;

    assert_int_equal(parsed(d, &error, &policy), status);
    assert_true((policy != NULL) == (status == POISE_OK));
    assert_int_equal(error.status, status);
    assert_int_equal(error.input, input);
    assert_int_equal(error.line, line);
    assert_true((error.column > 0) == (line > 0));
    if (!strstr(error.message, message)) fail_msg("no %s in %s", message, error.message);
    poise_policy_free(policy);
    const poise_policy_source source = source_of(d);
    poise_alloc heap;
    assert_true(poise__alloc_init(&heap, NULL));
    assert_int_equal(poise__policy_parse(&heap, &source, NULL, &policy), status);
    poise_policy_free(policy);
}

static void who_requires_signatures_says_whose(void **state)
{
    struct desk d = good();

    (void)state;
    d.policy = REQUIRED;
    assert_parse(&d, POISE_OK, 0, 0, "");
    d.signers[0] = '\0';
    assert_parse(&d, POISE_E_POLICY, 0, 0, "no list of signers was given");
    d.policy = OPTIONAL;
    assert_parse(&d, POISE_OK, 0, 0, "");
}

static void a_line_that_cannot_be_read_is_named(void **state)
{
    struct desk d = good();

    (void)state;
    lets(&d, "di octopus", 3);
    assert_parse(&d, POISE_E_SIGNATURE, 2, 3, "option");
    d = good();
    lets(&d, "di", 3);
    assert_parse(&d, POISE_OK, 0, 0, "");
    snprintf(d.revoked, sizeof d.revoked, "# lost\nssh-ed25519 AAAA");
    assert_parse(&d, POISE_E_SIGNATURE, 3, 2, "");
    d.signers[0] = '\0';
    assert_parse(&d, POISE_E_SIGNATURE, 3, 2, "");
    snprintf(d.revoked, sizeof d.revoked, "# lost\n%s", key_of(2));
    assert_parse(&d, POISE_OK, 0, 0, "");
}

/* ---- When an allowance ends ---------------------------------------------------------------- */

static void an_allowance_ends_with_the_key_or_before(void **state)
{
    static const char brief[] = "{\"version\":1,\"ttl\":1500," RULE "}";
    struct desk d = good();

    (void)state;
    assert_int_equal(allows(&d, "LIVE"), INT64_MAX);
    d.policy = brief;
    assert_int_equal(allows(&d, "LIVE"), 2500);
    d.signers[0] = '\0';
    lets(&d, "bo valid-before=\"19700101003500Z\"", 1);
    assert_int_equal(allows(&d, "LIVE"), 2101);
    d.policy = OPTIONAL;
    assert_int_equal(allows(&d, "LIVE"), 2101);
}

/* bo and cy break the glass, and cy's key is valid until then. */
static struct desk broken_glass(const char *cys_line)
{
    struct desk d = good();

    d.policy = BREAKABLE;
    d.signers[0] = '\0';
    lets(&d, "bo", 1);
    lets(&d, cys_line, 2);
    d.count = 2;
    for (uint32_t i = 0; i < 2; i++) {
        d.said[i] = said_by(i ? "cy" : "bo", 1000 + i);
        d.said[i].verdict = POISE_VERDICT_OVERRIDE;
        d.said[i].reason = "fire";
        seal(&d.said[i], (unsigned char)(1 + i));
    }
    return d;
}

static void an_override_is_signed_too_and_ends_with_its_keys(void **state)
{
    struct desk d = broken_glass("cy");

    (void)state;
    assert_int_equal(expect(&d, POISE_DECISION_ALLOW_OVERRIDE, "LIVE LIVE"), 4600);
    d.said[1].reason = "water";
    refuses(&d, "LIVE BAD_SIGNATURE");
    d.said[1].reason = "\xff\xfe\xfd\xfc", seal(&d.said[1], 2);
    refuses(&d, "LIVE NO_OVERRIDE");
    d = broken_glass("cy valid-before=\"19700101003500Z\"");
    assert_int_equal(expect(&d, POISE_DECISION_ALLOW_OVERRIDE, "LIVE LIVE"), 2101);
    lets(&d, "cy", 1);
    seal(&d.said[1], 1);
    refuses(&d, "BAD_SIGNATURE BAD_SIGNATURE");
}

/* ---- Memory -------------------------------------------------------------------------------- */

static void memory_may_run_out_anywhere_and_a_warm_decision_needs_none(void **state)
{
    struct failing_alloc counter = { 0 };
    const poise_alloc alloc = failing_alloc_of(&counter);
    struct poise__decision decision;
    poise_policy *policy = NULL;
    struct desk d = good();

    (void)state;
    d.count = 2;
    d.said[1] = said_by("cy", 1000), seal(&d.said[1], 2);
    assert_int_equal(parsed(&d, NULL, &policy), POISE_OK);
    poise__decision_init(&decision, &alloc);
    uint64_t fail_at = 0;
    do {
        counter = (struct failing_alloc){ .fail_at = ++fail_at };
        poise_status st = decided(&d, policy, &decision);
        assert_true(st == POISE_OK || st == POISE_E_NOMEM);
        assert_int_equal(decision.outcome,
                         st == POISE_OK ? POISE_DECISION_ALLOW : POISE_DECISION_NONE);
        if (st == POISE_OK) break;
        poise__decision_release(&decision);
        assert_int_equal(counter.live, 0);
    } while (fail_at < 1000);
    assert_in_range(fail_at, 5, 999);
    counter.calls = 0;
    for (int again = 0; again < 3; again++) {
        assert_int_equal(decided(&d, policy, &decision), POISE_OK);
        assert_int_equal(decision.outcome, POISE_DECISION_ALLOW);
    }
    assert_int_equal(counter.calls, 0);
    poise__decision_release(&decision);
    assert_int_equal(counter.live, 0);
    assert_false(counter.lied);
    poise_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_what_was_signed),
        cmocka_unit_test(what_was_said_before_is_not_what_is_said_now),
        cmocka_unit_test(a_key_that_signs_for_two_persons_voids_both),
        cmocka_unit_test(in_whatever_order_the_records_come),
        cmocka_unit_test(and_whoever_signs_with_whichever_key),
        cmocka_unit_test(a_person_signs_with_the_keys_of_the_roster),
        cmocka_unit_test(nobody_signs_with_a_key_of_somebody_else),
        cmocka_unit_test(whom_the_roster_lacks_is_nobody_with_any_key),
        cmocka_unit_test(a_key_is_valid_when_it_signs_and_now),
        cmocka_unit_test(where_the_time_is_not_said_no_key_counts_that_expires),
        cmocka_unit_test(one_line_may_say_when_it_signed_and_another_that_it_still_may),
        cmocka_unit_test(a_revoked_key_never_signed),
        cmocka_unit_test(without_a_signature_the_callers_word_counts_where_it_may),
        cmocka_unit_test(with_one_the_word_counts_for_nothing),
        cmocka_unit_test(without_signers_nobody_looks_at_a_signature),
        cmocka_unit_test(who_requires_signatures_says_whose),
        cmocka_unit_test(a_line_that_cannot_be_read_is_named),
        cmocka_unit_test(an_allowance_ends_with_the_key_or_before),
        cmocka_unit_test(an_override_is_signed_too_and_ends_with_its_keys),
        cmocka_unit_test(memory_may_run_out_anywhere_and_a_warm_decision_needs_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
