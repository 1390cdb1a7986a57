/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "json_build.h"
#include "moment.h"
#include "path.h"
#include "print.h"
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *decision_word(uint32_t decision)
{
    switch (decision) {
    case POISE_DECISION_ALLOW: return "allow";
    case POISE_DECISION_ALLOW_OVERRIDE: return "allow_override";
    case POISE_DECISION_NEED: return "need";
    default: return "deny";
    }
}

static bool is_allowed(const struct case_ *c)
{
    return c->summary.decision == POISE_DECISION_ALLOW ||
           c->summary.decision == POISE_DECISION_ALLOW_OVERRIDE;
}

/* ---- For people ---------------------------------------------------------------------------- */

static void option_put(struct buffer *line, const char *option, const char *word)
{
    buffer_add(line, option, strlen(option));
    path_quote(line, word);
}

static void approve_hint(const struct verifying *v, const struct file *file, const struct case_ *c)
{
    struct buffer line = { 0 };
    const char *path = file->source.path;

    buffer_add(&line, "poise approve", 13);
    if (file->replies.count > 1) option_put(&line, " --reply ", c->identity);
    option_put(&line, " --policy ", v->options->policy);
    option_put(&line, " --roster ", v->options->roster);
    if (v->options->signers != NULL) option_put(&line, " --key ", "KEY");
    option_put(&line, " --by ", "WHO");
    option_put(&line, path[0] == '-' ? " -- " : " ", path);
    fputs("  next: ", stdout);
    text_safely(stdout, line.data);
    fputs("\n", stdout);
    buffer_release(&line);
}

static bool has_reason(const poise_report *report, const char *beginning)
{
    const char *reason;

    for (uint32_t i = 0; (reason = poise_report_reason(report, i)) != NULL; i++)
        if (strncmp(reason, beginning, strlen(beginning)) == 0) return true;
    return false;
}

static void people_hint(const struct verifying *v, const struct file *file, const struct case_ *c)
{
    const poise_report *report = v->judge.report;

    if (file->git.fault != NULL) {
        printf("  its author is not known: %s\n", file->git.fault);
        return;
    }
    if (has_reason(report, "The author is not a person")) {
        fputs("  next: add ", stdout);
        text_safely(stdout, c->authors.author != NULL ? c->authors.author : "the author");
        fputs(" to the aliases of its owner in ", stdout);
        text_safely(stdout, v->options->roster);
        fputs("\n", stdout);
    }
    if (!has_reason(report, "An editor is not a person")) return;
    fputs("  next: see that the aliases in ", stdout);
    text_safely(stdout, v->options->roster);
    fputs(" have all of", stdout);
    for (size_t i = 0; i < c->authors.editor_count; i++) {
        fputs(i > 0 ? ", " : " ", stdout);
        text_safely(stdout, c->authors.editors[i]);
    }
    fputs("\n", stdout);
}

static void record_print(const struct record *record, const char *disposition)
{
    char at[32];

    moment_write(record->approval.at, at);
    printf("  record in line %zu: %s by ", record->line, sidecar_verdict(record->approval.verdict));
    text_safely(stdout, record->approval.by);
    printf(", %s: %s\n", at, disposition);
}

static void case_print(struct verifying *v, struct file *file, const struct case_ *c)
{
    const poise_report *report = v->judge.report;
    const char *reason;

    text_safely(stdout, file->source.path);
    printf(":%zu: ", source_place(&file->source, c->reply->begin).line);
    text_safely(stdout, c->identity);
    printf(": %s\n", decision_word(c->summary.decision));
    for (uint32_t i = 0; (reason = poise_report_reason(report, i)) != NULL; i++) {
        size_t len = strlen(reason);
        if (len > 15 && strcmp(reason + len - 15, "does not apply.") == 0) continue;
        fputs("  ", stdout);
        text_safely(stdout, reason);
        fputs("\n", stdout);
    }
    for (size_t i = 0; i < c->count; i++)
        record_print(c->records[i], poise_report_record(report, (uint32_t)i));
    if (is_allowed(c)) return;
    people_hint(v, file, c);
    if (c->canned.fault != NULL) {
        printf("  it %s ", c->canned.fault);
        text_safely(stdout, c->canned.detail);
        fputs(": say what may stand there when approving, with --placeholder NAME=TYPE\n", stdout);
    }
    if (c->summary.decision == POISE_DECISION_NEED &&
        poise_report_count(report, POISE_COUNT_NEEDS) > 0 &&
        strcmp(file->source.path, SOURCE_STDIN_NAME) != 0)
        approve_hint(v, file, c);
}

/* ---- For programs -------------------------------------------------------------------------- */

static json_t *record_json(const struct record *record, const char *disposition)
{
    json_t *json = json_object();

    json_put_number(json, "line", record->line);
    json_put(json, "by", json_text(record->approval.by));
    json_put(json, "at", json_integer((json_int_t)record->approval.at));
    json_put(json, "verdict", json_text(sidecar_verdict(record->approval.verdict)));
    json_put(json, "draft", json_text(record->approval.draft_id));
    if (disposition != NULL) json_put(json, "record", json_text(disposition));
    return json;
}

static void append(json_t *list, json_t *item)
{
    if (json_array_append_new(list, item) != 0) memory_out();
}

static json_t *need_json(const poise_need *need)
{
    json_t *json = json_object();

    json_put(json, "rule", json_text(need->rule));
    json_put_number(json, "have", need->have);
    json_put_number(json, "want", need->want);
    json_put(json, "possible", json_boolean(need->possible));
    json_put(json, "roles", json_text(need->roles));
    return json;
}

static json_t *case_json(struct verifying *v, struct file *file, const struct case_ *c)
{
    const poise_report *report = v->judge.report;
    json_t *json = json_object(), *list;
    const char *reason;

    json_put(json, "draft", json_text(c->identity));
    json_put_number(json, "line", source_place(&file->source, c->reply->begin).line);
    json_put(json, "decision", json_text(decision_word(c->summary.decision)));
    json_put(json, "digest", json_text(c->canned.fault == NULL ? c->canned.digest : NULL));
    json_put(json, "author", json_text(c->authors.author));
    list = json_array();
    for (size_t i = 0; i < c->authors.editor_count; i++)
        append(list, json_text(c->authors.editors[i]));
    json_put(json, "editors", list);
    list = json_array();
    for (uint32_t i = 0; i < poise_report_count(report, POISE_COUNT_NEEDS); i++) {
        poise_need need = { .size = sizeof need };
        if (poise_report_need(report, i, &need) == POISE_OK) append(list, need_json(&need));
    }
    json_put(json, "needs", list);
    list = json_array();
    for (uint32_t i = 0; (reason = poise_report_reason(report, i)) != NULL; i++)
        append(list, json_text(reason));
    json_put(json, "reasons", list);
    list = json_array();
    for (size_t i = 0; i < c->count; i++)
        append(list, record_json(c->records[i], poise_report_record(report, (uint32_t)i)));
    json_put(json, "records", list);
    if (file->git.fault != NULL) json_put(json, "author_fault", json_text(file->git.fault));
    if (c->canned.fault != NULL) json_put(json, "template_fault", json_text(c->canned.fault));
    return json;
}

char *verify_entry(struct verifying *v, struct file *file, const struct case_ *c)
{
    json_t *json = case_json(v, file, c);
    char *text;

    json_put(json, "path", json_text(file->source.path));
    json_put(json, "at", json_integer((json_int_t)v->now));
    json_put(json, "policy", json_text(poise_policy_digest(v->judge.policy)));
    text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (text == NULL) memory_out();
    return text;
}

/* ---- In order ------------------------------------------------------------------------------ */

static bool is_json(const struct verifying *v)
{
    return v->options->output == OUTPUT_JSON;
}

void verify_begin(struct verifying *v)
{
    if (is_json(v)) fputs("{\"version\":1,\"files\":[", stdout);
}

void verify_file_begin(struct verifying *v, struct file *file)
{
    if (!is_json(v)) return;
    fputs(v->has_file ? ",\n{\"path\":" : "\n{\"path\":", stdout);
    json_print(stdout, json_text(file->source.path));
    fputs(",\"replies\":[", stdout);
    v->has_file = true;
    v->has_reply = false;
}

void verify_print(struct verifying *v, struct file *file, const struct case_ *c)
{
    if (!is_json(v)) {
        case_print(v, file, c);
        return;
    }
    fputs(v->has_reply ? ",\n" : "\n", stdout);
    json_print(stdout, case_json(v, file, c));
    v->has_reply = true;
}

static void stale_print(const struct file *file)
{
    for (size_t i = 0; i < file->stale_count; i++) {
        const struct record *record = file->stale[i];
        text_safely(stdout, file->sidecar.path);
        printf(":%zu: stale: %s by ", record->line, sidecar_verdict(record->approval.verdict));
        text_safely(stdout, record->approval.by);
        fputs(" of ", stdout);
        text_safely(stdout, record->approval.draft_id);
        fputs(", which is no longer in the file", stdout);
        fputs(record->approval.verdict == POISE_VERDICT_REJECT
                  ? ": if that reply has another name now, the rejection is to be given again\n"
                  : "\n",
              stdout);
    }
}

void verify_file_end(struct verifying *v, struct file *file)
{
    json_t *list;

    if (!is_json(v)) {
        stale_print(file);
        return;
    }
    fputs("],\"stale\":", stdout);
    list = json_array();
    for (size_t i = 0; i < file->stale_count; i++) append(list, record_json(file->stale[i], NULL));
    json_print(stdout, list);
    fputs(",\"errors\":[", stdout);
    for (size_t i = 0; i < file->source.problem_count; i++) {
        fputs(i > 0 ? "," : "", stdout);
        json_print(stdout, json_problem(&file->source.problems[i]));
    }
    for (size_t i = 0; i < file->sidecar.source.problem_count; i++) {
        fputs(i + file->source.problem_count > 0 ? "," : "", stdout);
        json_print(stdout, json_problem(&file->sidecar.source.problems[i]));
    }
    fputs("]}", stdout);
}

void verify_end(struct verifying *v)
{
    const struct verify_tally *tally = &v->tally;

    if (is_json(v)) {
        printf("\n],\"summary\":{\"files\":%zu,\"replies\":%zu,\"need\":%zu,\"deny\":%zu,"
               "\"stale\":%zu,\"unread\":%zu}}\n",
               tally->files, tally->replies, tally->waiting, tally->denied, tally->stale,
               tally->unread);
        return;
    }
    printf("files %zu, replies %zu: allowed %zu, to approve %zu, denied %zu", tally->files,
           tally->replies, tally->replies - tally->waiting - tally->denied, tally->waiting,
           tally->denied);
    if (tally->stale > 0) printf("; stale records %zu", tally->stale);
    if (tally->unread > 0) printf("; files not read in full %zu", tally->unread);
    fputs("\n", stdout);
}
