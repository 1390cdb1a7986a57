/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The duties over a conversation, from the library's own answer. */
#include "commands.h"
#include "document.h"
#include "memory.h"
#include "moment.h"
#include "print.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* ---- What to do ---------------------------------------------------------------------------- */

/* A duty of this kind in one of these states; states are parted by spaces. */
static const struct {
    const char *kind;
    const char *states;
    const char *what;
} steps[] = {
    { "response", "open overdue", "answer where everybody can read it, as a person" },
    { "response", "unknown", "say when business is open up to now" },
    { "apology", "owed overdue", "apologise publicly, in the same place, and leave it standing" },
    { "apology", "unknown", "hand in a report of the replies that could have paid" },
    { "removal", "need", "have two people agree whom it does not criticise" },
    { "removal", "deny", "leave it up, and answer it; put it back if it is gone" },
    { "own_it", "missing", "say that you are sorry and what you will do" },
    { "channel", "missing", "name a contact of your own in the answer" },
    { "contact", "found", "name a contact that is on the brand's list, or none" },
    { "pointer", "found", "say something to the matter where it was asked" },
    { "scapegoat", "found", "own it: leave out whose fault it was" },
};

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = words; (at = strstr(at, word)) != NULL; at += len)
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0')) return true;
    return false;
}

static const char *step_of(const char *kind, const char *state)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strcmp(steps[i].kind, kind) == 0 && has_word(steps[i].states, state))
            return steps[i].what;
    return NULL;
}

/* ---- For people ---------------------------------------------------------------------------- */

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

static void duty_print(const json_t *duty)
{
    const char *kind = text_of(duty, "kind"), *state = text_of(duty, "state");
    const char *step = step_of(kind, state);
    const json_t *due = json_object_get(duty, "due");
    char when[32];

    text_safely(stdout, text_of(duty, "message"));
    printf(": %s: %s", kind, state);
    if (json_is_integer(due)) {
        moment_write(json_integer_value(due), when);
        printf(", due %s", when);
    }
    if (json_is_string(json_object_get(duty, "by"))) {
        fputs(", by ", stdout);
        text_safely(stdout, text_of(duty, "by"));
    }
    fputs("\n  ", stdout);
    text_safely(stdout, text_of(duty, "reason"));
    fputs("\n", stdout);
    if (step != NULL) printf("  next: %s\n", step);
}

static long long number_of(const json_t *object, const char *key)
{
    return (long long)json_integer_value(json_object_get(object, key));
}

static void coverage_print(const json_t *coverage, const char *key)
{
    const json_t *part = json_object_get(coverage, key);

    printf("; %s messages answered %lld of %lld", key, number_of(part, "answered"),
           number_of(part, "total"));
}

static void answer_print(const json_t *answer)
{
    const json_t *summary = json_object_get(answer, "summary");
    const json_t *duties = json_object_get(answer, "duties");
    const json_t *coverage = json_object_get(summary, "coverage");

    for (size_t i = 0; i < json_array_size(duties); i++) duty_print(json_array_get(duties, i));
    printf("duties %zu, waiting or broken %lld", json_array_size(duties),
           number_of(summary, "attention"));
    coverage_print(coverage, "positive");
    coverage_print(coverage, "negative");
    if (json_is_integer(json_object_get(coverage, "gap")))
        printf("; gap %lld per mille", number_of(coverage, "gap"));
    fputs("\n", stdout);
}

/* ---- The command --------------------------------------------------------------------------- */

/* The error of the answer, at its place in the file. */
static void refusal_say(struct document *document, const json_t *answer)
{
    const json_t *object = json_object_get(answer, "error");
    poise_error error = { .size = sizeof error, .status = POISE_E_REQUEST };

    error.offset = (uint32_t)number_of(object, "offset");
    snprintf(error.message, sizeof error.message, "%s", text_of(object, "message"));
    document_say(document, &error);
}

static int document_judge(const struct options *options, struct document *document)
{
    struct buffer line = { 0 };
    poise_status status = poise_thread_json(NULL, document->text, document->len, buffer_write,
                                            &line);
    json_t *answer = json_loadb(line.len > 0 ? line.data : "", line.len, JSON_ALLOW_NUL, NULL);
    int result = EXIT_INTERNAL;

    if (status == POISE_OK && answer != NULL) {
        bool waits = number_of(json_object_get(answer, "summary"), "attention") > 0;
        if (options->output == OUTPUT_JSON)
            fwrite(line.data, 1, line.len, stdout);
        else
            answer_print(answer);
        result = waits ? EXIT_FINDINGS : EXIT_CLEAN;
    } else if (answer != NULL) {
        refusal_say(document, answer);
        result = status == POISE_E_NOMEM || status == POISE_E_CRYPTO ? EXIT_INTERNAL : EXIT_USAGE;
    }
    json_decref(answer);
    buffer_release(&line);
    return result;
}

int thread_run(const struct options *options)
{
    struct document document;
    int result = EXIT_USAGE;

    if (document_load(&document, options->operands.items[0]))
        result = document_judge(options, &document);
    document_release(&document);
    return result;
}
