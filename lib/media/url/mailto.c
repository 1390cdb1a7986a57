/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/mailto.h"

#include <string.h>

#include "media/chars.h"
#include "media/url/escape.h"

void poise__mailto_init(struct poise__mailto *mailto, char *text)
{
    text[strcspn(text, "#")] = '\0';
    *mailto = (struct poise__mailto){ .rest = text };
}

static struct poise__slice undone(char *text, size_t len)
{
    return (struct poise__slice){ text,
                                  poise__unescape_all((struct poise__slice){ text, len }, text) };
}

/* "amp;cc" is what a page writes behind the "&" that it spells "&amp;". */
static bool names_recipient(struct poise__slice name)
{
    static const char *const names[] = { "to", "cc", "bcc" };
    const char *page = "amp;";

    if (poise__text_has(name, 0, page)) {
        name.data += strlen(page);
        name.len -= strlen(page);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (poise__slice_is(name, names[i])) return true;
    return false;
}

/* The addresses of one parameter, of none when it names no recipient. False at the end. */
static bool next_list(struct poise__mailto *mailto)
{
    char *begin = mailto->rest;
    size_t len = strcspn(begin, mailto->in_query ? "&" : "?"), name_len = 0;

    if (!*begin) return false;
    mailto->rest += len + (begin[len] != '\0');
    if (mailto->in_query) {
        char *sign = memchr(begin, '=', len);
        name_len = sign ? (size_t)(sign - begin) : len;
        if (!sign || !names_recipient(undone(begin, name_len))) return true;
        name_len++;
    }
    mailto->in_query = true;
    mailto->list = undone(begin + name_len, len - name_len);
    return true;
}

/* Names in front of "<a@b>" and white space are no part of an address. */
static struct poise__slice next_word(struct poise__slice *list)
{
    const char *begin = list->data, *end = begin + list->len, *at = begin;

    while (at < end && *at != ' ' && !memchr(",;<>", *at, 4)) at++;
    size_t len = (size_t)(at - begin), step = len + (at < end);
    *list = (struct poise__slice){ begin + step, list->len - step };
    return (struct poise__slice){ begin, len };
}

bool poise__mailto_next(struct poise__mailto *mailto, struct poise__slice *address)
{
    do {
        while (mailto->list.len > 0) {
            *address = next_word(&mailto->list);
            if (memchr(address->data, '@', address->len)) return true;
        }
    } while (next_list(mailto));
    return false;
}
