/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* replay.c: gives files to a target, as libFuzzer would. Usage: TARGET FILE… */
#include "fuzz.h"

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    struct output all = { 0 };
    char block[65536];
    size_t got;

    if (!file) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        demand(output_write(&all, block, got) == 0);
    fclose(file);
    *size = all.len;
    /* A block of the exact size, so that an address checker sees one byte too many. */
    uint8_t *exact = malloc(all.len ? all.len : 1);
    demand(exact);
    if (all.len) memcpy(exact, all.bytes, all.len);
    free(all.bytes);
    return exact;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t size;
        uint8_t *data = read_file(argv[i], &size);

        LLVMFuzzerTestOneInput(data, size);
        free(data);
    }
    poise_report_free(fuzz_report());
    poise_checker_free(fuzz_checker());
    printf("%d inputs\n", argc - 1);
    return argc < 2;
}
