/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* One page that stands alone: the replies, worst first. That order is known at the end only, so all
 * cards are kept until then. */
#include "html.h"

#include "html_page.h"
#include "memory.h"
#include "print.h"

#include <stdio.h>
#include <stdlib.h>

struct state {
    struct buffer cards;
    struct buffer files; /* what files are told of */
    struct html_card *list;
    size_t count;
    size_t cap;
};

static void begin(struct printer *printer)
{
    printer->state = memory_resize(NULL, sizeof(struct state));
    *(struct state *)printer->state = (struct state){ 0 };
}

static void reply(struct printer *printer, const struct checked *checked)
{
    struct state *state = printer->state;
    struct html_card card = { .number = state->count + 1 };

    html_card(&state->cards, checked, printer->options->messages, &card);
    state->list = memory_grow(state->list, state->count, &state->cap, sizeof *state->list);
    state->list[state->count++] = card;
}

static void file_end(struct printer *printer, struct source *source,
                     const struct findings *findings)
{
    struct state *state = printer->state;

    html_file(&state->files, source, findings, printer->options->messages);
}

/* ---- The order ----------------------------------------------------------------------------- */

static int descending(size_t a, size_t b)
{
    return a > b ? -1 : a < b;
}

static int worst_first(const void *left, const void *right)
{
    const struct html_card *a = left, *b = right;
    int order = descending(a->is_denied, b->is_denied);

    for (size_t i = POISE_SEVERITY_ERROR; order == 0 && i >= POISE_SEVERITY_INFO; i--)
        order = descending(a->severities[i], b->severities[i]);
    if (order == 0) order = descending(a->score, b->score);
    return order != 0 ? order : descending(b->number, a->number);
}

/* Replies by the worst that there is in each: the parts of the bar at the top. */
enum share { SHARE_DENIED, SHARE_ERROR, SHARE_WARNING, SHARE_INFO, SHARE_CLEAN, SHARE_COUNT };

_Static_assert(sizeof((struct html_words *)0)->shares / sizeof(char *) == SHARE_COUNT,
               "words for each share");

static const char *const share_classes[] = { "deny", "error", "warning", "info", "clean" };

static enum share share_of(const struct html_card *card)
{
    if (card->is_denied) return SHARE_DENIED;
    if (card->severities[POISE_SEVERITY_ERROR] > 0) return SHARE_ERROR;
    if (card->severities[POISE_SEVERITY_WARNING] > 0) return SHARE_WARNING;
    return html_card_is_clean(card) ? SHARE_CLEAN : SHARE_INFO;
}

/* ---- The page ------------------------------------------------------------------------------ */

static void lines_print(FILE *out, const char *const *lines)
{
    for (; *lines != NULL; lines++) fputs(*lines, out);
}

static void head_print(FILE *out, const struct html_words *words)
{
    fprintf(out,
            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s</title>\n<style>",
            words->language, HTML_STYLE_HASH, HTML_SCRIPT_HASH, words->title);
    lines_print(out, html_style);
    fprintf(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#replies\">%s</a>\n",
            words->skip);
}

static void bar_print(FILE *out, const struct state *state, const struct html_words *words)
{
    size_t shares[SHARE_COUNT] = { 0 }, at = 0;

    for (size_t i = 0; i < state->count; i++) shares[share_of(&state->list[i])]++;
    if (state->count == 0) return;
    fprintf(out,
            "<svg class=\"shares\" viewBox=\"0 0 %zu 1\" preserveAspectRatio=\"none\" "
            "aria-hidden=\"true\">",
            state->count);
    for (size_t i = 0; i < SHARE_COUNT; i++) {
        fprintf(out, "<rect class=\"%s\" x=\"%zu\" width=\"%zu\" height=\"1\"/>", share_classes[i],
                at, shares[i]);
        at += shares[i];
    }
    fputs("</svg>\n<ul class=\"legend\">\n", out);
    for (size_t i = 0; i < SHARE_COUNT; i++)
        if (shares[i] > 0)
            fprintf(out, "<li class=\"%s\">%zu %s</li>\n", share_classes[i], shares[i],
                    words->shares[i]);
    fputs("</ul>\n", out);
}

static void total_print(FILE *out, const char *class, size_t count, const char *words)
{
    fprintf(out, "<div class=\"%s%s\"><dt>%s</dt><dd>%zu</dd></div>\n", class,
            count == 0 ? " none" : "", words, count);
}

static void totals_print(FILE *out, const struct html_words *words, const struct tally *tally)
{
    fputs("<dl class=\"totals\">\n", out);
    total_print(out, "", tally->files, words->files);
    total_print(out, "", tally->replies, words->replies);
    total_print(out, "deny", tally->denied, words->denied_count);
    for (size_t i = POISE_SEVERITY_ERROR; i >= POISE_SEVERITY_INFO; i--)
        total_print(out, share_classes[POISE_SEVERITY_ERROR - i + 1], tally->severities[i],
                    words->counts[i]);
    total_print(out, "need", tally->waiting, words->waiting_count);
    total_print(out, "closed", tally->suppressed, words->suppressed_count);
    total_print(out, "closed", tally->known, words->known_count);
    total_print(out, "error", tally->unread, words->unread_count);
    fputs("</dl>\n", out);
}

static void help_print(FILE *out, const struct html_words *words)
{
    fprintf(out, "<details class=\"help\"><summary>%s</summary>\n<p>%s</p>\n<p>%s</p>\n<p>",
            words->help, words->help_scores, words->help_marks);
    for (size_t i = POISE_SEVERITY_ERROR; i >= POISE_SEVERITY_INFO; i--)
        fprintf(out, "<span class=\"mark %s\">%s</span> ",
                share_classes[POISE_SEVERITY_ERROR - i + 1], words->severities[i]);
    fprintf(out,
            "<span class=\"mark closed\">%s</span> <span class=\"mark good\">%s</span></p>\n"
            "<p>%s</p>\n</details>\n",
            words->suppressed_count, words->good, words->help_people);
}

static void choice_print(FILE *out, const char *value, const char *words)
{
    fprintf(out,
            "<label><input type=\"radio\" name=\"has\" value=\"%s\"%s><span>%s</span></label>\n",
            value, value[0] == '\0' ? " checked" : "", words);
}

/* Without the script nothing would happen, so it is the script that shows this. */
static void filters_print(FILE *out, const struct html_words *words)
{
    fprintf(out,
            "<form id=\"filters\" aria-label=\"%s\" autocomplete=\"off\" hidden>\n"
            "<span class=\"choices\">\n",
            words->filters);
    choice_print(out, "", words->all);
    choice_print(out, "deny", words->denied_count);
    for (size_t i = POISE_SEVERITY_ERROR; i >= POISE_SEVERITY_INFO; i--)
        choice_print(out, share_classes[POISE_SEVERITY_ERROR - i + 1], words->counts[i]);
    choice_print(out, "need", words->waiting_count);
    fprintf(out,
            "</span>\n<input type=\"search\" id=\"search\" aria-label=\"%s\" placeholder=\"%s\">\n"
            "<label class=\"check\"><input type=\"checkbox\" id=\"hide\"> %s</label>\n"
            "<output id=\"shown\" data-words=\"%s\"></output>\n</form>\n",
            words->search, words->search, words->hide_clean, words->shown);
}

/* The cards, clean ones or the others; nothing when there are none. */
static void cards_print(FILE *out, const struct state *state, bool clean, const char *heading)
{
    size_t count = 0;

    for (size_t i = 0; i < state->count; i++) {
        const struct html_card *card = &state->list[i];
        if (html_card_is_clean(card) != clean) continue;
        if (count++ == 0)
            fprintf(out, "<section id=\"%s\"><h2>%s</h2>\n", clean ? "clean" : "open", heading);
        fwrite(state->cards.data + card->begin, 1, card->end - card->begin, out);
    }
    if (count > 0) fputs("</section>\n", out);
}

static void main_print(FILE *out, const struct state *state, const struct html_words *words)
{
    fputs("<main id=\"replies\" tabindex=\"-1\">\n", out);
    if (state->files.len > 0) {
        fprintf(out, "<section id=\"files\"><h2>%s</h2>\n", words->about_files);
        fwrite(state->files.data, 1, state->files.len, out);
        fputs("</section>\n", out);
    }
    cards_print(out, state, false, words->to_look_at);
    cards_print(out, state, true, words->clean);
    fputs("</main>\n", out);
}

static void end(struct printer *printer, const struct tally *tally)
{
    struct state *state = printer->state;
    const struct html_words *words = html_words(printer->options->messages);
    FILE *out = printer->out;

    if (state->count > 0) qsort(state->list, state->count, sizeof *state->list, worst_first);
    head_print(out, words);
    fprintf(out, "<header class=\"top\">\n<p class=\"brand\">poise</p>\n<h1>%s</h1>\n",
            words->title);
    bar_print(out, state, words);
    totals_print(out, words, tally);
    help_print(out, words);
    fputs("</header>\n", out);
    filters_print(out, words);
    main_print(out, state, words);
    fputs("<script>", out);
    lines_print(out, html_script);
    fputs("</script>\n</body>\n</html>\n", out);
    buffer_release(&state->cards);
    buffer_release(&state->files);
    free(state->list);
    free(state);
}

const struct printer_kind print_html = {
    .begin = begin, .reply = reply, .file_end = file_end, .end = end
};
