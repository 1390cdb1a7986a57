/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "template.h"

#include "memory.h"

#include <stdlib.h>

/* A file that has so many and nothing to go with them is no file of templates. */
enum { HELD_MAX = 1000 };

/* Brackets are gaps where another spelling is so many times as frequent. */
enum { OTHERS = 4 };

void template_begin(struct template_run *run, uint32_t language)
{
    run->language = language;
    passage_begin(&run->passage);
    (void)rule_find(RULE_MISSPELT, language, &run->misspelt);
    (void)rule_find(RULE_UNFILLED, language, &run->unfilled);
    (void)rule_find(RULE_LEFTOVER, language, &run->leftover);
}

/* Where findings go, and what they say. */
struct target {
    struct checked *checked;
    struct findings *findings;
    const poise_rule *rule;
    const char *message;
    size_t max;
};

/* An address on the brand's list. Contacts stand in the order of the text. */
static bool is_own(const poise_report *report, size_t begin)
{
    uint32_t low = 0, high = poise_report_count(report, POISE_COUNT_CONTACTS);

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        poise_contact contact = { .size = sizeof contact };
        if (poise_report_contact(report, middle, &contact) != POISE_OK) return false;
        if (contact.where.begin == begin) return contact.own != 0;
        if (contact.where.begin < begin)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static void target_add(void *ctx, size_t begin, size_t end)
{
    const struct target *target = ctx;
    const struct reply *reply = target->checked->reply;
    struct finding *finding;

    if (target->findings->count >= target->max || is_own(target->checked->report, begin)) return;
    finding = findings_add(target->findings, target->checked->source, target->rule->code,
                           reply_extent(reply, (poise_span){ (uint32_t)begin, (uint32_t)end }),
                           reply->name, target->message);
    finding->severity = target->rule->severity;
    finding->hint = target->rule->hint;
}

static struct target target_make(struct checked *checked, const poise_rule *rule,
                                 struct findings *held)
{
    return (struct target){ .checked = checked,
                            .findings = held != NULL ? held : &checked->findings,
                            .rule = rule,
                            .message = rule->message,
                            .max = held != NULL ? HELD_MAX : SIZE_MAX };
}

/* A brace that is missing is so in any file. */
static void placeholders_take(struct template_run *run, struct template *template,
                              struct checked *checked)
{
    const struct passage *passage = &run->passage;
    struct target broken = target_make(checked, &run->misspelt, NULL);

    broken.message = run->language == POISE_LANGUAGE_FR ? "A une accolade en trop ou en moins."
                                                        : "Has a brace too many or too few.";
    for (size_t i = 0; i < passage->placeholder_count; i++) {
        const struct placeholder *found = &passage->placeholders[i];
        if (found->spelling == SPELLING_BRACKET)
            template->houses++;
        else if (found->spelling != SPELLING_COLON)
            template->placeholders++;
        if (found->is_broken)
            target_add(&broken, found->begin, found->end);
        else if (found->name_end > found->name_begin)
            names_add(&template->names, checked->reply, found);
    }
}

static void houses_hold(struct template_run *run, struct template *template,
                        struct checked *checked)
{
    struct target gap = target_make(checked, &run->unfilled, &template->gaps);

    for (size_t i = 0; i < run->passage.count; i++) {
        const struct token *token = &run->passage.tokens[i];
        if (token->kind == TOKEN_HOUSE && !passage_follows(&run->passage, i, 3, WORD_PRESS))
            target_add(&gap, token->begin, token->end);
    }
}

void template_check(struct template_run *run, struct template *template, struct checked *checked)
{
    struct target unfilled = target_make(checked, &run->unfilled, NULL);
    struct target greeted = target_make(checked, &run->leftover, &template->greeted);
    struct target rest;

    passage_read(&run->passage, checked->reply->text, checked->reply->len);
    placeholders_take(run, template, checked);
    unfilled_find(&run->passage, target_add, &unfilled);
    houses_hold(run, template, checked);
    rest = target_make(checked, &run->leftover,
                       template->placeholders + template->houses > 0 ? NULL : &template->rests);
    leftover_find(&run->passage, target_add, &rest);
    template->greetings += greeting_find(&run->passage, target_add, &greeted);
}

/* What was held is let go, or forgotten. */
static void held_end(struct findings *held, struct findings *findings, bool is_wanted)
{
    for (size_t i = 0; is_wanted && i < held->count; i++) {
        findings->items = memory_grow(findings->items, findings->count, &findings->cap,
                                      sizeof *findings->items);
        findings->items[findings->count++] = held->items[i];
    }
    if (is_wanted) held->count = 0;
    findings_release(held);
}

void template_end(const struct template_run *run, struct template *template, struct source *source,
                  struct findings *findings)
{
    names_compare(&template->names, source, &run->misspelt, run->language, findings);
    names_release(&template->names);
    held_end(&template->rests, findings, template->placeholders + template->houses > 0);
    held_end(&template->greeted, findings,
             template->greetings > 0 && template->greetings >= template->greeted.count);
    held_end(&template->gaps, findings, template->placeholders / OTHERS >= template->houses);
}

void template_run_end(struct template_run *run)
{
    passage_end(&run->passage);
}
