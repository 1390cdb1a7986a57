/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* text_file.c: files of words: in UTF-8, UTF-16 or one byte a letter, and what their first words
 * make of them. */
#include "media/file/format.h"

#include "media/chars.h"

enum { TEXT_MAX = 4096 };

/* ---- Is it text? ---------------------------------------------------------------------------- */

/* UTF-16, by its mark or by a first character of markup. low: where the byte of an ASCII character
 * lies in its pair. */
static bool is_wide(struct poise__slice bytes, size_t *low)
{
    if (POISE__AT(bytes, 0, "\xFF\xFE") || POISE__AT(bytes, 0, "<\0?\0") ||
        POISE__AT(bytes, 0, "<\0s\0"))
        *low = 0;
    else if (POISE__AT(bytes, 0, "\xFE\xFF") || POISE__AT(bytes, 0, "\0<\0?") ||
             POISE__AT(bytes, 0, "\0<\0s"))
        *low = 1;
    else
        return false;
    return bytes.len % 2 == 0;
}

static bool is_control(unsigned c)
{
    return (c < ' ' && !(c >= '\t' && c <= '\r') && c != 0x1B && c != 0x1A) || c == 0x7F;
}

static bool is_utf8(struct poise__slice bytes)
{
    uint32_t len;

    for (uint32_t at = 0; at < bytes.len; at += len) {
        unsigned c = poise__u8(bytes, at);
        len = 1;
        /* The last character of a front part may be cut. */
        if (c < 0x80 ? is_control(c)
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
        if (is_control(c)) return false;
        if (c >= 0x80) high++;
    }
    return high * 4 <= bytes.len || bytes.len >= NO_CHANCE;
}

/* ---- What its first words say --------------------------------------------------------------- */

/* A bounded copy of the beginning, one byte a character. */
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
    head->slice = front;
    return true;
}

static size_t skip_space(struct poise__slice bytes, size_t at)
{
    while (at < bytes.len && bytes.data[at] && strchr(" \t\r\n", bytes.data[at])) at++;
    return at;
}

/* The name of an element that opens at `at`. */
static bool is_element(struct poise__slice bytes, size_t at, const char *name)
{
    if (!poise__text_has(bytes, (uint32_t)at, name)) return false;
    return !poise__is_letter((unsigned char)poise__u8(bytes, at + strlen(name)));
}

/* Where an element first stands; bytes.len when nowhere. */
static size_t element_find(struct poise__slice bytes, const char *name)
{
    size_t at = 0;

    while ((at = poise__find_byte(bytes, at, '<')) < bytes.len && !is_element(bytes, at, name))
        at++;
    return at;
}

static bool is_prologue(struct poise__slice bytes, size_t at)
{
    return poise__text_has(bytes, (uint32_t)at, "<?xml") ||
           poise__text_has(bytes, (uint32_t)at, "<!");
}

static bool is_html(struct poise__slice bytes, size_t at)
{
    static const char *const openings[] = { "<!doctype html", "<html",   "<head",
                                            "<body",          "<script", "<iframe",
                                            "<title",         "<table",  NULL };

    for (const char *const *opening = openings; *opening; opening++)
        if (is_element(bytes, at, *opening)) return true;
    return is_prologue(bytes, at) && element_find(bytes, "<html") < bytes.len;
}

/* A drawing may stand in a page, but not before it. */
static bool is_svg(struct poise__slice bytes, size_t at)
{
    if (is_element(bytes, at, "<svg")) return true;
    if (!is_prologue(bytes, at) || is_element(bytes, at, "<!doctype html")) return false;
    size_t svg = element_find(bytes, "<svg");
    return svg < bytes.len && svg < element_find(bytes, "<html");
}

static bool begins_with(struct poise__slice text, size_t at, const char *const *words)
{
    for (; *words; words++)
        if (poise__text_has(text, (uint32_t)at, *words)) return true;
    return false;
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

    return POISE__AT(text, 0, "#!") || begins_with(text, at, openings) ||
           element_find(text, "<hta:application") < text.len;
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
static bool is_picture(struct poise__slice text, size_t at, struct poise__format *format)
{
    size_t found = 0;

    if (is_svg(text, at))
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

    if (POISE__AT(bytes, 0, "#!") && poise__u8(bytes, skip_space(bytes, 2)) == '/') {
        /* Whatever follows the first line. */
        *format = POISE__FORMAT("text/x-script", EXECUTABLE, OTHER);
        return true;
    }
    if (!head_read(bytes, &head)) return false;
    struct poise__slice text = head.slice;
    size_t mark = POISE__AT(text, 0, "\xEF\xBB\xBF")                    ? 3
                  : text.data == head.text && poise__u8(text, 0) != '<' ? 1
                                                                        : 0;
    size_t first = skip_space(text, mark);
    if (is_picture(text, first, format)) return true;
    if (is_script(text, first)) {
        *format = POISE__FORMAT("text/x-script", EXECUTABLE, OTHER);
        if (POISE__AT(text, first, "<?php")) format->type = "application/x-httpd-php";
    } else if (is_html(text, first)) {
        *format = POISE__FORMAT("text/html", PAGE, HTML);
    } else {
        *format = POISE__FORMAT(data_type(text, first), DOCUMENT, TEXT);
    }
    return true;
}
