/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* decide.c: how long a decision takes, and how both it and loading grow with the roster. */
#include "clock.h"

#include "bench.h"

#include "../oom/failing_alloc.h"
#include "policy/policy.h"

#include <string.h>

enum { RULES = 10, RECORDS = 10, ROUNDS = 7, ROSTER_MAX = 100000, PERSON_BYTES = 128 };

/* Ten rules of which each applies: nine ask for people in two ways, one would deny. */
static const char *policy_text(void)
{
    static char text[8192];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "{\"version\":1,\"ttl\":\"1d\",\"baseline\":[[{\"count\":1,"
                                   "\"roles\":[\"lead\"]}]],\"vetoes\":[{\"count\":1,\"roles\":"
                                   "[\"legal\"]}],\"rules\":[{\"name\":\"insult\",\"when\":"
                                   "{\"field\":\"tone.insulting\",\"gte\":700},\"deny\":\"no\"}");

    for (int i = 0; i < RULES - 2; i++)
        used += (size_t)snprintf(
            text + used, sizeof text - used,
            ",{\"name\":\"rule %d\",\"when\":{\"any\":[{\"field\":\"tone.insulting\",\"gte\":%d},"
            "{\"field\":\"media.kinds\",\"has\":\"image\"}]},\"any\":[[{\"count\":3,\"roles\":"
            "[\"legal\"]}],[{\"count\":2,\"roles\":[\"lead\",\"brand\"]}]]}",
            i, i);
    snprintf(text + used, sizeof text - used, "]}");
    return text;
}

/* Persons with an alias, a key and a role each; every third is a lead. */
static char *roster_text(uint32_t persons)
{
    static const char *const roles[] = { "lead", "agent", "brand" };
    size_t size = (size_t)persons * PERSON_BYTES + 16, used = 1;
    char *text = malloc(size);

    if (!text) abort();
    text[0] = '{';
    for (uint32_t i = 0; i < persons; i++)
        used += (size_t)snprintf(text + used, size - used,
                                 "%s\"person-%u\":{\"roles\":[\"%s\"],\"aliases\":[\"p%u@desk\"],"
                                 "\"keys\":[\"ssh-ed25519 AAAA%u\"]}",
                                 i ? "," : "", i, roles[i % 3], i, i);
    text[used] = '}';
    text[used + 1] = '\0';
    return text;
}

static double parse_time(const poise_alloc *alloc, const char *roster, poise_policy **policy)
{
    const char *text = policy_text();
    poise_policy_source source = { .size = sizeof source,
                                   .policy = text,
                                   .policy_len = strlen(text),
                                   .roster = roster,
                                   .roster_len = strlen(roster) };
    double start = now();

    must(poise__policy_parse(alloc, &source, NULL, policy));
    return now() - start;
}

/* Ten records: six leads and brands approve, others say this and that. */
static void records_fill(poise_approval *records, char (*names)[32], uint32_t persons)
{
    for (uint32_t i = 0; i < RECORDS; i++) {
        uint32_t person = persons / RECORDS * i + 1;
        snprintf(names[i], sizeof names[i], i % 2 ? "person-%u" : "p%u@desk", person);
        records[i] = (poise_approval){ .size = sizeof records[i],
                                       .verdict = POISE_VERDICT_APPROVE,
                                       .by = names[i],
                                       .at = 900 + i,
                                       .digest = i % 5 == 4 ? "other" : "digest",
                                       .verified = 1 };
    }
}

/* Seconds for one decision, best of rounds. */
static double decide_time(const poise_policy *policy, uint32_t persons, uint32_t calls,
                          uint64_t *allocations)
{
    static const char *const kinds[] = { "image" };
    struct poise__fact items[] = {
        { .name = "media.kinds", .is_set = true, .items = kinds, .item_count = 1 },
        { .name = "tone.insulting", .number = 300 },
    };
    struct poise__facts facts = { items, 2 };
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    poise_approval records[RECORDS];
    char names[RECORDS][32];
    struct poise__case its_case = { .facts = &facts,
                                    .author = "person-0",
                                    .digest = "digest",
                                    .approvals = records,
                                    .approval_count = RECORDS,
                                    .now = 1000,
                                    .timed = true };
    struct poise__decision decision;
    double best = 0;

    records_fill(records, names, persons);
    poise__decision_init(&decision, &alloc);
    for (int round = 0; round < ROUNDS; round++) {
        if (round == 1) counter.calls = 0;
        double start = now();
        for (uint32_t i = 0; i < calls; i++)
            must(poise__policy_decide(policy, &its_case, &decision));
        double took = (now() - start) / calls;
        if (round == 0 || took < best) best = took;
    }
    *allocations = counter.calls;
    poise__decision_release(&decision);
    return best;
}

void table_decisions(void)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);

    printf("\n%-18s %12s %12s %12s %12s %12s\n", "people in roster", "load, ms", "us a person",
           "decide, us", "ns a person", "allocations");
    for (uint32_t persons = 50; persons <= ROSTER_MAX; persons *= persons == 50 ? 20 : 10) {
        char *roster = roster_text(persons);
        poise_policy *policy;
        uint64_t allocations;
        double load = parse_time(&alloc, roster, &policy);
        double decide = decide_time(policy, persons, 2000000 / (persons + 1000), &allocations);
        printf("%-18u %12.2f %12.2f %12.2f %12.2f %12llu\n", persons, load * 1e3,
               load * 1e6 / persons, decide * 1e6, decide * 1e9 / persons,
               (unsigned long long)allocations);
        poise__policy_free(policy);
        free(roster);
    }
}
