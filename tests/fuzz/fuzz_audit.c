/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * fuzz_audit.c: the input is taken as an audit log, and each of its lines as an entry of another one.
 * A line that is accepted can be written again from its entry, to the byte; what was written is
 * accepted; and a chain moves by one or not at all.
 */
#include "fuzz.h"

static bool same_chain(const poise_audit *a, const poise_audit *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static void take_line(poise_audit *chain, const char *line, size_t len)
{
    static const char key[] = ",\"entry\":";
    poise_audit before = *chain;
    poise_error error = { .size = sizeof error };
    struct output again = { 0 };

    if (poise_audit_verify(chain, line, len, &error) != POISE_OK) {
        demand(same_chain(chain, &before));
        demand(error.message[0] && error.offset <= len);
        return;
    }
    demand(chain->count == before.count + 1 && strlen(chain->head) == 64);
    /* The head of a line holds no other colon and comma than its own. */
    const char *entry = line;
    while (memcmp(entry, key, sizeof key - 1) != 0) entry++;
    entry += sizeof key - 1;
    demand(poise_audit_append(&before, entry, (size_t)(line + len - 1 - entry), output_write,
                              &again) == POISE_OK);
    demand(again.len == len + 1 && memcmp(again.bytes, line, len) == 0);
    demand(same_chain(chain, &before));
    free(again.bytes);
}

static void take_entry(poise_audit *chain, const char *entry, size_t len)
{
    poise_audit before = *chain;
    struct output line = { 0 };
    poise_status st = poise_audit_append(chain, entry, len, output_write, &line);

    demand(st == POISE_OK || st == POISE_E_REQUEST);
    if (st == POISE_OK) {
        demand(output_is_line(&line));
        demand(poise_audit_verify(&before, line.bytes, line.len - 1, NULL) == POISE_OK);
    } else {
        demand(line.len == 0);
    }
    demand(same_chain(chain, &before));
    free(line.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    poise_audit log = { .size = sizeof log }, other = { .size = sizeof other };
    const char *at = (const char *)data;

    while (size > 0) {
        const char *end = memchr(at, '\n', size);
        size_t len = end ? (size_t)(end - at) : size;
        take_line(&log, at, len);
        take_entry(&other, at, len);
        if (!end) break;
        at += len + 1;
        size -= len + 1;
    }
    return 0;
}
