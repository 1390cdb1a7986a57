/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy/audit.h"

#include "base/ascii.h"
#include "base/json.h"
#include "policy/policy.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { HEX = 64 };

/* Entry numbers stay numbers that JSON readers hold exactly in 64 bits. */
static const uint64_t count_max = INT64_MAX;

/* ---- What stands before an entry ----------------------------------------------------------- */

/* {"n":N,"prev":"H","entry": and where its parts end. */
struct head {
    char text[128];
    size_t number; /* where the number begins */
    size_t number_end;
    size_t prev; /* where the hash begins */
    size_t end;  /* where the entry begins */
};

static const char no_prev[HEX + 1] =
    "0000000000000000000000000000000000000000000000000000000000000000";

static struct head head_make(const poise_audit *chain)
{
    static const char number[] = "{\"n\":", prev[] = ",\"prev\":\"", entry[] = "\",\"entry\":";
    struct head head = { .number = sizeof number - 1 };
    int len = snprintf(head.text, sizeof head.text, "%s%llu%s%s%s", number,
                       (unsigned long long)chain->count + 1, prev,
                       chain->count ? chain->head : no_prev, entry);

    assert(len > 0 && (size_t)len < sizeof head.text);
    head.end = (size_t)len;
    head.prev = head.end - (sizeof entry - 1) - HEX;
    head.number_end = head.prev - (sizeof prev - 1);
    return head;
}

/* ---- An entry ------------------------------------------------------------------------------ */

/* One spelling: from brace to brace, on one line. The reader's text is the entry. */
static poise_status entry_check(struct poise__json_reader *reader)
{
    const struct poise__slice entry = reader->text;

    if (entry.len < 2 || entry.data[0] != '{' || entry.data[entry.len - 1] != '}')
        return poise__json_fail(reader, "must be a JSON object and nothing around it");
    if (memchr(entry.data, '\n', entry.len) || memchr(entry.data, '\r', entry.len))
        return poise__json_fail(reader, "must stand on one line");
    json_decref(poise__json_parse(reader));
    return reader->status;
}

/* ---- The chain ----------------------------------------------------------------------------- */

static bool is_zero(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i]) return false;
    return true;
}

static bool is_lower_hex(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (poise__lower(text[i]) != text[i]) return false;
    return poise__is_hex_text(text, len);
}

bool poise__audit_is_chain(const poise_audit *chain)
{
    if (chain->reserved) return false;
    if (!chain->count) return is_zero(chain->head, sizeof chain->head);
    return is_lower_hex(chain->head, HEX) && is_zero(chain->head + HEX, sizeof chain->head - HEX);
}

/* The chain behind a line that is made of these parts. */
static poise_status chain_advance(const poise_audit *chain, const struct poise__slice *parts,
                                  size_t count, poise_audit *next)
{
    *next = *chain;
    next->count++;
    return poise__digest_parts(parts, count, next->head);
}

poise_status poise__audit_append(poise_audit *chain, struct poise__slice entry,
                                 poise_write_fn write, void *ctx)
{
    struct poise__json_reader reader;
    poise_audit next;

    if (chain->count >= count_max) return POISE_E_RANGE;
    poise__json_reader_init(&reader, entry, POISE_E_REQUEST, NULL);
    poise_status st = entry_check(&reader);
    if (st != POISE_OK) return st;
    const struct head head = head_make(chain);
    const struct poise__slice parts[] = { { head.text, head.end }, entry, { "}", 1 } };
    st = chain_advance(chain, parts, 3, &next);
    for (size_t i = 0; i < 3 && st == POISE_OK; i++)
        if (write(ctx, parts[i].data, parts[i].len) != 0) st = POISE_E_WRITE;
    if (st == POISE_OK && write(ctx, "\n", 1) != 0) st = POISE_E_WRITE;
    if (st == POISE_OK) *chain = next;
    return st;
}

/* ---- Verification -------------------------------------------------------------------------- */

/* Say what is wrong at a byte of the line, with the entry's number for its line. */
static poise_status line_fail(poise_error *error, uint64_t n, size_t offset, const char *what)
{
    error->status = POISE_E_AUDIT;
    error->offset = (uint32_t)offset;
    error->line = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
    error->column = (uint32_t)offset + 1;
    snprintf(error->message, sizeof error->message, "entry %llu%.200s", (unsigned long long)n,
             what);
    return POISE_E_AUDIT;
}

/* What the first byte that differs from the head says: all before it is ASCII. */
static poise_status head_fail(poise_error *error, uint64_t n, const struct head *head, size_t at)
{
    if (at >= head->number && at <= head->number_end)
        return line_fail(error, n, at,
                         " must stand here: others were removed, put in, moved or numbered anew");
    if (at >= head->prev && at < head->prev + HEX)
        return line_fail(error, n, at,
                         " does not follow from the one before: something was changed, removed or "
                         "put in between");
    return line_fail(error, n, at,
                     " must read {\"n\":…,\"prev\":\"…\",\"entry\":{…}}: this line does not, or "
                     "was cut off");
}

/* The entry's failure, moved to where the entry stands in the line. */
static poise_status entry_fail(poise_error *error, uint64_t n, size_t begin)
{
    const poise_error inside = *error;
    char what[sizeof inside.message + 2];

    snprintf(what, sizeof what, ": %s", inside.message);
    line_fail(error, n, begin + inside.offset, what);
    error->column = (uint32_t)begin + inside.column;
    return POISE_E_AUDIT;
}

poise_status poise__audit_verify(poise_audit *chain, struct poise__slice line, poise_error *error)
{
    struct poise__json_reader reader;
    poise_audit next;
    size_t same = 0;

    if (chain->count >= count_max) return POISE_E_RANGE;
    const struct head head = head_make(chain);
    while (same < head.end && same < line.len && line.data[same] == head.text[same]) same++;
    if (same < head.end) return head_fail(error, chain->count + 1, &head, same);
    if (line.data[line.len - 1] != '}')
        return line_fail(error, chain->count + 1, line.len - 1,
                         " was cut off, or something stands behind it: its line ends with }");
    const struct poise__slice entry = { line.data + head.end, line.len - head.end - 1 };
    poise__json_reader_init(&reader, entry, POISE_E_AUDIT, error);
    poise_status st = entry_check(&reader);
    if (st == POISE_E_AUDIT) return entry_fail(error, chain->count + 1, head.end);
    if (st == POISE_OK) st = chain_advance(chain, &line, 1, &next);
    if (st == POISE_OK) *chain = next;
    return st;
}
