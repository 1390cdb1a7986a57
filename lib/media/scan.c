/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan.h"

#include <string.h>

#include "media/chars.h"
#include "media/markup.h"
#include "media/name.h"
#include "media/tables.h"

void poise__scan_init(struct poise__scan *scan, struct poise__slice text)
{
    *scan = (struct poise__scan){ .text = text, .target = UINT32_MAX };
}

static unsigned char byte_at(const struct poise__scan *scan, uint32_t at)
{
    return at < scan->text.len ? (unsigned char)scan->text.data[at] : '\0';
}

/* Take [begin, end) as a link; the scan goes on behind it. */
static bool scan_take(struct poise__scan *scan, uint32_t begin, uint32_t end, uint32_t shape,
                      struct poise__link *link)
{
    link->where = (poise_span){ begin, end };
    link->shape = shape;
    link->embed = begin == scan->target ? scan->target_embed : scan->in_tag && scan->tag_embed;
    scan->at = scan->floor = end;
    return true;
}

/* Does an at sign stand near enough for a mailbox or part name? Asked before a body is read, so
 * that what is read is taken. */
static bool has_sign(const struct poise__scan *scan, uint32_t at)
{
    enum { SIGN_MAX = 256 };
    size_t room = scan->text.len - at;

    return memchr(scan->text.data + at, '@', room < SIGN_MAX ? room : SIGN_MAX) != NULL;
}

/* ---- Links with a scheme ------------------------------------------------------------------ */

/* Slack writes <address|words>. */
static uint32_t cut_at_bar(const struct poise__scan *scan, uint32_t begin, uint32_t end)
{
    const char *bar;

    if (begin == 0 || scan->text.data[begin - 1] != '<') return end;
    bar = memchr(scan->text.data + begin, '|', end - begin);
    return bar ? (uint32_t)(bar - scan->text.data) : end;
}

/* A host must have a letter, digit or bracket; "http://..." has none. */
static uint32_t web_end(const struct poise__scan *scan, uint32_t after, uint32_t *flags)
{
    uint32_t end = poise__authority_end(scan->text, after, flags);
    unsigned char next = byte_at(scan, end);

    if (end == after) return after;
    if (next == '/' || next == '?' || next == '#' || next == '\\')
        return poise__body_end(scan->text, end, end, flags);
    return end;
}

static bool take_scheme(struct poise__scan *scan, uint32_t colon, uint32_t floor,
                        struct poise__link *link)
{
    uint32_t begin, after, end, shape = POISE__LINK_URL, chain;

    link->flags = 0;
    switch (poise__scheme_before(scan->text, colon, floor, &begin, &after, &link->flags)) {
    case POISE__SCHEME_NONE: return false;
    case POISE__SCHEME_WEB: end = web_end(scan, after, &link->flags); break;
    case POISE__SCHEME_PHONE:
        shape = POISE__LINK_PHONE;
        end = poise__phone_end(scan->text, after, &chain);
        break;
    case POISE__SCHEME_MAIL:
        shape = POISE__LINK_EMAIL;
        if (!has_sign(scan, after)) return false;
        end = poise__body_end(scan->text, after, after, &link->flags);
        if (!memchr(scan->text.data + after, '@', end - after)) return false;
        break;
    case POISE__SCHEME_PART:
        if (!has_sign(scan, after) && begin != scan->target) return false;
        end = poise__body_end(scan->text, after, after, &link->flags);
        break;
    case POISE__SCHEME_DATA:
        shape = POISE__LINK_DATA;
        end = poise__body_end(scan->text, after, after, &link->flags);
        break;
    default: end = poise__body_end(scan->text, after, after, &link->flags); break;
    }
    if (end == after) return false;
    return scan_take(scan, begin, cut_at_bar(scan, begin, end), shape, link);
}

/* ---- Mail addresses ----------------------------------------------------------------------- */

enum { LOCAL_MAX = 64, DOMAIN_MAX = 255 }; /* bytes, by RFC 5321 */

static bool is_local(unsigned char c)
{
    return c >= 0x80 || poise__is_letter(c) || poise__is_digit(c) || (c && strchr("._+-%&=~#'", c));
}

/* Where the mailbox name that ends at `at` begins, or `at`. */
static uint32_t local_begin(const struct poise__scan *scan, uint32_t at)
{
    uint32_t begin = at, len, word = at;

    while (begin > scan->floor && at - begin < LOCAL_MAX && is_local(byte_at(scan, begin - 1))) {
        if (byte_at(scan, begin) == '.' && byte_at(scan, begin - 1) == '.') break;
        begin--;
    }
    /* What a sentence puts before a name is no part of it: quotes, dashes, an emoji. */
    for (uint32_t i = begin; i < at; i += len) {
        int kind = poise__char_kind(scan->text, i, &len);
        bool wide = byte_at(scan, i) >= 0x80;
        if (kind == POISE__CHAR_SPACE || (wide && kind == POISE__CHAR_PUNCTUATION)) {
            begin = i + len;
            word = at;
        } else if (word == at && (kind == POISE__CHAR_WORD || byte_at(scan, i) == '_')) {
            word = i;
        }
    }
    if (word < at) begin = word;
    return begin < at && byte_at(scan, at - 1) != '.' ? begin : at;
}

/* The domain of an address needs two labels and a suffix of letters; a known one wins over words
 * that are glued behind it. */
static uint32_t domain_end(const struct poise__scan *scan, uint32_t at, uint32_t *flags)
{
    struct poise__name name;
    uint32_t end;
    bool certain;

    poise__name_read(scan->text, at, (uint32_t)scan->text.len, true, &name);
    if (name.labels < 2 || name.end - at > DOMAIN_MAX) return at;
    *flags |= name.flags;
    if (poise__name_is_host(scan->text, &name, &end, &certain)) return end;
    for (uint32_t i = name.last; i < name.end; i++)
        if (poise__is_digit(byte_at(scan, i))) return at;
    return name.end - name.last >= 2 ? name.end : at;
}

static bool take_address(struct poise__scan *scan, uint32_t sign, struct poise__link *link)
{
    uint32_t flags = 0;
    uint32_t len = poise__at_sign(scan->text, sign, &flags);
    uint32_t begin = local_begin(scan, sign);

    if (len == 0 || begin == sign) return false;
    uint32_t end = domain_end(scan, sign + len, &flags);
    if (end == sign + len) return false;
    link->flags = flags;
    return scan_take(scan, begin, end, POISE__LINK_EMAIL, link);
}

/* "name.al+tag@brand.com": what follows a run of labels may be more of a mailbox name. The at sign
 * that ends it, or `at`. */
static uint32_t local_end(const struct poise__scan *scan, uint32_t at)
{
    uint32_t end = at;

    while (end - at < LOCAL_MAX && byte_at(scan, end) && is_local(byte_at(scan, end))) end++;
    return byte_at(scan, end) == '@' ? end : at;
}

/* ---- Bare names --------------------------------------------------------------------------- */

/* A tail that makes a link of a bare host: port, path, query, fragment. */
static uint32_t tail_end(const struct poise__scan *scan, uint32_t host, uint32_t *flags)
{
    uint32_t port = poise__port_end(scan->text, host);
    unsigned char next = byte_at(scan, port);

    if (next == '/' || next == '?' || next == '#')
        return poise__body_end(scan->text, port, next == '/' ? port + 1 : port, flags);
    return port;
}

/* What stands before a bare name may say that it is none: "@brand.com", "$TVI.CA", "#a.b". */
static bool is_handle(const struct poise__scan *scan, uint32_t begin)
{
    unsigned char before = begin > 0 ? byte_at(scan, begin - 1) : ' ';

    return before == '@' || before == '#' || before == '$' || before == '-';
}

/* Four numbers below 256 are an address of a machine, or the version of something. */
static bool take_number_host(struct poise__scan *scan, const struct poise__name *name,
                             struct poise__link *link)
{
    uint32_t octet = 0;

    if (name->has_letter || name->labels != 4) return false;
    for (uint32_t i = name->begin; i < name->end; i++) {
        octet = poise__is_digit(byte_at(scan, i)) ? octet * 10 + byte_at(scan, i) - '0' : 0;
        if (octet > 255) return false;
    }
    link->flags = name->flags;
    uint32_t end = tail_end(scan, name->end, &link->flags);
    if (end == name->end) {
        if (name->begin >= 8 && poise__text_has(scan->text, name->begin - 8, "version "))
            return false;
        link->flags |= POISE_MEDIA_MAYBE;
    }
    return scan_take(scan, name->begin, end, POISE__LINK_URL, link);
}

/* "e.com" may be a host; "p.m.in" and "a.is" are words that lack a space. */
static bool is_long_enough(const struct poise__name *name, uint32_t end)
{
    return name->long_label || (name->host_labels == 2 && end - name->host_last >= 3);
}

static bool take_host(struct poise__scan *scan, const struct poise__name *name,
                      struct poise__link *link)
{
    uint32_t end, flags = name->flags;
    bool certain;

    if (!poise__name_is_host(scan->text, name, &end, &certain)) return false;
    if (poise__text_has(scan->text, name->begin, "www.") && name->host_labels < 3) return false;
    struct poise__slice host = { scan->text.data + name->begin, end - name->begin };
    uint32_t tail = end == name->end ? tail_end(scan, end, &flags) : end;
    bool known = poise__text_has(scan->text, name->begin, "www.") ||
                 poise__table_host(host) != POISE_MEDIA_UNKNOWN || name->begin == scan->target;
    if (tail == end && !known) {
        if (!is_long_enough(name, end)) return false;
        if (end == name->end && poise__name_is_file(scan->text, name)) return false;
        if (!certain && !(flags & POISE_MEDIA_OBFUSCATED)) flags |= POISE_MEDIA_MAYBE;
    }
    link->flags = flags;
    return scan_take(scan, name->begin, tail, POISE__LINK_URL, link);
}

static bool take_bare(struct poise__scan *scan, const struct poise__name *name,
                      struct poise__link *link)
{
    bool handle = is_handle(scan, name->begin);

    if (name->labels < 2) return false;
    if (!handle && (take_host(scan, name, link) || take_number_host(scan, name, link))) return true;
    link->flags = name->flags;
    if (!handle && poise__name_is_file(scan->text, name))
        return scan_take(scan, name->begin, name->end, POISE__LINK_FILE, link);
    if (name->host_end == name->begin) return false;
    return scan_take(scan, name->begin, name->host_end, POISE__LINK_UNLIKELY, link);
}

/* ---- The pass ----------------------------------------------------------------------------- */

/* An emoji may stand inside a name; before one it points at it. */
static bool first_is_word(const struct poise__scan *scan)
{
    uint32_t len;

    return poise__char_kind(scan->text, scan->at, &len) == POISE__CHAR_WORD;
}

/* The end of a word behind which nothing can follow that makes more of it, or its begin. Most words
 * are such, and this is the whole cost of reading them. */
static uint32_t plain_word_end(const struct poise__scan *scan)
{
    uint32_t end = scan->at, len = 1;
    unsigned char c;

    for (c = byte_at(scan, end); poise__is_letter(c) || poise__is_digit(c) || c == 0xC3;
         end += len) {
        len = 1;
        if (c == 0xC3 && poise__char_kind(scan->text, end, &len) != POISE__CHAR_WORD) break;
        c = byte_at(scan, end + len);
    }
    if (c == '.') c = byte_at(scan, end + 1);
    return c == ' ' || c == '\n' || c == ',' || c == '!' || c == '?' || c == ';' ? end : scan->at;
}

/* A run of labels at scan->at, and what stands behind it. */
static bool scan_run(struct poise__scan *scan, struct poise__link *link)
{
    struct poise__name name;
    uint32_t begin = scan->at, scheme, after, ignored = 0;
    uint32_t len = (uint32_t)scan->text.len;

    scan->at = plain_word_end(scan);
    if (scan->at > begin) return false;
    poise__name_read(scan->text, begin, len, first_is_word(scan), &name);
    if (name.end == begin) {
        scan->at++;
        return false;
    }
    uint32_t run_end = name.end;
    unsigned char next = byte_at(scan, run_end);
    if ((next == ':' || next == '[') &&
        poise__scheme_before(scan->text, run_end, begin, &scheme, &after, &ignored)) {
        /* A name that is glued in front of the scheme is taken first. */
        if (scheme > begin) poise__name_read(scan->text, begin, scheme, true, &name);
        if (scheme > begin && take_bare(scan, &name, link)) return true;
        if (take_scheme(scan, run_end, begin, link)) return true;
        scan->at = run_end;
        return false;
    }
    if ((next == '@' || next == '[' || next == '(' || next == '{') &&
        take_address(scan, run_end, link))
        return true;
    if (next && strchr("+%&=~-", next)) {
        uint32_t sign = local_end(scan, run_end);
        if (sign > run_end && take_address(scan, sign, link)) return true;
    }
    if (next != '@' && take_bare(scan, &name, link)) return true;
    scan->at = run_end;
    return false;
}

static bool scan_phone(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t chain, end;

    if (scan->at < scan->digits) return false;
    end = poise__phone_end(scan->text, scan->at, &chain);
    scan->digits = chain;
    if (end == scan->at) return false;
    link->flags = 0;
    return scan_take(scan, scan->at, end, POISE__LINK_PHONE, link);
}

/* The value of src= or of an image's (…) when it is an address within a site or message. It begins
 * with a character that may end a link too, so what is read is taken. */
static bool scan_target(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t begin = scan->at, flags = 0, len;
    bool is_path = poise__text_has(scan->text, begin, "/") ||
                   poise__text_has(scan->text, begin, "./") ||
                   poise__text_has(scan->text, begin, "../");

    if (!scan->target_embed) return false;
    if (!is_path && poise__char_kind(scan->text, begin, &len) != POISE__CHAR_WORD) return false;
    uint32_t end = poise__body_end(scan->text, begin, begin, &flags);
    if (end == begin) return false;
    link->flags = flags;
    return scan_take(scan, begin, end, POISE__LINK_URL, link);
}

static bool scan_step(struct poise__scan *scan, struct poise__link *link)
{
    unsigned char c = (unsigned char)scan->text.data[scan->at];
    bool is_target = scan->at == scan->target;
    uint32_t begin = scan->at;

    if (poise__is_letter(c) || c >= 0x80) {
        if (scan_run(scan, link)) {
            if (!is_target || link->shape != POISE__LINK_FILE) return true;
            scan->at = begin; /* in markup a file's name is an address */
        }
        if (is_target) {
            uint32_t after = scan->at;
            scan->at = begin;
            if (scan_target(scan, link)) return true;
            scan->at = after;
        }
        return false;
    }
    if (poise__is_digit(c) || c == '+' || c == '(') {
        if (scan_phone(scan, link)) return true;
        if (poise__is_digit(c)) return scan_run(scan, link);
    }
    if (is_target && scan_target(scan, link)) return true;
    if (c == '@' && take_address(scan, scan->at, link)) return true;
    if (!poise__markup_step(scan)) scan->at++;
    return false;
}

bool poise__scan_next(struct poise__scan *scan, struct poise__link *link)
{
    while (scan->at < scan->text.len)
        if (scan_step(scan, link)) return true;
    return false;
}
