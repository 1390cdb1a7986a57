/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * audit.h: a log in which what was decided cannot be changed unseen. Each line names the hash of the
 * line before it:
 *
 *   {"n":1,"prev":"<64 hexadecimal digits>","entry":<your JSON object>}
 *
 * The caller keeps the lines, in a file or where it likes, and a poise_audit of where the chain
 * stands. To carry on with a log that lies there, verify it line by line from the start.
 *
 * What verification finds: any byte that was changed in a line that others follow, and lines that were
 * taken out, put in, doubled, swapped or numbered anew. What it cannot find by itself: lines cut off
 * at the end, a last line whose entry was changed, and a whole log made anew. Who keeps the head
 * somewhere else, on another machine or on paper, finds these too: compare it with the head after the
 * last line.
 */
#ifndef POISE_AUDIT_H
#define POISE_AUDIT_H

#include <poise/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Where a chain stands. All zeros but for size: the empty chain. Written by the calls below alone.
 *
 * Since: 0.1
 */
typedef struct poise_audit {
    uint32_t size; /* sizeof (poise_audit) */
    uint32_t reserved;
    uint64_t count; /* lines so far */
    char head[72];  /* SHA-256 of the last line without its line feed: 64 lower-case hexadecimal
                       digits, then zeros. Empty when count is 0 */
} poise_audit;

/**
 * Write the next line, with its line feed, in up to four pieces. The chain is advanced when all of
 * it was taken; on failure it stands where it stood, and what was written of the line is to be
 * dropped.
 *
 * entry: a JSON object as it is to stand in the line: UTF-8, no line feed or carriage return, no
 *        space around it, no key twice.
 *
 * Errors:  POISE_E_ARG (also for a chain that no call left so), POISE_E_STRUCT_SIZE,
 *          POISE_E_TOO_LONG (over POISE_REQUEST_MAX), POISE_E_REQUEST (no such object),
 *          POISE_E_RANGE (no number is left), POISE_E_NOMEM, POISE_E_CRYPTO, POISE_E_WRITE.
 * Threads: one call at a time per chain.
 * Since:   0.1
 */
POISE_API poise_status poise_audit_append(poise_audit *chain, const char *entry, size_t len,
                                          poise_write_fn write, void *ctx);

/**
 * Check that a line is exactly the next one, as poise_audit_append would have written it. The chain
 * is advanced when it is; otherwise it stands where it stood.
 *
 * line:  without its line feed.
 * error: may be NULL; says what is wrong, `line` being the number that the entry should have.
 *
 * Errors:  POISE_E_ARG, POISE_E_STRUCT_SIZE, POISE_E_TOO_LONG, POISE_E_AUDIT (another line),
 *          POISE_E_RANGE, POISE_E_NOMEM, POISE_E_CRYPTO.
 * Threads: one call at a time per chain.
 * Since:   0.1
 */
POISE_API poise_status poise_audit_verify(poise_audit *chain, const char *line, size_t len,
                                          poise_error *error);

#ifdef __cplusplus
}
#endif

#endif
