/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* policy_audit.c: a log to which anything was done is found out, and the same log untouched is not. */
#include "unit.h"

#include "policy/audit.h"
#include "sink.h"

#include <poise/poise.h>

#include <jansson.h>
#include <stdio.h>

#define HEAD_OF_ONE "4d0bd7d72429aa421965152981391ca76e6ad97efee2b8eef145e5dad7976c65"

#define FRESH ((poise_audit){ .size = sizeof(poise_audit) })

enum { LINES = 3, LINE_MAX_LEN = 512 };

/* ---- A log in memory ----------------------------------------------------------------------- */

struct log {
    char lines[8][LINE_MAX_LEN];
    size_t count;
    char head[65];
};

static const char *const entries[LINES] = { "{\"decision\":\"need\",\"at\":1}", "{ }",
                                            "{\"é\":[{\"a\":null}]}" };

static void log_make(struct log *log)
{
    poise_audit chain = FRESH;

    memset(log, 0, sizeof *log);
    for (size_t i = 0; i < LINES; i++) {
        static struct sink sink;
        sink.len = 0;
        assert_int_equal(
            poise_audit_append(&chain, entries[i], strlen(entries[i]), sink_write, &sink),
            POISE_OK);
        assert_int_equal(sink.text[sink.len - 1], '\n');
        memcpy(log->lines[i], sink.text, sink.len - 1);
    }
    log->count = LINES;
    assert_int_equal(chain.count, LINES);
    memcpy(log->head, chain.head, sizeof log->head);
}

/* How many lines hold, up to the first that does not; *head is the last one's. */
static size_t log_verify(const struct log *log, char head[65], poise_error *error)
{
    poise_audit chain = FRESH;

    for (size_t i = 0; i < log->count; i++) {
        poise_audit before = chain;
        *error = (poise_error){ .size = sizeof *error };
        poise_status st = poise_audit_verify(&chain, log->lines[i], strlen(log->lines[i]), error);
        if (st == POISE_OK) continue;
        assert_int_equal(st, POISE_E_AUDIT);
        assert_int_equal(error->status, POISE_E_AUDIT);
        assert_int_equal(error->line, i + 1);
        assert_memory_equal(&chain, &before, sizeof chain);
        return i;
    }
    memcpy(head, chain.head, 65);
    return log->count;
}

static void assert_broken_at(const struct log *log, size_t line, const char *message)
{
    char head[65];
    poise_error error;

    assert_int_equal(log_verify(log, head, &error), line);
    if (!strstr(error.message, message)) fail_msg("\"%s\" lacks \"%s\"", error.message, message);
}

static const char follows[] = "does not follow from the one before";
static const char numbered[] = "must stand here";
static const char shape[] = "must read {\"n\":";

/* ---- What was done to it ------------------------------------------------------------------- */

/*
 * Computed apart with Python: hashlib.sha256(b'{"n":1,"prev":"' + b"0" * 64 + b'","entry":{}}').
 */
static void a_line_is_what_others_compute(void **state)
{
    poise_audit chain = FRESH;
    static struct sink sink;

    (void)state;
    assert_int_equal(poise_audit_append(&chain, "{}", 2, sink_write, &sink), POISE_OK);
    assert_string_equal(sink.text, "{\"n\":1,\"prev\":\"0000000000000000000000000000000000000000"
                                   "000000000000000000000000\",\"entry\":{}}\n");
    assert_string_equal(chain.head, HEAD_OF_ONE);
    assert_int_equal(poise_audit_append(&chain, "{}", 2, sink_write, &sink), POISE_OK);
    assert_non_null(strstr(sink.text, "{\"n\":2,\"prev\":\"" HEAD_OF_ONE "\",\"entry\":{}}\n"));
}

static void an_untouched_log_holds(void **state)
{
    struct log log;
    char head[65];
    poise_error error;

    (void)state;
    log_make(&log);
    assert_int_equal(log_verify(&log, head, &error), LINES);
    assert_string_equal(head, log.head);
    assert_int_equal(error.status, POISE_OK);
    assert_string_equal(error.message, "");
}

static void any_changed_byte_is_found(void **state)
{
    struct log log, changed;
    char head[65];
    poise_error error;

    (void)state;
    log_make(&log);
    for (size_t line = 0; line < LINES; line++)
        for (size_t at = 0; log.lines[line][at]; at++)
            for (int flip = 1; flip < 256; flip++) {
                changed = log;
                changed.lines[line][at] = (char)(changed.lines[line][at] ^ flip);
                if (!changed.lines[line][at]) continue;
                size_t held = log_verify(&changed, head, &error);
                /* An entry that is still JSON is found out by the line behind it; behind the last
                 * one there is only the head that somebody kept. */
                assert_true(held == line || held == line + 1);
                if (held == LINES) assert_string_not_equal(head, log.head);
            }
}

static void a_changed_entry_is_named_by_the_line_behind_it(void **state)
{
    struct log log;

    (void)state;
    log_make(&log);
    *strstr(log.lines[0], "need") = 'N';
    assert_broken_at(&log, 1,
                     "entry 2 does not follow from the one before: something was changed, "
                     "removed or put in between");
}

static void line_copy(struct log *log, size_t to, size_t from)
{
    memcpy(log->lines[to], log->lines[from], LINE_MAX_LEN);
}

static void moved_lines_are_found(void **state)
{
    struct log log;
    char spare[LINE_MAX_LEN];

    (void)state;
    log_make(&log); /* swapped */
    memcpy(spare, log.lines[1], LINE_MAX_LEN);
    line_copy(&log, 1, 2);
    memcpy(log.lines[2], spare, LINE_MAX_LEN);
    assert_broken_at(&log, 1, numbered);

    log_make(&log); /* one removed */
    line_copy(&log, 1, 2);
    log.count = 2;
    assert_broken_at(&log, 1, numbered);

    log_make(&log); /* the first removed */
    line_copy(&log, 0, 1);
    line_copy(&log, 1, 2);
    log.count = 2;
    assert_broken_at(&log, 0, numbered);

    log_make(&log); /* one twice */
    line_copy(&log, 3, 2);
    log.count = 4;
    assert_broken_at(&log, 3, numbered);
}

static void a_line_that_was_numbered_anew_is_found(void **state)
{
    struct log log;

    (void)state;
    log_make(&log); /* removed, and the next one numbered anew */
    line_copy(&log, 1, 2);
    log.lines[1][5] = '2';
    log.count = 2;
    assert_broken_at(&log, 1, follows);

    log_make(&log); /* the same number in another spelling */
    memmove(log.lines[1] + 6, log.lines[1] + 5, strlen(log.lines[1] + 5) + 1);
    log.lines[1][5] = '0';
    assert_broken_at(&log, 1, numbered);

    log_make(&log); /* a longer number with the same digits in front */
    memmove(log.lines[1] + 7, log.lines[1] + 6, strlen(log.lines[1] + 6) + 1);
    log.lines[1][6] = '0';
    assert_broken_at(&log, 1, numbered);
}

static void a_line_put_in_is_found(void **state)
{
    struct log log;
    poise_audit chain = FRESH;
    static struct sink sink;

    (void)state;
    log_make(&log);
    line_copy(&log, 3, 2);
    line_copy(&log, 2, 1);
    log.count = 4;
    /* It follows from the first as it should; those behind it do not follow from it. */
    assert_int_equal(poise_audit_verify(&chain, log.lines[0], strlen(log.lines[0]), NULL),
                     POISE_OK);
    sink.len = 0;
    assert_int_equal(poise_audit_append(&chain, "{}", 2, sink_write, &sink), POISE_OK);
    memset(log.lines[1], 0, LINE_MAX_LEN);
    memcpy(log.lines[1], sink.text, sink.len - 1);
    assert_broken_at(&log, 2, numbered);
    log.lines[2][5] = '3';
    assert_broken_at(&log, 2, follows);
}

static void a_cut_line_is_found(void **state)
{
    struct log log;

    (void)state;
    log_make(&log);
    const size_t len = strlen(log.lines[2]);
    for (size_t kept = 0; kept < len; kept++) {
        log_make(&log);
        log.lines[2][kept] = '\0';
        assert_broken_at(&log, 2, "entry 3");
    }
}

/* What no chain can find, and the head can. */
static void a_cut_end_is_found_by_the_head_alone(void **state)
{
    struct log log;
    char head[65];
    poise_error error;

    (void)state;
    log_make(&log);
    log.count = 2;
    assert_int_equal(log_verify(&log, head, &error), 2);
    assert_string_not_equal(head, log.head);
}

static void what_is_no_line_is_told_with_its_place(void **state)
{
    static const struct {
        const char *from, *to; /* of line 2 */
        const char *message;
        uint32_t column;
    } cases[] = {
        { "{\"n\"", " {\"n\"", shape, 1 },
        { "\"prev\"", "\"perv\"", shape, 10 },
        { "{ }}", "{ }} ", "ends with }", 94 },
        { "{ }}", "{ }}\r", "ends with }", 94 },
        { "{ }}", "{ }", "entry 2: must be a JSON object", 90 },
        { "{ }}", "}", "entry 2: must be a JSON object", 90 },
        { "{ }}", "[1]}", "entry 2: must be a JSON object", 90 },
        { "{ }}", "{ } }", "entry 2: must be a JSON object", 90 },
        { "{ }}", " {}}", "entry 2: must be a JSON object", 91 },
        { "{ }}", "{}{}}", "entry 2: ", 93 },
        { "{ }}", "{\n}}", "entry 2: must stand on one line", 90 },
        { "{ }}", "{\r}}", "entry 2: must stand on one line", 90 },
        { "{ }}", "{\"é\":x}}", "entry 2: ", 96 },
        { "{ }}", "{\"a\":1,\"a\":1}}", "entry 2: duplicate object key", 100 },
        { "{ }}", "", "ends with }", 89 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct log log;
        char rest[LINE_MAX_LEN], head[65];
        poise_error error;

        log_make(&log);
        char *at = strstr(log.lines[1], cases[i].from);
        assert_non_null(at);
        snprintf(rest, sizeof rest, "%s", at + strlen(cases[i].from));
        snprintf(at, LINE_MAX_LEN - (size_t)(at - log.lines[1]), "%s%s", cases[i].to, rest);
        assert_int_equal(log_verify(&log, head, &error), 1);
        assert_non_null(strstr(error.message, cases[i].message));
        if (error.column != cases[i].column)
            fail_msg("%zu: column %u: %s", i, error.column, error.message);
    }
}

/* ---- What may be appended ------------------------------------------------------------------ */

static void only_a_json_object_on_one_line_is_an_entry(void **state)
{
    static const char *const refused[] = { "",
                                           "{",
                                           "[]",
                                           "1",
                                           "\"a\"",
                                           "null",
                                           " {}",
                                           "{} ",
                                           "{}\n",
                                           "{\n}",
                                           "{\"a\":\r1}",
                                           "{} {}",
                                           "{\"a\":1,\"a\":2}",
                                           "{'a':1}",
                                           "{\"a\"}",
                                           "{}}",
                                           "{{}",
                                           "{\"a\":01}",
                                           "{\"\xFF\":1}",
                                           "{\"a\":1,}",
                                           "{}x}",
                                           "x{}" };
    static const char *const taken[] = { "{}", "{ }", "{\"a\":{\"a\":1}}", "{\"a\":\"\\n\\u0000\"}",
                                         "{\"a\":\"}\\\"\"}" };
    static struct sink sink;

    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        poise_audit chain = FRESH, before = chain;
        sink.len = 0;
        if (poise_audit_append(&chain, refused[i], strlen(refused[i]), sink_write, &sink) !=
            POISE_E_REQUEST)
            fail_msg("taken: %s", refused[i]);
        assert_int_equal(sink.len, 0);
        assert_memory_equal(&chain, &before, sizeof chain);
    }
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        poise_audit chain = FRESH, again = chain;
        sink.len = 0;
        assert_int_equal(poise_audit_append(&chain, taken[i], strlen(taken[i]), sink_write, &sink),
                         POISE_OK);
        assert_int_equal(poise_audit_verify(&again, sink.text, sink.len - 1, NULL), POISE_OK);
        assert_memory_equal(&chain, &again, sizeof chain);
    }
}

struct refusal {
    size_t calls, refuse_at;
};

static int refuse(void *ctx, const char *bytes, size_t len)
{
    struct refusal *refusal = ctx;

    (void)bytes;
    (void)len;
    return ++refusal->calls == refusal->refuse_at;
}

static void a_failed_write_leaves_the_chain_where_it_was(void **state)
{
    (void)state;
    for (size_t at = 1; at <= 5; at++) {
        poise_audit chain = FRESH, before = chain;
        struct refusal refusal = { .refuse_at = at };
        poise_status st = poise_audit_append(&chain, "{}", 2, refuse, &refusal);
        if (at <= 4) {
            assert_int_equal(st, POISE_E_WRITE);
            assert_int_equal(refusal.calls, at);
            assert_memory_equal(&chain, &before, sizeof chain);
        } else {
            assert_int_equal(st, POISE_OK);
            assert_int_equal(chain.count, 1);
        }
    }
}

static void *no_malloc(size_t size)
{
    (void)size;
    return NULL;
}

static void without_memory_nothing_moves(void **state)
{
    struct log log;
    poise_audit chain = FRESH, before = chain;
    poise_error error = { .size = sizeof error };
    struct refusal never = { 0 };

    (void)state;
    log_make(&log);
    json_set_alloc_funcs(no_malloc, free);
    poise_status appended = poise_audit_append(&chain, "{}", 2, refuse, &never);
    poise_status verified = poise_audit_verify(&chain, log.lines[0], strlen(log.lines[0]), &error);
    json_set_alloc_funcs(malloc, free);
    assert_int_equal(appended, POISE_E_NOMEM);
    assert_int_equal(verified, POISE_E_NOMEM);
    assert_int_equal(error.status, POISE_E_NOMEM);
    assert_memory_equal(&chain, &before, sizeof chain);
    assert_int_equal(poise_audit_verify(&chain, log.lines[0], strlen(log.lines[0]), &error),
                     POISE_OK);
}

/* ---- The door ------------------------------------------------------------------------------ */

static void arguments_are_checked(void **state)
{
    poise_audit chain = FRESH;
    poise_error error = { .size = 3 };
    struct refusal never = { 0 };

    (void)state;
    assert_int_equal(poise_audit_append(NULL, "{}", 2, refuse, &never), POISE_E_ARG);
    assert_int_equal(poise_audit_append(&chain, NULL, 2, refuse, &never), POISE_E_ARG);
    assert_int_equal(poise_audit_append(&chain, NULL, 0, refuse, &never), POISE_E_REQUEST);
    assert_int_equal(poise_audit_append(&chain, "{}", 2, NULL, NULL), POISE_E_ARG);
    assert_int_equal(poise_audit_append(&chain, "{}", (size_t)POISE_REQUEST_MAX + 1, refuse, NULL),
                     POISE_E_TOO_LONG);
    assert_int_equal(poise_audit_verify(NULL, "{}", 2, NULL), POISE_E_ARG);
    assert_int_equal(poise_audit_verify(&chain, NULL, 2, NULL), POISE_E_ARG);
    assert_int_equal(poise_audit_verify(&chain, NULL, 0, NULL), POISE_E_AUDIT);
    assert_int_equal(poise_audit_verify(&chain, "{}", 2, &error), POISE_E_STRUCT_SIZE);
    error.size = sizeof error;
    assert_int_equal(poise_audit_verify(&chain, "{}", (size_t)POISE_REQUEST_MAX + 257, &error),
                     POISE_E_TOO_LONG);
    assert_int_equal(error.status, POISE_E_TOO_LONG);
    assert_int_equal(chain.count, 0);
    chain.size = 8;
    assert_int_equal(poise_audit_append(&chain, "{}", 2, refuse, &never), POISE_E_STRUCT_SIZE);
    assert_int_equal(poise_audit_verify(&chain, "{}", 2, NULL), POISE_E_STRUCT_SIZE);
}

static void only_a_chain_that_was_left_so_goes_on(void **state)
{
    static const char hex[] = HEAD_OF_ONE;
    poise_audit fine = { .size = sizeof fine, .count = 1 };
    poise_audit cases[7];
    struct refusal never = { 0 };

    (void)state;
    memcpy(fine.head, hex, sizeof hex);
    for (size_t i = 0; i < 7; i++) cases[i] = fine;
    cases[0].reserved = 1;
    cases[1].count = 0;
    cases[2].head[0] = 'G';
    cases[3].head[1] = 'A';
    cases[4].head[63] = '\0';
    cases[5].head[64] = '0';
    cases[6].head[71] = '0';
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(poise_audit_append(&cases[i], "{}", 2, refuse, &never), POISE_E_ARG);
        assert_int_equal(poise_audit_verify(&cases[i], "{}", 2, NULL), POISE_E_ARG);
    }
    assert_int_equal(poise_audit_append(&fine, "{}", 2, refuse, &never), POISE_OK);
    assert_int_equal(fine.count, 2);
}

static void the_last_number_is_the_last(void **state)
{
    poise_audit chain = { .size = sizeof chain, .count = INT64_MAX - 1, .head = HEAD_OF_ONE };
    static const char first[] = "{\"n\":9223372036854775807,\"prev\":\"" HEAD_OF_ONE "\"";
    poise_audit again = chain, far = chain;
    poise_error error = { .size = sizeof error };
    static struct sink sink;

    (void)state;
    assert_int_equal(poise_audit_append(&chain, "{}", 2, sink_write, &sink), POISE_OK);
    assert_memory_equal(sink.text, first, sizeof first - 1);
    assert_int_equal(poise_audit_verify(&far, "x", 1, &error), POISE_E_AUDIT);
    assert_int_equal(error.line, UINT32_MAX);
    assert_int_equal(poise_audit_verify(&again, sink.text, sink.len - 1, NULL), POISE_OK);
    assert_int_equal(poise_audit_append(&chain, "{}", 2, sink_write, &sink), POISE_E_RANGE);
    assert_int_equal(poise_audit_verify(&again, "x", 1, NULL), POISE_E_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_what_others_compute),
        cmocka_unit_test(an_untouched_log_holds),
        cmocka_unit_test(any_changed_byte_is_found),
        cmocka_unit_test(a_changed_entry_is_named_by_the_line_behind_it),
        cmocka_unit_test(moved_lines_are_found),
        cmocka_unit_test(a_line_that_was_numbered_anew_is_found),
        cmocka_unit_test(a_line_put_in_is_found),
        cmocka_unit_test(a_cut_line_is_found),
        cmocka_unit_test(a_cut_end_is_found_by_the_head_alone),
        cmocka_unit_test(what_is_no_line_is_told_with_its_place),
        cmocka_unit_test(only_a_json_object_on_one_line_is_an_entry),
        cmocka_unit_test(a_failed_write_leaves_the_chain_where_it_was),
        cmocka_unit_test(without_memory_nothing_moves),
        cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(only_a_chain_that_was_left_so_goes_on),
        cmocka_unit_test(the_last_number_is_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
