/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The names of a file's placeholders, and which of them are misspelt. */
#include "placeholders.h"

#include "memory.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct name {
    enum spelling spelling;
    size_t count;
    char *bytes;
    size_t len;
    struct extent *places; /* the first NAME_PLACES */
    size_t place_count;
    size_t place_cap;
    char *words; /* in small letters without accents, '_' between them */
    size_t words_len;
    char *letters; /* the same without '_' */
};

/* At least so often, and so many times as often, stands what another name is a misspelling of. */
enum { OFTEN = 3, TIMES = 4 };

/* ---- Keeping ------------------------------------------------------------------------------- */

static int name_order(const struct name *name, enum spelling spelling, const char *bytes,
                      size_t len)
{
    int order;

    if (name->spelling != spelling) return name->spelling < spelling ? -1 : 1;
    order = memcmp(name->bytes, bytes, name->len < len ? name->len : len);
    if (order != 0) return order;
    return name->len < len ? -1 : name->len > len;
}

/* "NomClient", "nom-client" and "NOM CLIENT" are the words nom and client. */
static void name_fold(struct name *name)
{
    char *words = memory_resize(NULL, 4 * name->len + 1);
    size_t count = 0, used;
    bool small = false;

    for (size_t at = 0; at < name->len; at += used) {
        char byte = name->bytes[at];
        bool capital = byte >= 'A' && byte <= 'Z';
        used = 1;
        if (strchr("_-. ", byte) != NULL) {
            words[count++] = '_';
        } else {
            if (capital && small) words[count++] = '_';
            used = word_fold_one(name->bytes + at, name->len - at, words, &count);
        }
        small = byte >= 'a' && byte <= 'z';
    }
    words[count] = '\0';
    name->words = words;
    name->words_len = count;
    name->letters = memory_copy(words, count);
    count = 0;
    for (const char *at = words; *at != '\0'; at++)
        if (*at != '_') name->letters[count++] = *at;
    name->letters[count] = '\0';
}

static struct name name_make(enum spelling spelling, const char *bytes, size_t len)
{
    struct name name = { .spelling = spelling, .len = len, .bytes = memory_copy(bytes, len) };

    name_fold(&name);
    return name;
}

static size_t name_find(const struct names *names, enum spelling spelling, const char *bytes,
                        size_t len)
{
    size_t low = 0, high = names->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (name_order(&names->items[middle], spelling, bytes, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void names_add(struct names *names, const struct reply *reply, const struct placeholder *found)
{
    const char *bytes = reply->text + found->name_begin;
    size_t len = found->name_end - found->name_begin;
    size_t at = name_find(names, found->spelling, bytes, len);
    struct name *name;

    if (at == names->count || name_order(&names->items[at], found->spelling, bytes, len) != 0) {
        if (names->count == NAMES_MAX) return;
        names->items = memory_grow(names->items, names->count, &names->cap, sizeof *names->items);
        memmove(names->items + at + 1, names->items + at,
                (names->count - at) * sizeof *names->items);
        names->items[at] = name_make(found->spelling, bytes, len);
        names->count++;
    }
    name = &names->items[at];
    if (name->count++ >= NAME_PLACES) return;
    name->places = memory_grow(name->places, name->place_count, &name->place_cap,
                               sizeof *name->places);
    name->places[name->place_count++] = reply_extent(
        reply, (poise_span){ (uint32_t)found->begin, (uint32_t)found->end });
}

void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free(names->items[i].bytes);
        free(names->items[i].places);
        free(names->items[i].words);
        free(names->items[i].letters);
    }
    free(names->items);
    *names = (struct names){ 0 };
}

/* ---- Comparing ----------------------------------------------------------------------------- */

static bool is_small(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

/* What is left of two names between what they begin and end with alike. */
struct difference {
    const struct name *longer;
    size_t at;
    size_t longer_len;
    size_t shorter_len;
    size_t word_begin; /* of the word of the longer one that it stands in */
    size_t word_end;
};

static struct difference difference_of(const struct name *longer, const struct name *shorter)
{
    struct difference d = { .longer = longer };
    size_t tail = 0;

    while (d.at < shorter->words_len && longer->words[d.at] == shorter->words[d.at]) d.at++;
    while (tail < shorter->words_len - d.at && longer->words[longer->words_len - 1 - tail] ==
                                                   shorter->words[shorter->words_len - 1 - tail])
        tail++;
    d.longer_len = longer->words_len - tail - d.at;
    d.shorter_len = shorter->words_len - tail - d.at;
    d.word_begin = d.at;
    while (d.word_begin > 0 && longer->words[d.word_begin - 1] != '_') d.word_begin--;
    d.word_end = d.at;
    while (d.word_end < longer->words_len && longer->words[d.word_end] != '_') d.word_end++;
    return d;
}

/* Two letters that changed places, or one that moved. Far from each other, or in a short word, that
 * makes another word. */
static bool is_swap(const struct difference *d, const struct name *shorter)
{
    const char *a = d->longer->words + d->at, *b = shorter->words + d->at;
    size_t last = d->longer_len - 1, word_len = d->word_end - d->word_begin;

    if (d->at + last >= d->word_end || word_len < (last == 1 ? 4 : last == 2 ? 5 : 6)) return false;
    if (!is_small(a[0]) || !is_small(b[0])) return false;
    if (a[0] == b[last] && memcmp(a + 1, b, last) == 0) return true;
    if (b[0] == a[last] && memcmp(b + 1, a, last) == 0) return true;
    return a[0] == b[last] && b[0] == a[last] && memcmp(a + 1, b + 1, last - 1) == 0;
}

/* A letter at the end of a word inflects it: orders, cliente, expired. A doubled one does not. */
static bool is_inflection(const struct difference *d, bool rare_is_longer)
{
    const char *letter = d->longer->words + d->at;

    if (d->at + 1 != d->word_end) return false;
    if (d->at > d->word_begin && letter[-1] == letter[0]) return false;
    return strchr(rare_is_longer ? "sxedr" : "sx", letter[0]) != NULL;
}

/* One letter more, less or other. A first letter, or one of a short word, makes another word. */
static bool is_slip(const struct name *rare, const struct name *frequent)
{
    bool rare_is_longer = rare->words_len > frequent->words_len;
    const struct name *longer = rare_is_longer ? rare : frequent;
    const struct name *shorter = rare_is_longer ? frequent : rare;
    struct difference d;
    size_t word_len;

    if (longer->words_len - shorter->words_len > 1 || longer->words_len < 5) return false;
    d = difference_of(longer, shorter);
    word_len = d.word_end - d.word_begin;
    if (d.longer_len == d.shorter_len && d.longer_len > 1) return is_swap(&d, shorter);
    if (d.longer_len != 1 || !is_small(longer->words[d.at])) return false;
    if (d.shorter_len == 1)
        return word_len >= 6 && d.at > d.word_begin && is_small(shorter->words[d.at]);
    if (is_inflection(&d, rare_is_longer)) return false;
    return word_len >= (longer->words_len >= 8 ? 4 : 5) && (d.at > d.word_begin || word_len >= 8);
}

/* Behind a number sign or a currency, {x} looks like another spelling. */
static bool is_any_brace(enum spelling spelling)
{
    return spelling >= SPELLING_BRACE && spelling <= SPELLING_DOLLAR_BRACE;
}

static bool is_misspelling(const struct name *rare, const struct name *frequent)
{
    if (frequent->count < OFTEN || frequent->count / TIMES < rare->count) return false;
    if (rare->spelling == frequent->spelling)
        return strcmp(rare->letters, frequent->letters) == 0 || is_slip(rare, frequent);
    return rare->spelling != SPELLING_COLON && frequent->spelling != SPELLING_COLON &&
           !(is_any_brace(rare->spelling) && is_any_brace(frequent->spelling)) &&
           strlen(rare->letters) >= 3 && strcmp(rare->letters, frequent->letters) == 0;
}

/* The most frequent of those that rare may be meant to be. At most NAMES_MAX are compared with. */
static const struct name *name_meant(const struct names *names, const struct name *rare)
{
    const struct name *meant = NULL;

    for (size_t i = 0; i < names->count; i++) {
        const struct name *other = &names->items[i];
        if ((meant == NULL || other->count > meant->count) && is_misspelling(rare, other))
            meant = other;
    }
    return meant;
}

static char *misspelt_message(const struct name *meant, uint32_t language)
{
    static const char *const around[][2] = {
        [SPELLING_BRACES] = { "{{", "}}" },       [SPELLING_BRACE] = { "{", "}" },
        [SPELLING_HASH_BRACE] = { "#{", "}" },    [SPELLING_DOLLAR_BRACE] = { "${", "}" },
        [SPELLING_PERCENT_BRACE] = { "%{", "}" }, [SPELLING_TAG] = { "{%", "%}" },
        [SPELLING_PERCENT] = { "%", "%" },        [SPELLING_PRINTF] = { "%(", ")s" },
        [SPELLING_DOLLAR] = { "$", "" },          [SPELLING_BRACKETS] = { "[[", "]]" },
        [SPELLING_BRACKET] = { "[", "]" },        [SPELLING_ANGLE] = { "<", ">" },
        [SPELLING_COLON] = { ":", "" },
    };
    const char *format = language == POISE_LANGUAGE_FR
                             ? "S'écrit autrement que « %s%s%s », qui figure %zu fois dans ce "
                               "fichier."
                             : "Is spelt unlike \"%s%s%s\", which this file uses %zu times.";
    size_t size = strlen(format) + meant->len + 64;
    char *message = memory_resize(NULL, size);

    snprintf(message, size, format, around[meant->spelling][0], meant->bytes,
             around[meant->spelling][1], meant->count);
    return message;
}

void names_compare(const struct names *names, struct source *source, const poise_rule *rule,
                   uint32_t language, struct findings *findings)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct name *rare = &names->items[i];
        const struct name *meant = name_meant(names, rare);
        char *message;

        if (meant == NULL) continue;
        message = misspelt_message(meant, language);
        for (size_t place = 0; place < rare->place_count; place++) {
            struct finding *finding = findings_add(findings, source, rule->code,
                                                   rare->places[place], NULL, message);
            finding->severity = rule->severity;
            finding->hint = rule->hint;
        }
        free(message);
    }
}
