/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "placeholders.h"

#include "ascii.h"

#include <string.h>

/* Bounds on look-ahead, those of the library: what keeps the pass linear. */
enum { TAG_LOOK = 200, NAME_LOOK = 64 };

struct view {
    const char *text;
    size_t len;
};

static char byte_at(struct view view, size_t at)
{
    return at < view.len ? view.text[at] : 0;
}

static bool is_name(char byte)
{
    return ascii_is_letter_or_beyond(byte) || ascii_is_digit(byte) || byte == '_';
}

/* Behind a dotted name; from when there is none. */
static size_t name_end(struct view view, size_t from)
{
    size_t end = from;

    if (!ascii_is_letter_or_beyond(byte_at(view, from)) && byte_at(view, from) != '_') return from;
    while (end - from < NAME_LOOK &&
           (is_name(byte_at(view, end)) || byte_at(view, end) == '.' || byte_at(view, end) == '-'))
        end++;
    return end;
}

static bool name_set(struct placeholder *found, size_t begin, size_t end)
{
    found->name_begin = begin;
    found->name_end = end;
    return true;
}

/* ---- Braces -------------------------------------------------------------------------------- */

/* Where the closing mark of a tag stands; 0 when there is none near. No tag holds a brace. */
static size_t close_find(struct view view, size_t from, const char *close)
{
    size_t len = strlen(close);

    for (size_t at = from; at + len <= view.len && at < from + TAG_LOOK; at++) {
        if (memcmp(view.text + at, close, len) == 0) return at > from ? at : 0;
        if (view.text[at] == '{') return 0;
    }
    return 0;
}

/* Of "contact.name | there": the name. Blocks, helpers with arguments and words in quotation marks
 * have none: what they are called is the helpdesk's language and not the file's. */
static void expression_name(struct view view, size_t begin, size_t end, struct placeholder *found)
{
    size_t stop;

    while (begin < end && strchr(" \t\n&~-", view.text[begin]) != NULL) begin++;
    for (stop = begin; stop < end && strchr("|,?", view.text[stop]) == NULL; stop++)
        if (!is_name(view.text[stop]) && strchr(" .-~", view.text[stop]) == NULL) return;
    while (stop > begin && strchr(" ~-", view.text[stop - 1]) != NULL) stop--;
    if (stop - begin > NAME_LOOK || name_end(view, begin) == begin) return;
    if (stop - begin == 4 && memcmp(view.text + begin, "else", 4) == 0) return;
    (void)name_set(found, begin, stop);
}

static bool braces_read(struct view view, size_t at, struct placeholder *found)
{
    bool triple = byte_at(view, at + 2) == '{';
    size_t begin = at + 2 + triple, close, end = name_end(view, begin);

    found->spelling = SPELLING_BRACES;
    close = close_find(view, begin, triple ? "}}}" : "}}");
    /* "{{name}" and "{{name" that nothing closes. */
    if (end > begin && !triple &&
        (close == 0 || (byte_at(view, end) == '}' && byte_at(view, end + 1) != '}'))) {
        found->is_broken = true;
        found->end = end + (byte_at(view, end) == '}');
        return name_set(found, begin, end);
    }
    if (close == 0) return false;
    found->end = close + 2 + triple;
    expression_name(view, begin, close, found);
    return true;
}

/* "{%name%}" fills in; "{% for … %}" is a statement and has no name. */
static bool tag_read(struct view view, size_t at, struct placeholder *found)
{
    size_t close = close_find(view, at + 2, "%}"), end = name_end(view, at + 2);

    if (close == 0) return false;
    found->spelling = SPELLING_TAG;
    found->end = close + 2;
    if (end > at + 2 && (end == close || byte_at(view, end) == ',') &&
        memcmp(view.text + at + 2, "end", 3) != 0 && memcmp(view.text + at + 2, "else", 4) != 0)
        (void)name_set(found, at + 2, end);
    return true;
}

static bool brace_read(struct view view, size_t at, struct placeholder *found)
{
    size_t end;

    if (byte_at(view, at + 1) == '{') return braces_read(view, at, found);
    if (byte_at(view, at + 1) == '%') return tag_read(view, at, found);
    end = name_end(view, at + 1);
    if (end == at + 1 || byte_at(view, end) != '}') return false;
    found->spelling = SPELLING_BRACE;
    found->end = end + 1;
    if (byte_at(view, end + 1) == '}') {
        found->is_broken = true;
        found->end++;
    }
    return name_set(found, at + 1, end);
}

/* "#{x}" is one of Ruby's, "#{{x}}" a number sign before one of the others. */
static bool prefix_read(struct view view, size_t at, struct placeholder *found)
{
    if (byte_at(view, at + 2) == '{' || !brace_read(view, at + 1, found)) return false;
    if (found->spelling != SPELLING_BRACE) return false;
    found->begin = at;
    found->spelling = view.text[at] == '#'   ? SPELLING_HASH_BRACE
                      : view.text[at] == '$' ? SPELLING_DOLLAR_BRACE
                                             : SPELLING_PERCENT_BRACE;
    return true;
}

/* ---- Signs --------------------------------------------------------------------------------- */

static bool is_hexadecimal(char byte)
{
    return ascii_is_digit(byte) || (byte >= 'A' && byte <= 'F') || (byte >= 'a' && byte <= 'f');
}

/* "%s", "%1", "%1$s": no name, but a template. */
static bool printf_read(struct view view, size_t at, struct placeholder *found)
{
    size_t end = at + 1;

    while (end < at + 3 && ascii_is_digit(byte_at(view, end))) end++;
    if (end > at + 1 && byte_at(view, end) == '$') end++;
    if ((end == at + 1 || byte_at(view, end - 1) == '$') && byte_at(view, end) != 0 &&
        strchr("sd", byte_at(view, end)) != NULL)
        end++;
    if (end == at + 1 || is_name(byte_at(view, end))) return false;
    found->end = end;
    return name_set(found, end, end);
}

static bool percent_read(struct view view, size_t at, struct placeholder *found)
{
    size_t end;

    found->spelling = SPELLING_PRINTF;
    if (byte_at(view, at + 1) == '(') {
        end = name_end(view, at + 2);
        found->end = end + 2;
        return end > at + 2 && byte_at(view, end) == ')' && byte_at(view, end + 1) != 0 &&
               strchr("sdif", byte_at(view, end + 1)) != NULL && name_set(found, at + 2, end);
    }
    end = name_end(view, at + 1);
    /* "%C3%" is a part of an address. */
    if (end > at + 2 && byte_at(view, end) == '%' &&
        !(end == at + 3 && is_hexadecimal(view.text[at + 1]) &&
          is_hexadecimal(view.text[at + 2]))) {
        found->spelling = SPELLING_PERCENT;
        found->end = end + 1;
        return name_set(found, at + 1, end);
    }
    return printf_read(view, at, found);
}

static bool dollar_read(struct view view, size_t at, struct placeholder *found)
{
    char first = byte_at(view, at + 1);
    size_t end = name_end(view, at + 1);

    if (!((first >= 'a' && first <= 'z') || first == '_')) return false;
    while (end > at + 1 && (view.text[end - 1] == '.' || view.text[end - 1] == '-')) end--;
    found->spelling = SPELLING_DOLLAR;
    found->end = end;
    return name_set(found, at + 1, end);
}

/* Not ":smile:", and only where a word may begin. */
static bool colon_read(struct view view, size_t at, struct placeholder *found)
{
    size_t end = at + 1;

    if (at > 0 && strchr(" \t\n(", view.text[at - 1]) == NULL) return false;
    while (end - at < NAME_LOOK &&
           ((byte_at(view, end) >= 'a' && byte_at(view, end) <= 'z') || byte_at(view, end) == '_'))
        end++;
    if (end < at + 4 || is_name(byte_at(view, end)) || byte_at(view, end) == ':') return false;
    found->spelling = SPELLING_COLON;
    found->end = end;
    return name_set(found, at + 1, end);
}

/* ---- Brackets ------------------------------------------------------------------------------ */

static bool brackets_read(struct view view, size_t at, struct placeholder *found)
{
    size_t end = at + 2;

    if (byte_at(view, at + 1) != '[') return false;
    while (end - at < NAME_LOOK && byte_at(view, end) != 0 &&
           (is_name(byte_at(view, end)) || strchr(" .'-", byte_at(view, end)) != NULL))
        end++;
    if (end == at + 2 || byte_at(view, end) != ']' || byte_at(view, end + 1) != ']') return false;
    found->spelling = SPELLING_BRACKETS;
    found->end = end + 2;
    return name_set(found, at + 2, end);
}

/* "<first name>". Whether "<b>" is one or a tag is for the caller, who knows words. */
static bool angle_read(struct view view, size_t at, struct placeholder *found)
{
    size_t end = name_end(view, at + 1);

    while (end > at + 1 && end - at < NAME_LOOK && byte_at(view, end) == ' ' &&
           ascii_is_letter_or_beyond(byte_at(view, end + 1)))
        end = name_end(view, end + 1);
    if (end == at + 1 || byte_at(view, end) != '>') return false;
    found->spelling = SPELLING_ANGLE;
    found->end = end + 1;
    return name_set(found, at + 1, end);
}

bool placeholder_at(const char *text, size_t len, size_t at, struct placeholder *found)
{
    struct view view = { text, len };
    bool joined = at > 0 && is_name(text[at - 1]);

    *found = (struct placeholder){ .begin = at };
    switch (text[at]) {
    case '{': return brace_read(view, at, found);
    case '#': return byte_at(view, at + 1) == '{' && prefix_read(view, at, found);
    case '%':
        if (byte_at(view, at + 1) == '{') return prefix_read(view, at, found);
        return !joined && percent_read(view, at, found);
    case '$':
        if (byte_at(view, at + 1) == '{') return prefix_read(view, at, found);
        return !joined && dollar_read(view, at, found);
    case ':': return colon_read(view, at, found);
    case '[': return brackets_read(view, at, found);
    case '<': return angle_read(view, at, found);
    default: return false;
    }
}
