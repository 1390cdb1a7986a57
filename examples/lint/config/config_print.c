/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "config.h"

#include "json_build.h"
#include "print.h"
#include "rule.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A scalar that is read back as it is. What is no plain word is quoted; strings of JSON are YAML. */
static void text_put(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char others[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-@";
    static const char *const words[] = { "null", "true", "false" };
    bool is_plain = text[0] != '\0' && strchr(letters, text[0]) != NULL &&
                    text[strspn(text, others)] == '\0';

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is_plain = is_plain && strcasecmp(text, words[i]) != 0;
    if (is_plain)
        fputs(text, stdout);
    else
        json_print(stdout, json_text(text));
}

static void origin_put(const struct options *options, size_t from)
{
    struct source *source;
    struct place place;

    if (from == SIZE_MAX) {
        fputs("  # command line\n", stdout);
        return;
    }
    source = &options->configured->source;
    place = source_place(source, from);
    fputs("  # ", stdout);
    text_safely(stdout, source->path);
    printf(":%zu:%zu\n", place.line, place.column);
}

static void single_print(const struct options *options, const struct config_key *key)
{
    const char *name = option_table[key->option].name + 2;
    const struct setting *last = NULL;

    for (size_t i = 0; i < options->setting_count; i++)
        if (options->settings[i].option == key->option) last = &options->settings[i];
    if (last == NULL && key->otherwise == NULL) {
        printf("# %s:  # default: none\n", name);
    } else if (last == NULL) {
        printf("%s: %s  # default\n", name, key->otherwise);
    } else {
        printf("%s: ", name);
        if (key->shape == CONFIG_FLAG || key->shape == CONFIG_NUMBER)
            fputs(last->word != NULL ? last->word : "true", stdout);
        else
            text_put(last->word);
        origin_put(options, last->from);
    }
}

static void list_print(const struct options *options, const struct config_key *key)
{
    const char *name = option_table[key->option].name + 2;
    size_t count = 0;

    for (size_t i = 0; i < options->setting_count; i++) {
        if (options->settings[i].option != key->option) continue;
        if (count++ == 0) printf("%s:\n", name);
        fputs("  - ", stdout);
        text_put(options->settings[i].word);
        origin_put(options, options->settings[i].from);
    }
    if (count == 0) printf("%s: []  # default\n", name);
}

static void member_print(const struct options *options, const char *name, const char *word,
                         size_t from)
{
    fputs("  ", stdout);
    text_put(name);
    printf(": %s", word);
    origin_put(options, from);
}

static void rules_print(const struct options *options)
{
    const struct config *config = options->configured;
    size_t count = config != NULL ? config->rule_count : 0;

    fputs(count > 0 ? CONFIG_RULES ":\n" : CONFIG_RULES ": {}  # default\n", stdout);
    for (size_t i = 0; i < count; i++) {
        const struct config_rule *rule = &config->rules[i];
        member_print(options, rule->name,
                     rule->severity == 0 ? "off" : severity_name(rule->severity, POISE_LANGUAGE_EN),
                     rule->from);
    }
}

static void formats_print(const struct options *options)
{
    const struct config *config = options->configured;
    size_t count = config != NULL ? config->format_count : 0;

    fputs(count > 0 ? CONFIG_FORMATS ":\n" : CONFIG_FORMATS ": {}  # default\n", stdout);
    for (size_t i = 0; i < count; i++) {
        const struct choice *choice = option_table[OPTION_AS].choices;
        while (choice->value != (int)config->formats[i].format) choice++;
        member_print(options, config->formats[i].pattern, choice->word, config->formats[i].from);
    }
}

void config_print(const struct options *options)
{
    if (options->config_root != NULL && strcmp(options->config_root, ".") != 0) {
        fputs("# Paths are as seen from here; patterns of exclude and formats from ", stdout);
        text_safely(stdout, options->config_root);
        fputs("\n", stdout);
    }
    for (size_t i = 0; i < CONFIG_KEYS; i++) {
        if (config_keys[i].shape == CONFIG_LIST)
            list_print(options, &config_keys[i]);
        else
            single_print(options, &config_keys[i]);
    }
    rules_print(options);
    formats_print(options);
}
