/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * thread.c: how long it takes to judge a conversation, per message, as it grows: one chain of parents
 * with an insult, an apology or a removal in every tenth message. Usage: bench_thread [MESSAGES]
 */
#include "clock.h"

enum { ROUNDS = 5, MESSAGES = 100000, STEPS = 5, ID = 16 };

static const poise_signal threat = {
    .size = sizeof threat, .strength = 900, .where = { 0, 4 }, .code = "insulting.threat"
};
static const poise_removal removal = {
    .size = sizeof removal, .how = POISE_REMOVAL_DELETED, .at = INT32_MAX, .ground = "threat"
};

static void fill(poise_message *messages, poise_message_version *versions, char (*ids)[ID],
                 uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        snprintf(ids[i], ID, "m%u", i);
        versions[i] = (poise_message_version){ .size = sizeof versions[i],
                                               .known = POISE_KNOWN_REPORT,
                                               .at = i,
                                               .signals = &threat,
                                               .signal_count = 1,
                                               .insulting = i % 10 ? 0 : 900 };
        messages[i] = (poise_message){
            .size = sizeof messages[i],
            .direction = i % 3 ? POISE_DIRECTION_IN : POISE_DIRECTION_OUT,
            .sender = i % 3 ? POISE_SENDER_CUSTOMER : POISE_SENDER_HUMAN,
            .is_public = 1,
            .version_count = 1,
            .at = i,
            .id = ids[i],
            .parent = i ? ids[i - 1] : NULL,
            .place = i % 2 ? "p" : "q",
            .versions = &versions[i],
            .removal = i % 10 == 5 ? &removal : NULL,
        };
    }
}

int main(int argc, char **argv)
{
    const uint32_t most = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : MESSAGES;
    poise_message *messages = calloc(most, sizeof *messages);
    poise_message_version *versions = calloc(most, sizeof *versions);
    char(*ids)[ID] = calloc(most, ID);
    poise_thread *thread = NULL;

    if (!messages || !versions || !ids) return 1;
    must(poise_thread_new(NULL, &thread));
    fill(messages, versions, ids, most);
    printf("%10s %12s %14s\n", "messages", "ms", "ns a message");
    for (uint32_t count = most >> (STEPS - 1); count && count <= most; count *= 2) {
        double best = 1e9;
        for (int round = 0; round < ROUNDS; round++) {
            const poise_thread_input input = { .size = sizeof input,
                                               .message_count = count,
                                               .now = INT32_MAX,
                                               .response_due = 60,
                                               .apology_due = 60,
                                               .messages = messages };
            double start = now();
            must(poise_thread_judge(thread, &input, NULL));
            double spent = now() - start;
            if (spent < best) best = spent;
        }
        printf("%10u %12.2f %14.0f\n", count, best * 1e3, best * 1e9 / count);
    }
    poise_thread_free(thread);
    free(ids);
    free(versions);
    free(messages);
    return 0;
}
