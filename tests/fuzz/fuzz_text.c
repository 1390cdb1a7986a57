/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* fuzz_text.c: any bytes as the text of a draft, and cut in two as draft and customer's message. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    poise_draft draft = { .size = sizeof draft, .text = (const char *)data, .text_len = size };

    demand_steady(fuzz_checker(), &draft);
    draft.text_len = size / 2;
    draft.reply_to_text = (const char *)data + size / 2;
    draft.reply_to_len = size - size / 2;
    draft.language = (uint32_t)(size % 3);
    demand_steady(fuzz_checker(), &draft);
    return 0;
}
