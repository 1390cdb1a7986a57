/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "html.h"

#include "rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The line between no and yes, and people and bytes that are drawn at most. */
enum { LINE = 500, FIGURES = 12, QUOTE = 80, TARGET = 300 };

static const char *const severity_classes[] = { "", "info", "warning", "error" };
static const char *const decision_classes[] = { "", "allow", "need", "deny", "allow" };

static void words_put(struct buffer *out, const char *text)
{
    if (text != NULL) html_text(out, text, strlen(text));
}

/* ---- The head ------------------------------------------------------------------------------ */

static void decision_put(struct buffer *out, const struct checked *checked,
                         const struct html_words *words)
{
    uint32_t decision = checked->summary.decision;

    if (decision == POISE_DECISION_NONE || decision > POISE_DECISION_ALLOW_OVERRIDE) return;
    html_format(out, "<span class=\"decision %s\">%s</span>", decision_classes[decision],
                words->decisions[decision]);
}

static void head_put(struct buffer *out, const struct checked *checked,
                     const struct html_words *words)
{
    html_put(out, "<h3><bdi>");
    if (checked->reply->name != NULL)
        words_put(out, checked->reply->name);
    else
        html_format(out, words->unnamed, checked->place.line);
    html_put(out, "</bdi></h3>\n<span class=\"place\"><bdi>");
    words_put(out, checked->source->path);
    html_format(out, "</bdi>:%zu</span>\n", checked->place.line);
    decision_put(out, checked, words);
}

static void score_put(struct buffer *out, const struct html_words *words, size_t axis,
                      uint32_t score)
{
    bool is_over = score >= LINE;
    const char *class = axis >= 2 ? "calm" : is_over ? "over" : "under";

    html_format(out,
                "<div class=\"score %s\" role=\"meter\" aria-label=\"%s\" aria-valuemin=\"0\" "
                "aria-valuemax=\"1000\" aria-valuenow=\"%u\" aria-valuetext=\"%u, %s\">",
                class, words->axes[axis], (unsigned)score, (unsigned)score,
                is_over ? words->over : words->under);
    html_format(out, "<span class=\"axis\">%s</span> <b>%u</b>", words->axes[axis],
                (unsigned)score);
    html_format(out,
                "<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                "<rect class=\"track\" y=\"6\" width=\"1000\" height=\"8\"/>"
                "<rect class=\"fill\" y=\"6\" width=\"%u\" height=\"8\"/>"
                "<path class=\"line\" d=\"M%d 0V20\"/></svg></div>\n",
                (unsigned)score, LINE);
}

static void scores_put(struct buffer *out, const poise_summary *summary,
                       const struct html_words *words)
{
    const uint32_t scores[] = { summary->defensive, summary->insulting, summary->apologetic,
                                summary->remedy };

    html_put(out, "<div class=\"scores\">\n");
    for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) score_put(out, words, i, scores[i]);
    html_put(out, "</div>\n");
}

/* ---- The text and what is said about it ---------------------------------------------------- */

static bool is_good(const char *code)
{
    static const char *const groups[] = { "apologetic.", "courtesy.", "remedy." };

    if (strcmp(code, "apologetic.excess") == 0) return false;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strncmp(code, groups[i], strlen(groups[i])) == 0) return true;
    return false;
}

static struct html_span finding_span(const struct checked *checked, size_t index)
{
    const struct finding *finding = &checked->findings.items[index];
    struct html_span span = { .finding = index + 1, .title = finding->message };

    if (!reply_span(checked->reply, finding->where, &span.where)) span.where = (poise_span){ 0 };
    span.level = HTML_CLOSED;
    if (finding_is_open(finding))
        span.level = finding->severity == POISE_SEVERITY_ERROR     ? HTML_ERROR
                     : finding->severity == POISE_SEVERITY_WARNING ? HTML_WARNING
                                                                   : HTML_INFO;
    return span;
}

/* One for each finding, in their order, and the good signals behind them. */
static struct html_span *spans_make(const struct checked *checked, uint32_t language, size_t *count)
{
    uint32_t signals = poise_report_count(checked->report, POISE_COUNT_SIGNALS);
    struct html_span *spans = memory_resize(NULL, (checked->findings.count + signals + 1) *
                                                      sizeof *spans);

    *count = 0;
    for (size_t i = 0; i < checked->findings.count; i++)
        spans[(*count)++] = finding_span(checked, i);
    for (uint32_t i = 0; i < signals; i++) {
        poise_signal signal = { .size = sizeof signal };
        poise_rule rule;

        if (poise_report_signal(checked->report, i, &signal) != POISE_OK || !is_good(signal.code) ||
            !rule_find(signal.code, language, &rule))
            continue;
        spans[(*count)++] = (struct html_span){ .where = signal.where, .title = rule.message };
    }
    return spans;
}

/* Nothing for a file as a whole. */
static void place_put(struct buffer *out, struct place place, const struct html_words *words)
{
    if (place.line == 0) return;
    html_put(out, "<span class=\"at\">");
    html_format(out, words->place, place.line, place.column);
    html_put(out, "</span>");
}

/* Why it does not count, or what to do. */
static void finding_end(struct buffer *out, const struct finding *finding,
                        const struct html_words *words)
{
    if (finding->reason != NULL) {
        html_format(out, " <span class=\"why\">%s", words->suppressed);
        words_put(out, finding->reason);
        html_put(out, "</span>");
    } else if (finding->is_known) {
        html_format(out, " <span class=\"why\">%s</span>", words->known);
    } else if (finding->hint != NULL && finding->hint[0] != '\0') {
        html_put(out, " <span class=\"hint\">");
        words_put(out, finding->hint);
        html_put(out, "</span>");
    }
    html_put(out, "</p></li>\n");
}

/* span: the words in the text that it is about; NULL: there are none to lead back to. */
static void finding_put(struct buffer *out, const struct finding *finding,
                        const struct html_words *words, const struct checked *checked,
                        const struct html_span *span, size_t number)
{
    html_put(out, "<li");
    if (span != NULL) html_format(out, " id=\"r%zuf%zu\"", number, span->finding);
    if (span != NULL && span->first > 0)
        html_format(out, " data-pieces=\"%zu %zu\"", span->first, span->last);
    html_format(out, " class=\"%s%s\"><p class=\"what\"><b>%s</b> <code>",
                severity_classes[finding->severity], finding_is_open(finding) ? "" : " closed",
                words->severities[finding->severity]);
    words_put(out, finding->code);
    html_put(out, "</code> ");
    if (span != NULL && span->first > 0) {
        html_format(out, "<a href=\"#r%zup%zu\"><bdi>%s", number, span->first, words->quotes[0]);
        html_line(out, checked->reply->text + span->where.begin,
                  span->where.end - span->where.begin, QUOTE);
        html_format(out, "%s</bdi></a> ", words->quotes[1]);
    }
    place_put(out, finding->begin, words);
    html_put(out, "</p><p>");
    words_put(out, finding->message);
    finding_end(out, finding, words);
}

static void text_put(struct buffer *out, const struct checked *checked, uint32_t language,
                     const struct html_words *words, size_t number)
{
    uint32_t spoken = checked->summary.language;
    size_t count;
    struct html_span *spans = spans_make(checked, language, &count);

    html_put(out, "<div class=\"text\" dir=\"auto\"");
    if (spoken != POISE_LANGUAGE_AUTO)
        html_format(out, " lang=\"%s\"", spoken == POISE_LANGUAGE_FR ? "fr" : "en");
    html_put(out, ">");
    html_spans(out, checked->reply, spans, count, number);
    html_put(out, "</div>\n");
    if (checked->findings.count > 0) {
        html_put(out, "<ol class=\"findings\">\n");
        for (size_t i = 0; i < checked->findings.count; i++)
            finding_put(out, &checked->findings.items[i], words, checked, &spans[i], number);
        html_put(out, "</ol>\n");
    }
    free(spans);
}

/* ---- Who has to approve -------------------------------------------------------------------- */

static void figures_put(struct buffer *out, uint32_t have, uint32_t want)
{
    html_put(out, "<span class=\"figures\" aria-hidden=\"true\">");
    for (uint32_t i = 0; i < want && i < FIGURES; i++)
        html_format(out,
                    "<svg class=\"%s\" viewBox=\"0 0 16 18\"><circle cx=\"8\" cy=\"5\" r=\"4\"/>"
                    "<path d=\"M1 17c0-4 3-6 7-6s7 2 7 6z\"/></svg>",
                    i < have ? "there" : "missing");
    html_put(out, want > FIGURES ? "…</span>" : "</span>");
}

static void need_put(struct buffer *out, const poise_need *need, const struct html_words *words)
{
    html_put(out, "<li>");
    figures_put(out, need->have, need->want);
    html_put(out, " <b><bdi>");
    words_put(out, need->rule);
    html_put(out, "</bdi></b> <span>");
    html_format(out, words->have, (unsigned)need->have, (unsigned)need->want);
    html_put(out, "</span> <bdi>");
    words_put(out, need->roles);
    html_put(out, "</bdi>");
    if (!need->possible) html_format(out, " <em class=\"bad\">%s</em>", words->impossible);
    html_put(out, "</li>\n");
}

static void approvals_put(struct buffer *out, const struct checked *checked,
                          const struct html_words *words)
{
    uint32_t count = poise_report_count(checked->report, POISE_COUNT_NEEDS);
    const char *reason = poise_report_reason(checked->report, 0);

    if (checked->summary.decision == POISE_DECISION_DENY && reason != NULL) {
        html_put(out, "<p class=\"denial\"><bdi>");
        words_put(out, reason);
        html_put(out, "</bdi></p>\n");
    }
    if (count == 0) return;
    html_format(out, "<ul class=\"approvals\" aria-label=\"%s\">\n",
                words->decisions[POISE_DECISION_NEED]);
    for (uint32_t i = 0; i < count; i++) {
        poise_need need = { .size = sizeof need };
        if (poise_report_need(checked->report, i, &need) == POISE_OK) need_put(out, &need, words);
    }
    html_put(out, "</ul>\n");
}

/* ---- What goes with it --------------------------------------------------------------------- */

static void row_begin(struct buffer *out, const char *kind, const char *via, const char *target)
{
    html_format(out, "<li><span>%s%s%s</span> <bdi class=\"target\">", kind,
                via[0] != '\0' ? ", " : "", via);
    if (target != NULL) html_line(out, target, strlen(target), TARGET);
    html_put(out, "</bdi>");
}

static void media_put(struct buffer *out, const poise_media *media, uint32_t language)
{
    const struct html_words *words = html_words(language);
    const char *flag;
    bool is_bad;

    row_begin(out, media->kind <= POISE_MEDIA_FILENAME_MENTION ? words->kinds[media->kind] : "",
              media->via <= POISE_VIA_ATTACHMENT ? words->vias[media->via] : "", media->target);
    if (media->type != NULL) {
        html_put(out, " <code>");
        words_put(out, media->type);
        html_put(out, "</code>");
    }
    for (uint32_t bit = 0; (flag = html_flag(bit, language, &is_bad)) != NULL; bit++)
        if ((media->flags >> bit & 1) != 0)
            html_format(out, " <em%s>%s</em>", is_bad ? " class=\"bad\"" : "", flag);
    html_put(out, "</li>\n");
}

static void contact_put(struct buffer *out, const poise_contact *contact,
                        const struct html_words *words)
{
    row_begin(out, contact->kind <= POISE_CONTACT_PHONE ? words->contacts[contact->kind] : "", "",
              contact->value);
    if (contact->own) html_format(out, " <em>%s</em>", words->own);
    html_put(out, "</li>\n");
}

static void rows_put(struct buffer *out, const struct checked *checked, uint32_t language)
{
    const struct html_words *words = html_words(language);
    uint32_t media_count = poise_report_count(checked->report, POISE_COUNT_MEDIA);
    uint32_t contact_count = poise_report_count(checked->report, POISE_COUNT_CONTACTS);

    if (media_count + contact_count == 0) return;
    html_format(out, "<ul class=\"media\" aria-label=\"%s\">\n", words->media);
    for (uint32_t i = 0; i < media_count; i++) {
        poise_media media = { .size = sizeof media };
        if (poise_report_media(checked->report, i, &media) == POISE_OK)
            media_put(out, &media, language);
    }
    for (uint32_t i = 0; i < contact_count; i++) {
        poise_contact contact = { .size = sizeof contact };
        if (poise_report_contact(checked->report, i, &contact) == POISE_OK)
            contact_put(out, &contact, words);
    }
    html_put(out, "</ul>\n");
}

/* ---- The whole ----------------------------------------------------------------------------- */

bool html_card_is_clean(const struct html_card *card)
{
    for (size_t i = POISE_SEVERITY_INFO; i <= POISE_SEVERITY_ERROR; i++)
        if (card->severities[i] > 0) return false;
    return !card->is_denied && card->score < LINE;
}

static void card_fill(struct html_card *card, const struct checked *checked)
{
    const poise_summary *summary = &checked->summary;

    for (size_t i = 0; i < checked->findings.count; i++)
        if (finding_is_open(&checked->findings.items[i]))
            card->severities[checked->findings.items[i].severity]++;
    card->score = summary->defensive > summary->insulting ? summary->defensive : summary->insulting;
    card->is_denied = summary->decision == POISE_DECISION_DENY;
    card->is_waiting = checked_waits(checked);
}

static void card_begin(struct buffer *out, const struct html_card *card)
{
    html_format(out, "<article id=\"r%zu\" class=\"card%s\" data-has=\"", card->number,
                html_card_is_clean(card) ? " clean" : "");
    if (card->is_denied) html_put(out, " deny");
    if (card->is_waiting) html_put(out, " need");
    for (size_t i = POISE_SEVERITY_ERROR; i >= POISE_SEVERITY_INFO; i--)
        if (card->severities[i] > 0) html_format(out, " %s", severity_classes[i]);
    html_put(out, "\">\n");
}

void html_card(struct buffer *out, const struct checked *checked, uint32_t language,
               struct html_card *card)
{
    const struct html_words *words = html_words(language);
    bool is_clean;

    card->begin = out->len;
    card_fill(card, checked);
    is_clean = html_card_is_clean(card);
    card_begin(out, card);
    html_put(out, is_clean ? "<details><summary>" : "<header>");
    head_put(out, checked, words);
    html_put(out, is_clean ? "</summary>\n" : "</header>\n");
    approvals_put(out, checked, words);
    scores_put(out, &checked->summary, words);
    text_put(out, checked, language, words, card->number);
    rows_put(out, checked, language);
    html_put(out, is_clean ? "</details></article>\n" : "</article>\n");
    card->end = out->len;
}

void html_file(struct buffer *out, const struct source *source, const struct findings *findings,
               uint32_t language)
{
    const struct html_words *words = html_words(language);

    if (source->problem_count + findings->count == 0) return;
    html_put(out, "<article class=\"card\">\n<header><h3><bdi>");
    words_put(out, source->path);
    html_put(out, "</bdi></h3></header>\n<ol class=\"findings\">\n");
    for (size_t i = 0; i < source->problem_count; i++) {
        const struct problem *problem = &source->problems[i];
        html_format(out, "<li class=\"error\"><p class=\"what\"><b>%s</b> ", words->unread);
        place_put(out, problem->place, words);
        html_put(out, "</p><p>");
        words_put(out, problem->message);
        html_put(out, "</p></li>\n");
    }
    for (size_t i = 0; i < findings->count; i++)
        finding_put(out, &findings->items[i], words, NULL, NULL, 0);
    html_put(out, "</ol></article>\n");
}
