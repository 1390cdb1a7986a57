/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "media/scan/spoken.h"

#include <string.h>

#include "media/chars.h"
#include "media/scan/name.h"
#include "media/scan/spell.h"
#include "media/tables.h"

enum {
    LABELS_MAX = 12, /* more are no address that anybody says */
    LABEL_MAX = 63,  /* bytes, by RFC 1035 */
    BACK_MAX = 24    /* how far a word in front is looked for */
};

/* ---- Labels ------------------------------------------------------------------------------- */

static bool is_label_char(unsigned char c)
{
    return poise__is_letter(c) || poise__is_digit(c) || c == '-' || c == '_' || c >= 0x80;
}

/* A hyphen or underscore that begins a mark ends the label. */
static bool is_joint(struct poise__slice text, uint32_t at)
{
    struct poise__mark mark;

    return (text.data[at] == '-' || text.data[at] == '_') && poise__said_mark(text, at, &mark);
}

static uint32_t label_end(struct poise__slice text, uint32_t at)
{
    uint32_t end = at, len;

    while (end < text.len && end - at <= LABEL_MAX &&
           is_label_char((unsigned char)text.data[end])) {
        bool is_word = poise__char_kind(text, end, &len) == POISE__CHAR_WORD;
        if (is_joint(text, end) || ((unsigned char)text.data[end] >= 0x80 && !is_word)) break;
        end += len;
    }
    return end - at <= LABEL_MAX ? end : at;
}

static uint32_t label_begin(struct poise__slice text, uint32_t end, uint32_t floor)
{
    uint32_t at = end, len;

    while (at > floor && end - at <= LABEL_MAX && is_label_char((unsigned char)text.data[at - 1]))
        at--;
    /* What is no letter ends the word: a quote, a dash, an emoji. */
    for (uint32_t i = at; i < end; i += len) {
        if ((unsigned char)text.data[i] < 0x80) {
            len = 1;
        } else if (poise__char_kind(text, i, &len) != POISE__CHAR_WORD) {
            at = i + len;
        }
    }
    return at;
}

static struct poise__slice label_of(struct poise__slice text, uint32_t begin, uint32_t end)
{
    return (struct poise__slice){ text.data + begin, end - begin };
}

static bool is_one_of(struct poise__slice word, const char *const *list)
{
    for (; *list; list++)
        if (poise__slice_is(word, *list)) return true;
    return false;
}

/* ---- A sequence of labels and marks ---------------------------------------------------------- */

struct sequence {
    uint32_t begins[LABELS_MAX];
    uint32_t ends[LABELS_MAX];
    char marks[LABELS_MAX]; /* in front of each label; '\0' for the first */
    uint32_t count;
    bool said;      /* some mark stands apart */
    bool disguised; /* some mark is in brackets or between hyphens, which no sentence has */
};

/* Does a blank or a joint stand in front of the mark at `at`? */
static bool is_apart(struct poise__slice text, uint32_t at)
{
    return strchr("-_", text.data[at]) || poise__skip_blanks(text, at) > at;
}

/* A mark at `at`, said or plain, with one meaning. */
static bool mark_at(struct poise__slice text, uint32_t at, struct poise__mark *mark)
{
    if (at >= text.len) return false;
    if (!poise__said_mark(text, at, mark) &&
        (is_apart(text, at) || !poise__mark_read(text, at, mark)))
        return false;
    if (mark->means[1] != '\0') return false;
    if (mark->means[0] != ':') return true;
    /* A port, and nothing else, stands behind a colon. */
    uint32_t next = poise__skip_blanks(text, at + mark->len);
    return next < text.len && poise__is_digit((unsigned char)text.data[next]);
}

/* Did a bracket or a hyphen close the mark that ends in front of `at`? */
static bool is_disguised(struct poise__slice text, uint32_t at, const struct poise__mark *mark)
{
    while (text.data[at - 1] == ' ' || text.data[at - 1] == '\t') at--;
    return mark->len > 1 && strchr("])}>-_;", text.data[at - 1]);
}

static void sequence_read(struct poise__slice text, uint32_t begin, struct sequence *sequence)
{
    struct poise__mark mark = { .means = "" };
    uint32_t at = begin;
    bool apart = false, is_full_stop = false;

    *sequence = (struct sequence){ .count = 0 };
    while (sequence->count < LABELS_MAX) {
        uint32_t end = label_end(text, at), i = sequence->count;
        /* "So we did . No ." are sentences. */
        if (end == at || (apart && is_full_stop && poise__is_upper((unsigned char)text.data[at])))
            return;
        sequence->begins[i] = at;
        sequence->ends[i] = end;
        sequence->marks[i] = mark.means[0];
        sequence->count++;
        if (apart) sequence->said = true;
        if (mark.flags && is_disguised(text, at, &mark)) sequence->disguised = true;
        if (!mark_at(text, end, &mark)) return;
        apart = is_apart(text, end);
        at = end + mark.len;
        is_full_stop = text.data[at - 1] == '.';
        if (apart) at = poise__skip_blanks(text, at);
    }
}

static uint32_t find_mark(const struct sequence *sequence, char mark)
{
    uint32_t i = 1;

    while (i < sequence->count && sequence->marks[i] != mark) i++;
    return i;
}

/* "203 dot 0 dot 113 dot 9" */
static bool are_octets(struct poise__slice text, const struct sequence *sequence, uint32_t from)
{
    for (uint32_t label = from; label < from + 4; label++)
        for (uint32_t i = sequence->begins[label]; i < sequence->ends[label]; i++)
            if (!poise__is_digit((unsigned char)text.data[i])) return false;
    return true;
}

/* The labels [from, count) that are a host: those with dots, as far as a suffix goes. Returns the
 * one behind the last, or `from`. */
static uint32_t host_labels(struct poise__slice text, const struct sequence *sequence,
                            uint32_t from)
{
    uint32_t last = from, i = from + 1;

    for (; i < sequence->count && strchr(".-_", sequence->marks[i]); i++)
        if (sequence->marks[i] == '.' &&
            poise__table_has_tld(label_of(text, sequence->begins[i], sequence->ends[i])))
            last = i + 1;
    return last > from || i - from != 4 || !are_octets(text, sequence, from) ? last : i;
}

/* The labels of a path behind `from`: as many as slashes and dots lead to. */
static uint32_t path_labels(const struct sequence *sequence, uint32_t from)
{
    uint32_t i = from;

    if (i >= sequence->count || !strchr("/:", sequence->marks[i])) return from;
    while (i < sequence->count && sequence->marks[i] != '@') i++;
    return i;
}

/* ---- Whether an address is meant ------------------------------------------------------------- */

static bool word_before_is(struct poise__slice text, uint32_t at, uint32_t floor,
                           const char *const *list)
{
    uint32_t end = at, begin;

    if (floor + BACK_MAX < at) floor = at - BACK_MAX;
    while (end > floor && text.data[end - 1] == ' ') end--;
    /* An elided article touches its word: "l'exemple". */
    if (end == at && end > floor && text.data[end - 1] == '\'') end--;
    if (end >= 3 && end == at && poise__text_has(text, end - 3, "\xE2\x80\x99")) end -= 3;
    begin = label_begin(text, end, floor);
    return begin < end && is_one_of(label_of(text, begin, end), list);
}

/* What makes a noun of the word behind it: "the shop dot com", "un point com". */
static const char *const articles[] = { "the",   "a",   "an",    "this",  "that",  "our", "your",
                                        "these", "old", "new",   "le",    "la",    "l",   "les",
                                        "un",    "une", "ce",    "cet",   "cette", "des", "du",
                                        "ces",   "de",  "notre", "votre", NULL };

/* Nor do these name a host: "at dot com level". */
static const char *const prepositions[] = { "at",  "on",  "in",  "by",   "to",  "of",   "from",
                                            "for", "and", "or",  "with", "et",  "ou",   "à",
                                            "au",  "en",  "sur", "pour", "par", "avec", NULL };

static bool is_function_word(struct poise__slice word)
{
    return is_one_of(word, articles) || is_one_of(word, prepositions);
}

/* "example dot com" alone: a suffix that is no word, a name that is no article and has none. */
static bool is_meant(struct poise__slice text, const struct sequence *sequence, uint32_t from,
                     uint32_t host, uint32_t floor)
{
    struct poise__slice first = label_of(text, sequence->begins[from], sequence->ends[from]);
    struct poise__slice suffix = label_of(text, sequence->begins[host - 1],
                                          sequence->ends[host - 1]);

    if (poise__slice_is(first, "www")) return host - from >= 3;
    if (sequence->disguised || poise__is_digit((unsigned char)suffix.data[0])) return true;
    if (is_function_word(first)) return false;
    if (path_labels(sequence, host) > host) return first.len >= 2;
    return first.len >= 2 && poise__name_is_plain_suffix(suffix) &&
           !word_before_is(text, sequence->begins[from], floor, articles);
}

/* Does the suffix in front of `host` make sure that a dot is meant? "I am at work dot you" has none. */
static bool is_sure(struct poise__slice text, const struct sequence *sequence, uint32_t host)
{
    return sequence->disguised || poise__name_is_plain_suffix(label_of(
                                      text, sequence->begins[host - 1], sequence->ends[host - 1]));
}

/* Words in front of "at example dot com" that make it a place and no mailbox. */
static const char *const meetings[] = { "us",        "me",          "look", "site", "website",
                                        "page",      "online",      "find", "here", "shop",
                                        "it",        "them",        "are",  "is",   "visit",
                                        "order",     "more",        "live", "book", "available",
                                        "details",   "information", "also", "now",  "anytime",
                                        "questions", "blog",        "team", NULL };

/* "jane.doe at": the name goes on in front of a plain dot. */
static uint32_t mailbox_extend(struct poise__slice text, uint32_t begin, uint32_t floor)
{
    while (begin > floor + 1 && text.data[begin - 1] == '.') {
        uint32_t label = label_begin(text, begin - 1, floor);
        if (label == begin - 1) break;
        begin = label;
    }
    return begin;
}

/* Where the mailbox begins whose at sign is said in front of `at`; `at` when there is none. */
static uint32_t mailbox_begin(struct poise__slice text, uint32_t at, uint32_t floor)
{
    uint32_t low = at > floor + BACK_MAX ? at - BACK_MAX : floor;
    struct poise__mark mark;

    for (uint32_t i = at; i > low; i--) {
        if (text.data[i - 1] != ' ' || !poise__said_mark(text, i - 1, &mark)) continue;
        if (poise__skip_blanks(text, i - 1 + mark.len) != at || mark.means[0] != '@') continue;
        uint32_t end = i - 1;
        while (end > floor && text.data[end - 1] == ' ') end--;
        uint32_t begin = label_begin(text, end, floor);
        bool is_word_at = poise__text_has(text, i, "at ") || poise__text_has(text, i, "@ ");
        if (begin == end || (is_word_at && is_one_of(label_of(text, begin, end), meetings)))
            return at;
        return mailbox_extend(text, begin, floor);
    }
    return at;
}

/* ---- Reading ------------------------------------------------------------------------------ */

/* "https colon slash slash" or a scheme with its spaces in front. */
static uint32_t scheme_begin(struct poise__slice text, uint32_t at, uint32_t floor)
{
    static const char *const said[] = { "https colon slash slash ",
                                        "http colon slash slash ",
                                        "https:// ",
                                        "http:// ",
                                        "https deux points slash slash ",
                                        "http deux points slash slash ",
                                        "https deux-points slash slash ",
                                        "http deux-points slash slash ",
                                        "https deux-points barre oblique barre oblique ",
                                        "https deux points barre oblique barre oblique ",
                                        "http deux points barre oblique barre oblique " };

    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        uint32_t len = (uint32_t)strlen(said[i]);
        if (at >= floor + len && poise__text_has(text, at - len, said[i])) return at - len;
    }
    return at;
}

static bool take(struct poise__link *link, uint32_t begin, uint32_t end, uint32_t shape)
{
    link->where = (poise_span){ begin, end };
    link->shape = shape;
    link->flags = POISE_MEDIA_OBFUSCATED;
    return true;
}

/* The labels in front that said hyphens or dots join: "my dash tickets dot net". */
static uint32_t joined_begin(struct poise__slice text, uint32_t begin, uint32_t floor)
{
    static const char *const joints[] = { " dash ", " hyphen ", " tiret ", " underscore ", NULL };

    for (const char *const *joint = joints; *joint; joint++) {
        uint32_t len = (uint32_t)strlen(*joint);
        if (begin < floor + len || !poise__text_has(text, begin - len, *joint)) continue;
        return label_begin(text, begin - len, floor);
    }
    return begin;
}

/* Is the sign in front of a label the English word? */
static bool is_at_word(struct poise__slice text, const struct sequence *sequence, uint32_t sign)
{
    return poise__text_has(text, poise__skip_blanks(text, sequence->ends[sign - 1]), "at ");
}

/* An address of mail: a mailbox, a sign, a host that is no article. */
static bool mail_read(struct poise__slice text, const struct sequence *sequence, uint32_t sign,
                      uint32_t floor, struct poise__link *link)
{
    uint32_t host = host_labels(text, sequence, sign);
    struct poise__slice name = label_of(text, sequence->begins[0], sequence->ends[0]);
    struct poise__slice first = label_of(text, sequence->begins[sign], sequence->ends[sign]);

    if (host == sign || is_function_word(first)) return false;
    if (!sequence->disguised && is_one_of(name, meetings)) return false;
    if (!is_sure(text, sequence, host) && is_at_word(text, sequence, sign)) return false;
    return take(link, mailbox_extend(text, sequence->begins[0], floor), sequence->ends[host - 1],
                POISE__LINK_EMAIL);
}

bool poise__spoken_read(struct poise__slice text, uint32_t at, uint32_t floor,
                        struct poise__link *link)
{
    struct sequence sequence;
    uint32_t begin = joined_begin(text, label_begin(text, at, floor), floor);

    if (begin == at) return false;
    sequence_read(text, begin, &sequence);
    if (!sequence.said) return false;
    uint32_t sign = find_mark(&sequence, '@');
    if (sign < sequence.count) {
        if (mail_read(text, &sequence, sign, floor, link)) return true;
        sequence.count = sign;
    }
    uint32_t host = host_labels(text, &sequence, 0);
    if (host == 0) return false;
    uint32_t mailbox = mailbox_begin(text, begin, floor);
    bool has_octets = poise__is_digit((unsigned char)text.data[sequence.begins[host - 1]]);
    if (mailbox < begin && !has_octets && is_sure(text, &sequence, host) &&
        !is_function_word(label_of(text, begin, sequence.ends[0])))
        return take(link, mailbox, sequence.ends[host - 1], POISE__LINK_EMAIL);
    uint32_t scheme = scheme_begin(text, begin, floor);
    if (scheme == begin && !is_meant(text, &sequence, 0, host, floor)) return false;
    uint32_t last = path_labels(&sequence, host);
    return take(link, scheme, sequence.ends[last - 1], POISE__LINK_URL);
}

uint32_t poise__spoken_end(struct poise__slice text, uint32_t begin)
{
    struct sequence sequence;

    sequence_read(text, begin, &sequence);
    uint32_t host = host_labels(text, &sequence, 0);
    if (!sequence.said || host == 0) return begin;
    return sequence.ends[path_labels(&sequence, host) - 1];
}

uint32_t poise__spoken_path_end(struct poise__slice text, uint32_t at)
{
    struct poise__mark mark;
    uint32_t end = at;

    for (uint32_t i = 0; i < LABELS_MAX && mark_at(text, end, &mark); i++) {
        if (mark.means[0] == '@' || (i == 0 && mark.means[0] != '/')) break;
        uint32_t begin = poise__skip_blanks(text, end + mark.len);
        uint32_t next = label_end(text, begin);
        if (next == begin) break;
        end = next;
    }
    return end;
}
