/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "text/parts.h"

#include <string.h>

#include <utf8proc.h>

#include "base/rules.h"

/* Characters in one segment: more than any word needs, few enough that sorting marks stays cheap.
 * NFKC grows a character 18-fold at most. */
enum { SEGMENT_MAX = 32, GROWTH_MAX = 18, POINTS_MAX = SEGMENT_MAX * GROWTH_MAX };

struct view {
    struct poise__text *text;
    const uint8_t *bytes;
    uint32_t len;
    bool after_letter;
};

static bool point_is_letter(int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

static bool view_letter_at(const struct view *v, uint32_t at)
{
    int32_t point;

    if (at >= v->len) return false;
    poise__utf8_take(v->bytes + at, v->len - at, &point);
    return point >= 0 && point_is_letter(point);
}

/* Begin a run unless the last one goes on in step. */
static poise_status view_mark(struct view *v, uint32_t origin, bool same)
{
    struct poise__text *text = v->text;
    struct poise__run run = { text->view.count, origin, same };

    if (same && text->runs.count) {
        const struct poise__run *last = (struct poise__run *)text->runs.data + text->runs.count - 1;
        if (last->same && run.view - last->view == origin - last->origin) return POISE_OK;
    }
    return poise__array_push(&text->runs, &text->alloc, &run);
}

static poise_status view_append(struct view *v, const uint8_t *bytes, uint32_t len)
{
    poise_status st = poise__array_reserve(&v->text->view, &v->text->alloc, len);

    if (st != POISE_OK) return st;
    memcpy((uint8_t *)v->text->view.data + v->text->view.count, bytes, len);
    v->text->view.count += len;
    return POISE_OK;
}

static poise_status view_fault(struct view *v, uint32_t begin, uint32_t end, uint16_t rule)
{
    struct poise__array *faults = &v->text->faults;
    struct poise__fault fault = { { begin, end }, rule };

    if (faults->count) {
        struct poise__fault *last = (struct poise__fault *)faults->data + faults->count - 1;
        if (last->rule == rule && last->where.end == begin) {
            last->where.end = end;
            return POISE_OK;
        }
    }
    return poise__array_push(faults, &v->text->alloc, &fault);
}

static bool point_is_control(int32_t point)
{
    if (point < 0x20) return point != '\t' && point != '\n' && point != '\r';
    return (point >= 0x7F && point <= 0x9F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

/* ASCII and the letters of Latin-1 from at on that can be folded byte by byte. A character before
 * anything else is left alone: a combining mark may follow. */
static uint32_t view_plain_end(const struct view *v, uint32_t at)
{
    uint32_t i = at, safe = at;

    while (i < v->len) {
        uint8_t byte = v->bytes[i];
        uint32_t width = 1;
        if (byte >= 0x80) {
            if (byte != 0xC3 || i + 1 >= v->len || (v->bytes[i + 1] & 0xC0) != 0x80 ||
                v->bytes[i + 1] == 0x9F)
                break;
            width = 2;
        } else if (byte == '`' || byte == 0x7F ||
                   (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r')) {
            return i;
        }
        safe = i;
        i += width;
    }
    if (i == v->len || i == at) return i;
    int32_t first, next;
    poise__utf8_take(v->bytes + safe, v->len - safe, &first);
    poise__utf8_take(v->bytes + i, v->len - i, &next);
    return next < 0 || utf8proc_grapheme_break(first, next) ? i : safe;
}

static poise_status view_plain(struct view *v, uint32_t at, uint32_t end)
{
    struct poise__array *view = &v->text->view;
    poise_status st = view_mark(v, at, true);

    if (st == POISE_OK) st = poise__array_reserve(view, &v->text->alloc, end - at);
    if (st != POISE_OK) return st;
    uint8_t *out = (uint8_t *)view->data + view->count;
    for (uint32_t i = at; i < end; i++) {
        uint8_t byte = v->bytes[i];
        /* U+00C0 to U+00DE: a second byte that follows 0xC3, the multiplication sign excepted. */
        bool capital = (byte >= 'A' && byte <= 'Z') ||
                       (byte >= 0x80 && byte <= 0x9E && byte != 0x97);
        *out++ = (uint8_t)(capital ? byte + 32 : byte);
    }
    view->count += end - at;
    uint8_t last = v->bytes[end - 1];
    v->after_letter = last >= 0x80 || ((last | 32) >= 'a' && (last | 32) <= 'z');
    return POISE_OK;
}

static bool view_is_apostrophe(const struct view *v, int32_t point, uint32_t next)
{
    if (point == 0x2019 || point == 0x02BC) return true;
    return (point == 0x2018 || point == 0x00B4 || point == '`') && v->after_letter &&
           view_letter_at(v, next);
}

/* Where the segment that begins with point ends: before the next grapheme, or at the bound. */
static uint32_t view_segment_end(const struct view *v, int32_t point, uint32_t next,
                                 uint32_t *points)
{
    int32_t state = 0, before = point, after;

    *points = 1;
    while (next < v->len && *points < SEGMENT_MAX) {
        uint32_t width = poise__utf8_take(v->bytes + next, v->len - next, &after);
        if (after < 0 || utf8proc_grapheme_break_stateful(before, after, &state)) break;
        next += width;
        before = after;
        ++*points;
    }
    return next;
}

static poise_status view_segment(struct view *v, uint32_t at, uint32_t end, uint32_t points)
{
    static const utf8proc_option_t fold = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                          UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    int32_t wide[POINTS_MAX];
    uint8_t narrow[POINTS_MAX * 4];
    uint32_t len = 0;
    utf8proc_ssize_t count = utf8proc_decompose(v->bytes + at, (utf8proc_ssize_t)(end - at), wide,
                                                POINTS_MAX, fold);

    if (count > 0 && count <= POINTS_MAX) count = utf8proc_normalize_utf32(wide, count, fold);
    for (utf8proc_ssize_t i = 0; i < count && count <= POINTS_MAX; i++)
        len += (uint32_t)utf8proc_encode_char(wide[i], narrow + len);
    bool same = len == end - at &&
                ((points == 1 && count == 1) || memcmp(narrow, v->bytes + at, len) == 0);
    poise_status st = view_mark(v, at, same);
    return st == POISE_OK ? view_append(v, narrow, len) : st;
}

/* One character that has no plain way, with what composes with it. */
static poise_status view_special(struct view *v, uint32_t *at)
{
    int32_t point;
    uint32_t begin = *at, points;
    uint32_t next = begin + poise__utf8_take(v->bytes + begin, v->len - begin, &point);
    poise_status st = POISE_OK;

    *at = next;
    if (point < 0 || view_is_apostrophe(v, point, next)) {
        if (point < 0) {
            st = view_fault(v, begin, next, POISE__RULE_TEXT_INVALID_UTF8);
            v->after_letter = false;
        }
        if (st == POISE_OK) st = view_mark(v, begin, false);
        if (st != POISE_OK) return st;
        return point < 0 ? view_append(v, (const uint8_t *)"\xEF\xBF\xBD", 3)
                         : view_append(v, (const uint8_t *)"'", 1);
    }
    if (point_is_control(point)) {
        st = view_fault(v, begin, next, POISE__RULE_TEXT_CONTROL_CHARACTER);
        points = 1;
    } else {
        next = view_segment_end(v, point, next, &points);
    }
    /* A soft hyphen in a word leaves the word a word. */
    if (!utf8proc_get_property(point)->ignorable) v->after_letter = point_is_letter(point);
    *at = next;
    return st == POISE_OK ? view_segment(v, begin, next, points) : st;
}

poise_status poise__view_build(struct poise__text *text)
{
    struct view v = { .text = text,
                      .bytes = (const uint8_t *)text->origin.data,
                      .len = (uint32_t)text->origin.len };
    poise_status st = poise__array_reserve(&text->view, &text->alloc, v.len + 16);

    for (uint32_t at = 0; at < v.len && st == POISE_OK;) {
        uint32_t end = view_plain_end(&v, at);
        if (end > at) {
            st = view_plain(&v, at, end);
            at = end;
        } else {
            st = view_special(&v, &at);
        }
    }
    if (st == POISE_OK) st = poise__array_reserve(&text->view, &text->alloc, 16);
    if (st == POISE_OK) memset((uint8_t *)text->view.data + text->view.count, 0, 16);
    return st;
}
