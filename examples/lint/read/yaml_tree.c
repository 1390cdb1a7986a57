/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "yaml_tree.h"

#include "memory.h"
#include "yaml.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Digits of a number that fits 64 bits whatever they are. */
enum { DIGITS = 18 };

struct building {
    struct yaml_tree *tree;
    struct source *source;
    size_t open[YAML_DEEPEST]; /* maps and lists around the next node */
    size_t depth;
    bool has_key;
    bool has_document;
    struct yaml_node key; /* its key members alone */
};

static bool refuse(struct building *b, size_t from, const char *why)
{
    source_problem(b->source, from, "%s", why);
    return false;
}

/* ---- From events to nodes ------------------------------------------------------------------ */

static const char *keep(struct building *b, const char *text, size_t len)
{
    char *copy = memory_copy(text, len);

    b->tree->texts = memory_grow(b->tree->texts, b->tree->text_count, &b->tree->text_cap,
                                 sizeof *b->tree->texts);
    b->tree->texts[b->tree->text_count++] = copy;
    return copy;
}

static bool wants_key(const struct building *b)
{
    assert(b->depth == 0 || b->tree->nodes != NULL);
    return b->depth > 0 && b->tree->nodes[b->open[b->depth - 1]].kind == YAML_MAP && !b->has_key;
}

/* Returns the index of the node, which is now the last child of what is open. */
static size_t node_add(struct building *b, struct yaml_node node)
{
    node.key = b->key.key;
    node.key_len = b->key.key_len;
    node.key_from = b->key.key_from;
    b->key = (struct yaml_node){ 0 };
    b->has_key = false;
    b->tree->nodes = memory_grow(b->tree->nodes, b->tree->count, &b->tree->cap,
                                 sizeof *b->tree->nodes);
    b->tree->nodes[b->tree->count++] = node;
    if (b->depth > 0) {
        struct yaml_node *parent = &b->tree->nodes[b->open[b->depth - 1]];
        if (parent->last > 0)
            b->tree->nodes[parent->last - 1].next = b->tree->count;
        else
            parent->first = b->tree->count;
        parent->last = b->tree->count;
    }
    return b->tree->count - 1;
}

static bool open_node(struct building *b, enum yaml_kind kind, size_t from)
{
    if (wants_key(b)) return refuse(b, from, "a key must be a word");
    if (b->depth == YAML_DEEPEST)
        return refuse(b, from, "nested too deeply: 64 levels are the most");
    size_t index = node_add(b, (struct yaml_node){ .kind = kind, .from = from });
    b->open[b->depth++] = index;
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
static bool plain_type(struct building *b, struct yaml_node *node)
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
                b, node->from,
                "a number that starts with 0 is read in more than one way: drop the zero, "
                "or put it in quotes to make it text");
        if (len > DIGITS) return refuse(b, node->from, "a number of more than 18 digits");
        node->kind = YAML_WORD;
        if (node->text[0] == '+' || text[0] == '0') node->text = text, node->len = len;
        return true;
    } else if (is_fraction(text, len) || is_special(text, len)) {
        return refuse(b, node->from,
                      "only whole numbers in decimal digits; put it in quotes to make it text");
    } else {
        return true;
    }
    node->kind = YAML_WORD;
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
static size_t before_sign(const struct building *b, size_t from, const char *signs)
{
    return from > 0 && strchr(signs, b->source->data[from - 1]) != NULL ? from - 1 : from;
}

static bool scalar_take(struct building *b, struct fy_token *token, size_t from)
{
    enum fy_scalar_style style = fy_token_scalar_style(token);
    struct yaml_node node = { .kind = YAML_TEXT };
    const char *text = fy_token_get_text(token, &node.len);

    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED)
        from = before_sign(b, from, "\"'");
    node.from = from;
    if (text == NULL) text = "", node.len = 0;
    node.text = keep(b, text, node.len);
    if (wants_key(b)) {
        b->key = (struct yaml_node){ .key = node.text, .key_len = node.len, .key_from = from };
        b->has_key = true;
        return true;
    }
    if (style == FYSS_PLAIN && !plain_type(b, &node)) return false;
    node_add(b, node);
    return true;
}

static bool event_take(struct building *b, struct fy_event *event)
{
    struct fy_token *anchor = fy_event_get_anchor_token(event);
    struct fy_token *tag = fy_event_get_tag_token(event);
    /* An absent value stands where its key does. */
    size_t from = mark_of(fy_event_start_mark(event), b->has_key ? b->key.key_from : 0);

    if (event->type == FYET_ALIAS)
        return refuse(b, before_sign(b, from, "*"),
                      "an alias (*) is not read here: write out what it stands for");
    if (anchor != NULL)
        return refuse(b, before_sign(b, mark_of(fy_token_start_mark(anchor), from), "&"),
                      "an anchor (&) is not read here: write out what repeats");
    if (tag != NULL)
        return refuse(b, mark_of(fy_token_start_mark(tag), from),
                      "a tag (!) is not read here: put text in quotes instead");
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (b->has_document) return refuse(b, from, "a second document in one file");
        b->has_document = true;
        return true;
    case FYET_MAPPING_START: return open_node(b, YAML_MAP, from);
    case FYET_SEQUENCE_START: return open_node(b, YAML_LIST, from);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END: b->depth--; return true;
    case FYET_SCALAR: return scalar_take(b, event->scalar.value, from);
    default: return true;
    }
}

/* ---- The whole tree ------------------------------------------------------------------------ */

const struct yaml_node *yaml_first(const struct yaml_tree *tree, const struct yaml_node *node)
{
    return node->first > 0 ? &tree->nodes[node->first - 1] : NULL;
}

const struct yaml_node *yaml_after(const struct yaml_tree *tree, const struct yaml_node *node)
{
    return node->next > 0 ? &tree->nodes[node->next - 1] : NULL;
}

static int key_order(const void *left, const void *right)
{
    const struct yaml_node *a = *(const struct yaml_node *const *)left;
    const struct yaml_node *b = *(const struct yaml_node *const *)right;
    int order = memcmp(a->key, b->key, a->key_len < b->key_len ? a->key_len : b->key_len);

    if (order != 0) return order;
    if (a->key_len != b->key_len) return a->key_len < b->key_len ? -1 : 1;
    return a->key_from < b->key_from ? -1 : 1;
}

const struct yaml_node **yaml_children(const struct yaml_tree *tree, const struct yaml_node *node,
                                       size_t *count)
{
    const struct yaml_node **items = NULL, *child;
    size_t cap = 0;

    *count = 0;
    for (child = yaml_first(tree, node); child != NULL; child = yaml_after(tree, child)) {
        items = memory_grow(items, *count, &cap, sizeof(const struct yaml_node *));
        items[(*count)++] = child;
    }
    if (node->kind == YAML_MAP && *count > 0)
        qsort(items, *count, sizeof(const struct yaml_node *), key_order);
    return items;
}

static bool keys_differ(const struct yaml_tree *tree, const struct yaml_node *map,
                        struct source *source)
{
    size_t count, i = 1;
    const struct yaml_node **items = yaml_children(tree, map, &count);

    while (i < count && (items[i]->key_len != items[i - 1]->key_len ||
                         memcmp(items[i]->key, items[i - 1]->key, items[i]->key_len) != 0))
        i++;
    if (i < count)
        source_problem(source, items[i]->key_from, "the key \"%.80s\" appears twice",
                       items[i]->key);
    free(items);
    return i >= count;
}

bool yaml_tree_read(struct yaml_tree *tree, struct source *source)
{
    struct building b = { .tree = tree, .source = source };
    struct yaml yaml;
    struct fy_event *event;
    bool ok = true;

    *tree = (struct yaml_tree){ 0 };
    if (source->len == source->start) return true;
    if (!yaml_begin(&yaml, source)) return false;
    while (ok && (event = yaml_next(&yaml)) != NULL) {
        ok = event_take(&b, event);
        yaml_free(&yaml, event);
    }
    yaml_end(&yaml);
    if (source->problem_count > 0) return false;
    for (size_t i = 0; ok && i < tree->count; i++)
        ok = tree->nodes[i].kind != YAML_MAP || keys_differ(tree, &tree->nodes[i], source);
    return ok;
}

void yaml_tree_release(struct yaml_tree *tree)
{
    for (size_t i = 0; i < tree->text_count; i++) free(tree->texts[i]);
    free(tree->texts);
    free(tree->nodes);
    *tree = (struct yaml_tree){ 0 };
}
