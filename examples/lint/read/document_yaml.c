/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* A YAML file as JSON. A tree is built first, since keys are sorted. */
#include "document.h"
#include "yaml_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(struct document *document, const char *text, size_t len)
{
    buffer_add(&document->json, text, len);
}

static void origin_add(struct document *document, size_t from)
{
    document->origins = memory_grow(document->origins, document->origin_count,
                                    &document->origin_cap, sizeof *document->origins);
    document->origins[document->origin_count++] = (struct origin){ document->json.len, from };
}

static void put_string(struct document *document, const char *text, size_t len)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    char escape[8];

    put(document, "\"", 1);
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && (unsigned char)text[end] >= ' ' && text[end] != '"' &&
               text[end] != '\\')
            end++;
        put(document, text + at, end - at);
        at = end;
        if (at == len) break;
        const char *known = text[at] != '\0' ? strchr(plain, text[at]) : NULL;
        if (known != NULL)
            snprintf(escape, sizeof escape, "\\%c", letters[known - plain]);
        else
            snprintf(escape, sizeof escape, "\\u%04X", (unsigned)(unsigned char)text[at]);
        put(document, escape, strlen(escape));
        at++;
    }
    put(document, "\"", 1);
}

/* As deep as the nodes are. */
static void put_node(struct document *document, const struct yaml_tree *tree,
                     const struct yaml_node *node)
{
    const struct yaml_node **items;
    size_t count;
    bool is_map = node->kind == YAML_MAP;

    origin_add(document, node->from);
    if (node->kind == YAML_TEXT) put_string(document, node->text, node->len);
    if (node->kind == YAML_WORD) put(document, node->text, node->len);
    if (node->kind == YAML_TEXT || node->kind == YAML_WORD) return;
    items = yaml_children(tree, node, &count);
    put(document, is_map ? "{" : "[", 1);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) put(document, ",", 1);
        if (is_map) {
            origin_add(document, items[i]->key_from);
            put_string(document, items[i]->key, items[i]->key_len);
            put(document, ":", 1);
        }
        put_node(document, tree, items[i]);
    }
    put(document, is_map ? "}" : "]", 1);
    free(items);
}

bool document_convert(struct document *document)
{
    struct source *source = &document->source;
    struct yaml_tree tree;
    bool ok = yaml_tree_read(&tree, source);

    if (ok && tree.count == 0) {
        source_problem(source, source->start, "%s",
                       source->len == source->start ? "an empty file"
                                                    : "nothing in it but comments");
        ok = false;
    }
    if (ok) put_node(document, &tree, &tree.nodes[0]);
    document->text = document->json.data;
    document->len = document->json.len;
    yaml_tree_release(&tree);
    return ok;
}
