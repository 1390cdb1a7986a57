/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* fuzz_request.c: any bytes as a request in JSON, to check and to decide. */
#include "fuzz.h"

static void answer(const char *bytes, size_t size)
{
    struct output first = { 0 }, second = { 0 };
    poise_status st = poise_check_json(fuzz_checker(), bytes, size, output_write, &first);

    demand(output_is_line(&first));
    demand((strstr(first.bytes, "\"error\":{") != NULL) >= (st != POISE_OK));
    demand(poise_check_json(fuzz_checker(), bytes, size, output_write, &second) == st);
    demand(output_same(&first, &second));
    free(first.bytes);
    free(second.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct output decided = { 0 };

    answer((const char *)data, size);
    poise_decide_json(NULL, (const char *)data, size, output_write, &decided);
    demand(output_is_line(&decided));
    free(decided.bytes);
    return 0;
}
