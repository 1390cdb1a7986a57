/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/rules.h"
#include "report/report.h"

/* The findings of what was found in a text of one word, and what to compare them with. */
struct fixture {
    poise_alloc alloc;
    struct poise__text text;
    struct poise__tone tone;
    struct poise__results results;
    struct poise__array findings;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct poise__token word = { .begin = 0, .end = 5 };

    poise__alloc_init(&f->alloc, NULL);
    poise__array_init(&f->text.tokens, sizeof(struct poise__token));
    poise__array_init(&f->text.regions, sizeof(struct poise__region));
    poise__array_init(&f->text.faults, sizeof(struct poise__fault));
    poise__array_init(&f->findings, sizeof(struct poise__finding));
    poise__array_push(&f->text.tokens, &f->alloc, &word);
    f->text.origin = SLICE("hello");
    f->results = (struct poise__results){ .text = &f->text, .tone = &f->tone };
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    poise__array_release(&f->text.tokens, &f->alloc);
    poise__array_release(&f->text.regions, &f->alloc);
    poise__array_release(&f->text.faults, &f->alloc);
    poise__array_release(&f->findings, &f->alloc);
    free(f);
    return 0;
}

static const struct poise__finding *make(struct fixture *f, uint32_t count)
{
    assert_int_equal(poise__findings_make(&f->findings, &f->alloc, &f->results), POISE_OK);
    assert_int_equal(f->findings.count, count);
    return f->findings.data;
}

static void a_quiet_text_has_none(void **state)
{
    make(*state, 0);
}

static void a_text_without_words_is_empty(void **state)
{
    struct fixture *f = *state;

    f->text.tokens.count = 0;
    const struct poise__finding *found = make(f, 1);
    assert_int_equal(found[0].rule, POISE__RULE_TEXT_EMPTY);
    assert_int_equal(found[0].where.end, 5);
}

static void faults_and_signals_come_by_position(void **state)
{
    struct fixture *f = *state;
    struct poise__fault fault = { { 3, 4 }, POISE__RULE_TEXT_INVALID_UTF8 };
    struct poise__signal signals[] = {
        { { 0, 2 }, POISE__RULE_DEFENSIVE_DENIAL, 800, { 800, 0, 0 } },
        { { 1, 2 }, POISE__RULE_APOLOGETIC_EXPLICIT, 900, { 0, 0, 900 } },
        { { 4, 5 }, POISE__RULE_INSULTING_NAME_CALLING, 300, { 0, 300, 0 } },
    };

    poise__array_push(&f->text.faults, &f->alloc, &fault);
    f->tone = (struct poise__tone){ .signals = signals, .signal_count = 3 };
    const struct poise__finding *found = make(f, 3);
    assert_int_equal(found[0].rule, POISE__RULE_DEFENSIVE_DENIAL);
    assert_int_equal(found[0].severity, POISE_SEVERITY_WARNING);
    assert_int_equal(found[1].rule, POISE__RULE_TEXT_INVALID_UTF8);
    assert_int_equal(found[2].rule, POISE__RULE_INSULTING_NAME_CALLING);
    assert_int_equal(found[2].severity, POISE_SEVERITY_INFO);
}

static void wording_is_pointed_at_where_no_cue_of_its_axis_is(void **state)
{
    struct fixture *f = *state;
    struct poise__signal signals[] = {
        { { 0, 9 }, POISE__RULE_INSULTING_WORDING, 400, { 0, 1200, 0 } },
        { { 2, 4 }, POISE__RULE_INSULTING_MOCKERY, 800, { 0, 800, 0 } },
        { { 2, 4 }, POISE__RULE_DEFENSIVE_WORDING, 400, { 1200, 0, 0 } },
        { { 9, 12 }, POISE__RULE_DEFENSIVE_DENIAL, 800, { 800, 0, 0 } },
        { { 11, 20 }, POISE__RULE_DEFENSIVE_WORDING, 400, { 1200, 0, 0 } },
        { { 12, 15 }, POISE__RULE_INSULTING_WORDING, 400, { 0, 1200, 0 } },
        { { 15, 20 }, POISE__RULE_APOLOGETIC_WORDING, 400, { 0, 0, 1200 } },
    };

    f->tone = (struct poise__tone){ .signals = signals, .signal_count = 7 };
    const struct poise__finding *found = make(f, 4);
    assert_int_equal(found[0].rule, POISE__RULE_DEFENSIVE_WORDING);
    assert_int_equal(found[1].rule, POISE__RULE_INSULTING_MOCKERY);
    assert_int_equal(found[2].rule, POISE__RULE_DEFENSIVE_DENIAL);
    assert_int_equal(found[3].rule, POISE__RULE_INSULTING_WORDING);
}

static struct poise__media link_at(uint32_t begin, uint32_t flags)
{
    return (struct poise__media){ .where = { begin, begin + 1 },
                                  .kind = POISE_MEDIA_PAGE,
                                  .via = POISE_VIA_LINK,
                                  .flags = flags,
                                  .target = "https://a.example/" };
}

static void a_link_is_unknown_unless_vouched_for(void **state)
{
    struct fixture *f = *state;
    struct poise__media media[] = { link_at(0, 0), link_at(1, POISE_MEDIA_OWN),
                                    link_at(2, POISE_MEDIA_MAYBE),
                                    link_at(3, POISE_MEDIA_FLAGGED) };

    f->results.media = media;
    f->results.media_count = 4;
    const struct poise__finding *found = make(f, 2);
    assert_int_equal(found[0].rule, POISE__RULE_MEDIA_UNKNOWN_LINK);
    assert_int_equal(found[0].severity, POISE_SEVERITY_INFO);
    assert_int_equal(found[1].rule, POISE__RULE_MEDIA_FLAGGED);
    f->results.own_known = true;
    found = make(f, 2);
    assert_int_equal(found[0].severity, POISE_SEVERITY_WARNING);
}

static void each_rule_is_named_once_and_attachments_come_last(void **state)
{
    struct fixture *f = *state;
    struct poise__media media[] = {
        { .via = POISE_VIA_ATTACHMENT,
          .kind = POISE_MEDIA_EXECUTABLE,
          .attachment = 1,
          .flags = POISE_MEDIA_MISMATCH | POISE_MEDIA_DOUBLE_EXT },
        { .where = { 4, 5 }, .via = POISE_VIA_EMBED, .kind = POISE_MEDIA_IMAGE },
    };

    f->results.media = media;
    f->results.media_count = 2;
    const struct poise__finding *found = make(f, 3);
    assert_int_equal(found[0].rule, POISE__RULE_MEDIA_EMBEDDED);
    assert_int_equal(found[1].rule, POISE__RULE_MEDIA_DISGUISED_ATTACHMENT);
    assert_int_equal(found[1].attachment, 2);
    assert_int_equal(found[2].rule, POISE__RULE_MEDIA_EXECUTABLE);
}

static void a_promise_needs_an_attachment(void **state)
{
    struct fixture *f = *state;

    struct poise__signal signal = { { 0, 5 }, POISE__RULE_COURTESY_ATTACHMENT, 800, { 0 } };
    f->tone = (struct poise__tone){ .signals = &signal, .signal_count = 1 };
    assert_int_equal(make(f, 1)[0].rule, POISE__RULE_MEDIA_MISSING_ATTACHMENT);
    f->results.attachment_count = 1;
    make(f, 0);
}

static void the_words_of_a_picture_promise_nothing(void **state)
{
    struct fixture *f = *state;
    struct poise__region tag = { { 0, 20 }, POISE__REGION_MARKUP };
    struct poise__region alt = { { 9, 12 }, POISE__REGION_ATTRIBUTE };
    struct poise__signal signals[] = {
        { { 9, 12 }, POISE__RULE_COURTESY_ATTACHMENT, 800, { 0 } },
        { { 12, 15 }, POISE__RULE_COURTESY_ATTACHMENT, 800, { 0 } },
        { { 18, 21 }, POISE__RULE_COURTESY_ATTACHMENT, 800, { 0 } },
    };

    f->text.origin = SLICE("<img alt=abc>def![ ghi ](a)");
    poise__array_push(&f->text.regions, &f->alloc, &tag);
    poise__array_push(&f->text.regions, &f->alloc, &alt);
    f->tone = (struct poise__tone){ .signals = signals, .signal_count = 3 };
    assert_int_equal(make(f, 1)[0].where.begin, 12);
    f->text.origin = SLICE("<img alt=abc>def [ ghi ](a)");
    make(f, 2);
    f->text.origin = SLICE("<img alt=abc>def![ ghi ");
    make(f, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_quiet_text_has_none),
        TEST(a_text_without_words_is_empty),
        TEST(faults_and_signals_come_by_position),
        TEST(wording_is_pointed_at_where_no_cue_of_its_axis_is),
        TEST(a_link_is_unknown_unless_vouched_for),
        TEST(each_rule_is_named_once_and_attachments_come_last),
        TEST(a_promise_needs_an_attachment),
        TEST(the_words_of_a_picture_promise_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
