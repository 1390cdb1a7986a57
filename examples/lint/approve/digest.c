/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "canned.h"
#include "commands.h"
#include "json_build.h"
#include "memory.h"
#include "print.h"
#include "walk.h"

#include <stdio.h>

struct digesting {
    const struct options *options;
    struct types types;
    json_t *list; /* for --format json */
    bool unread;
};

static void digest_print(struct digesting *d, struct source *source, const struct canned *canned)
{
    size_t line = source_place(source, canned->reply->begin).line;

    if (d->list != NULL) {
        json_t *item = json_object();
        json_put(item, "digest", json_text(canned->fault == NULL ? canned->digest : NULL));
        json_put(item, "path", json_text(source->path));
        json_put_number(item, "line", line);
        json_put(item, "draft", json_text(canned->identity));
        if (json_array_append_new(d->list, item) != 0) memory_out();
    } else if (canned->fault == NULL) {
        printf("%s  ", canned->digest);
        text_safely(stdout, source->path);
        printf(":%zu  ", line);
        text_safely(stdout, canned->identity);
        fputs("\n", stdout);
    }
}

static bool reply_digest(struct digesting *d, struct source *source, const struct reply *reply,
                         const char *identity)
{
    struct canned canned;
    bool ok = canned_make(&canned, reply, identity, &d->types);

    if (ok) digest_print(d, source, &canned);
    if (ok && canned.fault != NULL)
        source_problem(source, canned.reply->begin,
                       "%s %s: say what it is with --placeholder NAME=TYPE", canned.fault,
                       canned.detail);
    canned_release(&canned);
    return ok;
}

static bool file_digest(struct digesting *d, const char *path)
{
    struct source source;
    struct replies replies = { 0 };
    char **identities;
    bool ok = true;

    replies_load(d->options, &source, path, &replies);
    identities = canned_identities(&replies);
    for (size_t i = 0; ok && i < replies.count; i++)
        ok = reply_digest(d, &source, &replies.items[i], identities[i]);
    if (source.problem_count > 0) d->unread = true;
    canned_identities_release(identities, &replies);
    replies_release(&replies);
    source_release(&source);
    return ok;
}

int digest_run(const struct options *options)
{
    struct digesting d = { .options = options };
    struct paths paths = { 0 };
    bool ok = true;

    if (!types_read(&d.types, &options->placeholders)) {
        types_release(&d.types);
        return EXIT_USAGE;
    }
    if (options->output == OUTPUT_JSON) d.list = json_array();
    paths_find(options, &paths);
    for (size_t i = 0; ok && i < paths.count; i++) ok = file_digest(&d, paths.items[i]);
    if (d.list != NULL) {
        json_print(stdout, d.list);
        fputs("\n", stdout);
    }
    if (paths.failed) d.unread = true;
    paths_release(&paths);
    types_release(&d.types);
    if (!ok) return EXIT_INTERNAL;
    return d.unread ? EXIT_USAGE : EXIT_CLEAN;
}
