/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "config.h"

#include "memory.h"
#include "path.h"
#include "rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct config_key config_keys[CONFIG_KEYS] = {
    { OPTION_FAIL_ON, CONFIG_WORD, "error" },   { OPTION_MAX_WARNINGS, CONFIG_NUMBER, NULL },
    { OPTION_FIELD, CONFIG_LIST, NULL },        { OPTION_EXCLUDE, CONFIG_LIST, NULL },
    { OPTION_NO_IGNORE, CONFIG_FLAG, "false" }, { OPTION_BASELINE, CONFIG_FILE, NULL },
    { OPTION_JOBS, CONFIG_NUMBER, NULL },       { OPTION_POLICY, CONFIG_FILE, NULL },
    { OPTION_ROSTER, CONFIG_FILE, NULL },       { OPTION_SIGNERS, CONFIG_FILE, NULL },
    { OPTION_REVOKED, CONFIG_FILE, NULL },      { OPTION_OWN, CONFIG_LIST, NULL },
    { OPTION_FLAGGED, CONFIG_LIST, NULL },      { OPTION_LANG, CONFIG_WORD, NULL },
    { OPTION_MESSAGES, CONFIG_WORD, "en" },
};

struct reading {
    struct config *config;
    struct options *options;
    struct options unused; /* takes what the command has no use for */
};

/* ---- Words --------------------------------------------------------------------------------- */

static void text_add(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

/* A list of what could have been meant is a help as long as it is short. Only rules are more. */
enum { LISTED = 20 };

static void unknown(struct reading *r, size_t from, const char *what, const char *word,
                    const struct words *known)
{
    const char *nearest = options_nearest(word, known->items, known->count);
    struct buffer help = { 0 };

    if (nearest != NULL) {
        text_add(&help, "did you mean ");
        text_add(&help, nearest);
        text_add(&help, "?");
    } else if (known->count > LISTED) {
        text_add(&help, "\"poise rules\" lists them");
    }
    for (size_t i = 0; nearest == NULL && i < known->count && known->count <= LISTED; i++) {
        text_add(&help, i == 0 ? "one of " : ", ");
        text_add(&help, known->items[i]);
    }
    source_problem(&r->config->source, from, "%s: %.80s (%s)", what, word, help.data);
    buffer_release(&help);
}

/* What stands there, as long as it is one word; NULL: it is not, which was then said. */
static const char *word_of(struct reading *r, const struct yaml_node *node, const char *name)
{
    const char *fault = NULL;

    if (node->kind == YAML_MAP || node->kind == YAML_LIST)
        fault = "takes one value";
    else if (node->len == 0 || (node->kind == YAML_WORD && strcmp(node->text, "null") == 0))
        fault = "has no value: say one, or take it out";
    if (fault == NULL) return node->text;
    source_problem(&r->config->source, node->from, "%.80s %s", name, fault);
    return NULL;
}

static const char *text_of(struct reading *r, const struct yaml_node *node, const char *name)
{
    const char *word = word_of(r, node, name);

    if (word == NULL || node->kind == YAML_TEXT) return word;
    source_problem(&r->config->source, node->from, "%.80s takes text: put %.40s in quotes", name,
                   word);
    return NULL;
}

/* NULL behind the last one, and when so much is wrong that nobody wants to hear the rest: what is
 * probably meant takes a while to find. */
static const struct yaml_node *next_of(struct reading *r, const struct yaml_node *node)
{
    enum { MOST_PROBLEMS = 50 };

    if (r->config->source.problem_count >= MOST_PROBLEMS) return NULL;
    return yaml_after(&r->config->tree, node);
}

static bool is_map(struct reading *r, const struct yaml_node *node, const char *what)
{
    if (node->kind == YAML_MAP) return true;
    source_problem(&r->config->source, node->from, "%s", what);
    return false;
}

enum { CHOICES = 16 };

static size_t choices_list(const struct choice *choices, const char **names)
{
    size_t count = 0;

    while (count < CHOICES && choices[count].word != NULL) {
        names[count] = choices[count].word;
        count++;
    }
    return count;
}

/* The index of a word, or SIZE_MAX: it is none of them, which was then said. */
static size_t choose(struct reading *r, size_t from, const char *what, const char *word,
                     const struct words *known)
{
    for (size_t i = 0; i < known->count; i++)
        if (strcmp(known->items[i], word) == 0) return i;
    unknown(r, from, what, word, known);
    return SIZE_MAX;
}

/* ---- Options ------------------------------------------------------------------------------- */

static void option_take(struct reading *r, enum option option, const char *word, size_t from)
{
    const struct option_row *row = &option_table[option];
    bool is_used = option_is_of(option, r->options->command);
    const char *names[CHOICES], *nearest;
    const char *fault = options_set(is_used ? r->options : &r->unused, option, word, &nearest);
    char what[64];

    if (fault == NULL) {
        options_note(r->options, option, word, from);
        return;
    }
    snprintf(what, sizeof what, "%s: %s", row->name + 2, fault);
    if (row->choices != NULL)
        unknown(r, from, what, word,
                &(struct words){ names, choices_list(row->choices, names), CHOICES });
    else
        source_problem(&r->config->source, from, "%s: %.80s", what, word);
}

static void flag_take(struct reading *r, enum option option, const struct yaml_node *node)
{
    if (node->kind == YAML_WORD && strcmp(node->text, "true") == 0)
        option_take(r, option, NULL, node->from);
    else if (node->kind == YAML_WORD && strcmp(node->text, "false") == 0)
        options_note(r->options, option, "false", node->from);
    else
        source_problem(&r->config->source, node->from, "%s must be true or false",
                       option_table[option].name + 2);
}

static void number_take(struct reading *r, enum option option, const struct yaml_node *node)
{
    if (node->kind == YAML_WORD && strcspn(node->text, "0123456789") < 2)
        option_take(r, option, node->text, node->from);
    else
        source_problem(&r->config->source, node->from, "%s must be a whole number, without quotes",
                       option_table[option].name + 2);
}

static void file_take(struct reading *r, enum option option, const struct yaml_node *node)
{
    struct config *config = r->config;
    const char *text = text_of(r, node, option_table[option].name + 2);
    char *path;

    if (text == NULL) return;
    /* "-" is a file like any other here: standard input is no place to keep a policy. */
    if (text[0] == '/' || (strcmp(config->root, ".") == 0 && strcmp(text, SOURCE_STDIN) != 0))
        path = memory_copy(text, strlen(text));
    else
        path = path_join(config->root, text);
    config->files = memory_grow(config->files, config->file_count, &config->file_cap,
                                sizeof *config->files);
    config->files[config->file_count++] = path;
    option_take(r, option, path, node->from);
}

static void list_take(struct reading *r, enum option option, const struct yaml_node *node)
{
    bool is_list = node->kind == YAML_LIST;
    const struct yaml_node *item = is_list ? yaml_first(&r->config->tree, node) : node;

    while (item != NULL) {
        const char *text = text_of(r, item, option_table[option].name + 2);
        if (text != NULL) option_take(r, option, text, item->from);
        item = is_list ? next_of(r, item) : NULL;
    }
}

static void value_take(struct reading *r, const struct config_key *key,
                       const struct yaml_node *node)
{
    const char *word;

    switch (key->shape) {
    case CONFIG_FLAG: flag_take(r, key->option, node); break;
    case CONFIG_NUMBER: number_take(r, key->option, node); break;
    case CONFIG_FILE: file_take(r, key->option, node); break;
    case CONFIG_LIST: list_take(r, key->option, node); break;
    case CONFIG_WORD:
        word = word_of(r, node, option_table[key->option].name + 2);
        if (word != NULL) option_take(r, key->option, word, node->from);
        break;
    }
}

/* ---- Rules --------------------------------------------------------------------------------- */

/* Codes, and each family before its first code; the items are owned. */
static struct words rule_names(void)
{
    struct words names = { 0 };
    poise_rule rule;

    for (uint32_t i = 0; rule_at(i, 0, &rule); i++) {
        size_t len = strcspn(rule.code, ".");
        bool is_new = true;
        for (size_t j = 0; is_new && j < names.count; j++)
            is_new = strlen(names.items[j]) != len || memcmp(names.items[j], rule.code, len) != 0;
        if (is_new) words_add(&names, memory_copy(rule.code, len));
        words_add(&names, memory_copy(rule.code, strlen(rule.code)));
    }
    return names;
}

static void rule_take(struct reading *r, const struct yaml_node *node, const struct words *names)
{
    static const char *severities[] = { "off", "info", "warning", "error" };
    const struct words known = { severities, 4, 4 };
    struct config *config = r->config;
    const char *word = word_of(r, node, node->key);
    size_t severity;

    _Static_assert(POISE_SEVERITY_INFO == 1 && POISE_SEVERITY_ERROR == 3, "indices are severities");
    (void)choose(r, node->key_from, "no such rule", node->key, names);
    if (word == NULL) return;
    severity = choose(r, node->from, "no such severity", word, &known);
    config->rules = memory_grow(config->rules, config->rule_count, &config->rule_cap,
                                sizeof *config->rules);
    config->rules[config->rule_count++] = (struct config_rule){ node->key, (uint32_t)severity,
                                                                node->from };
}

static void rules_take(struct reading *r, const struct yaml_node *map)
{
    struct words names;

    if (!is_map(r, map, "rules must be a map: a rule or a family of rules, and its severity"))
        return;
    names = rule_names();
    for (const struct yaml_node *node = yaml_first(&r->config->tree, map); node != NULL;
         node = next_of(r, node))
        rule_take(r, node, &names);
    for (size_t i = 0; i < names.count; i++) free((char *)names.items[i]);
    free(names.items);
}

/* ---- Formats ------------------------------------------------------------------------------- */

static void format_take(struct reading *r, const struct yaml_node *node)
{
    struct config *config = r->config;
    const struct choice *choices = option_table[OPTION_AS].choices;
    const char *word = word_of(r, node, node->key), *names[CHOICES];
    const struct words known = { names, choices_list(choices, names), CHOICES };
    size_t chosen = word != NULL ? choose(r, node->from, "no such format", word, &known) : SIZE_MAX;

    if (chosen == SIZE_MAX) return;
    config->formats = memory_grow(config->formats, config->format_count, &config->format_cap,
                                  sizeof *config->formats);
    config->formats[config->format_count++] = (struct config_format){
        node->key, (enum format)choices[chosen].value, node->from
    };
}

static void formats_take(struct reading *r, const struct yaml_node *map)
{
    if (!is_map(r, map, "formats must be a map: a pattern of names, and a format")) return;
    for (const struct yaml_node *node = yaml_first(&r->config->tree, map); node != NULL;
         node = next_of(r, node))
        format_take(r, node);
}

/* ---- Keys ---------------------------------------------------------------------------------- */

static void key_unknown(struct reading *r, const struct yaml_node *node)
{
    const char *names[CONFIG_KEYS + 2] = { CONFIG_RULES, CONFIG_FORMATS };

    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (strcmp(option_table[i].name + 2, node->key) != 0) continue;
        source_problem(&r->config->source, node->key_from,
                       "%s is an option of the command line alone", node->key);
        return;
    }
    for (size_t i = 0; i < CONFIG_KEYS; i++)
        names[i + 2] = option_table[config_keys[i].option].name + 2;
    unknown(r, node->key_from, "unknown key", node->key,
            &(struct words){ names, CONFIG_KEYS + 2, CONFIG_KEYS + 2 });
}

static void key_take(struct reading *r, const struct yaml_node *node)
{
    if (strcmp(node->key, CONFIG_RULES) == 0) {
        rules_take(r, node);
        return;
    }
    if (strcmp(node->key, CONFIG_FORMATS) == 0) {
        formats_take(r, node);
        return;
    }
    for (size_t i = 0; i < CONFIG_KEYS; i++) {
        if (strcmp(option_table[config_keys[i].option].name + 2, node->key) != 0) continue;
        value_take(r, &config_keys[i], node);
        return;
    }
    key_unknown(r, node);
}

/* From here on texts end where they say. */
static bool texts_are_whole(struct reading *r)
{
    const struct yaml_tree *tree = &r->config->tree;

    for (size_t i = 0; i < tree->count; i++) {
        const struct yaml_node *node = &tree->nodes[i];
        bool is_key = node->key != NULL && strlen(node->key) != node->key_len;
        if (!is_key && (node->text == NULL || strlen(node->text) == node->len)) continue;
        source_problem(&r->config->source, is_key ? node->key_from : node->from,
                       "a text with a zero byte");
        return false;
    }
    return true;
}

void config_keys_read(struct config *config, struct options *options)
{
    struct reading r = { .config = config, .options = options };
    const struct yaml_tree *tree = &config->tree;
    const struct yaml_node *root = tree->nodes;

    /* A "---" with nothing behind it is a null. */
    if (tree->count == 0 || (root->kind == YAML_WORD && strcmp(root->text, "null") == 0)) return;
    if (!texts_are_whole(&r) || !is_map(&r, root, "must be a map: keys and their values")) return;
    for (const struct yaml_node *node = yaml_first(tree, root); node != NULL;
         node = next_of(&r, node))
        key_take(&r, node);
    options_release(&r.unused);
}
