/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "active.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A report has a sentence for each rule, and for one that does not apply it is this. */
static bool is_idle(const poise_report *report, const char *name)
{
    struct buffer idle = { 0 };
    const char *reason;
    bool found = false;

    buffer_add(&idle, "Rule \"", 6);
    buffer_add(&idle, name, strlen(name));
    buffer_add(&idle, "\" does not apply.", 17);
    for (uint32_t i = 0; !found && (reason = poise_report_reason(report, i)) != NULL; i++)
        found = strcmp(reason, idle.data) == 0;
    buffer_release(&idle);
    return found;
}

static void add(struct active *active, const char *name)
{
    active->names = memory_grow(active->names, active->count, &active->cap, sizeof *active->names);
    active->names[active->count++] = name;
}

void active_find(struct active *active, const struct document *policy, const poise_report *report)
{
    const json_t *rules;

    *active = (struct active){ 0 };
    active->policy = json_loadb(policy->text, policy->len, JSON_ALLOW_NUL, NULL);
    if (active->policy == NULL) memory_out();
    if (json_is_array(json_object_get(active->policy, "baseline"))) add(active, "baseline");
    rules = json_object_get(active->policy, "rules");
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const char *name = json_string_value(json_object_get(json_array_get(rules, i), "name"));
        if (name != NULL && !is_idle(report, name)) add(active, name);
    }
}

void active_release(struct active *active)
{
    json_decref(active->policy);
    free(active->names);
    *active = (struct active){ 0 };
}
