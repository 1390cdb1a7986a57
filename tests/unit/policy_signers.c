/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "sign_unit.h"

#include "../oom/failing_alloc.h"

#define RSA "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQE="

static char file[1 << 16];

/* A file in which %K and %L are two keys. */
static const char *with_keys(const char *text)
{
    const struct pair one = pair_of(1), two = pair_of(2);
    size_t len = 0;

    for (; *text; text++) {
        const bool key = text[0] == '%' && (text[1] == 'K' || text[1] == 'L');
        const char *piece = key ? key_line(text[1] == 'K' ? one.public : two.public) : text;
        const size_t size = key ? strlen(piece) : 1;
        assert_true(len + size < sizeof file);
        memcpy(file + len, piece, size);
        len += size;
        text += key;
    }
    file[len] = '\0';
    return file;
}

/* What stands against the first key's signing for "poise"; the file can be read. */
static const char *refused_at(const char *allowed, const char *principal, int64_t at)
{
    const struct pair one = pair_of(1);
    const struct poise__signing signing = { one.public, text_slice(principal), SLICE("poise"), at };
    struct poise__signers signers;
    poise_error error = { .size = sizeof error };

    if (signers_of(&signers, with_keys(allowed), "", &error) != POISE_OK)
        fail_msg("%s: %u:%u: %s", allowed, error.line, error.column, error.message);
    int64_t before;
    const char *why = poise__signers_refuse(&signers, &signing, &before);
    poise__signers_release(&signers);
    return why;
}

static const char *refused(const char *allowed)
{
    return refused_at(allowed, "ana", 1767225600);
}

#define assert_text(got, expected)                                                                 \
    do {                                                                                           \
        const char *got_ = (got);                                                                  \
        assert_non_null(got_);                                                                     \
        assert_string_equal(got_, expected);                                                       \
    } while (0)

static const char nobody[] = "its key is none of this person's";

/* ---- Names --------------------------------------------------------------------------------- */

static void lines_that_name_the_person(void **state)
{
    static const char *const lines[] = {
        "ana %K",
        "ana %K\n",
        "\tana\t %K comment # more\r\n",
        "\"ana\" %K",
        "bo,ana %K",
        "\"bo,ana\" \t%K",
        "*na %K",
        "a*a %K",
        "an* %K",
        "a?a %K",
        "* %K",
        "*a*n*a* %K",
        "**a** %K",
        "!bo,* %K",
        "ana, %K",
        ",ana %K",
        "# c\n\nana %K",
        "x %K\nana %K\nx %K",
        "!ana,* %K\nana %K",
        "ana %L\nana %K",
        "ana " RSA "\nana %K",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const char *why = refused(lines[i]);
        if (why) fail_msg("%s: %s", lines[i], why);
    }
    assert_null(refused_at("\"ana b\" %K", "ana b", 1));
}

static void lines_that_do_not(void **state)
{
    static const char *const lines[] = {
        "",          "# ana %K",    "bo %K",      "ana %L",      "ANA %K",   "an %K",
        "anaa %K",   "a? %K",       "????, %K",   "*b %K",       "an*b %K",  "!ana %K",
        "!ana,* %K", "*,!a* %K",    "!bo %K",     "! %K",        ", %K",     "*x* %K",
        "a*b*a %K",  "\n \n\t\r\n", ("ana " RSA), "\"ana \" %K", "ana*? %K",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        assert_text(refused(lines[i]), nobody);
}

/* A pattern that makes a careless matcher try every way to cut a text up. */
static void a_hostile_pattern_costs_a_product(void **state)
{
    static char line[60001 + 128];
    char name[POISE__PRINCIPAL_MAX + 1];

    (void)state;
    for (size_t i = 0; i < 60000; i += 2) memcpy(line + i, "*a", 2);
    memset(name, 'a', POISE__PRINCIPAL_MAX);
    name[POISE__PRINCIPAL_MAX] = '\0';
    memcpy(line + 60000, "b %K", 5);
    assert_text(refused_at(line, name, 1), nobody);
    memcpy(line + 400, " %K", 4);
    assert_null(refused_at(line, name, 1));
}

/* ---- Options ------------------------------------------------------------------------------- */

static void options_are_heeded(void **state)
{
    static const char not_here[] = "its key may not sign in this namespace";
    static const char authority[] = "its key may sign certificates only";

    (void)state;
    assert_null(refused("ana namespaces=\"poise\" %K"));
    assert_null(refused("ana NameSpaces=\"file,po*\" %K"));
    assert_null(refused("ana namespaces=\"a\\b,poise\" %K"));
    assert_null(refused("ana namespaces=\"poise\",valid-after=\"20250101\",valid-before="
                        "\"20270101\" %K"));
    assert_text(refused("ana namespaces=\"file\" %K"), not_here);
    assert_text(refused("ana namespaces=\"!poise,*\" %K"), not_here);
    assert_text(refused("ana namespaces=\"\" %K"), not_here);
    assert_text(refused("ana namespaces=\"Poise\" %K"), not_here);
    assert_text(refused("ana cert-authority %K"), authority);
    assert_text(refused("ana Cert-Authority,namespaces=\"poise\" %K"), authority);
    assert_null(refused("ana cert-authority %K\nana %K"));
    assert_null(refused("ana %K\nana cert-authority %K"));
    /* The reason is that of the line which comes nearest, whatever the order. */
    assert_text(refused("bo %K\nana namespaces=\"file\" %K\nana cert-authority %K"), not_here);
    assert_text(refused("ana cert-authority %K\nana namespaces=\"file\" %K\nbo %K"), not_here);
}

static void a_key_lives_from_its_first_second_to_its_last(void **state)
{
    static const char early[] = "its key was not valid yet", late[] = "its key had expired";
    static const char line[] = "ana valid-after=\"20260101\",valid-before=\"202601020304Z\" %K";
    const int64_t first = 1767225600, last = first + 86400 + 3 * 3600 + 4 * 60;

    (void)state;
    assert_text(refused_at(line, "ana", first - 1), early);
    assert_null(refused_at(line, "ana", first));
    assert_null(refused_at(line, "ana", last));
    assert_text(refused_at(line, "ana", last + 1), late);
    assert_null(refused_at("ana valid-after=\"20260101000001z\" %K", "ana", first + 1));
    assert_text(refused_at("ana valid-after=\"20260101000001z\" %K", "ana", first), early);
    assert_null(refused_at("ana valid-before=\"20260101\" %K", "ana", INT64_MIN));
    assert_null(refused_at("ana valid-after=\"20260101\" %K", "ana", INT64_MAX));
    assert_null(refused_at("ana valid-after=\"19700101000001\" %K", "ana", 1));
    assert_text(refused_at("ana valid-before=\"20250101\" %K\nana valid-after=\"20270101\" %K",
                           "ana", first),
                late);
}

/* ---- What cannot be read ------------------------------------------------------------------- */

static void assert_unread(const char *allowed, uint32_t line, uint32_t column, const char *start)
{
    struct poise__signers signers;
    poise_error error = { .size = sizeof error };
    const poise_status st = signers_of(&signers, with_keys(allowed), "", &error);

    poise__signers_release(&signers);
    if (st != POISE_E_SIGNATURE || error.status != st || error.line != line ||
        error.column != column || strncmp(error.message, start, strlen(start)) != 0)
        fail_msg("%s: status %d at %u:%u: %s", allowed, (int)st, error.line, error.column,
                 error.message);
    /* Nobody has to want the error. */
    assert_int_equal(signers_of(&signers, with_keys(allowed), "", NULL), POISE_E_SIGNATURE);
    poise__signers_release(&signers);
}

static void a_line_that_cannot_be_read_is_named(void **state)
{
    static const char unknown[] = "neither a kind of key nor a known option: namespaces, ";
    static const char missing[] = "a public key must stand here";
    static const char no_time[] = "this is no time";

    (void)state;
    assert_unread("ana", 1, 4, missing);
    assert_unread("# c\r\n\nana %K\n  ana  \n", 4, 8, missing);
    assert_unread("ana namespaces=\"x\"", 1, 19, missing);
    assert_unread("ana namespaces=\"x\" garbage", 1, 20, missing);
    assert_unread("ana namespaces=\"x\" ,valid-after=\"20200101\" %K", 1, 20, missing);
    assert_unread("é octopus %K", 1, 3, unknown);
    assert_unread("ana garbage", 1, 5, unknown);
    assert_unread("ana ,namespaces=\"x\" %K", 1, 5, unknown);
    assert_unread("ana namespaces=\"x\", %K", 1, 20, unknown);
    assert_unread("ana namespacez=\"x\" %K", 1, 5, unknown);
    assert_unread("ana namespace=\"x\" %K", 1, 5, unknown);
    assert_unread("ana cert_authority %K", 1, 5, unknown);
    assert_unread("ana cert-authority=\"x\" %K", 1, 19, "a comma or a blank");
    assert_unread("ana namespaces=\"x\"valid-after=\"20200101\" %K", 1, 19, "a comma or a blank");
    assert_unread("ana cert-authority,cert-authority %K", 1, 20, "this option is said twice");
    assert_unread("ana namespaces=\"a\",NAMESPACES=\"b\" %K", 1, 20, "this option is said twice");
    assert_unread("ana namespaces", 1, 15, "this option needs");
    assert_unread("ana namespaces %K", 1, 15, "this option needs");
    assert_unread("ana namespaces=", 1, 15, "this option needs");
    assert_unread("ana namespaces=poise %K", 1, 15, "this option needs");
    assert_unread("ana namespaces=\"poise %K", 1, 16, "this quotation mark");
    assert_unread("ana namespaces=\"a\\\"b\" %K", 1, 18, "a quotation mark in a namespace");
    assert_unread("ana valid-after=\"\" %K", 1, 18, no_time);
    assert_unread("ana valid-after=\"2020010\" %K", 1, 18, no_time);
    assert_unread("ana valid-after=\"2020010112\" %K", 1, 18, no_time);
    assert_unread("ana valid-after=\"202001011200000\" %K", 1, 18, no_time);
    assert_unread("ana valid-after=\"2020-01-01\" %K", 1, 18, no_time);
    assert_unread("ana valid-after=\"20200101ZZ\" %K", 1, 18, no_time);
    assert_unread("ana valid-after=\"20200101A\" %K", 1, 18, no_time);
    assert_unread("ana valid-before=\"20200230\" %K", 1, 19, no_time);
    assert_unread("ana valid-before=\"202001012400\" %K", 1, 19, no_time);
    assert_unread("ana valid-before=\"19700101\" %K", 1, 19, no_time);
    assert_unread("ana valid-after=\"20200101\",valid-before=\"20200101\" %K", 1, 5,
                  "valid-before must be later");
    assert_unread("\"ana %K", 1, 1, "this quotation mark");
    assert_unread("\"ana\",bo %K", 1, 6, "a blank must follow");
    assert_unread("ana,\"bo\" %K", 1, 1, "put all the names");
    assert_unread("\"\" %K", 1, 1, "a line needs a name");
    assert_unread("\"ana\"", 1, 6, missing);
}

static void a_key_that_cannot_be_read_is_named(void **state)
{
    static const char no_base64[] = "this is no key in base64", no_key[] = "this is no key of the";
    static char rsa[8192];

    (void)state;
    assert_unread("ana ssh-ed25519", 1, 16, no_key);
    assert_unread("ana ssh-ed25519 !", 1, 17, no_base64);
    assert_unread("ana ssh-ed25519 AAAA", 1, 17, no_key);
    assert_unread(
        "ana ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIG2lU1TshtHBP0Db5vkmqbPEkPFd1QJagsCJxqBBkvQw", 1, 13,
        no_key);
    assert_unread("ana ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAAAAQE=", 1, 17, no_key);
    assert_unread("ana ssh-ras AAAAB3NzaC1yc2EAAAADAQABAAAAAQE=", 1, 13, no_key);
    assert_unread("ana ecdsa-sha2-nistp256 AAAAB3NzaC1yc2EAAAADAQABAAAAAQE=", 1, 25, no_key);
    assert_unread("ana sk-ssh-ed25519@openssh.com x", 1, 32, no_base64);
    /* A key that is longer than any. */
    memcpy(rsa, "ana ssh-rsa ", 12);
    memset(rsa + 12, 'A', sizeof rsa - 13);
    assert_unread(rsa, 1, 13, no_base64);
}

/* ---- Revoked keys -------------------------------------------------------------------------- */

static poise_status revoke(const char *revoked, bool *one, bool *two, poise_error *error)
{
    const struct pair first = pair_of(1), second = pair_of(2);
    struct poise__signers signers;
    const poise_status st = signers_of(&signers, "", with_keys(revoked), error);

    *one = poise__signers_revoked(&signers, first.public);
    *two = poise__signers_revoked(&signers, second.public);
    poise__signers_release(&signers);
    return st;
}

static void revoked_keys_are_found(void **state)
{
    bool one, two;

    (void)state;
    assert_int_equal(revoke("", &one, &two, NULL), POISE_OK);
    assert_false(one || two);
    assert_int_equal(revoke("# lost\n%K ana@x\n\n" RSA "\n", &one, &two, NULL), POISE_OK);
    assert_true(one && !two);
    assert_int_equal(revoke("%L", &one, &two, NULL), POISE_OK);
    assert_true(!one && two);
    assert_int_equal(revoke("%K\n%L\n%K", &one, &two, NULL), POISE_OK);
    assert_true(one && two);
}

static void a_revoked_list_of_another_kind_is_refused(void **state)
{
    static const char *const lists[] = {
        "SSHKRL",
        "ana %K",
        "SHA256:v6GaAC",
        "@revoked %K",
        "ssh-x-cert-v01@openssh.com AAAAGnNzaC14LWNlcnQtdjAxQG9wZW5zc2guY29t",
    };
    bool one, two;

    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        poise_error error = { .size = sizeof error };
        assert_int_equal(revoke(lists[i], &one, &two, &error), POISE_E_SIGNATURE);
        assert_int_equal(error.input, 1);
        assert_int_equal(error.column, 1);
        assert_text(strstr(error.message, "list the plain keys"), "list the plain keys");
    }
    poise_error error = { .size = sizeof error };
    assert_int_equal(revoke("%K\nssh-ed25519 AAAA", &one, &two, &error), POISE_E_SIGNATURE);
    assert_int_equal(error.line, 2);
}

/* ---- Size and memory ----------------------------------------------------------------------- */

/* Every key of a long file is found, with its own name and no other. */
static void a_long_file_is_searched(void **state)
{
    int64_t before;
    enum { LINES = 20000 };
    char *text = malloc(LINES * 160);
    struct poise__signers signers;
    size_t len = 0;
    char name[32];
    unsigned char key[32] = { 0 };

    (void)state;
    assert_non_null(text);
    for (uint32_t i = 0; i < LINES; i++) {
        const uint32_t mixed = i * 2654435761u;
        memcpy(key, &mixed, sizeof mixed);
        len += (size_t)snprintf(text + len, 160, "p%u %s\n", i, key_line(key));
    }
    assert_int_equal(signers_of(&signers, text, "", NULL), POISE_OK);
    assert_int_equal(signers.signers.count, LINES);
    for (uint32_t i = 0; i < LINES; i++) {
        const uint32_t mixed = i * 2654435761u;
        memcpy(key, &mixed, sizeof mixed);
        snprintf(name, sizeof name, "p%u", i);
        struct poise__signing signing = { key, text_slice(name), SLICE("poise"), 1 };
        assert_null(poise__signers_refuse(&signers, &signing, &before));
        name[1] = name[1] == '9' ? '8' : '9';
        assert_text(poise__signers_refuse(&signers, &signing, &before), nobody);
    }
    poise__signers_release(&signers);
    free(text);
}

static void every_failing_allocation_is_survived(void **state)
{
    char allowed[4096] = "", revoked[2048];
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    struct poise__signers signers;
    uint64_t calls = 1;

    (void)state;
    strcpy(revoked, with_keys("%K\n%L\n"));
    for (int i = 0; i < 12; i++)
        strcat(allowed, with_keys("ana,a-name-of-some-length namespaces=\"poise,file\" %K\n"));
    const struct poise__signers_source source = { text_slice(allowed), text_slice(revoked), 0 };
    for (uint64_t fail_at = 0; fail_at <= calls; fail_at++) {
        counter = (struct failing_alloc){ .fail_at = fail_at };
        poise__signers_init(&signers, &alloc);
        assert_int_equal(poise__signers_read(&signers, &source, NULL),
                         fail_at ? POISE_E_NOMEM : POISE_OK);
        poise__signers_release(&signers);
        if (!fail_at) calls = counter.calls;
        assert_int_equal(counter.live, 0);
        assert_false(counter.lied);
    }
    assert_true(calls >= 3);
}

/* The arena gives names from blocks, so each kind of name must once be the one that finds none. */
static void a_long_name_asks_for_memory_of_its_own(void **state)
{
    static char allowed[200000];
    struct failing_alloc counter = { 0 };
    poise_alloc alloc = failing_alloc_of(&counter);
    struct poise__signers signers;
    uint64_t calls = 1;

    (void)state;
    memset(allowed, 'a', 90000);
    strcpy(allowed + 90000, " namespaces=\"");
    memset(allowed + strlen(allowed), 'n', 90000);
    strcat(allowed, with_keys("\" %K\n"));
    const struct poise__signers_source source = { text_slice(allowed), { NULL, 0 }, 0 };
    for (uint64_t fail_at = 0; fail_at <= calls; fail_at++) {
        counter = (struct failing_alloc){ .fail_at = fail_at };
        poise__signers_init(&signers, &alloc);
        assert_int_equal(poise__signers_read(&signers, &source, NULL),
                         fail_at ? POISE_E_NOMEM : POISE_OK);
        poise__signers_release(&signers);
        if (!fail_at) calls = counter.calls;
        assert_int_equal(counter.live, 0);
    }
    assert_int_equal(calls, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_that_name_the_person),
        cmocka_unit_test(lines_that_do_not),
        cmocka_unit_test(a_hostile_pattern_costs_a_product),
        cmocka_unit_test(options_are_heeded),
        cmocka_unit_test(a_key_lives_from_its_first_second_to_its_last),
        cmocka_unit_test(a_line_that_cannot_be_read_is_named),
        cmocka_unit_test(a_key_that_cannot_be_read_is_named),
        cmocka_unit_test(revoked_keys_are_found),
        cmocka_unit_test(a_revoked_list_of_another_kind_is_refused),
        cmocka_unit_test(a_long_file_is_searched),
        cmocka_unit_test(every_failing_allocation_is_survived),
        cmocka_unit_test(a_long_name_asks_for_memory_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
