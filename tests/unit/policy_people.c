/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "policy_unit.h"

#include "policy/people.h"

static const char *form_of(struct poise__arena *arena, const char *name, const char *one)
{
    const char *form;

    if (one)
        assert_int_equal(poise__name_skeleton(arena, name, one, &form), POISE_OK);
    else
        assert_int_equal(poise__name_fold(arena, name, &form), POISE_OK);
    return form;
}

static void names_fold_and_have_skeletons(void **state)
{
    struct poise__arena arena;
    poise_alloc heap;
    char lengthy[2000];

    (void)state;
    assert_true(poise__alloc_init(&heap, NULL));
    poise__arena_init(&arena, &heap);
    assert_string_equal(form_of(&arena, "\xEF\xBC\xA1NA", NULL), "ana");
    assert_string_equal(form_of(&arena,
                                "stra\xC3\x9F"
                                "e",
                                NULL),
                        "strasse");
    assert_string_equal(form_of(&arena, "e\xCC\x81", NULL), "\xC3\xA9");
    assert_string_equal(form_of(&arena,
                                "a\xE2\x80\x8B"
                                "b",
                                NULL),
                        "ab");
    assert_null(form_of(&arena, "\xFF", NULL));
    assert_null(form_of(&arena, "a\x80", NULL));
    assert_null(form_of(&arena, "\xFF", "l"));
    assert_string_equal(form_of(&arena, "Al1ce", "i"), "alice");
    assert_string_equal(form_of(&arena, "AIice", "l"), "alice");
    assert_string_equal(form_of(&arena, "\xD0\xA1\xD0\x9E\xD0\xA0", "l"), "cop");
    assert_string_equal(form_of(&arena, "\xCF\x81\xCE\xBF", "l"), "po");
    assert_string_equal(form_of(&arena, "tom", "l"), form_of(&arena, "torn", "l"));
    memset(lengthy, 'A', sizeof lengthy - 1);
    lengthy[sizeof lengthy - 1] = '\0';
    assert_null(form_of(&arena, lengthy, NULL));
    assert_null(form_of(&arena, lengthy, "l"));
    lengthy[256] = '\0';
    const char *folded = form_of(&arena, lengthy, NULL);
    assert_int_equal(strlen(folded), 256);
    assert_int_equal(folded[255], 'a');
    memset(lengthy, 'm', 256); /* which the skeleton spells "rn" */
    assert_int_equal(strlen(form_of(&arena, lengthy, "l")), 512);
    poise__arena_release(&arena);
}

/* Whether the person's approval alone makes it go out. */
static bool counts(const char *who, const char *roles, const char *now)
{
    static char request[4096];

    snprintf(request, sizeof request,
             "{'policy':{'version':1,'baseline':[[{'count':1,'roles':['lead'],'people':['Dee']}]]},"
             "'roster':{'ana':{'roles':[%s],'aliases':['ana@x']},'dee':{},'zoe':{}},"
             "'draft':{'digest':'D','author':'zoe'},"
             "'approvals':[{'by':'%s','at':1,'verdict':'approve','digest':'D'}]%s}",
             roles, who, now);
    return strstr(ask(request), "\"allow\"") != NULL;
}

static void people_are_known_by_any_of_their_names(void **state)
{
    (void)state;
    assert_true(counts("ana", "'lead'", ""));
    assert_true(counts("ANA@X", "'lead'", ""));
    assert_true(counts("dee", "'lead'", ""));
    assert_false(counts("\xD0\xB0na", "'lead'", ""));
    assert_false(counts("zoe", "'lead'", ""));
}

static void a_role_lasts_from_its_first_second_until_before_its_last(void **state)
{
    static const char bounds[] = "{'role':'lead','from':5,'until':9}";

    (void)state;
    assert_false(counts("ana", bounds, ",'now':4"));
    assert_true(counts("ana", bounds, ",'now':5"));
    assert_true(counts("ana", bounds, ",'now':8"));
    assert_false(counts("ana", bounds, ",'now':9"));
    assert_false(counts("ana", bounds, ""));
    assert_false(counts("ana", "'legal'", ",'now':5"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_fold_and_have_skeletons),
        cmocka_unit_test(people_are_known_by_any_of_their_names),
        cmocka_unit_test(a_role_lasts_from_its_first_second_until_before_its_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
