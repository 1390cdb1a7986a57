/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* api_ticket.c: what was let out is sent as it was decided on, or not. */
#include "unit.h"

#include <stdio.h>

#include <poise/poise.h>

/* ---- A desk -------------------------------------------------------------------------------- */

static const char roster[] =
    "{\"ana\":{},\"bo\":{\"roles\":[\"lead\"]},\"cy\":{\"roles\":[\"lead\"]},"
    "\"di\":{\"roles\":[\"duty\"]},\"ed\":{\"roles\":[\"duty\"]}}";

#define LEAD "\"baseline\":[[{\"count\":1,\"roles\":[\"lead\"]}]]"

static const char brief[] = "{\"version\":1,\"ttl\":100," LEAD "}";
static const char lasting[] = "{\"version\":1," LEAD "}";
static const char breakable[] =
    "{\"version\":1," LEAD ",\"rules\":[{\"name\":\"night\",\"hold\":\"wait\"},"
    "{\"name\":\"harsh\",\"deny\":\"no\",\"tier\":\"soft\"}],"
    "\"override\":{\"roles\":[\"duty\"],\"count\":2,\"reason_min\":3,\"ttl\":\"1h\"}}";

/* A draft that bo approved in second 50, and its ticket of second 60. */
struct desk {
    poise_policy *policy;
    poise_checker *checker;
    poise_report *report;
    poise_attachment attachment;
    poise_approval said[3];
    poise_draft draft;
    poise_ticket ticket;
    char digest[65];
};

static poise_policy *policy_among(const char *text, const char *people, const char *revoked)
{
    const poise_policy_source source = { .size = sizeof source,
                                         .policy = text,
                                         .policy_len = strlen(text),
                                         .roster = people,
                                         .roster_len = strlen(people),
                                         .revoked = revoked,
                                         .revoked_len = strlen(revoked) };
    poise_policy *policy = NULL;

    assert_int_equal(poise_policy_parse(NULL, &source, NULL, &policy), POISE_OK);
    return policy;
}

static poise_policy *policy_of(const char *text)
{
    return policy_among(text, roster, "");
}

static void desk_open(struct desk *d, const char *policy)
{
    *d = (struct desk){ .policy = policy_of(policy) };
    const poise_checker_options options = { .size = sizeof options, .policy = d->policy };

    assert_int_equal(poise_checker_new(NULL, &options, &d->checker), POISE_OK);
    assert_int_equal(poise_report_new(NULL, &d->report), POISE_OK);
    d->attachment = (poise_attachment){
        .size = sizeof(poise_attachment), .name = "a.txt", .data = "text", .data_len = 4
    };
    for (int i = 0; i < 3; i++)
        d->said[i] = (poise_approval){ .size = sizeof(poise_approval),
                                       .verdict = POISE_VERDICT_APPROVE,
                                       .at = 50,
                                       .by = "bo",
                                       .digest = d->digest,
                                       .verified = 1 };
    d->draft = (poise_draft){ .size = sizeof(poise_draft),
                              .text = "Thank you.",
                              .text_len = 10,
                              .id = "d1",
                              .channel = "email",
                              .audience = "private",
                              .author = "ana",
                              .reply_to_id = "m1",
                              .attachments = &d->attachment,
                              .attachment_count = 1,
                              .approvals = d->said,
                              .approval_count = 1,
                              .now = 60 };
    assert_int_equal(poise_draft_digest(&d->draft, d->digest), POISE_OK);
}

static void desk_close(struct desk *d)
{
    poise_report_free(d->report);
    poise_checker_free(d->checker);
    poise_policy_free(d->policy);
}

/* Decide, and take the ticket if there is one. */
static poise_status issue(struct desk *d)
{
    d->ticket = (poise_ticket){ .size = sizeof d->ticket };
    assert_int_equal(poise_check(d->checker, &d->draft, d->report), POISE_OK);
    return poise_report_ticket(d->report, &d->ticket);
}

/* The ticket holds, or is refused for this reason. */
static void checks(const struct desk *d, const char *why)
{
    poise_error error = { .size = sizeof error };
    poise_status expected = why ? POISE_E_TICKET : POISE_OK;

    assert_int_equal(poise_ticket_check(&d->ticket, &d->draft, d->policy, &error), expected);
    assert_int_equal(error.status, expected);
    if (!strstr(error.message, why ? why : "")) fail_msg("%s, not %s", error.message, why);
    assert_true(why || !error.message[0]);
    assert_int_equal(poise_ticket_check(&d->ticket, &d->draft, d->policy, NULL), expected);
}

static const char other_bytes[] = "the ticket is for another reply";
static const char other_policy[] = "the ticket was given under another policy";
static const char other_people[] = "people or their keys were changed";
static const char expired[] = "the ticket has expired, or the time is not said";
static const char future[] = "the ticket is dated in the future";
static const char used_up[] = "an approval that the ticket stands on was used up";

/* ---- What it covers ------------------------------------------------------------------------ */

static void exactly_these_bytes_go_out(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, brief);
    assert_int_equal(issue(&d), POISE_OK);
    checks(&d, NULL);
    d.draft.text = "Thank you!", checks(&d, other_bytes);
    d.draft.text = "Thank you.", d.draft.text_len = 9, checks(&d, other_bytes);
    d.draft.text_len = 10, checks(&d, NULL);
    d.attachment.data = "tex.", checks(&d, other_bytes);
    d.attachment.data = "text", checks(&d, NULL);
    d.attachment.name = "b.txt", checks(&d, other_bytes);
    d.attachment.name = "a.txt", checks(&d, NULL);
    d.draft.attachment_count = 0, checks(&d, other_bytes);
    d.draft.attachment_count = 1, checks(&d, NULL);
    d.draft.channel = "x", checks(&d, other_bytes);
    d.draft.channel = "email", checks(&d, NULL);
    d.draft.audience = "public", checks(&d, other_bytes);
    d.draft.audience = "private", checks(&d, NULL);
    d.draft.reply_to_id = "m2", checks(&d, other_bytes);
    d.draft.reply_to_id = "m1", checks(&d, NULL);
    d.draft.id = "d2", checks(&d, other_bytes);
    d.draft.id = NULL, checks(&d, other_bytes);
    d.draft.id = "d1", checks(&d, NULL);
    /* What was not decided on does not matter: who is called its author, its editors. */
    d.draft.author = "cy", checks(&d, NULL);
    desk_close(&d);
}

static void under_the_policy_that_let_it_out(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, brief);
    assert_int_equal(issue(&d), POISE_OK);
    poise_policy *others[] = { policy_of(lasting), policy_of(brief) }, *own = d.policy;
    d.policy = others[0];
    checks(&d, other_policy);
    d.policy = others[1];
    checks(&d, NULL);
    d.policy = own;
    poise_policy_free(others[0]);
    poise_policy_free(others[1]);
    desk_close(&d);
}

/* Who approved may have left since, or have lost a key. */
static void among_the_people_that_let_it_out(void **state)
{
    struct desk d;
    char fewer[1024];

    (void)state;
    desk_open(&d, brief);
    assert_int_equal(issue(&d), POISE_OK);
    assert_true(snprintf(fewer, sizeof fewer, "%s ", roster) < (int)sizeof fewer);
    poise_policy *others[] = { policy_among(brief, fewer, ""),
                               policy_among(brief, roster, "# lost\n"), policy_of(brief) },
                 *own = d.policy;
    for (int i = 0; i < 3; i++) {
        d.policy = others[i];
        checks(&d, i < 2 ? other_people : NULL);
        poise_policy_free(others[i]);
    }
    d.policy = own;
    desk_close(&d);
}

static void while_it_is_valid(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, brief);
    assert_int_equal(issue(&d), POISE_OK);
    assert_int_equal(d.ticket.issued, 60);
    assert_int_equal(d.ticket.expires, 150);
    d.draft.now = 149, checks(&d, NULL);
    d.draft.now = 150, checks(&d, expired);
    d.draft.now = INT64_MAX, checks(&d, expired);
    d.draft.now = 0, checks(&d, expired);
    d.draft.now = 59, checks(&d, future);
    d.draft.now = INT64_MIN, checks(&d, future);
    d.draft.now = 60, checks(&d, NULL);
    desk_close(&d);
}

static void one_that_never_expires_needs_no_clock(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, lasting);
    assert_int_equal(issue(&d), POISE_OK);
    assert_true(d.ticket.expires == INT64_MAX);
    d.draft.now = 0, checks(&d, NULL);
    d.draft.now = INT64_MAX, checks(&d, NULL);
    d.draft.now = 59, checks(&d, future);
    d.draft.now = 60, checks(&d, NULL);
    desk_close(&d);
}

static void what_was_used_up_meanwhile_voids_it(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, brief);
    d.draft.approval_count = 2;
    d.said[0].verdict = POISE_VERDICT_REVOKE, d.said[0].by = "cy";
    assert_int_equal(issue(&d), POISE_OK);
    assert_int_equal(d.ticket.record_count, 1);
    assert_int_equal(d.ticket.records[0], 1);
    d.said[1].consumed = 1, checks(&d, used_up);
    d.said[1].consumed = 0, checks(&d, NULL);
    d.said[0].consumed = 1, checks(&d, NULL);
    /* Records that are not there are not looked at. */
    d.said[1].consumed = 1;
    d.draft.approval_count = 0, checks(&d, NULL);
    d.draft.approval_count = 1, checks(&d, NULL);
    desk_close(&d);
}

/* ---- Who gets one -------------------------------------------------------------------------- */

static void only_what_may_go_out_has_one(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, brief);
    assert_int_equal(issue(&d), POISE_OK);
    d.said[0].verified = 0;
    assert_int_equal(issue(&d), POISE_E_RANGE);
    assert_int_equal(d.ticket.record_count, 0);
    assert_null(d.ticket.digest);
    assert_int_equal(poise_ticket_check(&d.ticket, &d.draft, d.policy, NULL), POISE_E_ARG);
    d.said[0].verified = 1;
    assert_int_equal(issue(&d), POISE_OK);
    desk_close(&d);
    desk_open(&d,
              "{\"version\":1,\"baseline\":\"none\",\"rules\":[{\"name\":\"r\",\"deny\":\"no\"}]}");
    assert_int_equal(issue(&d), POISE_E_RANGE);
    desk_close(&d);
    desk_open(&d, "{\"version\":1,\"baseline\":\"none\",\"rules\":[]}");
    assert_int_equal(issue(&d), POISE_OK);
    assert_int_equal(d.ticket.record_count, 0);
    checks(&d, NULL);
    desk_close(&d);
}

static void an_override_says_what_it_lifted(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, breakable);
    d.draft.approval_count = 3;
    for (int i = 1; i < 3; i++) {
        d.said[i].verdict = POISE_VERDICT_OVERRIDE;
        d.said[i].by = i == 1 ? "di" : "ed";
        d.said[i].at = 50 + i;
        d.said[i].reason = "the shop is on fire";
    }
    assert_int_equal(issue(&d), POISE_OK);
    assert_int_equal(d.ticket.record_count, 2);
    assert_int_equal(d.ticket.records[0], 1);
    assert_int_equal(d.ticket.records[1], 2);
    assert_int_equal(d.ticket.expires, 3651);
    assert_int_equal(d.ticket.lifted_count, 2);
    assert_string_equal(d.ticket.lifted[0], "night");
    assert_string_equal(d.ticket.lifted[1], "harsh");
    checks(&d, NULL);
    d.said[2].consumed = 1, checks(&d, used_up);
    d.said[2].consumed = 0, d.draft.text = "Thank you!", checks(&d, other_bytes);
    d.said[2].reason = "no", d.draft.text = "Thank you.";
    assert_int_equal(issue(&d), POISE_E_RANGE);
    desk_close(&d);
}

/* ---- As a struct --------------------------------------------------------------------------- */

/* A copy of what it says outlives the report. */
static void a_ticket_that_was_kept_is_as_good(void **state)
{
    static char digest[65], policy_digest[65], people_digest[65];
    static uint32_t records[1];
    struct desk d;

    (void)state;
    desk_open(&d, brief);
    assert_int_equal(issue(&d), POISE_OK);
    strcpy(digest, d.ticket.digest);
    strcpy(policy_digest, d.ticket.policy_digest);
    assert_string_equal(policy_digest, poise_policy_digest(d.policy));
    records[0] = d.ticket.records[0];
    d.ticket.digest = digest;
    strcpy(people_digest, d.ticket.people_digest);
    d.ticket.policy_digest = policy_digest;
    d.ticket.people_digest = people_digest;
    d.ticket.records = records;
    poise_report_free(d.report);
    d.report = NULL;
    checks(&d, NULL);
    digest[63] = digest[63] == 'a' ? 'b' : 'a';
    checks(&d, other_bytes);
    strcpy(digest, d.digest);
    checks(&d, NULL);
    digest[63] = '\0';
    checks(&d, other_bytes);
    strcpy(digest, d.digest);
    policy_digest[0] = policy_digest[0] == 'a' ? 'b' : 'a';
    checks(&d, other_policy);
    policy_digest[0] = '\0';
    checks(&d, other_policy);
    desk_close(&d);
}

static void the_report_of_the_next_check_has_its_own(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, brief);
    assert_int_equal(issue(&d), POISE_OK);
    d.draft.approval_count = 0;
    assert_int_equal(issue(&d), POISE_E_RANGE);
    d.draft.approval_count = 1;
    d.draft.now = 70;
    assert_int_equal(issue(&d), POISE_OK);
    assert_int_equal(d.ticket.issued, 70);
    desk_close(&d);
}

static void bad_arguments_are_refused(void **state)
{
    poise_error small = { .size = 8 };
    struct desk d;

    (void)state;
    desk_open(&d, brief);
    assert_int_equal(issue(&d), POISE_OK);
    const poise_ticket good = d.ticket;
    assert_int_equal(poise_report_ticket(NULL, &d.ticket), POISE_E_ARG);
    assert_int_equal(poise_report_ticket(d.report, NULL), POISE_E_ARG);
    assert_int_equal(poise_ticket_check(NULL, &d.draft, d.policy, NULL), POISE_E_ARG);
    assert_int_equal(poise_ticket_check(&good, NULL, d.policy, NULL), POISE_E_ARG);
    assert_int_equal(poise_ticket_check(&good, &d.draft, NULL, NULL), POISE_E_ARG);
    assert_int_equal(poise_ticket_check(&good, &d.draft, d.policy, &small), POISE_E_STRUCT_SIZE);
    const poise_ticket bad[] = {
        { .size = good.size },
        { .size = good.size, .digest = good.digest },
        { .size = good.size, .policy_digest = good.policy_digest },
        { .size = good.size, .digest = good.digest, .policy_digest = good.policy_digest },
        { .size = good.size,
          .digest = good.digest,
          .policy_digest = good.policy_digest,
          .people_digest = good.people_digest,
          .record_count = 1 },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(poise_ticket_check(&bad[i], &d.draft, d.policy, NULL), POISE_E_ARG);
    d.draft.size = 8;
    assert_int_equal(poise_ticket_check(&good, &d.draft, d.policy, NULL), POISE_E_STRUCT_SIZE);
    d.draft.size = sizeof d.draft;
    assert_int_equal(poise_ticket_check(&good, &d.draft, d.policy, NULL), POISE_OK);
    desk_close(&d);
}

/* ---- Whom to tell -------------------------------------------------------------------------- */

static poise_need need_at(struct desk *d, int64_t since, int64_t now)
{
    poise_need need = { .size = sizeof need };

    d->draft.since = since;
    d->draft.now = now;
    assert_int_equal(issue(d), POISE_E_RANGE);
    assert_int_equal(poise_report_need(d->report, 0, &need), POISE_OK);
    return need;
}

static void a_draft_that_waits_too_long_is_escalated(void **state)
{
    struct desk d;

    (void)state;
    desk_open(
        &d,
        "{\"version\":1,\"baseline\":\"none\",\"rules\":[{\"name\":\"r\",\"any\":[[{\"count\":1,"
        "\"roles\":[\"lead\"]}]],\"escalate\":{\"after\":\"1h\",\"roles\":[\"head\"],"
        "\"people\":[\"ed\"]}}]}");
    d.draft.approval_count = 0;
    poise_need need = need_at(&d, 1, 3601);
    assert_string_equal(need.escalate_to, "head, ed");
    assert_int_equal(need.escalate_at, 3601);
    assert_int_equal(need.escalate_due, 1);
    need = need_at(&d, 1, 3600);
    assert_int_equal(need.escalate_at, 3601);
    assert_int_equal(need.escalate_due, 0);
    need = need_at(&d, 1, 0);
    assert_int_equal(need.escalate_at, 3601);
    assert_int_equal(need.escalate_due, 0);
    need = need_at(&d, 0, 9999);
    assert_string_equal(need.escalate_to, "head, ed");
    assert_true(need.escalate_at == INT64_MAX);
    assert_int_equal(need.escalate_due, 0);
    need = need_at(&d, INT64_MAX - 1, 9999);
    assert_true(need.escalate_at == INT64_MAX);
    assert_int_equal(need.escalate_due, 0);
    desk_close(&d);
    desk_open(&d, lasting);
    d.draft.approval_count = 0;
    need = need_at(&d, 1, 9999);
    assert_null(need.escalate_to);
    assert_true(need.escalate_at == INT64_MAX);
    assert_int_equal(need.escalate_due, 0);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_these_bytes_go_out),
        cmocka_unit_test(under_the_policy_that_let_it_out),
        cmocka_unit_test(among_the_people_that_let_it_out),
        cmocka_unit_test(while_it_is_valid),
        cmocka_unit_test(one_that_never_expires_needs_no_clock),
        cmocka_unit_test(what_was_used_up_meanwhile_voids_it),
        cmocka_unit_test(only_what_may_go_out_has_one),
        cmocka_unit_test(an_override_says_what_it_lifted),
        cmocka_unit_test(a_ticket_that_was_kept_is_as_good),
        cmocka_unit_test(the_report_of_the_next_check_has_its_own),
        cmocka_unit_test(bad_arguments_are_refused),
        cmocka_unit_test(a_draft_that_waits_too_long_is_escalated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
