/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* policy_template.c: what a template may be, and which texts are one with its values in place. */
#include "unit.h"

#include "policy/policy.h"
#include "policy/template.h"

#include "../oom/failing_alloc.h"

#include <stdio.h>

#define NAME(name, value)                                                                          \
    {                                                                                              \
        sizeof(poise_placeholder), POISE_PLACEHOLDER_NAME, name, value                             \
    }
#define CODE(name, value)                                                                          \
    {                                                                                              \
        sizeof(poise_placeholder), POISE_PLACEHOLDER_CODE, name, value                             \
    }
#define TYPE(type, name)                                                                           \
    {                                                                                              \
        sizeof(poise_placeholder), type, name, "1"                                                 \
    }

static poise_template template_of(const char *text, const poise_placeholder *placeholders,
                                  uint32_t count)
{
    return (poise_template){ .size = sizeof(poise_template),
                             .placeholder_count = count,
                             .text = text,
                             .text_len = strlen(text),
                             .placeholders = placeholders };
}

static struct poise__slice slice_of(const char *text)
{
    return (struct poise__slice){ text, strlen(text) };
}

/* ---- What a template may be ---------------------------------------------------------------- */

static void assert_fault(const char *text, const poise_placeholder *placeholders, uint32_t count,
                         const char *expected)
{
    const poise_template t = template_of(text, placeholders, count);
    const char *fault = poise__template_fault(&t);

    if (!expected && fault) fail_msg("\"%s\" %s", text, fault);
    if (expected && (!fault || !strstr(fault, expected)))
        fail_msg("\"%s\": %s, not %s", text, fault ? fault : "nothing", expected);
}

static void every_opening_is_declared(void **state)
{
    static const poise_placeholder one[] = { NAME("a", "Ana") },
                                   long_one[] = { NAME("Az_9-.", "") };
    static const char undeclared[] = "opens no declared placeholder";

    (void)state;
    assert_fault("", NULL, 0, NULL);
    assert_fault("Dear all.", NULL, 0, NULL);
    assert_fault("Dear {all}}.", NULL, 0, NULL);
    assert_fault("Dear all {", NULL, 0, NULL);
    assert_fault("{{a}}", one, 1, NULL);
    assert_fault("Dear {{a}}, {{a}}{{a}}", one, 1, NULL);
    assert_fault("Dear {{Az_9-.}}", long_one, 1, NULL);
    assert_fault("{{a}}", NULL, 0, undeclared);
    assert_fault("{{a}} {{b}}", one, 1, undeclared);
    assert_fault("{{a}} {{aa}}", one, 1, undeclared);
    assert_fault("{{a}} {{A}}", one, 1, undeclared);
    assert_fault("{{a}} {{}}", one, 1, undeclared);
    assert_fault("{{a}} {{ a }}", one, 1, undeclared);
    assert_fault("{{a}} {{a", one, 1, undeclared);
    assert_fault("{{a}} {{a}", one, 1, undeclared);
    assert_fault("{{a}} {{a}.", one, 1, undeclared);
    assert_fault("{{a}} {{a.", one, 1, undeclared);
    assert_fault("{{a}} {{", one, 1, undeclared);
    /* The first two braces open, as in every language of templates. */
    assert_fault("{{{a}}}", one, 1, undeclared);
    assert_fault("{ {{a}} }", one, 1, NULL);
    assert_fault("{{a}}}", one, 1, NULL);
    assert_fault("{{a/b}} {{a}}", one, 1, undeclared);
}

/* Its length says where a text ends, whatever stands behind it. */
static void nothing_is_read_behind_the_end(void **state)
{
    static const poise_placeholder one[] = { NAME("a", "Ana") };
    poise_template t = template_of("{{a}}", one, 1);

    (void)state;
    assert_null(poise__template_fault(&t));
    for (t.text_len = 0; t.text_len < 5; t.text_len++)
        assert_string_equal(poise__template_fault(&t),
                            t.text_len < 2 ? "declares a placeholder that its text does not have"
                                           : "has {{ that opens no declared placeholder");
}

static void every_declaration_is_used_and_sound(void **state)
{
    static const poise_placeholder two[] = { NAME("a", "Ana"), CODE("b", "B1") };
    static const poise_placeholder twice[] = { NAME("a", "Ana"), CODE("a", "B1") };
    static const char unsound[] = "without a type, or with a name";

    (void)state;
    assert_fault("{{b}} {{a}}", two, 2, NULL);
    assert_fault("{{b}}", two, 2, "its text does not have");
    assert_fault("{{b}}", two + 1, 1, NULL);
    assert_fault("{{a}}", twice, 2, "declares a placeholder twice");
    assert_fault("{{a}}", twice, 1, NULL);
    const poise_placeholder bad[] = { TYPE(0, "a"), TYPE(6, "a"),   TYPE(1, NULL), TYPE(1, ""),
                                      TYPE(1, "é"), TYPE(1, "a b"), TYPE(1, "a}"), TYPE(1, " a") };
    const poise_placeholder good[] = { TYPE(1, "a"), TYPE(5, "a") };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_fault("{{a}}", &bad[i], 1, unsound);
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_fault("{{a}}", &good[i], 1, NULL);
}

static void there_are_64_placeholders_at_most(void **state)
{
    static char names[65][4], text[65 * 8];
    poise_placeholder placeholders[65];

    (void)state;
    for (uint32_t i = 0; i < 65; i++) {
        snprintf(names[i], sizeof names[i], "p%u", i % 100);
        placeholders[i] = (poise_placeholder)NAME(names[i], "Ana");
        if (i == 64) assert_fault(text, placeholders, 64, NULL);
        snprintf(text + strlen(text), 8, "{{%s}}", names[i]);
    }
    assert_fault(text, placeholders, 65, "more than 64");
}

/* ---- Which texts are one ------------------------------------------------------------------- */

static struct poise__array values;
static poise_alloc heap;

static const char *matched_slice(const poise_template *t, struct poise__slice text)
{
    const char *fault;

    poise__array_release(&values, &heap);
    poise__array_init(&values, sizeof(poise_span));
    assert_null(poise__template_fault(t));
    assert_int_equal(poise__template_match(t, text, &values, &heap, &fault), POISE_OK);
    return fault;
}

static const char *matched(const poise_template *t, const char *text)
{
    return matched_slice(t, slice_of(text));
}

static const char other_text[] = "is not the text of this reply with its values in place";

static void assert_is(const poise_template *t, const char *text)
{
    const char *fault = matched(t, text);

    if (fault) fail_msg("\"%s\" %s", text, fault);
}

static void assert_is_not(const poise_template *t, const char *text)
{
    const char *fault = matched(t, text);

    if (!fault || strcmp(fault, other_text) != 0)
        fail_msg("\"%s\": %s", text, fault ? fault : "it matches");
}

static void assert_values(const char *expected)
{
    const poise_span *spans = values.data;
    char text[256] = "";

    for (uint32_t i = 0; i < values.count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%u-%u ", spans[i].begin,
                 spans[i].end);
    assert_string_equal(text, expected);
}

static void a_text_is_the_template_byte_for_byte(void **state)
{
    static const poise_placeholder two[] = { NAME("who", "Ana"), CODE("what", "AB-1") };
    const poise_template t = template_of("Dear {{who}}, here is {{what}}. {{who}}!", two, 2);
    static const char rendered[] = "Dear Ana, here is AB-1. Ana!";
    char text[64];

    (void)state;
    assert_is(&t, rendered);
    assert_values("5-8 18-22 24-27 ");
    for (size_t i = 0; rendered[i]; i++) {
        strcpy(text, rendered);
        text[i] ^= 1;
        assert_is_not(&t, text);
        text[i] ^= 1;
        text[i] = '\0';
        assert_is_not(&t, text);
        /* Whatever stands behind its end. */
        assert_non_null(matched_slice(&t, (struct poise__slice){ rendered, i }));
    }
    assert_null(matched_slice(&t, (struct poise__slice){ rendered, strlen(rendered) }));
    assert_is_not(&t, "Dear Ana, here is AB-1. Ana!!");
    assert_is_not(&t, " Dear Ana, here is AB-1. Ana!");
    assert_is_not(&t, "Dear Bo, here is AB-1. Bo!");
    assert_is_not(&t, "Dear Ana, here is AB-1. Bo!");
    assert_is_not(&t, "Dear {{who}}, here is {{what}}. {{who}}!");
}

static void placeholders_stand_anywhere(void **state)
{
    static const poise_placeholder two[] = { NAME("a", "Ana"), CODE("b", "B1") };
    const poise_template edges = template_of("{{a}} and {{b}}", two, 2);
    const poise_template beside = template_of("{{b}}{{a}}{{b}}", two, 2);
    const poise_template braces = template_of("{ {{a}}}", two, 1);
    const poise_template none = template_of("Thank you.", NULL, 0),
                         empty = template_of("", NULL, 0);

    (void)state;
    assert_is(&edges, "Ana and B1");
    assert_values("0-3 8-10 ");
    assert_is_not(&edges, "Ana and ");
    assert_is_not(&edges, "Ana and B");
    assert_is(&beside, "B1AnaB1");
    assert_values("0-2 2-5 5-7 ");
    assert_is_not(&beside, "B1AnaB");
    assert_is(&braces, "{ Ana}");
    assert_is(&none, "Thank you.");
    assert_values("");
    assert_is_not(&none, "Thank you");
    assert_is(&empty, "");
    assert_is_not(&empty, "x");
}

static void a_value_is_there_and_of_its_type(void **state)
{
    static const char faulty[] = "has a value that is missing or not of its placeholder's type";
    const char *const bad[] = { NULL, "", "Ana!", "{{a}}", "A\nB" };
    poise_placeholder one[] = { NAME("a", "Ana") };
    const poise_template t = template_of("Dear {{a}}", one, 1);
    char text[32];

    (void)state;
    assert_is(&t, "Dear Ana");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        one[0].value = bad[i];
        snprintf(text, sizeof text, "Dear %s", bad[i] ? bad[i] : "");
        assert_string_equal(matched(&t, text), faulty);
        assert_values("");
    }
}

static void matching_survives_a_lack_of_memory(void **state)
{
    static const poise_placeholder one[] = { NAME("a", "Ana") };
    const poise_template t = template_of("{{a}}{{a}}", one, 1);
    struct failing_alloc counter = { .fail_at = 1 };
    const poise_alloc alloc = failing_alloc_of(&counter);
    struct poise__array spans;
    const char *fault;

    (void)state;
    poise__array_init(&spans, sizeof(poise_span));
    assert_int_equal(poise__template_match(&t, slice_of("AnaAna"), &spans, &alloc, &fault),
                     POISE_E_NOMEM);
    assert_int_equal(poise__template_match(&t, slice_of("AnaAna"), &spans, &alloc, &fault),
                     POISE_OK);
    assert_null(fault);
    assert_int_equal(spans.count, 2);
    counter.calls = 0;
    assert_int_equal(poise__template_match(&t, slice_of("AnaAna"), &spans, &alloc, &fault),
                     POISE_OK);
    assert_int_equal(counter.calls, 0);
    poise__array_release(&spans, &alloc);
    assert_int_equal(counter.live, 0);
}

/* ---- What an approval of it binds to ------------------------------------------------------- */

static const char *digest_of(const poise_template *t, const poise_attachment *attachment)
{
    static char hex[4][65];
    static unsigned turn;
    char *out = hex[turn++ % 4];
    const poise_draft draft = { .size = sizeof draft,
                                .template_ = t,
                                .attachments = attachment,
                                .attachment_count = attachment != NULL };

    assert_int_equal(poise__digest_template(&draft, out), POISE_OK);
    return out;
}

static void the_digest_is_of_all_that_was_approved(void **state)
{
    static const poise_placeholder two[] = { NAME("a", "Ana"), CODE("b", "B1") };
    static const poise_placeholder turned[] = { CODE("b", "B2"), NAME("a", NULL) };
    static const poise_placeholder retyped[] = { NAME("a", "Ana"), NAME("b", "B1") };
    static const poise_placeholder renamed[] = { NAME("a", "Ana"), CODE("c", "B1") };
    const poise_attachment file = { .size = sizeof file, .name = "a.pdf" };
    poise_template t = template_of("{{a}} {{b}}", two, 2);
    char good[65];

    (void)state;
    strcpy(good, digest_of(&t, NULL));
    assert_int_equal(strlen(good), 64);
    t.placeholders = turned;
    assert_string_equal(digest_of(&t, NULL), good);
    t.placeholders = retyped;
    assert_string_not_equal(digest_of(&t, NULL), good);
    t.placeholders = renamed;
    assert_string_not_equal(digest_of(&t, NULL), good);
    t = template_of("{{a}}.{{b}}", two, 2);
    assert_string_not_equal(digest_of(&t, NULL), good);
    t = template_of("{{a}} {{b}}", two, 2);
    t.id = "t";
    assert_string_not_equal(digest_of(&t, NULL), good);
    t.id = NULL;
    assert_string_not_equal(digest_of(&t, &file), good);
    t.placeholder_count = 1;
    assert_string_not_equal(digest_of(&t, NULL), good);
    t.placeholder_count = 2;
    assert_string_equal(digest_of(&t, NULL), good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_opening_is_declared),
        cmocka_unit_test(nothing_is_read_behind_the_end),
        cmocka_unit_test(every_declaration_is_used_and_sound),
        cmocka_unit_test(there_are_64_placeholders_at_most),
        cmocka_unit_test(a_text_is_the_template_byte_for_byte),
        cmocka_unit_test(placeholders_stand_anywhere),
        cmocka_unit_test(a_value_is_there_and_of_its_type),
        cmocka_unit_test(matching_survives_a_lack_of_memory),
        cmocka_unit_test(the_digest_is_of_all_that_was_approved),
    };

    poise__array_init(&values, sizeof(poise_span));
    poise__alloc_init(&heap, NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    poise__array_release(&values, &heap);
    return failed;
}
