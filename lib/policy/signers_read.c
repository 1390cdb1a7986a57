/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* signers_read.c: the two files, line by line, into the tables of signers.h. */
#include "base/ascii.h"
#include "base/calendar.h"
#include "base/json.h"
#include "policy/signers.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

/* ---- Reading ------------------------------------------------------------------------------- */

/* A file being read. at and end are the rest of a line, without its LF. */
struct reading {
    struct poise__signers *signers;
    struct poise__slice text;
    size_t at, end;
    uint32_t line;
    uint32_t input;
    poise_error *error;
};

static poise_status fail_at(struct reading *r, size_t at, const char *message)
{
    if (r->error) {
        r->error->status = POISE_E_SIGNATURE;
        r->error->input = r->input;
        poise__error_place(r->error, r->text, at);
        snprintf(r->error->message, sizeof r->error->message, "%s", message);
    }
    return POISE_E_SIGNATURE;
}

static bool at_blank(const struct reading *r)
{
    const char c = r->at < r->end ? r->text.data[r->at] : '\0';

    return c == ' ' || c == '\t' || c == '\r';
}

static bool at_byte(const struct reading *r, char c)
{
    return r->at < r->end && r->text.data[r->at] == c;
}

static void skip_blanks(struct reading *r)
{
    while (at_blank(r)) r->at++;
}

/* Nothing is left of the line, or a comment. */
static bool at_nothing(const struct reading *r)
{
    return r->at == r->end || r->text.data[r->at] == '#';
}

/* Up to a blank; empty at the end of the line. */
static struct poise__slice take_word(struct reading *r)
{
    const size_t begin = r->at;

    while (r->at < r->end && !at_blank(r)) r->at++;
    return (struct poise__slice){ r->text.data + begin, r->at - begin };
}

/* What stands between the quotation mark that comes next and its partner. */
static poise_status take_quoted(struct reading *r, struct poise__slice *out)
{
    const char *begin = r->text.data + r->at + 1;
    const char *end = memchr(begin, '"', r->end - r->at - 1);

    if (!end) return fail_at(r, r->at, "this quotation mark has no partner on its line");
    *out = (struct poise__slice){ begin, (size_t)(end - begin) };
    r->at = (size_t)(end - r->text.data) + 1;
    return POISE_OK;
}

/* ---- Keys ---------------------------------------------------------------------------------- */

static bool starts_with(struct poise__slice word, const char *start)
{
    const size_t len = strlen(start);

    return word.len >= len && memcmp(word.data, start, len) == 0;
}

static bool at_key(const struct reading *r)
{
    struct reading ahead = *r;
    const struct poise__slice word = take_word(&ahead);

    return starts_with(word, "ssh-") || starts_with(word, "ecdsa-") || starts_with(word, "sk-");
}

/* A key at whose kind the reader stands, to its end. A comment may follow. */
struct key {
    struct poise__slice type;
    enum poise__key kind;
    uint8_t bytes[POISE__KEY_BYTES]; /* of an Ed25519 key */
};

/* An RSA key of 16,384 bits has some 2,100 bytes. */
enum { KEY_BLOB_MAX = 4096 };

static poise_status take_key(struct reading *r, struct key *key)
{
    uint8_t blob[KEY_BLOB_MAX];
    const uint8_t *bytes;
    struct poise__slice type;
    size_t len;

    key->type = take_word(r);
    skip_blanks(r);
    const size_t begin = r->at;
    const struct poise__slice word = take_word(r);
    if (sodium_base642bin(blob, sizeof blob, word.data, word.len, NULL, &len, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return fail_at(r, begin, "this is no key in base64: copy the line of the .pub file again");
    key->kind = poise__ssh_key((struct poise__slice){ (const char *)blob, len }, &type, &bytes);
    if (key->kind == POISE__KEY_BROKEN || type.len != key->type.len ||
        memcmp(type.data, key->type.data, type.len) != 0)
        return fail_at(r, begin,
                       "this is no key of the kind that stands before it: copy the line of the "
                       ".pub file again");
    if (key->kind == POISE__KEY_ED25519) memcpy(key->bytes, bytes, sizeof key->bytes);
    return POISE_OK;
}

/* ---- Options of a signer ------------------------------------------------------------------- */

enum { NAMESPACES, VALID_AFTER, VALID_BEFORE, CERT_AUTHORITY, OPTIONS };

static bool same_word(struct poise__slice word, const char *lower)
{
    if (word.len != strlen(lower)) return false;
    for (size_t i = 0; i < word.len; i++)
        if (poise__lower(word.data[i]) != lower[i]) return false;
    return true;
}

/* Its number, or OPTIONS. */
static int take_option(struct reading *r)
{
    static const char *const names[] = { "namespaces", "valid-after", "valid-before",
                                         "cert-authority" };
    const size_t begin = r->at;
    int option = 0;

    while (r->at < r->end &&
           (poise__is_letter((unsigned char)r->text.data[r->at]) || at_byte(r, '-')))
        r->at++;
    const struct poise__slice name = { r->text.data + begin, r->at - begin };
    while (option < OPTIONS && !same_word(name, names[option])) option++;
    return option;
}

/* So many digits of an ASCII number, which are there. */
static int32_t number_at(const char *digits, size_t count)
{
    int32_t sum = 0;

    for (size_t i = 0; i < count; i++) sum = sum * 10 + (digits[i] - '0');
    return sum;
}

/* YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, each perhaps with Z, later than 1970 began. */
static bool time_read(struct poise__slice text, int64_t *seconds)
{
    const char *d = text.data;
    size_t digits = 0;

    while (digits < text.len && poise__is_digit((unsigned char)d[digits])) digits++;
    const bool zone = digits + 1 == text.len && poise__lower(d[digits]) == 'z';
    if ((digits != text.len && !zone) || (digits != 8 && digits != 12 && digits != 14))
        return false;
    const struct poise__civil civil = {
        .year = number_at(d, 4),
        .month = number_at(d + 4, 2),
        .day = number_at(d + 6, 2),
        .hour = digits > 8 ? number_at(d + 8, 2) : 0,
        .minute = digits > 8 ? number_at(d + 10, 2) : 0,
        .second = digits > 12 ? number_at(d + 12, 2) : 0,
    };
    return poise__civil_seconds(&civil, seconds) && *seconds > 0;
}

static poise_status option_set(struct reading *r, struct poise__signer *signer, int option)
{
    const size_t quote = r->at + 1;
    struct poise__slice value;

    if (!at_byte(r, '=') || quote == r->end || r->text.data[quote] != '"')
        return fail_at(r, r->at, "this option needs =\"…\"");
    r->at = quote;
    if (take_quoted(r, &value) != POISE_OK) return POISE_E_SIGNATURE;
    if (option == NAMESPACES) {
        if (value.len && value.data[value.len - 1] == '\\')
            return fail_at(r, r->at - 2, "a quotation mark in a namespace cannot be read");
        signer->namespaces = value;
        return POISE_OK;
    }
    if (!time_read(value, option == VALID_AFTER ? &signer->after : &signer->before))
        return fail_at(r, quote + 1, "this is no time such as 20260131 or 202601312359Z, in UTC");
    return POISE_OK;
}

static poise_status option_read(struct reading *r, struct poise__signer *signer, unsigned *said)
{
    const size_t begin = r->at;
    const int option = take_option(r);

    if (option == OPTIONS)
        return fail_at(r, begin,
                       "neither a kind of key nor a known option: namespaces, valid-after, "
                       "valid-before, cert-authority");
    if (*said & 1u << option) return fail_at(r, begin, "this option is said twice");
    *said |= 1u << option;
    if (option != CERT_AUTHORITY) return option_set(r, signer, option);
    signer->authority = true;
    return POISE_OK;
}

static poise_status options_read(struct reading *r, struct poise__signer *signer)
{
    const size_t begin = r->at;
    unsigned said = 0;

    while (option_read(r, signer, &said) == POISE_OK) {
        if (at_byte(r, ',')) {
            r->at++;
        } else if (r->at < r->end && !at_blank(r)) {
            return fail_at(r, r->at, "a comma or a blank must follow an option");
        } else if (signer->before <= signer->after) {
            return fail_at(r, begin, "valid-before must be later than valid-after");
        } else {
            return POISE_OK;
        }
    }
    return POISE_E_SIGNATURE;
}

/* ---- Lines --------------------------------------------------------------------------------- */

static poise_status principals_read(struct reading *r, struct poise__signer *signer)
{
    const size_t begin = r->at;

    if (at_byte(r, '"')) {
        if (take_quoted(r, &signer->principals) != POISE_OK) return POISE_E_SIGNATURE;
        if (r->at < r->end && !at_blank(r))
            return fail_at(r, r->at, "a blank must follow the names in quotation marks");
    } else {
        signer->principals = take_word(r);
        if (memchr(signer->principals.data, '"', signer->principals.len))
            return fail_at(r, begin, "put all the names in one pair of quotation marks, or none");
    }
    return signer->principals.len ? POISE_OK : fail_at(r, begin, "a line needs a name");
}

static poise_status keep(struct reading *r, struct poise__slice *slice)
{
    if (!slice->data) return POISE_OK;
    slice->data = poise__arena_copy(&r->signers->strings, slice->data, slice->len);
    return slice->data ? POISE_OK : POISE_E_NOMEM;
}

static poise_status signer_read(struct reading *r)
{
    struct poise__signer signer = { .after = INT64_MIN, .before = INT64_MAX, .line = r->line };
    struct key key;
    poise_status st = principals_read(r, &signer);

    if (st != POISE_OK) return st;
    skip_blanks(r);
    if (!at_key(r) && r->at < r->end) {
        st = options_read(r, &signer);
        if (st != POISE_OK) return st;
        skip_blanks(r);
    }
    if (!at_key(r))
        return fail_at(r, r->at, "a public key must stand here, such as ssh-ed25519 AAAA…");
    st = take_key(r, &key);
    if (st != POISE_OK || key.kind != POISE__KEY_ED25519) return st;
    memcpy(signer.key, key.bytes, sizeof signer.key);
    if (keep(r, &signer.principals) != POISE_OK || keep(r, &signer.namespaces) != POISE_OK)
        return POISE_E_NOMEM;
    return poise__array_push(&r->signers->signers, &r->signers->alloc, &signer);
}

static poise_status revoked_read(struct reading *r)
{
    static const char wanted[] =
        "a public key must stand here, such as ssh-ed25519 AAAA…: neither a certificate nor a "
        "binary list (KRL) can be read, so list the plain keys";
    const size_t begin = r->at;
    struct key key;

    if (!at_key(r)) return fail_at(r, begin, wanted);
    poise_status st = take_key(r, &key);
    if (st != POISE_OK) return st;
    if (key.kind == POISE__KEY_ED25519)
        return poise__array_push(&r->signers->revoked, &r->signers->alloc, key.bytes);
    /* ssh-keygen takes a certificate for its key too, so that one must not be passed over. */
    for (size_t i = 0; i < key.type.len; i++) {
        struct poise__slice rest = { key.type.data + i, key.type.len - i };
        if (starts_with(rest, "-cert-")) return fail_at(r, begin, wanted);
    }
    return POISE_OK;
}

static poise_status lines_read(struct reading *r, poise_status (*line_read)(struct reading *))
{
    poise_status st = POISE_OK;

    for (size_t next = 0; st == POISE_OK && next < r->text.len; next = r->end + 1) {
        const char *lf = memchr(r->text.data + next, '\n', r->text.len - next);
        r->line++;
        r->at = next;
        r->end = lf ? (size_t)(lf - r->text.data) : r->text.len;
        /* The reader stays on its line, whatever a line makes of it. */
        skip_blanks(r);
        if (!at_nothing(r)) st = line_read(r);
    }
    return st;
}

/* ---- Both ---------------------------------------------------------------------------------- */

static int signer_compare(const void *left, const void *right)
{
    const struct poise__signer *a = left, *b = right;
    const int order = memcmp(a->key, b->key, sizeof a->key);

    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static int key_compare(const void *left, const void *right)
{
    return memcmp(left, right, POISE__KEY_BYTES);
}

poise_status poise__signers_read(struct poise__signers *signers,
                                 const struct poise__signers_source *source, poise_error *error)
{
    struct reading allowed = {
        .signers = signers, .text = source->signers, .input = source->input, .error = error
    };
    struct reading revoked = {
        .signers = signers, .text = source->revoked, .input = source->input + 1, .error = error
    };

    poise_status st = lines_read(&allowed, signer_read);
    if (st == POISE_OK) st = lines_read(&revoked, revoked_read);
    if (st != POISE_OK) return st;
    poise__sort(signers->signers.data, signers->signers.count, sizeof(struct poise__signer),
                signer_compare);
    poise__sort(signers->revoked.data, signers->revoked.count, POISE__KEY_BYTES, key_compare);
    return POISE_OK;
}
