/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * A YAML file as JSON. What two people could read in two ways is refused: aliases, anchors, tags, a
 * second document, a key twice, and numbers that readers of YAML disagree on. A tree is built first,
 * since keys are sorted.
 */
#include "document.h"
#include "yaml.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Policies are a dozen levels deep; a bound on the stack. */
enum { DEEPEST = 64 };

/* Digits of a number that fits 64 bits whatever they are. */
enum { DIGITS = 18 };

enum kind { KIND_TEXT, KIND_WORD, KIND_MAP, KIND_LIST };

/* Indices of other nodes are one more than they are, 0 none. */
struct node {
    enum kind kind;
    const char *key; /* in a map; not terminated, of the conversion's texts */
    size_t key_len;
    size_t key_from;
    const char *text;
    size_t len;
    size_t from;
    size_t first;
    size_t last;
    size_t next;
};

struct conversion {
    struct document *document;
    struct source *source;
    struct node *nodes;
    size_t count;
    size_t cap;
    char **texts; /* what nodes point into */
    size_t text_count;
    size_t text_cap;
    size_t open[DEEPEST]; /* maps and lists around the next node */
    size_t depth;
    bool has_key;
    bool has_document;
    struct node key; /* its key members alone */
};

static bool refuse(struct conversion *c, size_t from, const char *why)
{
    source_problem(c->source, from, "%s", why);
    return false;
}

/* ---- From events to nodes ------------------------------------------------------------------ */

static const char *keep(struct conversion *c, const char *text, size_t len)
{
    char *copy = memory_copy(text, len);

    c->texts = memory_grow(c->texts, c->text_count, &c->text_cap, sizeof *c->texts);
    c->texts[c->text_count++] = copy;
    return copy;
}

static bool wants_key(const struct conversion *c)
{
    assert(c->depth == 0 || c->nodes != NULL);
    return c->depth > 0 && c->nodes[c->open[c->depth - 1]].kind == KIND_MAP && !c->has_key;
}

/* Returns the index of the node, which is now the last child of what is open. */
static size_t node_add(struct conversion *c, struct node node)
{
    node.key = c->key.key;
    node.key_len = c->key.key_len;
    node.key_from = c->key.key_from;
    c->key = (struct node){ 0 };
    c->has_key = false;
    c->nodes = memory_grow(c->nodes, c->count, &c->cap, sizeof *c->nodes);
    c->nodes[c->count++] = node;
    if (c->depth > 0) {
        struct node *parent = &c->nodes[c->open[c->depth - 1]];
        if (parent->last > 0)
            c->nodes[parent->last - 1].next = c->count;
        else
            parent->first = c->count;
        parent->last = c->count;
    }
    return c->count - 1;
}

static bool open_node(struct conversion *c, enum kind kind, size_t from)
{
    if (wants_key(c)) return refuse(c, from, "a key must be a word");
    if (c->depth == DEEPEST) return refuse(c, from, "nested too deeply: 64 levels are the most");
    size_t index = node_add(c, (struct node){ .kind = kind, .from = from });
    c->open[c->depth++] = index;
    return true;
}

/* ---- What a plain scalar means ------------------------------------------------------------- */

static size_t digits(const char *text, size_t len)
{
    size_t count = 0;

    while (count < len && text[count] >= '0' && text[count] <= '9') count++;
    return count;
}

static bool only(const char *text, size_t len, const char *allowed)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\0' || strchr(allowed, text[i]) == NULL) return false;
    return len > 0;
}

/* 1.5, .5, 1., 1e3 as YAML's core schema has them, without their sign. */
static bool is_fraction(const char *text, size_t len)
{
    size_t whole = digits(text, len), at = whole, part = 0, sign;

    if (at < len && text[at] == '.') {
        part = digits(text + at + 1, len - at - 1);
        at += 1 + part;
    }
    if (whole + part == 0) return false;
    if (at == len) return true;
    if (text[at] != 'e' && text[at] != 'E') return false;
    sign = at + 1 < len && (text[at + 1] == '-' || text[at + 1] == '+') ? 2 : 1;
    return at + sign < len && digits(text + at + sign, len - at - sign) == len - at - sign;
}

static bool is_special(const char *text, size_t len)
{
    static const char *const words[] = { ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (len == 4 && memcmp(text, words[i], 4) == 0) return true;
    return len > 2 && text[0] == '0' &&
           ((text[1] == 'x' && only(text + 2, len - 2, "0123456789abcdefABCDEF")) ||
            (text[1] == 'o' && only(text + 2, len - 2, "01234567")));
}

/* False when it was refused. */
static bool plain_type(struct conversion *c, struct node *node)
{
    bool is_signed = node->len > 0 && (node->text[0] == '-' || node->text[0] == '+');
    const char *text = node->text + is_signed;
    size_t len = node->len - is_signed;

    if (yaml_is_null(node->text, node->len)) {
        node->text = "null";
    } else if (yaml_is_true(node->text, node->len)) {
        node->text = "true";
    } else if (yaml_is_false(node->text, node->len)) {
        node->text = "false";
    } else if (len > 0 && digits(text, len) == len) {
        if (len > 1 && text[0] == '0')
            return refuse(
                c, node->from,
                "a number that starts with 0 is read in more than one way: drop the zero, "
                "or put it in quotes to make it text");
        if (len > DIGITS) return refuse(c, node->from, "a number of more than 18 digits");
        node->kind = KIND_WORD;
        if (node->text[0] == '+' || text[0] == '0') node->text = text, node->len = len;
        return true;
    } else if (is_fraction(text, len) || is_special(text, len)) {
        return refuse(c, node->from,
                      "only whole numbers in decimal digits; put it in quotes to make it text");
    } else {
        return true;
    }
    node->kind = KIND_WORD;
    node->len = strlen(node->text);
    return true;
}

/* ---- Events -------------------------------------------------------------------------------- */

static size_t mark_of(const struct fy_mark *mark, size_t otherwise)
{
    return mark != NULL ? mark->input_pos : otherwise;
}

/* libfyaml's mark of an anchor or an alias is behind its sign, that of a quoted scalar behind the
 * quote. */
static size_t before_sign(const struct conversion *c, size_t from, const char *signs)
{
    return from > 0 && strchr(signs, c->source->data[from - 1]) != NULL ? from - 1 : from;
}

static bool scalar_take(struct conversion *c, struct fy_token *token, size_t from)
{
    enum fy_scalar_style style = fy_token_scalar_style(token);
    struct node node = { .kind = KIND_TEXT };
    const char *text = fy_token_get_text(token, &node.len);

    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED)
        from = before_sign(c, from, "\"'");
    node.from = from;
    if (text == NULL) text = "", node.len = 0;
    node.text = keep(c, text, node.len);
    if (wants_key(c)) {
        c->key = (struct node){ .key = node.text, .key_len = node.len, .key_from = from };
        c->has_key = true;
        return true;
    }
    if (style == FYSS_PLAIN && !plain_type(c, &node)) return false;
    node_add(c, node);
    return true;
}

static bool event_take(struct conversion *c, struct fy_event *event)
{
    struct fy_token *anchor = fy_event_get_anchor_token(event);
    struct fy_token *tag = fy_event_get_tag_token(event);
    /* An absent value stands where its key does. */
    size_t from = mark_of(fy_event_start_mark(event), c->has_key ? c->key.key_from : 0);

    if (event->type == FYET_ALIAS)
        return refuse(c, before_sign(c, from, "*"),
                      "an alias (*) is not read here: write out what it stands for");
    if (anchor != NULL)
        return refuse(c, before_sign(c, mark_of(fy_token_start_mark(anchor), from), "&"),
                      "an anchor (&) is not read here: write out what repeats");
    if (tag != NULL)
        return refuse(c, mark_of(fy_token_start_mark(tag), from),
                      "a tag (!) is not read here: put text in quotes instead");
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (c->has_document) return refuse(c, from, "a second document in one file");
        c->has_document = true;
        return true;
    case FYET_MAPPING_START: return open_node(c, KIND_MAP, from);
    case FYET_SEQUENCE_START: return open_node(c, KIND_LIST, from);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END: c->depth--; return true;
    case FYET_SCALAR: return scalar_take(c, event->scalar.value, from);
    default: return true;
    }
}

/* ---- From nodes to JSON -------------------------------------------------------------------- */

static void put(struct conversion *c, const char *text, size_t len)
{
    buffer_add(&c->document->json, text, len);
}

static void origin_add(struct conversion *c, size_t from)
{
    struct document *document = c->document;

    document->origins = memory_grow(document->origins, document->origin_count,
                                    &document->origin_cap, sizeof *document->origins);
    document->origins[document->origin_count++] = (struct origin){ document->json.len, from };
}

static void put_string(struct conversion *c, const char *text, size_t len)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    char escape[8];

    put(c, "\"", 1);
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && (unsigned char)text[end] >= ' ' && text[end] != '"' &&
               text[end] != '\\')
            end++;
        put(c, text + at, end - at);
        at = end;
        if (at == len) break;
        const char *known = text[at] != '\0' ? strchr(plain, text[at]) : NULL;
        if (known != NULL)
            snprintf(escape, sizeof escape, "\\%c", letters[known - plain]);
        else
            snprintf(escape, sizeof escape, "\\u%04X", (unsigned)(unsigned char)text[at]);
        put(c, escape, strlen(escape));
        at++;
    }
    put(c, "\"", 1);
}

static int key_order(const void *left, const void *right)
{
    const struct node *a = *(const struct node *const *)left;
    const struct node *b = *(const struct node *const *)right;
    int order = memcmp(a->key, b->key, a->key_len < b->key_len ? a->key_len : b->key_len);

    if (order != 0) return order;
    if (a->key_len != b->key_len) return a->key_len < b->key_len ? -1 : 1;
    return a->key_from < b->key_from ? -1 : 1;
}

/* The children in order, keys sorted; NULL in *out when there is none. False when a key is twice. */
static bool children_list(struct conversion *c, const struct node *node, const struct node ***out,
                          size_t *count)
{
    const struct node **items = NULL;
    size_t cap = 0;

    *count = 0;
    for (size_t at = node->first; at > 0; at = c->nodes[at - 1].next) {
        items = memory_grow(items, *count, &cap, sizeof(const struct node *));
        items[(*count)++] = &c->nodes[at - 1];
    }
    *out = items;
    if (node->kind != KIND_MAP || *count == 0) return true;
    qsort(items, *count, sizeof(const struct node *), key_order);
    for (size_t i = 1; i < *count; i++) {
        const struct node *one = items[i - 1], *two = items[i];
        if (one->key_len != two->key_len || memcmp(one->key, two->key, one->key_len) != 0) continue;
        source_problem(c->source, two->key_from, "the key \"%.80s\" appears twice", two->key);
        return false;
    }
    return true;
}

/* As deep as the nodes are. */
static bool put_node(struct conversion *c, const struct node *node)
{
    const struct node **items;
    size_t count;
    bool is_map = node->kind == KIND_MAP, ok;

    origin_add(c, node->from);
    if (node->kind == KIND_TEXT) put_string(c, node->text, node->len);
    if (node->kind == KIND_WORD) put(c, node->text, node->len);
    if (node->kind == KIND_TEXT || node->kind == KIND_WORD) return true;
    ok = children_list(c, node, &items, &count);
    put(c, is_map ? "{" : "[", 1);
    for (size_t i = 0; ok && i < count; i++) {
        if (i > 0) put(c, ",", 1);
        if (is_map) {
            origin_add(c, items[i]->key_from);
            put_string(c, items[i]->key, items[i]->key_len);
            put(c, ":", 1);
        }
        ok = put_node(c, items[i]);
    }
    put(c, is_map ? "}" : "]", 1);
    free(items);
    return ok;
}

static bool events_take(struct conversion *c)
{
    struct yaml yaml;
    struct fy_event *event;
    bool ok = true;

    if (c->source->len == c->source->start) return refuse(c, c->source->start, "an empty file");
    yaml_begin(&yaml, c->source);
    while (ok && (event = yaml_next(&yaml)) != NULL) {
        ok = event_take(c, event);
        yaml_free(&yaml, event);
    }
    yaml_end(&yaml);
    if (c->source->problem_count > 0) return false;
    return c->count > 0 || refuse(c, c->source->start, "nothing in it but comments");
}

bool document_convert(struct document *document)
{
    struct conversion c = { .document = document, .source = &document->source };
    bool ok = events_take(&c) && put_node(&c, &c.nodes[0]);

    document->text = document->json.data;
    document->len = document->json.len;
    for (size_t i = 0; i < c.text_count; i++) free(c.texts[i]);
    free(c.texts);
    free(c.nodes);
    return ok;
}
