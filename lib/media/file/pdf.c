/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* pdf.c: names that make a PDF act, a lock, and what stands behind its end. */
#include "media/file/format.h"

#include "media/chars.h"

enum { NAME_MAX_BYTES = 24 };

static int hex_digit(unsigned c)
{
    if (c >= '0' && c <= '9') return (int)c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1;
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

/* What a name's value begins with, to tell a key from chance in compressed bytes. */
static bool has_value(struct poise__slice bytes, size_t at)
{
    while (at < bytes.len && poise__u8(bytes, at) <= ' ') at++;
    unsigned c = poise__u8(bytes, at);
    return c == '(' || c == '<' || c == '[' || c == '/' || poise__is_digit((unsigned char)c);
}

static uint32_t name_flags(struct poise__slice bytes, const char *name, size_t end)
{
    static const char *const active[] = { "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles",
                                          "RichMedia",  "GoToE",  "ImportData",   NULL };

    if (strcmp(name, "JS") == 0 && has_value(bytes, end)) return POISE_MEDIA_ACTIVE;
    if (strcmp(name, "Encrypt") == 0 && has_value(bytes, end)) return POISE_MEDIA_ENCRYPTED;
    for (const char *const *one = active; *one; one++)
        if (strcmp(name, *one) == 0) return POISE_MEDIA_ACTIVE;
    return 0;
}

static uint32_t names_read(struct poise__slice bytes)
{
    char name[NAME_MAX_BYTES + 1];
    uint32_t flags = 0;

    for (size_t at = 0; (at = poise__find_byte(bytes, at, '/')) < bytes.len;) {
        size_t end = name_read(bytes, at, name);
        flags |= name_flags(bytes, name, end);
        at = end;
    }
    return flags;
}

/* The last mark of an end from a place on; an update that was appended has its own. */
static bool end_find(struct poise__slice bytes, size_t from, size_t *end)
{
    bool found = false;

    while (poise__find_bytes(bytes, "%%EOF", 5, 0, &from)) {
        from += 5;
        *end = from;
        found = true;
    }
    return found;
}

void poise__pdf_look(struct poise__slice bytes, struct poise__format *format)
{
    size_t end = 0;

    format->flags |= names_read(poise__front(bytes));
    if (bytes.len > POISE__LOOK_MAX) format->flags |= names_read(poise__tail(bytes));
    /* Searched as a whole only when its tail, where the end belongs, has none. */
    if (end_find(bytes, bytes.len - poise__tail(bytes).len, &end) || end_find(bytes, 0, &end))
        format->flags |= poise__foreign_behind(bytes, end);
}
