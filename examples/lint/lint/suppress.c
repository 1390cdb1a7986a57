/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "suppress.h"

#include "memory.h"
#include "rule.h"
#include "unicode.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static const char mark[] = "poise-ignore", for_next[] = "poise-ignore-next",
                  for_file[] = "poise-ignore-file";

/* Nobody reads more guesses than this, and each looks at all rules. */
enum { GUESSES = 100 };

/* ---- Reading notes ------------------------------------------------------------------------- */

/* Formats take the word and what was probably meant. */
struct vocabulary {
    const char *unknown;
    const char *nearest;
    const char *own;
    const char *no_rule;
    const char *directive;
    const char *not_first;
    const char *syntax; /* the hint where no rule is at fault, */
    const char *repair; /* and for one that cannot be suppressed */
};

static const struct vocabulary english = {
    .unknown = "Suppresses a rule that does not exist: %.80s.",
    .nearest = "Suppresses a rule that does not exist: %.80s (did you mean %s?).",
    .own = "%.80s cannot be suppressed.",
    .no_rule = "%.80s names no rule to suppress.",
    .directive = "%.80s is neither poise-ignore-next nor poise-ignore-file.",
    .not_first = "%.80s must stand first in its line.",
    .repair = "Take it out, and repair what that rule found.",
    .syntax = "Write \"poise-ignore-next RULE: reason\".",
};

static const struct vocabulary french = {
    .unknown = "Écarte une règle qui n'existe pas : %.80s.",
    .nearest = "Écarte une règle qui n'existe pas : %.80s (vouliez-vous dire %s ?).",
    .own = "%.80s ne peut pas être écartée.",
    .no_rule = "%.80s ne nomme aucune règle à écarter.",
    .directive = "%.80s n'est ni poise-ignore-next ni poise-ignore-file.",
    .not_first = "%.80s doit être le premier mot de sa ligne.",
    .repair = "Retirez-la, et réparez ce que cette règle a trouvé.",
    .syntax = "Écrivez « poise-ignore-next RÈGLE: raison ».",
};

/* A note on the way through its words. */
struct reading {
    struct suppressions *suppressions;
    const struct note *note;
    const struct vocabulary *vocabulary;
    bool is_verbatim; /* the file says it in the same bytes */
    bool has_missed;  /* otherwise: a word was not found */
    size_t from;      /* and where in the file to look for the next */
};

/* Where the file says a word of the note: words are asked for in their order. All of the note when
 * the word is written with escapes, or is the name of a member that is no part of the note. One may
 * be missed so; after a second no more are looked for, which bounds the search. */
static struct extent place_of(struct reading *reading, const char *word, size_t len)
{
    enum { LONGEST = 64 }; /* bounds the search, and no rule is as long */
    const struct note *note = reading->note;
    const char *data = reading->suppressions->source->data;
    size_t at = reading->from;

    if (reading->is_verbatim) {
        at = note->where.begin + (size_t)(word - note->words);
        return (struct extent){ at, at + len };
    }
    while (len < LONGEST && at + len <= note->where.end && memcmp(data + at, word, len) != 0) at++;
    if (len < LONGEST && at + len <= note->where.end) {
        reading->from = at + len;
        return (struct extent){ at, at + len };
    }
    if (reading->has_missed) reading->from = note->where.end;
    reading->has_missed = true;
    return note->where;
}

static struct finding *complain(struct reading *reading, const char *code, struct extent where,
                                const char *message)
{
    struct suppressions *s = reading->suppressions;

    return findings_add_own(s->findings, s->source, code, where, message, s->language);
}

static void complain_of(struct reading *reading, struct extent where, const char *format,
                        const char *word, const char *nearest)
{
    const struct vocabulary *words = reading->vocabulary;
    struct finding *finding;
    char message[512];

    snprintf(message, sizeof message, format, word, nearest);
    finding = complain(reading, RULE_UNKNOWN_RULE, where, message);
    if (format == words->own)
        finding->hint = words->repair;
    else if (format != words->unknown && format != words->nearest)
        finding->hint = words->syntax;
}

/* In covered; SIZE_MAX when it cannot be suppressed, which was then said. */
static size_t rule_read(struct reading *reading, const char *code, struct extent where)
{
    struct suppressions *s = reading->suppressions;
    const struct vocabulary *words = reading->vocabulary;
    const char *nearest = NULL;
    poise_rule rule;

    for (size_t i = 0; i < s->covered_count; i++)
        if (strcmp(s->covered[i].code, code) == 0) return i;
    if (!rule_find(code, s->language, &rule)) {
        if (s->guesses++ < GUESSES) nearest = rule_nearest(code);
        complain_of(reading, where, nearest != NULL ? words->nearest : words->unknown, code,
                    nearest);
        return SIZE_MAX;
    }
    if (rule_is_of_lint(code)) {
        complain_of(reading, where, words->own, code, NULL);
        return SIZE_MAX;
    }
    s->covered = memory_grow(s->covered, s->covered_count, &s->covered_cap, sizeof *s->covered);
    s->covered[s->covered_count] = (struct covered_rule){ .code = rule.code };
    return s->covered_count++;
}

/* The rules of one suppression, with or without commas between. reason is NULL if there is none. */
static void rules_read(struct reading *reading, struct extent list, const char *reason)
{
    static const char between[] = ", \t\r\n";
    struct suppressions *s = reading->suppressions;
    const char *words = reading->note->words;

    for (size_t at = list.begin; at < list.end;) {
        size_t len = strcspn(words + at, between);
        if (len > list.end - at) len = list.end - at;
        if (len > 0) {
            char *code = memory_copy(words + at, len);
            struct extent where = place_of(reading, words + at, len);
            size_t rule = rule_read(reading, code, where);
            free(code);
            if (rule != SIZE_MAX && reason != NULL) {
                s->items = memory_grow(s->items, s->count, &s->cap, sizeof *s->items);
                s->items[s->count++] = (struct suppression){ .where = where,
                                                             .reason = reason,
                                                             .rule = rule };
            }
        }
        at += len + 1;
    }
}

/* An owned copy in one line, without spaces around it; NULL when no letter is in it. */
static char *reason_make(const char *words, size_t len)
{
    struct buffer reason = { 0 };
    bool has_letter = false;

    for (size_t at = 0; at < len;) {
        size_t space = strspn(words + at, " \t\r\n"), used;
        long code;
        if (space > 0) {
            at += space;
            if (reason.len > 0 && at < len) buffer_add(&reason, " ", 1);
            continue;
        }
        used = unicode_next(words + at, len - at, &code);
        if (code >= 0) {
            utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
            if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
                has_letter = true;
        }
        buffer_add(&reason, words + at, used);
        at += used;
    }
    if (has_letter) return reason.data;
    buffer_release(&reason);
    return NULL;
}

static void range_add(struct suppressions *s, const struct note *note, size_t first)
{
    struct suppression_range range = { .reach = note->scope,
                                       .first = first,
                                       .count = s->count - first,
                                       .note = (size_t)(note - s->source->notes),
                                       .is_member = note->is_member,
                                       .waits = !note->is_member };

    s->ranges = memory_grow(s->ranges, s->range_count, &s->range_cap, sizeof *s->ranges);
    s->ranges[s->range_count++] = range;
}

static void file_cover(struct suppressions *s, size_t first)
{
    for (size_t i = first; i < s->count; i++) {
        struct covered_rule *rule = &s->covered[s->items[i].rule];
        if (rule->whole == 0) rule->whole = i + 1;
    }
}

/* What stands behind the directive, up to end; both count within the words. */
static void suppression_read(struct reading *reading, struct extent directive, size_t end,
                             bool is_for_file)
{
    struct suppressions *s = reading->suppressions;
    const char *words = reading->note->words;
    const char *colon = memchr(words + directive.end, ':', end - directive.end);
    size_t stop = colon != NULL ? (size_t)(colon - words) : end, first = s->count;
    char *reason = colon != NULL ? reason_make(colon + 1, end - stop - 1) : NULL;
    struct extent where = place_of(reading, words + directive.begin,
                                   directive.end - directive.begin);

    if (reason == NULL) {
        complain(reading, RULE_NO_REASON, where, NULL);
        /* Without a colon what stands there may be a reason as well as rules. */
        if (colon == NULL) return;
    } else {
        s->reasons = memory_grow(s->reasons, s->reason_count, &s->reason_cap, sizeof *s->reasons);
        s->reasons[s->reason_count++] = reason;
        if (strspn(words + directive.end, ", \t\r\n") >= stop - directive.end)
            complain_of(reading, where, reading->vocabulary->no_rule,
                        is_for_file ? for_file : for_next, NULL);
    }
    rules_read(reading, (struct extent){ directive.end, stop }, reason);
    if (s->count == first) return;
    if (is_for_file)
        file_cover(s, first);
    else
        range_add(s, reading->note, first);
}

/* Whether only spaces, or what a format puts before each line of a comment, stand before it. */
static bool is_first(const char *words, size_t at)
{
    while (at > 0 && strchr(" \t#*", words[at - 1]) != NULL) at--;
    return at == 0 || source_is_break(words[at - 1]);
}

/* Where a suppression ends: at the next that stands first in a line, or with the words. Runs of
 * white space are looked at once for each, and a line holds no two that are first. */
static size_t suppression_end(const char *words, size_t at)
{
    const char *next = words + at;

    while ((next = strstr(next, mark)) != NULL && !is_first(words, (size_t)(next - words))) next++;
    return next != NULL ? (size_t)(next - words) : at + strlen(words + at);
}

/* Returns where to look for the next one. */
static size_t directive_read(struct reading *reading, size_t begin)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    const char *words = reading->note->words;
    size_t len = strspn(words + begin, letters);
    struct extent directive = { begin, begin + len };
    bool is_for_next = len == strlen(for_next) && memcmp(words + begin, for_next, len) == 0;
    bool is_for_file = len == strlen(for_file) && memcmp(words + begin, for_file, len) == 0;
    size_t end = directive.end;

    if (is_first(words, begin) && (is_for_next || is_for_file)) {
        end = suppression_end(words, directive.end);
        suppression_read(reading, directive, end, is_for_file);
    } else {
        char *word = memory_copy(words + begin, len);
        complain_of(reading, place_of(reading, words + begin, len),
                    is_for_next || is_for_file ? reading->vocabulary->not_first
                                               : reading->vocabulary->directive,
                    word, NULL);
        free(word);
    }
    return end;
}

static void note_read(struct suppressions *s, const struct note *note)
{
    size_t len = strlen(note->words);
    struct reading reading = { .suppressions = s,
                               .note = note,
                               .vocabulary = s->language == POISE_LANGUAGE_FR ? &french : &english,
                               .from = note->where.begin };
    const char *at = note->words;

    reading.is_verbatim = len <= note->where.end - note->where.begin &&
                          memcmp(s->source->data + note->where.begin, note->words, len) == 0;
    while ((at = strstr(at, mark)) != NULL)
        at = note->words + directive_read(&reading, (size_t)(at - note->words));
}

/* Outer ranges before inner ones; where all is equal the later first, which leaves the earlier
 * nearest to what they cover. */
static int range_order(const void *left, const void *right)
{
    const struct suppression_range *a = left, *b = right;

    if (a->reach.begin != b->reach.begin) return a->reach.begin < b->reach.begin ? -1 : 1;
    if (a->reach.end != b->reach.end) return a->reach.end > b->reach.end ? -1 : 1;
    return a->first > b->first ? -1 : 1;
}

static void ranges_sort(struct suppressions *s)
{
    size_t count = s->range_count - s->next;

    if (count > 1) qsort(s->ranges + s->next, count, sizeof *s->ranges, range_order);
}

static void notes_read(struct suppressions *s)
{
    if (s->notes_read == s->source->note_count) return;
    while (s->notes_read < s->source->note_count) note_read(s, &s->source->notes[s->notes_read++]);
    ranges_sort(s);
}

/* ---- Covering findings --------------------------------------------------------------------- */

static void range_open(struct suppressions *s, size_t index)
{
    const struct suppression_range *range = &s->ranges[index];

    for (size_t i = range->first + range->count; i-- > range->first;) {
        struct covered_rule *rule = &s->covered[s->items[i].rule];
        s->items[i].outer = rule->inner;
        rule->inner = i + 1;
    }
    s->open = memory_grow(s->open, s->open_count, &s->open_cap, sizeof *s->open);
    s->open[s->open_count++] = index;
}

/* The map around a member may be read to its end long after the member was. */
static size_t range_end(const struct suppressions *s, const struct suppression_range *range)
{
    return range->is_member ? s->source->notes[range->note].scope.end : range->reach.end;
}

/* Ranges are within each other or apart, so the last that was opened is the first to close. */
static void ranges_close(struct suppressions *s, size_t at)
{
    while (s->open_count > 0) {
        const struct suppression_range *range = &s->ranges[s->open[s->open_count - 1]];
        if (range_end(s, range) > at) return;
        s->open_count--;
        for (size_t i = range->first; i < range->first + range->count; i++)
            s->covered[s->items[i].rule].inner = s->items[i].outer;
    }
}

/* Moves on to what begins at a place. Returns the first range that was not reached before. */
static size_t ranges_move(struct suppressions *s, size_t at)
{
    size_t first = s->next;

    ranges_close(s, at);
    for (; s->next < s->range_count && s->ranges[s->next].reach.begin <= at; s->next++)
        if (!s->ranges[s->next].waits && range_end(s, &s->ranges[s->next]) > at)
            range_open(s, s->next);
    return first;
}

static void finding_cover(struct suppressions *s, struct finding *finding)
{
    for (size_t i = 0; i < s->covered_count; i++) {
        const struct covered_rule *rule = &s->covered[i];
        size_t index = rule->inner != 0 ? rule->inner : rule->whole;

        if (index == 0 || strcmp(rule->code, finding->code) != 0) continue;
        finding->reason = s->items[index - 1].reason;
        s->items[index - 1].is_used = true;
    }
}

/* Up to and with the place behind its last character, where a finding may point. */
static struct extent reach_of(const struct reply *reply)
{
    struct extent reach = { reply->begin, reply->begin + 1 };

    if (reply->run_count > 0) {
        const struct run *last = &reply->runs[reply->run_count - 1];
        reach.end = last->from + last->from_len + 1;
    }
    return reach;
}

void suppressions_apply(struct suppressions *s, const struct reply *reply,
                        struct findings *findings)
{
    size_t first;

    notes_read(s);
    if (s->count == 0) return;
    first = ranges_move(s, reply->begin);
    for (size_t i = s->next; i-- > first;) {
        if (!s->ranges[i].waits) continue;
        s->ranges[i].waits = false;
        s->ranges[i].reach = reach_of(reply);
        range_open(s, i);
    }
    for (size_t i = 0; i < findings->count; i++) finding_cover(s, &findings->items[i]);
}

/* Once more from the start: findings about the whole file may stand in any reply. */
static void file_findings_cover(struct suppressions *s)
{
    for (size_t i = 0; i < s->range_count; i++)
        s->ranges[i].reach.end = range_end(s, &s->ranges[i]);
    for (size_t i = 0; i < s->covered_count; i++) s->covered[i].inner = 0;
    s->open_count = 0;
    s->next = 0;
    ranges_sort(s);
    findings_sort(s->findings);
    for (size_t i = 0; i < s->findings->count; i++) {
        ranges_move(s, s->findings->items[i].where.begin);
        finding_cover(s, &s->findings->items[i]);
    }
}

void suppressions_end(struct suppressions *s)
{
    notes_read(s);
    if (s->count == 0) return;
    file_findings_cover(s);
    /* What could not be read may hold what they are for. */
    for (size_t i = 0; i < s->count && s->source->problem_count == 0; i++)
        if (!s->items[i].is_used)
            findings_add_own(s->findings, s->source, RULE_UNUSED, s->items[i].where, NULL,
                             s->language);
}

void suppressions_release(struct suppressions *s)
{
    for (size_t i = 0; i < s->reason_count; i++) free(s->reasons[i]);
    free(s->reasons);
    free(s->items);
    free(s->ranges);
    free(s->open);
    free(s->covered);
    *s = (struct suppressions){ 0 };
}
