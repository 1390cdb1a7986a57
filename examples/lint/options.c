/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "options.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "Usage: poise COMMAND [OPTION…] [ARGUMENT…]\n"
    "\n"
    "  poise lint [PATH…]    lint the canned replies in files and folders (default: this folder)\n"
    "  poise check           judge one draft on standard input\n"
    "  poise check --jsonl   filter: one JSON request a line in, one report a line out\n"
    "  poise rules           list all rules\n"
    "  poise explain RULE    what a rule says, why, and an example\n"
    "\n"
    "lint and check:\n"
    "  --policy FILE         decide under this policy who has to approve\n"
    "  --roster FILE         the people that the policy speaks of; both are YAML by the\n"
    "                        ending of their names (.yaml, .yml), else JSON\n"
    "  --own X               host, e-mail address or phone number of the brand; repeatable\n"
    "  --flagged X           host, URL, address, number, sha256:HASH or pdq:HASH that must never\n"
    "                        go out; repeatable\n"
    "  --lang en|fr          language of replies that do not tell theirs\n"
    "  --messages en|fr      language of messages and hints (rules and explain too)\n"
    "  --fail-on error|warning|info\n"
    "                        least severity that makes the exit status 1 (default: error)\n"
    "  --color auto|always|never\n"
    "\n"
    "check --jsonl:\n"
    "  --magic               ask libmagic about attachments too\n"
    "\n"
    "lint:\n"
    "  --format text|json    what to print (default: text)\n"
    "  --as text|markdown|json|yaml|csv\n"
    "                        read all files as this format, whatever their name\n"
    "\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 nothing found, 1 findings or a denied reply, 2 wrong use or input that cannot\n"
    "be read, 3 internal error.\n";

enum {
    FOR_LINT = 1 << COMMAND_LINT,
    FOR_CHECK = 1 << COMMAND_CHECK,
    FOR_RULES = 1 << COMMAND_RULES,
    FOR_EXPLAIN = 1 << COMMAND_EXPLAIN,
    FOR_DRAFTS = FOR_LINT | FOR_CHECK
};

struct choice {
    const char *word;
    int value;
};

static const struct choice outputs[] = { { "text", OUTPUT_TEXT }, { "json", OUTPUT_JSON }, { 0 } };
static const struct choice colors[] = {
    { "auto", COLOR_AUTO }, { "always", COLOR_ALWAYS }, { "never", COLOR_NEVER }, { 0 }
};
static const struct choice severities[] = { { "error", POISE_SEVERITY_ERROR },
                                            { "warning", POISE_SEVERITY_WARNING },
                                            { "info", POISE_SEVERITY_INFO },
                                            { 0 } };
static const struct choice formats[] = { { "text", FORMAT_TEXT }, { "markdown", FORMAT_MARKDOWN },
                                         { "json", FORMAT_JSON }, { "yaml", FORMAT_YAML },
                                         { "csv", FORMAT_CSV },   { 0 } };
static const struct choice languages[] = { { "en", POISE_LANGUAGE_EN },
                                           { "fr", POISE_LANGUAGE_FR },
                                           { 0 } };

enum option {
    OPTION_FORMAT,
    OPTION_AS,
    OPTION_FAIL_ON,
    OPTION_LANG,
    OPTION_MESSAGES,
    OPTION_COLOR,
    OPTION_POLICY,
    OPTION_ROSTER,
    OPTION_OWN,
    OPTION_FLAGGED,
    OPTION_JSONL,
    OPTION_MAGIC
};

/* In the order of the enum. */
static const struct {
    const char *name;
    unsigned commands;
    const struct choice *choices; /* NULL: any word */
} table[] = {
    { "--format", FOR_LINT, outputs },
    { "--as", FOR_LINT, formats },
    { "--fail-on", FOR_DRAFTS, severities },
    { "--lang", FOR_DRAFTS, languages },
    { "--messages", FOR_DRAFTS | FOR_RULES | FOR_EXPLAIN, languages },
    { "--color", FOR_DRAFTS, colors },
    { "--policy", FOR_DRAFTS, NULL },
    { "--roster", FOR_DRAFTS, NULL },
    { "--own", FOR_DRAFTS, NULL },
    { "--flagged", FOR_DRAFTS, NULL },
    { "--jsonl", FOR_CHECK, NULL },
    { "--magic", FOR_CHECK, NULL },
};

enum { OPTION_COUNT = sizeof table / sizeof *table };

static const char *const commands[] = { "lint", "check", "rules", "explain" };

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

static int wrong(const char *what, const char *word, const char *nearest)
{
    fprintf(stderr, "poise: %s: %s", what, word);
    if (nearest != NULL) fprintf(stderr, " (did you mean %s?)", nearest);
    fputs("\n", stderr);
    return EXIT_USAGE;
}

static void words_add(struct words *words, const char *word)
{
    words->items = memory_grow(words->items, words->count, &words->cap, sizeof *words->items);
    words->items[words->count++] = word;
}

static int find(const char *word, size_t len)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (strlen(table[i].name) == len && memcmp(table[i].name, word, len) == 0) return i;
    return -1;
}

static int unknown_option(const char *word)
{
    const char *names[OPTION_COUNT + 2] = { "--help", "--version" };

    for (int i = 0; i < OPTION_COUNT; i++) names[i + 2] = table[i].name;
    return wrong("unknown option", word, options_nearest(word, names, OPTION_COUNT + 2));
}

static int choose(const struct choice *choices, const char *word)
{
    for (; choices->word != NULL; choices++)
        if (strcmp(choices->word, word) == 0) return choices->value;
    return -1;
}

static void set(struct options *options, int option, int choice, const char *word)
{
    switch ((enum option)option) {
    case OPTION_FORMAT: options->output = (enum output)choice; break;
    case OPTION_AS: options->as = (enum format)choice; break;
    case OPTION_FAIL_ON: options->fail_on = (uint32_t)choice; break;
    case OPTION_LANG: options->language = (uint32_t)choice; break;
    case OPTION_MESSAGES: options->messages = (uint32_t)choice; break;
    case OPTION_COLOR: options->color = (enum color)choice; break;
    case OPTION_POLICY: options->policy = word; break;
    case OPTION_ROSTER: options->roster = word; break;
    case OPTION_OWN: words_add(&options->own, word); break;
    case OPTION_FLAGGED: words_add(&options->flagged, word); break;
    case OPTION_JSONL: options->jsonl = true; break;
    case OPTION_MAGIC: options->magic = true; break;
    }
}

/* *at is the option's index in argv; moves on to its value if that is the next word. */
static int option_read(int argc, char **argv, int *at, struct options *options)
{
    const char *word = argv[*at];
    const char *equals = strchr(word, '=');
    int option = find(word, equals != NULL ? (size_t)(equals - word) : strlen(word));
    const char *value = equals != NULL ? equals + 1 : NULL;
    int choice = 0;

    if (option < 0) return unknown_option(word);
    if (!(table[option].commands & (1u << options->command)))
        return wrong("not an option of this command", word, NULL);
    if (option == OPTION_JSONL || option == OPTION_MAGIC) {
        if (value != NULL) return wrong("this option takes no value", word, NULL);
    } else {
        if (value == NULL && *at + 1 < argc) value = argv[++*at];
        if (value == NULL || *value == '\0') return wrong("this option needs a value", word, NULL);
        if (table[option].choices != NULL && (choice = choose(table[option].choices, value)) < 0)
            return wrong(table[option].name, value, NULL);
    }
    set(options, option, choice, value);
    return -1;
}

static int command_read(const char *word, struct options *options)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i], word) != 0) continue;
        options->command = (enum command)i;
        return -1;
    }
    return wrong("unknown command", word,
                 options_nearest(word, commands, sizeof commands / sizeof *commands));
}

/* What the options say together. */
static int options_agree(const struct options *options)
{
    if (options->roster != NULL && options->policy == NULL)
        return wrong("a roster needs a policy", "--roster", NULL);
    if (options->magic && !options->jsonl)
        return wrong("only requests have attachments: use it with --jsonl", "--magic", NULL);
    if (options->jsonl && options->language != POISE_LANGUAGE_AUTO)
        return wrong("with --jsonl each request says its own language", "--lang", NULL);
    if (options->command == COMMAND_EXPLAIN && options->operands.count != 1)
        return wrong("name one rule", "poise explain RULE", NULL);
    if ((options->command == COMMAND_CHECK || options->command == COMMAND_RULES) &&
        options->operands.count > 0)
        return wrong("unexpected argument", options->operands.items[0], NULL);
    return -1;
}

int options_read(int argc, char **argv, struct options *options)
{
    bool ended = false;
    int status = -1;

    *options = (struct options){ .fail_on = POISE_SEVERITY_ERROR };
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) break;
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            fputs(usage, stdout);
            return EXIT_CLEAN;
        }
        if (strcmp(argv[i], "--version") == 0) {
            printf("poise %s\n", poise_version());
            return EXIT_CLEAN;
        }
    }
    if (argc < 2) {
        fputs(usage, stderr);
        return EXIT_USAGE;
    }
    status = command_read(argv[1], options);
    for (int i = 2; i < argc && status < 0; i++) {
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!ended && argv[i][0] == '-' && argv[i][1] != '\0')
            status = option_read(argc, argv, &i, options);
        else
            words_add(&options->operands, argv[i]);
    }
    return status < 0 ? options_agree(options) : status;
}

void options_release(struct options *options)
{
    free(options->own.items);
    free(options->flagged.items);
    free(options->operands.items);
}
