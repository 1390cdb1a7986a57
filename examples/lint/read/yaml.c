/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "yaml.h"

#include "memory.h"
#include "unicode.h"

#include <string.h>

/* At a zero byte libfyaml ends, and at what is no UTF-8 it may end or never return: neither would
 * be told. */
static bool bytes_are_fit(struct source *source)
{
    size_t at = source->start;
    long code = 0;

    while (at < source->len) {
        size_t used = unicode_next(source->data + at, source->len - at, &code);
        if (code <= 0) break;
        at += used;
    }
    if (at < source->len)
        source_problem(source, at, "not valid YAML: %s", code < 0 ? "not UTF-8" : "a zero byte");
    return at == source->len;
}

bool yaml_begin(struct yaml *yaml, struct source *source)
{
    struct fy_diag_cfg quiet;

    if (!bytes_are_fit(source)) return false;
    fy_diag_cfg_default(&quiet);
    quiet.fp = NULL;
    yaml->source = source;
    yaml->diag = fy_diag_create(&quiet);
    if (yaml->diag == NULL) memory_out();
    fy_diag_set_collect_errors(yaml->diag, true);
    yaml->parser = fy_parser_create(
        &(struct fy_parse_cfg){ .flags = FYPCF_QUIET, .diag = yaml->diag });
    if (yaml->parser == NULL || fy_parser_set_string(yaml->parser, source->data, source->len) != 0)
        memory_out();
    return true;
}

/* The offset of a line and column as libfyaml counts them: from 1, the column in code points. */
static size_t offset_of(const struct source *source, int line, int column)
{
    size_t at = source->start;
    long code;

    for (int i = 1; i < line && at < source->len; at++)
        if (source->data[at] == '\n' || (source->data[at] == '\r' && source->data[at + 1] != '\n'))
            i++;
    for (int i = 1; i < column && at < source->len; i++)
        at += unicode_next(source->data + at, source->len - at, &code);
    return at;
}

/* libfyaml has something to say of every document that is none; silence is a lack of memory. */
static void say_error(const struct yaml *yaml)
{
    void *next = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(yaml->diag, &next);

    if (error == NULL) memory_out();
    source_problem(yaml->source, offset_of(yaml->source, error->line, error->column),
                   "not valid YAML: %s", error->msg);
}

struct fy_event *yaml_next(struct yaml *yaml)
{
    struct fy_event *event = fy_parser_parse(yaml->parser);

    if (event == NULL && fy_parser_get_stream_error(yaml->parser)) say_error(yaml);
    return event;
}

void yaml_free(struct yaml *yaml, struct fy_event *event)
{
    fy_parser_event_free(yaml->parser, event);
}

void yaml_end(struct yaml *yaml)
{
    fy_parser_destroy(yaml->parser);
    fy_diag_destroy(yaml->diag);
}

static bool is_one_of(const char *text, size_t len, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (len == strlen(words[i]) && memcmp(text, words[i], len) == 0) return true;
    return false;
}

bool yaml_is_null(const char *text, size_t len)
{
    static const char *const words[] = { "", "~", "null", "Null", "NULL" };

    return is_one_of(text, len, words, sizeof words / sizeof *words);
}

bool yaml_is_true(const char *text, size_t len)
{
    static const char *const words[] = { "true", "True", "TRUE" };

    return is_one_of(text, len, words, sizeof words / sizeof *words);
}

bool yaml_is_false(const char *text, size_t len)
{
    static const char *const words[] = { "false", "False", "FALSE" };

    return is_one_of(text, len, words, sizeof words / sizeof *words);
}
