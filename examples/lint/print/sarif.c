/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/*
 * SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0). The rules come first, all of them: what is
 * found needs their indices and can then be written as it is found. Only what could not be read is
 * kept until the end.
 */
#include "entry.h"
#include "json_build.h"
#include "memory.h"
#include "repeats.h"
#include "rule.h"
#include "stream.h"

#include <stdlib.h>
#include <string.h>

struct state {
    struct repeats repeats; /* in this file */
    json_t *unread;         /* notifications */
    bool has_result;
};

static const char *level_of(uint32_t severity)
{
    static const char *const levels[] = { "none", "note", "warning", "error" };

    return levels[severity];
}

static json_t *list_of(json_t *item)
{
    json_t *list = json_array();

    json_append(list, item);
    return list;
}

/* A message: {"text": …}. */
static json_t *message_json(const char *text)
{
    json_t *json = json_object();

    json_put(json, "text", json_text(text));
    return json;
}

/* ---- The tool ------------------------------------------------------------------------------ */

/* The hint and both examples; the format takes them with a label in front of each example. */
static json_t *help_text(const char *format, const poise_rule *rule, uint32_t language)
{
    bool is_french = language == POISE_LANGUAGE_FR;
    struct stream help = { 0 };
    json_t *json;

    fprintf(stream_file(&help), format, rule->hint, is_french ? "Signalé" : "Marked", rule->fires,
            is_french ? "Non signalé" : "Not marked", rule->quiet);
    json = json_text(stream_text(&help));
    stream_release(&help);
    return json;
}

static json_t *help_json(const poise_rule *rule, uint32_t language)
{
    json_t *json = json_object();

    json_put(json, "text", help_text("%s\n\n%s: %s\n%s: %s\n", rule, language));
    json_put(json, "markdown", help_text("%s\n\n* %s: `%s`\n* %s: `%s`\n", rule, language));
    return json;
}

static json_t *rule_json(const poise_rule *rule, uint32_t language)
{
    json_t *json = json_object(), *configuration = json_object(), *properties = json_object();
    char *group = memory_copy(rule->code, strcspn(rule->code, "."));

    json_put(configuration, "level", json_text(level_of(rule->severity)));
    json_put_number(properties, "number", rule->number);
    json_put(properties, "tags", list_of(json_text(group)));
    json_put(json, "id", json_text(rule->code));
    json_put(json, "shortDescription", message_json(rule->message));
    json_put(json, "fullDescription", message_json(rule->why));
    json_put(json, "help", help_json(rule, language));
    json_put(json, "defaultConfiguration", configuration);
    json_put(json, "properties", properties);
    free(group);
    return json;
}

static json_t *tool_json(uint32_t language)
{
    json_t *json = json_object(), *driver = json_object(), *rules = json_array();
    poise_rule rule;

    for (uint32_t i = 0; rule_at(i, language, &rule); i++)
        json_append(rules, rule_json(&rule, language));
    json_put(driver, "name", json_text("poise"));
    json_put(driver, "version", json_text(poise_version()));
    json_put(driver, "semanticVersion", json_text(poise_version()));
    json_put(driver, "rules", rules);
    json_put(json, "driver", driver);
    return json;
}

static void begin(struct printer *printer)
{
    uint32_t language = printer->options->messages;
    struct state *state = memory_resize(NULL, sizeof *state);

    *state = (struct state){ .unread = json_array() };
    printer->state = state;
    fprintf(printer->out,
            "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
            "\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"language\":\"%s\",\n\"tool\":",
            language == POISE_LANGUAGE_FR ? "fr" : "en");
    json_print(printer->out, tool_json(language));
    fputs(",\n\"results\":[", printer->out);
}

static void file_begin(struct printer *printer, struct source *source)
{
    (void)source;
    repeats_release(&((struct state *)printer->state)->repeats);
}

/* ---- Places -------------------------------------------------------------------------------- */

/* Every byte but those that RFC 3986 lets stand in a segment; a colon would make a scheme. */
static char *uri_make(const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-._~/!$&'()*+,;=@";
    struct buffer uri = { 0 };
    char escaped[4];

    buffer_add(&uri, "file://", path[0] == '/' ? 7 : 0);
    for (; *path != '\0'; path++) {
        if (strchr(plain, *path) != NULL) {
            buffer_add(&uri, path, 1);
        } else {
            snprintf(escaped, sizeof escaped, "%%%02X", (unsigned)(unsigned char)*path);
            buffer_add(&uri, escaped, 3);
        }
    }
    return uri.data;
}

static json_t *artifact_json(const char *path)
{
    json_t *json = json_object();
    char *uri = uri_make(path);

    json_put(json, "uri", json_text(uri));
    if (path[0] != '/') json_put(json, "uriBaseId", json_text("%SRCROOT%"));
    free(uri);
    return json;
}

static json_t *region_json(const struct entry *entry)
{
    json_t *json = json_object();

    json_put_place(json, "startLine", "startColumn", entry->begin);
    json_put_place(json, "endLine", "endColumn", entry->end);
    if (entry->finding != NULL) {
        const struct extent *where = &entry->finding->where;
        json_put_number(json, "byteOffset", where->begin);
        json_put_number(json, "byteLength", where->end - where->begin);
    }
    return json;
}

static json_t *locations_json(const struct entry *entry)
{
    json_t *json = json_object(), *physical = json_object(), *logical;

    json_put(physical, "artifactLocation", artifact_json(entry->path));
    if (entry->begin.line > 0) json_put(physical, "region", region_json(entry));
    json_put(json, "physicalLocation", physical);
    if (entry->reply != NULL) {
        logical = json_object();
        json_put(logical, "name", json_text(entry->reply));
        json_put(json, "logicalLocations", list_of(logical));
    }
    return list_of(json);
}

/* ---- Results ------------------------------------------------------------------------------- */

/* SARIF wants this, and the state below, of all results or of none. */
static json_t *suppressions_json(const struct entry *entry)
{
    const char *reason = entry->finding != NULL ? entry->finding->reason : NULL;
    json_t *json;

    if (reason == NULL) return json_array();
    json = json_object();
    json_put(json, "kind", json_text("inSource"));
    if (*reason != '\0') json_put(json, "justification", json_text(reason));
    return list_of(json);
}

static json_t *fingerprints_json(struct repeats *repeats, const struct finding *finding)
{
    json_t *json = json_object();
    char *name = repeats_name(repeats, finding->fingerprint);

    json_put(json, "poise/v1", json_text(name));
    free(name);
    return json;
}

static void rule_put(json_t *result, const struct entry *entry)
{
    poise_rule rule;

    json_put(result, "ruleId", json_text(entry->code));
    for (uint32_t i = 0; rule_at(i, POISE_LANGUAGE_EN, &rule); i++) {
        if (strcmp(rule.code, entry->code) != 0) continue;
        json_put_number(result, "ruleIndex", i);
        return;
    }
}

static void result_print(struct printer *printer, const struct entry *entry)
{
    struct state *state = printer->state;
    bool is_known = entry->finding != NULL && entry->finding->is_known;
    json_t *json = json_object();

    rule_put(json, entry);
    json_put(json, "level", json_text(level_of(entry->severity)));
    json_put(json, "message", message_json(entry->words));
    json_put(json, "locations", locations_json(entry));
    if (entry->finding != NULL)
        json_put(json, "partialFingerprints", fingerprints_json(&state->repeats, entry->finding));
    json_put(json, "suppressions", suppressions_json(entry));
    if (printer->options->baseline != NULL)
        json_put(json, "baselineState", json_text(is_known ? "unchanged" : "new"));
    fputs(state->has_result ? ",\n" : "\n", printer->out);
    state->has_result = true;
    json_print(printer->out, json);
}

static void print(struct printer *printer, const struct entry *entry)
{
    struct state *state = printer->state;
    json_t *json;

    if (!entry_is_unread(entry)) {
        result_print(printer, entry);
        return;
    }
    json = json_object();
    json_put(json, "level", json_text("error"));
    json_put(json, "message", message_json(entry->words));
    json_put(json, "locations", locations_json(entry));
    json_append(state->unread, json);
}

static void end(struct printer *printer, const struct tally *tally)
{
    struct state *state = printer->state;
    json_t *json = json_object();

    json_put(json, "executionSuccessful", json_boolean(tally->unread == 0));
    json_put(json, "toolExecutionNotifications", state->unread);
    fputs("\n],\n\"invocations\":", printer->out);
    json_print(printer->out, list_of(json));
    fputs("}]}\n", printer->out);
    repeats_release(&state->repeats);
    free(state);
}

const struct printer_kind print_sarif = {
    .begin = begin, .file_begin = file_begin, .entry = print, .takes_quiet = true, .end = end
};
