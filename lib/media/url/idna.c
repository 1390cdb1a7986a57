/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/url/idna.h"

#include <string.h>

#include <utf8proc.h>

#include "media/chars.h"
#include "media/url/punycode.h"

enum { ZWNJ = 0x200C, ZWJ = 0x200D, SHARP_S = 0xDF, BIG_SHARP_S = 0x1E9E, FINAL_SIGMA = 0x3C2 };

#define FOLD (UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD)

struct points {
    int32_t *data;
    uint32_t count;
};

/* ---- Mapping ------------------------------------------------------------------------------ */

/* What case folding would take away and IDNA keeps. */
static bool is_kept(int32_t c)
{
    return c == SHARP_S || c == FINAL_SIGMA || c == ZWJ || c == ZWNJ;
}

/* What may stand in a host without meaning anything. */
static bool is_ignored(int32_t c)
{
    return c >= 0x80 && c != ZWJ && c != ZWNJ && utf8proc_get_property(c)->ignorable;
}

/* Marks that turn the reading direction, and tags: they mean nothing either, but may not stand there. */
static bool is_deceptive(int32_t c)
{
    return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0xE0001 && c <= 0xE007F);
}

/* Append what one character folds to. */
static bool fold_point(int32_t c, struct points *out, bool *bad)
{
    uint32_t room = POISE__HOST_POINTS - out->count;
    int32_t *to = out->data + out->count;
    int boundary = 0;

    if (is_ignored(c)) {
        *bad |= is_deceptive(c);
        return true;
    }
    if (poise__char_is_wide_dot(c)) c = '.';
    if (c == BIG_SHARP_S) c = SHARP_S;
    if (c < 0x80 || is_kept(c)) {
        if (room == 0) return false;
        *to = c < 0x80 ? poise__lower((char)c) : c;
        out->count++;
        return true;
    }
    utf8proc_ssize_t count = utf8proc_decompose_char(c, to, room, FOLD, &boundary);
    if (count < 0 || count > (utf8proc_ssize_t)room) return false;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (to[i] == '.' || poise__char_is_wide_dot(to[i])) *bad = true;
    out->count += (uint32_t)count;
    return true;
}

static int32_t mark_class(int32_t c)
{
    return c < 0x300 ? 0 : utf8proc_get_property(c)->combining_class;
}

/* Marks into canonical order. */
static void sort_marks(struct points *points)
{
    int32_t *data = points->data;

    for (uint32_t i = 1; i < points->count; i++) {
        int32_t c = data[i], its_class = mark_class(c);
        uint32_t to = i;
        if (its_class == 0) continue;
        for (; to > 0 && mark_class(data[to - 1]) > its_class; to--) data[to] = data[to - 1];
        data[to] = c;
    }
}

static bool map_points(const int32_t *in, uint32_t count, struct points *out, bool *bad)
{
    bool is_wide = false;

    out->count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (in[i] >= 0x80) is_wide = true;
        if (!fold_point(in[i], out, bad)) return false;
    }
    if (!is_wide) return true;
    sort_marks(out);
    out->count = (uint32_t)utf8proc_normalize_utf32(out->data, out->count,
                                                    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return true;
}

/* ---- Rules for one label ------------------------------------------------------------------ */

/* Code points that no host may have, once mapped. */
static bool is_forbidden(int32_t c)
{
    if (c < 0x80) return c <= ' ' || c == 0x7F || strchr("#/:<>?@[\\]^|%", c);
    if (c == ZWJ || c == ZWNJ) return false;
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)) return true;
    if ((c >= 0x2FF0 && c <= 0x2FFF) || c == 0xFFFC || c == 0xFFFD) return true;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CN: return c < 0x20000 || c > 0x33FFF; /* ideographs come yearly */
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return false;
    }
}

static bool is_mark(int32_t c)
{
    utf8proc_category_t category = c < 0x300 ? UTF8PROC_CATEGORY_CN : utf8proc_category(c);

    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

/* Letters of scripts whose letters join: Arabic, Syriac, Mandaic, N'Ko, Mongolian and their kin. */
static bool joins(int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);

    if (category != UTF8PROC_CATEGORY_LO && category != UTF8PROC_CATEGORY_LM) return false;
    return (c >= 0x620 && c <= 0x8C9) || (c >= 0x1807 && c <= 0x18AA) ||
           (c >= 0xA840 && c <= 0xA872) || (c >= 0x10AC0 && c <= 0x10FFF) ||
           (c >= 0x1E900 && c <= 0x1E943);
}

/* A joiner needs a virama before it; one that keeps letters apart may stand between two that would
 * join. */
static bool is_joiner_right(const int32_t *label, uint32_t count, uint32_t at)
{
    enum { VIRAMA = 9 };
    uint32_t before = at, after = at + 1;

    if (at > 0 && mark_class(label[at - 1]) == VIRAMA) return true;
    if (label[at] == ZWJ) return false;
    while (before > 0 && is_mark(label[before - 1])) before--;
    while (after < count && is_mark(label[after])) after++;
    return before > 0 && after < count && joins(label[before - 1]) && joins(label[after]);
}

static bool is_label_bad(const int32_t *label, uint32_t count)
{
    if (count == 0) return false;
    if (is_mark(label[0])) return true;
    for (uint32_t i = 0; i < count; i++) {
        if (is_forbidden(label[i])) return true;
        if ((label[i] == ZWJ || label[i] == ZWNJ) && !is_joiner_right(label, count, i)) return true;
    }
    return false;
}

/* ---- Right to left ------------------------------------------------------------------------ */

#define CLASS(name) (1u << UTF8PROC_BIDI_CLASS_##name)

static unsigned bidi_class(int32_t c)
{
    return 1u << utf8proc_get_property(c)->bidi_class;
}

/* RFC 5893, section 2: the rule for a label of a host that runs from right to left anywhere. */
static bool breaks_bidi_rule(const int32_t *label, uint32_t count)
{
    const unsigned both = CLASS(EN) | CLASS(ES) | CLASS(CS) | CLASS(ET) | CLASS(ON) | CLASS(BN) |
                          CLASS(NSM);
    unsigned seen = 0, first, last;

    if (count == 0) return false;
    first = bidi_class(label[0]);
    for (uint32_t i = 0; i < count; i++) seen |= bidi_class(label[i]);
    while (count > 1 && bidi_class(label[count - 1]) == CLASS(NSM)) count--;
    last = bidi_class(label[count - 1]);
    if (first & CLASS(L)) return (seen & ~(both | CLASS(L))) || !(last & (CLASS(L) | CLASS(EN)));
    if (!(first & (CLASS(R) | CLASS(AL)))) return true;
    if (seen & ~(both | CLASS(R) | CLASS(AL) | CLASS(AN))) return true;
    if (!(last & (CLASS(R) | CLASS(AL) | CLASS(EN) | CLASS(AN)))) return true;
    return (seen & CLASS(EN)) && (seen & CLASS(AN));
}

static bool is_bidi_bad(const struct poise__idna *idna)
{
    bool runs_left = false;

    for (uint32_t i = 0; i < idna->count && !runs_left; i++)
        runs_left = idna->points[i] >= 0x80 &&
                    (bidi_class(idna->points[i]) & (CLASS(R) | CLASS(AL) | CLASS(AN)));
    for (uint32_t at = 0, end; runs_left && at < idna->count; at = end + 1) {
        end = poise__idna_label_end(idna, at);
        if (breaks_bidi_rule(idna->points + at, end - at)) return true;
    }
    return false;
}

/* ---- The host ----------------------------------------------------------------------------- */

static bool is_ascii(const int32_t *points, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (points[i] >= 0x80) return false;
    return true;
}

/* What "xn--" hides, into `out`. False when it is no spelling that this algorithm has. */
static bool read_punycode(const int32_t *label, uint32_t len, struct points *out)
{
    int32_t again[POISE__HOST_POINTS];
    struct points mapped = { again, 0 };
    bool bad = false;

    if (!is_ascii(label, len) ||
        !poise__punycode_decode(label + 4, len - 4, out->data, POISE__HOST_POINTS, &out->count))
        return false;
    if (is_ascii(out->data, out->count)) return false;
    return map_points(out->data, out->count, &mapped, &bad) && !bad && mapped.count == out->count &&
           memcmp(again, out->data, out->count * sizeof *again) == 0;
}

static bool has_prefix(const int32_t *label, uint32_t len)
{
    return len >= 4 && label[0] == 'x' && label[1] == 'n' && label[2] == '-' && label[3] == '-';
}

/* Append a label. False when it does not fit. */
static bool add_label(const int32_t *label, uint32_t len, struct poise__idna *idna)
{
    int32_t hidden[POISE__HOST_POINTS];
    struct points points = { hidden, 0 };

    if (has_prefix(label, len)) {
        if (read_punycode(label, len, &points)) {
            label = hidden;
            len = points.count;
        } else {
            idna->is_bad = true;
        }
    }
    if (is_label_bad(label, len)) idna->is_bad = true;
    if (len > POISE__HOST_POINTS - idna->count) return false;
    memcpy(idna->points + idna->count, label, len * sizeof *label);
    idna->count += len;
    return true;
}

uint32_t poise__idna_label_end(const struct poise__idna *idna, uint32_t at)
{
    while (at < idna->count && idna->points[at] != '.') at++;
    return at;
}

bool poise__idna_read(const int32_t *host, uint32_t count, struct poise__idna *idna)
{
    int32_t folded[POISE__HOST_POINTS];
    struct points mapped = { folded, 0 };

    idna->count = 0;
    idna->is_bad = false;
    if (!map_points(host, count, &mapped, &idna->is_bad)) return false;
    for (uint32_t at = 0, end; at < mapped.count; at = end + 1) {
        for (end = at; end < mapped.count && folded[end] != '.';) end++;
        if (!add_label(folded + at, end - at, idna)) return false;
        if (end == mapped.count) break;
        if (idna->count == POISE__HOST_POINTS) return false;
        idna->points[idna->count++] = '.';
    }
    if (is_bidi_bad(idna)) idna->is_bad = true;
    return true;
}

/* Append the ASCII form of one label. */
static bool put_label(const int32_t *label, uint32_t count, char *out, uint32_t cap, uint32_t *len)
{
    static const char prefix[] = "xn--";
    uint32_t written;

    if (is_ascii(label, count)) {
        if (cap - *len < count) return false;
        for (uint32_t i = 0; i < count; i++) out[(*len)++] = (char)label[i];
        return true;
    }
    if (cap - *len < sizeof prefix - 1) return false;
    memcpy(out + *len, prefix, sizeof prefix - 1);
    *len += sizeof prefix - 1;
    if (!poise__punycode_encode(label, count, out + *len, cap - *len, &written)) return false;
    *len += written;
    return true;
}

bool poise__idna_ascii(const struct poise__idna *idna, char *out, uint32_t cap, uint32_t *len)
{
    *len = 0;
    for (uint32_t at = 0, end; at < idna->count; at = end + 1) {
        end = poise__idna_label_end(idna, at);
        if (!put_label(idna->points + at, end - at, out, cap, len)) return false;
        if (end == idna->count) break;
        if (*len == cap) return false;
        out[(*len)++] = '.';
    }
    return true;
}
