/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* api_template.c: canned replies that were approved once, from the approval to the letter. */
#include "unit.h"

#include <poise/poise.h>

#include <stdbool.h>
#include <stdio.h>

/* ---- A desk -------------------------------------------------------------------------------- */

static const char roster[] =
    "{\"ana\":{},\"bo\":{\"roles\":[\"lead\"]},\"cy\":{\"roles\":[\"legal\"]},"
    "\"di\":{\"roles\":[\"duty\"]},\"ed\":{\"roles\":[\"duty\"]}}";

#define LEAD "\"baseline\":[[{\"count\":1,\"roles\":[\"lead\"]}]]"

static const char plain[] = "{\"version\":1," LEAD "}";
static const char vetoed[] = "{\"version\":1," LEAD
                             ",\"vetoes\":[{\"count\":1,\"roles\":[\"legal\"]}]}";
static const char breakable[] = "{\"version\":1," LEAD
                                ",\"override\":{\"roles\":[\"duty\"],\"count\":2,"
                                "\"reason_min\":3}}";
static const char short_only[] = "{\"version\":1," LEAD ",\"rules\":[{\"name\":\"long\",\"when\":"
                                 "{\"field\":\"length\",\"gt\":63},\"deny\":\"it is long\"}]}";

/* A canned reply, what fills it, and what was said of it. */
struct letter {
    const char *policy, *form, *text;
    poise_placeholder placeholders[3];
    poise_template template_;
    poise_attachment attachments[2];
    poise_approval said[3];
    poise_draft draft;
    char digest[65]; /* of the template */
};

static const char form[] = "Dear {{name}}, your order {{code}} is on its way. Thank you, {{name}}.";
static const char filled[] =
    "Dear Zoë Roux, your order AB-1204 is on its way. Thank you, Zoë Roux.";

static void digest_take(struct letter *l)
{
    assert_int_equal(poise_template_digest(&l->draft, l->digest), POISE_OK);
}

static void letter_write(struct letter *l, const char *its_form, const char *text)
{
    l->template_.text = its_form;
    l->template_.text_len = strlen(its_form);
    l->draft.text = text;
    l->draft.text_len = strlen(text);
}

/* bo approved it; it holds. */
static struct letter *good(void)
{
    static struct letter letter;
    struct letter *l = &letter;

    *l = (struct letter){ .policy = plain };
    l->placeholders[0] = (poise_placeholder){ sizeof(poise_placeholder), POISE_PLACEHOLDER_NAME,
                                              "name", "Zoë Roux" };
    l->placeholders[1] = (poise_placeholder){ sizeof(poise_placeholder), POISE_PLACEHOLDER_CODE,
                                              "code", "AB-1204" };
    l->template_ = (poise_template){ .size = sizeof(poise_template),
                                     .id = "t1",
                                     .placeholder_count = 2,
                                     .placeholders = l->placeholders };
    for (int i = 0; i < 2; i++)
        l->attachments[i] = (poise_attachment){
            .size = sizeof(poise_attachment), .name = "a.txt", .data = "text", .data_len = 4
        };
    for (int i = 0; i < 3; i++)
        l->said[i] = (poise_approval){ .size = sizeof(poise_approval),
                                       .verdict = POISE_VERDICT_APPROVE,
                                       .at = 50,
                                       .by = "bo",
                                       .digest = l->digest,
                                       .verified = 1 };
    l->draft = (poise_draft){ .size = sizeof(poise_draft),
                              .id = "d1",
                              .channel = "email",
                              .author = "ana",
                              .attachments = l->attachments,
                              .approvals = l->said,
                              .approval_count = 1,
                              .now = 100,
                              .template_ = &l->template_ };
    letter_write(l, form, filled);
    digest_take(l);
    return l;
}

static poise_policy *policy_of(const char *text)
{
    const poise_policy_source source = { .size = sizeof source,
                                         .policy = text,
                                         .policy_len = strlen(text),
                                         .roster = roster,
                                         .roster_len = sizeof roster - 1 };
    poise_policy *policy = NULL;

    assert_int_equal(poise_policy_parse(NULL, &source, NULL, &policy), POISE_OK);
    return policy;
}

static bool reasons_have(const poise_report *report, const char *part)
{
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_REASONS); i++)
        if (strstr(poise_report_reason(report, i), part)) return true;
    return false;
}

/* records: of all approvals, one behind the other; reason: a part of one, which says "it …" of a
 * template that does not cover the letter; or NULL. */
static void expect(const struct letter *l, uint32_t decision, const char *records,
                   const char *reason)
{
    poise_policy *policy = policy_of(l->policy);
    const poise_checker_options options = { .size = sizeof options, .policy = policy };
    poise_summary summary = { .size = sizeof summary };
    poise_checker *checker = NULL;
    poise_report *report = NULL;
    char text[128] = "";

    assert_int_equal(poise_checker_new(NULL, &options, &checker), POISE_OK);
    assert_int_equal(poise_report_new(NULL, &report), POISE_OK);
    assert_int_equal(poise_check(checker, &l->draft, report), POISE_OK);
    assert_int_equal(poise_report_summary(report, &summary), POISE_OK);
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_RECORDS); i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i ? " " : "",
                 poise_report_record(report, i));
    assert_string_equal(text, records);
    if (reason && !reasons_have(report, reason)) fail_msg("no reason says: %s", reason);
    assert_int_equal(reasons_have(report, "The template does not cover this reply"),
                     reason && strncmp(reason, "it ", 3) == 0);
    assert_int_equal(summary.decision, decision);
    poise_report_free(report);
    poise_checker_free(checker);
    poise_policy_free(policy);
}

static void allows(const struct letter *l)
{
    expect(l, POISE_DECISION_ALLOW, "LIVE", NULL);
}

static void refuses(const struct letter *l, const char *why)
{
    expect(l, POISE_DECISION_NEED, "OTHER_BYTES", why);
}

/* ---- What it covers ------------------------------------------------------------------------ */

static const char other_text[] = "it is not the text of this reply with its values in place";

static void an_approval_of_the_template_holds_for_each_letter(void **state)
{
    struct letter *l = good();

    (void)state;
    allows(l);
    l->draft.id = "d2", l->draft.channel = "x", l->draft.audience = "public";
    l->draft.reply_to_id = "m9";
    allows(l);
    l->placeholders[0].value = "Bo Li";
    l->placeholders[1].value = "7";
    letter_write(l, form, "Dear Bo Li, your order 7 is on its way. Thank you, Bo Li.");
    allows(l);
    l->said[0].draft_id = "t1";
    allows(l);
    l->said[0].draft_id = "t2";
    expect(l, POISE_DECISION_NEED, "OTHER_DRAFT", NULL);
}

static void not_when_a_byte_of_the_letter_differs(void **state)
{
    struct letter *l = good();

    (void)state;
    letter_write(l, form, "Dear Zoë Roux, your order AB-1204 is on its way! Thank you, Zoë Roux.");
    refuses(l, other_text);
    letter_write(l, form, "Dear Zoë Roux, your order AB-1205 is on its way. Thank you, Zoë Roux.");
    refuses(l, other_text);
    l->placeholders[1].value = "AB-1205";
    allows(l);
}

static void not_when_the_template_is_another_one(void **state)
{
    struct letter *l = good();

    (void)state;
    l->template_.id = "t2";
    expect(l, POISE_DECISION_NEED, "OTHER_BYTES", NULL);
    l->template_.id = "t1";
    l->placeholders[1].type = POISE_PLACEHOLDER_NUMBER;
    l->placeholders[1].value = "12";
    letter_write(l, form, "Dear Zoë Roux, your order 12 is on its way. Thank you, Zoë Roux.");
    expect(l, POISE_DECISION_NEED, "OTHER_BYTES", NULL);
    l->placeholders[1].type = POISE_PLACEHOLDER_CODE;
    allows(l);
    l->draft.template_ = NULL;
    expect(l, POISE_DECISION_NEED, "OTHER_BYTES", NULL);
}

static void not_when_an_attachment_differs(void **state)
{
    struct letter *l = good();

    (void)state;
    l->draft.attachment_count = 1;
    digest_take(l);
    allows(l);
    l->attachments[0].data = "tex.";
    expect(l, POISE_DECISION_NEED, "OTHER_BYTES", NULL);
    l->attachments[0].data = "text";
    allows(l);
    l->draft.attachment_count = 2;
    expect(l, POISE_DECISION_NEED, "OTHER_BYTES", NULL);
    l->draft.attachment_count = 0;
    expect(l, POISE_DECISION_NEED, "OTHER_BYTES", NULL);
}

static void not_when_a_declaration_has_a_fault(void **state)
{
    struct letter *l = good();

    (void)state;
    l->placeholders[1].name = "c ode";
    refuses(l, "it has a placeholder without a type");
    l->placeholders[1].name = "code";
    l->placeholders[0].value = NULL;
    refuses(l, "it has a value that is missing");
    l->placeholders[0].value = "Zoë Roux";
    allows(l);
}

/* ---- What a value adds --------------------------------------------------------------------- */

/* Fill one placeholder of a type into a form, and the form with it. */
static struct letter *letter_of(uint32_t type, const char *its_form, const char *value)
{
    static char text[512];
    const char *gap = strstr(its_form, "{{v}}");
    struct letter *l = good();

    snprintf(text, sizeof text, "%.*s%s%s", (int)(gap - its_form), its_form, value, gap + 5);
    l->template_.placeholder_count = 1;
    l->placeholders[0] = (poise_placeholder){ sizeof(poise_placeholder), type, "v", value };
    letter_write(l, its_form, text);
    digest_take(l);
    return l;
}

static void not_when_a_value_adds_something(void **state)
{
    static const char dear[] = "Dear {{v}}, thank you for your message. We answer soon.";
    static const char code[] = "Your code is {{v}}.", call[] = "Your number is {{v}}.";
    static const char finding[] = "it lacks a finding that a filled value adds";
    static const char link[] = "it lacks a link or contact that a filled value adds";
    static const char insult[] = "it fills in a name that is an insult";
    static const struct {
        uint32_t type;
        const char *form, *good, *bad, *why;
    } values[] = {
        { POISE_PLACEHOLDER_NAME, dear, "Ida", "Idiot", insult },
        { POISE_PLACEHOLDER_NAME, dear, "Lia", "Liar", insult },
        { POISE_PLACEHOLDER_NAME, dear, "Cornard", "Connard", insult },
        { POISE_PLACEHOLDER_NAME, dear, "Stuart Low", "Stupid Cow", insult },
        { POISE_PLACEHOLDER_CODE, code, "LIA-1", "LIAR-1", finding },
        { POISE_PLACEHOLDER_CODE, call, "12-34", "0800-123-456", link },
        { POISE_PLACEHOLDER_NUMBER, call, "12 34", "0800 123 456", link },
        { POISE_PLACEHOLDER_DATE, call, "06/12/34", "06/12/34/56/78", link },
        { POISE_PLACEHOLDER_DATE, code, "1.2.34", "1.2.3.4", finding },
    };

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        print_message("%s\n", values[i].bad);
        allows(letter_of(values[i].type, values[i].form, values[i].good));
        refuses(letter_of(values[i].type, values[i].form, values[i].bad), values[i].why);
    }
}

/* Names side by side are one name. */
static void not_when_two_names_are_an_insult_together(void **state)
{
    static const struct {
        const char *form, *last, *text;
        bool is_insult;
    } letters[] = {
        { "Dear {{first}} {{last}}, thank you.", "Type", "Dear Pauvre Type, thank you.", true },
        { "Dear {{first}} {{last}}, thank you.", "Typo", "Dear Pauvre Typo, thank you.", false },
        { "Dear {{first}}\u00A0{{last}}.", "Type", "Dear Pauvre\u00A0Type.", true },
        { "Dear {{first}}, thank you for the {{last}}.", "Type",
          "Dear Pauvre, thank you for the Type.", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        struct letter *l = good();
        print_message("%s\n", letters[i].text);
        l->placeholders[0].name = "first";
        l->placeholders[0].value = "Pauvre";
        l->placeholders[1] = l->placeholders[0];
        l->placeholders[1].name = "last";
        l->placeholders[1].value = letters[i].last;
        letter_write(l, letters[i].form, letters[i].text);
        digest_take(l);
        if (letters[i].is_insult)
            refuses(l, "it fills in a name that is an insult");
        else
            allows(l);
    }
}

/* A finding, a link and a contact that were approved are no new ones. */
static void what_the_template_has_it_may_have(void **state)
{
    static const char form_[] =
        "You are an idiot. See https://shop.example/a or call 0800 123 456, "
        "and quote {{v}}.";
    static const char around[] = "See https://shop.example/{{v}}.";

    (void)state;
    allows(letter_of(POISE_PLACEHOLDER_CODE, form_, "AB-1"));
    /* The link was there, but where it leads is the value's doing. */
    refuses(letter_of(POISE_PLACEHOLDER_CODE, around, "AB-1"), "it lacks a ");
}

/* An insulting letter stays one whatever was approved: rules look at the letter. */
static void rules_are_judged_on_the_letter(void **state)
{
    struct letter *l = letter_of(POISE_PLACEHOLDER_NAME, "Dear {{v}}, thank you for your message.",
                                 "Ana");

    (void)state;
    l->policy = short_only;
    allows(l);
    l = letter_of(POISE_PLACEHOLDER_NAME, "Dear {{v}}, thank you for your message.",
                  "Maria Magdalena Garcia Sanchez");
    allows(l);
    l->policy = short_only;
    expect(l, POISE_DECISION_DENY, "LIVE", "denies the reply: it is long");
}

/* ---- Vetoes and overrides ------------------------------------------------------------------ */

static void a_rejection_of_the_template_vetoes_each_letter(void **state)
{
    struct letter *l = good();

    (void)state;
    l->policy = vetoed;
    l->draft.approval_count = 2;
    l->said[1].by = "cy";
    l->said[1].verdict = POISE_VERDICT_REJECT;
    l->said[1].digest = "other bytes";
    l->said[1].draft_id = "t1";
    expect(l, POISE_DECISION_DENY, "LIVE VETO", NULL);
    l->said[1].draft_id = "t2";
    expect(l, POISE_DECISION_ALLOW, "LIVE OTHER_DRAFT", NULL);
    /* It names the template, and so it counts though its text does not cover the letter. */
    l->said[1].draft_id = "t1";
    letter_write(l, form, "Dear Zoë.");
    expect(l, POISE_DECISION_DENY, "OTHER_BYTES VETO", other_text);
}

static void an_override_does_not_bind_to_a_template(void **state)
{
    struct letter *l = good();
    char digest[65];

    (void)state;
    l->policy = breakable;
    l->draft.approval_count = 2;
    for (int i = 0; i < 2; i++) {
        l->said[i].verdict = POISE_VERDICT_OVERRIDE;
        l->said[i].by = i ? "ed" : "di";
        l->said[i].reason = "the shop is on fire";
    }
    expect(l, POISE_DECISION_NEED, "OTHER_BYTES OTHER_BYTES", NULL);
    assert_int_equal(poise_draft_digest(&l->draft, digest), POISE_OK);
    l->said[0].digest = l->said[1].digest = digest;
    expect(l, POISE_DECISION_ALLOW_OVERRIDE, "LIVE LIVE", NULL);
}

/* ---- The other doors ----------------------------------------------------------------------- */

static int text_write(void *ctx, const char *bytes, size_t len)
{
    strncat(ctx, bytes, len);
    return 0;
}

static void json_says_the_same(void **state)
{
    struct letter *l = good();
    poise_policy *policy = policy_of(plain);
    const poise_checker_options options = { .size = sizeof options, .policy = policy };
    static char request[2048], answer[8192];
    poise_checker *checker = NULL;

    (void)state;
    assert_int_equal(poise_checker_new(NULL, &options, &checker), POISE_OK);
    for (int bad = 0; bad < 2; bad++) {
        snprintf(
            request, sizeof request,
            "{\"text\":\"%s\",\"author\":\"ana\",\"now\":100,\"template\":{\"id\":\"t1\","
            "\"text\":\"%s\",\"placeholders\":{\"name\":{\"type\":\"name\",\"value\":\"%s\"},"
            "\"code\":{\"type\":\"code\",\"value\":\"AB-1204\"}}},\"approvals\":[{\"by\":\"bo\","
            "\"at\":50,\"verdict\":\"approve\",\"digest\":\"%s\",\"verified\":true}]}",
            filled, form, bad ? "Zoe Roux" : "Zoë Roux", l->digest);
        answer[0] = '\0';
        assert_int_equal(poise_check_json(checker, request, strlen(request), text_write, answer),
                         POISE_OK);
        assert_non_null(strstr(answer, bad ? "\"decision\":\"need\"" : "\"decision\":\"allow\""));
        assert_non_null(
            strstr(answer, bad ? "\"records\":[\"OTHER_BYTES\"]" : "\"records\":[\"LIVE\"]"));
        assert_int_equal(strstr(answer, other_text) != NULL, bad);
        assert_int_equal(strstr(answer, "\"ticket\"") == NULL, bad);
    }
    poise_checker_free(checker);
    poise_policy_free(policy);
}

static void without_a_policy_a_template_says_nothing(void **state)
{
    struct letter *l = good();
    poise_checker *checker = NULL;
    poise_report *report = NULL;
    poise_summary summary = { .size = sizeof summary };

    (void)state;
    assert_int_equal(poise_checker_new(NULL, NULL, &checker), POISE_OK);
    assert_int_equal(poise_report_new(NULL, &report), POISE_OK);
    assert_int_equal(poise_check(checker, &l->draft, report), POISE_OK);
    assert_int_equal(poise_report_summary(report, &summary), POISE_OK);
    assert_int_equal(summary.decision, POISE_DECISION_NONE);
    poise_report_free(report);
    poise_checker_free(checker);
}

/* ---- Bad arguments ------------------------------------------------------------------------- */

static void a_digest_is_of_a_sound_template_only(void **state)
{
    struct letter *l = good();
    char hex[65];

    (void)state;
    assert_int_equal(poise_template_digest(NULL, hex), POISE_E_ARG);
    assert_int_equal(poise_template_digest(&l->draft, NULL), POISE_E_ARG);
    l->placeholders[0].value = NULL;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_OK);
    assert_string_equal(hex, l->digest);
    l->template_.text = NULL;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_E_ARG);
    l->template_.text_len = 0;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_E_ARG);
    l->template_.placeholder_count = 0;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_OK);
    l->template_.placeholder_count = 1;
    l->template_.placeholders = NULL;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_E_ARG);
    l = good();
    l->template_.text_len = (uint64_t)POISE_TEXT_MAX + 1;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_E_TOO_LONG);
    l = good();
    l->template_.size = 8;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_E_STRUCT_SIZE);
    l = good();
    l->placeholders[1].size = 8;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_E_STRUCT_SIZE);
    l = good();
    l->draft.size = 8;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_E_STRUCT_SIZE);
    l = good();
    l->draft.template_ = NULL;
    assert_int_equal(poise_template_digest(&l->draft, hex), POISE_E_ARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_approval_of_the_template_holds_for_each_letter),
        cmocka_unit_test(not_when_a_byte_of_the_letter_differs),
        cmocka_unit_test(not_when_the_template_is_another_one),
        cmocka_unit_test(not_when_an_attachment_differs),
        cmocka_unit_test(not_when_a_declaration_has_a_fault),
        cmocka_unit_test(not_when_a_value_adds_something),
        cmocka_unit_test(not_when_two_names_are_an_insult_together),
        cmocka_unit_test(what_the_template_has_it_may_have),
        cmocka_unit_test(rules_are_judged_on_the_letter),
        cmocka_unit_test(a_rejection_of_the_template_vetoes_each_letter),
        cmocka_unit_test(an_override_does_not_bind_to_a_template),
        cmocka_unit_test(json_says_the_same),
        cmocka_unit_test(without_a_policy_a_template_says_nothing),
        cmocka_unit_test(a_digest_is_of_a_sound_template_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
