/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * phone.c: numbers to call, by the ways in which people group their digits. A number counts when
 * its shape says so: a country code, or the groups that France, the United Kingdom or North America
 * write. A plain run of digits is an order number unless it can be nothing else.
 */
#include "media/scan/scan.h"

#include <string.h>

#include "media/chars.h"

enum {
    DIGITS_MAX = 20,
    GROUPS_MAX = 10,
    BACK_MAX = 32 /* how far a word before the number is looked for */
};

/* A chain of groups of digits. Groups and digits beyond the bounds are counted, not kept. */
struct chain {
    uint32_t end;
    uint32_t count;
    uint32_t groups;
    uint32_t sizes[GROUPS_MAX];
    char digits[DIGITS_MAX];
    bool plus;
    bool parenthesis; /* the first group, or "(0)" after the country code */
    bool slash;
    bool apart; /* some separator stands between groups */
};

/* The bytes of one separator at `at`: a space of any kind, a dot, a hyphen. */
static uint32_t separator_len(struct poise__slice text, uint32_t at)
{
    static const char *const wide[] = { "\xC2\xA0",     "\xE2\x80\xAF", "\xE2\x80\x89",
                                        "\xE2\x80\x91", "\xE2\x80\x90", "\xE2\x80\x93" };

    if (at >= text.len) return 0;
    if (text.data[at] && strchr(" .-/", text.data[at])) return 1;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (poise__text_has(text, at, wide[i])) return (uint32_t)strlen(wide[i]);
    return 0;
}

static bool digit_at(struct poise__slice text, uint32_t at)
{
    return at < text.len && poise__is_digit((unsigned char)text.data[at]);
}

/* A group "(20)" or "20" at `at`; its end, or `at`. */
static uint32_t group_read(struct poise__slice text, uint32_t at, struct chain *chain)
{
    uint32_t i = at, size = 0;
    bool open = at < text.len && text.data[at] == '(';

    if (open) i++;
    while (digit_at(text, i)) {
        if (chain->count < DIGITS_MAX) chain->digits[chain->count] = text.data[i];
        chain->count++;
        size++;
        i++;
    }
    if (size == 0) return at;
    if (open && (i >= text.len || text.data[i] != ')')) {
        chain->count -= size;
        return at;
    }
    if (open) {
        i++;
        chain->parenthesis = true;
        /* "+33 (0)6": the zero is not dialled after the country code. */
        if (chain->plus && size == 1 && chain->digits[chain->count - 1] == '0' &&
            chain->count <= DIGITS_MAX) {
            chain->count--;
            return i;
        }
    }
    if (chain->groups < GROUPS_MAX) chain->sizes[chain->groups] = size;
    chain->groups++;
    return i;
}

static void chain_read(struct poise__slice text, uint32_t at, struct chain *chain)
{
    *chain = (struct chain){ .end = at };
    if (text.data[at] == '+') {
        chain->plus = true;
        at++;
    }
    for (;;) {
        uint32_t end = group_read(text, at, chain);
        if (end == at) return;
        chain->end = at = end;
        uint32_t gap = separator_len(text, at);
        if (gap && text.data[at] == '/') chain->slash = true;
        if (gap == 1 && text.data[at] == ' ' && at + 1 < text.len && text.data[at + 1] == '-' &&
            at + 2 < text.len && text.data[at + 2] == ' ')
            gap = 3;
        at += gap;
        if (at < text.len && text.data[at] == '(' ? !digit_at(text, at + 1) : !digit_at(text, at))
            return;
        if (gap) chain->apart = true;
    }
}

static bool has_groups(const struct chain *chain, const char *sizes)
{
    uint32_t n = (uint32_t)strlen(sizes);

    if (chain->groups != n) return false;
    for (uint32_t i = 0; i < n; i++)
        if (chain->sizes[i] != (uint32_t)(sizes[i] - '0')) return false;
    return true;
}

static bool has_any_groups(const struct chain *chain, const char *const *list)
{
    for (; *list; list++)
        if (has_groups(chain, *list)) return true;
    return false;
}

/* 01 23 45 67 89 and its variants; 0 800 123 456. */
static bool is_french(const struct chain *chain)
{
    static const char *const groups[] = { "22222", "4222", "433", "1333", "1324", "12223",
                                          "13222", "424",  "442", "334",  NULL };

    if (chain->count != 10 || chain->digits[0] != '0' || chain->digits[1] == '0') return false;
    return chain->groups == 1 || has_any_groups(chain, groups);
}

/* 020 7946 0958, 0161 496 0000, 07700 900123; 0800 123 4567. */
static bool is_british(const struct chain *chain)
{
    static const char *const groups[] = {
        "344", "434", "56", "533", "434", "443", "47", "38", NULL
    };

    if (chain->count != 11 || chain->digits[0] != '0' || !strchr("12378", chain->digits[1]))
        return false;
    return (chain->groups == 1 && chain->digits[1] == '7') || has_any_groups(chain, groups);
}

/* (555) 555-0123, 1-800-555-0123. Area and exchange begin with 2 to 9. */
static bool is_american(const struct chain *chain)
{
    uint32_t skip = chain->count == 11 && chain->digits[0] == '1' ? 1 : 0;

    if (chain->count != 10 + skip || !chain->apart) return false;
    if (!has_groups(chain, skip ? "1334" : "334")) return false;
    return chain->digits[skip] >= '2' && chain->digits[skip + 3] >= '2';
}

/* +33 6 12 34 56 78, 0033 6 12 34 56 78. */
static bool is_international(const struct chain *chain)
{
    if (chain->plus) return chain->count >= 8 && chain->count <= 15 && chain->digits[0] != '0';
    return chain->count >= 11 && chain->count <= 17 && memcmp(chain->digits, "00", 2) == 0 &&
           chain->digits[2] != '0' && chain->sizes[0] >= 2;
}

/* The bytes of the listed word that ends at `at`, or 0. */
static uint32_t word_before(struct poise__slice text, uint32_t at, const char *const *words)
{
    for (; *words; words++) {
        uint32_t len = (uint32_t)strlen(*words);
        if (len > at || !poise__text_has(text, at - len, *words)) continue;
        if (at == len || !poise__is_letter((unsigned char)text.data[at - len - 1])) return len;
    }
    return 0;
}

/* The bytes of two or three capitals that end at `at`, as in "flight BA 0123", or 0. */
static uint32_t capitals_before(struct poise__slice text, uint32_t at)
{
    uint32_t len = 0;

    while (len < at && len < 4 && poise__is_upper((unsigned char)text.data[at - len - 1])) len++;
    bool alone = len == at || text.data[at - len - 1] == ' ';
    return alone && (len == 2 || len == 3) ? len : 0;
}

/* Walk back over linking words to one of these ("order number 0123456789"); where it begins, or
 * `at`. */
static uint32_t behind(struct poise__slice text, uint32_t at, const char *const *things,
                       const char *const *links)
{
    uint32_t end = at, floor = at > BACK_MAX ? at - BACK_MAX : 0;

    while (at > floor) {
        uint32_t len = 1;
        if (!memchr(" .:#", text.data[at - 1], 4)) {
            len = word_before(text, at, things);
            if (len > 0) return at - len;
            len = word_before(text, at, links);
            if (len == 0) len = capitals_before(text, at);
            if (len == 0) return end;
        }
        at -= len;
    }
    return end;
}

/* The words before say what else it is. */
static bool is_named_otherwise(struct poise__slice text, uint32_t at)
{
    static const char *const things[] = {
        "order",   "commande",  "dossier", "ref",         "reference",   "référence", "réf",
        "siret",   "siren",     "iban",    "ticket",      "invoice",     "facture",   "tracking",
        "colis",   "case",      "booking", "réservation", "reservation", "rcs",       "isbn",
        "imei",    "vat",       "tva",     "account",     "compte",      "serial",    "série",
        "policy",  "contract",  "contrat", "membership",  "client",      "customer",  "suivi",
        "lot",     "matricule", "flight",  "vol",         "train",       "meter",     "compteur",
        "reads",   "code",      "voucher", "bon",         "parcel",      "item",      "article",
        "seat",    "card",      "carte",   "adhérent",    "member",      "passport",  "passeport",
        "licence", "license",   NULL,
    };
    static const char *const links[] = { "number", "numéro", "no", "n°", "nº", "id", "is",
                                         "est",    "le",     "de", "fr", "gb", NULL };

    return behind(text, at, things, links) < at;
}

/* The words before say that it is to be called: then a short number is one too. "The text 12345" and
 * "le SMS 38080" speak of a thing. */
static bool is_called(struct poise__slice text, uint32_t at)
{
    static const char *const things[] = { "call",         "dial",         "ring",      "phone",
                                          "tel",          "tél",          "telephone", "téléphone",
                                          "fax",          "sms",          "text",      "appelez",
                                          "appeler",      "composez",     "composer",  "whatsapp",
                                          "hotline",      "helpline",     "appelle",   "joignable",
                                          "appelez-nous", "joignez-nous", NULL };
    static const char *const links[] = { "us", "on",   "at",           "number", "numéro", "nous",
                                         "au", "le",   "the",          "is",     "est",    "me",
                                         "to", "free", "gratuitement", NULL };
    static const char *const articles[] = { "the ",  "a ",     "this ", "that ", "le ",
                                            "la ",   "un ",    "une ",  "ce ",   "cet ",
                                            "your ", "votre ", "l'",    "no ",   NULL };
    uint32_t begin = behind(text, at, things, links);

    return begin < at && word_before(text, begin, articles) == 0;
}

/* Shapes that only such words vouch for: 112, 3639, 118 218, 555 0123. Never a date or a time. */
static bool is_callable(const struct chain *chain)
{
    static const char *const dates[] = { "224", "422", "222", "22", "12", "21", "11", NULL };

    if (chain->slash || chain->count < 3 || chain->count > 15) return false;
    if (has_any_groups(chain, dates)) return false;
    return chain->count >= 7 || chain->groups == 1 || has_groups(chain, "33");
}

/* What touches the chain may make it part of something longer. */
static bool stands_alone(struct poise__slice text, uint32_t begin, uint32_t end)
{
    uint32_t len;

    if (begin > 0) {
        unsigned char before = (unsigned char)text.data[begin - 1];
        if (poise__is_letter(before) || poise__is_digit(before)) return false;
        if (before && strchr("#$_-/\\@=&%.,+", before)) return false;
        if (begin > 1 &&
            (poise__text_has(text, begin - 2, "°") || poise__text_has(text, begin - 2, "º") ||
             poise__text_has(text, begin - 2, "£")))
            return false;
        if (begin > 2 && poise__text_has(text, begin - 3, "€")) return false;
    }
    if (end >= text.len) return true;
    unsigned char after = (unsigned char)text.data[end];
    if (after == '_' || after == '%' || after == '$' || after == '@' || after == '=') return false;
    if ((after == ',' || after == '.' || after == ':' || after == '-' || after == '/') &&
        digit_at(text, end + 1))
        return false;
    return poise__char_kind(text, end, &len) != POISE__CHAR_WORD;
}

/* "Parcel 6A 0012 3456": letters and digits in front make it part of a code. */
static bool is_in_code(struct poise__slice text, uint32_t at)
{
    uint32_t begin = at;
    bool letter = false, digit = false;

    if (at == 0 || text.data[at - 1] != ' ') return false;
    for (begin--; begin > 0 && at - begin < 16 && text.data[begin - 1] != ' '; begin--) {
        unsigned char c = (unsigned char)text.data[begin - 1];
        letter |= poise__is_letter(c);
        digit |= poise__is_digit(c);
    }
    return letter && digit;
}

/* "01 02 03 04 05" counts, and nobody has the number; "01 23 45 67 89" is what people make up. */
static bool is_progression(const struct chain *chain)
{
    int pairs[5];

    if (!has_groups(chain, "22222")) return false;
    for (size_t i = 0; i < 5; i++)
        pairs[i] = (chain->digits[2 * i] - '0') * 10 + chain->digits[2 * i + 1] - '0';
    const int step = pairs[1] - pairs[0];
    for (size_t i = 2; i < 5; i++)
        if (pairs[i] - pairs[i - 1] != step) return false;
    return step <= 10;
}

/* A number by its shape alone. */
static bool is_number(struct poise__slice text, uint32_t at, const struct chain *chain)
{
    if (chain->count < 8 || chain->count > 17) return false;
    if (chain->plus || is_in_code(text, at)) return chain->plus && is_international(chain);
    if (is_international(chain)) return !is_named_otherwise(text, at);
    if (!is_french(chain) && !is_british(chain) && !is_american(chain)) return false;
    if (is_progression(chain)) return false;
    return (!chain->slash || chain->groups == 5) && !is_named_otherwise(text, at);
}

uint32_t poise__phone_end(struct poise__slice text, uint32_t at, bool any, uint32_t *end)
{
    struct chain chain;

    *end = at;
    if (at >= text.len) return at;
    chain_read(text, at, &chain);
    *end = chain.end;
    if (chain.count < 3 || chain.groups > GROUPS_MAX) return at;
    if (!stands_alone(text, at, chain.end)) return at;
    if (is_number(text, at, &chain)) return chain.end;
    if (!is_callable(&chain) || !(any || is_called(text, at))) return at;
    return chain.end;
}
