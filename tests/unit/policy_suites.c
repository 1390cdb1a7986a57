/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "policy/policy.h"

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

/* Vectors of other projects: {"id", "request", "expect"} a line, in $POISE_SUITES/approval. */
static const char *const suites[] = { "policy-bot", "policy-bot-composition",
                                      "policy-bot-disapproval", "prow-approvers", "prow-lgtm" };

struct answer {
    char text[65536];
    size_t len;
};

static int answer_write(void *ctx, const char *bytes, size_t len)
{
    struct answer *answer = ctx;

    if (len >= sizeof answer->text - answer->len) return 1;
    memcpy(answer->text + answer->len, bytes, len);
    answer->len += len;
    answer->text[answer->len] = '\0';
    return 0;
}

static bool vector_holds(const char *line, unsigned number, const char *suite)
{
    static struct answer answer;
    poise_alloc heap;
    json_t *vector = json_loads(line, 0, NULL);
    char *request = json_dumps(json_object_get(vector, "request"), JSON_COMPACT);
    const char *expect = json_string_value(json_object_get(vector, "expect"));

    answer.len = 0;
    assert_non_null(request);
    assert_non_null(expect);
    assert_true(poise__alloc_init(&heap, NULL));
    struct poise__slice text = { request, strlen(request) };
    poise__decide_json(&heap, text, answer_write, &answer);
    json_t *result = json_loads(answer.text, 0, NULL);
    assert_non_null(result);
    const char *decision = json_string_value(json_object_get(result, "decision"));
    bool holds = strcmp(decision ? decision : "error", expect) == 0;
    if (!holds) print_error("%s:%u: expected %s, got %s", suite, number, expect, answer.text);
    json_decref(result);
    json_decref(vector);
    free(request);
    return holds;
}

static unsigned suite_run(const char *folder, const char *suite, unsigned *failures)
{
    static char line[1 << 18];
    char path[4096];
    unsigned number = 0;

    snprintf(path, sizeof path, "%s/approval/%s.jsonl", folder, suite);
    FILE *file = fopen(path, "r");
    if (!file) fail_msg("cannot open %s", path);
    while (fgets(line, sizeof line, file))
        if (!vector_holds(line, ++number, suite)) (*failures)++;
    fclose(file);
    return number;
}

static void other_projects_vectors_hold(void **state)
{
    const char *folder = getenv("POISE_SUITES");
    unsigned vectors = 0, failures = 0;

    (void)state;
    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++)
        vectors += suite_run(folder, suites[i], &failures);
    print_message("%u vectors, %u failures\n", vectors, failures);
    assert_true(vectors > 0);
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(other_projects_vectors_hold) };

    if (!getenv("POISE_SUITES")) return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
