/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* fuzz_thread.c: any bytes as a conversation in JSON: one line comes out, and the same one twice. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct output first = { 0 }, second = { 0 };
    poise_status st = poise_thread_json(NULL, (const char *)data, size, output_write, &first);

    demand(output_is_line(&first));
    demand((strncmp(first.bytes, "{\"error\":{", 10) == 0) == (st != POISE_OK));
    demand(poise_thread_json(NULL, (const char *)data, size, output_write, &second) == st);
    demand(output_same(&first, &second));
    free(first.bytes);
    free(second.bytes);
    return 0;
}
