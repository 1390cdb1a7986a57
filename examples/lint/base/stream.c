/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "stream.h"

#include "memory.h"

#include <stdlib.h>

FILE *stream_file(struct stream *stream)
{
    if (stream->file == NULL) stream->file = open_memstream(&stream->data, &stream->len);
    if (stream->file == NULL) memory_out();
    return stream->file;
}

/* A stream in memory fails for want of memory only. */
const char *stream_text(struct stream *stream)
{
    if (stream->file == NULL) return "";
    if (fflush(stream->file) != 0 || ferror(stream->file)) memory_out();
    return stream->data;
}

bool stream_is_empty(struct stream *stream)
{
    return *stream_text(stream) == '\0';
}

void stream_move(struct stream *stream, FILE *out)
{
    fputs(stream_text(stream), out);
    stream_release(stream);
}

void stream_release(struct stream *stream)
{
    if (stream->file != NULL) (void)fclose(stream->file);
    free(stream->data);
    *stream = (struct stream){ 0 };
}
