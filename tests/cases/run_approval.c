/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * run_approval.c: runs a file of bare decisions, each beside a twin that differs in one field,
 * through the public C API. Usage: run_approval FILE. README.md describes the file.
 */
#include <poise/poise.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* The row at hand, for messages. */
struct place {
    const char *file;
    unsigned line;
    const char *id;
};

static void stop(const struct place *place, const char *what)
{
    fprintf(stderr, "%s:%u: %s: %s\n", place->file, place->line, place->id, what);
    exit(1);
}

/* ---- Changes ------------------------------------------------------------------------------- */

/* null removes; "-" is behind the last element of an array. */
static bool member_set(json_t *container, const char *key, json_t *value)
{
    if (json_is_object(container))
        return json_is_null(value) ? json_object_del(container, key) == 0
                                   : json_object_set(container, key, value) == 0;
    if (!json_is_array(container)) return false;
    if (strcmp(key, "-") == 0) return json_array_append(container, value) == 0;
    size_t index = strtoul(key, NULL, 10);
    return json_is_null(value) ? json_array_remove(container, index) == 0
                               : json_array_set(container, index, value) == 0;
}

/* Set what a path like "/approvals/0/digest" names. */
static bool path_set(json_t *request, const char *path, json_t *value)
{
    char step[256];

    if (*path != '/') return false;
    size_t len = strcspn(++path, "/");
    if (len >= sizeof step) return false;
    memcpy(step, path, len);
    step[len] = '\0';
    if (!path[len]) return member_set(request, step, value);
    json_t *inside = json_is_array(request) ? json_array_get(request, strtoul(step, NULL, 10))
                                            : json_object_get(request, step);
    return inside && path_set(inside, path + len, value);
}

static void changes_apply(const struct place *place, json_t *request, json_t *changes)
{
    const char *path;
    json_t *value;

    json_object_foreach(changes, path, value)
    {
        /* A copy, since a later change may reach into it. */
        json_t *copy = json_deep_copy(value);
        if (!path_set(request, path, copy)) stop(place, path);
        json_decref(copy);
    }
}

/* ---- Answers ------------------------------------------------------------------------------- */

static int answer_write(void *ctx, const char *bytes, size_t len)
{
    char **answer = ctx;
    size_t old = *answer ? strlen(*answer) : 0;
    char *longer = realloc(*answer, old + len + 1);

    if (!longer) return 1;
    memcpy(longer + old, bytes, len);
    longer[old + len] = '\0';
    *answer = longer;
    return 0;
}

static json_t *answer_to(json_t *request)
{
    char *text = json_dumps(request, JSON_COMPACT), *line = NULL;

    poise_decide_json(NULL, text, strlen(text), answer_write, &line);
    json_t *answer = json_loads(line, 0, NULL);
    free(text);
    free(line);
    return answer;
}

/* Whether the error's message, a reason, or a whole need has the text in it. */
static bool answer_says(json_t *answer, const char *text)
{
    json_t *reason;
    size_t i;

    const char *message = json_string_value(
        json_object_get(json_object_get(answer, "error"), "message"));
    if (message && strstr(message, text)) return true;
    json_array_foreach(json_object_get(answer, "reasons"), i,
                       reason) if (strstr(json_string_value(reason), text)) return true;
    return false;
}

static void answer_check(const struct place *place, json_t *request, json_t *row, const char *kind)
{
    static const char *const members[] = { "records", "needs", "reasons", "ticket", "review" };
    char key[32];
    json_t *answer = answer_to(request);
    const char *decision = json_string_value(json_object_get(answer, "decision"));

    snprintf(key, sizeof key, "%sexpect", kind);
    const char *expect = json_string_value(json_object_get(row, key));
    bool good = expect && strcmp(decision ? decision : "error", expect) == 0;
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        snprintf(key, sizeof key, "%s%s", kind, members[i]);
        json_t *wanted = json_object_get(row, key), *got = json_object_get(answer, members[i]);
        if (wanted) good &= json_is_null(wanted) ? !got : json_equal(wanted, got) != 0;
    }
    snprintf(key, sizeof key, "%ssays", kind);
    json_t *says = json_object_get(row, key);
    if (says) good &= answer_says(answer, json_string_value(says));
    if (!good) {
        char *asked = json_dumps(request, JSON_COMPACT), *got = json_dumps(answer, JSON_COMPACT);
        fprintf(stderr, "%s\n%s\n", asked, got);
        stop(place, *kind ? "its twin has another answer" : "has another answer");
    }
    json_decref(answer);
}

/* ---- Rows ---------------------------------------------------------------------------------- */

static void keys_check(const struct place *place, json_t *row)
{
    static const char known[] = " id story from change twin expect records needs says reasons "
                                "ticket review twin_reasons "
                                "twin_expect twin_records twin_needs twin_says twin_ticket "
                                "twin_review ";
    const char *key;
    json_t *value;

    json_object_foreach(row, key, value)
    {
        char word[64];
        snprintf(word, sizeof word, " %.60s ", key);
        if (!strstr(known, word)) stop(place, key);
    }
}

static void row_check(struct place *place, json_t *bases, json_t *row)
{
    json_t *twin = json_object_get(row, "twin");
    const char *from = json_string_value(json_object_get(row, "from"));

    place->id = json_string_value(json_object_get(row, "id"));
    if (!place->id) place->id = "?";
    keys_check(place, row);
    json_t *base = json_object_get(bases, from ? from : "");
    if (!base) stop(place, "\"from\" names no base");
    json_t *request = json_deep_copy(base);
    changes_apply(place, request, json_object_get(row, "change"));
    answer_check(place, request, row, "");
    if (twin) {
        if (json_object_size(twin) != 1) stop(place, "a twin differs in one field");
        changes_apply(place, request, twin);
        answer_check(place, request, row, "twin_");
    }
    json_decref(request);
}

int main(int argc, char **argv)
{
    static char line[1 << 18];
    struct place place = { argc > 1 ? argv[1] : "", 0, "?" };
    json_t *bases = json_object();
    unsigned rows = 0;
    FILE *file = fopen(place.file, "r");

    if (!file) stop(&place, "cannot be opened");
    while (fgets(line, sizeof line, file)) {
        json_error_t error;
        json_t *row = json_loads(line, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
        place.line++;
        place.id = "?";
        if (!row) stop(&place, error.text);
        const char *base = json_string_value(json_object_get(row, "base"));
        if (base) {
            json_object_set(bases, base, json_object_get(row, "request"));
        } else {
            row_check(&place, bases, row);
            rows++;
        }
        json_decref(row);
    }
    fclose(file);
    json_decref(bases);
    if (!rows) stop(&place, "no rows");
    printf("%u rows\n", rows);
    return 0;
}
