/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "unit.h"

#include "../oom/failing_alloc.h"
#include "base/rules.h"
#include "report/report.h"
#include "sink.h"

/* Fill a report with one item of each kind. */
static poise_status fill(poise_report *report, const poise_alloc *alloc)
{
    static const struct poise__signal signal = {
        { 0, 4 }, POISE__RULE_APOLOGETIC_EXPLICIT, 900, { -50, 0, 900 }
    };
    static const struct poise__media media[] = {
        { .where = { 6, 9 },
          .kind = POISE_MEDIA_IMAGE,
          .via = POISE_VIA_LINK,
          .flags = POISE_MEDIA_SHORTENED | POISE_MEDIA_EMPTY,
          .target = "https://a.example/\xFF.png" },
        { .kind = POISE_MEDIA_IMAGE,
          .via = POISE_VIA_ATTACHMENT,
          .target = "b.png",
          .type = "image/png" },
    };
    static const struct poise__contact contact = {
        { 1, 3 }, POISE_CONTACT_EMAIL, true, false, "a@b.example"
    };
    static const struct poise__need need = {
        "links", "lead, legal", 1, 2, true, true, 1800, "head"
    };
    static const char *const reasons[] = { "the rule \"links\" needs one more" };
    struct poise__tone tone = { &signal, 1, { 1, 2, 870 }, { 0, -7, 30 }, 640, POISE_LANGUAGE_FR };
    struct poise__finding finding = { .where = { 6, 9 },
                                      .rule = POISE__RULE_MEDIA_HIDDEN_TARGET,
                                      .severity = POISE_SEVERITY_WARNING };
    struct poise__array findings = { &finding, 1, 1, sizeof finding };
    struct poise__results results = {
        .tone = &tone, .media = media, .media_count = 2, .contacts = &contact, .contact_count = 1
    };
    const struct poise__verdict verdict = { .outcome = POISE_DECISION_NEED,
                                            .needs = &need,
                                            .need_count = 1,
                                            .reasons = reasons,
                                            .reason_count = 1 };

    poise__report_init(report, alloc);
    poise_status st = poise__report_fill(report, &results, &findings, POISE_LANGUAGE_EN);
    if (st == POISE_OK) st = poise__report_judge(report, &verdict);
    if (st == POISE_OK)
        memset(report->digest, 'd', 64);
    else
        poise__report_reset(report);
    return st;
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static json_t *first(const json_t *object, const char *key)
{
    return json_array_get(json_object_get(object, key), 0);
}

static void a_report_says_all_that_it_holds(void **state)
{
    static struct sink sink;
    poise_alloc alloc;
    poise_report report;
    json_t *line, *media;

    (void)state;
    poise__alloc_init(&alloc, NULL);
    assert_int_equal(fill(&report, &alloc), POISE_OK);
    assert_int_equal(poise__report_write(&report, "r1", sink_write, &sink), POISE_OK);
    assert_int_equal(sink.text[sink.len - 1], '\n');
    line = json_loadb(sink.text, sink.len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(line);
    assert_string_equal(text_of(line, "id"), "r1");
    assert_string_equal(text_of(line, "lang"), "fr");
    assert_string_equal(text_of(line, "decision"), "need");
    assert_int_equal(json_integer_value(json_object_get(line, "remedy")), 640);
    json_t *adds = json_object_get(first(line, "signals"), "adds");
    assert_int_equal(json_object_size(adds), 2);
    assert_int_equal(json_integer_value(json_object_get(adds, "defensive")), -50);
    media = first(line, "media");
    assert_string_equal(text_of(media, "target"), "https://a.example/\xEF\xBF\xBD.png");
    assert_string_equal(json_string_value(first(media, "flags")), "shortener");
    assert_int_equal(json_array_size(json_object_get(media, "flags")), 2);
    media = json_array_get(json_object_get(line, "media"), 1);
    assert_non_null(json_object_get(media, "attachment"));
    assert_null(json_object_get(media, "start"));
    assert_string_equal(text_of(first(line, "contacts"), "value"), "a@b.example");
    assert_string_equal(text_of(first(line, "findings"), "code"), "media.hidden_target");
    assert_int_equal(json_array_size(json_object_get(first(line, "needs"), "roles")), 2);
    assert_string_equal(json_string_value(first(line, "reasons")),
                        "the rule \"links\" needs one more");
    json_decref(line);
    poise__report_release(&report);
}

static void a_refused_write_is_told(void **state)
{
    static struct sink sink;
    poise_alloc alloc;
    poise_report report;
    poise_error error = { .size = sizeof error, .status = POISE_E_REQUEST, .message = "no" };

    (void)state;
    poise__alloc_init(&alloc, NULL);
    assert_int_equal(fill(&report, &alloc), POISE_OK);
    sink.refuse_after = 100;
    assert_int_equal(poise__report_write(&report, NULL, sink_write, &sink), POISE_E_WRITE);
    assert_null(strstr(sink.text, "\"id\""));
    sink = (struct sink){ .refuse_after = 5 };
    assert_int_equal(poise__error_write(&error, NULL, sink_write, &sink), POISE_E_WRITE);
    sink = (struct sink){ .len = 0 };
    assert_int_equal(poise__error_write(&error, NULL, sink_write, &sink), POISE_OK);
    assert_string_equal(sink.text,
                        "{\"id\":null,\"error\":{\"status\":\"POISE_E_REQUEST\",\"offset\":0,"
                        "\"line\":0,\"column\":0,\"message\":\"no\"}}\n");
    poise__report_release(&report);
}

static void a_report_is_empty_when_memory_ran_out(void **state)
{
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    poise_report report;
    poise_status st;

    (void)state;
    do {
        counter = (struct failing_alloc){ .fail_at = counter.fail_at + 1 };
        st = fill(&report, &alloc);
        assert_true(st == POISE_OK || st == POISE_E_NOMEM);
        assert_int_equal(report.media.count, st == POISE_OK ? 2 : 0);
        assert_int_equal(report.signals.count, st == POISE_OK ? 1 : 0);
        poise__report_release(&report);
        assert_int_equal(counter.live, 0);
        assert_false(counter.lied);
    } while (st != POISE_OK);
    assert_true(counter.fail_at > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_says_all_that_it_holds),
        cmocka_unit_test(a_refused_write_is_told),
        cmocka_unit_test(a_report_is_empty_when_memory_ran_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
