/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * fuzz_attachment.c: any bytes as a file. The part before the first line feed is its name, so that
 * name and content can contradict each other.
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *feed = size ? memchr(data, '\n', size) : NULL;
    size_t len = feed ? (size_t)(feed - data) : 0;
    char name[256];
    poise_attachment attachments[2] = {
        { .size = sizeof attachments[0], .type = "image/png" },
        { .size = sizeof attachments[1], .data = data, .data_len = size },
    };
    poise_draft draft = { .size = sizeof draft, .attachments = attachments, .attachment_count = 2 };

    if (len >= sizeof name) len = sizeof name - 1;
    if (len) memcpy(name, data, len);
    name[len] = '\0';
    attachments[0].name = name;
    attachments[0].data = feed ? feed + 1 : data;
    attachments[0].data_len = feed ? size - (size_t)(feed + 1 - data) : size;
    demand_steady(fuzz_checker(), &draft);
    return 0;
}
