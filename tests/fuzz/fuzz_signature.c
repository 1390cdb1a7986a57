/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * fuzz_signature.c: a signature, a signers file and a list of revoked keys, each up to a zero byte;
 * and the same bytes as the words of an approval.
 */
#include "fuzz.h"

static char data[] = "the draft\n";

/* The next part, up to a zero or the end. */
static const char *take(const uint8_t **at, const uint8_t *end, uint64_t *len)
{
    const char *part = *at < end ? (const char *)*at : "";
    const uint8_t *zero = *at < end ? memchr(*at, 0, (size_t)(end - *at)) : NULL;
    const uint8_t *stop = zero ? zero : end;

    *len = *at < end ? (uint64_t)(stop - *at) : 0;
    *at = zero ? zero + 1 : end;
    return part;
}

static void demand_verdict(poise_signature *signature)
{
    poise_error error = { .size = sizeof error };
    const uint64_t lens[] = { signature->signers_len, signature->revoked_len, 0 };
    const poise_status st = poise_signature_check(NULL, signature, &error);

    demand(st == POISE_OK || st == POISE_E_SIGNATURE || st == POISE_E_UNSUPPORTED);
    demand(poise_signature_check(NULL, signature, NULL) == st);
    if (st != POISE_OK) {
        demand(error.status == st && error.message[0] && error.input <= 2);
        demand(error.offset <= lens[error.input]);
        return;
    }
    data[0] ^= 1;
    demand(poise_signature_check(NULL, signature, NULL) == POISE_E_SIGNATURE);
    data[0] ^= 1;
    signature->namespace_ = "another";
    demand(poise_signature_check(NULL, signature, NULL) == POISE_E_SIGNATURE);
}

/* Two lines, whatever stands in the words. */
static void demand_statement(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);
    struct output out = { 0 }, again = { 0 };

    demand(text);
    if (size) memcpy(text, bytes, size);
    text[size] = '\0';
    const char *rules[] = { text };
    const poise_approval approval = { .size = sizeof approval,
                                      .verdict = POISE_VERDICT_OVERRIDE,
                                      .at = (int64_t)size - 8,
                                      .by = text,
                                      .digest = text,
                                      .rules = rules,
                                      .rule_count = 1 };
    demand(poise_approval_statement(&approval, output_write, &out) == POISE_OK);
    demand(poise_approval_statement(&approval, output_write, &again) == POISE_OK);
    demand(output_same(&out, &again));
    const char *first = strchr(out.bytes, '\n');
    demand(first && strchr(first + 1, '\n') == out.bytes + out.len - 1);
    for (size_t i = 0; i < out.len; i++)
        demand((unsigned char)out.bytes[i] >= 0x20 || out.bytes[i] == '\n');
    free(again.bytes);
    free(out.bytes);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const uint8_t *at = bytes, *end = bytes + size;
    poise_signature signature = { .size = sizeof signature,
                                  .data = data,
                                  .data_len = sizeof data - 1,
                                  .principal = "ana",
                                  .at = 1767225600 };

    signature.armoured = take(&at, end, &signature.armoured_len);
    signature.signers = take(&at, end, &signature.signers_len);
    signature.revoked = take(&at, end, &signature.revoked_len);
    demand_verdict(&signature);
    demand_statement(bytes, size);
    return 0;
}
