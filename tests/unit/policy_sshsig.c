/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "sign_unit.h"

static const char draft[] = "the draft, as bytes\n";

struct outcome {
    poise_status status;
    bool holds;
    const char *why;
};

static struct outcome judged(struct poise__slice armoured, struct poise__slice data)
{
    static struct poise__sshsig sig;
    struct outcome o = { POISE_OK, false, NULL };

    o.status = poise__sshsig_read(&sig, armoured, &o.why);
    if (o.status == POISE_OK) o.holds = poise__sshsig_holds(&sig, data);
    return o;
}

static struct outcome judged_recipe(const struct recipe *r)
{
    const struct bytes text = recipe_armour(r);

    return judged(bytes_slice(&text), SLICE(draft));
}

static struct recipe good(void)
{
    const struct pair pair = pair_of(1);

    return recipe_of(&pair, "poise", "sha512", SLICE(draft));
}

static void assert_refused(const struct recipe *r, const char *why)
{
    const struct outcome o = judged_recipe(r);

    assert_int_equal(o.status, POISE_E_SIGNATURE);
    assert_string_equal(o.why, why);
}

static void assert_unsupported(const struct recipe *r, const char *why)
{
    const struct outcome o = judged_recipe(r);

    assert_int_equal(o.status, POISE_E_UNSUPPORTED);
    assert_string_equal(o.why, why);
}

static void assert_does_not_hold(const struct recipe *r)
{
    const struct outcome o = judged_recipe(r);

    assert_int_equal(o.status, POISE_OK);
    assert_false(o.holds);
}

/* ---- What holds ---------------------------------------------------------------------------- */

static void both_hashes_hold(void **state)
{
    static const char *const hashes[] = { "sha256", "sha512" };
    const struct pair pair = pair_of(1);

    (void)state;
    for (int i = 0; i < 2; i++) {
        const struct recipe r = recipe_of(&pair, "poise", hashes[i], SLICE(draft));
        const struct outcome o = judged_recipe(&r);
        assert_int_equal(o.status, POISE_OK);
        assert_true(o.holds);
    }
}

static void empty_data_can_be_signed(void **state)
{
    const struct pair pair = pair_of(1);
    const struct recipe r = recipe_of(&pair, "poise", "sha256", (struct poise__slice){ "", 0 });
    const struct bytes text = recipe_armour(&r);

    (void)state;
    assert_true(judged(bytes_slice(&text), (struct poise__slice){ NULL, 0 }).holds);
    assert_false(judged(bytes_slice(&text), SLICE("x")).holds);
}

static void every_changed_bit_is_noticed(void **state)
{
    const struct recipe r = good();
    const struct bytes blob = recipe_blob(&r);
    unsigned held = 0;

    (void)state;
    for (size_t bit = 0; bit < blob.len * 8; bit++) {
        struct bytes changed = blob;
        changed.data[bit / 8] ^= (unsigned char)(1u << bit % 8);
        const struct bytes text = armour(&changed);
        held += judged(bytes_slice(&text), SLICE(draft)).holds;
    }
    assert_int_equal(held, 0);
    for (size_t bit = 0; bit < (sizeof draft - 1) * 8; bit++) {
        char other[sizeof draft];
        const struct bytes text = armour(&blob);
        memcpy(other, draft, sizeof draft);
        other[bit / 8] = (char)(other[bit / 8] ^ (1 << bit % 8));
        held += judged(bytes_slice(&text), (struct poise__slice){ other, sizeof draft - 1 }).holds;
    }
    assert_int_equal(held, 0);
}

static void the_longest_namespace_holds_and_one_more_is_refused(void **state)
{
    const struct pair pair = pair_of(1);
    char name[POISE__SSHSIG_NAMESPACE_MAX + 2] = { 0 };

    (void)state;
    memset(name, 'n', POISE__SSHSIG_NAMESPACE_MAX);
    struct recipe r = recipe_of(&pair, name, "sha512", SLICE(draft));
    assert_true(judged_recipe(&r).holds);
    name[POISE__SSHSIG_NAMESPACE_MAX] = 'n';
    r = recipe_of(&pair, name, "sha512", SLICE(draft));
    assert_refused(&r, "its namespace is empty or too long");
    r = recipe_of(&pair, "", "sha512", SLICE(draft));
    assert_refused(&r, "its namespace is empty or too long");
}

/* ---- The armour ---------------------------------------------------------------------------- */

static void assert_armour(const char *text, const char *why)
{
    const struct outcome o = judged(text_slice(text), SLICE(draft));

    assert_int_equal(o.status, POISE_E_SIGNATURE);
    assert_string_equal(o.why, why);
}

#define BEGIN "-----BEGIN SSH SIGNATURE-----\n"
#define END   "-----END SSH SIGNATURE-----\n"

static void the_armour_is_strict(void **state)
{
    static const char no_lines[] = "it is no SSH signature: its first or last line is missing";
    static const char no_base64[] = "it is no SSH signature: it is not in base64";
    const struct recipe r = good();
    const struct bytes text = recipe_armour(&r);
    char changed[2048];
    const size_t len = text.len, head = sizeof BEGIN - 1;

    (void)state;
    assert_armour("", no_lines);
    assert_armour("\n", no_lines);
    assert_armour(BEGIN END, no_lines);
    assert_armour("-----BEGIN PGP SIGNATURE-----\nAAAA\n" END, no_lines);
    assert_armour(BEGIN "AAAA\n-----END PGP SIGNATURE-----\n", no_lines);
    assert_armour(BEGIN "AAAA" END, no_lines);
    assert_armour("\n" BEGIN "AAAA\n" END, no_lines);
    assert_armour(BEGIN "AAAA\n" END "x", no_lines);
    assert_armour("-----BEGIN SSH SIGNATURE-----\r\nAAAA\n" END, no_lines);
    assert_armour(BEGIN "AAA\n" END, no_base64);
    assert_armour(BEGIN "AAAA\r\n" END, no_base64);
    assert_armour(BEGIN "AAAA AAAA\n" END, no_base64);
    assert_armour(BEGIN "AAAA====\n" END, no_base64);
    assert_armour(BEGIN "AAB=\n" END, no_base64);
    assert_armour(BEGIN "AA-_\n" END, no_base64);
    assert_armour(BEGIN "\n\n" END, "it is no SSH signature");

    /* The allowed twins: no end of line behind the armour, several, and lines of any length. */
    memcpy(changed, text.data, len);
    assert_true(judged((struct poise__slice){ changed, len - 1 }, SLICE(draft)).holds);
    memcpy(changed + len, "\n\n", 2);
    assert_true(judged((struct poise__slice){ changed, len + 2 }, SLICE(draft)).holds);
    memmove(changed + head + 3, text.data + head + 2, len - head - 2);
    changed[head + 2] = '\n';
    assert_true(judged((struct poise__slice){ changed, len + 1 }, SLICE(draft)).holds);
}

static void a_text_that_is_too_long_is_refused(void **state)
{
    static char text[POISE__SSHSIG_TEXT_MAX + 1];
    const struct recipe r = good();
    const struct bytes shorter = recipe_armour(&r);

    (void)state;
    memset(text, '\n', sizeof text);
    memcpy(text, shorter.data, shorter.len);
    assert_true(judged((struct poise__slice){ text, sizeof text - 1 }, SLICE(draft)).holds);
    const struct outcome o = judged((struct poise__slice){ text, sizeof text }, SLICE(draft));
    assert_int_equal(o.status, POISE_E_SIGNATURE);
    assert_string_equal(o.why, "it is too long for a signature");
}

/* ---- The parts ----------------------------------------------------------------------------- */

static void a_signature_that_is_cut_short_anywhere_is_refused(void **state)
{
    const struct recipe r = good();
    const struct bytes whole = recipe_blob(&r);

    (void)state;
    for (size_t len = 1; len < whole.len; len++) {
        struct bytes cut = whole;
        cut.len = len;
        const struct bytes text = armour(&cut);
        const struct outcome o = judged(bytes_slice(&text), SLICE(draft));
        assert_int_equal(o.status, POISE_E_SIGNATURE);
        assert_string_equal(o.why, len < 10 ? "it is no SSH signature" : "it is cut short");
    }
}

static void each_part_is_asked_for(void **state)
{
    struct recipe r = good();

    (void)state;
    r.magic = "SSHSIH";
    assert_refused(&r, "it is no SSH signature");
    r = good(), r.behind = "x";
    assert_refused(&r, "something stands behind its end");
    r = good(), r.hash = "sha384";
    assert_refused(&r, "its hash is neither sha256 nor sha512");
    r = good(), r.hash = "sha25";
    assert_refused(&r, "its hash is neither sha256 nor sha512");
    r = good(), r.hash = "";
    assert_refused(&r, "its hash is neither sha256 nor sha512");
    r = good(), r.hash = "sha256"; /* not the one that was signed */
    assert_does_not_hold(&r);
    r = good(), r.namespace_ = "file";
    assert_does_not_hold(&r);
    r = good(), r.version = 0;
    assert_unsupported(&r, "its version is not 1");
    r = good(), r.version = 2;
    assert_unsupported(&r, "its version is not 1");
    r = good(), r.reserved = "x";
    assert_unsupported(&r, "it has fields of a later version");
}

static void a_key_that_is_broken_or_of_another_kind(void **state)
{
    static const char *const kinds[] = { "ssh-rsa",
                                         "ssh-dss",
                                         "ecdsa-sha2-nistp256",
                                         "sk-ssh-ed25519@openssh.com",
                                         "ssh-ed25519-cert-v01@openssh.com",
                                         "ssh-ed448" };
    struct recipe r = good();

    (void)state;
    r.key_len = 31;
    assert_refused(&r, "its key is broken");
    r = good(), r.key_len = 0;
    assert_refused(&r, "its key is broken");
    r = good(), r.behind_key = "x";
    assert_refused(&r, "its key is broken");
    r = good(), r.key_type = "";
    assert_refused(&r, "its key is broken");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        r = good(), r.key_type = kinds[i];
        assert_unsupported(&r, "its key is not of the kind ssh-ed25519");
    }
}

static void a_key_blob_that_is_cut_short_is_broken(void **state)
{
    const struct pair pair = pair_of(1);
    const struct bytes whole = blob_of("ssh-ed25519", pair.public, 32);
    struct poise__slice type;
    const uint8_t *key;

    (void)state;
    for (size_t len = 0; len < whole.len; len++)
        assert_int_equal(
            poise__ssh_key((struct poise__slice){ (const char *)whole.data, len }, &type, &key),
            POISE__KEY_BROKEN);
    assert_int_equal(poise__ssh_key(bytes_slice(&whole), &type, &key), POISE__KEY_ED25519);
    assert_memory_equal(key, pair.public, 32);
}

/* The longest that ssh-keygen makes, by its size. */
static void a_signature_by_a_huge_rsa_key_is_only_unsupported(void **state)
{
    static unsigned char number[2049];
    struct bytes blob = { .len = 0 }, key = { .len = 0 }, signature;

    (void)state;
    bytes_add_text(&key, "ssh-rsa");
    bytes_add_string(&key, "\1\0\1", 3);
    bytes_add_string(&key, number, sizeof number);
    signature = blob_of("rsa-sha2-512", number, 2048);
    bytes_add(&blob, "SSHSIG\0\0\0\1", 10);
    bytes_add_string(&blob, key.data, key.len);
    bytes_add_text(&blob, "poise");
    bytes_add_text(&blob, "");
    bytes_add_text(&blob, "sha512");
    bytes_add_string(&blob, signature.data, signature.len);
    const struct bytes text = armour(&blob);
    assert_int_equal(judged(bytes_slice(&text), SLICE(draft)).status, POISE_E_UNSUPPORTED);
}

static void a_signature_has_its_kind_and_length(void **state)
{
    struct recipe r = good();

    (void)state;
    r.type = "rsa-sha2-512";
    assert_refused(&r, "it is of another kind than its key");
    r = good(), r.type = "ssh-ed25518";
    assert_refused(&r, "it is of another kind than its key");
    r = good(), r.type = "";
    assert_refused(&r, "it is of another kind than its key");
    r = good(), r.signature_len = 63;
    assert_refused(&r, "it has not the length of a signature");
    r = good(), r.signature_len = 65;
    assert_refused(&r, "it has not the length of a signature");
    r = good(), r.signature_len = 0;
    assert_refused(&r, "it has not the length of a signature");
    r = good(), r.behind_signature = "x";
    assert_refused(&r, "it has not the length of a signature");
}

static struct outcome judged_signature_blob(const struct bytes *signature)
{
    const struct recipe r = good();
    const struct bytes key = blob_of("ssh-ed25519", r.key, 32);
    struct bytes blob = { .len = 0 };

    bytes_add(&blob, "SSHSIG\0\0\0\1", 10);
    bytes_add_string(&blob, key.data, key.len);
    bytes_add_text(&blob, "poise");
    bytes_add_text(&blob, "");
    bytes_add_text(&blob, "sha512");
    bytes_add_string(&blob, signature->data, signature->len);
    const struct bytes text = armour(&blob);
    return judged(bytes_slice(&text), SLICE(draft));
}

static void a_signature_within_its_string_is_cut_short(void **state)
{
    const struct recipe r = good();
    struct bytes signature = blob_of("ssh-ed25519", r.signature, 64);

    (void)state;
    assert_true(judged_signature_blob(&signature).holds);
    while (signature.len-- > 0)
        assert_int_equal(judged_signature_blob(&signature).status, POISE_E_SIGNATURE);
}

/* ---- The curve ----------------------------------------------------------------------------- */

/* The order of the base point, from RFC 8032. */
static const unsigned char order[32] = { 0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                         0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                         0,    0,    0,    0,    0,    0,    0,    0,
                                         0,    0,    0,    0,    0,    0,    0,    0x10 };

static void add_order(unsigned char scalar[32])
{
    unsigned carry = 0;

    for (int i = 0; i < 32; i++) {
        carry += (unsigned)scalar[i] + order[i];
        scalar[i] = (unsigned char)carry;
        carry >>= 8;
    }
}

/* S and S + L solve the same equation; only one of them is the signature. */
static void a_scalar_beyond_the_order_is_refused(void **state)
{
    struct recipe r = good();

    (void)state;
    assert_true(judged_recipe(&r).holds);
    for (int times = 0; times < 14; times++) {
        add_order(r.signature + 32);
        assert_does_not_hold(&r);
    }
}

/* The points of order 1, 2, 4 and 8, and encodings of them that are not canonical. */
static const unsigned char small_points[][32] = {
    { 1 },
    { 0 },
    { 0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f },
    { 0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
      0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
      0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05 },
    { 0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
      0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
      0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a },
    { 0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f },
    { 0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f },
};

enum { SMALL_POINTS = sizeof small_points / sizeof small_points[0] };

/* Under a key of small order, R = A and S = 0 solves the equation for every eighth message or more. */
static void a_key_of_small_order_signs_nothing(void **state)
{
    (void)state;
    for (size_t a = 0; a < SMALL_POINTS; a++)
        for (size_t point = 0; point < SMALL_POINTS; point++)
            for (unsigned sign = 0; sign < 4; sign++) {
                struct recipe r = good();
                memcpy(r.key, small_points[a], 32);
                r.key[31] |= (unsigned char)(sign << 7 & 0x80);
                memset(r.signature, 0, sizeof r.signature);
                memcpy(r.signature, small_points[point], 32);
                r.signature[31] |= (unsigned char)(sign << 6 & 0x80);
                assert_does_not_hold(&r);
            }
}

/* S = h a solves the equation with R the neutral point: made with the secret key, yet nobody's. */
static void a_point_of_small_order_is_no_commitment(void **state)
{
    const struct pair pair = pair_of(1);
    const struct bytes m = message_of("poise", "sha512", SLICE(draft));
    unsigned char secret[64], h[64], reduced[32];
    crypto_hash_sha512_state hash;
    struct recipe r = good();

    (void)state;
    memset(r.signature, 0, sizeof r.signature);
    r.signature[0] = 1;
    crypto_hash_sha512_init(&hash);
    crypto_hash_sha512_update(&hash, r.signature, 32);
    crypto_hash_sha512_update(&hash, pair.public, 32);
    crypto_hash_sha512_update(&hash, m.data, m.len);
    crypto_hash_sha512_final(&hash, h);
    crypto_core_ed25519_scalar_reduce(reduced, h);
    crypto_hash_sha512(secret, pair.secret, 32);
    secret[0] &= 248;
    secret[31] = (unsigned char)((secret[31] & 127) | 64);
    crypto_core_ed25519_scalar_mul(r.signature + 32, reduced, secret);

    /* The equation holds: S B = h A. */
    unsigned char left[32], right[32];
    assert_int_equal(crypto_scalarmult_ed25519_base_noclamp(left, r.signature + 32), 0);
    assert_int_equal(crypto_scalarmult_ed25519_noclamp(right, reduced, pair.public), 0);
    assert_memory_equal(left, right, 32);
    assert_does_not_hold(&r);
}

static void an_all_zero_signature_is_none(void **state)
{
    struct recipe r = good();

    (void)state;
    memset(r.signature, 0, sizeof r.signature);
    assert_does_not_hold(&r);
    memset(r.signature, 0xFF, sizeof r.signature);
    assert_does_not_hold(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_hashes_hold),
        cmocka_unit_test(empty_data_can_be_signed),
        cmocka_unit_test(every_changed_bit_is_noticed),
        cmocka_unit_test(the_longest_namespace_holds_and_one_more_is_refused),
        cmocka_unit_test(the_armour_is_strict),
        cmocka_unit_test(a_text_that_is_too_long_is_refused),
        cmocka_unit_test(a_signature_that_is_cut_short_anywhere_is_refused),
        cmocka_unit_test(each_part_is_asked_for),
        cmocka_unit_test(a_key_that_is_broken_or_of_another_kind),
        cmocka_unit_test(a_key_blob_that_is_cut_short_is_broken),
        cmocka_unit_test(a_signature_by_a_huge_rsa_key_is_only_unsupported),
        cmocka_unit_test(a_signature_has_its_kind_and_length),
        cmocka_unit_test(a_signature_within_its_string_is_cut_short),
        cmocka_unit_test(a_scalar_beyond_the_order_is_refused),
        cmocka_unit_test(a_key_of_small_order_signs_nothing),
        cmocka_unit_test(a_point_of_small_order_is_no_commitment),
        cmocka_unit_test(an_all_zero_signature_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
