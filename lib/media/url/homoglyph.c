/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/homoglyph.h"

#include <stddef.h>

/* Characters that look like one of a to z, 0 to 9 or the hyphen, in order. */
static const int32_t twins[] = {
#include "host_confusables_table.h"
};

struct reach {
    int32_t first;
    int32_t last;
    uint16_t script;
};

/* In order. */
static const struct reach scripts[] = {
#include "scripts_table.h"
};

/* The numbers that compile_tables.py gives; every other script has a higher one. */
enum {
    SCRIPT_LATIN,
    SCRIPT_HAN,
    SCRIPT_HIRAGANA,
    SCRIPT_KATAKANA,
    SCRIPT_BOPOMOFO,
    SCRIPT_HANGUL,
    SCRIPT_NAMED,
    SCRIPT_NONE = 0xFFFF /* digits, signs, marks: any script's */
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define BIT(script)  (1u << (script))

static bool is_twin(int32_t c)
{
    size_t low = 0, high = COUNT(twins);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (twins[middle] == c) return true;
        if (twins[middle] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static unsigned script_of(int32_t c)
{
    size_t low = 0, high = COUNT(scripts);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > scripts[middle].last)
            low = middle + 1;
        else if (c < scripts[middle].first)
            high = middle;
        else
            return scripts[middle].script;
    }
    return SCRIPT_NONE;
}

/* What the letters of a label are. */
struct label {
    unsigned named; /* bit per script below SCRIPT_NAMED */
    unsigned other; /* a higher one, or SCRIPT_NONE */
    bool is_mixed;  /* more than one higher one */
    bool is_wide;   /* has letters beyond ASCII */
    bool has_twin;
    bool all_twins; /* every character is ASCII or a twin */
};

static struct label label_of(const int32_t *points, uint32_t count)
{
    struct label label = { .other = SCRIPT_NONE, .all_twins = true };

    for (uint32_t i = 0; i < count; i++) {
        unsigned script = script_of(points[i]);
        if (points[i] >= 0x80) {
            bool twin = is_twin(points[i]);
            label.is_wide = true;
            label.has_twin |= twin;
            label.all_twins &= twin;
        }
        if (script < SCRIPT_NAMED) {
            label.named |= BIT(script);
        } else if (script != SCRIPT_NONE) {
            if (label.other != SCRIPT_NONE && label.other != script) label.is_mixed = true;
            label.other = script;
        }
    }
    return label;
}

/* One script, or those that Japanese, Chinese and Korean write together, with Latin. */
static bool is_plain(const struct label *label)
{
    static const unsigned sets[] = { BIT(SCRIPT_LATIN) | BIT(SCRIPT_HAN) | BIT(SCRIPT_HIRAGANA) |
                                         BIT(SCRIPT_KATAKANA),
                                     BIT(SCRIPT_LATIN) | BIT(SCRIPT_HAN) | BIT(SCRIPT_BOPOMOFO),
                                     BIT(SCRIPT_LATIN) | BIT(SCRIPT_HAN) | BIT(SCRIPT_HANGUL) };

    if (label->other != SCRIPT_NONE) return !label->is_mixed && label->named == 0;
    for (size_t i = 0; i < COUNT(sets); i++)
        if ((label->named & ~sets[i]) == 0) return true;
    return false;
}

/* "аррӏе.com", but not a word of twins under a suffix in the same letters. */
static bool is_disguise(const struct label *label, const struct label *suffix)
{
    if (!label->has_twin || !label->all_twins) return false;
    return label->other == SCRIPT_NONE || label->other != suffix->other;
}

bool poise__homoglyph_in(const struct poise__idna *idna)
{
    uint32_t count = idna->count, last;

    if (count > 0 && idna->points[count - 1] == '.') count--;
    for (last = count; last > 0 && idna->points[last - 1] != '.';) last--;
    struct label suffix = label_of(idna->points + last, count - last);
    for (uint32_t at = 0, end; at < count; at = end + 1) {
        end = poise__idna_label_end(idna, at);
        struct label label = label_of(idna->points + at, end - at);
        if (label.is_wide && (!is_plain(&label) || (at < last && is_disguise(&label, &suffix))))
            return true;
    }
    return false;
}
