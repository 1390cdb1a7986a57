/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "api/checker.h"

#include "policy/template.h"

#include <string.h>

/* ---- Names --------------------------------------------------------------------------------- */

/* A sentence in which a name is what somebody is called, in each language that packs read. */
static const struct calling {
    const char *head, *tail;
    uint32_t language;
} callings[] = {
    { "You are ", ".\n", POISE_LANGUAGE_EN },
    { "Vous êtes ", ".\n", POISE_LANGUAGE_FR },
};

static bool is_name(const poise_placeholder *placeholder)
{
    return placeholder->type == POISE_PLACEHOLDER_NAME;
}

static char *text_add(char *at, const char *text)
{
    size_t len = strlen(text);

    memcpy(at, text, len);
    return at + len;
}

/* What stands side by side is read as one name: "{{first}} {{last}}". */
static char *neighbours_call(char *at, const struct poise__array *values, const char *draft,
                             const struct calling *calling)
{
    enum { GAP_MAX = 3 }; /* bytes of the longest blank */
    const poise_span *items = values->data;

    for (uint32_t begin = 0, end; begin < values->count; begin = end) {
        for (end = begin + 1; end < values->count; end++)
            if (items[end].begin - items[end - 1].end > GAP_MAX) break;
        if (end - begin < 2) continue;
        size_t len = items[end - 1].end - items[begin].begin;
        at = text_add(at, calling->head);
        memcpy(at, draft + items[begin].begin, len);
        at = text_add(at + len, calling->tail);
    }
    return at;
}

/* One such sentence for each name that is filled in, and for those side by side. Errors:
 * POISE_E_NOMEM. */
static poise_status names_call(poise_checker *checker, const poise_draft *draft,
                               const struct calling *calling, struct poise__slice *text)
{
    const poise_template *t = draft->template_;
    size_t around = strlen(calling->head) + strlen(calling->tail);
    size_t size = draft->text_len + checker->values.count / 2 * around + 1;

    for (uint32_t i = 0; i < t->placeholder_count; i++)
        if (is_name(&t->placeholders[i])) size += around + strlen(t->placeholders[i].value);
    char *begin = poise__arena_take(&checker->arena, size), *at = begin;
    if (!begin) return POISE_E_NOMEM;
    for (uint32_t i = 0; i < t->placeholder_count; i++)
        if (is_name(&t->placeholders[i]))
            at = text_add(text_add(text_add(at, calling->head), t->placeholders[i].value),
                          calling->tail);
    at = neighbours_call(at, &checker->values, draft->text, calling);
    *text = (struct poise__slice){ begin, (size_t)(at - begin) };
    return POISE_OK;
}

/* By what cues say: the model is no judge of a sentence that consists of a name. */
static bool is_insult(const struct poise__finding *finding)
{
    return finding->rule >= POISE__RULE_INSULTING_NAME_CALLING &&
           finding->rule <= POISE__RULE_INSULTING_MOCKERY;
}

/*
 * Within a letter an insult may pass for a name, above all one of another language ("Dear Idiot,
 * thank you"); where it is what somebody is called, it does not.
 */
static poise_status names_judge(poise_checker *checker, const poise_draft *draft,
                                struct poise__cover *cover)
{
    struct poise__results results;
    struct poise__slice text;

    for (size_t i = 0; i < sizeof callings / sizeof callings[0]; i++) {
        poise_status st = names_call(checker, draft, &callings[i], &text);
        if (st != POISE_OK) return st;
        const poise_draft said = { .size = sizeof said,
                                   .language = callings[i].language,
                                   .text = text.data,
                                   .text_len = text.len };
        st = poise__checker_look(checker, &said, &results);
        if (st != POISE_OK) return st;
        const struct poise__finding *findings = checker->findings.data;
        for (uint32_t k = 0; k < checker->findings.count; k++)
            if (is_insult(&findings[k])) cover->fault = "fills in a name that is an insult";
    }
    return POISE_OK;
}

/* ---- What a value adds --------------------------------------------------------------------- */

poise_status poise__cover_expect(poise_checker *checker, const poise_draft *draft,
                                 struct poise__cover *cover)
{
    const struct poise__slice text = { draft->text, (size_t)draft->text_len };
    struct poise__results results;
    poise_draft template_ = *draft;

    if ((cover->fault = poise__template_fault(draft->template_))) return POISE_OK;
    poise_status st = poise__template_match(draft->template_, text, &checker->values,
                                            &checker->alloc, &cover->fault);
    if (st == POISE_OK && !cover->fault) st = names_judge(checker, draft, cover);
    if (st != POISE_OK || cover->fault) return st;
    template_.text = draft->template_->text;
    template_.text_len = draft->template_->text_len;
    st = poise__checker_look(checker, &template_, &results);
    if (st != POISE_OK) return st;
    const struct poise__finding *findings = checker->findings.data;
    for (uint32_t i = 0; i < checker->findings.count; i++) cover->findings[findings[i].rule]++;
    cover->media = results.media_count;
    cover->contacts = results.contact_count;
    return poise__digest_template(draft, cover->digest);
}

/* values are in order and apart. */
static bool is_filled(const struct poise__array *values, poise_span where)
{
    const poise_span *items = values->data;
    uint32_t low = 0, high = values->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (items[middle].end <= where.begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < values->count && items[low].begin < where.end;
}

static bool findings_are_new(struct poise__cover *cover, const poise_checker *checker)
{
    const struct poise__finding *findings = checker->findings.data;

    for (uint32_t i = 0; i < checker->findings.count; i++)
        if (cover->findings[findings[i].rule]-- == 0 ||
            (!findings[i].attachment && is_filled(&checker->values, findings[i].where)))
            return true;
    return false;
}

static bool links_are_new(const struct poise__cover *cover, const poise_checker *checker,
                          const struct poise__results *results)
{
    if (results->media_count > cover->media || results->contact_count > cover->contacts)
        return true;
    for (uint32_t i = 0; i < results->media_count; i++)
        if (results->media[i].via != POISE_VIA_ATTACHMENT &&
            is_filled(&checker->values, results->media[i].where))
            return true;
    for (uint32_t i = 0; i < results->contact_count; i++)
        if (is_filled(&checker->values, results->contacts[i].where)) return true;
    return false;
}

void poise__cover_compare(struct poise__cover *cover, const poise_checker *checker,
                          const struct poise__results *results)
{
    if (cover->fault) return;
    if (findings_are_new(cover, checker))
        cover->fault = "lacks a finding that a filled value adds";
    else if (links_are_new(cover, checker, results))
        cover->fault = "lacks a link or contact that a filled value adds";
}

/* ---- The digest ---------------------------------------------------------------------------- */

static poise_status template_hash(const poise_draft *draft, char *hex)
{
    if (!draft->template_ || poise__template_fault(draft->template_)) return POISE_E_ARG;
    return poise__digest_template(draft, hex);
}

poise_status poise_template_digest(const poise_draft *theirs, char *hex)
{
    return poise__draft_hash(theirs, hex, template_hash);
}
