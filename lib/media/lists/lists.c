/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/lists/lists.h"

#include <stdio.h>
#include <string.h>

#include "media/url/address.h"
#include "media/chars.h"
#include "media/lists/content.h"
#include "media/url/host.h"
#include "media/lists/numbers.h"
#include "media/file/pdq.h"
#include "media/lists/places.h"
#include "media/lists/strings.h"

/* Each in the order of its own header. */
struct list {
    struct poise__array places;    /* of struct poise__place */
    struct poise__array addresses; /* strings, as address_read has them */
    struct poise__array numbers;   /* of struct poise__number */
    struct poise__array contents;  /* of struct poise__content */
    struct poise__pdq_list pictures;
};

struct poise__media_lists {
    poise_alloc alloc;
    struct poise__arena strings; /* what the lists point into */
    struct list own;
    struct list flagged;
};

/* ---- Addresses ---------------------------------------------------------------------------- */

/* A mailbox name by RFC 5321 is shorter; a longer address is on no list. */
enum { MAILBOX_MAX = 256, ADDRESS_MAX = MAILBOX_MAX + POISE__HOST_NAME + 2 };

struct address {
    char text
        [ADDRESS_MAX]; /* the mailbox in lower case, at the one spelling of its host; terminated */
    uint32_t host;     /* where that begins */
    bool is_safe;      /* of one "@" and a host that the rules allow */
};

/* False when it is none. A zero byte ends the text, as it ends an address to programs in C; to others
 * it does not, so such an address is not safe. */
static bool address_read(struct poise__slice text, struct address *address)
{
    struct poise__host host;
    size_t sign = text.len;

    while (sign > 0 && text.data[sign - 1] != '@') sign--;
    if (sign < 2 || sign == text.len || sign > MAILBOX_MAX) return false;
    for (size_t i = 0; i < sign; i++) address->text[i] = poise__lower(text.data[i]);
    poise__host_read((struct poise__slice){ text.data + sign, text.len - sign }, &host);
    if (host.len == 0) return false;
    memcpy(address->text + sign, host.name, host.len);
    address->text[sign + host.len] = '\0';
    address->host = (uint32_t)sign;
    address->is_safe = !(host.flags & POISE_MEDIA_BAD_HOST) && !memchr(text.data, '@', sign - 1) &&
                       !memchr(text.data, '\0', sign);
    return true;
}

/* ---- Making ------------------------------------------------------------------------------- */

static void list_init(struct list *list)
{
    poise__array_init(&list->places, sizeof(struct poise__place));
    poise__array_init(&list->addresses, sizeof(const char *));
    poise__array_init(&list->numbers, sizeof(struct poise__number));
    poise__array_init(&list->contents, sizeof(struct poise__content));
    poise__pdq_list_init(&list->pictures);
}

static void list_release(struct list *list, const poise_alloc *alloc)
{
    poise__array_release(&list->places, alloc);
    poise__array_release(&list->addresses, alloc);
    poise__array_release(&list->numbers, alloc);
    poise__array_release(&list->contents, alloc);
    poise__pdq_list_release(&list->pictures, alloc);
}

static void list_sort(struct list *list)
{
    poise__places_sort(&list->places);
    poise__strings_sort(&list->addresses);
    poise__numbers_sort(&list->numbers);
    poise__contents_sort(&list->contents);
}

static poise_status add_place(struct poise__media_lists *lists, struct list *list,
                              struct poise__slice text)
{
    struct poise__canonical canonical;
    struct poise__url url;

    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] <= ' ') return POISE_E_ARG;
    char *clean = poise__url_clean(&lists->strings, text);
    if (!clean) return POISE_E_NOMEM;
    poise__url_split((struct poise__slice){ clean, strlen(clean) }, &url);
    if (!poise__url_canonical(&lists->strings, &url, &canonical)) return POISE_E_NOMEM;
    if (!(canonical.flags & POISE_MEDIA_IP_HOST) &&
        (canonical.host_len == 0 || !memchr(canonical.key, '.', canonical.host_len)))
        return POISE_E_ARG;
    /* It would vouch for nobody. */
    if (list == &lists->own && (canonical.flags & POISE_MEDIA_BAD_HOST)) return POISE_E_ARG;
    struct poise__place place = { canonical.key, canonical.host_len };
    return poise__array_push(&list->places, &lists->alloc, &place);
}

static poise_status add_address(struct poise__media_lists *lists, struct list *list,
                                struct poise__slice text)
{
    struct address address;

    if (!address_read(text, &address)) return POISE_E_ARG;
    const char *copy = poise__arena_copy(&lists->strings, address.text, strlen(address.text));
    if (!copy) return POISE_E_NOMEM;
    return poise__array_push(&list->addresses, &lists->alloc, &copy);
}

static poise_status add_content(struct poise__media_lists *lists, struct poise__slice digits)
{
    struct poise__content content;

    if (!poise__content_parse(digits, &content)) return POISE_E_ARG;
    return poise__array_push(&lists->flagged.contents, &lists->alloc, &content);
}

static poise_status add_picture(struct poise__media_lists *lists, struct poise__slice digits)
{
    struct poise__pdq hash;

    if (!poise__pdq_parse(digits.data, digits.len, &hash)) return POISE_E_ARG;
    return poise__pdq_list_add(&lists->flagged.pictures, &lists->alloc, &hash);
}

/* A prefix names what is behind it: nobody can own bytes. */
static bool cut_prefix(struct poise__slice text, const char *prefix, struct poise__slice *rest)
{
    size_t len = strlen(prefix);

    if (!poise__text_has(text, 0, prefix)) return false;
    *rest = (struct poise__slice){ text.data + len, text.len - len };
    return true;
}

/* "1.2.3.4" and "1.2.3.4/x" are digits and dots, but nothing to call. */
static bool begins_with_address(struct poise__slice text)
{
    char ignored[POISE__ADDRESS_MAX];
    const char *slash = memchr(text.data, '/', text.len);
    struct poise__slice host = { text.data, slash ? (size_t)(slash - text.data) : text.len };

    return memchr(host.data, '.', host.len) && poise__address_write(host, ignored) > 0;
}

static poise_status add_entry(struct poise__media_lists *lists, struct list *list,
                              struct poise__slice text)
{
    bool is_flagged = list == &lists->flagged;
    struct poise__slice digits;
    struct poise__number number;

    if (text.len == 0) return POISE_E_ARG;
    if (is_flagged && cut_prefix(text, "sha256:", &digits)) return add_content(lists, digits);
    if (is_flagged && cut_prefix(text, "pdq:", &digits)) return add_picture(lists, digits);
    if (poise__number_read(text, &number) && !begins_with_address(text))
        return poise__numbers_add(&list->numbers, &lists->alloc, &number);
    if (memchr(text.data, '@', text.len) && !memchr(text.data, '/', text.len))
        return add_address(lists, list, text);
    return add_place(lists, list, text);
}

/* Say which entry is wrong. A long one is cut, between characters. */
static void entry_error(poise_error *error, bool is_flagged, uint32_t index, const char *text)
{
    enum { SHOWN_MAX = 80 };
    size_t len = text ? strlen(text) : 0;

    if (len > SHOWN_MAX)
        for (len = SHOWN_MAX; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;) len--;
    error->input = is_flagged;
    error->offset = index;
    snprintf(error->message, sizeof error->message,
             "%s[%u] \"%.*s\" is no host, URL, e-mail address%s", is_flagged ? "flagged" : "own",
             (unsigned)index, (int)len, text ? text : "",
             is_flagged ? ", phone number, sha256: or pdq: with 64 hexadecimal digits"
                        : " or phone number");
}

static poise_status list_fill(struct poise__media_lists *lists, struct list *list,
                              const char *const *texts, uint32_t count, poise_error *error)
{
    for (uint32_t i = 0; i < count; i++) {
        struct poise__slice text = { texts[i], texts[i] ? strlen(texts[i]) : 0 };
        poise_status st = add_entry(lists, list, text);
        if (st == POISE_E_ARG) entry_error(error, list == &lists->flagged, i, texts[i]);
        if (st != POISE_OK) return st;
    }
    list_sort(list);
    return POISE_OK;
}

poise_status poise__media_lists_new(const poise_alloc *alloc, const poise_checker_options *options,
                                    struct poise__media_lists **out, poise_error *error)
{
    struct poise__media_lists *lists = poise__acquire_zero(alloc, sizeof *lists);
    poise_status st;

    if (!lists) return POISE_E_NOMEM;
    lists->alloc = *alloc;
    poise__arena_init(&lists->strings, alloc);
    list_init(&lists->own);
    list_init(&lists->flagged);
    st = list_fill(lists, &lists->own, options->own, options->own_count, error);
    if (st == POISE_OK)
        st = list_fill(lists, &lists->flagged, options->flagged, options->flagged_count, error);
    if (st != POISE_OK) {
        poise__media_lists_free(lists);
        return st;
    }
    *out = lists;
    return POISE_OK;
}

void poise__media_lists_free(struct poise__media_lists *lists)
{
    if (!lists) return;
    poise_alloc alloc = lists->alloc;
    list_release(&lists->own, &alloc);
    list_release(&lists->flagged, &alloc);
    poise__arena_release(&lists->strings);
    poise__release(&alloc, lists, sizeof *lists);
}

/* ---- Asking ------------------------------------------------------------------------------- */

/* key: of the canonical form, either. */
static bool has_place(const struct list *list, const struct poise__canonical *canonical,
                      const char *key)
{
    const struct poise__place place = { key, canonical->host_len };

    return poise__places_has(&list->places, &place, canonical->flags & POISE_MEDIA_IP_HOST);
}

/* What a registry gives out; browsers let other signs pass, but what is a name to one may be the end
 * of a name to what stands behind it. */
static bool has_plain_host(const struct poise__canonical *canonical)
{
    for (uint32_t i = 0; i < canonical->host_len; i++) {
        unsigned char c = (unsigned char)canonical->key[i];
        if (!poise__is_letter(c) && !poise__is_digit(c) && !strchr("-._[]:", c)) return false;
    }
    return !(canonical->flags & POISE_MEDIA_BAD_HOST);
}

bool poise__lists_own(const struct poise__media_lists *lists,
                      const struct poise__canonical *canonical)
{
    return lists && canonical->is_page && has_plain_host(canonical) &&
           has_place(&lists->own, canonical, canonical->key) &&
           has_place(&lists->own, canonical, canonical->asked);
}

bool poise__lists_flagged(const struct poise__media_lists *lists,
                          const struct poise__canonical *canonical)
{
    return lists && (has_place(&lists->flagged, canonical, canonical->key) ||
                     has_place(&lists->flagged, canonical, canonical->asked));
}

/* The address itself, or all of its host. */
static bool has_mail(const struct list *list, const struct address *address)
{
    char key[POISE__HOST_NAME + 2];
    const char *host = address->text + address->host;
    const struct poise__place place = { key, (uint32_t)strlen(host) };

    if (poise__strings_has(&list->addresses, address->text)) return true;
    memcpy(key, host, place.host_len);
    memcpy(key + place.host_len, "/", 2);
    return poise__places_has(&list->places, &place, host[0] == '[');
}

static bool has_number(const struct list *list, struct poise__slice value)
{
    struct poise__number number;

    return poise__number_read(value, &number) && poise__numbers_has(&list->numbers, &number);
}

bool poise__lists_own_contact(const struct poise__media_lists *lists, uint32_t kind,
                              struct poise__slice value)
{
    struct address address;

    if (!lists) return false;
    if (kind == POISE_CONTACT_PHONE) return has_number(&lists->own, value);
    return address_read(value, &address) && address.is_safe && has_mail(&lists->own, &address);
}

bool poise__lists_flagged_contact(const struct poise__media_lists *lists, uint32_t kind,
                                  struct poise__slice value)
{
    struct address address;

    if (!lists) return false;
    if (kind == POISE_CONTACT_PHONE) return has_number(&lists->flagged, value);
    return address_read(value, &address) && has_mail(&lists->flagged, &address);
}

bool poise__lists_vouch(const struct poise__media_lists *lists, uint32_t kind)
{
    if (!lists) return false;
    if (kind == POISE_CONTACT_PHONE) return lists->own.numbers.count > 0;
    return lists->own.addresses.count > 0 || lists->own.places.count > 0;
}

/* Only a picture with enough to see can be told from another by its hash; nobody said so of quality
 * 0. */
static bool has_picture(const struct list *list, const poise_attachment *attachment)
{
    struct poise__pdq hash;

    return attachment->pdq &&
           (attachment->pdq_quality == 0 || attachment->pdq_quality >= POISE__PDQ_QUALITY_MIN) &&
           poise__pdq_parse(attachment->pdq, strlen(attachment->pdq), &hash) &&
           poise__pdq_list_has(&list->pictures, &hash);
}

bool poise__lists_flagged_content(const struct poise__media_lists *lists,
                                  const poise_attachment *attachment)
{
    if (!lists) return false;
    if (has_picture(&lists->flagged, attachment)) return true;
    return attachment->data &&
           poise__contents_has(&lists->flagged.contents, attachment->data, attachment->data_len);
}
