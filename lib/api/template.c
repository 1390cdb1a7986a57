/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "api/checker.h"

#include "policy/template.h"

poise_status poise__cover_expect(poise_checker *checker, const poise_draft *draft,
                                 struct poise__cover *cover)
{
    const struct poise__slice text = { draft->text, (size_t)draft->text_len };
    struct poise__results results;
    poise_draft template_ = *draft;

    if ((cover->fault = poise__template_fault(draft->template_))) return POISE_OK;
    poise_status st = poise__template_match(draft->template_, text, &checker->values,
                                            &checker->alloc, &cover->fault);
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

poise_status poise_template_digest(const poise_draft *theirs, char *hex)
{
    struct poise__arena arena;
    poise_alloc alloc;
    poise_draft draft;

    if (!theirs || !hex) return POISE_E_ARG;
    poise__alloc_init(&alloc, NULL);
    poise__arena_init(&arena, &alloc);
    poise_status st = poise__draft_accept(&arena, theirs, &draft);
    if (st == POISE_OK && (!draft.template_ || poise__template_fault(draft.template_)))
        st = POISE_E_ARG;
    if (st == POISE_OK) st = poise__digest_template(&draft, hex);
    poise__arena_release(&arena);
    return st;
}
