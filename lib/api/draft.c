/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "api/checker.h"
#include "api/structs.h"

#include "base/ascii.h"

#include <string.h>

poise_status poise__strings_check(const char *const *strings, uint32_t count)
{
    if (count && !strings) return POISE_E_ARG;
    for (uint32_t i = 0; i < count; i++)
        if (!strings[i]) return POISE_E_ARG;
    return POISE_OK;
}

static bool pdq_is_fine(const char *pdq)
{
    return !pdq || (strlen(pdq) == POISE__PDQ_DIGITS && poise__is_hex_text(pdq, POISE__PDQ_DIGITS));
}

static poise_status check_attachments(const poise_draft *draft)
{
    for (uint32_t i = 0; i < draft->attachment_count; i++) {
        const poise_attachment *attachment = &draft->attachments[i];
        if (!attachment->data && attachment->data_len) return POISE_E_ARG;
        if (attachment->pdq_quality > POISE__PDQ_QUALITY_MAX || !pdq_is_fine(attachment->pdq))
            return POISE_E_ARG;
        if (attachment->data_len > UINT32_MAX) return POISE_E_TOO_LONG;
    }
    return POISE_OK;
}

static poise_status check_approvals(const poise_approval *approvals, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const poise_approval *approval = &approvals[i];
        if (!approval->by || !approval->digest || approval->verified > 1 ||
            approval->consumed > 1 || approval->reserved ||
            approval->verdict < POISE_VERDICT_APPROVE || approval->verdict > POISE_VERDICT_OVERRIDE)
            return POISE_E_ARG;
        poise_status st = poise__strings_check(approval->rules, approval->rule_count);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}

poise_status poise__approvals_accept(struct poise__arena *arena, const poise_approval *theirs,
                                     uint32_t count, const poise_approval **approvals)
{
    const void *items;
    poise_status st = poise__structs_accept(arena, theirs, count, sizeof **approvals, &items);

    *approvals = items;
    return st == POISE_OK ? check_approvals(items, count) : st;
}

/* Together they may be as long as a text. */
static poise_status check_reported(const poise_draft *draft)
{
    poise_status st = poise__strings_check(draft->reported, draft->reported_count);
    uint64_t len = 0;

    for (uint32_t i = 0; st == POISE_OK && i < draft->reported_count; i++) {
        len += strlen(draft->reported[i]);
        if (len > POISE_TEXT_MAX) st = POISE_E_TOO_LONG;
    }
    return st;
}

/* The caller's template, if there is one, in the layout of today. */
static poise_status accept_template(struct poise__arena *arena, poise_draft *draft)
{
    const void *placeholders;
    poise_template *own;

    if (!draft->template_) return POISE_OK;
    if (!(own = poise__arena_take(arena, sizeof *own))) return POISE_E_NOMEM;
    poise_status st = poise__struct_read(own, sizeof *own, sizeof *own, draft->template_);
    if (st != POISE_OK) return st;
    if (own->text_len > POISE_TEXT_MAX) return POISE_E_TOO_LONG;
    if (!own->text && own->text_len) return POISE_E_ARG;
    st = poise__structs_accept(arena, own->placeholders, own->placeholder_count,
                               sizeof(poise_placeholder), &placeholders);
    own->placeholders = placeholders;
    draft->template_ = own;
    return st;
}

poise_status poise__draft_accept(struct poise__arena *arena, const poise_draft *theirs,
                                 poise_draft *draft)
{
    poise_status st = poise__struct_read(draft, sizeof *draft, sizeof *draft, theirs);
    const void *attachments = NULL;

    if (st != POISE_OK) return st;
    draft->size = sizeof *draft;
    if (draft->text_len > POISE_TEXT_MAX || draft->reply_to_len > POISE_TEXT_MAX)
        return POISE_E_TOO_LONG;
    if ((!draft->text && draft->text_len) || (!draft->reply_to_text && draft->reply_to_len) ||
        draft->language > POISE_LANGUAGE_FR)
        return POISE_E_ARG;
    st = poise__strings_check(draft->editors, draft->editor_count);
    if (st == POISE_OK) st = check_reported(draft);
    if (st == POISE_OK)
        st = poise__structs_accept(arena, draft->attachments, draft->attachment_count,
                                   sizeof(poise_attachment), &attachments);
    if (st == POISE_OK)
        st = poise__approvals_accept(arena, draft->approvals, draft->approval_count,
                                     &draft->approvals);
    if (st == POISE_OK) st = accept_template(arena, draft);
    if (st != POISE_OK) return st;
    draft->attachments = attachments;
    return check_attachments(draft);
}

poise_status poise__draft_hash(const poise_draft *theirs, char *hex,
                               poise_status (*hash)(const poise_draft *, char *))
{
    struct poise__arena arena;
    poise_alloc alloc;
    poise_draft draft;

    if (!theirs || !hex) return POISE_E_ARG;
    poise__alloc_init(&alloc, NULL);
    poise__arena_init(&arena, &alloc);
    poise_status st = poise__draft_accept(&arena, theirs, &draft);
    if (st == POISE_OK) st = hash(&draft, hex);
    poise__arena_release(&arena);
    return st;
}

poise_status poise_draft_digest(const poise_draft *theirs, char *hex)
{
    return poise__draft_hash(theirs, hex, poise__digest_draft);
}
