/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * What is left of a link or an e-mail address once everything that hides it is taken away: the rows
 * of data/obfuscated_targets.tsv. Such spellings have no end, so a share of them must be read right;
 * the floor is only ever raised.
 */
#include "media_find.h"

#include <stdio.h>

#include "obfuscated_targets.h"

enum { FLOOR_PERCENT = 95, ROWS_MIN = 120, FIELD_MAX = 1024 };

static struct finder finder;

struct row {
    char text[FIELD_MAX];
    char target[FIELD_MAX];
};

static size_t put_code_point(unsigned long c, char *out)
{
    size_t extra = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char heads[] = { 0, 0xC0, 0xE0, 0xF0 };

    for (size_t i = extra; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(heads[extra] | c);
    return extra + 1;
}

/* Field and what follows it. The escapes are \u{200B} and \\. */
static const char *read_field(const char *from, const char *end, char *out)
{
    size_t len = 0;

    while (from < end && *from != '\t' && *from != '\n') {
        assert_true(len + 5 < FIELD_MAX);
        if (*from != '\\') {
            out[len++] = *from++;
        } else if (from[1] == '\\') {
            out[len++] = '\\';
            from += 2;
        } else {
            char *brace;

            assert_memory_equal(from, "\\u{", 3);
            len += put_code_point(strtoul(from + 3, &brace, 16), out + len);
            assert_int_equal(*brace, '}');
            from = brace + 1;
        }
    }
    out[len] = '\0';
    assert_true(from < end);
    return from + 1;
}

static bool gives_target(const struct row *row)
{
    find_in(&finder, row->text);
    for (uint32_t i = 0; i < finder.set.media.count; i++)
        if (strcmp(media_at(&finder, i)->target, row->target) == 0) return true;
    for (uint32_t i = 0; i < finder.set.contacts.count; i++)
        if (strcmp(contact_at(&finder, i)->value, row->target) == 0) return true;
    return false;
}

static void print_failure(const struct row *row)
{
    printf("%s\n    want %s\n", row->text, row->target);
    for (uint32_t i = 0; i < finder.set.media.count; i++)
        printf("    have %s\n", media_at(&finder, i)->target);
    for (uint32_t i = 0; i < finder.set.contacts.count; i++)
        printf("    have %s\n", contact_at(&finder, i)->value);
}

static void what_hides_an_address_is_taken_away(void **state)
{
    const char *from = (const char *)obfuscated_targets;
    const char *end = from + sizeof obfuscated_targets;
    static struct row row;
    uint32_t rows = 0, good = 0;

    (void)state;
    while (from < end) {
        if (*from == '#') {
            from = (const char *)memchr(from, '\n', (size_t)(end - from)) + 1;
            continue;
        }
        from = read_field(from, end, row.text);
        assert_int_equal(from[-1], '\t');
        from = read_field(from, end, row.target);
        assert_int_equal(from[-1], '\n');
        rows++;
        if (gives_target(&row))
            good++;
        else
            print_failure(&row);
    }
    printf("%u of %u addresses are cleaned\n", good, rows);
    assert_true(rows >= ROWS_MIN);
    assert_true(good * 100 >= rows * FLOOR_PERCENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_hides_an_address_is_taken_away),
    };

    finder_init(&finder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    finder_release(&finder);
    return failed;
}
