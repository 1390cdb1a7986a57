/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "xml.h"

#include "unicode.h"

#include <stdbool.h>
#include <string.h>

void xml_declare(FILE *out)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", out);
}

/* The production Char of XML 1.0; surrogates are no UTF-8 and never get here. */
static bool is_char(long code)
{
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xFFFE) ||
           code >= 0x10000;
}

static void character(FILE *out, const char *text, size_t len, long code)
{
    switch (code) {
    case '&': fputs("&amp;", out); break;
    case '<': fputs("&lt;", out); break;
    case '>': fputs("&gt;", out); break;
    case '"': fputs("&quot;", out); break;
    default:
        if (is_char(code))
            fwrite(text, 1, len, out);
        else
            fputs("\xEF\xBF\xBD", out);
    }
}

/* The white space in kept would be changed by who reads it, and is written as a number. */
static void escape(FILE *out, const char *text, const char *kept)
{
    size_t len = strlen(text), at = 0;
    long code;

    while (at < len) {
        size_t used = unicode_next(text + at, len - at, &code);
        if (strchr(kept, text[at]) != NULL)
            fprintf(out, "&#%ld;", code);
        else
            character(out, text + at, used, code);
        at += used;
    }
}

void xml_text(FILE *out, const char *text)
{
    escape(out, text, "\r");
}

void xml_attribute(FILE *out, const char *name, const char *value)
{
    fprintf(out, " %s=\"", name);
    escape(out, value, "\t\n\r");
    fputs("\"", out);
}

void xml_number(FILE *out, const char *name, size_t value)
{
    fprintf(out, " %s=\"%zu\"", name, value);
}
