/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* The report of GitLab's Code Quality: an array. It tells new findings from old ones by fingerprints
 * that must be unique in the document. */
#include "entry.h"
#include "json_build.h"
#include "memory.h"
#include "repeats.h"

#include <stdlib.h>
#include <string.h>

struct state {
    struct repeats repeats;
    bool has_entry;
};

static void begin(struct printer *printer)
{
    printer->state = memory_resize(NULL, sizeof(struct state));
    *(struct state *)printer->state = (struct state){ 0 };
    fputs("[", printer->out);
}

/* With the file in it: the same reply in a new file is a new finding. */
static char *name_make(struct repeats *repeats, const struct entry *entry)
{
    const char *parts[] = { entry->path, entry->code,
                            entry->finding != NULL ? entry->finding->fingerprint : entry->words };
    char fingerprint[FINGERPRINT_LEN + 1];
    struct buffer bytes = { 0 };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buffer_add(&bytes, parts[i], strlen(parts[i]) + 1);
    fingerprint_make(&bytes, fingerprint);
    buffer_release(&bytes);
    return repeats_name(repeats, fingerprint);
}

static json_t *location_json(const struct entry *entry)
{
    json_t *json = json_object(), *lines = json_object();
    bool is_whole = entry->begin.line == 0;

    json_put_number(lines, "begin", is_whole ? 1 : entry->begin.line);
    json_put_number(lines, "end", is_whole ? 1 : entry->end.line);
    json_put(json, "path", json_text(entry->path));
    json_put(json, "lines", lines);
    return json;
}

static void print(struct printer *printer, const struct entry *entry)
{
    static const char *const severities[] = { "info", "info", "minor", "major" };
    struct state *state = printer->state;
    char *fingerprint = name_make(&state->repeats, entry);
    const char *severity = severities[entry->severity];
    json_t *json = json_object();

    if (entry_is_unread(entry)) severity = "critical";
    json_put(json, "description", json_text(entry->words));
    json_put(json, "check_name", json_text(entry->code));
    json_put(json, "fingerprint", json_text(fingerprint));
    json_put(json, "severity", json_text(severity));
    json_put(json, "location", location_json(entry));
    free(fingerprint);
    fputs(state->has_entry ? ",\n" : "\n", printer->out);
    state->has_entry = true;
    json_print(printer->out, json);
}

static void end(struct printer *printer, const struct tally *tally)
{
    struct state *state = printer->state;

    (void)tally;
    fputs("\n]\n", printer->out);
    repeats_release(&state->repeats);
    free(state);
}

const struct printer_kind print_gitlab = { .begin = begin, .entry = print, .end = end };
