/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/media.h"

#include <string.h>

#include "media/file/attach.h"
#include "media/url/canonical.h"
#include "media/lists/carried.h"
#include "media/chars.h"
#include "media/judge.h"
#include "media/kind.h"
#include "media/lists/lists.h"
#include "media/lists/strings.h"
#include "media/scan/scan.h"
#include "media/url/escape.h"
#include "media/url/mailto.h"
#include "media/url/url.h"

/* A link in no region; otherwise POISE__REGION_CODE or POISE__REGION_PLACEHOLDER. */
#define REGION_NONE UINT32_MAX

void poise__media_init(struct poise__media_set *set, const poise_alloc *alloc)
{
    set->alloc = *alloc;
    poise__arena_init(&set->strings, alloc);
    poise__array_init(&set->media, sizeof(struct poise__media));
    poise__array_init(&set->contacts, sizeof(struct poise__contact));
    poise__array_init(&set->carried, sizeof(const char *));
}

void poise__media_release(struct poise__media_set *set)
{
    poise__array_release(&set->media, &set->alloc);
    poise__array_release(&set->contacts, &set->alloc);
    poise__array_release(&set->carried, &set->alloc);
    poise__arena_release(&set->strings);
}

static void media_reset(struct poise__media_set *set)
{
    poise__arena_reset(&set->strings);
    set->media.count = set->contacts.count = set->carried.count = 0;
}

/* ---- Contacts ----------------------------------------------------------------------------- */

/* All that a message goes to, in lower case: no "mailto:", no disguise. */
static char *addresses_of(struct poise__arena *arena, struct poise__slice raw)
{
    static const char scheme[] = "mailto:";
    uint32_t skip = poise__text_has(raw, 0, scheme) ? sizeof scheme - 1 : 0;
    char *out = poise__url_clean(arena, (struct poise__slice){ raw.data + skip, raw.len - skip });

    if (!out) return NULL;
    for (char *c = out; *c; c++) *c = poise__lower(*c);
    return out;
}

/* An address as people write it; with escapes where it holds what they cannot. */
static char *address_value(struct poise__arena *arena, struct poise__slice address)
{
    char *out = poise__arena_take(arena, poise__escape_room(address) + 1);
    bool has_control = false;

    if (!out) return NULL;
    for (size_t i = 0; i < address.len; i++) has_control |= (unsigned char)address.data[i] < ' ';
    memcpy(out, address.data, address.len);
    out[has_control ? poise__escape(out, address.len, true) : address.len] = '\0';
    return out;
}

/* "+33123456789", or the digits alone when no country is named. */
static char *number_value(struct poise__arena *arena, struct poise__slice raw)
{
    char *out = poise__arena_take(arena, raw.len + 2);
    size_t to = 0;

    if (!out) return NULL;
    for (uint32_t at = 0; at < raw.len; at++) {
        if (raw.data[at] == '+' && to == 0)
            out[to++] = '+';
        else if (to > 0 && out[0] == '+' && poise__text_has(raw, at, "(0)"))
            at += 2;
        else if (poise__is_digit((unsigned char)raw.data[at]))
            out[to++] = raw.data[at];
    }
    out[to] = '\0';
    if (to > 10 && out[0] == '0' && out[1] == '0') {
        out[1] = '+';
        return out + 1;
    }
    return out;
}

/* A flagged address or number is reported as a link to it: contacts have no flags. */
static poise_status add_if_flagged(struct poise__media_set *set,
                                   const struct poise__media_input *input,
                                   const struct poise__contact *contact, struct poise__slice value)
{
    const char *scheme = contact->kind == POISE_CONTACT_EMAIL ? "mailto" : "tel";
    struct poise__media media = { .where = contact->where,
                                  .via = POISE_VIA_LINK,
                                  .flags = POISE_MEDIA_FLAGGED };

    if (!poise__lists_flagged_contact(input->lists, contact->kind, value)) return POISE_OK;
    media.target = poise__arena_format(&set->strings, "%s:%.*s", scheme, (int)value.len,
                                       value.data);
    if (!media.target) return POISE_E_NOMEM;
    return poise__array_push(&set->media, &set->alloc, &media);
}

/* Own is what is the brand's wherever it goes; flagged is what goes to anybody flagged. */
static poise_status judge_mail(struct poise__media_set *set, const struct poise__media_input *input,
                               struct poise__slice raw, struct poise__contact *contact)
{
    char *text = addresses_of(&set->strings, raw);
    struct poise__slice address = { text, 0 };
    struct poise__mailto mailto;

    if (!text) return POISE_E_NOMEM;
    poise__mailto_init(&mailto, text);
    while (poise__mailto_next(&mailto, &address)) {
        bool own = poise__lists_own_contact(input->lists, contact->kind, address);
        contact->own = own && (contact->own || !contact->value);
        if (!contact->value) contact->value = address_value(&set->strings, address);
        if (!contact->value) return POISE_E_NOMEM;
        poise_status st = add_if_flagged(set, input, contact, address);
        if (st != POISE_OK) return st;
    }
    if (!contact->value) contact->value = "";
    return POISE_OK;
}

static poise_status judge_number(struct poise__media_set *set,
                                 const struct poise__media_input *input, struct poise__slice raw,
                                 struct poise__contact *contact)
{
    char *text = number_value(&set->strings, raw);

    if (!text) return POISE_E_NOMEM;
    struct poise__slice number = { text, strlen(text) };
    contact->value = text;
    contact->own = poise__lists_own_contact(input->lists, contact->kind, number);
    return add_if_flagged(set, input, contact, number);
}

static poise_status add_contact(struct poise__media_set *set,
                                const struct poise__media_input *input,
                                const struct poise__link *link, struct poise__slice raw,
                                uint32_t region)
{
    bool is_mail = link->shape == POISE__LINK_EMAIL;
    struct poise__contact contact = { .where = link->where,
                                      .kind = is_mail ? POISE_CONTACT_EMAIL : POISE_CONTACT_PHONE };
    poise_status st = is_mail ? judge_mail(set, input, raw, &contact)
                              : judge_number(set, input, raw, &contact);

    if (st != POISE_OK || region != REGION_NONE) return st;
    contact.foreign = !contact.own && poise__lists_vouch(input->lists, contact.kind);
    return poise__array_push(&set->contacts, &set->alloc, &contact);
}

/* ---- Links -------------------------------------------------------------------------------- */

/* Where a link stands decides whether it is one: what a template fills in and names in code are not
 * meant to be clicked. What must never go out is seen anywhere. */
static bool is_meant(const struct poise__media *media, const struct poise__link *link,
                     uint32_t region)
{
    if (media->flags & (POISE_MEDIA_FLAGGED | POISE_MEDIA_CARRIED_OVER)) return true;
    if (link->shape == POISE__LINK_UNLIKELY || region == POISE__REGION_PLACEHOLDER) return false;
    return region != POISE__REGION_CODE || !(media->flags & POISE_MEDIA_MAYBE);
}

static poise_status add_url(struct poise__media_set *set, const struct poise__media_input *input,
                            const struct poise__link *link, struct poise__slice raw,
                            uint32_t region)
{
    const struct poise__judge judge = { &set->strings, input->lists, &set->carried };
    struct poise__media media = { .where = link->where, .flags = link->flags };
    struct poise__url url;
    char *clean = poise__url_clean(&set->strings, raw);

    if (!clean) return POISE_E_NOMEM;
    poise__url_split((struct poise__slice){ clean, strlen(clean) }, &url);
    media.target = clean;
    media.via = link->embed ? POISE_VIA_EMBED : POISE_VIA_LINK;
    if (link->shape == POISE__LINK_DATA) {
        struct poise__slice type = poise__kind_data_type(&url);
        media.via = POISE_VIA_DATA;
        media.type = poise__arena_copy(&set->strings, type.data, type.len);
        if (!media.type) return POISE_E_NOMEM;
    } else {
        media.flags |= poise__url_spelling(raw);
    }
    poise_status st = poise__judge_link(&judge, &url, &media);
    if (st != POISE_OK || !is_meant(&media, link, region)) return st;
    return poise__array_push(&set->media, &set->alloc, &media);
}

/* A bare name is what a link shows when it is all of its words: "[asp.net guide](…)" shows a guide. */
static bool is_shown(const struct poise__text *text, const struct poise__media *media)
{
    const char *bytes = text->origin.data;
    poise_span where = media->where;

    if (!(media->flags & POISE_MEDIA_MAYBE)) return true;
    return where.begin > 0 && strchr("[>|]", bytes[where.begin - 1]) &&
           where.end < text->origin.len && strchr("]<>[", bytes[where.end]);
}

/* Do two links lead to one site? A host and its subdomains are one. */
static poise_status is_same_site(struct poise__arena *strings, const char *a, const char *b,
                                 bool *same)
{
    const char *targets[2] = { a, b };
    struct poise__canonical forms[2];

    for (int i = 0; i < 2; i++) {
        struct poise__url url;
        poise__url_split((struct poise__slice){ targets[i], strlen(targets[i]) }, &url);
        if (!poise__url_canonical(strings, &url, &forms[i])) return POISE_E_NOMEM;
        if (strncmp(forms[i].key, "www.", 4) == 0 && forms[i].host_len > 4) {
            forms[i].key += 4;
            forms[i].host_len -= 4;
        }
    }
    int longer = forms[1].host_len > forms[0].host_len;
    uint32_t extra = forms[longer].host_len - forms[!longer].host_len;
    *same = memcmp(forms[longer].key + extra, forms[!longer].key, forms[!longer].host_len) == 0 &&
            (extra == 0 || forms[longer].key[extra - 1] == '.');
    return POISE_OK;
}

/* Words that name another site than their target is on. */
static poise_status judge_pair(struct poise__media_set *set, const struct poise__media_input *input,
                               struct poise__media *target, const struct poise__media *words)
{
    bool same;

    if (words->kind == POISE_MEDIA_FILENAME_MENTION || words->via == POISE_VIA_EMBED ||
        target->via == POISE_VIA_EMBED || !is_shown(input->text, words))
        return POISE_OK;
    poise_status st = is_same_site(&set->strings, target->target, words->target, &same);
    if (st == POISE_OK && !same) target->flags |= POISE_MEDIA_TEXT_MISMATCH;
    return st;
}

/* The link that was found last against its words in front of it, or as words against the target in
 * front of them. Bounded. */
static poise_status judge_words(struct poise__media_set *set,
                                const struct poise__media_input *input,
                                const struct poise__link *link)
{
    enum { BACK_MAX = 16 };
    struct poise__media *found = set->media.data;
    uint32_t count = set->media.count;
    poise_status st = POISE_OK;

    if (count < 2 || found[count - 1].where.begin != link->where.begin) return POISE_OK;
    struct poise__media *last = &found[count - 1];
    for (uint32_t i = count - 1; i > 0 && count - i <= BACK_MAX && st == POISE_OK; i--) {
        struct poise__media *other = &found[i - 1];
        if (link->words.begin < link->words.end && other->where.begin >= link->words.begin)
            st = judge_pair(set, input, last, other);
        else if (other->where.begin == link->target)
            st = judge_pair(set, input, other, last);
    }
    return st;
}

static poise_status add_file_name(struct poise__media_set *set, const struct poise__link *link,
                                  struct poise__slice raw)
{
    struct poise__media media = { .where = link->where,
                                  .kind = POISE_MEDIA_FILENAME_MENTION,
                                  .via = POISE_VIA_LINK,
                                  .flags = link->flags };

    media.target = poise__arena_copy(&set->strings, raw.data, raw.len);
    if (!media.target) return POISE_E_NOMEM;
    return poise__array_push(&set->media, &set->alloc, &media);
}

/* "evil.zip" is the name of a file, unless it is a host that a list knows. */
static poise_status add_name(struct poise__media_set *set, const struct poise__media_input *input,
                             const struct poise__link *link, struct poise__slice raw,
                             uint32_t region)
{
    struct poise__link as_host = *link;
    uint32_t before = set->media.count;

    as_host.shape = POISE__LINK_UNLIKELY;
    poise_status st = add_url(set, input, &as_host, raw, region);
    if (st != POISE_OK || set->media.count > before || region != REGION_NONE) return st;
    return add_file_name(set, link, raw);
}

static poise_status add_link(struct poise__media_set *set, const struct poise__media_input *input,
                             const struct poise__link *link, uint32_t region)
{
    struct poise__slice raw = { input->text->origin.data + link->where.begin,
                                link->where.end - link->where.begin };

    switch (link->shape) {
    case POISE__LINK_EMAIL:
    case POISE__LINK_PHONE: return add_contact(set, input, link, raw, region);
    case POISE__LINK_FILE: return add_name(set, input, link, raw, region);
    default: break;
    }
    poise_status st = add_url(set, input, link, raw, region);
    return st == POISE_OK ? judge_words(set, input, link) : st;
}

/* ---- The text ----------------------------------------------------------------------------- */

/* The placeholder or code that a link lies in, or REGION_NONE. Regions are sorted by begin, and links
 * come in order, so *next only rises. Only a quote contains other regions; quotes are passed over. */
static uint32_t region_of(const struct poise__text *text, poise_span where, uint32_t *next)
{
    const struct poise__region *regions = text->regions.data;

    for (; *next < text->regions.count; ++*next) {
        const struct poise__region *region = &regions[*next];
        if (region->where.begin > where.begin) break;
        if (region->kind != POISE__REGION_CODE && region->kind != POISE__REGION_PLACEHOLDER)
            continue;
        if (where.begin < region->where.end) return region->kind;
    }
    return REGION_NONE;
}

static poise_status find_in_text(struct poise__media_set *set,
                                 const struct poise__media_input *input)
{
    struct poise__scan scan;
    struct poise__link link;
    uint32_t next = 0;

    poise__scan_init(&scan, input->text->origin);
    while (poise__scan_next(&scan, &link)) {
        uint32_t region = region_of(input->text, link.where, &next);
        poise_status st = add_link(set, input, &link, region);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}

static poise_status find_attached(struct poise__media_set *set,
                                  const struct poise__media_input *input)
{
    for (uint32_t i = 0; i < input->attachment_count; i++) {
        struct poise__media media = { .via = POISE_VIA_ATTACHMENT, .attachment = i };
        poise_status st = poise__attach_judge(&set->strings, &input->attachments[i], input->magic,
                                              &media);
        if (poise__lists_flagged_content(input->lists, &input->attachments[i]))
            media.flags |= POISE_MEDIA_FLAGGED;
        if (st == POISE_OK) st = poise__array_push(&set->media, &set->alloc, &media);
        if (st != POISE_OK) return st;
    }
    return POISE_OK;
}

poise_status poise__media_find(struct poise__media_set *set, const struct poise__media_input *input)
{
    poise_status st;

    media_reset(set);
    st = poise__carried_add(&set->carried, &set->strings, input->reply_to);
    for (uint32_t i = 0; st == POISE_OK && i < input->reported_count; i++) {
        struct poise__slice post = { input->reported[i], strlen(input->reported[i]) };
        st = poise__carried_add(&set->carried, &set->strings, post);
    }
    poise__strings_sort(&set->carried);
    if (st == POISE_OK) st = find_in_text(set, input);
    if (st == POISE_OK) st = find_attached(set, input);
    if (st != POISE_OK) media_reset(set);
    return st;
}
