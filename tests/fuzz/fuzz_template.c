/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * fuzz_template.c: a template, then a type, name and value for each of its placeholders, each up to a
 * zero byte. Whatever it is, only the template rendered goes out on an approval of it, with values
 * that hold no byte which means something.
 */
#include "fuzz.h"

enum { PLACEHOLDERS_MAX = 8 };

static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";

/* ---- Its policy ---------------------------------------------------------------------------- */

static poise_policy *policy;

static poise_checker *checker_under_policy(void)
{
    static const char text[] =
        "{\"version\":1,\"baseline\":[[{\"count\":1,\"roles\":[\"lead\"]}]]}";
    static const char roster[] = "{\"ana\":{},\"bo\":{\"roles\":[\"lead\"]}}";
    static poise_checker *checker;
    const poise_policy_source source = { .size = sizeof source,
                                         .policy = text,
                                         .policy_len = sizeof text - 1,
                                         .roster = roster,
                                         .roster_len = sizeof roster - 1 };
    poise_checker_options options = { .size = sizeof options };

    if (checker) return checker;
    demand(poise_policy_parse(NULL, &source, NULL, &policy) == POISE_OK);
    options.policy = policy;
    demand(poise_checker_new(NULL, &options, &checker) == POISE_OK);
    return checker;
}

/* ---- The input ----------------------------------------------------------------------------- */

/* The next piece, which replay.c and libFuzzer end with no zero byte: a copy has one. */
static char *take(const char **at, const char *end)
{
    const char *stop = *at < end ? memchr(*at, '\0', (size_t)(end - *at)) : NULL;
    const size_t len = (size_t)((stop ? stop : end) - *at);
    char *piece = malloc(len + 1);

    demand(piece);
    if (len) memcpy(piece, *at, len);
    piece[len] = '\0';
    *at = stop ? stop + 1 : end;
    return piece;
}

/* ---- What must hold ------------------------------------------------------------------------ */

static const poise_placeholder *placeholder_at(const poise_template *t, const char *text)
{
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        const char *name = t->placeholders[i].name;
        const size_t len = strlen(name);
        if (len && strncmp(text, "{{", 2) == 0 && strncmp(text + 2, name, len) == 0 &&
            strncmp(text + 2 + len, "}}", 2) == 0)
            return &t->placeholders[i];
    }
    return NULL;
}

/* The template with its values in place, as anybody would write it. */
static struct output rendered(const poise_template *t)
{
    struct output out = { 0 };

    demand(output_write(&out, "", 0) == 0);
    for (const char *at = t->text; *at;) {
        const poise_placeholder *found = placeholder_at(t, at);
        if (found) {
            demand(output_write(&out, found->value, strlen(found->value)) == 0);
            at += strlen(found->name) + 4;
        } else {
            demand(output_write(&out, at++, 1) == 0);
        }
    }
    return out;
}

static void demand_harmless(const poise_template *t)
{
    for (uint32_t i = 0; i < t->placeholder_count; i++) {
        const char *value = t->placeholders[i].value;
        demand(*value && !strpbrk(value, "\n\r\t\v\f\b\x1b\x7f<>&\"#;=@\\`{}[]()|~^*%!?_+"));
    }
}

static uint32_t decision_on(const poise_draft *draft)
{
    poise_summary summary = { .size = sizeof summary };

    demand(poise_check(checker_under_policy(), draft, fuzz_report()) == POISE_OK);
    demand(poise_report_summary(fuzz_report(), &summary) == POISE_OK);
    demand(summary.decision == POISE_DECISION_ALLOW || summary.decision == POISE_DECISION_NEED);
    return summary.decision;
}

static void demand_of(const poise_template *t)
{
    char digest[65];
    poise_approval said = { .size = sizeof said,
                            .verdict = POISE_VERDICT_APPROVE,
                            .by = "bo",
                            .digest = digest,
                            .verified = 1 };
    poise_draft draft = { .size = sizeof draft,
                          .author = "ana",
                          .approvals = &said,
                          .approval_count = 1,
                          .template_ = t };
    poise_ticket ticket = { .size = sizeof ticket };
    struct output letter = rendered(t);

    memcpy(digest, zeros, sizeof digest);
    poise_status st = poise_template_digest(&draft, digest);
    demand(st == POISE_OK || st == POISE_E_ARG);
    draft.text = letter.bytes;
    draft.text_len = letter.len;
    if (decision_on(&draft) == POISE_DECISION_ALLOW) {
        demand(st == POISE_OK);
        demand_harmless(t);
        demand(poise_report_ticket(fuzz_report(), &ticket) == POISE_OK);
        demand(poise_ticket_check(&ticket, &draft, policy, NULL) == POISE_OK);
        draft.text_len = draft.text_len ? draft.text_len - 1 : 1; /* a zero byte stands behind it */
        demand(poise_ticket_check(&ticket, &draft, policy, NULL) == POISE_E_TICKET);
        demand(decision_on(&draft) == POISE_DECISION_NEED);
    }
    free(letter.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *)data, *end = at + size;
    poise_placeholder placeholders[PLACEHOLDERS_MAX];
    poise_template t = { .size = sizeof t, .id = "t", .placeholders = placeholders };
    char *form = take(&at, end), *pieces[PLACEHOLDERS_MAX][2];

    while (at < end && t.placeholder_count < PLACEHOLDERS_MAX) {
        char *const type = take(&at, end);
        char **piece = pieces[t.placeholder_count];
        piece[0] = take(&at, end), piece[1] = take(&at, end);
        placeholders[t.placeholder_count++] = (poise_placeholder){
            sizeof *placeholders, (uint32_t)(unsigned char)type[0] % 6, piece[0], piece[1]
        };
        free(type);
    }
    t.text = form;
    t.text_len = strlen(form);
    demand_of(&t);
    for (uint32_t i = 0; i < t.placeholder_count; i++) free(pieces[i][0]), free(pieces[i][1]);
    free(form);
    return 0;
}
