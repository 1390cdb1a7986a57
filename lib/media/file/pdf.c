/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * pdf.c: names that make a PDF act, a lock, and what stands behind its ends. Objects may lie
 * anywhere in any order, so the whole file is searched: memchr finds each slash and each sign of a
 * comment, and what stands behind one is read to a bound.
 */
#include "media/file/format.h"

#include "media/chars.h"

enum { NAME_MAX_BYTES = 24 };

static int hex_digit(unsigned c)
{
    return poise__is_hex((unsigned char)c) ? (int)poise__hex_value((char)c) : -1;
}

static bool ends_name(unsigned c)
{
    return c <= ' ' || c > '~' || strchr("()<>[]{}/%", (int)c);
}

/* The name behind the slash at `at`, "#4A" decoded, into a terminated buffer. Returns where it
 * ends. One that does not fit is cut: none that is asked for is so long. */
static size_t name_read(struct poise__slice bytes, size_t at, char *name)
{
    size_t len = 0;

    for (at++; at < bytes.len && len < NAME_MAX_BYTES; at++) {
        unsigned c = poise__u8(bytes, at);
        if (ends_name(c)) break;
        int high = c == '#' ? hex_digit(poise__u8(bytes, at + 1)) : -1;
        int low = high >= 0 ? hex_digit(poise__u8(bytes, at + 2)) : -1;
        if (low >= 0) {
            c = (unsigned)(high << 4 | low);
            at += 2;
        }
        name[len++] = (char)c;
    }
    name[len] = '\0';
    return at;
}

static size_t skip_blanks(struct poise__slice bytes, size_t at)
{
    enum { BLANKS_MAX = 256 };
    size_t end = at + BLANKS_MAX;

    while (at < bytes.len && at < end && poise__u8(bytes, at) <= ' ') at++;
    return at;
}

/* A number and blanks behind it. Returns where they end; `at` when there are none. */
static size_t skip_number(struct poise__slice bytes, size_t at)
{
    enum { DIGITS_MAX = 10 };
    size_t end = at;

    while (end - at < DIGITS_MAX && poise__is_digit((unsigned char)poise__u8(bytes, end))) end++;
    size_t next = skip_blanks(bytes, end);
    return end > at && next > end ? next : at;
}

/* "12 0 " and what stands behind it, as references and heads of objects are written. */
static bool is_numbered(struct poise__slice bytes, size_t at, const char *what)
{
    size_t second = skip_number(bytes, at), third = skip_number(bytes, second);

    return second > at && third > second && poise__bytes_at(bytes, third, what, strlen(what));
}

/* PDF's own encoding of letters, or hex digits. */
static bool is_text(unsigned c, bool hex)
{
    if (c >= '\t' && c <= '\r') return true;
    if (hex) return c == ' ' || c == '>' || hex_digit(c) >= 0;
    return (c >= ' ' && c <= '~') || c > 0xA0;
}

/* A script is a string of text or refers to an object: more than a mark, which three bytes of
 * compressed data may well be followed by. */
static bool has_script(struct poise__slice bytes, size_t at)
{
    enum { TEXT_MIN = 8 };

    at = skip_blanks(bytes, at);
    unsigned c = poise__u8(bytes, at++);
    if (c != '(' && c != '<') return is_numbered(bytes, at - 1, "R");
    for (size_t i = at; i < bytes.len && i < at + TEXT_MIN; i++) {
        unsigned text = poise__u8(bytes, i);
        if (text == ')' || text == '>' || POISE__AT(bytes, at, "\xFE\xFF")) return true;
        if (!is_text(text, c == '<')) return false;
    }
    return true;
}

static bool is_active(const char *name)
{
    static const char *const active[] = { "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles",
                                          "RichMedia",  "GoToE",  "ImportData",   NULL };

    for (const char *const *one = active; *one; one++)
        if (name[0] == (*one)[0] && strcmp(name, *one) == 0) return true;
    return false;
}

static uint32_t name_flags(struct poise__slice bytes, const char *name, size_t end)
{
    if (strcmp(name, "JS") == 0) return has_script(bytes, end) ? POISE_MEDIA_ACTIVE : 0;
    if (strcmp(name, "Encrypt") == 0) {
        size_t at = skip_blanks(bytes, end);
        return POISE__AT(bytes, at, "<<") || is_numbered(bytes, at, "R") ? POISE_MEDIA_ENCRYPTED
                                                                         : 0;
    }
    return is_active(name) ? POISE_MEDIA_ACTIVE : 0;
}

static uint32_t names_read(struct poise__slice bytes)
{
    char name[NAME_MAX_BYTES + 1];
    uint32_t flags = 0;

    for (size_t at = 0; (at = poise__find_byte(bytes, at, '/')) < bytes.len;) {
        while (poise__u8(bytes, at + 1) == '/') at++;
        /* What the names that count begin with, and the sign of an escape. */
        if (at + 1 < bytes.len && !memchr("JLERGI#", bytes.data[at + 1], 7)) {
            at++;
            continue;
        }
        size_t end = name_read(bytes, at, name);
        if (end - at > 2) flags |= name_flags(bytes, name, end);
        at = end;
    }
    return flags;
}

/* Does PDF go on here? An update is appended behind the mark of an end, and a PDF in a PDF has one
 * in its own stream. */
static bool goes_on(struct poise__slice bytes, size_t at)
{
    return POISE__AT(bytes, at, "%PDF-") || POISE__AT(bytes, at, "xref") ||
           POISE__AT(bytes, at, "startxref") || POISE__AT(bytes, at, "endstream") ||
           is_numbered(bytes, at, "obj");
}

/* What stands behind each mark of an end: up to the next, another format that makes no update; up
 * to the file's end, anything. */
static uint32_t ends_read(struct poise__slice bytes)
{
    enum { MARK = 5 };
    static const char mark[] = "%%EOF";
    size_t end = 0, next;
    uint32_t flags = 0;

    if (!poise__find_bytes(bytes, mark, MARK, 2, &end)) return 0;
    for (next = end; poise__find_bytes(bytes, mark, MARK, 2, &next); end = next += MARK)
        if (next > end && !goes_on(bytes, skip_blanks(bytes, end)))
            flags |= poise__foreign_in(poise__part(bytes, end, next - end));
    return flags | poise__foreign_behind(bytes, end);
}

void poise__pdf_look(struct poise__slice bytes, struct poise__format *format)
{
    format->flags |= names_read(bytes) | ends_read(bytes);
}
