/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * Cases that other projects wrote for their link finders, read from $POISE_SUITES/media. Owners have
 * options that poise lacks, since for it nothing may go out unseen: Twitter links no host without a
 * public suffix, Android no ftp. Such options are laid over what the scan finds (struct owner); the
 * scan itself is the same for all. Suites contradict each other, so each has a floor: what was
 * reached once must be reached again. A floor is only ever raised, and what fails is in
 * tests/cases/media/README.md. Skipped when the variable is unset.
 */
#include "unit.h"

#include <ctype.h>
#include <stdio.h>
#include <strings.h>

#include <jansson.h>

#include "media/scan/scan.h"
#include "media/tables.h"

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

/* ---- What an owner links -------------------------------------------------------------------- */

struct owner {
    const char *suite;
    const char *schemes; /* between spaces; NULL: any */
    bool strict_hosts;   /* labels as RFC 1123 has them */
    bool
        public_suffix; /* and the last one in the list of suffixes, none of the last two with "_" */
    bool no_handles;   /* nothing behind "@", "#" or "$" */
    bool short_links;  /* t.co: letters and digits, at most 40 */
    bool schemeless_none; /* nothing without a scheme */
    bool any_number;      /* digits are a number to call wherever they stand */
};

static const struct owner owners[] = {
    { .suite = "rust-linkify", .strict_hosts = true },
    { .suite = "twitter-text-extract",
      .strict_hosts = true,
      .public_suffix = true,
      .no_handles = true,
      .short_links = true },
    { .suite = "twitter-text-autolink",
      .strict_hosts = true,
      .public_suffix = true,
      .no_handles = true,
      .short_links = true,
      .schemeless_none = true },
    { .suite = "twitter-text-tlds" },
    { .suite = "android-patterns",
      .schemes = " http https rtsp ",
      .strict_hosts = true,
      .any_number = true },
    { .suite = "gfm" },
    { .suite = "hard-cases" },
};

static const struct owner *owner_of(const json_t *row)
{
    for (size_t i = 0; i < sizeof owners / sizeof owners[0]; i++)
        if (strcmp(owners[i].suite, member(row, "suite")) == 0) return &owners[i];
    fail_msg("nobody owns %s", member(row, "suite"));
    return NULL;
}

static bool wants_kind(const json_t *row, const char *kind)
{
    const json_t *kinds = json_object_get(row, "kinds");
    size_t i;
    json_t *value;

    if (!kinds) return strcmp(kind, "phone") != 0;
    json_array_foreach(kinds, i, value)
    {
        if (strcmp(json_string_value(value), kind) == 0) return true;
    }
    return false;
}

/* The bytes of the scheme in front of a link, its colon and slashes left out; 0: none. */
static size_t scheme_len(const char *link, size_t len)
{
    size_t i = 0;

    while (i < len && (isalnum((unsigned char)link[i]) || strchr("+.-", link[i]))) i++;
    if (i == 0 || i == len || link[i] != ':') return 0;
    return i + 2 < len && memcmp(link + i, "://", 3) == 0 ? i
           : strspn(link, "mailtodcsrp") == i             ? i
                                                          : 0;
}

static bool is_listed(const char *list, const char *word, size_t len)
{
    for (const char *at = list; (at = strchr(at, ' ')) && at[1]; at++)
        if (strncasecmp(at + 1, word, len) == 0 && at[1 + len] == ' ') return true;
    return false;
}

/* The host of a link and, in *end, what follows it. */
static const char *host_of(const char *link, const char *limit, const char **end)
{
    const char *host = link, *at;
    size_t scheme = scheme_len(link, (size_t)(limit - link));

    if (scheme > 0) host += scheme + 1 + strspn(link + scheme + 1, "/");
    for (at = host; at < limit && !strchr("/?#", *at); at++)
        if (*at == '@') host = at + 1;
    for (at = host; at < limit && !strchr("/?#:", *at);) at++;
    *end = at;
    return host;
}

static bool label_is_strict(const char *label, size_t len)
{
    bool ascii = true;

    for (size_t i = 0; i < len; i++) ascii &= (unsigned char)label[i] < 0x80;
    if (len == 0 || strchr("-_", label[0]) || strchr("-_", label[len - 1])) return false;
    if (!ascii && len >= 4 && memcmp(label, "xn--", 4) == 0) return false;
    /* In punycode a letter of another script takes more than two bytes. */
    return ascii ? len <= 63 : len <= 90;
}

static bool host_is_fine(const struct owner *owner, const char *host, const char *end)
{
    const char *label = host;
    size_t labels = 0;

    while (end > host && end[-1] == '.') end--;
    for (const char *at = host; at <= end; at++) {
        size_t wide = at + 2 < end &&
                              (!memcmp(at, "\xE3\x80\x82", 3) || !memcmp(at, "\xEF\xBC\x8E", 3))
                          ? 3
                          : 0;
        if (at < end && *at != '.' && !wide) continue;
        if (owner->strict_hosts && !label_is_strict(label, (size_t)(at - label))) return false;
        labels++;
        label = at + (wide ? wide : 1);
        if (wide) at += 2;
    }
    if (!owner->public_suffix) return true;
    const char *dot = end, *before;
    while (dot > host && dot[-1] != '.') dot--;
    for (before = dot > host ? dot - 1 : host; before > host && before[-1] != '.';) before--;
    if (memchr(before, '_', (size_t)(end - before))) return false;
    return labels >= 2 && poise__table_has_tld((struct poise__slice){ dot, (size_t)(end - dot) });
}

/* A short link of Twitter's as far as its own letters go; false when it has too many. */
static bool cut_short_link(const char *text, poise_span *where)
{
    const char *link = text + where->begin, *end = text + where->end, *host_end, *at;
    const char *host = host_of(link, end, &host_end);

    if (host_end - host != 4 || memcmp(host, "t.co", 4) != 0 || host_end == end) return true;
    for (at = host_end + 1; at < end && isalnum((unsigned char)*at);) at++;
    if (at - host_end > 41) return false;
    if (at < end && *at != '?') where->end = (uint32_t)(at - text);
    return true;
}

/* ASCII alone, where the owner says so: a link ends in front of the first other letter. */
static bool cut_to_ascii(const char *text, poise_span *where)
{
    const char *end = text + where->end, *host_end;
    const char *host = host_of(text + where->begin, end, &host_end);

    for (const char *at = host; at < host_end; at++)
        if ((unsigned char)*at >= 0x80) return false;
    for (const char *at = host_end; at < end; at++)
        if ((unsigned char)*at >= 0x80) {
            where->end = (uint32_t)(at - text);
            break;
        }
    return true;
}

/* Would the owner link this? May shorten it. */
static bool owner_links(const json_t *row, const struct owner *owner, const char *text,
                        poise_span *where)
{
    const json_t *opts = json_object_get(row, "opts");
    const char *link = text + where->begin, *end = text + where->end, *host_end;
    size_t scheme = scheme_len(link, (size_t)(end - link));

    if (scheme == 0 &&
        (owner->schemeless_none || json_is_false(json_object_get(opts, "schemeless"))))
        return false;
    if (owner->schemes && scheme > 0 && !is_listed(owner->schemes, link, scheme)) return false;
    /* To them the hyphen is a part of the name, and makes it none. */
    if (owner->strict_hosts && scheme == 0 && where->begin > 0 && link[-1] == '-') return false;
    if (owner->no_handles && where->begin > 0 && strchr("@#$", link[-1])) return false;
    if (json_is_false(json_object_get(opts, "iri")) && !cut_to_ascii(text, where)) return false;
    const char *host = host_of(link, end, &host_end);
    if ((owner->strict_hosts || owner->public_suffix) && host < host_end && *host != '[' &&
        !host_is_fine(owner, host, host_end))
        return false;
    return !owner->short_links || cut_short_link(text, where);
}

/* ---- What we find ------------------------------------------------------------------------------ */

static void find(const json_t *row, struct hits *hits)
{
    const json_t *value = json_object_get(row, "text");
    const char *text = json_string_value(value);
    const struct owner *owner = owner_of(row);
    struct poise__scan scan;
    struct poise__link link;

    hits->count = 0;
    poise__scan_init(&scan, (struct poise__slice){ text, json_string_length(value) });
    scan.any_number = owner->any_number;
    while (poise__scan_next(&scan, &link)) {
        const char *kind = link.shape == POISE__LINK_EMAIL   ? "email"
                           : link.shape == POISE__LINK_PHONE ? "phone"
                                                             : "url";
        if (link.shape == POISE__LINK_FILE || link.shape == POISE__LINK_UNLIKELY) continue;
        if (!wants_kind(row, kind)) continue;
        if (kind[0] == 'u' && !owner_links(row, owner, text, &link.where)) continue;
        assert_true(hits->count < HITS_MAX);
        hits->items[hits->count++] = (struct hit){ link.where, kind };
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

/* What cannot be laid over what is found: mailboxes on hosts without a dot, a rendered page. */
static bool is_foreign(const json_t *row)
{
    return strcmp(member(row, "assert"), "hrefs") == 0 ||
           json_is_false(json_object_get(json_object_get(row, "opts"), "email_domain_dot"));
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
    check_suite("rust-linkify", 321, 180, 87);
}

static void twitter_extraction_holds_its_floor(void **state)
{
    (void)state;
    check_suite("twitter-text-extract-urls", 105, 62, 12);
}

static void twitter_autolinks_hold_their_floor(void **state)
{
    (void)state;
    check_suite("twitter-text-autolink", 88, 67, 9);
}

static void twitter_suffixes_hold_their_floor(void **state)
{
    (void)state;
    check_suite("twitter-text-tlds", 1574, 0, 0);
}

static void android_patterns_hold_their_floor(void **state)
{
    (void)state;
    check_suite("android-patterns", 88, 34, 21);
}

static void gfm_holds_its_floor(void **state)
{
    (void)state;
    check_suite("gfm-links", 8, 3, 3);
}

static void hard_cases_hold_their_floor(void **state)
{
    (void)state;
    check_suite("hard-cases", 52, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linkify_holds_its_floor),
        cmocka_unit_test(twitter_extraction_holds_its_floor),
        cmocka_unit_test(twitter_autolinks_hold_their_floor),
        cmocka_unit_test(twitter_suffixes_hold_their_floor),
        cmocka_unit_test(android_patterns_hold_their_floor),
        cmocka_unit_test(gfm_holds_its_floor),
        cmocka_unit_test(hard_cases_hold_their_floor),
    };
    if (!getenv("POISE_SUITES")) return 77;
    consensus = json_object();
    each_row("_consensus", remember_bucket, NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    json_decref(consensus);
    return failed;
}
