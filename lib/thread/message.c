/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/request.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- What a report says -------------------------------------------------------------------- */

/* "start" and "end", both or neither. */
static void span_read(struct poise__asking *a, const json_t *object, poise_span *where)
{
    const bool begins = poise__member_number(a, object, "start", UINT32_MAX, &where->begin);
    const bool ends = poise__member_number(a, object, "end", UINT32_MAX, &where->end);

    if (begins != ends || where->end < where->begin)
        poise__json_fail(&a->reader, "\"start\" and \"end\" belong together, in this order");
}

static void signal_read(struct poise__asking *a, const json_t *object, void *item)
{
    static const char *const keys[] = { "code", "strength", "start", "end", "adds" };
    poise_signal *signal = item;

    signal->size = sizeof *signal;
    poise__json_check_keys(&a->reader, object, keys, COUNT(keys));
    poise__member_string(a, object, "code", &signal->code);
    if (!poise__member_number(a, object, "strength", POISE__SCORE_MAX, &signal->strength))
        poise__json_fail(&a->reader, "\"strength\" must be there");
    span_read(a, object, &signal->where);
}

static void finding_read(struct poise__asking *a, const json_t *object, void *item)
{
    static const char *const keys[] = { "code",       "severity", "start", "end",
                                        "attachment", "message",  "hint" };
    poise_finding *finding = item;

    finding->size = sizeof *finding;
    poise__json_check_keys(&a->reader, object, keys, COUNT(keys));
    poise__member_string(a, object, "code", &finding->code);
    span_read(a, object, &finding->where);
}

static void contact_read(struct poise__asking *a, const json_t *object, void *item)
{
    static const char *const keys[] = { "kind", "value", "start", "end", "own" };
    poise_contact *contact = item;
    bool own = false;

    contact->size = sizeof *contact;
    poise__json_check_keys(&a->reader, object, keys, COUNT(keys));
    poise__json_get_bool(&a->reader, object, "own", &own);
    if (!json_object_get(object, "own")) poise__json_fail(&a->reader, "\"own\" must be there");
    span_read(a, object, &contact->where);
    contact->own = own;
}

static void tone_read(struct poise__asking *a, const json_t *report, poise_message_version *v)
{
    static const char *const keys[] = { "defensive", "insulting", "apologetic" };
    const json_t *tone = NULL;
    uint32_t defensive;

    if (poise__json_get_object(&a->reader, report, "tone", &tone) != POISE_OK || !tone) return;
    poise__json_enter_key(&a->reader, "tone");
    poise__json_check_keys(&a->reader, tone, keys, COUNT(keys));
    poise__member_number(a, tone, "defensive", POISE__SCORE_MAX, &defensive);
    if (poise__member_number(a, tone, "insulting", POISE__SCORE_MAX, &v->insulting))
        v->known |= POISE_KNOWN_INSULTING;
    if (poise__member_number(a, tone, "apologetic", POISE__SCORE_MAX, &v->apologetic))
        v->known |= POISE_KNOWN_APOLOGETIC;
    poise__json_leave(&a->reader);
}

/* A report as poise writes it, or as much of it as is there; what no duty asks about is passed over. */
static void report_read(struct poise__asking *a, const json_t *object, poise_message_version *v)
{
    static const char *const keys[] = {
        "id",     "version",  "lang",   "tone",     "signals", "rest",
        "remedy", "contacts", "media",  "findings", "digest",  "decision",
        "needs",  "reasons",  "ticket", "review",   "records",
    };
    const json_t *report = NULL;

    if (poise__json_get_object(&a->reader, object, "report", &report) != POISE_OK || !report)
        return;
    poise__json_enter_key(&a->reader, "report");
    poise__json_check_keys(&a->reader, report, keys, COUNT(keys));
    tone_read(a, report, v);
    if (poise__member_number(a, report, "remedy", POISE__SCORE_MAX, &v->remedy))
        v->known |= POISE_KNOWN_REMEDY;
    v->signals = poise__member_items(a, report, "signals", sizeof *v->signals, signal_read,
                                     &v->signal_count);
    v->findings = poise__member_items(a, report, "findings", sizeof *v->findings, finding_read,
                                      &v->finding_count);
    v->contacts = poise__member_items(a, report, "contacts", sizeof *v->contacts, contact_read,
                                      &v->contact_count);
    v->known |= (v->signals ? POISE_KNOWN_SIGNALS : 0u) |
                (v->findings ? POISE_KNOWN_FINDINGS : 0u) |
                (v->contacts ? POISE_KNOWN_CONTACTS : 0u);
    poise__json_get_string(&a->reader, report, "digest", &v->digest);
    poise__json_leave(&a->reader);
}

/* ---- Versions ------------------------------------------------------------------------------ */

static void version_read(struct poise__asking *a, const json_t *object, void *item)
{
    static const char *const keys[] = { "at", "words", "report" };
    poise_message_version *v = item;

    v->size = sizeof *v;
    poise__json_check_keys(&a->reader, object, keys, COUNT(keys));
    poise__member_time(a, object, "at", true, &v->at);
    if (poise__member_number(a, object, "words", UINT32_MAX, &v->words))
        v->known |= POISE_KNOWN_WORDS;
    report_read(a, object, v);
}

/* A message that never changed has its report beside its text, without versions. */
static void single_read(struct poise__asking *a, const json_t *object, poise_message *message)
{
    poise_message_version *v = poise__asking_take(a, 1, sizeof *v);

    if (!v) return;
    v->size = sizeof *v;
    v->at = message->at;
    if (poise__member_number(a, object, "words", UINT32_MAX, &v->words))
        v->known |= POISE_KNOWN_WORDS;
    report_read(a, object, v);
    message->versions = v;
    message->version_count = 1;
}

static void versions_read(struct poise__asking *a, const json_t *object, poise_message *message)
{
    const bool single = json_object_get(object, "report") || json_object_get(object, "words");

    if (json_object_get(object, "versions")) {
        if (single)
            poise__json_fail(&a->reader, "with \"versions\", \"report\" and \"words\" stand there");
        message->versions = poise__member_items(a, object, "versions", sizeof *message->versions,
                                                version_read, &message->version_count);
    } else if (single) {
        single_read(a, object, message);
    }
}

/* ---- Removal ------------------------------------------------------------------------------- */

static void removal_read(struct poise__asking *a, const json_t *object, poise_message *message)
{
    static const char *const keys[] = { "how",        "at",        "by",      "ground",
                                        "criticised", "approvals", "consumed" };
    static const char *const hows[] = { "asked", "hidden", "deleted" };
    static const struct poise__member_words words = { hows, COUNT(hows), POISE_REMOVAL_ASKED };
    const json_t *removal = NULL;

    if (poise__json_get_object(&a->reader, object, "removal", &removal) != POISE_OK || !removal)
        return;
    poise_removal *r = poise__asking_take(a, 1, sizeof *r);
    if (!r) return;
    r->size = sizeof *r;
    poise__json_enter_key(&a->reader, "removal");
    poise__json_check_keys(&a->reader, removal, keys, COUNT(keys));
    poise__member_word(a, removal, "how", &words, &r->how);
    if (!r->how) poise__json_fail(&a->reader, "\"how\" must be there: asked, hidden or deleted");
    poise__member_time(a, removal, "at", r->how != POISE_REMOVAL_ASKED, &r->at);
    poise__json_get_string(&a->reader, removal, "by", &r->by);
    poise__json_get_string(&a->reader, removal, "ground", &r->ground);
    poise__asking_strings(a, removal, "criticised", &r->criticised, &r->criticised_count);
    poise__asking_approvals(a, removal);
    r->approvals = a->its_case.approvals;
    r->approval_count = a->its_case.approval_count;
    a->its_case.approval_count = 0;
    poise__json_leave(&a->reader);
    message->removal = r;
}

/* ---- The message --------------------------------------------------------------------------- */

static void sender_read(struct poise__asking *a, const json_t *object, poise_message *message)
{
    static const char *const senders[] = { "customer",   "human",    "bot",
                                           "automation", "campaign", "note" };
    static const struct poise__member_words sender_words = { senders, COUNT(senders),
                                                             POISE_SENDER_CUSTOMER };
    static const char *const directions[] = { "in", "out" };
    static const struct poise__member_words direction_words = { directions, COUNT(directions),
                                                                POISE_DIRECTION_IN };

    poise__member_word(a, object, "sender", &sender_words, &message->sender);
    if (!message->sender) poise__json_fail(&a->reader, "\"sender\" must be there");
    message->direction = message->sender == POISE_SENDER_CUSTOMER ? POISE_DIRECTION_IN
                                                                  : POISE_DIRECTION_OUT;
    poise__member_word(a, object, "direction", &direction_words, &message->direction);
}

static void sentiment_read(struct poise__asking *a, const json_t *object, poise_message *message)
{
    static const char *const sentiments[] = { "unknown", "positive", "negative", "neutral" };
    static const struct poise__member_words words = { sentiments, COUNT(sentiments),
                                                      POISE_SENTIMENT_UNKNOWN };

    poise__member_word(a, object, "sentiment", &words, &message->sentiment);
}

void poise__message_read(struct poise__asking *a, const json_t *object, poise_message *message)
{
    static const char *const keys[] = {
        "id", "parent",    "place",    "channel", "public", "direction", "sender",
        "by", "sentiment", "versions", "report",  "words",  "at",        "removal",
    };
    bool is_public = false;

    message->size = sizeof *message;
    poise__json_check_keys(&a->reader, object, keys, COUNT(keys));
    poise__member_string(a, object, "id", &message->id);
    poise__json_get_string(&a->reader, object, "parent", &message->parent);
    poise__member_string(a, object, "place", &message->place);
    poise__json_get_string(&a->reader, object, "channel", &message->channel);
    poise__json_get_string(&a->reader, object, "by", &message->by);
    poise__member_time(a, object, "at", true, &message->at);
    poise__json_get_bool(&a->reader, object, "public", &is_public);
    if (!json_object_get(object, "public"))
        poise__json_fail(&a->reader, "\"public\" must be there");
    message->is_public = is_public;
    sender_read(a, object, message);
    sentiment_read(a, object, message);
    versions_read(a, object, message);
    removal_read(a, object, message);
}
