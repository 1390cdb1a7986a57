/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * Cases that other projects wrote for their link finders, read from $POISE_SUITES/media. Suites
 * contradict each other, so each has a floor: what was reached once must be reached again. A floor
 * is only ever raised. Skipped when the variable is unset.
 */
#include "unit.h"

#include <stdio.h>

#include <jansson.h>

#include "media/media.h"

enum { HITS_MAX = 64 };

struct hit {
    poise_span where;
    const char *kind; /* "url", "email", "phone" */
};

struct hits {
    struct hit items[HITS_MAX];
    size_t count;
};

struct tally {
    size_t passed, all, all_passed, majority, majority_passed, total;
};

static json_t *consensus; /* "suite id" to bucket */
static struct poise__media_set set;

static const char *path_of(const char *name)
{
    static char path[1024];

    snprintf(path, sizeof path, "%s/media/%s.jsonl", getenv("POISE_SUITES"), name);
    return path;
}

static const char *member(const json_t *row, const char *key)
{
    const char *text = json_string_value(json_object_get(row, key));

    return text ? text : "";
}

/* Call back for each line of a file. */
static void each_row(const char *name, void (*row_fn)(const json_t *row, void *ctx), void *ctx)
{
    FILE *file = fopen(path_of(name), "rb");
    char *line = malloc(1 << 20);

    assert_non_null(file);
    assert_non_null(line);
    while (fgets(line, 1 << 20, file)) {
        json_t *row = json_loads(line, JSON_ALLOW_NUL, NULL);
        assert_non_null(row);
        row_fn(row, ctx);
        json_decref(row);
    }
    free(line);
    fclose(file);
}

static void remember_bucket(const json_t *row, void *ctx)
{
    char key[256];

    (void)ctx;
    snprintf(key, sizeof key, "%s %s", member(row, "suite"), member(row, "id"));
    json_object_set(consensus, key, json_object_get(row, "bucket"));
}

static const char *bucket_of(const json_t *row)
{
    char key[256];

    snprintf(key, sizeof key, "%s %s", member(row, "suite"), member(row, "id"));
    const char *bucket = json_string_value(json_object_get(consensus, key));
    return bucket ? bucket : "";
}

/* ---- What we find, as the suite's owner would count it ----------------------------------------- */

static bool wants_kind(const json_t *row, const char *kind)
{
    const json_t *kinds = json_object_get(row, "kinds");
    size_t i;
    json_t *value;

    if (!kinds) return true;
    json_array_foreach(kinds, i,
                       value) if (strcmp(json_string_value(value), kind) == 0) return true;
    return false;
}

static bool has_scheme(const char *text, poise_span where)
{
    uint32_t i = where.begin;

    while (i < where.end && ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z')) i++;
    return i < where.end && text[i] == ':';
}

static void hits_add(struct hits *hits, poise_span where, const char *kind)
{
    size_t i = hits->count++;

    assert_true(i < HITS_MAX);
    for (; i > 0 && hits->items[i - 1].where.begin > where.begin; i--)
        hits->items[i] = hits->items[i - 1];
    hits->items[i] = (struct hit){ where, kind };
}

static void find(const json_t *row, struct hits *hits)
{
    const json_t *value = json_object_get(row, "text");
    struct poise__text text = { .origin = { json_string_value(value), json_string_length(value) } };
    struct poise__media_input input = { .text = &text };
    bool schemeless = !json_is_false(json_object_get(json_object_get(row, "opts"), "schemeless"));
    /* This suite's autolinker wants a scheme, its extractor does not. */
    if (strcmp(member(row, "suite"), "twitter-text-autolink") == 0) schemeless = false;

    hits->count = 0;
    assert_int_equal(poise__media_find(&set, &input), POISE_OK);
    for (uint32_t i = 0; i < set.media.count; i++) {
        const struct poise__media *media = &((struct poise__media *)set.media.data)[i];
        if (media->kind == POISE_MEDIA_FILENAME_MENTION || !wants_kind(row, "url")) continue;
        if (!schemeless && !has_scheme(text.origin.data, media->where)) continue;
        hits_add(hits, media->where, "url");
    }
    for (uint32_t i = 0; i < set.contacts.count; i++) {
        const struct poise__contact *contact = &((struct poise__contact *)set.contacts.data)[i];
        const char *kind = contact->kind == POISE_CONTACT_EMAIL ? "email" : "phone";
        if (json_object_get(row, "kinds") ? wants_kind(row, kind)
                                          : contact->kind == POISE_CONTACT_EMAIL)
            hits_add(hits, contact->where, kind);
    }
}

/* ---- Judging ------------------------------------------------------------------------------ */

static bool equals(const json_t *row, const struct hits *hits)
{
    const json_t *want = json_object_get(row, "want");
    const char *text = member(row, "text");
    size_t i;
    json_t *item;

    if (json_array_size(want) != hits->count) return false;
    json_array_foreach(want, i, item)
    {
        const char *value = member(item, "value");
        poise_span where = hits->items[i].where;
        if (strlen(value) != where.end - where.begin) return false;
        if (memcmp(value, text + where.begin, strlen(value)) != 0) return false;
    }
    return true;
}

static bool covers_whole(const json_t *row, const struct hits *hits)
{
    size_t len = json_string_length(json_object_get(row, "text"));

    return hits->count == 1 && hits->items[0].where.begin == 0 && hits->items[0].where.end == len;
}

static bool passes(const json_t *row)
{
    const char *how = member(row, "assert");
    struct hits hits;

    find(row, &hits);
    if (strcmp(how, "equal") == 0) return equals(row, &hits);
    if (strcmp(how, "none") == 0) return hits.count == 0;
    if (strcmp(how, "any") == 0) return hits.count > 0;
    if (strcmp(how, "not_whole") == 0) return !covers_whole(row, &hits);
    fail_msg("no such assertion: %s", how);
    return false;
}

/* Options of the owner's that poise does not have: ASCII alone, mailboxes on hosts without a dot. */
static bool is_foreign(const json_t *row)
{
    const json_t *opts = json_object_get(row, "opts");

    return json_is_false(json_object_get(opts, "iri")) ||
           json_is_false(json_object_get(opts, "email_domain_dot"));
}

static void judge(const json_t *row, void *ctx)
{
    struct tally *tally = ctx;
    if (is_foreign(row)) return;
    const char *bucket = bucket_of(row);
    bool passed = passes(row);

    tally->total++;
    tally->passed += passed;
    if (strcmp(bucket, "all") == 0) {
        tally->all++;
        tally->all_passed += passed;
    } else if (strcmp(bucket, "majority") == 0) {
        tally->majority++;
        tally->majority_passed += passed;
    }
    if (!passed) printf("  %-8s %s %s\n", bucket, member(row, "suite"), member(row, "id"));
}

/* At least so many cases pass: of the whole suite, and of those that every finder or most pass. */
static void check_suite(const char *name, size_t floor, size_t all_floor, size_t majority_floor)
{
    struct tally tally = { 0 };

    each_row(name, judge, &tally);
    printf("%-28s %zu of %zu; all %zu of %zu; majority %zu of %zu\n", name, tally.passed,
           tally.total, tally.all_passed, tally.all, tally.majority_passed, tally.majority);
    assert_true(tally.passed >= floor);
    assert_true(tally.all_passed >= all_floor);
    assert_true(tally.majority_passed >= majority_floor);
}

static void linkify_holds_its_floor(void **state)
{
    (void)state;
    check_suite("rust-linkify", 289, 180, 87);
}

static void twitter_extraction_holds_its_floor(void **state)
{
    (void)state;
    check_suite("twitter-text-extract-urls", 78, 62, 12);
}

static void twitter_autolinks_hold_their_floor(void **state)
{
    (void)state;
    check_suite("twitter-text-autolink", 78, 67, 9);
}

static void android_patterns_hold_their_floor(void **state)
{
    (void)state;
    check_suite("android-patterns", 75, 34, 21);
}

static void hard_cases_hold_their_floor(void **state)
{
    (void)state;
    check_suite("hard-cases", 47, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linkify_holds_its_floor),
        cmocka_unit_test(twitter_extraction_holds_its_floor),
        cmocka_unit_test(twitter_autolinks_hold_their_floor),
        cmocka_unit_test(android_patterns_hold_their_floor),
        cmocka_unit_test(hard_cases_hold_their_floor),
    };
    poise_alloc alloc;

    if (!getenv("POISE_SUITES")) return 77;
    poise__alloc_init(&alloc, NULL);
    poise__media_init(&set, &alloc);
    consensus = json_object();
    each_row("_consensus", remember_bucket, NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    json_decref(consensus);
    poise__media_release(&set);
    return failed;
}
