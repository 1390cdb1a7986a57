/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan.h"

#include <stddef.h>
#include <string.h>

#include "media/anchor.h"
#include "media/chars.h"
#include "media/markup.h"
#include "media/name.h"
#include "media/spell.h"
#include "media/spoken.h"
#include "media/tables.h"

void poise__scan_init(struct poise__scan *scan, struct poise__slice text)
{
    memset(scan, 0, offsetof(struct poise__scan, opens)); /* the brackets are written before read */
    scan->text = text;
    scan->target = scan->anchor = UINT32_MAX;
}

static unsigned char byte_at(const struct poise__scan *scan, uint32_t at)
{
    return at < scan->text.len ? (unsigned char)scan->text.data[at] : '\0';
}

/* Of "[words](target)" the words come first, of "<a href=target>words</a>" the target. */
static uint32_t partner_of(struct poise__scan *scan, uint32_t begin)
{
    if (begin == scan->target && scan->label.begin < scan->label.end &&
        scan->last.begin >= scan->label.begin && scan->last.end <= scan->label.end &&
        scan->last.end > scan->last.begin)
        return scan->last.begin;
    if (begin == scan->target || scan->in_tag) return UINT32_MAX;
    return scan->anchor;
}

/* Letters that only look like plain ones hide a link; so does what cannot be seen. */
static uint32_t letter_flags(const struct poise__scan *scan, uint32_t begin, uint32_t end)
{
    uint32_t flags = 0, len;

    for (uint32_t at = begin; at < end; at += len) {
        len = 1;
        if (byte_at(scan, at) < 0x80 || byte_at(scan, at) == 0xC3) continue;
        int32_t c = poise__char_decode(scan->text, at, &len);
        if (poise__char_is_invisible(c))
            flags |= POISE_MEDIA_INVISIBLE;
        else if (c >= 0 && poise__char_plain(c) < 0x80)
            flags |= POISE_MEDIA_OBFUSCATED;
    }
    return flags;
}

/* Take [begin, end) as a link; the scan goes on behind it. */
static bool scan_take(struct poise__scan *scan, uint32_t begin, uint32_t end, uint32_t shape,
                      struct poise__link *link)
{
    link->where = (poise_span){ begin, end };
    link->shape = shape;
    link->embed = begin == scan->target ? scan->target_embed : scan->in_tag && scan->tag_embed;
    link->partner = partner_of(scan, begin);
    link->flags |= letter_flags(scan, begin, end);
    if (begin == scan->target ? scan->target_named : byte_at(scan, end) == '|')
        scan->anchor = begin;
    scan->last = link->where;
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

/* A tail that makes a link of a bare host: port, path, query, fragment. */
static uint32_t tail_end(const struct poise__scan *scan, uint32_t host, uint32_t *flags)
{
    uint32_t port = poise__port_end(scan->text, host), spelt = 0;
    uint32_t at = poise__skip_invisible(scan->text, port, &spelt);
    uint32_t slash = poise__mark_of(scan->text, at, '/', &spelt);
    unsigned char next = byte_at(scan, at);

    if (slash == 0 && next != '?' && next != '#') return port;
    if (next == '\\' && !poise__is_letter(byte_at(scan, at + 1)) && byte_at(scan, at + 1) != '/')
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

static bool take_web(struct poise__scan *scan, uint32_t begin, uint32_t after,
                     struct poise__link *link)
{
    uint32_t end = web_end(scan, after, &link->flags);

    return end > after &&
           scan_take(scan, begin, cut_at_bar(scan, begin, end), POISE__LINK_URL, link);
}

static bool take_scheme(struct poise__scan *scan, uint32_t colon, uint32_t floor,
                        struct poise__link *link)
{
    uint32_t begin, after, end, shape = POISE__LINK_URL, chain;

    link->flags = 0;
    switch (poise__scheme_before(scan->text, colon, floor, &begin, &after, &link->flags)) {
    case POISE__SCHEME_NONE: return false;
    case POISE__SCHEME_WEB: return take_web(scan, begin, after, link);
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
    return scan_take(scan, begin, cut_at_bar(scan, begin, end), shape, link);
}

/* ---- Mail addresses ----------------------------------------------------------------------- */

enum { LOCAL_MAX = 64, DOMAIN_MAX = 255, LABEL_MAX = 63 }; /* bytes, by RFC 5321 and 1035 */

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

/* What a host lost of its scheme: "https//", "http:", "https;//". The end stands at `at`; where it
 * begins, or `at`. */
static uint32_t broken_scheme(const struct poise__scan *scan, uint32_t at, uint32_t *flags)
{
    static const char *const names[] = { "https", "http" };
    uint32_t end = at;

    while (end > scan->floor && at - end < 2 && byte_at(scan, end - 1) == '/') end--;
    if (end > scan->floor && byte_at(scan, end - 1) == ':') {
        end--;
    } else if (at - end == 2) {
        *flags |= POISE_MEDIA_OBFUSCATED;
        if (end > scan->floor && strchr(";.", byte_at(scan, end - 1))) end--;
    } else {
        return at;
    }
    for (size_t i = 0; i < 2; i++) {
        uint32_t len = (uint32_t)strlen(names[i]);
        if (end < scan->floor + len || !poise__text_has(scan->text, end - len, names[i])) continue;
        if (end == len || !poise__is_letter(byte_at(scan, end - len - 1))) return end - len;
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
        if (poise__is_digit(byte_at(scan, i))) return at;
    return name.end - name.last >= 2 ? name.end : at;
}

/* The mailbox name is [begin, sign). */
static bool take_address(struct poise__scan *scan, uint32_t begin, uint32_t sign,
                         struct poise__link *link)
{
    uint32_t flags = 0;
    uint32_t len = poise__mark_of(scan->text, sign, '@', &flags);

    if (len == 0 || begin == sign) return false;
    uint32_t end = domain_end(scan, sign + len, &flags);
    if (end == sign + len) return false;
    if (begin >= scan->floor + 7 && poise__text_has(scan->text, begin - 7, "mailto:")) begin -= 7;
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

/* What stands before a bare name may say that it is none: "@brand.com", "$TVI.CA", "#a.b". */
static bool is_handle(const struct poise__scan *scan, uint32_t begin)
{
    unsigned char before = begin > 0 ? byte_at(scan, begin - 1) : ' ';

    return before == '@' || before == '#' || before == '$' || before == '-' || before == '.';
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
    uint32_t begin = broken_scheme(scan, name->begin, &flags);
    if (begin < name->begin) flags &= ~(uint32_t)POISE_MEDIA_MAYBE;
    link->flags = flags;
    return scan_take(scan, begin, tail, POISE__LINK_URL, link);
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

/* ---- From an anchor ------------------------------------------------------------------------ */

/* Where the run of labels begins that goes on at `at`. Letters of a script without spaces end the
 * way back once others were read: the address touches the text. */
static uint32_t run_begin(const struct poise__scan *scan, uint32_t at)
{
    uint32_t floor = scan->floor > scan->run ? scan->floor : scan->run;
    uint32_t end = at, begin = at, len;
    bool plain = false;

    while (at > floor) {
        unsigned char c = byte_at(scan, at - 1);
        uint32_t from = at - 1;
        if (c < 0x80) {
            if (!poise__is_letter(c) && !poise__is_digit(c) && c != '-' && c != '_') break;
            plain = true;
        } else {
            while (from > floor && (byte_at(scan, from) & 0xC0) == 0x80) from--;
            int kind = poise__char_kind(scan->text, from, &len);
            if (len != at - from) break;
            if (kind == POISE__CHAR_SPACE || kind == POISE__CHAR_PUNCTUATION) break;
            if (plain && len > 2 &&
                poise__char_is_unspaced(poise__char_decode(scan->text, from, &len)))
                break;
        }
        at = begin = from;
    }
    /* Nothing but a letter or a digit begins a name: an emoji in front points at it. */
    while (begin < end && byte_at(scan, begin) != '_' &&
           poise__char_kind(scan->text, begin, &len) != POISE__CHAR_WORD)
        begin += len;
    return begin;
}

/* Does a scheme end where a run does? Then the name that is glued in front of it, if it is one, is
 * taken first. */
static bool take_run_scheme(struct poise__scan *scan, uint32_t begin, uint32_t colon,
                            struct poise__link *link)
{
    uint32_t scheme, after, ignored = 0;
    struct poise__name name;

    if (!poise__scheme_before(scan->text, colon, begin, &scheme, &after, &ignored)) return false;
    if (scheme > begin) poise__name_read(scan->text, begin, scheme, false, &name);
    if (scheme > begin && take_bare(scan, &name, link)) return true;
    return take_scheme(scan, colon, begin, link);
}

/* A scheme that escapes or entities hide. */
static bool scan_hidden(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t begin, after;

    if (!poise__scheme_hidden(scan->text, scan->at, scan->floor, &begin, &after)) return false;
    link->flags = POISE_MEDIA_OBFUSCATED;
    return take_web(scan, begin, after, link);
}

/* A run of labels at `begin`, and what stands behind it. */
static bool scan_run(struct poise__scan *scan, uint32_t begin, struct poise__link *link)
{
    struct poise__name name;

    poise__name_read(scan->text, begin, (uint32_t)scan->text.len, true, &name);
    if (name.end == begin) return false;
    uint32_t end = name.end;
    unsigned char next = byte_at(scan, end);
    if ((next == ':' || next == '[') && take_run_scheme(scan, begin, end, link)) return true;
    scan->at = end;
    if ((next == '&' || next == '%') && scan_hidden(scan, link)) return true;
    if (next == '@' || next == '[' || next == '(' || next == '{' || next == 0xEF || next == '&') {
        uint32_t local = name.flags & POISE_MEDIA_OBFUSCATED ? begin : local_begin(scan, end);
        if (take_address(scan, local, end, link)) return true;
    }
    if (next && strchr("+%&=~-", next)) {
        uint32_t sign = local_end(scan, end);
        if (sign > end && take_address(scan, local_begin(scan, sign), sign, link)) return true;
    }
    if (next != '@' && take_bare(scan, &name, link)) return true;
    scan->at = scan->run = end;
    return false;
}

/* The bytes of the space, tab or no-break space in front of `at`; 0: none. */
static uint32_t blank_before(const struct poise__scan *scan, uint32_t at)
{
    if (at > scan->floor && (byte_at(scan, at - 1) == ' ' || byte_at(scan, at - 1) == '\t'))
        return 1;
    return at > scan->floor + 1 && poise__text_has(scan->text, at - 2, "\xC2\xA0") ? 2 : 0;
}

/* An address whose marks stand between spaces, the first of which ends at `at`. */
static bool scan_spoken(struct poise__scan *scan, uint32_t at, struct poise__link *link)
{
    uint32_t begin = at;

    for (uint32_t len = 0, i = 0; i < 3 && (len = blank_before(scan, begin)); i++) begin -= len;
    if (begin == at || !poise__spoken_read(scan->text, begin, scan->floor, link)) return false;
    return scan_take(scan, link->where.begin, link->where.end, link->shape, link);
}

static bool scan_phone(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t chain, end;

    if (scan->at < scan->digits) return false;
    end = poise__phone_end(scan->text, scan->at, scan->any_number, &chain);
    scan->digits = chain;
    if (end == scan->at) return false;
    link->flags = 0;
    return scan_take(scan, scan->at, end, POISE__LINK_PHONE, link);
}

/* "\\server\share\plan.png", as Windows writes it. */
static bool scan_share(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t begin = scan->at, end = begin + 2, server, shares = 0;

    if (byte_at(scan, begin + 1) != '\\' || (begin > 0 && byte_at(scan, begin - 1) > ' '))
        return false;
    for (server = end;
         poise__is_letter(byte_at(scan, end)) || poise__is_digit(byte_at(scan, end)) ||
         (byte_at(scan, end) && strchr(".-_$\\", byte_at(scan, end)));
         end++)
        if (byte_at(scan, end) == '\\') shares++;
    while (end > server && strchr(".-\\", byte_at(scan, end - 1))) end--;
    if (shares == 0 || end < server + 3 || byte_at(scan, server) == '\\') return false;
    link->flags = 0;
    return scan_take(scan, begin, end, POISE__LINK_URL, link);
}

/* The value of src= or of an image's (…) when it is an address within a site or message. It begins
 * with a character that may end a link too, so what is read is taken. */
static bool scan_path(struct poise__scan *scan, struct poise__link *link)
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

/* Where markup says that an address begins. In markup a file's name is one. */
static bool scan_target(struct poise__scan *scan, struct poise__link *link)
{
    uint32_t begin = scan->at, len;

    if (poise__char_kind(scan->text, begin, &len) == POISE__CHAR_WORD &&
        scan_run(scan, begin, link) && link->shape != POISE__LINK_FILE)
        return true;
    scan->at = begin;
    if (scan_path(scan, link)) return true;
    scan->target = UINT32_MAX;
    return false;
}

/* ---- The pass ----------------------------------------------------------------------------- */

/* The next anchor that may begin something, or the end. */
static uint32_t next_anchor(const struct poise__scan *scan)
{
    uint32_t len = (uint32_t)scan->text.len;
    bool aims = scan->target >= scan->at && scan->target < len;

    return poise__anchor_next(scan->text, scan->at, aims ? scan->target : len);
}

/* A mark that means a dot, a colon or an at sign. False when it leads to nothing. */
static bool scan_mark(struct poise__scan *scan, const struct poise__mark *mark,
                      struct poise__link *link)
{
    uint32_t at = scan->at;
    bool apart = blank_before(scan, at) > 0;

    switch (mark->means[0]) {
    case '.':
        if (apart) return scan_spoken(scan, at, link);
        return scan_run(scan, run_begin(scan, at), link);
    case ':': return take_scheme(scan, at, scan->floor, link);
    case '@':
        /* "Follow @brand.com" names a handle. */
        if (apart && mark->len == 1 && poise__skip_blanks(scan->text, at + 1) == at + 1)
            return false;
        if (apart) return scan_spoken(scan, at, link);
        return take_address(scan, local_begin(scan, at), at, link);
    default: return false;
    }
}

static void skip_digits(struct poise__scan *scan)
{
    do {
        scan->at++;
    } while (poise__is_digit(byte_at(scan, scan->at)));
}

static bool scan_anchor(struct poise__scan *scan, uint8_t anchor, struct poise__link *link)
{
    struct poise__mark mark;
    uint32_t at = scan->at;

    switch (anchor) {
    case POISE__ANCHOR_SPACE:
        if (scan_spoken(scan, at + 1, link)) return true;
        break;
    case POISE__ANCHOR_JOINT:
        if (poise__spoken_read(scan->text, at, scan->floor, link))
            return scan_take(scan, link->where.begin, link->where.end, link->shape, link);
        break;
    case POISE__ANCHOR_DIGIT:
        if (scan_phone(scan, link)) return true;
        skip_digits(scan);
        return false;
    case POISE__ANCHOR_HIDDEN:
        if (scan_hidden(scan, link)) return true;
        break;
    case POISE__ANCHOR_BACKSLASH:
        if (scan_share(scan, link)) return true;
        break;
    default: break;
    }
    if (poise__mark_read(scan->text, at, &mark) && scan_mark(scan, &mark, link)) return true;
    if (scan->at > at) return false;
    if (byte_at(scan, at) == '(' && scan_phone(scan, link)) return true;
    if (!poise__markup_step(scan)) scan->at++;
    return false;
}

bool poise__scan_next(struct poise__scan *scan, struct poise__link *link)
{
    for (;;) {
        scan->at = next_anchor(scan);
        if (scan->at == scan->target && scan->at < scan->text.len) {
            if (scan_target(scan, link)) return true;
            continue;
        }
        if (scan->at >= scan->text.len) return false;
        if (scan_anchor(scan, poise__anchor_at(scan->text, scan->at), link)) return true;
    }
}
