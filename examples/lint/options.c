/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "options.h"

#include "memory.h"
#include "moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FOR_LINT = 1 << COMMAND_LINT,
    FOR_CHECK = 1 << COMMAND_CHECK,
    FOR_DECIDE = 1 << COMMAND_DECIDE,
    FOR_DIGEST = 1 << COMMAND_DIGEST,
    FOR_APPROVE = 1 << COMMAND_APPROVE,
    FOR_VERIFY = 1 << COMMAND_VERIFY,
    FOR_AUDIT = 1 << COMMAND_AUDIT,
    FOR_THREAD = 1 << COMMAND_THREAD,
    FOR_RULES = 1 << COMMAND_RULES,
    FOR_EXPLAIN = 1 << COMMAND_EXPLAIN,
    FOR_DRAFTS = FOR_LINT | FOR_CHECK,
    FOR_FILES = FOR_LINT | FOR_DIGEST | FOR_APPROVE | FOR_VERIFY,
    FOR_JUDGED = FOR_DRAFTS | FOR_APPROVE | FOR_VERIFY
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

static const struct choice verdicts[] = { { "approve", POISE_VERDICT_APPROVE },
                                          { "reject", POISE_VERDICT_REJECT },
                                          { "revoke", POISE_VERDICT_REVOKE },
                                          { "override", POISE_VERDICT_OVERRIDE },
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
    OPTION_REPLY,
    OPTION_BY,
    OPTION_VERDICT,
    OPTION_REASON,
    OPTION_KEY,
    OPTION_PLACEHOLDER,
    OPTION_NOW,
    OPTION_AUTHOR,
    OPTION_SIGNERS,
    OPTION_REVOKED,
    OPTION_AUDIT,
    OPTION_HEAD,
    OPTION_JSONL,
    OPTION_MAGIC,
    OPTION_GIT
};

/* In the order of the enum. */
static const struct {
    const char *name;
    unsigned commands;
    const struct choice *choices; /* NULL: any word */
} table[] = {
    { "--format", FOR_LINT | FOR_DIGEST | FOR_VERIFY | FOR_THREAD, outputs },
    { "--as", FOR_FILES, formats },
    { "--fail-on", FOR_DRAFTS, severities },
    { "--lang", FOR_JUDGED, languages },
    { "--messages", FOR_JUDGED | FOR_RULES | FOR_EXPLAIN, languages },
    { "--color", FOR_JUDGED, colors },
    { "--policy", FOR_JUDGED, NULL },
    { "--roster", FOR_JUDGED, NULL },
    { "--own", FOR_JUDGED, NULL },
    { "--flagged", FOR_JUDGED, NULL },
    { "--reply", FOR_APPROVE, NULL },
    { "--by", FOR_APPROVE, NULL },
    { "--verdict", FOR_APPROVE, verdicts },
    { "--reason", FOR_APPROVE, NULL },
    { "--key", FOR_APPROVE, NULL },
    { "--placeholder", FOR_APPROVE | FOR_DIGEST, NULL },
    { "--now", FOR_APPROVE | FOR_VERIFY, NULL },
    { "--author", FOR_VERIFY, NULL },
    { "--signers", FOR_CHECK | FOR_VERIFY, NULL },
    { "--revoked", FOR_CHECK | FOR_VERIFY, NULL },
    { "--audit", FOR_VERIFY, NULL },
    { "--head", FOR_AUDIT, NULL },
    { "--jsonl", FOR_CHECK | FOR_DECIDE, NULL },
    { "--magic", FOR_CHECK, NULL },
    { "--git", FOR_VERIFY, NULL },
};

enum { OPTION_COUNT = sizeof table / sizeof *table };

/* In the order of enum command. */
static const char *const commands[] = { "lint",   "check", "decide", "digest", "approve",
                                        "verify", "audit", "thread", "rules",  "explain" };

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

static int wrong_choice(int option, const char *value)
{
    const char *words[8];
    size_t count = 0;

    for (const struct choice *at = table[option].choices; at->word != NULL; at++)
        words[count++] = at->word;
    return wrong(table[option].name, value, options_nearest(value, words, count));
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
    case OPTION_REPLY: options->reply = word; break;
    case OPTION_BY: options->by = word; break;
    case OPTION_VERDICT: options->verdict = (uint32_t)choice; break;
    case OPTION_REASON: options->reason = word; break;
    case OPTION_KEY: options->key = word; break;
    case OPTION_PLACEHOLDER: words_add(&options->placeholders, word); break;
    case OPTION_NOW: break; /* read by then */
    case OPTION_AUTHOR: options->author = word; break;
    case OPTION_SIGNERS: options->signers = word; break;
    case OPTION_REVOKED: options->revoked = word; break;
    case OPTION_AUDIT: options->audit = word; break;
    case OPTION_HEAD: options->head = word; break;
    case OPTION_JSONL: options->jsonl = true; break;
    case OPTION_MAGIC: options->magic = true; break;
    case OPTION_GIT: options->git = true; break;
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
    if (option >= OPTION_JSONL) {
        if (value != NULL) return wrong("this option takes no value", word, NULL);
    } else {
        if (value == NULL && *at + 1 < argc) value = argv[++*at];
        if (value == NULL || *value == '\0') return wrong("this option needs a value", word, NULL);
        if (table[option].choices != NULL && (choice = choose(table[option].choices, value)) < 0)
            return wrong_choice(option, value);
        if (option == OPTION_NOW && !moment_read(value, &options->now))
            return wrong("no time like 2026-01-31T12:00:00Z, nor seconds since 1970", value, NULL);
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

/* How many operands a command takes. */
static int operands_agree(const struct options *options)
{
    size_t count = options->operands.count;

    switch (options->command) {
    case COMMAND_LINT:
    case COMMAND_DIGEST:
    case COMMAND_VERIFY: return -1;
    case COMMAND_EXPLAIN:
        return count == 1 ? -1 : wrong("name one rule", "poise explain RULE", NULL);
    case COMMAND_APPROVE:
        return count == 1 ? -1 : wrong("name one file", "poise approve FILE", NULL);
    case COMMAND_THREAD: return count == 1 ? -1 : wrong("name one file", "poise thread FILE", NULL);
    case COMMAND_AUDIT:
        return count == 2 ? -1
                          : wrong("say what to do with which log",
                                  "poise audit append LOG, poise audit verify LOG", NULL);
    case COMMAND_CHECK:
    case COMMAND_DECIDE:
    case COMMAND_RULES: break;
    }
    return count == 0 ? -1 : wrong("unexpected argument", options->operands.items[0], NULL);
}

/* What approvals cannot do without. */
static int approval_agrees(const struct options *options)
{
    bool verifies = options->command == COMMAND_VERIFY;

    if (!verifies && options->command != COMMAND_APPROVE) return -1;
    if (options->policy == NULL) return wrong("under which policy?", "--policy FILE", NULL);
    if (options->roster == NULL) return wrong("of which people?", "--roster FILE", NULL);
    if (!verifies && options->by == NULL) return wrong("who says so?", "--by WHO", NULL);
    if (options->verdict == POISE_VERDICT_OVERRIDE && options->reason == NULL)
        return wrong("an override needs a reason", "--reason TEXT", NULL);
    if (verifies && options->git == (options->author != NULL))
        return wrong("who wrote the replies? Say one of", "--git, --author WHO", NULL);
    return -1;
}

/* What the options say together. */
static int options_agree(const struct options *options)
{
    int status = operands_agree(options);

    if (status < 0 && options->roster != NULL && options->policy == NULL)
        return wrong("a roster needs a policy", "--roster", NULL);
    if (status < 0 && options->revoked != NULL && options->signers == NULL)
        return wrong("revoked keys need signers", "--revoked", NULL);
    if (status < 0 && options->signers != NULL && options->policy == NULL)
        return wrong("signers need a policy", "--signers", NULL);
    if (status < 0 && options->magic && !options->jsonl)
        return wrong("only requests have attachments: use it with --jsonl", "--magic", NULL);
    if (status < 0 && options->jsonl && options->language != POISE_LANGUAGE_AUTO)
        return wrong("with --jsonl each request says its own language", "--lang", NULL);
    return status < 0 ? approval_agrees(options) : status;
}

int options_read(int argc, char **argv, struct options *options)
{
    bool ended = false;
    int status = -1;

    *options = (struct options){ .fail_on = POISE_SEVERITY_ERROR,
                                 .verdict = POISE_VERDICT_APPROVE };
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) break;
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            fputs(usage_text, stdout);
            return EXIT_CLEAN;
        }
        if (strcmp(argv[i], "--version") == 0) {
            printf("poise %s\n", poise_version());
            return EXIT_CLEAN;
        }
    }
    if (argc < 2) {
        fputs(usage_text, stderr);
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
    free(options->placeholders.items);
}
