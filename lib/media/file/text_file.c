/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* text_file.c: files of words: in UTF-8, UTF-16 or one byte a letter, and what their first words
 * make of them. */
#include "media/file/format.h"

#include "media/chars.h"

enum { TEXT_MAX = 4096 };

/* ---- Is it text? ---------------------------------------------------------------------------- */

/* UTF-16, by its mark or by a first character that opens a tag. low: where the byte of an ASCII character
 * lies in its pair. */
static bool is_wide(struct poise__slice bytes, size_t *low)
{
    if (POISE__AT(bytes, 0, "\xFF\xFE") ||
        (POISE__AT(bytes, 0, "<\0") && poise__u8(bytes, 2) != 0 && poise__u8(bytes, 3) == 0))
        *low = 0;
    else if (POISE__AT(bytes, 0, "\xFE\xFF") ||
             (POISE__AT(bytes, 0, "\0<\0") && poise__u8(bytes, 3) != 0))
        *low = 1;
    else
        return false;
    return bytes.len % 2 == 0;
}

static bool is_utf8(struct poise__slice bytes)
{
    uint32_t len;

    for (uint32_t at = 0; at < bytes.len; at += len) {
        unsigned c = poise__u8(bytes, at);
        len = 1;
        /* The last character of a front part may be cut. */
        if (c < 0x80 ? poise__is_control(c)
                     : poise__char_decode(bytes, at, &len) < 0 &&
                           (bytes.len < TEXT_MAX || bytes.len - at > 3))
            return false;
    }
    return true;
}

/* One byte a letter, of whatever code page: accents among plain letters, or so many bytes without a
 * single control that it is no chance. */
static bool is_one_byte(struct poise__slice bytes)
{
    enum { NO_CHANCE = 128 };
    size_t high = 0;

    for (size_t at = 0; at < bytes.len; at++) {
        unsigned c = poise__u8(bytes, at);
        if (poise__is_control(c)) return false;
        if (c >= 0x80) high++;
    }
    return high * 4 <= bytes.len || bytes.len >= NO_CHANCE;
}

/* ---- What its first words say --------------------------------------------------------------- */

/* The text, one byte a character: its own bytes, or a bounded copy of its beginning. */
struct head {
    char text[TEXT_MAX];
    struct poise__slice slice;
};

static bool head_read(struct poise__slice bytes, struct head *head)
{
    struct poise__slice front = poise__part(bytes, 0, TEXT_MAX);
    size_t low = 0;

    head->slice = (struct poise__slice){ head->text, 0 };
    if (is_wide(bytes, &low)) {
        for (size_t i = 0; i + 1 < front.len; i += 2) {
            bool plain = front.data[i + 1 - low] == 0;
            head->text[head->slice.len++] = plain ? front.data[i + low] : '?';
        }
        return true;
    }
    if (front.len == 0 || (!is_utf8(front) && !is_one_byte(front))) return false;
    head->slice = bytes;
    return true;
}

/* Where `what` ends, from `at` on; the end of the text when nowhere. */
static size_t behind(struct poise__slice text, size_t at, const char *what)
{
    size_t len = strlen(what);

    return poise__find_bytes(text, what, len, len - 1, &at) ? at + len : text.len;
}

/*
 * Where the first element stands, behind blanks, comments, instructions and declarations, however
 * long they are: what a reader of markup skips must not hide what it reads. A page's own DOCTYPE is
 * where it begins.
 */
static size_t prologue_end(struct poise__slice text, size_t at)
{
    while ((at = poise__skip_space(text, at)) < text.len) {
        if (POISE__AT(text, at, "<!--")) {
            at = behind(text, at + 4, "-->");
        } else if (POISE__AT(text, at, "<?")) {
            bool named = poise__is_letter((unsigned char)poise__u8(text, at + 2));
            if (!named || poise__text_has(text, (uint32_t)at, "<?php")) break;
            at = behind(text, at, "?>");
        } else if (!POISE__AT(text, at, "<!") ||
                   poise__text_has(text, (uint32_t)at, "<!doctype html")) {
            break;
        } else {
            /* A DOCTYPE may declare things of its own, in brackets. */
            size_t end = behind(text, at, ">");
            if (poise__find_byte(poise__part(text, 0, end), at, '[') < end)
                end = behind(text, behind(text, at, "]"), ">");
            at = end;
        }
    }
    return at;
}

/* Does an element of one of these names open at `at`, the prefix of a name space before it or
 * none? */
static bool is_element(struct poise__slice text, size_t at, const char *const *names)
{
    size_t end = ++at;

    if (!POISE__AT(text, at - 1, "<")) return false;
    while (end < text.len && !poise__is_blank((unsigned char)text.data[end]) &&
           !strchr("<>:/=\"'", text.data[end]))
        end++;
    if (poise__u8(text, end) == ':') at = end + 1;
    for (; *names; names++)
        if (poise__text_has(text, (uint32_t)at, *names) &&
            !poise__is_letter((unsigned char)poise__u8(text, at + strlen(*names))))
            return true;
    return false;
}

static bool is_html(struct poise__slice text, size_t at)
{
    static const char *const openings[] = { "!doctype html", "html",  "head",  "body", "script",
                                            "iframe",        "title", "table", NULL };

    return is_element(text, at, openings);
}

/* A drawing may stand in a page, but not before it. */
static bool is_svg(struct poise__slice text, size_t at)
{
    static const char *const openings[] = { "svg", NULL };

    return is_element(text, at, openings);
}

/* Scripts that a double click runs, by the words that they must begin with. */
static bool is_script(struct poise__slice text, size_t at)
{
    static const char *const openings[] = { "<?php",
                                            "<%@ page",
                                            "@echo ",
                                            "regedit4",
                                            "windows registry editor version ",
                                            "on error resume next",
                                            "[internetshortcut]",
                                            "[desktop entry]",
                                            "<job",
                                            "<scriptlet",
                                            "<component",
                                            NULL };

    size_t hta = 0;

    return POISE__AT(text, 0, "#!") || poise__begins_with(text, at, openings) ||
           poise__find_word(poise__part(text, 0, TEXT_MAX), "<hta:application", &hta);
}

/* Types that are text and yet have a name of their own. */
static const char *data_type(struct poise__slice text, size_t at)
{
    static const struct {
        const char *opening, *type;
    } types[] = {
        { "begin:vcalendar", "text/calendar" },
        { "begin:vcard", "text/vcard" },
        { "webvtt", "text/vtt" },
        { "<?xml", "application/xml" },
        { "%!ps", "application/postscript" },
    };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (poise__text_has(text, (uint32_t)at, types[i].opening)) return types[i].type;
    return "text/plain";
}

/* Pictures that are words. */
static bool is_picture(struct poise__slice text, size_t at, size_t element,
                       struct poise__format *format)
{
    size_t found = 0;

    if (is_svg(text, element))
        *format = POISE__FORMAT("image/svg+xml", IMAGE, SVG);
    else if (poise__text_has(text, (uint32_t)at, "/* xpm */"))
        *format = POISE__FORMAT("image/x-xpixmap", IMAGE, OTHER);
    else if (poise__text_has(text, (uint32_t)at, "#define ") &&
             poise__find_bytes(poise__part(text, 0, 256), "_width ", 7, 0, &found) &&
             poise__find_bytes(poise__part(text, 0, 256), "_height ", 8, 0, &found))
        *format = POISE__FORMAT("image/x-xbitmap", IMAGE, OTHER);
    else
        return false;
    return true;
}

bool poise__text_file_find(struct poise__slice bytes, struct poise__format *format)
{
    struct head head;

    if (POISE__AT(bytes, 0, "#!") && poise__u8(bytes, poise__skip_space(bytes, 2)) == '/') {
        /* Whatever follows the first line. */
        *format = POISE__FORMAT("text/x-script", EXECUTABLE, OTHER);
        return true;
    }
    if (!head_read(bytes, &head)) return false;
    struct poise__slice text = head.slice;
    size_t mark = POISE__AT(text, 0, "\xEF\xBB\xBF")                    ? 3
                  : text.data == head.text && poise__u8(text, 0) != '<' ? 1
                                                                        : 0;
    size_t first = poise__skip_space(text, mark), element = prologue_end(text, mark);
    if (is_picture(text, first, element, format)) return true;
    if (is_script(text, first)) {
        *format = POISE__FORMAT("text/x-script", EXECUTABLE, OTHER);
        if (POISE__AT(text, first, "<?php")) format->type = "application/x-httpd-php";
    } else if (is_html(text, element)) {
        *format = POISE__FORMAT("text/html", PAGE, HTML);
    } else {
        *format = POISE__FORMAT(data_type(text, first), DOCUMENT, TEXT);
    }
    return true;
}
