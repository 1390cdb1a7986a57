/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/name.h"

#include "media/chars.h"
#include "media/scan/spell.h"
#include "media/tables.h"

/* A longer label is no top-level domain, a longer name no host. */
enum { TLD_MAX = 32, HOST_MAX = 255 };

/* An ideographic full stop ends a sentence too: it is a dot between letters of one kind. */
static bool ends_sentence(struct poise__slice text, uint32_t at, uint32_t len)
{
    bool before = at > 0 && (unsigned char)text.data[at - 1] >= 0x80;
    bool after = at + len < text.len && (unsigned char)text.data[at + len] >= 0x80;
    int32_t c = poise__char_decode(text, at, &len);

    return (c == 0x3002 || c == 0xFF61) && before != after;
}

uint32_t poise__name_dot(struct poise__slice text, uint32_t at, uint32_t *flags)
{
    uint32_t len = poise__mark_of(text, at, '.', flags);

    return len > 1 && ends_sentence(text, at, len) ? 0 : len;
}

/* What one label is made of. */
struct label {
    uint32_t begin;
    uint32_t end;
    uint32_t letters; /* characters, hyphens not counted */
    bool wide;        /* not in ASCII alone */
};

/* What one character of a label is: an invisible one ends it unless something visible follows. */
static int label_char(struct poise__slice text, uint32_t at, bool symbols, uint32_t *len)
{
    int kind = poise__char_kind(text, at, len);

    if (kind == POISE__CHAR_PUNCTUATION)
        return text.data[at] == '-' || text.data[at] == '_' ? POISE__CHAR_PUNCTUATION
                                                            : POISE__CHAR_SPACE;
    if (kind == POISE__CHAR_SYMBOL)
        return symbols && (unsigned char)text.data[at] >= 0x80 ? POISE__CHAR_SYMBOL
                                                               : POISE__CHAR_SPACE;
    return kind;
}

/* A suffix of full-width or mathematical letters, as the plain letters that it shows. */
static bool is_tld_in_disguise(struct poise__slice text, const struct label *label)
{
    char plain[TLD_MAX];
    uint32_t count = 0, len;

    for (uint32_t at = label->begin; at < label->end; at += len) {
        int32_t c = poise__char_decode(text, at, &len);
        if (poise__char_is_invisible(c)) continue;
        c = poise__char_plain(c);
        if (c >= 0x80 || count == TLD_MAX) return false;
        plain[count++] = (char)c;
    }
    return count >= 2 && poise__table_has_tld((struct poise__slice){ plain, count });
}

static bool label_is_tld(struct poise__slice text, const struct label *label)
{
    enum { BYTES_MAX = 4 * TLD_MAX };
    uint32_t len = label->end - label->begin;

    if (len > BYTES_MAX || len < 2) return false;
    if (poise__text_has(text, label->begin, "xn--")) return true;
    if (len <= 2 * TLD_MAX &&
        poise__table_has_tld((struct poise__slice){ text.data + label->begin, len }))
        return true;
    return label->wide && is_tld_in_disguise(text, label);
}

/* "example.com" in a text that has no spaces: does the next character begin a word of the text? */
static bool ends_unspaced(struct poise__slice text, uint32_t at, const struct label *label,
                          const struct poise__name *name)
{
    uint32_t len;

    if ((unsigned char)text.data[at] < 0xE0 || name->labels == 0 || label->end == label->begin ||
        (unsigned char)text.data[label->end - 1] >= 0x80)
        return false;
    return poise__char_is_unspaced(poise__char_decode(text, at, &len)) && label_is_tld(text, label);
}

/* Read the label at `at`. Hyphens and invisible characters count only with something behind them.
 * Returns the end of the invisible ones behind the label. */
static uint32_t label_read(struct poise__slice text, uint32_t at, uint32_t limit, bool symbols,
                           struct label *label, struct poise__name *name)
{
    bool hidden = false;
    uint32_t len;

    *label = (struct label){ at, at, 0, false };
    for (; at < limit; at += len) {
        int kind = label_char(text, at, symbols, &len);
        if (kind == POISE__CHAR_SPACE || ends_unspaced(text, at, label, name)) break;
        if (kind == POISE__CHAR_INVISIBLE) {
            if (label->end == label->begin) break;
            hidden = label->wide = true;
            continue;
        }
        if (kind == POISE__CHAR_PUNCTUATION && text.data[at] == '-') continue;
        if (!poise__is_digit((unsigned char)text.data[at])) name->has_letter = true;
        if (kind == POISE__CHAR_SYMBOL) name->has_symbol = true;
        label->letters++;
        label->end = at + len;
        if (len > 1) label->wide = true;
        if (hidden) name->flags |= POISE_MEDIA_INVISIBLE;
        hidden = false;
    }
    return hidden ? at : label->end;
}

static void name_add(struct poise__slice text, struct poise__name *name, const struct label *label,
                     bool *long_before)
{
    if (name->host_end > name->begin && name->host_end == name->end) name->host_next = label->begin;
    name->last = label->begin;
    name->end = label->end;
    name->labels++;
    if (label->letters > name->longest) name->longest = label->letters;
    if (name->labels > 1 && label_is_tld(text, label)) {
        name->host_end = label->end;
        name->host_last = label->begin;
        name->host_labels = name->labels;
        name->long_label = *long_before;
    }
    if (label->letters > 1) *long_before = true;
}

/* Where the next label begins behind a dot at `at`, or 0. */
static uint32_t next_label(struct poise__slice text, uint32_t at, uint32_t limit, bool symbols,
                           uint32_t *flags)
{
    uint32_t dot = at < limit ? poise__name_dot(text, at, flags) : 0, len;

    if (dot == 0) return 0;
    for (at += dot; at < limit; at += len) {
        int kind = poise__char_kind(text, at, &len);
        if (kind == POISE__CHAR_WORD || text.data[at] == '_') return at;
        if (symbols && kind == POISE__CHAR_SYMBOL) return at;
        if (kind != POISE__CHAR_INVISIBLE) return 0;
        *flags |= POISE_MEDIA_INVISIBLE;
    }
    return 0;
}

void poise__name_read(struct poise__slice text, uint32_t at, uint32_t limit, bool symbols,
                      struct poise__name *name)
{
    bool long_before = false;

    *name = (struct poise__name){ .begin = at, .end = at, .last = at, .host_end = at };
    if (at < limit && text.data[at] == '-') return;
    while (at < limit) {
        struct label label;
        uint32_t flags = 0;
        uint32_t behind = label_read(text, at, limit, symbols, &label, name);
        if (label.end == label.begin) return;
        name_add(text, name, &label, &long_before);
        at = next_label(text, behind, limit, symbols, &flags);
        if (at == 0) return;
        if (behind > label.end) flags |= POISE_MEDIA_INVISIBLE;
        name->flags |= flags;
    }
}

bool poise__name_is_plain_suffix(struct poise__slice label)
{
    static const char *const suffixes[] = { "com", "net", "org",  "fr",      "eu", "info", "io",
                                            "biz", "edu", "gov",  "gouv",    "uk", "co",   "ch",
                                            "be",  "ca",  "app",  "dev",     "lu", "ie",   "nl",
                                            "nz",  "au",  "shop", "mobi",    "tv", "fm",   "paris",
                                            "bzh", "ly",  "gg",   "example", NULL };

    for (const char *const *suffix = suffixes; *suffix; suffix++)
        if (poise__slice_is(label, *suffix)) return true;
    return false;
}

/* Letters of a stretch: any capital, any small one. Letters beyond ASCII are not asked. */
static void case_of(struct poise__slice text, uint32_t begin, uint32_t end, bool *upper,
                    bool *lower)
{
    *upper = *lower = false;
    for (uint32_t i = begin; i < end; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (!poise__is_letter(c)) continue;
        if (poise__is_upper(c))
            *upper = true;
        else
            *lower = true;
    }
}

static uint32_t count_digits(struct poise__slice text, uint32_t begin, uint32_t end)
{
    uint32_t count = 0;

    for (; begin < end; begin++) count += poise__is_digit((unsigned char)text.data[begin]);
    return count;
}

/* A sentence that lacks its space ("here.It", "M.Dupont", "AB-2876.NO ROOM"): the suffix has a
 * capital that the rest of the name does not explain. */
static bool looks_glued(struct poise__slice text, const struct poise__name *name)
{
    struct poise__slice suffix = { text.data + name->host_last, name->host_end - name->host_last };
    bool upper, lower, front_upper, front_lower;

    case_of(text, name->host_last, name->host_end, &upper, &lower);
    if (!upper) return false;
    case_of(text, name->begin, name->host_last, &front_upper, &front_lower);
    if (lower || front_lower) return true;
    return count_digits(text, name->begin, name->host_last) >= 3 &&
           !poise__name_is_plain_suffix(suffix);
}

bool poise__name_is_host(struct poise__slice text, const struct poise__name *name, uint32_t *end,
                         bool *certain)
{
    if (name->host_end == name->begin || !name->has_letter) return false;
    if (name->host_end - name->begin > HOST_MAX) return false;
    /* Behind the suffix only another sentence may follow: "site.fr.Merci". */
    if (name->host_end != name->end) {
        if (!poise__is_upper((unsigned char)text.data[name->host_next])) return false;
    }
    if (looks_glued(text, name)) return false;
    /* "Thank you\u263A.me" ends in a smile, "shop\u263A.com" has one in its name. */
    if (name->has_symbol && !poise__name_is_plain_suffix((struct poise__slice){
                                text.data + name->host_last, name->host_end - name->host_last }))
        return false;
    *end = name->host_end;
    *certain = name->host_labels > 2 && name->long_label;
    return true;
}

bool poise__name_is_file(struct poise__slice text, const struct poise__name *name)
{
    const struct poise__extension_row *row;

    if (name->labels < 2 || name->end - name->last > 8) return false;
    if (name->last - name->begin < 2 || text.data[name->last - 1] != '.') return false;
    /* "a lever.Class 4 comes next" */
    bool upper, lower, front_upper, front_lower;
    case_of(text, name->last, name->end, &upper, &lower);
    case_of(text, name->begin, name->last, &front_upper, &front_lower);
    if (upper && lower && !front_upper) return false;
    row = poise__table_extension(
        (struct poise__slice){ text.data + name->last, name->end - name->last });
    return row && row->is_file;
}
