/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
/* thread_unit.h: conversations in a few words, and what is owed in them in a few more. */
#ifndef POISE_TESTS_THREAD_UNIT_H
#define POISE_TESTS_THREAD_UNIT_H

#include "policy_unit.h"

#include "thread/thread.h"

#include <jansson.h>
#include <stdio.h>

/* Messages, written with ' for ". */
#define IN(id, at, more)                                                                           \
    "{'id':'" id "','place':'p','public':true,'sender':'customer','at':" #at more "},"
#define OUT(id, at, more)                                                                          \
    "{'id':'" id "','place':'p','public':true,'sender':'human','at':" #at more "},"
#define TO(id) ",'parent':'" id "'"
#define SAYS(insulting, apologetic, remedy, more)                                                  \
    ",'report':{'tone':{'insulting':" #insulting ",'apologetic':" #apologetic                      \
    "},'remedy':" #remedy more "}"
#define SIGNALS(more)             ",'signals':[" more "]"
#define CONTACTS(more)            ",'contacts':[" more "]"
#define SIGNAL(code)              SIGNAL_OF(code, 900)
#define SIGNAL_OF(code, strength) "{'code':'" code "','strength':" #strength ",'start':2,'end':8}"
#define OWN                       "{'own':true,'start':3,'end':9}"
#define FOREIGN                   "{'own':false,'start':3,'end':9}"

/* The answer to a request that is written with ' for ", good until the next call. */
static inline const char *thread_ask(const char *request)
{
    return ask_at(poise__thread_json, request);
}

/*
 * What is owed, of one kind: "m1 met r1, m2 open". head: members before the messages, each with its
 * comma; messages: each with a comma behind it.
 */
static inline const char *owed(const char *kind, const char *head, const char *messages)
{
    static char request[1 << 16], line[4096];
    const json_t *duty;
    size_t i, len = 0;

    snprintf(request, sizeof request, "{%s'messages':[%.*s]}", head, (int)strlen(messages) - 1,
             messages);
    json_t *answer = json_loads(thread_ask(request), 0, NULL);
    const json_t *duties = json_object_get(answer, "duties");
    if (!duties) fail_msg("%s", thread_ask(request));
    line[0] = '\0';
    json_array_foreach(duties, i, duty)
    {
        const char *by = json_string_value(json_object_get(duty, "by"));
        if (strcmp(json_string_value(json_object_get(duty, "kind")), kind) != 0) continue;
        len += (size_t)snprintf(line + len, sizeof line - len, "%s%s %s%s%s", len ? ", " : "",
                                json_string_value(json_object_get(duty, "message")),
                                json_string_value(json_object_get(duty, "state")), by ? " " : "",
                                by ? by : "");
        assert_true(len < sizeof line);
    }
    json_decref(answer);
    return line;
}

#define assert_owed(kind, head, messages, wanted)                                                  \
    assert_string_equal(owed(kind, head, messages), wanted)

#define assert_says(request, part)                                                                 \
    do {                                                                                           \
        const char *answer_ = thread_ask(request);                                                 \
        if (!strstr(answer_, part)) fail_msg("no %s in %s", part, answer_);                        \
    } while (0)

#endif
