/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "thread/posts.h"

#include <assert.h>
#include <string.h>

/* ---- What has happened by now -------------------------------------------------------------- */

bool poise__post_answers(const struct poise__post *post)
{
    assert(post->here);
    return !post->removed && post->message->sender == POISE_SENDER_HUMAN;
}

const poise_message_version *poise__post_version(const struct poise__post *post)
{
    return post->versions ? &post->message->versions[post->versions - 1] : NULL;
}

/* A version of the second in which the message went may have been seen. */
static void post_date(struct poise__post *post, int64_t now)
{
    const poise_message *m = post->message;
    const poise_removal *removal = m->removal;

    post->here = m->at <= now;
    post->removed = removal && removal->how != POISE_REMOVAL_ASKED && removal->at <= now;
    const int64_t end = post->removed ? removal->at : now;
    while (post->versions < m->version_count && m->versions[post->versions].at <= end)
        post->versions++;
}

/* ---- Names --------------------------------------------------------------------------------- */

static void parents_find(struct poise__session *s, const struct poise__name *ids)
{
    const uint32_t count = s->input->message_count;

    for (uint32_t i = 0; i < count; i++) {
        const char *parent = s->posts[i].message->parent;
        if (parent) s->posts[i].parent = poise__names_find(ids, count, parent);
    }
}

static void places_number(struct poise__session *s, struct poise__name *names)
{
    const uint32_t count = s->input->message_count;

    for (uint32_t i = 0; i < count; i++)
        names[i] = (struct poise__name){ s->input->messages[i].place, i, 0 };
    poise__names_sort(names, count);
    for (uint32_t i = 0; i < count; i++)
        s->posts[names[i].owner].place = i && strcmp(names[i].text, names[i - 1].text) == 0
                                             ? s->posts[names[i - 1].owner].place
                                             : i;
}

/* ---- Conversations ------------------------------------------------------------------------- */

/*
 * Each message is walked from once, up to one that was walked from before; mark[i] is the walk that
 * saw it first, counted from 1. A walk that meets itself has found a ring, whose links are cut.
 */
static void rings_cut(struct poise__session *s, uint32_t *mark)
{
    for (uint32_t i = 0; i < s->input->message_count; i++) {
        uint32_t at = i;
        while (at != POISE__NOBODY && !mark[at]) {
            mark[at] = i + 1;
            at = s->posts[at].parent;
        }
        while (at != POISE__NOBODY && mark[at] == i + 1) {
            const uint32_t parent = s->posts[at].parent;
            s->posts[at].parent = POISE__NOBODY;
            at = parent;
        }
    }
}

/*
 * A chain is walked up to the first message whose head is known, then down again along the path.
 * done[i]: the head of i is known.
 */
static void heads_find(struct poise__session *s, uint32_t *path, bool *done)
{
    for (uint32_t i = 0; i < s->input->message_count; i++) {
        uint32_t len = 0;
        for (uint32_t at = i; at != POISE__NOBODY && !done[at]; at = s->posts[at].parent)
            path[len++] = at;
        while (len) {
            struct poise__post *post = &s->posts[path[--len]];
            if (post->parent != POISE__NOBODY) post->head = s->posts[post->parent].head;
            if (post->head == POISE__NOBODY && post->message->direction == POISE_DIRECTION_IN)
                post->head = path[len];
            done[path[len]] = true;
        }
    }
}

/* ---- Order --------------------------------------------------------------------------------- */

struct dated {
    int64_t at;
    uint32_t index;
};

static int dated_compare(const void *left, const void *right)
{
    const struct dated *a = left, *b = right;

    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void posts_order(struct poise__session *s, struct dated *dated)
{
    for (uint32_t i = 0; i < s->input->message_count; i++)
        if (s->posts[i].here) dated[s->count++] = (struct dated){ s->posts[i].message->at, i };
    poise__sort(dated, s->count, sizeof *dated, dated_compare);
    for (uint32_t i = 0; i < s->count; i++) s->order[i] = dated[i].index;
}

/* ---- All of it ----------------------------------------------------------------------------- */

static void posts_fill(struct poise__session *s)
{
    for (uint32_t i = 0; i < s->input->message_count; i++) {
        s->posts[i] = (struct poise__post){
            .message = &s->input->messages[i],
            .parent = POISE__NOBODY,
            .head = POISE__NOBODY,
            .answer = POISE__NOBODY,
            .running = POISE__NOBODY,
        };
        post_date(&s->posts[i], s->input->now);
    }
}

/* The later one, in the order of the input, of two messages that share an id. */
static uint32_t twin_find(const struct poise__session *s, struct poise__name *ids)
{
    const uint32_t count = s->input->message_count;

    for (uint32_t i = 0; i < count; i++)
        ids[i] = (struct poise__name){ s->input->messages[i].id, i, 0 };
    poise__names_sort(ids, count);
    const struct poise__name *clash = poise__names_clash(ids, count);
    return clash ? clash->owner : POISE__NOBODY;
}

poise_status poise__posts_make(struct poise__session *s, uint32_t *twin)
{
    const size_t count = (size_t)s->input->message_count + 1;
    struct poise__arena *arena = &s->thread->arena;
    struct poise__name *names = poise__arena_take(arena, count * sizeof *names);
    struct dated *dated = poise__arena_take(arena, count * sizeof *dated);
    uint32_t *path = poise__arena_take_zero(arena, count * sizeof *path);
    bool *done = poise__arena_take_zero(arena, count * sizeof *done);

    s->posts = poise__arena_take(arena, count * sizeof *s->posts);
    s->order = poise__arena_take(arena, count * sizeof *s->order);
    if (!names || !dated || !path || !done || !s->posts || !s->order) return POISE_E_NOMEM;
    posts_fill(s);
    if ((*twin = twin_find(s, names)) != POISE__NOBODY) return POISE_OK;
    parents_find(s, names);
    places_number(s, names);
    rings_cut(s, path);
    heads_find(s, path, done);
    posts_order(s, dated);
    return POISE_OK;
}
