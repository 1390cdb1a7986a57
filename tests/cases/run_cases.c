/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * run_cases.c: runs a case file through the public C API. Usage: run_cases FILE. A case that fails
 * prints where, and its text with carets under everything that was found.
 */
#include "case_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = { "unknown",   "image",           "video",      "audio",
                                     "document",  "archive",         "executable", "page",
                                     "shortener", "filename_mention" };
static const char *const flags[] = {
    "shortener",      "own",           "flagged",       "carried_over",     "obfuscated",
    "userinfo",       "ip_host",       "mixed_script",  "punycode",         "invisible",
    "redirector",     "maybe",         "mismatch",      "double_extension", "rtl_name",
    "active_content", "trailing_data", "empty",         "backslash",        "too_long",
    "bidi",           "bad_host",      "text_mismatch", "polyglot",         "encrypted",
    "traversal",      "bomb",          "animated",      "location",
};

/* One thing that a report shows, whatever its kind. */
struct item {
    char label[128];
    poise_span where;
    uint32_t attachment; /* index plus one; 0: it stands in the text */
    uint32_t strength;
    uint32_t flags;
};

struct items {
    struct item *data;
    uint32_t count;
};

static struct item *add(struct items *items, const char *prefix, const char *name)
{
    struct item *item = &items->data[items->count++];

    *item = (struct item){ .strength = UINT32_MAX };
    snprintf(item->label, sizeof item->label, "%s%s", prefix, name);
    return item;
}

static void gather_tone(const poise_report *report, struct items *items)
{
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_SIGNALS); i++) {
        poise_signal signal = { .size = sizeof signal };

        poise_report_signal(report, i, &signal);
        struct item *item = add(items, "", signal.code);
        item->where = signal.where;
        item->strength = signal.strength;
    }
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_FINDINGS); i++) {
        poise_finding finding = { .size = sizeof finding };

        poise_report_finding(report, i, &finding);
        struct item *item = add(items, "", finding.code);
        item->where = finding.where;
        item->attachment = finding.attachment;
    }
}

static void gather_media(const poise_report *report, struct items *items)
{
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_MEDIA); i++) {
        poise_media media = { .size = sizeof media };

        poise_report_media(report, i, &media);
        struct item *item = add(items, "media:", kinds[media.kind]);
        item->where = media.where;
        item->attachment = media.via == POISE_VIA_ATTACHMENT ? media.attachment + 1 : 0;
        item->flags = media.flags;
    }
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_CONTACTS); i++) {
        poise_contact contact = { .size = sizeof contact };

        poise_report_contact(report, i, &contact);
        add(items, "contact:", contact.kind == POISE_CONTACT_EMAIL ? "email" : "phone")->where =
            contact.where;
    }
}

static struct items gather(const poise_report *report)
{
    size_t count = 1;

    for (uint32_t what = POISE_COUNT_SIGNALS; what <= POISE_COUNT_CONTACTS; what++)
        count += poise_report_count(report, what);
    struct items items = { .data = calloc(count, sizeof(struct item)) };
    if (!items.data) abort();
    gather_tone(report, &items);
    gather_media(report, &items);
    return items;
}

/* ---- What must hold ------------------------------------------------------------------------ */

static bool label_matches(const char *pattern, const char *label)
{
    size_t len = strlen(pattern);

    if (len && pattern[len - 1] == '*') return strncmp(pattern, label, len - 1) == 0;
    return strcmp(pattern, label) == 0;
}

static bool has_flag(const struct item *item, const char *words)
{
    if (strncmp(words, "flag:", 5) != 0) return false;
    for (uint32_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (strcmp(words + 5, flags[i]) == 0) return item->flags >> i & 1;
    return false;
}

static bool span_holds(const struct fact *fact, const struct items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        const struct item *item = &items->data[i];
        bool bounded = fact->low > 0 || fact->high != UINT32_MAX;

        if (!item->attachment && strcmp(item->label, fact->words) == 0 &&
            item->where.begin == fact->where.begin && item->where.end == fact->where.end &&
            (!bounded || (item->strength >= fact->low && item->strength <= fact->high)))
            return true;
    }
    return false;
}

static bool never_holds(const struct fact *fact, const struct items *items)
{
    for (uint32_t i = 0; i < items->count; i++)
        if (label_matches(fact->words, items->data[i].label)) return false;
    return true;
}

/* attachment: index plus one; 0: links and embedded pictures. */
static bool media_holds(uint32_t attachment, const char *label, const struct items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        const struct item *item = &items->data[i];

        if (item->attachment == attachment &&
            (has_flag(item, label) || (attachment && strcmp(item->label, label) == 0)))
            return true;
    }
    return false;
}

static bool score_holds(const char *axis, const char *operator, unsigned bound,
                        const poise_summary *summary)
{
    uint32_t score = strcmp(axis, "defensive") == 0    ? summary->defensive
                     : strcmp(axis, "insulting") == 0  ? summary->insulting
                     : strcmp(axis, "apologetic") == 0 ? summary->apologetic
                                                       : summary->remedy;

    return strcmp(operator, "<") == 0 ? score < bound : score >= bound;
}

static const char *language_name(uint32_t language)
{
    return language == POISE_LANGUAGE_EN ? "en" : language == POISE_LANGUAGE_FR ? "fr" : "-";
}

/* Whether a `=` line holds; *known is false for one that is no such line. */
static bool equal_holds(const char *words, const struct items *items, const poise_summary *summary,
                        bool *known)
{
    char axis[16], operator[4], label[128];
    unsigned number;

    *known = true;
    if (sscanf(words, "attachment %u %127s", &number, label) == 2)
        return media_holds(number + 1, label, items);
    if (sscanf(words, "link %127s", label) == 1) return media_holds(0, label, items);
    if (sscanf(words, "language %127s", label) == 1)
        return strcmp(label, language_name(summary->language)) == 0;
    *known = sscanf(words, "%15[a-z] %3[<>=] %u", axis, operator, & number) == 3 &&
             (strcmp(operator, "<") == 0 || strcmp(operator, ">=") == 0) &&
             (strcmp(axis, "defensive") == 0 || strcmp(axis, "insulting") == 0 ||
              strcmp(axis, "apologetic") == 0 || strcmp(axis, "remedy") == 0);
    return *known && score_holds(axis, operator, number, summary);
}

static bool fact_holds(const char *path, const struct fact *fact, const struct items *items,
                       const poise_summary *summary)
{
    bool known = true, good;

    if (fact->sign == '^')
        good = span_holds(fact, items);
    else if (fact->sign == '!')
        good = never_holds(fact, items);
    else
        good = equal_holds(fact->words, items, summary, &known);
    if (!known)
        printf("%s:%u: no such expectation: %s\n", path, (unsigned)fact->line, fact->words);
    else if (!good)
        printf("%s:%u: does not hold: %c %s\n", path, (unsigned)fact->line, fact->sign,
               fact->words);
    return good;
}

/* ---- What was found ------------------------------------------------------------------------ */

static uint32_t columns_between(const char *text, uint32_t begin, uint32_t end)
{
    uint32_t n = 0;

    for (; begin < end; begin++) n += ((unsigned char)text[begin] & 0xC0) != 0x80;
    return n;
}

static void draw(const struct test_case *c, const struct items *items, const poise_summary *s)
{
    for (uint32_t l = 0; l < c->line_count; l++) {
        poise_span line = c->lines[l];

        printf("    > %.*s\n", (int)(line.end - line.begin), c->text + line.begin);
        for (uint32_t i = 0; i < items->count; i++) {
            const struct item *item = &items->data[i];
            uint32_t end = item->where.end < line.end ? item->where.end : line.end;

            if (item->attachment || item->where.begin < line.begin || item->where.begin > line.end)
                continue;
            printf("      %*s", (int)columns_between(c->text, line.begin, item->where.begin), "");
            for (uint32_t n = columns_between(c->text, item->where.begin, end) + 1; n-- > 1;)
                putchar('^');
            printf("  %s", item->label);
            if (item->strength != UINT32_MAX) printf(" %u", (unsigned)item->strength);
            putchar('\n');
        }
    }
    for (uint32_t i = 0; i < items->count; i++)
        if (items->data[i].attachment)
            printf("    attachment %u: %s\n", (unsigned)items->data[i].attachment - 1,
                   items->data[i].label);
    printf("    defensive %u insulting %u apologetic %u remedy %u language %s\n\n",
           (unsigned)s->defensive, (unsigned)s->insulting, (unsigned)s->apologetic,
           (unsigned)s->remedy, language_name(s->language));
}

static poise_status judge(const struct test_case *c, poise_report *report)
{
    poise_checker_options options = {
        .size = sizeof options,
        .own = c->own,
        .own_count = c->own_count,
        .flagged = c->flagged,
        .flagged_count = c->flagged_count,
    };
    poise_draft draft = {
        .size = sizeof draft,
        .language = c->language,
        .text = c->text,
        .text_len = c->text_len,
        .attachments = c->attachments,
        .attachment_count = c->attachment_count,
        .reply_to_text = c->reply_to,
        .reply_to_len = c->reply_to_len,
    };
    poise_checker *checker = NULL;
    poise_status st = poise_checker_new(NULL, &options, &checker);

    if (st == POISE_OK) st = poise_check(checker, &draft, report);
    poise_checker_free(checker);
    return st;
}

static bool run(const char *path, const struct test_case *c, poise_report *report)
{
    poise_summary summary = { .size = sizeof summary };
    poise_status st = judge(c, report);
    bool good = true;

    if (st == POISE_OK) st = poise_report_summary(report, &summary);
    if (st != POISE_OK) {
        printf("%s: %s\n", path, poise_status_name(st));
        return false;
    }
    struct items items = gather(report);
    for (uint32_t i = 0; i < c->fact_count; i++)
        good &= fact_holds(path, &c->facts[i], &items, &summary);
    if (!good) draw(c, &items, &summary);
    free(items.data);
    return good;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = malloc(1 << 22);
    size_t len = file && text ? fread(text, 1, (1 << 22) - 1, file) : 0;

    if (!len) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    fclose(file);
    text[len] = '\0';
    return text;
}

int main(int argc, char **argv)
{
    static struct test_case c;
    unsigned count = 0, failed = 0;
    uint32_t line = 1;
    poise_report *report = NULL;

    if (argc != 2 || poise_report_new(NULL, &report) != POISE_OK) return 2;
    char *text = read_file(argv[1]);
    const char *at = text;
    for (; case_next(argv[1], &at, &line, &c); count++) failed += !run(argv[1], &c, report);
    printf("%u cases, %u failed\n", count, failed);
    free(text);
    poise_report_free(report);
    return failed || !count;
}
