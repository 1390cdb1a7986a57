/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * yaml_tree.h: a YAML file that says how something is to be done, read strictly. What two people could
 * read in two ways is refused: aliases, anchors, tags, a second document, a key twice, and numbers
 * that readers of YAML disagree on.
 */
#ifndef LINT_YAML_TREE_H
#define LINT_YAML_TREE_H

#include "source.h"

enum yaml_kind {
    YAML_TEXT,
    YAML_WORD, /* null, true, false or a whole number, as JSON writes it */
    YAML_MAP,
    YAML_LIST
};

/* A level of maps and lists more is refused: a bound on the stack. Policies are a dozen deep. */
enum { YAML_DEEPEST = 64 };

/* Indices of other nodes are one more than they are, 0 none. Texts are terminated, but may hold a
 * zero byte. */
struct yaml_node {
    enum yaml_kind kind;
    const char *key; /* in a map */
    size_t key_len;
    size_t key_from;
    const char *text;
    size_t len;
    size_t from; /* in the file */
    size_t first;
    size_t last;
    size_t next;
};

struct yaml_tree {
    struct yaml_node *nodes; /* the first is the root; none: nothing in the file but comments */
    size_t count;
    size_t cap;
    char **texts; /* what nodes point into */
    size_t text_count;
    size_t text_cap;
};

/* False when it was refused, which was then said; to be released in either case. */
bool yaml_tree_read(struct yaml_tree *tree, struct source *source);

/* The children of a node in the order of the file; NULL behind the last one. */
const struct yaml_node *yaml_first(const struct yaml_tree *tree, const struct yaml_node *node);
const struct yaml_node *yaml_after(const struct yaml_tree *tree, const struct yaml_node *node);

/* The children of a map sorted by their keys, of a list in their order; to be freed. */
const struct yaml_node **yaml_children(const struct yaml_tree *tree, const struct yaml_node *node,
                                       size_t *count);

void yaml_tree_release(struct yaml_tree *tree);

#endif
