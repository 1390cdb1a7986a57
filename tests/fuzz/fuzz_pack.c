/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* fuzz_pack.c: any bytes as a language pack. One that opens must judge soundly. */
#include "fuzz.h"

static void judge(const poise_pack *pack)
{
    static const char text[] = "You are an idiot, sorry. Nous sommes d\xC3\xA9sol\xC3\xA9s. "
                               "1d10t f*** id**t i d i o t b!tch soooorry \xD1\x96ncroyable";
    poise_checker_options options = { .size = sizeof options, .packs = &pack, .pack_count = 1 };
    poise_draft draft = { .size = sizeof draft, .text = text, .text_len = sizeof text - 1 };
    poise_pack_info info = { .size = sizeof info };
    poise_checker *checker = NULL;

    demand(poise_pack_get_info(pack, &info) == POISE_OK && info.tag && info.format == 1);
    demand(poise_checker_new(NULL, &options, &checker) == POISE_OK);
    demand_steady(checker, &draft);
    poise_checker_free(checker);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    poise_error error = { .size = sizeof error };
    poise_pack *pack = NULL;
    poise_status st = poise_pack_open(NULL, data, size, &error, &pack);

    demand((st == POISE_OK) == (pack != NULL));
    if (pack)
        judge(pack);
    else
        demand(error.status == st && error.offset <= size);
    poise_pack_free(pack);
    return 0;
}
