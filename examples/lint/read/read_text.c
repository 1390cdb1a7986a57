/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "readers.h"

void read_text(struct source *source, struct replies *replies)
{
    struct reply reply = { .begin = source->start };

    reply_add(&reply, source->data + source->start, source->len - source->start, source->start,
              source->len - source->start);
    if (reply_is_blank(&reply))
        reply_release(&reply);
    else
        replies_add(replies, reply);
}
