/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "bench.h"

#include <string.h>

const struct hostile hostile_texts[] = {
    { "plain", "", "We are sorry for the delay of your order. " },
    { "one word", "", "a" },
    { "spaces", "", " " },
    { "line feeds", "", "\n" },
    { "cue after cue", "", "you idiot " },
    { "cue begun, never ended", "", "we are sorry that you feel we are sorry that " },
    { "negations", "", "not " },
    { "quotes open", "", "\" " },
    { "guillemets open", "", "\xC2\xAB " },
    { "apostrophes", "", "l'" },
    { "round brackets", "", "(" },
    { "square brackets", "", "[" },
    { "Markdown pictures begun", "", "![" },
    { "Markdown links begun", "", "[a](" },
    { "backquotes", "", "`" },
    { "growing code fences", "", "``` ` `` " },
    { "tags begun", "", "<a " },
    { "attributes begun", "", "<img alt=\"" },
    { "attributes without end", "<img ", "alt=\"a\" title='" },
    { "attributes of BBCode begun", "", "[img alt='" },
    { "tags in one attribute", "<img alt='", "< " },
    { "titles begun", "", "](a \"" },
    { "comments begun", "", "<!--" },
    { "braces", "", "{{" },
    { "quoted lines", "", "> " },
    { "links", "", "http://a.example/ " },
    { "one long link", "http://a.example/", "a/" },
    { "link of closing brackets", "http://a.example/", ")" },
    { "schemes", "", "http://" },
    { "dots", "", "a." },
    { "at signs", "", "a@" },
    { "digits", "", "1 " },
    { "data link", "data:image/png;base64,", "AAAA" },
    { "combining marks", "e", "\xCC\x81" },
    { "zero width", "y", "\xE2\x80\x8B" },
    { "ligature that grows 18-fold", "", "\xEF\xB7\xBA" },
    { "invalid bytes", "", "\xFF" },
    { "cut characters", "", "\xE2\x82" },
    { "flags and joiners", "", "\xF0\x9F\x91\xA9\xE2\x80\x8D" },
    { "full stops", "", "." },
    { "one-word sentences", "", "No. " },
    { "letters apart", "", "i " },
    { "words spelt apart", "", "s t u p i d  " },
    { "masks", "", "f*** " },
    { "one long mask", "f", "*" },
    { "letters and stars", "", "fu*" },
    { "digits for letters", "", "s1l1 " },
    { "signs for letters", "", "a$" },
    { "letters drawn out", "", "aaabbbccc " },
    { "brackets in links", "", "http://a.example/(" },
    { "marks said", "", "a dot " },
    { "marks said in hosts", "", "com dot " },
    { "signs said", "", "a arobase " },
    { "dots apart", "", "a . " },
    { "marks in brackets", "", "a[.]" },
    { "marks begun", "", "[ . " },
    { "entities", "", "&#46;" },
    { "escapes", "", "%2525" },
    { "schemes escaped", "", "http%3A%2F%2F" },
    { "schemes apart", "", "h t t p : / / " },
    { "schemes without hosts", "", "a://" },
    { "mailboxes", "", "a.b+c" },
    { "words joined", "", "a-dot-" },
    { "suffixes", "", "com." },
    { "suffixes between scripts", "", "a.com\xE3\x81\x82" },
    { "full-width dots", "", "a\xEF\xBC\x8E" },
    { "shares", "", "\\\\a\\b " },
    { "numbers apart", "", "12 34 " },
    { "elements with targets", "", "<a href=a>" },
    { "two scripts", "", "\xD0\xB0z " },
};

const size_t hostile_count = sizeof hostile_texts / sizeof hostile_texts[0];

void hostile_fill(const struct hostile *text, char *out, size_t len)
{
    size_t head = strlen(text->head), unit = strlen(text->unit);

    for (size_t i = 0; i < len; i++)
        out[i] = i < head ? text->head[i] : text->unit[(i - head) % unit];
}
