/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "options.h"

#include "config.h"
#include "memory.h"
#include "moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool option_has_value(enum option option)
{
    return option_table[option].value != NULL || option_table[option].choices != NULL;
}

bool option_is_of(enum option option, enum command command)
{
    return (option_table[option].commands & (1u << command)) != 0;
}

/* Edits between two words, each at most 63 bytes long; two letters swapped count as one. */
static size_t distance(const char *a, const char *b)
{
    enum { MOST = 64 };
    size_t rows[3][MOST], *before = rows[0], *last = rows[1], *now = rows[2];
    size_t a_len = strlen(a), b_len = strlen(b);

    if (a_len >= MOST || b_len >= MOST) return MOST;
    for (size_t j = 0; j <= b_len; j++) before[j] = last[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *spare = before;
        now[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < best) best = last[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        before = last;
        last = now;
        now = spare;
    }
    return last[b_len];
}

const char *options_nearest(const char *word, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t least = strlen(word) / 3 + 2;

    for (size_t i = 0; i < count; i++) {
        size_t edits = distance(word, candidates[i]);
        if (edits >= least) continue;
        least = edits;
        nearest = candidates[i];
    }
    return nearest;
}

int options_wrong(const char *what, const char *word, const char *nearest)
{
    fprintf(stderr, "poise: %s: %s", what, word);
    if (nearest != NULL) fprintf(stderr, " (did you mean %s?)", nearest);
    fputs("\n", stderr);
    return EXIT_USAGE;
}

void words_add(struct words *words, const char *word)
{
    words->items = memory_grow(words->items, words->count, &words->cap, sizeof *words->items);
    words->items[words->count++] = word;
}

static int find(const char *word, size_t len)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (strlen(option_table[i].name) == len && memcmp(option_table[i].name, word, len) == 0)
            return i;
    return -1;
}

static int find_letter(char letter)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (letter != '\0' && option_table[i].letter == letter) return i;
    return -1;
}

static int unknown_option(const char *word)
{
    const char *names[OPTION_COUNT + 2] = { "--help", "--version" };

    for (int i = 0; i < OPTION_COUNT; i++) names[i + 2] = option_table[i].name;
    return options_wrong("unknown option", word, options_nearest(word, names, OPTION_COUNT + 2));
}

static const struct choice *choose(const struct choice *choices, const char *word, size_t len)
{
    for (; choices->word != NULL; choices++)
        if (strlen(choices->word) == len && memcmp(choices->word, word, len) == 0) return choices;
    return NULL;
}

static const char *nearest_choice(const struct choice *choices, const char *word)
{
    const char *words[16];
    size_t count = 0;

    for (; choices->word != NULL; choices++) words[count++] = choices->word;
    return options_nearest(word, words, count);
}

/* A whole number that fits; false for anything else. */
static bool number_read(const char *word, unsigned long most, unsigned long *number)
{
    size_t len = strspn(word, "0123456789");

    if (len == 0 || len > 9 || word[len] != '\0') return false;
    *number = strtoul(word, NULL, 10);
    return *number <= most;
}

static const char *report_set(struct options *options, const char *word, const char **nearest)
{
    const char *equals = strchr(word, '=');
    const struct choice *choices = option_table[OPTION_FORMAT].choices, *choice;

    if (equals == NULL || equals[1] == '\0') return "not of the form FORMAT=FILE";
    if (strcmp(equals + 1, SOURCE_STDIN) == 0) return "standard output gets what --format says";
    choice = choose(choices, word, (size_t)(equals - word));
    if (choice == NULL) {
        char *format = memory_copy(word, (size_t)(equals - word));
        *nearest = nearest_choice(choices, format);
        free(format);
        return "no such format";
    }
    options->reports = memory_grow(options->reports, options->report_count, &options->report_cap,
                                   sizeof *options->reports);
    options->reports[options->report_count++] = (struct report_file){ (enum output)choice->value,
                                                                      equals + 1 };
    return NULL;
}

static void choice_set(struct options *options, enum option option, int value)
{
    switch (option) {
    case OPTION_FORMAT: options->output = (enum output)value; break;
    case OPTION_AS: options->as = (enum format)value; break;
    case OPTION_FAIL_ON: options->fail_on = (uint32_t)value; break;
    case OPTION_LANG: options->language = (uint32_t)value; break;
    case OPTION_MESSAGES: options->messages = (uint32_t)value; break;
    case OPTION_COLOR: options->color = (enum color)value; break;
    case OPTION_VERDICT: options->verdict = (uint32_t)value; break;
    default: break;
    }
}

static void flag_set(struct options *options, enum option option)
{
    switch (option) {
    case OPTION_VERBOSE: options->verbose = true; break;
    case OPTION_NO_IGNORE: options->no_ignore = true; break;
    case OPTION_LIST_FILES: options->list_files = true; break;
    case OPTION_WRITE_BASELINE: options->write_baseline = true; break;
    case OPTION_PRUNE_BASELINE: options->prune_baseline = true; break;
    case OPTION_NO_CONFIG: options->no_config = true; break;
    case OPTION_PRINT_CONFIG: options->print_config = true; break;
    case OPTION_JSONL: options->jsonl = true; break;
    case OPTION_MAGIC: options->magic = true; break;
    case OPTION_GIT: options->git = true; break;
    default: break;
    }
}

static void word_set(struct options *options, enum option option, const char *word)
{
    switch (option) {
    case OPTION_FIELD: words_add(&options->fields, word); break;
    case OPTION_EXCLUDE: words_add(&options->exclude, word); break;
    case OPTION_FILES_FROM: options->files_from = word; break;
    case OPTION_STDIN_FILENAME: options->stdin_filename = word; break;
    case OPTION_BASELINE: options->baseline = word; break;
    case OPTION_CONFIG: options->config = word; break;
    case OPTION_POLICY: options->policy = word; break;
    case OPTION_ROSTER: options->roster = word; break;
    case OPTION_OWN: words_add(&options->own, word); break;
    case OPTION_FLAGGED: words_add(&options->flagged, word); break;
    case OPTION_REPLY: options->reply = word; break;
    case OPTION_BY: options->by = word; break;
    case OPTION_REASON: options->reason = word; break;
    case OPTION_KEY: options->key = word; break;
    case OPTION_PLACEHOLDER: words_add(&options->placeholders, word); break;
    case OPTION_AUTHOR: options->author = word; break;
    case OPTION_SIGNERS: options->signers = word; break;
    case OPTION_REVOKED: options->revoked = word; break;
    case OPTION_AUDIT: options->audit = word; break;
    case OPTION_HEAD: options->head = word; break;
    default: break;
    }
}

const char *options_set(struct options *options, enum option option, const char *word,
                        const char **nearest)
{
    const struct choice *choices = option_table[option].choices, *choice;
    unsigned long number = 0;

    *nearest = NULL;
    if (word == NULL) {
        flag_set(options, option);
        return NULL;
    }
    if (choices != NULL) {
        choice = choose(choices, word, strlen(word));
        if (choice == NULL) {
            *nearest = nearest_choice(choices, word);
            return "no such value";
        }
        choice_set(options, option, choice->value);
        return NULL;
    }
    switch (option) {
    case OPTION_REPORT: return report_set(options, word, nearest);
    case OPTION_MAX_WARNINGS:
        if (!number_read(word, 999999999, &number)) return "not a whole number";
        options->max_warnings = number;
        return NULL;
    case OPTION_JOBS:
        if (!number_read(word, 256, &number) || number == 0) return "not a number from 1 to 256";
        options->jobs = (unsigned)number;
        return NULL;
    case OPTION_NOW:
        return moment_read(word, &options->now)
                   ? NULL
                   : "no time like 2026-01-31T12:00:00Z, nor seconds since 1970";
    default: word_set(options, option, word); return NULL;
    }
}

void options_note(struct options *options, enum option option, const char *word, size_t from)
{
    options->settings = memory_grow(options->settings, options->setting_count,
                                    &options->setting_cap, sizeof *options->settings);
    options->settings[options->setting_count++] = (struct setting){ option, word, from };
}

/* "--name value", "--name=value", "-j value" and "-jvalue". */
static int name_read(const char *word, const char **value)
{
    const char *equals = strchr(word, '=');
    int option;

    *value = NULL;
    if (word[1] == '-') {
        *value = equals != NULL ? equals + 1 : NULL;
        return find(word, equals != NULL ? (size_t)(equals - word) : strlen(word));
    }
    option = find_letter(word[1]);
    if (option >= 0 && word[2] != '\0') *value = word + 2;
    return option;
}

/* *at is the option's index in argv; moves on to its value if that is the next word. */
static int option_read(int argc, char **argv, int *at, struct options *options)
{
    const char *word = argv[*at], *value, *nearest, *fault;
    int option = name_read(word, &value);
    char what[128];

    if (option < 0) return unknown_option(word);
    if (!option_is_of((enum option)option, options->command))
        return options_wrong("not an option of this command", word, NULL);
    if (!option_has_value((enum option)option)) {
        if (value != NULL) return options_wrong("this option takes no value", word, NULL);
    } else {
        if (value == NULL && *at + 1 < argc) value = argv[++*at];
        if (value == NULL || *value == '\0')
            return options_wrong("this option needs a value", word, NULL);
    }
    fault = options_set(options, (enum option)option, value, &nearest);
    options->said |= UINT64_C(1) << option;
    options_note(options, (enum option)option, value, SIZE_MAX);
    if (fault == NULL) return -1;
    snprintf(what, sizeof what, "%s: %s", option_table[option].name, fault);
    return options_wrong(what, value, nearest);
}

static enum command command_find(const char *word)
{
    int command = 0;

    while (command < COMMAND_COUNT && strcmp(command_table[command].name, word) != 0) command++;
    return (enum command)command;
}

static int command_read(const char *word, struct options *options)
{
    const char *names[COMMAND_COUNT];

    options->command = command_find(word);
    if (options->command != COMMAND_COUNT) return -1;
    for (size_t i = 0; i < COMMAND_COUNT; i++) names[i] = command_table[i].name;
    return options_wrong("unknown command", word, options_nearest(word, names, COMMAND_COUNT));
}

/* An option that does not go with the others, where it was said. */
static int misplaced(const struct options *options, enum option option, const char *what)
{
    const struct setting *setting = NULL;

    for (size_t i = 0; i < options->setting_count; i++)
        if (options->settings[i].option == option) setting = &options->settings[i];
    if (setting == NULL || setting->from == SIZE_MAX)
        return options_wrong(what, option_table[option].name, NULL);
    source_problem(&options->configured->source, setting->from, "%s", what);
    return EXIT_USAGE;
}

/* How many operands a command takes. */
static int operands_agree(const struct options *options)
{
    size_t count = options->operands.count;

    switch (options->command) {
    case COMMAND_LINT:
    case COMMAND_DIGEST:
    case COMMAND_VERIFY: return -1;
    case COMMAND_EXPLAIN:
        return count == 1 ? -1 : options_wrong("name one rule", "poise explain RULE", NULL);
    case COMMAND_APPROVE:
        return count == 1 ? -1 : options_wrong("name one file", "poise approve FILE", NULL);
    case COMMAND_THREAD:
        return count == 1 ? -1 : options_wrong("name one file", "poise thread FILE", NULL);
    case COMMAND_AUDIT:
        return count == 2 ? -1
                          : options_wrong("say what to do with which log",
                                          "poise audit append LOG, poise audit verify LOG", NULL);
    case COMMAND_INIT:
        return count <= 1 ? -1 : options_wrong("name one folder", "poise init [FOLDER]", NULL);
    case COMMAND_COMPLETIONS:
        return count == 1
                   ? -1
                   : options_wrong("name one shell", "poise completions bash|zsh|fish", NULL);
    case COMMAND_CHECK:
    case COMMAND_DECIDE:
    case COMMAND_RULES:
    case COMMAND_MANUAL:
    case COMMAND_COUNT: break;
    }
    return count == 0 ? -1 : options_wrong("unexpected argument", options->operands.items[0], NULL);
}

/* What approvals cannot do without. */
static int approval_agrees(const struct options *options)
{
    bool verifies = options->command == COMMAND_VERIFY;

    if (!verifies && options->command != COMMAND_APPROVE) return -1;
    if (options->policy == NULL) return options_wrong("under which policy?", "--policy FILE", NULL);
    if (options->roster == NULL) return options_wrong("of which people?", "--roster FILE", NULL);
    if (!verifies && options->by == NULL) return options_wrong("who says so?", "--by WHO", NULL);
    if (options->verdict == POISE_VERDICT_OVERRIDE && options->reason == NULL)
        return options_wrong("an override needs a reason", "--reason TEXT", NULL);
    if (verifies && options->git == (options->author != NULL))
        return options_wrong("who wrote the replies? Say one of", "--git, --author WHO", NULL);
    return -1;
}

/* Standard input is read once, as one thing. */
static int stdin_agrees(const struct options *options)
{
    bool is_read = false;

    for (size_t i = 0; i < options->operands.count; i++)
        is_read |= strcmp(options->operands.items[i], SOURCE_STDIN) == 0;
    if (options->stdin_filename != NULL && !is_read)
        return options_wrong("it names standard input: read that with -", "--stdin-filename", NULL);
    if (is_read && options->files_from != NULL && strcmp(options->files_from, SOURCE_STDIN) == 0)
        return options_wrong("standard input is read already", "--files-from -", NULL);
    return -1;
}

/* What the options say together. */
static int options_agree(const struct options *options)
{
    int status = operands_agree(options);

    if (status < 0) status = stdin_agrees(options);
    if (status < 0 && options->roster != NULL && options->policy == NULL)
        return misplaced(options, OPTION_ROSTER, "a roster needs a policy");
    if (status < 0 && options->command != COMMAND_LINT && options->output > OUTPUT_JSON)
        return options_wrong("this command prints text or json", "--format", NULL);
    if (status < 0 && options->revoked != NULL && options->signers == NULL)
        return misplaced(options, OPTION_REVOKED, "revoked keys need signers");
    if (status < 0 && options->signers != NULL && options->policy == NULL)
        return misplaced(options, OPTION_SIGNERS, "signers need a policy");
    if (status < 0 && options->write_baseline && options->prune_baseline)
        return options_wrong("say one of", "--write-baseline, --prune-baseline", NULL);
    if (status < 0 && options->magic && !options->jsonl)
        return options_wrong("only requests have attachments: use it with --jsonl", "--magic",
                             NULL);
    if (status < 0 && options->jsonl && (options->said & UINT64_C(1) << OPTION_LANG))
        return options_wrong("with --jsonl each request says its own language", "--lang", NULL);
    return status < 0 ? approval_agrees(options) : status;
}

/* --help and --version stand anywhere too, whatever else is wrong. */
static bool help_read(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            usage_print(stdout, command_find(argv[1]));
            return true;
        }
        if (strcmp(argv[i], "--version") == 0) {
            printf("poise %s\n", poise_version());
            return true;
        }
    }
    return false;
}

/* The words behind the command. */
static int line_read(int argc, char **argv, struct options *options)
{
    bool ended = false;
    int status = -1;

    for (int i = 2; i < argc && status < 0; i++) {
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!ended && argv[i][0] == '-' && argv[i][1] != '\0')
            status = option_read(argc, argv, &i, options);
        else
            words_add(&options->operands, argv[i]);
    }
    return status;
}

static struct options options_none(enum command command)
{
    return (struct options){ .command = command,
                             .fail_on = POISE_SEVERITY_ERROR,
                             .verdict = POISE_VERDICT_APPROVE,
                             .max_warnings = SIZE_MAX };
}

/* The command line says which configuration, and then stands above what that says: it is read once
 * more, on top. */
static int configure(int argc, char **argv, struct options *options)
{
    const char *file = options->config;
    int status;

    if (options->no_config && file != NULL)
        return options_wrong("say one of", "--config FILE, --no-config", NULL);
    /* What is verified was written by those whom it is to be kept from: they have no say in how. */
    if (options->command == COMMAND_VERIFY && file == NULL) return -1;
    if (options->no_config || !option_is_of(OPTION_CONFIG, options->command)) return -1;
    options_release(options);
    *options = options_none(options->command);
    status = config_read(options, file);
    return status < 0 ? line_read(argc, argv, options) : status;
}

int options_read(int argc, char **argv, struct options *options)
{
    int status;

    *options = options_none(COMMAND_LINT);
    if (help_read(argc, argv)) return EXIT_CLEAN;
    if (argc < 2) {
        usage_print(stderr, COMMAND_COUNT);
        return EXIT_USAGE;
    }
    status = command_read(argv[1], options);
    if (status < 0) status = line_read(argc, argv, options);
    if (status < 0) status = configure(argc, argv, options);
    if (status < 0) status = options_agree(options);
    if (status >= 0 || !options->print_config) return status;
    config_print(options);
    return EXIT_CLEAN;
}

void options_release(struct options *options)
{
    free(options->reports);
    free(options->fields.items);
    free(options->exclude.items);
    free(options->own.items);
    free(options->flagged.items);
    free(options->operands.items);
    free(options->placeholders.items);
    free(options->settings);
    config_release(options->configured);
}
