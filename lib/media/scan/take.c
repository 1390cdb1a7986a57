/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* take.c: from the place where an address may begin to a link. */
#include "media/scan/take.h"

#include <string.h>

#include "media/chars.h"
#include "media/scan/scheme.h"
#include "media/scan/spell.h"
#include "media/scan/spoken.h"
#include "media/tables.h"
#include "media/url/url.h"

/* Letters that only look like plain ones hide a link; so does what cannot be seen. */
static uint32_t letter_flags(const struct poise__scan *scan, uint32_t begin, uint32_t end)
{
    uint32_t flags = 0, len;

    for (uint32_t at = begin; at < end; at += len) {
        len = 1;
        if (poise__scan_byte(scan, at) < 0x80 || poise__scan_byte(scan, at) == 0xC3) continue;
        int32_t c = poise__char_decode(scan->text, at, &len);
        if (poise__char_is_invisible(c))
            flags |= POISE_MEDIA_INVISIBLE;
        else if (c >= 0 && poise__char_plain(c) < 0x80)
            flags |= POISE_MEDIA_OBFUSCATED;
    }
    return flags;
}

/* Take [begin, end) as a link; the scan goes on behind it. */
bool poise__take(struct poise__scan *scan, uint32_t begin, uint32_t end, uint32_t shape,
                 struct poise__link *link)
{
    link->where = (poise_span){ begin, end };
    link->shape = shape;
    link->embed = begin == scan->target ? scan->target_embed : scan->in_tag && scan->tag_embed;
    /* Of "[words](target)" the words come first, of "<a href=target>words</a>" the target. */
    bool is_target = begin == scan->target;
    link->words = is_target ? scan->label : (poise_span){ 0, 0 };
    link->target = is_target || scan->in_tag ? UINT32_MAX : scan->anchor;
    link->flags |= letter_flags(scan, begin, end);
    if (is_target ? scan->target_named : poise__scan_byte(scan, end) == '|') scan->anchor = begin;
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

/* "<address>" encloses all of it, and Slack's "<address|words>" all up to the bar. */
static uint32_t enclosed_end(const struct poise__scan *scan, uint32_t begin, uint32_t end)
{
    if (begin == 0 || poise__scan_byte(scan, begin - 1) != '<') return end;
    for (uint32_t i = begin; i < scan->text.len && i - begin < POISE__URL_LONG; i++) {
        unsigned char c = poise__scan_byte(scan, i);
        if (c == '|' || (c == '>' && i > begin)) return i;
        if (c <= ' ' || c == '<') break;
    }
    return end;
}

/* A tail that makes a link of a bare host: port, path, query, fragment. */
static uint32_t tail_end(const struct poise__scan *scan, uint32_t host, uint32_t *flags)
{
    uint32_t port = poise__port_end(scan->text, host), spelt = 0;
    uint32_t at = poise__skip_invisible(scan->text, port, &spelt);
    uint32_t slash = poise__mark_of(scan->text, at, '/', &spelt);
    unsigned char next = poise__scan_byte(scan, at);

    if (slash == 0 && next != '?' && next != '#') return port;
    if (slash > 1 && next == 0xE2 && !(*flags & POISE_MEDIA_OBFUSCATED)) return port;
    if (next == '\\' && !poise__is_letter(poise__scan_byte(scan, at + 1)) &&
        poise__scan_byte(scan, at + 1) != '/')
        return port;
    *flags |= spelt;
    return poise__body_end(scan->text, at + slash, next == '\\' ? port : at + slash, flags);
}

/* The end of what is said in words behind a scheme, "https : // example dot com", or `begin`. A host
 * that is written as one says no more. */
static uint32_t said_end(const struct poise__scan *scan, uint32_t begin, uint32_t host_end,
                         uint32_t *flags)
{
    if (memchr(scan->text.data + begin, '.', host_end - begin)) return begin;
    uint32_t end = poise__spoken_end(scan->text, begin);
    if (end <= host_end) return begin;
    *flags |= POISE_MEDIA_OBFUSCATED;
    return end;
}

/* A host must have a letter, digit or bracket; "http://..." has none. Behind a scheme with blanks in
 * it blanks may follow. */
static uint32_t web_end(const struct poise__scan *scan, uint32_t after, uint32_t *flags)
{
    bool apart = *flags & POISE_MEDIA_OBFUSCATED;
    uint32_t begin = apart ? poise__skip_blanks(scan->text, after) : after;

    begin = poise__skip_invisible(scan->text, begin, flags);
    uint32_t end = poise__authority_end(scan->text, begin, flags);
    if (end == begin) return after;
    uint32_t said = said_end(scan, begin, end, flags);
    if (said > begin) return said;
    uint32_t tail = tail_end(scan, end, flags);
    return tail > end || !apart ? tail : poise__spoken_path_end(scan->text, end);
}

bool poise__take_web(struct poise__scan *scan, uint32_t begin, uint32_t after,
                     struct poise__link *link)
{
    uint32_t end = web_end(scan, after, &link->flags);

    return end > after &&
           poise__take(scan, begin, enclosed_end(scan, begin, end), POISE__LINK_URL, link);
}

bool poise__take_scheme(struct poise__scan *scan, uint32_t colon, uint32_t floor,
                        struct poise__link *link)
{
    uint32_t begin, after, end, shape = POISE__LINK_URL, chain;

    link->flags = 0;
    switch (poise__scheme_before(scan->text, colon, floor, &begin, &after, &link->flags)) {
    case POISE__SCHEME_NONE: return false;
    case POISE__SCHEME_WEB: return poise__take_web(scan, begin, after, link);
    case POISE__SCHEME_PHONE:
        shape = POISE__LINK_PHONE;
        end = poise__phone_end(scan->text, after, true, &chain);
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
    /* "file:///" names the root of a disk. */
    if (end == after && !poise__text_has(scan->text, begin, "file:///")) return false;
    return poise__take(scan, begin, enclosed_end(scan, begin, end), shape, link);
}

/* ---- Mail addresses ----------------------------------------------------------------------- */

enum { LOCAL_MAX = 64, DOMAIN_MAX = 255, LABEL_MAX = 63 }; /* bytes, by RFC 5321 and 1035 */

static bool is_local(unsigned char c)
{
    return c >= 0x80 || poise__is_letter(c) || poise__is_digit(c) || (c && strchr("._+-%&=~#'", c));
}

/* Where the mailbox name that ends at `at` begins, or `at`. */
uint32_t poise__local_begin(const struct poise__scan *scan, uint32_t at)
{
    uint32_t begin = at, len, word = at;

    while (begin > scan->floor && at - begin < LOCAL_MAX &&
           is_local(poise__scan_byte(scan, begin - 1))) {
        if (poise__scan_byte(scan, begin) == '.' && poise__scan_byte(scan, begin - 1) == '.') break;
        begin--;
    }
    /* What a sentence puts before a name is no part of it: quotes, dashes, an emoji. */
    for (uint32_t i = begin; i < at; i += len) {
        int kind = poise__char_kind(scan->text, i, &len);
        bool wide = poise__scan_byte(scan, i) >= 0x80;
        if (kind == POISE__CHAR_SPACE || (wide && kind == POISE__CHAR_PUNCTUATION)) {
            begin = i + len;
            word = at;
        } else if (word == at && (kind == POISE__CHAR_WORD || poise__scan_byte(scan, i) == '_')) {
            word = i;
        }
    }
    if (word < at) begin = word;
    return begin < at && poise__scan_byte(scan, at - 1) != '.' ? begin : at;
}

/* What a host lost of its scheme: "https//", "http:", "https;//". The end stands at `at`; where it
 * begins, or `at`. */
static uint32_t broken_scheme(const struct poise__scan *scan, uint32_t at, uint32_t *flags)
{
    static const char *const names[] = { "https", "http" };
    uint32_t end = at;

    while (end > scan->floor && at - end < 2 && poise__scan_byte(scan, end - 1) == '/') end--;
    if (end > scan->floor && poise__scan_byte(scan, end - 1) == ':') {
        end--;
    } else if (at - end == 2) {
        *flags |= POISE_MEDIA_OBFUSCATED;
        unsigned char sign = end > scan->floor ? poise__scan_byte(scan, end - 1) : ' ';
        if (sign == ';' || sign == '.') end--;
    } else {
        return at;
    }
    for (size_t i = 0; i < 2; i++) {
        uint32_t len = (uint32_t)strlen(names[i]);
        if (end < scan->floor + len || !poise__text_has(scan->text, end - len, names[i])) continue;
        if (end == len || !poise__is_letter(poise__scan_byte(scan, end - len - 1)))
            return end - len;
    }
    *flags &= ~(uint32_t)POISE_MEDIA_OBFUSCATED;
    return at;
}

/* The domain of an address needs two labels and a suffix of letters; a known one wins over words
 * that are glued behind it. */
static uint32_t domain_end(const struct poise__scan *scan, uint32_t at, uint32_t *flags)
{
    struct poise__name name;
    uint32_t end;
    bool certain;

    at = poise__skip_invisible(scan->text, at, flags);
    poise__name_read(scan->text, at, (uint32_t)scan->text.len, true, &name);
    if (name.labels < 2 || name.end - at > DOMAIN_MAX || name.longest > LABEL_MAX) return at;
    *flags |= name.flags;
    if (poise__name_is_host(scan->text, &name, &end, &certain)) return end;
    for (uint32_t i = name.last; i < name.end; i++)
        if (poise__is_digit(poise__scan_byte(scan, i))) return at;
    return name.end - name.last >= 2 ? name.end : at;
}

/* The mailbox name is [begin, sign). */
bool poise__take_address(struct poise__scan *scan, uint32_t begin, uint32_t sign,
                         struct poise__link *link)
{
    uint32_t flags = 0;
    uint32_t len = poise__mark_of(scan->text, sign, '@', &flags);

    if (len == 0 || begin == sign) return false;
    uint32_t end = domain_end(scan, sign + len, &flags);
    if (end == sign + len) return false;
    if (begin >= scan->floor + 7 && poise__text_has(scan->text, begin - 7, "mailto:")) begin -= 7;
    link->flags = flags;
    return poise__take(scan, begin, end, POISE__LINK_EMAIL, link);
}

/* "name.al+tag@brand.com": what follows a run of labels may be more of a mailbox name. The at sign
 * that ends it, or `at`. */
uint32_t poise__local_end(const struct poise__scan *scan, uint32_t at)
{
    uint32_t end = at;

    while (end - at < LOCAL_MAX && poise__scan_byte(scan, end) &&
           is_local(poise__scan_byte(scan, end)))
        end++;
    return poise__scan_byte(scan, end) == '@' ? end : at;
}

/* ---- Bare names --------------------------------------------------------------------------- */

/* What stands before a bare name may say that it is none: "@brand.com", "$TVI.CA", "#a.b", "a-.b". A
 * bullet and dots that trail off say nothing. */
static bool is_handle(const struct poise__scan *scan, uint32_t begin)
{
    unsigned char before = begin > 0 ? poise__scan_byte(scan, begin - 1) : ' ';
    unsigned char first = begin > 1 ? poise__scan_byte(scan, begin - 2) : ' ';

    if (before == '.') return first != '.';
    if (before == '-') return first > ' ';
    return before == '@' || before == '#' || before == '$';
}

static bool is_version(const struct poise__scan *scan, uint32_t begin)
{
    static const char *const words[] = { "version ", "firmware ",    "release ", "build ",
                                         "update ",  "mise à jour ", "logiciel " };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        uint32_t len = (uint32_t)strlen(words[i]);
        if (begin >= len && poise__text_has(scan->text, begin - len, words[i])) return true;
    }
    return false;
}

/* Four numbers below 256 are an address of a machine, or the version of something. */
static bool take_number_host(struct poise__scan *scan, const struct poise__name *name,
                             struct poise__link *link)
{
    uint32_t octet = 0;

    if (name->has_letter || name->labels != 4) return false;
    for (uint32_t i = name->begin; i < name->end; i++) {
        octet = poise__is_digit(poise__scan_byte(scan, i))
                    ? octet * 10 + poise__scan_byte(scan, i) - '0'
                    : 0;
        if (octet > 255) return false;
    }
    link->flags = name->flags;
    uint32_t end = tail_end(scan, name->end, &link->flags);
    if (end == name->end) {
        if (is_version(scan, name->begin)) return false;
        link->flags |= POISE_MEDIA_MAYBE;
    }
    return poise__take(scan, name->begin, end, POISE__LINK_URL, link);
}

/* Are all labels in front of the suffix numbers? */
static bool is_number(const struct poise__scan *scan, const struct poise__name *name)
{
    for (uint32_t i = name->begin; i < name->host_last; i++)
        if (poise__is_letter(poise__scan_byte(scan, i)) || poise__scan_byte(scan, i) >= 0x80)
            return false;
    return true;
}

/* "e.com" may be a host; "p.m.in", "p.ex.la" and "12.3.in" are words that lack a space. */
static bool is_long_enough(const struct poise__scan *scan, const struct poise__name *name,
                           uint32_t end)
{
    struct poise__slice suffix = { scan->text.data + name->host_last, end - name->host_last };
    bool plain = poise__name_is_plain_suffix(suffix);

    if (name->host_labels == 2) return name->long_label || suffix.len >= 3;
    return name->long_label && (plain || (name->longest >= 3 && !is_number(scan, name)));
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
        if (!is_long_enough(scan, name, end)) return false;
        if (end == name->end && poise__name_is_file(scan->text, name)) return false;
        if (!certain && !(flags & POISE_MEDIA_OBFUSCATED)) flags |= POISE_MEDIA_MAYBE;
    }
    uint32_t begin = broken_scheme(scan, name->begin, &flags);
    if (begin < name->begin) flags &= ~(uint32_t)POISE_MEDIA_MAYBE;
    link->flags = flags;
    return poise__take(scan, begin, tail, POISE__LINK_URL, link);
}

bool poise__take_bare(struct poise__scan *scan, const struct poise__name *name,
                      struct poise__link *link)
{
    bool handle = is_handle(scan, name->begin);

    if (name->labels < 2) return false;
    if (!handle && (take_host(scan, name, link) || take_number_host(scan, name, link))) return true;
    link->flags = name->flags;
    if (!handle && poise__name_is_file(scan->text, name))
        return poise__take(scan, name->begin, name->end, POISE__LINK_FILE, link);
    if (name->host_end == name->begin) return false;
    /* A list may name a place of it. */
    uint32_t end = name->host_end == name->end ? tail_end(scan, name->end, &link->flags)
                                               : name->host_end;
    return poise__take(scan, name->begin, end, POISE__LINK_UNLIKELY, link);
}
