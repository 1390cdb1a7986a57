/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/json.h"

static const char *const keys[] = { "name", "rules", "version" };

/* A document that must be an object with the keys above, its rules an array of objects with "count". */
static poise_status read_document(struct poise__slice text, poise_error *error)
{
    struct poise__json_reader reader;
    const json_t *rules = NULL;
    const char *name = NULL;
    int64_t version = 0;

    poise__json_reader_init(&reader, text, POISE_E_POLICY, error);
    json_t *document = poise__json_parse(&reader);
    if (!document) return reader.status;
    poise__json_check_keys(&reader, document, keys, 3);
    poise__json_get_string(&reader, document, "name", &name);
    poise__json_get_int(&reader, document, "version", &version);
    poise__json_get_array(&reader, document, "rules", &rules);
    poise__json_enter_key(&reader, "rules");
    for (size_t i = 0; rules && i < json_array_size(rules); i++) {
        poise__json_enter_index(&reader, i);
        poise__json_get_int(&reader, json_array_get(rules, i), "count", &version);
        poise__json_leave(&reader);
    }
    poise__json_leave(&reader);
    json_decref(document);
    return reader.status;
}

struct expectation {
    const char *text;
    const char *message;
    uint32_t offset, line, column;
};

static void failures_name_their_place(void **state)
{
    static const struct expectation all[] = {
        { "{\"nmae\":1}", "unknown key \"nmae\"; did you mean \"name\"?", 8, 1, 9 },
        { "{\n  \"elephant\": [1, {\"a\": \"}\"}]}", "unknown key \"elephant\"", 16, 2, 15 },
        { "{\"rules\":[{\"count\":1},\n{\"x\":\"\\\"}\", \"count\":\"é\"}]}",
          "\"count\" must be a whole number, not a string", 43, 2, 21 },
        { "{\"name\":\"é\", \"version\":1.5}",
          "\"version\" must be a whole number, not a number with a fraction", 24, 1, 24 },
        { "{\r\"nmae\":1}", "unknown key \"nmae\"; did you mean \"name\"?", 9, 2, 8 },
        { "{\"name\":\"a\\u0000b\"}", "\"name\" must not contain a zero byte", 8, 1, 9 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        poise_error error = { .size = sizeof error };
        struct poise__slice text = { all[i].text, strlen(all[i].text) };
        assert_int_equal(read_document(text, &error), POISE_E_POLICY);
        assert_string_equal(error.message, all[i].message);
        assert_int_equal(error.offset, all[i].offset);
        assert_int_equal(error.line, all[i].line);
        assert_int_equal(error.column, all[i].column);
        assert_int_equal(read_document(text, NULL), POISE_E_POLICY);
    }
}

static void what_is_no_document_is_refused(void **state)
{
    static const char *const all[] = { "",
                                       "{",
                                       "{\"name\":\"a\"} x",
                                       "{\"name\":\"a\",\"name\":\"b\"}",
                                       "{\"name\":\"\xFF\"}",
                                       "nul",
                                       "{\"name\":\"\\ud8\xCD\x9B\xDD\"}" };
    poise_error error = { .size = sizeof error };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct poise__slice text = { all[i], strlen(all[i]) };
        assert_int_equal(read_document(text, &error), POISE_E_POLICY);
        assert_true(error.offset <= text.len);
        assert_true(error.message[0]);
        json_t *message = json_string(error.message);
        assert_non_null(message); /* so it is UTF-8 */
        json_decref(message);
    }
    assert_int_equal(read_document(SLICE("{\"name\":\"a\",\"version\":1}"), &error), POISE_OK);
}

static void the_nearest_word_is_near(void **state)
{
    (void)state;
    assert_string_equal(poise__nearest("vresion", keys, 3), "version");
    assert_string_equal(poise__nearest("rule", keys, 3), "rules");
    assert_null(poise__nearest("approvals", keys, 3));
    assert_null(poise__nearest("", keys, 3));
    assert_null(poise__nearest("a-key-that-is-longer-than-any-that-is-known", keys, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_name_their_place),
        cmocka_unit_test(what_is_no_document_is_refused),
        cmocka_unit_test(the_nearest_word_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
